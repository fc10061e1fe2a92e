//! What a list says of single touches and of next steps, and which of them the book has already.
//!
//! A list of customers says at most when the last contact was and when the next shall be; a list of touches has a row for each: when,
//! how, what was said, by whom, and what comes next.

use chrono::NaiveTime;

use crate::model::day::{DayOrder, PartialDay, read_day};
use crate::model::follow::{Channel, Direction};
use crate::model::{Field, FollowUp, Id, Touch, text};

use super::understand::OnMatch;

/// What a row says of a touch besides its day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TouchCells {
    /// The time of day.
    pub time: Option<NaiveTime>,
    /// The way, as written.
    pub channel: String,
    /// Who spoke.
    pub direction: Option<Direction>,
    /// What was said.
    pub text: String,
    /// What came of it.
    pub outcome: String,
    /// Who was in touch.
    pub author: String,
    /// The next step, in words.
    pub goal: String,
}

impl TouchCells {
    /// Forgets what the row before said.
    pub fn clear(&mut self) {
        (self.time, self.direction) = (None, None);
        for text in [&mut self.channel, &mut self.text, &mut self.outcome, &mut self.author, &mut self.goal] {
            text.clear();
        }
    }

    /// Takes a cell; what is said twice stands line below line.
    pub fn take(&mut self, field: Field, value: &str) {
        let kept = match field {
            Field::TouchChannel => &mut self.channel,
            Field::TouchText => &mut self.text,
            Field::TouchOutcome => &mut self.outcome,
            Field::TouchAuthor => &mut self.author,
            Field::FollowUpGoal => &mut self.goal,
            Field::TouchDirection => match direction_of(value) {
                Some(direction) => {
                    self.direction = Some(direction);
                    return;
                }
                None => return self.add_line(field.label(), value),
            },
            _ => return,
        };
        put_line(kept, value);
    }

    /// Takes a cell that has no field of its own: it stands in the text under its heading.
    pub fn add_line(&mut self, heading: &str, value: &str) {
        put_line(&mut self.text, &format!("{heading}: {value}"));
    }

    /// Whether anything is said but a day.
    fn says_anything(&self) -> bool {
        self.direction.is_some() || [&self.channel, &self.text, &self.outcome, &self.author].iter().any(|text| !text.is_empty())
    }
}

fn put_line(kept: &mut String, line: &str) {
    if !kept.is_empty() {
        kept.push('\n');
    }
    kept.push_str(line);
}

/// Who spoke, by the words that lists of calls and mails use.
fn direction_of(value: &str) -> Option<Direction> {
    let folded = text::fold(value);
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if has(&["both", "双向", "two-way"]) {
        Some(Direction::Both)
    } else if has(&["outbound", "outgoing", "sent", "去电", "呼出", "外呼", "发出", "去信", "主动"]) || folded == "out" {
        Some(Direction::Out)
    } else if has(&["inbound", "incoming", "received", "来电", "呼入", "收到", "来信", "来访"]) || folded == "in" {
        Some(Direction::In)
    } else {
        None
    }
}

/// The time of day behind the date of a cell; midnight is how dates without one are written.
pub fn time_of(value: &str) -> Option<NaiveTime> {
    let colon = value.find(':')?;
    let from =
        value[..colon].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + value[at..].chars().next().map_or(1, char::len_utf8));
    let rest = value[from..].trim();
    let clock: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == ':').collect();
    let mut parts = clock.split(':').map(|part| part.parse::<u32>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let lower = rest.to_lowercase();
    let before_noon = value[..from].contains("上午") || lower.ends_with("am") || lower.ends_with("a.m.");
    let after_noon = value[..from].contains("下午") || lower.ends_with("pm") || lower.ends_with("p.m.");
    let hour = match hour {
        12 if before_noon => 0,
        1..=11 if after_noon => hour + 12,
        hour => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0).filter(|time| *time != NaiveTime::MIN)
}

/// The touches that a note tells one below the other, each line beginning with its day: `2026-10-12 电话：要样品`. Lines without a day go
/// on with the one before; what stands above the first day is a note and no touch. The year comes first, so that no day is guessed.
pub fn told_in(note: &str) -> Vec<(PartialDay, TouchCells)> {
    let mut told: Vec<(PartialDay, TouchCells)> = Vec::new();
    for line in note.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match (leading_day(line), told.last_mut()) {
            (Some((on, rest)), _) => {
                let (time, said) = leading_time(rest);
                let said =
                    said.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | ',' | '，' | '、' | '-' | '—' | '.'));
                let way = Channel::leading(said).map_or("", |(_, end)| &said[..end]);
                told.push((on, TouchCells { time, channel: way.to_owned(), text: said.to_owned(), ..TouchCells::default() }));
            }
            (None, Some((_, cells))) => put_line(&mut cells.text, line),
            (None, None) => {}
        }
    }
    told.retain(|(_, cells)| !cells.text.is_empty());
    told
}

/// A whole day at the beginning of a line, the year first, and what stands behind it.
fn leading_day(line: &str) -> Option<(PartialDay, &str)> {
    let line = line.trim_start_matches(['[', '【', '(', '（']);
    let is_of_day = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '年' | '月' | '日' | '号');
    let mut end = line.find(|c| !is_of_day(c)).unwrap_or(line.len());
    // The stop or dash that parts day and words is none of the day's.
    end = line[..end].trim_end_matches(['-', '/', '.']).len();
    let day = read_day(&line[..end], DayOrder::Ymd).known().filter(|day| day.date().is_some())?;
    let has_year_first = line.chars().take_while(char::is_ascii_digit).count() >= 4;
    has_year_first.then(|| (day, line[end..].trim_start_matches([']', '】', ')', '）'])))
}

/// A time of day such as `14:30` at the beginning, and what stands behind it.
fn leading_time(rest: &str) -> (Option<NaiveTime>, &str) {
    let bare = rest.trim_start();
    let end = bare.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(bare.len());
    match time_of(&bare[..end]) {
        Some(time) => (Some(time), &bare[end..]),
        None => (None, rest),
    }
}

/// A touch of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct TouchDraft {
    /// The day.
    pub on: PartialDay,
    /// Everything else.
    pub cells: TouchCells,
    /// With whom: index among the people of the draft.
    pub with: Option<usize>,
}

impl TouchDraft {
    /// Whether only its day is known, as of the last contact in a list of customers.
    pub fn is_bare(&self) -> bool {
        !self.cells.says_anything()
    }

    /// The row of the book, without the person.
    pub fn touch(&self, id: Id, customer: Id, import: Id) -> Touch {
        let cells = &self.cells;
        Touch {
            import: Some(import),
            channel: cells.channel.clone(),
            direction: cells.direction,
            text: cells.text.clone(),
            outcome: cells.outcome.clone(),
            author: cells.author.clone(),
            ..Touch::new(id, customer, self.on)
        }
    }

    fn is_said_by(&self, known: &Touch) -> bool {
        known.happened_on == self.on && known.text.trim() == self.cells.text.trim() && known.channel == self.cells.channel
    }
}

/// A next step of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanDraft {
    /// The day.
    pub on: PartialDay,
    /// What it is for.
    pub goal: String,
    /// The day of the touch in whose row it stands; `None` in a list of customers.
    pub said_on: Option<PartialDay>,
}

impl PlanDraft {
    /// The row of the book.
    pub fn follow_up(&self, id: Id, customer: Id, import: Id) -> FollowUp {
        FollowUp { import: Some(import), goal: self.goal.clone(), ..FollowUp::new(id, customer, self.on) }
    }
}

/// Adds a touch that is not there yet.
pub fn push_touch(touches: &mut Vec<TouchDraft>, new: TouchDraft) {
    let is_there = if new.is_bare() { touches.iter().any(|known| known.on == new.on) } else { touches.contains(&new) };
    if !is_there {
        touches.push(new);
    }
}

/// Adds a next step that is not there yet.
pub fn push_plan(plans: &mut Vec<PlanDraft>, new: PlanDraft) {
    match plans.iter_mut().find(|known| known.on == new.on) {
        Some(known) => {
            known.said_on = known.said_on.max(new.said_on);
            if known.goal.is_empty() {
                known.goal = new.goal;
            }
        }
        None => plans.push(new),
    }
}

/// In a list of touches a later touch has done with the next steps of those before it.
pub fn drop_done(touches: &[TouchDraft], plans: &mut Vec<PlanDraft>) {
    let last = touches.iter().map(|touch| touch.on).max();
    plans.retain(|plan| plan.said_on.is_none() || plan.said_on == last && Some(plan.on.last_day()) > last.map(PartialDay::first_day));
}

/// What becomes of the touches of a list.
#[derive(Debug, Default)]
pub struct TouchesOutcome {
    /// Indexes of those that are new.
    pub new: Vec<usize>,
    /// Rows of the book of which only the day was known: index of the draft, and the row.
    pub completed: Vec<(usize, Touch)>,
}

/// Compares the touches of a list with the book's. One row of the book stands for one of the list; what a person changed since the
/// last import of the list (`by_hand`) is still what the list said.
pub fn compare_touches(book: &[Touch], list: &[TouchDraft], by_hand: &dyn Fn(Id, &str) -> bool) -> TouchesOutcome {
    let mut outcome = TouchesOutcome::default();
    let mut is_met = vec![false; book.len()];
    let mut left = Vec::new();
    for (at, draft) in list.iter().enumerate().filter(|(_, draft)| !draft.is_bare()) {
        match (0..book.len()).find(|known| !is_met[*known] && draft.is_said_by(&book[*known])) {
            Some(known) => is_met[known] = true,
            None => left.push(at),
        }
    }
    for at in left {
        let draft = &list[at];
        let of_day = |known: usize| book[known].happened_on == draft.on && book[known].import.is_some();
        let was_changed = |row: Id| ["text", "channel"].iter().any(|column| by_hand(row, column));
        let is_bare = |known: &Touch| known.text.is_empty() && known.channel.is_empty() && known.outcome.is_empty();
        let same =
            (0..book.len()).find(|known| !is_met[*known] && of_day(*known) && (was_changed(book[*known].id) || is_bare(&book[*known])));
        match same {
            Some(known) => {
                is_met[known] = true;
                let row = &book[known];
                if is_bare(row) && !was_changed(row.id) {
                    let import = row.import.unwrap_or(Id(0));
                    let full = Touch { id: row.id, contact: row.contact, ..draft.touch(row.id, row.customer, import) };
                    outcome.completed.push((at, full));
                }
            }
            None => outcome.new.push(at),
        }
    }
    for (at, draft) in list.iter().enumerate().filter(|(_, draft)| draft.is_bare()) {
        if !book.iter().any(|touch| touch.happened_on == draft.on) {
            outcome.new.push(at);
        }
    }
    outcome.new.sort_unstable();
    outcome
}

/// What becomes of the next steps of a list.
#[derive(Debug, Default)]
pub struct PlansOutcome {
    /// Those that are new.
    pub new: Vec<PlanDraft>,
    /// Those of an earlier export of the list that moved to another day, or of which the goal is known now.
    pub changed: Vec<FollowUp>,
}

/// Compares the next steps of a list with the book's. `earlier_import` tells which came from an earlier export of it.
pub fn compare_plans(
    book: &[FollowUp],
    list: &[PlanDraft],
    policy: OnMatch,
    by_hand: &dyn Fn(Id, &str) -> bool,
    earlier_import: &dyn Fn(Id) -> bool,
) -> PlansOutcome {
    let mut outcome = PlansOutcome::default();
    for plan in list {
        if let Some(known) = book.iter().find(|known| known.due_on == plan.on) {
            let is_news = known.goal.is_empty() && !plan.goal.is_empty() && known.is_open() && known.import.is_some();
            if is_news && !by_hand(known.id, "goal") {
                outcome.changed.push(FollowUp { goal: plan.goal.clone(), ..known.clone() });
            }
            continue;
        }
        let open = book.iter().find(|known| {
            known.is_open()
                && known.import.is_some_and(earlier_import)
                && !list.iter().any(|plan| plan.on == known.due_on)
                && !by_hand(known.id, "due_on")
                && !outcome.changed.iter().any(|changed| changed.id == known.id)
        });
        match open {
            Some(open) if policy == OnMatch::Update => {
                let goal = if plan.goal.is_empty() || by_hand(open.id, "goal") { &open.goal } else { &plan.goal };
                outcome.changed.push(FollowUp { due_on: plan.on, goal: goal.clone(), ..open.clone() });
            }
            _ => outcome.new.push(plan.clone()),
        }
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_day_stands_behind_the_date() {
        for (text, expected) in [
            ("2026-10-12 14:30", Some("14:30")),
            ("2026-10-12T09:05:59", Some("09:05")),
            ("2026/10/12 3:05 PM", Some("15:05")),
            ("10/12/2026 12:10 am", Some("00:10")),
            ("2026年10月12日 下午 3:05", Some("15:05")),
            ("2026-10-12 上午12:30", Some("00:30")),
            ("2026-10-12 00:00:00", None),
            ("2026-10-12 25:10", None),
            ("2026-10-12", None),
            (":", None),
            ("报价：1.25", None),
            ("", None),
        ] {
            assert_eq!(time_of(text).map(|time| time.format("%H:%M").to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_note_with_dated_lines_tells_touches() {
        let told = |note: &str| -> Vec<String> {
            let shown = |(on, cells): (PartialDay, TouchCells)| {
                let time = cells.time.map_or(String::new(), |time| time.format(" %H:%M").to_string());
                format!("{on}{time} [{}] {}", cells.channel, cells.text)
            };
            told_in(note).into_iter().map(shown).collect()
        };
        assert_eq!(
            told("老客户介绍\n2026-10-12 电话：要样品\n红色两件\n2026年10月20日 14:30 已报价 FOB 1.25\n【2026.11.2】mail: asked again"),
            ["2026-10-12 [电话] 电话：要样品\n红色两件", "2026-10-20 14:30 [] 已报价 FOB 1.25", "2026-11-02 [mail] mail: asked again"]
        );
        for none in [
            "要样品",
            "10-12 电话",
            "3/4/2026 called",
            "2026 is a good year",
            "2026-13-40 电话",
            "2026-10-12",
            "13800138000 王总",
            "1.25 USD",
        ] {
            assert!(told(none).is_empty(), "{none}: {:?}", told(none));
        }
    }

    #[test]
    fn who_spoke_is_told_by_the_words_of_lists() {
        for (word, expected) in [
            ("Outbound", Some(Direction::Out)),
            ("呼出", Some(Direction::Out)),
            ("Incoming call", Some(Direction::In)),
            ("来电", Some(Direction::In)),
            ("in", Some(Direction::In)),
            ("both", Some(Direction::Both)),
            ("north", None),
        ] {
            assert_eq!(direction_of(word), expected, "{word}");
        }
    }
}

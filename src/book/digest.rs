//! The weekly digest: a page for the boss that stands alone, in the language spoken. Everything that comes from the book is escaped.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate};

use super::agenda::Standings;
use super::export::ExportError;
use super::lost::{LostReview, lost_of};
use super::overview::{OverviewQuestion, overview_of};
use super::whole_file;
use super::{Now, Reading, habits};
use crate::error::Result;
use crate::model::cadence::{DueState, due};
use crate::model::follow::channel_shown;
use crate::model::habits::show_time;
use crate::model::holidays::WorkingDays;
use crate::model::overview::{Overview, monday_of, tier_at};
use crate::model::{FollowUp, Id, Touch};
use crate::store::{Read, Reader, Scan};
use crate::tr;
use crate::words::{Language, spoken};

/// So many touches, plans and late customers are listed; the rest is counted.
const LISTED: usize = 40;

/// The style of the page: quiet, and fit for paper.
const STYLE: &str = "body{font:14px/1.5 system-ui,'PingFang SC','Microsoft YaHei',sans-serif;color:#1b2230;max-width:860px;margin:32px auto;padding:0 24px}\
h1{font-size:22px;margin:0}h2{font-size:16px;margin:28px 0 8px}p{margin:4px 0;color:#5a6475}table{border-collapse:collapse;width:100%}\
th,td{text-align:left;padding:5px 8px;border-bottom:1px solid #e3e6eb;vertical-align:top}th{color:#5a6475;font-weight:normal}\
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.k{display:flex;gap:32px;margin:20px 0}.k b{display:block;font-size:24px}\
.late{color:#c4281c}i{display:inline-block;height:9px;background:#2563c9;border-radius:2px}i.d{background:#d3d8e0}@media print{body{margin:0}}";

/// What stands in the page.
struct Digest<'a> {
    now: Now,
    /// Who was lost this month.
    lost: LostReview,
    who: String,
    overview: Overview,
    standings: &'a Standings,
    reader: &'a Reader,
    page: String,
}

impl Reading {
    /// The digest of the week of today as an HTML page.
    pub fn digest(&self, now: Now) -> Result<String> {
        let question = self.overview_question(now)?;
        digest_of(&self.reader, &question)
    }
}

/// The digest of the week of the question's day as an HTML page.
pub fn digest_of(reader: &Reader, question: &OverviewQuestion) -> Result<String> {
    let (overview, who) = (overview_of(reader, question)?, habits::kept(reader)?.who);
    let lost = lost_of(reader, &question.of_lost())?;
    Digest { now: question.now, lost, who, overview, standings: &question.standings, reader, page: String::new() }.written()
}

/// Writes a page to `path`; whoever reads it meanwhile sees the old file or the new one, never a half.
pub fn write_digest(path: &Path, page: &str) -> Result<()> {
    Ok(whole_file::put(path, |beside| fs::write(beside, page), |reason| reason)
        .map_err(|reason| ExportError::File(path.to_owned(), reason))?)
}

impl Digest<'_> {
    fn written(mut self) -> Result<String> {
        let monday = monday_of(self.now.today);
        let sunday = monday.checked_add_days(Days::new(6)).unwrap_or(monday);
        let title = tr!("digest-title", from = monday.to_string(), to = sunday.format("%m-%d").to_string());
        let language = if spoken() == Language::Chinese { "zh-CN" } else { "en" };
        self.page = format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <title>{0}</title><style>{STYLE}</style></head><body>\n<h1>{0}</h1>\n",
            escaped(&title)
        );
        let day = self.now.today.to_string();
        let by = if self.who.is_empty() { tr!("digest-on", day = day) } else { tr!("digest-by", who = self.who.as_str(), day = day) };
        self.line("p", &by);
        self.numbers();
        self.tiers();
        self.weeks();
        self.touches(monday)?;
        self.late()?;
        self.coming(sunday)?;
        self.lost();
        self.page.push_str("</body></html>\n");
        Ok(self.page)
    }

    /// A line in an element, escaped.
    fn line(&mut self, element: &str, words: &str) {
        let _ = writeln!(self.page, "<{element}>{}</{element}>", escaped(words));
    }

    /// A table: heads, then rows; those from column `numbers` on are numbers.
    fn table(&mut self, heads: &[String], numbers: usize, rows: &[Vec<String>]) {
        let class = |at: usize| if at >= numbers { " class=n" } else { "" };
        self.page.push_str("<table><tr>");
        for (at, head) in heads.iter().enumerate() {
            let _ = write!(self.page, "<th{}>{}</th>", class(at), escaped(head));
        }
        self.page.push_str("</tr>\n");
        for row in rows {
            self.page.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let _ = write!(self.page, "<td{}>{}</td>", class(at), escaped(cell));
            }
            self.page.push_str("</tr>\n");
        }
        self.page.push_str("</table>\n");
    }

    fn numbers(&mut self) {
        let all = self.overview.all();
        let week = all.weeks.last().copied().unwrap_or_default();
        let before = all.weeks.iter().rev().nth(1).copied().unwrap_or_default();
        let (asked, in_time) =
            self.overview.replies.last().map_or((0, 0), |week| (u32::try_from(week.took.len()).unwrap_or(0) + week.open, week.in_time));
        let plans = self.overview.plans.last().copied().unwrap_or_default();
        self.page.push_str("<div class=k>");
        for (name, number, beside) in [
            (tr!("overview-done"), week.done.to_string(), tr!("overview-of-due", due = week.due.to_string())),
            (tr!("overview-late"), week.late.to_string(), tr!("overview-last-week", shown = before.late.to_string())),
            (
                tr!("overview-coverage"),
                percent(all.covered, all.customers),
                tr!("overview-covered-of", covered = all.covered, all = all.customers),
            ),
            (tr!("digest-plans"), percent(plans.kept, plans.planned), tr!("digest-plans-of", kept = plans.kept, all = plans.planned)),
            (tr!("digest-replies"), percent(in_time, asked), tr!("digest-plans-of", kept = in_time, all = asked)),
        ] {
            let _ = write!(self.page, "<div>{}<b>{}</b>{}</div>", escaped(&name), escaped(&number), escaped(&beside));
        }
        self.page.push_str("</div>\n");
    }

    fn tiers(&mut self) {
        let rules = self.standings.rules();
        let rows: Vec<Vec<String>> = self
            .overview
            .tiers
            .iter()
            .enumerate()
            .filter(|(_, tier)| tier.customers > 0)
            .map(|(at, tier)| {
                let week = tier.weeks.last().copied().unwrap_or_default();
                let name = rules.rule(tier_at(at, rules.tiers.len())).name();
                let counts = [tier.customers, week.due, week.done, week.late].map(|count| count.to_string());
                [vec![name], counts.into(), vec![percent(tier.covered, tier.customers)]].concat()
            })
            .collect();
        let heads = [
            tr!("digest-tier"),
            tr!("digest-customers"),
            tr!("overview-legend-due"),
            tr!("overview-legend-done"),
            tr!("overview-late"),
            tr!("overview-coverage"),
        ];
        self.line("h2", &tr!("digest-by-tier"));
        self.table(&heads, 1, &rows);
    }

    /// The weeks as numbers with a bar of what was done behind one of what was due.
    fn weeks(&mut self) {
        let all = self.overview.all();
        let most = all.weeks.iter().map(|week| week.due.max(week.done)).max().unwrap_or(0).max(1);
        self.line("h2", &tr!("overview-weeks"));
        let heads = [tr!("digest-week"), tr!("overview-legend-due"), tr!("overview-legend-done"), tr!("overview-late")];
        let _ = write!(self.page, "<table><tr><th>{}</th><th></th>", escaped(&heads[0]));
        for head in &heads[1..] {
            let _ = write!(self.page, "<th class=n>{}</th>", escaped(head));
        }
        self.page.push_str("</tr>\n");
        for (monday, week) in self.overview.mondays.iter().zip(&all.weeks) {
            let width = |count: u32| u64::from(count) * 300 / u64::from(most);
            let _ = writeln!(
                self.page,
                "<tr><td>{}</td><td><i class=d style=\"width:{}px\"></i><br><i style=\"width:{}px\"></i></td><td class=n>{}</td><td class=n>{}</td>\
                 <td class=n>{}</td></tr>",
                monday.format("%m-%d"),
                width(week.due),
                width(week.done),
                week.due,
                week.done,
                week.late
            );
        }
        self.page.push_str("</table>\n");
    }

    /// Whom one was in touch with this week, the latest first.
    fn touches(&mut self, monday: NaiveDate) -> Result<()> {
        let mut touches: Vec<Touch> = self.reader.touches_between(monday, self.now.today)?;
        touches.reverse();
        let count = touches.len();
        touches.truncate(LISTED);
        let names = self.names(touches.iter().map(|touch| touch.customer))?;
        let rows: Vec<Vec<String>> = touches
            .iter()
            .map(|touch| {
                let said = [touch.text.as_str(), touch.outcome.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
                vec![touch.happened_on.to_string(), name_in(&names, touch.customer), channel_shown(&touch.channel), said.join(" · ")]
            })
            .collect();
        self.line("h2", &tr!("digest-touches", count = count));
        self.list(&[tr!("digest-day"), tr!("digest-customer"), tr!("digest-channel"), tr!("digest-said")], &rows, count);
        Ok(())
    }

    /// Who is late, the most important first and the longest first among them.
    fn late(&mut self) -> Result<()> {
        let (rules, today) = (self.standings.rules(), self.now.today);
        let mut late: Vec<(u8, NaiveDate, Id)> = self
            .standings
            .all()
            .iter()
            .filter_map(|kept| {
                let due = due(&kept.standing, rules, WorkingDays::shared(), today);
                due.on.filter(|_| due.state == DueState::Overdue).map(|on| (kept.standing.tier.0, on, kept.standing.id))
            })
            .collect();
        late.sort_unstable();
        let count = late.len();
        late.truncate(LISTED);
        let names = self.names(late.iter().map(|(_, _, customer)| *customer))?;
        let rows: Vec<Vec<String>> = late
            .iter()
            .map(|(tier, on, customer)| {
                let tier = rules.rule(crate::model::cadence::TierNo(*tier)).name();
                vec![name_in(&names, *customer), tier, on.to_string(), tr!("day-overdue", count = (today - *on).num_days())]
            })
            .collect();
        self.line("h2", &tr!("digest-late", count = count));
        self.list(&[tr!("digest-customer"), tr!("digest-tier"), tr!("digest-due-on"), tr!("overview-late")], &rows, count);
        Ok(())
    }

    /// What is planned for the week after.
    fn coming(&mut self, sunday: NaiveDate) -> Result<()> {
        let after = |days| sunday.checked_add_days(Days::new(days)).unwrap_or(sunday);
        let mut plans: Vec<FollowUp> = self.reader.follow_ups_between(after(1), after(7), false)?;
        let count = plans.len();
        plans.truncate(LISTED);
        let names = self.names(plans.iter().map(|plan| plan.customer))?;
        let rows: Vec<Vec<String>> = plans
            .iter()
            .map(|plan| {
                let time = plan.due_time.map(show_time).unwrap_or_default();
                let when = format!("{} {time}", plan.due_on);
                vec![when.trim().to_owned(), name_in(&names, plan.customer), channel_shown(&plan.method), plan.goal.clone()]
            })
            .collect();
        self.line("h2", &tr!("digest-coming", count = count));
        self.list(&[tr!("digest-day"), tr!("digest-customer"), tr!("digest-channel"), tr!("digest-goal")], &rows, count);
        Ok(())
    }

    /// Who was lost this month and why, and how many nobody has given a reason for (S1.12).
    fn lost(&mut self) {
        let (lost, asked) = (std::mem::take(&mut self.lost.lost), self.lost.asked.len());
        let count = lost.len();
        let rows: Vec<Vec<String>> = lost
            .into_iter()
            .take(LISTED)
            .map(|lost| {
                let reason = lost.why.because.map_or_else(|| tr!("lost-other"), |because| because.name());
                let learnt = [lost.why.learnt, lost.heard].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
                vec![lost.name, reason, learnt, lost.on.to_string()]
            })
            .collect();
        self.line("h2", &tr!("digest-lost", count = count));
        let heads = [tr!("digest-customer"), tr!("digest-reason"), tr!("digest-learnt"), tr!("digest-day")];
        self.list(&heads, &rows, count);
        if asked > 0 {
            self.line("p", &tr!("digest-lost-asked", count = asked));
        }
    }

    /// A table of the first of `count`, and how many more there are.
    fn list(&mut self, heads: &[String], rows: &[Vec<String>], count: usize) {
        if rows.is_empty() {
            self.line("p", &tr!("digest-none"));
            return;
        }
        self.table(heads, usize::MAX, rows);
        if count > rows.len() {
            self.line("p", &tr!("digest-more", count = count - rows.len()));
        }
    }

    fn names(&self, customers: impl Iterator<Item = Id>) -> Result<std::collections::HashMap<Id, String>> {
        let mut ids: Vec<Id> = customers.collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(self.reader.names_of(&ids)?)
    }
}

fn name_in(names: &std::collections::HashMap<Id, String>, customer: Id) -> String {
    names.get(&customer).cloned().unwrap_or_default()
}

fn percent(part: u32, all: u32) -> String {
    if all == 0 { "—".to_owned() } else { format!("{} %", u64::from(part) * 100 / u64::from(all)) }
}

/// Text as it may stand in a page.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\'' => written.push_str("&#39;"),
            other => written.push(other),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(escaped("<script>alert('a & \"b\"')</script>"), "&lt;script&gt;alert(&#39;a &amp; &quot;b&quot;&#39;)&lt;/script&gt;");
        assert_eq!(escaped("跟单 Müller"), "跟单 Müller");
    }
}

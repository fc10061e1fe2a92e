//! What the desk does with a line of the agenda: done, another day, not this time; and with a call in the night of a customer.

use chrono::{Days, NaiveDate};
use egui::Context;

use super::Desk;
use crate::app::action::{Action, Origin, Place};
use crate::app::brief::BriefPage;
use crate::app::today::Wish;
use crate::book::agenda::{Line, LineKind};
use crate::book::{Book, Edit, FollowEdit, Now, RegisterEdit};
use crate::error::Result;
use crate::model::habits::show_time;
use crate::model::season::Season;
use crate::model::world::is_night;
use crate::model::{FollowUp, Id, Touch};
use crate::tr;

/// A season that is put off comes back after so many days.
const SEASON_LATER: u64 = 3;

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

impl Desk {
    /// Opens a link. A call that would ring in the night of the customer shown is warned of, and made when it is pressed again.
    pub(super) fn open_link(&mut self, link: String, context: &Context, now: Now) {
        let warned = self.night_call.take();
        if link.starts_with("tel:")
            && warned.as_ref() != Some(&link)
            && let Some(time) = self.night_there(now)
        {
            self.notices.tell(tr!("call-at-night", time = time), tr!("call-at-night-again"));
            self.night_call = Some(link);
            return;
        }
        context.open_url(egui::OpenUrl::new_tab(link));
    }

    /// The time at the customer shown, where it is night there.
    fn night_there(&self, now: Now) -> Option<String> {
        let standings = self.book.standings(now).ok()??;
        let local = standings.get(self.selection.lead()?)?.standing.zone?.local(now.at);
        is_night(local).then(|| show_time(local.time()))
    }

    /// Does with a line of the agenda what its kind means by it; what is done at once can be undone.
    pub(super) fn of_agenda(&mut self, line: &Line, wish: Wish, now: Now) {
        self.selection.set(line.customer);
        if let Err(error) = self.card.refresh(&self.book, Some(line.customer)) {
            self.notices.failed(&error);
            return;
        }
        match (line.kind, line.source) {
            (LineKind::FollowUp, _) => self.of_next_plan(line.customer, wish, now),
            (LineKind::Reply, Some(touch)) => self.of_inquiry(touch, wish, now),
            (LineKind::Promise, Some(promise)) => self.of_due_promise(promise, wish, now),
            (LineKind::Birthday, Some(person)) => self.of_birthday(line, person, wish, now),
            (LineKind::Card, Some(copy)) => self.of_card_out(copy, wish, now),
            _ => self.by_rule(wish, now),
        }
    }

    /// Shows what there is to know before a contact.
    pub(super) fn open_brief(&mut self, id: Id) {
        self.selection.set(id);
        if !matches!(self.place, Place::Today | Place::Customers | Place::Calendar | Place::Duplicates | Place::Journal) {
            self.place = Place::Customers;
        }
        self.brief = Some((BriefPage::new(id), self.place));
    }

    /// Back to where the brief was opened.
    pub(super) fn close_brief(&mut self) {
        if self.brief.take().is_some() {
            match self.place {
                Place::Today => self.today.take_focus(),
                Place::Customers => self.customers.take_focus(),
                _ => {}
            }
        }
    }

    /// Follows who is selected; the brief goes with the page on which it was opened.
    pub(super) fn refresh_brief(&mut self, now: Now) -> Result<()> {
        let Some((page, place)) = &mut self.brief else { return Ok(()) };
        let stays = match self.selection.lead() {
            Some(lead) if *place == self.place => page.refresh(&self.book, lead, now)?,
            _ => false,
        };
        if !stays {
            self.brief = None;
        }
        Ok(())
    }

    /// Opens the form for what happened with a customer; of what was planned next it is filled in.
    pub(super) fn log_touch(&mut self, customer: Id, now: Now) {
        self.selection.set(customer);
        match self.card.refresh(&self.book, Some(customer)) {
            Ok(()) => self.of_next_plan(customer, Wish::Done, now),
            Err(error) => self.notices.failed(&error),
        }
    }

    fn of_next_plan(&mut self, customer: Id, wish: Wish, now: Now) {
        match (self.book.next_plan(customer), wish) {
            (Ok(Some(plan)), Wish::Done) => self.card.finish(&plan, now.today),
            (Ok(Some(plan)), Wish::Move) => self.card.change(&plan),
            (Ok(Some(plan)), Wish::Skip) => self.card.skip(&plan),
            (Ok(None), wish) => self.by_rule(wish, now),
            (Err(error), _) => self.notices.failed(&error),
        }
    }

    /// Where only the rule speaks, another day is a plan, which stands above it.
    fn by_rule(&mut self, wish: Wish, now: Now) {
        match wish {
            Wish::Done => self.card.log(now.today),
            Wish::Move => self.card.plan(later(now.today, 1)),
            Wish::Skip => self.card.plan(later(now.today, 7)),
        }
    }

    /// An inquiry is answered, its answer planned, or it needs none.
    fn of_inquiry(&mut self, id: Id, wish: Wish, now: Now) {
        let Some(touch) = self.card.snapshot().and_then(|card| card.touches.iter().find(|touch| touch.id == id)).cloned() else { return };
        match wish {
            Wish::Done => self.card.answer(&touch, now.today),
            Wish::Move => {
                let goal = tr!("plan-answer", what = touch.text.lines().next().unwrap_or_default());
                let plan =
                    FollowUp { goal, contact: touch.contact, method: touch.channel, ..new_plan(touch.customer, later(now.today, 1)) };
                self.card.change(&plan);
            }
            Wish::Skip => {
                let touch = Box::new(Touch { needs_reply: false, ..touch });
                self.apply_and_say(FollowEdit::EditTouch { touch }, tr!("done-needs-no-answer"), now);
            }
        }
    }

    /// A promise is kept, is given another day, or nobody waits for it any more.
    fn of_due_promise(&mut self, id: Id, wish: Wish, now: Now) {
        match wish {
            Wish::Done => self.apply_and_say(FollowEdit::KeepPromise { promise: id, on: now.today }, tr!("done-promise-kept"), now),
            Wish::Skip => self.apply_and_say(FollowEdit::DropPromise { promise: id, on: now.today }, tr!("done-promise-dropped"), now),
            Wish::Move => {
                let known = self.card.snapshot().and_then(|card| card.promises.iter().find(|promise| promise.id == id)).cloned();
                if let Some(promise) = known {
                    self.card.change_promise(&promise);
                }
            }
        }
    }

    /// A card is back, or is waited for some days longer.
    fn of_card_out(&mut self, copy: Id, wish: Wish, now: Now) {
        let copies = vec![copy];
        let edit = match wish {
            Wish::Done => RegisterEdit::ReturnCards { copies },
            Wish::Move => RegisterEdit::PutOffCards { copies, to: later(now.today, 1) },
            Wish::Skip => RegisterEdit::PutOffCards { copies, to: later(now.today, 7) },
        };
        self.apply(Edit::Register(edit), Origin::Nobody, now);
    }

    /// Who has a birthday is written to, or will be on the day, or not this year.
    fn of_birthday(&mut self, line: &Line, person: Id, wish: Wish, now: Now) {
        let name =
            self.card.snapshot().and_then(|card| card.contacts.iter().find(|contact| contact.id == person)).map(|contact| contact.name());
        let Some(name) = name else { return };
        let words = tr!("birthday-wishes", name = name.as_str());
        match wish {
            Wish::Done => self.card.log_with(person, &words, now.today),
            Wish::Move => {
                let on = if line.due_on > now.today { line.due_on } else { later(now.today, 1) };
                let plan = FollowUp { goal: words, contact: Some(person), ..new_plan(line.customer, on) };
                self.card.change(&plan);
            }
            Wish::Skip => {
                self.say_if_failed(|book| book.put_birthday_aside(person, line.due_on, now));
                self.notices.tell(tr!("aside-birthday", name = name), tr!("aside-hint"));
            }
        }
    }

    /// The customers of a season who were not written to yet are shown, or it is put aside.
    pub(super) fn of_season(&mut self, season: &'static Season, wish: Wish, now: Now) {
        let until = match wish {
            Wish::Done => {
                self.actions.push(Action::Search(format!("season:{} -last:>={}", season.key, season.write_from)));
                return;
            }
            Wish::Move => later(now.today, SEASON_LATER - 1).min(season.on),
            Wish::Skip => season.on,
        };
        self.say_if_failed(|book| book.put_season_aside(season, until, now));
        self.notices.tell(tr!("aside-season", name = season.name(), day = later(until, 1).to_string()), tr!("aside-hint"));
    }

    /// Performs an edit that shows in nothing but in what is gone, and says so.
    fn apply_and_say(&mut self, edit: FollowEdit, words: String, now: Now) {
        let steps = self.steps;
        self.apply(Edit::Follow(edit), Origin::Nobody, now);
        if self.steps > steps {
            self.notices.done(words, Some(self.steps));
        }
    }

    pub(super) fn say_if_failed(&mut self, act: impl FnOnce(&mut Book) -> Result<()>) {
        if let Err(error) = act(&mut self.book) {
            self.notices.failed(&error);
        }
    }
}

fn new_plan(customer: Id, on: NaiveDate) -> FollowUp {
    FollowUp::new(Id(0), customer, on.into())
}

//! Joins what a list says of a customer, and compares it with what the book says: new, changed, same, in doubt.
//!
//! Pure: the book's side comes in as rows, the outcome goes out as rows. An empty cell never erases; what a person changed
//! since the last import of the list stays and is listed.

use crate::model::country::Country;
use crate::model::{Contact, Customer, Field, FollowUp, Id, Kind, Touch, Value, name};

use super::row::{RowDraft, RowReader};
use super::touches::{PlanDraft, TouchDraft, compare_plans, compare_touches, drop_done, push_plan, push_touch};
use super::understand::OnMatch;

/// What a list says of one customer.
#[derive(Clone, Debug)]
pub struct ListDraft {
    /// The customer; ids are zero.
    pub customer: Customer,
    /// Its people; their ids are zero, or those of the records that the list names.
    pub contacts: Vec<Contact>,
    /// What happened.
    pub touches: Vec<TouchDraft>,
    /// What shall happen.
    pub plans: Vec<PlanDraft>,
}

impl ListDraft {
    /// A draft of the customer that the list calls `name`.
    pub fn new(name: &str) -> Self {
        let mut customer = Customer::new(Id(0));
        customer.set(Field::Company, name);
        Self { customer, contacts: Vec::new(), touches: Vec::new(), plans: Vec::new() }
    }

    /// Makes it the empty draft of another customer, keeping its room.
    pub fn reset(&mut self, name: &str) {
        self.customer.id = Id(0);
        self.customer.record.clear();
        self.customer.extra.clear();
        self.contacts.clear();
        self.touches.clear();
        self.plans.clear();
        self.customer.set(Field::Company, name);
    }

    /// Adds what a further row says, taking it from `row`; the first value of a field stays, words and notes are joined.
    pub fn add(&mut self, row: &mut RowDraft, reader: &RowReader<'_>) {
        let has_person = row.has_person();
        for (field, value) in row.customer.drain(..) {
            if field == Field::Company {
                continue;
            }
            let known = self.customer.get(field);
            if known.is_empty() {
                self.customer.set(field, value);
            } else if let Some(joined) = joined(field, known, &value) {
                self.customer.set(field, joined);
            }
        }
        for (at, text) in &row.extra {
            let name = &reader.extra_names()[usize::from(*at)];
            if self.customer.extra(name).is_empty() {
                self.customer.set_extra(name, &reader.kept_extra(*at, text));
            }
        }
        let mut with = None;
        if has_person {
            let mut contact = Contact::new(row.person_record.unwrap_or(Id(0)), Id(0));
            for (field, value) in row.person.drain(..) {
                contact.record.set(field, value);
            }
            contact.channels.reserve_exact(row.channels.len());
            for channel in row.channels.drain(..) {
                contact.take_channel(channel);
            }
            let found = match row.person_record {
                Some(record) => self.contacts.iter().position(|known| known.id == record),
                None => find_contact(&self.contacts, &contact),
            };
            match found {
                Some(at) => {
                    complete_contact(&mut self.contacts[at], &contact);
                }
                None => self.contacts.push(contact),
            }
            with = Some(found.unwrap_or(self.contacts.len() - 1));
        }
        self.add_touch(row, with);
    }

    /// Adds what a row says of a touch and of the next step.
    fn add_touch(&mut self, row: &mut RowDraft, with: Option<usize>) {
        let goal = std::mem::take(&mut row.touch.goal);
        if let Some(on) = row.next_follow_up {
            push_plan(&mut self.plans, PlanDraft { on, goal, said_on: row.last_contact.filter(|_| row.is_of_touch) });
        } else if !goal.is_empty() {
            // Without a day nothing can be planned: the words stand with what was said.
            row.touch.add_line(Field::FollowUpGoal.label(), &goal);
        }
        for (on, cells) in row.told.drain(..) {
            push_touch(&mut self.touches, TouchDraft { on, cells, with: None });
        }
        let cells = std::mem::take(&mut row.touch);
        match row.last_contact {
            Some(on) => {
                let touch = TouchDraft { on, cells, with };
                push_touch(&mut self.touches, TouchDraft { with: with.filter(|_| !touch.is_bare()), ..touch });
            }
            None => {
                let said = [&cells.channel, &cells.text, &cells.outcome].map(String::as_str);
                let said = said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
                let known = self.customer.get(Field::Notes).clone();
                if let Some(notes) = joined(Field::Notes, &known, &said.into()) {
                    self.customer.set(Field::Notes, notes);
                }
            }
        }
    }

    /// What can only be said once all rows are read: which next steps are still to be done.
    pub fn settle(&mut self) {
        drop_done(&self.touches, &mut self.plans);
    }

    /// Adds what the list says of a customer that was merged into this one: `gone` is how it was then, `book` who stays. What a
    /// person decided by merging is not turned back: a value is taken where the book still says what `gone` said, or nothing and
    /// the list has news, and no row about the customer itself says otherwise. Returns the values that are not taken.
    pub fn add_merged(&mut self, other: Self, gone: &Customer, book: &Customer) -> Vec<Difference> {
        let mut not_taken = Vec::new();
        let stays = Choice { takes_list: false, is_by_hand: true };
        for (field, new) in other.customer.record.known().filter(|(field, new)| *field != Field::Company && !new.is_empty()) {
            let (known, said) = (book.get(field), self.customer.get(field));
            if known == new || said == new || is_said_among_others(field, known, new) {
                continue;
            }
            let taken = match (new, gone.get(field)) {
                // Words are added, but for those that were there when it was merged.
                (Value::Tags(new), Value::Tags(old)) => {
                    let news: Vec<String> = new.iter().filter(|tag| !old.contains(tag)).cloned().collect();
                    Some(Value::Tags(news)).filter(|news| !news.is_empty())
                }
                (Value::Tags(_), _) => Some(new.clone()),
                (_, old) => (said.is_empty() && (known == old || known.is_empty() && new != old)).then(|| new.clone()),
            };
            match taken {
                None => not_taken.push(difference(field.key(), "", known, new, stays)),
                Some(news) if said.is_empty() => self.customer.set(field, news),
                Some(news) => {
                    if let Some(joined) = joined(field, &said.clone(), &news) {
                        self.customer.set(field, joined);
                    }
                }
            }
        }
        for (name, new) in &other.customer.extra {
            let (known, said) = (book.extra(name), self.customer.extra(name));
            if known == new || said == new || is_cut(known, new) {
                continue;
            }
            let old = gone.extra(name);
            if said.is_empty() && (known == old || known.is_empty() && new != old) {
                self.customer.set_extra(name, new);
            } else {
                not_taken.push(difference(name, "", &known.into(), &new.as_str().into(), stays));
            }
        }
        // Whether two people of one name are one is for the book to say.
        let first = self.contacts.len();
        self.contacts.extend(other.contacts);
        for touch in other.touches {
            push_touch(&mut self.touches, TouchDraft { with: touch.with.map(|at| first + at), ..touch });
        }
        other.plans.into_iter().for_each(|plan| push_plan(&mut self.plans, plan));
        not_taken
    }
}

/// The value after a further row or list has spoken, where it differs from `known`.
fn joined(field: Field, known: &Value, new: &Value) -> Option<Value> {
    if new.is_empty() || known == new {
        return None;
    }
    if known.is_empty() {
        return Some(new.clone());
    }
    match (field.kind(), known, new) {
        (Kind::Tags, Value::Tags(known), Value::Tags(new)) => {
            let mut all = known.clone();
            all.extend(new.iter().filter(|tag| !known.contains(tag)).cloned());
            (all.len() > known.len()).then_some(Value::Tags(all))
        }
        // A country that is known says more than a word that no table has.
        (Kind::Country, Value::Text(known), Value::Text(new)) if Country::by_iso2(known).is_none() && Country::by_iso2(new).is_some() => {
            Some(new.as_str().into())
        }
        // Another row's note is more, not instead.
        (Kind::LongText, Value::Text(known), Value::Text(new))
            if matches!(field, Field::Notes | Field::Notes2) && !known.contains(new.as_str()) =>
        {
            Some(Value::Text(format!("{known}\n{new}")))
        }
        _ => None,
    }
}

/// The first e-mail, by which a contact is known.
fn main_mail(contact: &Contact) -> Option<&str> {
    contact.channels_of(crate::model::ChannelKind::Email).next()
}

fn is_same_mail(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || !(a.is_ascii() && b.is_ascii()) && a.to_lowercase() == b.to_lowercase()
}

/// What makes two people of one customer the same: the first e-mail in lower case, and the folded name; either may be empty.
pub fn person_keys(contact: &Contact) -> (String, String) {
    (main_mail(contact).unwrap_or_default().to_lowercase(), name::folded_person(&contact.name()))
}

/// The contact that `new` is: equal first e-mail, else equal folded name.
pub fn find_contact(known: &[Contact], new: &Contact) -> Option<usize> {
    if known.is_empty() {
        return None;
    }
    let mail = main_mail(new);
    if let Some(mail) = mail
        && let Some(at) = known.iter().position(|contact| main_mail(contact).is_some_and(|known| is_same_mail(known, mail)))
    {
        return Some(at);
    }
    let person = name::folded_person(&new.name());
    known.iter().position(|contact| {
        if person.is_empty() {
            contact.name().is_empty() && mail.is_none() && main_mail(contact).is_none()
        } else {
            name::folded_person(&contact.name()) == person
        }
    })
}

/// As [`find_contact`], for people of the book: of several who may be meant the one who says the same. A merge leaves two of one name
/// where they contradict each other.
fn find_in_book(known: &[Contact], new: &Contact) -> Option<usize> {
    let first = find_contact(known, new)?;
    let says_same = |contact: &Contact| new.record.known().all(|(field, value)| value.is_empty() || contact.record.get(field) == value);
    if says_same(&known[first]) {
        return Some(first);
    }
    let is_meant = |contact: &Contact| says_same(contact) && find_contact(std::slice::from_ref(contact), new).is_some();
    let has_mail = |contact: &Contact| {
        main_mail(new).is_none_or(|mail| contact.channels_of(crate::model::ChannelKind::Email).any(|known| is_same_mail(known, mail)))
    };
    let with_mail = known.iter().position(|contact| is_meant(contact) && has_mail(contact));
    Some(with_mail.or_else(|| known.iter().position(is_meant)).unwrap_or(first))
}

/// Fills what `known` lacks from `new`; returns whether anything changed.
pub fn complete_contact(known: &mut Contact, new: &Contact) -> bool {
    let mut is_changed = false;
    for (field, value) in new.record.known() {
        if !value.is_empty() && known.record.get(field).is_empty() && !is_name_said_otherwise(known, field) {
            known.record.set(field, value.clone());
            is_changed = true;
        }
    }
    for channel in &new.channels {
        is_changed |= known.add_channel(channel.kind, &channel.value);
    }
    is_changed
}

/// A contact with a whole name needs no first and last name from another list, and the other way round.
fn is_name_said_otherwise(known: &Contact, field: Field) -> bool {
    match field {
        Field::Contact => !known.record.get(Field::FirstName).is_empty() || !known.record.get(Field::LastName).is_empty(),
        Field::FirstName | Field::LastName => !known.record.get(Field::Contact).is_empty(),
        _ => false,
    }
}

/// The name by which a person was found stays as the book has it.
fn is_same_name(field: Field, known: &Value, new: &Value) -> bool {
    field == Field::Contact && !known.is_empty() && name::folded_person(known.text()) == name::folded_person(new.text())
}

/// What the book says of a customer.
#[derive(Clone, Debug)]
pub struct BookSide {
    /// The customer.
    pub customer: Customer,
    /// How it was before others were merged into it, where that changed it.
    pub before: Vec<Customer>,
    /// Its people.
    pub contacts: Vec<Contact>,
    /// What happened.
    pub touches: Vec<Touch>,
    /// What is planned or done.
    pub follow_ups: Vec<FollowUp>,
}

/// One value that the list and the book see differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Key of the field, or the name of a field that the user named.
    pub field: String,
    /// Of which person; empty: of the customer.
    pub person: String,
    /// What the book says.
    pub book: String,
    /// What the list says.
    pub list: String,
    /// Whether the list's value is taken.
    pub takes_list: bool,
    /// Whether it stays because a person changed it since the last import of the list.
    pub is_by_hand: bool,
}

/// What the book will say.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The customer, where it changes.
    pub customer: Option<Customer>,
    /// People that change; their ids are the book's.
    pub changed_contacts: Vec<Contact>,
    /// People that are new.
    pub new_contacts: Vec<Contact>,
    /// How many people stay as they are.
    pub same_contacts: usize,
    /// Touches that are new, with whom.
    pub new_touches: Vec<(TouchDraft, Option<Person>)>,
    /// Touches of which more is known now, with whom.
    pub changed_touches: Vec<(Touch, Option<Person>)>,
    /// Planned follow-ups that are new.
    pub new_follow_ups: Vec<PlanDraft>,
    /// Planned follow-ups from an earlier export of the list that moved to another day, or of which the goal is known now.
    pub changed_follow_ups: Vec<FollowUp>,
    /// Where list and book differ.
    pub differences: Vec<Difference>,
}

/// A person of a touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    /// Of the book.
    Known(Id),
    /// Index among [`Outcome::new_contacts`].
    New(usize),
}

impl Outcome {
    /// Whether the book changes.
    pub fn is_change(&self) -> bool {
        self.customer.is_some()
            || !self.changed_contacts.is_empty()
            || !self.new_contacts.is_empty()
            || !self.new_touches.is_empty()
            || !self.new_follow_ups.is_empty()
            || !self.changed_touches.is_empty()
            || !self.changed_follow_ups.is_empty()
    }
}

/// Compares a list's draft with the book. `by_hand` tells whether a person changed a field of a row (by its key, or the name that the user
/// gave it) since the last import of this list; `earlier_import` tells which follow-ups came from an earlier export of it.
pub fn compare(
    book: &BookSide,
    draft: &ListDraft,
    policy: OnMatch,
    by_hand: &dyn Fn(Id, &str) -> bool,
    earlier_import: &dyn Fn(Id) -> bool,
) -> Outcome {
    let mut outcome = Outcome::default();
    if policy == OnMatch::Skip {
        outcome.same_contacts = draft.contacts.len();
        return outcome;
    }
    let decided = Decided { policy, by_hand };
    outcome.customer = compare_customer(book, draft, &decided, &mut outcome.differences);
    let persons = compare_people(book, draft, &decided, &mut outcome);
    let touches = compare_touches(&book.touches, &draft.touches, by_hand);
    let with = |at: usize| draft.touches[at].with.and_then(|person| persons.get(person).copied());
    outcome.new_touches = touches.new.into_iter().map(|at| (draft.touches[at].clone(), with(at))).collect();
    outcome.changed_touches = touches.completed.into_iter().map(|(at, touch)| (touch, with(at))).collect();
    let plans = compare_plans(&book.follow_ups, &draft.plans, policy, by_hand, earlier_import);
    (outcome.new_follow_ups, outcome.changed_follow_ups) = (plans.new, plans.changed);
    outcome
}

/// Who decides about a value that book and list say differently.
struct Decided<'a> {
    policy: OnMatch,
    by_hand: &'a dyn Fn(Id, &str) -> bool,
}

/// The customer as the list makes it; `None` where it stays as it is.
fn compare_customer(book: &BookSide, draft: &ListDraft, decided: &Decided<'_>, differences: &mut Vec<Difference>) -> Option<Customer> {
    // Most customers stay as they are: only those that change are copied.
    let mut customer: Option<Customer> = None;
    for (field, new) in draft.customer.record.known() {
        // The name by which it was found stays as the book has it; a short name or number that stands for it is no firm's name.
        if new.is_empty()
            || field == Field::Company && (!book.customer.text(Field::Company).is_empty() || new.text() == book.customer.name())
        {
            continue;
        }
        let known = book.customer.get(field);
        if known == new {
            continue;
        }
        if !book.before.is_empty() && is_said_among_others(field, known, new) {
            continue;
        }
        // Who merged has decided about the values that there were.
        let is_decided = book.before.iter().any(|before| before.get(field) == new);
        let choice = choose(known.is_empty(), decided.policy, is_decided || (decided.by_hand)(book.customer.id, field.key()));
        let value = match field.kind() {
            Kind::Tags => joined(field, known, new).filter(|_| choice.takes_list),
            _ if is_said_already(field, known, new) => continue,
            _ => choice.takes_list.then(|| new.clone()),
        };
        if field.kind() == Kind::Tags && joined(field, known, new).is_none() {
            continue;
        }
        differences.push(difference(field.key(), "", known, new, choice));
        if let Some(value) = value {
            customer.get_or_insert_with(|| book.customer.clone()).set(field, value);
        }
    }
    for (name, text) in &draft.customer.extra {
        let known = book.customer.extra(name);
        if known == text || is_cut(known, text) {
            continue;
        }
        let is_decided = book.before.iter().any(|before| before.extra(name) == text);
        let choice = choose(known.is_empty(), decided.policy, is_decided || (decided.by_hand)(book.customer.id, name));
        differences.push(difference(name, "", &known.into(), &text.as_str().into(), choice));
        if choice.takes_list {
            customer.get_or_insert_with(|| book.customer.clone()).set_extra(name, text);
        }
    }
    customer.filter(|customer| *customer != book.customer)
}

/// Finds the people of the list in the book and compares them; returns who each of them is.
fn compare_people(book: &BookSide, draft: &ListDraft, decided: &Decided<'_>, outcome: &mut Outcome) -> Vec<Person> {
    let mut met: Vec<Id> = Vec::new();
    let mut persons: Vec<Person> = Vec::with_capacity(draft.contacts.len());
    for new in &draft.contacts {
        let named = book.contacts.iter().position(|known| new.id != Id(0) && known.id == new.id);
        match named.or_else(|| find_in_book(&book.contacts, new)) {
            None => {
                let found = find_contact(&outcome.new_contacts, new);
                persons.push(Person::New(found.unwrap_or(outcome.new_contacts.len())));
                match found {
                    Some(at) => drop(complete_contact(&mut outcome.new_contacts[at], new)),
                    None => outcome.new_contacts.push(new.clone()),
                }
            }
            Some(at) => {
                let id = book.contacts[at].id;
                persons.push(Person::Known(id));
                let is_met = met.contains(&id);
                met.push(id);
                let changed = outcome.changed_contacts.iter().position(|changed| changed.id == id);
                let earlier = changed.map(|changed| outcome.changed_contacts.remove(changed));
                let known = earlier.as_ref().unwrap_or(&book.contacts[at]);
                match compare_person(known, new, is_met, decided, &mut outcome.differences) {
                    Some(contact) => outcome.changed_contacts.push(contact),
                    None => {
                        outcome.same_contacts += usize::from(earlier.is_none());
                        outcome.changed_contacts.extend(earlier);
                    }
                }
            }
        }
    }
    persons
}

/// The person as the list makes it; `None` where it stays as it is. A second row about the same person (`is_met`), as after a merge,
/// fills what the first one left empty.
fn compare_person(
    known: &Contact,
    new: &Contact,
    is_met: bool,
    decided: &Decided<'_>,
    differences: &mut Vec<Difference>,
) -> Option<Contact> {
    let mut contact: Option<Contact> = None;
    for (field, value) in new.record.known() {
        let old = known.record.get(field);
        if value.is_empty() || old == value || is_name_said_otherwise(known, field) || is_same_name(field, old, value) {
            continue;
        }
        if is_met && !old.is_empty() {
            continue;
        }
        let choice = choose(old.is_empty(), decided.policy, (decided.by_hand)(known.id, field.key()));
        differences.push(difference(field.key(), &known.name(), old, value, choice));
        if choice.takes_list {
            contact.get_or_insert_with(|| known.clone()).record.set(field, value.clone());
        }
    }
    for channel in &new.channels {
        // A way that a person took off the card does not come back by the same list.
        if contact.as_ref().unwrap_or(known).lacks_channel(channel.kind, &channel.value) {
            let key = channel.kind.field().key();
            let is_by_hand = (decided.by_hand)(known.id, key);
            if !is_by_hand {
                contact.get_or_insert_with(|| known.clone()).add_channel(channel.kind, &channel.value);
            }
            let choice = Choice { takes_list: !is_by_hand, is_by_hand };
            let book = known.channels_of(channel.kind).collect::<Vec<_>>().join("; ");
            differences.push(difference(key, &known.name(), &book.into(), &channel.value.as_str().into(), choice));
        }
    }
    contact.filter(|contact| contact != known)
}

#[derive(Clone, Copy)]
struct Choice {
    takes_list: bool,
    is_by_hand: bool,
}

fn choose(is_empty: bool, policy: OnMatch, is_by_hand: bool) -> Choice {
    Choice { takes_list: !is_by_hand && (is_empty || policy == OnMatch::Update), is_by_hand }
}

fn difference(field: &str, person: &str, book: &Value, list: &Value, choice: Choice) -> Difference {
    Difference {
        field: field.to_owned(),
        person: person.to_owned(),
        book: plain(book),
        list: plain(list),
        takes_list: choice.takes_list,
        is_by_hand: choice.is_by_hand,
    }
}

/// Notes that the book has joined from several rows still say what one row says; and a text that a cell could not hold whole
/// (32,767 characters) says no more than its beginning.
fn is_said_already(field: Field, known: &Value, new: &Value) -> bool {
    match (known, new) {
        (Value::Text(known), Value::Text(new)) if matches!(field, Field::Notes | Field::Notes2) => known.contains(new.as_str()),
        (Value::Text(known), Value::Text(new)) => is_cut(known, new),
        _ => false,
    }
}

/// After a merge the book may have the values of both one after the other: what one list says stands among them.
fn is_said_among_others(field: Field, known: &Value, new: &Value) -> bool {
    match (field.kind(), known, new) {
        (Kind::Phone | Kind::Email, Value::Text(known), Value::Text(new)) => {
            new.split("; ").all(|new| known.split("; ").any(|known| known == new))
        }
        (Kind::LongText, Value::Text(known), Value::Text(new)) if field != Field::Address => known.contains(new.as_str()),
        (Kind::Tags, Value::Tags(known), Value::Tags(new)) => new.iter().all(|tag| known.contains(tag)),
        _ => is_said_already(field, known, new),
    }
}

fn is_cut(known: &str, new: &str) -> bool {
    new.len() > 32_000 && known.len() > new.len() && known.starts_with(new)
}

/// A value as plain text, without a language: what JSON and comparisons show.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Money(money) => money.decimal(),
        Value::Day(day) => day.to_string(),
        Value::Tags(tags) => tags.join(";"),
    }
}

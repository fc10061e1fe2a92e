//! What a person can change: one [`Edit`] is one step that can be undone.

use chrono::NaiveDate;

use super::Now;
use super::own_fields::FieldEdit;
use super::register::RegisterEdit;
use super::snapshot::Column;
use crate::model::follow::Channel;
use crate::model::merge::{Side, Slot};
use crate::model::quick_touch::{QuickPromise, QuickTouch};
use crate::model::{Address, ChannelKind, Contact, Customer, Field, FollowUp, Id, Promise, Touch};

use super::past::Part;

/// A change of the book, as a view or the shell asks for it.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Adds a customer with its contacts.
    AddCustomer {
        /// The customer; its id is minted when the edit is applied.
        customer: Box<Customer>,
        /// Its people; their ids and customer are minted likewise.
        contacts: Vec<Contact>,
    },
    /// Replaces one field of one or many customers by what a person typed; an empty text clears it.
    SetField {
        /// Whose.
        customers: Vec<Id>,
        /// Which field.
        field: Field,
        /// As typed: it is read by the field's kind, and kept as text where it cannot be read.
        text: String,
    },
    /// Replaces a field that the user named.
    SetExtra {
        /// Whose.
        customers: Vec<Id>,
        /// The field's name.
        name: String,
        /// As typed.
        text: String,
    },
    /// Replaces cells of the table by what a person typed or pasted, each as [`Self::SetField`] and its like would do: a field of
    /// a person means the first one, who is added where there is none; the next follow-up means its day.
    SetCells {
        /// Whose, which column, and the text.
        cells: Vec<(Id, Column, String)>,
    },
    /// Adds tags to those that customers have (S1.19).
    AddTags {
        /// Whose.
        customers: Vec<Id>,
        /// The tags; those that a customer has already stay where they are.
        tags: Vec<String>,
    },
    /// Takes tags away.
    RemoveTags {
        /// Whose.
        customers: Vec<Id>,
        /// The tags.
        tags: Vec<String>,
    },
    /// Gives a group another path, for all customers in it and in the groups below it (S1.16).
    RenameGroup {
        /// The path, levels joined by `/`.
        from: String,
        /// The new path; an empty one dissolves the group: its customers have none, or that of the level above if one is given.
        to: String,
    },
    /// Changes a field of the user's own, or makes one.
    Own(FieldEdit),
    /// Deletes customers with all that belongs to them.
    DeleteCustomers {
        /// Whom.
        customers: Vec<Id>,
    },
    /// Adds a person to a customer.
    AddContact {
        /// At whom.
        customer: Id,
        /// The person; the id is minted when the edit is applied.
        contact: Box<Contact>,
    },
    /// Replaces one field of a person.
    SetContactField {
        /// Whose.
        contact: Id,
        /// Which field.
        field: Field,
        /// As typed.
        text: String,
    },
    /// Replaces all ways of one kind of reaching a person.
    SetChannels {
        /// Whose.
        contact: Id,
        /// Which kind.
        kind: ChannelKind,
        /// Values, the preferred one first.
        values: Vec<String>,
    },
    /// Gives the people of a customer an order, the main one first.
    OrderContacts {
        /// Whose.
        customer: Id,
        /// All of them in their new order; who is not named stands behind.
        contacts: Vec<Id>,
    },
    /// Deletes a person.
    DeleteContact {
        /// Whom.
        contact: Id,
    },
    /// Adds or replaces a further address.
    PutAddress {
        /// The address; an id of zero adds it.
        address: Address,
    },
    /// Deletes a further address.
    DeleteAddress {
        /// Which.
        address: Id,
    },
    /// Keeps what happened, plans what shall happen, and what follows from both.
    Follow(FollowEdit),
    /// Writes the card register: what was printed or exported, taken along, brought back and checked.
    Register(RegisterEdit),
    /// Says that facts are still right, without changing them (S4.5).
    Confirm {
        /// Whose.
        customer: Id,
        /// The row of each (the customer or one of its contacts) and its field.
        facts: Vec<(Id, Field)>,
    },
    /// Takes back parts of an old step: what was changed since stays, unless it is named in `anyway`.
    TakeBack {
        /// The step.
        step: Id,
        /// What of it.
        parts: Vec<Part>,
        /// Fields that go back although they were changed since.
        anyway: Vec<Part>,
    },
    /// Merges one customer into another, with all that belongs to it.
    Merge {
        /// Who stays.
        stays: Id,
        /// Who goes.
        goes: Id,
        /// Whose value is taken where it is not the proposed one.
        choices: Vec<(Slot, Side)>,
    },
    /// Says that customers who look like one are not, so that they are not offered as duplicates again; or takes that back.
    TellApart {
        /// Whom: each is told apart from each other one.
        customers: Vec<Id>,
        /// Whether they are; `false` takes back that somebody said so.
        is_apart: bool,
    },
}

/// A change of touches, follow-ups, promises, the public pool or the rules.
#[derive(Clone, Debug)]
pub enum FollowEdit {
    /// Keeps what happened with one or many customers (a mailing).
    LogTouch {
        /// One for each customer; the ids are minted when the edit is applied.
        touches: Vec<Touch>,
        /// What was promised, between us and each of the customers; ids, customer and touch are set when the edit is applied.
        promises: Vec<Promise>,
        /// What is planned next with each of the customers; id and customer likewise.
        next: Option<Box<FollowUp>>,
        /// The plan that it completes. One that repeats is planned again, unless `next` repeats itself.
        completes: Option<Id>,
    },
    /// Replaces a touch.
    EditTouch {
        /// The touch under its id.
        touch: Box<Touch>,
    },
    /// Deletes a touch; what was promised in it stays promised.
    DeleteTouch {
        /// Which.
        touch: Id,
    },
    /// Adds or replaces a planned follow-up. One that is done or given up with this and repeats is planned again.
    PutFollowUp {
        /// The follow-up; an id of zero adds it.
        follow_up: Box<FollowUp>,
    },
    /// Says that a follow-up is done; one that repeats is planned again.
    FinishFollowUp {
        /// Which.
        id: Id,
        /// What happened, which is kept as well; its day is that of the follow-up. Without it that is today.
        touch: Option<Box<Touch>>,
    },
    /// Moves follow-ups that are open to another day.
    MoveFollowUp {
        /// Which.
        ids: Vec<Id>,
        /// The day.
        to: NaiveDate,
    },
    /// Gives a follow-up up; one that repeats is planned again.
    SkipFollowUp {
        /// Which.
        id: Id,
        /// Why.
        reason: String,
        /// The day of giving it up.
        on: NaiveDate,
    },
    /// Deletes a planned follow-up.
    DeleteFollowUp {
        /// Which.
        follow_up: Id,
    },
    /// Adds or replaces a promise.
    PutPromise {
        /// The promise; an id of zero adds it.
        promise: Promise,
    },
    /// Says that a promise was kept.
    KeepPromise {
        /// Which.
        promise: Id,
        /// The day.
        on: NaiveDate,
    },
    /// Says that nobody waits for a promise any more.
    DropPromise {
        /// Which.
        promise: Id,
        /// The day.
        on: NaiveDate,
    },
    /// Deletes a promise.
    DeletePromise {
        /// Which.
        promise: Id,
    },
    /// Puts customers into the public pool as proposed; they have no owner from then on. Those who are there stay as they are.
    DropToPool {
        /// Whom.
        customers: Vec<Id>,
        /// Why, for each: JSON `{"key", …arguments of the text under that key}`, else own words; missing ones are empty.
        reasons: Vec<String>,
        /// The day.
        on: NaiveDate,
    },
    /// Puts customers into the public pool by hand.
    Release {
        /// Whom.
        customers: Vec<Id>,
        /// Why, in own words; may be empty.
        reason: String,
        /// The day.
        on: NaiveDate,
    },
    /// Takes customers out of the public pool; those who are not there stay as they are.
    Claim {
        /// Whom.
        customers: Vec<Id>,
        /// The day.
        on: NaiveDate,
        /// Whose they are from then on; where nobody is named, those whose they were.
        by: String,
    },
    /// Sets the rules by which one works.
    SetRules {
        /// The rules as a JSON object.
        rules: String,
    },
}

impl Edit {
    /// Keeps one touch and nothing else.
    pub fn log(touch: Touch) -> Self {
        Self::Follow(FollowEdit::LogTouch { touches: vec![touch], promises: Vec::new(), next: None, completes: None })
    }

    /// Keeps a touch that was typed in one line, with each of `customers`. Without a way it is a mailing where they are many.
    pub fn quick(said: &QuickTouch, customers: &[Id], now: Now) -> Self {
        let channel = match said.channel {
            Channel::Unknown if customers.len() > 1 => Channel::Mailing,
            known => known,
        };
        let touch = |customer: &Id| Touch {
            channel: channel.key().to_owned(),
            direction: said.direction.or(channel.usual_direction()),
            text: said.text.clone(),
            happened_at_ms: (said.happened_on == now.today).then(|| now.ms()),
            needs_reply: said.needs_reply,
            ..Touch::new(Id(0), *customer, said.happened_on.into())
        };
        let promise = |told: &QuickPromise| Promise {
            due_on: told.due_on,
            ..Promise::new(Id(0), Id(0), told.side, told.text.as_str(), said.happened_on)
        };
        let next = said.next.as_ref().map(|next| FollowUp {
            goal: next.goal.clone(),
            due_time: next.due_time,
            ..FollowUp::new(Id(0), Id(0), next.due_on)
        });
        Self::Follow(FollowEdit::LogTouch {
            touches: customers.iter().map(touch).collect(),
            promises: said.promises.iter().map(promise).collect(),
            next: next.map(Box::new),
            completes: None,
        })
    }

    /// Keeps that customers were sent a letter, each with what it was about, as one step (S2.3).
    pub fn letters_sent(letters: Vec<(Id, String)>, now: Now) -> Self {
        let touch = |(customer, subject): (Id, String)| Touch {
            channel: Channel::Letter.key().to_owned(),
            direction: Channel::Letter.usual_direction(),
            text: subject,
            happened_at_ms: Some(now.ms()),
            ..Touch::new(Id(0), customer, now.today.into())
        };
        let touches = letters.into_iter().map(touch).collect();
        Self::Follow(FollowEdit::LogTouch { touches, promises: Vec::new(), next: None, completes: None })
    }

    /// Adds (with an id of zero) or replaces a follow-up.
    pub fn plan(follow_up: FollowUp) -> Self {
        Self::Follow(FollowEdit::PutFollowUp { follow_up: Box::new(follow_up) })
    }
}

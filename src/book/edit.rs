//! What a person can change: one [`Edit`] is one step that can be undone.

use super::own_fields::FieldEdit;
use super::snapshot::Column;
use crate::model::merge::{Side, Slot};
use crate::model::{Address, ChannelKind, Contact, Customer, Field, FollowUp, Id, Touch};

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
    /// Keeps what happened.
    LogTouch {
        /// The touch; the id is minted when the edit is applied.
        touch: Touch,
    },
    /// Deletes a touch.
    DeleteTouch {
        /// Which.
        touch: Id,
    },
    /// Adds or replaces a planned follow-up.
    PutFollowUp {
        /// The follow-up; an id of zero adds it.
        follow_up: FollowUp,
    },
    /// Deletes a planned follow-up.
    DeleteFollowUp {
        /// Which.
        follow_up: Id,
    },
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

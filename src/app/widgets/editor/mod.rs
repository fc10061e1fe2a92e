//! Editors: the right one for each kind of value, the same in the card, in a cell of the table and in dialogs.
//!
//! An editor changes a text, the draft; who draws it decides when the draft becomes an edit. The keyboard stays in the text all
//! the while, also while a list of offers or a month hangs below it.
//!
//! | file | what it is |
//! |---|---|
//! | `line` | text with what hangs below it |
//! | `offers`, `list` | what is offered, and how it shows |
//! | `month` | the grid of a month |
//! | `tags`, `stars`, `tick` | editors that are no line of text |
//! | `remark` | what is said beside the field |

mod line;
mod list;
mod month;
pub mod offers;
pub mod remark;
mod stars;
mod tags;
mod tick;

use chrono::NaiveDate;
use egui::{Id, Response, Ui};

use super::known::{Known, KnownOf};
use super::values;
use crate::book::{Book, Column, Now};
use crate::model::country::Country;
use crate::model::currency::CurrencyCode;
use crate::model::{ExtraField, ExtraKind, Field, Kind};
use crate::words;

/// What is edited.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// Identity of the text input, and of the draft.
    pub id: Id,
    /// What screen readers call it.
    pub name: &'a str,
    /// What it holds.
    pub kind: Kind,
    /// Usual words, in the language spoken.
    pub words: Vec<String>,
    /// The field of the list, where it is one; its values in use are offered.
    pub field: Option<Field>,
    /// The user's name of the field, where the values in use of such a one are offered.
    pub own: Option<&'a str>,
    /// How it looks.
    pub look: Look,
    /// Shown while it is empty.
    pub hint: &'a str,
    /// Whether what was typed could not be saved.
    pub has_failed: bool,
    /// Whether it holds yes or no.
    pub is_tick: bool,
    /// Whether a day that cannot be read is refused instead of kept as written.
    pub must_read: bool,
}

impl<'a> Subject<'a> {
    /// A field of the list.
    pub fn of(field: Field, id: Id) -> Self {
        let must_read = field == Field::NextFollowUp;
        Self { field: Some(field), words: values::choices(field), must_read, ..Self::new(field.label(), field.kind(), id) }
    }

    /// A column of the table; `own` are the user's own fields.
    pub fn of_column(column: &'a Column, own: &[ExtraField], id: Id) -> Self {
        match column.field() {
            Some(field) => Self::of(field, id),
            None => Self::own(column.label(), own.iter().find(|field| field.name == column.label()), id),
        }
    }

    /// A field of the user's own; `field` is what the book says of it.
    pub fn own(name: &'a str, field: Option<&ExtraField>, id: Id) -> Self {
        let kind = field.map(|field| field.kind).unwrap_or_default();
        let words = match kind {
            ExtraKind::Tick => ["yes", "no"].map(|value| kind.shown(value, words::spoken())).to_vec(),
            _ => field.map(|field| field.options.clone()).unwrap_or_default(),
        };
        let of = match kind {
            ExtraKind::Text => Kind::Text,
            ExtraKind::Number => Kind::Decimal,
            ExtraKind::Money => Kind::Money,
            ExtraKind::Day => Kind::Day,
            ExtraKind::Choice | ExtraKind::Tick => Kind::Choice,
        };
        // Of a tick nothing but yes and no is offered.
        let is_tick = kind == ExtraKind::Tick;
        Self { own: Some(name).filter(|_| !is_tick), words, is_tick, ..Self::new(name, of, id) }
    }

    /// Anything of a kind.
    pub fn new(name: &'a str, kind: Kind, id: Id) -> Self {
        Self {
            id,
            name,
            kind,
            words: Vec::new(),
            field: None,
            own: None,
            look: Look::InPlace,
            hint: "",
            has_failed: false,
            is_tick: false,
            must_read: false,
        }
    }

    fn known_of(&self) -> Option<KnownOf> {
        match (self.field, self.own) {
            // The same words for every list would only hide what is usual.
            (Some(field), _) => Some(KnownOf::Field(field)),
            (None, Some(name)) => Some(KnownOf::Own(name.to_owned())),
            (None, None) => None,
        }
    }
}

/// How an editor looks where nobody types into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// As text, until the pointer or the keyboard comes.
    InPlace,
    /// As the name of the thing, in bold; else as [`Self::InPlace`].
    Name,
    /// With an outline, as in forms.
    Form,
    /// Fills a cell of the table; lists open at once, remarks hang below.
    Cell,
}

/// What an editor has to know of the world.
pub struct Around<'a> {
    /// The time of the frame.
    pub now: Now,
    /// The currency of amounts without one.
    pub currency: CurrencyCode,
    /// The country of the customer, for phones and zones.
    pub country: Option<&'static Country>,
    /// Whether an input method is composing a character.
    pub is_composing: bool,
    /// The book and what is known of its values; `None` offers nothing from there.
    pub book: Option<(&'a Book, &'a mut Known)>,
}

impl Around<'_> {
    /// The day of the frame.
    pub fn today(&self) -> NaiveDate {
        self.now.today
    }

    #[cfg(test)]
    pub(crate) fn for_tests() -> Self {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
        let at = today.and_hms_opt(2, 0, 0).expect("a time").and_utc();
        Self { now: Now { at, today }, currency: CurrencyCode::UNKNOWN, country: None, is_composing: false, book: None }
    }
}

/// What the person wants done with the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// Nothing yet.
    #[default]
    None,
    /// Save it: Enter, or a choice was made. The keyboard stays.
    Save,
    /// Save it and leave the field: Ctrl+Enter.
    SaveAndLeave,
    /// Throw the draft away: Esc.
    Cancel,
    /// Leave the field: Esc where nothing was typed.
    Leave,
    /// Save it and go so many cells on: Tab in a cell of the table.
    SaveAndGo(isize),
}

/// What came of a frame of an editor.
pub struct Outcome {
    /// Of the text input; has the keyboard while the editor has it.
    pub response: Response,
    /// Whether the draft was changed.
    pub is_changed: bool,
    /// What to do with it.
    pub wish: Wish,
}

/// Draws the editor of `subject` over the whole width and lets it change `draft`.
pub fn editor_ui(ui: &mut Ui, subject: &Subject<'_>, draft: &mut String, around: &mut Around<'_>) -> Outcome {
    match subject.kind {
        _ if subject.is_tick => tick::ui(ui, subject, draft, around),
        Kind::Stars => stars::ui(ui, subject, draft, around),
        Kind::Tags => tags::ui(ui, subject, draft, around),
        _ => line::ui(ui, subject, draft, around),
    }
}

/// Makes an editor begin anew: nothing hangs below it, nothing counts as typed. For a place that opens again under the same id.
pub fn begin(ui: &Ui, id: Id) {
    line::State::default().store(ui, id);
    tags::begin(ui, id);
}

/// The values in use that may be offered in `subject`.
fn known(ui: &Ui, subject: &Subject<'_>, around: &mut Around<'_>) -> std::sync::Arc<[String]> {
    match (subject.known_of(), around.book.as_mut()) {
        (Some(of), Some((book, known))) => known.values(ui.ctx(), book, &of),
        _ => std::sync::Arc::default(),
    }
}

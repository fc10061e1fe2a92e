//! What stands on a paper: one JSON value for each, which a template of `print` lays out. Everything is said in the language of the paper,
//! which the calling thread has to speak; every text of the book goes through [`text::written`].

mod brief;
mod card;
mod check;
mod forms;
mod letters;
mod lists;
mod month;
mod printing;
mod text;

pub use letters::{LABEL_SHEETS, LabelSheet, Letter};
pub use printing::{IN_ONE_FILE, Printed, Printing};

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::brief::value as shown;
use super::{Column, Now, Reading, habits};
use crate::error::Result;
use crate::model::Id;
use crate::print::{Fonts, Paper};
use crate::tr;
use crate::words::{Language, spoken};

/// The sizes of paper that can be chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PaperSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 148 × 210 mm.
    A5,
    /// 8.5 × 11 inches.
    Letter,
}

impl PaperSize {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::A4, Self::A5, Self::Letter];

    /// Width and height in millimetres.
    pub fn millimetres(self) -> (f64, f64) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::A5 => (148.0, 210.0),
            Self::Letter => (215.9, 279.4),
        }
    }

    /// What the shell and the settings call it.
    pub fn key(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A5 => "a5",
            Self::Letter => "letter",
        }
    }

    /// What people call it, in any language.
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::A5 => "A5",
            Self::Letter => "Letter",
        }
    }

    /// The size of this name, in any case.
    pub fn by_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.key().eq_ignore_ascii_case(key))
    }
}

/// What is to stand on paper.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperQuestion {
    /// Which paper.
    pub paper: Paper,
    /// Whose, in this order.
    pub customers: Vec<Id>,
    /// On what.
    pub size: PaperSize,
    /// How.
    pub style: PaperStyle,
    /// The columns of a table or weekly form.
    pub columns: Vec<Column>,
    /// What a table or route is called; empty for the usual name.
    pub title: String,
    /// The day that a due list, week or month is about; today where nobody says.
    pub on: Option<NaiveDate>,
    /// What a letter says.
    pub letter: Letter,
    /// On which labels addresses are printed.
    pub labels: LabelSheet,
    /// The first label that is still on the sheet, from 1.
    pub first_label: usize,
}

/// What a paper is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Certain customers, who have to be chosen.
    pub customers: bool,
    /// A day, week or month.
    pub day: bool,
}

/// What `paper` is about.
pub fn about(paper: Paper) -> About {
    match paper {
        Paper::Card | Paper::Brief | Paper::Table | Paper::Route | Paper::Letter | Paper::Envelope | Paper::Labels | Paper::Check => {
            About { customers: true, day: false }
        }
        // Filled for whom one chooses; that of a stranger is taken along empty.
        Paper::Customer => About { customers: true, day: false },
        Paper::Potential => About { customers: false, day: false },
        Paper::FirstClass => About { customers: false, day: true },
        Paper::Weekly => About { customers: true, day: true },
        Paper::Due | Paper::Month => About { customers: false, day: true },
    }
}

/// What `paper` is called in the language spoken.
pub fn paper_name(paper: Paper) -> String {
    match paper {
        Paper::Card => tr!("paper-name-card"),
        Paper::Brief => tr!("paper-name-brief"),
        Paper::Due => tr!("paper-name-due"),
        Paper::Weekly => tr!("paper-weekly"),
        Paper::Table => tr!("paper-name-table"),
        Paper::Month => tr!("paper-name-month"),
        Paper::Route => tr!("paper-name-route"),
        Paper::Potential => tr!("form-potential"),
        Paper::Customer => tr!("form-customer"),
        Paper::FirstClass => tr!("form-first-class"),
        Paper::Letter => tr!("paper-name-letter"),
        Paper::Envelope => tr!("paper-name-envelope"),
        Paper::Labels => tr!("paper-name-labels"),
        Paper::Check => tr!("paper-check"),
    }
}

impl PaperQuestion {
    /// The usual form of `paper` about `customers`: a card on A5, everything else on A4.
    pub fn of(paper: Paper, customers: Vec<Id>) -> Self {
        let size = if paper == Paper::Card { PaperSize::A5 } else { PaperSize::A4 };
        Self {
            paper,
            customers,
            size,
            style: PaperStyle::default(),
            columns: Vec::new(),
            title: String::new(),
            on: None,
            letter: Letter::default(),
            labels: LABEL_SHEETS[0],
            first_label: 1,
        }
    }

    /// What the paper is called: `usual` where nobody says otherwise.
    fn titled(&self, usual: String) -> String {
        if self.title.trim().is_empty() { usual } else { text::written(&self.title) }
    }
}

/// What of a card is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct PaperStyle {
    /// Whether the back is printed as well.
    pub has_back: bool,
    /// Whether prices and amounts are printed.
    pub has_prices: bool,
    /// Whether what is known of people beyond their work is printed.
    pub has_personal: bool,
    /// Whether every text is printed whole, on as many pages as it takes.
    pub is_long: bool,
}

impl Default for PaperStyle {
    fn default() -> Self {
        Self { has_back: true, has_prices: true, has_personal: true, is_long: false }
    }
}

impl Reading {
    /// What stands on a paper, for its template. `now` is when it is printed.
    pub fn paper(&self, question: &PaperQuestion, now: Now) -> Result<Value> {
        let habits = habits::kept(&self.reader)?;
        let mut data = Map::new();
        let (width, height) = question.size.millimetres();
        let by = text::written(&habits.who);
        let printed = if by.is_empty() {
            tr!("paper-printed", day = now.today.to_string())
        } else {
            tr!("paper-printed-by", day = now.today.to_string(), who = by)
        };
        data.insert("lang".to_owned(), json!(if spoken() == Language::Chinese { "zh" } else { "en" }));
        data.insert("size".to_owned(), json!({ "key": question.size.key(), "width": width, "height": height }));
        data.insert("style".to_owned(), json!({ "back": question.style.has_back, "long": question.style.is_long }));
        data.insert("printed".to_owned(), json!(printed));
        data.insert("words".to_owned(), words());
        data.insert("company".to_owned(), self.company_on_paper()?);
        match question.paper {
            Paper::Card => data.insert("cards".to_owned(), card::cards(self, question, now)?),
            Paper::Brief => data.insert("briefs".to_owned(), brief::briefs(self, question, now)?),
            Paper::Due => data.insert("table".to_owned(), lists::due(self, question, now)?),
            Paper::Weekly => data.insert("table".to_owned(), lists::weekly(self, question, now)?),
            Paper::Table => data.insert("table".to_owned(), lists::table(self, question, now)?),
            Paper::Check => data.insert("table".to_owned(), check::check(self, question, now)?),
            Paper::Month => data.insert("month".to_owned(), month::month(self, question, now)?),
            Paper::Potential => data.insert("records".to_owned(), forms::potential(self, question)?),
            Paper::Customer => data.insert("records".to_owned(), forms::customer(self, question)?),
            Paper::FirstClass => data.insert("form".to_owned(), forms::first_class(self, question, now)?),
            Paper::Route => {
                data.insert("cards".to_owned(), card::cards(self, question, now)?);
                data.insert("table".to_owned(), lists::route(self, question)?)
            }
            Paper::Letter => data.insert("letters".to_owned(), letters::letters(self, question, now)?),
            Paper::Envelope => data.insert("addresses".to_owned(), letters::addresses(self, question)?),
            Paper::Labels => {
                data.insert("addresses".to_owned(), letters::addresses(self, question)?);
                data.insert("sheet".to_owned(), letters::sheet(question))
            }
        };
        Ok(Value::Object(data))
    }
}

impl Reading {
    fn company_on_paper(&self) -> Result<Value> {
        let company = habits::company(&self.reader)?;
        let lines = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(text::written).collect::<Vec<_>>();
        Ok(json!({
            "name": text::written(company.name.trim()),
            "bold": Fonts::bold_can_write(&company.name),
            "address": lines(&company.address),
            "ways": lines(&company.ways),
            "logo": printing::logo(&self.place).is_some(),
        }))
    }
}

/// The words of all papers, by what they say.
fn words() -> Value {
    json!({
        "more": tr!("paper-more", count = "{count}"),
        "page": tr!("paper-page"),
        "of": tr!("paper-of"),
        "people": tr!("paper-people"),
        "plans": tr!("paper-plans"),
        "promises": tr!("paper-promises"),
        "touches": tr!("paper-touches"),
        "addresses": tr!("paper-addresses"),
        "notes": tr!("paper-notes"),
        "nothing": tr!("paper-nothing"),
        "more-entries": tr!("paper-more-entries", count = "{count}"),
        "continued": tr!("paper-continued", title = "{title}"),
        "front": tr!("paper-front"),
        "back": tr!("paper-back"),
        "late": tr!("paper-overdue"),
        "more-fields": tr!("paper-more-fields", count = "{count}"),
        "more-rows": tr!("paper-more-rows", count = "{count}"),
        "record": tr!("paper-record"),
        "other": tr!("form-other-value"),
        "filled-in": tr!("form-filled-in"),
        "written-by": tr!("form-written-by"),
        "page-of": tr!("form-page-of", page = "{page}", pages = "{pages}"),
        "day": tr!("paper-day"),
        "what": tr!("paper-what"),
        "next": tr!("paper-next"),
    })
}

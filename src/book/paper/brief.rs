//! The brief before a contact (S2.15, S4.7) on paper: the same words as in the window, one customer to a page.

use serde_json::{Value, json};

use super::PaperQuestion;
use super::text::{framed, headline, written};
use crate::book::brief::{Brief, Mark};
use crate::book::{Now, Reading};
use crate::error::Result;

pub(super) fn briefs(book: &Reading, question: &PaperQuestion, now: Now) -> Result<Value> {
    let briefs = book.briefs(&question.customers, now)?;
    Ok(Value::Array(briefs.iter().map(of_brief).collect()))
}

fn of_brief(brief: &Brief) -> Value {
    let parts: Vec<Value> = brief
        .parts
        .iter()
        .map(|(part, lines)| {
            let lines: Vec<Value> = lines
                .iter()
                .map(|line| {
                    let mark = match line.mark {
                        Mark::None => "none",
                        Mark::Late => "late",
                        Mark::Open => "open",
                        Mark::Ready => "ready",
                    };
                    json!({ "label": written(&line.label), "text": framed(&line.text), "mark": mark })
                })
                .collect();
            json!({ "title": part.title(), "doing": part.is_of_doing(), "lines": lines })
        })
        .collect();
    json!({
        "name": headline(&brief.name),
        "tier": written(&brief.tier),
        "about": brief.about.iter().map(|text| written(text)).collect::<Vec<_>>(),
        "why": written(&brief.why),
        "warning": written(&brief.too_soon),
        "parts": parts,
    })
}

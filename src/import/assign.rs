//! Decides which field each column of a sheet is, and what one row stands for: headings propose, values vote, answers decide.
//!
//! The best pair of column and field goes first, so that the order of columns does not matter. Finding the header row and the end of
//! the data is in `understand`.

use std::collections::HashMap;

use crate::model::{Field, Kind, Of};

use super::headers::{self, HeaderMeaning, fold_header};
use super::understand::{Answers, ColumnPlan, Recognition, Shape, Target, column_letters};

/// Fields that a second column with the same meaning may take, in order.
fn seconds(field: Field) -> &'static [Field] {
    match field {
        Field::Phone => &[Field::Mobile, Field::ContactPhone],
        Field::Mobile => &[Field::ContactPhone, Field::Phone],
        Field::ContactPhone => &[Field::Mobile, Field::Phone],
        Field::Email => &[Field::Email2, Field::CompanyEmail],
        Field::CompanyEmail => &[Field::Email, Field::Email2],
        Field::Notes => &[Field::Notes2],
        Field::Address => &[Field::DeliveryPlace],
        Field::Company => &[Field::ShortName],
        _ => &[],
    }
}

/// A column and a field that it may be.
struct Pair {
    /// How well they go together; the best pair goes first.
    worth: f32,
    /// Index of the column.
    at: usize,
    field: Field,
    /// The share of the column's values that say so.
    agree: f32,
}

/// Decides where each column goes; returns what a row stands for.
pub(super) fn assign(columns: &mut [ColumnPlan], answers: &Answers) -> Shape {
    let mut taken: HashMap<Field, usize> = HashMap::new();
    take_answers(columns, answers, &mut taken);
    take_own_headings(columns, &mut taken);
    let meanings: Vec<Vec<HeaderMeaning>> = columns
        .iter()
        .map(|column| if column.recognition == Recognition::Useless { headers::meanings(&column.heading) } else { Vec::new() })
        .collect();
    let shape = shape_of(columns, &meanings);
    take_best_pairs(columns, &meanings, shape, &mut taken);
    settle_company(columns, &mut taken);
    if shape == Shape::Customers {
        free_without_day(columns, &taken);
    }
    name_the_rest(columns, shape);
    shape
}

/// What a person answered goes first; of two columns sent to one field the first has it.
fn take_answers(columns: &mut [ColumnPlan], answers: &Answers, taken: &mut HashMap<Field, usize>) {
    for (at, column) in columns.iter_mut().enumerate() {
        let by_place = format!("#{}", column.column + 1);
        let answer =
            answers.targets.iter().rev().find(|(name, _)| *name == by_place).or_else(|| {
                answers.targets.iter().rev().find(|(name, _)| {
                    !name.starts_with('#') && !column.heading.is_empty() && fold_header(name) == fold_header(&column.heading)
                })
            });
        if let Some((_, target)) = answer {
            if let Target::Field(field) = target
                && taken.insert(*field, at).is_some()
            {
                continue;
            }
            column.target = target.clone();
            column.recognition = Recognition::Answered;
        }
    }
}

/// Headings that only our own lists have say for certain what is below them.
fn take_own_headings(columns: &mut [ColumnPlan], taken: &mut HashMap<Field, usize>) {
    for column in columns.iter_mut().filter(|column| column.recognition != Recognition::Answered) {
        if headers::is_record_heading(&column.heading) {
            (column.target, column.recognition) = (Target::Record, Recognition::Sure);
        }
    }
    let is_ours = is_our_list(columns);
    for column in columns.iter_mut().filter(|column| column.recognition == Recognition::Useless) {
        let target = match headers::own_field(&column.heading) {
            Some(name) => Target::Extra(name.to_owned()),
            // What we work out by ourselves comes back as nothing.
            None if !is_ours || headers::is_computed_header(&column.heading) => continue,
            None => headers::labelled(&column.heading).map_or_else(|| Target::Extra(column.heading.clone()), Target::Field),
        };
        if let Target::Field(field) = target
            && taken.insert(field, 0).is_some()
        {
            continue;
        }
        column.target = target;
        column.recognition = Recognition::Sure;
    }
}

/// The best pair of column and field goes first; what remains takes the second choice.
fn take_best_pairs(columns: &mut [ColumnPlan], meanings: &[Vec<HeaderMeaning>], shape: Shape, taken: &mut HashMap<Field, usize>) {
    let mut pairs: Vec<Pair> = Vec::new();
    for (at, column) in columns.iter().enumerate().filter(|(_, column)| column.recognition == Recognition::Useless) {
        // Columns under the same heading are equally good for it: their order decides, unless the values do later.
        let namesakes = columns.iter().filter(|other| !other.heading.is_empty() && other.heading == column.heading);
        let phones = namesakes.map(|other| other.votes.phone).fold(column.votes.phone, f32::max);
        pairs.extend(pairs_of(column, &meanings[at], shape, phones).into_iter().map(|(worth, field, agree)| Pair {
            worth,
            at,
            field,
            agree,
        }));
    }
    pairs.sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.at.cmp(&b.at)));
    for Pair { at, field, agree, .. } in pairs {
        if columns[at].recognition != Recognition::Useless {
            continue;
        }
        let choice = std::iter::once(field)
            .chain(seconds(field).iter().map(|second| in_shape(*second, shape)))
            .find(|choice| !taken.contains_key(choice));
        let Some(choice) = choice else { continue };
        if choice == Field::ShortName && columns[at].votes.company > 0.5 {
            continue;
        }
        taken.insert(choice, at);
        columns[at].target = Target::Field(choice);
        let by_words = meanings[at].iter().any(|meaning| in_shape(meaning.field, shape) == field && meaning.certainty >= 0.75);
        columns[at].recognition =
            if by_words && (agree >= 0.4 || columns[at].votes.seen == 0) { Recognition::Sure } else { Recognition::Likely };
    }
}

/// What a column may be: how much each field is worth, and the share of the values that say so. `phones` is the share of telephones
/// among the values of all columns under the same heading.
fn pairs_of(column: &ColumnPlan, meanings: &[HeaderMeaning], shape: Shape, phones: f32) -> Vec<(f32, Field, f32)> {
    // What counts the rows tells nothing of a customer; of an order it may be the line's number.
    if headers::is_row_number_header(&column.heading) && column.votes.counting > 0.8 {
        return if shape == Shape::OrderLines { vec![(1.0, Field::LineNo, 1.0)] } else { Vec::new() };
    }
    let mut pairs = Vec::new();
    // A record's number is a customer's in a list of customers, and a line's in a list of lines.
    let is_record = shape == Shape::OrderLines && meanings.iter().any(|meaning| meaning.field == Field::RecordId);
    for (rank, meaning) in meanings.iter().enumerate() {
        if is_record && meaning.field == Field::CustomerNo {
            continue;
        }
        let field = in_shape(meaning.field, shape);
        let agree = column.votes.agree(field.kind());
        let agree = if field.kind() == Kind::Phone { agree.max(phones) } else { agree };
        // A list of customers has nowhere to keep a line's field: such a column becomes one that the user names.
        if has_place(field, shape) {
            pairs.push((meaning.certainty + 0.8 * agree - 0.02 * rank as f32, field, agree));
        }
    }
    if shape == Shape::Touches && headers::is_bare_day(&column.heading) {
        let agree = column.votes.agree(Kind::Day);
        pairs.push((0.85 + 0.8 * agree, Field::LastContact, agree));
    }
    if column.votes.email > 0.6 && !meanings.iter().any(|meaning| meaning.field.kind() == Kind::Email) {
        pairs.push((1.1 * column.votes.email, Field::Email, column.votes.email));
    }
    if let Some((kind, share)) = column.votes.speak_for()
        && (meanings.is_empty() || meanings.iter().all(|meaning| column.votes.agree(meaning.field.kind()) < 0.25))
        && !headers::is_stranger(&column.heading)
        && let Some(field) = field_of_values(kind)
    {
        pairs.push((0.5 * share, field, share));
    }
    pairs
}

/// Columns that are no field of ours become one that the user names, under their heading.
fn name_the_rest(columns: &mut [ColumnPlan], shape: Shape) {
    let mut names: Vec<String> = Vec::new();
    for column in columns.iter_mut() {
        if let Target::Field(field) = column.target
            && shape != Shape::OrderLines
            && field.of() == Of::OrderLine
        {
            column.target =
                Target::Extra(if column.heading.is_empty() { field.label().to_owned() } else { column.heading.replace('\n', " ") });
        }
        if let Target::Extra(name) = &column.target {
            names.push(name.clone());
        }
    }
    for column in columns.iter_mut().filter(|column| column.recognition == Recognition::Useless) {
        if column.votes.seen == 0
            || headers::is_row_number_header(&column.heading) && column.votes.counting > 0.5
            || headers::is_computed_header(&column.heading)
            // Our own remark in a list of what was not taken.
            || fold_header(&column.heading).starts_with("gendan")
        {
            continue;
        }
        let stem = if column.heading.is_empty() { column_letters(column.column) } else { column.heading.replace('\n', " ") };
        let name =
            (1..).map(|n| if n == 1 { stem.clone() } else { format!("{stem} {n}") }).find(|name| !names.contains(name)).unwrap_or_default();
        names.push(name.clone());
        column.target = if shape == Shape::Customers { Target::Extra(name) } else { Target::Line(name) };
        column.recognition = Recognition::Unknown;
    }
}

/// Whether the headings are those of a list that we wrote: labels in the order of our fields, the name first, then fields that
/// the user named. The values below a label have no vote in such a list.
fn is_our_list(columns: &[ColumnPlan]) -> bool {
    let mut last = None;
    let mut has_own = false;
    let said = |column: &&ColumnPlan| column.target != Target::Record && !headers::is_computed_header(&column.heading);
    columns.iter().filter(said).all(|column| match headers::labelled(&column.heading) {
        Some(field) if !has_own && last.map_or(field == Field::Company, |last| field > last) => {
            last = Some(field);
            true
        }
        _ => {
            has_own = true;
            let is_silent = || {
                let votes = &column.votes;
                headers::meanings(&column.heading).is_empty()
                    && !headers::is_row_number_header(&column.heading)
                    && votes.email <= 0.6
                    && votes.speak_for().is_none()
            };
            last.is_some() && !column.heading.is_empty() && (headers::own_field(&column.heading).is_some() || is_silent())
        }
    })
}

/// Without a column for the firm, a column of persons or names stands for it where its values are firms.
fn settle_company(columns: &mut [ColumnPlan], taken: &mut HashMap<Field, usize>) {
    if taken.contains_key(&Field::Company) {
        return;
    }
    if let Some(at) = taken.remove(&Field::ShortName) {
        taken.insert(Field::Company, at);
        columns[at].target = Target::Field(Field::Company);
        return;
    }
    if let Some(at) = taken.remove(&Field::Consignee) {
        taken.insert(Field::Company, at);
        columns[at].target = Target::Field(Field::Company);
        return;
    }
    if let Some(&at) = taken.get(&Field::Contact)
        && columns[at].recognition != Recognition::Answered
        && columns[at].votes.company >= 0.4
    {
        taken.remove(&Field::Contact);
        taken.insert(Field::Company, at);
        columns[at].target = Target::Field(Field::Company);
        columns[at].recognition = Recognition::Likely;
    }
}

/// The field of the values' kind for a column whose heading says nothing.
fn field_of_values(kind: Kind) -> Option<Field> {
    Some(match kind {
        Kind::Email => Field::Email,
        Kind::Url => Field::Website,
        Kind::Country => Field::Country,
        Kind::Currency => Field::Currency,
        Kind::Phone => Field::Phone,
        Kind::Company => Field::Company,
        _ => return None,
    })
}

/// In lists of order lines, remarks and goods belong to the line; in lists of customers they are the customer's.
fn in_shape(field: Field, shape: Shape) -> Field {
    match (shape, field) {
        (Shape::OrderLines, Field::Notes | Field::Notes2) => Field::LineRemarks,
        (Shape::OrderLines, Field::Products) => Field::Product,
        (Shape::Customers | Shape::Touches, Field::LineRemarks) => in_shape(Field::Notes, shape),
        (Shape::Customers | Shape::Touches, Field::Product) => Field::Products,
        (Shape::Touches, Field::Notes | Field::Notes2 | Field::ContactNotes) => Field::TouchText,
        (Shape::Touches, Field::Owner) => Field::TouchAuthor,
        (Shape::Touches, Field::Created | Field::FirstContact) => Field::LastContact,
        (Shape::Customers, Field::TouchText) => Field::Notes,
        _ => field,
    }
}

/// Whether lists of the shape keep the field. Of a touch, a list of customers has at most the last one and the next step.
fn has_place(field: Field, shape: Shape) -> bool {
    match field.of() {
        Of::Customer | Of::Contact => true,
        Of::OrderLine => shape == Shape::OrderLines,
        Of::Touch => match shape {
            Shape::Touches => true,
            Shape::Customers => matches!(field, Field::TouchChannel | Field::TouchOutcome | Field::FollowUpGoal),
            Shape::OrderLines => false,
        },
    }
}

/// Without a day there is no touch and no next step: columns that tell more of them become fields that the user names.
fn free_without_day(columns: &mut [ColumnPlan], taken: &HashMap<Field, usize>) {
    for column in columns.iter_mut().filter(|column| column.recognition != Recognition::Answered) {
        let day = match column.target {
            Target::Field(Field::TouchChannel | Field::TouchOutcome) => Field::LastContact,
            Target::Field(Field::FollowUpGoal) => Field::NextFollowUp,
            _ => continue,
        };
        if !taken.contains_key(&day) {
            (column.target, column.recognition) = (Target::Ignored, Recognition::Useless);
        }
    }
}

/// Whether a row stands for one touch: a day, how or what was said, and little else of the customer than who it is. A list that says
/// more of its customers, or speaks of the last contact only, is one of customers.
fn is_of_touches(columns: &[ColumnPlan], meanings: &[Vec<HeaderMeaning>]) -> bool {
    let columns =
        || columns.iter().zip(meanings).filter(|(column, _)| column.votes.seen > 0 || column.recognition == Recognition::Answered);
    let says = |column: &ColumnPlan, meanings: &[HeaderMeaning], field: Field| {
        column.target == Target::Field(field) || meanings.iter().any(|meaning| meaning.field == field && meaning.certainty >= 0.75)
    };
    let is_day = |column: &ColumnPlan, meanings: &[HeaderMeaning]| {
        headers::is_day_of_touch(&column.heading)
            || headers::is_bare_day(&column.heading) && column.votes.agree(Kind::Day) > 0.6
            || column.recognition == Recognition::Answered && says(column, meanings, Field::LastContact)
    };
    let told = [Field::TouchChannel, Field::TouchText, Field::TouchOutcome];
    let has_day = columns().any(|(column, meanings)| is_day(column, meanings));
    let has_words = columns()
        .any(|(column, meanings)| told.iter().any(|field| says(column, meanings, *field)) && !headers::is_of_last_touch(&column.heading));
    let of_customer = columns().filter(|(column, meanings)| {
        let field = match column.target {
            Target::Field(field) => Some(field),
            _ => meanings.first().map(|meaning| meaning.field),
        };
        field.is_some_and(|field| {
            matches!(field.kind(), Kind::Email | Kind::Url | Kind::Phone)
                || matches!(
                    field,
                    Field::Address | Field::Postcode | Field::Products | Field::AnnualAmount | Field::Source | Field::Created
                )
        })
    });
    has_day && has_words && of_customer.count() <= 2
}

fn shape_of(columns: &[ColumnPlan], meanings: &[Vec<HeaderMeaning>]) -> Shape {
    let says = |field: Field| {
        columns.iter().zip(meanings).any(|(column, meanings)| {
            column.target == Target::Field(field)
                || (column.votes.seen > 0 && meanings.first().is_some_and(|meaning| meaning.field == field && meaning.certainty >= 0.75))
        })
    };
    let numbers = [Field::OrderNo, Field::ContractNo, Field::InvoiceNo, Field::BlNo, Field::LcNo, Field::DeclarationNo]
        .into_iter()
        .filter(|field| says(*field))
        .count();
    let goods = [
        Field::Quantity,
        Field::UnitPrice,
        Field::Amount,
        Field::HsCode,
        Field::ProductNo,
        Field::GrossWeight,
        Field::ShipDate,
        Field::OrderDate,
    ]
    .into_iter()
    .filter(|field| says(*field))
    .count();
    if numbers >= 1 && goods >= 2 || goods >= 4 {
        Shape::OrderLines
    } else if is_of_touches(columns, meanings) {
        Shape::Touches
    } else {
        Shape::Customers
    }
}

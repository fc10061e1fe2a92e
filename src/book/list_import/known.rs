//! Which customer of the book each customer of a list is.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::import::ListPlan;
use crate::model::{Field, Id, name};
use crate::store::{Reader, StoreError, Walk};

/// The book's customers as matching needs them: those with a name or number of the list.
pub(super) struct Known {
    by_number: HashMap<String, Id>,
    /// The records that the list names and the book has.
    records: HashSet<Id>,
    /// By customer of the plan: which of `same_name`.
    names: Vec<u32>,
    same_name: Vec<SameName>,
}

/// Customers of the book with one folded name, with the country where it is known. Nearly always there is one.
#[derive(Default)]
struct SameName {
    first: Option<(Id, Option<[u8; 2]>)>,
    others: Vec<(Id, Option<[u8; 2]>)>,
}

impl Known {
    pub(super) fn of(book: &Reader, plan: &ListPlan) -> Result<Self, StoreError> {
        let mut known = Self {
            by_number: HashMap::new(),
            records: HashSet::new(),
            names: Vec::with_capacity(plan.customers.len()),
            same_name: Vec::new(),
        };
        let mut by_key: HashMap<Cow<'_, str>, u32> = HashMap::with_capacity(plan.customers.len());
        // Most names in the book stand in the list letter by letter, and need not be folded.
        let mut by_name: HashMap<&str, u32> = HashMap::with_capacity(plan.customers.len());
        for customer in &plan.customers {
            // A person who stood for a firm when the list came first is a firm's name in the book.
            let key =
                if customer.is_person { name::fold_company(&customer.name).into() } else { Cow::Borrowed(customer.name_key.as_str()) };
            let at = *by_key.entry(key).or_insert_with(|| {
                known.same_name.push(SameName::default());
                u32::try_from(known.same_name.len() - 1).unwrap_or(u32::MAX)
            });
            known.names.push(at);
            by_name.insert(&customer.name, at);
        }
        let records: HashSet<Id> = plan.customers.iter().filter_map(|customer| customer.record).collect();
        let has_numbers = plan.customers.iter().any(|customer| !customer.number.is_empty());
        book.each_customer(&[Field::Company, Field::ShortName, Field::CustomerNo, Field::Country], |row| {
            let (id, company, short_name, number, country) = (row.id(), row.text(0)?, row.text(1)?, row.text(2)?, row.text(3)?);
            let company = if company.is_empty() { short_name } else { company };
            let found =
                if company.is_empty() { None } else { by_name.get(company).or_else(|| by_key.get(name::fold_company(company).as_str())) };
            if let Some(at) = found {
                let (same, customer) = (&mut known.same_name[*at as usize], (id, <[u8; 2]>::try_from(country.as_bytes()).ok()));
                match same.first {
                    None => same.first = Some(customer),
                    Some(_) => same.others.push(customer),
                }
            }
            if records.contains(&id) {
                known.records.insert(id);
            }
            if has_numbers && !number.is_empty() {
                known.by_number.entry(number.to_lowercase()).or_insert(id);
            }
            Ok::<_, StoreError>(())
        })?;
        Ok(known)
    }

    /// The book's customer for each of the list, none of them twice: first those that the list names by their record, then those
    /// that agree in number or in name and country, then those of the same name where either country is not known.
    pub(super) fn matches(&self, plan: &ListPlan) -> Vec<Option<Id>> {
        let mut matches: Vec<Option<Id>> =
            plan.customers.iter().map(|customer| customer.record.filter(|id| self.records.contains(id))).collect();
        let mut taken: HashSet<Id> = matches.iter().flatten().copied().collect();
        for (index, found) in matches.iter_mut().enumerate().filter(|(_, found)| found.is_none()) {
            let customer = &plan.customers[index];
            let by_number = self.by_number.get(&customer.number.to_lowercase()).filter(|_| !customer.number.is_empty()).copied();
            let same = by_number.or_else(|| self.same_name_as(index, |country| country == customer.country, &taken));
            *found = same.filter(|id| taken.insert(*id));
        }
        for (index, found) in matches.iter_mut().enumerate().filter(|(_, found)| found.is_none()) {
            let new = plan.customers[index].country;
            *found = self.same_name_as(index, |known| known.is_none() || new.is_none(), &taken).filter(|id| taken.insert(*id));
        }
        matches
    }

    /// A customer of the same name as the one at `index` of the plan, whose country is `fit` and who is not `taken`.
    fn same_name_as(&self, index: usize, fit: impl Fn(Option<[u8; 2]>) -> bool, taken: &HashSet<Id>) -> Option<Id> {
        let same = &self.same_name[self.names[index] as usize];
        same.first.iter().chain(&same.others).find(|(id, country)| fit(*country) && !taken.contains(id)).map(|(id, _)| *id)
    }
}

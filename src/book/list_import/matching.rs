//! Who of a list is who in the book: by record, number, or name and country, as `contracts` has it; and who of it was merged into
//! another customer since, under whose name or number the other one is found.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::import::{ListCustomer, ListPlan};
use crate::model::{Customer, Field, Id, name};
use crate::store::{History, MergeSide, Read, Reader, StoreError, Walk};

/// The country of a customer, where it is known.
type Iso2 = Option<[u8; 2]>;

/// Who of a list is who in the book.
#[derive(Debug, Default)]
pub struct Matches {
    /// Per customer of the plan: the book's.
    pub ids: Vec<Option<Id>>,
    /// Those of the plan that were merged into another one since.
    pub merged: MergedRows,
}

/// What a list says of customers that were merged into others.
#[derive(Clone, Debug, Default)]
pub struct MergedRows {
    /// By customer of the plan: as which customer of the book it was merged into the other one.
    gone: HashMap<usize, Customer>,
    /// By customer of the plan that stands for all of one customer: which others speak of the same one, itself among them where it
    /// was merged away as well.
    with: BTreeMap<usize, Vec<usize>>,
    /// By customer of the plan: who stands for it.
    led_by: HashMap<usize, usize>,
    /// By customer of the book: how it was before others were merged into it, where that changed it.
    before: HashMap<Id, Vec<Customer>>,
}

impl MergedRows {
    /// Who stands for the customer at `index` of the plan, where somebody was merged: itself, or another one.
    pub fn leader(&self, index: usize) -> Option<usize> {
        self.led_by.get(&index).copied()
    }

    /// Whether the customer at `index` of the plan was merged into another one, and how it was then.
    pub fn gone(&self, index: usize) -> Option<&Customer> {
        self.gone.get(&index)
    }

    /// Those of the plan for which the one at `leader` stands and who were merged away.
    pub fn members(&self, leader: usize) -> &[usize] {
        self.with.get(&leader).map_or(&[], Vec::as_slice)
    }

    /// How a customer of the book was before others were merged into it, where that changed it.
    pub fn before(&self, id: Id) -> &[Customer] {
        self.before.get(&id).map_or(&[], Vec::as_slice)
    }

    fn of(
        plan: &ListPlan,
        ids: &[Option<Id>],
        aliases: &mut Aliases,
        mut as_gone: HashMap<usize, usize>,
        book: &Reader,
    ) -> Result<Self, StoreError> {
        let mut rows = Self { before: std::mem::take(&mut aliases.before), ..Self::default() };
        let has_merged: HashSet<Id> = aliases.all.iter().map(|alias| alias.stays).collect();
        let mut speaking: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
        for (index, id) in ids.iter().enumerate() {
            if let Some(id) = id.filter(|id| has_merged.contains(id)) {
                speaking.entry(id).or_default().push(index);
            }
        }
        for (id, indexes) in speaking {
            let own = book.customer(id)?.map_or_else(String::new, |customer| customer.name().to_owned());
            for index in &indexes {
                // Two firms of one folded name: each row is about the one that it writes letter by letter.
                let written = &plan.customers[*index].name;
                let is_gone = |alias: &Alias| alias.stays == id && alias.gone.name() == written;
                if *written != own
                    && plan.customers[*index].record != Some(id)
                    && let Some(at) = aliases.all.iter().position(is_gone)
                {
                    as_gone.entry(*index).or_insert(at);
                }
            }
            let gone: Vec<usize> = indexes.iter().copied().filter(|index| as_gone.contains_key(index)).collect();
            let leader = indexes.iter().copied().find(|index| !as_gone.contains_key(index)).or_else(|| gone.first().copied());
            if let Some(leader) = leader.filter(|_| !gone.is_empty()) {
                rows.led_by.extend(indexes.iter().map(|index| (*index, leader)));
                rows.gone.extend(gone.iter().map(|index| (*index, aliases.all[as_gone[index]].gone.clone())));
                rows.with.insert(leader, gone);
            }
        }
        Ok(rows)
    }
}

/// A customer that was merged into another one.
struct Alias {
    stays: Id,
    /// How it was then, under its own id.
    gone: Customer,
    country: Iso2,
}

/// The customers that were merged into others, as matching needs them.
#[derive(Default)]
struct Aliases {
    all: Vec<Alias>,
    before: HashMap<Id, Vec<Customer>>,
    by_record: HashMap<Id, usize>,
    by_number: HashMap<String, usize>,
    /// By which of [`Known::same_name`].
    by_name: HashMap<u32, Vec<usize>>,
}

impl Aliases {
    fn of(book: &Reader, name_of: impl Fn(&str) -> Option<u32>) -> Result<Self, StoreError> {
        let mut aliases = Self::default();
        for MergeSide { stays, gone, customer } in book.merge_sides()? {
            if customer.id != gone {
                aliases.before.entry(stays).or_default().push(customer);
                continue;
            }
            // One that was brought back out of the history is itself again.
            if book.customer(gone)?.is_some() {
                continue;
            }
            let at = aliases.all.len();
            aliases.by_record.insert(gone, at);
            let number = customer.text(Field::CustomerNo);
            if !number.is_empty() {
                aliases.by_number.insert(number.to_lowercase(), at);
            }
            for written in [Field::Company, Field::ShortName].map(|field| customer.text(field)) {
                if let Some(same) = name_of(written) {
                    aliases.by_name.entry(same).or_default().push(at);
                }
            }
            let country = <[u8; 2]>::try_from(customer.text(Field::Country).as_bytes()).ok();
            aliases.all.push(Alias { stays, gone: customer, country });
        }
        Ok(aliases)
    }
}

/// The book's customers as matching needs them: those with a name or number of the list.
struct Known {
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
    first: Option<(Id, Iso2)>,
    others: Vec<(Id, Iso2)>,
}

/// Finds the customers of `plan` in the book.
pub fn matches(book: &Reader, plan: &ListPlan) -> Result<Matches, StoreError> {
    let mut known = Known {
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
        let key = if customer.is_person { name::fold_company(&customer.name).into() } else { Cow::Borrowed(customer.name_key.as_str()) };
        let at = *by_key.entry(key).or_insert_with(|| {
            known.same_name.push(SameName::default());
            u32::try_from(known.same_name.len() - 1).unwrap_or(u32::MAX)
        });
        known.names.push(at);
        by_name.insert(&customer.name, at);
    }
    let name_of = |written: &str| -> Option<u32> {
        let same =
            if written.is_empty() { None } else { by_name.get(written).or_else(|| by_key.get(name::fold_company(written).as_str())) };
        same.copied()
    };
    let records: HashSet<Id> = plan.customers.iter().filter_map(|customer| customer.record).collect();
    let has_numbers = plan.customers.iter().any(|customer| !customer.number.is_empty());
    book.each_customer(&[Field::Company, Field::ShortName, Field::CustomerNo, Field::Country], |row| {
        let (id, company, short_name, number, country) = (row.id(), row.text(0)?, row.text(1)?, row.text(2)?, row.text(3)?);
        if let Some(at) = name_of(if company.is_empty() { short_name } else { company }) {
            let (same, customer) = (&mut known.same_name[at as usize], (id, <[u8; 2]>::try_from(country.as_bytes()).ok()));
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
    let mut aliases = Aliases::of(book, name_of)?;
    let (ids, as_gone) = known.matches(plan, &aliases);
    let merged = if aliases.all.is_empty() { MergedRows::default() } else { MergedRows::of(plan, &ids, &mut aliases, as_gone, book)? };
    Ok(Matches { ids, merged })
}

impl Known {
    /// The book's customer for each of the list, none of them twice: first those that the list names by their record, then those
    /// that agree in number or in name and country, then those of the same name where either country is not known. Who was merged
    /// into another one comes right behind who is there, and several of them may be one customer; which of them is told as well.
    fn matches(&self, plan: &ListPlan, aliases: &Aliases) -> (Vec<Option<Id>>, HashMap<usize, usize>) {
        let mut matches: Vec<Option<Id>> =
            plan.customers.iter().map(|customer| customer.record.filter(|id| self.records.contains(id))).collect();
        let mut taken: HashSet<Id> = matches.iter().flatten().copied().collect();
        let mut as_gone: HashMap<usize, usize> = HashMap::new();
        let mut merged = |matches: &mut Vec<Option<Id>>, alias: &dyn Fn(usize, &ListCustomer) -> Option<usize>| {
            if aliases.all.is_empty() {
                return;
            }
            for (index, found) in matches.iter_mut().enumerate().filter(|(_, found)| found.is_none()) {
                if let Some(at) = alias(index, &plan.customers[index]) {
                    *found = Some(aliases.all[at].stays);
                    as_gone.insert(index, at);
                }
            }
        };
        merged(&mut matches, &|_, customer| aliases.by_record.get(&customer.record?).copied());
        for (index, found) in matches.iter_mut().enumerate().filter(|(_, found)| found.is_none()) {
            let customer = &plan.customers[index];
            let by_number = self.by_number.get(&customer.number.to_lowercase()).filter(|_| !customer.number.is_empty()).copied();
            let same = by_number.or_else(|| self.same_name_as(index, |country| country == customer.country, &taken));
            *found = same.filter(|id| taken.insert(*id));
        }
        let named = |index: usize, fits: &dyn Fn(Iso2) -> bool| -> Option<usize> {
            let same = aliases.by_name.get(&self.names[index])?;
            same.iter().copied().find(|at| fits(aliases.all[*at].country))
        };
        merged(&mut matches, &|index, customer| {
            let by_number = if customer.number.is_empty() { None } else { aliases.by_number.get(&customer.number.to_lowercase()).copied() };
            by_number.or_else(|| named(index, &|country| country == customer.country))
        });
        for (index, found) in matches.iter_mut().enumerate().filter(|(_, found)| found.is_none()) {
            let new = plan.customers[index].country;
            *found = self.same_name_as(index, |known| known.is_none() || new.is_none(), &taken).filter(|id| taken.insert(*id));
        }
        merged(&mut matches, &|index, customer| named(index, &|country| country.is_none() || customer.country.is_none()));
        (matches, as_gone)
    }

    /// A customer of the same name as the one at `index` of the plan, whose country is `fit` and who is not `taken`.
    fn same_name_as(&self, index: usize, fit: impl Fn(Iso2) -> bool, taken: &HashSet<Id>) -> Option<Id> {
        let same = &self.same_name[self.names[index] as usize];
        same.first.iter().chain(&same.others).find(|(id, country)| fit(*country) && !taken.contains(id)).map(|(id, _)| *id)
    }
}

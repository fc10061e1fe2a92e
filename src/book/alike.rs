//! Which customers look like one: all keys of `model/alike.rs` over the whole book, in memory. Filled by a thread of its own when
//! somebody asks first, and kept up customer by customer after edits; a question is a few look-ups.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::error::Result;
use crate::model::alike::{Key, Likeness, keys_of, likenesses};
use crate::model::{Contact, Customer, Field, Id, ToldApart, entry};
use crate::store::{History, MergeSide, Read, Reader, StoreError, Walk};
use crate::tr;
use crate::words::{self, Language};

use super::Book;

/// A customer that looks like the one that is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resembling {
    /// The customer.
    pub id: Id,
    /// The name.
    pub name: String,
    /// Country and city, where known.
    pub place: String,
    /// The customer through whom they are alike, who was merged into this one.
    pub through: Option<String>,
    /// In what they are alike, with what they share; what weighs most first.
    pub reasons: Vec<(Likeness, String)>,
}

/// Customers that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlikeGroup {
    /// In what all of them are alike; what weighs most first.
    pub likenesses: Vec<Likeness>,
    /// Who.
    pub customers: Vec<Named>,
}

/// A customer as lists of duplicates name it: id, name, place.
pub type Named = (Id, String, String);

/// All customers of the book that may be one, in groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Duplicates {
    /// What weighs most first.
    pub groups: Vec<AlikeGroup>,
    /// How many numbers and domains more than [`MOST_OF_GROUP`] customers share: those of a platform, a forwarder, a group of firms.
    pub shared_by_many: usize,
    /// The pairs that a person has told apart, latest first: they make no group.
    pub apart: Vec<[Named; 2]>,
}

/// What more customers than these have in common says nothing about them.
pub const MOST_OF_GROUP: usize = 20;
/// How many customers are named at most while a name is typed.
const MOST_NAMED: usize = 4;
/// After how many changed customers the keys are read anew.
const MANY_CHANGED: usize = 4_000;

/// What a thread brings and how to stop it.
struct Work<T> {
    result: Receiver<Option<T>>,
    stop: Arc<AtomicBool>,
}

impl<T: Send + 'static> Work<T> {
    fn start(
        book: &Book,
        name: &str,
        work: impl FnOnce(&Reader, &dyn Fn() -> bool) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<Self> {
        let (reader, wake, language) = (book.reader()?, Arc::clone(&book.wake), words::spoken());
        let (sender, result) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let spawned = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            words::speak(language);
            let done = work(&reader, &|| !stopped.load(Ordering::Relaxed)).ok();
            if sender.send(done).is_ok()
                && let Some(wake) = wake.get()
            {
                wake();
            }
        });
        // Without a thread nothing comes; the window works without it.
        drop(spawned);
        Ok(Self { result, stop })
    }
}

impl<T> Drop for Work<T> {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// The keys of all customers.
#[derive(Debug, Default)]
struct Keys {
    /// Hashes of keys with their customers, in order.
    base: Vec<(u64, Id)>,
    /// Customers that changed since: their keys now, none for those that are gone.
    newer: HashMap<Id, Vec<u64>>,
    /// The newest step that they know.
    step: Id,
}

fn hash_of(key: &Key) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// The customers that were merged into others, as they were then.
fn gone_in_merges(reader: &Reader) -> Result<impl Iterator<Item = MergeSide>, StoreError> {
    Ok(reader.merge_sides()?.into_iter().filter(|side| side.customer.id == side.gone))
}

impl Keys {
    fn fill(reader: &Reader, go_on: &dyn Fn() -> bool) -> Result<Self, StoreError> {
        reader.snapshot(|reader| {
            let mut keys = Self { step: reader.newest_step()?.unwrap_or_default(), ..Self::default() };
            let mut rows = 0_u32;
            let mut stops = || {
                rows += 1;
                if rows.is_multiple_of(4096) && !go_on() { Err(StoreError::Stopped) } else { Ok(()) }
            };
            const FIELDS: [Field; 6] =
                [Field::Company, Field::ShortName, Field::CustomerNo, Field::Phone, Field::CompanyEmail, Field::Website];
            reader.each_customer(&FIELDS, |row| {
                stops()?;
                let id = row.id();
                let mut add = |key: Option<Key>| keys.base.extend(key.map(|key| (hash_of(&key), id)));
                let (company, short_name) = (row.text(0)?, row.text(1)?);
                add(Key::of_name(if company.is_empty() { short_name } else { company }));
                add(Key::of_number(row.text(2)?));
                row.text(3)?.split("; ").for_each(|number| add(Key::of_phone(number)));
                row.text(4)?.split("; ").for_each(|mail| add(Key::of_mail(mail)));
                add(Key::of_site(row.text(5)?));
                Ok::<_, StoreError>(())
            })?;
            reader.each_contact(&[], |row| {
                stops()?;
                let customer = row.customer();
                for way in row.ways()? {
                    keys.base.extend(Key::of_channel(way.kind, &way.value).map(|key| (hash_of(&key), customer)));
                }
                Ok::<_, StoreError>(())
            })?;
            // Whoever was merged into somebody is found as that one.
            for MergeSide { stays, customer, .. } in gone_in_merges(reader)? {
                keys.base.extend(keys_of(&customer, &[]).iter().map(|key| (hash_of(key), stays)));
            }
            keys.base.sort_unstable();
            keys.base.dedup();
            keys.base.shrink_to_fit();
            Ok(keys)
        })
    }

    /// Takes in what changed since; `false`: too much, so that filling anew is quicker.
    fn catch_up(&mut self, reader: &Reader) -> Result<bool> {
        let Some(newest) = reader.newest_step()?.filter(|step| *step != self.step) else { return Ok(true) };
        if reader.step(newest)?.is_some_and(|step| step.changes > MANY_CHANGED as i64) {
            return Ok(false);
        }
        let changed = reader.customers_changed_since(self.step)?;
        if changed.len() + self.newer.len() > MANY_CHANGED {
            return Ok(false);
        }
        for id in changed {
            let mut keys: Vec<u64> = match reader.customer(id)? {
                Some(customer) => keys_of(&customer, &reader.contacts_of(id)?).iter().map(hash_of).collect(),
                None => Vec::new(),
            };
            if !reader.merged_into(id)?.is_empty() {
                let gone = gone_in_merges(reader)?.filter(|side| side.stays == id);
                keys.extend(gone.flat_map(|side| keys_of(&side.customer, &[])).map(|key| hash_of(&key)));
                keys.sort_unstable();
                keys.dedup();
            }
            self.newer.insert(id, keys);
        }
        self.step = newest;
        Ok(true)
    }

    /// The customers that have a key.
    fn with(&self, hash: u64) -> impl Iterator<Item = Id> + '_ {
        let from = self.base.partition_point(|(known, _)| *known < hash);
        let base = self.base[from..].iter().take_while(move |(known, _)| *known == hash).map(|(_, id)| *id);
        let newer = self.newer.iter().filter(move |(_, keys)| keys.contains(&hash)).map(|(id, _)| *id);
        base.filter(|id| !self.newer.contains_key(id)).chain(newer)
    }

    /// All keys that more than one customer has.
    fn shared(&self) -> Vec<(u64, Vec<Id>)> {
        let mut all: Vec<(u64, Id)> = self.base.iter().filter(|(_, id)| !self.newer.contains_key(id)).copied().collect();
        all.extend(self.newer.iter().flat_map(|(id, keys)| keys.iter().map(move |hash| (*hash, *id))));
        all.sort_unstable();
        let runs = all.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1);
        runs.map(|run| (run[0].0, run.iter().map(|(_, id)| *id).collect())).collect()
    }
}

/// What the book knows of likenesses.
#[derive(Default)]
pub(super) struct Alike {
    keys: Option<Arc<Keys>>,
    filling: Option<Work<Keys>>,
    duplicates: Option<Arc<Duplicates>>,
    /// The revision and language of `duplicates`, or of those that are being sought.
    sought: Option<(u64, Language)>,
    seeking: Option<Work<Duplicates>>,
}

impl Book {
    /// Makes ready for [`Self::alike`]: fills the keys in the background the first time, and takes in what changed since. Returns
    /// whether they are ready. Call before asking, not while drawing.
    pub fn ready_for_alike(&mut self) -> Result<bool> {
        if let Some(filling) = &self.alike.filling {
            match filling.result.try_recv() {
                Ok(keys) => {
                    self.alike.keys = keys.map(Arc::new);
                    self.alike.filling = None;
                }
                Err(TryRecvError::Disconnected) => self.alike.filling = None,
                Err(TryRecvError::Empty) => return Ok(false),
            }
        }
        let is_current = match &mut self.alike.keys {
            // While duplicates are being sought their thread has them as well, and a copy is made.
            Some(keys) if keys.step == self.reader.newest_step()?.unwrap_or_default() => true,
            Some(keys) => match Arc::get_mut(keys) {
                Some(keys) => keys.catch_up(&self.reader)?,
                None => false,
            },
            None => false,
        };
        if !is_current {
            self.alike.filling = Some(Work::start(self, "alike", Keys::fill)?);
        }
        Ok(is_current)
    }

    /// The customers that look like `customer` with its people, other than itself: those that have most in common, a few at most.
    pub fn alike(&self, customer: &Customer, contacts: &[Contact]) -> Result<Vec<Resembling>> {
        let Some(keys) = &self.alike.keys else { return Ok(Vec::new()) };
        let mut weights: HashMap<Id, u32> = HashMap::new();
        for key in keys_of(customer, contacts) {
            let weight = match key.likeness {
                Likeness::Number | Likeness::Name | Likeness::Words => 4,
                Likeness::Phone => 2,
                Likeness::Domain => 1,
            };
            for id in keys.with(hash_of(&key)).filter(|id| *id != customer.id).take(MOST_OF_GROUP) {
                *weights.entry(id).or_default() += weight;
            }
        }
        for told in self.reader.told_apart_from(customer.id)? {
            weights.retain(|id, _| ![told.customer, told.other].contains(id));
        }
        let mut candidates: Vec<(u32, Id)> = weights.into_iter().map(|(id, weight)| (weight, id)).collect();
        candidates.sort_by_key(|(weight, id)| (std::cmp::Reverse(*weight), *id));
        let mut found = Vec::new();
        for (_, id) in candidates {
            let Some(known) = self.reader.customer(id)? else { continue };
            let mut reasons = likenesses((customer, contacts), (&known, &self.reader.contacts_of(id)?));
            let mut through = None;
            if reasons.is_empty() && !self.reader.merged_into(id)?.is_empty() {
                for side in gone_in_merges(&self.reader)?.filter(|side| side.stays == id) {
                    let shared = likenesses((customer, contacts), (&side.customer, &[]));
                    if !shared.is_empty() {
                        (reasons, through) = (shared, Some(side.customer.name().to_owned()));
                        break;
                    }
                }
            }
            if !reasons.is_empty() {
                found.push(Resembling { id, name: known.name().to_owned(), place: place_of(&known), through, reasons });
            }
            if found.len() == MOST_NAMED {
                break;
            }
        }
        found.sort_by_key(|one| one.reasons.first().map(|(likeness, _)| *likeness));
        Ok(found)
    }

    /// All customers that may be one, as far as it is known; sought in the background, again whenever the book has changed. The
    /// second value says whether they are of today's book.
    pub fn duplicates(&mut self) -> Result<(Option<Arc<Duplicates>>, bool)> {
        if let Some(seeking) = &self.alike.seeking {
            match seeking.result.try_recv() {
                Ok(found) => {
                    self.alike.duplicates = found.map(Arc::new);
                    self.alike.seeking = None;
                }
                Err(TryRecvError::Disconnected) => self.alike.seeking = None,
                Err(TryRecvError::Empty) => return Ok((self.alike.duplicates.clone(), false)),
            }
        }
        let wanted = Some((self.revision, words::spoken()));
        if self.alike.sought == wanted {
            return Ok((self.alike.duplicates.clone(), true));
        }
        if self.ready_for_alike()?
            && let Some(keys) = self.alike.keys.clone()
        {
            self.alike.sought = wanted;
            self.alike.seeking = Some(Work::start(self, "duplicates", move |reader, go_on| groups(&keys, reader, go_on))?);
        }
        Ok((self.alike.duplicates.clone(), false))
    }
}

/// All customers of the book that may be one, sought at once.
pub(super) fn duplicates_of(reader: &Reader) -> Result<Duplicates> {
    let keys = Keys::fill(reader, &|| true)?;
    Ok(groups(&keys, reader, &|| true)?)
}

/// Country and city, as the language spoken writes a place.
fn place_of(customer: &Customer) -> String {
    let [country, city] = [Field::Country, Field::City].map(|field| entry::show(field, customer.get(field), words::spoken()));
    if country.is_empty() || city.is_empty() { format!("{country}{city}") } else { tr!("look-place", country = country, city = city) }
}

fn named(customer: &Customer) -> Named {
    (customer.id, customer.name().to_owned(), place_of(customer))
}

/// How many customers are in memory at a time while groups are made.
const AT_A_TIME: usize = 2_000;

/// Groups of customers that have something in common; equal groups are told once.
fn groups(keys: &Keys, reader: &Reader, go_on: &dyn Fn() -> bool) -> Result<Duplicates, StoreError> {
    let mut duplicates = Duplicates::default();
    let told = reader.told_apart()?;
    let apart: HashSet<(Id, Id)> = told.iter().map(ToldApart::pair).collect();
    // Many groups share more than one thing: each is looked at once.
    let mut runs: Vec<Vec<Id>> = keys.shared().into_iter().map(|(_, ids)| ids).collect();
    let keys_of_many = runs.len();
    runs.retain(|ids| ids.len() <= MOST_OF_GROUP);
    duplicates.shared_by_many = keys_of_many - runs.len();
    runs.sort_unstable();
    runs.dedup();
    let mut found: HashMap<Vec<Id>, AlikeGroup> = HashMap::new();
    let mut runs = runs.as_slice();
    while !runs.is_empty() {
        if !go_on() {
            return Err(StoreError::Stopped);
        }
        let (now, later) = runs.split_at(runs.len().min(AT_A_TIME / 4));
        let people = People::of(reader, now)?;
        for ids in now {
            for group in parted(&people, ids, &apart) {
                found.entry(group.customers.iter().map(|(id, ..)| *id).collect()).or_insert(group);
            }
        }
        runs = later;
    }
    duplicates.groups = found.into_values().collect();
    let weight = |group: &AlikeGroup| (group.likenesses.first().copied(), std::cmp::Reverse(group.likenesses.len()), group.customers[0].0);
    duplicates.groups.sort_by_key(weight);
    let ids: Vec<Id> = told.iter().flat_map(|told| [told.customer, told.other]).collect();
    let customers: HashMap<Id, Named> = reader.customers_among(&ids)?.iter().map(|customer| (customer.id, named(customer))).collect();
    let both = |told: &ToldApart| Some([customers.get(&told.customer)?.clone(), customers.get(&told.other)?.clone()]);
    duplicates.apart = told.iter().rev().filter_map(both).collect();
    Ok(duplicates)
}

/// Customers with their people.
struct People(HashMap<Id, (Customer, Vec<Contact>)>);

impl People {
    /// All that stand in `runs`, with two questions to the book.
    fn of(reader: &Reader, runs: &[Vec<Id>]) -> Result<Self, StoreError> {
        let mut ids = runs.concat();
        ids.sort_unstable();
        ids.dedup();
        let customers = reader.customers_among(&ids)?;
        let mut people: HashMap<Id, (Customer, Vec<Contact>)> =
            customers.into_iter().map(|customer| (customer.id, (customer, Vec::new()))).collect();
        for contact in reader.contacts_among(&ids)? {
            people.entry(contact.customer).and_modify(|(_, contacts)| contacts.push(contact));
        }
        Ok(Self(people))
    }
}

/// The customers of one key in groups of those that are alike by the rules, with what all of them have in common: a name in common
/// is none in two countries. Nobody stands in one group with who was told apart.
fn parted(people: &People, ids: &[Id], apart: &HashSet<(Id, Id)>) -> Vec<AlikeGroup> {
    // Somebody may have left the book since the keys were read.
    let members: Vec<&(Customer, Vec<Contact>)> = ids.iter().filter_map(|id| people.0.get(id)).collect();
    let is_apart = |one: usize, other: usize| {
        let (one, other) = (members[one].0.id, members[other].0.id);
        apart.contains(&(one.min(other), one.max(other)))
    };
    let mut alike: HashMap<(usize, usize), Vec<Likeness>> = HashMap::new();
    for (other, (b, of_b)) in members.iter().enumerate() {
        for (one, (a, of_a)) in members[..other].iter().enumerate().filter(|(one, _)| !is_apart(*one, other)) {
            let reasons = likenesses((a, of_a), (b, of_b));
            if !reasons.is_empty() {
                alike.insert((one, other), reasons.into_iter().map(|(likeness, _)| likeness).collect());
            }
        }
    }
    let are_alike = |one: usize, other: usize| alike.get(&(one.min(other), one.max(other)));
    let mut pairs: Vec<(usize, usize)> = alike.keys().copied().collect();
    pairs.sort_unstable();
    let mut groups = Vec::new();
    let mut told: HashSet<(usize, usize)> = HashSet::new();
    for (one, other) in pairs {
        if told.contains(&(one, other)) {
            continue;
        }
        let mut group = vec![one, other];
        let mut common = alike[&(one, other)].clone();
        loop {
            let joins = |new: &usize| {
                let fits = group.iter().all(|known| !is_apart(*known, *new)) && !group.contains(new);
                group.iter().filter(|_| fits).find_map(|known| are_alike(*known, *new))
            };
            let Some((new, reasons)) = (0..members.len()).find_map(|new| Some((new, joins(&new)?))) else { break };
            common.retain(|known| reasons.contains(known));
            group.push(new);
        }
        common.dedup();
        // Those of a chain may share nothing all together; they share what brought them here.
        if common.is_empty() {
            common.push(Likeness::Domain);
        }
        group.sort_unstable();
        told.extend(group.iter().flat_map(|one| group.iter().map(move |other| (*one, *other))));
        groups.push(AlikeGroup { likenesses: common, customers: group.into_iter().map(|at| named(&members[at].0)).collect() });
    }
    groups
}

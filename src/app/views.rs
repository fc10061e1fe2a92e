//! Named views of the table: a query with its sorting, columns and density, under a name and a key (S0.9).
//!
//! They are remembered with the settings and are no steps of the book. Which one is open, and whether the table has left it
//! since, is kept here too; [`super::rail`] shows them.

use serde::{Deserialize, Serialize};

use super::settings::{ColumnLayout, Density, Settings};
use crate::book::Sort;

/// Identity of a view among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ViewId(u32);

/// How the table looks: what it shows, in which order, with which columns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// What stands in the search box.
    pub search: String,
    /// Sorting, the first column decides first.
    pub sort: Vec<Sort>,
    /// The columns in order, with their widths; those that are not here are hidden.
    pub columns: Vec<ColumnLayout>,
    /// Whether rows stand close.
    pub is_compact: bool,
}

impl Look {
    /// Whether a person would call them the same: widths that nobody has set, or that differ by less than a point, are.
    pub fn is_like(&self, other: &Self) -> bool {
        let columns = || self.columns.iter().zip(&other.columns);
        self.search.trim() == other.search.trim()
            && self.sort == other.sort
            && self.is_compact == other.is_compact
            && self.columns.len() == other.columns.len()
            && columns().all(|(a, b)| {
                let is_as_wide = !a.is_chosen || (a.width - b.width).abs() < 1.0;
                a.column == b.column && a.is_chosen == b.is_chosen && is_as_wide
            })
    }
}

/// A view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Identity.
    pub id: ViewId,
    /// What it is called; no other view is called so.
    pub name: String,
    /// How the table looks in it.
    pub look: Look,
    /// The figure that opens it with Alt, from 1 to 9.
    pub slot: Option<u8>,
}

/// Why a view cannot be called so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadName {
    /// It needs a name.
    Empty,
    /// Another view is called so.
    Taken,
}

/// All views, in the order in which the rail shows them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Views {
    list: Vec<View>,
    next: u32,
    open: Option<ViewId>,
}

impl Views {
    /// The views in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &View> {
        self.list.iter()
    }

    /// The view `id`.
    pub fn get(&self, id: ViewId) -> Option<&View> {
        self.list.iter().find(|view| view.id == id)
    }

    fn get_mut(&mut self, id: ViewId) -> Option<&mut View> {
        self.list.iter_mut().find(|view| view.id == id)
    }

    /// The view whose look the table took last.
    pub fn open(&self) -> Option<&View> {
        self.open.and_then(|id| self.get(id))
    }

    /// Whether the table looks otherwise than the open view was saved.
    pub fn is_changed(&self, look: &Look) -> bool {
        self.open().is_some_and(|view| !view.look.is_like(look))
    }

    /// The view that Alt and `slot` open.
    pub fn by_slot(&self, slot: u8) -> Option<&View> {
        self.list.iter().find(|view| view.slot == Some(slot))
    }

    /// Whether a view may be called `name`; `of` is the one that will be.
    pub fn check_name(&self, name: &str, of: Option<ViewId>) -> Result<(), BadName> {
        let name = name.trim();
        if name.is_empty() {
            return Err(BadName::Empty);
        }
        let is_taken = self.list.iter().any(|view| Some(view.id) != of && view.name.to_lowercase() == name.to_lowercase());
        if is_taken { Err(BadName::Taken) } else { Ok(()) }
    }

    /// Adds a view with the first figure that is free and opens it.
    pub fn add(&mut self, name: &str, look: Look) -> Result<ViewId, BadName> {
        self.check_name(name, None)?;
        let id = ViewId(self.next);
        self.next += 1;
        let slot = (1..=9).find(|slot| self.by_slot(*slot).is_none());
        self.list.push(View { id, name: name.trim().to_owned(), look, slot });
        self.open = Some(id);
        Ok(id)
    }

    /// Calls a view otherwise.
    pub fn rename(&mut self, id: ViewId, name: &str) -> Result<(), BadName> {
        self.check_name(name, Some(id))?;
        if let Some(view) = self.get_mut(id) {
            name.trim().clone_into(&mut view.name);
        }
        Ok(())
    }

    /// Keeps how the table looks now as the view's look.
    pub fn save(&mut self, id: ViewId, look: Look) {
        if let Some(view) = self.get_mut(id) {
            view.look = look;
        }
    }

    /// Opens a view; returns how the table looks in it.
    pub fn enter(&mut self, id: ViewId) -> Option<Look> {
        let look = self.get(id)?.look.clone();
        self.open = Some(id);
        Some(look)
    }

    /// No view is open any more; the table keeps its look.
    pub fn leave(&mut self) {
        self.open = None;
    }

    /// Takes a view away; it can be put back with [`Self::put_back`].
    pub fn delete(&mut self, id: ViewId) -> Option<(usize, View)> {
        let at = self.list.iter().position(|view| view.id == id)?;
        if self.open == Some(id) {
            self.open = None;
        }
        Some((at, self.list.remove(at)))
    }

    /// Puts a deleted view back where it stood; its figure stays with whoever took it meanwhile.
    pub fn put_back(&mut self, at: usize, mut view: View) {
        if view.slot.is_some_and(|slot| self.by_slot(slot).is_some()) {
            view.slot = None;
        }
        self.list.insert(at.min(self.list.len()), view);
    }

    /// Moves a view so that it stands at `to` among the others.
    pub fn move_to(&mut self, id: ViewId, to: usize) {
        if let Some(at) = self.list.iter().position(|view| view.id == id) {
            let view = self.list.remove(at);
            self.list.insert(to.min(self.list.len()), view);
        }
    }

    /// Gives a view another figure, or none; whoever had it takes the figure of this one.
    pub fn set_slot(&mut self, id: ViewId, slot: Option<u8>) {
        let slot = slot.filter(|slot| (1..=9).contains(slot));
        let Some(before) = self.get(id).map(|view| view.slot) else { return };
        if let Some(holder) = slot.and_then(|slot| self.by_slot(slot)).map(|view| view.id).filter(|holder| *holder != id)
            && let Some(holder) = self.get_mut(holder)
        {
            holder.slot = before;
        }
        if let Some(view) = self.get_mut(id) {
            view.slot = slot;
        }
    }

    /// Puts right what a file could have broken: equal identities, figures and names, a view open that is not there.
    pub fn repaired(mut self) -> Self {
        let mut kept: Vec<View> = Vec::with_capacity(self.list.len());
        for mut view in std::mem::take(&mut self.list) {
            if kept.iter().any(|other| other.id == view.id) || view.name.trim().is_empty() {
                continue;
            }
            if view.slot.is_some_and(|slot| !(1..=9).contains(&slot) || kept.iter().any(|other| other.slot == Some(slot))) {
                view.slot = None;
            }
            kept.push(view);
        }
        self.next = kept.iter().map(|view| view.id.0 + 1).max().unwrap_or(0).max(self.next);
        self.open = self.open.filter(|open| kept.iter().any(|view| view.id == *open));
        self.list = kept;
        self
    }
}

impl Settings {
    /// How the table looks now, with `search` in its box.
    pub fn look(&self, search: &str) -> Look {
        Look {
            search: search.trim().to_owned(),
            sort: self.sort.clone(),
            columns: self.columns.clone(),
            is_compact: self.density == Density::Compact,
        }
    }

    /// Makes the table look so; what stands in its search box is set apart.
    pub fn take_look(&mut self, look: &Look) {
        self.sort.clone_from(&look.sort);
        self.density = if look.is_compact { Density::Compact } else { Density::Comfortable };
        if !look.columns.is_empty() {
            self.columns.clone_from(&look.columns);
        }
        *self = std::mem::take(self).repaired();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Column;
    use crate::model::Field;

    fn look(search: &str) -> Look {
        let columns =
            [Field::Company, Field::Country].map(|field| ColumnLayout { is_chosen: true, ..ColumnLayout::new(Column::of(field), 120.0) });
        let sort = vec![Sort { column: Column::of(Field::Stars), is_descending: true }];
        Look { search: search.to_owned(), sort, columns: columns.to_vec(), is_compact: false }
    }

    fn names(views: &Views) -> Vec<(&str, Option<u8>)> {
        views.iter().map(|view| (view.name.as_str(), view.slot)).collect()
    }

    fn three() -> (Views, [ViewId; 3]) {
        let mut views = Views::default();
        let ids = ["German", "Due", "Fair"].map(|name| views.add(name, look(name)).expect("a free name"));
        (views, ids)
    }

    #[test]
    fn a_view_is_added_with_a_key_and_is_open_then() {
        let (views, ids) = three();
        assert_eq!(names(&views), [("German", Some(1)), ("Due", Some(2)), ("Fair", Some(3))]);
        assert_eq!(views.open().map(|view| view.id), Some(ids[2]));
        assert_eq!(views.by_slot(2).map(|view| view.id), Some(ids[1]));
    }

    #[test]
    fn names_are_there_once_whatever_their_case_and_edges() {
        let (mut views, ids) = three();
        for (name, result) in [(" german ", Err(BadName::Taken)), ("  ", Err(BadName::Empty)), ("Brazil", Ok(()))] {
            assert_eq!(views.check_name(name, None), result, "{name}");
        }
        assert_eq!(views.rename(ids[0], "due"), Err(BadName::Taken));
        assert_eq!(views.rename(ids[0], " GERMAN "), Ok(()));
        assert_eq!(views.get(ids[0]).map(|view| view.name.as_str()), Some("GERMAN"));
        assert_eq!(views.add("Fair", look("")), Err(BadName::Taken));
    }

    #[test]
    fn the_table_has_left_its_view_when_anything_but_a_hair_of_width_differs() {
        let (mut views, ids) = three();
        let same = look("Fair");
        assert!(!views.is_changed(&same) && !views.is_changed(&Look { search: " Fair ".to_owned(), ..same.clone() }));
        let mut nudged = same.clone();
        nudged.columns[1].width += 0.4;
        assert!(!views.is_changed(&nudged));
        nudged.columns[1].width += 9.0;
        let mut hidden = same.clone();
        hidden.columns.pop();
        let mut swapped = same.clone();
        swapped.columns.swap(0, 1);
        let others = [nudged, hidden, swapped, look("x"), Look { sort: vec![], ..same.clone() }, Look { is_compact: true, ..same.clone() }];
        assert!(others.iter().all(|other| views.is_changed(other)));
        views.save(ids[2], look("x"));
        assert!(!views.is_changed(&look("x")));
        views.leave();
        assert!(!views.is_changed(&look("y")));
    }

    #[test]
    fn a_deleted_view_comes_back_where_it_stood() {
        let (mut views, ids) = three();
        let before = views.clone();
        let (at, view) = views.delete(ids[1]).expect("a view");
        assert_eq!(names(&views), [("German", Some(1)), ("Fair", Some(3))]);
        views.put_back(at, view.clone());
        assert_eq!(views, before);
        // Another view has its key by then.
        views.delete(ids[1]);
        views.add("New", look("")).expect("a free name");
        views.put_back(at, view);
        assert_eq!(names(&views), [("German", Some(1)), ("Due", None), ("Fair", Some(3)), ("New", Some(2))]);
        let (_, open) = views.delete(ViewId(3)).expect("the open one");
        assert_eq!((open.name.as_str(), views.open()), ("New", None));
    }

    #[test]
    fn views_are_moved_and_change_their_keys_with_one_another() {
        let (mut views, ids) = three();
        views.move_to(ids[2], 0);
        assert_eq!(names(&views), [("Fair", Some(3)), ("German", Some(1)), ("Due", Some(2))]);
        views.move_to(ids[2], 99);
        assert_eq!(names(&views), [("German", Some(1)), ("Due", Some(2)), ("Fair", Some(3))]);
        views.set_slot(ids[2], Some(1));
        assert_eq!(names(&views), [("German", Some(3)), ("Due", Some(2)), ("Fair", Some(1))]);
        views.set_slot(ids[0], None);
        views.set_slot(ids[1], Some(12));
        assert_eq!(names(&views), [("German", None), ("Due", None), ("Fair", Some(1))]);
    }

    #[test]
    fn they_come_back_from_a_file_and_a_broken_file_is_put_right() {
        let (views, _) = three();
        let text = serde_json::to_string(&views).expect("views are plain data");
        assert_eq!(serde_json::from_str::<Views>(&text).expect("as written").repaired(), views);
        let broken = r#"{"list": [{"id": 4, "name": "A", "look": {"search": "x"}, "slot": 7}, {"id": 4, "name": "B", "look": {}, "slot": 1},
            {"id": 5, "name": " ", "look": {}, "slot": 1}, {"id": 6, "name": "C", "look": {}, "slot": 7}, {"id": 8, "name": "D", "look": {}, "slot": 70}],
            "next": 0, "open": 5}"#;
        let mut views = serde_json::from_str::<Views>(broken).expect("readable").repaired();
        assert_eq!(names(&views), [("A", Some(7)), ("C", None), ("D", None)]);
        assert_eq!(views.open(), None);
        assert_eq!(views.add("E", look("")), Ok(ViewId(9)));
    }

    #[test]
    fn the_table_takes_the_look_of_a_view_and_keeps_its_name_column() {
        let mut settings = Settings::default();
        let mut wanted = look("country:DE");
        settings.take_look(&wanted);
        assert!(settings.look("country:DE").is_like(&wanted));
        // Columns of fields that are gone, and a view without any.
        wanted.columns.remove(0);
        wanted.columns.push(ColumnLayout::new(Column::Field("gone".to_owned()), 10.0));
        settings.take_look(&wanted);
        let fields: Vec<_> = settings.columns.iter().map(|layout| layout.column.field()).collect();
        assert_eq!(fields, [Some(Field::Company), Some(Field::Country)]);
        settings.take_look(&Look::default());
        assert_eq!((settings.columns.len(), settings.sort.len()), (2, 0));
    }
}

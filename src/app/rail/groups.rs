//! The groups as a tree to three levels (S1.16): a click filters, customers are dragged in, a group is renamed, made and dissolved.

use egui::{Key, Modifiers, Response, Stroke, StrokeKind, TextEdit, Ui, vec2};
use egui_material_icons::icons::{ICON_ADD, ICON_DELETE, ICON_DRIVE_FILE_RENAME_OUTLINE, ICON_GROUP};

use super::Rail;
use super::section::{self, Entry, Mark, Pressed};
use crate::app::action::{Dragged, Scene};
use crate::app::theme::{palette, size};
use crate::app::widgets::{button, menu, text};
use crate::book::Edit;
use crate::model::{Field, Id};
use crate::tr;

/// How deep groups may be.
const LEVELS: usize = 3;

/// A group whose name is being typed.
pub struct Naming {
    /// The path of the group, or of the one below which it will be.
    path: String,
    is_new: bool,
    text: String,
    takes_focus: bool,
}

/// A group of the tree.
struct Group {
    path: String,
    name: String,
    depth: usize,
    count: usize,
    has_below: bool,
}

impl Rail {
    pub(super) fn groups_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let filters = self.filters(scene, Field::Group);
        let new = tr!("rail-new-group");
        let (is_open, pressed) = section::head_ui(ui, scene, "rail-groups", &tr!("rail-groups"), filters, Some((ICON_ADD, &new)));
        match pressed {
            Pressed::Clear => self.clear(scene, Field::Group),
            Pressed::Extra => {
                scene.settings.folded.remove("rail-groups");
                self.naming = Some(Naming { path: String::new(), is_new: true, text: String::new(), takes_focus: true });
            }
            Pressed::Nothing => {}
        }
        if !is_open {
            return;
        }
        let groups = self.tree(scene);
        // Where a search finds nobody in a group there may well be groups.
        if groups.is_empty() && self.naming.is_none() && scene.question.search.trim().is_empty() {
            section::hint_ui(ui, &tr!("rail-no-groups"));
        }
        self.naming_below_ui(ui, scene, "", 0);
        for group in &groups {
            let is_hidden = parents(&group.path).any(|parent| !scene.settings.open_groups.contains(parent));
            if !is_hidden {
                self.group_ui(ui, scene, group);
            }
        }
    }

    /// The groups that customers are in, and those that were made and have nobody yet, parents before what is below them.
    fn tree(&self, scene: &mut Scene<'_>) -> Vec<Group> {
        let counted: Vec<(String, usize)> = self.facets.groups.iter().map(|(path, count)| (path.join("/"), *count)).collect();
        // Whoever was dragged into an empty group makes it one like the others.
        if scene.question.search.is_empty() {
            scene.settings.empty_groups.retain(|path| !counted.iter().any(|(known, _)| known == path));
        }
        let mut paths: Vec<(Vec<String>, usize)> =
            counted.iter().map(|(path, count)| (path.split('/').map(str::to_owned).collect(), *count)).collect();
        for path in &scene.settings.empty_groups {
            let path: Vec<String> = path.split('/').map(str::to_owned).collect();
            for depth in 1..=path.len() {
                if !paths.iter().any(|(known, _)| known[..] == path[..depth]) {
                    paths.push((path[..depth].to_vec(), 0));
                }
            }
        }
        paths.sort();
        let has_below = |path: &[String]| paths.iter().any(|(other, _)| other.len() > path.len() && other.starts_with(path));
        let groups = paths.iter().filter(|(path, _)| path.len() <= LEVELS).map(|(path, count)| Group {
            path: path.join("/"),
            name: path.last().cloned().unwrap_or_default(),
            depth: path.len() - 1,
            count: *count,
            has_below: path.len() < LEVELS && has_below(path),
        });
        groups.collect()
    }

    fn group_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, group: &Group) {
        if self.naming.as_ref().is_some_and(|naming| !naming.is_new && naming.path == group.path) {
            self.name_ui(ui, scene, group.depth);
            return;
        }
        let is_unfolded = scene.settings.open_groups.contains(&group.path);
        let is_active = self.filters_by(scene, Field::Group, &group.path);
        let mark = if group.has_below { Mark::Fold(is_unfolded) } else { Mark::None };
        // Names stand in one line, whether an arrow is before them or not.
        let depth = group.depth;
        let entry = Entry { words: &group.name, count: group.count, is_active, depth, mark };
        let (response, fold) = section::entry_ui(ui, ("group", group.path.as_str()), &entry);
        if fold.is_some_and(|fold| fold.clicked()) {
            if is_unfolded {
                scene.settings.open_groups.remove(&group.path);
            } else {
                scene.settings.open_groups.insert(group.path.clone());
            }
        } else if response.clicked() {
            let adds = ui.input(|input| input.modifiers.command);
            self.filter(scene, Field::Group, &group.path, adds);
        }
        drop_ui(ui, scene, &response, &group.path);
        self.group_menu_ui(scene, &response, group);
        self.naming_below_ui(ui, scene, &group.path, group.depth + 1);
    }

    fn group_menu_ui(&mut self, scene: &mut Scene<'_>, response: &Response, group: &Group) {
        let selected = scene.selection.ids();
        menu::context(response, group.name.as_str()).show(|ui| {
            ui.set_width(236.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            if !selected.is_empty() {
                let words = tr!("rail-move-here", count = selected.len(), shown = text::grouped(selected.len()));
                if button::menu_entry_ui(ui, ICON_GROUP, &words, "").clicked() {
                    move_to(scene, selected.clone(), &group.path);
                }
                ui.separator();
            }
            if button::menu_entry_ui(ui, ICON_DRIVE_FILE_RENAME_OUTLINE, &tr!("rail-rename"), "").clicked() {
                self.naming = Some(Naming { path: group.path.clone(), is_new: false, text: group.name.clone(), takes_focus: true });
            }
            if group.depth + 1 < LEVELS && button::menu_entry_ui(ui, ICON_ADD, &tr!("rail-new-below"), "").clicked() {
                scene.settings.open_groups.insert(group.path.clone());
                self.naming = Some(Naming { path: group.path.clone(), is_new: true, text: String::new(), takes_focus: true });
            }
            if button::menu_entry_ui(ui, ICON_DELETE, &tr!("rail-dissolve"), "").clicked() {
                forget_empty(scene, &group.path, "");
                scene.edit(Edit::RenameGroup { from: group.path.clone(), to: String::new() });
            }
        });
    }

    /// The field for a new group below `path`, where one is being made.
    fn naming_below_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, path: &str, depth: usize) {
        if self.naming.as_ref().is_some_and(|naming| naming.is_new && naming.path == path) {
            self.name_ui(ui, scene, depth);
        }
    }

    fn name_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, depth: usize) {
        let Some(naming) = &mut self.naming else { return };
        let name = if naming.is_new { tr!("rail-group-name") } else { tr!("rail-group-rename", group = naming.path.as_str()) };
        let id = egui::Id::unique("rail-group-name");
        let enters = !scene.is_composing && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let leaves = ui.input(|input| input.key_pressed(Key::Escape));
        let response = ui
            .horizontal(|ui| {
                ui.add_space(size::GAP + size::GAP_SMALL + depth as f32 * size::GAP_WIDE);
                let width = ui.available_width() - size::GAP;
                let edit = TextEdit::singleline(&mut naming.text).id(id).hint_text(&name).desired_width(width);
                ui.add(edit.margin(egui::Margin::symmetric(4, 2)).min_size(vec2(0.0, size::COMPACT))).accessible_name(&name)
            })
            .inner;
        if std::mem::take(&mut naming.takes_focus) {
            response.request_focus();
            return;
        }
        let is_left = response.lost_focus() && !enters;
        if leaves {
            self.naming = None;
        } else if enters || is_left {
            self.take_name(scene);
        }
    }

    fn take_name(&mut self, scene: &mut Scene<'_>) {
        let Some(naming) = self.naming.take() else { return };
        // A slash would make levels of it, of which there are three at most.
        let name = naming.text.replace(['/', '\\'], " ").trim().to_owned();
        if name.is_empty() {
            return;
        }
        let below = |path: &str| if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
        if naming.is_new {
            let path = below(&naming.path);
            if !scene.settings.empty_groups.contains(&path) {
                scene.settings.empty_groups.push(path);
            }
            return;
        }
        let to = below(naming.path.rsplit_once('/').map_or("", |(parent, _)| parent));
        if to != naming.path {
            forget_empty(scene, &naming.path, &to);
            scene.edit(Edit::RenameGroup { from: naming.path, to });
        }
    }
}

/// The paths of the groups above `path`.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Renames groups that have nobody yet; with an empty `to` they are gone.
fn forget_empty(scene: &mut Scene<'_>, from: &str, to: &str) {
    let below = format!("{from}/");
    let groups = std::mem::take(&mut scene.settings.empty_groups);
    let renamed = groups.into_iter().filter_map(|path| match path.strip_prefix(&below) {
        Some(rest) if !to.is_empty() => Some(format!("{to}/{rest}")),
        Some(_) => None,
        None if path == from => (!to.is_empty()).then(|| to.to_owned()),
        None => Some(path),
    });
    scene.settings.empty_groups = renamed.collect();
}

/// Takes customers that are dropped onto a group.
fn drop_ui(ui: &Ui, scene: &mut Scene<'_>, response: &Response, path: &str) {
    if response.dnd_hover_payload::<Dragged>().is_some() {
        let palette = palette(ui.visuals());
        ui.painter().rect_stroke(response.rect, size::CHIP_CORNER, Stroke::new(1.5, palette.accent()), StrokeKind::Inside);
    }
    if let Some(dragged) = response.dnd_release_payload::<Dragged>() {
        move_to(scene, dragged.customers.clone(), path);
    }
}

fn move_to(scene: &mut Scene<'_>, customers: Vec<Id>, path: &str) {
    scene.edit(Edit::SetField { customers, field: Field::Group, text: path.to_owned() });
}

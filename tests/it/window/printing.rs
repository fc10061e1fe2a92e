//! The print page: what one chooses is seen at once, saved as a file that says the same, and a broken template is no misfortune.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use gendan::book::{Book, Column, HistoryQuestion, Sort, TableQuestion};
use gendan::model::Field;
use gendan::words::Language;

use crate::on_paper::read_file;
use crate::stage::{Scene, Stage, now, told};

fn two(book: &mut Book) {
    for (name, country, person) in [("Nordlicht GmbH", "DE", "Anna Berg"), ("Oriente S.A.", "ES", "Luis Vega")] {
        let (customer, contacts) = told(&[
            (Field::Company, name),
            (Field::Country, country),
            (Field::City, "Kiel"),
            (Field::Address, "Hafenstr. 1"),
            (Field::Contact, person),
            (Field::PaymentTerms, "T/T 30 days"),
        ]);
        book.apply(gendan::book::Edit::AddCustomer { customer, contacts }, now()).expect("added");
    }
}

fn printing(language: Language) -> Stage {
    let mut stage = Scene::high(language).prepared(two);
    stage.click_row("Nordlicht GmbH", Modifiers::NONE);
    stage.keys(Modifiers::COMMAND, Key::P);
    stage
}

/// Saves what the page shows under `name` in the folder of the book, and reads it.
fn saved(stage: &mut Stage, name: &str) -> Vec<String> {
    let path = stage.book().place().join(name);
    stage.click_role(Role::Button, "Save as PDF…");
    stage.fill_in("File", &path.display().to_string());
    stage.click_role(Role::Button, "Save");
    stage.wait_for("saved: ");
    read_file(&path).into_iter().map(|page| page.text).collect()
}

#[test]
fn the_card_that_is_seen_is_the_file_that_is_saved() {
    let mut stage = printing(Language::English);
    stage.wait_for("Page 1 of ");
    let pages = saved(&mut stage, "card.pdf");
    assert!(pages[0].contains("Nordlicht GmbH") && pages.concat().contains("T/T 30 days"), "{pages:?}");
    stage.click("Prices and amounts");
    stage.wait_for("Page 1 of ");
    let pages = saved(&mut stage, "without-prices.pdf");
    assert!(!pages.concat().contains("T/T 30 days"), "{pages:?}");
    // All that are shown instead of those selected, in Chinese.
    stage.click("All shown (2)");
    stage.click_role(Role::Button, "中文");
    let pages = saved(&mut stage, "all.pdf").concat();
    assert!(pages.contains("Nordlicht") && pages.contains("Oriente") && pages.contains("西班牙"), "{pages}");
    stage.key(Key::Escape);
    assert!(!stage.sees("Save as PDF…") && stage.sees("Oriente S.A."));
}

#[test]
fn the_code_of_a_card_leads_back_to_it_from_the_search_box() {
    let mut stage = Scene::high(Language::English).prepared(two);
    let ids = stage.book().table(&TableQuestion::default()).ids;
    let wanted = *ids.last().expect("a customer");
    let name = stage.book().card(wanted).expect("a card").expect("there").customer.name().to_owned();
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.type_text(&wanted.code().to_lowercase());
    stage.run();
    assert!(stage.selected().iter().any(|row| row.contains(&name)), "{:?}", stage.selected());
    assert!(stage.rows().len() == 2, "the table shows everybody again");
}

#[test]
fn other_papers_are_chosen_and_each_page_proposes_its_own() {
    let mut stage = printing(Language::English);
    for (paper, seen) in
        [("Table of customers", "Customers"), ("Route: list and cards of a trip", "Route"), ("Briefs before a contact", "Nordlicht")]
    {
        stage.click_role(Role::Button, "What");
        stage.click_role(Role::Button, paper);
        stage.wait_for("Page 1 of ");
        let pages = saved(&mut stage, "paper.pdf").concat();
        assert!(pages.contains(seen), "{paper}: {pages}");
    }
    stage.key(Key::Escape);
    stage.keys(Modifiers::COMMAND, Key::Num3);
    stage.keys(Modifiers::COMMAND, Key::P);
    stage.wait_for("Page 1 of 1");
    assert!(stage.sees("2026-11"));
    stage.keys(Modifiers::COMMAND, Key::Num2);
    assert!(!stage.sees("Save as PDF…"), "another page leaves it");
}

#[test]
fn a_broken_template_says_where_and_the_built_in_one_goes_on() {
    let mut stage = Scene::high(Language::English).prepared(|book| {
        two(book);
        let folder = book.templates_folder();
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("mine.typ"), "// paper: card\n#import \"/gendan.typ\": *\n#let x = nothing-of-that-name\n")
            .expect("written");
        std::fs::write(folder.join("thief.typ"), "// paper: card\n#read(\"/etc/passwd\")\n").expect("written");
        std::fs::write(folder.join("glutton.typ"), "// paper: card\n#(\"x\" * 100000000000)\n").expect("written");
        std::fs::write(folder.join("plain.typ"), "// paper: card\nOnly this: #json(\"/data.json\").cards.len()\n").expect("written");
    });
    stage.click_row("Nordlicht GmbH", Modifiers::NONE);
    stage.keys(Modifiers::COMMAND, Key::P);
    stage.wait_for("Page 1 of ");
    let choose = |stage: &mut Stage, name: &str| {
        stage.click_role(Role::Button, "Template");
        stage.click_role(Role::Button, name);
    };
    choose(&mut stage, "mine");
    stage.wait_for("Template mine, line 3: unknown variable: nothing-of-that-name");
    choose(&mut stage, "thief");
    stage.wait_for("Template thief, line 2: file not found");
    choose(&mut stage, "glutton");
    stage.wait_for("The template takes too much memory");
    choose(&mut stage, "plain");
    assert_eq!(saved(&mut stage, "plain.pdf"), ["Only this: 1"]);
    choose(&mut stage, "Built in");
    assert!(saved(&mut stage, "again.pdf").concat().contains("Nordlicht"));
}

#[test]
fn a_letter_is_written_to_each_and_logged() {
    let mut stage = printing(Language::English);
    stage.click_role(Role::Button, "What");
    stage.click_role(Role::Button, "Letters");
    stage.click("All shown (2)");
    stage.fill_in("Subject", "Fair in Canton");
    stage.click_role(Role::MultilineTextInput, "Text");
    stage.keys(Modifiers::COMMAND, Key::A);
    stage.type_text("Dear {contact}, see you in {city}.");
    let before = stage.book().history(&HistoryQuestion::default(), None).expect("the history").entries.len();
    let pages = saved(&mut stage, "letters.pdf");
    assert_eq!(pages.len(), 2);
    assert!(pages.iter().any(|page| page.contains("Dear Anna Berg, see you in Kiel.") && page.contains("GERMANY")), "{pages:?}");
    assert!(pages.iter().any(|page| page.contains("Dear Luis Vega,") && page.contains("SPAIN")), "{pages:?}");
    stage.run();
    let question = TableQuestion { search: String::new(), sort: vec![Sort { column: Column::of(Field::Company), is_descending: false }] };
    for id in stage.book().table(&question).ids.iter() {
        let card = stage.book().card(*id).expect("a card").expect("there");
        assert_eq!(
            card.touches.iter().map(|touch| (touch.channel.as_str(), touch.text.as_str())).collect::<Vec<_>>(),
            [("letter", "Fair in Canton")]
        );
    }
    // That they were printed and that they were sent is one step, which takes both back.
    let steps = stage.book().history(&HistoryQuestion::default(), None).expect("the history").entries.len();
    assert_eq!(steps, before + 1);
    stage.keys(Modifiers::COMMAND, Key::Z);
    let ids = stage.book().table(&question).ids;
    assert!(ids.iter().all(|id| stage.book().card(*id).expect("a card").expect("there").touches.is_empty()));
}

#[test]
fn to_whom_one_writes_is_saved_as_a_list_as_well() {
    let mut stage = printing(Language::English);
    stage.click_role(Role::Button, "What");
    stage.click_role(Role::Button, "Address labels");
    stage.click("All shown (2)");
    stage.click_role(Role::Button, "Save as PDF…");
    let path = stage.book().place().join("mail.pdf");
    stage.fill_in("File", &path.display().to_string());
    stage.click("As a mailing list (CSV): names and addresses of those chosen");
    stage.click_role(Role::Button, "Save");
    stage.wait_for("mail.csv");
    let list = std::fs::read_to_string(path.with_extension("csv")).expect("the list");
    assert!(list.contains("Anna Berg,Nordlicht GmbH,Hafenstr. 1") && list.contains("Luis Vega,Oriente S.A."), "{list}");
    let newest = stage.book().history(&HistoryQuestion::default(), None).expect("the history").entries.remove(0);
    assert_eq!(newest.what, "Write 2 customers to mail.csv");
}

#[test]
fn the_company_stands_in_the_head_of_letters() {
    let mut stage = printing(Language::English);
    stage.keys(Modifiers::COMMAND, Key::Comma);
    stage.click_role(Role::Tab, "Company and paper");
    stage.fill_in("Company", "Ningbo Lamps Ltd");
    stage.click_role(Role::MultilineTextInput, "Address");
    stage.type_text("1 Harbour Road\nNingbo");
    stage.click_role(Role::Tab, "Company and paper");
    stage.keys(Modifiers::COMMAND, Key::Num2);
    stage.keys(Modifiers::COMMAND, Key::P);
    stage.click_role(Role::Button, "What");
    stage.click_role(Role::Button, "Envelopes");
    stage.wait_for("Page 1 of 1");
    let page = saved(&mut stage, "envelope.pdf").concat();
    assert!(page.contains("Ningbo Lamps Ltd") && page.contains("1 Harbour Road") && page.contains("Anna Berg"), "{page}");
}

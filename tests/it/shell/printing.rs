//! `print`: every paper comes out of a shell, in both languages, with what belongs on it; what cannot be printed is said.

use super::terminal::Terminal;
use crate::on_paper::read_file;

/// What is asked for, how many pages it takes, what is on them and what is not.
type Case<'a> = (&'a [&'a str], u64, &'a [&'a str], &'a [&'a str]);

/// What stands in a file, without white space: words as they are broken into lines.
fn letters(terminal: &Terminal, file: &str) -> String {
    read_file(&terminal.folder.path().join(file)).iter().map(|page| page.letters()).collect()
}

#[test]
fn every_paper_comes_out_with_what_belongs_on_it() {
    let mut terminal = Terminal::new().with_list();
    terminal.json(&["set", "K-1", "address=Hafenstr. 1", "city=Kiel", "level=A", "annual_purchase=EUR 1200.50"]);
    let hobbies = terminal
        .file("hobbies.csv", "Company,Customer no.,Contact,E-mail,Hobbies\nNordlicht GmbH,K-1,Anna Berg,anna@nordlicht.example,sailing\n");
    terminal.json(&["import", &hobbies]);
    terminal.json(&["set", "K-3", "level=低潜"]);
    let letter = terminal.file("letter.txt", "Dear {contact}, see you in {city}.");
    let cases: [Case; 19] = [
        (&["card", "K-1"], 2, &["NordlichtGmbH", "AnnaBerg", "1,200.50", "Front1/2", "Back2/2"], &["RioSul"]),
        (&["card", "K-1", "--front-only", "--no-prices", "--paper", "a4"], 1, &["NordlichtGmbH", "1/1"], &["1,200.50"]),
        (&["card", "country:DE", "--long", "--no-personal"], 1, &["Hafenstr.1"], &["sailing"]),
        (&["brief", "K-1"], 1, &["NordlichtGmbH", "1Dec"], &["RioSul"]),
        (&["due", "--on", "2026-12-01"], 1, &["NordlichtGmbH"], &[]),
        (&["due", "--on", "2026-12-31"], 1, &["宁波海川", "Low"], &["低潜"]),
        (&["weekly", "--on", "2026-12-01", "--columns", "company,city"], 1, &["NordlichtGmbH", "Kiel"], &[]),
        (&["weekly", "country:BR"], 1, &["RioSulLtda"], &["NordlichtGmbH"]),
        (
            &["table", "--columns", "company,country", "--sort=-company", "--title", "Autumn"],
            1,
            &["Autumn", "Brazil", "宁波海川"],
            &["Kiel"],
        ),
        (&["check", "K-1"], 1, &["Weeklycheckofcustomercards", "NordlichtGmbH"], &["RioSul"]),
        (&["month", "--on", "2026-12-05"], 1, &["December2026", "NordlichtGmbH"], &[]),
        (&["route", "007", "K-1", "--title", "Autumn trip", "--front-only"], 3, &["Autumntrip", "RioSulLtda", "Hafenstr.1"], &["宁波"]),
        (&["letters", "K-1", "--text", &letter, "--no-log"], 1, &["DearAnnaBerg,seeyouinKiel.", "GERMANY"], &["{contact}"]),
        (&["envelopes", "K-1"], 1, &["Hafenstr.1", "GERMANY"], &[]),
        (&["labels", "--sheet", "l7160"], 1, &["NordlichtGmbH", "RioSulLtda", "GERMANY"], &[]),
        (&["form", "potential"], 1, &["Potentialcustomerform"], &["NordlichtGmbH"]),
        (&["form", "customer", "K-1"], 2, &["NordlichtGmbH", "sailing", "1,200.50"], &[]),
        (&["form", "customer", "K-1", "--no-personal", "--no-prices"], 2, &["NordlichtGmbH"], &["sailing", "1,200.50"]),
        (&["form", "13-5", "--year", "2026", "K-1"], 1, &["First-classcustomers", "NordlichtGmbH", "13-5"], &["RioSul"]),
    ];
    let mut wrong = Vec::new();
    for (arguments, pages, said, unsaid) in &cases {
        let all: Vec<&str> = ["print"].into_iter().chain(arguments.iter().copied()).chain(["-o", "out.pdf"]).collect();
        let told = terminal.json(&all);
        if (told["pages"].as_u64(), told["files"][0].as_str()) != (Some(*pages), Some("out.pdf")) {
            wrong.push(format!("{arguments:?}: {told}"));
        }
        let on_paper = letters(&terminal, "out.pdf");
        wrong.extend(
            said.iter().filter(|words| !on_paper.contains(**words)).map(|words| format!("{arguments:?}: {words} is not in {on_paper}")),
        );
        wrong.extend(
            unsaid.iter().filter(|words| on_paper.contains(**words)).map(|words| format!("{arguments:?}: {words} is in {on_paper}")),
        );
    }
    // In Chinese as many pages, and headings in Chinese.
    terminal.language = "zh";
    for (arguments, pages, ..) in cases.iter().filter(|case| !matches!(case.0[0], "envelopes" | "labels")) {
        let all: Vec<&str> = ["print"].into_iter().chain(arguments.iter().copied()).chain(["-o", "out.pdf"]).collect();
        let told = terminal.json(&all);
        let on_paper = letters(&terminal, "out.pdf");
        let ideographs = on_paper.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
        if told["pages"].as_u64() != Some(*pages) || ideographs < 3 {
            wrong.push(format!("{arguments:?}: {told} {on_paper}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_paper_speaks_the_language_that_is_asked_for() {
    let mut terminal = Terminal::new().with_list();
    for (language, words) in [("zh", ["基本资料", "正面1/2"]), ("en", ["Company", "Front1/2"])] {
        terminal.language = language;
        terminal.json(&["print", "card", "K-1", "-o", "card.pdf"]);
        let on_paper = letters(&terminal, "card.pdf");
        assert!(words.iter().all(|words| on_paper.contains(words)), "{words:?} in {on_paper}");
    }
}

#[test]
fn each_customer_gets_a_file_where_that_is_asked_for() {
    let mut terminal = Terminal::new().with_list();
    let told = terminal.json(&["print", "card", "country:DE or country:BR", "--one-each", "-o", "card.pdf"]);
    assert_eq!(told["files"].as_array().map(Vec::len), Some(2), "{told}");
    let files = [1, 2].map(|number| letters(&terminal, &format!("card-{number}.pdf")));
    assert!(files.iter().any(|file| file.contains("NordlichtGmbH")) && files.iter().any(|file| file.contains("RioSulLtda")));
}

#[test]
fn a_mailing_list_is_a_csv_in_which_nothing_is_calculated() {
    let mut terminal = Terminal::new().with_list();
    terminal.json(&["set", "K-1", "address==1+1"]);
    assert_eq!(terminal.json(&["print", "mailing-list", "-o", "list.csv"])["customers"], 3);
    let text = std::fs::read_to_string(terminal.folder.path().join("list.csv")).expect("the file");
    assert!(text.starts_with('\u{feff}') && text.contains("Anna Berg,Nordlicht GmbH,'=1+1"), "{text}");
}

#[test]
fn what_cannot_be_printed_is_said_and_leaves_no_file() {
    let mut terminal = Terminal::new().with_list();
    std::fs::create_dir_all(terminal.book().join("templates")).expect("a folder");
    std::fs::write(terminal.book().join("templates").join("mine.typ"), "// paper: card\n#import \"/gendan.typ\": *\n#nobody\n")
        .expect("written");
    for (arguments, words) in [
        (&["print", "card", "Nobody & Sons", "-o", "out.pdf"][..], "There is nobody to print"),
        (&["print", "card", "K-1", "--template", "absent", "-o", "out.pdf"], "absent"),
        (&["print", "card", "K-1", "--template", "mine", "-o", "out.pdf"], "nobody"),
        (&["print", "card", "K-1", "-o", "nowhere/out.pdf"], "nowhere"),
    ] {
        terminal.run(arguments).failed_with(words);
        assert!(!terminal.folder.path().join("out.pdf").exists(), "{arguments:?}");
    }
    for arguments in [
        &["print", "card", "K-1", "--paper", "a7", "-o", "out.pdf"][..],
        &["print", "form", "13-6", "-o", "out.pdf"],
        &["print", "card", "K-1"],
    ] {
        assert_eq!(terminal.run(arguments).status, Some(2), "{arguments:?}");
    }
    let names: Vec<String> =
        terminal.json(&["templates"])["templates"].as_array().expect("a list").iter().map(ToString::to_string).collect();
    assert!(names.iter().any(|template| template.contains("mine")), "{names:?}");
}

//! Amounts in a search: what is compared with what, with and without exchange rates.

use gendan::book::query::{self, Facts, Known};
use gendan::book::{Edit, FieldEdit, Reading, TableQuestion};
use gendan::model::{ExtraKind, Field, Habits, Id, Rates, Worth};

use crate::importing::desk::{Desk, by, customer};

/// Names and amounts; the last one in a field of the user's own.
const FIRMS: [(&str, &str, &str); 7] = [
    ("Cny", "CNY 60,000", ""),
    ("Eur", "EUR 9,000", ""),
    ("Jpy", "JPY 1,000,000", ""),
    ("None", "", ""),
    ("Own", "", "USD 30,000"),
    ("Plain", "20,000", ""),
    ("Usd", "USD 10,000", ""),
];

fn desk() -> Desk {
    let mut desk = Desk::new();
    for (name, amount, own) in FIRMS {
        let mut firm = customer(&[(Field::Company, name), (Field::AnnualAmount, amount)]);
        firm.set_extra("Budget", own);
        desk.edit(Edit::AddCustomer { customer: Box::new(firm), contacts: Vec::new() });
    }
    let field = desk.book.own_fields()[0].id;
    desk.edit(Edit::Own(FieldEdit::Retype { field, kind: ExtraKind::Money, options: Vec::new() }));
    desk
}

impl Desk {
    /// Says which currency is at home, and that a dollar is worth seven yuan and a euro eight.
    fn settle(&mut self, home: &str) {
        let habits = Habits { currency: home.parse().unwrap(), ..self.book.habits().clone() };
        self.book.set_habits(habits).unwrap();
        self.book
            .put_rates(Rates::of_text("2026-01-01 USD CNY 6\n2026-11-01 USD CNY 7\n2026-11-01 EUR CNY 8\n").all().iter().copied())
            .unwrap();
    }

    /// Whom a search finds; in the window, in the shell, and looked at one by one the same.
    fn named(&mut self, search: &str) -> Vec<String> {
        let today = self.now().today;
        let name = |id: &Id| self.book.card(*id).unwrap().unwrap().customer.name().to_owned();
        let sort = vec![by(Field::Company, false)];
        let found = self.book.table(&TableQuestion { search: search.to_owned(), sort: sort.clone() }).ids;
        let reading = Reading::open(self.book.place()).unwrap();
        assert_eq!(reading.find(search, &sort, today).unwrap(), *found, "{search} in the shell");
        let query = query::parse(search, &Known { today, extras: &self.book.extra_kinds() }).unwrap();
        let query = query.valued(|| Worth::of(self.book.rates(), self.book.habits().currency));
        for card in self.cards() {
            let facts =
                Facts { customer: &card.customer, contacts: &[], touches: &[], follow_ups: &[], trade: None, stood: Default::default() };
            assert_eq!(query.matches(&facts), found.contains(&card.customer.id), "{search} of {}", card.customer.name());
        }
        found.iter().map(name).collect()
    }
}

#[test]
fn amounts_are_compared_in_the_home_currency_or_in_the_one_that_is_written() {
    let mut desk = desk();
    desk.settle("CNY");
    let cases: [(&str, &[&str]); 11] = [
        // 10,000 dollars are 70,000 yuan; nobody knows what a yen is worth; an amount without a currency meets a number without one.
        ("amount:>50000", &["Cny", "Eur", "Usd"]),
        ("amount:>65000", &["Eur", "Usd"]),
        ("amount:<=20000", &["Plain"]),
        ("amount:>9000USD", &["Eur", "Usd"]),
        ("amount:>\"9000 USD\"", &["Eur", "Usd"]),
        ("amount:8000..8600USD", &["Cny"]),
        ("amount:>1万EUR", &[]),
        ("amount:>500000JPY", &["Jpy"]),
        ("amount:JPY", &["Jpy"]),
        ("-amount:>50000 has:amount", &["Jpy", "Plain"]),
        ("Budget:>200000", &["Own"]),
    ];
    for (search, names) in cases {
        assert_eq!(desk.named(search), names, "{search}");
    }
}

#[test]
fn without_any_rate_a_bare_number_meets_every_amount_and_a_currency_its_own() {
    let mut desk = desk();
    let cases: [(&str, &[&str]); 4] =
        [("amount:>15000", &["Cny", "Jpy", "Plain"]), ("amount:>5000USD", &["Usd"]), ("amount:EUR", &["Eur"]), ("Budget:>20000", &["Own"])];
    for (search, names) in cases {
        assert_eq!(desk.named(search), names, "{search}");
    }
    // The same search means something else as soon as a rate is known, and nothing has to be touched for it.
    desk.settle("CNY");
    assert_eq!(desk.named("amount:>65000"), ["Eur", "Usd"]);
    desk.settle("EUR");
    assert_eq!(desk.named("amount:>65000"), ["Jpy"], "rates into another currency say nothing");
}

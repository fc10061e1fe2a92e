//! What a person has put aside though its day has not passed: birthdays and seasons, of which nothing is kept but that one has seen them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::model::Id;
use crate::model::season::Season;

/// Something that was put aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct PutAside {
    /// `birthday 712`, `season christmas`.
    key: String,
    /// Until this day it shows no more (the day itself included).
    until: NaiveDate,
}

/// All that was put aside. Kept as a setting of the book: it is no step, as nothing in the book changes by it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Aside(Vec<PutAside>);

impl Aside {
    /// Reads what [`Self::to_text`] wrote; anything else is nothing.
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// As a setting keeps it.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Puts the birthday of a person aside until `until`; what has passed is forgotten.
    pub fn put_birthday(&mut self, contact: Id, until: NaiveDate, today: NaiveDate) {
        self.put(birthday_key(contact), until, today);
    }

    /// Puts a season aside until `until`.
    pub fn put_season(&mut self, season: &Season, until: NaiveDate, today: NaiveDate) {
        self.put(season_key(season), until, today);
    }

    /// Shows everything again.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// How many things are put aside today.
    pub fn count(&self, today: NaiveDate) -> usize {
        self.0.iter().filter(|known| known.until >= today).count()
    }

    /// Whether the birthday of a person is put aside.
    pub fn has_birthday(&self, contact: Id, today: NaiveDate) -> bool {
        !self.0.is_empty() && self.has(&birthday_key(contact), today)
    }

    /// Whether a season is put aside.
    pub fn has_season(&self, season: &Season, today: NaiveDate) -> bool {
        !self.0.is_empty() && self.has(&season_key(season), today)
    }

    fn put(&mut self, key: String, until: NaiveDate, today: NaiveDate) {
        self.0.retain(|known| known.key != key && known.until >= today);
        self.0.push(PutAside { key, until });
    }

    fn has(&self, key: &str, today: NaiveDate) -> bool {
        self.0.iter().any(|known| known.key == key && known.until >= today)
    }
}

fn birthday_key(contact: Id) -> String {
    format!("birthday {}", contact.0)
}

fn season_key(season: &Season) -> String {
    format!("season {}", season.key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::season::seasons;

    #[test]
    fn what_is_put_aside_shows_again_after_its_day() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let season = &seasons()[0];
        let mut aside = Aside::default();
        aside.put_birthday(Id(7), day("2026-11-22"), day("2026-11-20"));
        aside.put_season(season, day("2026-12-25"), day("2026-11-20"));
        assert_eq!(Aside::read(&aside.to_text()), aside);
        for (today, birthday, of_season) in [("2026-11-22", true, true), ("2026-11-23", false, true), ("2026-12-26", false, false)] {
            assert_eq!((aside.has_birthday(Id(7), day(today)), aside.has_season(season, day(today))), (birthday, of_season), "{today}");
        }
        assert!(!aside.has_birthday(Id(8), day("2026-11-20")));
        aside.put_birthday(Id(8), day("2026-12-01"), day("2026-11-30"));
        assert!(!aside.to_text().contains("birthday 7"), "what has passed is forgotten");
        assert_eq!((aside.count(day("2026-12-01")), aside.count(day("2026-12-26"))), (2, 0));
        aside.clear();
        assert!(!aside.has_birthday(Id(8), day("2026-11-30")));
        assert_eq!(Aside::read("nonsense"), Aside::default());
    }
}

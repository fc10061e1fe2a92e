//! Where customers are: countries and zones, each known once, so that a customer needs a small number only.

use std::collections::HashMap;

use crate::model::country::Country;
use crate::model::zone::{Zone, parse_zone, zone_of};

/// A country and a zone that customers share.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Its country, where it is known.
    pub country: Option<&'static Country>,
    /// Its zone: that of the customer, else of its city, else of its country.
    pub zone: Option<Zone>,
}

/// The number of a place.
pub type PlaceNo = u16;

/// Columns of a customer that say where it is, as the book has them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Whereabouts<'a> {
    /// The zone that the user gave.
    pub time_zone: &'a str,
    /// The country: a code, or as written.
    pub country: &'a str,
    /// City, region and address, from which the zone of a large country follows.
    pub city: &'a str,
    /// Province or state.
    pub region: &'a str,
    /// Street and house.
    pub address: &'a str,
}

/// All places of a book.
#[derive(Clone, Debug, Default)]
pub struct Places {
    known: Vec<Place>,
    /// Numbers by zone given and country, and by city where the country has several zones.
    by_words: HashMap<String, PlaceNo>,
    words: String,
}

impl Places {
    /// The number of the place that `at` says. With more than 65,535 places, which there are not, the last one stands for the rest.
    pub fn number(&mut self, at: &Whereabouts<'_>) -> PlaceNo {
        let country = Country::by_iso2(at.country).or_else(|| Country::find(at.country));
        let has_several = at.time_zone.is_empty() && country.is_some_and(|country| country.zones.len() > 1);
        let further = if has_several { [at.city, at.region, at.address] } else { [""; 3] };
        // Addresses are as many as customers: kept, they would take more room than everything else.
        let is_kept = further[2].is_empty();
        self.words.clear();
        if is_kept {
            for part in [at.time_zone, at.country].into_iter().chain(further) {
                self.words.push_str(part);
                self.words.push('\n');
            }
            if let Some(number) = self.by_words.get(&self.words) {
                return *number;
            }
        }
        let zone = parse_zone(at.time_zone).or_else(|| {
            let place = further.join(", ");
            country.and_then(|country| zone_of(country, &place)).map(Zone::Named)
        });
        let number = self.adopt(Place { country, zone });
        if is_kept {
            self.by_words.insert(self.words.clone(), number);
        }
        number
    }

    /// The number of a place that is known from elsewhere.
    pub fn adopt(&mut self, place: Place) -> PlaceNo {
        let known = self.known.iter().position(|known| *known == place);
        let number = known.unwrap_or_else(|| {
            if self.known.len() <= usize::from(PlaceNo::MAX) {
                self.known.push(place);
            }
            self.known.len() - 1
        });
        PlaceNo::try_from(number).unwrap_or(PlaceNo::MAX)
    }

    /// The place with a number that was given out.
    pub fn get(&self, number: PlaceNo) -> Place {
        self.known.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// All places by number.
    pub fn all(&self) -> &[Place] {
        &self.known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_of_one_zone_share_a_place() {
        let mut places = Places::default();
        let mut at = |time_zone, country, city, address| {
            let number = places.number(&Whereabouts { time_zone, country, city, address, region: "" });
            let zone = places.get(number).zone.map(|zone| zone.to_string()).unwrap_or_default();
            (number, zone)
        };
        let german = at("", "DE", "Hamburg", "Hafenstr. 1");
        assert_eq!(german, (0, "Europe/Berlin".to_owned()));
        assert_eq!(at("", "DE", "Berlin", "").0, german.0, "a country of one zone is one place");
        assert_eq!(at("", "Germany", "", "").0, german.0, "as written");
        assert_eq!(at("", "US", "Houston", "").1, "America/Chicago");
        assert_eq!(at("", "US", "", "12 Main St, Los Angeles, CA 90001").1, "America/Los_Angeles");
        assert_eq!(at("", "US", "Nowhere", "").1, "America/New_York");
        assert_eq!(at("Asia/Kolkata", "DE", "", "").1, "Asia/Kolkata", "a zone of one's own goes before");
        assert_eq!(at("nonsense", "DE", "", ""), german);
        assert_eq!(at("", "", "", "").1, "");
        assert_eq!(at("", "Atlantis", "", "").1, "");
        assert_eq!(places.all().len(), 6);
        assert!(places.by_words.keys().all(|words| !words.contains("Main St")), "addresses are not kept");
    }
}

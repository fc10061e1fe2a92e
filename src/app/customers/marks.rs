//! Which words of a search are to be marked in the cells of the table.

use crate::book::index::{Marked, Search};

/// The words that `search` looks for in texts: not its filters, and not what it leaves out.
pub fn of(search: &str) -> Marked {
    let is_word = |word: &&str| !word.contains([':', '：']) && !word.starts_with('-') && !word.eq_ignore_ascii_case("or");
    Marked::new(&Search::of_words(search.split_whitespace().filter(is_word).map(|word| word.trim_matches('"'))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::index::marks;

    #[test]
    fn words_are_marked_and_filters_are_not() {
        for (cell, search, marked) in [
            ("Hermann Küchen GmbH", "kuchen", &["Küchen"][..]),
            ("Hermann Küchen GmbH", "GMBH her", &["Her", "GmbH"]),
            ("阿联酋绿洲贸易", "lvzhou", &["绿洲"]),
            ("Germany", "country:Germany -germany", &[]),
        ] {
            let found: Vec<&str> = marks(cell, &of(search)).into_iter().map(|range| &cell[range]).collect();
            assert_eq!(found, marked, "{search} in {cell}");
        }
    }
}

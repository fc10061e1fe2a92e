//! The table and other programs: text of cells as Excel pastes it, and what was copied there as cells.

/// One row of cells as tab-separated text; a cell with a tab, a line break or a quote stands in quotes.
pub fn row_into<'a>(cells: impl Iterator<Item = &'a str>, out: &mut String) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push('\t');
        }
        if cell.contains(['\t', '\n', '\r', '"']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    // Excel ends lines like this and takes both.
    out.push_str("\r\n");
}

/// The rows and cells of a text that was copied in Excel or any other program. The line break at its end makes no row.
pub fn cells_of(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut letters = text.chars().peekable();
    let mut is_at_start = true;
    while let Some(c) = letters.next() {
        match c {
            '"' if is_at_start => {
                quoted_into(&mut letters, &mut cell);
                is_at_start = false;
                continue;
            }
            '\t' => row.push(std::mem::take(&mut cell)),
            '\r' if letters.peek() == Some(&'\n') => continue,
            '\r' | '\n' => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
        is_at_start = matches!(c, '\t' | '\r' | '\n');
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

/// Takes a quoted cell up to its closing quote; a quote that is never closed was part of the text.
fn quoted_into(letters: &mut std::iter::Peekable<std::str::Chars<'_>>, cell: &mut String) {
    let mut ahead = letters.clone();
    let mut text = String::new();
    while let Some(c) = ahead.next() {
        match c {
            '"' if ahead.peek() == Some(&'"') => {
                ahead.next();
                text.push('"');
            }
            '"' if matches!(ahead.peek(), None | Some('\t' | '\r' | '\n')) => {
                cell.push_str(&text);
                *letters = ahead;
                return;
            }
            c => text.push(c),
        }
    }
    cell.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_is_pasted_the_same() {
        let rows = [vec!["ACME \"East\"", "", "a\tb"], vec!["two\nlines", "USD 1,250.00", "\"quoted\""], vec!["", "", "x"]];
        let mut text = String::new();
        rows.iter().for_each(|row| row_into(row.iter().copied(), &mut text));
        assert_eq!(cells_of(&text), rows);
    }

    #[test]
    fn texts_of_other_programs_become_cells() {
        let cases: [(&str, &[&[&str]]); 7] = [
            ("", &[]),
            ("one", &[&["one"]]),
            ("a\nb\r\nc\r\n", &[&["a"], &["b"], &["c"]]),
            ("a\tb\n\tc", &[&["a", "b"], &["", "c"]]),
            ("12\" pipe", &[&["12\" pipe"]]),
            ("\"never closed\tx", &[&["\"never closed", "x"]]),
            ("a\n\nb", &[&["a"], &[""], &["b"]]),
        ];
        for (text, rows) in cases {
            assert_eq!(cells_of(text), rows, "{text:?}");
        }
    }
}

//! One cell of a CSV file, so that it says the same in a spreadsheet and to the next reader.

/// Signs with which a spreadsheet takes a cell for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Whether a text, behind the apostrophes that it begins with, begins like a formula; a negative number does not.
fn like_a_formula(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    let number = text.strip_prefix('-').is_some_and(|digits| {
        digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits.parse::<f64>().is_ok()
    });
    text.starts_with(FORMULA) && !number
}

/// Writes a cell that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe, and quotes,
/// commas and line ends are quoted.
pub fn cell(text: &str) -> String {
    let safe = if like_a_formula(text) { format!("'{text}") } else { text.to_owned() };
    if safe.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

/// What an unquoted cell says: without the apostrophe that [`cell`], or a spreadsheet, put before a formula.
pub fn said(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| like_a_formula(rest)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_disarmed_numbers_are_not() {
        assert_eq!(cell("=HYPERLINK(\"http://x\")"), "\"'=HYPERLINK(\"\"http://x\"\")\"");
        assert_eq!(cell("+1 410, x"), "\"'+1 410, x\"");
        assert_eq!(cell("@cmd"), "'@cmd");
        assert_eq!(cell("\tx"), "'\tx");
        assert_eq!(cell("-76.6122"), "-76.6122");
        assert_eq!(cell("-1+1"), "'-1+1");
        assert_eq!(cell("-"), "'-");
        assert_eq!(cell("say \"hi\""), "\"say \"\"hi\"\"\"");
        assert_eq!(cell("plain"), "plain");
        assert_eq!(said("'=1+1"), "=1+1");
        assert_eq!(said("'tis"), "'tis");
    }

    proptest! {
        #[test]
        fn no_cell_begins_a_formula_and_each_says_what_was_written(text in "[=+\\-@\t\r\n\"',a-z1.]{0,12}") {
            let written = cell(&text);
            let inner = match written.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
                Some(quoted) => quoted.replace("\"\"", "\""),
                None => written,
            };
            prop_assert!(!inner.starts_with(FORMULA) || inner.parse::<f64>().is_ok(), "{inner:?}");
            prop_assert_eq!(said(&inner), &text);
        }
    }
}

//! CSV that a spreadsheet does not mistake for formulas.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// A table on its way to a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet(Vec<Vec<String>>);

impl Sheet {
    /// One with this first row.
    pub fn new<S: Into<String>>(header: impl IntoIterator<Item = S>) -> Sheet {
        Sheet(vec![header.into_iter().map(Into::into).collect()])
    }
    /// Adds a row.
    pub fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.0.push(cells.into_iter().map(Into::into).collect());
    }
    /// RFC 4180: lines end with CR LF; a cell with a comma, quote or line break stands in quotes. A cell that starts
    /// like a formula gets an apostrophe, so that no program runs it.
    pub fn to_csv(&self) -> String {
        let mut out = String::new();
        for row in &self.0 {
            for (i, cell) in row.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                out.push_str(&escaped(cell));
            }
            out.push_str("\r\n");
        }
        out
    }
    /// The table as a file to keep.
    pub fn download(&self, name: &str) -> Response {
        let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}.csv\""))
            .unwrap_or(HeaderValue::from_static("attachment"));
        let kind = HeaderValue::from_static("text/csv; charset=utf-8");
        ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], self.to_csv())
            .into_response()
    }
}

fn escaped(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_defused_and_commas_quoted() {
        let mut sheet = Sheet::new(["area", "n"]);
        sheet.row(["=HYPERLINK(\"x\")", "12"]);
        sheet.row(["North, East", "-1"]);
        assert_eq!(sheet.to_csv(), "area,n\r\n\"'=HYPERLINK(\"\"x\"\")\",12\r\n\"North, East\",'-1\r\n");
    }

    proptest! {
        #[test]
        fn no_cell_starts_a_formula(cell in "\\PC{0,12}|[=+@\t\r-]\\PC{0,8}") {
            let mut sheet = Sheet::new(["a"]);
            sheet.row([cell]);
            let csv = sheet.to_csv();
            let second = csv.strip_prefix("a\r\n").expect("the header");
            // The quotes around a cell are not in it.
            let second = second.strip_prefix('"').map_or(second.to_owned(), |s| s.replace("\"\"", "\""));
            prop_assert!(!second.starts_with(['=', '+', '-', '@', '\t']), "{csv:?}");
        }
    }
}

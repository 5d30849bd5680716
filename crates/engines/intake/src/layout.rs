//! How a table is laid out: what parts its cells, and in which line its header stands. Above it there may be lines that say whose list
//! it is. Whoever reads the table knows the names of its columns: the line that holds them is the header.

use crate::encoding::either;

/// Bytes at the beginning of a file that are looked at.
pub(crate) const HEAD: usize = 1 << 16;
/// Rows that are looked at.
const ROWS: usize = 40;
/// What cells may be parted by.
const SEPARATORS: [u8; 4] = *b",\t;|";

/// How a table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layout {
    pub(crate) separator: u8,
    /// Bytes before the header.
    pub(crate) skip: usize,
    /// Lines before the header.
    pub(crate) lines: u64,
    /// Rows before the header that hold something.
    pub(crate) rows_above: u64,
    /// Line ends within their cells.
    pub(crate) folded: u64,
    /// Has it a header? Else its first row is data.
    pub(crate) header: bool,
}

/// The name of a column as imports compare it: in small letters, `_` for a space.
pub(crate) fn column_name(cell: &str) -> String {
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_lowercase().replace(' ', "_")
}

/// A row of the beginning of a file.
struct Row {
    cells: Vec<String>,
    byte: usize,
    /// How many of its cells are called as a column is.
    known: usize,
}

impl Row {
    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
    }

    fn folded(&self) -> u64 {
        self.cells.iter().map(|cell| cell.matches('\n').count() as u64).sum()
    }

    /// A date, a telephone number, an e-mail address: no name of a column.
    fn is_data(&self) -> bool {
        let number = |cell: &str| {
            let digits = cell.bytes().filter(u8::is_ascii_digit).count();
            digits >= 6 && cell.chars().all(|c| c.is_ascii_digit() || " -+/.:()".contains(c))
        };
        let mail = |cell: &str| cell.split_once('@').is_some_and(|(_, host)| host.contains('.'));
        self.cells.iter().map(|cell| cell.trim()).any(|cell| number(cell) || mail(cell))
    }
}

/// The layout that the beginning of a file shows, its lines ended by `\n` alone. `known` says whether a column is called so.
pub(crate) fn layout(head: &[u8], known: &dyn Fn(&str) -> bool) -> Layout {
    let all = SEPARATORS.map(|separator| rows(head, separator, known));
    let best = |rows: &[Row]| rows.iter().map(|row| row.known).max().unwrap_or(0);
    let line = head.split(|b| *b == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    let count = |separator: u8| line.iter().filter(|b| **b == separator).count();
    let usual = (0..all.len()).rev().max_by_key(|n| count(SEPARATORS[*n])).unwrap_or(0);
    // The most names of columns; where none are known, what the first line has most of, or what gives a regular table.
    let mut chosen = (0..all.len()).rev().max_by_key(|n| best(&all[*n])).unwrap_or(0);
    if best(&all[chosen]) < 2 {
        chosen = usual;
        if all[usual].first().is_none_or(|first| first.cells.len() < 2) {
            chosen = (0..all.len()).rev().max_by_key(|n| regular(&all[*n])).unwrap_or(usual);
        }
    }
    let rows = &all[chosen];
    let header = header(rows);
    let Some(row) = rows.get(header) else {
        return Layout {
            separator: SEPARATORS[chosen],
            skip: 0,
            lines: 0,
            rows_above: 0,
            folded: 0,
            header: true,
        };
    };
    // A row begins where the one before ended: at the empty lines between them.
    let empty = head[row.byte..].iter().take_while(|b| **b == b'\n').count();
    let skip = row.byte + empty;
    Layout {
        separator: SEPARATORS[chosen],
        skip,
        lines: head[..skip].iter().filter(|b| **b == b'\n').count() as u64,
        rows_above: rows[..header].iter().filter(|row| row.filled() > 0).count() as u64,
        folded: rows[..header].iter().map(Row::folded).sum(),
        header: row.known > 0 || !row.is_data(),
    }
}

/// Which row is the header.
fn header(rows: &[Row]) -> usize {
    let Some(first) = rows.iter().position(|row| row.filled() > 0) else { return 0 };
    let width = usual_width(rows);
    let whole = |row: &Row| row.cells.len() == width && row.filled() >= width.div_ceil(2).max(2);
    let named = |row: &&Row| !row.is_data();
    let most = rows.iter().filter(named).map(|row| row.known).max().unwrap_or(0);
    // A first row with a name of a column stays the header, unless another has more: many more, if the first is as wide as the rest.
    let stays = &rows[first];
    let enough = if stays.cells.len() == width { 2 * stays.known } else { stays.known };
    if stays.known >= 1 && stays.filled() >= 2 && !stays.is_data() && most <= enough {
        return first;
    }
    if most >= 2 {
        return rows.iter().position(|row| row.known == most && !row.is_data()).unwrap_or(first);
    }
    if width < 2 || whole(stays) || stays.is_data() {
        return first;
    }
    // Titles are shorter than rows. What is as wide as a row and no name of a column is data without a header.
    rows.iter().position(whole).unwrap_or(first)
}

fn rows(head: &[u8], separator: u8, known: &dyn Fn(&str) -> bool) -> Vec<Row> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(head);
    let mut rows = vec![];
    let mut record = csv::ByteRecord::new();
    while rows.len() < ROWS && reader.read_byte_record(&mut record).unwrap_or(false) {
        let byte = record.position().and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or(0);
        let cells: Vec<String> = record.iter().map(either).collect();
        let is_known = |cell: &&String| !cell.trim().is_empty() && known(&column_name(cell));
        let known = cells.iter().filter(is_known).count();
        rows.push(Row { cells, byte, known });
    }
    // The last one may be cut.
    if head.len() >= HEAD && rows.len() > 1 && rows.len() < ROWS {
        rows.pop();
    }
    rows
}

/// How many cells most rows have.
fn usual_width(rows: &[Row]) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(|row| row.cells.len()).collect();
    widths.sort_unstable();
    let most = widths.chunk_by(|a, b| a == b).max_by_key(|alike| alike.len());
    most.map_or(0, |alike| alike[0])
}

/// How many cells stand in rows of the usual width.
fn regular(rows: &[Row]) -> usize {
    let width = usual_width(rows);
    if width < 2 { 0 } else { rows.iter().filter(|row| row.cells.len() == width).count() * width }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Layout {
        let known = |name: &str| ["first_name", "last_name", "name", "birthday", "phone"].contains(&name);
        layout(text.as_bytes(), &known)
    }

    fn line<'t>(text: &'t str, layout: &Layout) -> &'t str {
        text[layout.skip..].lines().next().unwrap_or_default()
    }

    #[test]
    fn titles_and_empty_lines_above_the_header_are_passed_over() {
        for (text, separator, lines, above) in [
            (
                "Pantry list\nExported 11/02/2026, by Kim\n\nName;Birthday;Phone\nRuiz, Ana;1/2/1990;5\n",
                b';',
                3,
                2,
            ),
            // Titles that a spreadsheet has filled up with empty cells, one with a date of its own.
            (
                "Pantry list,,\nAs of,11/02/2026,\n,,\nFirst name,Last name,Birthday\nAna,Ruiz,1990-01-02\n",
                b',',
                3,
                2,
            ),
            ("\n\n\nfirst_name\tlast_name\nAna\tRuiz\n", b'\t', 3, 0),
            // One title looks like a column's name.
            ("Name,Pantry list,\nfirst name,last name,phone\nAna,Ruiz,\nBo,Sol,\n", b',', 1, 1),
            // No name is known: as wide as the rows, and no title.
            ("List of clients\nalpha;beta;gamma\na;b;c\nd;e;f\n", b';', 1, 1),
            // A title with a line end in its cell.
            ("\"Pantry\nlist\",,\nfirst name,last name,phone\nAna,Ruiz,\n", b',', 2, 1),
        ] {
            let found = of(text);
            assert_eq!(
                (found.separator, found.lines, found.rows_above, found.header),
                (separator, lines, above, true),
                "{text}"
            );
            assert_eq!(text[..found.skip].matches('\n').count() as u64, lines);
            assert!(!line(text, &found).is_empty());
        }
    }

    #[test]
    fn a_header_in_the_first_line_stays() {
        for text in [
            "first_name,last_name\nAna,Ruiz\n",
            "first_name,other\nname,phone\nname,phone\n",
            "first_name,other\nAna,Ruiz,\nBo,Sol,\n",
            "name\nAna Ruiz\n",
            "A,B,C\n1,2,3\n",
            "id\tfirst, last\n1\tRuiz, Ana\n",
            "",
        ] {
            let found = of(text);
            assert_eq!((found.skip, found.lines, found.rows_above, found.header), (0, 0, 0, true), "{text}");
        }
    }

    #[test]
    fn data_is_no_header() {
        assert!(!of("Ana,Ruiz,01/02/1980,2065550100\nBo,Sol,05/07/1957,2065550101\n").header);
        assert!(!of("Ana;a@b.org\nBo;b@b.org\n").header);
        assert!(of("phone,2065550100\n5,2065550101\n").header, "one name that is known is enough");
        // Rows without a date below one with a date are not taken for a header either.
        let found = of("Ana,Ruiz,01/02/1980\nBo,Sol,unknown\n");
        assert_eq!((found.lines, found.header), (0, false));
    }
}

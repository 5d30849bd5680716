//! How a CSV file is laid out: what parts its cells, and where its header stands. Above it there may be lines that say whose list
//! it is, and a file may have no header at all.

use crate::dates::Style;
use crate::role::Role;
use crate::text;

/// Bytes at the beginning of a file that are looked at.
pub(super) const HEAD: usize = 1 << 16;
/// Rows that are looked at.
const ROWS: usize = 40;
/// Under the first row that looks like a header it is sought in so many.
const TITLES: usize = 12;
/// What cells may be parted by.
const DELIMITERS: [u8; 4] = *b",\t;|";

/// How a file is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) delimiter: u8,
    /// Bytes before the header.
    pub(super) skip: u64,
    /// Lines before the header.
    pub(super) lines: u64,
    /// Has it a header? Else its first row is the first person.
    pub(super) header: bool,
    /// Lines end as on Windows: the reader is at the end of the line before when a row begins.
    pub(super) crlf: bool,
}

/// A row of the beginning of a file.
struct Row {
    cells: Vec<String>,
    byte: usize,
}

impl Row {
    fn filled(&self) -> usize {
        self.cells.iter().filter(|c| !c.trim().is_empty()).count()
    }

    /// How many of its cells are called as columns of people are.
    fn known(&self) -> usize {
        self.cells.iter().filter(|cell| Role::of_name(cell).is_some()).count()
    }

    /// Is one of its cells called as a column of people is?
    fn is_known(&self) -> bool {
        self.known() > 0
    }

    /// Does it look like a person rather than like names of columns?
    fn is_data(&self) -> bool {
        let date = |c: &str| {
            let style = Style { latest_year: 2100, ..Style::default() };
            c.len() >= 6 && style.read(c).is_some_and(text::exists)
        };
        let phone = |c: &str| {
            let digits = c.bytes().filter(u8::is_ascii_digit).count();
            digits >= 9 && !c.contains(char::is_alphabetic)
        };
        let mail = |c: &str| c.contains('@') && c.contains('.');
        self.cells.iter().map(|c| c.trim()).any(|c| date(c) || phone(c) || mail(c))
    }
}

/// The layout that the beginning of a file, without a byte order mark, shows.
pub(super) fn layout(head: &[u8]) -> Layout {
    let first_line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |d: u8| first_line.iter().filter(|b| **b == d).count();
    let usual = DELIMITERS.into_iter().max_by_key(|d| (count(*d), *d == b',')).unwrap_or(b',');
    // The last row may be cut.
    let mut rows = rows(head, usual);
    let stays = |rows: &[Row]| {
        let Some(first) = rows.first() else { return true };
        let width = usual_width(rows);
        first.filled() >= 2 && (first.is_known() || first.cells.len() == width) || width < 2
    };
    let (mut delimiter, mut header) = (usual, 0);
    if count(usual) == 0 || !stays(&rows) {
        let regular = |rows: &[Row]| {
            let width = usual_width(rows);
            if width < 2 { 0 } else { rows.iter().filter(|r| r.cells.len() == width).count() * width }
        };
        for other in DELIMITERS {
            let others = self::rows(head, other);
            if regular(&others) > regular(&rows) {
                (delimiter, rows) = (other, others);
            }
        }
        let width = usual_width(&rows);
        let least = width.div_ceil(2).max(2);
        let found = rows.iter().position(|r| r.cells.len() == width && r.filled() >= least);
        header = found.filter(|_| width >= 2).unwrap_or(0);
    }
    header = called(&rows, header);
    let crlf = first_line.ends_with(b"\r") && first_line.len() < head.len();
    let Some(row) = rows.get(header) else {
        return Layout { delimiter, skip: 0, lines: 0, header: true, crlf };
    };
    let header = row.is_known() || !row.is_data();
    // What ends the row before, and empty lines.
    let ends = head[row.byte..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
    let before = &head[..row.byte + ends];
    let count = |end: u8| before.iter().filter(|b| **b == end).count() as u64;
    let lines = if count(b'\n') > 0 { count(b'\n') } else { count(b'\r') };
    Layout { delimiter, skip: before.len() as u64, lines, header, crlf }
}

/// The header, where it stood at `found` by its looks: a row under it that names columns of people in more of its cells, and no
/// person, is the header, and what is above says whose list it is (`Agency:, Helping Hands`) or what columns are about.
fn called(rows: &[Row], found: usize) -> usize {
    /// So many cells at least have a name that is known: a person may live in Mobile and be called Last.
    const LEAST: usize = 3;
    let Some(first) = rows.get(found) else { return found };
    let below = rows.iter().enumerate().skip(found + 1).take(TITLES);
    let better =
        below.filter(|(_, row)| row.known() >= LEAST && row.known() > first.known() && !row.is_data());
    better.max_by_key(|(at, row)| (row.known(), std::cmp::Reverse(*at))).map_or(found, |(at, _)| at)
}

fn rows(head: &[u8], delimiter: u8) -> Vec<Row> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(head);
    let mut rows = vec![];
    let mut record = csv::ByteRecord::new();
    while rows.len() < ROWS && reader.read_byte_record(&mut record).unwrap_or(false) {
        let byte = record.position().map_or(0, |p| p.byte() as usize);
        rows.push(Row { cells: record.iter().map(super::source::decoded).collect(), byte });
    }
    rows
}

/// How many cells most rows have.
fn usual_width(rows: &[Row]) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(|r| r.cells.len()).collect();
    widths.sort_unstable();
    let longest = widths.chunk_by(|a, b| a == b).max_by_key(|alike| alike.len());
    longest.map_or(0, |alike| alike[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_above_the_header_are_passed_over() {
        let file = b"Pantry list\nExported 11/02/2026, by Kim\n\nName;Birthday;Contact\nRuiz, Ana;1/2/1990;5\nSol, B;1/3/1991;6\n\
            Day, C;1/3/1992;7\n";
        let found = layout(file);
        assert_eq!((found.delimiter, found.lines, found.header), (b';', 3, true));
        assert!(file[found.skip as usize..].starts_with(b"Name;"));
        // Titles that a spreadsheet has filled up with empty cells.
        let filled = layout(b"Pantry list,,\nfirst,last,dob\nAna,Ruiz,1990-01-02\n");
        assert_eq!((filled.delimiter, filled.lines), (b',', 1));
    }

    #[test]
    fn titles_of_two_cells_and_groups_of_columns_are_passed_over() {
        let people = "First,Last,DOB,Phone,Zip\nAna,Ruiz,1990-01-02,2065550100,98101\nBo,Sol,1957-05-07,2065550101,98102\n";
        for above in [
            "Agency:,Helping Hands Pantry,,,",
            "Client,,,Contact,",
            "Report date,11/2/2026,,,",
            "Client List,,,,11/2/2026",
        ] {
            let file = format!("{above}\n{people}");
            let found = layout(file.as_bytes());
            assert_eq!((found.lines, found.header), (1, true), "{above}");
            assert!(file[found.skip as usize..].starts_with("First,"), "{above}");
        }
        assert_eq!(layout(people.as_bytes()).lines, 0);
    }

    #[test]
    fn lines_are_counted_however_they_end() {
        for end in ["\n", "\r\n"] {
            let file = ["Pantry list", "", "name,dob", "Ruiz,1990-01-02", "Sol,1991-01-02", ""].join(end);
            let found = layout(file.as_bytes());
            assert_eq!((found.lines, found.crlf), (2, end == "\r\n"), "{end:?}");
            assert!(file[found.skip as usize..].starts_with("name"));
        }
        assert_eq!(layout(b"first,last\rAna,Ruiz\rBo,Sol").lines, 0);
    }

    #[test]
    fn a_header_in_the_first_line_stays() {
        for file in [
            "first,last\nAna,Ruiz\n",
            "first,last\nAna,Ruiz,\nBo,Sol,\nCy,Day,\n",
            "name\nAna Ruiz\n",
            "A,B,C\n1,2,3\n",
            "id\tfirst, last\n1\tRuiz, Ana\n",
            "",
        ] {
            let found = layout(file.as_bytes());
            assert_eq!((found.skip, found.lines, found.header), (0, 0, true), "{file}");
        }
    }

    #[test]
    fn a_person_is_no_header() {
        let found = layout(b"Ana,Ruiz,01/02/1980,2065550100\nBo,Sol,05/07/1957,2065550101\n");
        assert!(!found.header);
        assert!(
            layout(b"DOB,2065550100\n1980-01-02,2065550101\n").header,
            "one name that is known is enough"
        );
    }
}

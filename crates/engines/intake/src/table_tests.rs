//! Tables as they come from spreadsheets.

use super::*;
use proptest::prelude::*;

fn known(name: &str) -> bool {
    ["first_name", "last_name", "año", "phone"].contains(&name)
}

fn open(bytes: &[u8]) -> Result<Table, FileFault> {
    let source: Box<dyn Read + Send> = Box::new(io::Cursor::new(bytes.to_vec()));
    Table::read("x.csv", Decoded::new(source).expect("bytes in memory"), &known)
}

/// Line, row and the first cell of each row, or what is wrong with it.
fn rows(table: &mut Table) -> Vec<(u64, u64, String)> {
    let mut out = vec![];
    while let Some(row) = table.next_record().expect("a whole file") {
        let (place, said) = match &row {
            Ok(record) => (&record.place, record.get("first_name").to_owned()),
            Err(fault) => (&fault.place, fault.reason.clone()),
        };
        out.push((place.line.unwrap_or(0), place.row.unwrap_or(0), said));
    }
    out
}

fn utf16(text: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

const TITLED: &str = "Clients of the pantry\n\nfirst_name;last_name;Año\nAna;\"Ruiz\nde Sol\";1990\n\n;;\nBerta;Núñez;1985\nshort;row\n";

#[test]
fn lines_and_rows_are_those_of_the_file_however_its_lines_end() {
    let want = [
        (4, 4, "Ana".to_owned()),
        (8, 7, "Berta".to_owned()),
        (9, 8, "2 cells where the header has 3".to_owned()),
    ];
    for end in ["\n", "\r\n", "\r"] {
        let text = TITLED.replace('\n', end);
        let mut table = open(text.as_bytes()).expect("a table");
        assert_eq!(
            (table.header_line(), table.header()),
            (3, ["first_name", "last_name", "año"].map(String::from).as_slice())
        );
        assert_eq!(rows(&mut table), want, "{end:?}");
        let how = table.read_as();
        assert_eq!((how.encoding, how.assumed, how.separator), ("UTF-8", false, Some("semicolon")));
        assert_eq!((how.header_line, how.rows_above_header), (Some(3), 1));
        assert!(how.warnings()[0].message.starts_with("1 row above the header (line 3)"), "{how:?}");
        // Without a line end behind the last row.
        let mut table = open(text.trim_end().as_bytes()).expect("a table");
        assert!(matches!(table.next_record(), Ok(Some(Ok(_)))));
        let last = open(text.trim_end().trim_end_matches("short;row").trim_end().as_bytes());
        assert_eq!(rows(&mut last.expect("a table")), want[..2], "{end:?}");
    }
}

#[test]
fn utf_16_is_read_as_utf_8_is() {
    let mut plain = open(TITLED.as_bytes()).expect("a table");
    let mut wide = open(&utf16(TITLED)).expect("a table");
    assert_eq!(wide.header(), plain.header());
    assert_eq!(rows(&mut wide), rows(&mut plain));
    let how = wide.read_as();
    assert_eq!((how.encoding, how.assumed, how.rows_above_header), ("UTF-16 (little-endian)", false, 1));
    // Without its mark it is a guess, and said to be one.
    let guessed = open(&utf16(TITLED)[2..]).expect("a table").read_as();
    assert!(guessed.assumed && guessed.warnings()[0].message.contains("UTF-16"), "{guessed:?}");
    // A broken letter spoils its row alone.
    let mut broken = utf16("first_name,last_name\nAna,Ruiz\nBo,S");
    broken.extend([0x00, 0xd8]);
    broken.extend(&utf16("l\nCy,Day\n")[2..]);
    let got = rows(&mut open(&broken).expect("a table"));
    assert_eq!(got[1], (3, 3, "column `last_name` is not valid UTF-16".to_owned()));
    assert_eq!(got[2].2, "Cy");
}

#[test]
fn latin_1_in_the_header_and_below_keeps_its_letters() {
    let mut table = open(b"Lista de personas\nfirst_name;A\xf1o\nBego\xf1a;1990\n").expect("a table");
    assert_eq!(table.header()[1], "año");
    assert_eq!(rows(&mut table), [(3, 3, "Begoña".to_owned())]);
    let how = table.read_as();
    assert_eq!((how.encoding, how.assumed), ("Windows-1252", true));
    assert!(how.warnings()[0].message.contains("Windows-1252"), "{how:?}");
    // Letters in UTF-8 before it: damage, and not another encoding.
    let fault = open("first_name,año,".bytes().chain(*b"A\xf1o\n").collect::<Vec<_>>().as_slice()).err();
    assert!(fault.expect("a fault").to_string().contains("line 1: the name of column 3 is not valid UTF-8"));
}

#[test]
fn what_is_no_table_says_so() {
    for (bytes, words) in [
        (b"PK\x03\x04rest".as_slice(), "packed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "packed"),
        (b"", "empty"),
        (b"\xff\xfe", "empty"),
        (b"\n\n,,\n", "empty"),
        (b"Ana,Ruiz,01/02/1980\nBo,Sol,02/03/1981\n", "line 1: looks like data"),
    ] {
        let fault = open(bytes).err().expect("a fault").to_string();
        assert!(fault.contains(words), "{words}: {fault}");
    }
}

/// A reader that makes its text as it is read.
struct Endless {
    row: Vec<u8>,
    rows: usize,
    at: usize,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < buffer.len() && (self.rows > 0 || self.at < self.row.len()) {
            if self.at == self.row.len() {
                (self.rows, self.at) = (self.rows - 1, 0);
            }
            let n = (buffer.len() - filled).min(self.row.len() - self.at);
            buffer[filled..filled + n].copy_from_slice(&self.row[self.at..self.at + n]);
            (self.at, filled) = (self.at + n, filled + n);
        }
        Ok(filled)
    }
}

#[test]
fn a_long_file_streams_in_either_encoding() {
    for wide in [false, true] {
        let bytes = |text: &str| if wide { utf16(text)[2..].to_vec() } else { text.as_bytes().to_vec() };
        let head =
            [if wide { vec![0xff, 0xfe] } else { vec![] }, bytes("Title\nfirst_name,last_name\n")].concat();
        let rest = Endless { row: bytes("Begoña,\"Núñez\r\nSol\"\r\n"), rows: 20_000, at: 0 };
        let rest = Endless { at: rest.row.len(), ..rest };
        let source: Box<dyn Read + Send> = Box::new(io::Cursor::new(head).chain(rest));
        let mut table =
            Table::read("x.csv", Decoded::new(source).expect("a reader"), &known).expect("a table");
        let got = rows(&mut table);
        assert_eq!((got.len(), got[0].2.as_str()), (20_000, "Begoña"));
        assert_eq!(got.last().map(|(line, row, _)| (*line, *row)), Some((3 + 2 * 19_999, 3 + 19_999)));
    }
}

proptest! {
    #[test]
    fn no_bytes_break_it(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(mut table) = open(&bytes) {
            for _ in 0..700 {
                if !matches!(table.next_record(), Ok(Some(_))) {
                    break;
                }
            }
        }
    }
}

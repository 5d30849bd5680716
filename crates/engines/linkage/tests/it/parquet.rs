//! Parquet files are read as CSV files with the same cells are.

use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tandem_linkage::config::Config;
use tandem_linkage::role::Role;
use tandem_linkage::table::{RowId, Table};
use tandem_linkage::{link, read};

/// A person: identifier, given name, family name, days from 1970 to the birth, postcode.
type Person = (String, Option<String>, String, Option<i32>, Option<f64>);

fn people() -> Vec<Person> {
    (0..900_i32)
        .map(|n| {
            let copy = n % 3 == 2;
            let who = if copy { n - 1 } else { n };
            let given = (n % 7 != 0)
                .then(|| format!("{}{}", ["ana", "josé", "kim", "lee"][who as usize % 4], who % 29));
            let born = (n % 11 != 0).then_some(who * 13 - 4000);
            (
                format!("r{n}"),
                given,
                format!("fam{}x{}", who % 37, who % 101),
                born,
                Some(f64::from(98_000 + who % 50)),
            )
        })
        .collect()
}

/// Written in groups of so many rows.
fn write(path: &Path, people: &[Person], compression: Compression, group: usize) {
    let schema = "message people { required binary rec_id (UTF8); optional binary first (UTF8); required binary last (UTF8); \
                  optional int32 dob (DATE); optional double zip; }";
    let properties = WriterProperties::builder().set_compression(compression).build();
    let file = std::fs::File::create(path).unwrap();
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(properties)).unwrap();
    let bytes = |text: &String| ByteArray::from(text.as_str());
    let levels = |there: Vec<bool>| there.into_iter().map(i16::from).collect::<Vec<_>>();
    for rows in people.chunks(group) {
        let mut out = writer.next_row_group().unwrap();
        let mut column = 0;
        while let Some(mut c) = out.next_column().unwrap() {
            match column {
                0 | 2 => {
                    let values: Vec<_> =
                        rows.iter().map(|r| bytes(if column == 0 { &r.0 } else { &r.2 })).collect();
                    c.typed::<ByteArrayType>().write_batch(&values, None, None).unwrap();
                }
                1 => {
                    let values: Vec<_> = rows.iter().filter_map(|r| r.1.as_ref().map(bytes)).collect();
                    let there = levels(rows.iter().map(|r| r.1.is_some()).collect());
                    c.typed::<ByteArrayType>().write_batch(&values, Some(&there), None).unwrap();
                }
                3 => {
                    let values: Vec<_> = rows.iter().filter_map(|r| r.3).collect();
                    let there = levels(rows.iter().map(|r| r.3.is_some()).collect());
                    c.typed::<Int32Type>().write_batch(&values, Some(&there), None).unwrap();
                }
                _ => {
                    let values: Vec<_> = rows.iter().filter_map(|r| r.4).collect();
                    let there = levels(rows.iter().map(|r| r.4.is_some()).collect());
                    c.typed::<DoubleType>().write_batch(&values, Some(&there), None).unwrap();
                }
            }
            c.close().unwrap();
            column += 1;
        }
        out.close().unwrap();
    }
    writer.close().unwrap();
}

/// A day, counted from the first of January 1970, as CSV has it; found by walking there from 1950.
fn day(days: i32) -> String {
    let (mut year, mut left) = (1950, days + 7305);
    let leap = |year: i32| i32::from(year % 4 == 0);
    while left >= 365 + leap(year) {
        left -= 365 + leap(year);
        year += 1;
    }
    let mut month = 0;
    let length = |month: usize| [31, 28 + leap(year), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month];
    while left >= length(month) {
        left -= length(month);
        month += 1;
    }
    format!("{year}-{:02}-{:02}", month + 1, left + 1)
}

fn csv(people: &[Person]) -> String {
    let row = |(id, given, family, born, zip): &Person| {
        let born = born.map_or(String::new(), day);
        format!(
            "{id},{},{family},{born},{}\n",
            given.clone().unwrap_or_default(),
            zip.map_or(String::new(), |z| z.to_string())
        )
    };
    "rec_id,first,last,dob,zip\n".to_owned() + &people.iter().map(row).collect::<String>()
}

fn table(paths: &[PathBuf]) -> (Table, Config) {
    let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let mut config = Config::default();
    read::recognise(&paths, &mut config).unwrap();
    (read::table(&paths, &config).unwrap(), config)
}

#[test]
fn as_csv() {
    let folder = tempfile::tempdir().unwrap();
    let people = people();
    let plain = folder.path().join("people.csv");
    std::fs::write(&plain, csv(&people)).unwrap();
    let (expected, config) = table(std::slice::from_ref(&plain));
    assert_eq!(config.columns["dob"], Role::BirthDate);
    let linked = link::link(&expected, &config).unwrap();
    assert!(linked.pairs.len() > 100, "{}", linked.pairs.len());
    for (name, compression) in [
        ("plain", Compression::UNCOMPRESSED),
        ("snappy", Compression::SNAPPY),
        ("zstd", Compression::ZSTD(ZstdLevel::default())),
        ("gzip", Compression::GZIP(Default::default())),
    ] {
        // What a file is, is told by its content, not by its name.
        let path = folder.path().join(name);
        write(&path, &people, compression, 250);
        let (found, of_parquet) = table(std::slice::from_ref(&path));
        assert_eq!(of_parquet, config, "{name}");
        for row in 0..expected.len() as RowId {
            let cells =
                |t: &Table| (0..t.fields.len()).map(|f| t.text(row, f).to_owned()).collect::<Vec<_>>();
            assert_eq!((found.id(row), cells(&found)), (expected.id(row), cells(&expected)), "{name}");
        }
        assert_eq!(link::link(&found, &config).unwrap().pairs, linked.pairs);
        // One of each kind is linked as well.
        assert_eq!(table(&[plain.clone(), path]).0.sources(), 2);
    }
}

#[test]
fn what_cannot_be_read_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.parquet");
    write(&path, &people(), Compression::SNAPPY, 100);
    let whole = std::fs::read(&path).unwrap();
    let fault = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        let mut config = Config::default();
        let read = read::recognise(&[&path], &mut config).and_then(|_| read::table(&[&path], &config));
        read.err().map(|e| e.to_string())
    };
    let cut = fault(&whole[..whole.len() / 2]).unwrap();
    assert!(cut.contains("people.parquet") && cut.contains("Parquet") && cut.contains("CSV"), "{cut}");
    assert!(fault(b"PAR1").is_some());
    // Whatever byte is wrong: an error or another value, never a crash.
    for at in (4..whole.len()).step_by(whole.len() / 60) {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        let _ = fault(&changed);
    }
}

//! People made for tests: families at one address, some of them with a second record that has faults.

use std::path::Path;
use tandem_linkage::config::Config;
use tandem_linkage::index::Entry;
use tandem_linkage::read;
use tandem_linkage::role::Role;
use tandem_linkage::table::Table;

/// Reads files as the command does.
pub fn table_of(files: &[&[u8]], config: &mut Config) -> Result<Table, String> {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..files.len()).map(|i| folder.path().join(format!("{i}.csv"))).collect();
    paths.iter().zip(files).for_each(|(p, bytes)| std::fs::write(p, bytes).unwrap());
    let paths: Vec<&Path> = paths.iter().map(|p| p.as_path()).collect();
    read::recognise(&paths, config).map_err(|e| e.to_string())?;
    read::table(&paths, config).map_err(|e| e.to_string())
}

/// Numbers below `n`, the same in every run.
pub fn dice(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |n| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    }
}

/// A name of so many syllables.
pub fn name(of: usize, number: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ka", "ro", "mi", "le", "tan", "bur", "ves", "do", "sha", "ny", "el", "gor", "pi", "ume", "fra",
        "qui",
    ];
    (0..of).map(|i| SYLLABLES[number >> (4 * i) & 15]).collect()
}

/// Records of a partnership.
pub struct People {
    /// As a file.
    pub csv: String,
    /// As entries of an index, numbered from 0 in the order of the file.
    pub entries: Vec<Entry>,
}

/// Records of so many persons.
pub fn partnership(persons: usize, seed: u64) -> People {
    const COLUMNS: [(&str, Role); 7] = [
        ("first", Role::GivenName),
        ("last", Role::FamilyName),
        ("dob", Role::BirthDate),
        ("street number", Role::HouseNumber),
        ("street", Role::Street),
        ("zip", Role::Postcode),
        ("phone", Role::Phone),
    ];
    let mut roll = dice(seed);
    let (mut csv, mut entries) = (COLUMNS.map(|c| c.0).join(",") + "\n", vec![]);
    let mut add = |cells: &[String; 7]| {
        csv += &(cells.join(",") + "\n");
        let values = COLUMNS.iter().zip(cells).map(|((_, role), cell)| (*role, cell.clone())).collect();
        entries.push(Entry { id: entries.len() as u128, source: (entries.len() % 3) as u128, values });
    };
    for n in 0..persons {
        let house = n / 3;
        let mut of_house = dice(seed ^ house as u64 ^ 0x5eed);
        let last = name(3, of_house(4096));
        let (number, street, zip) = (1 + of_house(900), name(2, of_house(256)), 21_200 + of_house(30));
        let person = [
            name(2, roll(256)),
            last,
            format!("{}-{:02}-{:02}", 1935 + roll(80), 1 + roll(12), 1 + roll(28)),
            number.to_string(),
            format!("{street} st"),
            zip.to_string(),
            format!("410555{house:04}"),
        ];
        add(&person);
        // Every fourth comes a second time: with a letter left out, without a telephone, moved away.
        if n % 4 == 0 {
            let mut again = person.clone();
            match roll(4) {
                0 => again[0] = again[0][1..].to_owned(),
                1 => again[6] = String::new(),
                2 => {
                    (again[3], again[4], again[5]) =
                        ((1 + roll(900)).to_string(), format!("{} ave", name(2, roll(256))), "21301".into())
                }
                _ => again[1] = name(3, roll(4096)),
            }
            add(&again);
        }
    }
    People { csv, entries }
}

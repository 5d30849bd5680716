//! What the schema must never hold, and that its two spellings are one.

use std::path::Path;

fn sources() -> Vec<(String, String)> {
    let room = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![];
    let mut folders = vec![room.join("migrations"), room.join("src"), room.join("messages")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the room").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).expect("a text file");
                found.push((path.display().to_string(), text));
            }
        }
    }
    found
}

/// Words of a field for immigration status, in either language. Comments may say that there is none.
const WORDS: [&str; 14] = [
    "immigra",
    "inmigra",
    "citizen",
    "ciudadan",
    "visa_",
    "alien",
    "undocumented",
    "indocumentad",
    "nationality",
    "nacionalidad",
    "birth_country",
    "country_of_birth",
    "refugee",
    "93027-1",
];

#[test]
fn there_is_no_field_for_immigration_status() {
    let files = sources();
    assert!(files.iter().any(|(path, _)| path.ends_with("sqlite/0001_people.sql")));
    for (path, text) in files {
        for (number, line) in text.lines().enumerate() {
            let line = line.trim().to_lowercase();
            let comment = ["--", "//", "#"].iter().any(|mark| line.starts_with(mark));
            // The one use in code is a test that such a label does not read.
            if comment || line.contains("assert") || line.contains("label: \"immigration\"") {
                continue;
            }
            for word in WORDS {
                assert!(!line.contains(word), "{path}:{}: `{word}` in: {line}", number + 1);
            }
        }
    }
}

#[test]
fn the_two_migrations_have_the_same_tables_columns_and_indexes() {
    let of = |engine: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("migrations/{engine}/0001_people.sql"));
        let text = std::fs::read_to_string(path).expect("the migration");
        text.lines()
            .map(|line| {
                line.replace(" COLLATE \"C\"", "")
                    .replace(" STRICT", "")
                    .replace(" BLOB", " uuid")
                    .replace(" bytea", " uuid")
                    .replace(" INTEGER", " bigint")
                    .replace(" TEXT", " text")
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(of("sqlite"), of("postgres"));
}

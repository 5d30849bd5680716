//! SQL stands in store files only, and there it keeps to what the row fence can read: no other schema's names, no
//! PRAGMA, no common table expression that takes the name of a table (it would stand in for the fenced view).

use std::collections::BTreeSet;

use super::lex::tokens;
use super::{Faults, Source};

const VERBS: [&str; 9] =
    ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "WITH ", "CREATE ", "ALTER ", "DROP ", "PRAGMA "];

pub(super) fn check(sources: &[Source], faults: &mut Faults) {
    let tables = tables(sources);
    for source in sources {
        let code = source.path.ends_with(".rs") && source.path.contains("/src/");
        if !code || !(source.path.starts_with("crates/rooms/") || source.path.starts_with("crates/faces/")) {
            continue;
        }
        let store = source.path.ends_with("/store.rs") || source.path.contains("/store/");
        for token in tokens(&source.text) {
            let Some(text) = token.text().filter(|t| is_sql(t)) else { continue };
            let at = format!("{}:{}", source.path, token.line);
            if store {
                faults.errors.extend(faulty(text, &tables).map(|why| format!("{at}: {why}")));
            } else {
                faults.error(format!("{at}: SQL outside store.rs or store/; move the statement there"));
            }
        }
    }
}

fn is_sql(text: &str) -> bool {
    let text = text.trim_start();
    VERBS.iter().any(|verb| {
        text.starts_with(verb)
            || text.starts_with(&verb.trim_end().to_owned()) && text[verb.len() - 1..].starts_with('\n')
    })
}

fn words(sql: &str) -> Vec<&str> {
    sql.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect()
}

fn faulty(sql: &str, tables: &BTreeSet<String>) -> impl Iterator<Item = String> {
    let mut found = Vec::new();
    let lower = sql.to_lowercase();
    for schema in ["main.", "temp.", "sqlite_master", "sqlite_schema"] {
        if lower
            .match_indices(schema)
            .any(|(i, _)| !lower[..i].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        {
            found.push(format!("`{schema}` goes around the row fence; name the table alone"));
        }
    }
    for verb in ["PRAGMA", "CREATE", "DROP", "ALTER", "ATTACH"] {
        if words(sql).first() == Some(&verb) {
            found.push(format!("{verb} at run time; schema belongs in migrations"));
        }
    }
    for name in common_tables(sql) {
        if tables.contains(&name) {
            found.push(format!("the common table expression `{name}` has the name of a table; rename it"));
        }
    }
    found.into_iter()
}

/// Names before `AS (`: common table expressions, with or without a list of columns.
fn common_tables(sql: &str) -> Vec<String> {
    let upper = sql.to_uppercase();
    let mut names = Vec::new();
    for (i, _) in upper.match_indices("AS") {
        let after = upper[i + 2..].trim_start();
        let whole = upper[..i].ends_with(char::is_whitespace) || upper[..i].ends_with(')');
        if !whole || !(after.starts_with('(') || after.starts_with("MATERIALIZED")) {
            continue;
        }
        let mut before = sql.get(..i).unwrap_or_default().trim_end();
        if before.ends_with(')') {
            before = before.rfind('(').map_or("", |open| before[..open].trim_end());
        }
        if let Some(name) = words(before).last() {
            names.push((*name).to_lowercase());
        }
    }
    names
}

fn tables(sources: &[Source]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for source in sources.iter().filter(|s| s.path.contains("/migrations/") && s.path.ends_with(".sql")) {
        let all = words(&source.text);
        for window in all.windows(6) {
            if window[0].eq_ignore_ascii_case("CREATE") && window[1].eq_ignore_ascii_case("TABLE") {
                let name = if window[2].eq_ignore_ascii_case("IF") { window[5] } else { window[2] };
                found.insert(name.to_lowercase());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn errors(path: &str, code: &str) -> Vec<String> {
        let migration = source(
            "crates/rooms/people/migrations/sqlite/0001.sql",
            "CREATE TABLE need (id BLOB NOT NULL, x TEXT);",
        );
        let mut faults = Faults::default();
        check(&[migration, source(path, code)], &mut faults);
        faults.errors
    }

    #[test]
    fn a_statement_in_the_store_is_fine() {
        let good = "const A: &str = \"SELECT x FROM need n WHERE domain.code = ?1\"; const B: &str = \"WITH due AS (SELECT 1) SELECT * FROM due\";";
        assert!(errors("crates/rooms/people/src/store.rs", good).is_empty());
        assert!(errors("crates/rooms/people/src/store/need.rs", good).is_empty());
        assert!(
            errors("crates/rooms/people/src/model.rs", "const A: &str = \"Select a service\";").is_empty()
        );
    }

    #[test]
    fn a_statement_elsewhere_is_not() {
        let errors = errors("crates/rooms/people/src/actions/add.rs", "\nfn f() { tx.query(\"SELECT 1\") }");
        assert_eq!(
            errors,
            [
                "crates/rooms/people/src/actions/add.rs:2: SQL outside store.rs or store/; move the statement there"
            ]
        );
    }

    #[test]
    fn ways_around_the_fence_are_closed() {
        for bad in [
            "SELECT x FROM main.need",
            "SELECT x FROM temp.need",
            "PRAGMA table_info(need)",
            "WITH need AS (SELECT 1) SELECT * FROM need",
            "WITH a AS (SELECT 1), need(x) AS (SELECT 2) SELECT * FROM need",
            "WITH need AS MATERIALIZED (SELECT 1) SELECT 1",
            "DROP TABLE need",
        ] {
            assert_eq!(
                errors("crates/rooms/people/src/store.rs", &format!("const A: &str = \"{bad}\";")).len(),
                1,
                "{bad}"
            );
        }
    }
}

//! The migrations written for SQLite and for PostgreSQL make the same tables.

use tandem::rooms;
use tandem_testkit::TestStore;

#[test]
fn both_databases_have_the_same_schema() {
    let (m, f) = (rooms::migrations(), rooms::fences());
    let sqlite = TestStore::sqlite(&m, &f).store.describe().unwrap();
    let postgres = TestStore::postgres(&m, &f).store.describe().unwrap();
    let only = |a: &[String], b: &[String]| a.iter().filter(|l| !b.contains(l)).cloned().collect::<Vec<_>>();
    assert_eq!(only(&sqlite, &postgres), Vec::<String>::new(), "only on SQLite");
    assert_eq!(only(&postgres, &sqlite), Vec::<String>::new(), "only on PostgreSQL");
    assert_eq!(sqlite, postgres, "the order of tables and columns");
    assert!(sqlite.len() > 100);
}

#[test]
fn no_table_has_a_field_for_immigration() {
    let t = TestStore::sqlite(&rooms::migrations(), &rooms::fences());
    for line in t.store.describe().unwrap() {
        for word in ["immigra", "citizen", "visa", "nationality", "documented", "alien"] {
            assert!(!line.contains(word), "{line}");
        }
    }
}

#[test]
fn every_table_about_a_person_is_behind_the_fence() {
    let t = TestStore::sqlite(&rooms::migrations(), &rooms::fences());
    let fenced: Vec<&str> = rooms::fences().iter().map(|f| f.table).collect();
    // The audit log and the links are the foundation's own shelves; their readers check in code.
    let own_shelf = ["audit", "signed_link"];
    for line in t.store.describe().unwrap() {
        let (table, column) = line.split_once('.').unwrap();
        if column.starts_with("person_id ") && !own_shelf.contains(&table) {
            assert!(fenced.contains(&table), "{table} has person_id and no fence");
        }
    }
}

//! A store with the tables that an import needs, and small files.
#![allow(dead_code)]

use std::path::Path;

use tandem_access::{Migration, Store, Viewer};
use tandem_hsds::{Format, Report, import_directory};
use tandem_testkit::TestStore;
use tandem_web::Room;

pub fn migrations() -> Vec<Migration> {
    [
        tandem_access::MIGRATIONS,
        tandem_events::MIGRATIONS,
        tandem_partners::MIGRATIONS,
        tandem_directory::MIGRATIONS,
    ]
    .concat()
}

/// The rooms that a public directory needs. Partners bring tables only: their own pages have their own tests.
pub fn rooms() -> Vec<Room> {
    vec![
        Room { migrations: tandem_partners::MIGRATIONS, ..Room::named("partners") },
        tandem_directory::room(),
        tandem_hsds::room(),
    ]
}

/// SQLite always, PostgreSQL where one is there.
pub fn both() -> Vec<TestStore> {
    TestStore::both(&migrations(), &[])
}

pub async fn import(store: &Store, format: Format, path: &Path) -> Report {
    import_directory(store, &Viewer::system("test.import"), format, path, "test", |_| {}).await.unwrap()
}

pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

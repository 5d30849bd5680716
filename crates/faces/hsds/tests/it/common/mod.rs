//! A store with the tables that an import needs, and small files.

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

/// As `import`, from a named source.
pub async fn import_from(store: &Store, format: Format, path: &Path, source: &str) -> Report {
    import_directory(store, &Viewer::system("test.import"), format, path, source, |_| {}).await.unwrap()
}

pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// Each odd thing once: hours of every sort, words that look like formulas, a fax of a service at one of its places,
/// a shelter, terms that no table knows.
pub fn odd() -> tempfile::TempDir {
    folder(&[
        ("organizations.csv", b"id,name,description,email,website\n1,Harbor Help,\"=1+1, says the treasurer\",help@example.org,www.example.org\n2,Haven House,\"Write to 77 Secret Lane, 21299\",,\n3,No Services,,,\n"),
        ("locations.csv", b"id,organization_id,name,latitude,longitude,accessibility,languages,transportation,virtual\n1,1,Main,39.3,-76.6,\"ramp,elevator\",\"Spanish, Klingon\",Bus 5,\n2,2,Hidden,39.31,-76.61,ramp,,Bus 7 to Secret Lane,\n3,1,Online,,,,,,true\n"),
        ("addresses.csv", b"id,location_id,address_1,address_2,city,state_province,postal_code,country\n1,1,12 Pier Street,Floor 2,Town,MD,21201,US\n2,2,77 Secret Lane,,Town,MD,21299,\n"),
        ("mail_addresses.csv", b"id,location_id,address_1,city,state_province,postal_code,country\n1,1,PO Box 5,Town,MD,21201,US\n"),
        ("services.csv", b"id,location_id,name,alternate_name,description,eligibility,fees,keywords,wait_time,required_documents,service_areas,status,taxonomy_ids,languages,email\n\
1,1,Food Pantry,-pantry-,\"@home, free food\nand more\n\nSince 1950\",Ages 18 and older,$5,\"groceries, canned\",2 weeks,Photo ID;Proof of address,\"Town, 21201\",active,,es,food@example.org\n\
2,2,Shelter,,Emergency shelter for battered women at 77 Secret Lane,,,,,,,active,,,\n\
3,3,Classes,,,,,,,,,inactive,XX-1,,\n"),
        ("phones.csv", b"id,location_id,service_id,organization_id,number,extension,department,number_type\n1,,1,,410-555-0100,007,Hotline,voice\n2,1,,,+1 410 555 0101,12A,,fax\n3,,,1,410-555-0102,5,,tty\n4,1,1,,410-555-0103,,,text\n"),
        ("regular_schedules.csv", b"id,location_id,service_id,weekday,opens_at,closes_at\n1,,1,Monday,9:00,17:00\n2,1,,Mon-Sun,22:00,6:00\n"),
        ("holiday_schedules.csv", b"id,location_id,service_id,start_date,end_date,closed,opens_at,closes_at\n1,1,,\"January 01, 0001\",\"January 01, 0001\",true,,\n2,,1,12/24/2026,12/24/2026,false,10:00,12:00\n3,,1,07/04/2026,07/05/2026,true,,\n"),
        ("taxonomy.csv", b"taxonomy_id,name,parent_id\nXX-1,Zymurgy,\n"),
    ])
}

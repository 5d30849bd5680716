//! What a database holds, as somebody sees who has its disk and no key: for tests of what may not be there.

use std::path::PathBuf;
use tandem_access::DatabaseUrl;

/// Every byte of the SQLite file and its log, or every row of PostgreSQL as a dump writes it, bytes as they are; read as
/// text, in small letters.
pub fn stored(url: &DatabaseUrl) -> String {
    let bytes = match url {
        DatabaseUrl::Sqlite(path) => {
            let beside = |end: &str| {
                let mut name = path.clone().into_os_string();
                name.push(end);
                std::fs::read(PathBuf::from(name)).unwrap_or_default()
            };
            [beside(""), beside("-wal")].concat()
        }
        DatabaseUrl::Postgres(url) => {
            let url = url.clone();
            // The synchronous PostgreSQL client may not run on an async thread.
            std::thread::spawn(move || dump(&url)).join().expect("the dump does not panic")
        }
    };
    String::from_utf8_lossy(&bytes).to_ascii_lowercase()
}

fn dump(url: &str) -> Vec<u8> {
    let mut client = postgres::Client::connect(url, postgres::NoTls).expect("the test PostgreSQL answers");
    // Text inside bytes is written as text, or a name that was kept as bytes would not be seen.
    client.batch_execute("SET bytea_output = 'escape'").expect("a setting");
    let tables = client
        .query("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'", &[])
        .expect("the list of tables");
    let mut out = vec![];
    for table in tables {
        let name: String = table.get(0);
        for row in client.query(&format!("SELECT CAST(t AS text) FROM \"{name}\" t"), &[]).expect("its rows")
        {
            out.extend_from_slice(row.get::<_, String>(0).as_bytes());
            out.push(b'\n');
        }
    }
    out
}

/// Whether `words` stand in what is stored, whatever their case.
pub fn holds(stored: &str, words: &str) -> bool {
    stored.contains(&words.to_ascii_lowercase())
}

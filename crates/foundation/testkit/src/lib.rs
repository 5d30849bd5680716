//! What tests stand on: a real SQLite file or a real PostgreSQL database of their own, a clock they set, and (in
//! `app`, a feature that is on unless a crate below the application turns it off) the whole application driven over its
//! routes.

#[cfg(feature = "app")]
pub mod app;
mod gateway;
pub mod http;
pub mod smtp;
pub mod stored;

#[cfg(feature = "app")]
pub use app::{Answered, TestApp};
pub use gateway::gateway;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use tandem_access::{DatabaseUrl, Fence, KeyFile, Migration, Store, Surroundings, Timestamp};

/// Noon UTC on Wednesday 4 March 2026: a business day with business days around it.
pub const START: i64 = 1_772_625_600_000_000;

/// A clock that stands still until it is moved.
#[derive(Clone)]
pub struct TestClock(Arc<AtomicI64>);

impl Default for TestClock {
    fn default() -> Self {
        TestClock(Arc::new(AtomicI64::new(START)))
    }
}

impl TestClock {
    /// The present.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).expect("the test clock holds a valid time")
    }
    /// Moves forward.
    pub fn advance(&self, by: jiff::SignedDuration) {
        self.0.fetch_add(i64::try_from(by.as_micros()).expect("a short step"), Ordering::SeqCst);
    }
    /// Jumps.
    pub fn set(&self, to: Timestamp) {
        self.0.store(to.as_microsecond(), Ordering::SeqCst);
    }
}

/// A store on a database of its own, removed when dropped.
pub struct TestStore {
    /// The doors.
    pub store: Store,
    /// Its clock.
    pub clock: TestClock,
    /// `sqlite` or `postgres`, for messages.
    pub engine: &'static str,
    _home: Home,
}

enum Home {
    Folder(#[allow(dead_code)] tempfile::TempDir),
    Database(String),
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Home::Database(name) = self {
            let name = name.clone();
            let _ =
                std::thread::spawn(move || admin(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")))
                    .join();
        }
    }
}

static SEED: AtomicU64 = AtomicU64::new(1);

impl TestStore {
    /// On a fresh SQLite file.
    pub fn sqlite(migrations: &[Migration], fences: &[Fence]) -> TestStore {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = DatabaseUrl::Sqlite(folder.path().join("tandem.db"));
        Self::open(url, migrations, fences, "sqlite", Home::Folder(folder))
    }

    /// On a fresh database of the test PostgreSQL (see `scripts/test-postgres`).
    pub fn postgres(migrations: &[Migration], fences: &[Fence]) -> TestStore {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let name = format!("t{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::SeqCst));
        let (n, base) = (name.clone(), postgres_url());
        std::thread::spawn(move || {
            admin(&format!("DROP DATABASE IF EXISTS {n} WITH (FORCE)"));
            admin(&format!("CREATE DATABASE {n}"));
        })
        .join()
        .expect("the test database is made");
        let url = DatabaseUrl::Postgres(format!("{base}/{name}"));
        Self::open(url, migrations, fences, "postgres", Home::Database(name))
    }

    /// One on each.
    pub fn both(migrations: &[Migration], fences: &[Fence]) -> Vec<TestStore> {
        vec![Self::sqlite(migrations, fences), Self::postgres(migrations, fences)]
    }

    fn open(
        url: DatabaseUrl,
        migrations: &[Migration],
        fences: &[Fence],
        engine: &'static str,
        home: Home,
    ) -> TestStore {
        let clock = TestClock::default();
        let c = clock.clone();
        let around = Surroundings::seeded(move || c.now(), SEED.fetch_add(1, Ordering::SeqCst));
        let keys = KeyFile::generate(&around.bytes());
        let (m, f) = (migrations.to_vec(), fences.to_vec());
        // The synchronous PostgreSQL client may not run on an async thread.
        let store = std::thread::spawn(move || Store::open(&url, &m, &f, around))
            .join()
            .expect("opening does not panic")
            .unwrap_or_else(|e| panic!("the test {engine} database opens: {e}"))
            .with_keys(keys);
        TestStore { store, clock, engine, _home: home }
    }
}

fn admin(sql: &str) {
    let url = format!("{}/postgres", postgres_url());
    let mut client = postgres::Client::connect(&url, postgres::NoTls).expect("the test PostgreSQL answers");
    client.batch_execute(sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
}

/// The test server's URL without a database name: from `TANDEM_TEST_POSTGRES`, else started by the project's script.
pub fn postgres_url() -> String {
    static URL: OnceLock<String> = OnceLock::new();
    URL.get_or_init(|| {
        if let Ok(url) = std::env::var("TANDEM_TEST_POSTGRES") {
            return url;
        }
        let script = project_root().join("scripts/test-postgres");
        let out = Command::new(&script).arg("start").output().expect("scripts/test-postgres runs");
        assert!(out.status.success(), "scripts/test-postgres: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8_lossy(&out.stdout).trim().to_owned()
    })
    .clone()
}

/// The checkout.
pub fn project_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../..")
        .canonicalize()
        .expect("the testkit lies in the checkout")
}

/// Real data of the field for tests, where it is present (`TANDEM_TEST_DATA`, else `../shared/data` beside the
/// checkout). A test without it prints why and returns.
pub fn real_data(path: &str) -> Option<PathBuf> {
    let base = std::env::var_os("TANDEM_TEST_DATA")
        .map_or_else(|| project_root().join("../shared/data"), PathBuf::from);
    let full = base.join(path);
    if full.exists() {
        Some(full)
    } else {
        eprintln!("skipped: {} is not here (set TANDEM_TEST_DATA)", full.display());
        None
    }
}

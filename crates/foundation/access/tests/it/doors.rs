//! The two doors under load and under fault, on both databases.

use tandem_access::accounts::rate_limit::Gate;
use tandem_access::{DatabaseUrl, Error, Migration, Store, Surroundings, Uuid, Viewer, params};
use tandem_testkit::TestStore;

const TOY: Migration = Migration {
    room: "toy",
    name: "0001_counter",
    sqlite: "CREATE TABLE counter (name TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL) STRICT;
             INSERT INTO counter VALUES ('a', 0);",
    postgres: "CREATE TABLE counter (name text NOT NULL PRIMARY KEY, n bigint NOT NULL);
               INSERT INTO counter VALUES ('a', 0);",
};

fn stores() -> Vec<TestStore> {
    let mut all = tandem_access::MIGRATIONS.to_vec();
    all.push(TOY);
    TestStore::both(&all, &[])
}

async fn count(t: &TestStore, name: &'static str) -> i64 {
    t.store
        .read(&Viewer::system("test"), move |tx| {
            tx.query_one("SELECT n FROM counter WHERE name = ?1", params![name], |r| Ok(r.get(0)?))
        })
        .await
        .unwrap()
}

/// Reads, thinks, writes: lost unless transactions are serializable.
async fn add_one(store: tandem_access::Store) -> Result<(), Error> {
    store
        .write(&Viewer::system("test"), |tx| {
            let n: i64 =
                tx.query_one("SELECT n FROM counter WHERE name = 'a'", params![], |r| Ok(r.get(0)?))?;
            tx.execute("UPDATE counter SET n = ?1 WHERE name = 'a'", params![n + 1])?;
            Ok(())
        })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn no_update_is_lost() {
    for t in stores() {
        let tasks: Vec<_> = (0..24).map(|_| tokio::spawn(add_one(t.store.clone()))).collect();
        for task in tasks {
            // Whoever met another runs again alone, so with one server nobody is sent away.
            task.await.unwrap().unwrap_or_else(|e| panic!("{}: {e}", t.engine));
        }
        assert_eq!(count(&t, "a").await, 24, "{}", t.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_or_panicking_write_leaves_no_trace_and_harms_no_other() {
    for t in stores() {
        let bad = |kind: u8| {
            let store = t.store.clone();
            tokio::spawn(async move {
                store
                    .write(&Viewer::system("test"), move |tx| {
                        tx.execute("INSERT INTO counter VALUES ('bad', 1)", params![])?;
                        assert!(kind != 1, "a fault of ours");
                        Err::<(), _>(Error::NotFound)
                    })
                    .await
            })
        };
        let mut tasks = vec![];
        for i in 0..20 {
            tasks.push(tokio::spawn(add_one(t.store.clone())));
            let result = bad(i % 2).await.unwrap();
            match i % 2 {
                0 => assert!(matches!(result, Err(Error::NotFound)), "{}: {result:?}", t.engine),
                _ => assert!(matches!(result, Err(Error::Internal(_))), "{}: {result:?}", t.engine),
            }
        }
        let mut done = 0;
        for task in tasks {
            done += i64::from(task.await.unwrap().is_ok());
        }
        assert_eq!(count(&t, "a").await, done, "{}", t.engine);
        let bad = t
            .store
            .read(&Viewer::system("test"), |tx| {
                tx.query_opt("SELECT n FROM counter WHERE name = 'bad'", params![], |r| Ok(r.get::<i64>(0)?))
            })
            .await
            .unwrap();
        assert_eq!(bad, None, "{}: what failed was rolled back", t.engine);
    }
}

/// What one of many writes in the same batch does.
#[derive(Clone, Copy, PartialEq)]
enum Does {
    Adds,
    FailsBefore,
    FailsAfter,
    PanicsAfter,
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_of_one_batch_stand_or_fall_each_for_itself() {
    let all = [Does::Adds, Does::FailsBefore, Does::Adds, Does::FailsAfter, Does::Adds, Does::PanicsAfter];
    for t in stores() {
        // While this one holds the writer, the others queue up behind it.
        let slow = t.store.clone();
        let slow = tokio::spawn(async move {
            slow.write(&Viewer::system("test"), |_| {
                std::thread::sleep(std::time::Duration::from_millis(200));
                Ok(())
            })
            .await
        });
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        let tasks: Vec<_> = (0..48)
            .map(|n| {
                let (store, does) = (t.store.clone(), all[n % all.len()]);
                tokio::spawn(async move {
                    let done = store
                        .write(&Viewer::system("test"), move |tx| {
                            if does == Does::FailsBefore {
                                return Err(Error::Forbidden);
                            }
                            tx.execute("UPDATE counter SET n = n + 1 WHERE name = 'a'", params![])?;
                            assert!(does != Does::PanicsAfter, "a fault of ours");
                            if does == Does::FailsAfter { Err(Error::NotFound) } else { Ok(()) }
                        })
                        .await;
                    (does, done)
                })
            })
            .collect();
        slow.await.unwrap().unwrap();
        for task in tasks {
            let (does, done) = task.await.unwrap();
            let right = match does {
                Does::Adds => done.is_ok(),
                Does::FailsBefore => matches!(done, Err(Error::Forbidden)),
                Does::FailsAfter => matches!(done, Err(Error::NotFound)),
                Does::PanicsAfter => matches!(done, Err(Error::Internal(_))),
            };
            assert!(right, "{}: {done:?}", t.engine);
        }
        assert_eq!(count(&t, "a").await, 24, "{}", t.engine);
    }
}

/// PostgreSQL ends a transaction at its first failed statement and answers the commit with a quiet rollback.
#[tokio::test(flavor = "multi_thread")]
async fn an_error_that_is_looked_past_does_not_pass_for_a_commit() {
    for t in stores() {
        let answered = t
            .store
            .write(&Viewer::system("test"), |tx| {
                tx.execute("INSERT INTO counter VALUES ('kept', 1)", params![])?;
                let clash = tx.execute("INSERT INTO counter VALUES ('a', 1)", params![]);
                assert!(clash.is_err());
                Ok(())
            })
            .await;
        let kept = t
            .store
            .read(&Viewer::system("test"), |tx| {
                tx.query_opt("SELECT n FROM counter WHERE name = 'kept'", params![], |r| Ok(r.get::<i64>(0)?))
            })
            .await
            .unwrap();
        assert_eq!(answered.is_ok(), kept.is_some(), "{}: {answered:?}", t.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_and_optional_parts_work_in_one_statement_text() {
    for t in stores() {
        let found: Vec<String> = t
            .store
            .write(&Viewer::system("test"), |tx| {
                for name in ["b", "it's", "ñandú"] {
                    tx.execute("INSERT INTO counter VALUES (?1, 2) ON CONFLICT (name) DO NOTHING", params![name])?;
                }
                tx.query(
                    "SELECT name FROM counter WHERE name IN_TEXTS(?1) AND (CAST(?2 AS TEXT) IS NULL OR name <> ?2)
                     ORDER BY name",
                    params![tandem_access::json_texts(["it's", "ñandú", "zzz", "b"]), "b"],
                    |r| Ok(r.get(0)?),
                )
            })
            .await
            .unwrap();
        assert_eq!(found, ["it's", "ñandú"], "{}", t.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_or_newer_migration_stops_the_start() {
    for t in stores() {
        let url = t.store.url().clone();
        let changed = Migration { sqlite: "SELECT 1;", postgres: "SELECT 1;", ..TOY };
        let mut all = tandem_access::MIGRATIONS.to_vec();
        all.push(changed);
        let open = move |list: Vec<Migration>, url: tandem_access::DatabaseUrl| {
            std::thread::spawn(move || {
                tandem_access::Store::open(&url, &list, &[], tandem_access::Surroundings::real()).err()
            })
            .join()
            .unwrap()
        };
        let fault = open(all, url.clone()).expect("a changed file is refused").to_string();
        assert!(fault.contains("toy/0001_counter") && fault.contains("changed"), "{fault}");
        let fault =
            open(tandem_access::MIGRATIONS.to_vec(), url).expect("a newer database is refused").to_string();
        assert!(fault.contains("newer"), "{fault}");
    }
}

/// What a statement changed and what it found is told as it is, with no row and with many.
#[tokio::test(flavor = "multi_thread")]
async fn a_statement_says_what_it_did() {
    for t in stores() {
        let (inserted, changed, none) = t
            .store
            .write(&Viewer::system("test"), |tx| {
                let rows: Vec<Vec<tandem_access::Value>> =
                    ["b", "c", "d"].iter().map(|name| params![*name, 7].to_vec()).collect();
                Ok((
                    tx.execute_each("INSERT INTO counter (name, n) VALUES (?1, ?2)", &rows)?,
                    tx.execute("UPDATE counter SET n = n + 1 WHERE n = 7", params![])?,
                    tx.execute("UPDATE counter SET n = 0 WHERE n = 7", params![])?,
                ))
            })
            .await
            .unwrap();
        assert_eq!((inserted, changed, none), (3, 3, 0), "{}", t.engine);
        let (seen, first, missing) = t
            .store
            .read(&Viewer::system("test"), |tx| {
                let mut seen = vec![];
                tx.for_each("SELECT name, n FROM counter ORDER BY name", params![], |r| {
                    seen.push((r.get::<String>(0)?, r.get::<i64>(1)?));
                    Ok(())
                })?;
                let first =
                    tx.query_one("SELECT n FROM counter WHERE name >= 'b' ORDER BY name", params![], |r| {
                        Ok(r.get::<i64>(0)?)
                    })?;
                let missing = tx.query_one("SELECT n FROM counter WHERE name = 'z'", params![], |_| Ok(()));
                Ok((seen, first, matches!(missing, Err(Error::NotFound))))
            })
            .await
            .unwrap();
        let all = [("a", 0), ("b", 8), ("c", 8), ("d", 8)].map(|(name, n)| (name.to_owned(), n));
        assert_eq!((seen.as_slice(), first, missing), (&all[..], 8, true), "{}", t.engine);
    }
}

/// One process has one set of buckets, clock and keys, however often its store is copied.
#[tokio::test(flavor = "multi_thread")]
async fn copies_of_a_store_share_what_they_stand_on() {
    for t in stores() {
        let copy = t.store.clone();
        let (now, from) = (t.store.now(), "192.0.2.1");
        assert_eq!(now, t.clock.now());
        for n in 0..3 {
            let store = if n % 2 == 0 { &copy } else { &t.store };
            store.limits().take(Gate::LinkRequestAccount, from, now).expect("within the burst");
        }
        assert!(t.store.limits().take(Gate::LinkRequestAccount, from, now).is_err(), "the fourth of three");
        assert!(t.store.describe().unwrap().iter().any(|line| line.contains("counter")), "{}", t.engine);
        assert_eq!(copy.keys().unwrap().master(), t.store.keys().unwrap().master());
        let other = tandem_access::KeyFile::generate(&[3; 64]);
        assert_eq!(copy.with_keys(other.clone()).keys().unwrap().master(), other.master());
    }
}

/// While a demo is made, commits do not wait for the disk; `harden` brings them there: into the file, out of the log.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_filled_in_one_go_is_hardened_into_the_file() {
    let t = TestStore::sqlite(tandem_access::MIGRATIONS, &[]);
    let DatabaseUrl::Sqlite(path) = t.store.url() else { panic!("a file") };
    let path = path.with_file_name("filled.db");
    let url = DatabaseUrl::Sqlite(path.clone());
    let mut all = tandem_access::MIGRATIONS.to_vec();
    all.push(TOY);
    let store = Store::open_to_fill(&url, &all, &[], Surroundings::real()).unwrap();
    assert!(store.keys().is_none(), "no key file was given");
    let closed =
        store.read(&Viewer::system("test"), |tx| tx.token(Uuid::from_u128(1), "name", "maria")).await;
    assert!(matches!(closed, Err(Error::Internal(_))), "and nothing is made that needs one");
    add_one(store.clone()).await.unwrap();
    let log = || std::fs::metadata(path.with_file_name("filled.db-wal")).map_or(0, |m| m.len());
    assert!(log() > 0, "it lies in the log");
    store.harden().unwrap();
    assert_eq!(log(), 0);
    let n: i64 = rusqlite::Connection::open(&path)
        .unwrap()
        .query_row("SELECT n FROM counter WHERE name = 'a'", [], |r| r.get(0))
        .unwrap();
    assert_eq!(n, 1);
}

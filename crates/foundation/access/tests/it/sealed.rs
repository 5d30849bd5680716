//! Sealed rows and the keys of organizations: what a key closes, when it is renewed, and that a destroyed one is gone from
//! this database and from every copy of it.

use jiff::SignedDuration;
use tandem_access::{
    Error, Fit, KeyFile, KeyKind, Migration, Place, Sealed, SealedTable, Store, Tx, Uuid, Viewer, fit,
    knows_keys, params, sealed, sealed_table,
};
use tandem_testkit::TestStore;

const CLINIC: Uuid = Uuid::from_u128(1);
const PANTRY: Uuid = Uuid::from_u128(2);

const NOTES: Migration = Migration {
    room: "toy",
    name: "0001_note",
    sqlite:
        "CREATE TABLE note (id BLOB NOT NULL PRIMARY KEY, owner_org BLOB NOT NULL, key_id BLOB, sealed BLOB,
               token BLOB) STRICT;",
    postgres:
        "CREATE TABLE note (id uuid NOT NULL PRIMARY KEY, owner_org uuid NOT NULL, key_id uuid, sealed bytea,
                 token uuid);",
};
const TABLES: [SealedTable; 1] = [sealed_table!(
    "note",
    "id",
    "UPDATE note SET key_id = NULL, sealed = NULL, token = NULL WHERE owner_org = ?1 AND sealed IS NOT NULL"
)];

fn stores() -> Vec<TestStore> {
    let mut all = tandem_access::MIGRATIONS.to_vec();
    all.push(NOTES);
    TestStore::both(&all, &[])
}

fn system() -> Viewer {
    Viewer::system("test")
}

fn place(row: Uuid, org: Uuid) -> Place {
    Place { table: "note", row, org }
}

fn put(tx: &mut Tx<'_, '_>, org: Uuid, kind: KeyKind, n: u128) -> Result<Uuid, Error> {
    let (row, words) = (Uuid::from_u128(n), format!("note {n}"));
    let token = tx.token(org, "note", &words)?;
    let closed = tx.seal_json(kind, &place(row, org), &words)?;
    tx.execute(
        "INSERT INTO note (id, owner_org, key_id, sealed, token) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![row, org, closed.key, closed.bytes, token],
    )?;
    Ok(row)
}

async fn note(store: &Store, org: Uuid, kind: KeyKind, n: u128) -> Result<Uuid, Error> {
    store.write(&system(), move |tx| put(tx, org, kind, n)).await
}

/// What a row says; `None` when it is gone.
async fn words(store: &Store, n: u128) -> Result<Option<String>, Error> {
    store
        .read(&system(), move |tx| {
            let id = Uuid::from_u128(n);
            let (org, key, sealed) =
                tx.query_one("SELECT owner_org, key_id, sealed FROM note WHERE id = ?1", params![id], |r| {
                    Ok((r.get::<Uuid>(0)?, r.get::<Option<Uuid>>(1)?, r.get::<Option<Vec<u8>>>(2)?))
                })?;
            tx.unseal_json(&place(id, org), key, sealed.as_deref())
        })
        .await
}

async fn sealed_with(store: &Store, n: u128) -> Sealed {
    store
        .read(&system(), move |tx| {
            tx.query_one("SELECT key_id, sealed FROM note WHERE id = ?1", params![Uuid::from_u128(n)], |r| {
                Ok(Sealed { key: r.get(0)?, bytes: r.get(1)? })
            })
        })
        .await
        .unwrap()
}

async fn run(store: &Store, sql: &'static str) -> u64 {
    store.write(&system(), move |tx| tx.execute(sql, params![])).await.unwrap()
}

/// Organization, kind, version, whether it is retired, whether it is destroyed.
async fn keys(store: &Store) -> Vec<(Uuid, KeyKind, i64, bool, bool)> {
    let lines = store.read(&system(), sealed::list).await.unwrap();
    lines
        .iter()
        .map(|l| (l.org, l.kind, l.version, l.retired_at.is_some(), l.destroyed_at.is_some()))
        .collect()
}

async fn with_keys(store: &Store) -> Vec<Uuid> {
    let mut orgs = store.read(&system(), |tx| tx.organizations_with_keys()).await.unwrap();
    orgs.sort_unstable();
    orgs
}

/// How many lines of the log have these words.
async fn noted(store: &Store, detail: &'static str) -> i64 {
    store
        .read(&system(), move |tx| {
            tx.query_one("SELECT count(*) FROM audit WHERE detail = ?1", params![detail], |r| Ok(r.get(0)?))
        })
        .await
        .unwrap()
}

fn keep(_: &KeyFile) -> Result<(), Error> {
    Ok(())
}

/// Each organization has a chain of its own for names and another for the vault (safety: a vault with its own key).
#[tokio::test]
async fn each_organization_closes_with_its_own_keys() {
    assert_eq!(KeyKind::of_label("domestic_violence"), KeyKind::Vault);
    assert_eq!(KeyKind::of_label("hiv"), KeyKind::Identifiers);
    for t in stores() {
        assert!(with_keys(&t.store).await.is_empty());
        note(&t.store, CLINIC, KeyKind::Identifiers, 1).await.unwrap();
        note(&t.store, CLINIC, KeyKind::Identifiers, 2).await.unwrap();
        note(&t.store, CLINIC, KeyKind::Vault, 3).await.unwrap();
        note(&t.store, PANTRY, KeyKind::Identifiers, 4).await.unwrap();
        assert_eq!(
            keys(&t.store).await,
            [
                (CLINIC, KeyKind::Identifiers, 1, false, false),
                (CLINIC, KeyKind::Vault, 1, false, false),
                (PANTRY, KeyKind::Identifiers, 1, false, false)
            ]
        );
        assert_eq!(with_keys(&t.store).await, [CLINIC, PANTRY]);
        let mut used = vec![];
        for n in 1..=4 {
            assert_eq!(words(&t.store, n).await.unwrap(), Some(format!("note {n}")), "{}", t.engine);
            used.push(sealed_with(&t.store, n).await.key);
        }
        assert_eq!(used[0], used[1], "one key for all that one kind closes");
        assert!(used[0] != used[2] && used[0] != used[3] && used[2] != used[3]);
        // Two kinds in one transaction do not mix either.
        t.store
            .write(&system(), |tx| {
                put(tx, PANTRY, KeyKind::Identifiers, 5)?;
                put(tx, PANTRY, KeyKind::Vault, 6)?;
                put(tx, CLINIC, KeyKind::Vault, 7)?;
                put(tx, PANTRY, KeyKind::Identifiers, 8)
            })
            .await
            .unwrap();
        let (five, six) = (sealed_with(&t.store, 5).await.key, sealed_with(&t.store, 6).await.key);
        assert!(
            five == used[3] && six != five && sealed_with(&t.store, 7).await.key == used[2],
            "{}",
            t.engine
        );
        assert_eq!(sealed_with(&t.store, 8).await.key, used[3]);
    }
}

/// What is not there opens as nothing; what was changed, moved or closed by a key that is missing is a fault, not nothing.
#[tokio::test]
async fn a_changed_or_moved_value_is_a_fault() {
    for t in stores() {
        for n in [1, 2] {
            note(&t.store, CLINIC, KeyKind::Identifiers, n).await.unwrap();
        }
        let clean = sealed::prove(&t.store, &TABLES).await.unwrap();
        assert_eq!((clean.open, clean.destroyed, clean.faults), (2, 0, vec![]), "{}", t.engine);
        let none = t.store.read(&system(), |tx| tx.unseal(&place(CLINIC, CLINIC), None, Some(b"x"))).await;
        assert!(none.unwrap().is_none());

        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let closed = sealed_with(&t.store, 1).await;
        let opener = sealed::Opener::new(&t.store).await.unwrap();
        let plain = opener.open("note", one, closed.key, &closed.bytes).unwrap().unwrap();
        assert_eq!(plain.as_slice(), b"\"note 1\"");
        let moved = opener.open("note", two, closed.key, &closed.bytes);
        assert!(matches!(moved, Err(Error::Internal(_))), "the place is part of it");
        assert!(opener.open("note", one, Uuid::nil(), &closed.bytes).unwrap().is_none(), "a key nobody has");

        let other = sealed_with(&t.store, 2).await.bytes;
        t.store
            .write(&system(), move |tx| {
                tx.execute("UPDATE note SET sealed = ?2 WHERE id = ?1", params![Uuid::from_u128(1), &other])
            })
            .await
            .unwrap();
        let found = sealed::prove(&t.store, &TABLES).await.unwrap();
        assert_eq!((found.open, found.faults.len()), (1, 1), "{}: {found:?}", t.engine);
        assert!(found.faults[0].contains(&one.to_string()), "the row is named: {found:?}");
        assert!(matches!(words(&t.store, 1).await, Err(Error::Internal(_))));

        run(&t.store, "DELETE FROM organization_key").await;
        let fresh = t.store.clone().with_keys(t.store.keys().unwrap());
        let lost = words(&fresh, 1).await;
        assert!(matches!(&lost, Err(Error::Internal(why)) if why.contains("which is not there")), "{lost:?}");
    }
}

/// A data key is wrapped for its own row: in the row of another kind or organization it opens nothing and closes nothing. So
/// nobody who can write to the database makes the vault's key the one for names.
#[tokio::test]
async fn a_key_that_was_put_into_another_row_is_a_fault() {
    for t in stores() {
        note(&t.store, CLINIC, KeyKind::Identifiers, 1).await.unwrap();
        note(&t.store, CLINIC, KeyKind::Vault, 2).await.unwrap();
        let vaults_key = "UPDATE organization_key SET wrapped = (SELECT v.wrapped FROM organization_key v WHERE v.kind = 'vault')";
        assert_eq!(run(&t.store, vaults_key).await, 2, "{}", t.engine);
        let fresh = t.store.clone().with_keys(t.store.keys().unwrap());
        let closed = note(&fresh, CLINIC, KeyKind::Identifiers, 3).await;
        assert!(matches!(closed, Err(Error::Internal(_))), "{}: {closed:?}", t.engine);
        assert!(matches!(words(&fresh, 1).await, Err(Error::Internal(_))), "{}", t.engine);
        assert_eq!(words(&fresh, 2).await.unwrap().as_deref(), Some("note 2"), "{}: its own row", t.engine);
    }
}

/// Tokens are compared in the database: equal for equal values of one organization and purpose, and for nothing else.
#[tokio::test]
async fn a_token_is_of_one_organization_and_one_purpose() {
    for t in stores() {
        let token = async |org, purpose: &'static str, value: &'static str| {
            t.store.read(&system(), move |tx| tx.token(org, purpose, value)).await.unwrap()
        };
        let one = token(CLINIC, "name", "maria").await;
        assert_eq!(one, token(CLINIC, "name", "maria").await);
        let others = [
            token(PANTRY, "name", "maria").await,
            token(CLINIC, "phone", "maria").await,
            token(CLINIC, "name", "mario").await,
            Uuid::nil(),
        ];
        assert!(!others.contains(&one));
    }
}

/// Rotation closes every row anew, in pieces, and retires the former version; broken off, it goes on where it was.
#[tokio::test]
async fn new_keys_close_every_row_anew() {
    for t in stores() {
        let store = &t.store;
        assert_eq!(sealed::rotate(store, &TABLES, CLINIC).await.unwrap(), 0, "nothing to renew");
        assert!(keys(store).await.is_empty());
        store
            .write(&system(), |tx| {
                // More than one batch, and exactly two of them: the end of the table is found all the same.
                for n in 1..=1000 {
                    put(tx, CLINIC, KeyKind::Identifiers, n)?;
                }
                put(tx, PANTRY, KeyKind::Identifiers, 2000)
            })
            .await
            .unwrap();
        let (before, pantry) = (sealed_with(store, 1000).await, sealed_with(store, 2000).await);
        let proof = sealed::prove(store, &TABLES).await.unwrap();
        assert_eq!((proof.open, proof.faults), (1001, vec![]), "{}: all pieces, each once", t.engine);

        assert_eq!(sealed::rotate(store, &TABLES, CLINIC).await.unwrap(), 1000, "{}", t.engine);
        let renewed = [
            (CLINIC, KeyKind::Identifiers, 1, true, false),
            (CLINIC, KeyKind::Identifiers, 2, false, false),
            (PANTRY, KeyKind::Identifiers, 1, false, false),
        ];
        assert_eq!(keys(store).await, renewed, "{}", t.engine);
        assert_eq!(
            (noted(store, "keys: new version").await, noted(store, "keys: former version retired").await),
            (1, 1)
        );
        let after = sealed_with(store, 1000).await;
        assert!(after.key != before.key && after.bytes != before.bytes);
        assert_eq!(sealed_with(store, 2000).await, pantry, "another organization's row is as it was");
        assert_eq!(words(store, 1000).await.unwrap().as_deref(), Some("note 1000"));
        assert_eq!(note(store, CLINIC, KeyKind::Identifiers, 3000).await.unwrap(), Uuid::from_u128(3000));
        assert_eq!(sealed_with(store, 3000).await.key, after.key, "the newest version closes");

        // Broken off after the new version was made: no third one is, and the rows that are left are closed anew.
        store
            .write(&system(), move |tx| {
                tx.execute("UPDATE organization_key SET retired_at = NULL WHERE version = 1", params![])?;
                tx.execute(
                    "UPDATE note SET key_id = ?2, sealed = ?3 WHERE id = ?1",
                    params![Uuid::from_u128(1000), before.key, &before.bytes],
                )
            })
            .await
            .unwrap();
        assert_eq!(sealed::rotate(store, &TABLES, CLINIC).await.unwrap(), 1);
        assert_eq!(keys(store).await, renewed);
        assert_eq!(noted(store, "keys: new version").await, 1);
        // Finished, it is a new beginning.
        assert_eq!(sealed::rotate(store, &TABLES, CLINIC).await.unwrap(), 1001);
        assert_eq!(keys(store).await[2], (CLINIC, KeyKind::Identifiers, 3, false, false));
    }
}

/// Somebody may write with the former key while a round goes on, behind where it is. Here each round sees one row more: the
/// last that is left.
#[tokio::test]
async fn a_rotation_ends_when_a_whole_round_finds_nothing() {
    const BEHIND: [SealedTable; 1] = [SealedTable {
        rows: "SELECT t.id, t.key_id, t.sealed FROM note t WHERE t.owner_org = ?1 AND t.id > ?2 AND NOT EXISTS (SELECT 1 FROM
               note l JOIN organization_key k ON k.id = l.key_id WHERE l.id > t.id AND k.version = 1) ORDER BY t.id LIMIT ?3",
        ..TABLES[0]
    }];
    for t in stores() {
        for n in 1..=3 {
            note(&t.store, CLINIC, KeyKind::Identifiers, n).await.unwrap();
        }
        assert_eq!(sealed::rotate(&t.store, &BEHIND, CLINIC).await.unwrap(), 3, "{}", t.engine);
        let proof = sealed::prove(&t.store, &TABLES).await.unwrap();
        assert_eq!((proof.open, proof.faults), (3, vec![]), "{}: none is left behind", t.engine);
    }
}

/// A row whose key is not there stops the rotation, and says which row it was.
#[tokio::test]
async fn a_row_of_an_unknown_key_stops_a_rotation() {
    for t in stores() {
        note(&t.store, CLINIC, KeyKind::Identifiers, 1).await.unwrap();
        t.store
            .write(&system(), |tx| tx.execute("UPDATE note SET key_id = ?1", params![Uuid::from_u128(77)]))
            .await
            .unwrap();
        let stopped = sealed::rotate(&t.store, &TABLES, CLINIC).await;
        assert!(
            matches!(&stopped, Err(Error::Internal(why)) if why.contains(&Uuid::from_u128(77).to_string())),
            "{stopped:?}"
        );
    }
}

/// Departing partner (safety): its key is destroyed; nothing it closed can be read, none is made again, and others go on.
#[tokio::test]
async fn a_destroyed_key_is_gone_and_stays_gone() {
    for t in stores() {
        let store = &t.store;
        note(store, CLINIC, KeyKind::Identifiers, 1).await.unwrap();
        note(store, PANTRY, KeyKind::Identifiers, 2).await.unwrap();
        let (former, closed) = (store.keys().unwrap(), sealed_with(store, 1).await);

        // The key file could not be written: the database has forgotten, and says that the file has not.
        let fault = |_: &KeyFile| Err(Error::Internal("no room".into()));
        assert!(sealed::destroy(store, &TABLES, CLINIC, "it left", fault).await.is_err());
        let proof = sealed::prove(store, &TABLES).await.unwrap();
        assert!(proof.faults.len() == 1 && proof.faults[0].contains("older copy"), "{}: {proof:?}", t.engine);
        let renewed = sealed::rotate(store, &TABLES, CLINIC).await;
        let gone = matches!(renewed, Err(Error::Conflict { code: "error-keys-destroyed" }));
        assert!(gone, "{}: no next version for whom the file still knows", t.engine);
        let mut saved = None;
        let wiped = sealed::destroy(store, &TABLES, CLINIC, "it left", |file| {
            saved = Some(file.clone());
            Ok(())
        });
        assert_eq!(wiped.await.unwrap(), 1, "{}", t.engine);
        assert!(saved.unwrap().has_forgotten(CLINIC) && store.keys().unwrap().has_forgotten(CLINIC));
        assert_eq!(sealed::destroy(store, &TABLES, CLINIC, "it left", keep).await.unwrap(), 0, "once");
        assert_eq!(noted(store, "keys: destroyed, it left").await, 3);

        assert_eq!(keys(store).await[0], (CLINIC, KeyKind::Identifiers, 1, true, true));
        assert_eq!(with_keys(store).await, [PANTRY]);
        assert_eq!(
            (words(store, 1).await.unwrap(), words(store, 2).await.unwrap()),
            (None, Some("note 2".into()))
        );
        let refused =
            |r: Result<Uuid, Error>| matches!(r, Err(Error::Conflict { code: "error-keys-destroyed" }));
        assert!(refused(note(store, CLINIC, KeyKind::Identifiers, 3).await), "{}", t.engine);
        assert!(refused(note(store, CLINIC, KeyKind::Vault, 3).await), "nor one of another kind");
        assert!(sealed::rotate(store, &TABLES, CLINIC).await.is_err(), "nor a next version");
        assert!(sealed::destroy_forgotten(store, &TABLES).await.unwrap().is_empty(), "nothing came back");
        let proof = sealed::prove(store, &TABLES).await.unwrap();
        assert_eq!((proof.open, proof.destroyed, proof.faults), (1, 0, vec![]));

        // A copy of the database from before comes back: with its row, and the value of the key gone from the file.
        let back = closed.clone();
        store
            .write(&system(), move |tx| {
                tx.execute(
                    "UPDATE note SET key_id = ?2, sealed = ?3 WHERE id = ?1",
                    params![Uuid::from_u128(1), back.key, &back.bytes],
                )
            })
            .await
            .unwrap();
        assert_eq!(words(store, 1).await.unwrap(), None);
        let proof = sealed::prove(store, &TABLES).await.unwrap();
        assert_eq!((proof.open, proof.destroyed, proof.faults), (1, 1, vec![]), "{}", t.engine);
        let opener = sealed::Opener::new(store).await.unwrap();
        assert!(opener.open("note", Uuid::from_u128(1), closed.key, &closed.bytes).unwrap().is_none());

        // An organization that never closed anything keeps no names from then on either.
        let third = Uuid::from_u128(3);
        sealed::destroy(store, &TABLES, third, "it left", keep).await.unwrap();
        assert!(refused(note(store, third, KeyKind::Identifiers, 9).await));
        // The negative control: the file of before knows the organization still.
        assert!(!former.has_forgotten(CLINIC));
    }
}

/// A restored copy from before a destruction is destroyed again by what the key file has forgotten (safety: a restore
/// must not revive).
#[tokio::test]
async fn a_restored_copy_is_destroyed_again() {
    for t in stores() {
        note(&t.store, CLINIC, KeyKind::Identifiers, 1).await.unwrap();
        note(&t.store, CLINIC, KeyKind::Vault, 2).await.unwrap();
        note(&t.store, PANTRY, KeyKind::Identifiers, 3).await.unwrap();
        let mut file = t.store.keys().unwrap();
        file.forget(CLINIC);
        let restored = t.store.clone().with_keys(file);
        assert_eq!(sealed::destroy_forgotten(&restored, &TABLES).await.unwrap(), [CLINIC], "{}", t.engine);
        assert!(keys(&restored).await.iter().all(|(org, .., gone)| *gone == (*org == CLINIC)));
        assert_eq!(with_keys(&restored).await, [PANTRY]);
        assert_eq!(words(&restored, 3).await.unwrap().as_deref(), Some("note 3"));
        assert!(sealed::destroy_forgotten(&restored, &TABLES).await.unwrap().is_empty());
    }
}

/// A new master key wraps every key; whoever was destroyed is not wrapped with it, and the former one opens nothing.
#[tokio::test]
async fn a_new_master_key_wraps_every_key() {
    for t in stores() {
        let store = &t.store;
        note(store, CLINIC, KeyKind::Identifiers, 1).await.unwrap();
        note(store, CLINIC, KeyKind::Vault, 2).await.unwrap();
        note(store, PANTRY, KeyKind::Identifiers, 3).await.unwrap();
        sealed::destroy(store, &TABLES, PANTRY, "it left", keep).await.unwrap();
        let former = store.keys().unwrap();
        let fault = |_: &KeyFile| Err(Error::Internal("no room".into()));
        assert!(sealed::rotate_master(store, true, fault).await.is_err(), "the file is written first");
        assert_eq!(store.keys().unwrap().master(), former.master());

        assert_eq!(sealed::rotate_master(store, false, keep).await.unwrap(), 2, "{}", t.engine);
        let both = store.keys().unwrap();
        assert_eq!((both.masters().count(), both.has_forgotten(PANTRY)), (2, true));
        assert_ne!(both.master(), former.master());
        assert_eq!(sealed::rotate_master(store, true, keep).await.unwrap(), 2);
        let newest = store.keys().unwrap();
        assert_eq!((newest.masters().count(), newest.has_forgotten(PANTRY)), (1, true));
        assert_eq!(noted(store, "keys: new master key").await, 2);
        for (n, said) in [(1, Some("note 1")), (2, Some("note 2")), (3, None)] {
            let fresh = store.clone().with_keys(newest.clone());
            assert_eq!(words(&fresh, n).await.unwrap().as_deref(), said, "{}", t.engine);
        }
        let old = words(&store.clone().with_keys(former), 1).await;
        assert!(matches!(&old, Err(Error::Internal(why)) if why.contains("master key")), "{old:?}");
    }
}

/// What the database says was destroyed, a copy of the key file from before does not bring back into the next one; and what the
/// file has forgotten, a copy of the database does not either.
#[tokio::test]
async fn a_new_master_key_is_made_without_who_was_destroyed_in_either_place() {
    for t in stores() {
        let store = &t.store;
        note(store, CLINIC, KeyKind::Identifiers, 1).await.unwrap();
        note(store, PANTRY, KeyKind::Identifiers, 2).await.unwrap();
        let former = store.keys().unwrap();
        sealed::destroy(store, &TABLES, CLINIC, "it left", keep).await.unwrap();
        let restored = store.clone().with_keys(former.clone());
        sealed::rotate_master(&restored, true, keep).await.unwrap();
        assert!(restored.keys().unwrap().has_forgotten(CLINIC), "{}: the file was the older one", t.engine);
        assert!(!restored.keys().unwrap().has_forgotten(PANTRY), "{}", t.engine);
    }
}

/// Keys that end on a day: not before it, once, and the last word counts.
#[tokio::test]
async fn keys_end_on_the_day_that_was_said_last() {
    for t in stores() {
        let store = &t.store;
        note(store, CLINIC, KeyKind::Identifiers, 1).await.unwrap();
        let at = |days: i64| t.clock.now() + SignedDuration::from_hours(24 * days);
        let (week, month) = (at(7), at(30));
        for (day, why) in [(week, "it left"), (month, "it left; asked for more time")] {
            store.write(&system(), move |tx| sealed::end_later(tx, CLINIC, day, why)).await.unwrap();
        }
        assert_eq!(noted(store, "keys: end on a day").await, 2);
        let due = async || store.read(&system(), sealed::due).await.unwrap();
        t.clock.set(week);
        assert!(due().await.is_empty(), "{}", t.engine);
        t.clock.set(month);
        assert_eq!(due().await, [(CLINIC, "it left; asked for more time".to_owned())], "{}", t.engine);
        sealed::destroy(store, &TABLES, CLINIC, "it left", keep).await.unwrap();
        assert!(due().await.is_empty(), "done");
    }
}

/// A database and a key file belong together: another one is refused before it closes anything.
#[tokio::test]
async fn a_database_knows_its_key_file() {
    for t in stores() {
        let store = &t.store;
        assert!(!knows_keys(store).await.unwrap());
        assert_eq!(fit(store).await.unwrap(), Fit::New);
        assert!(knows_keys(store).await.unwrap());
        assert_eq!(fit(store).await.unwrap(), Fit::Right, "{}", t.engine);
        let other = store.clone().with_keys(KeyFile::generate(&[7; 64]));
        assert_eq!(fit(&other).await.unwrap(), Fit::Wrong);
        let mut renewed = store.keys().unwrap();
        renewed.renew(&[9; 32], &[]);
        assert_eq!(
            fit(&store.clone().with_keys(renewed)).await.unwrap(),
            Fit::Right,
            "also with a new master key"
        );
    }
}

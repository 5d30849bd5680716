//! The audit log against somebody who can write to the database: what a checkpoint at a partner finds, and which line.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use sha2::{Digest, Sha256};
use tandem_access::audit::{self, Checkpoint};
use tandem_access::{Action, DatabaseUrl, KeyFile, Kind, Store, Tx, Uuid, Viewer};
use tandem_testkit::TestStore;

fn stores() -> Vec<TestStore> {
    TestStore::both(tandem_access::MIGRATIONS, &[])
}

async fn lines(t: &TestStore, n: usize) {
    let note = |tx: &mut Tx<'_, '_>| {
        tx.audit(Action::Write, Kind::Setting, Some(Uuid::from_u128(9)), None, "a setting")?;
        tx.audit(Action::Read, Kind::Person, None, Some(Uuid::from_u128(7)), "")
    };
    for _ in 0..n / 2 {
        t.store.write(&Viewer::system("test"), note).await.unwrap();
        t.clock.advance(jiff::SignedDuration::from_secs(5));
    }
    audit::seal_all(&t.store).await.unwrap();
}

async fn taken(t: &TestStore, marks: Option<i64>) -> Checkpoint {
    let taken = t.store.read(&Viewer::system("test"), move |tx| audit::checkpoint(tx, marks)).await.unwrap();
    let kept =
        Checkpoint::read_all(&format!("Dear partner,\n\n> {}\nBye", taken.text().replace('\n', "\n> ")));
    assert_eq!(kept.unwrap(), std::slice::from_ref(&taken), "a letter carries it whole");
    taken
}

/// The first bad line and the words; `None` when all fits.
async fn found(t: &TestStore, kept: &[Checkpoint]) -> Option<(i64, String)> {
    audit::verify(&t.store, kept).await.unwrap().fault.map(|f| (f.line, f.what))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chain_finds_a_changed_line() {
    for t in stores() {
        let v = Viewer::system("test");
        let one = |tx: &mut Tx<'_, '_>| tx.audit(Action::Write, Kind::Setting, None, None, "x");
        for _ in 0..3 {
            t.store.write(&v, one).await.unwrap();
        }
        let report = audit::verify(&t.store, &[]).await.unwrap();
        assert_eq!((report.sealed, report.unsealed, report.fault), (0, 3, None));
        assert_eq!(audit::seal(&t.store).await.unwrap(), 3);
        let report = audit::verify(&t.store, &[]).await.unwrap();
        assert_eq!((report.sealed, report.unsealed, report.fault), (3, 0, None));
        let change = t
            .store
            .write(&v, |tx| tx.execute("UPDATE audit SET detail = 'y'", tandem_access::params![]))
            .await;
        assert!(change.is_err(), "{}: the log is append-only", t.engine);
        // A read is on disk before it answers.
        t.store.read(&v, |tx| tx.audit(Action::Read, Kind::Setting, None, None, "r")).await.unwrap();
        assert_eq!(audit::verify(&t.store, &[]).await.unwrap().unsealed, 1, "{}", t.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_waits_is_linked_however_many_rounds_it_takes() {
    for t in stores() {
        let many = |tx: &mut Tx<'_, '_>| {
            (0..2 * audit::ROUND + 1).try_for_each(|_| tx.audit(Action::Read, Kind::Setting, None, None, "r"))
        };
        t.store.write(&Viewer::system("test"), many).await.unwrap();
        audit::seal_all(&t.store).await.unwrap();
        let report = audit::verify(&t.store, &[]).await.unwrap();
        let all = i64::try_from(2 * audit::ROUND + 1).unwrap();
        assert_eq!((report.sealed, report.unsealed, report.fault), (all, 0, None), "{}", t.engine);
    }
}

#[test]
fn a_fault_says_its_line() {
    let fault = audit::ChainFault { line: 3, what: "not as it was written".into() };
    assert_eq!(fault.to_string(), "line 3: not as it was written");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checkpoint_says_up_to_where_the_log_fits() {
    for t in stores() {
        let early = taken(&t, Some(0)).await;
        assert_eq!((early.last, early.marks.as_ref()), (0, None), "a log without lines");
        lines(&t, 10).await;
        let (first, letter) = (taken(&t, Some(0)).await, taken(&t, None).await);
        assert_eq!((first.after, first.last, first.marks.as_ref().unwrap().len()), (0, 10, 10));
        assert_eq!((letter.last, letter.marks.as_ref()), (10, None));
        lines(&t, 6).await;
        let second = taken(&t, Some(first.last)).await;
        assert_eq!((second.after, second.last), (10, 16));
        assert_eq!(found(&t, &[early, first, letter.clone(), second]).await, None, "{}", t.engine);

        // Words that were changed on the way do not count as a checkpoint.
        let forged = letter.text().replace("lines 11 to 10", "lines 10 to 9");
        assert!(Checkpoint::read_all(&forged).unwrap_err().contains("signature"));
        let damaged = letter.text().replace("hash ", "hash z");
        assert!(Checkpoint::read_all(&damaged).unwrap_err().starts_with("line 4:"), "{damaged}");
        assert!(Checkpoint::read_all("nothing here").unwrap_err().contains("no checkpoint"));
    }
}

/// A letter that was damaged on the way names the line of the damage; a forged one does not carry the signature.
#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_checkpoint_says_where() {
    let t = TestStore::sqlite(tandem_access::MIGRATIONS, &[]);
    lines(&t, 20).await;
    let kept = taken(&t, Some(4)).await;
    let text = kept.text();
    assert!(text.lines().all(|l| l.len() <= 72), "mail carries it unbroken");
    assert_eq!(text.lines().filter(|l| l.starts_with("mark ")).count(), 3, "16 marks of 8 bytes in base64");
    assert_eq!(text.lines().nth(2), Some("lines 5 to 20"));
    let with = |from: &str, to: &str| {
        let damaged = text.replacen(from, to, 1);
        assert_ne!(damaged, text, "{from}");
        Checkpoint::read_all(&damaged).expect_err(to)
    };
    for (from, to, line, what) in [
        ("at ", "at x", 2, "not a time"),
        ("lines 5 to 20", "lines 5-20", 3, "not FROM to LAST"),
        ("lines 5 to 20", "lines 5 to many", 3, "not a number"),
        ("lines 5 to 20", "lines -5 to 20", 3, "not a number"),
        ("hash ", "hash 0", 4, "not a hash"),
        ("mark ", "mark ~", 1, "its marks are not base64"),
        ("key ", "key ~", 8, "not base64"),
        ("key ", "cay ", 1, "do not follow"),
        ("lines 5 to 20", "lines 4 to 20", 1, "as many lines as it says"),
        ("lines 5 to 20", "lines 6 to 21", 1, "signature"),
        ("sign ", "sign AAAA", 1, "signature"),
    ] {
        let fault = with(from, to);
        assert!(fault.starts_with(&format!("line {line}: ")) && fault.contains(what), "{to}: {fault}");
    }
    let second = format!("{text}\nand then\n{}", text.replacen("at ", "at x", 1));
    let fault = Checkpoint::read_all(&second).unwrap_err();
    assert!(fault.starts_with("line 14: not a time"), "{fault}");
    assert_eq!(Checkpoint::read_all(&format!("{text}\nand then\n{text}")).unwrap().len(), 2);

    let ours = async |store: &Store| {
        let kept = kept.clone();
        store.read(&Viewer::system("test"), move |tx| kept.is_ours(tx)).await.unwrap()
    };
    assert!(ours(&t.store).await);
    assert!(!ours(&t.store.clone().with_keys(KeyFile::generate(&[5; 64]))).await, "signed by somebody else");
}

/// One line as it lies in the file: its twelve columns.
type Stored = Vec<Value>;
const COLUMNS: &str =
    "id, at, viewer_kind, member_id, org_id, purpose, action, kind, object_id, person_id, owner_org, detail";

/// The chain's hash, written a second time from its description: SHA-256 over the former hash, the place, and every
/// column as text behind its length.
fn hashed(previous: &[u8], seq: i64, line: &Stored) -> Vec<u8> {
    let mut h = Sha256::new();
    h.update(previous);
    h.update(seq.to_be_bytes());
    for value in line {
        let text = match value {
            Value::Null => String::new(),
            Value::Blob(id) => Uuid::from_slice(id).unwrap().to_string(),
            Value::Integer(n) => n.to_string(),
            Value::Text(text) => text.clone(),
            Value::Real(_) => unreachable!("no such column"),
        };
        h.update((text.len() as u64).to_be_bytes());
        h.update(text.as_bytes());
    }
    h.finalize().to_vec()
}

/// Somebody with the file, and with time: the whole log in memory, to be written back as they like.
struct Attacker {
    db: Connection,
    log: Vec<Stored>,
    hashes: Vec<Vec<u8>>,
}

impl Attacker {
    fn open(t: &TestStore) -> Attacker {
        let DatabaseUrl::Sqlite(path) = t.store.url() else { panic!("a file") };
        let db = Connection::open(path).unwrap();
        db.busy_timeout(std::time::Duration::from_secs(20)).unwrap();
        db.execute_batch(
            "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;
             DROP TRIGGER audit_seal_no_update; DROP TRIGGER audit_seal_no_delete;",
        )
        .unwrap();
        let read = |sql: String, columns: usize| -> Vec<Vec<Value>> {
            let mut statement = db.prepare(&sql).unwrap();
            let rows = statement.query_map([], |r| (0..columns).map(|i| r.get(i)).collect()).unwrap();
            rows.map(Result::unwrap).collect()
        };
        let of = COLUMNS.split(", ").map(|c| format!("a.{c}")).collect::<Vec<_>>().join(", ");
        let log = read(
            format!("SELECT {of} FROM audit_seal s JOIN audit a ON a.id = s.audit_id ORDER BY s.seq"),
            12,
        );
        let hashes = read("SELECT hash FROM audit_seal ORDER BY seq".into(), 1);
        let hashes = hashes
            .into_iter()
            .map(|mut row| match row.remove(0) {
                Value::Blob(hash) => hash,
                other => panic!("{other:?}"),
            })
            .collect();
        Attacker { db, log, hashes }
    }

    /// Writes a log with these places; a line of `None` leaves its place without a line, a hash of `None` no place.
    fn write(&self, log: &[Option<Stored>], places: &[Option<Vec<u8>>], ids: &[Value]) {
        self.db.execute_batch("BEGIN; DELETE FROM audit; DELETE FROM audit_seal;").unwrap();
        let marks = ["?"; 12].join(", ");
        for line in log.iter().flatten() {
            self.db
                .execute(&format!("INSERT INTO audit ({COLUMNS}) VALUES ({marks})"), params_from_iter(line))
                .unwrap();
        }
        for (i, hash) in places.iter().enumerate().filter_map(|(i, h)| Some((i, h.as_ref()?))) {
            self.db
                .execute(
                    "INSERT INTO audit_seal (seq, audit_id, hash) VALUES (?1, ?2, ?3)",
                    params![i as i64 + 1, ids[i], hash],
                )
                .unwrap();
        }
        self.db.execute_batch("COMMIT").unwrap();
    }

    /// A log whose chain is whole again from some line on.
    fn rewritten(&self, log: &[Stored]) {
        let mut previous = vec![];
        let mut places = vec![];
        for (i, line) in log.iter().enumerate() {
            previous = hashed(&previous, i as i64 + 1, line);
            places.push(Some(previous.clone()));
        }
        let ids: Vec<Value> = log.iter().map(|l| l[0].clone()).collect();
        self.write(&log.iter().cloned().map(Some).collect::<Vec<_>>(), &places, &ids);
    }

    /// Another value in one column of a line.
    fn edited(&self, line: &mut Stored, column: usize, rng: &mut ChaCha8Rng) {
        line[column] = match &line[column] {
            Value::Integer(at) => Value::Integer(at + 1),
            Value::Text(text) => Value::Text(format!("{text}{}", rng.next_u32())),
            _ => Value::Blob(Uuid::from_u128(u128::from(rng.next_u64()) + 1).as_bytes().to_vec()),
        };
    }
}

/// A thousand edits of ten kinds, whole rewrites and cut tails among them: each is found, and the first bad line is named.
#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_edits_are_found_and_their_first_line_is_named() {
    let t = TestStore::sqlite(tandem_access::MIGRATIONS, &[]);
    lines(&t, 60).await;
    let half = taken(&t, Some(0)).await;
    lines(&t, 60).await;
    let kept = [half.clone(), taken(&t, Some(half.last)).await];
    let letter = [taken(&t, None).await];
    let attacker = Attacker::open(&t);
    let whole = attacker.log.clone();
    attacker.rewritten(&whole);
    assert_eq!(found(&t, &kept).await, None, "the log as it was: the test hashes as the log does");

    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let (mut unseen_by_chain, n) = (0, whole.len());
    for round in 0..1000 {
        let at = rng.next_u32() as usize % n;
        let column = rng.next_u32() as usize % 12;
        let mut log = whole.clone();
        let lines: Vec<Option<Stored>> = log.iter().cloned().map(Some).collect();
        let places: Vec<Option<Vec<u8>>> = attacker.hashes.iter().cloned().map(Some).collect();
        let ids: Vec<Value> = log.iter().map(|l| l[0].clone()).collect();
        let (mut cut_lines, mut cut_places, mut other_ids) = (lines.clone(), places.clone(), ids.clone());
        let mut first = at;
        match round % 10 {
            // Edits that leave the chain as it was.
            0 => {
                // Its id stays: another one would be a removal, which is another kind.
                attacker.edited(cut_lines[at].as_mut().unwrap(), column.max(1), &mut rng);
                attacker.write(&cut_lines, &places, &ids);
            }
            1 => {
                cut_lines[at] = None;
                attacker.write(&cut_lines, &places, &ids);
            }
            2 => {
                (cut_lines[at], cut_places[at]) = (None, None);
                attacker.write(&cut_lines, &cut_places, &ids);
            }
            3 => {
                cut_places[at].as_mut().unwrap()[column] ^= 1;
                attacker.write(&lines, &cut_places, &ids);
            }
            4 => {
                let other = (at + 1 + rng.next_u32() as usize % (n - 1)) % n;
                other_ids.swap(at, other);
                first = at.min(other);
                attacker.write(&lines, &places, &other_ids);
            }
            // The chain written anew.
            5 => {
                attacker.edited(&mut log[at], column, &mut rng);
                attacker.rewritten(&log);
            }
            6 => {
                log.remove(at);
                attacker.rewritten(&log);
            }
            7 => {
                let mut forged = log[at].clone();
                attacker.edited(&mut forged, 0, &mut rng);
                log.insert(at, forged);
                attacker.rewritten(&log);
            }
            8 => {
                let other = (at + 1 + rng.next_u32() as usize % (n - 1)) % n;
                log.swap(at, other);
                first = at.min(other);
                attacker.rewritten(&log);
            }
            _ => {
                log.truncate(at);
                attacker.rewritten(&log);
            }
        }
        let (line, what) = found(&t, &kept).await.unwrap_or_else(|| panic!("round {round}: nothing found"));
        assert_eq!(line, first as i64 + 1, "round {round}: {what}");
        assert!(found(&t, &letter).await.is_some(), "round {round}: the letter alone finds it too");
        unseen_by_chain += usize::from(found(&t, &[]).await.is_none());
    }
    // Half of them rewrite the chain; a last line taken out with its place leaves a whole chain too.
    assert!(unseen_by_chain >= 500, "{unseen_by_chain}: the chain alone misses what was written anew");
}

//! The audit log as its readers see it: what is noted, what is found, and what a walk along the chain reports.

use crate::common::{stores, system};
use jiff::SignedDuration;
use tandem_access::audit::{self, ChainFault, Query};
use tandem_access::{Action, Error, Kind, Purpose, Role, Tx, Uuid, Viewer, params};
use tandem_testkit::TestStore;

const CLINIC: Uuid = Uuid::from_u128(1);
const PANTRY: Uuid = Uuid::from_u128(2);
const MARIA: Uuid = Uuid::from_u128(3);
const ANA: Uuid = Uuid::from_u128(4);

async fn noted(
    t: &TestStore,
    viewer: &Viewer,
    f: impl FnMut(&mut Tx<'_, '_>) -> Result<(), Error> + Send + 'static,
) {
    t.store.write(viewer, f).await.unwrap_or_else(|e| panic!("{}: {e}", t.engine));
    t.clock.advance(SignedDuration::from_secs(1));
}

/// The words of the lines that a question finds, newest first.
async fn found(t: &TestStore, q: Query) -> Vec<String> {
    let lines = t.store.read(&system(), move |tx| audit::search(tx, &q)).await.unwrap();
    lines.into_iter().map(|l| l.detail).collect()
}

fn all() -> Query {
    Query { limit: 100, ..Query::default() }
}

/// The privacy officer of an organization finds what its people did and what others did with its data, and no more; a
/// person finds what concerns them (safety: an access log that the person can read).
#[tokio::test]
async fn a_question_finds_its_lines_and_no_others() {
    for t in stores() {
        let ana = Viewer::test_member(ANA, CLINIC, &[Role::Navigator], Purpose::CareCoordination);
        let ben =
            Viewer::test_member(Uuid::from_u128(5), PANTRY, &[Role::Responder], Purpose::CareCoordination);
        let start = t.clock.now();
        noted(&t, &ana, |tx| tx.audit(Action::Read, Kind::Person, Some(MARIA), Some(MARIA), "one")).await;
        noted(&t, &ana, |tx| tx.audit(Action::Write, Kind::Need, None, Some(MARIA), "two")).await;
        noted(&t, &ben, |tx| tx.audit_for(CLINIC, Action::Read, Kind::Need, None, Some(MARIA), "three"))
            .await;
        noted(&t, &ben, |tx| tx.audit(Action::Write, Kind::Service, None, None, "four")).await;
        noted(&t, &system(), |tx| {
            let objects = [Uuid::from_u128(8), Uuid::from_u128(9)];
            tx.audit_each(Action::Write, Kind::Referral, &objects, "five")
        })
        .await;
        let q = all;
        assert_eq!(found(&t, q()).await, ["five", "five", "four", "three", "two", "one"], "{}", t.engine);
        assert_eq!(
            found(&t, Query { org: Some(CLINIC), ..q() }).await,
            ["three", "two", "one"],
            "{}",
            t.engine
        );
        assert_eq!(found(&t, Query { org: Some(PANTRY), ..q() }).await, ["four", "three"]);
        assert_eq!(found(&t, Query { person: Some(MARIA), ..q() }).await, ["three", "two", "one"]);
        assert_eq!(found(&t, Query { member: Some(ANA), ..q() }).await, ["two", "one"]);
        assert_eq!(found(&t, Query { kind: Some(Kind::Need), ..q() }).await, ["three", "two"]);
        assert_eq!(found(&t, Query { changes_only: true, ..q() }).await, ["five", "five", "four", "two"]);
        let at = |seconds| Some(start + SignedDuration::from_secs(seconds));
        assert_eq!(
            found(&t, Query { from: at(1), until: at(3), ..q() }).await,
            ["three", "two"],
            "until is not in"
        );
        assert_eq!(found(&t, Query { limit: 2, offset: 2, ..q() }).await, ["four", "three"]);
        let both = Query { org: Some(CLINIC), member: Some(ANA), kind: Some(Kind::Person), ..q() };
        assert_eq!(found(&t, both).await, ["one"]);

        let lines = t.store.read(&system(), |tx| audit::search(tx, &all())).await.unwrap();
        let objects = [lines[0].object, lines[1].object];
        assert!(objects.contains(&Some(Uuid::from_u128(8))) && objects.contains(&Some(Uuid::from_u128(9))));
        let three = &lines[3];
        assert_eq!((three.org, three.owner_org, three.person), (Some(PANTRY), Some(CLINIC), Some(MARIA)));
        assert_eq!((three.action.as_str(), three.kind.as_str(), three.object), ("read", "need", None));
    }
}

/// What was looked at and what was done stand in the log together with it: nothing is noted of what did not happen.
#[tokio::test]
async fn a_line_commits_with_its_action() {
    for t in stores() {
        let failed = t
            .store
            .write(&system(), |tx| {
                tx.audit(Action::Write, Kind::Setting, None, None, "not done")?;
                Err::<(), _>(Error::NotFound)
            })
            .await;
        assert!(matches!(failed, Err(Error::NotFound)));
        let failed = t
            .store
            .read(&system(), |tx| {
                tx.audit(Action::Read, Kind::Setting, None, None, "not shown")?;
                Err::<(), _>(Error::NotFound)
            })
            .await;
        assert!(matches!(failed, Err(Error::NotFound)));
        assert!(found(&t, all()).await.is_empty(), "{}", t.engine);
        let read = |tx: &mut Tx<'_, '_>| {
            tx.audit(Action::Read, Kind::Setting, None, None, "first")?;
            tx.audit(Action::Read, Kind::Setting, None, None, "second")?;
            Ok(7)
        };
        assert_eq!(t.store.read(&system(), read).await.unwrap(), 7);
        assert_eq!(found(&t, all()).await.len(), 2, "{}: both looks", t.engine);
    }
}

/// A sealing round takes what it can; the rest waits for the next one, and no line is left out between them.
#[tokio::test]
async fn rounds_of_sealing_make_one_chain() {
    for t in stores() {
        let objects: Vec<Uuid> = (1..=audit::ROUND as u128 + 3).map(Uuid::from_u128).collect();
        let many = objects.clone();
        noted(&t, &system(), move |tx| tx.audit_each(Action::Write, Kind::Person, &many, "import")).await;
        let state = async || {
            let report = audit::verify(&t.store, &[]).await.unwrap();
            (report.sealed, report.unsealed, report.fault)
        };
        let round = audit::ROUND as i64;
        assert_eq!(state().await, (0, round + 3, None), "{}", t.engine);
        assert_eq!(audit::seal(&t.store).await.unwrap(), audit::ROUND);
        assert_eq!(state().await, (round, 3, None));
        audit::seal_all(&t.store).await.unwrap();
        assert_eq!(state().await, (round + 3, 0, None));
        assert_eq!(audit::seal(&t.store).await.unwrap(), 0, "nothing waits");

        noted(&t, &system(), |tx| tx.audit_each(Action::Write, Kind::Person, &[ANA, MARIA, CLINIC], "again"))
            .await;
        audit::seal_all(&t.store).await.unwrap();
        assert_eq!(state().await, (round + 6, 0, None), "seal_all goes on until nothing waits");
    }
}

/// Lines that were slipped in or taken out beside the chain (safety: an unsealed tail is reported, an edited log is found).
#[tokio::test]
async fn a_line_beside_the_chain_is_found() {
    let t = TestStore::sqlite(tandem_access::MIGRATIONS, &[]);
    let one = |tx: &mut Tx<'_, '_>| tx.audit(Action::Write, Kind::Setting, None, None, "x");
    noted(&t, &system(), one).await;
    noted(&t, &system(), one).await;
    audit::seal_all(&t.store).await.unwrap();
    noted(&t, &system(), one).await;
    let fault = async || audit::verify(&t.store, &[]).await.unwrap().fault;
    assert_eq!(fault().await, None);
    let tandem_access::DatabaseUrl::Sqlite(path) = t.store.url() else { panic!("a file") };
    let db = rusqlite::Connection::open(path).unwrap();
    db.busy_timeout(std::time::Duration::from_secs(20)).unwrap();
    db.execute_batch("DROP TRIGGER audit_no_delete;").unwrap();

    db.execute_batch("DELETE FROM audit WHERE id IN (SELECT audit_id FROM audit_tail)").unwrap();
    let removed = fault().await.expect("it is missed");
    assert!(removed.line == 3 && removed.what.contains("waited for its place and was removed"), "{removed}");
    db.execute_batch("DELETE FROM audit_tail").unwrap();
    assert_eq!(fault().await, None);

    noted(&t, &system(), one).await;
    db.execute_batch("DELETE FROM audit_tail").unwrap();
    let stray = fault().await.expect("it is seen");
    assert!(stray.line == 3 && stray.what.contains("has no place in the chain"), "{stray}");
    assert_eq!(ChainFault { line: 3, what: "it was removed".into() }.to_string(), "line 3: it was removed");
}

/// Ids that persons see tell nothing; the others are in the order of time. Secrets are 128 random bits.
#[tokio::test]
async fn ids_and_secrets_are_never_twice_the_same() {
    for t in stores() {
        let draw = |tx: &mut Tx<'_, '_>| {
            let below: Vec<u32> = (0..200).map(|_| tx.random_below(5)).collect();
            Ok((tx.new_id(), tx.new_public_id(), tx.new_secret(), below, tx.now()))
        };
        let (first, public, secret, below, now) = t.store.read(&system(), draw).await.unwrap();
        assert_eq!(now, t.clock.now());
        t.clock.advance(SignedDuration::from_secs(1));
        let (second, other, another, ..) = t.store.read(&system(), draw).await.unwrap();
        assert!(first < second && first.get_version_num() == 7 && second.get_version_num() == 7);
        assert!(public != other && public.get_version_num() == 4, "{}", t.engine);
        assert!(secret != another && secret.len() == 22);
        for n in 0..5 {
            assert!(below.contains(&n), "{n} is drawn too");
        }
        assert!(below.iter().all(|n| *n < 5));
        assert_eq!(t.store.around().below(0), 0, "below nothing there is only nothing");
        t.store.read(&system(), |tx| tx.query_opt("SELECT 1", params![], |_| Ok(()))).await.unwrap().unwrap();
    }
}

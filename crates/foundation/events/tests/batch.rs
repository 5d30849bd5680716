//! Events and jobs share transactions, and one that fails keeps no other back; on both databases.

use jiff::SignedDuration;
use tandem_access::{Error, Migration, Tx, Uuid, Viewer, params};
use tandem_events::{Event, Every, JobHandler, Listener, dispatch, enqueue, publish, run_due, run_every};
use tandem_testkit::TestStore;

fn stores() -> Vec<TestStore> {
    let migrations: Vec<Migration> = [tandem_access::MIGRATIONS, tandem_events::MIGRATIONS].concat();
    TestStore::both(&migrations, &tandem_access::fences())
}

fn system() -> Viewer {
    Viewer::system("events.test")
}

/// What a listener writes: a job, so that the test needs no table of its own. Event 37 is refused after the write.
fn heard(tx: &mut Tx<'_, '_>, event: &Event) -> Result<(), Error> {
    let Event::DirectoryChanged { count } = event else { return Ok(()) };
    let later = tx.now() + SignedDuration::from_hours(1);
    enqueue(tx, "test.heard", count, later)?;
    if *count == 37 { Err(Error::Internal("37 is refused".into())) } else { Ok(()) }
}

const HEARD: Listener = Listener { name: "test", on: heard };

async fn ids(t: &TestStore, sql: &'static str) -> Vec<(Uuid, i64)> {
    t.store
        .read(&system(), move |tx| tx.query(sql, params![], |r| Ok((r.get(0)?, r.get(1)?))))
        .await
        .expect("rows")
}

async fn payloads(t: &TestStore) -> Vec<i64> {
    let sql = "SELECT payload FROM job";
    let read: Result<Vec<String>, Error> =
        t.store.read(&system(), move |tx| tx.query(sql, params![], |r| Ok(r.get(0)?))).await;
    let mut all: Vec<i64> = read.expect("jobs").iter().map(|p| p.parse().expect("a number")).collect();
    all.sort_unstable();
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_event_of_many_waits_alone() {
    for t in stores() {
        t.store
            .write(&system(), |tx| {
                (0..250).try_for_each(|count| publish(tx, &Event::DirectoryChanged { count }))
            })
            .await
            .expect("events");
        assert_eq!(dispatch(&t.store, &[HEARD]).await.expect("carried"), 249, "{}", t.engine);
        let left = ids(&t, "SELECT id, attempts FROM event_outbox").await;
        assert!(matches!(left.as_slice(), [(_, 1)]), "{left:?}");
        let wanted: Vec<i64> = (0..250).filter(|n| *n != 37).collect();
        assert_eq!(payloads(&t).await, wanted, "once each, and nothing of the bad one");
        assert_eq!(dispatch(&t.store, &[HEARD]).await.expect("carried"), 0, "it waits");
        t.clock.advance(SignedDuration::from_secs(2));
        assert_eq!(dispatch(&t.store, &[HEARD]).await.expect("carried"), 0, "and fails again");
        assert!(matches!(ids(&t, "SELECT id, attempts FROM event_outbox").await.as_slice(), [(_, 2)]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_job_of_many_waits_alone() {
    fn run(tx: &mut Tx<'_, '_>, payload: &serde_json::Value) -> Result<(), Error> {
        publish(tx, &Event::DirectoryChanged { count: payload.as_u64().unwrap_or_default() })?;
        if payload == 3 { Err(Error::Internal("3 is refused".into())) } else { Ok(()) }
    }
    for t in stores() {
        t.store
            .write(&system(), |tx| {
                let now = tx.now();
                (0..12).try_for_each(|n: i64| enqueue(tx, "test.run", &n, now).map(drop))?;
                enqueue(tx, "test.nobody", &0, now).map(drop)
            })
            .await
            .expect("jobs");
        let done = run_due(&t.store, &[JobHandler { kind: "test.run", run }]).await.expect("run");
        assert_eq!(done, 11, "{}: all but 3 and the job that nobody handles", t.engine);
        assert_eq!(ids(&t, "SELECT id, attempts FROM job").await.iter().map(|j| j.1).sum::<i64>(), 2);
        assert_eq!(ids(&t, "SELECT id, attempts FROM event_outbox").await.len(), 11);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_round_rests_in_between() {
    fn run(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
        publish(tx, &Event::DirectoryChanged { count: 1 })
    }
    let daily = Every { name: "test.daily", every: SignedDuration::from_hours(24), run };
    for t in stores() {
        let round = async || run_every(&t.store, &[daily]).await.expect("a round");
        assert_eq!((round().await, round().await), (1, 0), "{}", t.engine);
        t.clock.advance(SignedDuration::from_hours(23));
        assert_eq!(round().await, 0);
        t.clock.advance(SignedDuration::from_hours(1));
        assert_eq!(round().await, 1);
        assert_eq!(ids(&t, "SELECT id, attempts FROM event_outbox").await.len(), 2);
    }
}

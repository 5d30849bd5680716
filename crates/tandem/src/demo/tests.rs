//! The demo as a whole: the same seed gives the same rows, the gap is there, and today has something for everybody.

use super::*;
use crate::rooms;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, OnceLock};
use tandem_access::{DatabaseUrl, Purpose, Surroundings, Uuid, Viewer, params};
use tandem_store::dump;

const TODAY: &str = "2026-11-20T18:00:00Z";

async fn make(url: DatabaseUrl, seed: u64) -> (Store, DemoClock, Summary) {
    let clock = DemoClock::ending(TODAY.parse().unwrap());
    let around = {
        let clock = clock.clone();
        Surroundings::seeded(move || clock.now(), seed)
    };
    let opened =
        std::thread::spawn(move || Store::open(&url, &rooms::migrations(), &rooms::fences(), around));
    let store = opened.join().unwrap().unwrap();
    let said = Mutex::new(0);
    let summary = create(&store, &clock, seed, |_| *said.lock().unwrap() += 1).await;
    let summary = summary.unwrap_or_else(|e| panic!("the demo is made: {e} at {}", clock.now()));
    assert!(*said.lock().unwrap() >= 15, "every month says where it is");
    (store, clock, summary)
}

fn sqlite(folder: &Path) -> DatabaseUrl {
    DatabaseUrl::Sqlite(folder.join("demo.db"))
}

/// How many rows each table holds, and a hash of all of them.
fn fingerprint(url: &DatabaseUrl) -> BTreeMap<String, (usize, u64)> {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    // Salts of passwords and tokens come from the same seed; nothing is left out.
    dump::tables(url)
        .unwrap()
        .into_iter()
        .map(|table| {
            let (mut rows, mut hasher) = (0, DefaultHasher::new());
            dump::rows(url, &table, &mut |row| {
                rows += 1;
                serde_json::Value::Object(row.clone()).to_string().hash(&mut hasher);
                Ok(())
            })
            .unwrap();
            (table, (rows, hasher.finish()))
        })
        .collect()
}

async fn count(store: &Store, sql: &'static str) -> i64 {
    store
        .read(&Viewer::system("test"), move |tx| tx.query_one(sql, params![], |r| Ok(r.get(0)?)))
        .await
        .unwrap()
}

/// One demo for the tests that only look at it.
async fn shared() -> &'static (Store, DemoClock, Summary) {
    static MADE: OnceLock<(Store, DemoClock, Summary)> = OnceLock::new();
    static ONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _one = ONE.lock().await;
    if let Some(made) = MADE.get() {
        return made;
    }
    let folder = tempfile::tempdir().unwrap().keep();
    let made = make(sqlite(&folder), 7).await;
    MADE.get_or_init(|| made)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_and_day_give_the_same_rows() {
    let (store, ..) = shared().await;
    let folder = tempfile::tempdir().unwrap();
    let url = sqlite(folder.path());
    let _again = make(url.clone(), 7).await;
    assert_eq!(fingerprint(store.url()), fingerprint(&url));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_holds_what_it_promises() {
    let (store, clock, summary) = shared().await;
    assert_eq!(clock.now(), clock.today());
    assert_eq!((summary.services, summary.people), (120, 400), "{summary:?}");
    assert!((450..1_200).contains(&summary.referrals), "{summary:?}");
    let counts = &summary.counts;
    assert!(counts.answered * 10 > summary.referrals * 6, "{counts:?}");
    assert!(
        counts.confirmed > 100 && counts.sealed >= 3 && counts.offers >= 10 && counts.refused >= 5,
        "{counts:?}"
    );
    // Some answer after the clock has passed a request on, or after it was taken back: that is the life it shows.
    assert!(counts.too_late * 8 < summary.referrals, "few moves come too late: {counts:?}");
    assert_eq!(sign_ins().len(), Role::ALL.len());
    for sql in [
        "SELECT count(*) FROM referral WHERE status = 'rejected'",
        "SELECT count(*) FROM referral WHERE status = 'failed' AND reason = 'no_answer'",
        "SELECT count(*) FROM referral WHERE late_at IS NOT NULL",
        "SELECT count(*) FROM referral WHERE previous_id IS NOT NULL",
        "SELECT count(*) FROM referral WHERE source = 'self'",
        "SELECT count(*) FROM consent_event WHERE kind = 'withdrawn'",
        "SELECT count(*) FROM referral_offer WHERE state = 'settled'",
        "SELECT count(*) FROM capacity_change",
    ] {
        assert!(count(store, sql).await >= 5, "{sql}");
    }
    let winter = "SELECT count(*) FROM need WHERE domain = 'utility-insecurity' AND found_at >= 1764547200000000 AND found_at < 1772323200000000";
    let summer = "SELECT count(*) FROM need WHERE domain = 'utility-insecurity' AND found_at >= 1780272000000000 AND found_at < 1788220800000000";
    assert!(count(store, winter).await > count(store, summer).await, "light and heat are a matter of winter");
}

#[tokio::test(flavor = "multi_thread")]
async fn rides_in_far_meadow_are_the_gap() {
    let (store, ..) = shared().await;
    let unmet = count(
        store,
        "SELECT count(*) FROM referral WHERE domain = 'transportation-insecurity' AND area = 'Far Meadow'
         AND (reason IN ('no_capacity', 'out_of_area', 'no_answer') OR late_at IS NOT NULL)",
    )
    .await;
    let helped = count(
        store,
        "SELECT count(*) FROM referral WHERE domain = 'transportation-insecurity' AND area = 'Far Meadow'
         AND status = 'completed'",
    )
    .await;
    assert!(unmet >= 20 && unmet > 4 * helped, "{unmet} unmet, {helped} helped");
    let elsewhere = count(
        store,
        "SELECT count(*) FROM referral WHERE domain = 'transportation-insecurity' AND area <> 'Far Meadow'
         AND status = 'completed'",
    )
    .await;
    assert!(elsewhere > helped, "{elsewhere} elsewhere");
}

/// What a member of the steering committee sees: the published form, in which small counts are hidden.
#[tokio::test(flavor = "multi_thread")]
async fn the_gap_shows_in_the_published_form() {
    let (store, ..) = shared().await;
    let coordinator = Viewer::test_member(
        Uuid::from_u128(1),
        Uuid::from_u128(2),
        &[Role::Coordinator],
        Purpose::CareCoordination,
    );
    let clock = tandem_insight::actions::clock(store, &coordinator).await.unwrap();
    let scope = tandem_insight::actions::Scope::Partnership;
    let report = tandem_insight::actions::report(store, &coordinator, &clock, scope, &Default::default())
        .await
        .unwrap();
    let most = report.cells.iter().max_by_key(|(_, line)| line.unmet.count()).unwrap();
    assert_eq!((most.0.0.as_str(), most.0.1.as_str()), ("transportation-insecurity", "Far Meadow"));
    assert!(most.1.unmet.count().is_some_and(|n| n > 10), "{:?}", most.1);
    assert!(report.domains["transportation-insecurity"].asked.count().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn today_has_something_for_everybody() {
    let (store, ..) = shared().await;
    for sql in [
        "SELECT count(*) FROM referral WHERE status = 'requested' AND late_at IS NOT NULL",
        "SELECT count(*) FROM referral_task WHERE kind = 'answer_question' AND done_at IS NULL",
        "SELECT count(*) FROM referral_task WHERE kind IN ('after_decline', 'ask_person_next') AND done_at IS NULL",
        "SELECT count(*) FROM referral_task WHERE kind = 'ask_person_claim' AND done_at IS NULL",
        "SELECT count(*) FROM referral_offer WHERE state = 'open'",
        "SELECT count(*) FROM email_outbox e JOIN referral r ON r.id = e.related_id
         WHERE e.kind = 'referrals.request' AND r.status = 'requested' AND r.late_at IS NULL",
    ] {
        assert!(count(store, sql).await >= 1, "{sql}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_chain_is_whole_and_violence_stays_sealed() {
    let (store, ..) = shared().await;
    let report = audit::verify(store).await.unwrap();
    assert!(report.fault.is_none() && report.sealed > 5_000, "{report:?}");
    let told = "SELECT count(*) FROM referral WHERE label = 'domestic_violence'
                AND (due_at IS NOT NULL OR answered_at IS NOT NULL OR area IS NOT NULL)";
    assert_eq!(count(store, told).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_made_on_postgresql_too() {
    let base = tandem_testkit::TestStore::postgres(&[], &[]);
    let (store, _, summary) = make(base.store.url().clone(), 7).await;
    assert_eq!(summary, shared().await.2);
    assert!(audit::verify(&store).await.unwrap().fault.is_none());
}

//! The demo as a whole: the same seed gives the same rows, the gap is there, and today has something for everybody.

use super::*;
use crate::rooms;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use tandem_access::{DatabaseUrl, Purpose, Surroundings, Uuid, Viewer, params};
use tandem_store::dump;

const TODAY: &str = "2026-11-20T18:00:00Z";

async fn make(url: DatabaseUrl, seed: u64, size: Size) -> (Store, DemoClock, Summary) {
    let clock = DemoClock::ending(TODAY.parse().unwrap());
    let store = open(&url, seed, &clock, Store::open_to_fill);
    let said = Mutex::new(0);
    let summary = create(&store, &clock, seed, size, |_| *said.lock().unwrap() += 1).await;
    let summary = summary.unwrap_or_else(|e| panic!("the demo is made: {e} at {}", clock.now()));
    assert!(*said.lock().unwrap() >= 15, "every month says where it is");
    assert_eq!(state(&store).await.unwrap(), State::Unfinished, "until it is on the disk");
    store.harden().unwrap();
    finish(&store).await.unwrap();
    assert_eq!(state(&store).await.unwrap(), State::Made);
    (store, clock, summary)
}

type Open = fn(
    &DatabaseUrl,
    &[tandem_access::Migration],
    &[tandem_access::Fence],
    Surroundings,
) -> Result<Store, tandem_access::StoreError>;

fn open(url: &DatabaseUrl, seed: u64, clock: &DemoClock, open: Open) -> Store {
    let around = {
        let clock = clock.clone();
        Surroundings::seeded(move || clock.now(), seed)
    };
    let url = url.clone();
    let opened = std::thread::spawn(move || open(&url, &rooms::migrations(), &rooms::fences(), around));
    opened.join().unwrap().unwrap().with_keys(tandem_access::KeyFile::generate(&[7; 64]))
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

/// One demo for the tests that only look at it. Each test is a process of its own, so it lies in a file beside the
/// test program, made by whoever comes first and again whenever the program changes; each test looks at a copy.
struct Shared {
    store: Store,
    clock: DemoClock,
    summary: Summary,
    _folder: tempfile::TempDir,
}

async fn shared() -> Shared {
    let program = std::env::current_exe().unwrap();
    let kept = program.parent().unwrap().join("demo-for-tests");
    std::fs::create_dir_all(&kept).unwrap();
    let lock = std::fs::File::create(kept.join("lock")).unwrap();
    lock.lock().unwrap();
    let about = std::fs::metadata(&program).unwrap();
    let key = format!("{} {:?} {:?}", program.display(), about.len(), about.modified().unwrap());
    let (made, words) = (kept.join("demo.db"), kept.join("summary.json"));
    if std::fs::read_to_string(kept.join("key")).ok().as_ref() != Some(&key) {
        for name in ["key", "demo.db", "demo.db-wal", "demo.db-shm"] {
            let _ = std::fs::remove_file(kept.join(name));
        }
        let (store, _, summary) = make(sqlite(&kept), 7, Size::FULL).await;
        store.harden().unwrap();
        drop(store);
        std::fs::write(&words, serde_json::to_string(&summary).unwrap()).unwrap();
        std::fs::write(kept.join("key"), &key).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(&made, folder.path().join("demo.db")).unwrap();
    let summary = serde_json::from_str(&std::fs::read_to_string(&words).unwrap()).unwrap();
    drop(lock);
    let clock = DemoClock::ending(TODAY.parse().unwrap());
    clock.set(clock.today());
    let store = open(&sqlite(folder.path()), 7, &clock, Store::open);
    Shared { store, clock, summary, _folder: folder }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_and_day_give_the_same_rows() {
    let one = shared().await;
    let folder = tempfile::tempdir().unwrap();
    let url = sqlite(folder.path());
    let _again = make(url.clone(), 7, Size::FULL).await;
    assert_eq!(fingerprint(one.store.url()), fingerprint(&url));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_holds_what_it_promises() {
    let made = shared().await;
    let (store, clock, summary) = (&made.store, &made.clock, &made.summary);
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
    let made = shared().await;
    let store = &made.store;
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
    let made = shared().await;
    let store = &made.store;
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
    let made = shared().await;
    let store = &made.store;
    for sql in [
        "SELECT count(*) FROM referral WHERE status = 'requested' AND late_at IS NOT NULL",
        "SELECT count(*) FROM referral_task WHERE kind = 'answer_question' AND done_at IS NULL",
        "SELECT count(*) FROM referral_task WHERE kind IN ('after_decline', 'ask_person_next') AND done_at IS NULL",
        "SELECT count(*) FROM referral_task WHERE kind = 'ask_person_claim' AND done_at IS NULL",
        "SELECT count(*) FROM referral_offer WHERE state = 'open'",
        "SELECT count(*) FROM referral WHERE label = 'domestic_violence' AND status = 'requested'",
        "SELECT count(*) FROM email_outbox e JOIN referral r ON r.id = e.related_id
         WHERE e.kind = 'referrals.request' AND r.status = 'requested' AND r.late_at IS NULL",
    ] {
        assert!(count(store, sql).await >= 1, "{sql}");
    }
}

/// A list that begins with what was due a year ago is one that nobody works through.
#[tokio::test(flavor = "multi_thread")]
async fn the_present_is_one_that_somebody_looks_after() {
    let made = shared().await;
    let store = &made.store;
    let (open, old): (i64, i64) = store
        .read(&Viewer::system("test"), |tx| {
            let month_ago = tx.now() - jiff::SignedDuration::from_hours(24 * 30);
            tx.query_one(
                "SELECT count(*), CAST(COALESCE(SUM(CASE WHEN t.opened_at < ?1 THEN 1 ELSE 0 END), 0) AS BIGINT)
                 FROM referral_task t WHERE t.done_at IS NULL",
                params![month_ago],
                |r| Ok((r.get(0)?, r.get(1)?)),
            )
        })
        .await
        .unwrap();
    assert!((8..60).contains(&open), "{open} things to do in seven organizations");
    assert_eq!(old, 0, "older than a month");
    let (waiting, late, ended): (i64, i64, i64) = store
        .read(&Viewer::system("test"), |tx| {
            let now = tx.now();
            tx.query_one(
                "SELECT CAST(SUM(CASE WHEN r.status = 'requested' THEN 1 ELSE 0 END) AS BIGINT),
                        CAST(SUM(CASE WHEN r.status = 'requested' AND r.due_at <= ?1 THEN 1 ELSE 0 END) AS BIGINT),
                        CAST(SUM(CASE WHEN r.status IN ('completed', 'failed', 'rejected', 'cancelled') THEN 1 ELSE 0 END)
                        AS BIGINT)
                 FROM referral r WHERE r.source = 'member'",
                params![now],
                |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
            )
        })
        .await
        .unwrap();
    assert!(late >= 1 && late * 20 < ended && waiting < 50, "{waiting} wait, {late} late, {ended} ended");
    let (switches, forgotten): (i64, i64) = store
        .read(&Viewer::system("test"), |tx| {
            let half_a_year_ago = tx.now() - jiff::SignedDuration::from_hours(24 * 182);
            tx.query_one(
                "SELECT count(*), CAST(SUM(CASE WHEN c.updated_at < ?1 THEN 1 ELSE 0 END) AS BIGINT)
                 FROM service_capacity c",
                params![half_a_year_ago],
                |r| Ok((r.get(0)?, r.get(1)?)),
            )
        })
        .await
        .unwrap();
    assert!(forgotten >= 1 && forgotten * 4 < switches, "{forgotten} of {switches} switches forgotten");
}

/// The council has the seats of the charter, and the report on power has figures: for the seats, and for what was said.
#[tokio::test(flavor = "multi_thread")]
async fn the_council_is_seated_and_power_has_figures() {
    use tandem_bodies::model::BodyKind;
    use tandem_network::model::{Measure, Quarter, Report};
    let made = shared().await;
    let read = |tx: &mut tandem_access::Tx<'_, '_>| {
        let now = Quarter::of(tandem_bodies::actions::today(tx)?);
        let quarters: Vec<_> = [2, 1, 0]
            .iter()
            .map(|n| tandem_network::actions::acts(tx, now.back(*n)))
            .collect::<Result<_, _>>()?;
        let council =
            tandem_bodies::actions::bodies(tx)?.into_iter().find(|s| s.body.kind == BodyKind::Council);
        Ok((council, quarters, tandem_network::actions::targets(tx)?))
    };
    let (council, quarters, targets) = made.store.read(&Viewer::system("test"), read).await.unwrap();
    let council = council.expect("there is a council");
    assert_eq!((council.verdict.verdict, council.verdict.code), ("valid", None));
    assert_eq!(council.active_by_sector(), targets, "seat by seat as the charter says");
    assert_eq!(targets.values().sum::<u64>(), 17);
    for (n, acts) in quarters.iter().enumerate() {
        let report = Report::new(acts, &targets);
        let told = report.of(Measure::Seats).expect("seats are told");
        let spread = told.concentration.as_ref().expect("enough to speak of shares");
        let (hhi, gini) = (spread.hhi.to_f64(), spread.gini.to_f64());
        assert!(hhi > 0.1 && hhi < 0.3 && gini > 0.0 && gini < 0.6, "{n}: {hhi} {gini}");
        assert!(spread.effective_number.to_f64() > 4.0, "{n}");
        let residents = told.part("community").expect("residents have a part");
        assert!(residents.share.is_some() && residents.index.is_some(), "{n}: {residents:?}");
        // What was said is enough to tell of it, though what one person said is not told.
        let (least, most) = report.voice.hhi.as_ref().expect("enough was said");
        assert!(least.to_f64() > 0.05 && least <= most, "{n}: {:?}", report.voice);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_chain_is_whole_and_violence_stays_sealed() {
    let made = shared().await;
    let store = &made.store;
    let report = audit::verify(store, &[]).await.unwrap();
    assert!(report.fault.is_none() && report.sealed > 5_000, "{report:?}");
    let told = "SELECT count(*) FROM referral WHERE label = 'domestic_violence'
                AND (due_at IS NOT NULL OR answered_at IS NOT NULL OR area IS NOT NULL)";
    assert_eq!(count(store, told).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_note_of_the_audit_has_words_to_read() {
    let made = shared().await;
    let sql = "SELECT DISTINCT a.detail FROM audit a WHERE a.detail <> ''";
    let read = |tx: &mut tandem_access::Tx<'_, '_>| tx.query(sql, params![], |r| Ok(r.get::<String>(0)?));
    let notes = made.store.read(&Viewer::system("test"), read).await.unwrap();
    let rooms = rooms::all();
    let mut sources = vec![("web", tandem_web::messages::SHARED)];
    sources.extend(rooms.iter().map(|r| (r.name, r.messages)));
    let catalogue = tandem_web::messages::Catalogue::new(&sources).unwrap();
    let bare: Vec<_> = notes
        .iter()
        .filter(|note| {
            !note.starts_with("directory import of") && tandem_access::Role::from_word(note).is_none()
        })
        .filter(|note| {
            let slug = note.to_ascii_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
            !catalogue.has(&format!("partners-audit-did-{slug}"))
        })
        .collect();
    assert!(notes.len() > 30 && bare.is_empty(), "read by people as they are in the code: {bare:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_made_on_postgresql_too() {
    // A tenth of the people: the same rules, a tenth of the time.
    let size = Size { people: 40 };
    let base = tandem_testkit::TestStore::postgres(&[], &[]);
    let folder = tempfile::tempdir().unwrap();
    let ((store, _, summary), (.., beside)) =
        (make(base.store.url().clone(), 7, size).await, make(sqlite(folder.path()), 7, size).await);
    assert_eq!(summary, beside, "PostgreSQL beside SQLite");
    assert_eq!(summary.people, 40);
    assert!(audit::verify(&store, &[]).await.unwrap().fault.is_none());
}

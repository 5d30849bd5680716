//! The third fence on both databases: what a handler forgot, the database refuses.

use tandem_access::{Error, Fence, Migration, Purpose, Role, Uuid, Viewer, params};
use tandem_testkit::TestStore;

const TABLES: &str = "
CREATE TABLE fact (id {id} NOT NULL PRIMARY KEY, owner_org {id} NOT NULL, person_id {id} NOT NULL, label TEXT NOT NULL,
  words TEXT NOT NULL){strict};
CREATE TABLE permission (person_id {id} NOT NULL, owner_org {id} NOT NULL, recipient_org {id} NOT NULL,
  purpose TEXT NOT NULL, class TEXT NOT NULL, label TEXT NOT NULL, valid_from {int} NOT NULL, valid_until {int} NOT NULL,
  withdrawn_at {int}){strict};
CREATE TABLE exceptional_access (person_id {id} NOT NULL, member_id {id} NOT NULL, org {id} NOT NULL, class TEXT NOT NULL,
  granted_at {int} NOT NULL, valid_until {int} NOT NULL, ended_at {int}){strict};
CREATE TABLE agreement_rule (required_from {int} NOT NULL){strict};
CREATE TABLE data_use (agreement_id {id} NOT NULL, org {id} NOT NULL, class TEXT NOT NULL, valid_from {int} NOT NULL,
  valid_until {int} NOT NULL){strict};
CREATE TABLE care_team (person_id {id} NOT NULL, member_id {id} NOT NULL, until {int}){strict};";

fn stores() -> Vec<TestStore> {
    let leak = |s: String| -> &'static str { Box::leak(s.into_boxed_str()) };
    let sqlite = TABLES.replace("{id}", "BLOB").replace("{int}", "INTEGER").replace("{strict}", " STRICT");
    let postgres = TABLES.replace("{id}", "uuid").replace("{int}", "bigint").replace("{strict}", "");
    let mut all = tandem_access::MIGRATIONS.to_vec();
    all.push(Migration { room: "toy", name: "0001_toy", sqlite: leak(sqlite), postgres: leak(postgres) });
    TestStore::both(&all, &[Fence::person("fact", "needs")])
}

struct World {
    owner: Uuid,
    other: Uuid,
    person: Uuid,
    member: Uuid,
}

impl World {
    fn new() -> World {
        let id = |n| Uuid::from_u128(n);
        World { owner: id(1), other: id(2), person: id(3), member: id(4) }
    }
    fn at(&self, org: Uuid) -> Viewer {
        Viewer::test_member(self.member, org, &[Role::Navigator], Purpose::CareCoordination)
    }
}

async fn seen(t: &TestStore, viewer: &Viewer) -> Vec<String> {
    t.store
        .read(viewer, |tx| tx.query("SELECT words FROM fact ORDER BY words", params![], |r| Ok(r.get(0)?)))
        .await
        .unwrap()
}

async fn put(
    t: &TestStore,
    viewer: &Viewer,
    owner: Uuid,
    person: Uuid,
    label: &'static str,
) -> Result<u64, Error> {
    t.store
        .write(viewer, move |tx| {
            tx.execute(
                "INSERT INTO fact (id, owner_org, person_id, label, words) VALUES (?1, ?2, ?3, ?4, ?4)",
                params![tx.new_id(), owner, person, label],
            )
        })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_out_of_sight_do_not_exist() {
    for t in stores() {
        let w = World::new();
        for label in ["general", "hiv", "domestic_violence"] {
            put(&t, &w.at(w.owner), w.owner, w.person, label).await.unwrap();
        }
        assert_eq!(
            seen(&t, &w.at(w.owner)).await,
            ["general"],
            "{}: sensitive labels need the care team",
            t.engine
        );
        assert!(seen(&t, &w.at(w.other)).await.is_empty(), "{}", t.engine);
        assert!(seen(&t, &Viewer::public()).await.is_empty(), "{}", t.engine);
        assert_eq!(seen(&t, &Viewer::test_person(w.person)).await.len(), 3, "{}", t.engine);
        assert!(seen(&t, &Viewer::test_person(w.owner)).await.is_empty());
        assert_eq!(seen(&t, &Viewer::system("test")).await.len(), 3);

        // Writing in another's name is refused, and so is changing what is out of sight.
        assert!(put(&t, &w.at(w.other), w.owner, w.person, "general").await.is_err(), "{}", t.engine);
        assert!(put(&t, &Viewer::public(), w.owner, w.person, "general").await.is_err(), "{}", t.engine);
        for (viewer, expected) in [(w.at(w.other), 0), (w.at(w.owner), 1)] {
            let n = t
                .store
                .write(&viewer, |tx| tx.execute("UPDATE fact SET words = 'changed'", params![]))
                .await
                .unwrap();
            assert_eq!(n, expected, "{}: UPDATE without WHERE", t.engine);
        }
        let n = t.store.write(&w.at(w.other), |tx| tx.execute("DELETE FROM fact", params![])).await.unwrap();
        assert_eq!(n, 0, "{}: bare DELETE", t.engine);
        assert_eq!(seen(&t, &Viewer::system("test")).await, ["changed", "domestic_violence", "hiv"]);
        let moved = t
            .store
            .write(&w.at(w.owner), move |tx| tx.execute("UPDATE fact SET owner_org = ?1", params![w.other]))
            .await;
        assert!(moved.is_err(), "{}: a row cannot be given away", t.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permission_opens_its_label_for_its_purpose_and_its_time() {
    for t in stores() {
        let w = World::new();
        for label in ["general", "hiv", "domestic_violence"] {
            put(&t, &w.at(w.owner), w.owner, w.person, label).await.unwrap();
        }
        let (person, owner, other) = (w.person, w.owner, w.other);
        let now = t.clock.now();
        t.store
            .write(&Viewer::system("test"), move |tx| {
                let until = now + jiff::SignedDuration::from_hours(1);
                // HIV is opened for another class of data: that opens nothing here.
                for (label, class) in
                    [("general", "needs"), ("domestic_violence", "needs"), ("hiv", "contact")]
                {
                    tx.execute(
                        "INSERT INTO permission (person_id, owner_org, recipient_org, purpose, class, label,
                                                 valid_from, valid_until, withdrawn_at)
                         VALUES (?1, ?2, ?3, 'care_coordination', ?7, ?4, ?5, ?6, NULL)",
                        params![person, owner, other, label, now, until, class],
                    )?;
                }
                Ok(())
            })
            .await
            .unwrap();
        // Without an agreement of both, or with one that only one of them is bound by or that covers another class, the
        // permission opens nothing.
        let bind = async |n: u128, org: Uuid, class: &'static str, hours: i64| {
            let until = now + jiff::SignedDuration::from_hours(hours);
            t.store
                .write(&Viewer::system("test"), move |tx| {
                    tx.execute(
                        "INSERT INTO data_use (agreement_id, org, class, valid_from, valid_until) VALUES (?1, ?2, ?3, ?4, ?5)",
                        params![Uuid::from_u128(n), org, class, now, until],
                    )
                })
                .await
                .unwrap();
        };
        bind(71, owner, "needs", 1).await;
        bind(72, other, "needs", 1).await;
        bind(71, other, "contact", 1).await;
        bind(73, owner, "needs", 1).await;
        bind(73, other, "needs", 0).await;
        assert!(seen(&t, &w.at(w.other)).await.is_empty(), "{}: no agreement of both", t.engine);
        bind(74, owner, "needs", 1).await;
        bind(74, other, "needs", 1).await;
        assert_eq!(seen(&t, &w.at(w.other)).await, ["general"], "{}: never domestic violence", t.engine);
        let treatment = Viewer::test_member(w.member, w.other, &[Role::Clinician], Purpose::Treatment);
        assert!(seen(&t, &treatment).await.is_empty(), "{}: another purpose", t.engine);
        let n = t
            .store
            .write(&w.at(w.other), |tx| tx.execute("UPDATE fact SET words = 'x'", params![]))
            .await
            .unwrap();
        assert_eq!(n, 0, "{}: a permission to read is not one to write", t.engine);
        t.clock.advance(jiff::SignedDuration::from_hours(1));
        assert!(seen(&t, &w.at(w.other)).await.is_empty(), "{}: expired", t.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_statement_walks_around_the_fence() {
    for t in stores() {
        let w = World::new();
        put(&t, &w.at(w.owner), w.owner, w.person, "general").await.unwrap();
        let attempts: [&'static str; 6] = [
            "SELECT words FROM main.fact",
            "WITH permission AS (SELECT * FROM main.fact) SELECT words FROM permission",
            "CREATE TEMP VIEW x AS SELECT * FROM fact",
            "PRAGMA table_info(fact)",
            "INSERT OR REPLACE INTO fact SELECT * FROM fact",
            "SELECT words FROM (SELECT words, 1 FROM fact UNION ALL SELECT words, 2 FROM fact) WHERE 1 = 1",
        ];
        for sql in attempts {
            let rows = t
                .store
                .read(&w.at(w.other), move |tx| tx.query(sql, params![], |r| Ok(r.get::<String>(0)?)))
                .await;
            assert!(rows.is_err() || rows.as_ref().is_ok_and(Vec::is_empty), "{}: {sql}: {rows:?}", t.engine);
        }
        // A CTE named like a fence view, over the table by its plain name, is still filtered.
        let spoof = t
            .store
            .read(&w.at(w.other), |tx| {
                tx.query("WITH seen AS (SELECT words FROM fact) SELECT words FROM seen", params![], |r| {
                    Ok(r.get::<String>(0)?)
                })
            })
            .await
            .unwrap();
        assert!(spoof.is_empty(), "{}", t.engine);
    }
}

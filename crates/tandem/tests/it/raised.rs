//! A record whose label rises after everything was recorded, and an organization that leaves by the page: in every room, on both
//! databases.

use jiff::SignedDuration;
use std::collections::BTreeSet;
use tandem::rooms;
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Purpose, Role, Tx, Uuid, Viewer, params};
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_people::actions::{create_person, edit_person, record_consent, record_need, view_person};
use tandem_people::model::consent::{Answer, FORM_VERSION, NewConsent};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_people::model::need::{Domain, NewNeed, Source};
use tandem_people::model::person::PersonInput;
use tandem_testkit::{TestApp, TestStore};

struct World {
    app: TestApp,
    pantry: Uuid,
    person: Uuid,
    nurse: Viewer,
    colleague: Viewer,
    partner: Viewer,
    coordinator: String,
}

fn system() -> Viewer {
    Viewer::system("raised.test")
}

fn ana() -> PersonInput {
    PersonInput {
        given_name: "Ana".into(),
        family_name: "Rivera".into(),
        birth_date: "1984-07-02".into(),
        phone: "610-555-0142".into(),
        ..PersonInput::default()
    }
}

/// One row of each kind that a screening and a visit leave.
fn recorded(tx: &mut Tx<'_, '_>, person: Uuid, org: Uuid) -> Result<(), tandem_access::Error> {
    let (id, now) = (tx.new_public_id(), tx.now());
    tx.execute(
        "INSERT INTO screening (id, person_id, owner_org, label, instrument_url, instrument_version, status, language, source_key, \
         content_hash, started_at, updated_at) VALUES (?1, ?2, ?3, 'general', 'urn:x', '1', 'completed', 'en', 'k', 'h', ?4, ?4)",
        params![id, person, org, now],
    )?;
    for label in ["general", "domestic_violence"] {
        tx.execute(
            "INSERT INTO screening_part (screening_id, label, person_id, owner_org, content) VALUES (?1, ?2, ?3, ?4, '[]')",
            params![id, label, person, org],
        )?;
    }
    tx.execute(
        "INSERT INTO screening_answer (id, screening_id, person_id, owner_org, label, code, value) VALUES (?1, ?2, ?3, ?4, \
         'general', 'c', 'v')",
        params![tx.new_public_id(), id, person, org],
    )?;
    tx.execute(
        "INSERT INTO screening_finding (screening_id, domain, person_id, owner_org, label, because) VALUES (?1, \
         'food-insecurity', ?2, ?3, 'general', '[]')",
        params![id, person, org],
    )?;
    tx.execute(
        "INSERT INTO visit (id, person_id, owner_org, label, class, status, started_at, source_system, source_id, told_at, \
         created_at, updated_at) VALUES (?1, ?2, ?3, 'general', 'emergency', 'finished', ?4, 's', '1', ?4, ?4, ?4)",
        params![tx.new_public_id(), person, org, now],
    )?;
    Ok(())
}

impl World {
    async fn on(open: fn(&[tandem_access::Migration], &[tandem_access::Fence]) -> TestStore) -> World {
        let app = TestApp::with(open, &rooms::migrations(), &rooms::fences(), rooms::all(), |_, b| b);
        let (orgs, ids) = app
            .store()
            .write(&system(), |tx| {
                let mut orgs = vec![];
                for name in ["Riverside Clinic", "Open Door Pantry"] {
                    let draft = OrganizationDraft { name: name.into(), ..OrganizationDraft::default() };
                    orgs.push(tandem_partners::actions::create(tx, &draft, Membership::Member)?);
                }
                tandem_agreements::samples::everybody(tx)?;
                let mut ids = vec![];
                for (email, org, role) in [
                    ("nurse@clinic.example", orgs[0], Role::Navigator),
                    ("colleague@clinic.example", orgs[0], Role::Navigator),
                    ("clerk@pantry.example", orgs[1], Role::Navigator),
                    ("coordinator@clinic.example", orgs[0], Role::Coordinator),
                ] {
                    let id = members::create(tx, email, "Test Member", "en", Status::Active)?;
                    members::grant(tx, id, org, role)?;
                    ids.push(id);
                }
                Ok((orgs, ids))
            })
            .await
            .expect("a partnership");
        let viewer = |n: usize, org: Uuid| {
            Viewer::test_member(ids[n], org, &[Role::Navigator], Purpose::CareCoordination)
        };
        let (clinic, pantry) = (orgs[0], orgs[1]);
        let (nurse, colleague, partner) = (viewer(0, clinic), viewer(1, clinic), viewer(2, pantry));
        let member = ids[3];
        let coordinator = app
            .store()
            .write(&system(), move |tx| sessions::test_start(tx, member, clinic, Purpose::Operations))
            .await
            .expect("a session");
        let person = app
            .store()
            .write(&nurse, move |tx| {
                let id = create_person(tx, clinic, &ana())?;
                let need = NewNeed {
                    person_id: id,
                    domain: Domain::from_code("food-insecurity").expect("a domain"),
                    risk: Some(true),
                    wants_help: Some(true),
                    source: Source::Stated,
                    label: Label::General,
                    found_at: tx.now(),
                };
                record_need(tx, clinic, &need)?;
                Ok(id)
            })
            .await
            .expect("a person");
        app.store().write(&system(), move |tx| recorded(tx, person, clinic)).await.expect("rows");
        app.store().write(&partner, move |tx| create_person(tx, pantry, &ana())).await.expect("a person");
        let w = World { app, pantry, person, nurse, colleague, partner, coordinator };
        w.consent().await;
        w.app.settle(rooms::all).await;
        w
    }

    async fn consent(&self) {
        let new = NewConsent {
            person_id: self.person,
            recipient_org: self.pantry,
            purpose: Purpose::CareCoordination,
            classes: BTreeSet::from(DataClass::ALL),
            labels: BTreeSet::from([Label::General]),
            valid_from: None,
            valid_until: self.app.store().now() + SignedDuration::from_hours(24 * 30),
            answer: Answer::Spoken { witness: None },
            form_version: FORM_VERSION.into(),
            language: "es".into(),
            teach_back: Some(true),
            guardian: None,
            notice_given: false,
        };
        self.app.store().write(&self.nurse, move |tx| record_consent(tx, &new)).await.expect("a consent");
    }

    async fn raise(&self, label: &'static str) {
        let person = self.person;
        let edit = move |tx: &mut Tx<'_, '_>| {
            let known = view_person(tx, person)?.person.details;
            edit_person(tx, person, &PersonInput { label: label.into(), ..PersonInput::from(&known) })
        };
        self.app.store().write(&self.nurse, edit).await.expect("edited");
    }

    /// How many rows about the person a viewer's SQL finds.
    async fn rows(&self, viewer: &Viewer) -> i64 {
        let person = self.person;
        self.app
            .store()
            .read(viewer, move |tx| {
                tx.query_one(
                    "SELECT (SELECT COUNT(*) FROM person t WHERE t.id = ?1) + (SELECT COUNT(*) FROM need t WHERE t.person_id = ?1) \
                     + (SELECT COUNT(*) FROM screening t WHERE t.person_id = ?1) \
                     + (SELECT COUNT(*) FROM screening_part t WHERE t.person_id = ?1) \
                     + (SELECT COUNT(*) FROM screening_answer t WHERE t.person_id = ?1) \
                     + (SELECT COUNT(*) FROM screening_finding t WHERE t.person_id = ?1) \
                     + (SELECT COUNT(*) FROM visit t WHERE t.person_id = ?1)",
                    params![person],
                    |row| Ok(row.get(0)?),
                )
            })
            .await
            .expect("a count")
    }

    async fn count(&self, sql: &'static str) -> i64 {
        let one = move |tx: &mut Tx<'_, '_>| tx.query_one(sql, params![], |row| Ok(row.get(0)?));
        self.app.store().read(&system(), one).await.expect("a count")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_recorded_is_as_sensitive_as_the_record() {
    for open in [TestStore::sqlite, TestStore::postgres] {
        for label in ["hiv", "domestic_violence"] {
            let w = World::on(open).await;
            let engine = w.app.base.engine;
            // The violence part is its team's alone already.
            assert_eq!((w.rows(&w.colleague).await, w.rows(&w.partner).await), (7, 7), "{engine}");
            let indexed = "SELECT COUNT(*) FROM identity_record";
            assert_eq!(w.count(indexed).await, 2, "{engine}");
            w.raise(label).await;
            assert_eq!((w.rows(&w.colleague).await, w.rows(&w.partner).await), (0, 0), "{engine}, {label}");
            assert_eq!(w.rows(&w.nurse).await, 8, "{engine}, {label}: who raised it looks after her");
            w.app.settle(rooms::all).await;
            assert_eq!((w.rows(&w.colleague).await, w.rows(&w.partner).await), (0, 0), "{engine}, {label}");
            let left = if label == "hiv" { 2 } else { 1 };
            assert_eq!(w.count(indexed).await, left, "{engine}, {label}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn left_on_the_page_is_gone_everywhere() {
    for open in [TestStore::sqlite, TestStore::postgres] {
        let w = World::on(open).await;
        let engine = w.app.base.engine;
        let open = "SELECT COUNT(*) FROM permission p WHERE p.withdrawn_at IS NULL";
        let indexed = "SELECT COUNT(*) FROM identity_record";
        assert!(w.count(open).await > 0 && w.count(indexed).await == 2, "{engine}");
        let page = format!("/settings/organizations/{}", w.pantry);
        assert!(w.app.get(&page, &w.coordinator).await.text.contains("tandem leave"), "{engine}");
        let left = w.app.post(&format!("{page}/membership"), &w.coordinator, &[("membership", "left")]).await;
        assert_eq!(left.status, 303, "{engine}: {}", left.text);
        w.app.settle(rooms::all).await;
        assert_eq!(w.count(open).await, 0, "{engine}");
        assert_eq!(w.count(indexed).await, 1, "{engine}");
        assert_eq!(w.rows(&w.partner).await, 0, "{engine}");
        assert_eq!(w.rows(&w.colleague).await, 7, "{engine}: nobody else loses anything");
    }
}

/// A new table about a person either says how its rows are raised, or stands here with the reason.
#[test]
fn no_table_is_forgotten_when_a_label_rises() {
    let by_label = rooms::fences().into_iter().filter(|fence| fence.read.contains("'behavioural_health'"));
    let bare: Vec<&str> = by_label.filter(|fence| fence.raise.is_none()).map(|fence| fence.table).collect();
    let why = [
        // Written anew with the record, with its label.
        "person",
        "person_name_token",
        "person_identifier",
        // Raised beside the record by the people room itself.
        "consent",
        "consent_event",
        "guardian",
        "emancipation",
        "consent_scan",
        // The system's, which enters the record anew; only the record's label opens it.
        "identity_record",
        // Read within what is raised.
        "screening_part",
        "referral_event",
        "referral_message",
        "referral_next",
        "referral_task",
    ];
    let unknown: Vec<_> = bare.iter().filter(|table| !why.contains(table)).collect();
    assert!(unknown.is_empty() && bare.len() == why.len(), "{bare:?}");
}

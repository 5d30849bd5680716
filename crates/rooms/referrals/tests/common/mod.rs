//! What the tests of this room stand on: a clinic that refers, a pantry and a second pantry that answer, a shelter,
//! a stranger, and one person with one need.

#![allow(dead_code)] // each test file uses its own part

use jiff::SignedDuration;
use std::collections::BTreeSet;
use tandem_access::accounts::links::{self, LinkPurpose, Opened};
use tandem_access::accounts::members;
use tandem_access::{Error, Fence, Migration, Purpose, Role, Tx, Uuid, Viewer, params};
use tandem_mail::OutboxLine;
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_people::model::consent::{Answer, NewConsent};
use tandem_people::model::label::Label;
use tandem_people::model::need::{Domain, NewNeed, Source};
use tandem_people::model::person::{PersonInput, SafeContact};
use tandem_referrals::actions::{NewReferral, Sent};
use tandem_testkit::TestStore;

pub fn migrations() -> Vec<Migration> {
    let mut all = tandem_access::MIGRATIONS.to_vec();
    for more in [
        tandem_events::MIGRATIONS,
        tandem_mail::MIGRATIONS,
        tandem_partners::MIGRATIONS,
        tandem_people::MIGRATIONS,
        tandem_directory::MIGRATIONS,
        tandem_referrals::MIGRATIONS,
    ] {
        all.extend_from_slice(more);
    }
    all
}

pub fn fences() -> Vec<Fence> {
    let mut all = tandem_access::fences();
    all.extend(tandem_mail::fences());
    all.extend(tandem_people::fences());
    all.extend(tandem_referrals::fences());
    all
}

/// System work of a test.
pub fn system() -> Viewer {
    Viewer::system("referrals.test")
}

/// One partnership on one database.
pub struct World {
    pub base: TestStore,
    pub clinic: Uuid,
    pub pantry: Uuid,
    pub kitchen: Uuid,
    pub shelter: Uuid,
    pub stranger: Uuid,
    pub navigator: Viewer,
    pub responder: Viewer,
    pub cook: Viewer,
    pub advocate: Viewer,
    pub nobody: Viewer,
    pub food_box: Uuid,
    pub hot_meals: Uuid,
    pub safe_house: Uuid,
    pub person: Uuid,
    pub need: Uuid,
}

async fn organization(base: &TestStore, name: &str, confidential: bool) -> Uuid {
    let draft = OrganizationDraft {
        name: name.to_owned(),
        email: Some(format!("{}@example.org", name.to_lowercase().replace(' ', "-"))),
        phone: Some("610-555-0123".into()),
        confidential,
        ..OrganizationDraft::default()
    };
    base.store
        .write(&system(), move |tx| tandem_partners::actions::create(tx, &draft, Membership::Member))
        .await
        .expect("an organization")
}

async fn member(base: &TestStore, org: Uuid, name: &str, role: Role) -> Viewer {
    let name = name.to_owned();
    let id = base
        .store
        .write(&system(), move |tx| {
            let id =
                members::create(tx, &format!("{name}@example.org"), &name, "en", members::Status::Active)?;
            members::grant(tx, id, org, role)?;
            Ok(id)
        })
        .await
        .expect("a member");
    Viewer::test_member(id, org, &[role], Purpose::CareCoordination)
}

async fn service(base: &TestStore, org: Uuid, name: &'static str, confidential: bool) -> Uuid {
    base.store
        .write(&system(), move |tx| {
            let (id, now) = (tx.new_public_id(), tx.now());
            tx.execute(
                "INSERT INTO service (id, organization_id, name, alternate_name, description, url, email, status, \
                 interpretation_services, application_process, fees_description, wait_time, eligibility_description, \
                 alert, keywords, assured_by, confidential, source, created_at, updated_at) VALUES (?1, ?2, \
                 ?3, '', '', '', '', 'active', '', '', '', '', '', '', '', '', ?4, 'test', ?5, ?5)",
                params![id, org, name, confidential, now],
            )?;
            Ok(id)
        })
        .await
        .expect("a service")
}

impl World {
    pub async fn on(base: TestStore) -> World {
        let clinic = organization(&base, "Riverside Clinic", false).await;
        let pantry = organization(&base, "Hill Pantry", false).await;
        let kitchen = organization(&base, "Corner Kitchen", false).await;
        let shelter = organization(&base, "Quiet House", true).await;
        let stranger = organization(&base, "Some Company", false).await;
        let navigator = member(&base, clinic, "navigator", Role::Navigator).await;
        let responder = member(&base, pantry, "responder", Role::Responder).await;
        let cook = member(&base, kitchen, "cook", Role::Responder).await;
        let advocate = member(&base, shelter, "advocate", Role::Advocate).await;
        let nobody = member(&base, stranger, "stranger", Role::Navigator).await;
        let food_box = service(&base, pantry, "Food box", false).await;
        let hot_meals = service(&base, kitchen, "Hot meals", false).await;
        let safe_house = service(&base, shelter, "A place to stay", true).await;
        let input = PersonInput {
            given_name: "Ana".into(),
            family_name: "Rivera".into(),
            phone: "610-555-0142".into(),
            language: "es".into(),
            area: "north".into(),
            safe: SafeContact { call: true, text: true, email: false, message: false },
            ..PersonInput::default()
        };
        let person = base
            .store
            .write(&navigator, move |tx| tandem_people::actions::create_person(tx, clinic, &input))
            .await
            .expect("a person");
        let mut world = World {
            base,
            clinic,
            pantry,
            kitchen,
            shelter,
            stranger,
            navigator,
            responder,
            cook,
            advocate,
            nobody,
            food_box,
            hot_meals,
            safe_house,
            person,
            need: Uuid::nil(),
        };
        world.need = world.need("food-insecurity").await;
        world
    }

    pub async fn both() -> Vec<World> {
        let mut worlds = Vec::new();
        for base in TestStore::both(&migrations(), &fences()) {
            worlds.push(World::on(base).await);
        }
        worlds
    }

    pub async fn sqlite() -> World {
        World::on(TestStore::sqlite(&migrations(), &fences())).await
    }

    pub async fn write<T: Send + 'static>(
        &self,
        viewer: &Viewer,
        f: impl FnMut(&mut Tx<'_, '_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        // People act one after the other.
        self.base.clock.advance(SignedDuration::from_secs(1));
        self.base.store.write(viewer, f).await
    }

    pub async fn read<T: Send + 'static>(
        &self,
        viewer: &Viewer,
        f: impl FnMut(&mut Tx<'_, '_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.base.store.read(viewer, f).await
    }

    pub async fn need(&self, domain: &str) -> Uuid {
        let (person, clinic) = (self.person, self.clinic);
        let domain = Domain::from_code(domain).expect("a domain");
        self.write(&self.navigator, move |tx| {
            let new = NewNeed {
                person_id: person,
                domain,
                risk: Some(true),
                wants_help: Some(true),
                source: Source::Stated,
                label: Label::General,
                found_at: tx.now(),
            };
            tandem_people::actions::record_need(tx, clinic, &new)
        })
        .await
        .expect("a need")
    }

    /// Records the person's yes for an organization.
    pub async fn consent(&self, recipient: Uuid) -> Uuid {
        let person = self.person;
        self.write(&self.navigator, move |tx| {
            let new = NewConsent {
                person_id: person,
                recipient_org: recipient,
                purpose: Purpose::CareCoordination,
                labels: BTreeSet::from([Label::General]),
                valid_from: None,
                valid_until: tx.now() + SignedDuration::from_hours(24 * 90),
                answer: Answer::Spoken { witness: None },
                form_version: "test".into(),
                language: "es".into(),
                teach_back: Some(true),
                notice_given: false,
            };
            tandem_people::actions::record_consent(tx, &new)
        })
        .await
        .expect("a consent")
    }

    pub fn new_referral(&self, services: &[Uuid], key: &str) -> NewReferral {
        NewReferral {
            person_id: self.person,
            need_id: self.need,
            services: services.to_vec(),
            note: "Two children.".into(),
            label: None,
            idempotency_key: format!("test-{key}-key"),
        }
    }

    pub async fn send(&self, services: &[Uuid], key: &str) -> Result<Sent, Error> {
        let new = self.new_referral(services, key);
        self.write(&self.navigator, move |tx| tandem_referrals::actions::send(tx, &new)).await
    }

    /// Sends to the pantry with consent.
    pub async fn sent(&self) -> Uuid {
        self.consent(self.pantry).await;
        self.send(&[self.food_box], "sent").await.expect("sent").id
    }

    pub async fn status(&self, id: Uuid) -> String {
        self.read(&system(), move |tx| {
            tx.query_one(
                "SELECT r.status FROM referral r WHERE r.id = ?1",
                params![id],
                |row| Ok(row.get(0)?),
            )
        })
        .await
        .expect("a referral")
    }

    pub async fn outbox(&self) -> Vec<OutboxLine> {
        self.read(&system(), |tx| tandem_mail::outbox(tx, None, 100)).await.expect("the outbox")
    }

    /// The token of the newest link of this kind that was written to an address.
    pub async fn token(&self, to: &str, path: &str) -> String {
        let lines = self.outbox().await;
        let body = lines
            .iter()
            .find(|l| l.to == to && l.body.contains(path))
            .map(|l| l.body.clone())
            .unwrap_or_else(|| panic!("no letter to {to} with {path}"));
        let rest = &body[body.find(path).expect("the path") + path.len()..];
        rest.split_whitespace().next().expect("a token").to_owned()
    }

    /// The viewer behind the newest answer link that was written to an address.
    pub async fn by_link(&self, to: &str) -> Viewer {
        let token = self.token(to, "/a/").await;
        match links::open_in(&self.base.store, LinkPurpose::Answer, &token).await.expect("a link") {
            Opened::Valid(v) => Viewer::from_link(&v).expect("a viewer"),
            other => panic!("{other:?}"),
        }
    }

    /// Moves the clock by days of 24 hours and runs everything that has come due.
    pub async fn days_later(&self, days: i64) {
        self.base.clock.advance(SignedDuration::from_hours(24 * days));
        self.tick().await;
    }

    pub async fn tick(&self) {
        self.write(&system(), tandem_referrals::run_clock).await.expect("the clock");
        let mut listeners = tandem_referrals::room().listeners;
        listeners.extend(tandem_people::room().listeners);
        while tandem_events::dispatch(&self.base.store, &listeners).await.expect("events") > 0 {}
    }
}

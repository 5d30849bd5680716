//! What the tests of this room stand on: a clinic that refers, a pantry and a second pantry that answer, a shelter,
//! a stranger, and one person with one need.

use jiff::SignedDuration;
use std::collections::BTreeSet;
use tandem_access::accounts::links::{self, LinkPurpose, Opened};
use tandem_access::accounts::{members, sessions};
use tandem_access::{Error, Fence, Migration, Purpose, Role, Tx, Uuid, Viewer, params};
use tandem_mail::OutboxLine;
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_people::model::consent::{Answer, NewConsent};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_people::model::need::{Domain, NewNeed, Source};
use tandem_people::model::person::{PersonInput, SafeContact};
use tandem_referrals::actions::{NewReferral, Sent};
use tandem_testkit::{TestApp, TestStore};
use tandem_web::Room;

pub fn migrations() -> Vec<Migration> {
    let mut all = tandem_access::MIGRATIONS.to_vec();
    for more in [
        tandem_events::MIGRATIONS,
        tandem_mail::MIGRATIONS,
        tandem_partners::MIGRATIONS,
        tandem_spine::MIGRATIONS,
        tandem_agreements::MIGRATIONS,
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

/// A bare database, or the whole application on one.
pub enum Base {
    Store(TestStore),
    App(TestApp),
}

impl std::ops::Deref for Base {
    type Target = TestStore;
    fn deref(&self) -> &TestStore {
        match self {
            Base::Store(store) => store,
            Base::App(app) => &app.base,
        }
    }
}

/// The rooms whose pages are tested together.
pub fn rooms() -> Vec<Room> {
    vec![
        Room { migrations: tandem_partners::MIGRATIONS, ..Room::named("partners") },
        tandem_spine::room(),
        Room { routes: vec![], nav: vec![], ..tandem_agreements::room() },
        tandem_people::room(),
        tandem_directory::room(),
        tandem_referrals::room(),
    ]
}

/// One partnership on one database.
pub struct World {
    pub base: Base,
    pub clinic: Uuid,
    pub pantry: Uuid,
    pub kitchen: Uuid,
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

async fn organization(base: &Base, name: &str, confidential: bool) -> Uuid {
    let draft = OrganizationDraft {
        name: name.to_owned(),
        email: Some(format!("{}@example.org", name.to_lowercase().replace(' ', "-"))),
        phone: Some("610-555-0123".into()),
        confidential,
        ..OrganizationDraft::default()
    };
    base.store
        .write(&system(), move |tx| {
            let id = tandem_partners::actions::create(tx, &draft, Membership::Member)?;
            tandem_agreements::samples::everybody(tx)?;
            Ok(id)
        })
        .await
        .expect("an organization")
}

pub async fn member(base: &Base, org: Uuid, name: &str, role: Role) -> Viewer {
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

async fn service(base: &Base, org: Uuid, name: &'static str, confidential: bool) -> Uuid {
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
            let domains = if confidential { "intimate-partner-violence" } else { "food-insecurity" };
            tx.execute(
                "INSERT INTO attribute (id, service_id, taxonomy, term_code, term, domains, audience) VALUES (?1, ?2, \
                 'test', 'T', ?3, ?4, 0)",
                params![tx.new_public_id(), id, name, domains],
            )?;
            Ok(id)
        })
        .await
        .expect("a service")
}

impl World {
    pub async fn on(base: Base) -> World {
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
            worlds.push(World::on(Base::Store(base)).await);
        }
        worlds
    }

    /// With the whole application around it.
    pub async fn apps() -> Vec<World> {
        let mut worlds = Vec::new();
        for app in TestApp::both(rooms, |_, builder| builder) {
            worlds.push(World::on(Base::App(app)).await);
        }
        worlds
    }

    pub fn app(&self) -> &TestApp {
        match &self.base {
            Base::App(app) => app,
            Base::Store(_) => panic!("this world has no application"),
        }
    }

    /// A session cookie for a member.
    pub async fn session(&self, viewer: &Viewer) -> String {
        let (member, org) = (viewer.member_id().expect("a member"), viewer.org().expect("an organization"));
        self.write(&system(), move |tx| sessions::test_start(tx, member, org, Purpose::CareCoordination))
            .await
            .expect("a session")
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
                classes: BTreeSet::from(DataClass::FOR_REFERRAL),
                labels: BTreeSet::from([Label::General]),
                valid_from: None,
                valid_until: tx.now() + SignedDuration::from_hours(24 * 90),
                answer: Answer::Spoken { witness: None },
                form_version: "test".into(),
                language: "es".into(),
                teach_back: Some(true),
                guardian: None,
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

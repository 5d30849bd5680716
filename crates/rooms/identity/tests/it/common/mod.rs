//! What the tests of this room stand on: a clinic, a pantry and a shelter on a database of their own.

use std::collections::BTreeSet;
use tandem_access::{Error, Fence, Migration, Purpose, Role, Tx, Uuid, Viewer};
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_people::actions as people;
use tandem_people::model::consent::{Answer, FORM_VERSION, NewConsent};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_people::model::person::PersonInput;
use tandem_testkit::TestStore;

/// Three organizations.
pub struct World {
    /// The database.
    pub base: TestStore,
    /// Serves most people.
    pub clinic: Uuid,
    /// Serves some of them too.
    pub pantry: Uuid,
    /// A domestic-violence service.
    pub shelter: Uuid,
}

fn migrations() -> Vec<Migration> {
    let mut all = tandem_access::MIGRATIONS.to_vec();
    all.extend_from_slice(tandem_events::MIGRATIONS);
    all.extend_from_slice(tandem_mail::MIGRATIONS);
    all.extend_from_slice(tandem_partners::MIGRATIONS);
    all.extend_from_slice(tandem_spine::MIGRATIONS);
    all.extend_from_slice(tandem_agreements::MIGRATIONS);
    all.extend_from_slice(tandem_people::MIGRATIONS);
    all.extend_from_slice(tandem_identity::MIGRATIONS);
    all
}

fn fences() -> Vec<Fence> {
    let mut all = tandem_access::fences();
    all.extend(tandem_mail::fences());
    all.extend(tandem_people::fences());
    all.extend(tandem_identity::fences());
    all
}

/// System work of a test.
pub fn system() -> Viewer {
    Viewer::system("identity.test")
}

/// A navigator of `org`; `n` tells members apart.
pub fn navigator(n: u128, org: Uuid) -> Viewer {
    Viewer::test_member(Uuid::from_u128(n), org, &[Role::Navigator], Purpose::CareCoordination)
}

/// A reviewer at `org`.
pub fn steward(n: u128, org: Uuid) -> Viewer {
    Viewer::test_member(Uuid::from_u128(n), org, &[Role::IdentitySteward], Purpose::Operations)
}

async fn organization(base: &TestStore, name: &str, confidential: bool) -> Uuid {
    let draft = OrganizationDraft { name: name.to_owned(), confidential, ..OrganizationDraft::default() };
    base.store
        .write(&system(), move |tx| {
            let id = tandem_partners::actions::create(tx, &draft, Membership::Member)?;
            tandem_agreements::samples::everybody(tx)?;
            Ok(id)
        })
        .await
        .expect("an organization")
}

/// María García López, as one organization knows her.
pub fn maria() -> PersonInput {
    PersonInput {
        given_name: "María".into(),
        family_name: "García López".into(),
        birth_date: "1984-07-02".into(),
        phone: "555-555-0101".into(),
        address_line1: "12 Ferry St".into(),
        city: "Tamsel".into(),
        postal_code: "19601".into(),
        ..PersonInput::default()
    }
}

/// The same woman, misspelt and without her second name.
pub fn maria_again() -> PersonInput {
    PersonInput { given_name: "Maria".into(), family_name: "Garcia".into(), ..maria() }
}

/// Her sister, at the same address and telephone.
pub fn sister() -> PersonInput {
    PersonInput { given_name: "Elena".into(), birth_date: "1986-11-20".into(), ..maria() }
}

/// Uncertain: the name and the day, which a namesake has too.
pub fn maybe_maria() -> PersonInput {
    PersonInput {
        given_name: "Maria".into(),
        family_name: "Garcia".into(),
        birth_date: "1984-07-02".into(),
        ..PersonInput::default()
    }
}

impl World {
    /// One on each database.
    pub async fn both() -> Vec<World> {
        let mut worlds = vec![];
        for base in TestStore::both(&migrations(), &fences()) {
            let clinic = organization(&base, "Riverside Clinic", false).await;
            let pantry = organization(&base, "Open Door Pantry", false).await;
            let shelter = organization(&base, "Harbor House", true).await;
            worlds.push(World { base, clinic, pantry, shelter });
        }
        worlds
    }

    /// Runs a write as `viewer`.
    pub async fn write<T: Send + 'static>(
        &self,
        viewer: &Viewer,
        f: impl FnMut(&mut Tx) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.base.store.write(viewer, f).await
    }

    /// Runs a read as `viewer`.
    pub async fn read<T: Send + 'static>(
        &self,
        viewer: &Viewer,
        f: impl FnMut(&mut Tx) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.base.store.read(viewer, f).await
    }

    /// A person of `org`, and everything that follows from it.
    pub async fn person(&self, org: Uuid, input: PersonInput) -> Uuid {
        let viewer = navigator(if org == self.clinic { 11 } else { 12 }, org);
        let id =
            self.write(&viewer, move |tx| people::create_person(tx, org, &input)).await.expect("a person");
        self.settle().await;
        id
    }

    /// Carries events and jobs until none waits.
    pub async fn settle(&self) {
        let room = tandem_identity::room();
        for _ in 0..10 {
            let carried = tandem_events::dispatch(&self.base.store, &room.listeners).await.expect("events");
            let run = tandem_events::run_due(&self.base.store, &room.jobs).await.expect("jobs");
            if carried + run == 0 {
                return;
            }
        }
        panic!("events and jobs do not come to an end");
    }

    /// The records that a navigator of `org` sees as one person.
    pub async fn seen(&self, org: Uuid, person: Uuid) -> Vec<Uuid> {
        let mut seen = self
            .read(&navigator(13, org), move |tx| tandem_identity::actions::linked_records(tx, person))
            .await
            .expect("records");
        seen.sort();
        seen
    }

    /// The records that are one person, as the system knows it.
    pub async fn together(&self, person: Uuid) -> Vec<Uuid> {
        let mut all = self
            .read(&system(), move |tx| tandem_identity::actions::linked_records(tx, person))
            .await
            .expect("records");
        all.sort();
        all
    }

    /// A yes of a person of `owner` to `recipient`, for a day: to what they are called and need.
    pub async fn yes(&self, owner: Uuid, person: Uuid, recipient: Uuid) -> Uuid {
        let new = NewConsent {
            person_id: person,
            recipient_org: recipient,
            purpose: Purpose::CareCoordination,
            classes: BTreeSet::from(DataClass::FOR_REFERRAL),
            labels: BTreeSet::from([Label::General]),
            valid_from: None,
            valid_until: self.base.clock.now() + jiff::SignedDuration::from_hours(24),
            answer: Answer::Spoken { witness: None },
            form_version: FORM_VERSION.into(),
            language: "es".into(),
            teach_back: Some(true),
            guardian: None,
            notice_given: false,
        };
        let viewer = navigator(if owner == self.clinic { 11 } else { 12 }, owner);
        self.write(&viewer, move |tx| people::record_consent(tx, &new)).await.expect("a consent")
    }
}

/// In order.
pub fn sorted(mut ids: Vec<Uuid>) -> Vec<Uuid> {
    ids.sort();
    ids
}

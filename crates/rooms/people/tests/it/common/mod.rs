//! What the tests of this room stand on: three organizations on a database of their own.

use std::collections::BTreeSet;
use tandem_access::accounts::members::{self, Status};
use tandem_access::{Error, Fence, Migration, Purpose, Role, Tx, Uuid, Viewer};
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_people::actions;
use tandem_people::model::consent::{Answer, FORM_VERSION, NewConsent};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_people::model::person::PersonInput;
use tandem_testkit::TestStore;

/// A clinic, a pantry and a shelter.
pub struct World {
    /// The database.
    pub base: TestStore,
    /// Serves most people.
    pub clinic: Uuid,
    /// Gets referrals.
    pub pantry: Uuid,
    /// A domestic-violence service.
    pub shelter: Uuid,
}

/// Foundation, partners and people.
pub fn migrations() -> Vec<Migration> {
    let mut all = tandem_access::MIGRATIONS.to_vec();
    all.extend_from_slice(tandem_events::MIGRATIONS);
    all.extend_from_slice(tandem_mail::MIGRATIONS);
    all.extend_from_slice(tandem_partners::MIGRATIONS);
    all.extend_from_slice(tandem_spine::MIGRATIONS);
    all.extend_from_slice(tandem_agreements::MIGRATIONS);
    all.extend_from_slice(tandem_people::MIGRATIONS);
    all
}

/// The fences of the same.
pub fn fences() -> Vec<Fence> {
    let mut all = tandem_access::fences();
    all.extend(tandem_mail::fences());
    all.extend(tandem_people::fences());
    all
}

/// System work of a test.
pub fn system() -> Viewer {
    Viewer::system("people.test")
}

/// A member with these roles at `org`; `n` tells members apart.
pub fn member(n: u128, org: Uuid, roles: &[Role]) -> Viewer {
    Viewer::test_member(Uuid::from_u128(n), org, roles, Purpose::CareCoordination)
}

/// A navigator.
pub fn navigator(n: u128, org: Uuid) -> Viewer {
    member(n, org, &[Role::Navigator])
}

async fn organization(base: &TestStore, name: &str, confidential: bool) -> Uuid {
    let draft = OrganizationDraft { name: name.to_owned(), confidential, ..OrganizationDraft::default() };
    base.store
        .write(&system(), move |tx| tandem_partners::actions::create(tx, &draft, Membership::Member))
        .await
        .expect("an organization")
}

/// The keys of what a form would say.
pub fn keys(error: &Error) -> Vec<&'static str> {
    match error {
        Error::Invalid(errors) => errors.iter().map(|(_, m)| m.key).collect(),
        other => panic!("{other:?}"),
    }
}

/// María García López, who may be called.
pub fn maria() -> PersonInput {
    PersonInput {
        given_name: "María".into(),
        family_name: "García López".into(),
        birth_date: "1984-07-02".into(),
        phone: "555-555-0101".into(),
        postal_code: "19601".into(),
        ..PersonInput::default()
    }
}

impl World {
    async fn on(base: TestStore) -> World {
        let clinic = organization(&base, "Riverside Clinic", false).await;
        let pantry = organization(&base, "Open Door Pantry", false).await;
        let shelter = organization(&base, "Harbor House", true).await;
        base.store.write(&system(), tandem_agreements::samples::everybody).await.expect("an agreement");
        World { base, clinic, pantry, shelter }
    }

    /// One on each database.
    pub async fn both() -> Vec<World> {
        let mut worlds = Vec::new();
        for base in TestStore::both(&migrations(), &fences()) {
            worlds.push(World::on(base).await);
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

    /// A person of `org`.
    pub async fn person(&self, viewer: &Viewer, org: Uuid, input: PersonInput) -> Uuid {
        self.write(viewer, move |tx| actions::create_person(tx, org, &input)).await.expect("a person")
    }

    /// An account with a role, for what looks members up.
    pub async fn account(&self, email: &'static str, org: Uuid, role: Role) -> Uuid {
        self.write(&system(), move |tx| {
            let id = members::create(tx, email, "Test Member", "en", Status::Active)?;
            members::grant(tx, id, org, role)?;
            Ok(id)
        })
        .await
        .expect("an account")
    }

    /// A spoken yes of `person` to the pantry, for a day.
    pub fn yes(&self, person: Uuid, labels: &[Label]) -> NewConsent {
        let until = self.base.clock.now() + jiff::SignedDuration::from_hours(24);
        NewConsent {
            person_id: person,
            recipient_org: self.pantry,
            purpose: Purpose::CareCoordination,
            classes: BTreeSet::from(DataClass::FOR_REFERRAL),
            labels: labels.iter().copied().collect::<BTreeSet<_>>(),
            valid_from: None,
            valid_until: until,
            answer: Answer::Signed { signature: "María García".into() },
            form_version: FORM_VERSION.into(),
            language: "es".into(),
            teach_back: None,
            guardian: None,
            notice_given: true,
        }
    }

    /// Records it as `viewer`.
    pub async fn consent(&self, viewer: &Viewer, new: NewConsent) -> Result<Uuid, Error> {
        self.write(viewer, move |tx| actions::record_consent(tx, &new)).await
    }
}

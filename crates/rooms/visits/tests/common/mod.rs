//! What the tests of this room stand on.

use jiff::SignedDuration;
use std::collections::BTreeSet;
use std::io::Write as _;
use tandem_access::accounts::members::{self, Status};
use tandem_access::{Error, Fence, Migration, Purpose, Role, Tx, Uuid, Viewer};
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_people::actions::{add_identifier, create_person, record_consent};
use tandem_people::model::consent::{Answer, FORM_VERSION, NewConsent};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_people::model::person::PersonInput;
use tandem_testkit::TestStore;
use tandem_visits::actions::{Options, import_visits, visits_of};
use tandem_visits::import::report::Report;
use tandem_visits::model::Visit;

/// A hospital, a pantry and a shelter on one database.
pub struct World {
    /// The database.
    pub base: TestStore,
    /// Who is visited.
    pub hospital: Uuid,
    /// Who may be let see it.
    pub pantry: Uuid,
    /// A confidential organization.
    pub shelter: Uuid,
}

fn migrations() -> Vec<Migration> {
    let mut all = tandem_access::MIGRATIONS.to_vec();
    all.extend_from_slice(tandem_events::MIGRATIONS);
    all.extend_from_slice(tandem_partners::MIGRATIONS);
    all.extend_from_slice(tandem_spine::MIGRATIONS);
    all.extend_from_slice(tandem_agreements::MIGRATIONS);
    all.extend_from_slice(tandem_people::MIGRATIONS);
    all.extend_from_slice(tandem_visits::MIGRATIONS);
    all
}

fn fences() -> Vec<Fence> {
    let mut all = tandem_people::fences();
    all.extend(tandem_visits::fences());
    all
}

/// System work of a test.
pub fn system() -> Viewer {
    Viewer::system("visits.test")
}

/// A navigator of `org`.
pub fn navigator(org: Uuid) -> Viewer {
    Viewer::test_member(Uuid::from_u128(7), org, &[Role::Navigator], Purpose::CareCoordination)
}

/// Another navigator of `org`, on nobody's care team.
pub fn colleague(org: Uuid) -> Viewer {
    Viewer::test_member(Uuid::from_u128(77), org, &[Role::Navigator], Purpose::CareCoordination)
}

async fn organization(base: &TestStore, name: &str, confidential: bool) -> Uuid {
    let draft = OrganizationDraft { name: name.to_owned(), confidential, ..OrganizationDraft::default() };
    let made = move |tx: &mut Tx| {
        let id = tandem_partners::actions::create(tx, &draft, Membership::Member)?;
        tandem_agreements::samples::everybody(tx)?;
        Ok(id)
    };
    base.store.write(&system(), made).await.unwrap()
}

impl World {
    /// One on each database.
    pub async fn both() -> Vec<World> {
        let mut worlds = Vec::new();
        for base in TestStore::both(&migrations(), &fences()) {
            let hospital = organization(&base, "Mercy Hospital", false).await;
            let pantry = organization(&base, "Open Door Pantry", false).await;
            let shelter = organization(&base, "Safe House", true).await;
            worlds.push(World { base, hospital, pantry, shelter });
        }
        worlds
    }

    /// A write.
    pub async fn write<T: Send + 'static>(
        &self,
        viewer: &Viewer,
        f: impl FnMut(&mut Tx) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.base.store.write(viewer, f).await
    }

    /// A person of `org` with this label, known there by `number`; its navigator is the care team.
    pub async fn person(&self, org: Uuid, label: &'static str, number: &'static str) -> Uuid {
        let input = PersonInput {
            given_name: "Ana".into(),
            family_name: "Peña".into(),
            birth_date: "1984-07-02".into(),
            phone: "410 555 0142".into(),
            label: label.into(),
            ..PersonInput::default()
        };
        self.write(&navigator(org), move |tx| {
            let id = create_person(tx, org, &input)?;
            add_identifier(tx, id, "MERCY", number)?;
            Ok(id)
        })
        .await
        .unwrap()
    }

    /// An account of somebody who works at `org`, for what looks members up.
    pub async fn account(&self, email: &'static str, org: Uuid) -> Uuid {
        self.write(&system(), move |tx| {
            let id = members::create(tx, email, "Test Member", "en", Status::Active)?;
            members::grant(tx, id, org, Role::Advocate)?;
            Ok(id)
        })
        .await
        .unwrap()
    }

    /// The person lets the pantry see these classes.
    pub async fn consent(
        &self,
        person: Uuid,
        classes: &'static [DataClass],
        labels: &'static [Label],
    ) -> Uuid {
        let pantry = self.pantry;
        self.write(&navigator(self.hospital), move |tx| {
            let valid_until = tx.now() + SignedDuration::from_hours(24);
            record_consent(
                tx,
                &NewConsent {
                    person_id: person,
                    recipient_org: pantry,
                    purpose: Purpose::CareCoordination,
                    classes: classes.iter().copied().collect(),
                    labels: labels.iter().copied().collect::<BTreeSet<Label>>(),
                    valid_from: None,
                    valid_until,
                    answer: Answer::Signed { signature: "Ana Peña".into() },
                    form_version: FORM_VERSION.into(),
                    language: "es".into(),
                    teach_back: None,
                    guardian: None,
                    notice_given: true,
                },
            )
        })
        .await
        .unwrap()
    }

    /// Imports a text as a file of the hospital.
    pub async fn import(&self, text: &str, change: impl Fn(&mut Options)) -> Report {
        self.import_bytes(text.as_bytes(), change).await
    }

    /// As [`World::import`], in whatever encoding.
    pub async fn import_bytes(&self, bytes: &[u8], change: impl Fn(&mut Options)) -> Report {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let mut options = Options {
            organization: self.hospital,
            format: None,
            source: "MERCY".into(),
            label: Label::General,
            create: false,
            care_team: None,
        };
        change(&mut options);
        import_visits(&self.base.store, &system(), &options, file.path(), &mut |_| {}).await.unwrap()
    }

    /// What a viewer sees of a person's visits.
    pub async fn seen(&self, viewer: &Viewer, person: Uuid) -> Result<Vec<Visit>, Error> {
        self.base.store.read(viewer, move |tx| visits_of(tx, person)).await
    }
}

//! A clinic that records people, a pantry that consents name, a mill whose agreement ended, a school that nothing names; a person for each label and each
//! state of consent, with facts of every kind.

use super::reference::{Consent, LABELS, Stand};
use crate::common::service::food;
use jiff::SignedDuration;
use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicU32, Ordering};
use tandem::rooms;
use tandem_access::accounts::clients::{self, NewClient};
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Error, Purpose, Role, Tx, Uuid, Viewer};
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_people::actions::{create_person, record_consent, record_need, withdraw_consent};
use tandem_people::model::consent::{Answer, FORM_VERSION, NewConsent};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_people::model::need::{Domain, NewNeed, Source};
use tandem_people::model::person::PersonInput;
use tandem_testkit::{TestApp, TestStore};
use tandem_visits::model::{Class, NewVisit};

pub type Open = fn(&[tandem_access::Migration], &[tandem_access::Fence]) -> TestStore;

/// What is known of one person.
#[derive(Debug, Clone)]
pub struct Known {
    /// The label of the record.
    pub label: &'static str,
    pub consent: Consent,
    /// A name that stands nowhere else.
    pub name: String,
    pub person: Uuid,
    pub need: Uuid,
    pub screening: Uuid,
    pub consent_id: Option<Uuid>,
    /// Not sent for the vault: such a referral is sealed, which other tests are about.
    pub referral: Option<Uuid>,
}

pub struct World {
    pub app: TestApp,
    pub clinic: Uuid,
    pub pantry: Uuid,
    pub school: Uuid,
    mill: Uuid,
    pub maker: Uuid,
    pub known: Vec<Known>,
    /// One member for each role, at each of the four organizations; those at the clinic are on no care team.
    members: HashMap<(Role, Uuid), Uuid>,
    /// One for each role at the clinic who is on every care team.
    team: HashMap<Role, Uuid>,
}

impl World {
    /// People with these labels on their records.
    pub async fn on(open: Open, labels: &[&'static str]) -> World {
        let app = TestApp::with(open, &rooms::migrations(), &rooms::fences(), rooms::all(), |_, b| b);
        let system = Viewer::system("access_matrix.test");
        let organization = async |name: &'static str| {
            let draft = OrganizationDraft { name: name.into(), ..OrganizationDraft::default() };
            let made = app.store().write(&system, move |tx| {
                let id = tandem_partners::actions::create(tx, &draft, Membership::Member)?;
                tandem_agreements::samples::everybody(tx)?;
                Ok(id)
            });
            made.await.expect("an organization")
        };
        let [clinic, pantry, school, helper] = [
            organization("Riverside Clinic").await,
            organization("Open Door Pantry").await,
            organization("Elm School").await,
            organization("Corner Kitchen").await,
        ];
        let mill = app.store().write(&system, move |tx| {
            let draft = OrganizationDraft { name: "Old Mill".into(), ..OrganizationDraft::default() };
            let id = tandem_partners::actions::create(tx, &draft, Membership::Member)?;
            Ok((id, tandem_agreements::samples::share_all(tx, &[clinic, id])?))
        });
        let (mill, agreement) = mill.await.expect("an organization with an agreement of its own");
        let (members, team, maker, service) = app
            .store()
            .write(&system, move |tx| {
                let (mut members, mut team, mut n) = (HashMap::new(), HashMap::new(), 0);
                let mut make = |tx: &mut Tx<'_, '_>, org: Uuid, role: Role| -> Result<Uuid, Error> {
                    n += 1;
                    let id = members::create(
                        tx,
                        &format!("m{n}@example.org"),
                        "Test Member",
                        "en",
                        Status::Active,
                    )?;
                    members::grant(tx, id, org, role)?;
                    Ok(id)
                };
                for role in Role::ALL.iter().copied() {
                    for org in [clinic, pantry, school, mill] {
                        members.insert((role, org), make(tx, org, role)?);
                    }
                    team.insert(role, make(tx, clinic, role)?);
                }
                let maker = make(tx, clinic, Role::Navigator)?;
                Ok((members, team, maker, food(tx, helper)?))
            })
            .await
            .expect("members");
        let mut world = World { app, clinic, pantry, school, mill, maker, known: vec![], members, team };
        for label in labels {
            for consent in Consent::ALL {
                let known = world.person(label, consent, helper, service).await;
                world.known.push(known);
            }
        }
        let admin = world.viewer(Stand::Lapsed, Role::OrganizationAdmin);
        let ended = world.app.store().write(&admin, move |tx| {
            let today = tandem_agreements::actions::view(tx, agreement)?.agreement.draft.starts_on;
            tandem_agreements::actions::withdraw(tx, agreement, today, "We are too few")
        });
        ended.await.expect("an agreement ended");
        world.app.clock().advance(SignedDuration::from_hours(2));
        world
    }

    async fn person(&self, label: &'static str, consent: Consent, helper: Uuid, service: Uuid) -> Known {
        let maker =
            Viewer::test_member(self.maker, self.clinic, &[Role::Navigator], Purpose::CareCoordination);
        let system = Viewer::system("access_matrix.test");
        let name = format!("Zq{}{consent:?}", label.replace('_', ""));
        let input = PersonInput {
            given_name: "Testa".into(),
            family_name: name.clone(),
            birth_date: "1980-05-06".into(),
            phone: "555-555-0142".into(),
            label: label.into(),
            ..PersonInput::default()
        };
        let (clinic, pantry) = (self.clinic, self.pantry);
        let write = self.app.store();
        let person =
            write.write(&maker, move |tx| create_person(tx, clinic, &input)).await.expect("a person");
        let team: Vec<Uuid> = self.team.values().copied().collect();
        write
            .write(&maker, move |tx| {
                for member in &team {
                    let role = tandem_people::model::person::TeamRole::Member;
                    tandem_people::actions::assign_care_team(tx, person, *member, role)?;
                }
                Ok(())
            })
            .await
            .expect("a team");
        // One need and one visit for each label that is at least as careful as the record.
        let facts = LABELS.map(|l| Label::from_code(l).expect("a label"));
        let needs = write
            .write(&maker, move |tx| {
                facts
                    .iter()
                    .map(|l| record_need(tx, clinic, &need(tx, person, *l)))
                    .collect::<Result<Vec<_>, _>>()
            })
            .await
            .expect("needs");
        write
            .write(&system, move |tx| {
                for (n, label) in facts.into_iter().enumerate() {
                    tandem_visits::actions::record_visit(tx, clinic, person, &visit(tx, person, label, n))?;
                }
                Ok(())
            })
            .await
            .expect("visits");
        let screening = write
            .write(&maker, move |tx| {
                let ahc = tandem_screening::actions::instruments(tx)?.remove(0).questionnaire;
                let (url, version) = (ahc.url.clone(), ahc.version.clone());
                tandem_screening::actions::start_screening(tx, person, &url, &version, person, "en")
            })
            .await
            .expect("a screening");
        let shareable = label != "domestic_violence";
        let consent_id = match consent {
            Consent::None => None,
            // Nothing can be consented to about a record of the vault.
            _ if !shareable => None,
            _ => Some({
                let mut new = yes(person, pantry, write.now());
                match consent {
                    Consent::Expired => new.valid_until = write.now() + SignedDuration::from_hours(1),
                    Consent::WrongPurpose => new.purpose = Purpose::Treatment,
                    Consent::GeneralOnly => new.labels = BTreeSet::from([Label::General]),
                    _ => {}
                }
                write.write(&maker, move |tx| record_consent(tx, &new)).await.expect("a consent")
            }),
        };
        if let (Consent::Withdrawn, Some(id)) = (consent, consent_id) {
            write.write(&maker, move |tx| withdraw_consent(tx, id, None)).await.expect("withdrawn");
        }
        if shareable {
            let new = yes(person, self.mill, write.now());
            write.write(&maker, move |tx| record_consent(tx, &new)).await.expect("a consent");
        }
        let referral = if shareable {
            let new = yes(person, helper, write.now());
            write.write(&maker, move |tx| record_consent(tx, &new)).await.expect("a consent");
            let new = tandem_referrals::actions::NewReferral {
                person_id: person,
                need_id: needs[LABELS.iter().position(|l| *l == label).expect("a label")],
                services: vec![service],
                note: format!("note about {name}"),
                label: None,
                idempotency_key: format!("matrix-{person}"),
            };
            let sent = write.write(&maker, move |tx| tandem_referrals::actions::send(tx, &new)).await;
            Some(sent.expect("a referral").id)
        } else {
            None
        };
        let need = needs[LABELS.iter().position(|l| *l == label).expect("a label")];
        Known { label, consent, name, person, need, screening, consent_id, referral }
    }

    pub fn member(&self, stand: Stand, role: Role) -> (Uuid, Uuid) {
        match stand {
            Stand::Team => (self.team[&role], self.clinic),
            Stand::Colleague => (self.members[&(role, self.clinic)], self.clinic),
            Stand::Named => (self.members[&(role, self.pantry)], self.pantry),
            Stand::Lapsed => (self.members[&(role, self.mill)], self.mill),
            Stand::Stranger => (self.members[&(role, self.school)], self.school),
        }
    }

    pub fn viewer(&self, stand: Stand, role: Role) -> Viewer {
        let (member, org) = self.member(stand, role);
        Viewer::test_member(member, org, &[role], Purpose::CareCoordination)
    }

    /// A computer system that stands where the member does.
    pub fn system(&self, stand: Stand, role: Role) -> Viewer {
        let org = self.member(stand, role).1;
        Viewer::test_client(Uuid::from_u128(0xc11e), org, &[role], Purpose::CareCoordination)
    }

    /// The token of a new one, with a name of its own.
    pub async fn token(&self, stand: Stand, role: Role) -> String {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let name = format!("Chart {}", MADE.fetch_add(1, Ordering::Relaxed));
        let organization = self.member(stand, role).1;
        let purpose = Purpose::CareCoordination;
        let new = NewClient { organization, name, role, purpose };
        let store = self.app.store();
        let made =
            store.write(&Viewer::system("access_matrix.test"), move |tx| clients::register(tx, &new)).await;
        let made = made.expect("a system");
        let got = clients::exchange(store, &made.id.to_string(), &made.secret, "matrix").await;
        got.expect("an exchange").expect("the secret fits").token
    }

    pub async fn session(&self, stand: Stand, role: Role) -> String {
        let (member, org) = self.member(stand, role);
        self.app
            .store()
            .write(&Viewer::system("access_matrix.test"), move |tx| {
                sessions::test_start(tx, member, org, Purpose::CareCoordination)
            })
            .await
            .expect("a session")
    }
}

fn yes(person_id: Uuid, recipient_org: Uuid, now: jiff::Timestamp) -> NewConsent {
    NewConsent {
        person_id,
        recipient_org,
        purpose: Purpose::CareCoordination,
        classes: BTreeSet::from(DataClass::ALL),
        labels: BTreeSet::from(Label::SHAREABLE),
        valid_from: None,
        valid_until: now + SignedDuration::from_hours(24 * 30),
        answer: Answer::Signed { signature: "Testa".into() },
        form_version: FORM_VERSION.into(),
        language: "en".into(),
        teach_back: Some(true),
        guardian: None,
        notice_given: true,
    }
}

fn need(tx: &Tx<'_, '_>, person_id: Uuid, label: Label) -> NewNeed {
    NewNeed {
        person_id,
        domain: Domain::from_code("food-insecurity").expect("a domain"),
        risk: Some(true),
        wants_help: Some(true),
        source: Source::Stated,
        label,
        found_at: tx.now(),
    }
}

fn visit(tx: &Tx<'_, '_>, person: Uuid, label: Label, n: usize) -> NewVisit {
    NewVisit {
        label,
        class: Some(Class::Emergency),
        status: None,
        started_at: Some(tx.now()),
        ended_at: None,
        place: None,
        reason: Some(Some("reason of the visit".into())),
        source_system: "test".into(),
        source_id: format!("{person}-{n}"),
        told_at: tx.now(),
    }
}

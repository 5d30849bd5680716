//! What the tests of this room stand on: a hospital that knows most, a pantry that may be let see it, a kitchen that is asked
//! for help, a shelter; and one person whom hospital and pantry both serve.

use axum::body::Body;
use axum::http::Request;
use jiff::SignedDuration;
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Error, Purpose, Role, Tx, Uuid, Viewer, params};
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_people::actions::{
    create_person, issue_person_link, open_private_page, record_consent, record_need,
};
use tandem_people::model::consent::{Answer, FORM_VERSION, NewConsent};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_people::model::need::{Domain, NewNeed, Source};
use tandem_people::model::person::PersonInput;
use tandem_testkit::{Answered, TestApp};
use tandem_visits::actions::record_visit;
use tandem_visits::model::{Class, NewVisit};
use tandem_web::Room;

/// Every class of data that opens something on the timeline.
pub const ALL: [DataClass; 4] = DataClass::ALL;

/// The rooms whose pages are tested together.
pub fn rooms() -> Vec<Room> {
    vec![
        Room { migrations: tandem_partners::MIGRATIONS, ..Room::named("partners") },
        tandem_spine::room(),
        Room { routes: vec![], nav: vec![], ..tandem_agreements::room() },
        tandem_people::room(),
        tandem_directory::room(),
        tandem_screening::room(),
        tandem_identity::room(),
        tandem_visits::room(),
        tandem_referrals::room(),
        tandem_shared_view::room(),
    ]
}

/// System work of a test.
pub fn system() -> Viewer {
    Viewer::system("shared_view.test")
}

/// One partnership on one database.
pub struct World {
    pub app: TestApp,
    pub hospital: Uuid,
    pub pantry: Uuid,
    pub kitchen: Uuid,
    pub nurse: Viewer,
    pub navigator: Viewer,
    pub hot_meals: Uuid,
}

impl World {
    async fn on(app: TestApp) -> World {
        let made = app
            .store()
            .write(&system(), |tx| {
                let mut orgs = vec![];
                for name in ["Mercy Hospital", "Open Door Pantry", "Corner Kitchen"] {
                    let draft = OrganizationDraft {
                        name: name.into(),
                        email: Some("help@example.org".into()),
                        ..OrganizationDraft::default()
                    };
                    orgs.push(tandem_partners::actions::create(tx, &draft, Membership::Member)?);
                }
                tandem_agreements::samples::everybody(tx)?;
                let mut people = vec![];
                for (email, name, org, role) in [
                    ("nurse@example.org", "Test Nurse", orgs[0], Role::Clinician),
                    ("nav@example.org", "Test Navigator", orgs[1], Role::Navigator),
                ] {
                    let id = members::create(tx, email, name, "en", Status::Active)?;
                    members::grant(tx, id, org, role)?;
                    people.push(Viewer::test_member(id, org, &[role], Purpose::CareCoordination));
                }
                let (service, now) = (tx.new_public_id(), tx.now());
                tx.execute(
                    "INSERT INTO service (id, organization_id, name, alternate_name, description, url, email, status, \
                     interpretation_services, application_process, fees_description, wait_time, \
                     eligibility_description, alert, keywords, assured_by, confidential, source, created_at, \
                     updated_at) VALUES (?1, ?2, 'Hot meals', '', '', '', '', 'active', '', '', '', '', '', '', '', '', \
                     0, 'test', ?3, ?3)",
                    params![service, orgs[2], now],
                )?;
                tx.execute(
                    "INSERT INTO attribute (id, service_id, taxonomy, term_code, term, domains, audience) VALUES (?1, ?2, \
                     'test', 'T', 'Hot meals', 'food-insecurity', 0)",
                    params![tx.new_public_id(), service],
                )?;
                Ok((orgs, people, service))
            })
            .await
            .expect("a partnership");
        let (orgs, people, hot_meals) = made;
        let [hospital, pantry, kitchen] = orgs.try_into().expect("three organizations");
        let [nurse, navigator] = people.try_into().expect("two members");
        World { app, hospital, pantry, kitchen, nurse, navigator, hot_meals }
    }

    /// One on each database.
    pub async fn both() -> Vec<World> {
        let mut worlds = vec![];
        for app in TestApp::both(rooms, |_, builder| builder) {
            worlds.push(World::on(app).await);
        }
        worlds
    }

    pub fn engine(&self) -> &'static str {
        self.app.base.engine
    }

    pub async fn write<T: Send + 'static>(
        &self,
        viewer: &Viewer,
        f: impl FnMut(&mut Tx) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.app.store().write(viewer, f).await
    }

    pub async fn read<T: Send + 'static>(
        &self,
        viewer: &Viewer,
        f: impl FnMut(&mut Tx) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.app.store().read(viewer, f).await
    }

    /// A session cookie for a member.
    pub async fn session(&self, viewer: &Viewer) -> String {
        let (member, org) = (viewer.member_id().expect("a member"), viewer.org().expect("an organization"));
        self.write(&system(), move |tx| sessions::test_start(tx, member, org, Purpose::CareCoordination))
            .await
            .expect("a session")
    }

    /// Ana's record at the organization that `by` works for, led by `by`.
    pub async fn ana(&self, by: &Viewer, label: &'static str) -> Uuid {
        let org = by.org().expect("an organization");
        let input = PersonInput {
            given_name: "Ana".into(),
            family_name: "Peña".into(),
            birth_date: "1984-07-02".into(),
            phone: "410 555 0142".into(),
            label: label.into(),
            ..PersonInput::default()
        };
        self.write(by, move |tx| create_person(tx, org, &input)).await.expect("a record")
    }

    /// Says that these records are of one person, as the index does.
    pub async fn link(&self, records: &[Uuid]) {
        let records = records.to_vec();
        self.write(&system(), move |tx| {
            let (identity, now) = (tx.new_id(), tx.now());
            for record in &records {
                tx.execute(
                    "INSERT INTO identity_record (person_id, owner_org, label, identity_id, since) SELECT p.id, p.owner_org, \
                     p.label, ?2, ?3 FROM person p WHERE p.id = ?1",
                    params![*record, identity, now],
                )?;
            }
            Ok(())
        })
        .await
        .expect("linked");
    }

    /// A need with this label, recorded by `by`.
    pub async fn need(&self, by: &Viewer, person: Uuid, domain: &'static str, label: Label) -> Uuid {
        let org = by.org().expect("an organization");
        self.write(by, move |tx| {
            let new = NewNeed {
                person_id: person,
                domain: Domain::from_code(domain).expect("a domain"),
                risk: Some(true),
                wants_help: Some(true),
                source: Source::Stated,
                label,
                found_at: tx.now(),
            };
            record_need(tx, org, &new)
        })
        .await
        .expect("a need")
    }

    /// A visit to the hospital with this label.
    pub async fn visit(&self, person: Uuid, label: Label) {
        let hospital = self.hospital;
        self.write(&system(), move |tx| {
            let number = tx.new_public_id().to_string();
            let new = NewVisit {
                label,
                class: Some(Class::Emergency),
                status: None,
                started_at: Some(tx.now() - SignedDuration::from_hours(30)),
                ended_at: Some(Some(tx.now() - SignedDuration::from_hours(26))),
                place: Some(Some("ED".into())),
                reason: Some(Some("Chest pain".into())),
                source_system: "MERCY".into(),
                source_id: number,
                told_at: tx.now(),
            };
            record_visit(tx, hospital, person, &new)
        })
        .await
        .expect("a visit");
    }

    #[allow(clippy::too_many_arguments)]
    /// The person lets `recipient` see classes and labels of what `by`'s organization recorded.
    pub async fn consent(
        &self,
        by: &Viewer,
        person: Uuid,
        recipient: Uuid,
        classes: &[DataClass],
        labels: &[Label],
        purpose: Purpose,
        from_in_hours: i64,
    ) -> Uuid {
        let (classes, labels) = (classes.iter().copied().collect(), labels.iter().copied().collect());
        let new = NewConsent {
            person_id: person,
            recipient_org: recipient,
            purpose,
            classes,
            labels,
            valid_from: Some(self.app.store().now() + SignedDuration::from_hours(from_in_hours)),
            valid_until: self.app.store().now() + SignedDuration::from_hours(from_in_hours + 24),
            answer: Answer::Signed { signature: "Ana Peña".into() },
            form_version: FORM_VERSION.into(),
            language: "es".into(),
            teach_back: None,
            guardian: None,
            notice_given: true,
        };
        self.write(by, move |tx| record_consent(tx, &new)).await.expect("a consent")
    }

    /// The cookie of the person's open private page.
    pub async fn private_page(&self, by: &Viewer, person: Uuid) -> String {
        let link = self.write(by, move |tx| issue_person_link(tx, person)).await.expect("a link");
        self.write(&system(), move |tx| open_private_page(tx, &link.token, &link.code))
            .await
            .expect("a page")
            .expect("the code is right")
    }

    /// A request by the person. A POST sends `form`.
    pub async fn as_person(&self, path: &str, cookie: &str, form: Option<&str>) -> Answered {
        let mut request = Request::builder()
            .method(if form.is_some() { "POST" } else { "GET" })
            .uri(path)
            .header("host", "127.0.0.1:8080")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", format!("tandem_my={cookie}"));
        if form.is_some() {
            request = request.header("content-type", "application/x-www-form-urlencoded");
        }
        let body = Body::from(form.unwrap_or_default().to_owned());
        self.app.send(request.body(body).expect("a request")).await
    }
}

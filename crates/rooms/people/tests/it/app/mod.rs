//! What the tests of pages stand on: a clinic and a pantry with signed-in members, over the routes.

use axum::http::StatusCode;
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Purpose, Role, Uuid, Viewer};
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_testkit::{Answered, TestApp};
use tandem_web::Room;

pub fn rooms() -> Vec<Room> {
    // Partners bring tables only here: their own pages have their own tests.
    vec![
        Room { migrations: tandem_partners::MIGRATIONS, ..Room::named("partners") },
        tandem_spine::room(),
        Room { routes: vec![], nav: vec![], ..tandem_agreements::room() },
        tandem_people::room(),
    ]
}

pub struct World {
    pub app: TestApp,
    pub pantry: Uuid,
    pub navigator: String,
    pub colleague: String,
    pub officer: String,
    pub admin: String,
    pub responder: String,
}

impl World {
    async fn on(app: TestApp) -> World {
        let (pantry, tokens) = app
            .store()
            .write(&Viewer::system("people.test"), |tx| {
                let mut org = |name: &str| {
                    let draft = OrganizationDraft { name: name.to_owned(), ..OrganizationDraft::default() };
                    tandem_partners::actions::create(tx, &draft, Membership::Member)
                };
                let (clinic, pantry) = (org("Riverside Clinic")?, org("Open Door Pantry")?);
                tandem_agreements::samples::everybody(tx)?;
                let mut tokens = vec![];
                for (email, name, org, role) in [
                    ("nav@example.org", "Test Navigator", clinic, Role::Navigator),
                    ("col@example.org", "Test Colleague", clinic, Role::Navigator),
                    ("off@example.org", "Test Officer", clinic, Role::PrivacyOfficer),
                    ("adm@example.org", "Test Administrator", clinic, Role::OrganizationAdmin),
                    ("res@example.org", "Test Responder", pantry, Role::Responder),
                ] {
                    let id = members::create(tx, email, name, "en", Status::Active)?;
                    members::grant(tx, id, org, role)?;
                    tokens.push(sessions::test_start(tx, id, org, Purpose::CareCoordination)?);
                }
                Ok((pantry, tokens))
            })
            .await
            .expect("two organizations and five members");
        let [navigator, colleague, officer, admin, responder] = tokens.try_into().expect("five sessions");
        World { app, pantry, navigator, colleague, officer, admin, responder }
    }

    pub async fn both() -> Vec<World> {
        let mut worlds = vec![];
        for app in TestApp::both(rooms, |_, builder| builder) {
            worlds.push(World::on(app).await);
        }
        worlds
    }

    pub async fn new_person(&self) -> String {
        let made = self
            .app
            .post(
                "/people/new",
                &self.navigator,
                &[
                    ("given_name", "María"),
                    ("family_name", "García López"),
                    ("birth_date", "1984-07-02"),
                    ("phone", "555-555-0101"),
                    ("safe", "call"),
                    ("language", "es"),
                    ("address_line1", "12 Mill Lane"),
                ],
            )
            .await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
        made.location().to_owned()
    }

    pub fn yes(&self) -> Vec<(&'static str, String)> {
        vec![
            ("recipient_org", self.pantry.to_string()),
            ("classes", "contact".into()),
            ("classes", "needs".into()),
            ("labels", "general".into()),
            ("purpose", "care_coordination".into()),
            ("days", "365".into()),
            ("teach_back", "yes".into()),
            ("how", "spoken".into()),
        ]
    }

    pub async fn consent(&self, person: &str, form: &[(&str, String)]) -> Answered {
        let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
        self.app.post(&format!("{person}/consent"), &self.navigator, &form).await
    }
}

impl World {
    pub async fn as_person(&self, path: &str, cookie: &str, method: &str) -> Answered {
        let request = axum::http::Request::builder()
            .method(method)
            .uri(path)
            .header("host", "127.0.0.1:8080")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", format!("tandem_my={cookie}"));
        self.app.send(request.body(axum::body::Body::empty()).expect("a request")).await
    }
}

//! One person, many partners: two organizations bring their people in from files, the index finds whom both serve, the coordinator
//! sees a number, the person consents, both care teams see one timeline, the person sees who looked and withdraws, and the next read
//! is refused everywhere. A shelter's client stays invisible through every one of those doors.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use jiff::SignedDuration;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use tandem::rooms;
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Purpose, Role, Uuid, Viewer};
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_people::actions::{
    find_person, import_people, issue_person_link, open_private_page, record_consent, record_need,
};
use tandem_people::model::consent::{Answer, FORM_VERSION, NewConsent};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_people::model::need::{Domain, NewNeed, Source};
use tandem_testkit::{TestApp, TestStore};

/// Whom both organizations serve; Sofía is the last, and a client of the shelter as well.
const NAMES: [(&str, &str, &str); 13] = [
    ("Ngozi", "Okonkwo", "1984-07-02"),
    ("Emeka", "Adeyemi", "1991-03-14"),
    ("Rosalind", "Hathersage", "1950-11-30"),
    ("Thaddeus", "Winterbourne", "1977-01-19"),
    ("Ximena", "Quiroga", "1988-06-06"),
    ("Bartholomew", "Pettigrove", "1969-09-21"),
    ("Isadora", "Falkenrath", "1995-12-02"),
    ("Leopold", "Szymborski", "1943-04-25"),
    ("Anneliese", "Brandvold", "2001-08-17"),
    ("Cuauhtémoc", "Zaragoza", "1982-02-28"),
    ("Philippa", "Ravensdale", "1973-10-09"),
    ("Oluwaseun", "Babatunde", "1999-05-23"),
    ("Sofía", "Montalvo", "1986-03-08"),
];

/// A file as one organization writes its people down. `turned` puts the family name first and leaves accents and dashes out.
fn file(turned: bool) -> String {
    let mut text = if turned {
        "Client ID;Name;DOB;Cell;Zip\n"
    } else {
        "mrn,first_name,last_name,birth_date,phone,zip\n"
    }
    .to_owned();
    for (n, (given, family, born)) in NAMES.iter().enumerate() {
        let phone = format!("555-555-01{n:02}");
        let _ = if turned {
            let plain = given.replace('í', "i").replace('é', "e");
            writeln!(text, "K{n};\"{family}, {plain}\";{born};({}) {};19601", &phone[..3], &phone[4..])
        } else {
            writeln!(text, "M{n},{given},{family},{born},{phone},19601")
        };
    }
    text
}

struct World {
    app: TestApp,
    clinic: Uuid,
    pantry: Uuid,
    shelter: Uuid,
    school: Uuid,
    nurse: (Viewer, String),
    clerk: (Viewer, String),
    coordinator: String,
}

impl World {
    async fn on(open: fn(&[tandem_access::Migration], &[tandem_access::Fence]) -> TestStore) -> World {
        let app = TestApp::with(open, &rooms::migrations(), &rooms::fences(), rooms::all(), |_, b| b);
        let system = Viewer::system("one_person.test");
        let (orgs, members) = app
            .store()
            .write(&system, |tx| {
                let mut orgs = vec![];
                for (name, confidential) in [
                    ("Riverside Clinic", false),
                    ("Open Door Pantry", false),
                    ("Harbor House", true),
                    ("Old Mill School", false),
                ] {
                    let draft =
                        OrganizationDraft { name: name.into(), confidential, ..OrganizationDraft::default() };
                    orgs.push(tandem_partners::actions::create(tx, &draft, Membership::Member)?);
                }
                tandem_agreements::samples::everybody(tx)?;
                let mut ids = vec![];
                for (email, org, role) in [
                    ("nurse@clinic.example", orgs[0], Role::Clinician),
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
        let session = async |member: Uuid, org: Uuid| {
            app.store()
                .write(&system, move |tx| sessions::test_start(tx, member, org, Purpose::CareCoordination))
                .await
                .expect("a session")
        };
        let viewer = |n: usize, org: Uuid, role| {
            Viewer::test_member(members[n], org, &[role], Purpose::CareCoordination)
        };
        let nurse = (viewer(0, orgs[0], Role::Clinician), session(members[0], orgs[0]).await);
        let clerk = (viewer(1, orgs[1], Role::Navigator), session(members[1], orgs[1]).await);
        let coordinator = session(members[2], orgs[0]).await;
        World {
            clinic: orgs[0],
            pantry: orgs[1],
            shelter: orgs[2],
            school: orgs[3],
            nurse,
            clerk,
            coordinator,
            app,
        }
    }

    async fn import(&self, org: Uuid, name: &str, text: String) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        let system = Viewer::system("import");
        let report = import_people(self.app.store(), &system, org.into(), &path, &mut |_| {})
            .await
            .expect("an import");
        assert_eq!(report.people.rejected, 0, "{report:#?}");
    }

    /// Events and jobs, as the workers carry them.
    async fn settle(&self) {
        let all = rooms::all();
        let listeners: Vec<_> = all.iter().flat_map(|room| room.listeners.iter().copied()).collect();
        let jobs: Vec<_> = all.iter().flat_map(|room| room.jobs.iter().copied()).collect();
        while tandem_events::dispatch(self.app.store(), &listeners).await.expect("events")
            + tandem_events::run_due(self.app.store(), &jobs).await.expect("jobs")
            > 0
        {}
    }

    async fn find(&self, viewer: &Viewer, name: &'static str) -> Uuid {
        let found = self.app.store().read(viewer, move |tx| find_person(tx, name)).await.expect("a search");
        assert_eq!(found.len(), 1, "{name}");
        found[0].id
    }

    async fn need(&self, viewer: &Viewer, person: Uuid, domain: &'static str) {
        let org = viewer.org().expect("a member");
        self.app
            .store()
            .write(viewer, move |tx| {
                let new = NewNeed {
                    person_id: person,
                    domain: Domain::from_code(domain).expect("a domain"),
                    risk: Some(true),
                    wants_help: Some(true),
                    source: Source::Stated,
                    label: Label::General,
                    found_at: tx.now(),
                };
                record_need(tx, org, &new)
            })
            .await
            .expect("a need");
    }

    async fn yes(&self, viewer: &Viewer, person: Uuid, recipient_org: Uuid) -> Uuid {
        let new = NewConsent {
            person_id: person,
            recipient_org,
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
        self.app.store().write(viewer, move |tx| record_consent(tx, &new)).await.expect("a consent")
    }

    async fn page(&self, path: &str, session: &str) -> (u16, String) {
        let answer = self.app.get(path, session).await;
        (answer.status.as_u16(), answer.text)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_partners_one_person_and_the_person_decides() {
    for open in [TestStore::sqlite, TestStore::postgres] {
        let w = World::on(open).await;
        let engine = w.app.base.engine;
        w.import(w.clinic, "patients.csv", file(false)).await;
        w.import(w.pantry, "clients.csv", file(true)).await;
        // Sofía is a client of the shelter too.
        w.import(
            w.shelter,
            "clients.csv",
            "first_name,last_name,birth_date,phone\nSofía,Montalvo,1986-03-08,555-555-0112\n".into(),
        )
        .await;
        w.settle().await;

        // The coordinator sees a number, and nobody sees more.
        let (status, health) = w.page("/health", &w.coordinator).await;
        assert_eq!(status, 200, "{engine}");
        assert!(
            health.contains("Of 13 people, 13 are known to more than one partner."),
            "{engine}: the shelter counts for nothing"
        );
        // Where Ngozi goes to a third partner, how it splits is hidden, and the number stays.
        let (given, family, born) = NAMES[0];
        let client = format!(
            "first_name,last_name,birth_date,phone,zip\n{given},{family},{born},555-555-0100,19601\n"
        );
        w.import(w.school, "students.csv", client).await;
        w.settle().await;
        let (_, health) = w.page("/health", &w.coordinator).await;
        assert!(health.contains("Of 13 people, 13 are known to more than one partner."), "{engine}");
        let (nurse, clerk) = (&w.nurse.0, &w.clerk.0);
        let ngozi = [w.find(nurse, "ngozi okonkwo").await, w.find(clerk, "ngozi okonkwo").await];
        w.need(nurse, ngozi[0], "food-insecurity").await;
        w.need(clerk, ngozi[1], "transportation-insecurity").await;
        let timeline = |id: Uuid| format!("/people/{id}/timeline");
        for (mine, theirs, session, hidden, food) in [
            (ngozi[0], ngozi[1], &w.nurse.1, "Open Door Pantry", true),
            (ngozi[1], ngozi[0], &w.clerk.1, "Riverside Clinic", false),
        ] {
            let (status, text) = w.page(&timeline(mine), session).await;
            assert_eq!(status, 200, "{engine}");
            assert!(!text.contains(hidden), "{engine}: nobody learns of a link without consent");
            assert_eq!((text.contains("Food"), text.contains("Rides")), (food, !food), "{engine}");
            assert_eq!(w.page(&format!("/people/{theirs}"), session).await.0, 404);
        }

        // She consents at both, and both care teams see one timeline.
        let first = w.yes(nurse, ngozi[0], w.pantry).await;
        w.yes(clerk, ngozi[1], w.clinic).await;
        for (mine, theirs, session) in [(ngozi[0], ngozi[1], &w.nurse.1), (ngozi[1], ngozi[0], &w.clerk.1)] {
            let (_, text) = w.page(&timeline(mine), session).await;
            for word in ["Food", "Rides", "Riverside Clinic", "Open Door Pantry"] {
                assert!(text.contains(word), "{engine}: {word} is on one timeline");
            }
            assert_eq!(w.page(&format!("/people/{theirs}"), session).await.0, 200);
            let (_, panel) = w.page(&format!("/people/{mine}"), session).await;
            assert!(
                panel.contains(&format!("/people/{theirs}")),
                "{engine}: the other record is one step away"
            );
        }

        // She sees who looked.
        let link = w
            .app
            .store()
            .write(nurse, {
                let id = ngozi[0];
                move |tx| issue_person_link(tx, id)
            })
            .await
            .unwrap();
        let system = Viewer::system("one_person.test");
        let cookie = w
            .app
            .store()
            .write(&system, move |tx| open_private_page(tx, &link.token, &link.code))
            .await
            .unwrap()
            .expect("the code is right");
        let as_her = async |method: &str, path: &str| {
            let request = Request::builder()
                .method(method)
                .uri(path)
                .header("host", "127.0.0.1:8080")
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "application/x-www-form-urlencoded")
                .header("cookie", format!("tandem_my={cookie}"));
            w.app.send(request.body(Body::empty()).expect("a request")).await
        };
        let log = as_her("GET", "/my").await;
        assert!(log.text.contains("Open Door Pantry"), "{engine}: the pantry looked");

        // She withdraws what she said at the clinic; the pantry's next read is refused at every door.
        let withdrawn = as_her("POST", &format!("/my/consents/{first}/withdraw")).await;
        assert_eq!(withdrawn.status, StatusCode::SEE_OTHER, "{engine}: {}", withdrawn.text);
        let (_, text) = w.page(&timeline(ngozi[1]), &w.clerk.1).await;
        assert!(!text.contains("Food") && text.contains("Rides"), "{engine}");
        for door in ["", "/timeline", "/consent", "/screenings/new"] {
            let path = format!("/people/{}{door}", ngozi[0]);
            assert_eq!(w.page(&path, &w.clerk.1).await.0, 404, "{engine}: {path}");
        }
        let (_, panel) = w.page(&format!("/people/{}", ngozi[1]), &w.clerk.1).await;
        assert!(!panel.contains(&ngozi[0].to_string()), "{engine}");

        // The shelter's client: at clinic and pantry Sofía is like anybody else, and nothing leads to the shelter.
        let sofia = [w.find(nurse, "sofia montalvo").await, w.find(clerk, "sofia montalvo").await];
        w.yes(nurse, sofia[0], w.pantry).await;
        w.yes(clerk, sofia[1], w.clinic).await;
        for (id, session) in [(sofia[0], &w.nurse.1), (sofia[1], &w.clerk.1)] {
            for door in ["", "/timeline", "/emergency"] {
                let (_, text) = w.page(&format!("/people/{id}{door}"), session).await;
                assert!(!text.contains("Harbor House"), "{engine}: {door}");
            }
        }
        let opened = tandem_identity::actions::break_glass(
            w.app.store(),
            nurse,
            sofia[0],
            "found unconscious, no papers",
        )
        .await;
        assert_eq!(opened.unwrap(), 1, "{engine}: the pantry's record and no other");
        // Whose record it is reads the reason.
        let link = w
            .app
            .store()
            .write(clerk, {
                let id = sofia[1];
                move |tx| issue_person_link(tx, id)
            })
            .await
            .unwrap();
        let cookie = w
            .app
            .store()
            .write(&system, move |tx| open_private_page(tx, &link.token, &link.code))
            .await
            .unwrap()
            .expect("the code is right");
        let request = Request::get("/my")
            .header("host", "127.0.0.1:8080")
            .header("cookie", format!("tandem_my={cookie}"));
        let own = w.app.send(request.body(Body::empty()).expect("a request")).await;
        assert!(own.text.contains("Medical emergency: found unconscious, no papers"), "{engine}");
    }
}

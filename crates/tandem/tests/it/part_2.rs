//! 42 CFR 2.32: every disclosure of a record of a substance use program carries the law's notice. The whole routes table is
//! walked as everybody who may see such a record of another organization: a page or file that names the person and has no
//! notice fails, whoever adds it; and a door that begins or ceases to carry such data has to be written down here.

use crate::common::service::food;
use jiff::SignedDuration;
use std::collections::BTreeSet;
use tandem::rooms;
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Purpose, Role, Uuid, Viewer};
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_people::actions::{create_person, record_consent, record_need};
use tandem_people::model::consent::{Answer, FORM_VERSION, NewConsent};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_people::model::need::{Domain, NewNeed, Source};
use tandem_people::model::part2;
use tandem_people::model::person::{PersonInput, SafeContact};
use tandem_referrals::actions::NewReferral;
use tandem_testkit::{TestApp, TestStore};
use tandem_web::Who;

/// Names the person on every page that shows anything of the record.
pub(crate) const MARK: &str = "Quetzalina";

/// Routes by which a partner reads such a record. Each shows the notice; whoever adds one adds it here.
const DOORS: [&str; 11] = [
    "identity.emergency",
    "people.consent",
    "people.find",
    "people.person",
    "people.sharing",
    "referrals.inbox",
    "referrals.referral",
    "screening.choose",
    "shared_view.everything",
    "shared_view.find",
    "shared_view.timeline",
];

/// The same for the bearer of the letter's link.
const LINK_DOORS: [&str; 1] = ["referrals.answer"];

pub(crate) struct World {
    pub(crate) app: TestApp,
    /// The person, and what is kept of them.
    pub(crate) ids: Vec<Uuid>,
    /// One of each role at the partner.
    pub(crate) sessions: Vec<String>,
    letter: String,
    /// The counsellor of the program, who looks after the person.
    pub(crate) staff: String,
}

pub(crate) async fn world(
    open: fn(&[tandem_access::Migration], &[tandem_access::Fence]) -> TestStore,
) -> World {
    let app = TestApp::with(open, &rooms::migrations(), &rooms::fences(), rooms::all(), |_, b| b);
    let system = Viewer::system("part_2.test");
    let now = app.store().now();
    let (program, pantry, (staff, staff_session), service, sessions) = app
        .store()
        .write(&system, move |tx| {
            let mut org = |name: &str| {
                let draft = OrganizationDraft {
                    name: name.into(),
                    email: Some("office@partner.example".into()),
                    ..OrganizationDraft::default()
                };
                tandem_partners::actions::create(tx, &draft, Membership::Member)
            };
            let (program, pantry) = (org("New Start Program")?, org("Open Door Pantry")?);
            tandem_agreements::samples::everybody(tx)?;
            let staff = members::create(tx, "staff@program.example", "Test Staff", "en", Status::Active)?;
            for role in [Role::Navigator, Role::Clinician, Role::Responder] {
                members::grant(tx, staff, program, role)?;
            }
            let mut tokens = vec![];
            for (n, role) in Role::ALL.iter().enumerate() {
                let id = members::create(
                    tx,
                    &format!("r{n}@pantry.example"),
                    "Test Partner",
                    "en",
                    Status::Active,
                )?;
                members::grant(tx, id, pantry, *role)?;
                tokens.push(sessions::test_start(tx, id, pantry, Purpose::CareCoordination)?);
            }
            let service = food(tx, pantry)?;
            let session = sessions::test_start(tx, staff, program, Purpose::CareCoordination)?;
            Ok((program, pantry, (staff, session), service, tokens))
        })
        .await
        .expect("a partnership");
    let counsellor = Viewer::test_member(staff, program, &[Role::Navigator], Purpose::CareCoordination);
    let ids = app
        .store()
        .write(&counsellor, move |tx| {
            let input = PersonInput {
                given_name: MARK.into(),
                family_name: "Exampleton".into(),
                birth_date: "1990-03-04".into(),
                phone: "555-555-0101".into(),
                postal_code: "00012".into(),
                safe: SafeContact { call: true, ..SafeContact::default() },
                label: Label::SubstanceUse.code().into(),
                ..PersonInput::default()
            };
            let person = create_person(tx, program, &input)?;
            let need = NewNeed {
                person_id: person,
                domain: Domain::from_code("food-insecurity").expect("a domain"),
                risk: Some(true),
                wants_help: Some(true),
                source: Source::Stated,
                label: Label::SubstanceUse,
                found_at: now,
            };
            let need = record_need(tx, program, &need)?;
            let yes = NewConsent {
                person_id: person,
                recipient_org: pantry,
                purpose: Purpose::CareCoordination,
                classes: BTreeSet::from(DataClass::ALL),
                labels: BTreeSet::from([Label::General, Label::SubstanceUse]),
                valid_from: None,
                valid_until: now + SignedDuration::from_hours(24 * 30),
                answer: Answer::Signed { signature: format!("{MARK} Exampleton") },
                form_version: FORM_VERSION.into(),
                language: "en".into(),
                teach_back: Some(true),
                notice_given: true,
                guardian: None,
            };
            let consent = record_consent(tx, &yes)?;
            let new = NewReferral {
                person_id: person,
                need_id: need,
                services: vec![service],
                note: String::new(),
                label: Some(Label::SubstanceUse),
                idempotency_key: "part-2-test-key".into(),
            };
            let referral = tandem_referrals::actions::send(tx, &new)?.id;
            Ok(vec![person, need, consent, referral, service])
        })
        .await
        .expect("a record of the program");
    app.settle(rooms::all).await;
    let letters = app.store().read(&system, |tx| tandem_mail::outbox(tx, None, 10)).await.expect("letters");
    let letter = letters.iter().find_map(|l| l.body.split("/a/").nth(1)).expect("a letter with a link");
    let letter = letter.split_whitespace().next().unwrap_or_default().to_owned();
    World { app, ids, sessions, letter, staff: staff_session }
}

pub(crate) fn filled(path: &str, id: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { id } else { part }).collect::<Vec<_>>().join("/")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_door_with_a_record_of_a_program_shows_the_notice() {
    for open in [TestStore::sqlite, TestStore::postgres] {
        let w = world(open).await;
        let engine = w.app.base.engine;
        let (mut doors, mut by_link, mut without) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let mut look = |name: &'static str, link: bool, path: &str, text: &str| {
            if text.contains(MARK) {
                if !text.contains(part2::NOTICE) {
                    without.insert(format!("{name}: {path}"));
                }
                if link {
                    by_link.insert(name)
                } else {
                    doors.insert(name)
                };
            }
        };
        for route in w.app.app.routes() {
            for id in &w.ids {
                let path = filled(route.path, &id.to_string());
                if route.method == "GET" && route.who != Who::Link {
                    for session in &w.sessions {
                        look(route.name, false, &path, &w.app.get(&path, session).await.text);
                    }
                }
            }
            if route.method == "GET" && route.who == Who::Link && route.path.starts_with("/a/") {
                let path = filled(route.path, &w.letter);
                look(route.name, true, &path, &w.app.get(&path, "").await.text);
            }
        }
        // A search by three facts is a POST, so that no address holds a name.
        let exact = [
            ("given_name", MARK),
            ("family_name", "Exampleton"),
            ("birth_date", "1990-03-04"),
            ("phone", "555-555-0101"),
        ];
        let in_fhir = [
            ("given", MARK),
            ("family", "Exampleton"),
            ("birthdate", "1990-03-04"),
            ("telecom", "phone|555-555-0101"),
        ];
        for session in &w.sessions {
            let found = w.app.post("/fhir/Patient/_search", session, &in_fhir).await.text;
            look("shared_view.find", false, "/fhir/Patient/_search", &found);
            look(
                "people.find",
                false,
                "/people/find",
                &w.app.post("/people/find", session, &exact).await.text,
            );
        }
        assert_eq!(without, BTreeSet::new(), "{engine}: pages that name the person without the notice");
        let written_down = |list: &[&'static str]| list.iter().copied().collect::<BTreeSet<_>>();
        assert_eq!(doors, written_down(&DOORS), "{engine}: doors that carry such data");
        assert_eq!(by_link, written_down(&LINK_DOORS), "{engine}: doors of the letter");
    }
}

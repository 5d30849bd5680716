//! A partner's own computer system, from its secret to a person's record and out again: the token door, the doors that take a token
//! and all those that do not, and what withdrawing, pausing and leaving do to the next request.

use axum::body::Body;
use axum::http::Request;
use jiff::SignedDuration;
use serde_json::Value;
use std::collections::BTreeSet;
use tandem::rooms;
use tandem_access::accounts::clients::{self, NewClient, Registered};
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Error, Purpose, Role, Tx, Uuid, Viewer};
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_people::actions::{create_person, record_consent, withdraw_consent};
use tandem_people::model::consent::{Answer, FORM_VERSION, NewConsent};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_people::model::part2;
use tandem_people::model::person::PersonInput;
use tandem_testkit::{Answered, TestApp, TestStore};

const FAMILY: &str = "Quetzaltree";

struct World {
    app: TestApp,
    clinic: Uuid,
    pantry: Uuid,
    staff: Viewer,
    /// The pantry's, which reads what the clinic's people let it see.
    chart: Registered,
}

fn system() -> Viewer {
    Viewer::system("systems.test")
}

impl World {
    async fn on(open: fn(&[tandem_access::Migration], &[tandem_access::Fence]) -> TestStore) -> World {
        let app = TestApp::with(open, &rooms::migrations(), &rooms::fences(), rooms::all(), |_, b| b);
        let (clinic, pantry, staff, chart) = app
            .store()
            .write(&system(), |tx| {
                let mut org = |name: &str| {
                    let draft = OrganizationDraft { name: name.into(), ..OrganizationDraft::default() };
                    tandem_partners::actions::create(tx, &draft, Membership::Member)
                };
                let (clinic, pantry) = (org("Riverside Clinic")?, org("Open Door Pantry")?);
                tandem_agreements::samples::everybody(tx)?;
                let staff = members::create(tx, "staff@clinic.example", "Test Staff", "en", Status::Active)?;
                members::grant(tx, staff, clinic, Role::Navigator)?;
                Ok((clinic, pantry, staff, clients::register(tx, &new(pantry, "Pantry Chart"))?))
            })
            .await
            .expect("a partnership");
        let staff = Viewer::test_member(staff, clinic, &[Role::Navigator], Purpose::CareCoordination);
        World { app, clinic, pantry, staff, chart }
    }

    async fn write<T: Send + 'static>(
        &self,
        by: &Viewer,
        f: impl FnMut(&mut Tx<'_, '_>) -> Result<T, Error> + Send + 'static,
    ) -> T {
        self.app.store().write(by, f).await.unwrap_or_else(|e| panic!("{}: {e}", self.app.base.engine))
    }

    async fn person(&self, given: &'static str, label: &'static str) -> Uuid {
        let clinic = self.clinic;
        let input = PersonInput {
            given_name: given.into(),
            family_name: FAMILY.into(),
            birth_date: "1990-03-04".into(),
            phone: "555-555-0101".into(),
            label: label.into(),
            ..PersonInput::default()
        };
        self.write(&self.staff, move |tx| create_person(tx, clinic, &input)).await
    }

    /// The person lets the pantry see everything that can be shared.
    async fn consent(&self, person_id: Uuid) -> Uuid {
        let yes = NewConsent {
            person_id,
            recipient_org: self.pantry,
            purpose: Purpose::CareCoordination,
            classes: BTreeSet::from(DataClass::ALL),
            labels: BTreeSet::from(Label::SHAREABLE),
            valid_from: None,
            valid_until: self.app.store().now() + SignedDuration::from_hours(24 * 30),
            answer: Answer::Signed { signature: FAMILY.into() },
            form_version: FORM_VERSION.into(),
            language: "en".into(),
            teach_back: Some(true),
            guardian: None,
            notice_given: true,
        };
        self.write(&self.staff, move |tx| record_consent(tx, &yes)).await
    }

    async fn token(&self, of: &Registered) -> String {
        let got = self.ask_token(&basic(of), "grant_type=client_credentials").await;
        assert_eq!(got.status, 200, "{}", got.text);
        assert_eq!(got.headers["cache-control"], "no-store");
        let said: Value = serde_json::from_str(&got.text).expect("JSON");
        assert_eq!((said["token_type"].as_str(), said["expires_in"].as_i64()), (Some("bearer"), Some(600)));
        assert_eq!(said["scope"], "system/Patient.rs");
        said["access_token"].as_str().expect("a token").to_owned()
    }

    async fn ask_token(&self, authorization: &str, form: &'static str) -> Answered {
        let mut request =
            Request::post("/oauth/token").header("content-type", "application/x-www-form-urlencoded");
        if !authorization.is_empty() {
            request = request.header("authorization", authorization);
        }
        self.app.send(request.body(Body::from(form)).expect("a request")).await
    }

    async fn get(&self, path: &str, token: &str) -> Answered {
        self.app.send(bearing("GET", path, token, "")).await
    }

    async fn everything(&self, person: Uuid, token: &str) -> Answered {
        self.get(&format!("/fhir/Patient/{person}/$everything"), token).await
    }

    async fn search(&self, form: &'static str, token: &str) -> Answered {
        self.app.send(bearing("POST", "/fhir/Patient/_search", token, form)).await
    }
}

fn new(organization: Uuid, name: &str) -> NewClient {
    let (role, purpose) = (Role::Navigator, Purpose::CareCoordination);
    NewClient { organization, name: name.into(), role, purpose }
}

fn basic(of: &Registered) -> String {
    use base64::Engine as _;
    let pair = format!("{}:{}", of.id, of.secret);
    format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair))
}

/// As a program sends it: no cookie, nothing that a browser adds.
fn bearing(method: &str, path: &str, token: &str, form: &'static str) -> Request<Body> {
    let request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:8080");
    let request = request.header("authorization", format!("Bearer {token}"));
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    request.body(Body::from(form)).expect("a request")
}

/// A failure in FHIR's words: status, and the code of its one issue.
fn outcome(answer: &Answered) -> (u16, String) {
    assert!(
        answer.headers["content-type"].to_str().unwrap().starts_with("application/fhir+json"),
        "{}",
        answer.text
    );
    let said: Value = serde_json::from_str(&answer.text).expect("JSON");
    assert_eq!(said["resourceType"], "OperationOutcome", "{}", answer.text);
    (answer.status.as_u16(), said["issue"][0]["code"].as_str().unwrap_or_default().to_owned())
}

const EXACT: &str = "family=Quetzaltree&given=Ana&birthdate=1990-03-04&telecom=phone%7C5555550101";

#[tokio::test(flavor = "multi_thread")]
async fn consent_opens_a_record_and_taking_it_back_shuts_it_at_the_next_read() {
    for open in [TestStore::sqlite, TestStore::postgres] {
        let w = World::on(open).await;
        let engine = w.app.base.engine;
        let person = w.person("Ana", "").await;
        let token = w.token(&w.chart).await;
        let absent = w.everything(Uuid::from_u128(9), &token).await;
        assert_eq!(outcome(&absent), (404, "not-found".into()), "{engine}");
        let hidden = w.everything(person, &token).await;
        assert_eq!((hidden.status, &hidden.text), (absent.status, &absent.text), "{engine}: alike");
        let nobody = w.search(EXACT, &token).await;
        assert_eq!((nobody.status.as_u16(), nobody.text.contains(FAMILY)), (200, false), "{engine}");

        let consent = w.consent(person).await;
        let seen = w.everything(person, &token).await;
        assert!(seen.status == 200 && seen.text.contains(FAMILY), "{engine}: {}", seen.text);
        let found = w.search(EXACT, &token).await;
        let bundle: Value = serde_json::from_str(&found.text).expect("JSON");
        assert_eq!(
            (bundle["type"].as_str(), bundle["total"].as_i64()),
            (Some("searchset"), Some(1)),
            "{engine}"
        );
        let patient = &bundle["entry"][0]["resource"];
        assert_eq!(patient["id"], person.to_string(), "{engine}");
        let told: BTreeSet<_> = patient.as_object().expect("a resource").keys().map(String::as_str).collect();
        assert_eq!(
            told,
            BTreeSet::from(["id", "meta", "name", "resourceType"]),
            "{engine}: who, and no more"
        );

        w.write(&w.staff, move |tx| withdraw_consent(tx, consent, None)).await;
        let shut = w.everything(person, &token).await;
        assert_eq!((shut.status, &shut.text), (absent.status, &absent.text), "{engine}: the next read");
        let gone = w.search(EXACT, &token).await;
        assert!(gone.status == 200 && !gone.text.contains(FAMILY), "{engine}");

        // The person reads which system it was, and whose: in the copy for other programs as on the page.
        let own = Viewer::test_person(person);
        let copy = w.write(&own, tandem_shared_view::actions::everything).await;
        let copy = tandem_shared_view::fhir::bundle(&copy, "collection").to_string();
        assert!(copy.contains("the computer system Pantry Chart of Open Door Pantry"), "{engine}: {copy}");
        let officer = w
            .write(&system(), {
                let clinic = w.clinic;
                move |tx| {
                    let id = members::create(tx, "po@clinic.example", "Test Officer", "en", Status::Active)?;
                    members::grant(tx, id, clinic, Role::PrivacyOfficer)?;
                    sessions::test_start(tx, id, clinic, Purpose::CareCoordination)
                }
            })
            .await;
        for path in [format!("/people/{person}/log"), format!("/audit?person={person}")] {
            let page = w.app.get(&path, &officer).await.text;
            assert!(
                page.contains("he computer system Pantry Chart of Open Door Pantry"),
                "{engine} {path}: {page}"
            );
        }
        let page = w.app.get_spanish(&format!("/people/{person}/log"), &officer).await.text;
        assert!(page.contains("l sistema informático Pantry Chart de Open Door Pantry"), "{engine}: {page}");
        tandem_access::audit::seal_all(w.app.store()).await.expect("sealed");
        let chain = tandem_access::audit::verify(w.app.store(), &[]).await.expect("walked");
        assert_eq!(chain.fault, None, "{engine}");
    }
}

/// The organization's own system stands on no care team: what only the team sees, it does not, and a vault least of all.
#[tokio::test(flavor = "multi_thread")]
async fn its_own_organization_s_vault_is_shut_to_it() {
    for open in [TestStore::sqlite, TestStore::postgres] {
        let w = World::on(open).await;
        let engine = w.app.base.engine;
        let clinic = w.clinic;
        let own = w.write(&system(), move |tx| clients::register(tx, &new(clinic, "Clinic Chart"))).await;
        let token = w.token(&own).await;
        let absent = w.everything(Uuid::from_u128(9), &token).await;
        for label in ["domestic_violence", "behavioural_health", "hiv", "substance_use"] {
            let person = w.person("Ana", label).await;
            // Whoever recorded the person is on the team; the system is not.
            let answer = w.everything(person, &token).await;
            assert_eq!((answer.status, &answer.text), (absent.status, &absent.text), "{engine}: {label}");
        }
        let found = w.search(EXACT, &token).await;
        assert!(found.status == 200 && !found.text.contains(FAMILY), "{engine}: {}", found.text);
        let open = w.person("Ana", "").await;
        assert_eq!(w.everything(open, &token).await.status, 200, "{engine}: and the rest is open");
    }
}

/// 42 CFR 2.32: the notice travels with a list of names as with a record.
#[tokio::test(flavor = "multi_thread")]
async fn the_notice_travels_with_what_a_program_recorded() {
    let w = World::on(TestStore::sqlite).await;
    let person = w.person("Ana", "substance_use").await;
    w.consent(person).await;
    let token = w.token(&w.chart).await;
    for answer in [w.search(EXACT, &token).await, w.everything(person, &token).await] {
        assert!(answer.text.contains(FAMILY) && answer.text.contains(part2::NOTICE), "{}", answer.text);
    }
}

/// A token opens the routes that say so and no other; no page does.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_opens_no_page() {
    for open in [TestStore::sqlite, TestStore::postgres] {
        let w = World::on(open).await;
        let token = w.token(&w.chart).await;
        let person = w.person("Ana", "").await;
        w.consent(person).await;
        let mut systems = BTreeSet::new();
        for route in w.app.app.routes() {
            let path: Vec<String> = route
                .path
                .split('/')
                .map(|part| if part.starts_with('{') { person.to_string() } else { part.into() })
                .collect();
            let path = path.join("/");
            let with = w.app.send(bearing(route.method.as_str(), &path, &token, "")).await;
            let what = format!("{} {path}: {}", route.method, with.status);
            if route.systems {
                systems.insert(route.name);
                assert!(!matches!(with.status.as_u16(), 401 | 403), "{what}");
                let kind = with.headers["content-type"].to_str().unwrap();
                assert!(kind.starts_with("application/"), "{what}: {kind}");
                continue;
            }
            assert!(!with.text.contains(FAMILY), "{what}: names the person");
            let out = w.app.send(plain(route.method.as_str(), &path)).await;
            if [with.status, out.status].contains(&axum::http::StatusCode::TOO_MANY_REQUESTS) {
                continue; // The walk has run into a limit of this network.
            }
            assert_eq!(with.status, out.status, "{what}: as the public");
            assert_eq!(with.location(), out.location(), "{what}");
        }
        let known = [
            "shared_view.everything",
            "shared_view.find",
            "shared_view.metadata",
            "shared_view.smart",
            "subscriptions.resource",
            "subscriptions.status",
        ];
        assert_eq!(systems, BTreeSet::from(known), "whoever opens a door to systems writes it down here");

        // Two answers to the question who asks: neither is believed, page or not.
        for path in [format!("/fhir/Patient/{person}/$everything"), "/people".into(), "/".into()] {
            let mut both = bearing("GET", &path, &token, "");
            both.headers_mut().insert("cookie", "tandem_session=x".parse().expect("a header"));
            assert_eq!(w.app.send(both).await.status, 400, "{path}");
        }
    }
}

fn plain(method: &str, path: &str) -> Request<Body> {
    let request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:8080");
    request
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::empty())
        .expect("a request")
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_are_told_in_the_words_of_fhir() {
    let w = World::on(TestStore::sqlite).await;
    let person = w.person("Ana", "").await;
    let token = w.token(&w.chart).await;
    for bad in ["", "x", &"a".repeat(44)] {
        let answer = w.everything(person, bad).await;
        assert_eq!(outcome(&answer), (401, "login".into()), "{bad}");
        let ask = answer.headers["www-authenticate"].to_str().unwrap();
        assert!(ask.starts_with("Bearer ") && ask.contains("invalid_token"), "{ask}");
    }
    // Without any proof a program is asked for a token, and somebody at a browser to sign in.
    let path = format!("/fhir/Patient/{person}/$everything");
    assert_eq!(outcome(&w.app.send(plain("GET", &path)).await), (401, "login".into()));
    let mut browser = plain("GET", &path);
    browser.headers_mut().insert("accept", "text/html,*/*".parse().expect("a header"));
    assert!(w.app.send(browser).await.location().starts_with("/sign-in?next="));

    // What is not here is told in FHIR too, whoever asks without a browser; a browser gets a page.
    for (path, method, status, code) in [
        ("/fhir/Encounter/1".to_owned(), "GET", 404, "not-found"),
        (format!("/fhir/Patient/{person}"), "GET", 404, "not-found"),
        (format!("/fhir/Patient/{person}/$everything"), "DELETE", 405, "not-supported"),
    ] {
        assert_eq!(
            outcome(&w.app.send(bearing(method, &path, &token, "")).await),
            (status, code.into()),
            "{path}"
        );
        assert_eq!(outcome(&w.app.send(plain(method, &path)).await), (status, code.into()), "{path}");
        let mut browser = plain(method, &path);
        browser.headers_mut().insert("accept", "text/html,*/*".parse().expect("a header"));
        let page = w.app.send(browser).await;
        assert!(page.status.as_u16() == status && page.text.contains("<html"), "{path}");
    }

    for (form, code) in [
        ("family=Quetzaltree&given=Ana&birthdate=1990-03-04", "required"),
        ("family=Quetzaltree&birthdate=1990-03-04&telecom=5555550101", "required"),
        ("", "required"),
        ("name=Ana", "invalid"),
        ("_has:Observation:patient:code=1", "invalid"),
    ] {
        assert_eq!(outcome(&w.search(form, &token).await), (400, code.into()), "{form}");
    }
    let address = bearing("POST", "/fhir/Patient/_search?family=Quetzaltree", &token, EXACT);
    assert_eq!(outcome(&w.app.send(address).await), (400, "invalid".into()), "never in the address");
    // Trying out names one after the other is slowed.
    let mut last = w.search(EXACT, &token).await;
    for _ in 0..60 {
        last = w.search(EXACT, &token).await;
    }
    assert_eq!(outcome(&last), (429, "throttled".into()));
    assert!(last.headers.contains_key("retry-after"));
    w.app.clock().advance(clients::TOKEN_LIFE);
    assert_eq!(outcome(&w.everything(person, &token).await), (401, "login".into()), "ten minutes are over");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_door_answers_as_oauth_says() {
    let w = World::on(TestStore::sqlite).await;
    let right = basic(&w.chart);
    let wrong = basic(&Registered { id: w.chart.id, secret: "x".repeat(44) });
    let credentials = "grant_type=client_credentials";
    for (authorization, form, status, error) in [
        (wrong.as_str(), credentials, 401, "invalid_client"),
        ("", credentials, 401, "invalid_client"),
        ("Basic ~", credentials, 401, "invalid_client"),
        ("Bearer x", credentials, 401, "invalid_client"),
        (&right, "", 400, "invalid_request"),
        (&right, "grant_type=authorization_code", 400, "unsupported_grant_type"),
        (&right, "grant_type=client_credentials&grant_type=client_credentials", 400, "invalid_request"),
        (&right, "grant_type=client_credentials&client_secret=x", 400, "invalid_request"),
        (&right, "grant_type=client_credentials&client_id=somebody", 401, "invalid_client"),
        (&right, "grant_type=client_credentials&scope=user/Patient.rs", 400, "invalid_scope"),
    ] {
        let answer = w.ask_token(authorization, form).await;
        let said: Value = serde_json::from_str(&answer.text).expect("JSON");
        assert_eq!(
            (answer.status.as_u16(), said["error"].as_str()),
            (status, Some(error)),
            "{form}: {}",
            answer.text
        );
        assert_eq!(answer.headers.contains_key("www-authenticate"), status == 401, "{form}");
    }
    let form = format!(
        "{credentials}&client_id={}&client_secret={}&scope=system%2F*.rs",
        w.chart.id, w.chart.secret
    );
    let answer = w.ask_token("", Box::leak(form.into_boxed_str())).await;
    assert_eq!(answer.status, 200, "the secret in the form: {}", answer.text);
    let json =
        Request::post("/oauth/token").header("content-type", "application/json").body(Body::from("{}"));
    assert_eq!(w.app.send(json.expect("a request")).await.status, 400);
    let mut last = 0;
    for _ in 0..31 {
        last = w.ask_token(&wrong, credentials).await.status.as_u16();
    }
    assert_eq!(last, 429, "guessing is slowed");
}

/// Keys and tokens end at once with the organization.
#[tokio::test(flavor = "multi_thread")]
async fn a_pause_shuts_and_leaving_ends() {
    for open in [TestStore::sqlite, TestStore::postgres] {
        let w = World::on(open).await;
        let engine = w.app.base.engine;
        let person = w.person("Ana", "").await;
        w.consent(person).await;
        let pantry = w.pantry;
        let place = async |to: Membership| {
            w.write(&system(), move |tx| tandem_partners::actions::set_membership(tx, pantry, to, "")).await;
        };
        let token = w.token(&w.chart).await;
        assert_eq!(w.everything(person, &token).await.status, 200, "{engine}");
        place(Membership::Paused).await;
        assert_eq!(outcome(&w.everything(person, &token).await).0, 401, "{engine}: paused");
        let refused = w.ask_token(&basic(&w.chart), "grant_type=client_credentials").await;
        assert_eq!(refused.status, 401, "{engine}: paused");
        place(Membership::Member).await;
        let token = w.token(&w.chart).await;
        assert_eq!(w.everything(person, &token).await.status, 200, "{engine}: back");
        place(Membership::Left).await;
        assert_eq!(outcome(&w.everything(person, &token).await).0, 401, "{engine}: left");
        let refused = w.ask_token(&basic(&w.chart), "grant_type=client_credentials").await;
        assert_eq!(refused.status, 401, "{engine}: left");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_system_is_told_of_this_place_is_there() {
    let w = World::on(TestStore::sqlite).await;
    let smart = w.app.send(plain("GET", "/fhir/.well-known/smart-configuration")).await;
    let smart: Value = serde_json::from_str(&smart.text).expect("JSON");
    assert_eq!(smart["token_endpoint"], "http://127.0.0.1:8080/oauth/token");
    let metadata = w.app.send(plain("GET", "/fhir/metadata")).await;
    assert!(metadata.headers["content-type"].to_str().unwrap().starts_with("application/fhir+json"));
    let statement: Value = serde_json::from_str(&metadata.text).expect("JSON");
    assert_eq!(statement["fhirVersion"], "4.0.1");
    // Every parameter that it names is understood.
    let token = w.token(&w.chart).await;
    for parameter in statement["rest"][0]["resource"][0]["searchParam"].as_array().expect("parameters") {
        let form = format!("{}=", parameter["name"].as_str().expect("a name"));
        let answer = w.search(Box::leak(form.into_boxed_str()), &token).await;
        assert_eq!(outcome(&answer), (400, "required".into()), "{parameter}");
    }
}

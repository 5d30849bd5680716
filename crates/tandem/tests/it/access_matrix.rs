//! The access matrix: every row of every fenced table, and every door of the routes table, for every role, at five places, with
//! six labels and six states of consent, held against a reference that was written from the safety page (`reference.rs`).

mod reference;
mod world;

use reference::{Consent, LABELS, Roles, Stand, row};
use tandem_access::accounts::clients;
use tandem_access::{Role, Uuid, Viewer, params};
use tandem_testkit::TestStore;
use tandem_web::Who;
use world::{Known, Open, World};

/// A row as the fence tells rows apart: whose, about whom, how sensitive; and how many of them.
type Row = (Uuid, Uuid, String, i64);

/// Tables whose rows follow the one rule, and the column of the person.
const PLAIN: [(&str, &str); 8] = [
    ("person", "id"),
    ("person_name_token", "person_id"),
    ("person_identifier", "person_id"),
    ("need", "person_id"),
    ("screening", "person_id"),
    ("screening_answer", "person_id"),
    ("visit", "person_id"),
    ("identity_record", "person_id"),
];

async fn rows(w: &World, viewer: &Viewer, table: &str, person: &str) -> Vec<Row> {
    let sql = format!(
        "SELECT t.owner_org, t.{person}, t.label, count(*) FROM {table} t GROUP BY t.owner_org, t.{person}, t.label
         ORDER BY 1, 2, 3"
    );
    let sql: &'static str = Box::leak(sql.into_boxed_str());
    w.app
        .store()
        .read(viewer, move |tx| {
            tx.query(sql, params![], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))
        })
        .await
        .unwrap_or_else(|e| panic!("{table}: {e}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_of_every_person_table() {
    for open in [TestStore::sqlite as Open, TestStore::postgres] {
        let w = World::on(open, &LABELS).await;
        let engine = w.app.base.engine;
        let state =
            |person: Uuid| w.known.iter().find(|k| k.person == person).expect("somebody known").consent;
        let mut cells = 0;
        for (table, column) in PLAIN {
            let all = rows(&w, &Viewer::system("access_matrix.test"), table, column).await;
            let mut differences = vec![];
            for stand in Stand::ALL {
                for role in Role::ALL.iter().copied() {
                    let seen = rows(&w, &w.viewer(stand, role), table, column).await;
                    for line in &all {
                        cells += 1;
                        let expected = row(stand, state(line.1), &line.2);
                        if seen.contains(line) != expected || seen.iter().any(|s| !all.contains(s)) {
                            differences.push((role, stand, state(line.1), line.2.clone(), expected));
                        }
                    }
                }
            }
            // A computer system of each organization, in each role that one may have: and in every other, where the row fence
            // is asked alone.
            for stand in Stand::ALL {
                for role in Role::ALL.iter().copied() {
                    let seen = rows(&w, &w.system(stand, role), table, column).await;
                    for line in &all {
                        cells += 1;
                        let expected = row(stand.of_system(), state(line.1), &line.2);
                        if seen.contains(line) != expected || seen.iter().any(|s| !all.contains(s)) {
                            differences.push((role, stand, state(line.1), line.2.clone(), expected));
                        }
                    }
                }
            }
            assert!(differences.is_empty(), "{engine}: {table}: {differences:?}");
            // The person sees their own rows and nobody else's; without a session nobody sees any.
            for known in w.known.iter().step_by(5) {
                let own = rows(&w, &Viewer::test_person(known.person), table, column).await;
                let expected: Vec<Row> = all.iter().filter(|line| line.1 == known.person).cloned().collect();
                assert_eq!(own, expected, "{engine}: {table}");
                let link = Viewer::test_answer_link(Uuid::from_u128(1), Uuid::from_u128(2), w.pantry);
                let request = Viewer::test_request(known.person, Uuid::from_u128(2));
                for viewer in [Viewer::public(), link, request] {
                    assert!(rows(&w, &viewer, table, column).await.is_empty(), "{engine}: {table}");
                }
            }
        }
        assert!(cells > 10_000, "{cells} cells: every table holds rows");
    }
}

/// Whose fact a door is about.
#[derive(Debug, Clone, Copy, PartialEq)]
enum About {
    Person,
    Need,
    Consent,
    Screening,
    Referral,
    /// An id that belongs to none of these people.
    Other,
}

/// What every path with a parameter is about. A path that is missing here fails the test: say whose data it opens.
fn about(path: &str) -> About {
    const ABOUT: [(&str, About); 13] = [
        ("/fhir/Patient/{id}", About::Person),
        ("/people/needs/", About::Need),
        ("/people/consents/", About::Consent),
        ("/people/corrections/", About::Other),
        ("/people/guardians/", About::Other),
        // Nobody but the system knows which record it is; a test of the room says who is appointed.
        ("/people/unattended/", About::Other),
        ("/people/{id}", About::Person),
        ("/screenings/{id}", About::Screening),
        ("/referrals/{id}", About::Referral),
        // Reviews, offers and sealed hand-offs have ids of their own; their tests say who sees them.
        ("/identity/", About::Other),
        ("/offers/", About::Other),
        ("/vault/", About::Other),
        // A system's own: its address and a count.
        ("/fhir/Subscription/", About::Other),
    ];
    /// Not about a person who is served: the directory, accounts, settings, the partnership's own business; and links, which are
    /// secrets themselves.
    const NOBODY: &[&str] = &[
        "/agreements/",
        "/commitments/",
        "/glossary/",
        "/training/",
        "/services/",
        "/alliance/",
        "/survey/",
        "/value/",
        "/meetings/",
        "/capacity/",
        "/listing/",
        "/account/",
        "/settings/",
        "/sign-in/",
        "/recover/",
        "/welcome/",
        "/directory/",
        "/gaps/",
        "/charter/",
        "/workgroups/",
        "/seats/",
        "/polls/",
        "/proposals/",
        "/decisions/",
        "/say/",
        "/votes/",
        "/conversations/",
        "/a/",
        "/o/",
        "/c/",
        "/my/",
        "/for/",
        "/assets/",
        "/static/",
    ];
    if NOBODY.iter().any(|p| path.starts_with(p)) {
        return About::Other;
    }
    let found = ABOUT.iter().find(|(prefix, _)| path.starts_with(prefix));
    found.unwrap_or_else(|| panic!("{path}: the access matrix does not know whose data this opens")).1
}

fn fill(path: &str, known: &Known, about: About, real: bool) -> Option<String> {
    let missing = Uuid::from_u128(0xdead_beef);
    let id = match about {
        About::Person => Some(known.person),
        About::Need => Some(known.need),
        About::Consent => known.consent_id,
        About::Screening => Some(known.screening),
        About::Referral => known.referral,
        About::Other => None,
    }?;
    let id = if real { id } else { missing };
    let need = if real { known.need } else { missing };
    let path = path.replace("{id}", &id.to_string()).replace("{need}", &need.to_string());
    Some(path.replace("{verb}", "cancel"))
}

/// Whether the fact behind a door stands before the viewer, by the reference.
fn stands(about: About, stand: Stand, known: &Known) -> bool {
    match about {
        // At the organization that recorded it a consent is as private as the most private topic that it names. The one that it
        // names reads it where it may see the record: its text says who it is.
        About::Consent if stand.is_owner() && known.label != "domestic_violence" => {
            let label = if known.consent == Consent::GeneralOnly { known.label } else { "substance_use" };
            row(stand, known.consent, label)
        }
        _ => row(stand, known.consent, known.label),
    }
}

/// What a page says with the ids in it taken out.
fn said(text: &str, known: &Known, path: &str) -> String {
    let mut text = text.replace(path, "PATH");
    let ids = [Some(known.person), Some(known.need), Some(known.screening), known.consent_id, known.referral];
    for id in ids.into_iter().flatten() {
        text = text.replace(&id.to_string(), "ID");
    }
    text.replace(&Uuid::from_u128(0xdead_beef).to_string(), "ID")
}

/// Every door for people whose records have this label.
async fn doors(open: Open, label: &'static str) {
    let w = World::on(open, &[label]).await;
    let (engine, roles) = (w.app.base.engine, Roles::read());
    let (mut asked, mut opened, mut hidden) = (0, 0, 0);
    for role in Role::ALL.iter().copied() {
        for stand in Stand::ALL {
            let session = w.session(stand, role).await;
            for route in w.app.app.routes().iter().filter(|r| r.path.contains('{')) {
                let about = about(route.path);
                if about == About::Other {
                    continue;
                }
                let Who::May(kind, action) = route.who else { panic!("{}: a door for a role", route.path) };
                // Who looked at a person is told to those who handle people as well as the log.
                let may = roles.may(role.word(), kind.word(), action.word())
                    && (!route.path.ends_with("/log") || roles.may(role.word(), "person", "read"));
                for known in &w.known {
                    let (Some(path), Some(nothing)) =
                        (fill(route.path, known, about, true), fill(route.path, known, about, false))
                    else {
                        continue;
                    };
                    let stands = stands(about, stand, known);
                    let get = route.method == "GET";
                    let what = format!(
                        "{engine}: {} {} as {} {stand:?}, {label}, {:?}",
                        route.method, route.path, role, known.consent
                    );
                    if !may || !stands {
                        let ask = async |path: &str| {
                            if get {
                                w.app.get(path, &session).await
                            } else {
                                w.app.post(path, &session, &[]).await
                            }
                        };
                        let (answer, other) = (ask(&path).await, ask(&nothing).await);
                        assert!(answer.status.is_client_error(), "{what}: {}", answer.status);
                        assert!(!answer.text.contains(&known.name), "{what}: names the person");
                        assert_eq!(answer.status, other.status, "{what}: hidden and missing answer alike");
                        assert_eq!(
                            said(&answer.text, known, &path),
                            said(&other.text, known, &nothing),
                            "{what}: hidden and missing say the same"
                        );
                        hidden += 1;
                    } else if get {
                        let answer = w.app.get(&path, &session).await;
                        assert!(!answer.status.is_server_error(), "{what}: {}", answer.status);
                        if stand.is_owner() {
                            let fine = answer.status.is_success() || answer.status.is_redirection();
                            assert!(fine, "{what}: {} for whoever recorded it", answer.status);
                        }
                        opened += usize::from(answer.status.is_success());
                    }
                    asked += 1;
                }
            }
            lists(&w, stand, role, &session).await;
        }
    }
    by_token(&w).await;
    assert!(
        asked > 5_000 && opened > 100 && hidden > 3_000,
        "{asked} asked, {opened} opened, {hidden} hidden"
    );
}

/// The doors that a token opens, and those that it does not, for a system of each organization.
async fn by_token(w: &World) {
    let send = async |method: &str, path: &str, token: &str, body: String| {
        let request =
            axum::http::Request::builder().method(method).uri(path).header("host", "127.0.0.1:8080");
        let request = request.header("authorization", format!("Bearer {token}"));
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        w.app.send(request.body(axum::body::Body::from(body)).expect("a request")).await
    };
    let (engine, roles, mut opened, mut hidden) = (w.app.base.engine, Roles::read(), 0, 0);
    for role in clients::ROLES {
        for stand in [Stand::Colleague, Stand::Named, Stand::Lapsed, Stand::Stranger] {
            let token = w.token(stand, role).await;
            for known in &w.known {
                let stands = row(stand.of_system(), known.consent, known.label);
                for route in w.app.app.routes().iter().filter(|r| r.path.contains('{')) {
                    let about = about(route.path);
                    let (Some(path), Some(nothing)) =
                        (fill(route.path, known, about, true), fill(route.path, known, about, false))
                    else {
                        continue;
                    };
                    let what =
                        format!("{engine}: {} {path} as a system, {role} {stand:?}, {known:?}", route.method);
                    let method = route.method.as_str();
                    let (answer, other) = (
                        send(method, &path, &token, String::new()).await,
                        send(method, &nothing, &token, String::new()).await,
                    );
                    let may = route.systems
                        && matches!(route.who, Who::May(kind, action) if roles.may(role.word(), kind.word(), action.word()));
                    if may && stands {
                        assert_eq!(answer.status, 200, "{what}: {}", answer.text);
                        assert!(answer.text.contains(&known.name), "{what}");
                        opened += 1;
                    } else {
                        assert!(!answer.text.contains(&known.name), "{what}: names the person");
                        assert!(!answer.status.is_success(), "{what}: {}", answer.status);
                        assert_eq!(answer.status, other.status, "{what}: hidden and missing answer alike");
                        assert_eq!(
                            said(&answer.text, known, &path),
                            said(&other.text, known, &nothing),
                            "{what}: hidden and missing say the same"
                        );
                        hidden += 1;
                    }
                }
                let form =
                    format!("given=Testa&family={}&birthdate=1980-05-06&telecom=555-555-0142", known.name);
                let found = send("POST", "/fhir/Patient/_search", &token, form).await;
                assert_eq!(found.status, 200, "{engine}: {}", found.text);
                let named = found.text.contains(&known.person.to_string());
                assert_eq!(named, stands, "{engine}: searched as {role} {stand:?}: {known:?}");
            }
        }
    }
    assert!(hidden > 500, "{hidden} hidden");
    let open = w
        .known
        .iter()
        .any(|k| row(Stand::Colleague, k.consent, k.label) || row(Stand::Named, k.consent, k.label));
    assert_eq!(opened > 0, open, "{engine}: {opened} opened");
}

/// Pages without a parameter name nobody who does not stand before the viewer.
async fn lists(w: &World, stand: Stand, role: Role, session: &str) {
    for route in w.app.app.routes().iter().filter(|r| r.method == "GET" && !r.path.contains('{')) {
        let answer = w.app.get(route.path, session).await;
        assert!(!answer.status.is_server_error(), "{}: {}", route.path, answer.status);
        for known in w.known.iter().filter(|k| !row(stand, k.consent, k.label)) {
            assert!(
                !answer.text.contains(&known.name),
                "{} as {role} {stand:?} names {}",
                route.path,
                known.name
            );
            // A privacy officer reads in the own log about which record a line is, and not who it is.
            let own_log =
                stand.is_owner() && role == Role::PrivacyOfficer && route.path.starts_with("/audit");
            assert!(
                own_log || !answer.text.contains(&known.person.to_string()),
                "{} as {role} {stand:?} leads to {}",
                route.path,
                known.name
            );
        }
    }
}

macro_rules! doors {
    ($($name:ident: $label:literal, $open:path;)+) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            doors($open, $label).await;
        }
    )+};
}

// One for each label and database, so that they run beside each other.
doors! {
    every_door_general_sqlite: "general", TestStore::sqlite;
    every_door_general_postgres: "general", TestStore::postgres;
    every_door_education_sqlite: "education", TestStore::sqlite;
    every_door_education_postgres: "education", TestStore::postgres;
    every_door_behavioural_health_sqlite: "behavioural_health", TestStore::sqlite;
    every_door_behavioural_health_postgres: "behavioural_health", TestStore::postgres;
    every_door_hiv_sqlite: "hiv", TestStore::sqlite;
    every_door_hiv_postgres: "hiv", TestStore::postgres;
    every_door_substance_use_sqlite: "substance_use", TestStore::sqlite;
    every_door_substance_use_postgres: "substance_use", TestStore::postgres;
    every_door_domestic_violence_sqlite: "domestic_violence", TestStore::sqlite;
    every_door_domestic_violence_postgres: "domestic_violence", TestStore::postgres;
}

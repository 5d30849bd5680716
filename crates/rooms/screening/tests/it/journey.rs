//! The pages on both databases: a navigator screens a person, asks about help before any risk is shown, and goes on.

use axum::http::StatusCode;
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Purpose, Role, Uuid, Viewer, params};
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_people::model::person::PersonInput;
use tandem_testkit::TestApp;
use tandem_web::Room;

fn rooms() -> Vec<Room> {
    // Partners bring tables only here: their own pages have their own tests.
    vec![
        Room { migrations: tandem_partners::MIGRATIONS, ..Room::named("partners") },
        tandem_spine::room(),
        Room { routes: vec![], nav: vec![], ..tandem_agreements::room() },
        tandem_people::room(),
        tandem_screening::room(),
    ]
}

struct World {
    app: TestApp,
    navigator: String,
    colleague: String,
    administrator: String,
    person: Uuid,
}

fn system() -> Viewer {
    Viewer::system("screening.test")
}

impl World {
    async fn on(app: TestApp) -> World {
        let (person, tokens) = app
            .store()
            .write(&system(), |tx| {
                let draft =
                    OrganizationDraft { name: "Riverside Clinic".into(), ..OrganizationDraft::default() };
                let clinic = tandem_partners::actions::create(tx, &draft, Membership::Member)?;
                let mut tokens = vec![];
                for (email, role) in [
                    ("nav@example.org", Role::Navigator),
                    ("col@example.org", Role::Navigator),
                    ("adm@example.org", Role::Administrator),
                ] {
                    let id = members::create(tx, email, "Test Member", "en", Status::Active)?;
                    members::grant(tx, id, clinic, role)?;
                    tokens.push(sessions::test_start(tx, id, clinic, Purpose::CareCoordination)?);
                }
                let input = PersonInput {
                    given_name: "Ana".into(),
                    family_name: "Rivera".into(),
                    ..PersonInput::default()
                };
                Ok((tandem_people::actions::create_person(tx, clinic, &input)?, tokens))
            })
            .await
            .expect("a clinic, three members and a person");
        let [navigator, colleague, administrator] = tokens.try_into().expect("three sessions");
        World { app, navigator, colleague, administrator, person }
    }

    async fn both() -> Vec<World> {
        let mut worlds = vec![];
        for app in TestApp::both(rooms, |_, builder| builder) {
            worlds.push(World::on(app).await);
        }
        worlds
    }

    async fn count(&self, sql: &'static str) -> i64 {
        let one = move |tx: &mut tandem_access::Tx<'_, '_>| {
            tx.query_one(sql, params![], |row| Ok(row.get::<i64>(0)?))
        };
        self.app.store().read(&system(), one).await.unwrap()
    }

    /// Starts an AHC screening and returns its address.
    async fn start(&self, session: &str) -> tandem_testkit::Answered {
        let chosen = self.app.get(&format!("/people/{}/screenings/new", self.person), session).await;
        assert_eq!(chosen.status, StatusCode::OK, "{}", chosen.text);
        let key = between(&chosen.text, "name=\"key\" value=\"", "\"").to_owned();
        let form = [("key", key.as_str()), ("url", "http://loinc.org/q/96777-8"), ("version", "2.78")];
        let path = format!("/people/{}/screenings", self.person);
        let first = self.app.post(&path, session, &form).await;
        let second = self.app.post(&path, session, &form).await;
        assert_eq!(first.location(), second.location(), "pressed twice, started once");
        first
    }
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let start = text.find(before).unwrap_or_else(|| panic!("{before} in {text}")) + before.len();
    &text[start..start + text[start..].find(after).unwrap()]
}

/// No risk at home, food often short, rides missing, power cut off, violence frequent.
const ANSWERS: [(&str, &str); 10] = [
    ("q0-0", "o0"),
    ("q0-1", "o7"),
    ("q1-1", "o0"),
    ("q1-2", "o2"),
    ("q2-0", "o0"),
    ("q3-0", "o2"),
    ("q4-1", "o4"),
    ("q4-2", "o4"),
    ("q4-3", "o2"),
    ("q4-4", "o2"),
];

#[tokio::test]
async fn a_person_is_screened_and_asked_about_help_before_any_risk_is_shown() {
    for world in World::both().await {
        let (app, nav) = (&world.app, world.navigator.as_str());
        let started = world.start(nav).await;
        assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.text);
        let questions = started.location().to_owned();
        let screening = questions.trim_end_matches("/questions").to_owned();

        let form = app.get(&questions, nav).await;
        assert_eq!(form.status, StatusCode::OK, "{}", form.text);
        assert_eq!(form.text.matches("<fieldset").count(), 10, "one fieldset for each question");
        assert!(form.text.contains("1. What is your living situation today?"));
        assert!(form.text.contains("only when no one else can hear"));
        let spanish = app.get(&format!("{questions}?words=es"), nav).await;
        assert!(
            spanish.text.contains("¿Cuál es su situación de vivienda hoy?")
                && spanish.text.contains("lang=\"es\"")
        );

        // A draft is kept as it is; "none" beside another answer is refused with every value kept.
        let draft = app.post(&questions, nav, &[("q0-0", "o1"), ("go", "draft")]).await;
        assert_eq!(draft.location(), format!("/people/{}", world.person));
        assert!(app.get(&questions, nav).await.text.contains("value=\"o1\" checked"));
        let wrong = app
            .post(&questions, nav, &[("q0-1", "o0"), ("q0-1", "o7"), ("q2-0", "o0"), ("go", "next")])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.text.contains("href=\"#q0-1\"") && wrong.text.contains("does not go with other answers")
        );
        assert!(wrong.text.matches("checked").count() >= 3, "every value is kept");
        let empty = app.post(&questions, nav, &[("go", "next")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing answered");

        let mut answers = ANSWERS.to_vec();
        answers.push(("go", "next"));
        let answered = app.post(&questions, nav, &answers).await;
        assert_eq!(answered.location(), format!("{screening}/review"), "{}", answered.text);
        assert_eq!(world.count("SELECT COUNT(*) FROM need").await, 0, "no need before the person was asked");

        let review = app.get(&format!("{screening}/review"), nav).await;
        assert_eq!(review.text.matches("<fieldset").count(), 6, "{}", review.text);
        assert!(!review.text.contains("At risk") && !review.text.contains("chip"), "no risk before the wish");
        let before = app.get(&screening, nav).await;
        assert!(!before.text.contains("At risk") && before.text.contains("Go on"));
        let hole = app.post(&format!("{screening}/review"), nav, &[("food-insecurity", "yes")]).await;
        assert_eq!(hole.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(hole.text.contains("href=\"#utility-insecurity\""));
        assert!(
            hole.text.contains("Power, gas or water bills: Choose yes"),
            "each fault says of what: {}",
            hole.text
        );

        let wishes = [("food-insecurity", "yes"), ("utility-insecurity", "later"), ("rest", "no")];
        let done = app.post(&format!("{screening}/review"), nav, &wishes).await;
        assert_eq!(done.location(), screening, "{}", done.text);
        let again = app.post(&format!("{screening}/review"), nav, &wishes).await;
        assert_eq!(again.location(), screening, "sent twice, done once");

        let result = app.get(&screening, nav).await;
        assert_eq!(
            result.text.matches("At risk").count(),
            4,
            "food, rides, power, violence: {}",
            result.text
        );
        assert!(result.text.contains("Help is wanted with one thing"));
        // Consent is asked on the way to a place that was chosen, not here for nobody in particular.
        assert!(!result.text.contains(&format!("/people/{}/consent", world.person)));
        let first = |words: &str| result.text.find(words).unwrap_or(usize::MAX);
        assert!(first("/help\"") < first("No risk found"), "what is wanted stands first");
        assert!(
            first("living situation") < first("physically hurt"),
            "answers stand as they were asked; what was said about violence is not on top: {}",
            result.text
        );
        assert_eq!(result.text.matches("/help\"").count(), 1, "help is chosen for what is wanted");
        assert_eq!(world.count("SELECT COUNT(*) FROM need WHERE risk = 1").await, 4);
        assert_eq!(world.count("SELECT COUNT(*) FROM need WHERE wants_help = 1").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM need WHERE label = 'domestic_violence'").await, 1);
        let frozen = app.post(&questions, nav, &answers).await;
        assert_eq!(frozen.status, StatusCode::CONFLICT);

        // The person's page lists it; a colleague off the care team sees the rest, not the violence.
        let page = app.get(&format!("/people/{}", world.person), nav).await;
        assert!(page.text.contains(&screening), "{}", page.text);
        let colleague = app.get(&screening, &world.colleague).await;
        assert_eq!(colleague.status, StatusCode::OK);
        assert_eq!(colleague.text.matches("At risk").count(), 3, "{}", app.base.engine);
        assert!(!colleague.text.contains("physically hurt"));
        // And cannot ask these questions: the answers would be closed to them.
        assert_eq!(world.start_status(&world.colleague).await, StatusCode::CONFLICT);
    }
}

impl World {
    async fn start_status(&self, session: &str) -> StatusCode {
        let key = Uuid::from_u128(99).to_string();
        let form = [("key", key.as_str()), ("url", "http://loinc.org/q/96777-8"), ("version", "2.78")];
        self.app.post(&format!("/people/{}/screenings", self.person), session, &form).await.status
    }
}

const OWN: &str = r#"{"resourceType":"Questionnaire","url":"http://example.org/own","version":"1","title":"Own","status":"active",
"item":[{"linkId":"a","type":"boolean","text":"Do you rent?","required":true},
{"linkId":"r","type":"integer","text":"Rent each month","enableWhen":[{"question":"a","operator":"=","answerBoolean":true}]},
{"linkId":"c","type":"group","repeats":true,"text":"Child","item":[{"linkId":"age","type":"integer","text":"Age"}]},
{"linkId":"x","type":"boolean","text":"Are you a refugee?"}]}"#;

#[tokio::test]
async fn an_administrator_adds_a_questionnaire_and_retires_it() {
    for world in World::both().await {
        let (app, admin) = (&world.app, world.administrator.as_str());
        let list = app.get("/settings/instruments", admin).await;
        assert_eq!(list.status, StatusCode::OK, "{}", list.text);
        assert!(list.text.contains("AHC Health-Related Social Needs") && list.text.contains("Sherin"));
        assert_eq!(app.get("/settings/instruments", &world.navigator).await.status, StatusCode::FORBIDDEN);
        let bad = app
            .post("/settings/instruments", admin, &[("text", "{\"resourceType\":\"Questionnaire\"}")])
            .await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bad.text.contains("Questionnaire.url: is missing"), "{}", bad.text);
        let added = app.post("/settings/instruments", admin, &[("text", OWN)]).await;
        assert_eq!(added.location(), "/settings/instruments", "{}", added.text);

        let nav = world.navigator.as_str();
        let key = Uuid::from_u128(5).to_string();
        let form = [("key", key.as_str()), ("url", "http://example.org/own"), ("version", "1")];
        let started = app.post(&format!("/people/{}/screenings", world.person), nav, &form).await;
        let questions = started.location().to_owned();
        let page = app.get(&questions, nav).await;
        assert!(!page.text.contains("refugee"), "never asked");
        assert!(
            page.text.contains("data-when=") && page.text.contains("Only if the answer to"),
            "{}",
            page.text
        );
        let more = app.post(&questions, nav, &[("q2-n", "1"), ("q2r0-0", "4"), ("add", "q2")]).await;
        assert!(more.text.contains("q2r1-0") && more.text.contains("value=\"4\""), "{}", more.text);
        let missing = app.post(&questions, nav, &[("q1", "x"), ("go", "next")]).await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            missing.text.contains("href=\"#q0\"") && missing.text.contains("href=\"#q1\""),
            "{}",
            missing.text
        );
        // Without script the rent is shown and may be filled in although its condition does not hold: it is not kept.
        let sent =
            [("q0", "false"), ("q1", "700"), ("q2-n", "2"), ("q2r0-0", "4"), ("q2r1-0", "7"), ("go", "next")];
        let saved = app.post(&questions, nav, &sent).await;
        assert!(saved.location().ends_with("/review"), "{}", saved.text);
        assert_eq!(world.count("SELECT COUNT(*) FROM screening_answer WHERE code = 'r'").await, 0);
        assert_eq!(world.count("SELECT COUNT(*) FROM screening_answer WHERE code = 'age'").await, 2);

        let changed = OWN.replace("Rent each month", "Rent");
        assert_eq!(
            app.post("/settings/instruments", admin, &[("text", &changed)]).await.status,
            StatusCode::CONFLICT
        );
        let off = [("url", "http://example.org/own"), ("version", "1"), ("active", "no")];
        assert_eq!(app.post("/settings/instruments/offer", admin, &off).await.status, StatusCode::SEE_OTHER);
        let choose = app.get(&format!("/people/{}/screenings/new", world.person), nav).await;
        assert!(!choose.text.contains("http://example.org/own"), "retired");
        assert_eq!(app.get(&questions, nav).await.status, StatusCode::OK, "what was started can be finished");
        let script = app.get("/screenings/conditions.js", "").await;
        assert!(script.text.len() < 2500 && script.text.contains("data-when"));
    }
}

#[tokio::test]
async fn what_is_not_there_and_what_is_hidden_look_alike() {
    for world in World::both().await {
        let nobody = format!("/screenings/{}", Uuid::from_u128(1));
        assert_eq!(world.app.get(&nobody, &world.navigator).await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.app.get("/screenings/x", &world.navigator).await.status, StatusCode::NOT_FOUND);
        let started = world.start(&world.colleague).await;
        assert_eq!(
            started.status,
            StatusCode::SEE_OTHER,
            "a person without a team gets one: {}",
            started.text
        );
        let signed_out = world.app.get(started.location(), "").await;
        assert!(signed_out.location().starts_with("/sign-in"), "{}", signed_out.location());
    }
}

//! The pages, driven over their routes on both databases and in both languages.

use crate::app::World;
use axum::http::StatusCode;
use tandem_testkit::Answered;

#[tokio::test(flavor = "multi_thread")]
async fn from_a_new_person_to_a_shared_record_and_back() {
    for world in World::both().await {
        let app = &world.app;
        let person = world.new_person().await;
        let page = app.get(&person, &world.navigator).await;
        assert_eq!(page.status, StatusCode::OK);
        for text in ["María García López", "(555) 555-0101", "Nothing is shared with anyone.", "July 2, 1984"]
        {
            assert!(page.text.contains(text), "{text}\n{}", page.text);
        }
        let hidden = app.get(&person, &world.responder).await;
        let nobody = "/people/00000000-0000-4000-8000-000000000000";
        let absent = app.get(nobody, &world.responder).await;
        // The frame names the address asked for (to come back to it in another language); the rest is the same.
        let told = |page: &Answered, path: &str| {
            page.text.replace(path, "PATH").replace(&path.replace('/', "%2F"), "PATH")
        };
        assert_eq!((hidden.status, absent.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
        assert_eq!(told(&hidden, &person), told(&absent, nobody), "told alike");

        let asked = app.get(&format!("{person}/consent"), &world.navigator).await;
        assert!(asked.text.contains("You can say no. You will still get help here."));
        assert!(
            asked.text.contains("Open Door Pantry") && !asked.text.contains(">Riverside Clinic</option>")
        );
        let saved = world.consent(&person, &world.yes()).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        // "Your name and how to reach you" is what the person agreed to: not when they were born, nor where they live.
        let shared = app.get(&person, &world.responder).await;
        assert_eq!(shared.status, StatusCode::OK);
        assert!(
            shared.text.contains("María García López") && shared.text.contains("(555) 555-0101"),
            "{}",
            shared.text
        );
        assert!(!shared.text.contains("1984") && !shared.text.contains("12 Mill Lane"), "{}", shared.text);
        let own = app.get(&person, &world.navigator).await;
        assert!(own.text.contains("12 Mill Lane"), "{}", own.text);

        let page = app.get(&format!("{person}/sharing"), &world.navigator).await;
        let action = page.text.split("action=\"").find(|part| part.contains("/withdraw")).expect("a button");
        let action = action.split('"').next().expect("its address").to_owned();
        let gone = app.post(&action, &world.navigator, &[]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert_eq!(app.get(&person, &world.responder).await.status, StatusCode::NOT_FOUND);
        let undo = action.replace("/withdraw", "/undo");
        assert_eq!(app.post(&undo, &world.colleague, &[]).await.status, StatusCode::CONFLICT);
        assert_eq!(app.post(&undo, &world.navigator, &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.get(&person, &world.responder).await.status, StatusCode::OK);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_faults_keeps_what_was_typed_and_lists_the_faults_first() {
    for world in World::both().await {
        let app = &world.app;
        let bad = app
            .post(
                "/people/new",
                &world.navigator,
                &[("given_name", "Zoë <b>"), ("phone", "12"), ("safe", "text")],
            )
            .await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            bad.text.contains("value=\"Zoë &lt;b&gt;\"") && bad.text.contains("href=\"#phone\""),
            "{}",
            bad.text
        );

        let person = world.new_person().await;
        let mut form = world.yes();
        form.push(("labels", "substance_use".into()));
        let unsigned = world.consent(&person, &form).await;
        assert_eq!(unsigned.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unsigned.text.contains("need a signature"), "{}", unsigned.text);
        assert!(unsigned.text.contains("42 CFR part 2"));
        for (key, value) in
            [("labels", "domestic_violence"), ("labels", "immigration"), ("purpose", "emergency")]
        {
            let mut form = world.yes();
            form.retain(|(k, _)| *k != key);
            form.push((key, value.into()));
            assert_eq!(
                world.consent(&person, &form).await.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{value}"
            );
        }
        let nothing = world.consent(&person, &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_record_of_the_same_person_is_asked_about() {
    for world in World::both().await {
        let app = &world.app;
        let first = world.new_person().await;
        let form = [("given_name", "MARIA"), ("family_name", "Garcia Lopez"), ("birth_date", "1984-07-02")];
        let asked = app.post("/people/new", &world.navigator, &form).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asked.text.contains(&format!("href=\"{first}\"")), "{}", asked.text);
        let confirmed = [&form[..], &[("other_person", "yes")]].concat();
        assert_eq!(app.post("/people/new", &world.navigator, &confirmed).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn needs_show_their_two_facts_and_change_by_buttons() {
    for world in World::both().await {
        let app = &world.app;
        let person = world.new_person().await;
        let path = format!("{person}/needs");
        let form = [("domain", "food-insecurity"), ("wants_help", "")];
        assert_eq!(app.post(&path, &world.navigator, &form).await.status, StatusCode::SEE_OTHER);
        let bad = app.post(&path, &world.navigator, &[("domain", "happiness")]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = app.get(&person, &world.navigator).await;
        assert!(page.text.contains("Screening says") && page.text.contains("The person says"));
        let wants = page.text.split("action=\"").find(|part| part.contains("/wants")).expect("a button");
        let wants = wants.split('"').next().expect("its address").to_owned();
        let id = person.rsplit('/').next().expect("an id");
        let set = app.post(&wants, &world.navigator, &[("person", id), ("wants_help", "yes")]).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text);
        let page = app.get(&person, &world.navigator).await;
        assert!(page.text.contains("Wants help"));
        assert_eq!(
            app.post(&wants, &world.responder, &[("wants_help", "no")]).await.status,
            StatusCode::FORBIDDEN
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_travel_in_the_body_and_only_ones_own_people_are_found() {
    for world in World::both().await {
        let app = &world.app;
        let person = world.new_person().await;
        let found = app.post("/people/search", &world.navigator, &[("q", "garcia")]).await;
        assert!(found.text.contains(&person) && found.text.contains("One person found"), "{}", found.text);
        let none = app.post("/people/search", &world.responder, &[("q", "garcia")]).await;
        assert!(none.text.contains("No one found with this name"));
        let short = app.post("/people/search", &world.navigator, &[("q", "g")]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        let by_get = app.get("/people?q=garcia", &world.colleague).await;
        assert!(!by_get.text.contains(&person), "an address never searches");
        let exact = [
            ("given_name", "maria"),
            ("family_name", "garcia lopez"),
            ("birth_date", "1984-07-02"),
            ("phone", "(555) 555 0101"),
        ];
        assert!(!app.post("/people/find", &world.responder, &exact).await.text.contains(&person));
        world.consent(&person, &world.yes()).await;
        assert!(app.post("/people/find", &world.responder, &exact).await.text.contains(&person));
        let two = app.post("/people/find", &world.responder, &exact[..3]).await;
        assert_eq!(two.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_sees_and_stops_sharing_by_link_and_code_alone() {
    for world in World::both().await {
        let app = &world.app;
        let person = world.new_person().await;
        world.consent(&person, &world.yes()).await;
        assert_eq!(app.get(&person, &world.responder).await.status, StatusCode::OK);
        let made = app.post(&format!("{person}/link"), &world.navigator, &[]).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.text);
        let codes: Vec<&str> =
            made.text.split("<code>").skip(1).filter_map(|part| part.split("</code>").next()).collect();
        let [address, code] = codes[..] else { panic!("{}", made.text) };
        let path = address.strip_prefix("http://127.0.0.1:8080").expect("an address of the install");

        assert!(app.get(path, "").await.text.contains("Type the code"));
        let unknown = app.get("/my/AAAAAAAAAAAAAAAAAAAAAA", "").await;
        assert_eq!(unknown.status, StatusCode::OK, "a link that is none asks for a code too");
        let wrong = app.post(path, "", &[("code", if code == "123456" { "123457" } else { "123456" })]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let opened = app.post(path, "", &[("code", code)]).await;
        assert_eq!((opened.status, opened.location()), (StatusCode::SEE_OTHER, "/my"), "{}", opened.text);
        let set = opened.headers["set-cookie"].to_str().expect("text");
        assert!(set.contains("HttpOnly") && set.contains("SameSite=Strict") && set.contains("Path=/my"));
        let cookie = opened.cookie("tandem_my").expect("a cookie");

        let mine = world.as_person("/my", &cookie, "GET").await;
        for text in ["Hello, María García López.", "With Open Door Pantry", "Looked at", "To get you help"]
        {
            assert!(mine.text.contains(text), "{text}\n{}", mine.text);
        }
        assert!(!mine.text.contains("Test Navigator"), "organizations answer, not staff by name");
        let stop = mine.text.split("action=\"").find(|part| part.contains("/withdraw")).expect("a button");
        let stop = stop.split('"').next().expect("its address").to_owned();
        assert_eq!(world.as_person(&stop, &cookie, "POST").await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.get(&person, &world.responder).await.status, StatusCode::NOT_FOUND, "at once");
        let mine = world.as_person("/my", &cookie, "GET").await;
        assert!(mine.text.contains("We stopped sharing with Open Door Pantry."), "{}", mine.text);
        let staff_undo = stop.replace("/my/", "/people/").replace("/withdraw", "/undo");
        assert_eq!(app.post(&staff_undo, &world.navigator, &[]).await.status, StatusCode::CONFLICT);
        let undo = stop.replace("/withdraw", "/undo");
        assert_eq!(world.as_person(&undo, &cookie, "POST").await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.get(&person, &world.responder).await.status, StatusCode::OK);

        app.clock().advance(jiff::SignedDuration::from_mins(31));
        assert_eq!(
            world.as_person("/my", &cookie, "GET").await.status,
            StatusCode::NOT_FOUND,
            "half an hour"
        );
        assert_eq!(app.get("/my", "").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_reads_in_spanish_and_refuses_who_may_not() {
    for world in World::both().await {
        let app = &world.app;
        let person = world.new_person().await;
        world.consent(&person, &world.yes()).await;
        let log = format!("{person}/log");
        assert_eq!(app.get(&log, &world.navigator).await.status, StatusCode::FORBIDDEN);
        assert!(app.get(&log, &world.officer).await.text.contains("Riverside Clinic"));
        for path in [
            "/people".to_owned(),
            "/people/new".to_owned(),
            person.clone(),
            format!("{person}/edit"),
            format!("{person}/consent"),
            format!("{person}/sharing"),
        ] {
            let request = axum::http::Request::builder()
                .uri(&path)
                .header("host", "127.0.0.1:8080")
                .header("accept-language", "es")
                .header("cookie", format!("{}={}", tandem_web::SESSION_COOKIE, world.navigator));
            let page = app.send(request.body(axum::body::Body::empty()).expect("a request")).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(page.text.contains("lang=\"es\""), "{path}");
            assert!(!page.text.contains(" style=\""), "{path}: the strict policy forbids inline style");
            let signed_out = app.get(&path, "").await;
            assert_eq!(signed_out.status, StatusCode::SEE_OTHER, "{path}");
        }
        assert_eq!(app.get(&format!("{person}/edit"), &world.responder).await.status, StatusCode::FORBIDDEN);
    }
}

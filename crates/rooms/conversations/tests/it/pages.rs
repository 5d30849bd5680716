//! The pages as a browser without script uses them, on both databases: the cookie, one statement at a time, faults, limits.

use axum::body::Body;
use axum::http::{Request, header};
use tandem_access::Uuid;
use tandem_bodies::testing::Town;
use tandem_testkit::Answered;
use tandem_web::Room;

fn rooms() -> Vec<Room> {
    let mut rooms = tandem_bodies::testing::rooms();
    rooms.extend([tandem_spine::room(), tandem_conversations::room()]);
    rooms
}

/// A browser without an account: what it holds is one cookie.
struct Browser<'t> {
    town: &'t Town,
    word: Option<String>,
}

impl Browser<'_> {
    async fn send(&mut self, method: &str, path: &str, body: &str) -> Answered {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:8080")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(word) = &self.word {
            request = request.header(header::COOKIE, format!("tandem_voice={word}"));
        }
        let answer = self.town.app.send(request.body(Body::from(body.to_owned())).unwrap()).await;
        match answer.cookie("tandem_voice") {
            Some(word) if word.is_empty() => self.word = None,
            Some(word) => self.word = Some(word),
            None => {}
        }
        answer
    }
}

/// What stands between two pieces of a page.
fn between<'p>(page: &'p str, before: &str, after: &str) -> &'p str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(found, _)| found)
}

async fn opened(town: &Town) -> Uuid {
    let form = [
        ("question", "What about rides?"),
        ("explanation", "Say what you think."),
        ("seeds", "Buses should run later\r\nRides cost too much\r\nWe need vans"),
        ("ends_on", "2026-03-20"),
    ];
    let sent = town.app.post("/conversations/new", &town.who("coordinator").session, &form).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    sent.location().rsplit('/').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_neighbor_answers_one_statement_after_the_other() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let id = opened(&town).await;
        let path = format!("/conversations/{id}");
        assert!(town.page("/conversations", None).await.contains("What about rides?"), "{engine}");
        let mut browser = Browser { town: &town, word: None };
        let page = browser.send("GET", &path, "").await;
        assert!(page.headers.get_all(header::SET_COOKIE).iter().any(|c| {
            let c = c.to_str().unwrap();
            c.starts_with("tandem_voice=") && c.contains("HttpOnly") && !c.contains("Max-Age")
        }));
        assert_eq!(
            page.headers[header::CACHE_CONTROL],
            "no-store",
            "{engine}: nothing stays on a shared device"
        );
        let mut seen = vec![];
        for n in 0..3 {
            let page = browser.send("GET", &path, "").await.text;
            assert!(page.contains(&format!("You answered {n} of 3")), "{engine}: {page}");
            let statement = between(&page, "name=\"statement\" value=\"", "\"").to_owned();
            assert!(!seen.contains(&statement), "{engine}");
            let sent = browser
                .send("POST", &format!("{path}/answer"), &format!("statement={statement}&answer=agree"))
                .await;
            assert_eq!(
                (sent.status.as_u16(), sent.location()),
                (303, format!("{path}#read").as_str()),
                "{engine}"
            );
            seen.push(statement);
        }
        let page = browser.send("GET", &path, "").await.text;
        assert!(page.contains("You answered everything there is"), "{engine}: {page}");
        // Another answer to the second, from the list of one's own.
        let list = browser.send("GET", &format!("{path}/answers"), "").await.text;
        assert_eq!(list.matches("chip info").count(), 3, "{engine}: {list}");
        let form = format!("statement={}&answer=pass&back=answers", seen[1]);
        assert_eq!(
            browser.send("POST", &format!("{path}/answer"), &form).await.location(),
            format!("{path}/answers")
        );
        // As whom, with a fault first.
        let about = format!("{path}/about");
        let fault = browser.send("POST", &about, "side=partner&sector=&lived=yes").await;
        assert_eq!(fault.status, 422, "{engine}");
        assert!(
            fault.text.contains("Choose what kind of partner") && fault.text.contains("href=\"#sector\""),
            "{engine}"
        );
        assert_eq!(
            browser.send("POST", &about, "side=partner&sector=faith&lived=yes").await.status,
            303,
            "{engine}"
        );
        // Leaving the device forgets the cookie; somebody else who comes then sees nothing.
        browser.send("POST", &format!("{path}/leave"), "").await;
        assert_eq!(browser.word, None, "{engine}");
        let page = browser.send("GET", &path, "").await.text;
        assert!(page.contains("You answered 0 of 3"), "{engine}");
        let list = Browser { town: &town, word: None }.send("GET", &format!("{path}/answers"), "").await.text;
        assert!(list.contains("You have not answered anything yet"), "{engine}");
    }
}

#[tokio::test]
async fn a_browser_that_keeps_no_cookie_does_not_count_twice() {
    for town in Town::both(rooms).await {
        let id = opened(&town).await;
        let path = format!("/conversations/{id}");
        let mut browser = Browser { town: &town, word: None };
        let page = browser.send("GET", &path, "").await.text;
        let statement = between(&page, "name=\"statement\" value=\"", "\"").to_owned();
        for word in [None, Some("x".to_owned()), Some("a".repeat(23))] {
            let mut forgetful = Browser { town: &town, word };
            let form = format!("statement={statement}&answer=agree");
            let sent = forgetful.send("POST", &format!("{path}/answer"), &form).await;
            assert_eq!(sent.status, 422);
            assert!(sent.text.contains("Your browser did not keep your place"), "{}", sent.text);
        }
        let n = town
            .app
            .store()
            .read(&tandem_bodies::testing::system(), |tx| {
                tx.query_one("SELECT count(v.id) FROM conversation_voice v", tandem_access::params![], |r| {
                    Ok(r.get::<i64>(0)?)
                })
            })
            .await
            .unwrap();
        assert_eq!(n, 0, "{}", town.app.base.engine);
    }
}

#[tokio::test]
async fn one_network_adds_so_many_voices_and_statements_and_no_more() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let id = opened(&town).await;
        let path = format!("/conversations/{id}");
        let page = town.page(&path, None).await;
        let statement = between(&page, "name=\"statement\" value=\"", "\"").to_owned();
        let form = format!("statement={statement}&answer=agree");
        let mut stopped = None;
        for n in 0..60 {
            let mut browser = Browser { town: &town, word: Some(format!("{n:022}")) };
            let status = browser.send("POST", &format!("{path}/answer"), &form).await.status.as_u16();
            if status == 429 {
                stopped = Some(n);
                break;
            }
            assert_eq!(status, 303, "{engine}");
        }
        assert_eq!(stopped, Some(40), "{engine}");
        // Whoever has a voice goes on, a hall full of them over one address, until one of them answers like a machine.
        let mut answered = 0;
        for n in 0..40 {
            let mut known = Browser { town: &town, word: Some(format!("{n:022}")) };
            for _ in 0..3 {
                let status = known.send("POST", &format!("{path}/answer"), &form).await.status;
                answered += usize::from(status == 303);
            }
        }
        assert_eq!(answered, 120, "{engine}");
        let mut known = Browser { town: &town, word: Some(format!("{:022}", 3)) };
        let mut refused = 0;
        for _ in 0..60 {
            let status = known.send("POST", &format!("{path}/answer"), &form).await.status;
            refused += usize::from(status == 429);
        }
        assert_eq!(refused, 4, "{engine}: sixty at once, four of them before");
        for n in 0..10 {
            let sent = known.send("POST", &format!("{path}/suggest"), &format!("words=Idea+{n}")).await;
            assert_eq!(sent.status, 303, "{engine}");
        }
        assert_eq!(
            known.send("POST", &format!("{path}/suggest"), "words=Idea+11").await.status,
            429,
            "{engine}"
        );
        let page = town.page(&path, None).await;
        assert!(!page.contains("Idea 3"), "{engine}: nobody reads it before it is accepted");
        assert!(town.page(&path, Some("coordinator")).await.contains("10 sentences wait"), "{engine}");
    }
}

#[tokio::test]
async fn members_speak_with_one_voice_and_faults_keep_what_was_typed() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let id = opened(&town).await;
        let path = format!("/conversations/{id}");
        let ana = town.who("ana").session.clone();
        let page = town.page(&path, Some("ana")).await;
        assert!(page.contains("You have one voice, on any device"), "{engine}");
        let statement = between(&page, "name=\"statement\" value=\"", "\"").to_owned();
        for answer in ["agree", "disagree"] {
            let form = [("statement", statement.as_str()), ("answer", answer)];
            assert_eq!(town.app.post(&format!("{path}/answer"), &ana, &form).await.status, 303, "{engine}");
        }
        assert!(town.page(&path, Some("ana")).await.contains("You answered 1 of 3"), "{engine}");
        assert!(town.page(&path, Some("ben")).await.contains("You answered 0 of 3"), "{engine}");
        let long = "x".repeat(141);
        let fault = town.app.post(&format!("{path}/suggest"), &ana, &[("words", long.as_str())]).await;
        assert_eq!(fault.status, 422, "{engine}");
        assert!(fault.text.contains(&long) && fault.text.contains("href=\"#words\""), "{engine}");
        let new = [("question", "Kept words"), ("seeds", "One"), ("ends_on", "2026-01-01")];
        let fault = town.app.post("/conversations/new", &town.who("coordinator").session, &new).await;
        assert_eq!(fault.status, 422, "{engine}");
        for words in
            ["Kept words", "href=\"#explanation\"", "Write from 3 to 50", "Choose a day from today on"]
        {
            assert!(fault.text.contains(words), "{engine}: {words}");
        }
        let spanish = town.app.get("/conversations?lang=es", "").await;
        assert_eq!(spanish.status, 200);
        assert_eq!(town.app.get(&format!("/conversations/{}", Uuid::from_u128(7)), "").await.status, 404);
        assert_eq!(
            town.app
                .post(
                    &format!("{path}/answer"),
                    &ana,
                    &[("statement", statement.as_str()), ("answer", "maybe")]
                )
                .await
                .status,
            404
        );
    }
}

#[tokio::test]
async fn a_word_that_reads_differently_is_explained_under_its_statement() {
    use std::collections::BTreeMap;
    use tandem_agreements::model::term::{Both, NewTerm};
    use tandem_partners::model::Sector;
    let both = |en: &str, es: &str| Both { en: en.into(), es: es.into() };
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let ride = NewTerm {
            words: both("ride, rides", "viaje, viajes"),
            plain: both("A way to get there.", "Una forma de llegar."),
            meanings: BTreeMap::from([
                (Sector::Healthcare, both("A van to the clinic.", "Una camioneta a la clínica.")),
                (Sector::Government, both("A seat on the bus.", "Un asiento en el autobús.")),
            ]),
        };
        town.write("coordinator", move |tx| tandem_agreements::actions::define(tx, None, &ride))
            .await
            .unwrap();
        let path = format!("/conversations/{}", opened(&town).await);
        let mut browser = Browser { town: &town, word: None };
        browser.send("GET", &path, "").await;
        let mut explained = 0;
        for _ in 0..3 {
            let page = browser.send("GET", &path, "").await.text;
            let about = page.contains("Rides cost too much");
            assert_eq!(page.contains("A seat on the bus."), about, "{engine}: {page}");
            assert!(!page.contains("/glossary/"), "{engine}: a statement holds no links: {page}");
            explained += u32::from(about);
            let statement = between(&page, "name=\"statement\" value=\"", "\"").to_owned();
            let form = format!("statement={statement}&answer=agree");
            browser.send("POST", &format!("{path}/answer"), &form).await;
        }
        assert_eq!(explained, 1, "{engine}");
    }
}

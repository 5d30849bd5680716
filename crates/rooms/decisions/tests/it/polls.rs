//! Quick questions: one answer a member, nothing told while it is open or of few, on both databases.

use crate::common::rooms;
use jiff::ToSpan as _;
use tandem_access::{Error, Uuid};
use tandem_bodies::actions as bodies;
use tandem_bodies::testing::Town;
use tandem_decisions::actions;
use tandem_decisions::model::poll::NewPoll;

const EVERYBODY: [&str; 6] = ["nurse", "officer", "cook", "ana", "builder", "teacher"];

async fn asked(town: &Town) -> Uuid {
    town.write("nurse", |tx| {
        let new = NewPoll {
            question: "When shall we meet?".into(),
            question_es: Some("¿Cuándo nos reunimos?".into()),
            options: vec!["Mornings".into(), "Evenings".into()],
            options_es: vec!["Por la mañana".into(), "Por la noche".into()],
            closes_on: Some(bodies::today(tx)?.saturating_add(2.days())),
        };
        actions::ask(tx, &new)
    })
    .await
    .unwrap()
}

async fn say(town: &Town, who: &str, poll: Uuid, number: i64) -> Result<(), Error> {
    town.write(who, move |tx| actions::answer_poll(tx, poll, number)).await
}

#[tokio::test]
async fn each_member_answers_once_and_the_counts_show_when_it_closes() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let poll = asked(&town).await;
        let path = format!("/polls/{poll}");
        let none = say(&town, "cook", poll, 3).await;
        assert!(matches!(none, Err(Error::Invalid(e)) if e.of("option").is_some()), "{engine}");
        for who in EVERYBODY {
            say(&town, who, poll, 1).await.unwrap();
        }
        say(&town, "ana", poll, 2).await.unwrap();
        let page = town.page(&path, None).await;
        assert!(
            page.contains("6 members have answered") && !page.contains("Chosen most often"),
            "{engine}: {page}"
        );
        let own = town.page(&path, Some("ana")).await;
        assert!(own.contains("Change my answer"), "{engine}: she may change it");
        let signed_out = town.app.post(&path, "", &[("option", "1")]).await;
        assert_ne!(signed_out.status, 200, "{engine}: without an account nobody answers");

        let refused = town.write("cook", move |tx| actions::close_poll(tx, poll)).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{engine}: who did not ask");
        town.write("nurse", move |tx| actions::close_poll(tx, poll)).await.unwrap();
        let late = say(&town, "cook", poll, 2).await;
        assert!(matches!(late, Err(Error::Conflict { .. })), "{engine}: closed");
        let page = town.page(&path, None).await;
        assert!(page.contains("6 members answered. Chosen most often: Mornings"), "{engine}: {page}");
        let page = town.app.get_spanish(&path, "").await.text;
        assert!(page.contains("¿Cuándo nos reunimos?") && page.contains("Por la mañana"), "{engine}: {page}");
        assert!(town.page("/polls", None).await.contains("When shall we meet?"), "{engine}");
    }
}

#[tokio::test]
async fn of_few_answers_nothing_is_told_and_its_day_closes_it() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let poll = asked(&town).await;
        for who in &EVERYBODY[..4] {
            say(&town, who, poll, 1).await.unwrap();
        }
        town.app.clock().advance(jiff::SignedDuration::from_hours(24 * 3));
        let late = say(&town, "builder", poll, 1).await;
        assert!(matches!(late, Err(Error::Conflict { .. })), "{engine}: its day is over");
        let page = town.page(&format!("/polls/{poll}"), None).await;
        assert!(page.contains("too few to show") && !page.contains("Chosen most often"), "{engine}: {page}");
    }
}

#[tokio::test]
async fn a_form_that_is_wrong_says_where_and_keeps_what_was_typed() {
    for town in Town::both(rooms).await {
        let session = town.who("cook").session.clone();
        let form = [("question", "When?"), ("options", "Mornings"), ("closes_on", "2020-01-01")];
        let page = town.app.post("/polls/new", &session, &form).await;
        assert_eq!(page.status, 422);
        for words in ["Write two to twelve different answers", "Choose a day to come", "When?"] {
            assert!(page.text.contains(words), "{}: {words}: {}", town.app.base.engine, page.text);
        }
    }
}

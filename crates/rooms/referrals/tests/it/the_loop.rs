//! The loop from end to end, on both databases.

use crate::common::{World, system};
use tandem_access::{Error, Viewer, params};
use tandem_referrals::Show;
use tandem_referrals::actions::{self, CallMe, NewOffer, Passed};
use tandem_referrals::model::task::TaskKind;
use tandem_referrals::model::{Reason, Resolved, Side, Status};

#[tokio::test]
async fn from_a_need_to_help_confirmed() {
    for w in World::both().await {
        assert!(
            matches!(w.send(&[w.food_box], "early").await, Err(Error::Invalid(e)) if e.of("consent").is_some()),
            "{}: no consent, no name leaves",
            w.base.engine
        );
        w.consent(w.pantry).await;
        let sent = w.send(&[w.food_box], "once").await.expect("sent");
        let again = w.send(&[w.food_box], "once").await.expect("the same");
        assert_eq!((again.id, again.code.is_none()), (sent.id, true), "the same form makes one referral");
        let id = sent.id;

        // The letter: nothing about who or what, a link, and in two clicks an answer without an account.
        let letter =
            w.outbox().await.into_iter().find(|l| l.to == "hill-pantry@example.org").expect("a letter");
        for secret in ["Ana", "Rivera", "food", "Food", "children"] {
            assert!(!letter.subject.contains(secret) && !letter.body.contains(secret), "{secret}");
        }
        let pantry = w.by_link("hill-pantry@example.org").await;
        let seen = w.read(&pantry, move |tx| actions::view(tx, id)).await.expect("seen");
        let about = seen.about.expect("what is shared");
        assert_eq!((about.name.as_str(), about.phone.as_deref()), ("Ana Rivera", Some("+16105550142")));
        assert_eq!(seen.sides, [Side::Receiver]);
        w.write(&pantry, move |tx| actions::accept(tx, id)).await.expect("accepted");
        w.write(&pantry, move |tx| actions::report_outcome(tx, id, true, "A box each week"))
            .await
            .expect("reported");
        w.write(&pantry, move |tx| actions::complete(tx, id, Reason::HelpGiven, ""))
            .await
            .expect("completed");

        // Three facts, three voices.
        let seen = w.read(&w.navigator, move |tx| actions::view(tx, id)).await.expect("seen");
        let facts = seen.referral.facts().expect("facts");
        assert_eq!(
            (facts.loop_closed, facts.service_received, facts.need_resolved),
            (true, Some(true), None)
        );
        let person = Viewer::test_person(w.person);
        w.write(&person, move |tx| actions::confirm(tx, id, Resolved::Yes, "Gracias"))
            .await
            .expect("confirmed");
        w.tick().await;
        let seen = w.read(&w.navigator, move |tx| actions::view(tx, id)).await.expect("seen");
        assert_eq!(seen.referral.facts().and_then(|f| f.need_resolved), Some(Resolved::Yes));
        let verbs: Vec<&str> = seen.story.iter().map(|s| s.verb.as_str()).collect();
        assert_eq!(verbs, ["send", "accept", "service_received", "complete", "resolved_yes"]);
        let need = w.need;
        let need: String = w
            .read(&system(), move |tx| {
                tx.query_one("SELECT n.status FROM need n WHERE n.id = ?1", params![need], |r| Ok(r.get(0)?))
            })
            .await
            .expect("the need");
        assert_eq!(need, "addressed", "the person's own yes closes the need");
    }
}

#[tokio::test]
async fn a_no_is_coded_and_gives_the_sender_a_task_with_a_clock() {
    for w in World::both().await {
        let id = w.sent().await;
        let bare = w.write(&w.responder, move |tx| actions::decline(tx, id, Reason::Other, " ")).await;
        assert!(matches!(bare, Err(Error::Invalid(e)) if e.of("words").is_some()));
        let unfit = w.write(&w.responder, move |tx| actions::decline(tx, id, Reason::HelpGiven, "")).await;
        assert!(matches!(unfit, Err(Error::Invalid(e)) if e.of("reason").is_some()));
        w.write(&w.responder, move |tx| actions::decline(tx, id, Reason::NoCapacity, ""))
            .await
            .expect("declined");
        let twice = w.write(&w.responder, move |tx| actions::accept(tx, id)).await;
        assert!(matches!(twice, Err(Error::Conflict { .. })), "{twice:?}");
        let today = w.read(&w.navigator, |tx| actions::today(tx, Show::ToDo, true)).await.expect("today");
        assert_eq!(today.lines[0].tasks[0].kind, TaskKind::AfterDecline);
        assert!(today.lines[0].tasks[0].due_at > today.lines[0].tasks[0].opened_at);

        // Within ten minutes the pantry may take it back; then the sender's task is void.
        w.write(&w.responder, move |tx| actions::undo(tx, id, Side::Receiver)).await.expect("undone");
        w.tick().await;
        let today = w.read(&w.navigator, |tx| actions::today(tx, Show::ToDo, true)).await.expect("today");
        assert_eq!(today.lines.len(), 0);
        w.write(&w.responder, move |tx| actions::decline(tx, id, Reason::NoCapacity, ""))
            .await
            .expect("declined after all");
        // Sending the need somewhere else is what the task asked for.
        w.consent(w.kitchen).await;
        w.send(&[w.hot_meals], "elsewhere").await.expect("sent on");
        let today = w.read(&w.navigator, |tx| actions::today(tx, Show::ToDo, true)).await.expect("today");
        assert_eq!(today.lines.len(), 0, "{}", w.base.engine);
    }
}

#[tokio::test]
async fn late_is_seen_by_both_then_goes_where_the_person_said() {
    for w in World::both().await {
        w.consent(w.pantry).await;
        w.consent(w.kitchen).await;
        let id = w.send(&[w.food_box, w.hot_meals], "two").await.expect("sent").id;
        w.days_later(1).await;
        assert_eq!(w.status(id).await, "requested");
        w.days_later(1).await; // Friday noon: two business days
        let seen = w.read(&w.responder, move |tx| actions::view(tx, id)).await.expect("seen");
        assert!(seen.referral.late_at.is_some(), "{}", w.base.engine);
        let outbox = w.outbox().await;
        assert!(outbox.iter().any(|l| l.kind == "referrals.late" && l.to == "hill-pantry@example.org"));
        assert!(outbox.iter().any(|l| l.kind == "referrals.late_sender" && l.to == "navigator@example.org"));
        w.days_later(1).await; // Saturday: nobody is at work, nothing moves
        assert_eq!(w.status(id).await, "requested");
        w.days_later(2).await; // Monday
        let old = w.read(&w.navigator, move |tx| actions::view(tx, id)).await.expect("seen").referral;
        assert_eq!((old.status, old.reason), (Status::Failed, Some(Reason::NoAnswer)));
        assert!(old.facts().is_some_and(|f| !f.loop_closed), "silence closes no loop");
        let inbox = w.read(&w.cook, |tx| actions::inbox(tx, Show::ToDo)).await.expect("inbox");
        assert_eq!((inbox.len(), inbox[0].person.as_deref()), (1, Some("Ana Rivera")));
        assert_eq!(inbox[0].referral.previous_id, Some(id));
        assert!(inbox[0].referral.due_at > old.due_at, "the next one gets its own clock");
        // The person's code leads on to where it went.
        let person = Viewer::test_person(w.person);
        let tracked = w.read(&person, move |tx| actions::track(tx, id)).await.expect("tracked");
        assert_eq!(tracked.organization.as_deref(), Some("Corner Kitchen"));
        w.days_later(0).await;
        let inbox = w.read(&w.cook, |tx| actions::inbox(tx, Show::ToDo)).await.expect("inbox");
        assert_eq!(inbox.len(), 1, "a second turn of the clock changes nothing");
    }
}

#[tokio::test]
async fn nobody_is_told_whom_the_person_did_not_choose() {
    for w in World::both().await {
        w.consent(w.pantry).await;
        // The kitchen is named, but the person has not agreed that it is told.
        let id = w.send(&[w.food_box, w.hot_meals], "one").await.expect("sent").id;
        w.days_later(7).await;
        w.days_later(3).await;
        assert_eq!(w.status(id).await, "requested", "it goes on waiting; the sender asks");
        let seen = w.read(&w.navigator, move |tx| actions::view(tx, id)).await.expect("seen");
        assert_eq!(seen.tasks.iter().map(|t| t.kind).collect::<Vec<_>>(), [TaskKind::AskPersonConsent]);
        assert_eq!(w.read(&w.cook, |tx| actions::inbox(tx, Show::ToDo)).await.expect("inbox").len(), 0);
        w.consent(w.kitchen).await;
        let passed = w.write(&w.navigator, move |tx| actions::reoffer_next(tx, id)).await.expect("passed on");
        assert!(matches!(passed, Passed::To(_)), "{passed:?}");
        assert_eq!(w.read(&w.cook, |tx| actions::inbox(tx, Show::ToDo)).await.expect("inbox").len(), 1);
    }
}

#[tokio::test]
async fn a_need_is_offered_without_the_person_and_identity_follows_the_yes() {
    for w in World::both().await {
        let (person, need, box_) = (w.person, w.need, w.food_box);
        let new = NewOffer {
            person_id: person,
            need_id: need,
            invite: vec![box_],
            idempotency_key: "offer-1-key".into(),
        };
        let id =
            w.write(&w.navigator, move |tx| actions::offer_unidentified(tx, &new)).await.expect("offered").id;
        let offers = w.read(&w.cook, actions::open_offers).await.expect("offers");
        assert_eq!((offers.len(), offers[0].area.as_deref()), (1, Some("north")));
        let offer = offers[0].id;
        assert!(matches!(w.read(&w.cook, move |tx| actions::view(tx, id)).await, Err(Error::NotFound)));
        w.write(&w.cook, move |tx| actions::claim(tx, offer)).await.expect("claimed");
        assert!(
            matches!(w.read(&w.cook, move |tx| actions::view(tx, id)).await, Err(Error::NotFound)),
            "not yet"
        );
        let taken = w.write(&w.responder, move |tx| actions::claim(tx, offer)).await;
        assert!(matches!(taken, Err(Error::Conflict { code: "referrals-error-offer-taken" })), "{taken:?}");

        // No yes in time: the claim lapses, and others may claim.
        w.days_later(5).await;
        w.write(&w.responder, move |tx| actions::claim(tx, offer)).await.expect("open again");
        let no_consent = w.write(&w.navigator, move |tx| actions::settle_claim(tx, id, true)).await;
        assert!(matches!(no_consent, Err(Error::Invalid(e)) if e.of("consent").is_some()));
        w.consent(w.pantry).await;
        w.write(&w.navigator, move |tx| actions::settle_claim(tx, id, true)).await.expect("settled");
        let seen = w.read(&w.responder, move |tx| actions::view(tx, id)).await.expect("seen");
        assert_eq!(seen.referral.status, Status::Accepted);
        assert_eq!(seen.about.map(|a| a.name).as_deref(), Some("Ana Rivera"));
        assert!(matches!(w.read(&w.cook, move |tx| actions::view(tx, id)).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn anybody_asks_for_a_call_and_follows_it_with_a_code() {
    for w in World::both().await {
        let ask = CallMe {
            service_id: w.food_box,
            name: "Luz".into(),
            phone: "610 555 0188".into(),
            best_time: "after 5".into(),
            what_for: "Food for the week".into(),
            safe_message: false,
            domain: "food-insecurity".into(),
            language: "es".into(),
            idempotency_key: "call-me-1".into(),
        };
        let wrong = CallMe { name: String::new(), phone: "12".into(), what_for: " ".into(), ..ask.clone() };
        let faults = w.write(&system(), move |tx| actions::call_me(tx, &wrong)).await;
        assert!(
            matches!(&faults, Err(Error::Invalid(e)) if ["name", "phone", "what_for"].iter().all(|f| e.of(f).is_some()))
        );
        let new = ask.clone();
        let sent = w.write(&system(), move |tx| actions::call_me(tx, &new)).await.expect("asked");
        let (id, code) = (sent.id, sent.code.expect("a code"));
        let inbox = w.read(&w.responder, |tx| actions::inbox(tx, Show::ToDo)).await.expect("inbox");
        assert_eq!(inbox[0].person.as_deref(), Some("Luz"));
        w.write(&w.responder, move |tx| actions::accept(tx, id)).await.expect("accepted");
        let opened = tandem_access::accounts::links::open_in(
            &w.base.store,
            tandem_access::accounts::links::LinkPurpose::Track,
            &code.to_lowercase(),
        )
        .await
        .expect("a code");
        let tandem_access::accounts::links::Opened::Valid(link) = opened else { panic!("{opened:?}") };
        assert_eq!(link.record().subject, Some(id));
        let tracked = w.read(&system(), move |tx| actions::track(tx, id)).await.expect("tracked");
        assert_eq!(tracked.referral.status, Status::Accepted);
        w.write(&system(), move |tx| actions::confirm(tx, id, Resolved::Partly, ""))
            .await
            .expect("confirmed");

        let mut n = 0;
        let refused = loop {
            n += 1;
            let more = CallMe { idempotency_key: format!("call-me-more-{n}"), ..ask.clone() };
            match w.write(&system(), move |tx| actions::call_me(tx, &more)).await {
                Ok(_) if n < 20 => {}
                other => break other,
            }
        };
        assert!(
            matches!(refused, Err(Error::Conflict { code: "referrals-error-too-many" })) && n == 5,
            "{n}"
        );
        let shelter = CallMe { service_id: w.safe_house, idempotency_key: "call-me-dv".into(), ..ask };
        let call = w.write(&system(), move |tx| actions::call_me(tx, &shelter)).await;
        assert!(matches!(call, Err(Error::Conflict { code: "referrals-error-call-instead" })));
    }
}

#[tokio::test]
async fn a_question_holds_the_sender_to_a_clock_of_its_own() {
    for w in World::both().await {
        let id = w.sent().await;
        w.write(&w.responder, move |tx| actions::ask_question(tx, id, "Any allergies?"))
            .await
            .expect("asked");
        let seen = w.read(&w.navigator, move |tx| actions::view(tx, id)).await.expect("seen");
        assert_eq!(seen.tasks[0].kind, TaskKind::AnswerQuestion);
        assert!(w.outbox().await.iter().any(|l| l.kind == "referrals.question"));
        w.write(&w.navigator, move |tx| actions::answer_question(tx, id, "None.")).await.expect("answered");
        let seen = w.read(&w.responder, move |tx| actions::view(tx, id)).await.expect("seen");
        let said: Vec<(bool, &str)> = seen.messages.iter().map(|m| (m.question, m.words.as_str())).collect();
        assert_eq!(said, [(true, "Any allergies?"), (false, "None.")]);
        let reminded = w.write(&w.navigator, move |tx| actions::resend_link(tx, id)).await;
        reminded.expect("reminded once");
        let again = w.write(&w.navigator, move |tx| actions::resend_link(tx, id)).await;
        assert!(matches!(again, Err(Error::Conflict { code: "referrals-error-reminded" })));
    }
}

#[tokio::test]
async fn the_tables_are_the_same_on_both_databases() {
    let mut described = Vec::new();
    for w in World::both().await {
        let lines = w.base.store.describe().expect("a description");
        described.push(
            lines
                .into_iter()
                .filter(|l| l.contains("referral") || l.contains("receiver_record"))
                .collect::<Vec<_>>(),
        );
    }
    assert!(!described[0].is_empty());
    assert_eq!(described[0], described[1]);
}

//! What other rooms hear of proposals and decisions, and where members read that they are asked.

use crate::common::{LEADS, adopt, go, in_consent, say};
use jiff::SignedDuration;
use std::sync::Mutex;
use tandem_access::{Error, Tx, Uuid};
use tandem_bodies::testing::Town;
use tandem_decisions::actions::NewProposal;
use tandem_decisions::model::{Stage, StanceKind};
use tandem_events::{Event, Listener};
use tandem_web::{Answer, Cx, Page, Room, Route, Who};

static HEARD: Mutex<Vec<Event>> = Mutex::new(vec![]);

/// The tests of this file read what was heard one after the other.
static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

fn hear(_: &mut Tx<'_, '_>, event: &Event) -> Result<(), Error> {
    HEARD.lock().expect("one at a time").push(event.clone());
    Ok(())
}

/// The rooms with one that listens, and that shows what Home and Today do.
fn rooms() -> Vec<Room> {
    let mut rooms = crate::common::rooms();
    rooms.push(Room {
        listeners: vec![Listener { name: "test", on: hear }],
        routes: vec![Route::get("/test/{slot}", "test.slot", Who::Anyone, slot)],
        ..Room::named("test")
    });
    rooms
}

async fn slot(cx: Cx, axum::extract::Path(slot): axum::extract::Path<String>) -> Answer {
    let slot = if slot == "home" { "home" } else { "today" };
    let panels = cx.panels(slot, Uuid::nil()).await?;
    Ok(Page::new(&cx, "Test").body(panels))
}

/// What was said since the last time, of this room's business: what becomes of terms and bodies is another's.
async fn heard(town: &Town) -> Vec<Event> {
    town.app.settle(rooms).await;
    let mut all: Vec<Event> = HEARD.lock().expect("one at a time").drain(..).collect();
    all.retain(|event| !matches!(event, Event::TermsEnd { .. } | Event::StandingChanged { .. }));
    all
}

/// A page as somebody sees it in a session of now: days pass in this test.
async fn seen(town: &Town, path: &str, who: Option<&str>) -> String {
    let Some(who) = who.map(|name| town.who(name).clone()) else { return town.page(path, None).await };
    let session = town
        .app
        .store()
        .write(&tandem_bodies::testing::system(), move |tx| {
            let purpose = tandem_access::Purpose::Operations;
            tandem_access::accounts::sessions::test_start(tx, who.id, who.organization, purpose)
        })
        .await
        .unwrap();
    town.app.get(path, &session).await.text
}

#[tokio::test]
async fn what_happens_is_said_once_and_to_whom_it_matters() {
    let _alone = ALONE.lock().await;
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        heard(&town).await;
        let body = town.workgroup("Rides", &LEADS).await;
        let id = in_consent(&town, body, vec![]).await;
        let asks = |stage: Stage| Event::ProposalAsks { proposal: id, body, stage: stage.code().into() };
        assert_eq!(heard(&town).await, [asks(Stage::React), asks(Stage::Consent)], "{engine}");

        // Seats that have not spoken read of it where they begin their day; nobody else does.
        for page in ["/test/home", "/test/today"] {
            for (who, asked) in [(Some("nurse"), true), (Some("teacher"), false), (None, false)] {
                let text = seen(&town, page, who).await;
                assert_eq!(
                    text.contains(&format!("/proposals/{id}")),
                    asked,
                    "{engine}: {page} {who:?}: {text}"
                );
            }
        }
        for who in ["nurse", "officer"] {
            say(&town, who, id, StanceKind::Consent, "").await.unwrap();
        }
        assert!(
            !seen(&town, "/test/today", Some("nurse")).await.contains("A night bus"),
            "{engine}: she spoke"
        );
        assert_eq!(heard(&town).await, [], "{engine}: a consent is no news");

        say(&town, "ana", id, StanceKind::Objection, "Not on our street").await.unwrap();
        let proposer = Some(town.who("cook").id);
        assert_eq!(heard(&town).await, [Event::ObjectionRaised { proposal: id, body, proposer }], "{engine}");
        let objection = town
            .read("ana", move |tx| Ok(tandem_decisions::actions::whole(tx, id)?.objections[0].id))
            .await
            .unwrap();
        town.write("ana", move |tx| tandem_decisions::actions::withdraw_objection(tx, id, objection))
            .await
            .unwrap();
        let refused = go(&town, id, Stage::Vote).await;
        assert!(
            refused.is_err() && heard(&town).await.is_empty(),
            "{engine}: what did not happen is not said"
        );
        let decision = adopt(&town, id).await.unwrap();
        assert_eq!(heard(&town).await, [Event::DecisionAdopted { decision, body }], "{engine}");

        // Its review is spoken of from 30 days before, once; again when it is past, once; and anew for a new date.
        let days = |n: i64| town.app.clock().advance(SignedDuration::from_hours(24 * n));
        let due = |past| Event::ReviewDue { decision, body, past };
        let review = jiff::civil::date(2026, 12, 1);
        let today = town.read("cook", tandem_bodies::actions::today).await.unwrap();
        days(i64::from((review - today).get_days()) - 31);
        assert_eq!(heard(&town).await, [], "{engine}: 31 days before");
        days(1);
        assert_eq!(heard(&town).await, [due(false)], "{engine}: 30 days before");
        days(5);
        assert_eq!(heard(&town).await, [], "{engine}: once");
        days(26);
        assert_eq!(heard(&town).await, [due(true)], "{engine}: past");
        days(2);
        assert_eq!(heard(&town).await, [], "{engine}: once");
        town.write("officer", move |tx| {
            let next = tandem_bodies::actions::today(tx)?.saturating_add(jiff::Span::new().days(40));
            tandem_decisions::actions::review(tx, decision, "It runs", next)
        })
        .await
        .unwrap();
        days(15);
        assert_eq!(heard(&town).await, [due(false)], "{engine}: a new date");
        town.write("officer", move |tx| tandem_decisions::actions::end(tx, decision, "Done")).await.unwrap();
        days(60);
        assert_eq!(heard(&town).await, [], "{engine}: what has ended is not looked at again");
    }
}

#[tokio::test]
async fn what_a_resident_sent_is_said_at_once_and_again_after_two_weeks() {
    let _alone = ALONE.lock().await;
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        heard(&town).await;
        let send = async |title: &str| {
            let new = NewProposal { text: crate::common::text(title), ..NewProposal::default() };
            let public = tandem_access::Viewer::public();
            let sent =
                town.app.store().write(&public, move |tx| tandem_decisions::actions::suggest(tx, &new));
            sent.await.expect("a proposal")
        };
        let waits = |proposal, still| Event::ProposalWaits { proposal, still };
        let (bus, bench) = (send("A night bus").await, send("A bench").await);
        let said = heard(&town).await;
        assert!(
            said.len() == 2 && said.contains(&waits(bus, false)) && said.contains(&waits(bench, false)),
            "{said:?}"
        );

        let days = |n: i64| town.app.clock().advance(SignedDuration::from_hours(24 * n));
        days(13);
        assert_eq!(heard(&town).await, [], "{engine}: 13 days");
        town.write("cook", move |tx| tandem_decisions::actions::take_up(tx, bench, body, &[])).await.unwrap();
        days(1);
        assert_eq!(heard(&town).await, [waits(bus, true)], "{engine}: only what still waits");
        days(30);
        assert_eq!(heard(&town).await, [], "{engine}: once");
    }
}

//! A body that sits in a meeting: what is said there is the seats' own, or noted by one of them and adopted by another.

use crate::common::{LEADS, adopt, code, in_consent, rooms, say};
use jiff::civil::date;
use tandem_access::{Error, Uuid};
use tandem_bodies::actions as bodies;
use tandem_bodies::testing::Town;
use tandem_decisions::actions;
use tandem_decisions::model::StanceKind;

async fn sit(town: &Town, body: Uuid, who: &[&str]) {
    let standing = town.read("officer", move |tx| bodies::standing(tx, body)).await.unwrap();
    let seats: Vec<Uuid> = who.iter().map(|who| standing.seat_of(town.who(who).id).unwrap().0.id).collect();
    let meeting = Uuid::from_u128(77);
    town.write("coordinator", move |tx| bodies::set_present(tx, body, meeting, &seats)).await.unwrap();
}

async fn call(town: &Town, who: &str, id: Uuid) -> Result<usize, Error> {
    town.write(who, move |tx| {
        let version = actions::whole(tx, id)?.proposal.version;
        actions::call(tx, id, version)
    })
    .await
}

async fn adopt_by(town: &Town, who: &str, id: Uuid) -> Result<Uuid, Error> {
    town.write(who, move |tx| {
        let now = actions::whole(tx, id)?.proposal.revision;
        actions::adopt(tx, id, now, date(2026, 12, 1))
    })
    .await
}

#[tokio::test]
async fn to_be_noted_as_present_is_no_consent() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        let id = in_consent(&town, body, vec![]).await;
        sit(&town, body, &LEADS).await;
        assert_eq!(code(adopt_by(&town, "coordinator", id).await), "decisions-conflict-quorum", "{engine}");
        // Who has no seat, and who does not sit there, notes nobody's consent.
        assert!(matches!(call(&town, "coordinator", id).await, Err(Error::Forbidden)), "{engine}");
        sit(&town, body, &["nurse", "officer", "ana"]).await;
        assert_eq!(code(call(&town, "cook", id).await), "decisions-conflict-call", "{engine}");
        assert_eq!(call(&town, "officer", id).await.unwrap(), 3, "{engine}");
        assert_eq!(code(call(&town, "officer", id).await), "decisions-conflict-call", "{engine}: once");
        // Whoever noted it does not adopt on it; each reads it and may say otherwise.
        assert_eq!(code(adopt(&town, id).await), "decisions-conflict-called", "{engine}");
        let asked = town.read("ana", actions::asked).await.unwrap();
        assert_eq!(asked.len(), 1, "{engine}: she finds what was noted for her");
        say(&town, "ana", id, StanceKind::Objection, "Nobody asked me").await.unwrap();
        assert_eq!(
            code(adopt_by(&town, "coordinator", id).await),
            "decisions-conflict-open-objection",
            "{engine}"
        );
        let objection =
            town.read("ana", move |tx| Ok(actions::whole(tx, id)?.objections[0].id)).await.unwrap();
        town.write("ana", move |tx| actions::withdraw_objection(tx, id, objection)).await.unwrap();
        adopt_by(&town, "coordinator", id).await.unwrap();
        // The page says what counted on that day, though seats have ended since.
        let seat = town.read("nurse", |tx| Ok(bodies::my_seats(tx)?[0].1.id)).await.unwrap();
        town.write("nurse", move |tx| bodies::end_seat(tx, seat, "A new job")).await.unwrap();
        let page = town.page(&format!("/proposals/{id}"), None).await;
        for words in ["3 of 4 seats counted on the day it was adopted", "For 1 of them somebody else"] {
            assert!(page.contains(words), "{engine}: {words}: {page}");
        }
        assert!(!page.contains("Not enough are here yet"), "{engine}: {page}");
    }
}

#[tokio::test]
async fn seats_that_stand_aside_carry_nothing() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        let id = in_consent(&town, body, vec![]).await;
        for who in LEADS {
            say(&town, who, id, StanceKind::Aside, "").await.unwrap();
        }
        assert_eq!(code(adopt(&town, id).await), "decisions-conflict-aside", "{engine}");
        for who in ["nurse", "officer"] {
            say(&town, who, id, StanceKind::Consent, "").await.unwrap();
        }
        assert_eq!(code(adopt(&town, id).await), "decisions-conflict-aside", "{engine}: two and two");
        say(&town, "ana", id, StanceKind::Consent, "").await.unwrap();
        adopt(&town, id).await.unwrap();
    }
}

#[tokio::test]
async fn who_has_an_interest_does_not_lead_it_to_its_end_and_no_objection_is_settled_by_the_same_text() {
    use crate::common::{go, text};
    use tandem_decisions::model::Stage;
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        // The school owns the pantry: a matter of the school is the cook's too.
        town.owns("school", "pantry").await;
        let id = in_consent(&town, body, vec![town.organizations["school"]]).await;
        let moved = town
            .write("cook", move |tx| {
                let now = actions::whole(tx, id)?.proposal.revision;
                actions::advance(tx, id, now, Stage::Integrate)
            })
            .await;
        assert_eq!(code(moved), "decisions-conflict-interest", "{engine}");
        // Their standing aside is no part of a quorum: nurse and officer alone are not one.
        for (who, kind) in
            [("cook", StanceKind::Aside), ("nurse", StanceKind::Consent), ("officer", StanceKind::Consent)]
        {
            say(&town, who, id, kind, "").await.unwrap();
        }
        assert_eq!(code(adopt(&town, id).await), "decisions-conflict-quorum", "{engine}");
        say(&town, "ana", id, StanceKind::Objection, "Not on our street").await.unwrap();
        go(&town, id, Stage::Integrate).await.unwrap();
        let write = async |who: &str, title: &'static str| {
            town.write(who, move |tx| {
                let whole = actions::whole(tx, id)?;
                let (now, one) = (whole.proposal.revision, whole.objections[0].id);
                actions::integrate(tx, id, now, &text(title), "More stops", &[one])
            })
            .await
        };
        assert_eq!(code(write("cook", "Mine").await), "decisions-conflict-interest", "{engine}");
        let same = write("officer", "A night bus").await;
        assert!(matches!(same, Err(Error::Invalid(e)) if e.of("body").is_some()), "{engine}: the same text");
        town.write("officer", move |tx| {
            let now = actions::whole(tx, id)?.proposal.revision;
            actions::rewrite(tx, id, now, &text("A night bus"), "Nothing")
        })
        .await
        .unwrap();
        assert_eq!(code(go(&town, id, Stage::Clarify).await), "decisions-conflict-nothing-new", "{engine}");
        write("officer", "A night bus that stops").await.unwrap();
        go(&town, id, Stage::Clarify).await.unwrap();
        go(&town, id, Stage::React).await.unwrap();
        town.app.clock().advance(jiff::SignedDuration::from_hours(72));
        go(&town, id, Stage::Consent).await.unwrap();
        for who in ["nurse", "officer", "ana"] {
            say(&town, who, id, StanceKind::Consent, "").await.unwrap();
        }
        assert_eq!(code(adopt_by(&town, "cook", id).await), "decisions-conflict-interest", "{engine}");
        adopt(&town, id).await.unwrap();
    }
}

//! Organizations under common control are one, also where neither owns the other: who may decide, and whose advice counts.

use crate::common::{LEADS, code, go, in_consent, rooms, say, text};
use jiff::SignedDuration;
use jiff::civil::date;
use tandem_bodies::testing::Town;
use tandem_decisions::actions::{self, NewProposal};
use tandem_decisions::model::{RemarkKind, Stage, StanceKind};

const USED: &str = "We moved it into the shade, and asked again.";

#[tokio::test]
async fn who_works_for_a_sister_stands_aside_and_so_do_holder_and_deputy_for_each_other() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        // The builder stands in for the cook, the doctor for the officer.
        for (holder, deputy) in [("cook", "builder"), ("officer", "doctor")] {
            let (holder, deputy) = (town.who(holder).id, town.who(deputy).id);
            town.write("coordinator", move |tx| {
                let standing = tandem_bodies::actions::standing(tx, body)?;
                let seat = standing.seat_of(holder).expect("seated").0.id;
                tandem_bodies::actions::set_deputy(tx, seat, deputy)
            })
            .await
            .unwrap();
        }
        let clinic = town.organizations["clinic"];
        let before = in_consent(&town, body, vec![clinic]).await;
        say(&town, "cook", before, StanceKind::Concern, "A clinic is none of mine").await.unwrap();

        town.owns("school", "clinic").await;
        town.owns("school", "pantry").await;
        let after = in_consent(&town, body, vec![clinic]).await;
        for kind in [StanceKind::Consent, StanceKind::Concern, StanceKind::Objection] {
            for (who, why) in [
                ("cook", "works for a sister of the clinic"),
                ("builder", "does not decide what the cook may not"),
                ("doctor", "works there, whoever's seat it is"),
            ] {
                let said = say(&town, who, after, kind, "Too dear").await;
                assert_eq!(code(said), "decisions-conflict-interest", "{engine}: {who} {why}: {kind:?}");
            }
        }
        say(&town, "cook", after, StanceKind::Aside, "").await.unwrap();
        say(&town, "officer", after, StanceKind::Consent, "").await.unwrap();
        say(&town, "nurse", after, StanceKind::Consent, "").await.unwrap();

        // Nor does somebody decide after advice what a sister is part of.
        let new = NewProposal {
            text: text("A bench at the stop"),
            body_id: Some(body),
            about: vec![clinic],
            advice: true,
            ..NewProposal::default()
        };
        let id = town.write("cook", move |tx| actions::propose(tx, &new)).await.unwrap();
        go(&town, id, Stage::Clarify).await.unwrap();
        go(&town, id, Stage::React).await.unwrap();
        let decided = town
            .write("cook", move |tx| {
                let now = actions::whole(tx, id)?.proposal.revision;
                actions::decide(tx, id, now, date(2026, 12, 1), USED)
            })
            .await;
        assert_eq!(code(decided), "decisions-conflict-interest", "{engine}");
    }
}

#[tokio::test]
async fn advice_of_sisters_is_heard_once_and_that_of_an_own_sister_is_ones_own() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        let mut asked = vec![];
        for _ in 0..2 {
            let new = NewProposal {
                text: text("A bench at the stop"),
                body_id: Some(body),
                advice: true,
                ..NewProposal::default()
            };
            let id = town.write("cook", move |tx| actions::propose(tx, &new)).await.unwrap();
            go(&town, id, Stage::Clarify).await.unwrap();
            go(&town, id, Stage::React).await.unwrap();
            asked.push(id);
        }
        town.app.clock().advance(SignedDuration::from_hours(72));
        let hear = async |id, who: &str| {
            town.write(who, move |tx| actions::remark(tx, id, RemarkKind::Reaction, "Put it in the shade"))
                .await
                .unwrap();
        };
        let decide = async |id| {
            town.write("cook", move |tx| {
                let now = actions::whole(tx, id)?.proposal.revision;
                actions::decide(tx, id, now, date(2026, 12, 1), USED)
            })
            .await
        };
        hear(asked[0], "ana").await;
        hear(asked[0], "nurse").await;
        hear(asked[1], "ana").await;
        hear(asked[1], "officer").await;
        // The hospital comes under one control with the pantry, for which the cook asks; the health department does not.
        town.owns("school", "hospital").await;
        town.owns("school", "pantry").await;
        assert_eq!(code(decide(asked[0]).await), "decisions-conflict-advice", "{engine}: their own advice");
        hear(asked[0], "teacher").await;
        assert_eq!(
            code(decide(asked[0]).await),
            "decisions-conflict-advice",
            "{engine}: and of who owns both"
        );
        decide(asked[1]).await.unwrap();
    }
}

//! What others say that a proposal touches: interests that its author did not name, and what the charter leaves to the community's vote.

use crate::common::{LEADS, adopt, code, go, in_consent, rooms, say, text};
use jiff::SignedDuration;
use jiff::civil::date;
use tandem_access::{Error, Uuid};
use tandem_bodies::model::{Ratify, Rules};
use tandem_bodies::testing::Town;
use tandem_decisions::actions::{self, NewProposal};
use tandem_decisions::model::{Stage, StanceKind};
use tandem_partners::model::Sector;

const FUND: &str = "The shared fund";
const SEATS: &[(Sector, u64)] = &[
    (Sector::Healthcare, 1),
    (Sector::PublicHealth, 1),
    (Sector::SocialServices, 1),
    (Sector::Housing, 1),
    (Sector::Education, 1),
    (Sector::Community, 2),
];

/// A charter that leaves the fund to the community's vote.
async fn charter(town: &Town) {
    let rules = Rules {
        ratify: Ratify::Half,
        binding_topics: vec![FUND.into()],
        topics_es: vec!["El fondo común".into()],
        ..Rules::default()
    };
    town.charter_with(SEATS, rules).await;
}

async fn name_topic(town: &Town, who: &str, id: Uuid) -> Result<(), Error> {
    town.write(who, move |tx| actions::name_topic(tx, id, FUND)).await
}

#[tokio::test]
async fn what_the_charter_leaves_to_the_community_no_group_adopts() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        charter(&town).await;
        let id = in_consent(&town, body, vec![]).await;
        for who in LEADS {
            say(&town, who, id, StanceKind::Consent, "").await.unwrap();
        }
        // One seat says so, at the last moment; nobody else may who neither sits there nor wrote it.
        assert!(matches!(name_topic(&town, "teacher", id).await, Err(Error::Forbidden)), "{engine}");
        let unknown = town.write("ana", move |tx| actions::name_topic(tx, id, "Parking")).await;
        assert!(matches!(unknown, Err(Error::Invalid(e)) if e.of("topic").is_some()), "{engine}");
        name_topic(&town, "ana", id).await.unwrap();
        assert_eq!(code(adopt(&town, id).await), "decisions-conflict-binding", "{engine}");
        assert_eq!(
            code(name_topic(&town, "nurse", id).await),
            "decisions-conflict-changed",
            "{engine}: once"
        );
        // Only who said so takes it back, like an objection.
        for who in ["nurse", "coordinator"] {
            let refused = town.write(who, move |tx| actions::drop_topic(tx, id)).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{engine}: {who}");
        }
        town.write("ana", move |tx| actions::drop_topic(tx, id)).await.unwrap();
        adopt(&town, id).await.unwrap();
        let decided = name_topic(&town, "ana", id).await;
        assert_eq!(code(decided), "decisions-conflict-changed", "{engine}: it is decided");
    }
}

#[tokio::test]
async fn an_author_does_not_hold_the_topic_against_others() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        charter(&town).await;
        let id = in_consent(&town, body, vec![]).await;
        // The cook wrote it, and could take it back just before it is adopted.
        name_topic(&town, "cook", id).await.unwrap();
        assert_eq!(code(name_topic(&town, "cook", id).await), "decisions-conflict-changed", "{engine}: once");
        name_topic(&town, "ana", id).await.unwrap();
        for who in ["cook", "officer"] {
            let refused = town.write(who, move |tx| actions::drop_topic(tx, id)).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{engine}: {who}");
            let again = name_topic(&town, who, id).await;
            assert_eq!(code(again), "decisions-conflict-changed", "{engine}: {who} does not take her place");
        }
    }
}

#[tokio::test]
async fn a_seat_says_on_the_page_what_a_proposal_touches() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        charter(&town).await;
        let new = NewProposal { text: text("A night bus"), body_id: Some(body), ..NewProposal::default() };
        let id = town.write("cook", move |tx| actions::propose(tx, &new)).await.unwrap();
        let here = format!("/proposals/{id}");
        let session = &town.who("ana").session;
        let pantry = town.who("cook").organization.to_string();
        for (path, form, shown, spanish) in [
            (
                "topic",
                [("topic", FUND)],
                "decide: The shared fund.",
                "Lo decide la comunidad: El fondo común.",
            ),
            ("topic", [("drop", "1")], "What else it touches", "Qué más toca"),
            ("about", [("interest", pantry.as_str())], "It is about: pantry.", "Trata de: pantry."),
        ] {
            let answer = town.app.post(&format!("{here}/{path}"), session, &form).await;
            assert_eq!(answer.status, 303, "{engine}: {form:?}: {}", answer.text);
            let page = town.page(&here, Some("ana")).await;
            assert!(page.contains(shown), "{engine}: {form:?}: {page}");
            let page = town.app.get_spanish(&here, session).await.text;
            assert!(page.contains(spanish), "{engine}: {form:?}: {page}");
        }
        let page = town.page(&here, Some("ana")).await;
        assert!(!page.contains("decide: The shared fund."), "{engine}: taken back");
        // Nothing chosen: the page says so, beside the field.
        for path in ["topic", "about"] {
            let answer = town.app.post(&format!("{here}/{path}"), session, &[]).await;
            assert_eq!(answer.status, 422, "{engine}: {path}");
        }
        let public = town.page(&here, None).await;
        assert!(!public.contains("What else it touches"), "{engine}: a form for seats");
    }
}

#[tokio::test]
async fn a_topic_of_the_communitys_comes_to_no_round_and_is_not_decided_after_advice() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        charter(&town).await;
        let new = |advice| NewProposal {
            text: text("A bench at the stop"),
            body_id: Some(body),
            advice,
            ..NewProposal::default()
        };
        let (plain, advised) = (new(false), new(true));
        let plain = town.write("cook", move |tx| actions::propose(tx, &plain)).await.unwrap();
        let advised = town.write("cook", move |tx| actions::propose(tx, &advised)).await.unwrap();
        for id in [plain, advised] {
            go(&town, id, Stage::Clarify).await.unwrap();
            go(&town, id, Stage::React).await.unwrap();
            name_topic(&town, "nurse", id).await.unwrap();
        }
        town.app.clock().advance(SignedDuration::from_hours(72));
        assert_eq!(code(go(&town, plain, Stage::Consent).await), "decisions-conflict-binding", "{engine}");
        let decided = town
            .write("cook", move |tx| {
                let now = actions::whole(tx, advised)?.proposal.revision;
                actions::decide(tx, advised, now, date(2026, 12, 1), "We put it into the shade.")
            })
            .await;
        assert_eq!(code(decided), "decisions-conflict-binding", "{engine}");
        // A charter that no longer names the topic lets the group decide again.
        let rules = Rules { ratify: Ratify::Half, ..Rules::default() };
        town.charter_with(SEATS, rules).await;
        go(&town, plain, Stage::Consent).await.unwrap();
    }
}

#[tokio::test]
async fn every_seat_adds_an_organization_that_a_proposal_is_about() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        let id = in_consent(&town, body, vec![]).await;
        let (pantry, hospital) = (town.who("cook").organization, town.who("nurse").organization);
        let refused = town.write("teacher", move |tx| actions::add_about(tx, id, pantry)).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{engine}");
        // The cook proposed it and did not say that it is about the pantry; a neighbor does.
        town.write("ana", move |tx| actions::add_about(tx, id, pantry)).await.unwrap();
        assert_eq!(
            code(say(&town, "cook", id, StanceKind::Consent, "").await),
            "decisions-conflict-interest",
            "{engine}"
        );
        // Neither who proposed it nor who sits there without leading takes that out; who leads and has no interest does.
        let by = async |who: &str, organization: Uuid| {
            town.write(who, move |tx| actions::drop_about(tx, id, organization)).await
        };
        assert_eq!(code(by("cook", pantry).await), "decisions-conflict-interest", "{engine}");
        assert!(matches!(by("teacher", pantry).await, Err(Error::Forbidden)), "{engine}");
        assert!(
            matches!(by("officer", hospital).await, Err(Error::NotFound)),
            "{engine}: it was never named"
        );
        by("officer", pantry).await.unwrap();
        say(&town, "cook", id, StanceKind::Consent, "").await.unwrap();
        town.write("ana", move |tx| actions::add_about(tx, id, hospital)).await.unwrap();
        assert!(matches!(by("cook", hospital).await, Err(Error::Forbidden)), "{engine}: its own author");
    }
}

#[tokio::test]
async fn who_decides_after_advice_moves_it_on_from_any_seat() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        let teacher = town.who("teacher").id;
        town.write("coordinator", move |tx| {
            tandem_bodies::actions::give_seat(tx, &tandem_bodies::testing::member_of(body, teacher))
        })
        .await
        .unwrap();
        let propose = async |advice| {
            let new = NewProposal {
                text: text("A bench at the stop"),
                body_id: Some(body),
                advice,
                ..NewProposal::default()
            };
            town.write("teacher", move |tx| actions::propose(tx, &new)).await.unwrap()
        };
        let forward = async |id| {
            town.write("teacher", move |tx| {
                let now = actions::whole(tx, id)?.proposal.revision;
                actions::advance(tx, id, now, Stage::Clarify)
            })
            .await
        };
        let own = propose(true).await;
        let page = town.page(&format!("/proposals/{own}"), Some("teacher")).await;
        assert!(page.contains(&format!("action=\"/proposals/{own}/stage\"")), "{engine}: {page}");
        forward(own).await.unwrap();
        let of_all = propose(false).await;
        assert!(matches!(forward(of_all).await, Err(Error::Forbidden)), "{engine}: the group's own pace");
    }
}

#[tokio::test]
async fn what_somebody_else_wrote_meanwhile_stands_beside_what_was_typed() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        let new = NewProposal { text: text("A night bus"), body_id: Some(body), ..NewProposal::default() };
        let id = town.write("cook", move |tx| actions::propose(tx, &new)).await.unwrap();
        let path = format!("/proposals/{id}/text");
        let typed = |problem| {
            [
                ("title", "A night bus"),
                ("problem", problem),
                ("body", "Run a night bus to the hospital"),
                ("changed", "Clearer"),
                ("revision", "1"),
                ("version", "1"),
            ]
        };
        let first = town.app.post(&path, &town.who("cook").session, &typed("No rides after ten")).await;
        assert_eq!(first.status, 303, "{engine}: {}", first.text);
        let second = town.app.post(&path, &town.who("officer").session, &typed("Nobody drives late")).await;
        assert_eq!(second.status, 422, "{engine}");
        let page = &second.text;
        assert!(page.contains("What somebody else changed since you began"), "{engine}: {page}");
        assert!(page.contains("<ins") && page.contains("ten"), "{engine}: {page}");
        assert!(page.contains("Nobody drives late"), "{engine}: what was typed stays");
    }
}

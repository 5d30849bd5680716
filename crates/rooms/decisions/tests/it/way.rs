//! The whole way of a proposal: sent by a neighbor, taken up, asked about, objected to, integrated, adopted; and every guard on it.

use crate::common::{LEADS, adopt, code, go, in_consent, rooms, say, text};
use jiff::SignedDuration;
use jiff::civil::date;
use std::collections::BTreeMap;
use tandem_access::{Error, Uuid};
use tandem_bodies::actions as bodies;
use tandem_bodies::actions::Draft;
use tandem_bodies::model::{Charter, CharterState, Rules};
use tandem_bodies::testing::{Town, lead};
use tandem_decisions::actions::{self, NewProposal};
use tandem_decisions::model::{ObjectionState, RemarkKind, Stage, StanceKind, Text};
use tandem_partners::model::Sector;

#[tokio::test]
async fn a_neighbors_words_become_a_decision() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        let form = [
            ("title", "A night bus"),
            ("problem", "No rides after nine"),
            ("body", "Run a night bus"),
            ("gap", "transportation-insecurity/97504"),
        ];
        let sent = town.app.post("/proposals/new", "", &form).await;
        assert_eq!(sent.status, 200, "{engine}: {}", sent.text);
        let id: Uuid =
            sent.text.split(":8080/proposals/").nth(1).and_then(|t| t.get(..36)).unwrap().parse().unwrap();
        let path = format!("/proposals/{id}");
        // Its address says where it stands, and nothing of what nobody has read yet.
        for session in ["", &town.who("teacher").session] {
            let seen = town.app.get(&path, session).await;
            assert_eq!(
                (seen.status.as_u16(), seen.headers["x-robots-tag"].to_str().unwrap()),
                (200, "noindex")
            );
            assert!(seen.text.contains("No group has taken it up yet"), "{engine}: {}", seen.text);
            assert!(!seen.text.contains("night") && !seen.text.contains("97504"), "{engine}: {}", seen.text);
        }
        let list = town.page("/decisions", None).await;
        assert!(
            !list.contains("A night bus") && list.contains("1 proposal from a neighbor waits"),
            "{engine}"
        );
        assert!(town.page("/decisions", Some("coordinator")).await.contains("A night bus"), "{engine}");
        town.write("coordinator", move |tx| actions::take_up(tx, id, body, &[])).await.unwrap();
        let page = town.page(&path, None).await;
        assert!(page.contains("Rides, 97504"), "{engine}: it says which gap it answers: {page}");

        go(&town, id, Stage::Clarify).await.unwrap();
        town.write("teacher", move |tx| actions::remark(tx, id, RemarkKind::Question, "Who drives?"))
            .await
            .unwrap();
        assert_eq!(code(go(&town, id, Stage::React).await), "decisions-conflict-question", "{engine}");
        let question =
            town.read("officer", move |tx| Ok(actions::whole(tx, id)?.remarks[0].id)).await.unwrap();
        town.write("officer", move |tx| actions::answer(tx, id, question, "The transit agency"))
            .await
            .unwrap();
        go(&town, id, Stage::React).await.unwrap();
        town.app.clock().advance(SignedDuration::from_hours(71));
        assert_eq!(code(go(&town, id, Stage::Consent).await), "decisions-conflict-react", "{engine}");
        town.app.clock().advance(SignedDuration::from_hours(1));
        go(&town, id, Stage::Consent).await.unwrap();

        // An objection: nothing passes it, and only who raised it takes it back.
        for who in ["nurse", "officer", "cook"] {
            say(&town, who, id, StanceKind::Consent, "").await.unwrap();
        }
        let bare = say(&town, "ana", id, StanceKind::Objection, "").await;
        assert!(matches!(bare, Err(Error::Invalid(e)) if e.of("words").is_some()), "{engine}: a reason");
        say(&town, "ana", id, StanceKind::Objection, "It does not stop on our street").await.unwrap();
        assert_eq!(code(adopt(&town, id).await), "decisions-conflict-open-objection", "{engine}");
        let objection =
            town.read("ana", move |tx| Ok(actions::whole(tx, id)?.objections[0].id)).await.unwrap();
        let other = town.write("coordinator", move |tx| actions::withdraw_objection(tx, id, objection)).await;
        assert!(matches!(other, Err(Error::Forbidden)), "{engine}: not even who keeps proposals");
        assert_eq!(code(say(&town, "ana", id, StanceKind::Consent, "").await), "decisions-conflict-objected");

        // It goes into a new version, and round again.
        go(&town, id, Stage::Integrate).await.unwrap();
        assert_eq!(code(go(&town, id, Stage::Clarify).await), "decisions-conflict-nothing-new", "{engine}");
        town.write("officer", move |tx| {
            let now = actions::whole(tx, id)?.proposal.revision;
            actions::integrate(
                tx,
                id,
                now,
                &Text {
                    body: "Run a night bus to every street".to_owned(),
                    ..text("A night bus that stops on every street")
                },
                "More stops",
                &[objection],
            )
        })
        .await
        .unwrap();
        go(&town, id, Stage::Clarify).await.unwrap();
        go(&town, id, Stage::React).await.unwrap();
        town.app.clock().advance(SignedDuration::from_hours(72));
        go(&town, id, Stage::Consent).await.unwrap();
        assert_eq!(
            code(adopt(&town, id).await),
            "decisions-conflict-quorum",
            "{engine}: stances are taken anew"
        );
        for who in ["nurse", "officer"] {
            say(&town, who, id, StanceKind::Consent, "").await.unwrap();
        }
        assert_eq!(code(adopt(&town, id).await), "decisions-conflict-quorum", "{engine}: two of four");
        say(&town, "ana", id, StanceKind::Concern, "Watch the price").await.unwrap();
        let decision = adopt(&town, id).await.unwrap();

        let page = town.page(&format!("/decisions/{decision}"), None).await;
        for words in
            ["A night bus that stops on every street", "Watch the price", "Rides, 97504", "This holds"]
        {
            assert!(page.contains(words), "{engine}: {words}: {page}");
        }
        assert!(!page.contains("ana"), "{engine}: a neighbor has no name in public");
        let heard = town.page(&path, None).await.replace("<span class=\"vh\"> ", "<").replace("</span>", ">");
        for words in [
            "What is different from version 1",
            "Run a night bus<ins><Put in: > to every street<(end of change) >",
        ] {
            assert!(heard.contains(words), "{engine}: {words}: {heard}");
        }
        assert_eq!(code(adopt(&town, id).await), "decisions-conflict-stage", "{engine}: once");
        // Past its review date it is unconfirmed in public, until the body looks at it again.
        town.app.clock().set("2026-12-02T12:00:00Z".parse().unwrap());
        assert!(town.page("/decisions", None).await.contains("Unconfirmed"), "{engine}");
        town.write("officer", move |tx| actions::review(tx, decision, "It runs", date(2027, 6, 1)))
            .await
            .unwrap();
        assert!(!town.page("/decisions", None).await.contains("Unconfirmed"), "{engine}");
        let sheet = town.app.get("/decisions.csv", "").await.text;
        assert!(sheet.contains("2027-06-01") && sheet.contains("consent"), "{engine}: {sheet}");
    }
}

#[tokio::test]
async fn who_has_an_interest_stands_aside() {
    for town in Town::both(rooms).await {
        let body = town.workgroup("Rides", &LEADS).await;
        let pantry = town.organizations["pantry"];
        let id = in_consent(&town, body, vec![pantry]).await;
        assert_eq!(
            code(say(&town, "cook", id, StanceKind::Consent, "").await),
            "decisions-conflict-interest"
        );
        say(&town, "cook", id, StanceKind::Aside, "").await.unwrap();
        assert!(
            matches!(say(&town, "teacher", id, StanceKind::Consent, "").await, Err(Error::Forbidden)),
            "no seat"
        );
        // The page offers them nothing else (a session of today: three days have passed).
        let (cook, pantry) = (town.who("cook").id, town.organizations["pantry"]);
        let session = town
            .app
            .store()
            .write(&tandem_bodies::testing::system(), move |tx| {
                tandem_access::accounts::sessions::test_start(
                    tx,
                    cook,
                    pantry,
                    tandem_access::Purpose::Operations,
                )
            })
            .await
            .unwrap();
        let page = town.app.get(&format!("/proposals/{id}"), &session).await.text;
        assert!(page.contains("You stand aside") && !page.contains("value=\"consent\""), "{page}");
    }
}

#[tokio::test]
async fn a_group_that_is_not_valid_adopts_nothing() {
    for town in Town::both(rooms).await {
        let body = town.workgroup("Rides", &["nurse", "officer", "ana"]).await;
        let id = in_consent(&town, body, vec![]).await;
        for who in ["nurse", "officer", "ana"] {
            say(&town, who, id, StanceKind::Consent, "").await.unwrap();
        }
        let seat = town.read("nurse", |tx| Ok(tandem_bodies::actions::my_seats(tx)?[0].1.id)).await.unwrap();
        town.write("nurse", move |tx| tandem_bodies::actions::end_seat(tx, seat, "A new job")).await.unwrap();
        assert_eq!(code(adopt(&town, id).await), "decisions-conflict-group", "{}", town.app.base.engine);
        // With the seat held again the quorum is asked anew: who left does not count.
        let builder = town.who("builder").id;
        let mut new = lead(body, builder);
        new.follows = Some(seat);
        town.write("coordinator", move |tx| tandem_bodies::actions::give_seat(tx, &new)).await.unwrap();
        assert_eq!(code(adopt(&town, id).await), "decisions-conflict-quorum", "{}", town.app.base.engine);
        say(&town, "builder", id, StanceKind::Consent, "").await.unwrap();
        adopt(&town, id).await.unwrap();
    }
}

#[tokio::test]
async fn after_two_integrations_the_double_majority_may_decide() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        let id = in_consent(&town, body, vec![]).await;
        for n in 0..3 {
            for who in ["nurse", "officer", "cook"] {
                say(&town, who, id, StanceKind::Consent, "").await.unwrap();
            }
            say(&town, "ana", id, StanceKind::Objection, "Still not on our street").await.unwrap();
            if n == 2 {
                break;
            }
            assert_eq!(
                code(go(&town, id, Stage::Vote).await),
                "decisions-conflict-stage",
                "{engine}: too early"
            );
            go(&town, id, Stage::Integrate).await.unwrap();
            town.write("officer", move |tx| {
                let whole = actions::whole(tx, id)?;
                let open = whole.objections.iter().find(|o| o.state == ObjectionState::Open).map(|o| o.id);
                actions::integrate(
                    tx,
                    id,
                    whole.proposal.revision,
                    &text(["Again", "Once more", "At last"][n]),
                    "Tried",
                    &Vec::from_iter(open),
                )
            })
            .await
            .unwrap();
            go(&town, id, Stage::Clarify).await.unwrap();
            go(&town, id, Stage::React).await.unwrap();
            town.app.clock().advance(SignedDuration::from_hours(72));
            go(&town, id, Stage::Consent).await.unwrap();
        }
        go(&town, id, Stage::Vote).await.unwrap();
        say(&town, "nurse", id, StanceKind::Yes, "").await.unwrap();
        say(&town, "officer", id, StanceKind::No, "").await.unwrap();
        say(&town, "ana", id, StanceKind::No, "").await.unwrap();
        say(&town, "cook", id, StanceKind::Yes, "").await.unwrap();
        assert_eq!(code(adopt(&town, id).await), "decisions-conflict-majority", "{engine}: two and two");
        say(&town, "officer", id, StanceKind::Yes, "").await.unwrap();
        let decision = adopt(&town, id).await.unwrap();
        let page = town.page(&format!("/decisions/{decision}"), None).await;
        assert!(page.contains("Adopted by a vote"), "{engine}");

        // Three said yes and a neighbor no. Under a charter whose seats are mostly neighbors' it would not have passed.
        for (neighbors, others, would) in [(6, 1, false), (2, 2, true)] {
            let charter = Charter {
                id,
                version: 1,
                state: CharterState::Draft,
                revision: 1,
                mission: String::new(),
                goals: String::new(),
                mission_es: None,
                goals_es: None,
                clauses: vec![],
                seats: BTreeMap::from([
                    (Sector::Community, neighbors),
                    (Sector::Healthcare, others),
                    (Sector::PublicHealth, others),
                    (Sector::SocialServices, others),
                ]),
                rules: Rules::default(),
                text_hash: None,
                opened_at: None,
                in_force_at: None,
            };
            let (past, rounds) = town
                .read("officer", move |tx| {
                    Ok((actions::past_votes(tx, &charter)?, actions::past_rounds(tx, &charter)?))
                })
                .await
                .unwrap();
            // Three rounds in which a neighbor objected: none adopted it, and three sectors consented to each.
            let told: Vec<(i64, bool, bool)> = rounds.iter().map(|r| (r.round, r.adopted, r.would)).collect();
            assert_eq!(told, [(1, false, would), (2, false, would), (3, false, would)], "{engine}");
            let seats = &rounds[0].seats;
            assert_eq!(
                (seats[&Sector::Community], seats[&Sector::Healthcare]),
                ([0, 1, 0], [1, 0, 0]),
                "{engine}"
            );
            let [vote] = &past[..] else { panic!("{engine}: {past:?}") };
            assert_eq!((vote.no.as_slice(), vote.yes.len()), ([Sector::Community].as_slice(), 3), "{engine}");
            assert_eq!((vote.adopted, vote.would), (true, would), "{engine}: {neighbors} seats of neighbors");
        }
        let opened = town
            .write("coordinator", |tx| {
                let id = bodies::draft(tx)?;
                let seats = BTreeMap::from([
                    (Sector::Community, 2),
                    (Sector::Healthcare, 2),
                    (Sector::PublicHealth, 2),
                    (Sector::SocialServices, 2),
                ]);
                let draft = Draft { revision: 1, mission: "Health".into(), seats, ..Draft::default() };
                bodies::save(tx, id, &draft)?;
                bodies::lay_open(tx, id)?;
                Ok(id)
            })
            .await
            .unwrap();
        let page = town.page(&format!("/charter/{opened}/power"), None).await;
        let words = "What past votes would have given";
        assert!(page.contains(words) && page.contains("each would have ended as it did"), "{engine}: {page}");
        for words in [
            "Seats were asked for consent in 3 rounds. In 3 of them a vote under this charter would have gone over an objection.",
            "A consent round is not a vote.",
            "Not adopted in this round",
        ] {
            assert!(page.contains(words), "{engine}: {words}: {page}");
        }
    }
}

#[tokio::test]
async fn a_round_that_adopted_is_told_so_and_who_stands_aside_counts_for_neither() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        let id = in_consent(&town, body, vec![]).await;
        for (who, kind) in
            [("nurse", StanceKind::Consent), ("officer", StanceKind::Aside), ("ana", StanceKind::Concern)]
        {
            say(&town, who, id, kind, "Watch the price").await.unwrap();
        }
        adopt(&town, id).await.unwrap();
        let charter = town
            .write("coordinator", |tx| {
                let id = bodies::draft(tx)?;
                bodies::charter(tx, id)
            })
            .await
            .unwrap();
        let seats = |of: &[(Sector, u64)]| Charter { seats: of.iter().copied().collect(), ..charter.clone() };
        // The officer's sector has most of the seats of this charter, and stood aside.
        let charter = seats(&[(Sector::Community, 2), (Sector::Healthcare, 1), (Sector::PublicHealth, 9)]);
        let rounds = town.read("officer", move |tx| actions::past_rounds(tx, &charter)).await.unwrap();
        let [round] = &rounds[..] else { panic!("{engine}: {rounds:?}") };
        assert_eq!((round.adopted, round.would), (true, true), "{engine}");
        assert_eq!(round.seats[&Sector::PublicHealth], [0, 0, 1], "{engine}");
        assert_eq!(round.seats[&Sector::Community], [1, 0, 0], "{engine}: a worry is a consent");
    }
}

#[tokio::test]
async fn two_who_write_at_once_lose_nothing() {
    for town in Town::both(rooms).await {
        let body = town.workgroup("Rides", &LEADS).await;
        let new = NewProposal { text: text("A night bus"), body_id: Some(body), ..NewProposal::default() };
        let id = town.write("cook", move |tx| actions::propose(tx, &new)).await.unwrap();
        let by = |who: &'static str, title: &'static str| {
            let town = &town;
            async move {
                town.write(who, move |tx| actions::rewrite(tx, id, 1, &text(title), "Another title")).await
            }
        };
        let (a, b) = tokio::join!(by("cook", "A"), by("officer", "B"));
        assert_eq!(
            usize::from(a.is_ok()) + usize::from(b.is_ok()),
            1,
            "{}: {a:?} {b:?}",
            town.app.base.engine
        );
        let whole = town.read("cook", move |tx| actions::whole(tx, id)).await.unwrap();
        assert_eq!((whole.versions.len(), whole.proposal.version), (2, 2), "{}", town.app.base.engine);
        // By the page, the words of who was slower stay in the form.
        let form =
            [("revision", "1"), ("title", "C"), ("problem", "Typed"), ("body", "Mine"), ("changed", "x")];
        let page = town.app.post(&format!("/proposals/{id}/text"), &town.who("cook").session, &form).await;
        assert_eq!(page.status, 422);
        assert!(
            page.text.contains("Mine") && page.text.contains("nothing of theirs is lost"),
            "{}",
            page.text
        );
    }
}

#[tokio::test]
async fn no_adoption_gets_past_an_objection_at_the_same_moment() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        let (mut adopted, mut objected) = (0, 0);
        for _ in 0..12 {
            let id = in_consent(&town, body, vec![]).await;
            for who in ["nurse", "officer", "cook"] {
                say(&town, who, id, StanceKind::Consent, "").await.unwrap();
            }
            let (decision, objection) =
                tokio::join!(adopt(&town, id), say(&town, "ana", id, StanceKind::Objection, "Wait"));
            assert_eq!(
                usize::from(decision.is_ok()) + usize::from(objection.is_ok()),
                1,
                "{engine}: {decision:?} {objection:?}"
            );
            let whole = town.read("officer", move |tx| actions::whole(tx, id)).await.unwrap();
            assert_eq!(whole.decision.is_some(), decision.is_ok(), "{engine}");
            assert_eq!(
                whole.objections.iter().any(|o| o.state == ObjectionState::Open),
                objection.is_ok(),
                "{engine}"
            );
            adopted += usize::from(decision.is_ok());
            objected += usize::from(objection.is_ok());
        }
        assert_eq!(adopted + objected, 12, "{engine}");
    }
}

#[tokio::test]
async fn whoever_may_not_is_told_so() {
    for town in Town::both(rooms).await {
        let body = town.workgroup("Rides", &LEADS).await;
        let new = NewProposal { text: text("A night bus"), body_id: Some(body), ..NewProposal::default() };
        let id = town.write("teacher", move |tx| actions::propose(tx, &new)).await.unwrap();
        // Whoever proposed it writes it, and does not move it on.
        let moved = town.write("teacher", move |tx| actions::advance(tx, id, 1, Stage::Clarify)).await;
        assert!(matches!(moved, Err(Error::Forbidden)));
        let stranger = town.write("builder", move |tx| actions::rewrite(tx, id, 1, &text("Mine"), "x")).await;
        assert!(matches!(stranger, Err(Error::Forbidden)));
        let withdrawn = town.write("teacher", move |tx| actions::withdraw(tx, id, "Better idea")).await;
        withdrawn.unwrap();
        assert!(town.page(&format!("/proposals/{id}"), None).await.contains("Better idea"));
        for (path, who) in [("take-up", "teacher"), ("stage", ""), ("adopt", "")] {
            let session = if who.is_empty() { "" } else { &town.who(who).session };
            let status = town.app.post(&format!("/proposals/{id}/{path}"), session, &[]).await.status;
            assert!(status == 403 || status == 401, "{path}: {status}");
        }
        // A set-aside letter of a neighbor stays out of sight.
        let sent = town
            .app
            .post("/proposals/new", "", &[("title", "About Mrs. X"), ("problem", "p"), ("body", "b")])
            .await;
        let rude: Uuid =
            sent.text.split(":8080/proposals/").nth(1).and_then(|t| t.get(..36)).unwrap().parse().unwrap();
        town.write("coordinator", move |tx| actions::withdraw(tx, rude, "It names somebody")).await.unwrap();
        let seen = town.page(&format!("/proposals/{rude}"), None).await;
        assert!(seen.contains("Set aside") && seen.contains("It names somebody"), "it says why: {seen}");
        assert!(!seen.contains("Mrs. X"), "and not what: {seen}");
        let list = town.page("/decisions", None).await;
        assert!(!list.contains("Mrs. X") && list.contains("1 was set aside"), "{list}");
        assert_eq!(town.app.get(&format!("/proposals/{}", Uuid::from_u128(7)), "").await.status, 404);
    }
}

#[tokio::test]
async fn a_co_lead_of_a_valid_workgroup_takes_up_what_neighbors_send() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let (valid, weak) =
            (town.workgroup("Rides", &LEADS).await, town.workgroup("Two", &["teacher"]).await);
        let mut ids = vec![];
        for title in ["A night bus", "A bench"] {
            let new = NewProposal { text: text(title), ..NewProposal::default() };
            let sent = town
                .app
                .store()
                .write(&tandem_bodies::testing::system(), move |tx| actions::suggest(tx, &new))
                .await;
            ids.push(sent.unwrap());
        }
        let [bus, bench] = ids[..] else { unreachable!() };
        // Who leads nothing that is valid neither reads nor takes up.
        let path = format!("/proposals/{bus}");
        assert!(!town.page(&path, Some("teacher")).await.contains("A night bus"), "{engine}");
        let refused = town.write("teacher", move |tx| actions::take_up(tx, bus, weak, &[])).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{engine}: {refused:?}");
        let page = town.page(&path, Some("cook")).await;
        assert!(page.contains("A night bus") && page.contains(&valid.to_string()), "{engine}: {page}");
        assert!(!page.contains(&weak.to_string()), "{engine}: for their own group alone: {page}");
        assert!(town.page("/decisions", Some("cook")).await.contains("A bench"), "{engine}");
        let other = town.write("cook", move |tx| actions::take_up(tx, bus, weak, &[])).await;
        assert!(matches!(other, Err(Error::Forbidden)), "{engine}");
        let form = [("body_id", valid.to_string())];
        let form = [(form[0].0, form[0].1.as_str())];
        let (cook, teacher) = (&town.who("cook").session, &town.who("teacher").session);
        assert_eq!(town.app.post(&format!("{path}/take-up"), teacher, &[]).await.status, 403, "{engine}");
        assert_eq!(town.app.post(&format!("{path}/take-up"), cook, &form).await.status, 303, "{engine}");
        assert!(town.page(&path, None).await.contains("A night bus"), "{engine}: everybody reads it now");
        let aside = town.write("cook", move |tx| actions::withdraw(tx, bench, "No")).await;
        assert!(aside.is_err(), "{engine}: coordinators set aside: {aside:?}");
    }
}

//! What a proposal reaches beyond its own way: where it grew from, what it asks of whom, a body that sits together, and who decides alone
//! after asking for advice.

use crate::common::{LEADS, adopt, code, go, rooms, say, text};
use jiff::civil::date;
use jiff::{SignedDuration, ToSpan as _};
use tandem_access::{Error, Uuid};
use tandem_bodies::actions as bodies;
use tandem_bodies::testing::Town;
use tandem_decisions::actions::{self, NewPromise, NewProposal};
use tandem_decisions::model::{RemarkKind, Stage, StanceKind, Text};

#[tokio::test]
async fn what_it_asks_becomes_commitments_and_a_body_that_sits_needs_its_quorum_to_the_end() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        let spanish = Text {
            title_es: Some("Un autobús de noche".into()),
            problem_es: Some("No hay viajes después de las nueve".into()),
            ..text("A night bus")
        };
        let new = NewProposal { text: spanish, body_id: Some(body), ..NewProposal::default() };
        let id = town.write("cook", move |tx| actions::propose(tx, &new)).await.unwrap();
        let (school, today) = (town.organizations["school"], town.read("cook", bodies::today).await.unwrap());
        let asked = |what: &str, days: i64| NewPromise {
            organization: school,
            what: what.to_owned(),
            what_es: Some("Prestar el patio de la escuela".into()),
            due_on: today.checked_add(days.days()).unwrap(),
        };
        for (bad, field) in [(asked("go", 30), "what"), (asked("Lend the school yard", 0), "due_on")] {
            let refused = town.write("cook", move |tx| actions::add_promise(tx, id, &bad)).await;
            assert!(matches!(refused, Err(Error::Invalid(e)) if e.of(field).is_some()), "{engine}: {field}");
        }
        let soon = asked("Lend  the school yard ", 2);
        town.write("cook", move |tx| actions::add_promise(tx, id, &soon)).await.unwrap();
        go(&town, id, Stage::Clarify).await.unwrap();
        go(&town, id, Stage::React).await.unwrap();
        town.app.clock().advance(SignedDuration::from_hours(72));
        go(&town, id, Stage::Consent).await.unwrap();
        for who in ["nurse", "officer", "ana"] {
            say(&town, who, id, StanceKind::Consent, "").await.unwrap();
        }
        // They sit together, and one after another leaves: what they said before does not make them present.
        let standing = town.read("officer", move |tx| bodies::standing(tx, body)).await.unwrap();
        let seat = |who: &str| standing.seat_of(town.who(who).id).unwrap().0.id;
        let meeting = Uuid::from_u128(77);
        let sit = async |seats: Vec<Uuid>| {
            town.write("officer", move |tx| bodies::set_present(tx, body, meeting, &seats)).await.unwrap();
        };
        sit(vec![seat("nurse"), seat("officer")]).await;
        assert_eq!(code(adopt(&town, id).await), "decisions-conflict-sitting", "{engine}: one has left");
        sit(vec![seat("nurse"), seat("officer"), seat("ana")]).await;
        let decision = adopt(&town, id).await.unwrap();

        let made = town
            .read("cook", move |tx| tandem_agreements::actions::commitments_of(tx, decision))
            .await
            .unwrap();
        let [one] = &made[..] else { panic!("{engine}: {made:?}") };
        assert_eq!((one.promise.words.as_str(), one.promise.owner_org), ("Lend the school yard", school));
        let day = town.read("cook", bodies::today).await.unwrap();
        assert_eq!(one.promise.due_on, day, "{engine}: nobody is late with what was asked only today");
        let page = town.app.get_spanish(&format!("/decisions/{decision}"), "").await;
        let page = if page.status == 200 { page.text } else { panic!("{engine}: {}", page.status) };
        for words in
            ["Un autobús de noche", "No hay viajes después de las nueve", "Prestar el patio de la escuela"]
        {
            assert!(page.contains(words), "{engine}: {words}: {page}");
        }
        let chain = town.page(&format!("/commitments/{}", one.id), None).await;
        assert!(
            chain.contains(&format!("/decisions/{decision}")),
            "{engine}: it says what it came from: {chain}"
        );
    }
}

#[tokio::test]
async fn a_proposal_may_grow_out_of_what_everybody_may_read_of() {
    use tandem_spine::model::{Item, Kind};
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let (open, hidden) = town
            .write("coordinator", |tx| {
                let mut put = |public, title: &str| {
                    let id = tx.new_public_id();
                    let path = format!("/conversations/{id}");
                    let item = Item {
                        id,
                        kind: Kind::Conversation,
                        title: title.into(),
                        title_es: None,
                        path,
                        public,
                    };
                    tandem_spine::actions::put(tx, &item).map(|()| id)
                };
                Ok((put(true, "Rides for all")?, put(false, "Not yet told")?))
            })
            .await
            .unwrap();
        // The words of a link stand in the form, and the form keeps where they come from.
        let page = town.page(&format!("/proposals/new?from={open}&title=A%20night%20bus"), None).await;
        assert!(
            page.contains("value=\"A night bus\"") && page.contains(&open.to_string()),
            "{engine}: {page}"
        );
        for (from, grows) in [(open, true), (hidden, false), (Uuid::from_u128(9), false)] {
            let from = from.to_string();
            let form = [("title", "A night bus"), ("problem", "p"), ("body", "b"), ("from", from.as_str())];
            let sent = town.app.post("/proposals/new", "", &form).await;
            let id: Uuid = sent
                .text
                .split(":8080/proposals/")
                .nth(1)
                .and_then(|t| t.get(..36))
                .unwrap_or_else(|| panic!("{engine}: {}", sent.text))
                .parse()
                .unwrap();
            let before =
                town.read("coordinator", move |tx| Ok(actions::whole(tx, id)?.chain.before)).await.unwrap();
            assert_eq!(before.iter().any(|l| l.item.title == "Rides for all"), grows, "{engine}: {from}");
            assert!(before.iter().all(|l| l.item.title != "Not yet told"), "{engine}");
        }
    }
}

#[tokio::test]
async fn who_asked_for_advice_decides_and_says_what_became_of_it() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &LEADS).await;
        let new = NewProposal {
            text: text("A bench at the stop"),
            body_id: Some(body),
            advice: true,
            ..NewProposal::default()
        };
        let seatless = new.clone();
        let refused = town.write("teacher", move |tx| actions::propose(tx, &seatless)).await;
        assert!(
            matches!(refused, Err(Error::Invalid(e)) if e.of("advice").is_some()),
            "{engine}: a mandate is a seat"
        );
        let id = town.write("cook", move |tx| actions::propose(tx, &new)).await.unwrap();
        let decide = async |who: &str, used: &'static str| {
            town.write(who, move |tx| {
                let now = actions::whole(tx, id)?.proposal.revision;
                actions::decide(tx, id, now, date(2026, 12, 1), used)
            })
            .await
        };
        let say = async |who: &str, kind: RemarkKind| {
            town.write(who, move |tx| actions::remark(tx, id, kind, "Put it in the shade")).await.unwrap();
        };
        const USED: &str = "We moved it into the shade, and asked again.";
        go(&town, id, Stage::Clarify).await.unwrap();
        assert_eq!(code(decide("cook", USED).await), "decisions-conflict-stage", "{engine}");
        go(&town, id, Stage::React).await.unwrap();
        assert_eq!(
            code(go(&town, id, Stage::Consent).await),
            "decisions-conflict-stage",
            "{engine}: no round of objections"
        );
        assert_eq!(code(decide("cook", USED).await), "decisions-conflict-react", "{engine}");
        town.app.clock().advance(SignedDuration::from_hours(72));
        assert_eq!(
            code(decide("cook", USED).await),
            "decisions-conflict-advice",
            "{engine}: nobody was heard"
        );
        say("nurse", RemarkKind::Reaction).await;
        say("officer", RemarkKind::Reaction).await;
        assert_eq!(
            code(decide("cook", USED).await),
            "decisions-conflict-advice",
            "{engine}: no neighbor was"
        );
        say("ana", RemarkKind::Question).await;
        assert_eq!(code(decide("cook", USED).await), "decisions-conflict-question", "{engine}: she waits");
        let question = town
            .read("cook", move |tx| {
                let remarks = actions::whole(tx, id)?.remarks;
                Ok(remarks.iter().find(|r| r.kind == RemarkKind::Question).map(|r| r.id))
            })
            .await
            .unwrap()
            .unwrap();
        town.write("cook", move |tx| actions::answer(tx, id, question, "Yes")).await.unwrap();
        assert!(matches!(decide("officer", USED).await, Err(Error::Forbidden)), "{engine}: only who asked");
        let mute = decide("cook", "").await;
        assert!(
            matches!(mute, Err(Error::Invalid(e)) if e.of("used").is_some()),
            "{engine}: what became of it"
        );
        let decision = decide("cook", USED).await.unwrap();
        let page = town.page(&format!("/decisions/{decision}"), None).await;
        assert!(
            page.contains("after asking for advice") && page.contains("into the shade"),
            "{engine}: {page}"
        );
        assert_eq!(code(decide("cook", USED).await), "decisions-conflict-stage", "{engine}: once");
    }
}

#[tokio::test]
async fn words_that_read_differently_are_explained_where_something_is_decided() {
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
        let body = town.workgroup("Rides", &LEADS).await;
        let id = crate::common::in_consent(&town, body, vec![]).await;
        for who in ["nurse", "officer", "ana"] {
            say(&town, who, id, StanceKind::Consent, "").await.unwrap();
        }
        let decision = adopt(&town, id).await.unwrap();
        for path in [format!("/proposals/{id}"), format!("/decisions/{decision}")] {
            let page = town.page(&path, None).await;
            assert_eq!(page.matches("<a href=\"/glossary/ride\">rides</a>").count(), 1, "{engine}: {page}");
            assert!(
                page.contains("reads differently") && page.contains("A seat on the bus."),
                "{engine}: {page}"
            );
            // A text that has no Spanish stands in English, says so, and its words are found all the same.
            let spanish = town.app.get_spanish(&path, "").await.text;
            assert!(spanish.contains("<p lang=\"en\">No <a href=\"/glossary/ride\">"), "{engine}: {spanish}");
            assert!(spanish.contains("Un asiento en el autobús."), "{engine}: {spanish}");
        }
    }
}

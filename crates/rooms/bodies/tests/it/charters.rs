//! The charter: drafted, talked about, laid open, ratified; nobody's words are lost, nobody says yes to another text.

use std::collections::BTreeMap;
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Error, Purpose, Role, Tx, Uuid, params};
use tandem_bodies::actions::{self, Draft, NewClause, NoteKind};
use tandem_bodies::model::{CharterState, Rules};
use tandem_bodies::testing::{Town, rooms, system};
use tandem_partners::model::Sector;

fn draft(revision: i64, mission: &str) -> Draft {
    let seats = [
        (Sector::Healthcare, 3),
        (Sector::PublicHealth, 2),
        (Sector::SocialServices, 2),
        (Sector::Housing, 1),
        (Sector::Community, 3),
    ];
    Draft {
        revision,
        mission: mission.to_owned(),
        goals: "Nobody goes hungry".to_owned(),
        mission_es: Some("Salud para todos".to_owned()),
        goals_es: None,
        clauses: vec![NewClause {
            title: "Who we are".to_owned(),
            body: "Neighbors and partners.".to_owned(),
            body_es: Some("Vecinos y aliados.".to_owned()),
            ..NewClause::default()
        }],
        seats: BTreeMap::from(seats),
        rules: Rules::default(),
    }
}

/// A signing session for every member organization.
async fn signers(town: &Town) -> Vec<String> {
    let organizations: Vec<(&'static str, Uuid)> =
        town.organizations.iter().map(|(n, id)| (*n, *id)).collect();
    town.app
        .store()
        .write(&system(), move |tx| {
            let mut out = vec![];
            for (name, organization) in &organizations {
                let id =
                    members::create(tx, &format!("sign@{name}.example"), "Signer", "en", Status::Active)?;
                members::grant(tx, id, *organization, Role::OrganizationAdmin)?;
                out.push(sessions::test_start(tx, id, *organization, Purpose::Operations)?);
            }
            Ok(out)
        })
        .await
        .unwrap()
}

#[tokio::test]
async fn two_who_write_at_once_lose_nothing() {
    for town in Town::both(rooms).await {
        let id = town.write("coordinator", actions::draft).await.unwrap();
        let first = draft(1, "Health for all of us");
        town.write("coordinator", move |tx| actions::save(tx, id, &first)).await.unwrap();
        let late = draft(1, "Another mission");
        let refused = town.write("coordinator", move |tx| actions::save(tx, id, &late)).await;
        assert!(matches!(refused, Err(Error::Conflict { .. })), "{}", town.app.base.engine);
        let kept = town.read("coordinator", move |tx| actions::charter(tx, id)).await.unwrap();
        assert_eq!((kept.mission.as_str(), kept.revision), ("Health for all of us", 2));
        // By the page, what was typed stays.
        let form = [("revision", "1"), ("mission", "Typed meanwhile"), ("seats_community", "2")];
        let page =
            town.app.post(&format!("/charter/{id}/edit"), &town.who("coordinator").session, &form).await;
        assert_eq!(page.status, 422);
        assert!(
            page.text.contains("Typed meanwhile") && page.text.contains("nothing of theirs is lost"),
            "{}",
            page.text
        );
    }
}

#[tokio::test]
async fn a_charter_holds_when_enough_say_yes_to_the_same_text() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let id = town.write("coordinator", actions::draft).await.unwrap();
        assert_eq!(town.app.get(&format!("/charter/{id}"), "").await.status, 404, "a draft is for members");
        let unfair = Draft {
            seats: BTreeMap::from([(Sector::Healthcare, 5), (Sector::Community, 2)]),
            ..draft(1, "Health")
        };
        town.write("coordinator", move |tx| actions::save(tx, id, &unfair)).await.unwrap();
        let refused = town.write("coordinator", move |tx| actions::lay_open(tx, id)).await;
        assert!(matches!(refused, Err(Error::Invalid(e)) if e.of("seats").is_some()), "{engine}: a third");
        let fair = draft(2, "Health for all of us");
        town.write("coordinator", move |tx| actions::save(tx, id, &fair)).await.unwrap();
        town.write("cook", move |tx| actions::note(tx, id, None, NoteKind::Suggestion, "Say who pays"))
            .await
            .unwrap();
        town.write("coordinator", move |tx| actions::lay_open(tx, id)).await.unwrap();
        let hash = town.read("cook", move |tx| actions::charter(tx, id)).await.unwrap().text_hash.unwrap();
        let page = town.page(&format!("/charter/{id}"), None).await;
        assert!(page.contains("Health for all of us") && page.contains("Say who pays"), "{engine}");
        let page = town.app.get_spanish(&format!("/charter/{id}"), "").await.text;
        for words in ["Salud para todos", "Vecinos y aliados.", "Nobody goes hungry"] {
            assert!(page.contains(words), "{engine}: {words}: what has no Spanish stands as it is: {page}");
        }
        assert!(
            town.page(&format!("/charter/{id}/power"), None).await.contains("The result turns most often on"),
            "{engine}"
        );

        let signers = signers(&town).await;
        let say_yes = |session: String, hash: String| {
            let path = format!("/charter/{id}/ratify");
            let app = &town.app;
            async move { app.post(&path, &session, &[("hash", &hash)]).await.status }
        };
        assert_eq!(say_yes(signers[0].clone(), "another text".into()).await, 409, "{engine}");
        assert_eq!(say_yes(town.who("cook").session.clone(), hash.clone()).await, 403, "who does not sign");
        // Two thirds of seven organizations are five.
        for session in &signers[..3] {
            assert_eq!(say_yes(session.clone(), hash.clone()).await, 303, "{engine}");
        }
        // The fourth has nobody here: it signed on paper.
        let hospital = town.organizations["hospital"].to_string();
        let day = town.read("coordinator", actions::today).await.unwrap();
        let (today, tomorrow) = (day.to_string(), day.tomorrow().unwrap().to_string());
        let paper = async |who: &str, name: &str, day: &str| {
            let form = [
                ("hash", hash.as_str()),
                ("organization", &hospital),
                ("signed_by", name),
                ("signed_on", day),
            ];
            let session = town.who(who).session.clone();
            town.app.post(&format!("/charter/{id}/paper"), &session, &form).await.status
        };
        assert_eq!(
            paper("cook", "A. Director", &today).await,
            403,
            "{engine}: who does not keep the charter"
        );
        assert_eq!(paper("coordinator", "", &today).await, 422, "{engine}: who signed?");
        assert_eq!(paper("coordinator", "A. Director", &tomorrow).await, 422, "{engine}: not yet");
        assert_eq!(paper("coordinator", "A. Director", &today).await, 303, "{engine}");
        assert_eq!(paper("coordinator", "A. Director", &today).await, 409, "{engine}: once each");
        let page = town.page(&format!("/charter/{id}"), None).await;
        assert!(page.contains("It does not count yet") && !page.contains("A. Director"), "{engine}: {page}");
        // It counts once somebody who signs for another organization has seen it.
        let look = async |verb: &str, session: &str| {
            let form = [("hash", hash.as_str()), ("organization", &hospital)];
            town.app.post(&format!("/charter/{id}/paper/{verb}"), session, &form).await.status
        };
        assert_eq!(look("confirm", &town.who("coordinator").session).await, 403, "{engine}: who noted it");
        assert_eq!(look("confirm", &town.who("cook").session).await, 403, "{engine}: who signs for nobody");
        assert_eq!(look("strike", &town.who("cook").session).await, 403, "{engine}");
        assert!(town.page(&format!("/charter/{id}"), Some("signer")).await.contains("Signed by A. Director"));
        let (housing, backbone) = (town.organizations["housing"], town.organizations["backbone"]);
        let owned = "UPDATE organization SET controlled_by = ?2 WHERE id = ?1";
        let owns = move |tx: &mut Tx<'_, '_>| tx.execute(owned, params![housing, backbone]);
        town.app.store().write(&system(), owns).await.unwrap();
        assert_eq!(
            look("confirm", &signers[4]).await,
            403,
            "{engine}: the coordinator's organization owns theirs"
        );
        assert_eq!(look("strike", &signers[1]).await, 403, "{engine}: not theirs to strike");
        let invited = "UPDATE organization SET membership = ?2 WHERE id = ?1";
        let clinic = town.organizations["clinic"];
        let place =
            move |state: &'static str| move |tx: &mut Tx<'_, '_>| tx.execute(invited, params![clinic, state]);
        town.app.store().write(&system(), place("invited")).await.unwrap();
        assert_eq!(look("confirm", &signers[1]).await, 403, "{engine}: who is no member yet");
        town.app.store().write(&system(), place("member")).await.unwrap();
        let boss = town.who("coordinator").session.clone();
        assert_eq!(look("strike", &boss).await, 303, "{engine}: noted by mistake");
        assert_eq!(look("confirm", &signers[1]).await, 404, "{engine}: gone");
        assert_eq!(paper("coordinator", "A. Director", &today).await, 303, "{engine}: noted again");
        assert_eq!(look("confirm", &signers[1]).await, 303, "{engine}");
        assert_eq!(
            look("strike", &town.who("coordinator").session).await,
            404,
            "{engine}: it counts and stays"
        );
        let page = town.page(&format!("/charter/{id}"), None).await;
        assert!(page.contains("on paper, signed on") && !page.contains("A. Director"), "{engine}: {page}");
        assert_eq!(say_yes(signers[0].clone(), hash.clone()).await, 409, "{engine}: once each");
        assert!(
            town.read("cook", actions::in_force).await.unwrap().is_none(),
            "{engine}: four are not enough"
        );
        assert_eq!(say_yes(signers[4].clone(), hash.clone()).await, 303, "{engine}");
        let held = town.read("cook", actions::in_force).await.unwrap().expect("five are enough");
        assert_eq!((held.id, held.version), (id, 1));
        assert!(town.page("/charter", None).await.contains("5 organizations said yes"), "{engine}");

        // The next version begins with this one and replaces it.
        let next = town.write("coordinator", actions::draft).await.unwrap();
        let begun = town.read("coordinator", move |tx| actions::charter(tx, next)).await.unwrap();
        let (mut other, same) = (held.clone(), held.hash());
        other.mission_es = Some("Otra cosa".into());
        assert_ne!(other.hash(), same, "{engine}: the Spanish words are ratified too");
        assert_eq!(begun.mission_es, held.mission_es, "{engine}");
        assert_eq!(
            (begun.version, begun.mission.as_str(), begun.clauses.len()),
            (2, "Health for all of us", 1)
        );
        assert!(
            matches!(town.write("coordinator", actions::draft).await, Err(Error::Conflict { .. })),
            "one at a time"
        );
        town.write("coordinator", move |tx| actions::lay_open(tx, next)).await.unwrap();
        let second =
            town.read("cook", move |tx| actions::charter(tx, next)).await.unwrap().text_hash.unwrap();
        assert_ne!(hash, second, "another version is another text");
        for session in &signers[..5] {
            let answer =
                town.app.post(&format!("/charter/{next}/ratify"), session, &[("hash", &second)]).await;
            assert_eq!(answer.status, 303, "{engine}: {}", answer.text);
        }
        let all = town.read("cook", actions::charters).await.unwrap();
        let states: Vec<CharterState> = all.iter().map(|(_, _, state)| *state).collect();
        assert_eq!(states, [CharterState::InForce, CharterState::Replaced], "{engine}");
    }
}

#[tokio::test]
async fn a_text_that_is_taken_back_asks_everybody_anew() {
    for town in Town::both(rooms).await {
        let id = town.write("coordinator", actions::draft).await.unwrap();
        let text = draft(1, "Health");
        town.write("coordinator", move |tx| actions::save(tx, id, &text)).await.unwrap();
        town.write("coordinator", move |tx| actions::lay_open(tx, id)).await.unwrap();
        let hash = town.read("signer", move |tx| actions::charter(tx, id)).await.unwrap().text_hash.unwrap();
        town.write("signer", move |tx| actions::ratify(tx, id, &hash)).await.unwrap();
        town.write("coordinator", move |tx| actions::take_back(tx, id)).await.unwrap();
        let left = town.read("signer", move |tx| actions::said_yes(tx, id)).await.unwrap();
        assert!(left.is_empty(), "{}", town.app.base.engine);
    }
}

#[tokio::test]
async fn what_a_version_changes_stands_there_before_anybody_says_yes() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let first = town.write("coordinator", actions::draft).await.unwrap();
        let clause = |title: &str, body: &str, body_es: &str| NewClause {
            title: title.to_owned(),
            body: body.to_owned(),
            body_es: Some(body_es.to_owned()),
            ..NewClause::default()
        };
        let mut one = draft(1, "Health for all of us");
        one.clauses.push(clause(
            "Meetings",
            "The council meets every month.",
            "El consejo se reúne cada mes.",
        ));
        one.clauses.push(clause("Money", "Each partner pays a part.", "Cada socio paga una parte."));
        one.rules.binding_topics = vec!["The shared fund".to_owned()];
        let mut two = one.clone();
        town.write("coordinator", move |tx| actions::save(tx, first, &one)).await.unwrap();
        town.write("coordinator", move |tx| actions::lay_open(tx, first)).await.unwrap();
        let hash = town.read("cook", move |tx| actions::charter(tx, first)).await.unwrap().text_hash.unwrap();
        let signers = signers(&town).await;
        for session in &signers[..5] {
            let answer =
                town.app.post(&format!("/charter/{first}/ratify"), session, &[("hash", &hash)]).await;
            assert_eq!(answer.status, 303, "{engine}: {}", answer.text);
        }
        let page = town.page("/charter", None).await;
        assert!(!page.contains("What is different"), "{engine}: nothing held before the first: {page}");

        // A draft that was given up never held: the next is compared with what holds.
        let dropped = town.write("coordinator", actions::draft).await.unwrap();
        town.write("coordinator", move |tx| actions::drop_charter(tx, dropped)).await.unwrap();
        let next = town.write("coordinator", actions::draft).await.unwrap();
        let path = format!("/charter/{next}");
        let page = town.page(&path, Some("cook")).await;
        assert!(
            page.contains("What is different from version 1") && page.contains("Nothing is different yet"),
            "{engine}"
        );
        two.revision = 1;
        two.goals = "Nobody goes hungry\nEverybody has a ride".to_owned();
        two.clauses[1].body = "The council meets every week.".to_owned();
        two.clauses[2] = clause("Staff", "Two people are hired.", "");
        two.seats.insert(Sector::Housing, 2);
        two.rules.quorum_percent = 66;
        two.rules.binding_topics.push("New partners".to_owned());
        town.write("coordinator", move |tx| actions::save(tx, next, &two)).await.unwrap();
        assert_eq!(town.app.get(&path, "").await.status, 404, "{engine}: a draft is for members");
        town.write("coordinator", move |tx| actions::lay_open(tx, next)).await.unwrap();
        let page = town.page(&path, None).await;
        let said = page
            .split("id=\"changes\"")
            .nth(1)
            .expect("what is different")
            .split("id=\"h-mission\"")
            .next()
            .unwrap();
        let heard = said
            .replace("<span class=\"vh\"> Taken out: </span>", "[-")
            .replace("<span class=\"vh\"> Put in: </span>", "[+")
            .replace("<span class=\"vh\"> (end of change) </span>", "]");
        for words in [
            "New clauses: 1. Taken out: 1. With other words: 1. Moved: 0. As they were: 1.",
            "The council meets every <del>[-month]</del><ins>[+week]</ins>.",
            "<ins>[+Everybody has a ride]</ins>",
            "<ins>[+Two people are hired.]</ins>",
            "<del>[-Each partner pays a part.]</del>",
            "The words in Spanish:",
            "<div class=\"stack-s\" lang=\"es\"><p><del>[-Cada socio paga una parte.]</del></p>",
            "<ins>[+New partners]</ins>",
        ] {
            assert!(heard.contains(words), "{engine}: {words}: {heard}");
        }
        let row = |label: &str| {
            heard.split("<tr").find(|row| row.contains(label)).unwrap_or_else(|| panic!("{label}: {heard}"))
        };
        assert!(
            row("A quorum is more than").contains(">50<") && row("A quorum is more than").contains(">66<"),
            "{engine}: {heard}"
        );
        assert!(row("Housing").contains(">1<") && row("Housing").contains(">2<"), "{engine}: {heard}");
        assert!(row("All seats").contains(">11<") && row("All seats").contains(">12<"), "{engine}: {heard}");
        assert!(
            !heard.contains("Neighbors and partners."),
            "{engine}: what stays is not told again: {heard}"
        );
        let asked = town.page(&path, Some("signer")).await;
        assert!(asked.contains("href=\"#changes\""), "{engine}: who is asked for a yes is led there");
        let spanish = town.app.get_spanish(&path, "").await.text;
        assert!(
            spanish.contains("Qué es distinto de la versión 1")
                && spanish.contains("Las palabras en inglés:"),
            "{engine}"
        );
        // Once it was replaced, the first still has nothing before it, and the second keeps its list.
        assert!(
            !town.page(&format!("/charter/{first}"), None).await.contains("What is different"),
            "{engine}"
        );
    }
}

//! What a seat asks its holder to learn, words that read differently, and the list of what is handed over.

use tandem_access::Error;
use tandem_agreements::actions::{complete, define, teach};
use tandem_agreements::model::term::{Both, NewTerm};
use tandem_agreements::model::training::{CO_LEAD, NewModule};
use tandem_bodies::actions;
use tandem_bodies::testing::{Town, lead, member_of, rooms};
use tandem_partners::model::Sector;

fn both(en: &str, es: &str) -> Both {
    Both { en: en.into(), es: es.into() }
}

#[tokio::test]
async fn a_training_can_be_required_of_who_leads() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &["nurse", "officer", "ana"]).await;
        let cook = town.who("cook").id;
        let module = NewModule {
            title: both("How to lead a meeting", "Cómo dirigir una reunión"),
            body: both("Let everybody speak.", "Deje hablar a todos."),
            roles: [CO_LEAD.to_owned()].into(),
        };
        let id = town
            .write("coordinator", move |tx| {
                actions::give_seat(tx, &member_of(body, cook))?;
                teach(tx, None, &module, false)
            })
            .await
            .unwrap();
        let path = format!("/workgroups/{body}");
        let page = town.page(&path, Some("cook")).await;
        assert!(
            page.contains("How to lead a meeting") && page.contains("3 people still have to"),
            "{engine}: {page}"
        );
        assert!(
            !town.page(&path, None).await.contains("How to lead a meeting"),
            "{engine}: it is for members"
        );
        let training = town.page("/training", Some("nurse")).await;
        assert!(training.contains("Your seat asks you to complete one training"), "{engine}: {training}");
        assert!(training.contains("Who leads a group with others"), "{engine}: {training}");
        let own = async |name: &str| town.read(name, actions::my_due_training).await.unwrap().len();
        assert_eq!((own("nurse").await, own("cook").await, own("doctor").await), (1, 0, 0), "{engine}");
        let standing = town.read("coordinator", move |tx| actions::standing(tx, body)).await.unwrap();
        let seat = standing.seats.iter().find(|(s, _)| s.member == town.who("nurse").id).unwrap().0.id;
        let seat = format!("/seats/{seat}");
        assert!(town.page(&seat, Some("nurse")).await.contains("Your seat asks you"), "{engine}");
        assert!(
            !town.page(&seat, Some("cook")).await.contains("Your seat asks you"),
            "{engine}: nobody else's"
        );
        town.write("nurse", move |tx| complete(tx, id)).await.unwrap();
        assert_eq!(own("nurse").await, 0, "{engine}");
        assert!(town.page(&path, Some("cook")).await.contains("2 people still have to"), "{engine}");
        assert!(!town.page(&seat, Some("nurse")).await.contains("Your seat asks you"), "{engine}");
    }
}

#[tokio::test]
async fn words_that_read_differently_are_marked_in_charter_and_workgroup() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let word = NewTerm {
            words: both("piece, pieces", "parte, partes"),
            plain: both("A part of something.", "Una parte de algo."),
            meanings: [
                (Sector::Housing, both("A room that is let.", "Un cuarto que se alquila.")),
                (Sector::Healthcare, both("A part of a body.", "Una parte del cuerpo.")),
            ]
            .into(),
        };
        let health = NewTerm { words: both("health", "salud"), ..word.clone() };
        let body = town.workgroup("Rides", &["nurse", "officer", "ana"]).await;
        town.charter(&[
            (Sector::Healthcare, 1),
            (Sector::PublicHealth, 1),
            (Sector::Housing, 1),
            (Sector::Community, 1),
        ])
        .await;
        town.write("coordinator", move |tx| {
            define(tx, None, &word)?;
            define(tx, None, &health).map(|_| ())
        })
        .await
        .unwrap();
        let page = town.page(&format!("/workgroups/{body}"), None).await;
        assert!(
            page.contains("href=\"/glossary/piece") && page.contains("A room that is let."),
            "{engine}: {page}"
        );
        let page = town.page("/charter", None).await;
        assert!(
            page.contains("href=\"/glossary/health") && page.contains("A room that is let."),
            "{engine}: {page}"
        );
    }
}

#[tokio::test]
async fn an_empty_hand_over_list_offers_one_to_begin_with() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &["officer"]).await;
        let nurse = town.who("nurse").id;
        let seat =
            town.write("coordinator", move |tx| actions::give_seat(tx, &lead(body, nurse))).await.unwrap();
        let path = format!("/seats/{seat}");
        let page = town.page(&path, Some("nurse")).await;
        assert!(
            page.contains("Begin with this list") && page.contains("Papers and files: where they are"),
            "{page}"
        );
        assert!(!town.page(&path, Some("cook")).await.contains("Begin with this list"), "{engine}");
        let begin = async |name: &str| {
            town.app
                .post(&format!("{path}/handover"), &town.who(name).session, &[("begin", "1")])
                .await
                .status
        };
        assert_eq!(begin("cook").await, 403, "{engine}");
        assert_eq!(begin("nurse").await, 303, "{engine}");
        let list = town.read("nurse", move |tx| actions::handover(tx, seat)).await.unwrap();
        assert_eq!(list.len(), 6, "{engine}: {list:?}");
        assert!(
            list[0].1.starts_with("Keys") && list[5].1.starts_with("Papers"),
            "{engine}: in order: {list:?}"
        );
        assert_eq!(begin("nurse").await, 409, "{engine}: once");
        assert!(!town.page(&path, Some("nurse")).await.contains("Begin with this list"), "{engine}");
        let words = vec!["x".to_owned()];
        let again = town.write("nurse", move |tx| actions::begin_handover(tx, seat, &words)).await;
        assert!(matches!(again, Err(Error::Conflict { .. })), "{engine}: {again:?}");
    }
}

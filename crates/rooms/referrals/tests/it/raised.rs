//! A record whose label rises after help was asked for: what every side sees from then on. On both databases.

use crate::common::{World, member, rooms, system};
use tandem_access::{Error, Role, Uuid, Viewer, params};
use tandem_people::actions as people;
use tandem_people::model::label::Label;
use tandem_people::model::person::PersonInput;
use tandem_referrals::Show;
use tandem_referrals::actions;
use tandem_referrals::model::Reason;

async fn raise(w: &World, label: &'static str) {
    let person = w.person;
    w.write(&w.navigator, move |tx| {
        let known = people::view_person(tx, person)?.person.details;
        let input = PersonInput { label: label.into(), ..PersonInput::from(&known) };
        people::edit_person(tx, person, &input)
    })
    .await
    .expect("edited");
}

/// Asked of the pantry, and helped with at the kitchen.
async fn two(w: &mut World) -> (Uuid, Uuid) {
    let waiting = w.sent().await;
    w.need = w.need("transportation-insecurity").await;
    w.consent(w.kitchen).await;
    let helped = w.send(&[w.hot_meals], "helped").await.expect("sent").id;
    w.write(&w.cook, move |tx| actions::accept(tx, helped)).await.expect("a yes");
    (waiting, helped)
}

async fn sees(w: &World, viewer: &Viewer, id: Uuid) -> bool {
    match w.read(viewer, move |tx| actions::view(tx, id)).await {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        Err(other) => panic!("{other:?}"),
    }
}

/// Rows of the person's that a viewer's SQL finds, with what each is.
async fn rows(w: &World, viewer: &Viewer) -> Vec<(String, String)> {
    w.read(viewer, |tx| {
        tx.query(
            "SELECT 'need', label FROM need UNION ALL SELECT 'referral', label FROM referral UNION ALL \
             SELECT 'shared', label FROM referral_shared UNION ALL SELECT 'event', '' FROM referral_event UNION ALL \
             SELECT 'task', '' FROM referral_task",
            params![],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    })
    .await
    .expect("rows")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_for_is_as_local_as_the_record_at_once() {
    for mut w in World::apps().await {
        let (waiting, helped) = two(&mut w).await;
        let colleague = member(&w.base, w.clinic, "colleague", Role::Navigator).await;
        let session = w.session(&colleague).await;
        assert!(sees(&w, &colleague, waiting).await && sees(&w, &w.responder, waiting).await);
        let today = async || w.app().get("/today?whose=all&show=waiting", &session).await.text;
        assert!(today().await.contains("Ana Rivera"), "the negative control");

        raise(&w, "domestic_violence").await;
        // Nothing was carried yet: this holds from the next read on.
        for id in [waiting, helped] {
            assert!(!sees(&w, &colleague, id).await, "{}", w.base.engine);
            assert_eq!(w.app().get(&format!("/referrals/{id}"), &session).await.status, 404);
            assert!(sees(&w, &w.navigator, id).await, "who looks after her");
        }
        assert!(!today().await.contains("Rivera"));
        assert_eq!(rows(&w, &colleague).await, [], "{}", w.base.engine);
        let counted = w.read(&colleague, |tx| Ok(actions::today(tx, Show::Waiting, false)?.counts)).await;
        assert_eq!(counted.expect("counts"), [0; 4], "{}", w.base.engine);
        let found = w.read(&colleague, |tx| people::find_person(tx, "rivera")).await.expect("a search");
        assert!(found.is_empty());
        // The pantry had not answered; the kitchen goes on with its own record.
        assert!(!sees(&w, &w.responder, waiting).await);
        let own = w.read(&w.cook, move |tx| actions::view(tx, helped)).await.expect("its own work");
        assert_eq!(own.about.expect("its own record").name, "Ana Rivera");
        let kept = rows(&w, &system()).await;
        assert!(
            kept.iter().all(|(what, label)| what == "event"
                || what == "task"
                || label == "domestic_violence"
                || (what == "referral" && label == "general")),
            "{kept:?}"
        );
        assert_eq!(kept.iter().filter(|(what, label)| what == "referral" && label == "general").count(), 1);

        w.app().settle(rooms).await;
        assert_eq!(w.status(waiting).await, "cancelled", "{}", w.base.engine);
        w.write(&w.cook, move |tx| actions::report_outcome(tx, helped, true, ""))
            .await
            .expect("help goes on");
        w.write(&w.cook, move |tx| actions::complete(tx, helped, Reason::HelpGiven, "")).await.expect("done");
        assert!(!sees(&w, &colleague, helped).await);

        // A lower label lowers no row.
        raise(&w, "general").await;
        let kept = rows(&w, &system()).await;
        assert!(kept.iter().all(|(what, label)| what != "need" || label == "domestic_violence"), "{kept:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn under_a_label_of_care_the_team_and_who_said_yes_go_on() {
    for mut w in World::apps().await {
        let (waiting, helped) = two(&mut w).await;
        let colleague = member(&w.base, w.clinic, "colleague", Role::Navigator).await;
        raise(&w, "hiv").await;
        for id in [waiting, helped] {
            assert!(!sees(&w, &colleague, id).await, "{}", w.base.engine);
            assert!(sees(&w, &w.navigator, id).await);
        }
        assert_eq!(rows(&w, &colleague).await, []);
        let labels = rows(&w, &system()).await;
        let labelled = labels.iter().filter(|(what, _)| what != "event" && what != "task");
        assert!(
            labelled.clone().count() >= 5 && labelled.clone().all(|(_, l)| l == Label::Hiv.code()),
            "{labels:?}"
        );
        // The consent named nothing about HIV: the pantry is not told, the kitchen keeps what it said yes to.
        assert!(!sees(&w, &w.responder, waiting).await);
        let own = w.read(&w.cook, move |tx| actions::view(tx, helped)).await.expect("its own work");
        assert_eq!(own.about.expect("its own record").name, "Ana Rivera");
        let due: Option<i64> = w
            .read(&system(), move |tx| {
                tx.query_one("SELECT r.due_at FROM referral r WHERE r.id = ?1", params![waiting], |row| {
                    Ok(row.get(0)?)
                })
            })
            .await
            .expect("a referral");
        assert!(due.is_some(), "only what is sealed has no clock");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_waits_for_nobody_and_nobody_for_them() {
    for mut w in World::apps().await {
        let (waiting, helped) = two(&mut w).await;
        let (pantry, kitchen) = (w.pantry, w.kitchen);
        let listed = async || w.app().get("/find?q=food+box", "").await.text.contains("Food box");
        assert!(listed().await, "the negative control");
        w.write(&system(), move |tx| {
            for org in [pantry, kitchen] {
                tandem_partners::actions::leave(tx, org, "")?;
            }
            Ok(())
        })
        .await
        .expect("left");
        w.app().settle(rooms).await;
        assert!(!listed().await, "{}", w.base.engine);
        // What the pantry had not answered went back with the consent or as declined; the kitchen gave up.
        assert!(["cancelled", "rejected"].contains(&w.status(waiting).await.as_str()), "{}", w.base.engine);
        assert_eq!(w.status(helped).await, "failed", "{}", w.base.engine);
        let seen = w.read(&w.navigator, move |tx| actions::view(tx, helped)).await.expect("the sender's");
        assert_eq!(seen.tasks.len(), 1, "somebody has to look elsewhere");
        assert!(seen.story.last().expect("an end").words.contains("left the partnership"));
        let left: i64 = w
            .read(&system(), |tx| {
                tx.query_one(
                    "SELECT (SELECT COUNT(*) FROM permission p WHERE p.withdrawn_at IS NULL) + (SELECT COUNT(*) FROM service s \
                     JOIN organization o ON o.id = s.organization_id WHERE o.membership = 'left' AND s.status = 'active')",
                    params![],
                    |row| Ok(row.get(0)?),
                )
            })
            .await
            .expect("a count");
        assert_eq!(left, 0, "{}", w.base.engine);
    }
}

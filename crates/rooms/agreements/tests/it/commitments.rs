//! Promises on both databases: who makes and closes them, what everybody reads, who is reminded.

use crate::common::{World, system};
use jiff::{SignedDuration, ToSpan};
use tandem_access::{Error, Uuid};
use tandem_agreements::actions::{close_commitment, commit, commitment, commitments_of, promise};
use tandem_agreements::model::commitment::{NewCommitment, Standing, State};

fn saturdays(w: &World, days: i32) -> NewCommitment {
    NewCommitment {
        words: "Open on Saturdays".into(),
        words_es: Some("Abrir los sábados".into()),
        owner_org: w.pantry,
        owner_member: None,
        due_on: w.today().checked_add(days.days()).expect("a day"),
        source: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_is_closed_once_by_whom_it_is_for() {
    for w in World::both().await {
        let (new, agreement) = (saturdays(&w, 10), {
            let parties = [w.clinic, w.pantry];
            w.write(&system(), move |tx| tandem_agreements::samples::share_all(tx, &parties))
                .await
                .expect("an agreement")
        });
        let with = NewCommitment { source: Some(agreement), ..new.clone() };
        let mine = new.clone();
        assert!(matches!(
            w.write(&w.clinic_admin.viewer(), move |tx| promise(tx, &mine)).await,
            Err(Error::Forbidden)
        ));
        let nobody = NewCommitment { owner_org: Uuid::from_u128(5), words: "x".into(), ..new };
        let bad = w.write(&w.coordinator.viewer(), move |tx| promise(tx, &nobody)).await;
        assert!(
            matches!(&bad, Err(Error::Invalid(e)) if e.of("owner_org").is_some() && e.of("words").is_some()),
            "{bad:?}"
        );
        let id = w.write(&w.pantry_admin.viewer(), move |tx| promise(tx, &with)).await.expect("a promise");
        let of = w.read(&system(), move |tx| commitments_of(tx, agreement)).await.expect("promises");
        assert_eq!(of.iter().map(|c| c.id).collect::<Vec<_>>(), [id]);
        let chain = w.read(&system(), move |tx| tandem_spine::actions::chain(tx, id)).await.expect("a chain");
        assert!(chain.before.iter().any(|link| link.item.id == agreement), "it grew out of the agreement");

        for (who, expected) in [(&w.clinic_admin, false), (&w.navigator, false), (&w.pantry_admin, true)] {
            let said = w
                .write(&who.viewer(), move |tx| close_commitment(tx, id, State::Done, "Open since May"))
                .await;
            assert_eq!(said.is_ok(), expected, "{said:?}");
        }
        let again = w
            .write(&w.coordinator.viewer(), move |tx| close_commitment(tx, id, State::NotDone, "Was not"))
            .await;
        assert!(matches!(again, Err(Error::Conflict { code: "agreements-conflict-closed" })), "{again:?}");
        let today = w.today();
        let kept = w.read(&system(), move |tx| commitment(tx, id)).await.expect("a promise");
        assert_eq!((kept.standing(today), kept.outcome.as_deref()), (Standing::Kept, Some("Open since May")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_reads_them_with_filters_that_stay() {
    for w in World::both().await {
        let (soon, member) = (saturdays(&w, 2), w.navigator.id);
        let other = NewCommitment {
            words: "Answer within a day".into(),
            words_es: None,
            owner_org: w.clinic,
            ..saturdays(&w, 40)
        };
        let wrong = NewCommitment { owner_member: Some(member), ..soon.clone() };
        let refused = w.write(&system(), move |tx| commit(tx, &wrong)).await;
        assert!(matches!(&refused, Err(Error::Invalid(e)) if e.of("owner_member").is_some()), "{refused:?}");
        let mine = NewCommitment { owner_member: Some(member), ..other };
        let ids = w
            .write(&system(), move |tx| Ok([commit(tx, &soon)?, commit(tx, &mine)?]))
            .await
            .expect("two promises");
        let list = w.get("/commitments", None).await;
        assert!(
            list.text.contains("0 promises were kept") && list.text.contains("2 are still open"),
            "{}",
            list.text
        );
        let path = format!("/commitments/{}", ids[1]);
        assert!(!w.get(&path, None).await.text.contains("What became of it?"));
        let mine = w.get(&path, Some(&w.navigator)).await;
        assert!(mine.text.contains("What became of it?"), "who looks after it says so: {}", mine.text);
        let empty = w.post(&format!("{path}/close"), &w.navigator, &[]).await;
        assert_eq!(empty.status, 422, "{}", empty.text);
        let done = w
            .post(&format!("{path}/close"), &w.navigator, &[("state", "done"), ("outcome", "All answered")])
            .await;
        assert_eq!(done.status, 303, "{}", done.text);
        assert!(w.get(&path, None).await.text.contains("All answered"));
        let made = w
            .post(
                "/commitments/new",
                &w.shelter_admin,
                &[
                    ("words", "Carry boxes to the door"),
                    ("owner_org", &w.shelter.to_string()),
                    ("due_on", "2027-01-31"),
                ],
            )
            .await;
        assert_eq!(made.status, 303, "{}", made.text);
        // A session does not live that long; everybody reads without one.
        w.app.clock().advance(SignedDuration::from_hours(24 * 5));
        let late = w.get("/commitments?state=late", None).await;
        assert!(
            late.text.contains("Open on Saturdays") && !late.text.contains("Answer within a day"),
            "{}",
            late.text
        );
        assert!(late.text.contains("<option value=\"late\" selected>"), "the filter stays");
        let own = w.get(&format!("/commitments?owner={}", w.clinic), None).await;
        assert!(!own.text.contains("Open on Saturdays") && own.text.contains("Answer within a day"));
        let file = w.get("/commitments.csv?state=late", None).await;
        assert_eq!(file.text.lines().count(), 2, "{}", file.text);
        assert!(file.text.contains("Open on Saturdays,Open Door Pantry,") && file.text.contains(",late,"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_is_reminded_before_and_after() {
    for w in World::both().await {
        let new = saturdays(&w, 20);
        let id = w.write(&w.coordinator.viewer(), move |tx| commit(tx, &new)).await.expect("a promise");
        let run = async || {
            w.write(&system(), tandem_agreements::remind_of_promises).await.expect("reminders");
            let letters = w.letters().await;
            letters.into_iter().filter(|l| l.subject == "A promise is due").map(|l| l.to).collect::<Vec<_>>()
        };
        assert!(run().await.is_empty(), "three weeks before");
        w.app.clock().advance(SignedDuration::from_hours(24 * 14));
        assert_eq!(run().await, ["pantry@example.org"]);
        assert_eq!(run().await.len(), 1, "not twice");
        w.app.clock().advance(SignedDuration::from_hours(24 * 7));
        assert_eq!(run().await.len(), 2, "the day after");
        w.app.clock().advance(SignedDuration::from_hours(24 * 13));
        let letters = run().await;
        assert_eq!(letters.len(), 4, "{letters:?}");
        assert!(
            letters.contains(&"coordinator@example.org".to_owned()),
            "the coordinator hears of what stays late"
        );
        w.write(&w.pantry_admin.viewer(), move |tx| close_commitment(tx, id, State::Dropped, "We merged"))
            .await
            .expect("said");
        w.app.clock().advance(SignedDuration::from_hours(24 * 30));
        assert_eq!(run().await.len(), 4);
    }
}

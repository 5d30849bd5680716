//! Records of one person are linked, and nobody learns of it without the person's consent.

use crate::common::{World, maria, maria_again, maybe_maria, navigator, sister, sorted, steward, system};
use tandem_access::{Error, Purpose, Role, Uuid, Viewer};
use tandem_identity::actions::{self, Decision};
use tandem_people::actions as people;
use tandem_people::model::label::Label;
use tandem_people::model::person::PersonInput;

#[tokio::test]
async fn two_partners_records_are_one_person_and_neither_is_told() {
    for w in World::both().await {
        let at_clinic = w.person(w.clinic, maria()).await;
        let at_pantry = w.person(w.pantry, maria_again()).await;
        let her_sister = w.person(w.pantry, sister()).await;
        let both = sorted(vec![at_clinic, at_pantry]);
        assert_eq!(w.together(at_clinic).await, both, "{}", w.base.engine);
        assert_eq!(w.together(her_sister).await, [her_sister], "a family is not one person");
        assert_eq!(w.seen(w.clinic, at_clinic).await, [at_clinic]);
        assert_eq!(w.seen(w.pantry, at_pantry).await, [at_pantry]);

        // She lets the clinic share with the pantry: the pantry sees, the clinic learns nothing of the pantry.
        let consent = w.yes(w.clinic, at_clinic, w.pantry).await;
        assert_eq!(w.seen(w.pantry, at_pantry).await, both);
        assert_eq!(w.seen(w.clinic, at_clinic).await, [at_clinic]);
        assert_eq!(
            w.seen(w.shelter, at_pantry).await,
            [at_pantry],
            "whoever asks for a record that is not theirs"
        );

        // And the other way, then she takes the first back: the next read is refused.
        w.yes(w.pantry, at_pantry, w.clinic).await;
        assert_eq!(w.seen(w.clinic, at_clinic).await, both);
        let nurse = navigator(11, w.clinic);
        w.write(&nurse, move |tx| people::withdraw_consent(tx, consent, None)).await.unwrap();
        assert_eq!(w.seen(w.pantry, at_pantry).await, [at_pantry]);
        assert_eq!(w.seen(w.clinic, at_clinic).await, both, "each consent opens its own record");
        w.base.clock.advance(jiff::SignedDuration::from_hours(25));
        assert_eq!(w.seen(w.clinic, at_clinic).await, [at_clinic], "a consent ends by itself");
    }
}

#[tokio::test]
async fn a_shelter_s_client_is_in_no_index() {
    for w in World::both().await {
        let at_clinic = w.person(w.clinic, maria()).await;
        let at_shelter = w.person(w.shelter, maria_again()).await;
        let by_hand = PersonInput { label: "general".into(), ..maria() };
        let unlocked = w.person(w.shelter, by_hand).await;
        for id in [at_clinic, at_shelter, unlocked] {
            assert_eq!(w.together(id).await, [id], "{}", w.base.engine);
        }
        let known = w
            .read(&system(), move |tx| {
                let keys: i64 = tx.query_one(
                    "SELECT COUNT(*) FROM identity_key WHERE person_id <> ?1",
                    tandem_access::params![at_clinic],
                    |row| Ok(row.get(0)?),
                )?;
                let events: i64 = tx.query_one(
                    "SELECT COUNT(*) FROM identity_event WHERE person_id <> ?1",
                    tandem_access::params![at_clinic],
                    |row| Ok(row.get(0)?),
                )?;
                Ok((keys, events))
            })
            .await
            .unwrap();
        assert_eq!(known, (0, 0), "not a key, not an event, hashed or not");

        // A record that becomes local-only leaves.
        let at_pantry = w.person(w.pantry, maria_again()).await;
        assert_eq!(w.together(at_pantry).await.len(), 2);
        let local = PersonInput { label: "domestic_violence".into(), ..maria_again() };
        w.write(&navigator(12, w.pantry), move |tx| people::edit_person(tx, at_pantry, &local))
            .await
            .unwrap();
        w.settle().await;
        assert_eq!(w.together(at_clinic).await, [at_clinic]);
        assert_eq!(w.together(at_pantry).await, [at_pantry]);
    }
}

async fn wait_for_review(w: &World, reviewer: &Viewer) -> Uuid {
    w.write(reviewer, actions::take).await.unwrap().expect("a pair waits")
}

#[tokio::test]
async fn a_reviewer_decides_and_takes_it_back() {
    for w in World::both().await {
        let at_clinic = w.person(w.clinic, maria()).await;
        let at_pantry = w.person(w.pantry, maybe_maria()).await;
        let (reviewer, other) = (steward(21, w.clinic), steward(22, w.clinic));
        assert_eq!(
            w.together(at_clinic).await,
            [at_clinic],
            "uncertain pairs are not linked: {}",
            w.base.engine
        );
        assert_eq!(w.read(&reviewer, |tx| Ok(actions::queue(tx, 9)?.1)).await.unwrap(), 1);

        // Before it is taken nobody sees the records, and afterwards only who took it.
        let look = |viewer: &Viewer| {
            let viewer = viewer.clone();
            async { w.read(&{ viewer }, move |tx| people::compared(tx, at_pantry)).await }
        };
        assert!(matches!(look(&reviewer).await, Err(Error::NotFound)));
        let review = wait_for_review(&w, &reviewer).await;
        assert!(w.write(&other, actions::take).await.unwrap().is_none(), "taken once");
        assert_eq!(look(&reviewer).await.unwrap().details.given_name, "Maria");
        assert!(matches!(look(&other).await, Err(Error::NotFound)));
        assert!(matches!(look(&navigator(13, w.clinic)).await, Err(Error::Forbidden)));
        let comparison = w.read(&reviewer, move |tx| actions::view_review(tx, review)).await.unwrap();
        let sum = comparison.waterfall.prior
            + comparison.waterfall.reasons.iter().map(|r| r.weight + r.rarity).sum::<f64>()
            + comparison.waterfall.relative;
        assert!((sum - comparison.waterfall.weight).abs() < 1e-3, "the bars add up");
        assert!((comparison.waterfall.probability - comparison.review.probability).abs() < 1e-3);

        w.write(&reviewer, move |tx| actions::decide(tx, review, Decision::Same, "")).await.unwrap();
        w.settle().await;
        assert_eq!(w.together(at_clinic).await, sorted(vec![at_clinic, at_pantry]));
        assert!(matches!(look(&reviewer).await, Err(Error::NotFound)), "the records close with the decision");

        // A record that is saved again does not overrule the decision.
        let edited = PersonInput { preferred_name: "Mari".into(), ..maybe_maria() };
        w.write(&navigator(12, w.pantry), move |tx| people::edit_person(tx, at_pantry, &edited))
            .await
            .unwrap();
        w.settle().await;
        assert_eq!(w.together(at_clinic).await.len(), 2);

        assert!(matches!(w.write(&other, move |tx| actions::undo(tx, review)).await, Err(Error::NotFound)));
        w.write(&reviewer, move |tx| actions::undo(tx, review)).await.unwrap();
        w.settle().await;
        assert_eq!(w.together(at_clinic).await, [at_clinic], "taken back");

        let review = wait_for_review(&w, &other).await;
        w.write(&other, move |tx| actions::decide(tx, review, Decision::Different, "another day"))
            .await
            .unwrap();
        w.settle().await;
        assert_eq!(w.together(at_clinic).await, [at_clinic]);
        assert!(w.write(&reviewer, actions::take).await.unwrap().is_none(), "decided pairs do not come back");
    }
}

#[tokio::test]
async fn two_people_are_kept_apart_by_way_of_a_third_too() {
    for w in World::both().await {
        let at_clinic = w.person(w.clinic, maria()).await;
        let at_pantry = w.person(w.pantry, maria_again()).await;
        w.yes(w.pantry, at_pantry, w.clinic).await;
        let nurse = navigator(11, w.clinic);
        assert!(
            matches!(w.write(&nurse, move |tx| actions::doubt(tx, at_pantry, at_clinic)).await, Ok(())),
            "a record that a consent opens may be doubted from its own side too"
        );
        w.settle().await;
        assert_eq!(w.together(at_clinic).await, [at_clinic], "{}: a doubt parts at once", w.base.engine);
        // A record that is saved again takes no doubt out of the queue.
        let edited = PersonInput { preferred_name: "Mari".into(), ..maria_again() };
        w.write(&navigator(12, w.pantry), move |tx| people::edit_person(tx, at_pantry, &edited))
            .await
            .unwrap();
        w.settle().await;
        assert_eq!(w.together(at_clinic).await, [at_clinic]);
        assert_eq!(w.read(&steward(21, w.clinic), |tx| Ok(actions::queue(tx, 9)?.1)).await.unwrap(), 1);
        // A third record that matches both goes with one of them only.
        let third = w.person(w.clinic, maria()).await;
        let groups = [w.together(at_clinic).await, w.together(at_pantry).await, w.together(third).await];
        assert!(
            groups.iter().all(|group| !(group.contains(&at_clinic) && group.contains(&at_pantry))),
            "{groups:?}"
        );
        assert!(w.together(third).await.len() == 2);
        // The doubted pair is what a reviewer gets first.
        let reviewer = steward(21, w.clinic);
        let review = wait_for_review(&w, &reviewer).await;
        w.write(&reviewer, move |tx| actions::decide(tx, review, Decision::Same, "")).await.unwrap();
        w.settle().await;
        assert_eq!(w.together(third).await, sorted(vec![at_clinic, at_pantry, third]));
    }
}

#[tokio::test]
async fn a_taken_pair_that_is_left_lying_waits_again_and_closes() {
    for w in World::both().await {
        w.person(w.clinic, maria()).await;
        let at_pantry = w.person(w.pantry, maybe_maria()).await;
        let reviewer = steward(21, w.clinic);
        let review = wait_for_review(&w, &reviewer).await;
        w.base.clock.advance(jiff::SignedDuration::from_mins(31));
        assert!(matches!(
            w.read(&reviewer, move |tx| actions::view_review(tx, review)).await,
            Err(Error::NotFound)
        ));
        assert!(w.read(&reviewer, move |tx| people::compared(tx, at_pantry)).await.is_err());
        w.write(&system(), actions::release_left_lying).await.unwrap();
        assert_eq!(wait_for_review(&w, &steward(22, w.clinic)).await, review);
    }
}

#[tokio::test]
async fn sensitive_records_link_when_certain_and_are_never_shown_to_a_reviewer() {
    for w in World::both().await {
        let sensitive =
            |input: PersonInput| PersonInput { label: Label::SubstanceUse.code().into(), ..input };
        let at_clinic = w.person(w.clinic, sensitive(maria())).await;
        w.person(w.pantry, maybe_maria()).await;
        let reviewer = steward(21, w.clinic);
        assert!(w.write(&reviewer, actions::take).await.unwrap().is_none(), "{}", w.base.engine);
        let certain = w.person(w.pantry, maria()).await;
        assert!(w.together(certain).await.contains(&at_clinic));
    }
}

#[tokio::test]
async fn only_reviewers_review_and_only_with_numbers_do_others_see_the_index() {
    for w in World::both().await {
        w.person(w.clinic, maria()).await;
        w.person(w.pantry, maria_again()).await;
        w.person(w.pantry, sister()).await;
        for role in Role::ALL {
            let viewer = Viewer::test_member(Uuid::from_u128(31), w.clinic, &[*role], Purpose::Operations);
            let may = *role == Role::IdentitySteward;
            let taken = w.write(&viewer, actions::take).await;
            assert_eq!(taken.is_ok(), may, "{role}: {taken:?}");
            let waiting = w.read(&viewer, |tx| actions::queue(tx, 1)).await;
            assert_eq!(waiting.is_ok(), may, "{role}: {waiting:?}");
            let quality = actions::quality(&w.base.store, &viewer).await;
            assert_eq!(quality.is_ok(), may, "{role}: {quality:?}");
        }
        let coordinator =
            Viewer::test_member(Uuid::from_u128(32), w.clinic, &[Role::Coordinator], Purpose::Operations);
        assert_eq!(actions::overlap(&w.base.store, &coordinator).await.unwrap(), [(1, 1), (2, 1)]);
        let advocate =
            Viewer::test_member(Uuid::from_u128(33), w.shelter, &[Role::Advocate], Purpose::Operations);
        assert!(matches!(actions::overlap(&w.base.store, &advocate).await, Err(Error::Forbidden)));
    }
}

#[tokio::test]
async fn the_index_is_the_same_when_it_is_built_anew() {
    for w in World::both().await {
        let ids = [
            w.person(w.clinic, maria()).await,
            w.person(w.pantry, maria_again()).await,
            w.person(w.pantry, sister()).await,
        ];
        let before = [w.together(ids[0]).await, w.together(ids[2]).await];
        w.write(&system(), |tx| {
            tx.execute("DELETE FROM identity_key WHERE person_id IS NOT NULL", tandem_access::params![])
        })
        .await
        .unwrap();
        let by_hand = PersonInput { label: "domestic_violence".into(), ..sister() };
        w.person(w.clinic, by_hand).await;
        assert_eq!(
            actions::rebuild(&w.base.store, |_| {}).await.unwrap(),
            3,
            "who takes no part is not counted"
        );
        assert_eq!([w.together(ids[0]).await, w.together(ids[2]).await], before, "{}", w.base.engine);
        // New records find the old ones by the new keys.
        let again = w.person(w.pantry, maria()).await;
        assert_eq!(w.together(again).await.len(), 3);
    }
}

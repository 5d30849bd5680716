//! What the index learns from the partnership: how common names are here, and what reviewers decide.

use crate::common::{World, maria, steward, system};
use tandem_access::{Uuid, params};
use tandem_identity::actions::{self, Decision};
use tandem_people::model::person::PersonInput;

/// The likeliest other record, and how likely it is.
async fn likeliest(w: &World, person: Uuid) -> Option<(Uuid, f64)> {
    w.read(&system(), move |tx| Ok(actions::find(tx, person)?.first().copied())).await.unwrap()
}

fn named(given: &str, family: &str, born: &str) -> PersonInput {
    PersonInput {
        given_name: given.into(),
        family_name: family.into(),
        birth_date: born.into(),
        ..PersonInput::default()
    }
}

#[tokio::test]
async fn a_name_that_many_have_here_says_less_here() {
    for w in World::both().await {
        let at_clinic = w.person(w.clinic, named("Ngozi", "Okonkwo", "1984-07-02")).await;
        let at_pantry = w.person(w.pantry, named("Ngozi", "Okonkwo", "1984-07-12")).await;
        let (other, before) = likeliest(&w, at_clinic).await.expect("a likely one");
        assert_eq!(other, at_pantry, "{}", w.base.engine);
        // A town of Okonkwos, with a few of whom nobody shares the name.
        for n in 0..60 {
            w.person(w.pantry, named(&format!("Name{n}"), "Okonkwo", &format!("19{}-01-17", 20 + n))).await;
        }
        for n in 0..3 {
            w.person(w.pantry, named(&format!("Other{n}"), "Quillfeather", "1950-03-04")).await;
        }
        let uncounted = likeliest(&w, at_clinic).await.expect("a likely one").1;
        assert!((uncounted - before).abs() < 1e-3, "not counted yet: {before} {uncounted}");
        assert!(actions::count_if_due(&w.base.store).await.unwrap());
        let counted = likeliest(&w, at_clinic).await.expect("a likely one").1;
        let odds = |p: f64| p / (1.0 - p);
        assert!(odds(counted) < odds(before) / 4.0, "{}: {before} {counted}", w.base.engine);
        assert!(!actions::count_if_due(&w.base.store).await.unwrap(), "once a day is enough");

        // How many have the name, and how many any of a role; what three have is not written down.
        let counts: Vec<i64> = w
            .read(&system(), |tx| {
                tx.query(
                    "SELECT f.records FROM identity_frequency f ORDER BY f.records DESC",
                    params![],
                    |row| Ok(row.get(0)?),
                )
            })
            .await
            .unwrap();
        assert_eq!(counts, [65, 65, 65, 62], "given names, family names, birth dates, and Okonkwo");
        w.base.clock.advance(jiff::SignedDuration::from_hours(21));
        assert!(actions::count_if_due(&w.base.store).await.unwrap(), "the next night");
    }
}

/// A pair that a computation links, but only just.
fn just_linked() -> [PersonInput; 2] {
    let there = PersonInput {
        given_name: "Marta".into(),
        family_name: "Garcia".into(),
        birth_date: "1984-07-12".into(),
        address_line1: String::new(),
        ..maria()
    };
    [maria(), there]
}

#[tokio::test]
async fn wrong_pairs_make_the_index_more_careful() {
    for w in World::both().await {
        let [here, there] = just_linked();
        let at_clinic = w.person(w.clinic, here.clone()).await;
        let at_pantry = w.person(w.pantry, there.clone()).await;
        let before = likeliest(&w, at_clinic).await.expect("a likely one").1;
        assert!((0.99..0.9999).contains(&before), "only just: {before}");
        assert_eq!(w.together(at_clinic).await.len(), 2, "{}", w.base.engine);

        // Reviewers find namesakes of these two partners to be two people again and again.
        let names = ["Ada", "Bea", "Cora"];
        for (n, name) in names.iter().enumerate() {
            let born = format!("19{}-05-{}", 50 + n, 10 + n);
            w.person(w.clinic, named(name, &format!("{name}son"), &born)).await;
            w.person(w.pantry, named(name, &format!("{name}son"), &born)).await;
        }
        let reviewer = steward(21, w.clinic);
        let decide = |decision| {
            let (w, reviewer) = (&w, reviewer.clone());
            async move {
                let review = w.write(&reviewer, actions::take).await.unwrap().expect("a pair waits");
                w.write(&reviewer, move |tx| actions::decide(tx, review, decision, "")).await.unwrap();
                w.settle().await;
                review
            }
        };
        w.write(&system(), actions::calibrate).await.unwrap();
        assert_eq!(
            actions::calibration(&w.base.store, &reviewer).await.unwrap().version,
            0,
            "nothing learnt"
        );
        let one = decide(Decision::Different).await;
        w.write(&system(), actions::calibrate).await.unwrap();
        w.settle().await;
        let after_one = likeliest(&w, at_clinic).await.expect("a likely one").1;
        assert!(after_one < before && after_one > 0.98, "one decision changes little: {before} {after_one}");
        for _ in 1..names.len() {
            decide(Decision::Different).await;
        }
        w.write(&system(), actions::calibrate).await.unwrap();
        w.settle().await;
        let learnt = actions::calibration(&w.base.store, &reviewer).await.unwrap();
        assert_eq!((learnt.version, learnt.reviews), (2, names.len() as u64));
        let after = likeliest(&w, at_clinic).await.expect("a likely one").1;
        assert!((0.5..0.98).contains(&after), "{}: {after_one} {after}", w.base.engine);

        // What was linked before is compared again, and waits for a look; so is what comes in.
        assert_eq!(w.together(at_clinic).await, [at_clinic], "{}", w.base.engine);
        let review = w.write(&reviewer, actions::take).await.unwrap().expect("it waits");
        let comparison = w.read(&reviewer, move |tx| actions::view_review(tx, review)).await.unwrap();
        let pair = [comparison.review.pair.0, comparison.review.pair.1];
        assert!(pair.contains(&at_clinic) && pair.contains(&at_pantry));
        assert!((comparison.probability - after).abs() < 1e-3 && comparison.found < -0.5);

        // Nothing new, no new version; a decision taken back is unlearnt.
        w.write(&system(), actions::calibrate).await.unwrap();
        assert_eq!(actions::calibration(&w.base.store, &reviewer).await.unwrap().version, 2);
        w.write(&reviewer, move |tx| actions::drop_review(tx, review)).await.unwrap();
        w.write(&reviewer, move |tx| actions::undo(tx, one)).await.unwrap();
        w.write(&system(), actions::calibrate).await.unwrap();
        let unlearnt = actions::calibration(&w.base.store, &reviewer).await.unwrap();
        assert_eq!((unlearnt.version, unlearnt.reviews), (3, names.len() as u64 - 1));
    }
}

#[tokio::test]
async fn a_doubt_teaches_nothing_of_other_pairs() {
    for w in World::both().await {
        let at_clinic = w.person(w.clinic, maria()).await;
        let at_pantry = w.person(w.pantry, maria()).await;
        w.yes(w.pantry, at_pantry, w.clinic).await;
        let nurse = crate::common::navigator(11, w.clinic);
        w.write(&nurse, move |tx| actions::doubt(tx, at_clinic, at_pantry)).await.unwrap();
        w.settle().await;
        let reviewer = steward(21, w.clinic);
        let review = w.write(&reviewer, actions::take).await.unwrap().expect("the doubted pair");
        w.write(&reviewer, move |tx| actions::decide(tx, review, Decision::Different, "")).await.unwrap();
        w.settle().await;
        w.write(&system(), actions::calibrate).await.unwrap();
        assert_eq!(actions::calibration(&w.base.store, &reviewer).await.unwrap().version, 0);
    }
}

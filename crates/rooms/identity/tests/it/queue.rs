//! What a reviewer is given next: by harm, but of the samples too; and what nobody could tell, later.

use crate::common::{World, maria, maybe_maria, steward};
use tandem_access::Uuid;
use tandem_identity::actions::{self, Decision};
use tandem_identity::model::review::Stratum;
use tandem_people::model::person::PersonInput;

fn namesake(n: usize) -> (PersonInput, PersonInput) {
    let family = ["Abernathy", "Bjornsson", "Castellano", "Dubrovsky", "Eastwick", "Fontaine"][n % 6];
    let born = format!("19{:02}-07-{:02}", 60 + n, 2 + n);
    let of =
        |input: PersonInput| PersonInput { family_name: family.into(), birth_date: born.clone(), ..input };
    (of(maria()), of(maybe_maria()))
}

impl World {
    /// So many pairs that wait.
    async fn doubtful(&self, n: usize) {
        for n in 0..n {
            let (whole, bare) = namesake(n);
            self.person(self.clinic, whole).await;
            self.person(self.pantry, bare).await;
        }
    }

    async fn next(&self, n: u128) -> Uuid {
        self.write(&steward(n, self.clinic), actions::take).await.unwrap().expect("a pair waits")
    }
}

#[tokio::test]
async fn what_a_reviewer_cannot_tell_goes_to_another() {
    for w in World::both().await {
        w.doubtful(3).await;
        let first = w.next(21).await;
        w.write(&steward(21, w.clinic), move |tx| actions::drop_review(tx, first)).await.unwrap();
        let second = w.next(21).await;
        assert_ne!(second, first, "the next pair");
        w.write(&steward(21, w.clinic), move |tx| actions::decide(tx, second, Decision::Different, ""))
            .await
            .unwrap();
        let third = w.next(21).await;
        assert_ne!(third, first);
        assert_eq!(w.next(22).await, first, "another reviewer is given it");
        w.write(&steward(22, w.clinic), move |tx| actions::drop_review(tx, first)).await.unwrap();
        w.write(&steward(21, w.clinic), move |tx| actions::decide(tx, third, Decision::Different, ""))
            .await
            .unwrap();
        assert_eq!(w.next(21).await, first, "at last it comes again");
    }
}

/// While uncertain pairs wait, one in three is of a sample, or precision and recall would be known when nobody needs them.
#[tokio::test]
async fn one_pair_in_three_is_of_a_sample() {
    for w in World::both().await {
        w.doubtful(6).await;
        let relabel = |tx: &mut tandem_access::Tx| {
            // As if drawn: three of the pairs belong to samples, at the end of the queue by harm.
            let ids: Vec<Uuid> =
                tx.query("SELECT v.id FROM identity_review v ORDER BY v.id LIMIT 3", &[], |row| {
                    Ok(row.get(0)?)
                })?;
            for (id, code) in ids.into_iter().zip(["sample_linked", "sample_apart", "sample_apart"]) {
                tx.execute(
                    "UPDATE identity_review SET stratum = ?2, harm = 0.0001 WHERE id = ?1",
                    tandem_access::params![id, code],
                )?;
            }
            Ok(())
        };
        w.write(&crate::common::system(), relabel).await.unwrap();
        let mut seen = vec![];
        for _ in 0..6 {
            let reviewer = steward(21, w.clinic);
            let id = w.next(21).await;
            seen.push(
                w.read(&reviewer, move |tx| Ok(actions::view_review(tx, id)?.review.stratum)).await.unwrap(),
            );
            w.write(&reviewer, move |tx| actions::decide(tx, id, Decision::Different, "")).await.unwrap();
        }
        let samples: Vec<bool> = seen.iter().map(|stratum| *stratum != Stratum::Uncertain).collect();
        assert_eq!(samples, [true, false, false, true, false, true], "{seen:?}");
        assert_ne!(seen[0], seen[3], "both samples are looked at");
    }
}

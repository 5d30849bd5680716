//! Break-glass: what a clinician opens in a medical emergency, and who learns of it.

use crate::common::{World, maria, maria_again, sister, system};
use tandem_access::accounts::members::{self, Status};
use tandem_access::{Action, Error, Kind, Purpose, Role, Uuid, Viewer, params};
use tandem_identity::actions::{break_glass, end_emergency};
use tandem_people::actions as people;
use tandem_people::model::exceptional::ExceptionalPurpose;
use tandem_people::model::person::PersonInput;

const WHY: &str = "found unconscious, medicines unknown";

fn nurse(n: u128, org: Uuid) -> Viewer {
    Viewer::test_member(Uuid::from_u128(n), org, &[Role::Clinician], Purpose::Treatment)
}

async fn sees(w: &World, viewer: &Viewer, person: Uuid) -> bool {
    w.read(viewer, move |tx| people::view_person(tx, person)).await.is_ok()
}

#[tokio::test]
async fn an_emergency_opens_what_others_know_for_a_while_to_one_clinician() {
    for w in World::both().await {
        let at_clinic = w.person(w.clinic, maria()).await;
        let at_pantry = w.person(w.pantry, maria_again()).await;
        let her_sister = w.person(w.pantry, sister()).await;
        let (ruth, other) = (nurse(41, w.clinic), nurse(42, w.clinic));
        assert!(!sees(&w, &ruth, at_pantry).await);
        assert_eq!(break_glass(&w.base.store, &ruth, at_clinic, WHY).await.unwrap(), 1, "{}", w.base.engine);
        assert!(sees(&w, &ruth, at_pantry).await);
        assert!(!sees(&w, &ruth, her_sister).await, "nobody else's record");
        assert!(!sees(&w, &other, at_pantry).await, "nor to a colleague");
        assert_eq!(
            w.read(&ruth, move |tx| Ok(tandem_identity::actions::others(tx, at_clinic)?.len()))
                .await
                .unwrap(),
            1
        );

        // Whoever keeps the record reads who looked, and why; so does the person.
        let keeper =
            Viewer::test_member(Uuid::from_u128(51), w.pantry, &[Role::Navigator], Purpose::CareCoordination);
        for reader in [keeper, Viewer::test_person(at_pantry)] {
            let looks = w.read(&reader, move |tx| people::exceptional_looks(tx, at_pantry)).await.unwrap();
            assert_eq!(looks.len(), 1, "one line for all classes of data");
            assert_eq!((looks[0].purpose, looks[0].reason.as_str()), (ExceptionalPurpose::Emergency, WHY));
            assert_eq!(looks[0].org, w.clinic);
        }
        end_emergency(&w.base.store, &ruth, at_clinic).await.unwrap();
        assert!(!sees(&w, &ruth, at_pantry).await, "closed by hand");

        break_glass(&w.base.store, &ruth, at_clinic, WHY).await.unwrap();
        w.base.clock.advance(jiff::SignedDuration::from_mins(4 * 60 + 1));
        assert!(!sees(&w, &ruth, at_pantry).await, "and by itself");
    }
}

#[tokio::test]
async fn only_a_clinician_with_a_reason_and_a_person_of_their_own_breaks_the_glass() {
    for w in World::both().await {
        let at_clinic = w.person(w.clinic, maria()).await;
        let at_pantry = w.person(w.pantry, maria()).await;
        for role in Role::ALL.iter().filter(|role| **role != Role::Clinician) {
            let viewer = Viewer::test_member(Uuid::from_u128(41), w.clinic, &[*role], Purpose::Treatment);
            let refused = break_glass(&w.base.store, &viewer, at_clinic, WHY).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{role}: {refused:?}");
        }
        let ruth = nurse(41, w.clinic);
        assert!(matches!(
            break_glass(&w.base.store, &ruth, at_clinic, "  because ").await,
            Err(Error::Invalid(_))
        ));
        assert!(matches!(break_glass(&w.base.store, &ruth, at_pantry, WHY).await, Err(Error::NotFound)));
        let looks: i64 = w
            .read(&system(), |tx| {
                tx.query_one("SELECT COUNT(x.id) FROM exceptional_access x", params![], |row| Ok(row.get(0)?))
            })
            .await
            .unwrap();
        assert_eq!(looks, 0, "a refusal grants nothing: {}", w.base.engine);
    }
}

#[tokio::test]
async fn a_shelter_s_record_does_not_open_and_the_answer_does_not_tell() {
    for w in World::both().await {
        let at_clinic = w.person(w.clinic, maria()).await;
        let at_shelter = w.person(w.shelter, maria()).await;
        let local = PersonInput { label: "domestic_violence".into(), ..maria() };
        let at_pantry = w.person(w.pantry, local).await;
        let ruth = nurse(41, w.clinic);
        assert_eq!(
            break_glass(&w.base.store, &ruth, at_clinic, WHY).await.unwrap(),
            0,
            "as if there were none"
        );
        for hidden in [at_shelter, at_pantry] {
            assert!(!sees(&w, &ruth, hidden).await, "{}", w.base.engine);
        }
        // Even a grant that should not be there opens nothing of it: the row fence holds by itself.
        let (pantry, clinic) = (w.pantry, w.clinic);
        w.write(&system(), move |tx| {
            let (now, later) = (tx.now(), tx.now() + jiff::SignedDuration::from_hours(1));
            tx.execute(
                "INSERT INTO exceptional_access (id, person_id, owner_org, member_id, org, purpose, class, reason, \
                 granted_at, valid_until, ended_at) VALUES (?1, ?2, ?3, ?4, ?5, 'emergency', 'contact', 'x', ?6, ?7, NULL)",
                params![tx.new_id(), at_pantry, pantry, Uuid::from_u128(41), clinic, now, later],
            )
        })
        .await
        .unwrap();
        assert!(!sees(&w, &ruth, at_pantry).await);
    }
}

#[tokio::test]
async fn a_record_that_only_looks_alike_opens_and_closes_and_one_known_to_be_somebody_else_stays_shut() {
    for w in World::both().await {
        let at_clinic = w.person(w.clinic, maria()).await;
        let at_pantry = w.person(w.pantry, maria()).await;
        let ruth = nurse(41, w.clinic);
        // Never compared by the index, as before the first events are carried.
        w.write(&system(), |tx| tx.execute("DELETE FROM identity_link WHERE probability > 0", params![]))
            .await
            .unwrap();
        w.write(&system(), move |tx| {
            let other = tx.new_public_id();
            tx.execute(
                "UPDATE identity_record SET identity_id = ?2 WHERE person_id = ?1",
                params![at_pantry, other],
            )
        })
        .await
        .unwrap();
        assert_eq!(break_glass(&w.base.store, &ruth, at_clinic, WHY).await.unwrap(), 1, "{}", w.base.engine);
        assert!(sees(&w, &ruth, at_pantry).await);
        end_emergency(&w.base.store, &ruth, at_clinic).await.unwrap();
        assert!(!sees(&w, &ruth, at_pantry).await, "closed, though no link leads to it");

        let pair = (at_clinic.min(at_pantry), at_clinic.max(at_pantry));
        w.write(&system(), move |tx| {
            let now = tx.now();
            tx.execute(
                "INSERT INTO identity_apart (left_person, right_person, at) VALUES (?1, ?2, ?3)",
                params![pair.0, pair.1, now],
            )
        })
        .await
        .unwrap();
        assert_eq!(break_glass(&w.base.store, &ruth, at_clinic, WHY).await.unwrap(), 0, "two people");
        assert!(!sees(&w, &ruth, at_pantry).await);
    }
}

#[tokio::test]
async fn privacy_officers_get_a_letter_that_names_nobody() {
    for w in World::both().await {
        let at_clinic = w.person(w.clinic, maria()).await;
        w.person(w.pantry, maria_again()).await;
        let pantry = w.pantry;
        w.write(&system(), move |tx| {
            for (email, role) in
                [("officer@pantry.example", Role::PrivacyOfficer), ("desk@pantry.example", Role::Responder)]
            {
                let id = members::create(tx, email, "Edith Lockhart", "es", Status::Active)?;
                members::grant(tx, id, pantry, role)?;
            }
            Ok(())
        })
        .await
        .unwrap();
        break_glass(&w.base.store, &nurse(41, w.clinic), at_clinic, WHY).await.unwrap();
        w.settle().await;
        let letters = w.read(&system(), |tx| tandem_mail::outbox(tx, None, 20)).await.unwrap();
        let letters: Vec<(String, String)> = letters.into_iter().map(|l| (l.to, l.body)).collect();
        assert_eq!(letters.len(), 1, "{}", w.base.engine);
        assert_eq!(letters[0].0, "officer@pantry.example");
        assert!(letters[0].1.contains("Riverside Clinic") && letters[0].1.contains("emergencia"));
        assert!(!letters[0].1.contains("García") && !letters[0].1.contains("Maria"), "{}", letters[0].1);
    }
}

#[tokio::test]
async fn a_look_ends_though_the_two_were_found_to_be_two_people_and_with_that_finding() {
    for w in World::both().await {
        let at_clinic = w.person(w.clinic, maria()).await;
        let at_pantry = w.person(w.pantry, maria_again()).await;
        let (ruth, other) = (nurse(41, w.clinic), nurse(42, w.clinic));
        for who in [&ruth, &other] {
            assert_eq!(break_glass(&w.base.store, who, at_clinic, WHY).await.unwrap(), 1);
            assert!(sees(&w, who, at_pantry).await);
        }
        let pair = (at_clinic.min(at_pantry), at_clinic.max(at_pantry));
        w.write(&system(), move |tx| {
            let now = tx.now();
            tx.execute(
                "INSERT INTO identity_apart (left_person, right_person, at) VALUES (?1, ?2, ?3)",
                params![pair.0, pair.1, now],
            )
        })
        .await
        .unwrap();
        // Nothing finds the record any more; what was opened is ended by what was written down.
        end_emergency(&w.base.store, &ruth, at_clinic).await.unwrap();
        assert!(!sees(&w, &ruth, at_pantry).await, "{}", w.base.engine);
        assert!(sees(&w, &other, at_pantry).await, "a colleague's look is their own");

        // Whoever says that they are two people ends every look.
        w.yes(w.pantry, at_pantry, w.clinic).await;
        w.write(&system(), |tx| tx.execute("DELETE FROM identity_apart WHERE at > 0", params![]))
            .await
            .unwrap();
        let clerk = crate::common::navigator(11, w.clinic);
        w.write(&clerk, move |tx| tandem_identity::actions::doubt(tx, at_clinic, at_pantry)).await.unwrap();
        w.settle().await;
        let live: i64 = w
            .read(&system(), |tx| {
                let sql = "SELECT COUNT(x.id) FROM exceptional_access x WHERE x.ended_at IS NULL";
                tx.query_one(sql, params![], |row| Ok(row.get(0)?))
            })
            .await
            .unwrap();
        assert_eq!(live, 0, "{}", w.base.engine);
    }
}

fn refused(answer: &Result<usize, Error>) -> bool {
    matches!(answer, Err(Error::Conflict { code: "identity-conflict-own-hand" }))
}

#[tokio::test]
async fn nobody_opens_with_a_record_that_they_wrote_themselves_a_moment_ago() {
    for w in World::both().await {
        let at_pantry = w.person(w.pantry, maria()).await;
        let (ruth, other, clinic) = (nurse(41, w.clinic), nurse(42, w.clinic), w.clinic);
        let made = w.write(&ruth, move |tx| people::create_person(tx, clinic, &maria_again())).await.unwrap();
        w.settle().await;
        let store = &w.base.store;
        assert!(refused(&break_glass(store, &ruth, made, WHY).await), "{}", w.base.engine);
        assert!(!sees(&w, &ruth, at_pantry).await);
        // A visit that she writes herself, or a letter of the system about it, says nothing more.
        for (by, kind) in [(ruth.clone(), Kind::Visit), (system(), Kind::Referral), (system(), Kind::Person)]
        {
            w.base.clock.advance(jiff::SignedDuration::from_secs(1));
            let note = move |tx: &mut tandem_access::Tx<'_, '_>| {
                tx.audit_for(clinic, Action::Write, kind, None, Some(made), "recorded")
            };
            w.write(&by, note).await.unwrap();
            assert!(refused(&break_glass(store, &ruth, made, WHY).await), "{kind:?}");
        }
        // A colleague who may, does.
        assert_eq!(break_glass(store, &other, made, WHY).await.unwrap(), 1);
        end_emergency(store, &other, made).await.unwrap();

        // What a system of the hospital says of the person counts, and so does a colleague who saw the record.
        w.write(&system(), move |tx| {
            tx.audit_for(clinic, Action::Write, Kind::Visit, None, Some(made), "visit recorded")
        })
        .await
        .unwrap();
        assert_eq!(break_glass(store, &ruth, made, WHY).await.unwrap(), 1, "{}", w.base.engine);
        end_emergency(store, &ruth, made).await.unwrap();
        // Another name in it, and it may be another person.
        w.base.clock.advance(jiff::SignedDuration::from_secs(1));
        w.write(&ruth, move |tx| people::edit_person(tx, made, &maria())).await.unwrap();
        assert!(refused(&break_glass(store, &ruth, made, WHY).await));
        w.base.clock.advance(jiff::SignedDuration::from_secs(1));
        let seen = PersonInput { city: "Tamsel Falls".into(), ..maria() };
        w.write(&other, move |tx| people::edit_person(tx, made, &seen)).await.unwrap();
        assert_eq!(break_glass(store, &ruth, made, WHY).await.unwrap(), 1);
        end_emergency(store, &ruth, made).await.unwrap();

        // And after a day it is a record like any other.
        w.base.clock.advance(jiff::SignedDuration::from_secs(1));
        w.write(&ruth, move |tx| people::edit_person(tx, made, &maria())).await.unwrap();
        w.base.clock.advance(jiff::SignedDuration::from_hours(23));
        assert!(refused(&break_glass(store, &ruth, made, WHY).await));
        w.base.clock.advance(jiff::SignedDuration::from_hours(2));
        assert_eq!(break_glass(store, &ruth, made, WHY).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn without_a_privacy_officer_the_account_managers_hear_of_it_and_the_organization_s_address() {
    for w in World::both().await {
        let at_clinic = w.person(w.clinic, maria()).await;
        w.person(w.pantry, maria_again()).await;
        let orgs = [(w.clinic, "clinic"), (w.pantry, "pantry")];
        w.write(&system(), move |tx| {
            for (org, name) in orgs {
                let mut draft = tandem_partners::actions::find(tx, org)?.draft();
                draft.email = Some(format!("office@{name}.example"));
                tandem_partners::actions::edit(tx, org, &draft)?;
                let id =
                    members::create(tx, &format!("boss@{name}.example"), "Bo Boss", "en", Status::Active)?;
                members::grant(tx, id, org, Role::OrganizationAdmin)?;
            }
            // One who has not accepted yet reads no letters.
            let invited = members::create(tx, "new@pantry.example", "Nu New", "en", Status::Invited)?;
            members::grant(tx, invited, orgs[1].0, Role::PrivacyOfficer)
        })
        .await
        .unwrap();
        break_glass(&w.base.store, &nurse(41, w.clinic), at_clinic, WHY).await.unwrap();
        w.settle().await;
        let letters = w.read(&system(), |tx| tandem_mail::outbox(tx, None, 20)).await.unwrap();
        let to = |address: &str| letters.iter().filter(|l| l.to == address).collect::<Vec<_>>();
        for address in ["boss@pantry.example", "office@pantry.example"] {
            assert_eq!(to(address).len(), 1, "{address}: {}", w.base.engine);
            assert!(to(address)[0].body.contains("a record of your organization"), "{address}");
        }
        for address in ["boss@clinic.example", "office@clinic.example"] {
            assert_eq!(to(address).len(), 1, "{address}: {}", w.base.engine);
            assert!(to(address)[0].body.contains("records of other organizations"), "{address}");
        }
        assert_eq!(letters.len(), 4);
        assert!(letters.iter().all(|l| !l.body.contains("Garc") && !l.body.contains("Maria")));

        // Where it is a confidential organization by the time the letter is written, none goes to an address that many read.
        let clinic = w.clinic;
        assert_eq!(break_glass(&w.base.store, &nurse(41, w.clinic), at_clinic, WHY).await.unwrap(), 1);
        w.write(&system(), move |tx| {
            let mut draft = tandem_partners::actions::find(tx, clinic)?.draft();
            draft.confidential = true;
            tandem_partners::actions::edit(tx, clinic, &draft)
        })
        .await
        .unwrap();
        w.settle().await;
        let letters = w.read(&system(), |tx| tandem_mail::outbox(tx, None, 20)).await.unwrap();
        let count = |address: &str| letters.iter().filter(|l| l.to == address).count();
        assert_eq!((count("office@clinic.example"), count("office@pantry.example")), (1, 1));
        assert_eq!((count("boss@clinic.example"), count("boss@pantry.example")), (2, 2));
    }
}

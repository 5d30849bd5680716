//! What one person leaves, over HTTP, on both databases; and a body that would lose its stand-ins only.

use crate::pages::rooms;
use tandem_access::{Error, Tx, Uuid, params};
use tandem_agreements::model::agreement::{Draft, Kind};
use tandem_agreements::model::commitment::{NewCommitment, State};
use tandem_bodies::testing::{Town, system};
use tandem_decisions::actions::NewProposal;
use tandem_decisions::model::Text;

/// A promise of an organization that a member looks after, due in 2099.
fn promise(tx: &mut Tx<'_, '_>, words: &str, owner_org: Uuid, owner: Option<Uuid>) -> Result<Uuid, Error> {
    let new = NewCommitment {
        words: words.into(),
        words_es: None,
        owner_org,
        owner_member: owner,
        due_on: jiff::civil::date(2099, 6, 30),
        source: None,
    };
    tandem_agreements::actions::commit(tx, &new)
}

/// What somebody took on at a meeting of a body.
fn task(tx: &mut Tx<'_, '_>, body: Uuid, what: &str, owner: Uuid, done: bool) -> Result<(), Error> {
    let (plan, meeting, now) = (tx.new_id(), tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO meeting_plan (id, body_id, title, room, online, phone, first_start, minutes, zone, public, sequence,
           created_at)
         VALUES (?1, ?2, 'Council', '', '', '', '2026-01-05T18:00', 60, 'UTC', 1, 0, ?3)",
        params![plan, body, now],
    )?;
    tx.execute(
        "INSERT INTO meeting (id, plan_id, body_id, recurrence, title, room, online, phone, starts_local, ends_local,
           starts_at, ends_at, public, moved, state, summary, revision)
         VALUES (?1, ?2, ?3, '2026-01-05T18:00', 'Council', '', '', '', '2026-01-05T18:00', '2026-01-05T19:00',
           ?4, ?4, 1, 0, 'closed', '', 1)",
        params![meeting, plan, body, now],
    )?;
    tx.execute(
        "INSERT INTO meeting_action (id, meeting_id, what, owner_id, due, at, done_at)
         VALUES (?1, ?2, ?3, ?4, '2099-06-30', ?5, ?6)",
        params![tx.new_id(), meeting, what, owner, now, done.then_some(now)],
    )?;
    Ok(())
}

/// The council of a nurse, an officer and a resident; the nurse leads a group too, and the pantry's administrator stands in for her in the
/// council.
async fn world(town: &Town) {
    let council = town.council(&["nurse", "officer", "ana"]).await;
    town.workgroup("Rides", &["nurse", "builder", "ben"]).await;
    let (nurse, doctor, signer) = (town.who("nurse").id, town.who("doctor").id, town.who("signer").id);
    let (hospital, clinic, pantry) =
        (town.organizations["hospital"], town.organizations["clinic"], town.organizations["pantry"]);
    town.write("coordinator", move |tx| {
        let standing = tandem_bodies::actions::standing(tx, council)?;
        let seat = standing.seat_of(nurse).map(|(seat, _)| seat.id).ok_or(Error::NotFound)?;
        tandem_bodies::actions::set_deputy(tx, seat, signer)?;
        promise(tx, "A bed for a week", hospital, Some(nurse))?;
        promise(tx, "A room on Mondays", hospital, None)?;
        promise(tx, "Shots at the fair", clinic, Some(doctor))?;
        let kept = promise(tx, "A line to call", hospital, Some(nurse))?;
        tandem_agreements::actions::close_commitment(tx, kept, State::Done, "It rings")
    })
    .await
    .expect("promises");
    town.app
        .store()
        .write(&system(), move |tx| {
            task(tx, council, "Ask the bus company", nurse, false)?;
            task(tx, council, "Ask the mayor", nurse, true)
        })
        .await
        .expect("tasks");
    town.write("nurse", move |tx| {
        let text = Text {
            title: "A night bus".into(),
            problem: "No rides after nine in the evening".into(),
            body: "Run a night bus to the hospital".into(),
            ..Text::default()
        };
        let new = NewProposal { text, body_id: Some(council), ..NewProposal::default() };
        tandem_decisions::actions::propose(tx, &new)
    })
    .await
    .expect("a proposal");
    town.write("signer", move |tx| {
        let draft = Draft {
            kind: Kind::Memorandum,
            title: "One line for food".into(),
            purpose: "So that nobody is asked twice.".into(),
            classes: std::collections::BTreeSet::new(),
            language: "en".into(),
            body: "We tell each other.".into(),
            starts_on: tandem_bodies::actions::today(tx)?,
            expires_on: tandem_bodies::actions::today(tx)?.tomorrow().expect("a day"),
            parties: [pantry, hospital].into(),
            renews: None,
        };
        tandem_agreements::actions::draft(tx, &draft).map(|_| ())
    })
    .await
    .expect("a draft");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_leaves_more_than_seats() {
    for town in Town::both(rooms).await {
        world(&town).await;
        let drill = async |who: &str| {
            town.page(&format!("/network/drill?member={}", town.who(who).id), Some("coordinator")).await
        };
        let nurse = drill("nurse").await;
        for words in [
            "If nurse left tomorrow",
            "2 seats would be empty. One of them has nobody to stand in.",
            "Nobody would be there for one open promise, one task from a meeting and one proposal on its way.",
            "Nobody else sits in both Council and Rides.",
            "A bed for a week",
            "Ask the bus company",
            "A night bus",
            "Somebody else could do all that this account may do for others.",
            "Who answers for which money is written down nowhere yet.",
        ] {
            assert!(nurse.contains(words), "{words}: {nurse}");
        }
        for other in
            ["A room on Mondays", "Shots at the fair", "A line to call", "Ask the mayor", "One line for food"]
        {
            assert!(!nurse.contains(other), "{other}: {nurse}");
        }
        // Who stands in and holds no seat can be asked for, and is the only one who keeps an organization's accounts.
        let signer = drill("signer").await;
        for words in [
            "No seat would be empty. No empty seat is without somebody to stand in. One more seat would lose its stand-in.",
            "Its stand-in goes: one seat without a deputy",
            "No two groups would lose the only one who sits in both.",
            "No open promise, task or proposal hangs on this.",
            "One line for food",
            "(Draft)",
            "Nobody else can give accounts at pantry, or sign for it.",
        ] {
            assert!(signer.contains(words), "{words}: {signer}");
        }
        // Whoever sits nowhere is no choice, and nothing is told of them.
        assert!(!drill("doctor").await.contains("Shots at the fair"));
        assert!(drill("ana").await.contains("If ana left tomorrow"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organization_leaves_promises_and_stand_ins() {
    for town in Town::both(rooms).await {
        world(&town).await;
        let drill = async |name: &str| {
            let id = town.organizations[name];
            town.page(&format!("/network/drill?organization={id}"), Some("teacher")).await
        };
        let pantry = drill("pantry").await;
        assert!(pantry.contains("Its stand-in goes: one seat without a deputy"), "{pantry}");
        let hospital = drill("hospital").await;
        for words in [
            "Nobody would be there for 2 open promises, 0 tasks from meetings and one proposal on its way.",
            "A bed for a week",
            "A room on Mondays",
            "A night bus",
            "Nobody else sits in both Council and Rides.",
        ] {
            assert!(hospital.contains(words), "{words}: {hospital}");
        }
        assert!(
            !hospital.contains("Shots at the fair") && !hospital.contains("A line to call"),
            "{hospital}"
        );
    }
}

//! The council follows the charter in force: its seats, its vacancies, its quorum; and there is one.

use jiff::SignedDuration;
use jiff::civil::date;
use std::collections::BTreeSet;
use tandem_access::{Error, Role, Uuid};
use tandem_bodies::actions;
use tandem_bodies::model::{BodyKind, NewBody, Ratify, Rules};
use tandem_bodies::testing::{Town, lead, member_of, piece_of_work, rooms, system};
use tandem_partners::model::Sector;

/// Seven seats, for the people of the town.
const SEATS: [(Sector, u64); 6] = [
    (Sector::Healthcare, 1),
    (Sector::PublicHealth, 1),
    (Sector::SocialServices, 1),
    (Sector::Housing, 1),
    (Sector::Education, 1),
    (Sector::Community, 2),
];
const ALL: [&str; 7] = ["nurse", "officer", "cook", "builder", "teacher", "ana", "ben"];

async fn verdict(town: &Town, body: Uuid) -> (&'static str, Option<&'static str>) {
    let standing = town.read("coordinator", move |tx| actions::standing(tx, body)).await.unwrap();
    (standing.verdict.verdict, standing.verdict.code)
}

async fn days(town: &Town, n: i64) {
    town.app.clock().advance(SignedDuration::from_hours(24 * n));
}

fn fault(result: &Result<Uuid, Error>, field: &str) -> Option<&'static str> {
    match result {
        Err(Error::Invalid(errors)) => errors.of(field).map(|m| m.key),
        _ => None,
    }
}

#[tokio::test]
async fn every_seat_of_the_charter_makes_a_council() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let three = town.council(&["nurse", "officer", "cook", "ana"]).await;
        assert_eq!(
            verdict(&town, three).await,
            ("valid", None),
            "{engine}: without a charter, as its seats are"
        );
        town.charter(&SEATS).await;
        assert_eq!(verdict(&town, three).await, ("grace", Some("ADOPTED_CHARTER_180_DAYS")), "{engine}");
        let page = town.page(&format!("/workgroups/{three}"), None).await;
        assert!(
            page.contains("4 of the 7 seats that the charter gives the council are held"),
            "{engine}: {page}"
        );
        assert!(page.contains("1 empty seat") && page.contains("does not adopt"), "{engine}: {page}");
        for who in ["builder", "teacher", "ben"] {
            assert_ne!(verdict(&town, three).await.0, "valid", "{engine}: before {who}");
            let new = member_of(three, town.who(who).id);
            town.write("coordinator", move |tx| actions::give_seat(tx, &new)).await.unwrap();
        }
        assert_eq!(verdict(&town, three).await, ("valid", None), "{engine}");

        // Who leaves leaves a vacancy, for sixty days.
        let seat = town.read("nurse", |tx| Ok(actions::my_seats(tx)?[0].1.id)).await.unwrap();
        town.write("nurse", move |tx| actions::end_seat(tx, seat, "A new job")).await.unwrap();
        assert_eq!(verdict(&town, three).await, ("grace", Some("VACANCY")), "{engine}");
        days(&town, 61).await;
        assert_eq!(verdict(&town, three).await, ("suspended", Some("VACANCY_OVER_60_DAYS")), "{engine}");
        let today = town.read("nurse", actions::today).await.unwrap();
        let next =
            tandem_bodies::model::NewSeat { term_start: today, ..member_of(three, town.who("doctor").id) };
        town.write("coordinator", move |tx| actions::give_seat(tx, &next)).await.unwrap();
        assert_eq!(verdict(&town, three).await, ("valid", None), "{engine}");
    }
}

#[tokio::test]
async fn a_new_charter_has_a_hundred_and_eighty_days_to_be_seated() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        town.charter(&SEATS).await;
        let body = town.council(&ALL[..5]).await;
        days(&town, 180).await;
        assert_eq!(verdict(&town, body).await, ("grace", Some("ADOPTED_CHARTER_180_DAYS")), "{engine}");
        days(&town, 1).await;
        assert_eq!(verdict(&town, body).await, ("suspended", Some("CHARTER_SEATS_VACANT")), "{engine}");
    }
}

#[tokio::test]
async fn empty_seats_count_for_the_quorum() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.council(&["nurse", "officer", "ana"]).await;
        let (before, all) = town
            .read("coordinator", move |tx| {
                let standing = actions::standing(tx, body)?;
                let all: BTreeSet<Uuid> = standing.active().map(|(seat, _)| seat.id).collect();
                Ok((standing.quorum(&all).verdict, all))
            })
            .await
            .unwrap();
        assert_eq!(before, "met", "{engine}: without a charter, those who sit there");
        town.charter(&SEATS).await;
        let now =
            town.read("coordinator", move |tx| Ok(actions::standing(tx, body)?.quorum(&all))).await.unwrap();
        assert_eq!(
            (now.verdict, now.code),
            ("not_met", Some("SEATS_NOT_OVER_HALF")),
            "{engine}: three of seven"
        );
    }
}

#[tokio::test]
async fn no_sector_gets_more_seats_than_the_charter_gives_it() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        town.charter(&SEATS).await;
        let body = town.council(&ALL).await;
        let doctor = town.who("doctor").id;
        let give = |new| town.write("coordinator", move |tx| actions::give_seat(tx, &new));
        let refused = give(member_of(body, doctor)).await;
        assert_eq!(fault(&refused, "member"), Some("bodies-error-charter-seats-held"), "{engine}");
        // A co-lead sits there too.
        assert!(fault(&give(lead(body, doctor)).await, "member").is_some(), "{engine}");
        let government = give(member_of(body, town.who("coordinator").id)).await;
        assert_eq!(fault(&government, "member"), Some("bodies-error-no-charter-seat"), "{engine}");
        // After the term of who holds it there is room, and whoever follows them takes their place.
        let mut later = member_of(body, doctor);
        (later.term_start, later.term_end) = (date(2027, 1, 1), date(2027, 12, 31));
        give(later).await.unwrap();
        assert_eq!(verdict(&town, body).await, ("valid", None), "{engine}");
        // The form says it in words.
        let coordinator = town.who("coordinator").session.clone();
        let (path, member) = (format!("/workgroups/{body}/seats"), town.who("signer").id.to_string());
        let typed = [
            ("member", member.as_str()),
            ("role", "member"),
            ("term_start", "2026-03-04"),
            ("term_end", "2026-12-31"),
        ];
        let answer = town.app.post(&path, &coordinator, &typed).await;
        assert_eq!(answer.status, 422, "{engine}: {}", answer.text);
        assert!(
            answer.text.contains("that the charter gives their sector is held (1)"),
            "{engine}: {}",
            answer.text
        );

        // Who changes employer counts for another sector: one seat is empty, and another is one too many.
        let (teacher, school, pantry) =
            (town.who("teacher").id, town.organizations["school"], town.organizations["pantry"]);
        town.app
            .store()
            .write(&system(), move |tx| {
                use tandem_access::accounts::members;
                members::grant(tx, teacher, pantry, Role::Responder)?;
                members::withdraw(tx, teacher, school, Role::Responder)
            })
            .await
            .unwrap();
        assert_ne!(verdict(&town, body).await.0, "valid", "{engine}");
        let page = town.page(&format!("/workgroups/{body}"), None).await;
        assert!(
            page.contains("6 of the 7 seats") && page.contains("1 more than in the charter"),
            "{engine}: {page}"
        );
    }
}

#[tokio::test]
async fn there_is_one_council_at_a_time() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let first = town.council(&["nurse", "officer", "ana"]).await;
        let make = || {
            town.write("coordinator", |tx| {
                actions::create_body(tx, &NewBody { kind: BodyKind::Council, ..piece_of_work("Another") })
            })
        };
        assert_eq!(fault(&make().await, "kind"), Some("bodies-error-council"), "{engine}");
        let coordinator = town.who("coordinator").session.clone();
        let typed = [("kind", "council"), ("name", "Another"), ("purpose", "The same")];
        let answer = town.app.post("/workgroups/new", &coordinator, &typed).await;
        assert_eq!(answer.status, 422, "{engine}");
        assert!(answer.text.contains("There is a council already: Council."), "{engine}: {}", answer.text);
        town.workgroup("Rides", &["nurse", "officer", "ana"]).await;
        town.write("coordinator", move |tx| actions::end_body(tx, first, "A new one")).await.unwrap();
        make().await.unwrap();
    }
}

#[tokio::test]
async fn a_charter_may_ask_for_more() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let rides = town.workgroup("Rides", &["nurse", "officer", "ana"]).await;
        let (nurse, hospital, pantry) =
            (town.who("nurse").id, town.organizations["hospital"], town.organizations["pantry"]);
        let quorum = || {
            town.read("coordinator", move |tx| {
                let standing = actions::standing(tx, rides)?;
                let all: BTreeSet<Uuid> = standing.active().map(|(seat, _)| seat.id).collect();
                Ok(standing.quorum(&all))
            })
        };
        assert_eq!(quorum().await.unwrap().verdict, "met", "{engine}");
        town.charter_with(
            &SEATS,
            Rules {
                ratify: Ratify::Half,
                quorum_percent: 60,
                quorum_sectors: 4,
                conflict_months: 12,
                binding_topics: vec!["The fund".into()],
                topics_es: vec!["El fondo".into()],
                ..Rules::default()
            },
        )
        .await;
        assert_eq!(quorum().await.unwrap().code, Some("SECTORS_BELOW_CHARTER"), "{engine}: three sectors");
        let page = town.page("/charter", None).await;
        assert!(
            page.contains("more than 60% of the seats, half of the sectors and at least 4"),
            "{engine}: {page}"
        );
        assert!(
            page.contains("paid them in the last 12 months") && page.contains("The fund"),
            "{engine}: {page}"
        );
        let spanish = town.app.get_spanish("/charter", "").await.text;
        assert!(spanish.contains("El fondo") && !spanish.contains("The fund"), "{engine}: {spanish}");

        // The draft of the next one shows these rules, and takes others.
        let coordinator = town.who("coordinator").session.clone();
        let id = town.write("coordinator", actions::draft).await.unwrap();
        let form = town.page(&format!("/charter/{id}/edit"), Some("coordinator")).await;
        assert!(
            form.contains("name=\"quorum_percent\"") && form.contains("value=\"60\""),
            "{engine}: {form}"
        );
        let typed = [
            ("revision", "1"),
            ("quorum_percent", "75"),
            ("conflict_months", "0"),
            ("binding_topics", "The fund\nRides"),
            ("topics_es", "El fondo"),
        ];
        let path = format!("/charter/{id}/edit");
        let wrong = town.app.post(&path, &coordinator, &typed).await;
        assert!(
            wrong.status == 422 && wrong.text.contains("as many lines as there are topics"),
            "{engine}: {}",
            wrong.text
        );
        let lax = town.app.post(&path, &coordinator, &[("revision", "1"), ("quorum_percent", "40")]).await;
        assert_eq!(lax.status, 422, "{engine}: never below the floor");
        let typed = [&typed[..4], &[("topics_es", "El fondo\nViajes")]].concat();
        assert_eq!(town.app.post(&path, &coordinator, &typed).await.status, 303, "{engine}");
        let rules = town.read("coordinator", move |tx| Ok(actions::charter(tx, id)?.rules)).await.unwrap();
        assert_eq!(
            (rules.quorum_percent, rules.quorum_sectors, rules.conflict_months),
            (75, 3, 0),
            "{engine}"
        );
        assert_eq!(rules.topics(true), ["El fondo", "Viajes"], "{engine}");

        // Who left the hospital does not decide about it for a year.
        let about = || town.read("nurse", move |tx| actions::conflicted(tx, nurse, &[hospital]));
        town.app
            .store()
            .write(&system(), move |tx| {
                use tandem_access::accounts::members;
                members::grant(tx, nurse, pantry, Role::Responder)?;
                members::withdraw(tx, nurse, hospital, Role::Clinician)
            })
            .await
            .unwrap();
        assert_eq!(about().await.unwrap(), Some(hospital), "{engine}: the day after");
        days(&town, 360).await;
        assert_eq!(about().await.unwrap(), Some(hospital), "{engine}: within the year");
        days(&town, 10).await;
        assert_eq!(about().await.unwrap(), None, "{engine}: a year later");
    }
}

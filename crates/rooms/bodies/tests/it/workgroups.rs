//! Workgroups as they stand: vacancies, changes of employer, common control, deputies, hand-overs.

use jiff::civil::{Date, date};
use tandem_access::accounts::members;
use tandem_access::{Error, Role, Uuid};
use tandem_bodies::actions;
use tandem_bodies::model::{NewSeat, SeatRole};
use tandem_bodies::testing::{Town, lead, rooms, system};

async fn verdict(town: &Town, body: Uuid) -> (&'static str, Option<&'static str>) {
    let standing = town.read("coordinator", move |tx| actions::standing(tx, body)).await.unwrap();
    (standing.verdict.verdict, standing.verdict.code)
}

#[tokio::test]
async fn a_seat_counts_for_who_pays_its_holder() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &["nurse", "officer", "ana"]).await;
        assert_eq!(verdict(&town, body).await, ("valid", None), "{engine}");

        // The nurse goes to work for the health department: two of one sector, one organization.
        let (nurse, hospital, department) =
            (town.who("nurse").id, town.organizations["hospital"], town.organizations["department"]);
        town.app
            .store()
            .write(&system(), move |tx| {
                members::grant(tx, nurse, department, Role::Clinician)?;
                members::withdraw(tx, nurse, hospital, Role::Clinician)
            })
            .await
            .unwrap();
        assert_eq!(verdict(&town, body).await, ("invalid", Some("COMMON_CONTROL_COUNTS_ONCE")), "{engine}");
        let page = town.page(&format!("/workgroups/{body}"), None).await;
        assert!(page.contains("Changed employer") && page.contains("which count as one"), "{engine}: {page}");

        // And then for nobody: the seat is vacant from that day, the group in grace.
        town.app
            .store()
            .write(&system(), move |tx| members::withdraw(tx, nurse, department, Role::Clinician))
            .await
            .unwrap();
        town.app.clock().advance(jiff::SignedDuration::from_hours(48));
        assert_eq!(verdict(&town, body).await, ("grace", Some("VACANCY")), "{engine}");
        town.app.clock().advance(jiff::SignedDuration::from_hours(24 * 61));
        assert_eq!(verdict(&town, body).await, ("suspended", Some("VACANCY_OVER_60_DAYS")), "{engine}");
    }
}

#[tokio::test]
async fn a_resident_who_is_hired_is_no_longer_the_communitys_voice() {
    for town in Town::both(rooms).await {
        let body = town.workgroup("Rides", &["nurse", "officer", "ana", "cook"]).await;
        let (ana, clinic) = (town.who("ana").id, town.organizations["clinic"]);
        town.app
            .store()
            .write(&system(), move |tx| members::grant(tx, ana, clinic, Role::Navigator))
            .await
            .unwrap();
        assert_eq!(verdict(&town, body).await, ("invalid", Some("NO_COMMUNITY")), "{}", town.app.base.engine);
    }
}

#[tokio::test]
async fn deputies_and_terms_keep_the_rules() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &["officer", "ana"]).await;
        let (nurse, doctor, cook) = (town.who("nurse").id, town.who("doctor").id, town.who("cook").id);
        town.owns("hospital", "clinic").await;
        let give = |change: fn(&mut NewSeat), deputy: Option<Uuid>| {
            let mut new = lead(body, nurse);
            new.deputy = deputy;
            change(&mut new);
            town.write("coordinator", move |tx| actions::give_seat(tx, &new))
        };
        let field = |result: Result<Uuid, Error>| match result {
            Err(Error::Invalid(errors)) => errors.iter().next().map(|(f, m)| (f.to_owned(), m.key)),
            other => panic!("{engine}: {other:?}"),
        };
        assert_eq!(
            field(give(|_| {}, Some(doctor)).await),
            Some(("deputy".into(), "bodies-error-deputy")),
            "common control"
        );
        assert_eq!(
            field(give(|_| {}, Some(nurse)).await),
            Some(("deputy".into(), "bodies-error-deputy")),
            "themself"
        );
        let long = give(|new| new.term_end = date(2028, 2, 1), Some(cook)).await;
        assert_eq!(field(long), Some(("term_end".into(), "bodies-error-term-long")));
        let back = give(|new| new.term_end = date(2025, 2, 1), Some(cook)).await;
        assert_eq!(field(back), Some(("term_end".into(), "bodies-error-term-order")));
        let seat = give(|_| {}, Some(cook)).await.unwrap();
        assert_eq!(
            field(give(|_| {}, Some(cook)).await),
            Some(("member".into(), "bodies-error-seated")),
            "twice"
        );

        // A second term in a row, and no third.
        let second =
            town.write("coordinator", move |tx| actions::renew(tx, seat, date(2027, 12, 31))).await.unwrap();
        let third = town.write("coordinator", move |tx| actions::renew(tx, second, date(2028, 1, 31))).await;
        assert_eq!(field(third), Some(("member".into(), "bodies-error-terms")), "{engine}");
        let standing = town.read("coordinator", move |tx| actions::standing(tx, body)).await.unwrap();
        assert_eq!(standing.active().count(), 3, "{engine}: the first term gave way to the second");
        assert_eq!(standing.seat_of(cook).map(|(seat, deputy)| (seat.id, deputy)), Some((second, true)));
        // Whoever is not a keeper gives no seats.
        let refused = town.write("cook", move |tx| actions::give_seat(tx, &lead(body, doctor))).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{engine}");
    }
}

#[tokio::test]
async fn ending_a_seat_and_giving_it_anew_starts_no_new_row_of_terms() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &["officer", "ana"]).await;
        let nurse = town.who("nurse").id;
        let give = |from: Date, role: SeatRole| {
            let term_end = from.checked_add(jiff::Span::new().months(12)).unwrap();
            let new = NewSeat { term_start: from, term_end, role, ..lead(body, nurse) };
            town.write("coordinator", move |tx| actions::give_seat(tx, &new))
        };
        let end = |seat: Uuid| town.write("coordinator", move |tx| actions::end_seat(tx, seat, ""));
        let terms = |seat: Uuid| town.read("nurse", move |tx| Ok(actions::seat(tx, seat)?.1.terms));
        let today = || town.read("nurse", actions::today);
        let month = jiff::SignedDuration::from_hours(24 * 30);

        let first = give(date(2026, 1, 1), SeatRole::CoLead).await.unwrap();
        end(first).await.unwrap();
        // A month later it is given again, with no word of what it follows.
        town.app.clock().advance(month);
        let second = give(today().await.unwrap(), SeatRole::CoLead).await.unwrap();
        assert_eq!(terms(second).await.unwrap(), 2, "{engine}");
        town.app.clock().advance(month);
        end(second).await.unwrap();
        town.app.clock().advance(month);
        let third = give(today().await.unwrap(), SeatRole::CoLead).await;
        assert!(
            matches!(&third, Err(Error::Invalid(e)) if e.of("member").is_some_and(|m| m.key == "bodies-error-terms")),
            "{engine}: {third:?}"
        );
        let long = town.write("coordinator", {
            let new = NewSeat { term_end: date(2030, 1, 1), ..lead(body, town.who("cook").id) };
            move |tx| actions::give_seat(tx, &new)
        });
        assert!(
            matches!(long.await, Err(Error::Invalid(e)) if e.of("term_end").is_some()),
            "{engine}: without a deputy too"
        );
        // Another role is another row.
        let member = give(today().await.unwrap(), SeatRole::Member).await.unwrap();
        assert_eq!(terms(member).await.unwrap(), 1, "{engine}");
        end(member).await.unwrap();
        // When somebody else could have grown into it for a whole term, it begins anew.
        town.app.clock().advance(month * 25);
        let back = give(today().await.unwrap(), SeatRole::CoLead).await.unwrap();
        assert_eq!(terms(back).await.unwrap(), 1, "{engine}");
    }
}

#[tokio::test]
async fn who_steps_down_leaves_a_seat_and_a_list() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &["nurse", "officer", "ana"]).await;
        let seat = town.read("nurse", |tx| Ok(actions::my_seats(tx)?[0].1.id)).await.unwrap();
        let nurse = town.who("nurse").session.clone();
        let path = format!("/seats/{seat}");
        let added =
            town.app.post(&format!("{path}/handover"), &nurse, &[("what", "The list of drivers")]).await;
        assert_eq!(added.status, 303, "{}", added.text);
        let other =
            town.app.post(&format!("{path}/handover"), &town.who("cook").session, &[("what", "x")]).await;
        assert_eq!(other.status, 403, "somebody else's list");
        let ended = town.app.post(&format!("{path}/end"), &nurse, &[("why", "A new job")]).await;
        assert_eq!(ended.status, 303, "{}", ended.text);
        assert_eq!(verdict(&town, body).await, ("grace", Some("VACANCY")), "{engine}");
        let page = town.page(&path, Some("officer")).await;
        assert!(page.contains("The list of drivers") && page.contains("Still to do"), "{engine}");
        // The next holder follows, and the group is whole again.
        let builder = town.who("builder").id;
        let new = NewSeat {
            follows: Some(seat),
            term_start: date(2026, 3, 4),
            role: SeatRole::CoLead,
            ..lead(body, builder)
        };
        town.write("coordinator", move |tx| actions::give_seat(tx, &new)).await.unwrap();
        assert_eq!(verdict(&town, body).await, ("valid", None), "{engine}");
        let again = town.app.post(&format!("{path}/end"), &nurse, &[("why", "again")]).await;
        assert_eq!(again.status, 409, "{engine}");
    }
}

#[tokio::test]
async fn organizations_under_one_control_count_once() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let three = town.workgroup("Rides", &["nurse", "officer", "ana"]).await;
        let four = town.workgroup("Food", &["nurse", "officer", "ana", "cook"]).await;
        assert_eq!(verdict(&town, three).await, ("valid", None), "{engine}");
        // The school takes over a firm that owns the hospital: that is nothing yet. Then the health department too.
        town.owns("housing", "hospital").await;
        town.owns("school", "housing").await;
        assert_eq!(verdict(&town, three).await, ("valid", None), "{engine}: one of them alone");
        town.owns("school", "department").await;
        assert_eq!(verdict(&town, three).await, ("invalid", Some("COMMON_CONTROL_COUNTS_ONCE")), "{engine}");
        assert_eq!(verdict(&town, four).await, ("valid", None), "{engine}: three hands are left");
        town.owns("school", "pantry").await;
        assert_eq!(verdict(&town, four).await, ("invalid", Some("COMMON_CONTROL_COUNTS_ONCE")), "{engine}");
    }
}

#[tokio::test]
async fn an_interest_follows_control_and_what_was_declared() {
    for town in Town::both(rooms).await {
        let (clinic, pantry) = (town.organizations["clinic"], town.organizations["pantry"]);
        town.owns("hospital", "clinic").await;
        let nurse = town.who("nurse").id;
        let about = |subject: Uuid| town.read("nurse", move |tx| actions::conflicted(tx, nurse, &[subject]));
        assert_eq!(about(clinic).await.unwrap(), Some(clinic), "under common control");
        assert_eq!(about(pantry).await.unwrap(), None);
        town.write("nurse", move |tx| actions::declare(tx, pantry, "On its board")).await.unwrap();
        assert_eq!(about(pantry).await.unwrap(), Some(pantry));
        town.write("nurse", move |tx| actions::undeclare(tx, pantry)).await.unwrap();
        assert_eq!(about(pantry).await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_name_and_a_purpose_can_change() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &["nurse", "officer", "ana"]).await;
        town.workgroup("Food", &["nurse", "officer", "ana"]).await;
        let path = format!("/workgroups/{body}/edit");
        assert_eq!(town.app.get(&path, "").await.status, 303, "{engine}: to the sign-in");
        let other = town.who("cook").session.clone();
        assert_eq!(town.app.get(&path, &other).await.status, 403, "{engine}");
        assert!(!town.page(&format!("/workgroups/{body}"), Some("cook")).await.contains(&path), "{engine}");
        let form = town.page(&path, Some("coordinator")).await;
        assert!(form.contains("value=\"Rides\"") && form.contains("A piece of work"), "{engine}: {form}");
        assert!(
            !form.contains("adopted_on") && !form.contains("name=\"kind\""),
            "{engine}: what it is stays"
        );

        let typed = [
            ("name", "Rides for all"),
            ("name_es", "Viajes para todos"),
            ("purpose", "Nobody walks home"),
            ("purpose_es", "Nadie vuelve a pie"),
        ];
        assert_eq!(town.app.post(&path, &other, &typed).await.status, 403, "{engine}");
        let coordinator = town.who("coordinator").session.clone();
        let taken = town.app.post(&path, &coordinator, &[("name", "food"), ("purpose", "x")]).await;
        assert_eq!(taken.status, 422, "{engine}");
        assert!(taken.text.contains("A group has this name already"), "{engine}: {}", taken.text);
        assert_eq!(town.app.post(&path, &coordinator, &typed).await.status, 303, "{engine}");
        let page = town.page(&format!("/workgroups/{body}"), None).await;
        assert!(page.contains("Rides for all") && page.contains("Nobody walks home"), "{engine}: {page}");
        let kept = town.read("nurse", move |tx| Ok(actions::standing(tx, body)?.body)).await.unwrap();
        assert_eq!(
            (kept.named(true), kept.about(true)),
            ("Viajes para todos", "Nadie vuelve a pie"),
            "{engine}"
        );
        // What has ended stays as it was.
        town.write("coordinator", move |tx| actions::end_body(tx, body, "Done")).await.unwrap();
        assert_eq!(town.app.get(&path, &coordinator).await.status, 404, "{engine}");
        assert_eq!(town.app.post(&path, &coordinator, &typed).await.status, 404, "{engine}");
        let typed = tandem_bodies::testing::piece_of_work("Again");
        let late = town.write("coordinator", move |tx| actions::edit_body(tx, body, &typed)).await;
        assert!(matches!(late, Err(Error::Conflict { .. })), "{engine}: {late:?}");
    }
}

#[tokio::test]
async fn in_public_a_neighbor_has_no_name() {
    for town in Town::both(rooms).await {
        let body = town.workgroup("Rides", &["nurse", "officer", "ana"]).await;
        let path = format!("/workgroups/{body}");
        let public = town.page(&path, None).await;
        assert!(
            public.contains("nurse") && public.contains("A neighbor") && !public.contains(">ana"),
            "{public}"
        );
        assert!(town.page(&path, Some("cook")).await.contains("ana"), "partners know each other");
        assert!(town.page("/workgroups", None).await.contains("1 of 1 group may adopt"));
        assert_eq!(town.app.get("/workgroups/new", "").await.status, 303, "to the sign-in");
        assert_eq!(town.app.get("/workgroups/new", &town.who("cook").session).await.status, 403);
        assert_eq!(town.app.get(&format!("/workgroups/{}", Uuid::from_u128(9)), "").await.status, 404);
    }
}

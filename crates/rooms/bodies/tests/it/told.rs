//! What other rooms hear of bodies as days pass: terms that end, and bodies that may no longer adopt.

use jiff::SignedDuration;
use jiff::civil::{Date, date};
use std::sync::Mutex;
use tandem_access::{Error, Tx, Uuid};
use tandem_bodies::actions;
use tandem_bodies::testing::{Town, lead};
use tandem_events::{Event, Listener};
use tandem_web::Room;

static HEARD: Mutex<Vec<Event>> = Mutex::new(vec![]);

fn hear(_: &mut Tx<'_, '_>, event: &Event) -> Result<(), Error> {
    HEARD.lock().expect("one test").push(event.clone());
    Ok(())
}

fn rooms() -> Vec<Room> {
    let mut rooms = tandem_bodies::testing::rooms();
    rooms.push(Room { listeners: vec![Listener { name: "test", on: hear }], ..Room::named("test") });
    rooms
}

/// What is said on a day: of terms first.
async fn on(town: &Town, day: Date) -> Vec<Event> {
    let today = town.read("coordinator", actions::today).await.unwrap();
    town.app.clock().advance(SignedDuration::from_hours(24 * i64::from((day - today).get_days())));
    town.app.settle(rooms).await;
    let mut said: Vec<Event> = HEARD.lock().expect("one test").drain(..).collect();
    said.sort_by_key(|event| !matches!(event, Event::TermsEnd { .. }));
    said
}

#[tokio::test]
async fn terms_and_standings_are_spoken_of_once_each() {
    for town in Town::both(rooms).await {
        let engine = town.app.base.engine;
        let body = town.workgroup("Rides", &["nurse", "officer", "cook", "ana"]).await;
        let seats = async || town.read("ana", move |tx| actions::standing(tx, body)).await.unwrap().seats;
        let seat = async |who: &str| {
            let id = town.who(who).id;
            seats().await.iter().find(|(seat, _)| seat.member == id).unwrap().0.id
        };
        let ends = |event: &Event| match event {
            Event::TermsEnd { body: of, seats, past } if *of == body => (seats.clone(), *past),
            other => panic!("{engine}: {other:?}"),
        };
        let stands = |standing: &str| Event::StandingChanged { body, standing: standing.to_owned() };

        // All four terms end with the year: they are spoken of together, from sixty days before, once.
        assert_eq!(on(&town, date(2026, 10, 31)).await, [], "{engine}: 61 days before");
        let said = on(&town, date(2026, 11, 1)).await;
        let [event] = &said[..] else { panic!("{engine}: {said:?}") };
        let (mut told, past) = ends(event);
        let mut all: Vec<Uuid> = seats().await.iter().map(|(seat, _)| seat.id).collect();
        told.sort_unstable();
        all.sort_unstable();
        assert_eq!((told, past), (all, false), "{engine}");
        assert_eq!(on(&town, date(2026, 11, 20)).await, [], "{engine}: once");

        // The officer goes on; of the others it is said that their terms have ended, and that the group may not adopt.
        let officer = seat("officer").await;
        town.write("coordinator", move |tx| actions::renew(tx, officer, date(2027, 12, 31))).await.unwrap();
        assert_eq!(on(&town, date(2026, 12, 31)).await, [], "{engine}: the last day is a day in office");
        let left = [seat("nurse").await, seat("cook").await, seat("ana").await];
        let said = on(&town, date(2027, 1, 1)).await;
        let [first, second] = &said[..] else { panic!("{engine}: {said:?}") };
        let (mut told, past) = ends(first);
        let mut ended = left.to_vec();
        told.sort_unstable();
        ended.sort_unstable();
        assert_eq!((told, past, second), (ended, true, &stands("grace")), "{engine}");
        assert_eq!(on(&town, date(2027, 3, 1)).await, [], "{engine}: once, in all the days of grace");
        assert_eq!(on(&town, date(2027, 3, 2)).await, [stands("suspended")], "{engine}: the days are over");
        assert_eq!(on(&town, date(2027, 4, 1)).await, [], "{engine}: once");

        // Seated again it is valid, which is no news; what comes then is.
        for (who, before) in ["nurse", "cook", "ana"].into_iter().zip(left) {
            let mut new = lead(body, town.who(who).id);
            new.follows = Some(before);
            (new.term_start, new.term_end) = (date(2027, 4, 2), date(2027, 12, 31));
            town.write("coordinator", move |tx| actions::give_seat(tx, &new)).await.unwrap();
        }
        assert_eq!(on(&town, date(2027, 4, 3)).await, [], "{engine}: valid again");
        let ana = seat("ana").await;
        town.write("ana", move |tx| actions::end_seat(tx, ana, "No time")).await.unwrap();
        assert_eq!(on(&town, date(2027, 4, 4)).await, [stands("grace")], "{engine}: and anew");
        town.write("coordinator", move |tx| actions::end_body(tx, body, "Done")).await.unwrap();
        assert_eq!(on(&town, date(2028, 1, 1)).await, [], "{engine}: what is over is not spoken of");
    }
}

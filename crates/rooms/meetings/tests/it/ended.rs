//! What is over: a meeting that nobody closes, and the seats that minutes speak of afterwards.

use crate::common::{World, system};
use jiff::SignedDuration;
use tandem_access::Viewer;
use tandem_meetings::actions;

#[tokio::test]
async fn a_meeting_that_nobody_closes_ends_and_whoever_sat_there_is_gone() {
    for w in World::both().await {
        let engine = w.app.base.engine;
        let id = w.sitting(&[0, 1, 2, 4]).await;
        let council = w.council;
        let sits = async || {
            w.read(&system(), move |tx| tandem_bodies::actions::present(tx, council)).await.unwrap().is_some()
        };
        let tick = async |hours: i64| {
            w.app.clock().advance(SignedDuration::from_hours(hours));
            for round in tandem_meetings::room().every {
                if round.name == "meetings.forgotten" {
                    let run = round.run;
                    w.app.store().write(&Viewer::system("meetings.forgotten"), run).await.unwrap();
                }
            }
        };
        let ends = w.read(&system(), move |tx| actions::meeting(tx, id)).await.unwrap().ends_at;
        w.app.clock().set(ends);
        tick(2).await;
        assert!(sits().await, "{engine}: it may take longer");
        // Somebody leaves: they are still at it.
        let stay = w.read(&system(), move |tx| actions::presence(tx, id)).await.unwrap()[0].id;
        w.write(&w.seats[1].viewer, move |tx| actions::leave(tx, id, stay)).await.unwrap();
        tick(2).await;
        assert!(sits().await, "{engine}: two hours ago somebody left");
        tick(1).await;
        assert!(!sits().await, "{engine}: nothing was heard for three hours");
        let presence = w.read(&system(), move |tx| actions::presence(tx, id)).await.unwrap();
        assert!(presence.iter().all(|p| p.left.is_some()), "{engine}: {presence:?}");
        // It goes on, if it was not over; and is not ended again at once.
        w.write(&w.seats[0].viewer, move |tx| actions::reopen(tx, id)).await.unwrap();
        tick(2).await;
        assert!(sits().await, "{engine}: it went on two hours ago");
        tick(1).await;
        assert!(!sits().await, "{engine}");
    }
}

#[tokio::test]
async fn minutes_speak_of_the_seats_of_their_day() {
    for w in World::both().await {
        let engine = w.app.base.engine;
        let id = w.sitting(&[0, 1, 2, 4]).await;
        let lead = &w.seats[0].viewer;
        w.write(lead, move |tx| actions::agree(tx, id, None, "A night bus from May")).await.unwrap();
        w.write(lead, move |tx| actions::close(tx, id)).await.unwrap();
        w.write(lead, move |tx| actions::publish(tx, id)).await.unwrap();
        let noted = w.read(&system(), move |tx| actions::meeting(tx, id)).await.unwrap().seats;
        assert_eq!(noted, Some(5), "{engine}");
        for seat in [w.seats[1].seat, w.seats[2].seat] {
            w.write(&w.coordinator.viewer, move |tx| {
                tandem_bodies::actions::end_seat(tx, seat, "Moved away")
            })
            .await
            .unwrap();
        }
        let page = w.app.get(&format!("/meetings/{id}"), &w.coordinator.session).await.text;
        assert!(page.contains("4 of 5 seats were there"), "{engine}: {page}");
    }
}

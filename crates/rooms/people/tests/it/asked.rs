//! What a person asks does not lie where nobody looks: whoever can answer sees it on their first page and has a letter.

use crate::app::{World, rooms};
use axum::http::StatusCode;
use tandem_access::{Timestamp, Viewer, params};

impl World {
    /// To whom letters of this kind went.
    async fn letters(&self) -> Vec<String> {
        let by = Viewer::system("people.test");
        let found = self.app.store().read(&by, |tx| {
            let kind = params!["people.asked"];
            tx.query("SELECT kind FROM email_outbox WHERE kind = ?1", kind, |row| Ok(row.get(0)?))
        });
        found.await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_to_be_erased_is_listed_and_answered_by_other_hands() {
    for world in World::both().await {
        let app = &world.app;
        let person = world.new_person().await;
        let none = app.get("/people/asked", &world.navigator).await;
        assert!(none.text.contains("No one waits for an answer"), "{}", none.text);
        assert_eq!(
            app.post(&format!("{person}/erasure"), &world.navigator, &[]).await.status,
            StatusCode::SEE_OTHER
        );
        app.settle(rooms).await;
        assert_eq!(world.letters().await.len(), 2, "the privacy officer and who looks after the person");

        let since: Timestamp = app.store().now();
        for session in [&world.navigator, &world.officer, &world.colleague] {
            let page = app.get("/people/asked", session).await;
            assert!(
                page.text.contains("María García López") && page.text.contains("To be deleted"),
                "{}",
                page.text
            );
        }
        let abroad = app.get("/people/asked", &world.responder).await;
        assert_eq!(abroad.status, StatusCode::FORBIDDEN, "works with nobody's record");
        let by = Viewer::system("people.test");
        let long_ago = since - jiff::SignedDuration::from_hours(24 * 31);
        let moved = app.store().write(&by, move |tx| {
            tx.execute("UPDATE erasure_request SET asked_at = ?1 WHERE status = 'open'", params![long_ago])
        });
        assert_eq!(moved.await.unwrap(), 1);
        let late = app.get("/people/asked", &world.officer).await;
        assert!(late.text.contains("Was due"), "{}", late.text);

        let yes = [("answer", "yes"), ("sure", "1")];
        let at = format!("{person}/erasure/answer");
        assert_eq!(
            app.post(&at, &world.navigator, &yes).await.status,
            StatusCode::CONFLICT,
            "who wrote it down"
        );
        assert_eq!(app.post(&at, &world.officer, &yes).await.status, StatusCode::SEE_OTHER);
        let done = app.get("/people/asked", &world.officer).await;
        assert!(done.text.contains("No one waits for an answer"), "{}", done.text);
    }
}

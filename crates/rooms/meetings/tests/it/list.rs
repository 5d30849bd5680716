//! The list of meetings, and the form that plans, changes and calls off.

use crate::common::{World, system};
use tandem_access::Uuid;
use tandem_meetings::actions;
use tandem_meetings::model::State;

#[tokio::test]
async fn the_list_filters_and_hides_what_is_not_public() {
    for w in World::both().await {
        let body = w.council;
        assert!(w.app.get("/meetings", "").await.text.contains("No meetings yet"), "{}", w.app.base.engine);
        w.plan(|_| {}).await;
        let secret = w.plan(|p| (p.public, p.title, p.title_es) = (false, "Closed talk".into(), None)).await;
        let all = w.app.get(&format!("/meetings?body={body}"), "").await.text;
        assert!(all.contains("Council meeting") && !all.contains("Closed talk"), "{all}");
        assert!(all.contains(&format!("href=\"/meetings?body={body}\" aria-current=\"true\"")), "{all}");
        let none = w.app.get(&format!("/meetings?body={}", Uuid::from_u128(5)), "").await.text;
        assert!(none.contains("No meetings yet"));
        assert_eq!(w.app.get(&format!("/meetings/{secret}"), "").await.status, 404);
        assert_eq!(w.app.get(&format!("/meetings/{secret}/calendar.ics"), "").await.status, 404);
        assert!(w.app.get("/meetings", &w.stranger.session).await.text.contains("Closed talk"));
        for (path, status) in [("/meetings/new", 403), ("/meetings/notices", 200), ("/meetings/actions", 200)]
        {
            assert_eq!(w.app.get(path, &w.stranger.session).await.status, status, "{path}");
        }
        assert_eq!(w.app.get(&format!("/meetings/{secret}/live"), &w.stranger.session).await.status, 403);
        assert_eq!(w.app.get(&format!("/meetings/{secret}/edit"), &w.stranger.session).await.status, 403);
        assert_eq!(w.app.get("/meetings/new", &w.seats[0].session).await.status, 200, "a lead plans");
    }
}

#[tokio::test]
async fn a_series_stands_in_the_list_once() {
    use tandem_meetings::model::{Ends, Repeats};
    for w in World::both().await {
        let engine = w.app.base.engine;
        let first = w.plan(|p| (p.repeats, p.ends) = (Repeats::Weeks(1), Ends::After(12))).await;
        let alone = w.plan(|p| (p.title, p.title_es) = ("Budget talk".into(), None)).await;
        let plan = w.read(&system(), move |tx| actions::plan_of(tx, first)).await.unwrap().id;
        let page = w.app.get("/meetings", "").await.text;
        assert_eq!(page.matches("Council meeting</a>").count(), 1, "{engine}: {page}");
        assert!(page.contains(&format!("href=\"/meetings/{first}\"")), "{engine}: its next date: {page}");
        assert!(page.contains(&format!("href=\"/meetings/{alone}\"")), "{engine}: {page}");
        assert!(page.contains("and 11 more dates"), "{engine}: {page}");
        let all = w.app.get(&format!("/meetings?series={plan}"), "").await.text;
        assert_eq!(all.matches("Council meeting</a>").count(), 12, "{engine}: {all}");
        assert!(!all.contains("Budget talk") && !all.contains("more date"), "{engine}: {all}");
        // One that is called off is told beside the next that is held.
        w.write(&w.coordinator.viewer, move |tx| actions::cancel(tx, first, "Ice")).await.unwrap();
        let page = w.app.get("/meetings", "").await.text;
        assert_eq!(page.matches("Council meeting</a>").count(), 2, "{engine}: {page}");
        assert!(page.contains("Ice") && page.contains("and 10 more dates"), "{engine}: {page}");
    }
}

#[tokio::test]
async fn the_form_plans_changes_and_calls_off() {
    for w in World::both().await {
        let body = w.council.to_string();
        let form = [
            ("body", body.as_str()),
            ("title", "Budget talk"),
            ("start", "2026-10-20T18:00"),
            ("minutes", "60"),
            ("room", "Hall"),
            ("repeats", "months"),
            ("repeats_every", "1"),
            ("ends", "after"),
            ("ends_after", "3"),
            ("public", "yes"),
        ];
        let bad = w
            .app
            .post("/meetings/new", &w.coordinator.session, &[("title", "Budget talk"), ("start", "soon")])
            .await;
        assert_eq!(bad.status, 422);
        assert!(bad.text.contains("value=\"Budget talk\""), "{}", w.app.base.engine);
        let made = w.app.post("/meetings/new", &w.coordinator.session, &form).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let page = w.app.get(made.location(), "").await.text;
        assert!(page.contains("Every month on the third Tuesday"), "{page}");
        let id: Uuid = made.location().trim_start_matches("/meetings/").parse().unwrap();
        let edit = format!("{}/edit", made.location());
        assert!(w.app.get(&edit, &w.coordinator.session).await.text.contains("2026-10-20T18:00"));
        let to = [
            ("title", "Money talk"),
            ("start", "2026-10-20T18:00"),
            ("minutes", "60"),
            ("room", "Library"),
            ("which", "series"),
        ];
        assert_eq!(w.app.post(&edit, &w.coordinator.session, &to).await.status, 303);
        let all = w.read(&system(), |tx| actions::ahead(tx, None)).await.unwrap();
        assert!(
            all.len() == 3
                && all.iter().all(|m| m.title == "Money talk" && m.place.room == "Library" && !m.moved)
        );
        let cancel = format!("{}/cancel", made.location());
        assert_eq!(w.app.post(&cancel, &w.coordinator.session, &[("why", "")]).await.status, 422);
        assert_eq!(
            w.app
                .post(&cancel, &w.coordinator.session, &[("why", "Snow"), ("which_cancel", "one")])
                .await
                .status,
            303
        );
        let one = w.read(&system(), move |tx| actions::meeting(tx, id)).await.unwrap();
        assert_eq!((one.state, one.why.as_deref()), (State::Cancelled, Some("Snow")));
    }
}

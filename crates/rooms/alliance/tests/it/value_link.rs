//! The value page by a link, on both databases: who may share it, what a guest reads, and when the link ends.

use crate::common::{World, system, talk};
use jiff::SignedDuration;
use tandem_access::params;

/// Makes a link as the coordinator does, and reads it off the page.
async fn shared(w: &World) -> String {
    let page = w.app.post(&format!("/alliance/{}/value/share", w.church), &w.coordinator, &[]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let rest = &page.text[page.text.find("href=\"/value/").expect("a link") + 6..];
    rest.split('"').next().expect("a path").to_owned()
}

async fn listened(w: &World) {
    let (church, draft) = (w.church, talk(w.today()));
    w.app
        .store()
        .write(&system(), move |tx| tandem_partners::actions::listen(tx, church, &draft))
        .await
        .expect("a talk");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_reads_the_page_and_nothing_leads_further() {
    for w in World::both().await {
        listened(&w).await;
        let day = w.today().to_string();
        let gift = [
            ("way", "gives"),
            ("other", ""),
            ("kind", "staff"),
            ("words", "A driver on Thursdays"),
            ("began_on", day.as_str()),
            ("source", "Their letter"),
        ];
        let give = format!("/alliance/{}/give", w.pantry);
        assert_eq!(w.app.post(&give, &w.coordinator, &gift).await.status, 303);

        let share = format!("/alliance/{}/value/share", w.church);
        for (session, status) in [(&w.responder, 403), (&w.navigator, 403), (&String::new(), 401)] {
            assert_eq!(w.app.post(&share, session, &[]).await.status, status);
        }
        let own = format!("/alliance/{}/value", w.church);
        let page = w.app.get(&own, &w.navigator).await;
        assert!(!page.text.contains("Make a link"), "{}", page.text);
        assert!(!w.app.get(&own, &w.coordinator).await.text.contains("End every link"), "there is none");

        let link = shared(&w).await;
        let guest = w.app.get(&link, "").await;
        assert_eq!(guest.status, 200, "{}", guest.text);
        for words in [
            "What working together could mean for Hill Church",
            "To cook where it is missing",
            "A driver on Thursdays",
            "Your link opens it until April 3, 2026",
        ] {
            assert!(guest.text.contains(words), "{words}: {}", guest.text);
        }
        for never in ["Open Door Pantry", "Backbone", "href=\"/alliance", "Make a link", "Prospective"] {
            assert!(!guest.text.contains(never), "{never}: {}", guest.text);
        }
        let token = link.rsplit('/').next().expect("a token");
        let page = w.app.get(&own, &w.coordinator).await;
        assert!(page.text.contains("One link opens this page, until April 3, 2026."), "{}", page.text);
        assert!(!page.text.contains(token), "it was shown once");
        let lines: i64 = w
            .app
            .store()
            .read(&system(), |tx| {
                tx.query_one(
                    "SELECT count(*) FROM audit WHERE detail IN ('value page: shared by link', 'value page: opened by link')",
                    params![],
                    |row| Ok(row.get(0)?),
                )
            })
            .await
            .expect("the log");
        assert_eq!(lines, 2, "making and opening are written down");

        // It is good for this page alone.
        assert_eq!(w.app.get(&format!("/survey/{token}"), "").await.status, 404);
        assert_eq!(w.app.get(&format!("{link}/edit"), "").await.status, 404);
        assert_eq!(w.app.get("/value/AAAAAAAAAAAAAAAAAAAAAA", "").await.status, 404);
        assert_eq!(w.app.get(&own, "").await.status, 303, "the page itself still asks to sign in");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_ends_after_thirty_days_when_it_is_ended_or_when_they_have_left() {
    for w in World::both().await {
        let (one, other) = (shared(&w).await, shared(&w).await);
        assert_ne!(one, other);
        let own = format!("/alliance/{}/value", w.church);
        let page = w.app.get(&own, &w.coordinator).await;
        assert!(page.text.contains("2 links open this page"), "{}", page.text);
        let guest = w.app.get(&one, "").await;
        assert!(guest.status == 200 && !guest.text.contains("What we heard"), "nobody has listened yet");
        let end = format!("{own}/end");
        assert_eq!(w.app.post(&end, &w.responder, &[]).await.status, 403);
        assert_eq!(w.app.post(&end, &w.coordinator, &[]).await.status, 303);
        for link in [&one, &other] {
            let over = w.app.get(link, "").await;
            assert!(over.status == 410 && over.text.contains("This link has ended"), "{}", over.text);
        }
        assert!(!w.app.get(&own, &w.coordinator).await.text.contains("End every link"));

        let (late, left) = (shared(&w).await, shared(&w).await);
        let set = async |standing: &'static str| {
            let church = w.church;
            w.app
                .store()
                .write(&system(), move |tx| {
                    tx.execute(
                        "UPDATE organization SET membership = ?2 WHERE id = ?1",
                        params![church, standing],
                    )
                })
                .await
                .expect("another standing");
        };
        set("left").await;
        assert_eq!(w.app.get(&left, "").await.status, 410);
        let share = format!("{own}/share");
        assert_eq!(w.app.post(&share, &w.coordinator, &[]).await.status, 409, "they have left");
        set("listening").await;
        w.app.clock().advance(SignedDuration::from_hours(24 * 30 - 1));
        assert_eq!(w.app.get(&late, "").await.status, 200);
        w.app.clock().advance(SignedDuration::from_hours(1));
        assert_eq!(w.app.get(&late, "").await.status, 410, "expired");
    }
}

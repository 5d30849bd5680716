//! Listening before asking, over HTTP and in the actions, on both databases.

use crate::common::{apps, member, organization, sign_in};
use jiff::SignedDuration;
use tandem_access::{Role, Uuid, Viewer};
use tandem_partners::actions;
use tandem_partners::model::{Membership, OrganizationDraft};

/// A talk as the form sends it.
fn talk(day: &str) -> Vec<(&str, &str)> {
    vec![
        ("held_on", day),
        ("listened", "Rosa Lima"),
        ("spoke", "The director"),
        ("does", "We drive people to dialysis"),
        ("would_help", "Somebody to plan routes"),
        ("relevance", "core"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn listening_comes_before_every_ask() {
    for app in apps() {
        let backbone = organization(&app, "Backbone", false).await;
        member(&app, "rosa@backbone.example", backbone, &[Role::Coordinator]).await;
        member(&app, "pat@backbone.example", backbone, &[Role::OrganizationAdmin]).await;
        let (rosa, pat) =
            (sign_in(&app, "rosa@backbone.example").await, sign_in(&app, "pat@backbone.example").await);
        let made = app
            .post(
                "/settings/organizations/new",
                &rosa,
                &[("name", "Night Riders"), ("sector", "faith"), ("language", "en")],
            )
            .await;
        let path = made.location().to_owned();
        let invite = [("membership", "invited"), ("note", "")];
        assert_eq!(
            app.post(&format!("{path}/membership"), &rosa, &invite).await.status,
            409,
            "not heard yet"
        );
        assert!(app.get(&path, &rosa).await.text.contains("Listen first."));

        let listening = format!("{path}/listening");
        let empty = app.post(&listening, &rosa, &[("does", "We drive")]).await;
        assert_eq!(empty.status, 422);
        assert!(empty.text.contains("We drive"), "what was typed stays");
        assert_eq!(app.post(&listening, &rosa, &talk("2099-01-01")).await.status, 422, "still to come");
        assert_eq!(app.get(&listening, &pat).await.status, 404, "another organization's talks");
        assert_eq!(app.post(&listening, &pat, &talk("2026-01-05")).await.status, 404);
        let day = app.clock().now().to_zoned(jiff::tz::TimeZone::UTC).date().yesterday().unwrap().to_string();
        assert_eq!(app.post(&listening, &rosa, &talk(&day)).await.status, 303);
        let page = app.get(&listening, &rosa).await;
        assert!(
            page.text.contains("We drive people to dialysis") && page.text.contains("In conversation"),
            "{}",
            page.text
        );

        assert_eq!(app.post(&format!("{path}/membership"), &rosa, &invite).await.status, 303);
        // Who left is listened to again before it is asked again.
        let leave = [("membership", "left"), ("note", "")];
        assert_eq!(app.post(&format!("{path}/membership"), &rosa, &leave).await.status, 303);
        app.clock().advance(SignedDuration::from_mins(1));
        assert_eq!(app.post(&format!("{path}/membership"), &rosa, &invite).await.status, 409);
        assert_eq!(app.post(&listening, &rosa, &talk(&day)).await.status, 303);
        assert_eq!(app.post(&format!("{path}/membership"), &rosa, &invite).await.status, 303);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_system_creates_a_member_unheard() {
    for app in apps() {
        let org = organization(&app, "Backbone", false).await;
        let rosa = Viewer::test_member(
            Uuid::from_u128(9),
            org,
            &[Role::Coordinator],
            tandem_access::Purpose::CareCoordination,
        );
        let draft = OrganizationDraft { name: "Night Riders".into(), ..OrganizationDraft::default() };
        for (to, allowed) in [
            (Membership::Prospective, true),
            (Membership::Listening, true),
            (Membership::Invited, false),
            (Membership::Member, false),
        ] {
            let draft = draft.clone();
            let made = app.store().write(&rosa, move |tx| actions::create(tx, &draft, to)).await;
            assert_eq!(made.is_ok(), allowed, "{to:?}");
        }
    }
}

//! The audit log over HTTP, on both databases: who sees which part of it, and what a partner keeps of it.

use crate::common::{apps, member, organization, outbox, rooms, sign_in, system};
use jiff::SignedDuration;
use tandem_access::accounts::members;
use tandem_access::{Purpose, Role, Uuid, Viewer};

#[tokio::test(flavor = "multi_thread")]
async fn a_partner_keeps_a_checkpoint_of_the_log_and_checks_it() {
    for app in apps() {
        let clinic = organization(&app, "Clinic", false).await;
        member(&app, "paul@clinic.example", clinic, &[Role::PrivacyOfficer]).await;
        member(&app, "nora@clinic.example", clinic, &[Role::Navigator]).await;
        tandem_access::audit::seal_all(app.store()).await.unwrap();
        app.settle(rooms).await;
        let letters = outbox(&app).await;
        let letter = letters.iter().find(|l| l.kind == "partners.checkpoint").expect("the week's letter");
        assert_eq!(letter.to, "paul@clinic.example", "the navigator keeps none");

        let paul = sign_in(&app, "paul@clinic.example").await;
        let file = app.get("/audit/checkpoint.txt?after=1", &paul).await;
        assert!(file.headers["content-disposition"].to_str().unwrap().contains("audit-checkpoint-"));
        assert!(file.text.contains("\nlines 2 to "), "{}", file.text);
        let both = format!("{}\n{}", letter.body, file.text);
        let fits = app.post("/audit/checkpoint", &paul, &[("kept", &both)]).await;
        assert_eq!(fits.status, 200);
        assert!(fits.text.contains("The log fits your 2 checkpoints"), "{}", fits.text);
        let damaged =
            app.post("/audit/checkpoint", &paul, &[("kept", &file.text.replace("hash ", "hash 0"))]).await;
        assert_eq!(damaged.status, 422);
        assert!(damaged.text.contains("This cannot be used: line 4"), "{}", damaged.text);

        let nora = sign_in(&app, "nora@clinic.example").await;
        for path in ["/audit/checkpoint", "/audit/checkpoint.txt"] {
            assert_eq!(app.get(path, &nora).await.status, 403);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_log_shows_each_their_part() {
    for app in apps() {
        let (backbone, clinic) =
            (organization(&app, "Backbone", false).await, organization(&app, "Clinic", false).await);
        member(&app, "rosa@backbone.example", backbone, &[Role::Administrator]).await;
        let nora = member(&app, "nora@clinic.example", clinic, &[Role::Navigator]).await;
        member(&app, "paul@clinic.example", clinic, &[Role::PrivacyOfficer]).await;
        let person = Uuid::from_u128(77);
        let viewer = Viewer::test_member(nora, clinic, &[Role::Navigator], Purpose::CareCoordination);
        app.store()
            .write(&viewer, move |tx| {
                use tandem_access::{Action, Kind};
                tx.audit(Action::Read, Kind::Person, Some(person), Some(person), "=cmd|'/c calc'!A1")
            })
            .await
            .unwrap();
        let former = member(&app, "former@clinic.example", clinic, &[Role::Navigator]).await;
        let end =
            move |tx: &mut tandem_access::Tx<'_, '_>| members::withdraw(tx, former, clinic, Role::Navigator);
        app.store().write(&system(), end).await.unwrap();
        let id = person.to_string();
        let paul = sign_in(&app, "paul@clinic.example").await;
        let access = app.get("/audit?kind=member", &paul).await.text;
        assert!(access.contains("<b>Ana Ruiz</b>") && access.contains("Took away: Navigator"), "{access}");
        let page = app.get("/audit?kind=person", &paul).await;
        assert!(page.text.contains(&id) && page.text.contains("Ana Ruiz"), "{}", page.text);
        let none = app.get(&format!("/audit?person={}", Uuid::from_u128(78)), &paul).await;
        assert!(none.text.contains("No entries"));
        let file = app.get(&format!("/audit.csv?person={id}"), &paul).await;
        assert_eq!(file.headers["content-disposition"], "attachment; filename=\"audit.csv\"");
        assert!(file.text.contains(",'=cmd|"), "{}", file.text);

        let rosa = sign_in(&app, "rosa@backbone.example").await;
        for path in [
            "/audit".to_owned(),
            "/audit?kind=person".to_owned(),
            format!("/audit?person={id}&kind=person"),
            "/audit.csv".to_owned(),
        ] {
            let page = app.get(&path, &rosa).await;
            assert_eq!(page.status, 200);
            // The address of the page itself is echoed in the link that switches the language.
            let text = page.text.replace(&format!("person%3D{id}"), "").replace(&format!("person={id}"), "");
            assert!(!text.contains(&id), "{path}: {text}");
            assert!(!page.text.contains("calc"), "{path}");
        }
        let nora = sign_in(&app, "nora@clinic.example").await;
        assert_eq!(app.get("/audit", &nora).await.status, 403);
        let filtered = app.get("/audit?kind=audit&from=2026-03-04&until=2026-03-04", &rosa).await;
        assert!(filtered.text.contains("value=\"2026-03-04\""), "the filters stay: {}", filtered.text);
        assert!(
            filtered.text.contains("Looked at: Audit log"),
            "looking is written down too: {}",
            filtered.text
        );
    }
}

/// Two roles together see what each of them sees: all lines, and persons in those of the own organization.
#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_who_guards_privacy_loses_nothing_by_either_role() {
    for app in apps() {
        let (backbone, clinic) =
            (organization(&app, "Backbone", false).await, organization(&app, "Clinic", false).await);
        let both: &[Role] = &[Role::Administrator, Role::PrivacyOfficer];
        let mia = member(&app, "mia@backbone.example", backbone, both).await;
        let nora = member(&app, "nora@clinic.example", clinic, &[Role::Navigator]).await;
        let (own, theirs) = (Uuid::from_u128(77), Uuid::from_u128(88));
        // The clinic reads its own person, and one whose data is the backbone's; the backbone reads its own.
        for (by, at, person, owner) in
            [(nora, clinic, theirs, clinic), (nora, clinic, own, backbone), (mia, backbone, own, backbone)]
        {
            let viewer = Viewer::test_member(by, at, &[Role::Navigator], Purpose::CareCoordination);
            app.store()
                .write(&viewer, move |tx| {
                    use tandem_access::{Action, Kind};
                    tx.audit_for(owner, Action::Read, Kind::Person, Some(person), Some(person), "record")
                })
                .await
                .unwrap();
        }
        let mia = sign_in(&app, "mia@backbone.example").await;
        for path in ["/audit?kind=person", "/audit.csv?kind=person"] {
            let page = app.get(path, &mia).await;
            assert_eq!(page.status, 200);
            assert!(page.text.contains("Clinic"), "all organizations: {}", page.text);
            assert!(page.text.contains(&own.to_string()), "the own persons: {}", page.text);
            assert!(!page.text.contains(&theirs.to_string()), "not those of others: {}", page.text);
        }
        let page = app.get(&format!("/audit?kind=person&person={theirs}"), &mia).await;
        assert!(page.text.contains("No entries"), "nor by asking for one: {}", page.text);
        let page = app.get(&format!("/audit?kind=person&person={own}"), &mia).await;
        assert_eq!(page.text.matches("Looked at: Person").count(), 2, "{}", page.text);
    }
}

/// A file that stops at some length without a word would be taken for the whole log.
#[tokio::test(flavor = "multi_thread")]
async fn the_file_of_the_log_holds_every_line() {
    for app in apps() {
        let clinic = organization(&app, "Clinic", false).await;
        let nora = member(&app, "nora@clinic.example", clinic, &[Role::Navigator]).await;
        member(&app, "paul@clinic.example", clinic, &[Role::PrivacyOfficer]).await;
        let viewer = Viewer::test_member(nora, clinic, &[Role::Navigator], Purpose::CareCoordination);
        let lines = 5_003;
        app.store()
            .write(&viewer, move |tx| {
                use tandem_access::{Action, Kind};
                (0..lines)
                    .try_for_each(|n| tx.audit(Action::Read, Kind::Person, None, None, &format!("look {n}")))
            })
            .await
            .unwrap();
        app.clock().advance(SignedDuration::from_secs(1));
        let paul = sign_in(&app, "paul@clinic.example").await;
        let file = app.get("/audit.csv?kind=person", &paul).await;
        let seen: std::collections::BTreeSet<&str> = file
            .text
            .lines()
            .filter_map(|l| l.rsplit(',').next())
            .filter(|l| l.starts_with("look "))
            .collect();
        assert_eq!(seen.len(), lines, "each once, in two parts");
    }
}

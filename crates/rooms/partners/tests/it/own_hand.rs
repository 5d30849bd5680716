//! What nobody does with their own hand: change their own roles, or where another organization's letters go. On both databases.

use crate::common::{apps, member, organization, outbox, sign_in, system};
use tandem_access::accounts::members::{self, Status};
use tandem_access::{Role, Uuid};
use tandem_partners::actions;
use tandem_testkit::app::TestApp;

async fn roles(app: &TestApp, id: Uuid) -> Vec<Role> {
    let held = app.store().read(&system(), move |tx| members::affiliations(tx, id)).await.unwrap();
    held.into_iter().map(|a| a.role).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_manager_does_not_make_himself_a_clinician() {
    for app in apps() {
        let pantry = organization(&app, "Pantry", false).await;
        let bo = member(&app, "bo@pantry.example", pantry, &[Role::OrganizationAdmin]).await;
        let cai = member(&app, "cai@pantry.example", pantry, &[Role::OrganizationAdmin]).await;
        let session = sign_in(&app, "bo@pantry.example").await;
        let set = |id: Uuid| (format!("/settings/people/{id}/roles"), format!("roles-{}", id.simple()));
        let page = app.get("/settings/people", &session).await.text;
        assert!(!page.contains(&set(bo).1) && page.contains(&set(cai).1), "{page}");
        assert!(page.contains("Nobody changes their own roles"));

        let ((path, field), wanted) = (set(bo), "clinician");
        let own = app.post(&path, &session, &[(&field, "organization-admin"), (&field, wanted)]).await;
        assert_eq!(own.status, 409, "{}", own.text);
        let invitation =
            [("name", "Bo"), ("email", "BO@pantry.example"), ("language", "en"), ("roles", wanted)];
        assert_eq!(app.post("/settings/people", &session, &invitation).await.status, 409);
        assert_eq!(roles(&app, bo).await, [Role::OrganizationAdmin], "{}", app.base.engine);
        // A colleague's are another matter.
        let (path, field) = set(cai);
        assert_eq!(app.post(&path, &session, &[(&field, wanted)]).await.status, 303);
        assert_eq!(roles(&app, cai).await, [Role::Clinician]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_go_elsewhere_only_by_the_organization_s_own_hand() {
    for app in apps() {
        let (backbone, pantry) =
            (organization(&app, "Backbone", false).await, organization(&app, "Pantry", false).await);
        let shelter = organization(&app, "Harbor House", true).await;
        member(&app, "rosa@backbone.example", backbone, &[Role::Coordinator]).await;
        let rosa = sign_in(&app, "rosa@backbone.example").await;
        let form = |email: &'static str, secret: &'static str| {
            [("name", "Pantry"), ("language", "en"), ("email", email), ("confidential", secret)]
        };
        let at = |org: Uuid| format!("/settings/organizations/{org}");
        // Nobody there has an account: whoever runs the partnership keeps the listing.
        for (org, secret) in [(pantry, ""), (shelter, "1")] {
            assert_eq!(app.post(&at(org), &rosa, &form("old@partner.example", secret)).await.status, 303);
            let system = system();
            let invited = app.store().write(&system, move |tx| {
                let id = members::create(
                    tx,
                    &format!("in@{}.example", org.simple()),
                    "In Vited",
                    "en",
                    Status::Invited,
                )?;
                members::grant(tx, id, org, Role::OrganizationAdmin)
            });
            invited.await.unwrap();
            assert!(app.get(&at(org), &rosa).await.text.contains("name=\"email\""), "not accepted yet");
        }
        member(&app, "pat@pantry.example", pantry, &[Role::OrganizationAdmin]).await;
        // At a shelter it need not be somebody who may do it themselves.
        member(&app, "sam@shelter.example", shelter, &[Role::Advocate]).await;
        for (org, secret) in [(pantry, ""), (shelter, "1")] {
            let page = app.get(&at(org), &rosa).await.text;
            assert!(!page.contains("name=\"email\"") && !page.contains("name=\"phone\""), "{page}");
            assert!(page.contains("old@partner.example") && page.contains("Only they change"), "{page}");
            let forged = app.post(&at(org), &rosa, &form("rosa@backbone.example", secret)).await;
            assert!(forged.status == 422 && forged.text.contains("Only they change"), "{}", forged.text);
            let mut call = form("old@partner.example", secret).to_vec();
            call.push(("phone", "555-555-0199"));
            assert_eq!(app.post(&at(org), &rosa, &call).await.status, 422, "nor where calls go");
            let rest = [("name", "New name"), ("language", "en"), ("confidential", secret)];
            assert_eq!(app.post(&at(org), &rosa, &rest).await.status, 303, "the rest of the listing");
            let kept = app.store().read(&system(), move |tx| actions::find(tx, org)).await.unwrap();
            assert_eq!(
                (kept.name.as_str(), kept.email.as_deref()),
                ("New name", Some("old@partner.example")),
                "{}",
                app.base.engine
            );
        }
        assert!(outbox(&app).await.iter().all(|l| l.kind != "partners.redirected"));

        let pat = sign_in(&app, "pat@pantry.example").await;
        assert_eq!(app.post(&at(pantry), &pat, &form("new@partner.example", "")).await.status, 303);
        let letters = outbox(&app).await;
        let told: Vec<_> = letters.iter().filter(|l| l.kind == "partners.redirected").collect();
        let mut to: Vec<&str> = told.iter().map(|l| l.to.as_str()).collect();
        to.sort_unstable();
        assert_eq!(to, ["old@partner.example", "pat@pantry.example"], "who is only invited reads nothing");
        assert!(told.iter().all(|l| !l.body.contains("new@partner.example") && !l.body.contains("http")));
    }
}

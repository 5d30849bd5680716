//! What nobody does with their own hand: change their own roles. On both databases.

use crate::common::{apps, member, organization, sign_in, system};
use tandem_access::accounts::members;
use tandem_access::{Role, Uuid};
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

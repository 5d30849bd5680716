//! Connected systems over HTTP, on both databases: who connects one, what is shown once, and how it ends.

use crate::common::{apps, member, organization, sign_in, system};
use tandem_access::accounts::clients;
use tandem_access::{Role, Uuid};
use tandem_testkit::TestApp;

/// What stands in the preformatted lines of a page, in order.
fn lines(page: &str) -> Vec<String> {
    page.split("<pre>").skip(1).filter_map(|part| Some(part.split_once("</pre>")?.0.to_owned())).collect()
}

async fn opens(app: &TestApp, id: &str, secret: &str) -> bool {
    clients::exchange(app.store(), id, secret, "test").await.unwrap().is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_connects_renews_and_ends_a_system() {
    for app in apps() {
        let engine = app.base.engine;
        let clinic = organization(&app, "Clinic", false).await;
        member(&app, "olga@clinic.example", clinic, &[Role::OrganizationAdmin]).await;
        let olga = sign_in(&app, "olga@clinic.example").await;
        let empty = app.get("/settings/systems", &olga).await;
        assert!(
            empty.status == 200 && empty.text.contains("No system is connected"),
            "{engine}: {}",
            empty.text
        );
        let spanish = app.get_spanish("/settings/systems", &olga).await.text;
        assert!(spanish.contains("Ningún sistema está conectado"), "{engine}: {spanish}");
        assert!(app.get("/account", &olga).await.text.contains("/settings/systems"), "{engine}: in Settings");

        let nothing = app.post("/settings/systems", &olga, &[("name", "Chart")]).await;
        assert_eq!(nothing.status, 422, "{engine}: {}", nothing.text);
        let admin = [("name", "Chart"), ("role", "administrator"), ("purpose", "treatment")];
        let refused = app.post("/settings/systems", &olga, &admin).await;
        assert!(refused.status == 422 && refused.text.contains("looks after people or nothing"), "{engine}");

        let form = [("name", "<Chart>"), ("role", "clinician"), ("purpose", "treatment")];
        let page = app.post("/settings/systems", &olga, &form).await;
        assert_eq!(
            (page.status.as_u16(), page.headers["cache-control"].to_str().unwrap()),
            (200, "no-store")
        );
        let shown = lines(&page.text);
        let (id, secret) = (shown[0].as_str(), shown[1].as_str());
        assert_eq!(secret.len(), 44, "{engine}: {shown:?}");
        assert!(shown.iter().any(|l| l.contains("/oauth/token")), "{engine}: how to use it: {shown:?}");
        let list = app.get("/settings/systems", &olga).await.text;
        assert!(list.contains("&lt;Chart&gt;") && list.contains("Never used"), "{engine}: {list}");
        assert!(!list.contains(secret), "{engine}: once");
        assert!(opens(&app, id, secret).await, "{engine}");
        assert!(app.get("/settings/systems", &olga).await.text.contains("Last used"), "{engine}");

        let renewed = app.post(&format!("/settings/systems/{id}/renew"), &olga, &[]).await;
        let again = lines(&renewed.text);
        assert!(again[0] == id && again[1] != secret, "{engine}: {again:?}");
        assert!(!opens(&app, id, secret).await && opens(&app, id, &again[1]).await, "{engine}");

        let ended = app.post(&format!("/settings/systems/{id}/end"), &olga, &[]).await;
        assert_eq!(ended.location(), "/settings/systems", "{engine}");
        assert!(!opens(&app, id, &again[1]).await, "{engine}");
        let list = app.get("/settings/systems", &olga).await.text;
        assert!(list.contains("Ended") && !list.contains(&format!("{id}/end")), "{engine}: {list}");
        for verb in ["end", "renew"] {
            let late = app.post(&format!("/settings/systems/{id}/{verb}"), &olga, &[]).await;
            assert_eq!(late.status, 404, "{engine}: {verb}: it is final");
        }
        let log = app.get("/audit?kind=member", &olga).await.text;
        for words in
            ["Connected a computer system", "Gave a computer system a new secret", "Ended a computer system"]
        {
            assert!(log.contains(words), "{engine}: {words}: {log}");
        }
        assert!(log.contains("<b>&lt;Chart&gt;</b>"), "{engine}: which one: {log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_connects_a_system_elsewhere() {
    for app in apps() {
        let engine = app.base.engine;
        let (clinic, pantry) =
            (organization(&app, "Clinic", false).await, organization(&app, "Pantry", false).await);
        let new = clients::NewClient {
            organization: pantry,
            name: "Theirs".into(),
            role: Role::Navigator,
            purpose: tandem_access::Purpose::CareCoordination,
        };
        let theirs = app.store().write(&system(), move |tx| clients::register(tx, &new)).await.unwrap();
        member(&app, "rosa@clinic.example", clinic, &[Role::Administrator]).await;
        member(&app, "nora@clinic.example", clinic, &[Role::Navigator]).await;
        let rosa = sign_in(&app, "rosa@clinic.example").await;
        let list = app.get("/settings/systems", &rosa).await;
        assert!(list.status == 200 && !list.text.contains("Theirs"), "{engine}: whatever they run");
        for verb in ["end", "renew"] {
            let stranger = app.post(&format!("/settings/systems/{}/{verb}", theirs.id), &rosa, &[]).await;
            let missing =
                app.post(&format!("/settings/systems/{}/{verb}", Uuid::from_u128(5)), &rosa, &[]).await;
            assert_eq!(
                (stranger.status.as_u16(), stranger.status),
                (404, missing.status),
                "{engine}: {verb}"
            );
        }
        assert!(opens(&app, &theirs.id.to_string(), &theirs.secret).await, "{engine}");
        let nora = sign_in(&app, "nora@clinic.example").await;
        assert_eq!(app.get("/settings/systems", &nora).await.status, 403, "{engine}");
        // Who takes a break connects nothing.
        let pause = tandem_partners::model::Membership::Paused;
        let by = system();
        let paused =
            app.store().write(&by, move |tx| tandem_partners::actions::set_membership(tx, clinic, pause, ""));
        paused.await.unwrap();
        let form = [("name", "Chart"), ("role", "clinician"), ("purpose", "treatment")];
        assert_eq!(app.post("/settings/systems", &rosa, &form).await.status, 409, "{engine}");
    }
}

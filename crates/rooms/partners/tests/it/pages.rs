//! The pages over HTTP, on both databases: signing in by every way, settings, audit, what is hidden.

use crate::common::{PASSWORD, apps, link, member, organization, outbox, sign_in, system};
use jiff::SignedDuration;
use tandem_access::accounts::members;
use tandem_access::{Role, Uuid};
use tandem_partners::FirstAdministrator;
use tandem_partners::actions::{self, Filter};
use tandem_partners::model::{OrganizationDraft, Sector};
use tandem_testkit::app::Answered;

fn same_page(a: &Answered, b: &Answered) {
    assert_eq!((a.status, &a.text), (b.status, &b.text));
    let names = |x: &Answered| x.headers.keys().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names(a), names(b));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_administrator_starts_with_a_link() {
    for app in apps() {
        let first = FirstAdministrator {
            partnership: "Riverton Together".into(),
            timezone: "America/Chicago".into(),
            organization: "Backbone".into(),
            sector: "community".into(),
            name: "Rosa Diaz".into(),
            email: "rosa@backbone.example".into(),
        };
        let path = tandem_partners::init(app.store(), &first).await.unwrap();
        assert!(tandem_partners::init(app.store(), &first).await.is_err(), "once");
        let page = app.get(&path, "").await;
        assert!(page.status == 200 && page.text.contains("Rosa Diaz"), "{}", page.text);
        let weak = app.post(&path, "", &[("password", "rosa.diaz.2026.2026")]).await;
        assert!(weak.status == 422 && weak.text.contains("easy to guess"), "{}", weak.text);
        let done = app.post(&path, "", &[("password", PASSWORD)]).await;
        assert_eq!(done.status, 303, "{}", done.text);
        let cookie = done.cookie(tandem_web::SESSION_COOKIE).unwrap();
        for page in
            ["/account", "/settings/people", "/settings/organizations", "/settings/partnership", "/audit"]
        {
            assert_eq!(app.get(page, &cookie).await.status, 200, "{page}");
        }
        assert_eq!(app.post(&path, "", &[("password", PASSWORD)]).await.status, 410, "used");
        let settings = app.get("/settings/partnership", &cookie).await;
        assert!(settings.text.contains("value=\"America/Chicago\""), "{}", settings.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_in_wrongly_gets_the_same_page() {
    for app in apps() {
        let org = organization(&app, "Clinic", false).await;
        member(&app, "ana@clinic.example", org, &[Role::Navigator]).await;
        // The address is shown again as it was typed: take one of the same length that has no account.
        let known = app
            .post("/sign-in", "", &[("email", "ana@clinic.example"), ("password", "wrong wrong wrong")])
            .await;
        let unknown = app
            .post("/sign-in", "", &[("email", "eva@clinic.example"), ("password", "wrong wrong wrong")])
            .await;
        assert_eq!(known.status, 422);
        let unknown = Answered { text: unknown.text.replace("eva@clinic", "ana@clinic"), ..unknown };
        same_page(&known, &unknown);
        for path in ["/sign-in/link", "/recover"] {
            let known = app.post(path, "", &[("email", "ana@clinic.example")]).await;
            let unknown = app.post(path, "", &[("email", "eva@clinic.example")]).await;
            assert_eq!(known.status, 200);
            same_page(&known, &unknown);
        }
        let letters = outbox(&app).await;
        assert_eq!(letters.len(), 2, "only the account that exists gets letters");
        assert!(letters.iter().all(|l| l.to == "ana@clinic.example"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_signs_in_by_its_button_only() {
    for app in apps() {
        let org = organization(&app, "Clinic", false).await;
        member(&app, "ana@clinic.example", org, &[Role::Navigator]).await;
        app.post("/sign-in/link", "", &[("email", "Ana@clinic.example")]).await;
        let letters = outbox(&app).await;
        assert_eq!(letters[0].subject, "Your link to sign in");
        let path = link(&letters[0]);
        for _ in 0..3 {
            let looked = app.get(&path, "").await;
            assert_eq!(looked.status, 200, "a mail program may look as often as it likes");
            assert!(looked.cookie(tandem_web::SESSION_COOKIE).is_none());
        }
        let done = app.post(&path, "", &[]).await;
        let cookie = done.cookie(tandem_web::SESSION_COOKIE).expect("a session");
        let set = done.headers.get_all("set-cookie").iter().map(|v| v.to_str().unwrap()).collect::<String>();
        assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax"));
        assert_eq!(app.get("/account", &cookie).await.status, 200);
        let replay = app.post(&path, "", &[]).await;
        assert!(replay.status == 410 && replay.cookie(tandem_web::SESSION_COOKIE).is_none());
        assert_eq!(app.get("/sign-in/link/AAAAAAAAAAAAAAAAAAAAAA", "").await.status, 404);
        app.post("/sign-out", &cookie, &[]).await;
        assert_eq!(app.get("/account", &cookie).await.status, 303, "signed out");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn recovery_ends_every_other_session_and_says_so() {
    for app in apps() {
        let org = organization(&app, "Clinic", false).await;
        member(&app, "ana@clinic.example", org, &[Role::Navigator]).await;
        let thief = sign_in(&app, "ana@clinic.example").await;
        app.post("/recover", "", &[("email", "ana@clinic.example")]).await;
        let path = link(&outbox(&app).await[0]);
        assert_eq!(app.post(&path, "", &[("password", "too short")]).await.status, 422);
        let done = app.post(&path, "", &[("password", "otter lantern gravel moss")]).await;
        assert_eq!(done.status, 303, "{}", done.text);
        assert_eq!(app.get("/account", &thief).await.status, 303);
        assert!(outbox(&app).await.iter().any(|l| l.subject == "Your password was changed"));
        let old = app.post("/sign-in", "", &[("email", "ana@clinic.example"), ("password", PASSWORD)]).await;
        assert_eq!(old.status, 422);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_two_organizations_nothing_opens_before_the_choice() {
    for app in apps() {
        let (clinic, pantry) =
            (organization(&app, "Clinic", false).await, organization(&app, "Pantry", false).await);
        let ana = member(&app, "ana@clinic.example", clinic, &[Role::OrganizationAdmin]).await;
        app.store()
            .write(&system(), move |tx| members::grant(tx, ana, pantry, Role::Responder))
            .await
            .unwrap();
        let answer =
            app.post("/sign-in", "", &[("email", "ana@clinic.example"), ("password", PASSWORD)]).await;
        assert_eq!(answer.location(), "/choose");
        let first = answer.cookie(tandem_web::SESSION_COOKIE).unwrap();
        assert_eq!(app.get("/settings/people", &first).await.status, 303);
        let page = app.get("/choose", &first).await;
        assert!(page.text.contains("Clinic") && page.text.contains("Pantry"), "{}", page.text);
        let other = Uuid::from_u128(5).to_string();
        let wrong = app.post("/choose", &first, &[("organization", &other), ("purpose", "operations")]).await;
        assert_eq!(wrong.status, 422);
        let emergency = app
            .post("/choose", &first, &[("organization", &pantry.to_string()), ("purpose", "emergency")])
            .await;
        assert_eq!(emergency.status, 422, "an emergency is never chosen at sign-in");
        let chosen = app
            .post("/choose", &first, &[("organization", &pantry.to_string()), ("purpose", "operations")])
            .await;
        let second = chosen.cookie(tandem_web::SESSION_COOKIE).expect("a new token");
        assert_ne!(first, second);
        assert_eq!(app.get("/account", &second).await.status, 200);
        assert_eq!(app.get("/account", &first).await.status, 303, "the old token is dead");
        assert_eq!(
            app.get("/settings/people", &second).await.status,
            403,
            "a responder there, whatever elsewhere"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_runs_an_organization_gives_and_takes_access_there_only() {
    for app in apps() {
        let (clinic, pantry) =
            (organization(&app, "Clinic", false).await, organization(&app, "Pantry", false).await);
        member(&app, "boss@clinic.example", clinic, &[Role::OrganizationAdmin]).await;
        let stranger = member(&app, "eva@pantry.example", pantry, &[Role::Responder]).await;
        let boss = sign_in(&app, "boss@clinic.example").await;
        let invitation = [
            ("name", "Luis Vega"),
            ("email", "luis@clinic.example"),
            ("language", "es"),
            ("roles", "navigator"),
        ];
        assert_eq!(app.post("/settings/people", &boss, &invitation).await.status, 303);
        let letters = outbox(&app).await;
        assert_eq!(
            (letters[0].subject.as_str(), letters[0].to.as_str()),
            ("Le invitamos", "luis@clinic.example")
        );
        assert!(letters[0].body.starts_with("Hola Luis Vega"), "{}", letters[0].body);
        let welcome = app.post(&link(&letters[0]), "", &[("password", "")]).await;
        let luis = welcome.cookie(tandem_web::SESSION_COOKIE).expect("accepted without a password");
        assert_eq!(app.get("/account", &luis).await.status, 200);

        let page = app.get("/settings/people", &boss).await;
        assert!(page.text.contains("Luis Vega") && !page.text.contains("eva@pantry.example"));
        let id = app
            .store()
            .read(&system(), |tx| members::by_email(tx, "luis@clinic.example"))
            .await
            .unwrap()
            .unwrap()
            .id;
        let field = format!("roles-{}", id.simple());
        // Nobody grants what they may not, and nobody reaches over the fence.
        let grant =
            app.post(&format!("/settings/people/{id}/roles"), &boss, &[(&field, "administrator")]).await;
        assert_eq!(grant.status, 403);
        for (path, form) in [
            (format!("/settings/people/{stranger}/end"), vec![]),
            (format!("/settings/people/{stranger}/end"), vec![("organization", pantry.to_string())]),
            (format!("/settings/people/{stranger}/roles"), vec![("organization", pantry.to_string())]),
        ] {
            let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
            assert_eq!(app.post(&path, &boss, &form).await.status, 404, "{path}");
        }
        let other = app.get(&format!("/settings/people?organization={pantry}"), &boss).await;
        let none = app.get(&format!("/settings/people?organization={}", Uuid::from_u128(9)), &boss).await;
        assert_eq!(other.status, 404);
        assert_eq!(
            other.text.replace(&pantry.to_string(), "X"),
            none.text.replace(&Uuid::from_u128(9).to_string(), "X")
        );

        assert_eq!(app.post(&format!("/settings/people/{id}/end"), &boss, &[]).await.status, 303);
        assert_eq!(app.get("/account", &luis).await.status, 303, "at once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_administrator_stays() {
    for app in apps() {
        let org = organization(&app, "Backbone", false).await;
        let id = member(&app, "rosa@backbone.example", org, &[Role::Administrator]).await;
        let rosa = sign_in(&app, "rosa@backbone.example").await;
        assert_eq!(app.post(&format!("/settings/people/{id}/end"), &rosa, &[]).await.status, 409);
        let field = format!("roles-{}", id.simple());
        let roles = app.post(&format!("/settings/people/{id}/roles"), &rosa, &[(&field, "analyst")]).await;
        assert_eq!(roles.status, 409);
        assert_eq!(app.get("/settings/people", &rosa).await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn organizations_are_listed_filtered_and_edited() {
    for app in apps() {
        let backbone = organization(&app, "Backbone", false).await;
        let pantry = organization(&app, "Pantry 100%_", false).await;
        member(&app, "rosa@backbone.example", backbone, &[Role::Administrator]).await;
        member(&app, "pat@pantry.example", pantry, &[Role::Responder]).await;
        let rosa = sign_in(&app, "rosa@backbone.example").await;
        let found =
            app.get("/settings/organizations?q=100%25_&sector=housing&membership=member", &rosa).await;
        assert!(
            found.text.contains("Pantry 100%_") && found.text.contains("One organization"),
            "{}",
            found.text
        );
        assert!(
            app.get("/settings/organizations?q=nothing", &rosa).await.text.contains("No organization fits")
        );
        let path = format!("/settings/organizations/{pantry}");
        let bad = [("name", ""), ("email", "x"), ("language", "en"), ("sector", "housing")];
        let refused = app.post(&format!("/settings/organizations/{backbone}"), &rosa, &bad).await;
        assert!(refused.status == 422 && refused.text.contains("value=\"x\""), "what was typed stays");
        let good = [("name", "Pantry"), ("language", "es"), ("sector", "faith"), ("confidential", "1")];
        assert_eq!(app.post(&path, &rosa, &good).await.status, 303);
        let page = app.get(&path, &rosa).await;
        assert!(page.text.contains("Pantry") && page.text.contains("Faith groups"), "{}", page.text);

        let pat = sign_in(&app, "pat@pantry.example").await;
        assert_eq!(app.get("/settings/organizations", &pat).await.location(), path);
        assert_eq!(app.get(&format!("/settings/organizations/{backbone}"), &pat).await.status, 404);
        // The sector is not theirs to write: the field is not there, and a forged one changes nothing.
        let forged = [("name", "Our pantry"), ("language", "es"), ("sector", "payer"), ("confidential", "1")];
        assert_eq!(app.post(&path, &pat, &forged).await.status, 303);
        let o = app.store().read(&system(), move |tx| actions::find(tx, pantry)).await.unwrap();
        assert_eq!((o.name.as_str(), o.sector, o.confidential), ("Our pantry", Sector::Faith, true));
        let unveil = [("name", "Our pantry"), ("language", "es")];
        assert_eq!(
            app.post(&path, &pat, &unveil).await.status,
            403,
            "a responder does not make an address public"
        );

        let leave = [("membership", "left"), ("note", "=closing")];
        assert_eq!(app.post(&format!("{path}/membership"), &pat, &leave).await.status, 403);
        assert_eq!(app.post(&format!("{path}/membership"), &rosa, &leave).await.status, 303);
        assert_eq!(app.get("/account", &pat).await.status, 303, "its people are out at once");
        assert_eq!(app.post(&format!("{path}/membership"), &rosa, &leave).await.status, 409);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_outbox_page_exists_in_a_demo_only() {
    for app in apps() {
        let org = organization(&app, "Clinic", false).await;
        member(&app, "ana@clinic.example", org, &[Role::Administrator]).await;
        app.post("/sign-in/link", "", &[("email", "ana@clinic.example")]).await;
        let path = link(&outbox(&app).await[0]);
        let cookie = sign_in(&app, "ana@clinic.example").await;
        for session in ["", &cookie] {
            assert_eq!(app.get("/demo/outbox", session).await.status, 404);
        }
        app.store().write(&system(), |tx| actions::set(tx, "demo", "1")).await.unwrap();
        let page = app.get("/demo/outbox", "").await;
        assert!(page.text.contains(&format!("href=\"{path}\"")), "{}", page.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_session_is_asked_to_sign_in_again() {
    for app in apps() {
        let org = organization(&app, "Clinic", false).await;
        member(&app, "ana@clinic.example", org, &[Role::Navigator]).await;
        let cookie = sign_in(&app, "ana@clinic.example").await;
        app.clock().advance(SignedDuration::from_mins(15));
        let answer = app.get("/account", &cookie).await;
        assert_eq!(answer.location(), "/sign-in?next=%2Faccount");
        let evil = [("email", "ana@clinic.example"), ("password", PASSWORD), ("next", "//evil.example/")];
        assert_eq!(app.post("/sign-in", "", &evil).await.location(), "/");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_of_the_partnership_are_all_or_nothing() {
    for app in apps() {
        let org = organization(&app, "Backbone", false).await;
        member(&app, "rosa@backbone.example", org, &[Role::Administrator]).await;
        member(&app, "cora@backbone.example", org, &[Role::Coordinator]).await;
        let rosa = sign_in(&app, "rosa@backbone.example").await;
        let mut form = vec![
            ("name", "Riverton Together"),
            ("brand_colour", "#ffee00"),
            ("response_days", "3"),
            ("business_days", "mon"),
            ("business_days", "sat"),
            ("holidays", "2026-12-25\r\n2027-01-01"),
            ("timezone", "America/Chicago"),
        ];
        let refused = app.post("/settings/partnership", &rosa, &form).await;
        assert!(refused.status == 422 && refused.text.contains("too light"), "{}", refused.text);
        let before = app.store().read(&system(), actions::partnership).await.unwrap();
        assert_eq!(before.response_days, 2, "nothing was saved");
        form[1].1 = "#1b4d3e";
        assert_eq!(app.post("/settings/partnership", &rosa, &form).await.status, 303);
        let p = app.store().read(&system(), actions::partnership).await.unwrap();
        assert_eq!((p.response_days, p.calendar.day_codes()), (3, vec!["mon", "sat"]));
        assert_eq!(p.calendar.holidays().count(), 2);
        assert!(app.get("/sign-in", "").await.text.contains("Riverton Together"), "the frame knows at once");
        let cora = sign_in(&app, "cora@backbone.example").await;
        assert_eq!(app.get("/settings/partnership", &cora).await.status, 200);
        assert_eq!(app.post("/settings/partnership", &cora, &form).await.status, 403);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_idempotent_and_never_unveils() {
    for app in apps() {
        let draft =
            OrganizationDraft { name: "House".into(), confidential: true, ..OrganizationDraft::default() };
        let run = async |d: &OrganizationDraft| {
            let d = d.clone();
            app.store()
                .write(&system(), move |tx| actions::upsert_imported(tx, "hsds", &[("1", &d)]))
                .await
                .unwrap()
                .remove(0)
                .expect("no field is at fault")
        };
        use tandem_partners::model::Imported;
        let id = run(&draft).await.id();
        assert_eq!(run(&draft).await, Imported::Unchanged(id));
        let open =
            OrganizationDraft { confidential: false, phone: Some("555-555-0142".into()), ..draft.clone() };
        assert_eq!(run(&open).await, Imported::Changed(id));
        let o = app.store().read(&system(), move |tx| actions::find(tx, id)).await.unwrap();
        assert!(o.confidential && o.phone.is_some());
        assert_eq!(run(&open).await, Imported::Unchanged(id));
        let n = app.store().read(&system(), |tx| actions::count(tx, &Filter::default())).await.unwrap();
        assert_eq!(n, 1);
        let history = app.store().read(&system(), move |tx| actions::history(tx, id, 10)).await.unwrap();
        assert_eq!(history.iter().map(|h| h.kind.as_str()).collect::<Vec<_>>(), ["imported", "imported"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn control_never_leads_back_to_itself() {
    for app in apps() {
        let (a, b) = (organization(&app, "A", false).await, organization(&app, "B", false).await);
        let set = async |id: Uuid, parent: Uuid| {
            app.store()
                .write(&system(), move |tx| {
                    let mut draft = actions::find(tx, id)?.draft();
                    draft.controlled_by = Some(parent);
                    actions::edit(tx, id, &draft)
                })
                .await
        };
        assert!(set(a, a).await.is_err());
        set(a, b).await.unwrap();
        assert!(set(b, a).await.is_err());
        assert!(set(b, Uuid::from_u128(1)).await.is_err());
    }
}

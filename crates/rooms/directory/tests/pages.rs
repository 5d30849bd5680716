//! The pages, driven over their routes on both databases and in both languages.

use axum::http::StatusCode;
use jiff::civil::time;
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sessions;
use tandem_access::{Purpose, Role, Uuid, Viewer};
use tandem_directory::actions::import::{Outcome, SourceRow, import_rows};
use tandem_directory::model::item::{
    AddressItem, AttributeItem, Item, LanguageItem, LocationItem, OrganizationItem, Parents, PhoneItem,
    Point, ServiceAtLocationItem, ServiceItem,
};
use tandem_directory::model::schedule::Schedule;
use tandem_directory::{Seek, candidates, search};
use tandem_testkit::TestApp;
use tandem_web::Room;

fn rooms() -> Vec<Room> {
    // Partners bring tables only here: their own pages have their own tests.
    vec![
        Room { migrations: tandem_partners::MIGRATIONS, ..Room::named("partners") },
        tandem_directory::room(),
    ]
}

fn row(id: &str, item: Item) -> SourceRow {
    SourceRow { id: id.into(), item }
}

fn service(organization: &str, name: &str, description: &str) -> Item {
    let (organization, name, description) = (organization.into(), name.into(), description.into());
    Item::Service(Box::new(ServiceItem { organization, name, description, ..ServiceItem::default() }))
}

fn need(service: &str, domain: &str) -> Item {
    let (service, term) = (service.into(), domain.into());
    Item::Attribute(AttributeItem { service, term, domains: vec![domain.into()], ..AttributeItem::default() })
}

fn place(latitude: f64) -> Item {
    let point = Some(Point { latitude, longitude: -76.6 });
    let location_type = "physical".into();
    Item::Location(LocationItem {
        organization: Some("o1".into()),
        location_type,
        point,
        ..LocationItem::default()
    })
}

fn address(location: &str, street: &str, postal_code: &str) -> Item {
    Item::Address(AddressItem {
        location: location.into(),
        address_1: street.into(),
        city: "Rivertown".into(),
        state_province: "MD".into(),
        postal_code: postal_code.into(),
        address_type: "physical".into(),
        ..AddressItem::default()
    })
}

fn at(service: &str, location: &str) -> Item {
    let (service, location) = (service.into(), location.into());
    Item::ServiceAtLocation(ServiceAtLocationItem { service, location, description: String::new() })
}

fn phone(service: &str, number: &str) -> Item {
    Item::Phone(PhoneItem {
        parents: Parents::service(service),
        number: number.into(),
        phone_type: "voice".into(),
        ..PhoneItem::default()
    })
}

/// Two organizations; a pantry open on Wednesdays, a rent fund far away, and a shelter whose place is secret.
fn rows() -> Vec<SourceRow> {
    let org = |name: &str| {
        Item::Organization(OrganizationItem { name: name.into(), ..OrganizationItem::default() })
    };
    let wednesday = Schedule::weekly(&[3], time(6, 0, 0, 0), time(18, 0, 0, 0));
    let spanish = LanguageItem {
        parents: Parents::service("s1"),
        code: "es".into(),
        name: "Spanish".into(),
        note: String::new(),
    };
    let secret = ServiceItem {
        organization: "o2".into(),
        name: "Haven".into(),
        description: "A shelter".into(),
        confidential: true,
        ..ServiceItem::default()
    };
    vec![
        row("o1", org("Harbor Help")),
        row("o2", org("Other Aid")),
        row("l1", place(39.30)),
        row("l2", place(39.60)),
        row("l3", place(39.31)),
        row("a1", address("l1", "12 Pier Street", "21201")),
        row("a2", address("l2", "90 Hill Road", "21299")),
        row("a3", address("l3", "7 Secret Lane", "21202")),
        row("s1", service("o1", "Harbor Food Pantry", "Free groceries once a week.")),
        row("s2", service("o2", "Tenant Fund", "Help with back rent.")),
        row("s3", Item::Service(Box::new(secret))),
        row("s1@l1", at("s1", "l1")),
        row("s2@l2", at("s2", "l2")),
        row("s3@l3", at("s3", "l3")),
        row("n1", need("s1", "food-insecurity")),
        row("n2", need("s2", "housing-instability")),
        row("n3", need("s3", "intimate-partner-violence")),
        row("p1", phone("s1", "410-555-0100")),
        row("h1", Item::Schedule(Parents::service("s1"), Box::new(wednesday))),
        row("g1", Item::Language(spanish)),
    ]
}

struct World {
    app: TestApp,
    pantry: Uuid,
    fund: Uuid,
    shelter: Uuid,
    responder: String,
    other: String,
    navigator: String,
}

impl World {
    async fn both() -> Vec<World> {
        let mut worlds = vec![];
        for app in TestApp::both(rooms, |_, builder| builder) {
            worlds.push(World::on(app).await);
        }
        worlds
    }

    async fn on(app: TestApp) -> World {
        let (ids, tokens) = app
            .store()
            .write(&Viewer::system("directory.test"), |tx| {
                let outcomes = import_rows(tx, "test", 1, &rows())?;
                let id = |n: usize| match &outcomes[n] {
                    Outcome::Accepted(id) => *id,
                    other => panic!("row {n}: {other:?}"),
                };
                let mut tokens = vec![];
                for (email, org, role) in [
                    ("res@example.org", id(0), Role::Responder),
                    ("oth@example.org", id(1), Role::Responder),
                    ("nav@example.org", id(1), Role::Navigator),
                ] {
                    let member = members::create(tx, email, "Test Member", "en", Status::Active)?;
                    members::grant(tx, member, org, role)?;
                    tokens.push(sessions::test_start(tx, member, org, Purpose::CareCoordination)?);
                }
                Ok(([id(8), id(9), id(10)], tokens))
            })
            .await
            .expect("the directory and three members");
        let [pantry, fund, shelter] = ids;
        let [responder, other, navigator] = tokens.try_into().expect("three sessions");
        World { app, pantry, fund, shelter, responder, other, navigator }
    }

    async fn text(&self, path: &str, session: &str) -> String {
        let answer = self.app.get(path, session).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        answer.text
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_finds_food_and_sees_when_who_and_how() {
    for w in World::both().await {
        let tiles = w.text("/find", "").await;
        assert!(tiles.contains("/find?need=food") && !tiles.contains("Harbor Food Pantry"));
        let tiles_at = tiles.find("class=\"tiles\"").unwrap();
        assert!(tiles_at < tiles.find("name=\"q\"").unwrap(), "tiles come above the search box");
        // The test clock is Wednesday 7 am in New York.
        let page = w.text("/find?need=food&near=21201", "").await;
        for part in [
            "Harbor Food Pantry",
            "Open now, until 6",
            "0.1 miles",
            "tel:+14105550100",
            "Español",
            "Nobody has checked this yet",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("Tenant Fund"));
        // Misspelt, and in Spanish.
        assert!(w.text("/find?q=pantyr", "").await.contains("Harbor Food Pantry"));
        assert!(w.text("/find?q=comida", "").await.contains("Harbor Food Pantry"));
        assert!(w.text("/find?q=renta", "").await.contains("Tenant Fund"));
        // Filters survive in the form.
        let kept = w.text("/find?q=food&lang=es&open_now=1&within=5&near=21201", "").await;
        assert!(kept.contains("value=\"food\"") && kept.contains("Harbor Food Pantry"));
        let page = w.text("/find?q=food&lang=ko", "").await;
        assert!(page.contains("We found nothing for this") && page.contains("tel:211"));
        assert!(
            page.contains("/find?q=food\"") || page.contains("lang"),
            "a way out of the filter is offered"
        );
        let map = w.text("/find?need=food&near=21201&view=map", "").await;
        assert!(map.contains("<svg") && map.contains("One of these places is on the map"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_tells_everything_and_a_secret_one_hides_its_address() {
    for w in World::both().await {
        let page = w.text(&format!("/services/{}", w.pantry), "").await;
        for part in [
            "Harbor Food Pantry",
            "12 Pier Street, Rivertown, MD 21201",
            "Wednesday: 6",
            "By Harbor Help",
            "/call-me",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
        for path in [format!("/services/{}", w.shelter), "/find?need=safety&near=21202&view=map".into()] {
            let page = w.text(&path, "").await;
            assert!(
                page.contains("Haven") && page.contains("The address is kept private for safety"),
                "{page}"
            );
            for secret in ["Secret Lane", "39.31", "7 Secret"] {
                assert!(!page.contains(secret), "{secret} in {path}");
            }
        }
        let missing = w.app.get(&format!("/services/{}", Uuid::from_u128(7)), "").await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
        assert_eq!(w.app.get("/services/nonsense", "").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_capacity_switch_moves_shows_and_is_undone() {
    for w in World::both().await {
        let set = format!("/capacity/{}", w.pantry);
        assert!(w.text("/capacity", &w.responder).await.contains("Harbor Food Pantry"));
        let saved = w
            .app
            .post(&set, &w.responder, &[("status", "open"), ("funded_units", "20"), ("free_units", "5")])
            .await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        let page = w.text("/find?need=food&capacity=1", "").await;
        assert!(page.contains("Harbor Food Pantry") && page.contains("Has room"), "{page}");
        w.app.clock().advance(jiff::SignedDuration::from_secs(60));
        w.app.post(&set, &w.responder, &[("status", "closed")]).await;
        let page = w.text("/find?need=food", "").await;
        assert!(page.contains("Full now"));
        assert!(!w.text("/find?need=food&capacity=1", "").await.contains("Harbor Food Pantry"));
        w.app.clock().advance(jiff::SignedDuration::from_secs(60));
        let undone = w.app.post(&format!("{set}/undo"), &w.responder, &[]).await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER);
        assert!(w.text("/find?need=food&capacity=1", "").await.contains("Harbor Food Pantry"));
        // Values stay after an error; another organization's service is not found; a navigator may not.
        let bad = w
            .app
            .post(&set, &w.responder, &[("status", "open"), ("funded_units", "3"), ("free_units", "9")])
            .await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bad.text.contains("There cannot be more free places") && bad.text.contains("value=\"9\""));
        assert_eq!(w.app.post(&set, &w.other, &[("status", "open")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(w.app.post(&set, &w.navigator, &[("status", "open")]).await.status, StatusCode::FORBIDDEN);
        let stranger = w.app.post(&set, "", &[("status", "closed")]).await;
        assert_ne!(stranger.status, StatusCode::OK);
        assert!(
            w.text("/find?need=food&capacity=1", "").await.contains("Harbor Food Pantry"),
            "nothing changed"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organization_edits_its_listing_and_puts_it_back() {
    for w in World::both().await {
        let path = format!("/listing/{}", w.pantry);
        let form = [
            ("name", "Harbor Pantry"),
            ("description", "Free food every Wednesday."),
            ("status", "active"),
            ("minimum_age", ""),
            ("url", "https://example.org"),
        ];
        let saved = w.app.post(&path, &w.responder, &form).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        let page = w.text("/find?q=harbor", "").await;
        assert!(
            page.contains("Harbor Pantry") && page.contains("Checked on March 4, 2026 by Harbor Help"),
            "{page}"
        );
        // An import does not undo the edit.
        let outcome = w.import_again("Harbor Food Pantry, again").await;
        assert!(matches!(outcome, Outcome::KeptEdit(_)), "{outcome:?}");
        let edit = w.text(&path, &w.responder).await;
        let revert = edit
            .split("action=\"")
            .filter_map(|part| part.split('"').next())
            .find(|a| a.contains("/revert/"));
        w.app.clock().advance(jiff::SignedDuration::from_secs(60));
        let reverted = w.app.post(revert.expect("a way back"), &w.responder, &[]).await;
        assert_eq!(reverted.status, StatusCode::SEE_OTHER);
        assert!(w.text(&format!("/services/{}", w.pantry), "").await.contains("Harbor Food Pantry"));
        let bad = w
            .app
            .post(&path, &w.responder, &[("name", ""), ("status", "active"), ("url", "javascript:x")])
            .await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bad.text.contains("Write a name") && bad.text.contains("javascript:x"));
        assert_eq!(w.app.get(&path, &w.other).await.status, StatusCode::NOT_FOUND);
        assert_eq!(w.app.post(&path, &w.other, &form).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_go_elsewhere_only_by_the_organization_s_own_hand() {
    for w in World::both().await {
        let coordinator = w
            .app
            .store()
            .write(&Viewer::system("directory.test"), |tx| {
                let draft = tandem_partners::model::OrganizationDraft {
                    name: "Backbone".into(),
                    ..tandem_partners::model::OrganizationDraft::default()
                };
                let member = tandem_partners::model::Membership::Member;
                let backbone = tandem_partners::actions::create(tx, &draft, member)?;
                let last = members::by_email(tx, "oth@example.org")?.expect("a member").id;
                let there = members::affiliations(tx, last)?[0].organization;
                members::end_organization(tx, there)?;
                let id = members::create(tx, "coo@example.org", "Test Coordinator", "en", Status::Active)?;
                members::grant(tx, id, backbone, Role::Coordinator)?;
                sessions::test_start(tx, id, backbone, Purpose::Operations)
            })
            .await
            .expect("a coordinator");
        let form = |email: &'static str| [("name", "Help"), ("status", "active"), ("email", email)];
        // At the pantry somebody has an account; at the other place nobody has any more.
        let theirs = format!("/listing/{}", w.pantry);
        let page = w.text(&theirs, &coordinator).await;
        assert!(!page.contains("type=\"email\"") && page.contains("Only they change"), "{page}");
        let forged = w.app.post(&theirs, &coordinator, &form("coo@example.org")).await;
        assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", forged.text);
        assert_eq!(
            w.app.post(&theirs, &coordinator, &form("")).await.status,
            StatusCode::SEE_OTHER,
            "the rest"
        );
        let own = w.app.post(&theirs, &w.responder, &form("pantry@example.org")).await;
        assert_eq!(own.status, StatusCode::SEE_OTHER, "{}", own.text);
        let taken = w.app.post(&theirs, &coordinator, &form("")).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY, "nor to nowhere");
        let nobody = format!("/listing/{}", w.shelter);
        let kept = w.app.post(&nobody, &coordinator, &form("shelter@example.org")).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
        let again = w.app.post(&nobody, &coordinator, &form("moved@example.org")).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
        let system = Viewer::system("directory.test");
        let letters = w.app.store().read(&system, |tx| tandem_mail::outbox(tx, None, 20));
        let told: Vec<String> = letters.await.expect("letters").into_iter().map(|l| l.to).collect();
        assert_eq!(told, ["shelter@example.org"], "the old address, where there was one");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_does_not_say_where_a_private_place_is() {
    for w in World::both().await {
        let list = w.text("/listing", &w.other).await;
        let path = list.split("href=\"").filter_map(|part| part.split_once('"')).find_map(|(href, rest)| {
            (href.starts_with("/listing/") && rest.starts_with(">Haven")).then(|| href.to_owned())
        });
        let path = path.expect("the shelter is among its own listings");
        let said = |text: &'static str| [("name", "Haven"), ("status", "active"), ("description", text)];
        let told = w.app.post(&path, &w.other, &said("Come to 7 Secret Lane, ask for Rosa.")).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.text);
        assert!(told.text.contains("This place is kept private") && told.text.contains("Secret Lane"));
        let fine = w.app.post(&path, &w.other, &said("A shelter. Call 410-555-0147 at any hour.")).await;
        assert_eq!(fine.status, StatusCode::SEE_OTHER, "{}", fine.text);
        let page = w.text(&path.replace("listing", "services"), "").await;
        assert!(page.contains("at any hour") && !page.contains("Secret Lane"));
    }
}

impl World {
    async fn import_again(&self, name: &'static str) -> Outcome {
        let mut outcomes = self
            .app
            .store()
            .write(&Viewer::system("directory.test"), move |tx| {
                import_rows(tx, "test", 2, &[row("s1", service("o1", name, "New words"))])
            })
            .await
            .unwrap();
        outcomes.remove(0)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_reports_what_is_wrong_and_the_organization_sees_it() {
    for w in World::both().await {
        let path = format!("/services/{}/report", w.pantry);
        let sent = w.app.post(&path, "", &[("what", "hours"), ("words", "It opens at 7")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        let page = w.text(&format!("/listing/{}", w.pantry), &w.responder).await;
        assert!(page.contains("It opens at 7"));
        w.app.post(&format!("/listing/{}/confirm", w.pantry), &w.responder, &[]).await;
        let page = w.text(&format!("/listing/{}", w.pantry), &w.responder).await;
        assert!(!page.contains("It opens at 7") && page.contains("Checked on March 4, 2026"));
        let bad = w.app.post(&path, "", &[("what", "nonsense"), ("words", "kept words")]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bad.text.contains("kept words"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn candidates_fit_the_need_and_the_person() {
    for w in World::both().await {
        let index = w.app.app.service::<search::Live>().current().await.unwrap();
        let pantry = w.pantry;
        let (food, none, except) = w
            .app
            .store()
            .read(&Viewer::system("directory.test"), move |tx| {
                let seek = Seek {
                    domain: "food-insecurity".into(),
                    postal_code: Some("21201".into()),
                    languages: vec!["es".into()],
                    limit: 5,
                    ..Seek::default()
                };
                let none = Seek { domain: "transportation-insecurity".into(), limit: 5, ..Seek::default() };
                let except = Seek { except: vec![pantry], ..seek.clone() };
                Ok((
                    candidates(tx, &index, &seek)?,
                    candidates(tx, &index, &none)?,
                    candidates(tx, &index, &except)?,
                ))
            })
            .await
            .unwrap();
        assert_eq!(food.len(), 1);
        let c = &food[0];
        assert!(
            c.service == w.pantry
                && c.accepting
                && c.speaks
                && c.miles.is_some_and(|m| m < 1.0)
                && !c.confidential
        );
        assert!(none.is_empty() && except.is_empty());
        assert_ne!(w.fund, w.pantry);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_backbone_imports() {
    for w in World::both().await {
        let org = Uuid::from_u128(5);
        for role in [Role::Responder, Role::Navigator, Role::OrganizationAdmin] {
            let viewer = Viewer::test_member(Uuid::from_u128(4), org, &[role], Purpose::CareCoordination);
            let refused = w.app.store().write(&viewer, |tx| import_rows(tx, "test", 3, &rows())).await;
            assert!(matches!(refused, Err(tandem_access::Error::Forbidden)), "{role}");
        }
    }
}

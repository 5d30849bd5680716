//! The pages over HTTP, on both databases: the ledger with its two sides, the public list, gaps and doubles.

use crate::common::{World, system, talk};
use tandem_access::{Purpose, Role, Uuid, Viewer, params};
use tandem_agreements::model::agreement::Kind;

fn entry<'f>(day: &'f str, other: &'f str) -> Vec<(&'f str, &'f str)> {
    vec![
        ("way", "gives"),
        ("other", other),
        ("kind", "staff"),
        ("words", "A driver on Thursdays"),
        ("quantity", "40"),
        ("unit", "hours"),
        ("value", "1,000"),
        ("valued_how", "What a hired driver costs"),
        ("began_on", day),
        ("source", "Their letter"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn both_sides_read_the_ledger_and_nobody_overwrites_it() {
    for w in World::both().await {
        let day = w.today().to_string();
        let (pantry, clinic) = (w.pantry.to_string(), w.clinic.to_string());
        let path = format!("/alliance/{pantry}");
        let empty = w.app.post(&format!("{path}/give"), &w.responder, &[("words", "A driver")]).await;
        assert_eq!(empty.status, 422);
        assert!(empty.text.contains("A driver"), "what was typed stays");
        let done = w.app.post(&format!("{path}/give"), &w.responder, &entry(&day, &clinic)).await;
        assert_eq!(done.status, 303, "{}", done.text);

        let giver = w.app.get(&path, &w.navigator).await;
        assert!(
            giver.text.contains("A driver on Thursdays") && giver.text.contains("$1,000"),
            "{}",
            giver.text
        );
        assert!(giver.text.contains("Nothing is written down about what it gets"), "{}", giver.text);
        let getter = w.app.get(&format!("/alliance/{clinic}"), &w.responder).await;
        assert!(
            getter.text.contains("From Open Door Pantry") && getter.text.contains("40 hours"),
            "{}",
            getter.text
        );

        // Another organization's side is not theirs to write, and a navigator speaks for people.
        let others = format!("/alliance/{}/give", w.kitchen);
        assert_eq!(w.app.post(&others, &w.responder, &entry(&day, "")).await.status, 404);
        assert_eq!(w.app.post(&format!("{path}/give"), &w.navigator, &entry(&day, "")).await.status, 403);
        assert_eq!(w.app.post(&format!("{path}/give"), "", &entry(&day, "")).await.status, 401);

        let id = w
            .app
            .store()
            .read(&system(), |tx| {
                tx.query_one("SELECT id FROM benefit", params![], |r| Ok(r.get::<Uuid>(0)?))
            })
            .await
            .unwrap();
        let back = format!("/alliance/entries/{id}/back");
        assert_eq!(w.app.get(&format!("{back}?partner={pantry}"), &w.responder).await.status, 200);
        assert_eq!(w.app.post(&back, &w.responder, &[("why", " ")]).await.status, 422, "a reason is owed");
        assert_eq!(w.app.post(&back, &w.coordinator, &[("why", "Counted twice")]).await.status, 303);
        assert_eq!(w.app.post(&back, &w.responder, &[("why", "Again")]).await.status, 409, "once is enough");
        let after = w.app.get(&path, &w.navigator).await;
        assert!(after.text.contains("Counted twice") && after.text.contains("A driver on Thursdays"));
        assert!(
            after.text.contains("Nothing is written down yet about what Open Door Pantry"),
            "{}",
            after.text
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_partners_are_listed_for_everybody_and_filters_stay_in_the_address() {
    for w in World::both().await {
        let all = w.app.get("/partners", "").await;
        assert!(all.text.contains("5 organizations") && all.text.contains("Harbor House"), "{}", all.text);
        assert_eq!(
            all.text.matches("Riverton 21201").count(),
            4,
            "the safe house has no place: {}",
            all.text
        );
        assert!(!all.text.contains("Hill Church"), "not a partner");
        assert!(all.text.contains("Partner since"));
        let food = w.app.get("/partners?help=food&place=South+Side", "").await;
        assert!(
            food.text.contains("Morning Kitchen") && !food.text.contains("<h3>Open Door Pantry"),
            "{}",
            food.text
        );
        assert!(food.text.contains("value=\"food\" selected"), "{}", food.text);
        let none = w.app.get("/partners?sector=payer", "").await;
        assert!(none.text.contains("No partner fits"));
        let request = axum::http::Request::get("/partners")
            .header("host", "127.0.0.1:8080")
            .header("accept-language", "es")
            .body(axum::body::Body::empty())
            .unwrap();
        let es = w.app.send(request).await;
        assert!(es.text.contains("Es aliado desde") && es.text.contains("Comida"), "{}", es.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn gaps_and_doubles_come_from_the_listings_and_spare_the_safe_house() {
    for w in World::both().await {
        let page = w.app.get("/alliance/map?help=food-insecurity", &w.navigator).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("South Side"), "nobody with room there: {}", page.text);
        let gaps = w.app.get("/alliance/gaps.csv", &w.coordinator).await;
        assert!(gaps.text.contains("food-insecurity,Food,South Side,full,Morning Kitchen"), "{}", gaps.text);
        assert!(gaps.text.contains("transportation-insecurity,Rides,North Side,nobody"), "{}", gaps.text);
        assert!(!gaps.text.contains("Rides,South Side"), "nobody said whether there is room: {}", gaps.text);
        // The safe house fills no gap that anybody could read off, and is nowhere.
        assert!(gaps.text.contains("homelessness,A place to stay,North Side,nobody"), "{}", gaps.text);
        assert!(!gaps.text.contains("violence") && !gaps.text.contains("Harbor"), "{}", gaps.text);
        let twice = w.app.get("/alliance/duplicates.csv", &w.coordinator).await;
        let lines: Vec<&str> = twice.text.lines().collect();
        assert_eq!(lines.len(), 2, "{}", twice.text);
        assert!(lines[1].contains("North Side,") && !lines[1].contains("South Side"), "{}", twice.text);
        assert_eq!(
            w.app.get("/alliance/gaps.csv", &w.responder).await.status,
            403,
            "files are for who may export"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_in_force_ends_a_double_until_a_party_takes_its_word_back() {
    for w in World::both().await {
        let doubles = async |w: &World| {
            let file = w.app.get("/alliance/duplicates.csv", &w.coordinator).await;
            file.text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
        };
        let before = doubles(&w).await;
        assert!(before[0].ends_with("Morning Kitchen and Open Door Pantry"), "{before:?}");
        // Who may write it gets from there to a draft between the two; who may not is not led to a closed door.
        let page = w.app.get("/alliance/map", &w.coordinator).await.text;
        let at = page
            .find("/agreements/new?kind=memorandum")
            .unwrap_or_else(|| panic!("no way to a draft: {page}"));
        let path = page[at..].split('"').next().unwrap().replace("&amp;", "&");
        for org in [w.pantry, w.kitchen] {
            assert!(path.contains(&format!("&parties={org}")), "{path}");
        }
        assert!(!w.app.get("/alliance/map", &w.navigator).await.text.contains("/agreements/new"));
        // What may be shared says nothing about who does what.
        w.agree(Kind::DataUse, &[w.pantry, w.kitchen]).await;
        assert_eq!(doubles(&w).await, before);
        // One of the two with somebody else is not the two with each other.
        w.agree(Kind::Memorandum, &[w.pantry, w.clinic]).await;
        assert_eq!(doubles(&w).await, before);
        let memorandum = w.agree(Kind::Memorandum, &[w.pantry, w.kitchen, w.clinic]).await;
        assert_eq!(doubles(&w).await, Vec::<String>::new());
        let page = w.app.get("/alliance/map", &w.navigator).await;
        assert!(page.text.contains("No help stands twice without an agreement."), "{}", page.text);

        // The kitchen takes its word back; the agreement goes on between the other two.
        let kitchen = w.kitchen;
        let leaves =
            Viewer::test_member(Uuid::from_u128(5), kitchen, &[Role::OrganizationAdmin], Purpose::Operations);
        w.app
            .store()
            .write(&leaves, move |tx| {
                let zone = tandem_partners::actions::partnership(tx)?.zone().clone();
                let today = tx.now().to_zoned(zone).date();
                tandem_agreements::actions::withdraw(tx, memorandum, today, "We stop cooking")
            })
            .await
            .expect("taken back");
        assert_eq!(doubles(&w).await, before, "the clinic and the pantry alone are left");

        // It counts for those whom the one under control belongs to.
        let (kitchen, church) = (w.kitchen, w.church);
        w.app
            .store()
            .write(&system(), move |tx| {
                tx.execute(
                    "UPDATE organization SET controlled_by = ?2 WHERE id = ?1",
                    params![kitchen, church],
                )
            })
            .await
            .expect("a kitchen of the church");
        let heard = talk(w.today());
        w.app
            .store()
            .write(&system(), move |tx| tandem_partners::actions::listen(tx, church, &heard))
            .await
            .expect("nothing is asked of whom nobody has listened to");
        w.agree(Kind::SharedOutcome, &[w.church, w.pantry]).await;
        assert_eq!(doubles(&w).await, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_of_three_says_between_whom_an_agreement_is_missing() {
    for w in World::both().await {
        let clinic = w.clinic;
        let third = ("A shelf", "food-insecurity", &[("North Side", "21201")][..], Some("open"));
        w.app
            .store()
            .write(&system(), move |tx| crate::common::service(tx, clinic, third))
            .await
            .expect("a third that gives food");
        let page = w.app.get("/alliance/map?help=food-insecurity", &w.navigator).await;
        assert!(!page.text.contains("Missing between"), "none at all: {}", page.text);
        w.agree(Kind::Memorandum, &[w.pantry, w.kitchen]).await;
        let page = w.app.get("/alliance/map?help=food-insecurity", &w.navigator).await;
        let missing = page.text.split("Missing between").nth(1).expect("some agreement is there");
        let both =
            "<li>Morning Kitchen and Riverside Clinic</li><li>Open Door Pantry and Riverside Clinic</li>";
        assert!(missing.contains(both), "{missing}");
        assert!(!missing.contains("Morning Kitchen and Open Door Pantry"), "{missing}");
        // With many pairs the page tells how many, and the file names them.
        let backbone = w.backbone;
        let fourth = ("A box", "food-insecurity", &[("North Side", "21201")][..], Some("open"));
        let added =
            w.app.store().write(&system(), move |tx| crate::common::service(tx, backbone, fourth)).await;
        added.expect("a fourth that gives food");
        let page = w.app.get("/alliance/map?help=food-insecurity", &w.navigator).await;
        assert!(page.text.contains("Missing between 5 of 6 pairs of them"), "{}", page.text);
        let file = w.app.get("/alliance/duplicates.csv", &w.coordinator).await;
        assert!(
            file.text.contains("Backbone and Morning Kitchen; Backbone and Open Door Pantry; "),
            "{}",
            file.text
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_page_begins_with_what_was_heard() {
    for w in World::both().await {
        let (church, pantry) = (w.church, w.pantry.to_string());
        let path = format!("/alliance/{church}/value");
        let before = w.app.get(&path, &w.coordinator).await;
        assert!(before.text.contains("We have not listened to them yet"), "{}", before.text);
        let draft = talk(w.today());
        w.app
            .store()
            .write(&system(), move |tx| tandem_partners::actions::listen(tx, church, &draft))
            .await
            .unwrap();
        let day = w.today().to_string();
        let give = w.app.post(&format!("/alliance/{pantry}/give"), &w.coordinator, &entry(&day, "")).await;
        assert_eq!(give.status, 303, "{}", give.text);
        let page = w.app.get(&path, &w.coordinator).await;
        assert!(page.text.contains("To cook where it is missing"), "{}", page.text);
        // The same sector's gifts, without the giver's name.
        assert!(
            page.text.contains("A driver on Thursdays") && !page.text.contains("Open Door Pantry"),
            "{}",
            page.text
        );
        let other = w.app.get(&path, &w.navigator).await;
        assert!(!other.text.contains("To cook where it is missing"), "their words are theirs");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hub_names_conversations_first_and_one_sided_partners() {
    for w in World::both().await {
        let day = w.today().to_string();
        let path = format!("/alliance/{}/give", w.pantry);
        assert_eq!(w.app.post(&path, &w.responder, &entry(&day, "")).await.status, 303);
        let hub = w.app.get("/alliance", &w.navigator).await;
        assert!(hub.text.contains("For one partner, only one side"), "{}", hub.text);
        assert!(!hub.text.contains("Hill Church"), "nobody has spoken to them");
        let asked = w.app.get("/alliance?membership=prospective", &w.navigator).await;
        assert!(
            asked.text.contains("Hill Church") && !asked.text.contains("Open Door Pantry"),
            "{}",
            asked.text
        );
        assert_eq!(w.app.get("/alliance", "").await.status, 303, "sign in first");
    }
}

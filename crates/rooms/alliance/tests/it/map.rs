//! The map by sector and by people, and doubles of many, on both databases.

use crate::common::{World, service, system};
use tandem_access::{Error, Tx, Uuid, params};
use tandem_partners::model::{Membership, OrganizationDraft, Sector};

const NORTH: (&str, &str) = ("North Side", "21201");

fn only_for(tx: &mut Tx<'_, '_>, service: Uuid, people: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO attribute (id, service_id, taxonomy, term_code, term, domains, audience) VALUES (?1, ?2, '', '', ?3, '', 1)",
        params![tx.new_id(), service, people],
    )?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn sector_and_people_filter_gaps_and_doubles_and_stay_in_the_address() {
    for w in World::both().await {
        let clinic = w.clinic;
        w.app
            .store()
            .write(&system(), move |tx| {
                let id = service(tx, clinic, ("Beds for veterans", "homelessness", &[NORTH], Some("open")))?;
                only_for(tx, id, "Veterans")
            })
            .await
            .expect("a service");
        let gaps =
            async |query: &str| w.app.get(&format!("/alliance/gaps.csv{query}"), &w.coordinator).await.text;
        let some = "homelessness,A place to stay,North Side,some people only,Riverside Clinic,Veterans";
        assert!(gaps("").await.contains(some), "{}", gaps("").await);
        // For veterans there is room; where nobody has any, they have none either.
        let veterans = gaps("?population=Veterans").await;
        assert!(!veterans.contains("A place to stay,North Side"), "{veterans}");
        assert!(veterans.contains("A place to stay,South Side,nobody,,"), "{veterans}");
        // For people that no service names, only what is for everybody counts.
        let children = gaps("?population=Children").await;
        assert!(children.contains("A place to stay,North Side,nobody,,"), "{children}");
        // Kinds of help that a sector gives anywhere.
        let health = gaps("?sector=healthcare").await;
        assert!(
            health.contains(some) && health.contains("Rides,North Side") && !health.contains("Food"),
            "{health}"
        );
        let social = gaps("?sector=social_services").await;
        assert!(social.contains("Food,South Side") && !social.contains("A place to stay"), "{social}");
        let doubles = async |query: &str| {
            let file = w.app.get(&format!("/alliance/duplicates.csv{query}"), &w.coordinator).await.text;
            file.lines().count() - 1
        };
        let found = [
            doubles("").await,
            doubles("?sector=faith").await,
            doubles("?sector=healthcare").await,
            doubles("?population=Veterans").await,
        ];
        assert_eq!(found, [1, 1, 0, 0], "the pantry and the kitchen, for everybody");
        let page =
            w.app.get("/alliance/map?sector=healthcare&population=Veterans", &w.coordinator).await.text;
        for words in [
            "value=\"healthcare\" selected",
            "value=\"Veterans\" selected",
            "/alliance/gaps.csv?sector=healthcare&amp;population=Veterans",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let page = w.app.get("/alliance/map", &w.navigator).await.text;
        assert!(page.contains("<li>Veterans: North Side</li>"), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_of_many_begins_with_two_or_before_a_group() {
    for w in World::both().await {
        let pantry = w.pantry;
        w.app
            .store()
            .write(&system(), move |tx| {
                for name in ["Alder", "Birch", "Cedar", "Dogwood"] {
                    let draft = OrganizationDraft {
                        name: name.into(),
                        sector: Sector::Faith,
                        ..OrganizationDraft::default()
                    };
                    let id = tandem_partners::actions::create(tx, &draft, Membership::Member)?;
                    service(tx, id, ("Food", "food-insecurity", &[NORTH], None))?;
                    if name == "Birch" {
                        service(tx, id, ("Rides", "transportation-insecurity", &[NORTH], None))?;
                    }
                }
                service(tx, pantry, ("Rides", "transportation-insecurity", &[NORTH], None))
            })
            .await
            .expect("four more");
        let page = w.app.get("/alliance/map", &w.coordinator).await.text;
        for words in [
            "6 partners",
            "Missing between 15 of 15 pairs of them",
            "/proposals/new?title=Who+does+what%3A+Food",
            "Where to begin",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let drafts: Vec<&str> =
            page.split("/agreements/new?").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(!drafts.is_empty());
        assert!(drafts.iter().all(|d| d.matches("parties=").count() == 2), "{drafts:?}");
        // The two who do two things alike come first.
        let begin = &page[page.find("Where to begin").expect("it is there")..];
        let first = begin.find("Birch and Open Door Pantry").expect("they do the same twice");
        assert!(begin.find("Alder and").is_none_or(|other| first < other), "{begin}");
        // Who may not write agreements still sees where to begin.
        let page = w.app.get("/alliance/map", &w.navigator).await.text;
        assert!(page.contains("Birch and Open Door Pantry") && !page.contains("/agreements/new"), "{page}");
    }
}

//! `Patient/$everything`: the file holds what its reader sees at that moment, nothing about violence, and nothing of a stranger.

use crate::common::{ALL, World};
use serde_json::Value;
use tandem_access::{Purpose, Uuid, params};
use tandem_people::actions::withdraw_consent;
use tandem_people::model::label::Label;

async fn file(world: &World, person: Uuid, session: &str) -> (u16, Value) {
    let answer = world.app.get(&format!("/fhir/Patient/{person}/$everything"), session).await;
    let kind = answer.headers["content-type"].to_str().unwrap();
    assert!(kind.starts_with("application/fhir+json"), "{kind}: {}", answer.text);
    (answer.status.as_u16(), serde_json::from_str(&answer.text).unwrap())
}

/// Type, and what it is about, of each resource.
fn told(bundle: &Value) -> Vec<String> {
    let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
    let word = |r: &Value| {
        let code = r["code"]["coding"][0]["code"].as_str().or_else(|| r["reasonCode"][0]["text"].as_str());
        format!("{} {}", r["resourceType"].as_str().unwrap_or_default(), code.unwrap_or_default())
    };
    let mut all: Vec<String> = entries.iter().map(|e| word(&e["resource"]).trim().to_owned()).collect();
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_is_what_the_page_shows_and_shuts_with_it() {
    for world in World::both().await {
        let (engine, hospital) = (world.engine(), world.hospital);
        let session = world.session(&world.navigator).await;
        let ours = world.ana(&world.navigator, "").await;
        world.need(&world.navigator, ours, "transportation-insecurity", Label::General).await;
        world.need(&world.navigator, ours, "elder-abuse", Label::DomesticViolence).await;
        let (status, alone) = file(&world, ours, &session).await;
        assert_eq!((status, alone["type"].as_str()), (200, Some("searchset")), "{engine}");
        assert_eq!(told(&alone), ["CareTeam", "Condition transportation-insecurity", "Patient"], "{engine}");
        let theirs = world.ana(&world.nurse, "").await;
        world.need(&world.nurse, theirs, "food-insecurity", Label::General).await;
        world.need(&world.nurse, theirs, "mental-health", Label::BehaviouralHealth).await;
        world.visit(theirs, Label::General).await;
        world.link(&[ours, theirs]).await;
        assert_eq!(told(&file(&world, ours, &session).await.1), told(&alone), "{engine}: no consent yet");
        let purpose = Purpose::CareCoordination;
        let id = world.consent(&world.nurse, theirs, world.pantry, &ALL, &[Label::General], purpose, 0).await;
        let both = file(&world, ours, &session).await.1;
        for part in ["Condition food-insecurity", "Encounter Chest pain", "Consent"] {
            assert!(told(&both).iter().any(|t| t == part), "{engine}: {part}: {:?}", told(&both));
        }
        assert!(!both.to_string().contains("mental-health"), "{engine}: the consent does not name that");
        let nurse = world.session(&world.nurse).await;
        assert!(
            file(&world, theirs, &nurse).await.1.to_string().contains("MERCY"),
            "{engine}: who may read it"
        );
        world.write(&world.nurse, move |tx| withdraw_consent(tx, id, None)).await.expect("withdrawn");
        assert_eq!(told(&file(&world, ours, &session).await.1), told(&alone), "{engine}: the next read");
        // Each file is in the log, as one that was taken along.
        let count = "SELECT count(*) FROM audit WHERE detail = 'shared view as a file' AND action = 'export'";
        let n: i64 = world
            .read(&crate::common::system(), move |tx| tx.query_one(count, params![], |r| Ok(r.get(0)?)))
            .await
            .unwrap();
        assert_eq!(n, 6, "{engine}: five files, one of them with two records");
        let of_hers: i64 = world
            .read(&crate::common::system(), move |tx| {
                let sql = "SELECT count(*) FROM audit WHERE detail = 'shared view as a file' AND person_id = ?1 AND owner_org = ?2";
                tx.query_one(sql, params![theirs, hospital], |r| Ok(r.get(0)?))
            })
            .await
            .unwrap();
        assert_eq!(of_hers, 2, "{engine}: whoever keeps the other record reads of it too");
        assert!(!both.to_string().contains("MERCY"), "{engine}: the number of a visit is its hospital's");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_and_a_vault_give_nothing_away() {
    for world in World::both().await {
        let engine = world.engine();
        let (pantry, nurse) = (world.session(&world.navigator).await, world.session(&world.nurse).await);
        let hidden = world.ana(&world.nurse, "").await;
        let absent = file(&world, Uuid::from_u128(5), &pantry).await;
        assert_eq!(
            (absent.0, absent.1["resourceType"].as_str()),
            (404, Some("OperationOutcome")),
            "{engine}"
        );
        assert_eq!(file(&world, hidden, &pantry).await, absent, "{engine}");
        // Who a program of treatment serves is a record of it, even without a row.
        let program = world.ana(&world.nurse, "substance_use").await;
        let patient = file(&world, program, &nurse).await.1["entry"][0]["resource"].to_string();
        assert!(patient.contains("42CFRPart2"), "{engine}: {patient}");
        let vault = world.ana(&world.nurse, "domestic_violence").await;
        assert_eq!(file(&world, vault, &pantry).await, absent, "{engine}");
        let (status, own) = file(&world, vault, &nurse).await;
        assert_eq!(
            (status, told(&own)),
            (200, vec!["OperationOutcome".to_owned()]),
            "{engine}: the team's own"
        );
        // Who saves one after the other waits: nobody takes a whole client list along in a minute.
        let mut last = 0;
        for _ in 0..61 {
            last =
                world.app.get(&format!("/fhir/Patient/{hidden}/$everything"), &pantry).await.status.as_u16();
        }
        assert_eq!(last, 429, "{engine}");
        let out = world.app.get(&format!("/fhir/Patient/{hidden}/$everything"), "").await;
        assert_eq!(out.status, 401, "{engine}: nobody without a session: {}", out.text);
    }
}

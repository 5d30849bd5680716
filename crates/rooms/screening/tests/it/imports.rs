//! Imports on both databases: the published samples, hostile files, and the same file again.

use crate::common::{Dice, World, ahc_response, generate, patient, reference_data, system};
use serde_json::{Value, json};
use std::path::Path;
use tandem_access::params;
use tandem_intake::report::Counts;
use tandem_screening::actions::{Recorder, import_instrument, import_screenings};
use tandem_screening::import::report::Report;

async fn import(world: &World, path: &Path) -> Report {
    import_screenings(&world.base.store, &system(), world.clinic.into(), path, &mut |_| {}).await.unwrap()
}

async fn import_text(world: &World, text: impl AsRef<[u8]>) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("screenings.json");
    std::fs::write(&path, text).unwrap();
    import(world, &path).await
}

fn counts(accepted: u64, changed: u64, unchanged: u64, rejected: u64) -> Counts {
    Counts { accepted, changed, unchanged, rejected }
}

async fn count(world: &World, sql: &'static str) -> i64 {
    let one =
        move |tx: &mut tandem_access::Tx<'_, '_>| tx.query_one(sql, params![], |row| Ok(row.get::<i64>(0)?));
    world.base.store.read(&system(), one).await.unwrap()
}

fn reasons(report: &Report) -> Vec<String> {
    report.rejections.listed.iter().map(|r| format!("{}: {}", r.path, r.reason)).collect()
}

#[tokio::test]
async fn the_same_file_again_changes_nothing_and_a_changed_row_is_changed() {
    for world in World::both().await {
        let mut dice = Dice(1);
        let mut rows =
            vec![patient(1), patient(2), ahc_response(1, 1, &mut dice), ahc_response(2, 2, &mut dice)];
        let report = import_text(&world, json!(rows).to_string()).await;
        assert_eq!(report.screenings, counts(2, 0, 0, 0), "{:?}", reasons(&report));
        assert_eq!(report.people, counts(2, 0, 0, 0));
        assert_eq!(report.other_resources["Patient"], 2);
        let needs = count(&world, "SELECT COUNT(*) FROM need").await;
        assert!(needs > 0);

        let report = import_text(&world, json!(rows).to_string()).await;
        assert_eq!(report.screenings, counts(0, 0, 2, 0));
        assert_eq!(report.people, counts(0, 0, 2, 0));
        assert_eq!(count(&world, "SELECT COUNT(*) FROM need").await, needs);

        rows[2]["item"][1]["item"][0]["answer"][0]["valueCoding"]["code"] = json!("LA28397-0");
        rows[2]["item"][1]["item"][1]["answer"][0]["valueCoding"]["code"] = json!("LA28397-0");
        let report = import_text(&world, json!(rows).to_string()).await;
        assert_eq!(report.screenings, counts(0, 1, 1, 0));
        assert_eq!(count(&world, "SELECT COUNT(*) FROM screening").await, 2);
        assert_eq!(count(&world, "SELECT COUNT(*) FROM screening_answer").await, 20, "{}", world.base.engine);
    }
}

#[tokio::test]
async fn violence_answers_are_rows_of_their_own_label() {
    for world in World::both().await {
        let mut dice = Dice(1);
        let report =
            import_text(&world, json!([patient(1), ahc_response(1, 1, &mut dice)]).to_string()).await;
        assert_eq!(report.screenings.accepted, 1);
        let sensitive = "SELECT COUNT(*) FROM screening_answer WHERE label = 'domestic_violence'";
        assert_eq!(count(&world, sensitive).await, 4);
        let parts = "SELECT COUNT(*) FROM screening_part WHERE label = 'domestic_violence'";
        assert_eq!(count(&world, parts).await, 1);
        let leaked =
            "SELECT COUNT(*) FROM screening_part WHERE label = 'general' AND content LIKE '%123825%'";
        assert_eq!(count(&world, leaked).await, 0);
        // A colleague at the clinic who is not on the care team sees the rest and not these.
        let seen = world
            .base
            .store
            .read(&world.navigator, |tx| {
                tx.query_one("SELECT COUNT(*) FROM screening_answer", params![], |row| Ok(row.get::<i64>(0)?))
            })
            .await
            .unwrap();
        assert_eq!(seen, 6, "{}", world.base.engine);
    }
}

#[tokio::test]
async fn bad_rows_are_refused_one_by_one_with_their_place() {
    for world in World::both().await {
        let mut dice = Dice(3);
        let good = ahc_response(1, 1, &mut dice);
        let with = |change: fn(&mut Value)| {
            let mut row = good.clone();
            row["id"] = json!("bad");
            change(&mut row);
            row
        };
        let rows = [
            good.clone(),
            with(|r| r["item"][1]["item"][0]["answer"][0]["valueCoding"]["code"] = json!("LA9-9")),
            with(|r| r["authored"] = json!("2999-01-01")),
            with(|r| r["subject"] = json!({"reference": "Patient/nobody"})),
            with(|r| r["subject"] = json!({})),
            with(|r| r["status"] = json!("in-progress")),
            with(|r| r["questionnaire"] = json!("http://example.org/none")),
            with(|r| r["item"][0]["item"][0]["linkId"] = json!("999")),
            with(|r| r["item"] = json!([])),
            with(|r| r["id"] = json!("r1")),
        ];
        let mut rows: Vec<Value> = std::iter::once(patient(1)).chain(rows).collect();
        rows[10]["item"][1]["item"][0]["answer"][0]["valueCoding"]["code"] = json!("LA28397-0");
        rows[10]["item"][1]["item"][1]["answer"][0]["valueCoding"]["code"] = json!("LA28397-0");
        rows[1]["item"][1]["item"][0]["answer"][0]["valueCoding"]["code"] = json!("LA28398-8");
        let report = import_text(&world, json!(rows).to_string()).await;
        assert_eq!(report.screenings, counts(1, 0, 0, 9), "{:#?}", reasons(&report));
        let qr = "QuestionnaireResponse";
        let expected = [
            format!(
                "{qr}.item[1].item[0].answer[0].valueCoding.code: \"LA9-9\" is not an answer option of 96777-8/88122-7"
            ),
            format!("{qr}.authored: 2999-01-01T00:00:00Z is in the future"),
            format!("{qr}.subject: names nobody"),
            format!("{qr}.status: is \"in-progress\": only a finished screening is taken"),
            format!("{qr}.questionnaire: \"http://example.org/none\" is no instrument here"),
            format!("{qr}.item[0].item[0].linkId: \"999\" is not an item of 96777-8"),
            format!("{qr}.item: nothing is answered"),
            format!("{qr}.id: \"r1\" came before in this import with other answers"),
            format!("{qr}.subject.reference: \"Patient/nobody\" is nobody here"),
        ];
        assert_eq!(reasons(&report), expected);
        assert_eq!(report.rejections.listed[0].index, 2, "counted in the file, Patients included");
        assert_eq!(report.rejections.listed[0].id.as_deref(), Some("bad"));
        assert!(report.rejections.listed.iter().all(|r| !r.mend.is_empty()));
        assert_eq!(count(&world, "SELECT COUNT(*) FROM screening").await, 1);
        assert_eq!(count(&world, "SELECT COUNT(*) FROM person").await, 1, "{}", world.base.engine);
    }
}

#[tokio::test]
async fn hostile_files_get_an_answer_and_leave_nothing_half_written() {
    let world = World::sqlite().await;
    let mut dice = Dice(5);
    let (p, r) = (patient(1).to_string(), ahc_response(1, 1, &mut dice).to_string());
    let deep = format!("{}{}", "[{\"item\":".repeat(5000), "}]".repeat(5000));
    let cases: Vec<(&str, Vec<u8>, u64, &str)> = vec![
        ("truncated", format!("[{p},{r},{}", &r[..r.len() / 2]).into_bytes(), 1, "the file ends inside"),
        ("a byte order mark", format!("\u{feff}[{p},{r}]").into_bytes(), 0, ""),
        ("UTF-16", b"\xFF\xFE[\0]\0".to_vec(), 1, "UTF-16"),
        (
            "Latin-1",
            [b"[{\"resourceType\":\"Questionnaire\",\"x\":\"Jos\xE9\"}]".as_slice()].concat(),
            1,
            "not UTF-8",
        ),
        ("deep nesting", format!("[{deep}]").into_bytes(), 1, ""),
        ("deep nesting in a row", format!("[{{\"item\":{deep}}}]").into_bytes(), 1, "deeper than 64"),
        ("HTML", b"<html>".to_vec(), 1, "not JSON"),
        ("zip", b"PK\x03\x04".to_vec(), 1, "compressed"),
        ("a number", b"[1]".to_vec(), 1, "something other than a resource"),
        ("an empty object", b"[{}]".to_vec(), 1, "is missing"),
        ("nothing", Vec::new(), 0, ""),
        ("a bad line", format!("{p}\n{{\"a\":\n{r}\n").into_bytes(), 1, "not JSON"),
        ("NULs", b"[{\"resourceType\":\"QuestionnaireResponse\",\"status\":\"\0\"}]".to_vec(), 1, "not JSON"),
    ];
    for (name, bytes, rejected, reason) in cases {
        let report = import_text(&world, bytes).await;
        assert_eq!(report.screenings.rejected, rejected, "{name}: {:?}", reasons(&report));
        assert!(reasons(&report).iter().all(|r| r.contains(reason)), "{name}: {:?}", reasons(&report));
    }
    assert_eq!(
        count(&world, "SELECT COUNT(*) FROM screening").await,
        1,
        "the whole rows of three files were one"
    );
}

#[tokio::test]
async fn bundles_contained_patients_and_identifiers_name_the_same_person() {
    for world in World::both().await {
        let mut dice = Dice(9);
        let mut rows: Vec<Value> = (1..=5).map(|n| ahc_response(n, 1, &mut dice)).collect();
        rows[0]["subject"] = json!({"reference": "urn:uuid:11111111-1111-4111-8111-111111111111"});
        rows[1]["contained"] = json!([{"resourceType": "Patient", "id": "x",
            "identifier": [{"system": "urn:test:mrn", "value": "M1"}]}]);
        rows[1]["subject"] = json!({"reference": "#x"});
        rows[2]["subject"] = json!({"identifier": {"system": "urn:test:mrn", "value": "M1"}});
        rows[3]["subject"] = json!({"reference": "https://ehr.example.org/fhir/Patient/p1"});
        rows[4]["subject"] = json!({"reference": "#missing"});
        let entry = |r: &Value| json!({"resource": r});
        let bundle = json!({"resourceType": "Bundle", "type": "collection", "entry": [
            entry(&rows[0]),
            {"fullUrl": "urn:uuid:11111111-1111-4111-8111-111111111111", "resource": patient(1)},
            entry(&rows[1]), entry(&rows[2]), entry(&rows[3]), entry(&rows[4])]});
        let report = import_text(&world, bundle.to_string()).await;
        assert_eq!(report.screenings, counts(4, 0, 0, 1), "{:?}", reasons(&report));
        assert_eq!(report.people, counts(1, 0, 3, 0), "{:?}", reasons(&report));
        assert_eq!(
            reasons(&report),
            ["QuestionnaireResponse.subject.reference: \"#missing\" is not contained"]
        );
        assert_eq!(count(&world, "SELECT COUNT(*) FROM person").await, 1, "{}", world.base.engine);
        // Another organization does not know this person.
        let other = crate::common::organization(&world.base, "Hill Clinic").await;
        let other = World { clinic: other, navigator: crate::common::navigator(other), ..world };
        let report = import_text(&other, json!([rows[2]]).to_string()).await;
        assert_eq!(report.people, counts(0, 0, 0, 1));
        assert!(reasons(&report)[0].starts_with("QuestionnaireResponse.subject.identifier"));
    }
}

#[tokio::test]
async fn the_published_samples_come_in_with_exact_counts() {
    let Some(data) = reference_data() else { return };
    for world in World::both().await {
        let gravity = data.join("gravity-sdoh-cc-3.0.0/resources");
        // Hunger Vital Sign comes with Tandem; PRAPARE has to be imported by an administrator first.
        let report = import(&world, &gravity).await;
        assert_eq!(report.screenings, counts(1, 0, 0, 1), "{:?}", reasons(&report));
        assert_eq!(report.people, counts(1, 0, 0, 0));
        assert!(reasons(&report)[0].contains("SDOHCC-QuestionnairePRAPARE\" is no instrument here"));
        let prapare =
            std::fs::read_to_string(gravity.join("Questionnaire-SDOHCC-QuestionnairePRAPARE.json")).unwrap();
        let imported = world
            .base
            .store
            .write(&system(), move |tx| import_instrument(tx, &prapare))
            .await
            .unwrap()
            .unwrap_or_else(|fault| panic!("{fault}"));
        assert_eq!(imported.questionnaire.dropped.len(), 1);
        let report = import(&world, &gravity).await;
        assert_eq!(report.screenings, counts(1, 0, 1, 0), "{:?}", reasons(&report));
        assert_eq!(report.people, counts(0, 0, 2, 0));
        assert_eq!(report.dropped.len(), 1);
        assert_eq!((report.dropped[0].code.as_str(), report.dropped[0].count), ("93027-1", 1));
        assert_eq!(report.needs, 7);
        let kept = "SELECT COUNT(*) FROM screening_part WHERE content LIKE '%93027-1%'";
        assert_eq!(count(&world, kept).await, 0, "the refugee question left no trace");
        assert_eq!(count(&world, "SELECT COUNT(*) FROM screening_answer WHERE code = '93027-1'").await, 0);

        // The reference server's copies are the same responses: the narrative does not count.
        let report = import(&world, &data.join("gravity-ref-ehr-server/ig-examples")).await;
        assert_eq!(report.screenings, counts(0, 0, 2, 0), "{:?}", reasons(&report));
        // US Core: Hunger Vital Sign fits, its PRAPARE is another questionnaire.
        let report = import(&world, &data.join("us-core/7.0.0/examples")).await;
        assert_eq!(report.screenings, counts(1, 0, 0, 1), "{:?}", reasons(&report));
        // The AHC sample names no subject.
        let report =
            import(&world, &data.join("questionnaires/mycareplanner/QuestionnaireResponse-AHC.json")).await;
        assert_eq!(report.screenings, counts(0, 0, 0, 1));
        assert_eq!(reasons(&report), ["QuestionnaireResponse.subject: names nobody"]);
    }
}

#[tokio::test]
async fn generated_rows_come_in_whole_batch_after_batch() {
    for world in World::both().await {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("screenings.ndjson");
        generate(&path, 450, 150);
        let mut told = Vec::new();
        let report = import_screenings(&world.base.store, &system(), world.clinic.into(), &path, &mut |n| {
            told.push(n)
        })
        .await
        .unwrap();
        assert_eq!(report.screenings, counts(450, 0, 0, 0), "{:?}", reasons(&report));
        assert_eq!(report.people, counts(150, 0, 300, 0));
        assert_eq!(told.last(), Some(&450));
        assert!(told.len() >= 3, "progress is told after each batch");
        assert_eq!(count(&world, "SELECT COUNT(*) FROM screening_answer").await, 4_500);
    }
}

#[tokio::test]
async fn a_patient_s_number_alone_does_not_make_somebody_of_somebody_else() {
    for world in World::both().await {
        let mut dice = Dice(7);
        let (first, answers) = (patient(1), ahc_response(1, 1, &mut dice));
        assert_eq!(import_text(&world, json!([first, answers]).to_string()).await.people.accepted, 1);
        // Another program's Patient has the same id, and is somebody else.
        let mut other = patient(1);
        other["identifier"] = json!([]);
        other["name"] = json!([{"family": "Stern", "given": ["Eli"]}]);
        other["birthDate"] = json!("1931-11-30");
        let rows = json!([other, ahc_response(2, 1, &mut dice)]).to_string();
        let report = import_text(&world, &rows).await;
        assert_eq!((report.screenings.rejected, report.people.rejected), (1, 1), "{:?}", reasons(&report));
        assert!(report.rejections.listed[0].mend.contains("--source"));
        assert_eq!(count(&world, "SELECT COUNT(*) FROM person").await, 1);

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("screenings.json");
        std::fs::write(&path, &rows).unwrap();
        let by = Recorder { source: Some("eye clinic".into()), ..Recorder::from(world.clinic) };
        let report = import_screenings(&world.base.store, &system(), by, &path, &mut |_| {}).await.unwrap();
        assert_eq!((report.screenings.accepted, report.people.accepted), (1, 1), "{:?}", reasons(&report));
    }
}

#[tokio::test]
async fn at_a_confidential_organization_somebody_looks_after_whoever_is_made() {
    for world in World::both().await {
        let shelter = crate::common::confidential(&world.base, "Harbor House").await;
        let member = crate::common::advocate(&world.base, "vera@shelter.example", shelter).await;
        let mut dice = Dice(11);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("screenings.json");
        let rows = json!([patient(1), ahc_response(1, 1, &mut dice)]);
        std::fs::write(&path, rows.to_string()).unwrap();
        let run = async |care_team| {
            let by = Recorder { care_team, ..Recorder::from(shelter) };
            import_screenings(&world.base.store, &system(), by, &path, &mut |_| {}).await
        };
        let refused = run(None).await.unwrap();
        assert_eq!((refused.screenings, refused.people), (counts(0, 0, 0, 1), counts(0, 0, 0, 1)));
        let fault = &refused.rejections.listed[0];
        assert!(
            fault.reason.contains("nobody to look after") && fault.mend.contains("--care-team"),
            "{fault:?}"
        );
        assert_eq!(count(&world, "SELECT COUNT(*) FROM person").await, 0, "a refused row leaves no trace");

        // Somebody of another organization looks after nobody here.
        let stranger = crate::common::advocate(&world.base, "kim@clinic.example", world.clinic).await;
        assert!(run(Some(stranger)).await.is_err());
        assert_eq!(count(&world, "SELECT COUNT(*) FROM person").await, 0);

        let made = run(Some(member)).await.unwrap();
        assert_eq!(
            (made.screenings, made.people),
            (counts(1, 0, 0, 0), counts(1, 0, 0, 0)),
            "{:?}",
            reasons(&made)
        );
        let seen = async |member: tandem_access::Uuid| {
            let viewer = tandem_access::Viewer::test_member(
                member,
                shelter,
                &[tandem_access::Role::Advocate],
                tandem_access::Purpose::CareCoordination,
            );
            let found = world.base.store.read(&viewer, |tx| tandem_people::actions::my_people(tx, 20)).await;
            found.unwrap().len()
        };
        assert_eq!((seen(member).await, seen(stranger).await), (1, 0), "{}", world.base.engine);
        // She is here now, and the file can come again without a name.
        let again = run(None).await.unwrap();
        assert_eq!((again.screenings, again.people), (counts(0, 0, 1, 0), counts(0, 0, 1, 0)));
    }
}

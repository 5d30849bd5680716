//! An organization goes: its data is in a folder, its people are signed out, nothing is shared with it, and its keys end.

use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;
use tandem_access::accounts::members::{self, Status};
use tandem_access::{Purpose, Role, Uuid, Viewer};
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_people::actions;
use tandem_people::model::consent::{Answer, FORM_VERSION, NewConsent};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_people::model::person::PersonInput;
use tandem_testkit::stored::{holds, stored};

fn person(given: &str, family: &str, phone: &str, label: &str) -> PersonInput {
    PersonInput {
        given_name: given.into(),
        family_name: family.into(),
        birth_date: "1961-11-23".into(),
        phone: phone.into(),
        address_line1: "4711 Wimborne Terrace".into(),
        label: label.into(),
        ..PersonInput::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organization_leaves_with_its_own_data() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().to_path_buf();
    let file = at.join("tandem.db");
    let path = file.clone();
    let store = tokio::task::spawn_blocking(move || crate::common::open(&path)).await.unwrap();
    let (clinic, pantry) = store
        .write(&Viewer::system("test"), |tx| {
            let named = |name: &str| OrganizationDraft { name: name.into(), ..OrganizationDraft::default() };
            let clinic =
                tandem_partners::actions::create(tx, &named("Riverside Clinic"), Membership::Member)?;
            let pantry =
                tandem_partners::actions::create(tx, &named("Open Door Pantry"), Membership::Member)?;
            tandem_agreements::samples::everybody(tx)?;
            let id = members::create(tx, "kim@example.org", "Kim Colleague", "en", Status::Active)?;
            members::grant(tx, id, clinic, Role::Navigator)?;
            Ok((clinic, pantry))
        })
        .await
        .unwrap();
    let of = |org: Uuid| {
        Viewer::test_member(Uuid::from_u128(5), org, &[Role::Navigator], Purpose::CareCoordination)
    };
    let until = store.now() + jiff::SignedDuration::from_hours(24);
    store
        .write(&of(clinic), move |tx| {
            let one = person("Quetzalina", "Ybarrondo", "555-555-0187", "");
            let id = actions::create_person(tx, clinic, &one)?;
            actions::create_person(tx, clinic, &person("Xiomara", "Vexley", "", "domestic_violence"))?;
            actions::add_identifier(tx, id, "urn:example:mrn", "MRN-0042-XQ")?;
            let consent = NewConsent {
                person_id: id,
                recipient_org: pantry,
                purpose: Purpose::CareCoordination,
                classes: BTreeSet::from(DataClass::FOR_REFERRAL),
                labels: BTreeSet::from([Label::General]),
                valid_from: None,
                valid_until: until,
                answer: Answer::Signed { signature: "Hollis Signatory".into() },
                form_version: FORM_VERSION.into(),
                language: "en".into(),
                teach_back: None,
                guardian: None,
                notice_given: true,
            };
            actions::record_consent(tx, &consent)
        })
        .await
        .unwrap();
    store
        .write(&of(pantry), move |tx| {
            actions::create_person(tx, pantry, &person("Mirembe", "Zhaojun", "555-555-0188", ""))
        })
        .await
        .unwrap();
    let before = stored(store.url());
    drop(store);
    // The negative control: what is not sealed is found.
    assert!(holds(&before, "Kim Colleague") && holds(&before, "urn:example:mrn"));
    for word in
        ["Quetzalina", "Ybarrondo", "Vexley", "Zhaojun", "5555550187", "Wimborne", "MRN-0042-XQ", "Signatory"]
    {
        assert!(!holds(&before, word), "{word} lies in the database");
    }

    let tandem = |words: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_tandem"))
            .args(words)
            .args(["--database", &format!("sqlite:{}", file.display())])
            .current_dir(&at)
            .output()
            .unwrap();
        let said = [done.stdout.as_slice(), done.stderr.as_slice()].concat();
        (done.status.success(), String::from_utf8_lossy(&said).into_owned())
    };
    let name = "Riverside Clinic";
    let leave = ["leave", "--organization", name, "--export", "own", "--destroy-keys-now", "--yes"];
    let (ok, said) = tandem(&[leave.as_slice(), &["somebody else"]].concat());
    assert!(!ok && said.contains("nothing was done") && !at.join("own").exists(), "{said}");
    // A copy from before, to come back to.
    let (ok, said) = tandem(&["backup", "copy.db"]);
    assert!(ok, "{said}");
    let (ok, said) = tandem(&[leave.as_slice(), &[name]].concat());
    assert!(ok && said.contains("1 consents") && said.contains("keys are destroyed"), "{said}");

    let manifest: Value =
        serde_json::from_slice(&std::fs::read(at.join("own/manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["id"], clinic.to_string());
    for (file, about) in manifest["files"].as_object().unwrap() {
        let text = std::fs::read_to_string(at.join("own").join(file)).unwrap();
        assert_eq!(text.lines().count() as u64, about["rows"].as_u64().unwrap(), "{file}");
        assert!(!text.contains("\"sealed\"") && !text.contains("Zhaojun"), "{file}");
    }
    let read = |file: &str| std::fs::read_to_string(at.join(file)).unwrap_or_default();
    let people = read("own/tables/person.ndjson");
    assert!(
        people.contains("Ybarrondo") && people.contains("Vexley") && people.contains("+15555550187"),
        "{people}"
    );
    assert!(read("own/tables/person_identifier.ndjson").contains("MRN-0042-XQ"));
    assert!(read("own/tables/consent.ndjson").contains("Hollis Signatory"));
    // The same as sheets, with what their columns are; every kind of record has one.
    for (file, _) in manifest["files"].as_object().unwrap() {
        let sheet = file.replace("tables/", "csv/").replace(".ndjson", ".csv");
        let lines = read(&format!("own/{sheet}"));
        assert!(lines.contains("\r\n"), "{sheet}");
    }
    let people = read("own/csv/person.csv");
    assert!(people.starts_with("id,owner_org,label,") && people.contains("Ybarrondo"), "{people}");
    assert!(read("own/csv/consent.csv").contains("Hollis Signatory"));
    assert!(read("own/csv/README.txt").contains("person.csv: People as your organization keeps them"));
    let (ok, said) = tandem(&["check"]);
    assert!(ok && said.contains("1 sealed rows open"), "{said}");
    // Once more changes nothing, and has no names to write any more.
    let again = ["leave", "--organization", name, "--export", "again", "--destroy-keys-now", "--yes", name];
    let (ok, said) = tandem(&again);
    assert!(ok && said.contains("0 consents"), "{said}");
    assert!(!read("again/tables/person.ndjson").contains("Ybarrondo"));

    // The copy from before comes back, and the names do not.
    let (ok, said) = tandem(&["restore", "copy.db", "--replace"]);
    assert!(ok && said.contains("keys were destroyed since the copy"), "{said}");
    let (ok, said) = tandem(&["export", "after"]);
    assert!(ok, "{said}");
    let people = read("after/tables/person.ndjson");
    assert!(people.contains("Zhaojun") && !people.contains("Ybarrondo"), "{people}");
    let (ok, said) = tandem(&["check"]);
    assert!(ok, "{said}");
}

//! What the tests of this room stand on.

use serde_json::{Value, json};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tandem_access::accounts::members::{self, Status};
use tandem_access::{Fence, Migration, Purpose, Role, Uuid, Viewer};
use tandem_partners::model::{Membership, OrganizationDraft};
use tandem_testkit::TestStore;

/// A database with one clinic.
pub struct World {
    /// The database.
    pub base: TestStore,
    /// The clinic.
    pub clinic: Uuid,
    /// A navigator of the clinic.
    pub navigator: Viewer,
}

fn migrations() -> Vec<Migration> {
    let mut all = tandem_access::MIGRATIONS.to_vec();
    all.extend_from_slice(tandem_events::MIGRATIONS);
    all.extend_from_slice(tandem_partners::MIGRATIONS);
    all.extend_from_slice(tandem_spine::MIGRATIONS);
    all.extend_from_slice(tandem_agreements::MIGRATIONS);
    all.extend_from_slice(tandem_people::MIGRATIONS);
    all.extend_from_slice(tandem_screening::MIGRATIONS);
    all
}

fn fences() -> Vec<Fence> {
    let mut all = tandem_people::fences();
    all.extend(tandem_screening::fences());
    all
}

/// System work of a test.
pub fn system() -> Viewer {
    Viewer::system("screening.test")
}

/// A navigator of `org`.
pub fn navigator(org: Uuid) -> Viewer {
    Viewer::test_member(Uuid::from_u128(7), org, &[Role::Navigator], Purpose::CareCoordination)
}

/// An organization.
pub async fn organization(base: &TestStore, name: &str) -> Uuid {
    made(base, OrganizationDraft { name: name.to_owned(), ..OrganizationDraft::default() }).await
}

/// An organization whose records only their care team may open.
pub async fn confidential(base: &TestStore, name: &str) -> Uuid {
    made(
        base,
        OrganizationDraft { name: name.to_owned(), confidential: true, ..OrganizationDraft::default() },
    )
    .await
}

/// An account of somebody who works at `org`, for what looks members up.
pub async fn advocate(base: &TestStore, email: &'static str, org: Uuid) -> Uuid {
    let account = move |tx: &mut tandem_access::Tx<'_, '_>| {
        let id = members::create(tx, email, "Test Member", "en", Status::Active)?;
        members::grant(tx, id, org, Role::Advocate)?;
        Ok(id)
    };
    base.store.write(&system(), account).await.unwrap()
}

async fn made(base: &TestStore, draft: OrganizationDraft) -> Uuid {
    base.store
        .write(&system(), move |tx| tandem_partners::actions::create(tx, &draft, Membership::Member))
        .await
        .unwrap()
}

impl World {
    /// On one database.
    pub async fn on(base: TestStore) -> World {
        let clinic = organization(&base, "Riverside Clinic").await;
        World { base, clinic, navigator: navigator(clinic) }
    }

    /// One on each database.
    pub async fn both() -> Vec<World> {
        let mut worlds = Vec::new();
        for base in TestStore::both(&migrations(), &fences()) {
            worlds.push(World::on(base).await);
        }
        worlds
    }

    /// On SQLite alone, for tests of size.
    pub async fn sqlite() -> World {
        World::on(TestStore::sqlite(&migrations(), &fences())).await
    }
}

/// Where the reference data lies: `TANDEM_INTEROP_DATA`, else beside the checkout.
pub fn reference_data() -> Option<PathBuf> {
    let folder = std::env::var_os("TANDEM_INTEROP_DATA")
        .map(PathBuf::from)
        .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/interop"));
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: the reference data is not here (set TANDEM_INTEROP_DATA)");
    None
}

/// A small deterministic generator of numbers (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % n as u64).unwrap()
    }

    /// One of these.
    pub fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// A Patient, invented.
pub fn patient(n: usize) -> Value {
    let given = ["Ana", "Ben", "Carla", "Diego", "Eve", "Frank", "Gloria", "Hugo", "Ines", "Jo"];
    let family = ["Abara", "Brook", "Cruz", "Diallo", "Estrada", "Field", "Gold", "Hill", "Ito", "Jones"];
    json!({"resourceType": "Patient", "id": format!("p{n}"),
        "identifier": [{"system": "urn:test:mrn", "value": format!("M{n}")}],
        "name": [{"family": format!("{}{n}", family[n % 10]), "given": [given[n / 10 % 10]]}],
        "birthDate": format!("{}-{:02}-{:02}", 1940 + n % 70, 1 + n % 12, 1 + n % 28)})
}

/// An AHC HRSN response about a Patient, invented.
pub fn ahc_response(n: usize, patient: usize, dice: &mut Dice) -> Value {
    let food = ["LA28397-0", "LA6729-3", "LA28398-8"];
    let often = ["LA6270-8", "LA10066-1", "LA10082-8", "LA16644-9", "LA6482-9"];
    let one = |link: &str, code: &str| json!({"linkId": link, "answer": [{"valueCoding": {"system": "http://loinc.org", "code": code}}]});
    json!({"resourceType": "QuestionnaireResponse", "id": format!("r{n}"), "status": "completed",
        "questionnaire": "http://loinc.org/q/96777-8", "subject": {"reference": format!("Patient/p{patient}")},
        "authored": format!("2025-{:02}-{:02}T14:30:00-05:00", 1 + n % 12, 1 + n % 28),
        "item": [
            {"linkId": "living-situation", "item": [
                one("124296", dice.pick(&["LA31993-1", "LA31994-9", "LA31995-6"])),
                one("123820", dice.pick(&["LA31996-4", "LA28580-1", "LA9-3", "LA32001-2"]))]},
            {"linkId": "food", "item": [one("123821", dice.pick(&food)), one("123822", dice.pick(&food))]},
            {"linkId": "transportation", "item": [one("123823", dice.pick(&["LA33-6", "LA32-8"]))]},
            {"linkId": "utilities", "item": [one("123824", dice.pick(&["LA33-6", "LA32-8", "LA32002-0"]))]},
            {"linkId": "safety", "item": [one("123825", dice.pick(&often)), one("123826", dice.pick(&often)),
                one("123827", dice.pick(&often)), one("123828", dice.pick(&often))]}]})
}

/// Writes `count` responses about `people` Patients as NDJSON, the Patients first.
pub fn generate(path: &Path, count: usize, people: usize) {
    let mut out = BufWriter::new(std::fs::File::create(path).unwrap());
    let mut dice = Dice(42);
    for n in 0..people {
        writeln!(out, "{}", patient(n)).unwrap();
    }
    for n in 0..count {
        writeln!(out, "{}", ahc_response(n, n % people, &mut dice)).unwrap();
    }
    out.flush().unwrap();
}

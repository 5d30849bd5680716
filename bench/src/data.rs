//! Generated input: 100,000 services and 100,000 screenings, the same bytes each time.

use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

const KINDS: [(&str, &str); 10] = [
    ("Food pantry", "Free groceries each week. Bring a bag."),
    ("Rent help", "Help with rent for families who may lose their home."),
    ("Rides to the doctor", "A driver takes you to your visit and home again."),
    ("Utility assistance", "Help with light, gas and water bills."),
    ("Community clinic", "Doctors and nurses for people without insurance."),
    ("Job training", "Classes and help with finding work."),
    ("Diaper bank", "Diapers and formula for small children."),
    ("Night shelter", "A bed, a shower and a hot meal."),
    ("Counseling", "Somebody to talk to, alone or in a group."),
    ("Legal aid", "Free advice on housing and benefits."),
];
const PLACES: [&str; 12] = [
    "Maple",
    "River",
    "Harbor",
    "Saint Clare",
    "Northside",
    "Mill Street",
    "Orchard",
    "Union",
    "Cedar",
    "Lakeview",
    "Fairmount",
    "Eastgate",
];

/// HSDS 3.0 JSON, one service a line with its organization and location.
pub fn services(path: &Path, n: u32) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for i in 0..n {
        let (kind, description) = KINDS[(i % 10) as usize];
        let place = PLACES[(i / 10 % 12) as usize];
        let (lat, lon) = (39.0 + f64::from(i % 997) / 2000.0, -76.9 + f64::from(i % 1009) / 2000.0);
        let org = i / 3;
        let line = json!({
            "id": format!("s{i}"), "name": format!("{place} {kind} {i}"), "description": description, "status": "active",
            "organization": {"id": format!("o{org}"), "name": format!("{place} Neighbors {org}"),
                "description": "A community organization."},
            "phones": [{"id": format!("p{i}"), "number": format!("410-555-01{:02}", i % 100)}],
            "schedules": [{"id": format!("h{i}"), "freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR",
                "opens_at": "09:00", "closes_at": "17:00"}],
            "languages": [{"id": format!("l{i}"), "code": if i % 4 == 0 { "es" } else { "en" }}],
            "service_at_locations": [{"id": format!("x{i}"), "location": {"id": format!("g{i}"), "location_type": "physical",
                "name": format!("{place} {i}"), "latitude": lat, "longitude": lon,
                "addresses": [{"id": format!("a{i}"), "address_1": format!("{} Main Street", i % 900 + 1),
                    "city": "Springfield", "state_province": "MD", "postal_code": format!("21{:03}", i % 300),
                    "country": "US", "address_type": "physical"}]}}],
        });
        writeln!(out, "{line}")?;
    }
    out.flush()
}

/// The same directory as an HSDS CSV package.
pub fn package(folder: &Path, n: u32) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let file = |name: &str, header: &str, rows: u32, row: &dyn Fn(u32) -> String| {
        let mut out = BufWriter::new(File::create(folder.join(name))?);
        writeln!(out, "{header}")?;
        (0..rows).try_for_each(|i| writeln!(out, "{}", row(i)))?;
        out.flush()
    };
    let place = |i: u32| PLACES[(i / 10 % 12) as usize];
    file("organizations.csv", "id,name,description", n / 3 + 1, &|i| {
        format!("o{i},{} Neighbors {i},A community organization.", place(i * 3))
    })?;
    file("services.csv", "id,organization_id,name,description,status", n, &|i| {
        let (kind, description) = KINDS[(i % 10) as usize];
        format!("s{i},o{},{} {kind} {i},{description},active", i / 3, place(i))
    })?;
    file("locations.csv", "id,location_type,name,latitude,longitude", n, &|i| {
        let (lat, lon) = (39.0 + f64::from(i % 997) / 2000.0, -76.9 + f64::from(i % 1009) / 2000.0);
        format!("g{i},physical,{} {i},{lat},{lon}", place(i))
    })?;
    let columns = "id,location_id,address_1,city,state_province,postal_code,country,address_type";
    file("addresses.csv", columns, n, &|i| {
        format!("a{i},g{i},{} Main Street,Springfield,MD,21{:03},US,physical", i % 900 + 1, i % 300)
    })?;
    file("service_at_location.csv", "id,service_id,location_id", n, &|i| format!("x{i},s{i},g{i}"))?;
    file("phones.csv", "id,service_id,number,type", n, &|i| {
        format!("p{i},s{i},410-555-01{:02},voice", i % 100)
    })?;
    file("schedules.csv", "id,service_id,freq,byday,opens_at,closes_at", n, &|i| {
        format!("h{i},s{i},WEEKLY,\"MO,TU,WE,TH,FR\",09:00,17:00")
    })?;
    file("languages.csv", "id,service_id,code", n, &|i| {
        format!("l{i},s{i},{}", if i % 4 == 0 { "es" } else { "en" })
    })
}

/// FHIR QuestionnaireResponses to the Hunger Vital Sign, one a line, each with its own subject.
pub fn screenings(path: &Path, n: u32) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for i in 0..n {
        let yes = json!({"system": "http://loinc.org", "code": "LA28397-0", "display": "Often true"});
        let no = json!({"system": "http://loinc.org", "code": "LA28398-8", "display": "Never true"});
        let answer = if i % 3 == 0 { &yes } else { &no };
        let line = json!({
            "resourceType": "QuestionnaireResponse", "id": format!("r{i}"),
            "identifier": {"system": "urn:bench", "value": format!("r{i}")},
            "questionnaire": "http://loinc.org/q/88121-9", "status": "completed",
            "authored": format!("2026-01-{:02}T10:00:00Z", i % 28 + 1),
            "contained": [{"resourceType": "Patient", "id": "p",
                "identifier": [{"system": "urn:bench:mrn", "value": format!("m{i}")}],
                "name": [{"family": format!("Test{i}"), "given": ["Bench"]}], "birthDate": "1980-01-01"}],
            "subject": {"reference": "#p"},
            "item": [
                {"linkId": "/88122-7", "answer": [{"valueCoding": answer}]},
                {"linkId": "/88123-5", "answer": [{"valueCoding": answer}]},
            ],
        });
        writeln!(out, "{line}")?;
    }
    out.flush()
}

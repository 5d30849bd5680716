//! Writing HSDS 3: a service as nested JSON, the directory as the tables of the CSV package. Secret places stay secret:
//! what a [`Listing`] does not hold cannot get out.

use serde_json::{Value, json};
use tandem_directory::model::listing::{Listing, Phone, Place};
use tandem_directory::model::schedule::{Frequency, Schedule, format_byday};

/// One CSV cell: quoted where needed; a text that a spreadsheet would run as a formula gets an apostrophe before it.
pub fn csv_cell(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if risky { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

fn some(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { Value::from(text) }
}

/// Leaves out what says nothing, as HSDS asks for.
fn filled(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let empty = |v: &Value| v.is_null() || v.as_array().is_some_and(Vec::is_empty);
            map.into_iter().map(|(k, v)| (k, filled(v))).filter(|(_, v)| !empty(v)).collect()
        }
        Value::Array(list) => list.into_iter().map(filled).collect(),
        other => other,
    }
}

/// A service in HSDS 3 JSON, with its organization, places and details nested in it.
pub fn service_json(l: &Listing) -> Value {
    let id = l.id.to_string();
    let indexed = |name: &str, n: usize| format!("{id}-{name}-{n}");
    filled(json!({
        "id": id,
        "name": l.name,
        "alternate_name": some(&l.alternate_name),
        "description": some(&l.description),
        "url": some(&l.url),
        "email": some(&l.email),
        "status": l.status.code(),
        "interpretation_services": some(&l.interpretation_services),
        "application_process": some(&l.application_process),
        "fees_description": some(&l.fees_description),
        "eligibility_description": some(&l.eligibility_description),
        "minimum_age": l.minimum_age,
        "maximum_age": l.maximum_age,
        "assured_date": l.assured_date.map(|d| d.to_string()),
        "alert": some(&l.alert),
        "last_modified": l.updated_at.to_string(),
        "organization": {
            "id": l.organization.to_string(),
            "name": l.organization_name,
            "description": l.organization_name,
            "email": l.organization_email,
        },
        "phones": l.phones.iter().enumerate().map(|(n, p)| phone(&indexed("phone", n), p)).collect::<Vec<_>>(),
        "schedules": l.schedules.iter().enumerate().map(|(n, s)| schedule(&indexed("schedule", n), s)).collect::<Vec<_>>(),
        "languages": l.languages.iter().enumerate()
            .map(|(n, (code, name))| json!({"id": indexed("language", n), "code": some(code), "name": some(name)})).collect::<Vec<_>>(),
        "required_documents": l.documents.iter().enumerate()
            .map(|(n, d)| json!({"id": indexed("document", n), "document": d})).collect::<Vec<_>>(),
        "cost_options": l.costs.iter().enumerate().map(|(n, c)| json!({
            "id": indexed("cost", n), "option": some(&c.option), "currency": some(&c.currency),
            "amount": c.amount_cents.map(dollars), "amount_description": some(&c.amount_description),
        })).collect::<Vec<_>>(),
        "service_areas": l.areas.iter().enumerate()
            .map(|(n, a)| json!({"id": indexed("area", n), "name": a})).collect::<Vec<_>>(),
        "attributes": l.terms.iter().enumerate().map(|(n, t)| json!({
            "id": indexed("attribute", n),
            "link_type": if t.audience { "service_eligibility" } else { "service_category" },
            "taxonomy_term": {"id": indexed("term", n), "code": some(&t.code), "name": t.term, "description": t.term, "taxonomy": some(&t.taxonomy)},
        })).collect::<Vec<_>>(),
        "service_at_locations": l.places.iter().map(place).collect::<Vec<_>>(),
    }))
}

#[allow(clippy::cast_precision_loss)]
fn dollars(cents: i64) -> f64 {
    cents as f64 / 100.0
}

fn phone(id: &str, p: &Phone) -> Value {
    json!({"id": id, "number": p.number, "extension": p.extension.parse::<i64>().ok(), "type": p.phone_type, "description": some(&p.description)})
}

fn schedule(id: &str, s: &Schedule) -> Value {
    let clock = |t: Option<jiff::civil::Time>| t.map(|t| t.strftime("%H:%M").to_string());
    let timed = s.opens_at.is_some();
    let byday =
        if s.byday.is_empty() && timed { "MO,TU,WE,TH,FR,SA,SU".to_owned() } else { format_byday(&s.byday) };
    json!({
        "id": id,
        "freq": timed.then_some(if s.freq == Frequency::Monthly { "MONTHLY" } else { "WEEKLY" }),
        "interval": (s.interval > 1).then_some(s.interval),
        "byday": some(&byday),
        "dtstart": s.dtstart.map(|d| d.to_string()),
        "until": s.until.map(|d| d.to_string()),
        "valid_from": s.valid_from.map(|d| d.to_string()),
        "valid_to": s.valid_to.map(|d| d.to_string()),
        "opens_at": clock(s.opens_at),
        "closes_at": clock(s.closes_at),
        "description": some(&s.description),
    })
}

fn place(p: &Place) -> Value {
    let address = &p.address;
    let known = !p.confidential && !address.line().is_empty();
    json!({
        "id": p.at_location.to_string(),
        "description": some(&p.description),
        "schedules": p.schedules.iter().enumerate().map(|(n, s)| schedule(&format!("{}-schedule-{n}", p.at_location), s)).collect::<Vec<_>>(),
        "location": {
            "id": p.location.to_string(),
            "location_type": "physical",
            "name": some(&p.name),
            "transportation": some(&p.transportation),
            "latitude": p.point.map(|p| p.latitude),
            "longitude": p.point.map(|p| p.longitude),
            "addresses": if known { json!([{
                "id": format!("{}-address", p.location), "address_1": address.address_1, "address_2": some(&address.address_2),
                "city": address.city, "state_province": address.state_province, "postal_code": address.postal_code,
                "country": "US", "address_type": "physical",
            }]) } else { json!([]) },
            "accessibility": p.accessibility.iter().enumerate()
                .map(|(n, d)| json!({"id": format!("{}-accessibility-{n}", p.location), "description": d})).collect::<Vec<_>>(),
        },
    })
}

/// The tables that are written, each with HSDS's column names.
pub const TABLES: [(&str, &[&str]); 6] = [
    ("organizations", &["id", "name", "description", "email"]),
    (
        "services",
        &[
            "id",
            "organization_id",
            "name",
            "alternate_name",
            "description",
            "url",
            "email",
            "status",
            "interpretation_services",
            "application_process",
            "fees_description",
            "eligibility_description",
            "minimum_age",
            "maximum_age",
            "assured_date",
            "alert",
            "last_modified",
        ],
    ),
    ("service_at_location", &["id", "service_id", "location_id", "description"]),
    ("locations", &["id", "location_type", "name", "transportation", "latitude", "longitude"]),
    (
        "addresses",
        &[
            "id",
            "location_id",
            "address_1",
            "address_2",
            "city",
            "state_province",
            "postal_code",
            "country",
            "address_type",
        ],
    ),
    ("phones", &["id", "service_id", "number", "extension", "type", "description"]),
];

/// Services as rows of one table of the CSV package; `None` for a table that is not written.
pub fn table_csv(table: &str, listings: &[Listing]) -> Option<String> {
    let (_, columns) = TABLES.iter().find(|(name, _)| *name == table)?;
    let mut out = columns.join(",");
    out.push_str("\r\n");
    let mut seen = std::collections::HashSet::new();
    for l in listings {
        for row in rows(table, l) {
            if seen.insert(row[0].clone()) {
                out.push_str(&row.iter().map(|cell| csv_cell(cell)).collect::<Vec<_>>().join(","));
                out.push_str("\r\n");
            }
        }
    }
    Some(out)
}

fn rows(table: &str, l: &Listing) -> Vec<Vec<String>> {
    let text = |value: Option<String>| value.unwrap_or_default();
    let number = |n: Option<i64>| text(n.map(|n| n.to_string()));
    match table {
        "organizations" => vec![vec![
            l.organization.to_string(),
            l.organization_name.clone(),
            l.organization_name.clone(),
            text(l.organization_email.clone()),
        ]],
        "services" => vec![vec![
            l.id.to_string(),
            l.organization.to_string(),
            l.name.clone(),
            l.alternate_name.clone(),
            l.description.clone(),
            l.url.clone(),
            l.email.clone(),
            l.status.code().to_owned(),
            l.interpretation_services.clone(),
            l.application_process.clone(),
            l.fees_description.clone(),
            l.eligibility_description.clone(),
            number(l.minimum_age),
            number(l.maximum_age),
            text(l.assured_date.map(|d| d.to_string())),
            l.alert.clone(),
            l.updated_at.to_string(),
        ]],
        "service_at_location" => l
            .places
            .iter()
            .map(|p| {
                vec![
                    p.at_location.to_string(),
                    l.id.to_string(),
                    p.location.to_string(),
                    p.description.clone(),
                ]
            })
            .collect(),
        "locations" => l
            .places
            .iter()
            .map(|p| {
                let degrees = |d: Option<f64>| text(d.map(|d| d.to_string()));
                vec![
                    p.location.to_string(),
                    "physical".to_owned(),
                    p.name.clone(),
                    p.transportation.clone(),
                    degrees(p.point.map(|p| p.latitude)),
                    degrees(p.point.map(|p| p.longitude)),
                ]
            })
            .collect(),
        "addresses" => l
            .places
            .iter()
            .filter(|p| !p.confidential && !p.address.line().is_empty())
            .map(|p| {
                let a = &p.address;
                vec![
                    format!("{}-address", p.location),
                    p.location.to_string(),
                    a.address_1.clone(),
                    a.address_2.clone(),
                    a.city.clone(),
                    a.state_province.clone(),
                    a.postal_code.clone(),
                    "US".to_owned(),
                    "physical".to_owned(),
                ]
            })
            .collect(),
        _ => l
            .phones
            .iter()
            .enumerate()
            .map(|(n, p)| {
                vec![
                    format!("{}-phone-{n}", l.id),
                    l.id.to_string(),
                    p.number.clone(),
                    p.extension.clone(),
                    p.phone_type.clone(),
                    p.description.clone(),
                ]
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_cells_quoted() {
        assert_eq!(csv_cell("=1+1"), "'=1+1");
        assert_eq!(csv_cell("+1 410, x"), "\"'+1 410, x\"");
        assert_eq!(csv_cell("@cmd"), "'@cmd");
        assert_eq!(csv_cell("\tx"), "'\tx");
        assert_eq!(csv_cell("say \"hi\""), "\"say \"\"hi\"\"\"");
        assert_eq!(csv_cell("plain"), "plain");
    }

    #[test]
    fn what_says_nothing_is_left_out() {
        assert_eq!(filled(json!({"a": null, "b": [], "c": {"d": null, "e": 1}})), json!({"c": {"e": 1}}));
    }
}

//! A record as the linkage engine reads it.

use tandem_linkage::role::Role;
use tandem_people::actions::Comparable;

/// Systems whose numbers belong to a person and not to an organization: only these compare across partners. A medical record
/// number says nothing about another clinic's.
const PERSONAL: [&str; 3] = [
    "http://hl7.org/fhir/sid/us-ssn",
    "http://hl7.org/fhir/sid/us-mbi",
    "http://hl7.org/fhir/sid/us-medicare",
];

/// What is compared of a record: role and text of each value that is there.
pub fn values(record: &Comparable) -> Vec<(Role, String)> {
    let d = &record.details;
    let mut values = vec![];
    let mut add = |role, text: Option<&str>| {
        if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
            values.push((role, text.to_owned()));
        }
    };
    add(Role::GivenName, Some(&d.given_name));
    add(Role::FamilyName, Some(&d.family_name));
    add(Role::BirthDate, d.birth_date.map(|date| date.to_string()).as_deref());
    add(Role::Phone, d.phone.as_deref());
    add(Role::Email, d.email.as_deref());
    add(Role::Street, d.address_line1.as_deref());
    add(Role::Unit, d.address_line2.as_deref());
    add(Role::City, d.city.as_deref());
    add(Role::State, d.region.as_deref());
    add(Role::Postcode, d.postal_code.as_deref());
    for (system, number) in
        record.identifiers.iter().filter(|(system, _)| PERSONAL.contains(&system.as_str()))
    {
        add(Role::Identifier, Some(&format!("{system}|{number}")));
    }
    values
}

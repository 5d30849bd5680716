//! The linkage engine as this room uses it: keys that records of one person share, a probability, and why.

use crate::model::review::Evidence;
use std::sync::LazyLock;
use tandem_linkage::index::{Elsewhere, Explained, Index, Trained, Value};

/// Why a pair has its probability: bars that add up.
pub type Waterfall = Explained;

/// It knows nobody: the records and their keys are in the database, where every server sees them and a write is seen at once.
static ENGINE: LazyLock<Index> = LazyLock::new(|| Index::new(Trained::built_in()));

/// Keys that another record of the person is likely to share.
pub fn keys(values: &[Value]) -> Vec<String> {
    ENGINE.keys(values).into_iter().map(|key| format!("{key:x}")).collect()
}

/// The values of a person that are counted: what many have says less.
pub fn counted(values: &[Value]) -> Vec<Value> {
    ENGINE.counted(values)
}

/// The log2 odds that the person of `values` is each of `others`, among records that are kept elsewhere.
pub fn weights(values: &[Value], others: &[Vec<Value>], among: &Elsewhere<'_>) -> Vec<f64> {
    ENGINE.weights(values, others, among)
}

/// What of two records agrees: where a comparison speaks for one person.
pub fn evidence(left: &[Value], right: &[Value]) -> Evidence {
    let why = ENGINE.explain(left, right);
    let agrees =
        |name: &str| why.reasons.iter().any(|r| r.comparison == name && r.level > 0 && r.weight > 0.0);
    Evidence {
        given_name: agrees("given name"),
        birth_date: agrees("date of birth"),
        identifier: agrees("identifier"),
        reach: ["phone", "e-mail", "address"].iter().any(|name| agrees(name)),
    }
}

/// Why two records could be one person, among records that are kept elsewhere.
pub fn explain(left: &[Value], right: &[Value], among: &Elsewhere<'_>) -> Waterfall {
    ENGINE.explain_among(left, right, among)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_linkage::role::Role;

    #[test]
    fn every_kind_of_evidence_is_found_by_the_name_the_engine_gives_it() {
        let all: Vec<Value> = [
            (Role::GivenName, "Ngozi"),
            (Role::FamilyName, "Okonkwo"),
            (Role::BirthDate, "1984-07-02"),
            (Role::Phone, "555-555-0101"),
            (Role::Identifier, "http://hl7.org/fhir/sid/us-ssn|123456789"),
        ]
        .map(|(role, text)| (role, text.to_owned()))
        .into();
        let whole = Evidence { given_name: true, birth_date: true, identifier: true, reach: true };
        assert_eq!(evidence(&all, &all), whole);
        for (role, text) in [(Role::Email, "ngozi@example.org"), (Role::Street, "12 Ferry St")] {
            let one = vec![(role, text.to_owned()), (Role::Postcode, "19601".to_owned())];
            assert_eq!(evidence(&one, &one), Evidence { reach: true, ..Evidence::default() }, "{role:?}");
        }
        let twin: Vec<Value> = all
            .iter()
            .map(|(role, text)| (*role, if *role == Role::GivenName { "Emeka".into() } else { text.clone() }))
            .collect();
        assert!(!evidence(&all, &twin).given_name);
    }
}

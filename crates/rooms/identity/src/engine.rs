//! The linkage engine as this room uses it: keys that records of one person share, a probability, and why.

use crate::model::common;
use crate::model::review::Evidence;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use tandem_linkage::index::{Elsewhere, Explained, Index, Trained, Value};
use tandem_linkage::role::Role;

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

/// What of two records agrees: where a comparison speaks for one person, by a value that is neither a stand-in nor a place's
/// (`of_places`, roles of values that many people share).
pub fn evidence(left: &[Value], right: &[Value], of_places: &BTreeSet<Role>) -> Evidence {
    let why = ENGINE.explain(left, right);
    let agrees =
        |name: &str| why.reasons.iter().any(|r| r.comparison == name && r.level > 0 && r.weight > 0.0);
    let of =
        |values: &[Value], role: Role| values.iter().find(|(r, _)| *r == role).map(|(_, text)| text.clone());
    let stand_in =
        |values: &[Value]| of(values, Role::BirthDate).is_some_and(|date| common::is_placeholder(&date));
    let own = |roles: &[Role]| !roles.iter().any(|role| of_places.contains(role));
    Evidence {
        given_name: agrees("given name"),
        family_name: agrees("family name")
            || [left, right].iter().any(|values| of(values, Role::FamilyName).is_none()),
        birth_date: agrees("date of birth") && ![left, right].iter().any(|values| stand_in(values)),
        identifier: agrees("identifier"),
        reach: (agrees("phone") && own(&[Role::Phone]))
            || (agrees("e-mail") && own(&[Role::Email]))
            || (agrees("address") && own(&[Role::Address, Role::Street])),
    }
}

/// Why two records could be one person, among records that are kept elsewhere.
pub fn explain(left: &[Value], right: &[Value], among: &Elsewhere<'_>) -> Waterfall {
    ENGINE.explain_among(left, right, among)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::common::REACH;

    #[test]
    fn every_kind_of_evidence_is_found_by_the_name_the_engine_gives_it() {
        let all: Vec<Value> = [
            (Role::GivenName, "Ngozi"),
            (Role::FamilyName, "Okonkwo"),
            (Role::BirthDate, "1984-07-02"),
            (Role::Phone, "555-555-0101"),
            (Role::Identifier, "http://hl7.org/fhir/sid/us-ssn|219455071"),
        ]
        .map(|(role, text)| (role, text.to_owned()))
        .into();
        let whole =
            Evidence { given_name: true, family_name: true, birth_date: true, identifier: true, reach: true };
        let none = BTreeSet::new();
        assert_eq!(evidence(&all, &all, &none), whole);
        for (role, text) in [(Role::Email, "ngozi@example.org"), (Role::Street, "12 Ferry St")] {
            let one = vec![(role, text.to_owned()), (Role::Postcode, "19601".to_owned())];
            let nameless = Evidence { family_name: true, ..Evidence::default() };
            assert_eq!(evidence(&one, &one, &none), Evidence { reach: true, ..nameless }, "{role:?}");
            let places = REACH.into_iter().collect();
            assert_eq!(evidence(&one, &one, &places), nameless, "{role:?} of a place");
        }
        let twin: Vec<Value> = all
            .iter()
            .map(|(role, text)| (*role, if *role == Role::GivenName { "Emeka".into() } else { text.clone() }))
            .collect();
        assert!(!evidence(&all, &twin, &none).given_name);
        let with = |role: Role, text: &str| -> Vec<Value> {
            all.iter().map(|(r, old)| (*r, if *r == role { text.to_owned() } else { old.clone() })).collect()
        };
        let none_known = with(Role::BirthDate, "1985-01-01");
        assert!(!evidence(&none_known, &none_known, &none).birth_date);
        assert!(!evidence(&all, &with(Role::FamilyName, "Warsame"), &none).family_name);
        assert!(evidence(&all, &with(Role::FamilyName, "Okonkwo-Bello"), &none).family_name);
    }

    /// What the room tells a place from a household by is what the engine makes comparable.
    #[test]
    fn where_somebody_can_be_reached_is_counted_as_it_is_compared() {
        let of = |phone: &str, street: &str| -> Vec<Value> {
            vec![
                (Role::Phone, phone.into()),
                (Role::Email, "Desk@Shelter.example".into()),
                (Role::Street, street.into()),
                (Role::Postcode, "19601".into()),
            ]
        };
        let counted = counted(&of("(555) 555-0101", "12 Ferry Street"));
        let same = super::counted(&of("555.555.0101", "12 ferry st."));
        for role in [Role::Phone, Role::Email, Role::Address] {
            let value = counted.iter().find(|(r, _)| *r == role);
            assert!(value.is_some() && same.contains(value.unwrap()), "{role:?} of {counted:?}, {same:?}");
        }
    }
}

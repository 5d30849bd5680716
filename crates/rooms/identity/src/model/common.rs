//! Values that say little of a person, however well they agree: a shelter's telephone and street, the birth date that an office
//! writes where it knows none.
//!
//! The engine weighs a value by how common it is among all records; of a few dozen people at one shelter it learns nothing that way.
//! Nobody is linked by such values without a look.

use std::collections::{BTreeSet, HashMap};
use tandem_linkage::index::Value;
use tandem_linkage::role::Role;

/// From more people than this a telephone, an e-mail address or a home is a place's, not a household's.
pub const HOUSEHOLD: usize = 8;

/// From so many records on a value is a place's, whoever the people are: one person is known to fewer organizations, and a
/// household is smaller.
pub const CROWD: u64 = 100;

/// Where somebody can be reached.
pub const REACH: [Role; 4] = [Role::Phone, Role::Email, Role::Address, Role::Street];

/// Whether a date (`YYYY-MM-DD`) is one that forms hold where a birth date is not known: the first of January, which some
/// countries' papers give to everybody without one, and the ends of what calendars hold.
pub fn is_placeholder(date: &str) -> bool {
    let year = date.get(..4).and_then(|year| year.parse::<i32>().ok());
    date.ends_with("-01-01") || date == "1111-11-11" || year.is_none_or(|year| !(1901..9999).contains(&year))
}

/// Which of a record's values are a place's, by the people who share them: each other record's values, and who it is about (any
/// text that is the same for records of one person, such as name and birth date together).
pub fn of_places<'v>(
    mine: &'v [Value],
    others: impl IntoIterator<Item = (&'v [Value], String)>,
) -> BTreeSet<(Role, &'v str)> {
    let mut who: HashMap<(Role, &str), BTreeSet<String>> = HashMap::new();
    for (role, text) in mine.iter().filter(|(role, _)| REACH.contains(role)) {
        who.entry((*role, text)).or_default();
    }
    for (values, name) in others {
        for (role, text) in values {
            if let Some(people) = who.get_mut(&(*role, text.as_str())) {
                people.insert(name.clone());
            }
        }
    }
    who.into_iter().filter(|(_, people)| people.len() >= HOUSEHOLD).map(|(value, _)| value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_stand_for_no_date_are_known() {
        for date in ["1985-01-01", "1900-07-02", "1111-11-11", "9999-12-31", "0001-03-04"] {
            assert!(is_placeholder(date), "{date}");
        }
        for date in ["1985-01-02", "1984-07-02", "1901-03-04", "2026-11-11"] {
            assert!(!is_placeholder(date), "{date}");
        }
    }

    #[test]
    fn a_shelter_is_told_from_a_household_and_from_one_person_known_to_many() {
        let of = |phone: &str| vec![(Role::Phone, phone.to_owned()), (Role::GivenName, "ana".to_owned())];
        let mine = of("5555550101");
        let others = |n: usize, who: fn(usize) -> String| -> Vec<(Vec<Value>, String)> {
            (0..n).map(|i| (of("5555550101"), who(i))).collect()
        };
        let found = |others: &[(Vec<Value>, String)]| {
            of_places(&mine, others.iter().map(|(v, who)| (v.as_slice(), who.clone()))).len()
        };
        let each = |i: usize| i.to_string();
        assert_eq!(found(&others(HOUSEHOLD - 1, each)), 0, "a large household");
        assert_eq!(found(&others(40, |_| "ana".to_owned())), 0, "one person in forty places");
        assert_eq!(found(&others(HOUSEHOLD, each)), 1, "a shelter's telephone, and no name");
    }
}

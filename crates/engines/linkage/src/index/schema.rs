//! What an index keeps of a person: slots for values, made comparable.

use super::Value;
use crate::clean::{clean, parts};
use crate::dates::Style;
use crate::dictionary::Dictionary;
use crate::role::Role;
use crate::table::{Field, Ids, Notes, Table};

/// A place for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) role: Role,
    /// What its comparison is called, where the role does not tell.
    column: &'static str,
}

/// The comparison of numbers that were given to a person.
pub(super) const IDENTIFIER: &str = "identifier";

const fn slot(role: Role) -> Slot {
    Slot { role, column: "" }
}

const NUMBER: Slot = Slot { role: Role::Identifier, column: IDENTIFIER };

/// The slots; of a role with several, values beyond are not looked at.
pub(super) const SLOTS: [Slot; 17] = [
    slot(Role::GivenName),
    slot(Role::FamilyName),
    slot(Role::MiddleName),
    slot(Role::BirthDate),
    slot(Role::Sex),
    NUMBER,
    NUMBER,
    NUMBER,
    slot(Role::Phone),
    slot(Role::Phone),
    slot(Role::Phone),
    slot(Role::Email),
    slot(Role::HouseNumber),
    slot(Role::Street),
    slot(Role::Unit),
    slot(Role::Postcode),
    slot(Role::City),
];
/// House number and street together: an address is rare or common as a whole.
pub(super) const ADDRESS: usize = SLOTS.len();
/// Slots and the address.
pub(super) const WIDTH: usize = SLOTS.len() + 1;

/// For each place, the first of its role: all places of a role have their values in one pool.
pub(super) const POOLS: [usize; WIDTH] = [0, 1, 2, 3, 4, 5, 5, 5, 8, 8, 8, 11, 12, 13, 14, 15, 16, 17];

/// The slot of a place.
pub(super) fn at(place: usize) -> Slot {
    if place == ADDRESS { slot(Role::Address) } else { SLOTS[place] }
}

/// The places of a role.
pub(super) fn places(role: Role) -> impl Iterator<Item = usize> {
    (0..WIDTH).filter(move |place| at(*place).role == role)
}

/// A person's values, made comparable, by place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Person(pub(super) [String; WIDTH]);

impl Person {
    /// Takes what can be compared. Dates are read with the month first where both are possible.
    pub(super) fn new(values: &[Value]) -> Person {
        let mut person = Person::default();
        let mut room = String::new();
        // What has its own value is not taken out of a whole name or address.
        let numbered = values.iter().any(|(role, raw)| *role == Role::HouseNumber && !raw.trim().is_empty());
        // A street that begins with the house number is a whole line of an address.
        let role_of = |(role, raw): &Value| match raw.trim_start().split_once(' ') {
            Some((first, _))
                if *role == Role::Street && !numbered && first.bytes().all(|b| b.is_ascii_digit()) =>
            {
                Role::Address
            }
            _ => *role,
        };
        let (whole, own): (Vec<&Value>, Vec<&Value>) =
            values.iter().partition(|v| matches!(role_of(v), Role::FullName | Role::Address));
        for value in own.into_iter().chain(whole) {
            let raw = &value.1;
            for (role, part) in parts(&role_of(value)) {
                let text = match raw.rsplit_once('|') {
                    Some((system, number)) if role == Role::Identifier => {
                        let number = clean(role, part, number, Style::default(), &mut room).text.into_owned();
                        if number.is_empty() { number } else { format!("{}|{number}", system.trim()) }
                    }
                    _ => clean(role, part, raw, Style::default(), &mut room).text.into_owned(),
                };
                person.take(role, text);
            }
        }
        let [house, street] =
            [Role::HouseNumber, Role::Street].map(|role| places(role).next().map_or("", |p| &person.0[p]));
        if !house.is_empty() && !street.is_empty() {
            person.0[ADDRESS] = format!("{house} {street}");
        }
        person
    }

    /// Puts a value where there is room for it.
    fn take(&mut self, role: Role, text: String) {
        if places(role).all(|place| self.0[place] != text)
            && let Some(place) = places(role).find(|place| self.0[*place].is_empty())
        {
            self.0[place] = text;
        }
    }

    /// As a row.
    pub(super) fn row(&self) -> Row<'_> {
        self.0.each_ref().map(String::as_str)
    }
}

/// A person's values, by place.
pub(super) type Row<'a> = [&'a str; WIDTH];

/// Numbers that another has as well come to stand where the other has them.
pub(super) fn facing<'a>(mut row: Row<'a>, other: &Row<'_>) -> Row<'a> {
    for role in [Role::Phone, Role::Identifier] {
        for place in places(role).filter(|p| !other[*p].is_empty()) {
            if let Some(mine) = places(role).find(|p| row[*p] == other[place]) {
                row.swap(place, mine);
            }
        }
    }
    row
}

/// A table of such persons, for the comparisons.
pub(super) fn table(rows: &[Row<'_>]) -> Table {
    let mut fields: Vec<Field> = (0..WIDTH)
        .map(|place| Field {
            role: at(place).role,
            column: at(place).column.to_owned(),
            values: Dictionary::new(),
        })
        .collect();
    let mut cells = Vec::with_capacity(rows.len() * WIDTH);
    for row in rows {
        cells.extend(row.iter().zip(&mut fields).map(|(text, field)| field.values.number(text.as_bytes())));
    }
    Table {
        fields,
        cells,
        ids: Ids { bytes: vec![], ends: vec![0; rows.len()], blank: 0 },
        starts: vec![0],
        notes: Notes::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_a_role_share_a_pool() {
        let first = |place| places(at(place).role).next().unwrap();
        assert_eq!(POOLS, std::array::from_fn(first));
    }

    #[test]
    fn persons_are_taken_apart_and_made_comparable() {
        let of = |values: &[(Role, &str)]| {
            let values: Vec<Value> = values.iter().map(|(role, v)| (*role, (*v).to_owned())).collect();
            Person::new(&values)
        };
        let ann = of(&[
            (Role::FullName, "Ann Mary Smith"),
            (Role::FamilyName, "Smith-Jones"),
            (Role::Phone, "+1 (410) 555-0100"),
            (Role::Phone, "4105550100"),
            (Role::Phone, "410 555 0101"),
            (Role::Street, "12 North Main Street Apt 4"),
            (Role::Identifier, "urn:medicaid|00 12-34"),
            (Role::Identifier, "1234"),
        ]);
        let at = |role: Role| places(role).map(|p| ann.0[p].as_str()).collect::<Vec<_>>();
        assert_eq!((at(Role::GivenName), at(Role::MiddleName)), (vec!["ann"], vec!["mary"]));
        assert_eq!(at(Role::FamilyName), ["smith jones"]);
        assert_eq!(at(Role::Phone), ["4105550100", "4105550101", ""]);
        assert_eq!(at(Role::Identifier), ["urn:medicaid|001234", "1234", ""]);
        assert_eq!((at(Role::Address), at(Role::Unit)), (vec!["12 n main st"], vec!["4"]));
        assert_eq!(of(&[(Role::Street, "89th Ave")]).0[ADDRESS], "");
    }

    #[test]
    fn shared_numbers_face_each_other() {
        let mut rows = [[""; WIDTH]; 2];
        (rows[0][8], rows[0][9]) = ("1", "2");
        (rows[1][8], rows[1][10]) = ("2", "1");
        assert_eq!(facing(rows[1], &rows[0])[8..11], ["1", "2", ""]);
    }
}

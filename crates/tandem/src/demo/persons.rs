//! The people of the demo: four hundred invented lives.

use jiff::civil::Date;
use serde::Deserialize;
use std::collections::HashSet;
use tandem_people::model::person::{PersonInput, SafeContact};

use super::chance::Chance;
use super::city::{CITY, DISTRICTS, District, STATE};
use super::staff;

#[derive(Deserialize)]
struct File {
    group: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    language: String,
    weight: u32,
    given: Vec<String>,
    family: Vec<String>,
}

/// One person, before anybody has met them.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// What a member writes down.
    pub(super) input: PersonInput,
    /// Where they live.
    pub(super) district: &'static District,
    /// Date of birth.
    pub(super) birth: Date,
    /// The member who meets them.
    pub(super) met_by: &'static staff::Post,
}

impl Person {
    /// Age in whole years on a day.
    pub(super) fn age(&self, on: Date) -> i64 {
        let years = i64::from(on.year()) - i64::from(self.birth.year());
        years - i64::from((on.month(), on.day()) < (self.birth.month(), self.birth.day()))
    }

    /// The language they speak at home.
    pub(super) fn language(&self) -> &str {
        &self.input.language
    }

    /// What a visit on a day may find.
    pub(super) fn moment(&self, day: Date) -> super::seasons::Moment {
        super::seasons::Moment {
            day,
            district: self.district.name,
            age: self.age(day),
            english: self.input.language == "en",
        }
    }
}

fn groups() -> Vec<Group> {
    let file: File = toml::from_str(include_str!("content/people.toml"))
        .unwrap_or_else(|e| unreachable!("content/people.toml is part of the program and tested: {e}"));
    file.group
}

/// Everybody, for a history that ends on `today`.
pub(super) fn everybody(seed: u64, today: Date, count: usize) -> Vec<Person> {
    let mut chance = Chance::new(seed, "people");
    let groups = groups();
    let mut names = HashSet::new();
    (0..count).map(|number| one(&mut chance, &groups, &mut names, number, today)).collect()
}

fn one(
    chance: &mut Chance,
    groups: &[Group],
    names: &mut HashSet<(String, String)>,
    number: usize,
    today: Date,
) -> Person {
    let group = &groups[chance.weighted(groups.iter().map(|g| g.weight).collect::<Vec<_>>())];
    let name = loop {
        let family = match group.language.as_str() {
            // Two family names are common.
            "es" if chance.percent(45) => {
                format!("{} {}", chance.pick(&group.family), chance.pick(&group.family))
            }
            _ => chance.pick(&group.family).clone(),
        };
        let name = (chance.pick(&group.given).clone(), family);
        if names.insert(name.clone()) {
            break name;
        }
    };
    // Many people of families with another language prefer English.
    let language = if chance.percent(70) { group.language.as_str() } else { "en" };
    let district = &DISTRICTS[chance.weighted(DISTRICTS.map(|d| d.share))];
    let age = match chance.weighted([6, 30, 32, 20, 12]) {
        0 => chance.between(1, 17),
        1 => chance.between(18, 34),
        2 => chance.between(35, 54),
        3 => chance.between(55, 69),
        _ => chance.between(70, 93),
    };
    let born =
        today.checked_sub(jiff::Span::new().years(age + 2).days(chance.between(0, 364))).unwrap_or(today);
    let has_phone = chance.percent(92);
    let has_email = chance.percent(45);
    let safe = SafeContact {
        call: has_phone && chance.percent(88),
        text: has_phone && chance.percent(64),
        email: has_email && chance.percent(75),
        message: has_phone && chance.percent(40),
    };
    let sheltered = chance.percent(4);
    let phone = format!("(29{}) 555-01{:02}", number / 100 % 10, number % 100);
    let email = format!("person{number}@mail.example");
    let input = PersonInput {
        given_name: name.0,
        family_name: name.1,
        birth_date: born.to_string(),
        phone: if has_phone { phone } else { String::new() },
        email: if has_email { email } else { String::new() },
        language: language.to_owned(),
        address_line1: if sheltered { String::new() } else { district.address(chance) },
        city: CITY.into(),
        region: STATE.into(),
        postal_code: district.zip.into(),
        area: district.name.into(),
        safe,
        ..PersonInput::default()
    };
    let met_by = staff::met_by(chance, district, language);
    Person { input, district, birth: born, met_by }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const PEOPLE: usize = crate::demo::Size::FULL.people;

    #[test]
    fn four_hundred_different_people_whose_records_can_be_kept() {
        let today = date(2026, 11, 20);
        let all = everybody(7, today, PEOPLE);
        assert_eq!(all.len(), PEOPLE);
        let names: HashSet<_> = all.iter().map(|p| (&p.input.given_name, &p.input.family_name)).collect();
        assert_eq!(names.len(), PEOPLE);
        let long_ago = today.checked_sub(jiff::Span::new().days(548)).unwrap();
        for person in &all {
            let checked = person.input.check(long_ago);
            assert!(checked.is_ok(), "{:?}: {checked:?}", person.input);
            assert!(person.age(long_ago) >= 0 && person.age(today) < 100, "{:?}", person.birth);
        }
        let languages: HashSet<&str> = all.iter().map(Person::language).collect();
        assert!(languages.len() >= 6, "{languages:?}");
        for d in &DISTRICTS {
            assert!(all.iter().filter(|p| p.district.id == d.id).count() >= 20, "{}", d.name);
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_people() {
        let today = date(2026, 11, 20);
        let names = |seed| {
            everybody(seed, today, PEOPLE).into_iter().map(|p| p.input.family_name).collect::<Vec<_>>()
        };
        assert_eq!(names(7), names(7));
        assert_ne!(names(7), names(8));
    }
}

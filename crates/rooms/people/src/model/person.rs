//! A person served: who they are, how to reach them, and which ways of reaching them are safe.

use super::{label::Label, names};
use jiff::{Timestamp, civil::Date};
use tandem_access::{FieldErrors, Uuid};

/// Which ways of reaching a person are safe. Every one is "no" until the person says yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SafeContact {
    /// May we call?
    pub call: bool,
    /// May we send a text?
    pub text: bool,
    /// May we write an e-mail?
    pub email: bool,
    /// May we leave a message with someone else or on a machine?
    pub message: bool,
}

/// What a form or an import says about a person, before any check. Empty text means "not given".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonInput {
    /// Given names, as the person writes them.
    pub given_name: String,
    /// Family names; two of them are common.
    pub family_name: String,
    /// The name the person likes to be called by.
    pub preferred_name: String,
    /// ISO date.
    pub birth_date: String,
    /// Phone in any usual writing.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// BCP 47 language tag; empty means not asked.
    pub language: String,
    /// Street and number.
    pub address_line1: String,
    /// Apartment, unit.
    pub address_line2: String,
    /// City or town.
    pub city: String,
    /// State, two letters in the United States.
    pub region: String,
    /// Postal code.
    pub postal_code: String,
    /// The area of the partnership the person lives in, as its people call it; empty for the ZIP code's.
    pub area: String,
    /// Which ways of contact are safe.
    pub safe: SafeContact,
    /// A label set by hand; empty means `general`.
    pub label: String,
}

/// Checked facts about a person, ready to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonDetails {
    /// Given names.
    pub given_name: String,
    /// Family names.
    pub family_name: String,
    /// The name the person likes to be called by.
    pub preferred_name: Option<String>,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Phone as `+` and digits.
    pub phone: Option<String>,
    /// E-mail address in small letters.
    pub email: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Street and number.
    pub address_line1: Option<String>,
    /// Apartment, unit.
    pub address_line2: Option<String>,
    /// City or town.
    pub city: Option<String>,
    /// State.
    pub region: Option<String>,
    /// Postal code, folded.
    pub postal_code: Option<String>,
    /// Area code.
    pub area: Option<String>,
    /// Which ways of contact are safe.
    pub safe: SafeContact,
    /// How sensitive the record itself is.
    pub label: Label,
}

/// A person's record as one organization keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Random id (v4), seen by people.
    pub id: Uuid,
    /// The organization that recorded the person.
    pub owner_org: Uuid,
    /// The facts.
    pub details: PersonDetails,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Person {
    /// The name to greet and list the person by: preferred or given, then family.
    pub fn display_name(&self) -> String {
        self.details.display_name()
    }
}

/// What stands in the place of a name that nobody can read any more: its key was destroyed, or the person was erased. In
/// both languages, since a name is written in none.
pub const GONE: &str = "(name deleted · nombre borrado)";

impl PersonDetails {
    /// Whether who this is can never be read again. Everybody else has a name.
    pub fn is_gone(&self) -> bool {
        self.given_name.is_empty() && self.family_name.is_empty()
    }

    /// The name to greet and list the person by: preferred or given, then family.
    pub fn display_name(&self) -> String {
        if self.is_gone() {
            return GONE.to_owned();
        }
        let first = self.preferred_name.as_deref().unwrap_or(&self.given_name);
        format!("{first} {}", self.family_name).trim().to_owned()
    }

    /// The full name folded, which an exact match compares.
    pub fn name_key(&self) -> String {
        names::fold(&format!("{} {}", self.given_name, self.family_name))
    }

    /// The words a name search finds this person by: given, family and preferred names, each once.
    pub fn name_words(&self) -> Vec<String> {
        let preferred = self.preferred_name.as_deref().unwrap_or_default();
        names::words(&format!("{} {} {preferred}", self.given_name, self.family_name))
    }

    /// The identifiers an exact match may use.
    pub fn identifiers(&self) -> Identifiers {
        Identifiers {
            name_key: Some(self.name_key()).filter(|key| !key.is_empty()),
            birth_date: self.birth_date,
            phone: self.phone.clone(),
            email: self.email.clone(),
            postal_code: self.postal_code.clone(),
        }
    }
}

/// What an exact match compares. Each that is given must be equal, and at least [`Identifiers::NEEDED`] must be given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identifiers {
    /// Full name, folded ([`PersonDetails::name_key`]).
    pub name_key: Option<String>,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Phone as `+` and digits.
    pub phone: Option<String>,
    /// E-mail address in small letters.
    pub email: Option<String>,
    /// Postal code, folded.
    pub postal_code: Option<String>,
}

impl Identifiers {
    /// How many identifiers an exact match needs.
    pub const NEEDED: usize = 3;

    /// How many are given.
    pub fn given(&self) -> usize {
        [
            self.name_key.is_some(),
            self.birth_date.is_some(),
            self.phone.is_some(),
            self.email.is_some(),
            self.postal_code.is_some(),
        ]
        .into_iter()
        .filter(|given| *given)
        .count()
    }

    /// Enough to look for one person without browsing? Name and birth date are always among them: a phone, an
    /// e-mail address and a postal code can belong to a whole household.
    pub fn is_enough(&self) -> bool {
        self.given() >= Self::NEEDED && self.name_key.is_some() && self.birth_date.is_some()
    }
}

/// The longest text kept in one field.
const LONGEST: usize = 200;

impl PersonInput {
    /// Checks everything at once, so that a form can list all errors first. `today` guards against birth dates to come.
    pub fn check(&self, today: Date) -> Result<PersonDetails, FieldErrors> {
        let mut errors = FieldErrors::new();
        for (field, value) in self.texts() {
            if value.chars().count() > LONGEST {
                errors.add(field, "people-error-too-long");
            }
            if value.chars().any(char::is_control) {
                errors.add(field, "people-error-control-characters");
            }
        }
        if names::fold(&self.given_name).is_empty() && names::fold(&self.family_name).is_empty() {
            errors.add("given_name", "people-error-name-required");
        }
        let birth_date = self.check_birth_date(today, &mut errors);
        let phone = check_optional(&self.phone, names::phone, ("phone", "people-error-phone"), &mut errors);
        let email = check_optional(&self.email, check_email, ("email", "people-error-email"), &mut errors);
        let language = check_optional(
            &self.language,
            check_language,
            ("language", "people-error-language"),
            &mut errors,
        );
        let postal_code = optional(&self.postal_code).map(|code| names::postal_code(&code));
        // Until the partnership names areas of its own, the ZIP code is the area: gaps are seen by place from the first
        // day. A ZIP code that was the area moves with the person.
        let named = optional(&self.area).filter(|area| zip5(area).is_none());
        let area = named.or_else(|| postal_code.as_deref().and_then(zip5));
        let label = match self.label.trim() {
            "" => Label::General,
            code => Label::from_code(code).unwrap_or_else(|| {
                errors.add("label", "people-error-label");
                Label::General
            }),
        };
        if (self.safe.call || self.safe.text || self.safe.message) && self.phone.trim().is_empty() {
            errors.add("phone", "people-error-phone-for-contact");
        }
        if self.safe.email && self.email.trim().is_empty() {
            errors.add("email", "people-error-email-for-contact");
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(PersonDetails {
            given_name: self.given_name.trim().to_owned(),
            family_name: self.family_name.trim().to_owned(),
            preferred_name: optional(&self.preferred_name),
            birth_date,
            phone,
            email,
            language,
            address_line1: optional(&self.address_line1),
            address_line2: optional(&self.address_line2),
            city: optional(&self.city),
            region: optional(&self.region),
            postal_code,
            area,
            safe: self.safe,
            label,
        })
    }

    fn check_birth_date(&self, today: Date, errors: &mut FieldErrors) -> Option<Date> {
        let text = self.birth_date.trim();
        if text.is_empty() {
            return None;
        }
        match text.parse::<Date>() {
            Err(_) => {
                errors.add("birth_date", "people-error-birth-date");
            }
            Ok(date) if date > today => {
                errors.add("birth_date", "people-error-birth-date-future");
            }
            Ok(date) if i32::from(today.year()) - i32::from(date.year()) > 130 => {
                errors.add("birth_date", "people-error-birth-date-old");
            }
            Ok(date) => return Some(date),
        }
        None
    }

    fn texts(&self) -> [(&'static str, &str); 13] {
        [
            ("given_name", &self.given_name),
            ("family_name", &self.family_name),
            ("preferred_name", &self.preferred_name),
            ("birth_date", &self.birth_date),
            ("phone", &self.phone),
            ("email", &self.email),
            ("language", &self.language),
            ("address_line1", &self.address_line1),
            ("address_line2", &self.address_line2),
            ("city", &self.city),
            ("region", &self.region),
            ("postal_code", &self.postal_code),
            ("area", &self.area),
        ]
    }
}

impl From<&PersonDetails> for PersonInput {
    /// The form's values for a record that is to be edited.
    fn from(details: &PersonDetails) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        PersonInput {
            given_name: details.given_name.clone(),
            family_name: details.family_name.clone(),
            preferred_name: text(&details.preferred_name),
            birth_date: details.birth_date.map(|date| date.to_string()).unwrap_or_default(),
            phone: details.phone.as_deref().map(names::show_phone).unwrap_or_default(),
            email: text(&details.email),
            language: text(&details.language),
            address_line1: text(&details.address_line1),
            address_line2: text(&details.address_line2),
            city: text(&details.city),
            region: text(&details.region),
            postal_code: text(&details.postal_code),
            area: text(&details.area),
            safe: details.safe,
            label: details.label.code().to_owned(),
        }
    }
}

/// The five digits of a ZIP code.
fn zip5(code: &str) -> Option<String> {
    let (five, rest) = code.split_at_checked(5)?;
    let plus4 = rest.is_empty() || rest.starts_with('-');
    (plus4 && five.bytes().all(|b| b.is_ascii_digit())).then(|| five.to_owned())
}

fn optional(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn check_optional(
    text: &str,
    read: fn(&str) -> Option<String>,
    error: (&'static str, &'static str),
    errors: &mut FieldErrors,
) -> Option<String> {
    let text = optional(text)?;
    let value = read(&text);
    if value.is_none() {
        errors.add(error.0, error.1);
    }
    value
}

/// One `@`, something before it, a dotted name after it, no spaces. Only sending a message proves an address.
fn check_email(text: &str) -> Option<String> {
    let (user, host) = text.split_once('@')?;
    let host_ok = host.contains('.') && !host.contains('@') && host.split('.').all(|part| !part.is_empty());
    let plain = !text.chars().any(|c| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';' | '"'));
    (!user.is_empty() && host_ok && plain).then(|| text.to_lowercase())
}

/// A BCP 47 tag by shape: `es`, `pt-BR`, `zh-Hant`.
fn check_language(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let primary = parts.next()?;
    let shape = (2..=3).contains(&primary.len())
        && primary.chars().all(|c| c.is_ascii_alphabetic())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()));
    shape.then(|| text.to_owned())
}

/// What a member does on a person's care team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamRole {
    /// Holds the threads together.
    Lead,
    /// Helps.
    Member,
}

impl TeamRole {
    /// The code kept in the database.
    pub fn code(self) -> &'static str {
        match self {
            TeamRole::Lead => "lead",
            TeamRole::Member => "member",
        }
    }

    /// The role with this code.
    pub fn from_code(code: &str) -> Option<TeamRole> {
        [TeamRole::Lead, TeamRole::Member].into_iter().find(|role| role.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> Date {
        "2026-03-04".parse().expect("a date")
    }

    fn maria() -> PersonInput {
        PersonInput {
            given_name: "María".into(),
            family_name: "García López".into(),
            birth_date: "1984-07-02".into(),
            phone: "(555) 555-0101".into(),
            email: "Maria@Example.org".into(),
            language: "es".into(),
            postal_code: "19601-2200".into(),
            safe: SafeContact { call: true, ..SafeContact::default() },
            ..PersonInput::default()
        }
    }

    fn faults(input: &PersonInput) -> Vec<(String, &'static str)> {
        match input.check(today()) {
            Ok(_) => vec![],
            Err(errors) => errors.iter().map(|(field, m)| (field.to_owned(), m.key)).collect(),
        }
    }

    #[test]
    fn without_an_area_the_zip_code_is_the_area_and_moves_with_the_person() {
        let area = |input: &PersonInput| input.check(today()).unwrap().area;
        assert_eq!(area(&maria()).as_deref(), Some("19601"));
        // What the form carried from before the move is replaced; a named area stays.
        let moved = PersonInput { area: "19601".into(), postal_code: "21217".into(), ..maria() };
        assert_eq!(area(&moved).as_deref(), Some("21217"));
        assert_eq!(
            area(&PersonInput { area: "Far Meadow".into(), ..maria() }).as_deref(),
            Some("Far Meadow")
        );
        assert_eq!(area(&PersonInput { postal_code: "SW1A 1AA".into(), ..maria() }), None);
        assert_eq!(area(&PersonInput { postal_code: String::new(), ..maria() }), None);
    }

    #[test]
    fn good_input_is_kept_folded_where_it_is_compared() {
        let details = maria().check(today()).expect("good input");
        assert_eq!(details.phone.as_deref(), Some("+15555550101"));
        assert_eq!(details.email.as_deref(), Some("maria@example.org"));
        assert_eq!(details.postal_code.as_deref(), Some("19601"));
        assert_eq!(details.name_key(), "maria garcia lopez");
        assert_eq!(details.name_words(), ["maria", "garcia", "lopez"]);
        assert_eq!(details.display_name(), "María García López");
        assert_eq!(details.label, Label::General);
        assert_eq!(details.identifiers().given(), 5);
        let again = PersonInput::from(&details).check(today()).expect("what was kept is good");
        assert_eq!(again, details);
    }

    #[test]
    fn every_fault_is_named_at_its_field() {
        let bad = PersonInput {
            birth_date: "2026-03-05".into(),
            phone: "12".into(),
            email: "nobody".into(),
            language: "spanish language".into(),
            label: "immigration".into(),
            city: "x".repeat(201),
            region: "P\u{7}".into(),
            ..PersonInput::default()
        };
        let found = faults(&bad);
        for expected in [
            ("city", "people-error-too-long"),
            ("region", "people-error-control-characters"),
            ("given_name", "people-error-name-required"),
            ("birth_date", "people-error-birth-date-future"),
            ("phone", "people-error-phone"),
            ("email", "people-error-email"),
            ("language", "people-error-language"),
            ("label", "people-error-label"),
        ] {
            assert!(found.contains(&(expected.0.to_owned(), expected.1)), "{expected:?} in {found:?}");
        }
        let dates =
            [("31/12/1980", "people-error-birth-date"), ("1800-01-01", "people-error-birth-date-old")];
        for (text, key) in dates {
            let found = faults(&PersonInput { birth_date: text.into(), ..maria() });
            assert_eq!(found, [("birth_date".to_owned(), key)]);
        }
    }

    #[test]
    fn a_safe_way_of_contact_needs_the_number_or_address() {
        let unreachable = PersonInput {
            phone: String::new(),
            email: String::new(),
            safe: SafeContact { text: true, email: true, ..SafeContact::default() },
            ..maria()
        };
        assert_eq!(
            faults(&unreachable),
            [
                ("phone".to_owned(), "people-error-phone-for-contact"),
                ("email".to_owned(), "people-error-email-for-contact"),
            ]
        );
    }

    #[test]
    fn an_exact_match_needs_three_with_name_and_birth_date() {
        let all = maria().check(today()).expect("good input").identifiers();
        assert!(all.is_enough());
        assert!(!Identifiers { name_key: None, ..all.clone() }.is_enough(), "a household shares the rest");
        assert!(!Identifiers { birth_date: None, ..all.clone() }.is_enough());
        assert!(!Identifiers { phone: None, email: None, postal_code: None, ..all }.is_enough());
    }

    proptest! {
        #[test]
        fn no_input_panics_and_what_passes_passes_again(
            given_name in "\\PC{0,30}", family_name in "\\PC{0,30}", birth_date in "[0-9-]{0,10}",
            phone in "[0-9+() -]{0,16}", email in "[a-z@. ]{0,16}", postal_code in "[0-9A-Za-z -]{0,12}",
        ) {
            let input =
                PersonInput { given_name, family_name, birth_date, phone, email, postal_code, ..Default::default() };
            if let Ok(details) = input.check(today()) {
                let again = PersonInput::from(&details).check(today());
                prop_assert_eq!(again, Ok(details));
            }
        }
    }
}

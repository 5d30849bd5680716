//! The roles of all columns of a file: each column is scored for each role by its name and its values, values may veto what
//! the name claims, and what a person has once is given to the column that fits best.

use super::household::shared_numbers;
use super::{Role, names};
use crate::dates::{Style, births, in_three};
use crate::{known, text};

/// What the columns of a file were taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// One for each column.
    pub roles: Vec<Role>,
    /// What else claimed a role, for whoever looks after the file.
    pub notes: Vec<String>,
}

/// What a column could be, best first: the role and how well it fits.
struct Candidates {
    name: String,
    fits: Vec<(Role, usize)>,
    /// What its name says and its values do not.
    vetoed: Option<Role>,
    others: bool,
}

/// The share of a column's values that pass a test.
type Share<'a> = &'a dyn Fn(&dyn Fn(&str) -> bool) -> f64;

/// How well a role fits that the values alone tell.
const BY_VALUES: usize = 1;

/// The roles of the columns of a file, from their names and a sample of their values, column by column.
pub fn guess(header: &[String], samples: &[Vec<String>]) -> Guess {
    let read = |header: &[String]| -> Vec<Candidates> {
        header.iter().zip(samples).map(|(n, s)| candidates(n, s)).collect()
    };
    let mut columns = read(header);
    let own = columns.iter().zip(header).filter(|(_, name)| names::of_whom(name) == **name);
    if !has_names(own.map(|(column, _)| column)) {
        // A school's list is of children, and says so in each column.
        columns = read(&header.iter().map(|name| names::of_whom(name)).collect::<Vec<_>>());
        columns.iter_mut().zip(header).for_each(|(column, name)| column.name.clone_from(name));
    }
    whole_names(&mut columns, samples);
    if let Some(three) = in_three(header) {
        for place in three {
            (columns[place].fits, columns[place].vetoed) = (vec![(Role::Ignore, BY_VALUES)], None);
        }
    }
    if !has_names(&columns) {
        names_by_values(&mut columns, samples);
    }
    let mut notes = vec![];
    let mut roles: Vec<Role> = columns.iter().map(|c| c.fits.first().map_or(Role::Ignore, |f| f.0)).collect();
    // Where given and family name have their own columns, a whole name beside them says nothing new.
    if roles.contains(&Role::GivenName) && roles.contains(&Role::FamilyName) {
        roles.iter_mut().filter(|r| **r == Role::FullName).for_each(|r| *r = Role::Ignore);
    }
    for role in
        [Role::GivenName, Role::FamilyName, Role::MiddleName, Role::BirthDate, Role::Sex, Role::FullName]
    {
        let claim = |place: &usize| (columns[*place].fits[0].1, std::cmp::Reverse(*place));
        let claimed: Vec<usize> = (0..roles.len()).filter(|place| roles[*place] == role).collect();
        let Some(best) = claimed.iter().copied().max_by_key(claim) else { continue };
        for place in claimed.into_iter().filter(|place| *place != best) {
            // Dates that are not the birth are of no use; another name may be.
            roles[place] = if role == Role::BirthDate && columns[place].fits[0].1 == BY_VALUES {
                Role::Ignore
            } else {
                Role::Text
            };
            notes.push(format!(
                "`{}` could be {} as well; `{}` fits better, and it is taken for {}",
                header[place],
                role.word(),
                header[best],
                roles[place].word()
            ));
        }
    }
    for place in shared_numbers(&roles, samples) {
        roles[place] = Role::Text;
        notes.push(format!(
            "`{}` is shared by people of different names and births, as a household's number is; it is taken for text",
            header[place]
        ));
    }
    for (column, role) in columns.iter().zip(&roles) {
        if let Some(vetoed) = column.vetoed {
            notes.push(format!(
                "`{}` is called as {} would be, but its values are none; it is taken for {}",
                column.name,
                vetoed.word(),
                role.word()
            ));
        } else if column.others && *role == Role::Ignore {
            notes.push(format!("`{}` is not about the person by its name, and not looked at", column.name));
        }
    }
    Guess { roles, notes }
}

/// Is a column called as one of names is?
fn has_names<'a>(columns: impl IntoIterator<Item = &'a Candidates>) -> bool {
    let name = |role| matches!(role, Role::GivenName | Role::FamilyName | Role::FullName);
    columns.into_iter().any(|c| c.fits.first().is_some_and(|(role, _)| name(*role)))
}

/// A column that is called as one part of a name would be and holds all of it: most of its values have a comma
/// (`Ruiz, Ana`), or two words and more where no other column has the family name.
fn whole_names(columns: &mut [Candidates], samples: &[Vec<String>]) {
    /// The least share of values that must look whole.
    const LEAST: f64 = 0.5;
    let is = |column: &Candidates, role: Role| column.fits.first().is_some_and(|fit| fit.0 == role);
    let family = columns.iter().any(|column| is(column, Role::FamilyName));
    for (column, sample) in columns.iter_mut().zip(samples) {
        if !is(column, Role::GivenName) && !is(column, Role::FamilyName) {
            continue;
        }
        let filled = filled(sample);
        let share = |test: &dyn Fn(&str) -> bool| share_of(&filled, test);
        let comma = |v: &str| {
            v.split_once(',')
                .is_some_and(|(a, b)| [a, b].iter().all(|part| part.contains(char::is_alphabetic)))
        };
        let words = |v: &str| v.split_whitespace().filter(|w| w.chars().count() > 1).count() > 1;
        let whole = share(&comma) > LEAST || is(column, Role::GivenName) && !family && share(&words) > LEAST;
        if whole {
            column.fits[0].0 = Role::FullName;
        }
    }
}

fn candidates(name: &str, sample: &[String]) -> Candidates {
    let claims = names::claims(name);
    let filled = filled(sample);
    let share = |test: &dyn Fn(&str) -> bool| share_of(&filled, test);
    let mut fits = claims.roles;
    let first = fits.first().map(|f| f.0);
    if !filled.is_empty() {
        fits.retain(|(role, fit)| fits_values(*role, *fit, &filled, &share));
    }
    // A street that begins with the house number is a whole line of an address.
    for (role, _) in fits.iter_mut().filter(|(role, _)| *role == Role::Street) {
        if share(&starts_with_digit) > 0.5 {
            *role = Role::Address;
        }
    }
    let vetoed = first.filter(|_| fits.is_empty());
    if fits.is_empty() && !name.trim().is_empty() {
        let role = by_values(&filled, &share);
        // Dates and numbers of a visit or of a relative are not the person's.
        let role = if claims.others { Role::Ignore } else { role };
        fits.push((role, BY_VALUES));
    }
    Candidates { name: name.to_owned(), fits, vetoed, others: claims.others }
}

/// The values that say something, trimmed.
fn filled(sample: &[String]) -> Vec<&str> {
    sample.iter().map(|v| v.trim()).filter(|v| !v.is_empty()).collect()
}

/// The share of values that pass a test.
fn share_of(filled: &[&str], test: &dyn Fn(&str) -> bool) -> f64 {
    filled.iter().filter(|v| test(v)).count() as f64 / filled.len().max(1) as f64
}

fn starts_with_digit(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_digit())
}

fn has_digit(value: &str) -> bool {
    value.contains(|c: char| c.is_ascii_digit())
}

/// Ten digits, or eleven with a country code, and nothing but what stands behind a number.
fn is_phone(value: &str) -> bool {
    let mut digits = String::new();
    let number = text::without_extension(value);
    matches!(text::digits(number, &mut digits).len(), 10 | 11)
        && number.chars().all(|c| !c.is_alphabetic())
        && (number.len() < value.len() || !value.ends_with(char::is_alphabetic))
}

/// Is it a date or a number rather than a name?
fn is_number(value: &str) -> bool {
    let count = |test: fn(char) -> bool| value.chars().filter(|c| test(*c)).count();
    count(|c| c.is_ascii_digit()) > count(char::is_alphabetic)
}

/// Could a column with these values hold what its name says? Numbers are no names whatever the column is called; else a name
/// that is known as a whole needs no values to bear it out.
fn fits_values(role: Role, fit: usize, filled: &[&str], share: Share<'_>) -> bool {
    let known = fit >= names::WHOLE;
    match role {
        Role::GivenName | Role::FamilyName | Role::MiddleName | Role::FullName => share(&is_number) <= 0.5,
        Role::BirthDate => known || births(filled).0,
        Role::Email => known || share(&|v| v.contains('@')) >= 0.5,
        Role::Phone => known || share(&|v| text::phone(v, &mut String::new()).is_some()) >= 0.3,
        Role::Sex => {
            known || share(&|v| v.len() > 20 || v.bytes().filter(u8::is_ascii_digit).count() > 2) <= 0.5
        }
        Role::Postcode | Role::HouseNumber => known || share(&has_digit) >= 0.5,
        _ => true,
    }
}

/// The role of a column of whose name nothing is known: text where its values repeat (an occupation), and not looked at
/// where each row has its own or all the same.
fn by_values(filled: &[&str], share: Share<'_>) -> Role {
    let all = filled.len().max(1);
    let style = Style::of(filled.iter().copied(), 2100);
    let dates =
        share(&|v| v.len() >= 6 && Style { serial: false, ..style }.read(v).is_some_and(text::exists));
    match () {
        () if filled.is_empty() => Role::Ignore,
        () if share(&|v| v.contains('@')) > 0.8 => Role::Email,
        () if dates > 0.8 && births(filled).1 => Role::BirthDate,
        () if dates > 0.8 => Role::Ignore,
        () if share(&is_phone) > 0.8 => Role::Phone,
        () => {
            let mut distinct = filled.to_vec();
            distinct.sort_unstable();
            distinct.dedup();
            if distinct.len() < 2 || distinct.len() * 20 > all * 19 { Role::Ignore } else { Role::Text }
        }
    }
}

/// Where no column is called as a name would be: those that hold known names, if any do.
fn names_by_values(columns: &mut [Candidates], samples: &[Vec<String>]) {
    /// The least share of values that must be known names.
    const LEAST: f64 = 0.3;
    let mut best = [(0.0, None); 3];
    for (place, sample) in samples.iter().enumerate() {
        if columns[place].others || columns[place].fits.first().is_some_and(|(_, fit)| *fit > BY_VALUES) {
            continue;
        }
        let (mut filled, mut counts) = (0.0, [0.0; 3]);
        let mut room = String::new();
        for value in sample.iter().filter(|v| !v.trim().is_empty()) {
            filled += 1.0;
            let folded = text::fold(value, &mut room);
            let (first, last) = (folded.split(' ').next(), folded.rsplit(' ').next());
            let (Some(first), Some(last)) = (first, last) else { continue };
            let (first, last) = if value.contains(',') { (last, first) } else { (first, last) };
            let words = folded.split(' ').count();
            let (given, family) = (known::is_given(first), known::is_family(last));
            counts[0] += f64::from(u8::from(words <= 2 && given));
            counts[1] += f64::from(u8::from(words <= 2 && family));
            counts[2] += f64::from(u8::from(words >= 2 && given && family));
        }
        for (count, best) in counts.iter().zip(&mut best) {
            let share = count / f64::max(filled, 1.0);
            if share >= LEAST && share > best.0 {
                *best = (share, Some(place));
            }
        }
    }
    let [given, family, whole] = best;
    let found = match (given.1, family.1, whole.1) {
        // One column has both.
        (_, _, Some(place)) if whole.0 * 2.0 > given.0.max(family.0) => vec![(place, Role::FullName)],
        (Some(given), Some(family), _) if given != family => {
            vec![(given, Role::GivenName), (family, Role::FamilyName)]
        }
        // Many trades are family names: one alone says nothing.
        _ => vec![],
    };
    for (place, role) in found {
        columns[place].fits = vec![(role, BY_VALUES)];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(columns: &[(&str, &[&str])]) -> Guess {
        let header: Vec<String> = columns.iter().map(|c| c.0.to_owned()).collect();
        let samples: Vec<Vec<String>> =
            columns.iter().map(|c| c.1.iter().map(|v| (*v).to_owned()).collect()).collect();
        guess(&header, &samples)
    }

    #[test]
    fn values_of_columns() {
        let of = |values: &[&str]| roles(&[("x7", values)]).roles[0];
        assert_eq!(of(&["1990-01-02", "1985-12-31", ""]), Role::BirthDate);
        assert_eq!(of(&["a@b.example", "c@d.example"]), Role::Email);
        assert_eq!(of(&["(206) 555-0100", "2065550101"]), Role::Phone);
        assert_eq!(of(&["(206) 555-0100 (cell)", "2065550101 x4", "206.555.0102 ext 12"]), Role::Phone);
        assert_eq!(of(&["cook", "cook", "nurse", "nurse"]), Role::Text);
        assert_eq!(of(&["q1", "q2", "q3"]), Role::Ignore);
        assert_eq!(of(&[]), Role::Ignore);
    }

    #[test]
    fn visits_are_no_names_and_an_intake_is_no_birth() {
        let found = roles(&[
            ("First Visit", &["04/08/2026", "08/28/2026"]),
            ("Intake Date", &["08/12/2026", "07/29/2026"]),
            ("Last", &["04/08/2026", "08/28/2026"]),
            ("Birth Sex", &["F", "M"]),
            ("First Name", &["Ana", "Ngozi"]),
            ("Surname", &["Ruiz", "Okonkwo"]),
            ("Last Name", &["Ruiz", "Okonkwo"]),
            ("Birth Date", &["02/08/1954", "03/31/1968"]),
            ("Phone", &["2065550100", ""]),
            ("Emergency Contact Phone", &["2065550199", "2065550198"]),
        ]);
        use Role::{BirthDate, FamilyName, GivenName, Ignore, Phone, Sex, Text};
        assert_eq!(
            found.roles,
            [Ignore, Ignore, Ignore, Sex, GivenName, FamilyName, Text, BirthDate, Phone, Ignore]
        );
        let said = found.notes.join("\n");
        for words in [
            "`Last Name` could be family_name",
            "`Last` is called as family_name",
            "`Emergency Contact Phone`",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
    }

    #[test]
    fn the_birth_that_is_called_so_goes_before_other_dates() {
        let many: Vec<String> = (1950..2000).map(|y| format!("1/2/{y}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let recent: Vec<String> = (1..29).map(|d| format!("2026-03-{d:02}")).collect();
        let recent: Vec<&str> = recent.iter().map(String::as_str).collect();
        let found =
            roles(&[("when", &many), ("since", &recent), ("Birthday", &many), ("name", &["Ana Ruiz"])]);
        assert_eq!(found.roles, [Role::Ignore, Role::Ignore, Role::BirthDate, Role::FullName]);
        assert_eq!(roles(&[("when", &many), ("since", &recent)]).roles, [Role::BirthDate, Role::Ignore]);
    }

    #[test]
    fn names_are_known_where_no_column_is_called_so() {
        let found = roles(&[
            ("c1", &["Thomas", "Maria", "James", "Xiomara"]),
            ("c2", &["Lopez", "Scott", "Sanchez", "Okafor"]),
        ]);
        assert_eq!(found.roles, [Role::GivenName, Role::FamilyName]);
        let whole = roles(&[("A", &["Scott, James", "Lopez, Maria", "Okafor, Xiomara"])]);
        assert_eq!(whole.roles, [Role::FullName]);
        assert_eq!(roles(&[("A", &["cook", "nurse", "cook"])]).roles, [Role::Text]);
    }

    #[test]
    fn a_number_that_relatives_share_is_not_their_own() {
        let rows = |shared: bool| -> Vec<[String; 3]> {
            let given = ["Ana", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hana"];
            let row = |n: usize| {
                let number = if shared { n / 2 } else { n };
                [given[n].to_owned(), format!("19{}-03-04", 70 + n), format!("SSN{number}")]
            };
            // Everybody is in the file twice.
            (0..16).map(|n| row(n % 8)).collect()
        };
        for (shared, role) in [(true, Role::Text), (false, Role::Identifier)] {
            let header = ["First", "DOB", "SSN"].map(str::to_owned);
            let samples: Vec<Vec<String>> = (0..3)
                .map(|place| rows(shared).into_iter().map(|row| row[place].clone()).collect())
                .collect();
            let guess = guess(&header, &samples);
            assert_eq!(guess.roles, [Role::GivenName, Role::BirthDate, role]);
            assert_eq!(
                guess.notes.iter().any(|note| note.contains("household")),
                shared,
                "{:?}",
                guess.notes
            );
        }
    }
}

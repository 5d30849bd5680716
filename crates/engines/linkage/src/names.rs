//! Names of people: what is written beside them, and whole names taken apart.

use crate::known::{is_given, is_rather_family};
use crate::role::Role;

/// Titles before a name, folded. Sorted.
const TITLES: [&str; 17] = [
    "don", "dona", "doctor", "doctora", "dr", "dra", "madam", "miss", "mr", "mrs", "ms", "mx", "rev",
    "senor", "senora", "sr", "sra",
];

/// What stands behind a name, folded. Sorted.
const SUFFIXES: [&str; 13] =
    ["dds", "esq", "ii", "iii", "iv", "jr", "junior", "md", "phd", "rn", "senior", "sr", "v"];

/// Words that begin a family name, folded. Sorted.
const PARTICLES: [&str; 14] =
    ["da", "de", "del", "della", "den", "der", "di", "dos", "el", "la", "las", "los", "van", "von"];

fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&word)
}

/// A folded name without titles before it. One that is a title alone stays, and so does `don` before nothing but a family name: it is
/// a given name as well.
fn untitled(mut name: &str) -> &str {
    while let Some((first, rest)) = name.split_once(' ')
        && is_title(first)
        && (!matches!(first, "don" | "dona") || rest.contains(' '))
    {
        name = rest;
    }
    name
}

/// A folded name without suffixes behind it. One letter or word alone stays.
fn unsuffixed(mut name: &str) -> &str {
    while let Some((rest, last)) = name.rsplit_once(' ')
        && is_suffix(last)
    {
        name = rest;
    }
    name
}

/// A folded cell of a column of names without what is written beside the name: `mr juan` is `juan`, `adams jr` is `adams`.
pub(crate) fn bare(role: Role, folded: &str) -> &str {
    match role {
        Role::GivenName => unsuffixed(if folded.starts_with("don ") { folded } else { untitled(folded) }),
        Role::FamilyName => unsuffixed(folded),
        _ => folded,
    }
}

/// Given, middle and family name of a folded whole name. `raw` tells commas.
///
/// `Smith, Ann Mary` has its family name before the comma. Without one the last word is the family name; the last two are where the
/// word before the last is a family name rather than a given one or no given name that is known, as where people have a surname of each parent (`Juan Garcia
/// Lopez`), and so are the words from `de` or `van` on.
pub fn taken_apart<'a>(raw: &str, whole: &'a str) -> (&'a str, &'a str, &'a str) {
    // \u{201c}Susan Adams, Jr.\u{201d}: what stands behind a comma is no given name.
    let behind = |part: &str| {
        let mut room = String::new();
        let folded = crate::text::fold(part, &mut room);
        !folded.is_empty() && folded.split(' ').all(|w| is_suffix(w) && w != "v")
    };
    let mut commas = raw.split(',');
    let family_words = match (commas.next(), commas.next()) {
        (Some(family), Some(given)) if !behind(given) || commas.next().is_some_and(|more| !behind(more)) => {
            let mut room = String::new();
            Some(crate::text::fold(family, &mut room).split(' ').filter(|w| !w.is_empty()).count())
        }
        _ => None,
    };
    if let Some(words) = family_words.filter(|n| *n > 0) {
        let at = whole.match_indices(' ').nth(words - 1).map_or(whole.len(), |(i, _)| i);
        let (family, given) = (&whole[..at], unsuffixed(untitled(whole[at..].trim_start())));
        let (first, rest) = given.split_once(' ').unwrap_or((given, ""));
        return (first, rest, unsuffixed(untitled(family)));
    }
    let whole = unsuffixed(untitled(whole));
    let (first, rest) = whole.split_once(' ').unwrap_or((whole, ""));
    let at = family_at(rest);
    (first, rest[..at].trim_end(), &rest[at..])
}

/// A whole name taken apart as [`taken_apart`] does, in its own spelling: given names and family name, without what is written beside
/// them.
pub fn as_written(raw: &str) -> (String, String) {
    let mut room = String::new();
    let whole = crate::text::fold(raw, &mut room);
    let (given, middle, family) = taken_apart(raw, whole);
    let words = |text: &str| text.split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let mut parts = [words(&format!("{given} {middle}")), words(family)];
    let mut written = [String::new(), String::new()];
    // The family name stands first where a comma follows it.
    let comes_first =
        usize::from(whole.starts_with(family) && !whole.starts_with(given) && !family.is_empty());
    for word in raw.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()) {
        let mut room = String::new();
        let folded = words(crate::text::fold(word, &mut room));
        let order = if parts[comes_first].is_empty() {
            [1 - comes_first, comes_first]
        } else {
            [comes_first, 1 - comes_first]
        };
        let place = order.into_iter().find(|place| !folded.is_empty() && parts[*place].starts_with(&folded));
        if let Some(place) = place {
            parts[place].drain(..folded.len());
            if !written[place].is_empty() {
                written[place].push(' ');
            }
            written[place].push_str(word);
        }
    }
    let [given, family] = written;
    (given, family)
}

/// Where in the words after the given name the family name begins.
fn family_at(rest: &str) -> usize {
    let starts: Vec<usize> = std::iter::once(0).chain(rest.match_indices(' ').map(|(i, _)| i + 1)).collect();
    let word = |n: usize| rest[starts[n]..].split(' ').next().unwrap_or_default();
    let mut at = starts.len() - 1;
    // \u{201c}Juan Garcia Lopez\u{201d}, \u{201c}Maria Elena Garcia Lopez\u{201d}: two surnames.
    if at > 0
        && word(at - 1).chars().count() > 1
        && (is_rather_family(word(at - 1)) || !is_given(word(at - 1)))
        && !PARTICLES.contains(&word(at - 1))
    {
        at -= 1;
    }
    while at > 0 && PARTICLES.contains(&word(at - 1)) {
        at -= 1;
    }
    starts[at]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    fn apart(raw: &str) -> [String; 3] {
        let mut room = String::new();
        let folded = fold(raw, &mut room);
        let (given, middle, family) = taken_apart(raw, folded);
        [given, middle, family].map(str::to_owned)
    }

    #[test]
    fn whole_names() {
        for (raw, parts) in [
            ("Ann Mary Smith", ["ann", "mary", "smith"]),
            ("Susan Adams, Jr.", ["susan", "", "adams"]),
            ("Adams, Susan, Jr.", ["susan", "", "adams"]),
            ("Adams Jr., Susan B.", ["susan", "b", "adams"]),
            ("Mr. Christopher Martinez", ["christopher", "", "martinez"]),
            ("Dr. Ann Lee III", ["ann", "", "lee"]),
            ("Sra. Ana Ruiz", ["ana", "", "ruiz"]),
            ("Martinez, Mr. Christopher", ["christopher", "", "martinez"]),
            ("Juan Garcia Lopez", ["juan", "", "garcia lopez"]),
            ("Maria Elena Garcia Lopez", ["maria", "elena", "garcia lopez"]),
            ("Wei Hussein Kowalski", ["wei", "", "hussein kowalski"]),
            ("Ann M Lee", ["ann", "m", "lee"]),
            ("Ana de la Cruz", ["ana", "", "de la cruz"]),
            ("de la Cruz, Ana Maria", ["ana", "maria", "de la cruz"]),
            ("Don Scott", ["don", "", "scott"]),
            ("Cher", ["cher", "", ""]),
            ("Ruiz,", ["", "", "ruiz"]),
            ("", ["", "", ""]),
        ] {
            assert_eq!(apart(raw), parts, "{raw}");
        }
    }

    #[test]
    fn names_keep_their_spelling() {
        for (raw, given, family) in [
            ("Garc\u{ed}a L\u{f3}pez, Mar\u{ed}a", "Mar\u{ed}a", "Garc\u{ed}a L\u{f3}pez"),
            ("Mr. Juan Carlos Garc\u{ed}a L\u{f3}pez", "Juan Carlos", "Garc\u{ed}a L\u{f3}pez"),
            ("Susan O'Brien-Adams, Jr.", "Susan", "O'Brien-Adams"),
            ("de la Cruz, Ana", "Ana", "de la Cruz"),
            ("Ana Ana", "Ana", "Ana"),
            ("Cher", "Cher", ""),
            ("", "", ""),
        ] {
            assert_eq!(as_written(raw), (given.to_owned(), family.to_owned()), "{raw}");
        }
    }

    #[test]
    fn what_is_written_beside_a_name_is_cut() {
        assert_eq!(bare(Role::GivenName, "mr juan"), "juan");
        assert_eq!(bare(Role::GivenName, "don juan"), "don juan");
        assert_eq!(bare(Role::FamilyName, "adams jr"), "adams");
        assert_eq!(bare(Role::FamilyName, "ii"), "ii");
        assert_eq!(bare(Role::City, "sr smith"), "sr smith");
    }
}

//! Places whose address puts lives at risk. A domestic-violence shelter is listed with its phone number only.
//!
//! The rule errs towards hiding: a service that helps people escape violence **and** gives them a place to stay is
//! confidential, whatever its source says, and so is every location it is at. Street, ZIP, map point, directions and
//! the location's name are then never stored, and street addresses are taken out of its descriptions.

use super::text::fold;

const VIOLENCE: &[&str] = &[
    "domestic violence",
    "domestic abuse",
    "battered",
    "abused women",
    "intimate partner",
    "family violence",
    "violencia domestica",
    "violencia familiar",
    "sex trafficking",
    "human trafficking",
    "dv shelter",
    "escape abuse",
    "fleeing abuse",
];

const STAY: &[&str] = &[
    "shelter",
    "safe house",
    "safehouse",
    "safe home",
    "refuge",
    "transitional housing",
    "emergency housing",
    "residential",
    "place to stay",
    "refugio",
    "albergue",
    "housing for",
    "house of ruth",
];

/// Terms that say it by themselves.
const TERMS: &[&str] = &["safe housing", "domestic violence shelters", "domestic violence shelter"];

/// What a text or a term tells; signals of all rows about one service are joined with [`Signals::and`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    violence: bool,
    stay: bool,
    certain: bool,
}

impl Signals {
    /// From free text: name, keywords, description.
    pub fn of_words(text: &str) -> Signals {
        let text = fold(text);
        let said = |list: &[&str]| list.iter().any(|needle| text.contains(needle));
        Signals { violence: said(VIOLENCE), stay: said(STAY), certain: false }
    }

    /// From a taxonomy term or a need domain.
    pub fn of_term(term: &str) -> Signals {
        let folded = fold(term);
        let folded = folded.trim();
        let violence = matches!(
            folded,
            "help escape violence" | "domestic violence survivors" | "intimate-partner-violence"
        );
        let by_words = Signals::of_words(term);
        Signals { violence: violence || by_words.violence, certain: TERMS.contains(&folded), ..by_words }
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Signals) -> Signals {
        Signals {
            violence: self.violence || other.violence,
            stay: self.stay || other.stay,
            certain: self.certain || other.certain,
        }
    }

    /// Whether anything was said at all.
    pub fn any(self) -> bool {
        self.violence || self.stay || self.certain
    }

    /// Whether the service's place must stay secret.
    pub fn confidential(self) -> bool {
        self.certain || (self.violence && self.stay)
    }
}

/// Whether a service's place must stay secret. `words` are its name, other name, keywords and description; `terms` its taxonomy terms.
pub fn is_confidential(words: &[&str], terms: &[&str]) -> bool {
    let words = words.iter().map(|text| Signals::of_words(text));
    let terms = terms.iter().map(|term| Signals::of_term(term));
    words.chain(terms).fold(Signals::default(), Signals::and).confidential()
}

/// Takes street addresses and ZIP codes out of free text: "at 12 Oak St., Suite 4" becomes "at [address kept private]".
pub fn redact_addresses(text: &str) -> String {
    const STREETS: &[&str] = &[
        "st",
        "street",
        "ave",
        "avenue",
        "rd",
        "road",
        "blvd",
        "boulevard",
        "dr",
        "drive",
        "ln",
        "lane",
        "way",
        "ct",
        "court",
        "pl",
        "place",
        "hwy",
        "highway",
        "pike",
        "pkwy",
        "parkway",
        "ter",
        "terrace",
        "cir",
        "circle",
        "sq",
        "square",
        "cove",
        "box",
    ];
    const GAP: usize = 6;
    let pieces: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let plain = |piece: &str| fold(piece.trim_matches(|c: char| !c.is_alphanumeric()));
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < pieces.len() {
        let word = plain(pieces[i]);
        let number = word.chars().next().is_some_and(|c| c.is_ascii_digit()) && word.len() <= 7;
        let street = (1..=GAP).find(|n| {
            pieces.get(i + n).is_some_and(|p| STREETS.contains(&plain(p).as_str()))
                && !pieces[i..i + n].iter().any(|p| p.contains(['.', ';', '\n']) && plain(p).len() > 2)
        });
        let box_number = word == "po" || word == "p.o";
        if number && street.is_some() {
            out.push_str("[address kept private] ");
            i += street.unwrap_or(0) + 1;
        } else if box_number && pieces.get(i + 1).is_some_and(|p| plain(p) == "box") {
            out.push_str("[address kept private] ");
            i += 3;
        } else if word.len() == 5 && word.chars().all(|c| c.is_ascii_digit()) {
            out.push_str("[address kept private] ");
            i += 1;
        } else {
            out.push_str(pieces[i]);
            i += 1;
        }
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shelters_are_confidential_courts_are_not() {
        assert!(is_confidential(&["House", "Emergency shelter for victims of domestic violence"], &[]));
        assert!(is_confidential(&["Haven", "A safe house"], &["Help Escape Violence"]));
        assert!(is_confidential(&["Any name"], &["Safe Housing"]));
        assert!(is_confidential(&["Refugio", "Albergue para víctimas de violencia doméstica"], &[]));
        assert!(!is_confidential(&["Court", "Domestic violence unit of the state's attorney"], &[]));
        assert!(!is_confidential(&["Night shelter", "Beds for men"], &["Emergency Shelter"]));
    }

    #[test]
    fn street_addresses_leave_the_text() {
        let text = "Come to 107 Delaware Avenue, Elkton, MD 21921. Call 410-555-0147. Stay 30 days.";
        let safe = redact_addresses(text);
        assert!(!safe.contains("107") && !safe.contains("Delaware") && !safe.contains("21921"), "{safe}");
        assert!(safe.contains("410-555-0147") && safe.contains("Stay 30 days."), "{safe}");
        assert!(!redact_addresses("Write to PO Box 77, City").contains("77"));
    }

    proptest! {
        #[test]
        fn redaction_never_panics_and_hides_a_plain_address(before in "[a-z ]{0,20}", number in 1u32..9999, name in "[A-Z][a-z]{2,8}") {
            let safe = redact_addresses(&format!("{before} {number} {name} Street, room 2"));
            prop_assert!(!safe.contains(&name), "{}", safe);
        }
    }
}

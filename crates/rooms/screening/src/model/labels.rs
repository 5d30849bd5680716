//! Which codes make an answer sensitive, and which are never kept.

pub use tandem_people::model::label::Label;

/// HITS: hurt, insult, threaten, scream (95618-5, 95617-7, 95616-9, 95615-1), their total and their panel;
/// PRAPARE's two questions about safety at home and fear of a partner.
const VIOLENCE: [&str; 8] =
    ["95615-1", "95616-9", "95617-7", "95618-5", "95614-4", "95619-3", "76501-6", "93026-3"];

/// PHQ-2 and PHQ-9 as the AHC tool's supplement and others use them.
const MIND: [&str; 11] = [
    "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8",
    "44261-6", "55758-7",
];

/// Drinking, tobacco, medicines and drugs of the AHC tool's supplement.
const SUBSTANCES: [&str; 4] = ["68517-2", "96842-0", "95530-2", "68524-8"];

/// The label of an answer to an item with these codes: the strictest one.
pub fn label_of<'a>(codes: impl IntoIterator<Item = &'a str>) -> Label {
    let one = |code: &str| {
        if VIOLENCE.contains(&code) {
            Label::DomesticViolence
        } else if SUBSTANCES.contains(&code) {
            Label::SubstanceUse
        } else if MIND.contains(&code) {
            Label::BehaviouralHealth
        } else {
            Label::General
        }
    };
    codes.into_iter().map(|code| one(code).max(Label::of_item(code))).max().unwrap_or(Label::General)
}

/// Codes of questions about immigration.
const IMMIGRATION: [&str; 1] = ["93027-1"];

/// Words that only a question about immigration status uses. A question may be coded by its publisher alone.
const IMMIGRATION_WORDS: [&str; 13] = [
    "refugee",
    "immigra",
    "citizenship",
    "u.s. citizen",
    "us citizen",
    "undocumented",
    "asylum",
    "green card",
    "visa status",
    "refugiad",
    "inmigra",
    "ciudadanía",
    "indocumentad",
];

/// Is this an item about immigration status? It has no field in Tandem: it is neither asked nor kept.
pub fn is_immigration<'a>(codes: impl IntoIterator<Item = &'a str>, text: &str) -> bool {
    let lower = text.to_lowercase();
    codes.into_iter().any(|code| IMMIGRATION.contains(&code))
        || IMMIGRATION_WORDS.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strictest_code_decides() {
        assert_eq!(label_of(["71802-3"]), Label::General);
        assert_eq!(label_of(["44250-9", "95618-5"]), Label::DomesticViolence);
        assert_eq!(label_of([]), Label::General);
        for code in ["95615-1", "95616-9", "95617-7", "95618-5", "95614-4"] {
            assert_eq!(label_of([code]), Label::DomesticViolence, "{code}");
        }
    }

    #[test]
    fn immigration_is_known_by_code_and_by_words() {
        assert!(is_immigration(["93027-1"], ""));
        assert!(is_immigration([], "Are you a refugee?"));
        assert!(is_immigration([], "¿Cuál es su situación de inmigración?"));
        assert!(!is_immigration(["93030-5"], "Has lack of transportation kept you from work?"));
        assert!(!is_immigration([], "Are you a senior citizen?"));
    }
}

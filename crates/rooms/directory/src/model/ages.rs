//! Ages that stand in words in an eligibility text.

/// Ages that an eligibility text states plainly: "Ages 18 and older", "60 years and over", "Ages 6-12", "under 18".
pub fn stated(raw: &str) -> (Option<u8>, Option<u8>) {
    let folded = super::text::fold(raw);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let age = |word: &&str| word.parse::<u8>().ok().filter(|n| (1..=110).contains(n));
    let numbers: Vec<u8> = words.iter().filter_map(age).collect();
    let has = |list: &[&str]| words.windows(list.len()).any(|w| w == list);
    let about_age = words.iter().any(|w| matches!(*w, "age" | "ages" | "aged" | "years" | "older" | "yrs"));
    let older = has(&["and", "older"])
        || has(&["and", "over"])
        || has(&["or", "older"])
        || has(&["or", "over"])
        || has(&["and", "up"]);
    match numbers[..] {
        [n] if older && (about_age || folded.contains("older")) => (Some(n), None),
        [n] if about_age && (has(&["under"]) || has(&["younger", "than"])) => {
            (None, Some(n.saturating_sub(1)))
        }
        [from, to]
            if about_age
                && from < to
                && !older
                && words.iter().any(|w| matches!(*w, "age" | "ages" | "aged")) =>
        {
            let adjacent = words
                .iter()
                .zip(words.iter().skip(1))
                .any(|(a, b)| age(a) == Some(from) && age(b) == Some(to))
                || has(&["to"])
                || has(&["through"]);
            if adjacent { (Some(from), Some(to)) } else { (None, None) }
        }
        _ => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_ages() {
        assert_eq!(stated("Ages 18 and older."), (Some(18), None));
        assert_eq!(stated("Ages 6-12"), (Some(6), Some(12)));
        assert_eq!(stated("Children under 18 years"), (None, Some(17)));
        assert_eq!(stated("Age 55 or over for most programs, age 60 or over for lunch"), (None, None));
        assert_eq!(stated("See notes."), (None, None));
    }

    proptest! {
        #[test]
        fn never_panics(raw in "\\PC{0,40}") {
            let _ = stated(&raw);
        }
    }
}

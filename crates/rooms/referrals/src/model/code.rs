//! Codes that people read aloud, write down and type again.

/// No letter that looks or sounds like another: no vowels (no words by accident), no B/8, S/5, O/0, I/1, V.
const ALPHABET: &[u8] = b"23456789CDFGHJKMNPQRTWXYZ";
/// Letters in a code. 25 to the 9th is 41 bits; together with the limit on tries nobody guesses one.
const LENGTH: usize = 9;

/// A new code, shown in groups of three, from a source of uniform numbers below its argument.
pub fn new(mut below: impl FnMut(u32) -> u32) -> String {
    let mut out = String::with_capacity(LENGTH + 2);
    for n in 0..LENGTH {
        if n > 0 && n % 3 == 0 {
            out.push('-');
        }
        out.push(char::from(ALPHABET[below(ALPHABET.len() as u32) as usize % ALPHABET.len()]));
    }
    out
}

/// The code somebody typed, in the one form that is compared; `None` when it cannot be one.
pub fn normal(typed: &str) -> Option<String> {
    let letters: String =
        typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    (letters.len() == LENGTH && letters.bytes().all(|b| ALPHABET.contains(&b))).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_made_reads_back_however_it_is_typed(numbers in proptest::collection::vec(0u32..25, LENGTH)) {
            let mut it = numbers.into_iter();
            let code = new(|n| it.next().unwrap_or(0) % n);
            let plain = normal(&code).expect("a code");
            prop_assert_eq!(normal(&code.to_lowercase()), Some(plain.clone()));
            prop_assert_eq!(normal(&format!(" {} ", code.replace('-', " "))), Some(plain));
        }

        #[test]
        fn nothing_typed_breaks_it(typed in "\\PC{0,40}") {
            if let Some(code) = normal(&typed) {
                prop_assert_eq!(code.len(), LENGTH);
            }
        }
    }

    #[test]
    fn what_cannot_be_a_code_is_not_looked_up() {
        assert_eq!(normal("234-567"), None);
        assert_eq!(normal("234-567-89O"), None);
    }
}

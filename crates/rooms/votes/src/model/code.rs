//! Voting codes, and the receipt that follows from one.
//!
//! A code is 12 signs, 60 random bits; the roll keeps its hash. The receipt is worked out from the code, so that whoever votes on
//! paper or by text has one too: it is printed on the part of the slip that they keep. From a receipt nobody finds the code.

use tandem_access::{Uuid, sha256_hex};

/// Crockford's base 32: no I, L, O or U.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;

/// A new code, from a source of uniform numbers below its argument.
pub fn new(mut below: impl FnMut(u32) -> u32) -> String {
    grouped((0..LENGTH).map(|_| SIGNS[below(32) as usize % SIGNS.len()]))
}

fn grouped(signs: impl Iterator<Item = u8>) -> String {
    let mut out = String::with_capacity(LENGTH + 2);
    for (n, sign) in signs.enumerate() {
        if n > 0 && n % 4 == 0 {
            out.push('-');
        }
        out.push(char::from(sign));
    }
    out
}

/// What somebody typed, in the one form that is compared; `None` when it cannot be a code or a receipt.
pub fn normal(typed: &str) -> Option<String> {
    if typed.len() > 60 {
        return None;
    }
    let letters: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect();
    (letters.len() == LENGTH && letters.bytes().all(|b| SIGNS.contains(&b))).then_some(letters)
}

/// What the roll keeps of a code (in its normal form).
pub fn hash(vote: Uuid, code: &str) -> String {
    sha256_hex(format!("tandem/vote-code\0{vote}\0{code}").as_bytes())
}

/// The receipt of a code (in its normal form).
pub fn receipt(vote: Uuid, code: &str) -> String {
    let digits = sha256_hex(format!("tandem/vote-receipt\0{vote}\0{code}").as_bytes());
    let bits = digits.as_bytes()[..2 * LENGTH].chunks(2);
    grouped(bits.map(|two| {
        let byte = std::str::from_utf8(two).ok().and_then(|t| u8::from_str_radix(t, 16).ok());
        SIGNS[usize::from(byte.unwrap_or_default() & 31)]
    }))
}

/// What is published of a receipt: the SHA-256 of its twelve signs without the lines between.
pub fn published(receipt: &str) -> Option<String> {
    Some(sha256_hex(normal(receipt)?.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_made_reads_back_however_it_is_typed(numbers in proptest::collection::vec(0u32..32, LENGTH)) {
            let mut it = numbers.into_iter();
            let code = new(|n| it.next().unwrap_or(0) % n);
            let plain = normal(&code).expect("a code");
            prop_assert_eq!(normal(&code.to_lowercase().replace('-', " ").replace('0', "o")), Some(plain.clone()));
            let vote = Uuid::from_u128(7);
            let receipt = receipt(vote, &plain);
            prop_assert!(normal(&receipt).is_some() && receipt != code);
            prop_assert!(published(&receipt) != Some(hash(vote, &plain)));
        }

        #[test]
        fn nothing_typed_breaks_it(typed in "\\PC{0,80}") {
            let _ = normal(&typed);
        }
    }

    #[test]
    fn a_code_of_one_vote_is_not_one_of_another() {
        let code = "0123456789AB";
        assert_ne!(hash(Uuid::from_u128(1), code), hash(Uuid::from_u128(2), code));
        assert_ne!(receipt(Uuid::from_u128(1), code), receipt(Uuid::from_u128(2), code));
        assert_eq!(normal("0123-4567-89A"), None);
        assert_eq!(normal("U123-4567-89AB"), None);
    }
}

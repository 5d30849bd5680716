//! Secrets at rest: only their hash is stored, and by their hash alone they are found. Nobody can make the hash of a guess
//! agree with a stored one sign by sign, so the time of the look tells nothing.

use sha2::{Digest, Sha256};

/// SHA-256 of a random secret under the name of what it is for, so that a secret of one kind never opens another.
/// (A password is guessable and gets argon2id instead; these are 60 to 256 random bits.)
pub(crate) fn digest(purpose: &str, secret: &str) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(b"tandem/");
    hash.update(purpose.as_bytes());
    hash.update([0]);
    hash.update(secret.as_bytes());
    hash.finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_of_one_kind_is_not_one_of_another() {
        assert_eq!(digest("answer", "s"), digest("answer", "s"));
        assert_ne!(digest("answer", "s"), digest("person", "s"));
        // The separator keeps `a` + `bc` and `ab` + `c` apart.
        assert_ne!(digest("a", "bc"), digest("ab", "c"));
    }
}

//! Passwords by NIST SP 800-63B-4, section 3.1.1.2: at least 15 characters where a password stands alone, 64 or more
//! accepted, no rules of composition, no rotation, Unicode normalized, known and guessable ones refused. Hashed with
//! argon2id at OWASP's parameters (19 MiB, 2 passes, 1 lane).

use crate::{Error, FieldErrors, Surroundings};
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use std::collections::HashSet;
use std::sync::{Arc, LazyLock};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

/// The fewest characters of a password that stands alone.
pub const MIN_CHARACTERS: usize = 15;
/// The most; far above the 64 that must be accepted, low enough that nobody can make the server hash a book.
pub const MAX_CHARACTERS: usize = 256;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
/// How many hashes run at once, and how many may wait: together they bound the memory that sign-ins can take.
const AT_ONCE: usize = 2;
const MAY_WAIT: usize = 64;

static BLOCKLIST: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("blocklist.txt")
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .collect()
});
static RUNNING: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(AT_ONCE)));
static WAITING: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(MAY_WAIT)));

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer than [`MIN_CHARACTERS`] characters.
    Short,
    /// More than [`MAX_CHARACTERS`].
    Long,
    /// A known password, or made of one or two words anybody would try first.
    Known,
    /// One pattern again and again, or a row of keys or numbers.
    Pattern,
}

impl Weakness {
    /// Key in the message catalogue.
    pub fn message(self) -> &'static str {
        match self {
            Weakness::Short => "account-error-password-short",
            Weakness::Long => "account-error-password-long",
            Weakness::Known => "account-error-password-known",
            Weakness::Pattern => "account-error-password-pattern",
        }
    }
}

/// A password that passed the rules, in the form that is hashed. It shows nothing in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassword(..)")
    }
}

/// NFKC, so that the same password typed on another keyboard hashes the same.
fn normalized(typed: &str) -> String {
    typed.nfkc().collect()
}

impl NewPassword {
    /// Checks a password against the rules. `context` are words that somebody who knows the person would try: name,
    /// e-mail address, organization, partnership.
    ///
    /// # Errors
    /// The first rule it breaks.
    pub fn check(typed: &str, context: &[&str]) -> Result<NewPassword, Weakness> {
        let characters = typed.chars().count();
        if characters > MAX_CHARACTERS {
            return Err(Weakness::Long);
        }
        let password = normalized(typed);
        if password.chars().count() < MIN_CHARACTERS {
            return Err(Weakness::Short);
        }
        let lower = password.to_lowercase();
        if BLOCKLIST.contains(lower.as_str()) {
            return Err(Weakness::Known);
        }
        if is_pattern(&lower) {
            return Err(Weakness::Pattern);
        }
        let context: HashSet<String> = context
            .iter()
            .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
            .map(str::to_lowercase)
            .filter(|word| word.chars().count() >= 3)
            .collect();
        let plain: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
        let spelled: String = lower.chars().map(unspell).filter(|c| c.is_alphabetic()).collect();
        // `p4ssw0rd..2026!!`: the year is padding, not letters.
        let core = lower.trim_matches(|c: char| !c.is_alphabetic());
        let core: String = core.chars().map(unspell).filter(|c| c.is_alphabetic()).collect();
        if [plain, spelled, core].iter().any(|text| few_words(text, &context)) {
            return Err(Weakness::Known);
        }
        Ok(NewPassword(password))
    }

    /// As [`NewPassword::check`], with the fault as a form error of `field`.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn from_form(field: &str, typed: &str, context: &[&str]) -> Result<NewPassword, Error> {
        Self::check(typed, context).map_err(|w| FieldErrors::one(field, w.message()))
    }

    /// The argon2id hash in PHC form. Waits its turn and never runs on an async thread.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when too many wait already.
    pub async fn hash(self, around: &Surroundings) -> Result<String, Error> {
        let salt = around.bytes::<16>();
        in_turn(move || hash_with(&self.0, &salt)).await?
    }
}

/// Whether the typed password fits the stored hash. Without a hash (nobody has such an account) the same work is
/// done on a hash that nothing fits, so that the time tells nothing.
///
/// # Errors
/// [`Error::Unavailable`] when too many wait already.
pub async fn verify(typed: &str, stored: Option<String>) -> Result<bool, Error> {
    // Nothing is cut: a longer text is never right, and costs the same.
    let possible = typed.chars().count() <= MAX_CHARACTERS;
    let typed = if possible { normalized(typed) } else { String::new() };
    in_turn(move || {
        let exists = stored.is_some() && possible;
        let hash = stored.unwrap_or_else(|| DECOY.clone());
        let Ok(parsed) = PasswordHash::new(&hash) else { return false };
        argon2().verify_password(typed.as_bytes(), &parsed).is_ok() && exists
    })
    .await
}

/// The hash that is checked when there is no account.
static DECOY: LazyLock<String> = LazyLock::new(|| {
    hash_with("nobody has this account", b"decoy-decoy-deco").expect("the decoy's salt has a valid length")
});

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash_with(password: &str, salt: &[u8; 16]) -> Result<String, Error> {
    argon2()
        .hash_password_with_salt(password.as_bytes(), salt)
        .map(|hash| hash.to_string())
        .map_err(|e| Error::Internal(format!("argon2: {e}")))
}

/// Runs the work on a blocking thread, a few at a time.
async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let busy = || Error::Unavailable { retry_after_s: 5 };
    let waiting = WAITING.clone().try_acquire_owned().map_err(|_| busy())?;
    let running = RUNNING.clone().acquire_owned().await.map_err(|_| busy())?;
    let result = tokio::task::spawn_blocking(move || {
        let _running = running;
        work()
    })
    .await;
    drop(waiting);
    result.map_err(|e| Error::Internal(format!("hashing: {e}")))
}

/// The letter a digit or sign stands for in `p@55w0rd`.
fn unspell(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        c => c,
    }
}

/// Whether the letters of a password are one or two different listed words and nothing else. Four random words from
/// the list pass: they are what NIST wants people to choose.
fn few_words(text: &str, context: &HashSet<String>) -> bool {
    const LONGEST: usize = 24;
    let letters: Vec<char> = text.chars().take(MAX_CHARACTERS).collect();
    if letters.is_empty() {
        return false;
    }
    let listed =
        |word: &String| context.contains(word) || (word.len() >= 4 && BLOCKLIST.contains(word.as_str()));
    // For each end, the sets of at most two different words that spell the text up to there.
    let mut ways: Vec<HashSet<(String, String)>> = vec![HashSet::new(); letters.len() + 1];
    ways[0].insert((String::new(), String::new()));
    for end in 3..=letters.len() {
        for start in end.saturating_sub(LONGEST)..=end - 3 {
            if ways[start].is_empty() {
                continue;
            }
            let word: String = letters[start..end].iter().collect();
            if !listed(&word) {
                continue;
            }
            let grown: Vec<_> = ways[start]
                .iter()
                .filter_map(|(one, two)| match (one.as_str(), two.as_str()) {
                    ("", _) => Some((word.clone(), String::new())),
                    (o, _) if o == word => Some((one.clone(), two.clone())),
                    (_, "") => Some((one.clone(), word.clone())),
                    (_, t) if t == word => Some((one.clone(), two.clone())),
                    _ => None,
                })
                .collect();
            ways[end].extend(grown);
        }
    }
    !ways[letters.len()].is_empty()
}

/// Whether a text is one short pattern repeated, or for the most part a row of neighbours such as `abcdef` or
/// `qwertyuiop`.
fn is_pattern(text: &str) -> bool {
    let c: Vec<char> = text.chars().collect();
    if c.iter().collect::<HashSet<_>>().len() < 5 {
        return true;
    }
    let repeats = |period: usize| c.iter().skip(period).zip(&c).all(|(a, b)| a == b);
    if (1..=c.len() / 2).any(repeats) {
        return true;
    }
    const ROWS: [&str; 4] = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let neighbours = |a: char, b: char| {
        let step = i64::from(u32::from(b)) - i64::from(u32::from(a));
        step.abs() <= 1
            || ROWS.iter().any(|row| match (row.find(a), row.find(b)) {
                (Some(i), Some(j)) => i.abs_diff(j) == 1,
                _ => false,
            })
    };
    let near = c.windows(2).filter(|w| neighbours(w[0], w[1])).count();
    near * 4 >= (c.len() - 1) * 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn weakness(text: &str) -> Option<Weakness> {
        NewPassword::check(text, &["Riverton Together", "maria.lopez@clinic.example", "María López"]).err()
    }

    #[test]
    fn passphrases_pass_and_guessable_ones_do_not() {
        for good in [
            "maple kayak thunder violet",
            "Ein schöner langer Satz",
            "mi abuela hace tamales los jueves",
            "d8$kfj2!mzQw0pRt",
            "834719205683471",
            "長い長いパスワードを使います、毎日楽しく",
        ] {
            assert_eq!(weakness(good), None, "{good}");
        }
        for (bad, why) in [
            ("short", Weakness::Short),
            ("fourteen chars", Weakness::Short),
            ("1qaz2wsx3edc4rfv", Weakness::Known),
            ("Password12345678", Weakness::Known),
            ("P@ssw0rd!P@ssw0rd!", Weakness::Pattern),
            ("p4ssw0rd..2026..!!", Weakness::Known),
            ("RivertonTogether2026", Weakness::Known),
            ("maria lopez 123456", Weakness::Known),
            ("aaaaaaaaaaaaaaaaa", Weakness::Pattern),
            ("abcabcabcabcabcabc", Weakness::Pattern),
            ("abcdefghijklmnopq", Weakness::Pattern),
            ("9876543210987654321", Weakness::Pattern),
            ("qwertyuiopasdfghjkl", Weakness::Pattern),
            ("welcomewelcome2026!", Weakness::Known),
        ] {
            assert_eq!(weakness(bad), Some(why), "{bad}");
        }
        assert_eq!(weakness(&"lang ".repeat(60)), Some(Weakness::Long));
    }

    #[test]
    fn one_or_two_listed_words_are_few_and_three_are_not() {
        let longest = "k".repeat(24);
        let context: HashSet<String> =
            ["xqz", "vwvk", "hjhjk", &longest, &"m".repeat(25)].map(str::to_owned).into();
        for few in ["xqz", "xqzvwvk", "xqzvwvkxqz", "xqzvwvkvwvk", "xqzxqzxqz", &longest] {
            assert!(few_words(few, &context), "{few}");
        }
        for many in ["", "xq", "xqzv", "vxqz", "xqzvwvkhjhjk", "hjhjkxqzvwvkxqz", &"m".repeat(25)] {
            assert!(!few_words(many, &context), "{many}");
        }
        assert!(few_words("password", &HashSet::new()), "a listed word");
        // Listed words of three letters stand in too many good ones.
        if let Some(short) = BLOCKLIST.iter().find(|w| w.len() == 3 && w.chars().all(char::is_alphabetic)) {
            assert!(!few_words(short, &HashSet::new()), "{short}");
        }
    }

    #[test]
    fn every_listed_password_is_refused_in_any_case() {
        for listed in BLOCKLIST.iter().filter(|w| w.chars().count() >= MIN_CHARACTERS) {
            assert!(weakness(&listed.to_uppercase()).is_some(), "{listed}");
        }
    }

    #[test]
    fn signs_are_read_as_the_letters_they_stand_for() {
        let read: String = "01!|34@5$7+29a".chars().map(unspell).collect();
        assert_eq!(read, "oiiieaasstt29a");
    }

    #[test]
    fn rows_of_neighbours_and_repeats_are_patterns() {
        for row in [
            "abcdz",
            "edcbz",
            "qwert",
            "trewq",
            "09876",
            "asdfz",
            "zxcvp",
            "abcdexabcdex",
            "k7xk7",
            "kxkmp7kxkmp7",
        ] {
            assert!(is_pattern(row), "{row}");
        }
        for other in ["abczm", "k7x2m", "abcdexabcdem", "qazwsxedcrfv", "kxkmp7kxkmp8"] {
            assert!(!is_pattern(other), "{other}");
        }
    }

    #[test]
    fn as_long_as_may_be_is_not_too_long() {
        let long =
            |n: usize| "maple kayak thunder violet 9 jumps ".chars().cycle().take(n).collect::<String>();
        assert_ne!(weakness(&long(MAX_CHARACTERS)), Some(Weakness::Long));
        assert_eq!(weakness(&long(MAX_CHARACTERS + 1)), Some(Weakness::Long));
        assert_eq!(weakness("maple kayak th"), Some(Weakness::Short));
        assert_eq!(weakness("maple kayak thu"), None, "fifteen");
    }

    #[test]
    fn length_counts_characters_after_normalization() {
        // 15 ligatures are more than 15 letters; 15 combining pairs are 15.
        assert_ne!(weakness("ﬁx the ﬂat roof!"), Some(Weakness::Short));
        let combined = "e\u{301}o\u{301}u\u{301}a\u{301}i\u{301}n\u{303}c\u{327}";
        assert_eq!(weakness(combined), Some(Weakness::Short));
    }

    #[tokio::test]
    async fn what_was_hashed_verifies_in_every_form_of_typing() {
        let around = Surroundings::seeded(|| jiff::Timestamp::UNIX_EPOCH, 7);
        let p = NewPassword::check("el niño come maíz azul", &[]).expect("a password");
        let hash = p.hash(&around).await.expect("a hash");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify("el niño come maíz azul", Some(hash.clone())).await.expect("an answer"));
        assert!(verify("el nin\u{303}o come mai\u{301}z azul", Some(hash.clone())).await.expect("an answer"));
        assert!(!verify("el niño come maíz azuL", Some(hash.clone())).await.expect("an answer"));
        assert!(!verify("el niño come maíz azul ", Some(hash)).await.expect("an answer"));
    }

    #[tokio::test]
    async fn nothing_is_cut_off_before_it_is_compared() {
        let around = Surroundings::seeded(|| jiff::Timestamp::UNIX_EPOCH, 7);
        let long: String = ('a'..='z').cycle().step_by(7).take(MAX_CHARACTERS).collect();
        let long = long.replacen("ah", "q9", 3);
        let hash = hash_with(&long, &around.bytes()).expect("a hash");
        assert!(verify(&long, Some(hash.clone())).await.expect("an answer"));
        assert!(!verify(&format!("{long}x"), Some(hash)).await.expect("an answer"));
    }

    #[tokio::test]
    async fn nobody_signs_in_to_an_account_that_does_not_exist() {
        assert!(!verify("nobody has this account", None).await.expect("an answer"));
        assert!(!verify("x", Some("not a hash".into())).await.expect("an answer"));
    }

    #[test]
    fn the_decoy_costs_what_a_real_hash_costs() {
        let parsed = PasswordHash::new(&DECOY).expect("a hash");
        let cost = |name| parsed.params.get_decimal(name);
        assert_eq!((cost("m"), cost("t"), cost("p")), (Some(MEMORY_KIB), Some(PASSES), Some(1)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_text_panics_and_what_passes_is_long_enough(text in "\\PC{0,300}") {
            if let Ok(p) = NewPassword::check(&text, &["a b"]) {
                prop_assert!(p.0.chars().count() >= MIN_CHARACTERS);
                prop_assert_eq!(format!("{p:?}"), "NewPassword(..)");
            }
        }

        #[test]
        fn random_passwords_pass(text in "[a-zA-Z0-9]{20,40}") {
            // A generator's password must not be refused; a row of neighbours in it is as likely as a lottery win.
            prop_assert!(NewPassword::check(&text, &[]).is_ok(), "{}", text);
        }
    }
}

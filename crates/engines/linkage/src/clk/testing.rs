//! For tests: where real data lies, and people who do not exist.

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Real data of the field, where it is present (`TANDEM_TEST_DATA`, else `../shared/data` beside the checkout).
pub(super) fn real_data(path: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let full = std::env::var_os("TANDEM_TEST_DATA").map_or_else(beside, PathBuf::from).join(path);
    if full.exists() {
        return Some(full);
    }
    println!("skipped: {} is not here (set TANDEM_TEST_DATA)", full.display());
    None
}

/// Two files of `n` invented people each, `shared` of them in both. A person's identifier is `p` and a number, the same
/// in both files; one in three is written with a slip in the second.
pub(super) fn two_files(n: usize, shared: usize) -> (String, String) {
    let mut rng = StdRng::seed_from_u64(7);
    let mut files = [String::new(), String::new()];
    files.iter_mut().for_each(|f| f.push_str("id,first_name,last_name,dob,zip\n"));
    for person in 0..2 * n - shared {
        let mut word = |parts: usize| -> String {
            const PARTS: [&str; 20] = [
                "ba", "co", "di", "fe", "gu", "ha", "ji", "ko", "lu", "me", "na", "po", "qui", "ro", "su",
                "ta", "vi", "wo", "xa", "zu",
            ];
            (0..parts).map(|_| PARTS[rng.random_range(0..PARTS.len())]).collect()
        };
        let (first, last) = (word(2), word(3));
        let dob = format!(
            "{}-{:02}-{:02}",
            rng.random_range(1940..2020),
            rng.random_range(1..13),
            rng.random_range(1..29)
        );
        let zip = rng.random_range(98_001..98_100);
        if person < n {
            let _ = writeln!(files[0], "p{person},{first},{last},{dob},{zip}");
        }
        if person >= n - shared {
            let slip = if person % 3 == 0 { "h" } else { "" };
            let _ = writeln!(files[1], "p{person},{first}{slip},{last},{dob},{zip}");
        }
    }
    files.into()
}

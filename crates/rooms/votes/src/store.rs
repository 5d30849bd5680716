//! The room's SQL.

pub mod answers;
pub mod ballots;
pub mod papers;
pub mod votes;

use tandem_access::Error;

/// A word as kept; an unknown one is a fault of the data.
fn known<T>(code: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
    read(code).ok_or_else(|| Error::Internal(format!("a vote holds an unknown word: {code}")))
}

//! The room's SQL.

pub(crate) mod decisions;
pub(crate) mod polls;
pub(crate) mod proposals;
pub(crate) mod talk;

use tandem_access::Error;

/// A word as kept; an unknown one is a fault of the data.
fn known<T>(code: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
    read(code).ok_or_else(|| Error::Internal(format!("a proposal holds an unknown word: {code}")))
}

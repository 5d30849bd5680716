//! The only place with SQL of this room. Every statement is static; the row fence sits below it in the database.

pub mod lists;
pub mod next;
pub mod offer;
pub mod raise;
pub mod referral;
pub mod sealed;
pub mod service;
pub mod shared;
pub mod story;
pub mod tally;
pub mod task;

use tandem_access::Error;

/// A code as kept, read back. An unknown one is a fault of the data, never a default.
fn known<T>(what: &str, code: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
    read(code).ok_or_else(|| Error::Internal(format!("`{code}` is not a {what}")))
}

/// As [`known`], for a column that may be empty.
fn known_opt<T>(
    what: &str,
    code: Option<String>,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Error> {
    code.map(|c| known(what, &c, &read)).transpose()
}

//! The only place with SQL of this room.

pub mod agreement;
pub mod commitment;
pub mod cover;
pub mod letter;
pub mod term;
pub mod training;

use tandem_access::Error;

/// A code as kept; an unknown one is a fault of the data.
fn known<T>(code: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
    read(code).ok_or_else(|| Error::Internal(format!("an agreement holds an unknown code: {code}")))
}

//! Keys and what they close: sealed values, tokens to compare them by, and the key file that stands outside the
//! database.
//!
//! Pure: no database, no clock; randomness is handed in. Layers of keys:
//!
//! * the **key file** holds a master ([`Tree`]) and the index key;
//! * from the master each organization's **wrapping key** is derived; it can be forgotten one by one, for good;
//! * from the index key comes the key that **signs** what partners keep ([`KeyFile::sign`]);
//! * an organization's **data keys** lie wrapped in the database and close its rows ([`seal`], [`open`]).

mod file;
mod seal;
mod sign;
mod tree;

pub use file::{Fault, KeyFile};
pub use seal::{NONCE, Place, Refused, Secret, open, seal};
pub use sign::Signed;
pub use tree::Tree;

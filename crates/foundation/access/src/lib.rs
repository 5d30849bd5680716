//! Who may do what: the doors to the data (`Store`, `Tx`), the `Viewer`, the role table, accounts and the audit log.

pub mod accounts;
pub mod audit;
mod clock;
mod coded;
mod error;
mod hex;
mod keyring;
mod rule;
pub mod sealed;
mod store;
mod viewer;

pub use clock::Surroundings;
pub use error::{Error, FieldErrors, Message};
pub use hex::{hex, sha256_hex};
pub use jiff::Timestamp;
pub use keyring::{Fit, KeyKind, Sealed, fit, knows_keys};
pub use rule::{Action, Kind, Role, permits};
pub use sealed::SealedTable;
pub use store::{Store, Tx};
pub use tandem_keys::{KeyFile, Place};
pub use tandem_store::{
    AGREED, DatabaseUrl, Fence, FromColumn, Migration, Row, StoreError, Value, json_ids, json_texts,
    migrations, params,
};
pub use uuid::Uuid;
pub use viewer::{Purpose, Viewer};

/// This crate's migrations: they run first.
pub const MIGRATIONS: &[Migration] =
    migrations!("access", "0001_audit", "0002_accounts", "0003_keys", "0004_key_end", "0005_clients");

/// This crate's row fences.
pub fn fences() -> Vec<Fence> {
    accounts::fences()
}

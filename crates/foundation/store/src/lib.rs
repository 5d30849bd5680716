//! The database under Tandem: SQLite (one writer thread, group commit) or PostgreSQL, one SQL text for both, and the
//! row-level fence. Rooms do not depend on this crate; they use `tandem_access::Store`, which puts a `Viewer` in front.

pub mod backup;
mod database;
mod describe;
mod dialect;
pub mod dump;
mod error;
mod fence;
mod migrate;
mod postgres_db;
pub mod private;
mod sqlite;
mod tx;
mod value;

pub use database::{Database, DatabaseUrl};
pub use error::StoreError;
pub use fence::{AGREED, Fence, FenceContext};
pub use migrate::{Migration, migrate};
pub use tx::RawTx;
pub use value::{FromColumn, Row, Value, json_ids, json_texts};

//! The only place with SQL of this room. Every statement is static; the row fence sits below it in the database.

pub mod asked;
pub mod code;
pub mod consent;
pub mod correction;
pub mod details;
pub mod erasure;
pub mod exceptional;
pub mod guardian;
pub mod link;
pub mod need;
pub mod person;
pub mod proof;
pub mod raise;
pub mod team;

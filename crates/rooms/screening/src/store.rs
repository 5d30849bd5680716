//! The only place with SQL of this room. Every statement is static; the row fence sits below it in the database.

pub mod instrument;
pub mod raise;
pub mod screening;

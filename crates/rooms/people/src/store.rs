//! The only place with SQL of this room. Every statement is static; the row fence sits below it in the database.

pub mod consent;
pub mod link;
pub mod need;
pub mod person;
pub mod team;

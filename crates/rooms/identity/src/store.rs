//! The only place with SQL of this room. Every statement is static; the row fence sits below it in the database.

pub mod calibration;
pub mod event;
pub mod frequency;
pub mod group;
pub mod key;
pub mod review;

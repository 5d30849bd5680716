//! The pages of the room.

pub mod capacity;
pub mod find;
pub mod listing;
pub mod place;
mod words;

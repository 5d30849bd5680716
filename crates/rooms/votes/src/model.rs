//! What a vote is and how it is counted: pure, no database, no clock, no chance.

pub mod answer;
pub mod ballot;
pub mod code;
pub mod count;
pub mod definition;
pub mod result;
pub mod state;
pub mod vote;
pub mod when;

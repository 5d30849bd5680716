//! What an agreement is, and the rules that hold for it: pure, without a database.

pub mod agreement;
pub mod commitment;
pub mod data_class;
pub mod term;
pub mod training;

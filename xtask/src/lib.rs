//! What the chores share with the tests: the laws of the house.

pub mod tidy;

//! Participatory budgeting: a community votes on projects, and a rule spends a budget on some of them.
//!
//! [`file`] reads elections in the pabulib format (Stolicki, Szufa, Talmon, "Pabulib: A Participatory Budgeting Library",
//! arXiv:2012.06539), [`tally`] runs a rule, [`explain`] says in words what came of it and what would change it.

mod cells;
pub mod election;
mod exact_state;
pub mod explain;
pub mod file;
mod greedy;
mod leap;
pub mod measures;
mod phragmen;
mod purses;
mod shares;
pub mod tally;
pub mod ties;
mod waterline;

pub use election::{Election, Options, Project, Satisfaction, VoteKind};
pub use tally::{Outcome, Round, Rule};

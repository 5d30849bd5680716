//! One binary for every test of this crate: it links once. A file is a subject; the folder beside it, what its tests share.

mod budget;
mod budget_reference;
mod common;
mod files;
mod misc_reference;
mod network_groups;
mod network_reference;
mod opinion_reference;
mod ranked;
mod ranked_reference;
mod rules;
mod single_ties;

//! The arithmetic of power sharing: community votes on budgets and candidates, who has power in a body, who works with whom,
//! and when a workgroup, a quorum or a decision is valid. Pure: no web, no database, no clock, no chance.
//!
//! Outcomes are computed with whole numbers and fractions of whole numbers ([`exact::Ratio`]), or with the fixed decimal places
//! that a rule names; a floating-point number never decides one. Ties are broken by an order that is given, and are always told.

pub mod apportion;
pub mod budget;
pub mod committee;
pub mod concentration;
pub mod exact;
pub mod fault;
pub mod network;
pub mod opinion;
pub mod power;
pub mod priority;
pub mod ranked;
pub mod rules;
pub mod text;

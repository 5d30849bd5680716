//! All the SQL of the room.

pub(crate) mod ledger;
pub(crate) mod places;
pub(crate) mod survey;

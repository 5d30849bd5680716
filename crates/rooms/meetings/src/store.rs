//! The room's SQL.

pub(crate) mod agenda;
pub(crate) mod live;
pub(crate) mod meetings;
pub(crate) mod notices;

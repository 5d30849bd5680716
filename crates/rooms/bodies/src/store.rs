//! The room's SQL.

pub(crate) mod bodies;
pub(crate) mod charters;
pub(crate) mod presence;
pub(crate) mod ratifications;
pub(crate) mod told;

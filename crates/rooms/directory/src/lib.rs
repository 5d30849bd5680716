//! The directory room: who offers what, where, when and for whom, in HSDS 3 terms; search over it; capacity; listings.

pub mod model;

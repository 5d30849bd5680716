//! People: the persons a partnership serves, their needs, what they consent to, and who looks after them.

pub mod model;
pub mod store;

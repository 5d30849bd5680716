//! Search over the directory: an index in memory, built from the database and kept in step with it.

mod hours;
mod index;
mod lexicon;
mod live;
mod query;
mod synonyms;
mod tokens;

pub use index::{Entry, Index};
pub use live::{current, warm};
pub use query::{Found, Hit, Query};

#[cfg(test)]
mod tests;

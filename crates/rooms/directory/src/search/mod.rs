//! Search over the directory: an index in memory, built from the database and kept in step with it.

mod build;
mod geometry;
mod hours;
mod index;
mod lexicon;
mod live;
mod meaning;
mod query;
mod scan;
mod synonyms;
mod tokens;

pub use build::Builder;
pub use index::{Entry, Index};
pub use live::Live;
pub use query::{Found, Hit, Query};

#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;

//! Linking without names: rows become Bloom filters under keys that only the partners hold, and filters are compared.
//!
//! # What this keeps, and what it does not
//!
//! A filter is a pseudonym, not an anonymous record. Whoever has the secret can encode a list of names and look for them.
//! Whoever has not can still count: a frequent name sets the same bits again and again, and a file of filters beside a
//! telephone book gives away some of its names (Christen, P., Ranbaduge, T., Vatsalan, D. and Schnell, R. (2019), Precise
//! and fast cryptanalysis for Bloom filter based privacy-preserving record linkage, IEEE TKDE 31(11), 2164-2177). Keyed
//! hashes, a key for each feature, folding and fakes make that harder; none makes it impossible.
//!
//! **The strongest attacker is a platform that also holds plain names**, and a platform that links for partners is likely
//! to. So files of filters are treated as identifiable: they are asked for by agreement, kept for one run and deleted
//! after it, and the number of runs is limited, since each answers questions about who is known where. Domestic-violence
//! services take no part, hashed or not.

pub mod compare;
pub mod encode;
pub mod export;
pub mod files;
pub mod filters;
pub mod format;
pub mod keys;
pub mod lsh;
pub mod matching;
pub mod prepare;
pub mod schema;
pub mod threshold;

mod date;
mod hash;
mod token;

#[cfg(test)]
mod testing;

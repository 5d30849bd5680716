//! Rows into filters: a cryptographic long-term key (CLK) is one Bloom filter for the whole row. Its bits are those that
//! clkhash sets for the same schema and secret.
//!
//! Schnell, R., Bachteler, T. and Reiher, J. (2011), A novel error-tolerant anonymous linking code, Working Paper
//! NO. WP-GRLC-2011-02, German Record Linkage Center.

use super::hash::{Hasher, Memory};
use super::keys::{Keys, Secret};
use super::schema::{Comparison, Feature, Hashing, Schema, Strategy};
use super::token::Tokens;
use base64::Engine as _;
use std::borrow::Cow;

/// Encodes the rows of a schema with the keys of a secret.
pub struct Encoder {
    schema: Schema,
    /// One for each feature that is not ignored.
    hashers: Vec<Option<Hasher>>,
    check: String,
}

/// Why a row cannot be encoded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the value of `{column}` {reason}")]
pub struct Refusal {
    /// Which column.
    pub column: String,
    /// What is wrong. The value is not repeated.
    pub reason: String,
}

/// One thread's part of an [`Encoder`]: scratch room, and what is known of tokens.
pub struct Worker<'a> {
    encoder: &'a Encoder,
    memories: Vec<Memory>,
    tokens: Tokens,
    token: Vec<u8>,
    filter: Vec<u64>,
}

impl Encoder {
    /// Derives the keys.
    pub fn new(schema: Schema, secret: &Secret) -> Encoder {
        let keys = Keys::derive(&schema, secret);
        let hashers = schema
            .features
            .iter()
            .enumerate()
            .map(|(i, feature)| {
                feature.hashing.as_ref().map(|hashing| {
                    let (Strategy::BitsPerToken(most) | Strategy::BitsPerFeature(most)) = hashing.strategy;
                    Hasher::new(hashing.hash, keys.of(i), most)
                })
            })
            .collect();
        Encoder { schema, hashers, check: keys.check().to_owned() }
    }

    /// A few letters that differ where the secret or the project's salt differs.
    pub fn check(&self) -> &str {
        &self.check
    }

    /// What it encodes.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// A worker for a thread.
    pub fn worker(&self) -> Worker<'_> {
        let features = self.schema.features.len();
        Worker {
            encoder: self,
            memories: (0..features).map(|_| Memory::default()).collect(),
            tokens: Tokens::default(),
            token: vec![],
            filter: vec![0; (self.schema.length << self.schema.folds).div_ceil(64)],
        }
    }
}

impl Worker<'_> {
    /// A row's filter, its first bit the highest of the first word. A row has a value for each feature.
    ///
    /// # Errors
    /// A value that is not what the schema says.
    pub fn encode<'r>(&mut self, row: impl IntoIterator<Item = &'r str>) -> Result<&[u64], Refusal> {
        let schema = &self.encoder.schema;
        let length = schema.length << schema.folds;
        self.filter.fill(0);
        for (i, (value, feature)) in row.into_iter().zip(&schema.features).enumerate() {
            let (Some(hashing), Some(hasher)) = (&feature.hashing, &self.encoder.hashers[i]) else {
                continue;
            };
            let refuse = |reason| refusal(feature, reason);
            let value = canonical(value, hashing).map_err(refuse)?;
            self.tokens.cut(&value, &hashing.comparison).map_err(refuse)?;
            let encoding = hashing.format.encoding();
            let remember = !matches!(hashing.comparison, Comparison::Exact {});
            let n = self.tokens.len();
            for (place, token) in self.tokens.iter().enumerate() {
                let k = match hashing.strategy {
                    Strategy::BitsPerToken(k) => k,
                    // What is left over goes to the first tokens, a bit each.
                    Strategy::BitsPerFeature(bits) => bits / n + usize::from(place < bits % n),
                };
                self.token.clear();
                encoding.push(token, &mut self.token);
                self.memories[i].set(hasher, &self.token, k, &mut self.filter, length, remember);
            }
        }
        fold(&mut self.filter, length, schema.folds);
        Ok(&self.filter[..schema.length.div_ceil(64)])
    }
}

fn refusal(feature: &Feature, reason: String) -> Refusal {
    Refusal { column: feature.identifier.clone(), reason }
}

/// The value as it is hashed. What stands for a missing value is replaced and not looked at.
fn canonical<'a>(value: &'a str, hashing: &'a Hashing) -> Result<Cow<'a, str>, String> {
    match &hashing.missing {
        Some(missing) if missing.sentinel == value => {
            Ok(missing.replace_with.as_deref().unwrap_or(&missing.sentinel).into())
        }
        _ => hashing.format.write(value),
    }
}

/// XORs the second half of a filter of `length` bits into the first, so often.
fn fold(filter: &mut [u64], mut length: usize, folds: u32) {
    for _ in 0..folds {
        length /= 2;
        if length.is_multiple_of(64) {
            let (first, second) = filter[..length / 32].split_at_mut(length / 64);
            first.iter_mut().zip(second).for_each(|(a, b)| *a ^= std::mem::take(b));
        } else {
            let get = |f: &[u64], i: usize| f[i / 64] >> (63 - i % 64) & 1;
            for i in 0..length {
                let from = length + i;
                let bit = get(filter, from);
                filter[i / 64] ^= bit << (63 - i % 64);
                filter[from / 64] &= !(1 << (63 - from % 64));
            }
        }
    }
}

/// A filter of `length` bits as text.
pub fn to_base64(filter: &[u64], length: usize) -> String {
    let mut bytes: Vec<u8> = filter.iter().flat_map(|w| w.to_be_bytes()).collect();
    bytes.truncate(length.div_ceil(8));
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests;

//! Linkage schemas: which columns go into a filter, cut into which tokens, with how many bits. The format is version 3 of
//! clkhash's linkage schema (Data61, <https://clkhash.readthedocs.io/en/stable/schema.html>), so partners that use other
//! tools can use the same file. What the format does not know is refused: a misspelt key that were passed over would
//! give one partner other filters than the other, and no match would show why.

use super::format::Format;
use base64::Engine as _;
use serde::Deserialize;
use serde_json::Value;

/// Most bits that a filter has before it is folded: a BLAKE2 slot is sixteen bits wide and reaches no further.
pub const LONGEST: usize = 1 << 16;

/// What a schema says.
#[derive(Debug, Clone)]
pub struct Schema {
    /// Bits of a filter as it is sent, after folding.
    pub length: usize,
    /// How often the filter is folded: its two halves are XORed into one. A fold halves what a single bit tells of the
    /// token that set it.
    pub folds: u32,
    /// How the keys come from the secret.
    pub derivation: Derivation,
    /// The columns, in the order of the file.
    pub features: Vec<Feature>,
}

/// How the features' keys come from the secret: HKDF (RFC 5869).
#[derive(Debug, Clone)]
pub struct Derivation {
    /// With SHA-512 instead of SHA-256?
    pub sha512: bool,
    /// A salt of the project. It is no secret; it makes the keys of two projects different.
    pub salt: Option<Vec<u8>>,
    /// What the keys are for.
    pub info: Vec<u8>,
    /// Bytes of a key.
    pub key_size: usize,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Feature {
    /// Its name in the header.
    pub identifier: String,
    /// What of it goes into the filter; nothing if it is ignored.
    pub hashing: Option<Hashing>,
}

/// How a column goes into the filter.
#[derive(Debug, Clone)]
pub struct Hashing {
    /// What its values look like.
    pub format: Format,
    /// How a value is cut into tokens.
    pub comparison: Comparison,
    /// How many bits they set.
    pub strategy: Strategy,
    /// Which bits they set.
    pub hash: Hash,
    /// The value that stands for none.
    pub missing: Option<Missing>,
}

/// How a value is cut into tokens. Two values are alike as far as they share tokens.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase", deny_unknown_fields)]
pub enum Comparison {
    /// Runs of `n` characters, their places counted or not.
    Ngram {
        /// Characters of a run.
        n: usize,
        /// Does the place of a run count? For numbers and dates it should.
        #[serde(default)]
        positional: bool,
    },
    /// The whole value.
    Exact {},
    /// Numbers near a number: two numbers share the more of them the nearer they are. After Vatsalan, D. and Christen, P.
    /// (2016), Privacy-preserving matching of similar patients, Journal of Biomedical Informatics 59, 285-298.
    Numeric {
        /// Numbers that are further apart share nothing.
        #[serde(rename = "thresholdDistance")]
        threshold_distance: f64,
        /// Tokens on either side of the number.
        resolution: u32,
        /// Digits after the point that count.
        #[serde(default)]
        fractional_precision: u32,
    },
}

/// How many bits a value sets.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Strategy {
    /// So many for each token: long values set more.
    BitsPerToken(usize),
    /// So many for the value, spread over its tokens.
    BitsPerFeature(usize),
}

/// Which bits a token sets.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", deny_unknown_fields)]
pub enum Hash {
    /// Slices of a keyed BLAKE2b.
    BlakeHash {},
    /// `h1 + i * h2` of two HMACs, after Schnell, R., Bachteler, T. and Reiher, J. (2011), A novel error-tolerant
    /// anonymous linking code. Weaker: Kroll, M. and Steinmetzer, S. (2015), Automated cryptanalysis of Bloom filter
    /// encryptions of health records. Here to read what others wrote.
    DoubleHash {
        /// Hash again where `h2` is zero, which would set one bit only.
        #[serde(default)]
        prevent_singularity: bool,
    },
}

/// The value that stands for none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// How it is written.
    pub sentinel: String,
    /// What is hashed in its place; without it, the sentinel itself.
    #[serde(rename = "replaceWith")]
    pub replace_with: Option<String>,
}

/// Why a schema cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SchemaFault {
    /// Of the file as a whole.
    #[error("the schema: {0}")]
    Whole(String),
    /// Of one column.
    #[error("the schema's feature {number} (`{identifier}`): {what}")]
    Feature {
        /// Which, from 1.
        number: usize,
        /// Its name.
        identifier: String,
        /// What is wrong and how to mend it.
        what: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSchema {
    version: serde_json::Number,
    #[serde(rename = "clkConfig")]
    config: RawConfig,
    features: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawConfig {
    l: usize,
    kdf: RawKdf,
    // The published schema says the first, the reference code reads the second.
    #[serde(rename = "xorFolds")]
    folds: Option<u32>,
    xor_folds: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKdf {
    r#type: String,
    hash: Option<String>,
    salt: Option<String>,
    info: Option<String>,
    #[serde(rename = "keySize")]
    key_size: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFeature {
    identifier: String,
    #[serde(default)]
    ignored: bool,
    #[serde(default, rename = "description")]
    _description: String,
    format: Option<Format>,
    hashing: Option<RawHashing>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHashing {
    comparison: Comparison,
    strategy: Strategy,
    hash: Option<Hash>,
    #[serde(rename = "missingValue")]
    missing: Option<Missing>,
}

impl Schema {
    /// Reads a schema's JSON.
    ///
    /// # Errors
    /// What is wrong, in which feature, and how to mend it.
    pub fn parse(json: &str) -> Result<Schema, SchemaFault> {
        let whole = |what: String| SchemaFault::Whole(what);
        let value: Value = serde_json::from_str(json).map_err(|e| whole(format!("this is no JSON: {e}")))?;
        // The version first: an older file has other keys, and saying so helps more than naming the first of them.
        match value.get("version").and_then(Value::as_f64) {
            None => return Err(whole("`version` is not there; a schema begins with \"version\": 3".into())),
            Some(3.0) => {}
            Some(v) => {
                return Err(whole(format!(
                    "version {v} is not read here; convert it to version 3 (clkhash convert-schema)"
                )));
            }
        }
        let raw: RawSchema = serde_json::from_value(value).map_err(|e| whole(e.to_string()))?;
        debug_assert_eq!(raw.version.as_f64(), Some(3.0));
        let folds = match (raw.config.folds, raw.config.xor_folds) {
            (Some(a), Some(b)) if a != b => {
                return Err(whole(format!("xorFolds is {a} and xor_folds is {b}; keep one of them")));
            }
            (a, b) => a.or(b).unwrap_or(0),
        };
        let length = raw.config.l;
        if length == 0
            || folds > 16
            || length.checked_shl(folds).is_none_or(|n| n >> folds != length || n > LONGEST)
        {
            return Err(whole(format!(
                "l = {length} with {folds} folds: before folding a filter has between 1 and {LONGEST} bits; make l or the \
                 number of folds smaller"
            )));
        }
        if raw.features.is_empty() {
            return Err(whole("`features` is empty; name the columns".into()));
        }
        let derivation = derivation(&raw.config.kdf, raw.features.len()).map_err(whole)?;
        let mut features = vec![];
        for (i, value) in raw.features.into_iter().enumerate() {
            let identifier = value.get("identifier").and_then(Value::as_str).unwrap_or("?").to_owned();
            let fault =
                |what: String| SchemaFault::Feature { number: i + 1, identifier: identifier.clone(), what };
            let feature: RawFeature = serde_json::from_value(value).map_err(|e| fault(e.to_string()))?;
            features.push(usable(feature, length << folds, derivation.key_size).map_err(fault)?);
        }
        if features.iter().all(|f| f.hashing.is_none()) {
            return Err(whole("every feature is ignored; nothing would go into the filters".into()));
        }
        Ok(Schema { length, folds, derivation, features })
    }
}

fn derivation(raw: &RawKdf, features: usize) -> Result<Derivation, String> {
    if raw.r#type != "HKDF" {
        return Err(format!("kdf type `{}` is not known; use HKDF", raw.r#type));
    }
    let sha512 = match raw.hash.as_deref() {
        None | Some("SHA256") => false,
        Some("SHA512") => true,
        Some(other) => return Err(format!("kdf hash `{other}` is not known; use SHA256 or SHA512")),
    };
    let bytes = |name: &str, text: &Option<String>| {
        text.as_ref()
            .map(|t| {
                base64::engine::general_purpose::STANDARD
                    .decode(t)
                    .map_err(|e| format!("kdf {name} is no base64 ({e})"))
            })
            .transpose()
    };
    let key_size = raw.key_size.unwrap_or(64);
    // RFC 5869: no more than 255 blocks. Two keys for each feature, ignored ones too.
    let most = 255 * if sha512 { 64 } else { 32 };
    if key_size == 0 || features.checked_mul(2 * key_size).is_none_or(|n| n > most) {
        return Err(format!(
            "{features} features need two keys of {key_size} bytes each and HKDF gives {most} bytes at most; make keySize \
             smaller (at least 1), or use SHA512"
        ));
    }
    Ok(Derivation {
        sha512,
        salt: bytes("salt", &raw.salt)?,
        info: bytes("info", &raw.info)?.unwrap_or_default(),
        key_size,
    })
}

fn usable(raw: RawFeature, bits: usize, key_size: usize) -> Result<Feature, String> {
    if raw.ignored {
        return Ok(Feature { identifier: raw.identifier, hashing: None });
    }
    let (Some(format), Some(hashing)) = (raw.format, raw.hashing) else {
        return Err("`format` and `hashing` are needed, or \"ignored\": true".into());
    };
    let format = format.checked()?;
    match &hashing.comparison {
        Comparison::Ngram { n: 0, .. } => return Err("n is 0; an n-gram has at least one character".into()),
        Comparison::Ngram { n, .. } if *n > 64 => return Err(format!("n is {n}; at most 64")),
        Comparison::Numeric { threshold_distance, resolution, fractional_precision } => {
            if *resolution == 0 || *resolution > 10_000 {
                return Err(format!("resolution is {resolution}; it lies between 1 and 10,000"));
            }
            if *fractional_precision > 15 {
                return Err(format!("fractional_precision is {fractional_precision}; at most 15"));
            }
            let scaled = threshold_distance * 10_f64.powi(*fractional_precision as i32);
            if !(scaled.round_ties_even() >= 1.0 && scaled < 1e15) {
                return Err(format!(
                    "thresholdDistance is {threshold_distance}; with {fractional_precision} digits after the point it must \
                     be positive and keep a digit that counts (raise fractional_precision)"
                ));
            }
        }
        _ => {}
    }
    let (Strategy::BitsPerToken(n) | Strategy::BitsPerFeature(n)) = hashing.strategy;
    if n == 0 || n > LONGEST {
        return Err(format!("{n} bits; it lies between 1 and {LONGEST}"));
    }
    let hash = hashing.hash.unwrap_or(Hash::BlakeHash {});
    if let Hash::BlakeHash {} = hash {
        if !bits.is_power_of_two() {
            return Err(format!("blakeHash needs a filter of 2, 4, 8 ... bits and has {bits}; change l"));
        }
        if key_size > 64 {
            return Err(format!("blakeHash takes keys of 64 bytes at most; keySize is {key_size}"));
        }
    }
    let hashing = Hashing {
        format,
        comparison: hashing.comparison,
        strategy: hashing.strategy,
        hash,
        missing: hashing.missing,
    };
    Ok(Feature { identifier: raw.identifier, hashing: Some(hashing) })
}

#[cfg(test)]
mod tests;

//! Which bits a token sets. A token's bits are remembered: names and dates are made of few different tokens, and a
//! lookup is ten times faster than a hash.

use super::schema::Hash;
use blake2::Blake2bMac512;
use hashbrown::HashMap;
use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::Md5;
use sha1::Sha1;

/// Slots in one BLAKE2b of 64 bytes.
const SLOTS: usize = 32;
/// Bytes of a feature's memory, about; it is emptied when it is full.
const MEMORY: usize = 4 << 20;

/// A feature's keyed hashes, before any token. Their state is overwritten when they are dropped.
pub(super) enum Hasher {
    /// One for each 32 slots that a token may need, told apart by their salt.
    Blake(Vec<Blake2bMac512>),
    /// The two hashes of double hashing.
    Double { sha1: Box<Hmac<Sha1>>, md5: Box<Hmac<Md5>>, prevent_singularity: bool },
}

impl Hasher {
    /// For tokens that set at most `most` bits.
    pub(super) fn new(hash: Hash, keys: (&[u8], &[u8]), most: usize) -> Hasher {
        match hash {
            Hash::BlakeHash {} => Hasher::Blake(
                (0..most.div_ceil(SLOTS))
                    .map(|i| {
                        Blake2bMac512::new_with_salt_and_personal(Some(keys.0), i.to_string().as_bytes(), &[])
                            .expect("the schema's keys have between 1 and 64 bytes")
                    })
                    .collect(),
            ),
            Hash::DoubleHash { prevent_singularity } => Hasher::Double {
                sha1: Box::new(Hmac::new_from_slice(keys.0).expect("a key of any length will do")),
                md5: Box::new(Hmac::new_from_slice(keys.1).expect("a key of any length will do")),
                prevent_singularity,
            },
        }
    }

    /// What is to be known of a token to set `k` bits: slots of BLAKE2b, or the two numbers of double hashing.
    fn learn(&self, token: &[u8], k: usize, length: usize, known: &mut Vec<u16>) {
        match self {
            Hasher::Blake(fresh) => {
                for mac in &fresh[known.len() / SLOTS..k.div_ceil(SLOTS)] {
                    let mut mac = mac.clone();
                    blake2::digest::Update::update(&mut mac, token);
                    let bytes = blake2::digest::FixedOutput::finalize_fixed(mac);
                    known.extend(bytes.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])));
                }
            }
            Hasher::Double { sha1, md5, prevent_singularity } if known.is_empty() => {
                let first = sha1.as_ref().clone().chain_update(token).finalize().into_bytes();
                let mut step =
                    rest(&md5.as_ref().clone().chain_update(token).finalize().into_bytes(), length);
                let mut tail = [0; 4];
                for again in '\0'.. {
                    if step != 0 || !prevent_singularity {
                        break;
                    }
                    let mac =
                        md5.as_ref().clone().chain_update(token).chain_update(again.encode_utf8(&mut tail));
                    step = rest(&mac.finalize().into_bytes(), length);
                }
                known.extend([rest(&first, length), step]);
            }
            Hasher::Double { .. } => {}
        }
    }
}

/// A large number, its bytes from the greatest to the least, modulo `length`, which is at most 65,536.
fn rest(bytes: &[u8], length: usize) -> u16 {
    bytes.iter().fold(0, |rest, b| (rest * 256 + usize::from(*b)) % length) as u16
}

/// What is known of a feature's tokens.
#[derive(Default)]
pub(super) struct Memory {
    /// By the token's bytes, as a number.
    tokens: HashMap<u128, Vec<u16>, foldhash::fast::RandomState>,
    bytes: usize,
}

/// A token of up to fifteen bytes as a number; its length is in it, so that no two tokens are one number.
fn number(token: &[u8]) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes.get_mut(..token.len()).filter(|b| b.len() < 16)?.copy_from_slice(token);
    bytes[15] = token.len() as u8;
    Some(u128::from_le_bytes(bytes))
}

impl Memory {
    /// Sets `k` bits of `filter`, which has `length` bits, for `token`. Long tokens and those that seldom come again
    /// (`remember` not set) are not kept.
    pub(super) fn set(
        &mut self,
        hasher: &Hasher,
        token: &[u8],
        k: usize,
        filter: &mut [u64],
        length: usize,
        remember: bool,
    ) {
        if k == 0 {
            return;
        }
        let Some(number) = number(token).filter(|_| remember) else {
            let mut known = vec![];
            hasher.learn(token, k, length, &mut known);
            return set(hasher, &known, k, filter, length);
        };
        if self.bytes > MEMORY {
            self.tokens.clear();
            self.bytes = 0;
        }
        let known = self.tokens.entry(number).or_insert_with(|| {
            self.bytes += size_of::<(u128, Vec<u16>)>();
            vec![]
        });
        let before = known.len();
        if before < k {
            hasher.learn(token, k, length, known);
            self.bytes += (known.len() - before) * size_of::<u16>();
        }
        set(hasher, known, k, filter, length);
    }
}

fn set(hasher: &Hasher, known: &[u16], k: usize, filter: &mut [u64], length: usize) {
    let mut bit = |i: usize| filter[i / 64] |= 1 << (63 - i % 64);
    match hasher {
        // A power of two: the schema sees to it.
        Hasher::Blake(_) => known[..k].iter().for_each(|slot| bit(usize::from(*slot) & (length - 1))),
        Hasher::Double { .. } => {
            let (first, step) = (usize::from(known[0]), usize::from(known[1]));
            (0..k).for_each(|i| bit((first + i * step) % length));
        }
    }
}

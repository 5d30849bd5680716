//! An index as bytes, whole or not at all: a mark, a version, the model, the records, a checksum. Not encrypted: that is
//! for the one who keeps them.

use super::schema::Person;
use super::{Index, Trained};
use sha2::{Digest as _, Sha256};

const MARK: &[u8; 8] = b"tandemix";
const VERSION: u8 = 1;
const CHECKSUM: usize = 32;

/// Why bytes are no index.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damaged {
    /// Of another kind.
    #[error("these bytes are no saved index")]
    Mark,
    /// Of another version of this program.
    #[error(
        "the index was saved as version {0}, and this program reads version {VERSION}: make it anew from the records"
    )]
    Version(u8),
    /// Cut off or changed.
    #[error("the saved index is cut off or was changed: make it anew from the records")]
    Checksum,
    /// Whole, and yet not to be read.
    #[error("the saved index cannot be read ({0}): make it anew from the records")]
    Content(String),
}

impl Index {
    /// The whole index, readable by [`Index::load`]. It holds persons' names.
    pub fn save(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(64 + self.len() * 128);
        out.extend_from_slice(MARK);
        out.push(VERSION);
        let model = self.trained.to_toml();
        number(&mut out, model.len() as u64);
        out.extend_from_slice(model.as_bytes());
        number(&mut out, self.len() as u64);
        for known in self.seats.iter().flatten() {
            out.extend_from_slice(&known.id.to_le_bytes());
            out.extend_from_slice(&known.source.to_le_bytes());
            for text in super::row(&self.pools, known) {
                number(&mut out, text.len() as u64);
                out.extend_from_slice(text.as_bytes());
            }
        }
        let checksum = Sha256::digest(&out);
        out.extend_from_slice(&checksum);
        out
    }

    /// Reads what [`Index::save`] gave.
    ///
    /// # Errors
    /// Bytes that are no index, of another version, or changed.
    pub fn load(bytes: &[u8]) -> Result<Index, Damaged> {
        if !bytes.starts_with(MARK) || bytes.len() < MARK.len() + 1 + CHECKSUM {
            return Err(if bytes.starts_with(MARK) { Damaged::Checksum } else { Damaged::Mark });
        }
        if bytes[MARK.len()] != VERSION {
            return Err(Damaged::Version(bytes[MARK.len()]));
        }
        let (body, checksum) = bytes.split_at(bytes.len() - CHECKSUM);
        if *Sha256::digest(body) != *checksum {
            return Err(Damaged::Checksum);
        }
        let mut rest = &body[MARK.len() + 1..];
        let content = |what: &str| Damaged::Content(what.to_owned());
        let cut = || content("it ends too early");
        let model = text(&mut rest).ok_or_else(cut)?;
        let mut index = Index::new(Trained::from_toml(model).map_err(Damaged::Content)?);
        let records = read_number(&mut rest).ok_or_else(cut)?;
        for _ in 0..records {
            let (id, source) = (wide(&mut rest).ok_or_else(cut)?, wide(&mut rest).ok_or_else(cut)?);
            let mut person = Person::default();
            for value in &mut person.0 {
                text(&mut rest).ok_or_else(cut)?.clone_into(value);
            }
            if index.by_id.contains_key(&id) {
                return Err(content("a record stands in it twice"));
            }
            index.seat(id, source, &person);
        }
        if !rest.is_empty() {
            return Err(content("something follows the records"));
        }
        index.sort_keys();
        Ok(index)
    }
}

/// A number in groups of seven bits, the smallest first (LEB128).
fn number(out: &mut Vec<u8>, mut n: u64) {
    while n >= 128 {
        out.push(n as u8 | 128);
        n >>= 7;
    }
    out.push(n as u8);
}

fn read_number(rest: &mut &[u8]) -> Option<u64> {
    let mut n = 0;
    for shift in (0..64).step_by(7) {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        n |= u64::from(byte & 127) << shift;
        if *byte < 128 {
            return Some(n);
        }
    }
    None
}

fn text<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let length = usize::try_from(read_number(rest)?).ok()?;
    let (text, after) = rest.split_at_checked(length)?;
    *rest = after;
    std::str::from_utf8(text).ok()
}

fn wide(rest: &mut &[u8]) -> Option<u128> {
    let (bytes, after) = rest.split_first_chunk::<16>()?;
    *rest = after;
    Some(u128::from_le_bytes(*bytes))
}

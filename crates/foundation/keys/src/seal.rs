//! Sealed values: XChaCha20-Poly1305 with a random nonce. The place a value stands in is part of what is proved, so a
//! sealed value that was moved to another row, table or organization does not open.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

/// A key: 256 random bits, erased from memory when dropped.
pub type Secret = Zeroizing<[u8; 32]>;

/// Bytes of a nonce. Random ones of this length may be drawn for ever without meeting twice.
pub const NONCE: usize = 24;

/// The first byte of a sealed value, so that another cipher can come one day.
const FORMAT: u8 = 1;

/// The row a value is sealed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its table.
    pub table: &'static str,
    /// Its key.
    pub row: Uuid,
    /// The organization that owns it.
    pub org: Uuid,
}

impl Place {
    fn bytes(&self) -> Vec<u8> {
        [self.table.as_bytes(), &[0], self.row.as_bytes(), self.org.as_bytes()].concat()
    }
}

/// The value does not open: another key, another place, or changed bytes. Which of them, nobody can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value does not open: it was changed or moved, or belongs to another key")]
pub struct Refused;

/// Closes `plain` for `place`.
pub fn seal(key: &Secret, nonce: &[u8; NONCE], place: &Place, plain: &[u8]) -> Vec<u8> {
    close(key, nonce, &place.bytes(), plain)
}

/// Opens what [`seal`] closed for the same place.
///
/// # Errors
/// [`Refused`].
pub fn open(key: &Secret, place: &Place, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refused> {
    unclose(key, &place.bytes(), sealed)
}

pub(crate) fn close(key: &Secret, nonce: &[u8; NONCE], about: &[u8], plain: &[u8]) -> Vec<u8> {
    let cipher = XChaCha20Poly1305::new(&Key::from(**key));
    let text = cipher
        .encrypt(&XNonce::from(*nonce), Payload { msg: plain, aad: about })
        .expect("a value shorter than 256 GB");
    let mut out = Vec::with_capacity(1 + NONCE + text.len());
    out.push(FORMAT);
    out.extend_from_slice(nonce);
    out.extend_from_slice(&text);
    out
}

pub(crate) fn unclose(key: &Secret, about: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refused> {
    let (FORMAT, rest) = sealed.split_first().map(|(f, r)| (*f, r)).ok_or(Refused)? else {
        return Err(Refused);
    };
    let (nonce, text) = rest.split_first_chunk::<NONCE>().ok_or(Refused)?;
    XChaCha20Poly1305::new(&Key::from(**key))
        .decrypt(&XNonce::from(*nonce), Payload { msg: text, aad: about })
        .map(Zeroizing::new)
        .map_err(|_| Refused)
}

/// HMAC-SHA256 over parts, each told apart from the next by its length.
pub(crate) fn keyed(key: &Secret, parts: &[&[u8]]) -> Secret {
    let mut mac = Hmac::<Sha256>::new_from_slice(&**key).expect("HMAC takes any key");
    for part in parts {
        mac.update(&(part.len() as u64).to_le_bytes());
        mac.update(part);
    }
    Zeroizing::new(mac.finalize().into_bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(row: u128) -> Place {
        Place { table: "person", row: Uuid::from_u128(row), org: Uuid::from_u128(7) }
    }

    #[test]
    fn a_moved_or_changed_value_does_not_open() {
        let (key, nonce) = (Zeroizing::new([3; 32]), [9; NONCE]);
        let sealed = seal(&key, &nonce, &place(1), b"Ana Rivera");
        assert_eq!(&**open(&key, &place(1), &sealed).unwrap(), b"Ana Rivera");
        assert_eq!(open(&key, &place(2), &sealed), Err(Refused), "another row");
        assert_eq!(open(&key, &Place { table: "consent", ..place(1) }, &sealed), Err(Refused));
        assert_eq!(open(&key, &Place { org: Uuid::nil(), ..place(1) }, &sealed), Err(Refused));
        assert_eq!(open(&Zeroizing::new([4; 32]), &place(1), &sealed), Err(Refused));
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(open(&key, &place(1), &changed), Err(Refused), "byte {at}");
            assert_eq!(open(&key, &place(1), &sealed[..at]), Err(Refused), "cut at {at}");
        }
    }

    #[test]
    fn parts_are_told_apart() {
        let key = Zeroizing::new([1; 32]);
        assert_ne!(keyed(&key, &[b"ab", b"c"]), keyed(&key, &[b"a", b"bc"]));
        assert_ne!(keyed(&key, &[b"ab"]), keyed(&key, &[b"ab", b""]));
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens(key: [u8; 32], nonce: [u8; NONCE], plain: Vec<u8>, row: u128) {
            let key = Zeroizing::new(key);
            let sealed = seal(&key, &nonce, &place(row), &plain);
            prop_assert_eq!(&**open(&key, &place(row), &sealed).unwrap(), &plain);
        }
    }
}

//! Signatures of the partnership: Ed25519 (RFC 8032), with a key that the key file yields.

use crate::seal::keyed;
use crate::{Fault, KeyFile};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};

/// A signature and the key that anybody checks it with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The public key, 32 bytes.
    pub key: Vec<u8>,
    /// The signature, 64 bytes.
    pub signature: Vec<u8>,
}

impl KeyFile {
    /// Signs a text. The key is the same as long as the key file is this partnership's: renewing a master does not change it.
    ///
    /// # Errors
    /// None with a key file that could be read.
    pub fn sign(&self, text: &[u8]) -> Result<Signed, Fault> {
        let seed = keyed(self.index(), &[b"tandem/sign"]);
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed[..])
            .map_err(|e| Fault(format!("the signing key: {e}")))?;
        Ok(Signed { key: pair.public_key().as_ref().to_vec(), signature: pair.sign(text).as_ref().to_vec() })
    }
}

impl Signed {
    /// Whether this is the signature of the text by its key.
    pub fn fits(&self, text: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, &self.key).verify(text, &self.signature).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_fits_its_text_and_its_key_only() {
        let file = KeyFile::generate(&[5; 64]);
        let mut renewed = file.clone();
        renewed.renew(&[9; 32], &[]);
        let signed = file.sign(b"a text").unwrap();
        assert!(signed.fits(b"a text") && !signed.fits(b"a tent"));
        assert_eq!(renewed.sign(b"a text").unwrap(), signed, "a new master signs alike");
        let other = KeyFile::generate(&[6; 64]).sign(b"a text").unwrap();
        assert!(!Signed { key: other.key, signature: signed.signature }.fits(b"a text"));
    }
}

//! The partners' secret and the keys that come from it, overwritten when they are no longer needed.

use super::schema::Schema;
use crate::read::Fault;
use hkdf::Hkdf;
use sha2::{Sha256, Sha512};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use zeroize::Zeroizing;

/// Shortest secret, in bytes. A file of filters can be taken away and tried against all short secrets at leisure.
pub const SHORTEST: usize = 16;
/// Longest secret, in bytes: more is another file than was meant.
const LARGEST: u64 = 64 * 1024;

/// What only the partners know. It comes from a file or a pipe, never from an argument, which everyone on the machine can
/// read.
pub struct Secret(Zeroizing<Vec<u8>>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Secret {
    /// Reads a secret from a file, from standard input where the path is `-`. A line break at its end is no part of it.
    ///
    /// # Errors
    /// A file that cannot be read, or a secret too short to be one.
    pub fn read(path: &Path) -> Result<Secret, Fault> {
        let io = |source| Fault::Io { file: path.to_owned(), source };
        // Room enough from the start: growing would leave copies behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(LARGEST as usize + 32));
        if path.as_os_str() == "-" {
            std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).map_err(io)?;
        } else {
            File::open(path).map_err(io)?.take(LARGEST + 1).read_to_end(&mut bytes).map_err(io)?;
        }
        for end in [b'\n', b'\r'] {
            if bytes.last() == Some(&end) {
                bytes.pop();
            }
        }
        let says = |what: String| Err(Fault::Content { file: path.to_owned(), line: None, what });
        match bytes.len() {
            n if n as u64 > LARGEST => says("this is too long for a secret; is it the right file?".into()),
            n if n < SHORTEST => says(format!(
                "the secret has {n} bytes; agree on one of {SHORTEST} or more (openssl rand -base64 32)"
            )),
            _ => Ok(Secret(bytes)),
        }
    }

    /// A secret that is in memory already.
    pub fn of(bytes: Vec<u8>) -> Secret {
        Secret(Zeroizing::new(bytes))
    }
}

/// Two keys for each feature, ignored ones too.
pub(super) struct Keys {
    bytes: Zeroizing<Vec<u8>>,
    size: usize,
    check: String,
}

/// Tells files of different secrets or projects apart before they are compared. Who guesses a secret can test the guess
/// with it, as with any filter of a known person.
fn check(salt: Option<&[u8]>, secret: &[u8], info: &[u8]) -> String {
    let mut bytes = [0; 8];
    let filled =
        Hkdf::<Sha256>::new(salt, secret).expand_multi_info(&[b"tandem key check 1", info], &mut bytes);
    filled.expect("eight bytes fit into HKDF");
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

impl Keys {
    /// Derives the keys of a schema.
    pub(super) fn derive(schema: &Schema, secret: &Secret) -> Keys {
        let from = &schema.derivation;
        let mut bytes = Zeroizing::new(vec![0; schema.features.len() * 2 * from.key_size]);
        let (salt, secret) = (from.salt.as_deref(), secret.0.as_slice());
        let filled = if from.sha512 {
            Hkdf::<Sha512>::new(salt, secret).expand(&from.info, &mut bytes)
        } else {
            Hkdf::<Sha256>::new(salt, secret).expand(&from.info, &mut bytes)
        };
        // Only too many bytes can fail, and a schema that asks for too many is not read.
        filled.expect("the schema's keys fit into HKDF");
        Keys { bytes, size: from.key_size, check: check(from.salt.as_deref(), secret, &from.info) }
    }

    /// See [`check`].
    pub(super) fn check(&self) -> &str {
        &self.check
    }

    /// The two keys of a feature.
    pub(super) fn of(&self, feature: usize) -> (&[u8], &[u8]) {
        self.bytes[feature * 2 * self.size..][..2 * self.size].split_at(self.size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_and_never_shown() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("secret");
        std::fs::write(&path, "a long enough secret\r\n").unwrap();
        let secret = Secret::read(&path).unwrap();
        assert_eq!(secret.0.as_slice(), b"a long enough secret");
        assert_eq!(format!("{secret:?}"), "Secret(..)");
        std::fs::write(&path, "short\n").unwrap();
        let e = Secret::read(&path).unwrap_err().to_string();
        assert!(e.contains("5 bytes") && !e.contains("short\n"), "{e}");
        std::fs::write(&path, vec![b'x'; 70_000]).unwrap();
        assert!(Secret::read(&path).unwrap_err().to_string().contains("too long"));
        assert!(Secret::read(&dir.path().join("none")).is_err());
    }
}

//! The key file: what stands outside the database, so that a copy of the database alone tells no name.

use crate::seal::{NONCE, Secret, close, keyed, unclose};
use crate::tree::Tree;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::Write as _;
use std::path::Path;
use uuid::Uuid;
use zeroize::{Zeroize as _, Zeroizing};

/// What is wrong with a key file, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Fault(pub String);

/// The keys outside the database. The newest master closes; older ones still open what they closed.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyFile {
    index: Secret,
    /// Newest first; never empty.
    masters: Vec<(String, Tree)>,
}

impl std::fmt::Debug for KeyFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyFile").field("master", &self.master()).finish_non_exhaustive()
    }
}

const HEAD: &str = "# The keys of a Tandem partnership. Without them nobody can read a name in its database again.\n\
# Keep copies of this file apart from copies of the database, where nobody else reads them.\n";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    tandem_keys: u32,
    index: String,
    master: Vec<MasterText>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MasterText {
    id: String,
    seeds: Vec<String>,
}

impl KeyFile {
    /// New keys from 64 random bytes.
    pub fn generate(random: &[u8; 64]) -> KeyFile {
        let (root, index) = (half(random, 0), half(random, 32));
        KeyFile { index, masters: vec![(name(&root), Tree::new(root))] }
    }

    /// The name of the master that closes.
    pub fn master(&self) -> &str {
        &self.masters[0].0
    }

    pub(crate) fn index(&self) -> &Secret {
        &self.index
    }

    /// The names of all masters, newest first.
    pub fn masters(&self) -> impl Iterator<Item = &str> {
        self.masters.iter().map(|(id, _)| id.as_str())
    }

    /// A token under the index key: equal values give equal tokens, and without the key none can be guessed.
    pub fn token(&self, org: Uuid, purpose: &str, value: &str) -> Uuid {
        let mac =
            keyed(&self.index, &[b"tandem/token", purpose.as_bytes(), org.as_bytes(), value.as_bytes()]);
        Uuid::from_slice(&mac[..16]).unwrap_or_default()
    }

    /// What the database keeps to know this file by; it tells nothing about the keys.
    pub fn proof(&self) -> Vec<u8> {
        keyed(&self.index, &[b"tandem/proof"]).to_vec()
    }

    /// Closes a data key of `org`; `None` when the organization was forgotten.
    pub fn wrap(&self, org: Uuid, about: &[u8], nonce: &[u8; NONCE], key: &Secret) -> Option<Vec<u8>> {
        let with = self.masters[0].1.derive(org)?;
        Some(close(&with, nonce, about, &**key))
    }

    /// Opens a data key. `Ok(None)` when this file has forgotten the organization.
    ///
    /// # Errors
    /// A fault that says what is wrong: another file, or changed bytes.
    pub fn unwrap(
        &self,
        master: &str,
        org: Uuid,
        about: &[u8],
        wrapped: &[u8],
    ) -> Result<Option<Secret>, Fault> {
        let Some((_, tree)) = self.masters.iter().find(|(id, _)| id == master) else {
            return Err(Fault(format!(
                "the key file does not hold the master key {master}: it is another partnership's, or older or newer than the database"
            )));
        };
        let Some(with) = tree.derive(org) else { return Ok(None) };
        let plain = unclose(&with, about, wrapped).map_err(|e| Fault(format!("a data key: {e}")))?;
        let key = <[u8; 32]>::try_from(plain.as_slice());
        key.map(|k| Some(Zeroizing::new(k))).map_err(|_| Fault("a data key has a wrong length".into()))
    }

    /// Whether this file has forgotten the organization.
    pub fn has_forgotten(&self, org: Uuid) -> bool {
        self.masters.iter().all(|(_, tree)| tree.derive(org).is_none())
    }

    /// Forgets an organization in every master, for good; `false` when it was forgotten before.
    pub fn forget(&mut self, org: Uuid) -> bool {
        self.masters.iter_mut().fold(false, |some, (_, tree)| tree.forget(org) | some)
    }

    /// A new master from 32 random bytes; the former ones stay until [`KeyFile::drop_former`]. `forgotten` stay so.
    pub fn renew(&mut self, random: &[u8; 32], forgotten: &[Uuid]) {
        let root: Secret = Zeroizing::new(*random);
        let mut tree = Tree::new(root.clone());
        for org in forgotten {
            tree.forget(*org);
        }
        self.masters.insert(0, (name(&root), tree));
    }

    /// Drops every master but the newest: older copies of the database can no longer be read.
    pub fn drop_former(&mut self) {
        self.masters.truncate(1);
    }

    /// Reads the text of a key file.
    ///
    /// # Errors
    /// What is wrong, by key.
    pub fn parse(text: &str) -> Result<KeyFile, Fault> {
        let mut text: Text =
            toml::from_str(text).map_err(|e| Fault(format!("not a Tandem key file: {}", e.message())))?;
        if text.tandem_keys != 1 {
            return Err(Fault(format!(
                "tandem_keys = {}: this program reads version 1; use the newer tandem that wrote it",
                text.tandem_keys
            )));
        }
        let index = secret("index", &text.index)?;
        text.index.zeroize();
        let mut masters = vec![];
        for master in &mut text.master {
            let mut seeds = vec![];
            for seed in &mut master.seeds {
                let (path, value) =
                    seed.split_once(':').ok_or_else(|| Fault("seeds: each is PATH:SECRET".into()))?;
                if !path.bytes().all(|b| b == b'0' || b == b'1') {
                    return Err(Fault("seeds: a path is made of 0 and 1".into()));
                }
                seeds.push((path.to_owned(), secret("seeds", value)?));
                seed.zeroize();
            }
            masters.push((master.id.clone(), Tree { seeds }));
        }
        if masters.is_empty() {
            return Err(Fault("the key file holds no master key".into()));
        }
        Ok(KeyFile { index, masters })
    }

    /// The text of the file.
    pub fn text(&self) -> Zeroizing<String> {
        let master = |(id, tree): &(String, Tree)| MasterText {
            id: id.clone(),
            seeds: tree.seeds.iter().map(|(p, s)| format!("{p}:{}", BASE64.encode(**s))).collect(),
        };
        let mut text = Text {
            tandem_keys: 1,
            index: BASE64.encode(*self.index),
            master: self.masters.iter().map(master).collect(),
        };
        let out = toml::to_string(&text).unwrap_or_default();
        text.index.zeroize();
        text.master.iter_mut().flat_map(|m| m.seeds.iter_mut()).for_each(|s| s.zeroize());
        Zeroizing::new(format!("{HEAD}{out}"))
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// The path, what is wrong and how to mend it.
    pub fn read(path: &Path) -> Result<KeyFile, Fault> {
        let at = path.display();
        let text = fs::read_to_string(path).map_err(|e| Fault(format!("key file {at}: {e}")))?;
        KeyFile::parse(&Zeroizing::new(text)).map_err(|e| Fault(format!("key file {at}: {e}")))
    }

    /// Writes a key file that only its owner reads, in the place of a former one: whole or not at all.
    ///
    /// # Errors
    /// The path and what the disk refused.
    pub fn write(&self, path: &Path) -> Result<(), Fault> {
        let fault = |e: std::io::Error| Fault(format!("key file {}: {e}", path.display()));
        let mut new = path.as_os_str().to_owned();
        new.push(".new");
        let new = Path::new(&new);
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut out = options.open(new).map_err(fault)?;
        out.write_all(self.text().as_bytes()).map_err(fault)?;
        out.sync_all().map_err(fault)?;
        fs::rename(new, path).map_err(fault)?;
        // The new name is on the disk too, or a power cut brings the former keys back.
        if let Some(folder) = path.parent() {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            fs::File::open(folder).and_then(|f| f.sync_all()).map_err(fault)?;
        }
        Ok(())
    }
}

fn half(random: &[u8; 64], from: usize) -> Secret {
    let mut out = Zeroizing::new([0; 32]);
    out.copy_from_slice(&random[from..from + 32]);
    out
}

/// A master's name: eight letters that tell nothing of it.
fn name(root: &Secret) -> String {
    keyed(root, &[b"tandem/name"])[..4].iter().map(|b| format!("{b:02x}")).collect()
}

fn secret(what: &str, text: &str) -> Result<Secret, Fault> {
    let bytes = BASE64.decode(text).map(Zeroizing::new).ok();
    let key = bytes.and_then(|b| <[u8; 32]>::try_from(b.as_slice()).ok());
    key.map(Zeroizing::new)
        .ok_or_else(|| Fault(format!("{what}: not 32 bytes in base64; the file is damaged")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> KeyFile {
        KeyFile::generate(&std::array::from_fn(|i| u8::try_from(i).unwrap()))
    }

    #[test]
    fn a_file_written_and_read_is_the_same_and_only_its_owner_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tandem.db.keys");
        let mut keys = file();
        keys.forget(Uuid::from_u128(3));
        keys.renew(&[7; 32], &[Uuid::from_u128(3)]);
        keys.write(&path).unwrap();
        assert_eq!(KeyFile::read(&path).unwrap(), keys);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left");
    }

    #[test]
    fn what_is_forgotten_is_forgotten_by_every_master() {
        let (kept, gone) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let mut keys = file();
        let old = keys.master().to_owned();
        let data: Secret = Zeroizing::new([42; 32]);
        let wrapped = |k: &KeyFile, org| k.wrap(org, b"about", &[1; NONCE], &data);
        let (a, b) = (wrapped(&keys, kept).unwrap(), wrapped(&keys, gone).unwrap());
        keys.renew(&[9; 32], &[]);
        assert!(keys.forget(gone) && keys.has_forgotten(gone) && !keys.has_forgotten(kept));
        assert_eq!(keys.unwrap(&old, kept, b"about", &a).unwrap(), Some(data.clone()));
        assert_eq!(keys.unwrap(&old, gone, b"about", &b).unwrap(), None);
        assert_eq!(wrapped(&keys, gone), None);
        assert!(keys.unwrap(&old, kept, b"another", &a).is_err());
        assert!(keys.unwrap("ffffffff", kept, b"about", &a).unwrap_err().0.contains("ffffffff"));
        keys.drop_former();
        assert!(keys.unwrap(&old, kept, b"about", &a).is_err(), "older copies are closed now");
    }

    #[test]
    fn tokens_differ_by_organization_purpose_and_file() {
        let (keys, org) = (file(), Uuid::from_u128(1));
        let token = keys.token(org, "name", "ana");
        assert_eq!(token, keys.token(org, "name", "ana"));
        assert_ne!(token, keys.token(Uuid::from_u128(2), "name", "ana"));
        assert_ne!(token, keys.token(org, "phone", "ana"));
        assert_ne!(token, KeyFile::generate(&[8; 64]).token(org, "name", "ana"));
    }

    #[test]
    fn a_damaged_file_says_where() {
        let good = file().text().to_string();
        for (bad, word) in [
            (good.replace("tandem_keys = 1", "tandem_keys = 2"), "version 1"),
            (good.replace("index = \"", "index = \"!"), "index"),
            (good.replace(":", ";"), "seeds"),
            ("a backup".to_owned(), "not a Tandem key file"),
            (good[..good.find("[[master]]").unwrap()].to_owned(), "master"),
        ] {
            let said = KeyFile::parse(&bad).unwrap_err().0;
            assert!(said.contains(word), "{said}");
        }
    }
}

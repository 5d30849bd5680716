//! Puts rows of a source into the directory, once each: the same row again changes nothing.

use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use sha2::{Digest, Sha256};
use tandem_access::{Action, Error, Kind as Fact, Tx, Uuid};
use tandem_partners::model::{Imported, OrganizationDraft};
use tandem_partners::policy::{Reach, reach};

use crate::model::item::{Item, Kind, OrganizationItem};
use crate::model::sector;
use crate::store;
use crate::store::imports::{self, Known};
use crate::store::write::{self, Refs};

/// A row with the source's id for it.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceRow {
    /// The source's id, unique among rows of its kind.
    pub id: String,
    /// What it says.
    pub item: Item,
}

/// Why a row was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It points at a row that is neither in this import nor known from an earlier one.
    #[error("it belongs to {} `{id}`, which was not found", kind.name())]
    MissingParent {
        /// The kind of the missing row.
        kind: Kind,
        /// Its id in the source.
        id: String,
    },
    /// A field of an organization cannot be saved.
    #[error("`{field}` cannot be saved")]
    Field {
        /// The field.
        field: String,
        /// The message key that says why.
        message: &'static str,
    },
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// New.
    Accepted(Uuid),
    /// Known, and it said something else before.
    Changed(Uuid),
    /// Known, and it says the same.
    Unchanged(Uuid),
    /// Known and different, but edited here since: the edit stands.
    KeptEdit(Uuid),
    /// Not taken.
    Rejected(Refusal),
}

/// Writes a batch in the caller's transaction; one outcome for each row, in order. Parents stand before their children
/// in the batch or in an earlier one. `source` names the directory that the ids belong to,
/// `run` the import (its starting time), the same for all its batches.
///
/// # Errors
/// [`Error::Forbidden`] unless the viewer may write every organization's services; the database's. A row that cannot be taken is an outcome, not an error.
pub fn import_rows(
    tx: &mut Tx<'_, '_>,
    source: &str,
    run: i64,
    rows: &[SourceRow],
) -> Result<Vec<Outcome>, Error> {
    if reach(tx.viewer()) != Reach::All || !tx.viewer().may(Fact::Service, Action::Write) {
        return Err(Error::Forbidden);
    }
    let mut known = Knowledge::load(tx, source, rows)?;
    let hashes: Vec<String> = rows.iter().map(|row| digest(&row.item)).collect();
    let mut outcomes = Vec::with_capacity(rows.len());
    let mut changed = false;
    let mut places = false;
    for (row, hash) in rows.iter().zip(&hashes) {
        let kind = row.item.kind();
        let before = known.get(kind, &row.id).cloned();
        if let Some(before) = before.as_ref().filter(|b| b.hash == *hash) {
            outcomes.push(Outcome::Unchanged(before.object));
            continue;
        }
        let outcome = take(tx, row, before.as_ref(), &known, source)?;
        if let Outcome::Accepted(id) | Outcome::Changed(id) | Outcome::KeptEdit(id) = outcome {
            imports::remember(tx, source, kind, &row.id, id, hash, run)?;
            known.insert(kind, &row.id, Known { object: id, hash: hash.clone() });
            changed = true;
            places |= (Kind::Location..=Kind::ServiceAtLocation).contains(&kind);
        }
        outcomes.push(outcome);
    }
    if changed {
        store::next_version(tx)?;
    }
    if places {
        imports::seal_confidential(tx)?;
    }
    Ok(outcomes)
}

/// The key by which an import remembers that a source said a row.
pub fn row_key(kind: Kind, id: &str) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    (kind, id).hash(&mut hasher);
    hasher.finish()
}

/// What an import took off and what it missed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsaid {
    /// Details removed, by kind.
    pub removed: std::collections::BTreeMap<Kind, u64>,
    /// Services that an earlier import brought and this one did not.
    pub missing_services: u64,
}

/// Takes off details (a phone, hours, a language, a place) that the source no longer says about rows that it still brings: a
/// number that is out of service must not stay listed. A service that is missing as a whole keeps its details and is counted.
/// `said` holds the [`row_key`] of every row of this import.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn remove_unsaid(tx: &mut Tx<'_, '_>, source: &str, said: &HashSet<u64>) -> Result<Unsaid, Error> {
    if reach(tx.viewer()) != Reach::All {
        return Err(Error::Forbidden);
    }
    let mut result = Unsaid::default();
    let mut stale: Vec<(Kind, String, Uuid)> = Vec::new();
    let mut gone: HashSet<Uuid> = HashSet::new();
    imports::all(tx, source, |kind, source_id, object| {
        let Some(kind) = Kind::ALL.into_iter().find(|k| k.name() == kind) else { return };
        if said.contains(&row_key(kind, &source_id)) {
            return;
        }
        if matches!(kind, Kind::Organization | Kind::Location | Kind::Service) {
            gone.insert(object);
            result.missing_services += u64::from(kind == Kind::Service);
        } else {
            stale.push((kind, source_id, object));
        }
    })?;
    // Details before the places they hang on: a service at a location comes last.
    stale.sort_by_key(|(kind, ..)| *kind == Kind::ServiceAtLocation);
    for (kind, source_id, object) in stale {
        if imports::parents(tx, kind, object)?.iter().any(|parent| gone.contains(parent)) {
            continue;
        }
        imports::delete(tx, source, kind, &source_id, object)?;
        *result.removed.entry(kind).or_default() += 1;
    }
    if !result.removed.is_empty() {
        store::next_version(tx)?;
    }
    Ok(result)
}

/// Notes an import in the audit log and tells the other rooms.
///
/// # Errors
/// The database's.
pub fn finish_import(tx: &mut Tx<'_, '_>, source: &str, changed: u64) -> Result<(), Error> {
    tx.audit(
        Action::Write,
        Fact::Service,
        None,
        None,
        &format!("directory import of {source}: {changed} rows new or changed"),
    )?;
    if changed > 0 {
        tandem_events::publish(tx, &tandem_events::Event::DirectoryChanged { count: changed })?;
    }
    Ok(())
}

fn take(
    tx: &mut Tx<'_, '_>,
    row: &SourceRow,
    before: Option<&Known>,
    known: &Knowledge,
    source: &str,
) -> Result<Outcome, Error> {
    if let Item::Organization(item) = &row.item {
        return organization(tx, source, &row.id, item);
    }
    let mut refs = Refs::default();
    for (kind, id, needed) in row.item.references() {
        let object = known.get(kind, id).map(|k| k.object);
        if object.is_none() && needed {
            return Ok(Outcome::Rejected(Refusal::MissingParent { kind, id: id.to_owned() }));
        }
        match kind {
            Kind::Organization => refs.organization = object,
            Kind::Location => refs.location = object,
            Kind::Service => refs.service = object,
            _ => refs.service_at_location = object,
        }
    }
    let kind = row.item.kind();
    if let Some(before) = before
        && kind == Kind::Service
        && write::edited_here(tx, before.object)?
    {
        return Ok(Outcome::KeptEdit(before.object));
    }
    // A service's id stands in public addresses: random, so that it tells nothing.
    let id = before
        .map_or_else(|| if kind == Kind::Service { tx.new_public_id() } else { tx.new_id() }, |b| b.object);
    write::put(tx, id, &row.item, refs, source)?;
    Ok(if before.is_some() { Outcome::Changed(id) } else { Outcome::Accepted(id) })
}

fn organization(
    tx: &mut Tx<'_, '_>,
    source: &str,
    id: &str,
    item: &OrganizationItem,
) -> Result<Outcome, Error> {
    let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    let draft = OrganizationDraft {
        name: item.name.clone(),
        sector: sector::guess(&item.name),
        description: item.description.clone(),
        email: some(&item.email),
        url: some(&item.website),
        ..OrganizationDraft::default()
    };
    match tandem_partners::actions::upsert_imported(tx, source, id, &draft) {
        Ok(Imported::Accepted(id)) => Ok(Outcome::Accepted(id)),
        Ok(Imported::Changed(id)) => Ok(Outcome::Changed(id)),
        Ok(Imported::Unchanged(id)) => Ok(Outcome::KeptEdit(id)),
        Err(Error::Invalid(fields)) => {
            let first = fields.iter().next().map(|(field, message)| (field.to_owned(), message.key));
            let (field, message) = first.unwrap_or_default();
            Ok(Outcome::Rejected(Refusal::Field { field, message }))
        }
        Err(error) => Err(error),
    }
}

/// The source rows that a batch names, with what is known of them.
struct Knowledge(HashMap<Kind, HashMap<String, Known>>);

impl Knowledge {
    fn load(tx: &mut Tx<'_, '_>, source: &str, rows: &[SourceRow]) -> Result<Knowledge, Error> {
        let mut all: HashMap<Kind, HashMap<String, Known>> = HashMap::new();
        let mut asked: HashSet<u64> = HashSet::new();
        let mut look = |tx: &mut Tx<'_, '_>, kind: Kind, id: &str| -> Result<(), Error> {
            if asked.insert(row_key(kind, id))
                && let Some(known) = imports::known(tx, source, kind, id)?
            {
                all.entry(kind).or_default().insert(id.to_owned(), known);
            }
            Ok(())
        };
        for row in rows {
            look(tx, row.item.kind(), &row.id)?;
            for (kind, id, _) in row.item.references() {
                look(tx, kind, id)?;
            }
        }
        Ok(Knowledge(all))
    }

    fn get(&self, kind: Kind, id: &str) -> Option<&Known> {
        self.0.get(&kind)?.get(id)
    }

    fn insert(&mut self, kind: Kind, id: &str, known: Known) {
        self.0.entry(kind).or_default().insert(id.to_owned(), known);
    }
}

/// A fingerprint of what a row says: 128 bits of SHA-256 over its derived `Hash`. A new field makes every row "changed"
/// once, which is right: the row now says more.
fn digest(item: &Item) -> String {
    struct Sink(Sha256);
    impl Hasher for Sink {
        fn write(&mut self, bytes: &[u8]) {
            self.0.update(bytes);
        }
        fn finish(&self) -> u64 {
            0
        }
    }
    let mut sink = Sink(Sha256::new());
    item.hash(&mut sink);
    let mut hex = String::with_capacity(32);
    for byte in &sink.0.finalize()[..16] {
        use std::fmt::Write as _;
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

//! Puts rows of a source into the directory, once each: the same row again changes nothing.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash, Hasher};

use sha2::{Digest, Sha256};
use tandem_access::{Action, Error, Kind as Fact, Tx, Uuid, params};
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
/// A row whose id is a UUID keeps it as its id here. One that we have under that id, whatever source brought it, is that
/// row: so an export that comes back changes nothing, and into an empty database it brings the same ids.
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
    let mut batch = Batch {
        source,
        run,
        known: Knowledge::load(tx, source, rows)?,
        ours: HashMap::new(),
        rows: write::Waiting::default(),
        remembered: Vec::new(),
        locations: Vec::new(),
        secret_services: Vec::new(),
    };
    batch.ours = batch.known.ours(tx, rows)?;
    let mut organizations = batch.organizations(tx, rows)?.into_iter();
    let mut outcomes = Vec::with_capacity(rows.len());
    for row in rows {
        outcomes.push(match &row.item {
            Item::Organization(_) => organizations.next().ok_or(Error::NotFound)?,
            _ => batch.take(tx, row)?,
        });
    }
    batch.finish(tx)?;
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

/// One batch on its way: what is known, and what waits to be written together.
struct Batch<'s> {
    source: &'s str,
    run: i64,
    known: Knowledge,
    /// Rows that we have under the UUID that a row of this batch, new from this source, is called by; `None` once such a
    /// row has taken the UUID.
    ours: HashMap<(Kind, Uuid), Option<Item>>,
    rows: write::Waiting,
    remembered: Vec<(Kind, String, Known)>,
    /// Locations that rows of this batch are about.
    locations: Vec<Uuid>,
    secret_services: Vec<Uuid>,
}

/// An organization that waits to be written: the place of its outcome, its id in the source, its hash, what it says.
type Draft<'r> = (usize, &'r str, String, OrganizationDraft);

impl Batch<'_> {
    fn take(&mut self, tx: &mut Tx<'_, '_>, row: &SourceRow) -> Result<Outcome, Error> {
        let (kind, hash) = (row.item.kind(), digest(&row.item));
        let before = self.known.get(kind, &row.id);
        if let Some(before) = before.filter(|b| b.hash == hash) {
            return Ok(Outcome::Unchanged(before.object));
        }
        let before = before.map(|b| b.object);
        let (mut before, mut refs) = (before, Refs::default());
        for (kind, id, needed) in row.item.references() {
            let object = self.known.get(kind, id).map(|k| k.object);
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
        let mut own = None;
        if before.is_none()
            && let Some(uuid) = own_id(&row.id)
        {
            match self.ours.get(&(kind, uuid)) {
                None => own = Some(uuid),
                Some(Some(ours)) => {
                    let said = self.as_ours(&row.item, ours);
                    if said == *ours {
                        self.ours.insert((kind, uuid), None);
                        self.remember(kind, &row.id, uuid, hash);
                        return Ok(Outcome::Unchanged(uuid));
                    }
                    // A phone, hours or a language may stand under several owners with one id: each is a row of its own.
                    if !owned_by_many(kind) || said.references() == ours.references() {
                        before = Some(uuid);
                    }
                }
                Some(None) => {}
            }
            if own.is_some() || before.is_some() {
                self.ours.insert((kind, uuid), None);
            }
        }
        // A service's id stands in public addresses: random, so that it tells nothing.
        let fresh = |tx: &Tx<'_, '_>| if kind == Kind::Service { tx.new_public_id() } else { tx.new_id() };
        let id = before.or(own).unwrap_or_else(|| fresh(tx));
        let outcome = match before {
            None => Outcome::Accepted(id),
            Some(_) if kind == Kind::Service && write::edited_here(tx, id)? => Outcome::KeptEdit(id),
            Some(_) => Outcome::Changed(id),
        };
        if outcome != Outcome::KeptEdit(id)
            && let Some(values) = write::row(id, &row.item, refs, self.source, tx.now())
        {
            self.rows.put(tx, kind, id, values)?;
            match &row.item {
                Item::Location(_) => self.locations.push(id),
                Item::Service(service) if service.confidential => self.secret_services.push(id),
                Item::Address(_) | Item::Accessibility(_) | Item::ServiceAtLocation(_) => {
                    self.locations.extend(refs.location);
                }
                _ => {}
            }
        }
        self.remember(kind, &row.id, id, hash);
        Ok(outcome)
    }

    /// What a row says, in the form in which ours stand: references by our ids, and private where ours is.
    fn as_ours(&self, said: &Item, ours: &Item) -> Item {
        let mut said =
            said.with_references(|kind, id| self.known.get(kind, id).map(|known| known.object.to_string()));
        match (&mut said, ours) {
            (Item::Service(said), Item::Service(ours)) if ours.confidential => said.keep_private(),
            (Item::Location(said), Item::Location(ours)) if ours.confidential => said.keep_private(),
            (Item::Schedule(_, said), _) => **said = said.clone().plain(),
            _ => {}
        }
        said
    }

    fn remember(&mut self, kind: Kind, id: &str, object: Uuid, hash: String) {
        let known = Known { object, hash };
        self.remembered.push((kind, id.to_owned(), known.clone()));
        self.known.insert(kind, id, known);
    }

    /// The organizations of a batch, before which nothing in it needs to come; one outcome for each, in order.
    fn organizations(&mut self, tx: &mut Tx<'_, '_>, rows: &[SourceRow]) -> Result<Vec<Outcome>, Error> {
        let mut outcomes: Vec<Option<Outcome>> = Vec::new();
        let (mut waiting, mut named) = (Vec::<Draft<'_>>::new(), HashSet::new());
        for row in rows {
            let Item::Organization(item) = &row.item else { continue };
            // The same one again in a batch is compared with what it said before.
            if !named.insert(row.id.as_str()) {
                self.place_organizations(tx, &mut waiting, &mut outcomes)?;
            }
            let hash = digest(&row.item);
            let ours = own_id(&row.id).filter(|uuid| {
                self.ours.get(&(Kind::Organization, *uuid)).is_some_and(|o| o.as_ref() == Some(&row.item))
            });
            match self.known.get(Kind::Organization, &row.id).filter(|b| b.hash == hash) {
                Some(before) => outcomes.push(Some(Outcome::Unchanged(before.object))),
                None if ours.is_some() => {
                    let uuid = ours.unwrap_or_default();
                    self.remember(Kind::Organization, &row.id, uuid, hash);
                    outcomes.push(Some(Outcome::Unchanged(uuid)));
                }
                None => {
                    waiting.push((outcomes.len(), &row.id, hash, draft(item)));
                    outcomes.push(None);
                }
            }
        }
        self.place_organizations(tx, &mut waiting, &mut outcomes)?;
        Ok(outcomes.into_iter().flatten().collect())
    }

    fn place_organizations(
        &mut self,
        tx: &mut Tx<'_, '_>,
        waiting: &mut Vec<Draft<'_>>,
        outcomes: &mut [Option<Outcome>],
    ) -> Result<(), Error> {
        let drafts: Vec<(&str, &OrganizationDraft)> = waiting.iter().map(|(_, id, _, d)| (*id, d)).collect();
        let placed = tandem_partners::actions::upsert_imported(tx, self.source, &drafts)?;
        for ((at, source_id, hash, _), placed) in waiting.drain(..).zip(placed) {
            let outcome = match placed {
                Ok(Imported::Accepted(id)) => Outcome::Accepted(id),
                Ok(Imported::Changed(id)) => Outcome::Changed(id),
                Ok(Imported::Unchanged(id)) => Outcome::Unchanged(id),
                Ok(Imported::Kept(id)) => Outcome::KeptEdit(id),
                Err(fields) => {
                    let first = fields.iter().next().map(|(field, message)| (field.to_owned(), message.key));
                    let (field, message) = first.unwrap_or_default();
                    Outcome::Rejected(Refusal::Field { field, message })
                }
            };
            if let Outcome::Accepted(id)
            | Outcome::Changed(id)
            | Outcome::Unchanged(id)
            | Outcome::KeptEdit(id) = outcome
            {
                self.remember(Kind::Organization, source_id, id, hash);
            }
            if let Some(slot) = outcomes.get_mut(at) {
                *slot = Some(outcome);
            }
        }
        Ok(())
    }

    fn finish(mut self, tx: &mut Tx<'_, '_>) -> Result<(), Error> {
        if self.remembered.is_empty() {
            return Ok(());
        }
        self.rows.write(tx)?;
        // The last word about a row counts, and each stands once; in the order of the table's key.
        let last: BTreeMap<(Kind, &str), &Known> =
            self.remembered.iter().map(|(kind, id, known)| ((*kind, id.as_str()), known)).collect();
        let rows = last.into_iter().map(|((kind, id), known)| {
            params![self.source, kind.name(), id, known.object, known.hash.as_str(), self.run].to_vec()
        });
        imports::remember(tx, &rows.collect::<Vec<_>>())?;
        imports::seal_confidential(tx, self.locations, &self.secret_services)?;
        store::next_version(tx)?;
        Ok(())
    }
}

/// The UUID that a row is called by: its id in the source, or the last part of one that names its owner first.
fn own_id(id: &str) -> Option<Uuid> {
    let last = id.rsplit('/').next().unwrap_or(id);
    Uuid::parse_str(last).ok().filter(|id| last.len() == 36 && !id.is_nil() && !id.is_max())
}

/// Kinds whose rows belong to one of several sorts of owner.
fn owned_by_many(kind: Kind) -> bool {
    matches!(kind, Kind::Phone | Kind::Schedule | Kind::Language)
}

fn draft(item: &OrganizationItem) -> OrganizationDraft {
    let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    OrganizationDraft {
        name: item.name.clone(),
        sector: sector::guess(&item.name),
        description: item.description.clone(),
        email: some(&item.email),
        url: some(&item.website),
        ..OrganizationDraft::default()
    }
}

/// The source rows that a batch names, with what is known of them.
struct Knowledge(HashMap<Kind, HashMap<String, Known>>);

impl Knowledge {
    /// One look-up for each kind.
    fn load(tx: &mut Tx<'_, '_>, source: &str, rows: &[SourceRow]) -> Result<Knowledge, Error> {
        let mut named: HashMap<Kind, HashSet<&str>> = HashMap::new();
        for row in rows {
            named.entry(row.item.kind()).or_default().insert(&row.id);
            for (kind, id, _) in row.item.references() {
                named.entry(kind).or_default().insert(id);
            }
        }
        let mut all = HashMap::new();
        for (kind, ids) in named {
            let mut ids: Vec<&str> = ids.into_iter().collect();
            ids.sort_unstable();
            all.insert(kind, imports::known(tx, source, kind, &ids)?);
        }
        Ok(Knowledge(all))
    }

    /// What we have under the UUIDs that new rows are called by.
    fn ours(
        &self,
        tx: &mut Tx<'_, '_>,
        rows: &[SourceRow],
    ) -> Result<HashMap<(Kind, Uuid), Option<Item>>, Error> {
        let mut named: BTreeMap<Kind, Vec<Uuid>> = BTreeMap::new();
        for row in rows.iter().filter(|row| self.get(row.item.kind(), &row.id).is_none()) {
            named.entry(row.item.kind()).or_default().extend(own_id(&row.id));
        }
        let mut ours = HashMap::new();
        for (kind, ids) in named {
            let found = store::items::some(tx, kind, &ids)?;
            ours.extend(found.into_iter().map(|(id, item)| ((kind, id), Some(item))));
        }
        Ok(ours)
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
    tandem_access::hex(&sink.0.finalize()[..16])
}

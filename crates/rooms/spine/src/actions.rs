//! Put a thing into the chain, tie it to what it grew out of, walk the chain. Called by the rooms that make such things, in
//! their transaction and after their policy.

use crate::model::{Chain, Item, Kind, Link};
use crate::store;
use std::collections::HashSet;
use tandem_access::{Error, Tx, Uuid};
use tandem_directory::model::domain;

/// Steps that a page looks back and on.
const REACH: u32 = 12;

/// Puts a thing into the chain, or says what is new about it (its title, who may read it).
///
/// # Errors
/// The database's.
pub fn put(tx: &mut Tx<'_, '_>, item: &Item) -> Result<(), Error> {
    store::put(tx, item, None)
}

/// Says that `to` grew out of `from`. Both are in the chain.
///
/// # Errors
/// [`Error::NotFound`] when one is not there; [`Error::Conflict`] when `from` already grew out of `to`: no thing is its own cause.
pub fn link(tx: &mut Tx<'_, '_>, from: Uuid, to: Uuid) -> Result<(), Error> {
    if store::items(tx, &[from, to])?.len() != 2 {
        return Err(Error::NotFound);
    }
    if walk(tx, to, store::next)?.iter().any(|(id, _)| *id == from) {
        return Err(Error::Conflict { code: "spine-conflict-circle" });
    }
    store::link(tx, from, to)
}

/// The gap in a kind of help in an area, put there when it is new. `None` when there is no such kind of help.
///
/// # Errors
/// The database's.
pub fn gap(tx: &mut Tx<'_, '_>, help: &str, area: &str) -> Result<Option<Uuid>, Error> {
    // Domestic violence is in no count, so it is no gap either.
    let Some(known) = domain::domain(help).filter(|d| d.label != "domestic_violence") else {
        return Ok(None);
    };
    if area.is_empty() || area.len() > 40 || area.contains(|c: char| c == '/' || c.is_control()) {
        return Ok(None);
    }
    let key = gap_key(help, area);
    if let Some(id) = store::by_key(tx, &key)? {
        return Ok(Some(id));
    }
    let item = Item {
        id: tx.new_public_id(),
        kind: Kind::Gap,
        title: format!("{}, {area}", known.name(false)),
        title_es: Some(format!("{}, {area}", known.name(true))),
        path: format!("/gaps/{help}/{}", tandem_web::path_segment(area)),
        public: true,
    };
    store::put(tx, &item, Some(&key))?;
    Ok(Some(item.id))
}

/// The gap in a kind of help in an area, if anything grew out of it.
///
/// # Errors
/// The database's.
pub fn known_gap(tx: &mut Tx<'_, '_>, help: &str, area: &str) -> Result<Option<Uuid>, Error> {
    store::by_key(tx, &gap_key(help, area))
}

fn gap_key(help: &str, area: &str) -> String {
    format!("gap/{help}/{area}")
}

/// One thing of the chain.
///
/// # Errors
/// The database's.
pub fn item(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Option<Item>, Error> {
    Ok(store::items(tx, &[id])?.pop().map(|(item, _)| item))
}

/// Things of one kind that anybody may read of, the newest first, for a choice; of gaps those that something grew out of.
///
/// # Errors
/// The database's.
pub fn of_kind(tx: &mut Tx<'_, '_>, kind: Kind, limit: u32) -> Result<Vec<Item>, Error> {
    store::of_kind(tx, kind, limit)
}

/// What a thing came from and what came of it.
///
/// # Errors
/// The database's.
pub fn chain(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Chain, Error> {
    let mut before = found(tx, id, store::previous)?;
    before.sort_by(|a, b| b.steps.cmp(&a.steps).then(a.at.cmp(&b.at)).then(a.item.id.cmp(&b.item.id)));
    let mut after = found(tx, id, store::next)?;
    after.sort_by(|a, b| a.steps.cmp(&b.steps).then(a.at.cmp(&b.at)).then(a.item.id.cmp(&b.item.id)));
    Ok(Chain { before, after })
}

type Step = fn(&mut Tx<'_, '_>, &[Uuid]) -> Result<Vec<Uuid>, Error>;

/// Everything that can be reached, with the fewest steps to it.
fn walk(tx: &mut Tx<'_, '_>, from: Uuid, step: Step) -> Result<Vec<(Uuid, u32)>, Error> {
    let mut seen = HashSet::from([from]);
    let mut edge = vec![from];
    let mut out = vec![];
    for steps in 1..=REACH {
        edge = step(tx, &edge)?.into_iter().filter(|id| seen.insert(*id)).collect();
        if edge.is_empty() {
            break;
        }
        out.extend(edge.iter().map(|id| (*id, steps)));
    }
    Ok(out)
}

fn found(tx: &mut Tx<'_, '_>, from: Uuid, step: Step) -> Result<Vec<Link>, Error> {
    let reached = walk(tx, from, step)?;
    let ids: Vec<Uuid> = reached.iter().map(|(id, _)| *id).collect();
    let steps_to = |id: Uuid| reached.iter().find(|(other, _)| *other == id).map_or(0, |(_, steps)| *steps);
    let items = store::items(tx, &ids)?;
    Ok(items.into_iter().map(|(item, at)| Link { steps: steps_to(item.id), item, at }).collect())
}

//! Brings a record into the index, or what is new of it.

use super::count::Among;
use super::regroup::regroup;
use crate::engine;
use crate::model::calibration::line;
use crate::model::common;
use crate::model::grouping::{Link, ordered};
use crate::model::review::{CERTAIN, Evidence, SAMPLED_FROM, harm, verdict};
use crate::model::values::values;
use crate::store;
use crate::store::event::Happened;
use crate::store::review::Doubt;
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::{Action, Error, Kind, Tx, Uuid};
use tandem_linkage::index::Value;
use tandem_linkage::role::Role;
use tandem_people::actions::{Comparable, comparable, comparables};

/// Compares a record with all that share a key with it: links what is certain, puts what is uncertain into the queue, and groups
/// anew. A record that may take no part (any more) leaves. Running it twice changes nothing.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the system; the database's.
pub fn enter(tx: &mut Tx, person: Uuid) -> Result<(), Error> {
    if !tx.viewer().is_system() {
        return Err(Error::Forbidden);
    }
    let Some(record) = comparable(tx, person)? else { return leave(tx, person) };
    let mine = values(&record);
    let tokens = record_keys(tx, &mine)?;
    store::key::put(tx, person, record.owner_org, &tokens)?;
    let known = store::group::identity_of(tx, person)?;
    let identity = known.unwrap_or_else(|| tx.new_public_id());
    store::group::put_record(tx, (person, record.owner_org, record.details.label), identity)?;
    if known.is_none() {
        store::group::resize(tx, 1)?;
        store::event::append(tx, Happened::Entered(person), None)?;
    }
    tx.audit_for(
        record.owner_org,
        Action::Read,
        Kind::Person,
        Some(person),
        Some(person),
        "compared by linkage",
    )?;
    compare(tx, &record, &mine, &tokens)
}

/// Keys as they stand in the database: without the key file nobody can tell which name one was made of by trying names. Public for
/// programs that fill a database by other ways than record by record.
///
/// # Errors
/// [`Error::Internal`] without a key file.
pub fn record_keys(tx: &Tx, values: &[Value]) -> Result<Vec<Uuid>, Error> {
    engine::keys(values).iter().map(|key| tx.token(Uuid::nil(), "linkage", key)).collect()
}

/// Another record, and what it comes to together with the sought one.
struct Found {
    record: Comparable,
    weight: f64,
    probability: f64,
    /// What agrees, where the probability is high enough to ask.
    evidence: Evidence,
}

/// Who else could be the person of a record: other records and their probabilities, the likeliest first. As [`enter`] finds
/// them, and nothing is written.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the system; the database's.
pub fn find(tx: &mut Tx, person: Uuid) -> Result<Vec<(Uuid, f64)>, Error> {
    let Some(record) = comparable(tx, person)? else { return Ok(vec![]) };
    let mine = values(&record);
    let tokens = record_keys(tx, &mine)?;
    let found = alike(tx, &record, &mine, &tokens, &BTreeSet::new())?;
    let mut found: Vec<_> = found.into_iter().map(|f| (f.record.person, f.probability)).collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    Ok(found)
}

/// Records that share a key with the given one and are not too unlikely the same person. Pairs that are `settled` are not looked at.
fn alike(
    tx: &mut Tx,
    record: &Comparable,
    mine: &[Value],
    tokens: &[Uuid],
    settled: &BTreeSet<(Uuid, Uuid)>,
) -> Result<Vec<Found>, Error> {
    let person = record.person;
    let mut others = store::key::candidates(tx, person, tokens)?;
    others.retain(|other| !settled.contains(&ordered((person, *other))));
    if others.is_empty() {
        return Ok(vec![]);
    }
    let others = comparables(tx, &others)?;
    let theirs: Vec<Vec<Value>> = others.iter().map(values).collect();
    let among = Among::read(tx, mine)?;
    let weights = among.tell(|among| engine::weights(mine, &theirs, among));
    let curve = store::calibration::latest(tx)?.unwrap_or_default().curve;
    let probability =
        |other: &Comparable, weight| line(&curve, (record.owner_org, other.owner_org)).probability(weight);
    // Who shares what is asked only where it decides.
    let near = others.iter().zip(&weights).any(|(other, weight)| probability(other, *weight) >= CERTAIN);
    let places = if near { of_places(mine, &others, &theirs, &among) } else { BTreeSet::new() };
    let found = others.into_iter().zip(theirs).zip(weights).map(|((other, values), weight)| {
        let probability = probability(&other, weight);
        let enough = probability >= CERTAIN;
        let evidence = if enough { engine::evidence(mine, &values, &places) } else { Evidence::default() };
        Found { record: other, weight, probability, evidence }
    });
    Ok(found.filter(|found| found.probability >= SAMPLED_FROM).collect())
}

/// In which roles a record's value is that of a place where many live or call from: by the people among those it is compared with, and
/// by last night's counts.
fn of_places(mine: &[Value], others: &[Comparable], theirs: &[Vec<Value>], among: &Among) -> BTreeSet<Role> {
    let mine = engine::counted(mine);
    let who = |other: &Comparable| {
        let d = &other.details;
        let name = format!("{} {}", d.given_name, d.family_name).to_lowercase();
        format!("{name} {:?}", d.birth_date)
    };
    let theirs: Vec<(Vec<Value>, String)> =
        others.iter().zip(theirs).map(|(other, values)| (engine::counted(values), who(other))).collect();
    let shared =
        common::of_places(&mine, theirs.iter().map(|(values, who)| (values.as_slice(), who.clone())));
    let counted =
        mine.iter().filter(|value| common::REACH.contains(&value.0) && among.count(value) >= common::CROWD);
    shared.into_iter().map(|(role, _)| role).chain(counted.map(|(role, _)| *role)).collect()
}

fn compare(tx: &mut Tx, record: &Comparable, mine: &[Value], tokens: &[Uuid]) -> Result<(), Error> {
    let person = record.person;
    // What a person said of a pair stands, whatever is computed: a decision, or a doubt that waits for one.
    let mut decided: BTreeSet<(Uuid, Uuid)> =
        store::review::decided_of(tx, person)?.into_iter().map(|review| review.pair).collect();
    decided.extend(store::group::apart_of(tx, &[person])?);
    let before: BTreeMap<(Uuid, Uuid), bool> = store::group::links_of(tx, &[person])?
        .into_iter()
        .map(|link| (ordered(link.pair), link.reviewed))
        .collect();
    store::review::drop_of(tx, person, false)?;
    let mut linked = BTreeSet::new();
    for Found { record: theirs, weight, probability, evidence } in alike(tx, record, mine, tokens, &decided)?
    {
        let pair = ordered((person, theirs.person));
        let labels = [record.details.label, theirs.details.label];
        // Drawn by the pair and not by chance: a record that is saved ten times is not drawn ten times.
        let drawn = pair.0.as_u128() ^ pair.1.as_u128();
        let said = verdict(probability, evidence, labels, |n| {
            u32::try_from(drawn % u128::from(n)).unwrap_or_default()
        });
        if said.linked {
            linked.insert(pair);
            store::group::put_link(tx, &Link { pair, probability, reviewed: false }, weight)?;
            if !before.contains_key(&pair) {
                store::event::append(tx, Happened::Linked(pair, probability), None)?;
            }
        }
        if let Some((stratum, sampling)) = said.review {
            let shared = tandem_people::actions::opens_to(tx, person, theirs.owner_org)?
                || tandem_people::actions::opens_to(tx, theirs.person, record.owner_org)?;
            let harm = harm(probability, said.linked, shared);
            store::review::put(tx, &Doubt { pair, stratum, sampling, weight, probability, harm })?;
        }
    }
    let mut touched = BTreeSet::from([person]);
    for (pair, reviewed) in before {
        if !reviewed && !linked.contains(&pair) {
            store::group::remove_link(tx, pair)?;
            store::event::append(tx, Happened::Unlinked(pair), None)?;
            touched.extend([pair.0, pair.1]);
        }
    }
    regroup(tx, &touched.into_iter().collect::<Vec<_>>(), None)
}

/// Takes a record out: it became local-only, was erased, or its organization's key was destroyed.
fn leave(tx: &mut Tx, person: Uuid) -> Result<(), Error> {
    store::key::remove(tx, person)?;
    store::review::drop_of(tx, person, true)?;
    let left: Vec<Uuid> =
        store::group::together_with(tx, &[person])?.into_keys().filter(|id| *id != person).collect();
    if store::group::remove_record(tx, person)? {
        store::group::resize(tx, -1)?;
        store::event::append(tx, Happened::Left(person), None)?;
        regroup(tx, &left, None)?;
    }
    Ok(())
}

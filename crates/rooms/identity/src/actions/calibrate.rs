//! What reviewers decide makes the computer more careful, or less.

use super::enter;
use super::overlap::{Overlap, quality_of as overlap};
use crate::model::calibration::{Version, learn, line, treated_otherwise};
use crate::store;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tandem_access::{Action, Error, Kind, Store, Tx, Uuid, Viewer};
use tandem_linkage::calibrate::Line;

/// The job that compares a record anew.
pub(crate) const ENTER: &str = "identity.enter";

/// Learns the curves anew where there are new decisions, and has records compared again whose pairs are now treated otherwise.
/// Pairs that were left apart as unlikely come up again when one of their records changes, or when the index is made anew.
///
/// # Errors
/// The database's.
pub fn calibrate(tx: &mut Tx) -> Result<(), Error> {
    let decisions = store::calibration::decisions(tx)?;
    let before = store::calibration::latest(tx)?.unwrap_or_default();
    let decided_until = decisions.iter().map(|(_, at)| *at).max().unwrap_or_default();
    let reviews = decisions.len() as u64;
    if (reviews, decided_until) == (before.reviews, before.decided_until) {
        return Ok(());
    }
    let decisions: Vec<_> = decisions.into_iter().map(|(reviewed, _)| reviewed).collect();
    let (version, now) = (before.version + 1, tx.now());
    let next = Version { version, at: now, reviews, decided_until, curve: learn(&decisions) };
    store::calibration::append(tx, &next)?;
    let thought = store::calibration::computed(tx)?.into_iter();
    let otherwise: BTreeSet<Uuid> = thought
        .filter(|t| treated_otherwise(t.probability, line(&next.curve, t.owners).probability(t.weight)))
        .map(|t| t.person)
        .collect();
    for person in otherwise {
        tandem_events::enqueue(tx, ENTER, &json!({ "person": person }), now)?;
    }
    Ok(())
}

/// The job that [`calibrate`] puts down.
///
/// # Errors
/// [`Error::Internal`] for a payload of another shape; the database's.
pub fn run_enter(tx: &mut Tx, payload: &Value) -> Result<(), Error> {
    let person = payload["person"].as_str().and_then(|text| text.parse().ok());
    enter(tx, person.ok_or_else(|| Error::Internal("a record to compare without its id".into()))?)
}

/// What decisions make of the model's probabilities now.
///
/// # Errors
/// [`Error::Forbidden`] without the role; the database's.
pub async fn calibration(store: &Store, viewer: &Viewer) -> Result<Version, Error> {
    if !viewer.may(Kind::Identity, Action::Read) {
        return Err(Error::Forbidden);
    }
    let system = Viewer::system("identity.calibration");
    Ok(store.read(&system, store::calibration::latest).await?.unwrap_or_default())
}

/// The index in numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// Records in it.
    pub records: u64,
    /// Links, and how good they are.
    pub overlap: Overlap,
    /// What decisions make of the model's probabilities.
    pub calibration: Version,
    /// The names of two organizations that have a curve of their own, and the curve.
    pub partners: Vec<((String, String), Line)>,
}

/// The index in numbers, for the command line.
///
/// # Errors
/// The database's.
pub async fn state(store: &Store) -> Result<State, Error> {
    store
        .read(&Viewer::system("identity.state"), |tx| {
            let calibration = store::calibration::latest(tx)?.unwrap_or_default();
            let name = |tx: &mut Tx, id: u128| tandem_partners::actions::name(tx, Uuid::from_u128(id));
            let mut partners = vec![];
            for ((a, b), curve) in &calibration.curve.pairs {
                partners.push(((name(tx, *a)?, name(tx, *b)?), *curve));
            }
            Ok(State { records: store::group::size(tx)?, overlap: overlap(tx)?, calibration, partners })
        })
        .await
}

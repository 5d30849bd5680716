//! Counts and publishes: from then on the signed bundle is the result.

use super::{become_, load};
use crate::bundle::{Bundle, Head, RollPart};
use crate::model::count::{Edition, count};
use crate::model::state::{Phase, State};
use crate::model::vote::Vote;
use crate::store;
use tandem_access::{Action, Error, FieldErrors, KeyFile, Kind, Store, Tx, Uuid, Viewer};
use tandem_events::Event;

/// What keeps a vote from being published.
fn ready(tx: &mut Tx, vote: &Vote) -> Result<(), Error> {
    if vote.phase(tx.now()) != Phase::Closed {
        return Err(Error::Conflict { code: "votes-conflict-not-over" });
    }
    if store::papers::of(tx, vote.id)?.iter().any(|b| !b.state.is_end()) {
        return Err(FieldErrors::one("papers", "votes-error-batches-wait"));
    }
    Ok(())
}

/// Counts and publishes a vote whose time is over and whose papers are keyed, signed with the partnership's key. A member orders
/// it; the system counts, because nobody else reads ballots.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Conflict`] before the closing or when it is published; [`Error::Invalid`] while papers wait;
/// [`Error::Internal`] without a key file or when a ballot cannot be read; the database's.
pub async fn publish(store: &Store, by: &Viewer, id: Uuid) -> Result<(), Error> {
    let keys =
        store.keys().ok_or_else(|| Error::Internal("a result is signed: there is no key file".into()))?;
    store
        .write(by, move |tx| {
            tx.require(Kind::Vote, Action::Manage)?;
            let vote = load(tx, id)?;
            ready(tx, &vote)?;
            tx.audit(Action::Manage, Kind::Vote, Some(id), None, "vote-publication-ordered")
        })
        .await?;
    store.write(&Viewer::system("votes.publish"), move |tx| count_and_sign(tx, id, &keys)).await
}

fn count_and_sign(tx: &mut Tx, id: Uuid, keys: &KeyFile) -> Result<(), Error> {
    let mut vote = load(tx, id)?;
    ready(tx, &vote)?;
    if vote.state == State::Open {
        become_(tx, &mut vote, State::Closed)?;
        vote = load(tx, id)?;
    }
    // Papers were keyed since it closed.
    store::ballots::shuffle(tx, id)?;
    let (ballots, receipts) = (store::ballots::ballots(tx, id)?, store::ballots::receipts(tx, id)?);
    let roll = store::ballots::roll(tx, id)?;
    let result = count(&vote.definition, &ballots).map_err(|e| Error::Internal(format!("vote {id}: {e}")))?;
    let partnership = tandem_partners::actions::partnership(tx)?.name;
    let now = tx.now();
    let bundle = Bundle {
        edition: Edition::NOW,
        head: Head { vote: id.to_string(), partnership, published_at: now.to_string() },
        definition: vote.definition.clone(),
        roll: RollPart::of(&roll),
        ballots,
        receipts,
        result,
    };
    let text = bundle.sign(keys).map_err(Error::Internal)?;
    vote.published_at = Some(now);
    become_(tx, &mut vote, State::Published)?;
    store::votes::put_bundle(tx, id, &text)?;
    crate::jobs::say(tx, &vote, "result")?;
    if let Some(binding) = &vote.binding {
        tandem_events::publish(tx, &Event::ResultWaits { vote: id, body: binding.body })?;
    }
    tx.audit(Action::Manage, Kind::Vote, Some(id), None, "vote-published")
}

/// The signed bundle of a published vote.
///
/// # Errors
/// [`Error::NotFound`] before; the database's.
pub fn bundle_of(tx: &mut Tx, id: Uuid) -> Result<String, Error> {
    store::votes::bundle(tx, id)?.ok_or(Error::NotFound)
}

//! What the clock does: votes close, and what is new of them is said once.

use crate::actions::close_due;
use crate::model::vote::Vote;
use crate::store::votes as store;
use jiff::SignedDuration;
use tandem_access::{Error, Tx};
use tandem_events::{Event, Every, publish};

/// How long before its end a vote is spoken of again; of a short one, when half of its time is over.
const NEAR: SignedDuration = SignedDuration::from_hours(72);

/// The work that comes round.
pub(crate) fn every() -> Vec<Every> {
    vec![
        Every { name: "votes.clock", every: SignedDuration::from_secs(60), run: close_due },
        Every { name: "votes.news", every: SignedDuration::from_mins(10), run: news },
    ]
}

/// Says of every vote that it has begun, and later that it comes near its end; once each.
fn news(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let now = tx.now();
    for (vote, told) in store::taking(tx, now)? {
        let whole = vote.closes_at.duration_since(vote.opens_at);
        let near = vote.closes_at.duration_since(now) <= NEAR.min(whole / 2);
        let what = match told.as_str() {
            "" => "opens",
            "opens" if near => "closes",
            _ => continue,
        };
        store::set_told(tx, vote.id, what)?;
        say(tx, &vote, what)?;
    }
    Ok(())
}

/// Tells other rooms what is new of a vote.
pub(crate) fn say(tx: &mut Tx<'_, '_>, vote: &Vote, what: &str) -> Result<(), Error> {
    let body = vote.binding.as_ref().map(|binding| binding.body);
    publish(tx, &Event::VoteNews { vote: vote.id, body, what: what.to_owned() })
}

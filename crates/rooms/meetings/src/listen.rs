//! What this room hears of others and tells on: proposals, objections, decisions, results of votes.

use crate::actions::{self, Heard};
use crate::model::News;
use tandem_access::{Error, Tx};
use tandem_events::{Event, Listener};

pub(crate) fn listeners() -> Vec<Listener> {
    vec![Listener { name: "meetings: what bodies decide", on: hear }]
}

fn hear(tx: &mut Tx<'_, '_>, event: &Event) -> Result<(), Error> {
    let heard = match event {
        Event::ProposalAsks { proposal, body, .. } => Heard::of(News::Proposal, *proposal, *body),
        Event::ObjectionRaised { proposal, body, proposer } => {
            Heard { proposer: *proposer, ..Heard::of(News::Objection, *proposal, *body) }
        }
        Event::DecisionAdopted { decision, body } => Heard::of(News::Adopted, *decision, *body),
        Event::ReviewDue { decision, body, .. } => Heard::of(News::Review, *decision, *body),
        Event::ResultWaits { vote, body } => Heard::of(News::Result, *vote, *body),
        _ => return Ok(()),
    };
    actions::tell_on(tx, &heard)
}

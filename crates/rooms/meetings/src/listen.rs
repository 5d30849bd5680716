//! What this room hears of others and tells on: proposals, objections, decisions, results of votes; terms that end, bodies that may not
//! adopt, and what waits for one.

use crate::actions::{self, Heard};
use crate::model::News;
use crate::store::notices::About;
use tandem_access::{Error, Tx};
use tandem_events::{Event, Listener};

pub(crate) fn listeners() -> Vec<Listener> {
    vec![Listener { name: "meetings: what bodies decide", on: hear }]
}

fn hear(tx: &mut Tx<'_, '_>, event: &Event) -> Result<(), Error> {
    let heard = match event {
        Event::ProposalAsks { proposal, body, .. } => Heard::item(News::Proposal, *proposal, *body),
        Event::ObjectionRaised { proposal, body, proposer } => {
            Heard { proposer: *proposer, ..Heard::item(News::Objection, *proposal, *body) }
        }
        Event::DecisionAdopted { decision, body } => Heard::item(News::Adopted, *decision, *body),
        Event::ReviewDue { decision, body, .. } => Heard::item(News::Review, *decision, *body),
        Event::ResultWaits { vote, body } => Heard::item(News::Result, *vote, *body),
        Event::VoteNews { vote, body, what } => {
            let news = match what.as_str() {
                "opens" => News::VoteOpens,
                "closes" => News::VoteCloses,
                "result" => News::VoteResult,
                _ => return Ok(()),
            };
            Heard::of(news, About::Item(*vote, *body))
        }
        Event::TermsEnd { body, seats, .. } => {
            let about = seats.iter().map(|seat| About::Seat(*seat, *body)).collect();
            Heard { news: News::Term, about, proposer: None }
        }
        Event::StandingChanged { body, .. } => Heard::of(News::Standing, About::Body(*body)),
        Event::ProposalWaits { proposal, .. } => Heard::of(News::Waiting, About::Item(*proposal, None)),
        _ => return Ok(()),
    };
    actions::tell_on(tx, &heard)
}

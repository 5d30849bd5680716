//! What can be done with votes. One verb, one file; each runs in the caller's transaction.

mod answer;
mod cast;
mod change;
mod enrol;
mod open;
mod papers;
mod publish;
mod see;
mod spent;
mod texts;
mod withdraw;

pub use answer::{
    adopt_result, agree_to_return, answer_of, answers_from, ask_again, asked_again, bind, may_agree,
    propose_return, proposed_return, topics, withdraw_return,
};
pub use cast::{cast, check};
pub use change::{Draft, draft, revise};
pub use enrol::{issue, revoke, text_code};
pub use open::{cancel, close_due, open};
pub use papers::{
    LARGEST_SCAN, Row, begin_batch, count_batch, drop_batch, has_scan, keep_scan, key_batch, scan_of,
    settle_batch,
};
pub use publish::{bundle_of, publish};
pub use see::{batches, find, find_public, list, list_public, papers_of, roll, show_batch};
pub use spent::{Spent, Stands, spent};
pub use texts::{Texted, cast_text, cast_texts};
pub use withdraw::withdraw_option;

use crate::model::state::State;
use crate::model::vote::Vote;
use crate::store;
use tandem_access::{Error, Tx, Uuid};
use tandem_spine::model::{Item, Kind as Thing};

/// Somebody else was faster.
const CHANGED: Error = Error::Conflict { code: "votes-conflict-changed" };

/// The vote, or nothing.
fn load(tx: &mut Tx, id: Uuid) -> Result<Vote, Error> {
    store::votes::find(tx, id)?.ok_or(Error::NotFound)
}

/// Moves a vote on.
fn become_(tx: &mut Tx, vote: &mut Vote, to: State) -> Result<(), Error> {
    if !vote.state.may_become(to) {
        return Err(Error::Conflict { code: "votes-conflict-state" });
    }
    vote.state = to;
    save(tx, vote)
}

fn save(tx: &mut Tx, vote: &Vote) -> Result<(), Error> {
    if !store::votes::update(tx, vote)? {
        return Err(CHANGED);
    }
    // A draft is nobody's business yet.
    if vote.state != State::Draft {
        let title = &vote.definition.title;
        tandem_spine::actions::put(
            tx,
            &Item {
                id: vote.id,
                kind: Thing::Vote,
                title: title.en.clone(),
                title_es: Some(title.es.clone()).filter(|t| !t.is_empty()),
                path: format!("/say/{}", vote.id),
                public: true,
            },
        )?;
        if let Some(from) = vote.grew_from {
            tandem_spine::actions::link(tx, from, vote.id)?;
        }
    }
    Ok(())
}

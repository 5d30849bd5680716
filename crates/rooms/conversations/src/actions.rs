//! The verbs of the room. Each loads, asks the policy and the rules, writes, and notes the audit, in the caller's transaction. What people
//! say is not noted there: the log would tell who said what, and when.

mod look;
mod moderate;
mod results;
mod speak;
mod start;

pub use look::{Desk, Listed, Whole, desk, list, of_body, runs, whole};
pub use moderate::{Verdict, add, close, moderate};
pub use results::{Explored, Kept, Noted, Results, results};
pub use speak::{Speaker, answer, declare, erase, is_known, suggest};
pub use start::{bodies, origins, start};

use crate::model::Conversation;
use crate::policy;
use crate::store;
use tandem_access::{Error, Tx, Uuid};
use tandem_bodies::model::{SeatRole, Standing};

/// A conversation.
fn load(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Conversation, Error> {
    store::by_id(tx, id)?.ok_or(Error::NotFound)
}

/// A conversation in which one can take part today.
fn open(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Conversation, Error> {
    let found = load(tx, id)?;
    if found.is_open(tandem_bodies::actions::today(tx)?) {
        Ok(found)
    } else {
        Err(Error::Conflict { code: "conversations-conflict-over" })
    }
}

/// Whether the viewer leads a body, as holder or deputy.
fn leads(tx: &Tx<'_, '_>, standing: &Standing) -> bool {
    let seat = tx.viewer().member_id().and_then(|member| standing.seat_of(member));
    seat.is_some_and(|(seat, _)| seat.role == SeatRole::CoLead)
}

/// Lets pass who may run a conversation of this body.
fn runner(tx: &mut Tx<'_, '_>, body: Option<Uuid>) -> Result<(), Error> {
    let leads = match body {
        Some(body) => {
            let standing = tandem_bodies::actions::standing(tx, body)?;
            leads(tx, &standing)
        }
        None => false,
    };
    if policy::may_run(tx.viewer(), leads) { Ok(()) } else { Err(Error::Forbidden) }
}

/// Writes the row on; whoever was faster makes this one start over.
fn touch(tx: &mut Tx<'_, '_>, conversation: &Conversation) -> Result<(), Error> {
    if store::touch(tx, conversation)? {
        Ok(())
    } else {
        Err(Error::Conflict { code: "conversations-conflict-changed" })
    }
}

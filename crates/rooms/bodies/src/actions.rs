//! The verbs of the room. Each checks the policy, writes, and notes the audit, in the caller's transaction.

mod charter;
mod conflicts;
mod on_paper;
mod presence;
mod ratify;
mod seats;
mod standing;
mod training;

pub use charter::{
    Draft, NewClause, before, charter, charters, draft, drop_charter, in_force, lay_open, save, take_back,
    topic_es,
};
pub use conflicts::{conflicted, declare, declared, undeclare};
pub use on_paper::{OnPaper, Paper, confirm_paper, may_confirm, note_paper, strike_paper};
pub use presence::{present, set_present};
pub use ratify::{Note, NoteKind, Ratification, answer_note, note, notes, ratify, said_yes, still_to_say};
pub use seats::{
    add_handover, begin_handover, create_body, edit_body, end_body, end_seat, give_seat, hand_over, handover,
    renew, set_deputy,
};
pub use standing::{bodies, control, my_seats, past_seats, people, seat, seat_of, standing, today};
pub use training::{due_training_in, my_due_training};

use crate::policy;
use tandem_access::{Error, Tx};

/// Lets pass who keeps the bodies.
fn keeper(tx: &Tx<'_, '_>) -> Result<(), Error> {
    if policy::may_keep(tx.viewer()) { Ok(()) } else { Err(Error::Forbidden) }
}

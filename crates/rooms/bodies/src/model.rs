//! Rules of the room, pure.

pub mod body;
pub mod changes;
pub mod charter;
pub mod seat;

pub use body::{Body, BodyKind, Measure, NewBody, Standing};
pub use changes::{Changes, ClauseChange};
pub use charter::{Charter, CharterState, Clause, DecisionRule, Ratify, Rules, Ties};
pub use seat::{Holding, Job, NewSeat, Seat, SeatRole, terms_in_a_row};

use tandem_access::FieldErrors;

/// A fault of a text that was typed.
pub(crate) fn long(errors: &mut FieldErrors, field: &str, text: &str, most: usize) {
    if text.chars().count() > most {
        errors.add(field, "bodies-error-long");
    }
}

//! What can be done: each runs in the caller's transaction and checks role and rules itself.

mod between;
mod commitment;
mod cover;
mod draft;
mod on_paper;
mod read;
mod renew;
mod send;
mod sign;
mod term;
mod training;
mod translate;
mod withdraw;

pub use between::{agreed_pairs, in_force, working_together};
pub use commitment::{close_commitment, commit, commitment, commitments, commitments_of, may_close, promise};
pub use cover::{Missing, covered, missing, require_from, required_from};
pub use draft::{draft, edit};
pub use on_paper::{confirm_paper, may_confirm, may_strike, put_in_force, sign_on_paper, strike_paper};
pub use read::{Whole, begun_by, list, public_list, view};
pub use renew::renew;
pub use send::{recall, send, stop};
pub use sign::{NewSignature, sign};
pub use term::{define, term, terms};
pub use training::{
    Count, Owing, complete, due_in_seats, due_training, module, own_members, retire_module, teach, training,
    training_counts,
};
pub use translate::translate;
pub use withdraw::withdraw;

use crate::model::agreement::Agreement;
use crate::store;
use crate::store::agreement::Found;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tandem_access::{Error, Tx, Uuid};

/// An agreement, if there is one.
fn get(tx: &mut Tx, id: Uuid) -> Result<Found, Error> {
    store::agreement::get(tx, id)?.ok_or(Error::NotFound)
}

fn agreement(tx: &mut Tx, id: Uuid) -> Result<Agreement, Error> {
    Ok(get(tx, id)?.agreement)
}

/// The partnership's time zone and the day it is there.
pub(crate) fn today(tx: &mut Tx) -> Result<(TimeZone, Date), Error> {
    let zone = tandem_partners::actions::partnership(tx)?.calendar.zone().clone();
    let day = tx.now().to_zoned(zone.clone()).date();
    Ok((zone, day))
}

//! Who is invited says whether they come, how, and what they need for it.

use crate::model::Answered;
use crate::model::meeting::long;
use crate::store::meetings as store;
use tandem_access::{Action, Error, FieldErrors, Tx, Uuid};

/// Answers for the viewer; their member id is put in.
///
/// # Errors
/// [`Error::Forbidden`] for who has no seat in the body and does not organize; [`Error::NotFound`]; [`Error::Invalid`];
/// [`Error::Conflict`] when the meeting is not ahead.
pub fn answer(tx: &mut Tx<'_, '_>, meeting: Uuid, given: &Answered) -> Result<(), Error> {
    let (found, _, part) = super::with_part(tx, meeting)?;
    let member = tx.viewer().member_id().filter(|_| part.takes_part()).ok_or(Error::Forbidden)?;
    if !found.is_ahead() {
        return Err(Error::Conflict { code: "meetings-conflict-over" });
    }
    let mut errors = FieldErrors::new();
    long(&mut errors, "needs_text", &given.needs_text, 500);
    if given.way.is_some_and(|way| !found.place.ways().contains(&way)) {
        errors.add("way", "meetings-error-way");
    }
    errors.into_result()?;
    store::set_answer(tx, meeting, &Answered { member, ..given.clone() })?;
    // What somebody needs is not for the log.
    super::note(tx, meeting, Action::Write, "invitation answered")
}

/// The viewer's own answer.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn my_answer(tx: &mut Tx<'_, '_>, meeting: Uuid) -> Result<Option<Answered>, Error> {
    super::meeting(tx, meeting)?;
    let Some(member) = tx.viewer().member_id() else { return Ok(None) };
    Ok(store::answers(tx, meeting)?.into_iter().find(|a| a.member == member))
}

/// Every answer, with what people need: for those who organize, and nobody else.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn answers(tx: &mut Tx<'_, '_>, meeting: Uuid) -> Result<Vec<Answered>, Error> {
    super::organizer(tx, meeting)?;
    store::answers(tx, meeting)
}

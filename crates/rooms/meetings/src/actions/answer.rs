//! Who is invited says whether they come, how, and what they need for it.

use crate::letters;
use crate::model::meeting::long;
use crate::model::{Answered, Arranged, NeedState};
use crate::store::meetings as store;
use tandem_access::{Action, Error, FieldErrors, Tx, Uuid};
use tandem_partners::model::Reader;

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

/// Says what came of what somebody needs to take part: it is arranged, or it cannot be had and why. They are told by letter.
///
/// # Errors
/// [`Error::Forbidden`] for who does not organize; [`Error::NotFound`] for who asked for nothing; [`Error::Invalid`] without words where it
/// cannot be had; [`Error::Conflict`] when the meeting is not ahead.
pub fn arrange(tx: &mut Tx<'_, '_>, meeting: Uuid, given: &Arranged) -> Result<(), Error> {
    let (found, _) = super::organizer(tx, meeting)?;
    if !found.is_ahead() {
        return Err(Error::Conflict { code: "meetings-conflict-over" });
    }
    let given = Arranged { reply: given.reply.trim().to_owned(), ..given.clone() };
    let mut errors = FieldErrors::new();
    long(&mut errors, "reply", &given.reply, 500);
    if given.state == NeedState::Cannot && given.reply.is_empty() {
        errors.add("reply", "meetings-error-reply");
    }
    errors.into_result()?;
    let before = store::arranged(tx, meeting)?.into_iter().find(|a| a.member == given.member);
    if before.as_ref() == Some(&given) {
        return Ok(());
    }
    if !store::set_arranged(tx, meeting, &given)? {
        return Err(Error::NotFound);
    }
    if given.state != NeedState::Asked
        && let Some(to) = tandem_partners::actions::addressee(tx, Reader::Member(given.member))?
    {
        letters::arranged(tx, &to, &found, &given)?;
    }
    super::note(tx, meeting, Action::Write, "what somebody needs answered")
}

/// What came of what people need: all for those who organize, and of the viewer's own need.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn arranged(tx: &mut Tx<'_, '_>, meeting: Uuid) -> Result<Vec<Arranged>, Error> {
    let (_, _, part) = super::with_part(tx, meeting)?;
    let me = tx.viewer().member_id();
    let mut all = store::arranged(tx, meeting)?;
    all.retain(|a| part.organizes || Some(a.member) == me);
    Ok(all)
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

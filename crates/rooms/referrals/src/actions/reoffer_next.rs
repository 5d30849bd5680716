//! A referral that got no answer, or a no, goes to the next service that the person has already named; where they
//! named none, or have not agreed that it is told, the sender gets a task to ask them. Never to somebody the person
//! did not choose.

use super::{clock, load, move_as, noted};
use crate::model::task::TaskKind;
use crate::model::{Actor, Referral, Side, Source, Status, Verb};
use crate::store::next::Named;
use crate::store::shared::Shared;
use crate::{letters, policy, store};
use tandem_access::{Error, Tx, Uuid};

/// What became of a referral that was to be passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// It is at the next service, as this referral.
    To(Uuid),
    /// The person has to be asked; the sender has the task.
    Ask(TaskKind),
}

/// Marks a referral whose clock has run out, for both sides to see. `false` when it is not late, or was marked before.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the system; the database's.
pub fn mark_late(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<bool, Error> {
    let mut r = load(tx, id)?;
    let actor = policy::on_side(tx.viewer(), &r, Side::System)?;
    if !r.mark_late(tx.now()) {
        return Ok(false);
    }
    let status = r.status;
    store::referral::update(tx, &r, status)?;
    store::story::note(tx, &r, actor, "late", None, "")?;
    noted(tx, &r, "late")?;
    super::changed(tx, &r, status.code())?;
    letters::late(tx, &r)?;
    Ok(true)
}

/// Passes a referral on: by the clock, or by the sender who does not want to wait for it. A referral that still waits
/// ends as "no answer"; one that was declined or came to nothing stays as it ended.
///
/// # Errors
/// [`Error::Conflict`] when it is under way, completed, or not late yet; [`Error::Forbidden`].
pub fn reoffer_next(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Passed, Error> {
    let r = load(tx, id)?;
    let by = policy::on_side(tx.viewer(), &r, Side::System)
        .or_else(|_| policy::on_side(tx.viewer(), &r, Side::Sender))?;
    let waits = r.status == Status::Requested && r.is_late(tx.now());
    let ended = matches!(r.status, Status::Rejected | Status::Failed);
    if r.is_sealed() || r.source == Source::Person || !(waits || ended) {
        return Err(Error::Conflict { code: "referrals-error-moved-on" });
    }
    let due = clock(tx)?.due(tx.now());
    if !r.identified {
        // An open offer stays open; that nobody has claimed it is for the sender to know.
        return ask(tx, &r, TaskKind::NoClaim, due);
    }
    let mut named = store::next::of(tx, id)?;
    let Some(next) = take_open(tx, &r, &mut named)? else {
        return ask(tx, &r, TaskKind::AskPersonNext, due);
    };
    let person = r.person_id.ok_or(Error::NotFound)?;
    if next.org_id != r.owner_org && !store::shared::consented(tx, r.owner_org, person, next.org_id, r.label)?
    {
        return ask(tx, &r, TaskKind::AskPersonConsent, due);
    }
    let shared = store::shared::shared(tx, id)?.ok_or(Error::NotFound)?;
    let before = if waits {
        let actor = Actor { side: Side::System, ..by };
        let moved = move_as(tx, r, actor, Verb::Expire, "")?;
        if let Some(receiver) = moved.after.receiver_org {
            store::tally::count(tx, receiver, false, 1)?;
        }
        letters::passed_on(tx, &moved.after)?;
        moved.after
    } else {
        r
    };
    let new = pass(tx, &before, by, next, &named, &shared)?;
    store::task::done(
        tx,
        id,
        &[
            TaskKind::AfterDecline,
            TaskKind::AfterFailure,
            TaskKind::AskPersonNext,
            TaskKind::AskPersonConsent,
        ],
    )?;
    Ok(Passed::To(new))
}

/// Takes the first named service that does not already have this need before it.
fn take_open(tx: &mut Tx<'_, '_>, r: &Referral, named: &mut Vec<Named>) -> Result<Option<Named>, Error> {
    while !named.is_empty() {
        let next = named.remove(0);
        let target = store::service::get(tx, next.service_id)?.filter(|t| t.active && !t.confidential);
        let busy = match r.need_id {
            Some(need) => store::referral::open_at(tx, need, next.org_id)?,
            None => false,
        };
        if target.is_some() && !busy {
            return Ok(Some(next));
        }
    }
    Ok(None)
}

fn pass(
    tx: &mut Tx<'_, '_>,
    before: &Referral,
    by: Actor,
    next: Named,
    later: &[Named],
    shared: &Shared,
) -> Result<Uuid, Error> {
    let now = tx.now();
    let r = Referral {
        id: tx.new_public_id(),
        receiver_org: Some(next.org_id),
        service_id: Some(next.service_id),
        status: Status::Draft,
        created_at: now,
        sent_at: None,
        due_at: None,
        late_at: None,
        answered_at: None,
        accepted_at: None,
        ended_at: None,
        reason: None,
        service_received: None,
        need_resolved: None,
        previous_id: Some(before.id),
        updated_at: now,
        ..before.clone()
    };
    let id = r.id;
    // The member who chose the list with the person stays the sender, also when the clock passes it on.
    let actor =
        Actor { side: Side::Sender, org: Some(before.owner_org), member: by.member.or(before.sent_by) };
    let shared = Shared { referral_id: id, at: now, ..shared.clone() };
    let clock = clock(tx)?;
    super::send::put(tx, r, None, actor, &shared, later, &clock)?;
    Ok(id)
}

/// Puts the question before the sender, once.
fn ask(
    tx: &mut Tx<'_, '_>,
    r: &Referral,
    kind: TaskKind,
    due: tandem_access::Timestamp,
) -> Result<Passed, Error> {
    let open = store::task::open_of(tx, r.id)?;
    if open.iter().all(|t| t.kind != kind) {
        store::task::open(tx, r.id, r.owner_org, kind, due)?;
        store::task::done(tx, r.id, &[TaskKind::AfterDecline, TaskKind::AfterFailure])?;
        noted(tx, r, kind.code())?;
        letters::answered(tx, r)?;
    }
    Ok(Passed::Ask(kind))
}

//! Tells systems what waits for them.

use crate::fhir::{About, message};
use crate::model::{Change, Kind, Status, Subscription};
use crate::store::{self, Notice};
use futures_util::future::join_all;
use tandem_access::accounts::clients;
use tandem_access::{Action, Error, Kind as Facts, Store, Tx, Uuid, Viewer};
use tandem_mail::Hooks;
use tandem_mail::retry::{LEASE, MOST_ATTEMPTS, Outcome, wait};

/// How many systems are told side by side.
const SIDE_BY_SIDE: usize = 16;
/// How many messages one system gets in one pass.
const AT_ONCE: usize = 50;

/// What a pass came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    /// Messages that were taken.
    pub sent: usize,
    /// Calls that failed.
    pub failed: usize,
    /// Changes that the organization may not know of, or no more: nothing was sent.
    pub dropped: usize,
}

/// Tells every system what is due. Call it about once a second, and never in a request. One that does not answer keeps no
/// other waiting.
///
/// # Errors
/// The database's; what systems answer is noted at the subscription.
pub async fn deliver_due(store: &Store, hooks: &Hooks) -> Result<Told, Error> {
    let mut due = store.read(&system(), store::due).await?;
    due.truncate(SIDE_BY_SIDE);
    let mut all = Told::default();
    for told in join_all(due.into_iter().map(|id| tell(store, hooks, id))).await {
        let told = told?;
        all.sent += told.sent;
        all.failed += told.failed;
        all.dropped += told.dropped;
    }
    Ok(all)
}

fn system() -> Viewer {
    Viewer::system("subscriptions.deliver")
}

/// One message with what is needed to send it.
struct Due {
    subscription: Subscription,
    notice: Notice,
    bearer: Option<String>,
    /// As whom it is read whether the change may be told; `None` for a system that has ended or rests.
    viewer: Option<Viewer>,
}

/// Tells one system, in order, until it has everything or a call fails.
async fn tell(store: &Store, hooks: &Hooks, id: Uuid) -> Result<Told, Error> {
    let mut told = Told::default();
    for _ in 0..AT_ONCE {
        let Some(due) = store.write(&system(), move |tx| take(tx, id)).await? else { break };
        let notice = due.notice.id;
        let Some(event) = may_know(store, &due).await? else {
            store.write(&system(), move |tx| store::remove(tx, notice)).await?;
            told.dropped += 1;
            continue;
        };
        let outcome = send(store, hooks, due, event).await?;
        match outcome {
            Outcome::Sent => told.sent += 1,
            Outcome::Later(_) | Outcome::Refused(_) => {
                told.failed += 1;
                break;
            }
        }
    }
    Ok(told)
}

fn take(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Option<Due>, Error> {
    let Some(subscription) = store::get(tx, id)?.filter(|s| s.status.listens()) else {
        store::clear(tx, id)?;
        return Ok(None);
    };
    let until = tx.now().checked_add(LEASE).map_err(|e| Error::Internal(format!("lease: {e}")))?;
    let Some(notice) = store::claim(tx, id, until)? else { return Ok(None) };
    let bearer = store::bearer(tx, &subscription)?;
    let viewer = clients::viewer_of(tx, subscription.client)?;
    Ok(Some(Due { subscription, notice, bearer, viewer }))
}

/// The number of the change if the system may know of it: as itself, now. A consent that was taken back since the change
/// stops what waits.
async fn may_know(store: &Store, due: &Due) -> Result<Option<i64>, Error> {
    let (Some(viewer), change) = (&due.viewer, due.notice.change) else { return Ok(None) };
    let Some(person) = change.person else { return Ok(Some(0)) };
    let Some(owner) = store.read(viewer, move |tx| sees(tx, change)).await? else { return Ok(None) };
    if let Some(event) = due.notice.event {
        return Ok(Some(event));
    }
    let told = "system told of a change";
    store
        .write(viewer, move |tx| {
            tx.audit_for(owner, Action::Read, Facts::Person, Some(person), Some(person), told)
        })
        .await?;
    let (subscription, notice) = (due.subscription.id, due.notice.id);
    store
        .write(&system(), move |tx| {
            let event = store::count_event(tx, subscription)?;
            store::number(tx, notice, event)?;
            Ok(Some(event))
        })
        .await
}

/// Whose record it is, if the viewer may see the row that changed and take the record along: what `$everything` would give.
fn sees(tx: &mut Tx<'_, '_>, change: Change) -> Result<Option<Uuid>, Error> {
    let Some(person) = change.person else { return Ok(None) };
    if !tx.viewer().may(Facts::Person, Action::Export) {
        return Ok(None);
    }
    let about = match change.kind {
        Kind::Handshake => None,
        Kind::Person => Some(person),
        Kind::Need => tandem_people::actions::sees_need(tx, change.object)?,
        Kind::Screening => tandem_screening::actions::sees_screening(tx, change.object)?,
        Kind::Visit => tandem_visits::actions::sees_visit(tx, change.object)?,
        Kind::Referral => {
            tandem_referrals::actions::sees_referral(tx, change.object)?.map(|parties| parties.person)
        }
    };
    let record = tandem_people::actions::sees_person(tx, person)?;
    let Some((owner, label)) = record.filter(|_| about == Some(person)) else { return Ok(None) };
    let confidential = tandem_partners::actions::find(tx, owner)?.confidential;
    Ok((label.is_shareable() && !confidential).then_some(owner))
}

async fn send(store: &Store, hooks: &Hooks, due: Due, event: i64) -> Result<Outcome, Error> {
    let Due { subscription, notice, bearer, .. } = due;
    let (now, base) = (store.now(), tandem_mail::base_url());
    let about = About::of(notice.change.kind, notice.change.person, event, now);
    let counted = Subscription { events: subscription.events.max(event), ..subscription };
    let body = message(&counted, base, notice.id, &about, now).to_string();
    let outcome = hooks.post(counted.endpoint.clone(), notice.id.to_string(), bearer, body).await;
    if let Outcome::Later(why) | Outcome::Refused(why) = &outcome {
        tracing::warn!(target: "tandem::subscriptions", subscription = %counted.id, "not told: {why}");
    }
    let noted = outcome.clone();
    store.write(&system(), move |tx| note(tx, &counted, &notice, &noted)).await?;
    Ok(outcome)
}

fn note(tx: &mut Tx<'_, '_>, s: &Subscription, notice: &Notice, outcome: &Outcome) -> Result<(), Error> {
    match outcome {
        Outcome::Sent => {
            store::remove(tx, notice.id)?;
            store::sent(tx, s.id)
        }
        Outcome::Later(why) if notice.attempts < MOST_ATTEMPTS => {
            let at = tx.now().checked_add(wait(notice.attempts, tx.random_below(1000)));
            store::put_off(tx, notice.id, at.map_err(|e| Error::Internal(format!("next attempt: {e}")))?)?;
            store::stand(tx, s.id, s.status, Some(why))
        }
        // What it missed cannot be told later: it reads again what it keeps, once somebody has it told again.
        Outcome::Later(why) | Outcome::Refused(why) => {
            store::clear(tx, s.id)?;
            store::stand(tx, s.id, Status::Error, Some(why))
        }
    }
}

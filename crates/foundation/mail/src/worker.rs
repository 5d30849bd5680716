//! What a pass over an outbox does: take what is due, send it, note what came of it.

use crate::outbox::{Claimed, EMAILS, Shelf, Status, TEXTS};
use crate::retry::Outcome;
use jiff::SignedDuration;
use std::future::Future;
use tandem_access::{Error, Store, Tx, Viewer};

/// How many messages one pass takes.
const AT_ONCE: u32 = 20;

/// What one pass came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Taken by the other side.
    pub sent: usize,
    /// To be tried again.
    pub failed: usize,
    /// Given up.
    pub dead: usize,
}

/// One pass. Each message is noted by itself, so that a crash costs at most one second sending.
pub(crate) async fn pass<F, Fut>(
    store: &Store,
    of: &'static Shelf,
    keep: bool,
    send: F,
) -> Result<Delivered, Error>
where
    F: Fn(Claimed) -> Fut,
    Fut: Future<Output = Outcome>,
{
    let system = Viewer::system("mail.deliver");
    let due = store.read(&system, waiting).await?;
    let mut done = Delivered::default();
    if !due {
        return Ok(done);
    }
    let claimed = store.write(&system, |tx| of.claim(tx, AT_ONCE)).await?;
    for message in claimed {
        let id = message.id;
        let to = message.to.clone();
        // Servers repeat the address in what they refuse; it lies sealed, and in the log not at all.
        let outcome = match send(message).await {
            Outcome::Sent => Outcome::Sent,
            Outcome::Refused(why) => Outcome::Refused(why.replace(&to, "(address)")),
            Outcome::Later(why) => Outcome::Later(why.replace(&to, "(address)")),
        };
        if let Outcome::Refused(why) | Outcome::Later(why) = &outcome {
            tracing::warn!(target: "tandem::mail", %id, "not sent: {why}");
        }
        match store.write(&system, move |tx| of.note(tx, id, &outcome, keep)).await? {
            Status::Sent => done.sent += 1,
            Status::Dead => done.dead += 1,
            Status::Queued | Status::Failed => done.failed += 1,
        }
    }
    Ok(done)
}

/// Whether anything waits, so that an idle server writes nothing.
fn waiting(tx: &mut Tx<'_, '_>) -> Result<bool, Error> {
    let now = tx.now();
    tx.query_one(
        "SELECT (SELECT count(*) FROM email_outbox WHERE status IN ('queued', 'failed') AND next_attempt_at <= ?1)
              + (SELECT count(*) FROM text_outbox WHERE status IN ('queued', 'failed') AND next_attempt_at <= ?1)",
        tandem_access::params![now],
        |row| Ok(row.get::<i64>(0)? > 0),
    )
}

/// Deletes what was sent more than 90 days ago; what was given up stays until somebody has looked.
///
/// # Errors
/// The database's.
pub fn forget_old(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let before = tx
        .now()
        .checked_sub(SignedDuration::from_hours(24 * 90))
        .map_err(|e| Error::Internal(format!("forget_old: {e}")))?;
    EMAILS.forget(tx, before)?;
    TEXTS.forget(tx, before)?;
    Ok(())
}

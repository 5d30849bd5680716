//! The outbox: messages written with the action that has something to say.

use crate::retry::{LEASE, MOST_ATTEMPTS, Outcome, wait};
use crate::subject::{Subject, names_health};
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, params};

/// A letter to one recipient.
#[derive(Debug, Clone)]
pub struct Email {
    /// One address; it is checked.
    pub to: String,
    /// What it is about, from the fixed set.
    pub subject: Subject,
    /// The recipient's language, for the subject: `en` or `es`.
    pub language: String,
    /// The letter as plain text; links on lines of their own.
    pub text: String,
    /// The same as HTML, if it is worth it; most letters do better without.
    pub html: Option<String>,
    /// What sent it, for the outbox list: `referrals.answer`.
    pub kind: &'static str,
    /// What it is about, to find it again.
    pub related: Option<Uuid>,
}

/// A text message to one telephone.
#[derive(Debug, Clone)]
pub struct TextMessage {
    /// A telephone number with at least ten digits.
    pub to: String,
    /// The words; they stand on lock screens, so they may not name health or hardship.
    pub body: String,
    /// What sent it.
    pub kind: &'static str,
    /// What it is about.
    pub related: Option<Uuid>,
}

/// How a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Waits for its first try, or is being sent.
    Queued,
    /// A try failed; it will be tried again.
    Failed,
    /// The other side took it.
    Sent,
    /// Given up.
    Dead,
}

impl Status {
    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            Status::Queued => "queued",
            Status::Failed => "failed",
            Status::Sent => "sent",
            Status::Dead => "dead",
        }
    }
    fn from_word(word: &str) -> Result<Status, Error> {
        [Status::Queued, Status::Failed, Status::Sent, Status::Dead]
            .into_iter()
            .find(|s| s.word() == word)
            .ok_or_else(|| Error::Internal(format!("outbox status `{word}`")))
    }
}

/// Puts a letter in the outbox, in the caller's transaction: it goes out if and only if the action commits.
///
/// # Errors
/// [`Error::Invalid`] (field `email`) for an address that cannot be one; the database's.
pub fn send_email(tx: &mut Tx<'_, '_>, email: &Email) -> Result<Uuid, Error> {
    let to = email.to.trim();
    let clean = !to.chars().any(|c| c.is_control() || c.is_whitespace());
    if !clean || to.len() > 254 || to.parse::<lettre::Address>().is_err() {
        return Err(tandem_access::FieldErrors::one("email", "mail-error-address"));
    }
    let (id, now) = (tx.new_public_id(), tx.now());
    tx.execute(
        "INSERT INTO email_outbox (id, recipient, subject, body, html, kind, related_id, status, attempts,
                                   next_attempt_at, last_error, created_at, sent_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'queued', 0, ?8, NULL, ?8, NULL)",
        params![
            id,
            to,
            email.subject.text(&email.language),
            email.text.as_str(),
            email.html.as_deref().map(str::to_owned),
            email.kind,
            email.related,
            now
        ],
    )?;
    Ok(id)
}

/// Puts a text message in the outbox, in the caller's transaction.
///
/// # Errors
/// [`Error::Invalid`] (field `phone`) for a number that cannot be one; [`Error::Internal`] for words about health or
/// hardship, which is a fault of the program; the database's.
pub fn send_text(tx: &mut Tx<'_, '_>, message: &TextMessage) -> Result<Uuid, Error> {
    let Some(to) = dialled(&message.to) else {
        return Err(tandem_access::FieldErrors::one("phone", "mail-error-phone"));
    };
    if names_health(&message.body) {
        return Err(Error::Internal(format!(
            "{}: a text message may not name health or hardship",
            message.kind
        )));
    }
    let (id, now) = (tx.new_public_id(), tx.now());
    tx.execute(
        "INSERT INTO text_outbox (id, recipient, body, kind, related_id, status, attempts, next_attempt_at, last_error,
                                  created_at, sent_at)
         VALUES (?1, ?2, ?3, ?4, ?5, 'queued', 0, ?6, NULL, ?6, NULL)",
        params![id, to, message.body.as_str(), message.kind, message.related, now],
    )?;
    Ok(id)
}

/// A number as a gateway takes it: `+` and digits. Ten digits are a North American number.
fn dialled(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if typed.chars().any(char::is_alphabetic) {
        return None;
    }
    match (typed.trim().starts_with('+'), digits.len()) {
        (true, 8..=15) => Some(format!("+{digits}")),
        (false, 10) => Some(format!("+1{digits}")),
        (false, 11) if digits.starts_with('1') => Some(format!("+{digits}")),
        _ => None,
    }
}

/// One line of the outbox as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxLine {
    /// Id.
    pub id: Uuid,
    /// Whether it is a text message.
    pub is_text: bool,
    /// To whom.
    pub to: String,
    /// Subject; empty for a text message.
    pub subject: String,
    /// The words; empty once sent, outside a demo.
    pub body: String,
    /// What sent it.
    pub kind: String,
    /// What it is about.
    pub related: Option<Uuid>,
    /// How it stands.
    pub status: Status,
    /// Tries so far.
    pub attempts: i64,
    /// What the last failure said.
    pub last_error: Option<String>,
    /// Since when.
    pub created_at: Timestamp,
    /// When it went.
    pub sent_at: Option<Timestamp>,
}

fn line(row: &Row<'_>) -> Result<OutboxLine, Error> {
    Ok(OutboxLine {
        id: row.get(0)?,
        is_text: row.get(1)?,
        to: row.get(2)?,
        subject: row.get(3)?,
        body: row.get(4)?,
        kind: row.get(5)?,
        related: row.get(6)?,
        status: Status::from_word(&row.get::<String>(7)?)?,
        attempts: row.get(8)?,
        last_error: row.get(9)?,
        created_at: row.get(10)?,
        sent_at: row.get(11)?,
    })
}

/// The outbox, newest first: e-mail and text messages, all or about one thing. For system viewers.
///
/// # Errors
/// The database's.
pub fn outbox(tx: &mut Tx<'_, '_>, related: Option<Uuid>, limit: u32) -> Result<Vec<OutboxLine>, Error> {
    // A statement for each, so that an index finds the newest of either and none is read to be thrown away.
    let most = i64::from(limit);
    let mut lines = match related {
        Some(id) => {
            let mut lines = tx.query(EMAILS_ABOUT, params![id, most], line)?;
            lines.extend(tx.query(TEXTS_ABOUT, params![id, most], line)?);
            lines
        }
        None => {
            let mut lines = tx.query(NEWEST_EMAILS, params![most], line)?;
            lines.extend(tx.query(NEWEST_TEXTS, params![most], line)?);
            lines
        }
    };
    lines.sort_by_key(|l| std::cmp::Reverse((l.created_at, l.id)));
    lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(lines)
}

const EMAILS_ABOUT: &str =
    "SELECT id, 0 AS is_text, recipient, subject, body, kind, related_id, status, attempts,
    last_error, created_at, sent_at
  FROM email_outbox WHERE related_id = ?1 ORDER BY created_at DESC, id DESC LIMIT ?2";
const TEXTS_ABOUT: &str =
    "SELECT id, 1 AS is_text, recipient, '' AS subject, body, kind, related_id, status, attempts,
    last_error, created_at, sent_at
  FROM text_outbox WHERE related_id = ?1 ORDER BY created_at DESC, id DESC LIMIT ?2";
const NEWEST_EMAILS: &str =
    "SELECT id, 0 AS is_text, recipient, subject, body, kind, related_id, status, attempts,
    last_error, created_at, sent_at
  FROM email_outbox ORDER BY created_at DESC, id DESC LIMIT ?1";
const NEWEST_TEXTS: &str =
    "SELECT id, 1 AS is_text, recipient, '' AS subject, body, kind, related_id, status, attempts,
    last_error, created_at, sent_at
  FROM text_outbox ORDER BY created_at DESC, id DESC LIMIT ?1";

/// A letter taken for sending.
#[derive(Debug, Clone)]
pub(crate) struct Claimed {
    pub(crate) id: Uuid,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) body: String,
    pub(crate) html: Option<String>,
    pub(crate) created_at: Timestamp,
}

/// The statements of one of the two outboxes, which differ by table only.
pub(crate) struct Shelf {
    due: &'static str,
    claim: &'static str,
    note: &'static str,
    forget: &'static str,
    name: &'static str,
}

pub(crate) const EMAILS: Shelf = Shelf {
    due: "SELECT id, recipient, subject, body, html, created_at FROM email_outbox
          WHERE status IN ('queued', 'failed') AND next_attempt_at <= ?1 ORDER BY next_attempt_at, id LIMIT ?2",
    claim: "UPDATE email_outbox SET attempts = attempts + 1, next_attempt_at = ?3
            WHERE id = ?1 AND status IN ('queued', 'failed') AND next_attempt_at <= ?2",
    note: "UPDATE email_outbox
           SET status = ?2, next_attempt_at = ?3, last_error = ?4, sent_at = ?5,
               body = CASE WHEN ?6 = 1 THEN body ELSE '' END, html = CASE WHEN ?6 = 1 THEN html ELSE NULL END
           WHERE id = ?1 AND status IN ('queued', 'failed')",
    forget: "DELETE FROM email_outbox WHERE status = 'sent' AND sent_at < ?1",
    name: "email",
};

pub(crate) const TEXTS: Shelf = Shelf {
    due: "SELECT id, recipient, '' AS subject, body, NULL AS html, created_at FROM text_outbox
          WHERE status IN ('queued', 'failed') AND next_attempt_at <= ?1 ORDER BY next_attempt_at, id LIMIT ?2",
    claim: "UPDATE text_outbox SET attempts = attempts + 1, next_attempt_at = ?3
            WHERE id = ?1 AND status IN ('queued', 'failed') AND next_attempt_at <= ?2",
    note: "UPDATE text_outbox
           SET status = ?2, next_attempt_at = ?3, last_error = ?4, sent_at = ?5,
               body = CASE WHEN ?6 = 1 THEN body ELSE '' END
           WHERE id = ?1 AND status IN ('queued', 'failed')",
    forget: "DELETE FROM text_outbox WHERE status = 'sent' AND sent_at < ?1",
    name: "text",
};

impl Shelf {
    /// Takes what is due, for so long as a send may last. What another worker took in between is left out.
    pub(crate) fn claim(&self, tx: &mut Tx<'_, '_>, most: u32) -> Result<Vec<Claimed>, Error> {
        let now = tx.now();
        let until = now.checked_add(LEASE).map_err(|e| Error::Internal(format!("lease: {e}")))?;
        let due = tx.query(self.due, params![now, i64::from(most)], |row| {
            Ok(Claimed {
                id: row.get(0)?,
                to: row.get(1)?,
                subject: row.get(2)?,
                body: row.get(3)?,
                html: row.get(4)?,
                created_at: row.get(5)?,
            })
        })?;
        let mut mine = Vec::with_capacity(due.len());
        for message in due {
            if tx.execute(self.claim, params![message.id, now, until])? == 1 {
                mine.push(message);
            }
        }
        Ok(mine)
    }

    /// Notes what a try came to. `keep` keeps the words of what was sent (the demo's outbox); else they are erased,
    /// since letters hold secret links.
    pub(crate) fn note(
        &self,
        tx: &mut Tx<'_, '_>,
        id: Uuid,
        outcome: &Outcome,
        keep: bool,
    ) -> Result<Status, Error> {
        let now = tx.now();
        let attempts: i64 =
            match self.name {
                "email" => {
                    tx.query_one("SELECT attempts FROM email_outbox WHERE id = ?1", params![id], |r| {
                        Ok(r.get(0)?)
                    })?
                }
                _ => tx.query_one("SELECT attempts FROM text_outbox WHERE id = ?1", params![id], |r| {
                    Ok(r.get(0)?)
                })?,
            };
        let (status, why) = match outcome {
            Outcome::Sent => (Status::Sent, None),
            Outcome::Refused(why) => (Status::Dead, Some(why)),
            Outcome::Later(why) if attempts >= MOST_ATTEMPTS => (Status::Dead, Some(why)),
            Outcome::Later(why) => (Status::Failed, Some(why)),
        };
        let next = now
            .checked_add(wait(attempts, tx.random_below(1000)))
            .map_err(|e| Error::Internal(format!("next attempt: {e}")))?;
        let why: Option<String> = why.map(|w| w.chars().take(500).collect());
        let sent_at = (status == Status::Sent).then_some(now);
        let keep = keep || status != Status::Sent;
        tx.execute(self.note, params![id, status.word(), next, why, sent_at, i64::from(keep)])?;
        Ok(status)
    }

    /// Deletes what was sent before `before`.
    pub(crate) fn forget(&self, tx: &mut Tx<'_, '_>, before: Timestamp) -> Result<u64, Error> {
        tx.execute(self.forget, params![before])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dialled_as_a_gateway_takes_them() {
        assert_eq!(dialled("(555) 555-0142").as_deref(), Some("+15555550142"));
        assert_eq!(dialled("1-555-555-0142").as_deref(), Some("+15555550142"));
        assert_eq!(dialled("+52 55 5555 0142").as_deref(), Some("+525555550142"));
        for bad in ["", "911", "555-0142", "call 5555550142 now", "+1", "12345678901234567890"] {
            assert_eq!(dialled(bad), None, "{bad}");
        }
    }
}

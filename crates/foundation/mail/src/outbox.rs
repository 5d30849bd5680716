//! The outbox: messages written with the action that has something to say.

use crate::retry::{LEASE, MOST_ATTEMPTS, Outcome, wait};
use crate::subject::{Subject, names_health};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use tandem_access::{Error, KeyKind, Place, Row, Sealed, SealedTable, Timestamp, Tx, Uuid, params};

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

/// What a calendar is to do with the file in a letter (RFC 5546).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CalendarMethod {
    /// Invites, or says what has changed.
    Request,
    /// Takes an invitation back.
    Cancel,
}

impl CalendarMethod {
    /// The word of the format.
    pub fn word(self) -> &'static str {
        match self {
            CalendarMethod::Request => "REQUEST",
            CalendarMethod::Cancel => "CANCEL",
        }
    }
}

/// An iCalendar file that goes with a letter, so that the reader's calendar takes it up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// What it asks for; the same word stands in the file.
    pub method: CalendarMethod,
    /// The file.
    pub ics: String,
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
    put_letter(tx, email, None)
}

/// As [`send_email`], with an invitation that the reader's calendar understands.
///
/// # Errors
/// As [`send_email`].
pub fn send_invitation(tx: &mut Tx<'_, '_>, email: &Email, calendar: &Calendar) -> Result<Uuid, Error> {
    put_letter(tx, email, Some(calendar))
}

fn put_letter(tx: &mut Tx<'_, '_>, email: &Email, calendar: Option<&Calendar>) -> Result<Uuid, Error> {
    let to = email.to.trim();
    let clean = !to.chars().any(|c| c.is_control() || c.is_whitespace());
    if !clean || to.len() > 254 || to.parse::<lettre::Address>().is_err() {
        return Err(tandem_access::FieldErrors::one("email", "mail-error-address"));
    }
    let (id, now) = (tx.new_public_id(), tx.now());
    let words = Words {
        to: to.into(),
        body: email.text.as_str().into(),
        html: email.html.as_deref().map(Into::into),
        calendar: calendar.cloned(),
    };
    let sealed = words.close(tx, EMAILS.place(id))?;
    tx.execute(
        "INSERT INTO email_outbox (id, key_id, sealed, subject, kind, related_id, status, attempts, next_attempt_at,
                                   last_error, created_at, sent_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'queued', 0, ?7, NULL, ?7, NULL)",
        params![
            id,
            sealed.key,
            sealed.bytes,
            email.subject.text(&email.language),
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
    let words = Words { to: to.into(), body: message.body.as_str().into(), html: None, calendar: None };
    let sealed = words.close(tx, TEXTS.place(id))?;
    tx.execute(
        "INSERT INTO text_outbox (id, key_id, sealed, kind, related_id, status, attempts, next_attempt_at, last_error,
                                  created_at, sent_at)
         VALUES (?1, ?2, ?3, ?4, ?5, 'queued', 0, ?6, NULL, ?6, NULL)",
        params![id, sealed.key, sealed.bytes, message.kind, message.related, now],
    )?;
    Ok(id)
}

/// To whom and what: closed with the partnership's own key, for a letter is no organization's.
#[derive(Serialize, Deserialize)]
struct Words<'a> {
    to: Cow<'a, str>,
    body: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    html: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    calendar: Option<Calendar>,
}

impl Words<'_> {
    fn close(&self, tx: &mut Tx<'_, '_>, place: Place) -> Result<Sealed, Error> {
        tx.seal_json(KeyKind::Identifiers, &place, self)
    }
}

/// What a row holds while it is closed.
type Closed = (Option<Uuid>, Option<Vec<u8>>);

/// Opens what is closed; nothing once it was delivered.
fn open(tx: &mut Tx<'_, '_>, place: Place, closed: &Closed) -> Result<Words<'static>, Error> {
    let words = tx.unseal_json(&place, closed.0, closed.1.as_deref())?;
    Ok(words.unwrap_or(Words { to: "".into(), body: "".into(), html: None, calendar: None }))
}

/// The tables of this crate with sealed columns.
pub const SEALED: &[SealedTable] = &[
    SealedTable {
        table: "email_outbox",
        id: "id",
        rows: "SELECT t.id, t.key_id, t.sealed FROM email_outbox t JOIN organization_key k ON k.id = t.key_id
               WHERE k.org = ?1 AND t.id > ?2 AND t.sealed IS NOT NULL ORDER BY t.id LIMIT ?3",
        reseal: "UPDATE email_outbox SET key_id = ?2, sealed = ?3 WHERE id = ?1 AND key_id = ?4",
        wipe: &["UPDATE email_outbox SET key_id = NULL, sealed = NULL
                 WHERE key_id IN (SELECT k.id FROM organization_key k WHERE k.org = ?1)"],
    },
    SealedTable {
        table: "text_outbox",
        id: "id",
        rows: "SELECT t.id, t.key_id, t.sealed FROM text_outbox t JOIN organization_key k ON k.id = t.key_id
               WHERE k.org = ?1 AND t.id > ?2 AND t.sealed IS NOT NULL ORDER BY t.id LIMIT ?3",
        reseal: "UPDATE text_outbox SET key_id = ?2, sealed = ?3 WHERE id = ?1 AND key_id = ?4",
        wipe: &["UPDATE text_outbox SET key_id = NULL, sealed = NULL
                 WHERE key_id IN (SELECT k.id FROM organization_key k WHERE k.org = ?1)"],
    },
];

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
    /// To whom; empty once sent, outside a demo.
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

fn line(row: &Row<'_>) -> Result<(OutboxLine, Closed), Error> {
    let line = OutboxLine {
        id: row.get(0)?,
        is_text: row.get(1)?,
        to: String::new(),
        subject: row.get(3)?,
        body: String::new(),
        kind: row.get(5)?,
        related: row.get(6)?,
        status: Status::from_word(&row.get::<String>(7)?)?,
        attempts: row.get(8)?,
        last_error: row.get(9)?,
        created_at: row.get(10)?,
        sent_at: row.get(11)?,
    };
    Ok((line, (row.get(2)?, row.get(4)?)))
}

fn open_line(tx: &mut Tx<'_, '_>, (line, closed): (OutboxLine, Closed)) -> Result<OutboxLine, Error> {
    let shelf = if line.is_text { &TEXTS } else { &EMAILS };
    let words = open(tx, shelf.place(line.id), &closed)?;
    Ok(OutboxLine { to: words.to.into_owned(), body: words.body.into_owned(), ..line })
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
    lines.sort_by_key(|(l, _)| std::cmp::Reverse((l.created_at, l.id)));
    lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    lines.into_iter().map(|line| open_line(tx, line)).collect()
}

const EMAILS_ABOUT: &str =
    "SELECT id, 0 AS is_text, key_id, subject, sealed, kind, related_id, status, attempts,
    last_error, created_at, sent_at
  FROM email_outbox WHERE related_id = ?1 ORDER BY created_at DESC, id DESC LIMIT ?2";
const TEXTS_ABOUT: &str =
    "SELECT id, 1 AS is_text, key_id, '' AS subject, sealed, kind, related_id, status, attempts,
    last_error, created_at, sent_at
  FROM text_outbox WHERE related_id = ?1 ORDER BY created_at DESC, id DESC LIMIT ?2";
const NEWEST_EMAILS: &str =
    "SELECT id, 0 AS is_text, key_id, subject, sealed, kind, related_id, status, attempts,
    last_error, created_at, sent_at
  FROM email_outbox ORDER BY created_at DESC, id DESC LIMIT ?1";
const NEWEST_TEXTS: &str =
    "SELECT id, 1 AS is_text, key_id, '' AS subject, sealed, kind, related_id, status, attempts,
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
    pub(crate) calendar: Option<Calendar>,
    pub(crate) created_at: Timestamp,
}

/// The statements of one of the two outboxes, which differ by table only.
pub(crate) struct Shelf {
    due: &'static str,
    claim: &'static str,
    note: &'static str,
    forget: &'static str,
    name: &'static str,
    table: &'static str,
}

pub(crate) const EMAILS: Shelf = Shelf {
    due: "SELECT id, key_id, subject, sealed, created_at FROM email_outbox
          WHERE status IN ('queued', 'failed') AND next_attempt_at <= ?1 ORDER BY next_attempt_at, id LIMIT ?2",
    claim: "UPDATE email_outbox SET attempts = attempts + 1, next_attempt_at = ?3
            WHERE id = ?1 AND status IN ('queued', 'failed') AND next_attempt_at <= ?2",
    note: "UPDATE email_outbox
           SET status = ?2, next_attempt_at = ?3, last_error = ?4, sent_at = ?5,
               key_id = CASE WHEN ?6 = 1 THEN key_id ELSE NULL END,
               sealed = CASE WHEN ?6 = 1 THEN sealed ELSE NULL END
           WHERE id = ?1 AND status IN ('queued', 'failed')",
    forget: "DELETE FROM email_outbox WHERE status = 'sent' AND sent_at < ?1",
    name: "email",
    table: "email_outbox",
};

pub(crate) const TEXTS: Shelf = Shelf {
    due: "SELECT id, key_id, '' AS subject, sealed, created_at FROM text_outbox
          WHERE status IN ('queued', 'failed') AND next_attempt_at <= ?1 ORDER BY next_attempt_at, id LIMIT ?2",
    claim: "UPDATE text_outbox SET attempts = attempts + 1, next_attempt_at = ?3
            WHERE id = ?1 AND status IN ('queued', 'failed') AND next_attempt_at <= ?2",
    note: "UPDATE text_outbox
           SET status = ?2, next_attempt_at = ?3, last_error = ?4, sent_at = ?5,
               key_id = CASE WHEN ?6 = 1 THEN key_id ELSE NULL END,
               sealed = CASE WHEN ?6 = 1 THEN sealed ELSE NULL END
           WHERE id = ?1 AND status IN ('queued', 'failed')",
    forget: "DELETE FROM text_outbox WHERE status = 'sent' AND sent_at < ?1",
    name: "text",
    table: "text_outbox",
};

impl Shelf {
    /// Takes what is due, for so long as a send may last. What another worker took in between is left out.
    pub(crate) fn claim(&self, tx: &mut Tx<'_, '_>, most: u32) -> Result<Vec<Claimed>, Error> {
        let now = tx.now();
        let until = now.checked_add(LEASE).map_err(|e| Error::Internal(format!("lease: {e}")))?;
        let due = tx.query(self.due, params![now, i64::from(most)], |row| {
            let closed: Closed = (row.get(1)?, row.get(3)?);
            Ok((row.get::<Uuid>(0)?, row.get::<String>(2)?, closed, row.get::<Timestamp>(4)?))
        })?;
        let mut mine = Vec::with_capacity(due.len());
        for (id, subject, closed, created_at) in due {
            if tx.execute(self.claim, params![id, now, until])? == 1 {
                let words = open(tx, self.place(id), &closed)?;
                let (to, body) = (words.to.into_owned(), words.body.into_owned());
                mine.push(Claimed {
                    id,
                    to,
                    subject,
                    body,
                    html: words.html.map(Cow::into_owned),
                    calendar: words.calendar,
                    created_at,
                });
            }
        }
        Ok(mine)
    }

    /// Where the words of a message are closed.
    fn place(&self, id: Uuid) -> Place {
        Place { table: self.table, row: id, org: Uuid::nil() }
    }

    /// Notes what a try came to. `keep` keeps recipient and words of what was sent (the demo's outbox); else they are
    /// erased, since letters name people and hold secret links.
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

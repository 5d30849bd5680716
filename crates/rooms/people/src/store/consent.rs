//! Consents, what happened to them, and the permissions that the row fence reads.

use super::details;
use super::person::label;
use super::proof::{self, Proof};
use crate::actions::Opening;
use crate::model::consent::{Consent, EventKind, NewConsent, labels_from_text, labels_to_text};
use crate::model::data_class::{DataClass, classes_from_text, classes_to_text};
use crate::model::label::Label;
use crate::model::proof::Shown;
use std::collections::BTreeSet;
use tandem_access::{Error, KeyKind, Purpose, Row, Timestamp, Tx, Uuid, json_texts, params};

macro_rules! select_consent {
    ($tail:literal) => {
        concat!(
            "SELECT c.id, c.person_id, c.owner_org, c.recipient_org, c.purpose, c.labels, c.how, c.key_id, \
             c.sealed, c.form_version, c.language, c.teach_back, c.notice_given, c.valid_from, c.valid_until, \
             c.recorded_by, c.recorded_at, e.kind, e.at, e.seq, e.by_member, c.classes, c.guardian_id, c.minor_alone, e.note FROM consent c JOIN consent_event e \
             ON e.consent_id = c.id AND NOT EXISTS (SELECT 1 FROM consent_event l WHERE l.consent_id = c.id AND l.seq > e.seq) ",
            $tail
        )
    };
}

/// A consent as it stands in the database: what proves it is closed.
struct Closed {
    consent: Consent,
    key: Option<Uuid>,
    sealed: Option<Vec<u8>>,
}

/// Opens a consent. Once its key was destroyed it stands without its text, signature and witness.
fn open(tx: &mut Tx, closed: Closed) -> Result<Consent, Error> {
    let mut consent = closed.consent;
    let place = details::consent(consent.id, consent.owner_org);
    if let Some(kept) = tx.unseal_json::<Proof>(&place, closed.key, closed.sealed.as_deref())? {
        (consent.shown, consent.assent) = kept.fill(&mut consent.answer)?;
    }
    Ok(consent)
}

fn read(row: &Row) -> Result<Closed, Error> {
    let (labels, how): (String, String) = (row.get(5)?, row.get(6)?);
    let (purpose, event, classes): (String, String, String) = (row.get(4)?, row.get(17)?, row.get(21)?);
    let fault = |what: &str| Error::Internal(format!("a consent holds an unknown code: {what}"));
    let consent = Consent {
        id: row.get(0)?,
        person_id: row.get(1)?,
        owner_org: row.get(2)?,
        recipient_org: row.get(3)?,
        purpose: Purpose::from_word(&purpose).ok_or_else(|| fault(&purpose))?,
        classes: classes_from_text(&classes).ok_or_else(|| fault(&classes))?,
        labels: labels_from_text(&labels).ok_or_else(|| fault(&labels))?,
        answer: proof::answer(&how).ok_or_else(|| fault(&how))?,
        guardian: row.get(22)?,
        assent: None,
        minor_alone: row.get(23)?,
        shown: None,
        form_version: row.get(9)?,
        language: row.get(10)?,
        teach_back: row.get(11)?,
        notice_given: row.get(12)?,
        valid_from: row.get(13)?,
        valid_until: row.get(14)?,
        recorded_by: row.get(15)?,
        recorded_at: row.get(16)?,
        last_event: EventKind::from_code(&event).ok_or_else(|| fault(&event))?,
        last_event_at: row.get(18)?,
        last_seq: row.get(19)?,
        last_event_by: row.get(20)?,
        last_event_note: row.get(24)?,
    };
    Ok(Closed { consent, key: row.get(7)?, sealed: row.get(8)? })
}

/// What is kept beside what was chosen.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    /// The text that was shown.
    pub shown: &'a Shown,
    /// Whether a minor gave it alone.
    pub minor_alone: bool,
}

/// Keeps a consent as it was given. It is never updated.
pub fn insert(
    tx: &mut Tx,
    id: Uuid,
    owner_org: Uuid,
    label: Label,
    consent: &NewConsent,
    kept: &Kept,
) -> Result<(), Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    let kind = KeyKind::of_label(label.code());
    let sealed = tx.seal_json(kind, &details::consent(id, owner_org), &Proof::of(consent, kept.shown))?;
    let (key, sealed) = (sealed.key, sealed.bytes);
    tx.execute(
        "INSERT INTO consent (id, person_id, owner_org, label, recipient_org, purpose, labels, how, key_id, \
         sealed, form_version, language, teach_back, notice_given, valid_from, valid_until, recorded_by, \
         recorded_at, classes, guardian_id, minor_alone) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, \
         ?15, ?16, ?17, ?18, ?19, ?20, ?21)",
        params![
            id, consent.person_id, owner_org, label.code(), consent.recipient_org, consent.purpose.word(),
            labels_to_text(&consent.labels), consent.answer.code(), key, sealed, &consent.form_version,
            &consent.language, consent.teach_back, consent.notice_given, consent.starts(now), consent.valid_until,
            member, now, classes_to_text(&consent.classes), consent.guardian.as_ref().map(|g| g.id), kept.minor_alone,
        ],
    )?;
    Ok(())
}

/// The place of a final event ([`EventKind::is_final`]) in a consent's story: after all others. A consent can be
/// replaced by somebody who may not see it and cannot count its events.
const FINAL_SEQ: i64 = 1_000_000;

/// The consent that an event is appended to.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    /// The consent.
    pub consent: Uuid,
    /// Whose.
    pub person: Uuid,
    /// Who recorded it.
    pub owner_org: Uuid,
    /// The label of its row.
    pub label: Label,
    /// How many events it has.
    pub next_seq: i64,
}

/// Appends what happened to a consent. Events are never changed.
pub fn append_event(tx: &mut Tx, to: Subject, kind: EventKind, note: Option<&str>) -> Result<(), Error> {
    let (now, member, by_person) = (tx.now(), tx.viewer().member_id(), tx.viewer().person().is_some());
    let seq = if kind.is_final() { FINAL_SEQ } else { to.next_seq };
    tx.execute(
        "INSERT INTO consent_event (consent_id, seq, person_id, owner_org, label, kind, at, by_member, by_person, \
         note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![to.consent, seq, to.person, to.owner_org, to.label.code(), kind.code(), now, member, by_person, note],
    )?;
    Ok(())
}

impl From<&Consent> for Subject {
    fn from(consent: &Consent) -> Self {
        Subject {
            consent: consent.id,
            person: consent.person_id,
            owner_org: consent.owner_org,
            label: consent.labels.iter().copied().max().unwrap_or(Label::General),
            next_seq: consent.last_seq + 1,
        }
    }
}

/// What a consent opens.
#[derive(Debug, Clone, Copy)]
pub struct Opened<'a> {
    /// The consent.
    pub consent: Uuid,
    /// Whose data.
    pub person: Uuid,
    /// Recorded by whom.
    pub owner_org: Uuid,
    /// For whom.
    pub recipient_org: Uuid,
    /// For what.
    pub purpose: Purpose,
    /// Which classes of data.
    pub classes: &'a BTreeSet<DataClass>,
    /// Which labels.
    pub labels: &'a BTreeSet<Label>,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// By which guardian; `None` for the person.
    pub guardian: Option<Uuid>,
}

/// Opens the data: one row for each class and label.
pub fn insert_permissions(tx: &mut Tx, of: &Opened) -> Result<(), Error> {
    let opened = of.classes.iter().flat_map(|class| of.labels.iter().map(move |label| (class, label)));
    for (class, label) in opened {
        let id = tx.new_id();
        tx.execute(
            "INSERT INTO permission (id, consent_id, person_id, owner_org, recipient_org, purpose, class, label, \
             valid_from, valid_until, withdrawn_at, guardian_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, ?11)",
            params![
                id, of.consent, of.person, of.owner_org, of.recipient_org, of.purpose.word(), class.code(),
                label.code(), of.from, of.until, of.guardian,
            ],
        )?;
    }
    Ok(())
}

/// Raises the label of a record's consents to that of the record, where it was lower.
pub fn raise(tx: &mut Tx, person: Uuid, record: Label) -> Result<(), Error> {
    let lower: Vec<&str> =
        Label::ALL.iter().filter(|label| **label < record).map(|label| label.code()).collect();
    let lower = json_texts(&lower);
    tx.execute(
        "UPDATE consent SET label = ?2 WHERE person_id = ?1 AND label IN_TEXTS(?3)",
        params![person, record.code(), lower.clone()],
    )?;
    tx.execute(
        "UPDATE consent_event SET label = ?2 WHERE person_id = ?1 AND label IN_TEXTS(?3)",
        params![person, record.code(), lower.clone()],
    )?;
    tx.execute(
        "UPDATE consent_scan SET label = ?2 WHERE person_id = ?1 AND label IN_TEXTS(?3)",
        params![person, record.code(), lower.clone()],
    )?;
    tx.execute(
        "UPDATE guardian SET label = ?2 WHERE person_id = ?1 AND label IN_TEXTS(?3)",
        params![person, record.code(), lower.clone()],
    )?;
    tx.execute(
        "UPDATE emancipation SET label = ?2 WHERE person_id = ?1 AND label IN_TEXTS(?3)",
        params![person, record.code(), lower],
    )?;
    Ok(())
}

/// Keeps every consent that names an organization, and what became of it, as a row about violence at home.
pub fn hide_naming(tx: &mut Tx, recipient: Uuid) -> Result<u64, Error> {
    let hidden = Label::DomesticViolence.code();
    for part in [
        "UPDATE consent_event SET label = ?2 WHERE label <> ?2 AND consent_id IN (SELECT c.id FROM consent c WHERE c.recipient_org = ?1)",
        "UPDATE consent_scan SET label = ?2 WHERE label <> ?2 AND consent_id IN (SELECT c.id FROM consent c WHERE c.recipient_org = ?1)",
    ] {
        tx.execute(part, params![recipient, hidden])?;
    }
    tx.execute(
        "UPDATE consent SET label = ?2 WHERE recipient_org = ?1 AND label <> ?2",
        params![recipient, hidden],
    )
}

/// Closes the data that one consent opened; the next read no longer sees it. Returns how many rows were closed.
pub fn withdraw_permissions(tx: &mut Tx, consent: Uuid) -> Result<u64, Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE permission SET withdrawn_at = ?2 WHERE consent_id = ?1 AND withdrawn_at IS NULL",
        params![consent, now],
    )
}

/// Consents with permissions that have not ended, of this owner, person, recipient and purpose. `voice` picks those that a
/// guardian gave (`true`) or the person (`false`): a minor and their guardian decide about different topics, and neither speaks
/// for the other.
pub fn open_for(
    tx: &mut Tx,
    owner_org: Uuid,
    person: Uuid,
    recipient: Uuid,
    purpose: Purpose,
    voice: Option<bool>,
) -> Result<Vec<Subject>, Error> {
    let now = tx.now();
    let rows = tx.query(
        "SELECT p.consent_id, p.label FROM permission p WHERE p.owner_org = ?1 AND p.person_id = ?2 AND \
         p.recipient_org = ?3 AND p.purpose = ?4 AND p.withdrawn_at IS NULL AND p.valid_until > ?5 AND \
         (CAST(?6 AS BIGINT) IS NULL OR CASE WHEN p.guardian_id IS NULL THEN 0 ELSE 1 END = CAST(?6 AS BIGINT))",
        params![owner_org, person, recipient, purpose.word(), now, voice],
        |row| Ok((row.get(0)?, label(row.get(1)?)?)),
    )?;
    Ok(subjects(owner_org, person, rows))
}

/// Consents of this person and owner with permissions that have not ended, each with its recipient.
pub fn open_of_person(tx: &mut Tx, owner_org: Uuid, person: Uuid) -> Result<Vec<(Subject, Uuid)>, Error> {
    let now = tx.now();
    let rows: Vec<(Uuid, Label, Uuid)> = tx.query(
        "SELECT p.consent_id, p.label, p.recipient_org FROM permission p WHERE p.owner_org = ?1 AND p.person_id = ?2 \
         AND p.withdrawn_at IS NULL AND p.valid_until > ?3",
        params![owner_org, person, now],
        |row| Ok((row.get(0)?, label(row.get(1)?)?, row.get(2)?)),
    )?;
    let subjects = subjects(owner_org, person, rows.iter().map(|(id, label, _)| (*id, *label)).collect());
    let recipient = |consent| rows.iter().find(|row| row.0 == consent).map(|row| row.2);
    Ok(subjects.into_iter().filter_map(|s| Some((s, recipient(s.consent)?))).collect())
}

/// Whether a live permission opens a record's contact class to `recipient`.
pub fn opens_to(tx: &mut Tx, person: Uuid, recipient: Uuid) -> Result<bool, Error> {
    let now = tx.now();
    let live = tx.query(
        "SELECT p.id FROM permission p WHERE p.person_id = ?1 AND p.recipient_org = ?2 AND p.class = 'contact' AND \
         p.withdrawn_at IS NULL AND p.valid_from <= ?3 AND p.valid_until > ?3 LIMIT 1",
        params![person, recipient, now],
        |row| Ok(row.get::<Uuid>(0)?),
    )?;
    Ok(!live.is_empty())
}

/// The organizations that a live permission of a record names.
pub fn recipients(tx: &mut Tx, person: Uuid) -> Result<Vec<Uuid>, Error> {
    let now = tx.now();
    tx.query(
        "SELECT DISTINCT p.recipient_org FROM permission p WHERE p.person_id = ?1 AND p.withdrawn_at IS NULL AND \
         p.valid_from <= ?2 AND p.valid_until > ?2",
        params![person, now],
        |row| Ok(row.get(0)?),
    )
}

/// One subject for each consent, with the highest of its labels, which is its row's label. Only final events are
/// appended to these: the viewer may not see, and cannot count, the events before.
fn subjects(owner_org: Uuid, person: Uuid, rows: Vec<(Uuid, Label)>) -> Vec<Subject> {
    let mut found: Vec<Subject> = Vec::new();
    for (consent, label) in rows {
        match found.iter_mut().find(|known| known.consent == consent) {
            Some(known) => known.label = known.label.max(label),
            None => found.push(Subject { consent, person, owner_org, label, next_seq: FINAL_SEQ }),
        }
    }
    found
}

/// The consent, if the viewer may see it.
pub fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Consent>, Error> {
    let found = tx.query_opt(select_consent!("WHERE c.id = ?1"), params![id], read)?;
    found.map(|closed| open(tx, closed)).transpose()
}

/// All consents of a person that the viewer may see, newest first.
pub fn of_person(tx: &mut Tx, person: Uuid) -> Result<Vec<Consent>, Error> {
    let found = tx.query(
        select_consent!("WHERE c.person_id = ?1 ORDER BY c.recorded_at DESC, c.id DESC"),
        params![person],
        read,
    )?;
    found.into_iter().map(|closed| open(tx, closed)).collect()
}

/// What is open of a person to `recipient` for `purpose` now, the newest consent first.
pub fn openings(tx: &mut Tx, person: Uuid, recipient: Uuid, purpose: Purpose) -> Result<Vec<Opening>, Error> {
    let now = tx.now();
    tx.query(
        "SELECT p.consent_id, p.owner_org, p.class, p.label, c.recorded_at, p.valid_until FROM permission p JOIN consent c \
         ON c.id = p.consent_id WHERE p.person_id = ?1 AND p.recipient_org = ?2 AND p.purpose = ?3 AND p.valid_from <= ?4 \
         AND ?4 < p.valid_until AND p.withdrawn_at IS NULL ORDER BY c.recorded_at DESC, p.id",
        params![person, recipient, purpose.word(), now],
        |row| {
            let class: String = row.get(2)?;
            let class = DataClass::from_code(&class)
                .ok_or_else(|| Error::Internal(format!("a permission holds an unknown class: {class}")))?;
            Ok(Opening {
                consent: row.get(0)?,
                owner_org: row.get(1)?,
                class,
                label: label(row.get(3)?)?,
                purpose,
                given_at: row.get(4)?,
                until: row.get(5)?,
            })
        },
    )
}

/// Every consent whose permissions are open now.
pub fn open_ids(tx: &mut Tx) -> Result<Vec<Uuid>, Error> {
    let now = tx.now();
    tx.query(
        "SELECT DISTINCT p.consent_id FROM permission p WHERE p.withdrawn_at IS NULL AND p.valid_until > ?1",
        params![now],
        |row| Ok(row.get(0)?),
    )
}

/// Every consent from or to an organization whose permissions are open now.
pub fn open_with(tx: &mut Tx, organization: Uuid) -> Result<Vec<Uuid>, Error> {
    let now = tx.now();
    tx.query(
        "SELECT DISTINCT p.consent_id FROM permission p WHERE p.withdrawn_at IS NULL AND p.valid_until > ?1 AND \
         (p.owner_org = ?2 OR p.recipient_org = ?2)",
        params![now, organization],
        |row| Ok(row.get(0)?),
    )
}

/// Every consent that opened something once and is closed now, though its time has not run out.
pub fn closed_ids(tx: &mut Tx) -> Result<Vec<Uuid>, Error> {
    let now = tx.now();
    tx.query(
        "SELECT DISTINCT p.consent_id FROM permission p WHERE p.valid_until > ?1 AND p.withdrawn_at IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM permission o WHERE o.consent_id = p.consent_id AND o.withdrawn_at IS NULL)",
        params![now],
        |row| Ok(row.get(0)?),
    )
}

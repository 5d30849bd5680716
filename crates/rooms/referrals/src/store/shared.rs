//! What the sender shares about the person, and the receiver's own record that comes of it.

use super::known;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use tandem_access::{
    Error, KeyKind, Place, Purpose, Row, Sealed, SealedTable, Timestamp, Tx, Uuid, params, sealed_table,
};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_people::model::person::{GONE, SafeContact};

const SHARED: &str = "referral_shared";
const RECORD: &str = "receiver_record";

/// The tables of this room with sealed columns.
pub const SEALED: &[SealedTable] = &[
    sealed_table!(
        "referral_shared",
        "referral_id",
        "UPDATE referral_shared SET key_id = NULL, sealed = NULL WHERE owner_org = ?1 AND sealed IS NOT NULL"
    ),
    sealed_table!(
        "receiver_record",
        "referral_id",
        "UPDATE receiver_record SET key_id = NULL, sealed = NULL, phone_token = NULL WHERE owner_org = ?1 AND sealed IS \
         NOT NULL"
    ),
    sealed_table!(
        "sealed_handoff",
        "referral_id",
        "UPDATE sealed_handoff SET key_id = NULL, sealed = NULL WHERE owner_org = ?1 AND sealed IS NOT NULL"
    ),
];

/// What is shared about a person: enough to reach them, nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// Which referral.
    pub referral_id: Uuid,
    /// Whose record: the sender's when shared, the receiver's once it is its own.
    pub owner_org: Uuid,
    /// About whom.
    pub person_id: Option<Uuid>,
    /// How sensitive.
    pub label: Label,
    /// Name.
    pub name: String,
    /// Phone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Language.
    pub language: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Which ways of contact are safe.
    pub safe: SafeContact,
    /// When best to call, in the person's words.
    pub best_time: String,
    /// What the sender, or the person, wants the receiver to know.
    pub note: String,
    /// When it was shared or received.
    pub at: Timestamp,
}

/// What is sealed of it.
#[derive(Serialize, Deserialize)]
struct Who<'a> {
    name: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phone: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    postal_code: Option<Cow<'a, str>>,
    best_time: Cow<'a, str>,
    note: Cow<'a, str>,
}

fn close(tx: &mut Tx<'_, '_>, table: &'static str, s: &Shared) -> Result<Sealed, Error> {
    fn text(value: &Option<String>) -> Option<Cow<'_, str>> {
        value.as_deref().map(Cow::Borrowed)
    }
    let who = Who {
        name: Cow::Borrowed(&s.name),
        phone: text(&s.phone),
        email: text(&s.email),
        postal_code: text(&s.postal_code),
        best_time: Cow::Borrowed(&s.best_time),
        note: Cow::Borrowed(&s.note),
    };
    let place = Place { table, row: s.referral_id, org: s.owner_org };
    tx.seal_json(KeyKind::of_label(s.label.code()), &place, &who)
}

/// A row as it stands in the database: who it is about is closed.
struct Closed {
    shared: Shared,
    key: Option<Uuid>,
    sealed: Option<Vec<u8>>,
}

fn read(row: &Row<'_>) -> Result<Closed, Error> {
    let label: String = row.get(3)?;
    let shared = Shared {
        referral_id: row.get(0)?,
        owner_org: row.get(1)?,
        person_id: row.get(2)?,
        label: known("label", &label, Label::from_code)?,
        name: GONE.to_owned(),
        phone: None,
        email: None,
        language: row.get(6)?,
        postal_code: None,
        safe: SafeContact { call: row.get(7)?, text: row.get(8)?, email: row.get(9)?, message: row.get(10)? },
        best_time: String::new(),
        note: String::new(),
        at: row.get(11)?,
    };
    Ok(Closed { shared, key: row.get(4)?, sealed: row.get(5)? })
}

/// Opens a row. Once its key was destroyed, or the person erased, it stands without a name.
fn open(tx: &mut Tx<'_, '_>, table: &'static str, closed: Closed) -> Result<Shared, Error> {
    let s = closed.shared;
    let place = Place { table, row: s.referral_id, org: s.owner_org };
    let Some(who) = tx.unseal_json::<Who<'_>>(&place, closed.key, closed.sealed.as_deref())? else {
        return Ok(s);
    };
    let text = |value: Option<Cow<'_, str>>| value.map(Cow::into_owned);
    Ok(Shared {
        name: who.name.into_owned(),
        phone: text(who.phone),
        email: text(who.email),
        postal_code: text(who.postal_code),
        best_time: who.best_time.into_owned(),
        note: who.note.into_owned(),
        ..s
    })
}

/// Shares, or replaces what was shared.
pub fn share(tx: &mut Tx<'_, '_>, s: &Shared) -> Result<(), Error> {
    let sealed = close(tx, SHARED, s)?;
    tx.execute(
        "INSERT INTO referral_shared (referral_id, owner_org, person_id, label, key_id, sealed, language, safe_call, \
         safe_text, safe_email, safe_message, shared_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            s.referral_id, s.owner_org, s.person_id, s.label.code(), sealed.key, sealed.bytes, &s.language,
            s.safe.call, s.safe.text, s.safe.email, s.safe.message, s.at,
        ],
    )?;
    Ok(())
}

/// What the sender shared, while the viewer may see it.
pub fn shared(tx: &mut Tx<'_, '_>, referral: Uuid) -> Result<Option<Shared>, Error> {
    let found = tx.query_opt(
        "SELECT s.referral_id, s.owner_org, s.person_id, s.label, s.key_id, s.sealed, s.language, s.safe_call, \
         s.safe_text, s.safe_email, s.safe_message, s.shared_at FROM referral_shared s WHERE s.referral_id = ?1",
        params![referral],
        read,
    )?;
    found.map(|closed| open(tx, SHARED, closed)).transpose()
}

/// Makes the receiver's own record.
pub fn keep(tx: &mut Tx<'_, '_>, s: &Shared) -> Result<(), Error> {
    let sealed = close(tx, RECORD, s)?;
    let phone = s.phone.as_deref().map(|phone| phone_token(tx, phone)).transpose()?;
    tx.execute(
        "INSERT INTO receiver_record (referral_id, owner_org, person_id, label, key_id, sealed, phone_token, language, \
         safe_call, safe_text, safe_email, safe_message, received_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, \
         ?10, ?11, ?12, ?13)",
        params![
            s.referral_id, s.owner_org, s.person_id, s.label.code(), sealed.key, sealed.bytes, phone, &s.language,
            s.safe.call, s.safe.text, s.safe.email, s.safe.message, s.at,
        ],
    )?;
    Ok(())
}

/// The receiver's own record.
pub fn record(tx: &mut Tx<'_, '_>, referral: Uuid) -> Result<Option<Shared>, Error> {
    let found = tx.query_opt(
        "SELECT s.referral_id, s.owner_org, s.person_id, s.label, s.key_id, s.sealed, s.language, s.safe_call, \
         s.safe_text, s.safe_email, s.safe_message, s.received_at FROM receiver_record s WHERE s.referral_id = ?1",
        params![referral],
        read,
    )?;
    found.map(|closed| open(tx, RECORD, closed)).transpose()
}

/// A telephone is counted over all organizations, so its token is no organization's.
fn phone_token(tx: &Tx<'_, '_>, phone: &str) -> Result<Uuid, Error> {
    tx.token(Uuid::nil(), "phone", phone)
}

/// Takes the receiver's record away again: only when its yes is undone.
pub fn forget(tx: &mut Tx<'_, '_>, referral: Uuid) -> Result<(), Error> {
    tx.execute("DELETE FROM receiver_record WHERE referral_id = ?1", params![referral])?;
    Ok(())
}

/// Overwrites what referrals of a person's record hold about who it is.
pub fn wipe(tx: &mut Tx<'_, '_>, person: Uuid) -> Result<(), Error> {
    tx.execute(
        "UPDATE referral_shared SET key_id = NULL, sealed = NULL WHERE person_id = ?1",
        params![person],
    )?;
    tx.execute(
        "UPDATE receiver_record SET key_id = NULL, sealed = NULL, phone_token = NULL WHERE person_id = ?1 AND owner_org = \
         (SELECT p.owner_org FROM person p WHERE p.id = ?1)",
        params![person],
    )?;
    tx.execute(
        "UPDATE referral_event SET words = '' WHERE words <> '' AND referral_id IN (SELECT r.id FROM referral r WHERE \
         r.person_id = ?1)",
        params![person],
    )?;
    tx.execute(
        "UPDATE referral_message SET words = '' WHERE words <> '' AND referral_id IN (SELECT r.id FROM referral r WHERE \
         r.person_id = ?1)",
        params![person],
    )?;
    Ok(())
}

/// Whether live permissions of the person for this label name the organization, for getting somebody help: for who it is
/// about, and for what.
pub fn consented(
    tx: &mut Tx<'_, '_>,
    owner: Uuid,
    person: Uuid,
    recipient: Uuid,
    label: Label,
) -> Result<bool, Error> {
    let (now, purpose) = (tx.now(), Purpose::CareCoordination.word());
    let named: Vec<String> = tx
        .query(
            "SELECT DISTINCT p.class FROM permission p WHERE p.owner_org = ?1 AND p.person_id = ?2 AND p.recipient_org = ?3 AND \
             p.label = ?4 AND p.purpose = ?5 AND p.valid_from <= ?6 AND ?6 < p.valid_until AND p.withdrawn_at IS \
             NULL",
            params![owner, person, recipient, label.code(), purpose, now],
            |row| Ok(row.get(0)?),
        )?;
    Ok(DataClass::FOR_REFERRAL.iter().all(|class| named.iter().any(|n| n == class.code())))
}

/// How many requests without an account named this phone number in the last day.
pub fn asked_today(tx: &mut Tx<'_, '_>, phone: &str) -> Result<i64, Error> {
    let (since, token) = (tx.now() - SignedDuration::from_hours(24), phone_token(tx, phone)?);
    tx.query_one(
        "SELECT COUNT(*) FROM receiver_record s WHERE s.phone_token = ?1 AND s.person_id IS NULL AND s.received_at > ?2",
        params![token, since],
        |row| Ok(row.get(0)?),
    )
}

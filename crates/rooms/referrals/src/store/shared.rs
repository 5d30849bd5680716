//! What the sender shares about the person, and the receiver's own record that comes of it.

use super::known;
use jiff::SignedDuration;
use tandem_access::{Error, Purpose, Row, Timestamp, Tx, Uuid, params};
use tandem_people::model::{data_class::DataClass, label::Label, person::SafeContact};

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

fn read(row: &Row<'_>) -> Result<Shared, Error> {
    let label: String = row.get(3)?;
    Ok(Shared {
        referral_id: row.get(0)?,
        owner_org: row.get(1)?,
        person_id: row.get(2)?,
        label: known("label", &label, Label::from_code)?,
        name: row.get(4)?,
        phone: row.get(5)?,
        email: row.get(6)?,
        language: row.get(7)?,
        postal_code: row.get(8)?,
        safe: SafeContact {
            call: row.get(9)?,
            text: row.get(10)?,
            email: row.get(11)?,
            message: row.get(12)?,
        },
        best_time: row.get(13)?,
        note: row.get(14)?,
        at: row.get(15)?,
    })
}

/// Shares, or replaces what was shared.
pub fn share(tx: &mut Tx<'_, '_>, s: &Shared) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO referral_shared (referral_id, owner_org, person_id, label, name, phone, email, language, \
         postal_code, safe_call, safe_text, safe_email, safe_message, note, shared_at) VALUES (?1, ?2, ?3, ?4, ?5, \
         ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        params![
            s.referral_id, s.owner_org, s.person_id, s.label.code(), &s.name, &s.phone, &s.email, &s.language,
            &s.postal_code, s.safe.call, s.safe.text, s.safe.email, s.safe.message, &s.note, s.at,
        ],
    )?;
    Ok(())
}

/// What the sender shared, while the viewer may see it.
pub fn shared(tx: &mut Tx<'_, '_>, referral: Uuid) -> Result<Option<Shared>, Error> {
    tx.query_opt(
        "SELECT s.referral_id, s.owner_org, s.person_id, s.label, s.name, s.phone, s.email, s.language, s.postal_code, \
         s.safe_call, s.safe_text, s.safe_email, s.safe_message, '', s.note, s.shared_at FROM referral_shared s WHERE \
         s.referral_id = ?1",
        params![referral],
        read,
    )
}

/// Makes the receiver's own record.
pub fn keep(tx: &mut Tx<'_, '_>, s: &Shared) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO receiver_record (referral_id, owner_org, person_id, label, name, phone, email, language, \
         postal_code, safe_call, safe_text, safe_email, safe_message, best_time, note, received_at) VALUES (?1, ?2, \
         ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        params![
            s.referral_id, s.owner_org, s.person_id, s.label.code(), &s.name, &s.phone, &s.email, &s.language,
            &s.postal_code, s.safe.call, s.safe.text, s.safe.email, s.safe.message, &s.best_time, &s.note, s.at,
        ],
    )?;
    Ok(())
}

/// The receiver's own record.
pub fn record(tx: &mut Tx<'_, '_>, referral: Uuid) -> Result<Option<Shared>, Error> {
    tx.query_opt(
        "SELECT s.referral_id, s.owner_org, s.person_id, s.label, s.name, s.phone, s.email, s.language, s.postal_code, \
         s.safe_call, s.safe_text, s.safe_email, s.safe_message, s.best_time, s.note, s.received_at FROM \
         receiver_record s WHERE s.referral_id = ?1",
        params![referral],
        read,
    )
}

/// Takes the receiver's record away again: only when its yes is undone.
pub fn forget(tx: &mut Tx<'_, '_>, referral: Uuid) -> Result<(), Error> {
    tx.execute("DELETE FROM receiver_record WHERE referral_id = ?1", params![referral])?;
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
    let since = tx.now() - SignedDuration::from_hours(24);
    tx.query_one(
        "SELECT COUNT(*) FROM receiver_record s WHERE s.phone = ?1 AND s.person_id IS NULL AND s.received_at > ?2",
        params![phone, since],
        |row| Ok(row.get(0)?),
    )
}

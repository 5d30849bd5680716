//! Sign for one's organization, under the text that was shown.

use crate::model::agreement::{Agreement, How, Signature, Stage, day_begins, day_ends};
use crate::{letters, policy, store};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_web::ui::Drawing;

/// What somebody gives to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSignature {
    /// Their name as they typed it.
    pub name: String,
    /// What they drew under it.
    pub drawing: Option<Drawing>,
    /// The hash of the text that they were shown.
    pub shown: String,
}

/// Signs for the viewer's organization. With the last signature the agreement comes into force. Whether it is now.
///
/// # Errors
/// [`Error::Forbidden`] for who may not decide for one of the parties; [`Error::Conflict`] when it is not out to be signed, or
/// this organization has signed; [`Error::Invalid`] without a name, or when another text was shown.
pub fn sign(tx: &mut Tx, id: Uuid, new: &NewSignature) -> Result<bool, Error> {
    tx.require(Kind::Agreement, Action::Decide)?;
    let a = super::agreement(tx, id)?;
    let org = policy::signs_for(tx.viewer(), &a)?;
    let (_, today) = super::today(tx)?;
    let how = match &new.drawing {
        Some(lines) => How::Drawn(lines.clone()),
        None => How::Typed,
    };
    let member = tx.viewer().member_id();
    let name = name(&new.name)?;
    let signature = Signature {
        org,
        version: a.version,
        sha256: new.shown.clone(),
        how,
        name,
        signed_on: today,
        member,
        noted_for: None,
        confirmed_at: None,
    };
    add(tx, id, &signature)?;
    settle(tx, id, true)?;
    Ok(super::agreement(tx, id)?.stage == Stage::InForce)
}

/// A name under a text.
pub(super) fn name(text: &str) -> Result<String, Error> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if (2..=120).contains(&name.chars().count()) {
        Ok(name)
    } else {
        Err(FieldErrors::one("signature", "agreements-error-signature"))
    }
}

/// Keeps a signature under the present text; [`settle`] follows.
pub(super) fn add(tx: &mut Tx, id: Uuid, s: &Signature) -> Result<(), Error> {
    let a = super::agreement(tx, id)?;
    refuse_closed(tx, &a)?;
    let texts = store::agreement::texts(tx, id)?;
    let present =
        texts.first().ok_or_else(|| Error::Internal("an agreement is out without a text".into()))?;
    if present.sha256 != s.sha256 {
        return Err(FieldErrors::one("shown", "agreements-error-text-changed"));
    }
    if !store::agreement::add_signature(tx, id, s)? {
        return Err(Error::Conflict { code: "agreements-conflict-signed" });
    }
    tx.audit(Action::Decide, Kind::Agreement, Some(id), None, "agreement signed")
}

/// Refuses what is not out to be signed, and what nobody can be bound by any more.
pub(super) fn refuse_closed(tx: &mut Tx, a: &Agreement) -> Result<(), Error> {
    if a.stage != Stage::Out {
        return Err(Error::Conflict { code: "agreements-conflict-changed" });
    }
    refuse_past(tx, a)
}

/// Refuses an agreement whose last day is over.
pub(super) fn refuse_past(tx: &mut Tx, a: &Agreement) -> Result<(), Error> {
    let (_, today) = super::today(tx)?;
    if a.draft.expires_on < today {
        return Err(FieldErrors::one("expires_on", "agreements-error-expires-past"));
    }
    Ok(())
}

/// Puts an agreement in force once everybody has signed its present text, and tells the parties with `letters`.
pub(super) fn settle(tx: &mut Tx, id: Uuid, letters: bool) -> Result<(), Error> {
    let a = super::agreement(tx, id)?;
    if a.stage != Stage::Out || a.unsigned().next().is_some() {
        return Ok(());
    }
    let (zone, _) = super::today(tx)?;
    let from = day_begins(a.draft.starts_on, &zone)?.max(tx.now());
    store::agreement::set_in_force(tx, id, from, day_ends(a.draft.expires_on, &zone)?)?;
    let a = super::agreement(tx, id)?;
    store::cover::write(tx, &a)?;
    tx.audit(Action::Decide, Kind::Agreement, Some(id), None, "agreement in force")?;
    put_in_chain(tx, &a)?;
    if letters { letters::in_force(tx, &a) } else { Ok(()) }
}

/// Everybody may see what it grew out of and what comes of it.
pub(super) fn put_in_chain(tx: &mut Tx, a: &Agreement) -> Result<(), Error> {
    let item = tandem_spine::model::Item {
        id: a.id,
        kind: tandem_spine::model::Kind::Agreement,
        title: a.draft.title.clone(),
        title_es: a.spanish.title.clone().filter(|_| a.draft.language != "es"),
        path: format!("/agreements/{}", a.id),
        public: true,
    };
    tandem_spine::actions::put(tx, &item)?;
    match a.draft.renews {
        Some(old) => tandem_spine::actions::link(tx, old, a.id),
        None => Ok(()),
    }
}

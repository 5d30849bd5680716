//! Look at agreements.

use crate::model::agreement::{Agreement, Stage, State};
use crate::store::agreement::KeptText;
use crate::{policy, store};
use tandem_access::{Error, Timestamp, Tx, Uuid};

/// An agreement with everything that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    /// The agreement.
    pub agreement: Agreement,
    /// When it last changed, to notice what somebody else writes in between.
    pub updated_at: Timestamp,
    /// Its texts, the newest first. Empty for who may not read them.
    pub texts: Vec<KeptText>,
    /// The text as it would be sent out now, for a draft.
    pub written: Option<String>,
    /// The agreement that it follows.
    pub renews: Option<Agreement>,
    /// Those that follow it and that the viewer may see.
    pub renewed_by: Vec<Agreement>,
    /// The parties that nothing may be asked of yet, because nobody has listened to them: id and name.
    pub unheard: Vec<(Uuid, String)>,
    /// The parties whose paper the viewer may confirm.
    pub confirms: Vec<Uuid>,
}

/// Whether everybody may know of it: it holds or has held.
fn is_public(a: &Agreement, now: Timestamp) -> bool {
    matches!(a.state(now), State::Signed | State::InForce | State::Expired | State::Ended)
}

/// One agreement. Without an account: what everybody may know of it.
///
/// # Errors
/// [`Error::NotFound`] for what does not exist or is not public yet.
pub fn view(tx: &mut Tx, id: Uuid) -> Result<Whole, Error> {
    let found = super::get(tx, id)?;
    let (now, all) = (tx.now(), policy::reads_all(tx.viewer()));
    if !all && !is_public(&found.agreement, now) {
        return Err(Error::NotFound);
    }
    let texts = if all { store::agreement::texts(tx, id)? } else { vec![] };
    let written = if all { Some(super::send::composed(tx, &found.agreement)?) } else { None };
    let renews = match found.agreement.draft.renews {
        Some(old) => Some(super::agreement(tx, old)?),
        None => None,
    };
    let renewed_by =
        store::agreement::renewals(tx, id)?.into_iter().filter(|next| all || is_public(next, now)).collect();
    let asks = all && matches!(found.agreement.stage, Stage::Draft | Stage::Out);
    let parties: Vec<Uuid> = found.agreement.parties.iter().map(|p| p.org).filter(|_| asks).collect();
    let unheard =
        tandem_partners::actions::not_heard(tx, &parties)?.into_iter().map(|o| (o.id, o.name)).collect();
    let mut confirms = vec![];
    for party in parties.into_iter().filter(|_| found.agreement.stage == Stage::Out) {
        if let Some(paper) = found.agreement.waiting_paper(party)
            && super::may_confirm(tx, paper)?
        {
            confirms.push(party);
        }
    }
    Ok(Whole {
        agreement: found.agreement,
        updated_at: found.updated_at,
        texts,
        written,
        renews,
        renewed_by,
        unheard,
        confirms,
    })
}

/// All that the viewer may know of, the newest first.
///
/// # Errors
/// The database's.
pub fn list(tx: &mut Tx) -> Result<Vec<Agreement>, Error> {
    let (now, all) = (tx.now(), policy::reads_all(tx.viewer()));
    Ok(store::agreement::list(tx)?.into_iter().filter(|a| all || is_public(a, now)).collect())
}

/// Agreements that a member began and that are not in force yet: who else brings them to their end is written nowhere. Once one is in
/// force, its parties hold it.
///
/// # Errors
/// [`Error::Forbidden`] for who may not read what is not public yet; the database's.
pub fn begun_by(tx: &mut Tx, member: Uuid) -> Result<Vec<Agreement>, Error> {
    if !policy::reads_all(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    store::agreement::begun_by(tx, member)
}

/// What everybody may know of, whoever asks: for pages that count agreements in public.
///
/// # Errors
/// The database's.
pub fn public_list(tx: &mut Tx) -> Result<Vec<Agreement>, Error> {
    let now = tx.now();
    Ok(store::agreement::list(tx)?.into_iter().filter(|a| is_public(a, now)).collect())
}

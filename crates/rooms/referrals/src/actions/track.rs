//! A person follows their request with a code, without an account.

use super::load;
use crate::model::{Referral, Step};
use crate::store;
use tandem_access::{Action, Error, Kind, Timestamp, Tx, Uuid};

/// What the person sees: where it stands, and whom to call. Nothing about their needs: a code can be found.
#[derive(Debug, Clone, PartialEq)]
pub struct Tracked {
    /// The request that the code was made for, or the last one that followed it.
    pub referral: Referral,
    /// Name of the organization that has it; `None` while it is offered.
    pub organization: Option<String>,
    /// Its phone.
    pub phone: Option<String>,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// What happened, oldest first; status changes only.
    pub story: Vec<Step>,
}

/// Follows a request. A code stays good when the request is passed on: it leads to where it went.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn track(tx: &mut Tx<'_, '_>, subject: Uuid) -> Result<Tracked, Error> {
    let mut r = load(tx, subject)?;
    if r.is_sealed() {
        return Err(Error::NotFound);
    }
    let mut story = store::story::of(tx, r.id)?;
    // Each follow-up is newer than the one before, so this ends; the bound is for a damaged table.
    for _ in 0..20 {
        let Some(next) = store::referral::followed_by(tx, r.id)? else { break };
        story.extend(store::story::of(tx, next.id)?);
        r = next;
    }
    story.retain(|s| s.from != s.to);
    tx.audit_for(
        r.owner_org,
        Action::Read,
        Kind::Referral,
        Some(r.id),
        r.person_id,
        "tracked by the person",
    )?;
    let (organization, phone) = match r.receiver_org {
        Some(org) => {
            let o = tandem_partners::actions::find(tx, org)?;
            (Some(o.name), o.phone)
        }
        None => (None, None),
    };
    Ok(Tracked { sent_at: r.sent_at, organization, phone, story, referral: r })
}

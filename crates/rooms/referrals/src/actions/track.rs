//! A person follows their request with a code, without an account.

use super::load;
use crate::model::{Referral, Step};
use crate::store;
use tandem_access::{Action, Error, Kind, Timestamp, Tx, Uuid};
use tandem_people::model::label::Label;

/// What the person sees: where it stands, and whom to call. Nothing about their needs: a code can be found. So the name of a place for
/// mental health, for a substance use program or the like is not there either: then it is who sent the request that is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Tracked {
    /// The request that the code was made for, or the last one that followed it.
    pub referral: Referral,
    /// Name of the organization that has it; `None` while it is offered, and where its name would tell what it is about.
    pub organization: Option<String>,
    /// Whom to call: that organization, or who sent it.
    pub phone: Option<String>,
    /// Who sent it, in the place of an organization whose name would tell what it is about.
    pub ask: Option<String>,
    /// Whether neither organization nor service is named.
    pub private: bool,
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
    let mut private = r.label != Label::General;
    let mut story = store::story::of(tx, r.id)?;
    // Each follow-up is newer than the one before, so this ends; the bound is for a damaged table.
    for _ in 0..20 {
        let Some(next) = store::referral::followed_by(tx, r.id)? else { break };
        story.extend(store::story::of(tx, next.id)?);
        r = next;
        private |= r.label != Label::General;
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
    if private {
        // Whoever finds the code, or reads it over a shoulder, learns nothing of what it is about.
        let sender = tandem_partners::actions::find(tx, r.owner_org)?;
        let (ask, phone) = if sender.confidential { (None, None) } else { (Some(sender.name), sender.phone) };
        return Ok(Tracked {
            sent_at: r.sent_at,
            organization: None,
            phone,
            ask,
            private,
            story,
            referral: r,
        });
    }
    let (organization, phone) = match r.receiver_org {
        Some(org) => {
            let o = tandem_partners::actions::find(tx, org)?;
            (Some(o.name), o.phone)
        }
        None => (None, None),
    };
    Ok(Tracked { sent_at: r.sent_at, organization, phone, ask: None, private, story, referral: r })
}

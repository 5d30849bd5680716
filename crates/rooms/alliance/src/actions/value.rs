//! What working together could mean for one organization: read it, and share it with somebody who has no account.

use super::Mapped;
use crate::model::Benefit;
use crate::policy;
use jiff::{SignedDuration, Timestamp};
use tandem_access::accounts::links::{self, LinkPurpose, NewLink, Uses, Verified};
use tandem_access::{Action, Error, Kind, Tx, Uuid};
use tandem_partners::actions::Filter;
use tandem_partners::model::{Interview, Membership, Organization};

/// A shared page can be read for so many days.
pub const SHARED_DAYS: i64 = 30;

/// What the page is made of.
#[derive(Debug, Clone)]
pub struct Value {
    /// Whom it is for.
    pub organization: Organization,
    /// What it said when it was listened to; nothing for who may not hear it.
    pub talk: Option<Interview>,
    /// Partners of its sector.
    pub alike: Vec<Uuid>,
    /// What they give and get.
    pub ledger: Vec<Benefit>,
    /// Who offers what where.
    pub mapped: Mapped,
    /// What the partnership works on.
    pub focus: String,
}

/// Reads it for the viewer.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; the database's.
pub fn value(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Value, Error> {
    let organization = tandem_partners::actions::find(tx, id)?;
    let talk = tandem_partners::actions::interviews(tx, &[id])?.into_iter().next();
    let of_sector = Filter {
        sector: Some(organization.sector),
        membership: Some(Membership::Member),
        limit: 2_000,
        ..Filter::default()
    };
    let alike: Vec<Uuid> =
        tandem_partners::actions::list(tx, &of_sector)?.iter().map(|o| o.id).filter(|a| *a != id).collect();
    let ledger = super::ledger_of(tx, &alike)?;
    let focus = tandem_partners::actions::partnership(tx)?.focus;
    Ok(Value { organization, talk, alike, ledger, mapped: super::map(tx)?, focus })
}

/// A link that was just made. It is here and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedLink {
    /// Its path.
    pub path: String,
    /// Until when it is good.
    pub until: Timestamp,
}

/// Whoever brings partners together, and may hear what this one said, since the page begins with it.
fn sharer(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Organization, Error> {
    let o = tandem_partners::actions::find(tx, id)?;
    if !policy::may_share(tx.viewer(), id) {
        return Err(Error::Forbidden);
    }
    Ok(o)
}

/// Makes a link to the page, for whoever it is given to, without an account.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] for an organization that has left.
pub fn share_value(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<SharedLink, Error> {
    if sharer(tx, id)?.membership == Membership::Left {
        return Err(Error::Conflict { code: "alliance-conflict-left" });
    }
    let lasts = SignedDuration::from_hours(24 * SHARED_DAYS);
    let link = NewLink {
        subject: Some(id),
        organization: Some(id),
        ..NewLink::new(LinkPurpose::Value, lasts, Uses::UntilExpiry)
    };
    let path = format!("/value/{}", links::issue(tx, &link)?.token);
    let until = tx.now().checked_add(lasts).map_err(|e| Error::Internal(format!("link expiry: {e}")))?;
    tx.audit(Action::Export, Kind::Organization, Some(id), None, "value page: shared by link")?;
    Ok(SharedLink { path, until })
}

/// Until when each link to the page is good that still opens it; none for who may not share it.
///
/// # Errors
/// The database's.
pub fn shared_until(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Vec<Timestamp>, Error> {
    if !policy::may_share(tx.viewer(), id) {
        return Ok(vec![]);
    }
    links::live(tx, LinkPurpose::Value, id)
}

/// Ends every link to the page.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn end_shared(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    sharer(tx, id)?;
    links::revoke_subject(tx, LinkPurpose::Value, id)?;
    tx.audit(Action::Manage, Kind::Organization, Some(id), None, "value page: links ended")
}

/// The page behind a link. The link alone says of whom.
///
/// # Errors
/// [`Error::NotFound`] for a link of something else, or of an organization that has left.
pub fn value_by_link(tx: &mut Tx<'_, '_>, link: &Verified) -> Result<Value, Error> {
    let (Some(id), LinkPurpose::Value) = (link.record().subject, link.purpose()) else {
        return Err(Error::NotFound);
    };
    let found = value(tx, id)?;
    if found.organization.membership == Membership::Left {
        return Err(Error::NotFound);
    }
    tx.audit(Action::Read, Kind::Organization, Some(id), None, "value page: opened by link")?;
    Ok(found)
}

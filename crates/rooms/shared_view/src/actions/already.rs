//! What is being done already, before it is asked for a second time.

use jiff::SignedDuration;
use std::collections::HashMap;
use tandem_access::{Action, Error, Kind, Timestamp, Tx, Uuid};
use tandem_people::actions::find_need;
use tandem_referrals::actions::{Line, of_person};
use tandem_referrals::model::Referral;

/// How long help that was received is told of, in days: enrolled once is often enrolled for a year.
const TOLD_FOR: i64 = 365;

/// A referral for the same kind of help, or at a place that gives it, that is open or had the help received.
#[derive(Debug, Clone, PartialEq)]
pub struct Already {
    /// The referral.
    pub line: Line,
    /// Who sent it.
    pub organization: String,
    /// Since when the place says that the person got the help; `None` while it is open.
    pub received_at: Option<Timestamp>,
}

/// When the help was received, as far as the place says so and it was not long ago.
fn received(r: &Referral, now: Timestamp) -> Option<Timestamp> {
    let at = r.ended_at.unwrap_or(r.updated_at);
    let recent = now.duration_since(at) <= SignedDuration::from_hours(24 * TOLD_FOR);
    (r.service_received == Some(true) && recent).then_some(at)
}

/// Referrals for the same kind of help as a need, or at a service that gives it, from every record of the person that the viewer may
/// know of: open ones, and those of the last twelve months by which the person got the help. Open ones of the need itself are left
/// out: the page where help is chosen shows them.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a need that the viewer may not see; the database's.
pub fn already_asked(tx: &mut Tx, need: Uuid) -> Result<Vec<Already>, Error> {
    tx.require(Kind::Referral, Action::Read)?;
    let need = find_need(tx, need)?;
    let (domain, now) = (need.domain.code(), tx.now());
    let mut open: Vec<Line> = vec![];
    for record in super::records(tx, need.person_id)? {
        let lines = of_person(tx, record)?;
        open.extend(lines.into_iter().filter(|l| {
            let r = &l.referral;
            // A sealed hand-off is nobody's hint, not even to who sent it.
            let waits = !r.status.is_end() && r.need_id != Some(need.id);
            !r.is_sealed() && (waits || received(r, now).is_some())
        }));
    }
    let services: Vec<Uuid> = open.iter().filter_map(|l| l.referral.service_id).collect();
    let gives: Vec<Uuid> = tandem_directory::listings(tx, &services)?
        .iter()
        .filter(|listing| listing.domains().contains(&domain))
        .map(|listing| listing.id)
        .collect();
    open.retain(|l| {
        let same = l.referral.domain.is_some_and(|d| d.code() == domain);
        same || l.referral.service_id.is_some_and(|service| gives.contains(&service))
    });
    let ids: Vec<Uuid> = open.iter().map(|l| l.referral.owner_org).collect();
    let names: HashMap<Uuid, String> =
        tandem_partners::actions::find_many(tx, &ids)?.into_iter().map(|o| (o.id, o.name)).collect();
    Ok(open
        .into_iter()
        .map(|line| {
            let organization = names.get(&line.referral.owner_org).cloned().unwrap_or_default();
            let received_at = received(&line.referral, now);
            Already { line, organization, received_at }
        })
        .collect())
}

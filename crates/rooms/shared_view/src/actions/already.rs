//! What is being done already, before it is asked for a second time.

use std::collections::HashMap;
use tandem_access::{Action, Error, Kind, Tx, Uuid};
use tandem_people::actions::find_need;
use tandem_referrals::actions::{Line, of_person};

/// A referral that is open for the same kind of help, or at a place that gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Already {
    /// The referral.
    pub line: Line,
    /// Who sent it.
    pub organization: String,
}

/// Open referrals for the same kind of help as a need, or at a service that gives it, from every record of the person that
/// the viewer may know of. Those of the need itself are left out: the page where help is chosen shows them.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a need that the viewer may not see; the database's.
pub fn already_asked(tx: &mut Tx, need: Uuid) -> Result<Vec<Already>, Error> {
    tx.require(Kind::Referral, Action::Read)?;
    let need = find_need(tx, need)?;
    let domain = need.domain.code();
    let mut open: Vec<Line> = vec![];
    for record in super::records(tx, need.person_id)? {
        let lines = of_person(tx, record)?;
        open.extend(lines.into_iter().filter(|l| {
            let r = &l.referral;
            // A sealed hand-off is nobody's hint, not even to who sent it.
            !r.status.is_end() && !r.is_sealed() && r.need_id != Some(need.id)
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
            Already { line, organization }
        })
        .collect())
}

//! Record a need that was found.

use crate::model::need::{Need, NeedStatus, NewNeed};
use crate::{policy, store};
use tandem_access::{Action, Error, Kind, Tx, Uuid};

/// Records a finding for `owner_org` and returns the need. An open need of the same domain and label takes the news
/// (see [`NewNeed::onto`]) instead of standing twice.
///
/// What is "no" twice (no risk, no help wanted) is recorded too if the caller asks; [`NewNeed::is_need`] tells.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a person the viewer may not see; the database's.
pub fn record_need(tx: &mut Tx, owner_org: Uuid, new: &NewNeed) -> Result<Uuid, Error> {
    tx.require(Kind::Need, Action::Write)?;
    policy::records_for(tx.viewer(), owner_org)?;
    store::person::get(tx, new.person_id)?.ok_or(Error::NotFound)?;
    let id = match store::need::open(tx, owner_org, new)? {
        Some(open) => {
            store::need::update(tx, &new.onto(&open))?;
            open.id
        }
        None => {
            let need = Need {
                id: tx.new_public_id(),
                person_id: new.person_id,
                owner_org,
                domain: new.domain,
                risk: new.risk,
                wants_help: new.wants_help,
                status: NeedStatus::Open,
                source: new.source,
                label: new.final_label(),
                found_at: new.found_at,
                updated_at: new.found_at,
            };
            store::need::insert(tx, &need)?;
            need.id
        }
    };
    tx.audit(Action::Write, Kind::Need, Some(id), Some(new.person_id), "recorded")?;
    Ok(id)
}

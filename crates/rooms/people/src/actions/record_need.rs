//! Record a need that was found.

use crate::model::label::Label;
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
    let new = on_record(store::person::label_of(tx, new.person_id)?.ok_or(Error::NotFound)?, new);
    let open = store::need::open(tx, owner_org, &new)?;
    Ok(keep(tx, owner_org, &new, open)?.id)
}

/// As [`record_need`] for many findings about one person: their needs, in the same order. `made_now` says that the
/// caller created the record in this transaction, so that it has none yet.
///
/// # Errors
/// As [`record_need`].
pub fn record_needs(
    tx: &mut Tx,
    owner_org: Uuid,
    person: Uuid,
    new: &[NewNeed],
    made_now: bool,
) -> Result<Vec<Uuid>, Error> {
    tx.require(Kind::Need, Action::Write)?;
    policy::records_for(tx.viewer(), owner_org)?;
    let record = store::person::label_of(tx, person)?.ok_or(Error::NotFound)?;
    let mut open = if made_now { vec![] } else { store::need::all_open(tx, owner_org, person)? };
    let mut ids = Vec::with_capacity(new.len());
    for new in new {
        let new = &on_record(record, new);
        let same = |n: &Need| n.domain == new.domain && n.label == new.final_label();
        // Two findings of one domain meet too: what was just recorded is open.
        let at = open.iter().position(same);
        let kept = keep(tx, owner_org, new, at.map(|at| open.swap_remove(at)))?;
        ids.push(kept.id);
        open.push(kept);
    }
    Ok(ids)
}

/// What is written on a record is at least as private as the record.
fn on_record(record: Label, new: &NewNeed) -> NewNeed {
    NewNeed { label: new.label.max(record), ..new.clone() }
}

/// Writes the finding onto the open need, or as a new one.
fn keep(tx: &mut Tx, owner_org: Uuid, new: &NewNeed, open: Option<Need>) -> Result<Need, Error> {
    let need = match open {
        Some(open) => {
            let need = new.onto(&open);
            store::need::update(tx, &need)?;
            need
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
            need
        }
    };
    tx.audit(Action::Write, Kind::Need, Some(need.id), Some(new.person_id), "recorded")?;
    Ok(need)
}

//! Who looked at a person's data, and why: for the person themselves and for the privacy officer.

use crate::{policy, store};
use std::collections::HashMap;
use tandem_access::accounts::clients;
use tandem_access::audit::{self, Query};
use tandem_access::{Action, Error, Kind, Timestamp, Tx, Uuid};

/// One look, in the words the person can use. Staff names are left out: the organization answers for its people, and
/// the privacy officer can name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// When.
    pub at: Timestamp,
    /// Which organization; `None` for the person and for the system.
    pub organization: Option<Uuid>,
    /// Its computer system, by name, where one looked.
    pub system: Option<String>,
    /// `member`, `client`, `answer_link`, `person` or `system`.
    pub viewer_kind: String,
    /// The purpose of use.
    pub purpose: String,
    /// `read`, `write` ...
    pub action: String,
    /// Kind of fact.
    pub kind: String,
}

/// The newest `limit` lines of the log about a person.
///
/// # Errors
/// [`Error::NotFound`] for a person the viewer may not see; [`Error::Forbidden`]; the database's.
pub fn access_log(tx: &mut Tx, person: Uuid, limit: u32) -> Result<Vec<Look>, Error> {
    let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    if !policy::may_read_access_log(tx.viewer(), person, record.owner_org) {
        return Err(Error::Forbidden);
    }
    let mut lines = audit::search(tx, &Query { person: Some(person), limit, ..Query::default() })?;
    // Whoever holds the person's telephone may not be the person: that a confidential organization knows them is not told.
    if tx.viewer().person().is_some() {
        let hidden = super::confidential_among(tx, lines.iter().filter_map(|line| line.org))?;
        lines.retain(|line| line.org.is_none_or(|org| org == record.owner_org || !hidden.contains(&org)));
    }
    let ids: Vec<Uuid> = lines.iter().filter_map(|line| line.client).collect();
    let systems: HashMap<Uuid, String> = clients::names(tx, &ids)?;
    tx.audit_for(record.owner_org, Action::Read, Kind::Audit, None, Some(person), "who looked")?;
    Ok(lines
        .into_iter()
        .map(|line| Look {
            at: line.at,
            organization: line.org,
            system: line.client.map(|id| systems.get(&id).cloned().unwrap_or_default()),
            viewer_kind: line.viewer_kind,
            purpose: line.purpose,
            action: line.action,
            kind: line.kind,
        })
        .collect())
}

//! Why the viewer sees a row of another organization: the consents that open it now.

use crate::model::data_class::DataClass;
use crate::model::label::Label;
use crate::store;
use tandem_access::{Error, Purpose, Timestamp, Tx, Uuid};

/// One class and label of a record that a live consent opens to the viewer's organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The consent.
    pub consent: Uuid,
    /// Whose rows it opens.
    pub owner_org: Uuid,
    /// What kind of facts.
    pub class: DataClass,
    /// How sensitive.
    pub label: Label,
    /// For what.
    pub purpose: Purpose,
    /// When the person said so.
    pub given_at: Timestamp,
    /// Until when it opens them.
    pub until: Timestamp,
}

/// What live consents open of a record to the viewer's organization, for the purpose it works for now: the very rows that
/// the fence asks. Nobody learns anything from it that the rows themselves do not tell, so no role is needed.
///
/// # Errors
/// The database's.
pub fn openings(tx: &mut Tx, person: Uuid) -> Result<Vec<Opening>, Error> {
    let (org, purpose) = (tx.viewer().org(), tx.viewer().purpose());
    match org {
        Some(org) => store::consent::openings(tx, person, org, purpose),
        None => Ok(vec![]),
    }
}

//! The capacity switch of a service: set it, undo it.

use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_events::{Event, publish};
use tandem_partners::policy::{Reach, reach};

use crate::model::capacity::{CapacityStatus, units_fit};
use crate::store::listing as store;

/// Whether the viewer may change what an organization says about its services.
pub fn may_change(tx: &Tx<'_, '_>, kind: Kind, organization: Uuid) -> bool {
    let viewer = tx.viewer();
    viewer.may(kind, Action::Write) && (reach(viewer) == Reach::All || viewer.org() == Some(organization))
}

/// What a capacity is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The switch.
    pub status: CapacityStatus,
    /// Units that money pays for, if counted.
    pub funded_units: Option<i64>,
    /// Units free now, if counted.
    pub free_units: Option<i64>,
}

/// Sets the capacity of a service.
///
/// # Errors
/// [`Error::NotFound`] for a service of another organization too; [`Error::Invalid`] for units that do not fit.
pub fn set_capacity(tx: &mut Tx<'_, '_>, service: Uuid, setting: Setting) -> Result<(), Error> {
    let organization = store::organization_of(tx, service)?;
    if !may_change(tx, Kind::Capacity, organization) {
        return Err(Error::NotFound);
    }
    if !units_fit(setting.funded_units, setting.free_units) {
        return Err(FieldErrors::one("free_units", "directory-error-units"));
    }
    write(tx, service, organization, Some(setting))
}

/// Puts the capacity back to what it was before the last change.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] when there is nothing to undo.
pub fn undo_capacity(tx: &mut Tx<'_, '_>, service: Uuid) -> Result<(), Error> {
    let organization = store::organization_of(tx, service)?;
    if !may_change(tx, Kind::Capacity, organization) {
        return Err(Error::NotFound);
    }
    let Some(before) = store::last_capacity_before(tx, service)? else {
        return Err(Error::Conflict { code: "directory-conflict-no-undo" });
    };
    write(tx, service, organization, before)
}

fn write(tx: &mut Tx<'_, '_>, service: Uuid, organization: Uuid, to: Option<Setting>) -> Result<(), Error> {
    let before = store::capacity(tx, service)?;
    store::note_capacity_change(tx, service, before, to)?;
    match to {
        Some(setting) => {
            let by = tandem_partners::actions::name(tx, tx.viewer().org().unwrap_or(organization))?;
            store::put_capacity(tx, service, setting, &by)?;
        }
        None => store::clear_capacity(tx, service)?,
    }
    let word = to.map_or("unknown", |s| s.status.code());
    tx.audit_for(organization, Action::Write, Kind::Capacity, Some(service), None, word)?;
    publish(tx, &Event::CapacityChanged { service })
}

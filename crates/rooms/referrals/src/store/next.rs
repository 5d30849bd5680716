//! The services that the person named, in order.

use tandem_access::{Error, Tx, Uuid, params};

/// A service the person named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The service.
    pub service_id: Uuid,
    /// Whose it is.
    pub org_id: Uuid,
}

/// Keeps the list.
pub fn keep(tx: &mut Tx<'_, '_>, referral: Uuid, named: &[Named]) -> Result<(), Error> {
    for (position, n) in named.iter().enumerate() {
        tx.execute(
            "INSERT INTO referral_next (referral_id, position, service_id, org_id) VALUES (?1, ?2, ?3, ?4)",
            params![referral, position, n.service_id, n.org_id],
        )?;
    }
    Ok(())
}

/// The list, in the person's order.
pub fn of(tx: &mut Tx<'_, '_>, referral: Uuid) -> Result<Vec<Named>, Error> {
    tx.query(
        "SELECT n.service_id, n.org_id FROM referral_next n WHERE n.referral_id = ?1 ORDER BY n.position",
        params![referral],
        |row| Ok(Named { service_id: row.get(0)?, org_id: row.get(1)? }),
    )
}

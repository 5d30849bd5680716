//! What a referral has to know of a service.

use tandem_access::{Error, Tx, Uuid, params};

/// A service to refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The service.
    pub service_id: Uuid,
    /// Whose it is.
    pub org_id: Uuid,
    /// Its name.
    pub name: String,
    /// Its own e-mail address for requests; empty when it has none, or when it came with a file and somebody here has
    /// since said where the organization reads its requests.
    pub email: String,
    /// A domestic-violence service: referrals to it are sealed.
    pub confidential: bool,
    /// Whether it takes referrals at all.
    pub active: bool,
}

/// One service.
pub fn get(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Option<Target>, Error> {
    tx.query_opt(
        "SELECT s.id, s.organization_id, s.name, CASE WHEN s.edited_at IS NULL AND o.email IS NOT NULL AND EXISTS \
         (SELECT 1 FROM organization_history h WHERE h.organization_id = o.id AND h.kind = 'edited' AND h.changes LIKE \
         '%\"email\":%') THEN '' ELSE s.email END, s.confidential, o.confidential, s.status, o.membership FROM \
         service s JOIN organization o ON o.id = s.organization_id WHERE s.id = ?1",
        params![id],
        |row| {
            let (of_service, of_org): (bool, bool) = (row.get(4)?, row.get(5)?);
            let (status, membership): (String, String) = (row.get(6)?, row.get(7)?);
            Ok(Target {
                service_id: row.get(0)?,
                org_id: row.get(1)?,
                name: row.get(2)?,
                email: row.get(3)?,
                confidential: of_service || of_org,
                active: status == "active" && membership != "left",
            })
        },
    )
}

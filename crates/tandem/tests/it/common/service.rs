//! A service for tests that send somebody to one.

use tandem_access::{Error, Tx, Uuid, params};

/// A service of an organization that gives food.
pub fn food(tx: &mut Tx<'_, '_>, org: Uuid) -> Result<Uuid, Error> {
    let (id, now) = (tx.new_public_id(), tx.now());
    tx.execute(
        "INSERT INTO service (id, organization_id, name, alternate_name, description, url, email, status, \
         interpretation_services, application_process, fees_description, wait_time, eligibility_description, \
         alert, keywords, assured_by, confidential, source, created_at, updated_at) VALUES (?1, ?2, \
         'Hot meals', '', '', '', '', 'active', '', '', '', '', '', '', '', '', 0, 'test', ?3, ?3)",
        params![id, org, now],
    )?;
    tx.execute(
        "INSERT INTO attribute (id, service_id, taxonomy, term_code, term, domains, audience) VALUES (?1, ?2, \
         'test', 'T', 'Hot meals', 'food-insecurity', 0)",
        params![tx.new_public_id(), id],
    )?;
    Ok(id)
}

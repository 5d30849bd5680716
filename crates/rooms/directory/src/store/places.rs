//! Middles of ZIP codes from an imported file.

use std::collections::HashMap;

use tandem_access::{Error, Tx, params};

use crate::model::item::Point;

/// All that were imported, by ZIP code. There are at most 100,000 ZIP codes of five digits.
pub(crate) fn all(tx: &mut Tx<'_, '_>) -> Result<HashMap<String, Point>, Error> {
    let mut found = HashMap::new();
    tx.for_each("SELECT postal_code, latitude, longitude FROM zip_centroid", params![], |row| {
        found.insert(row.get(0)?, Point { latitude: row.get(1)?, longitude: row.get(2)? });
        Ok(())
    })?;
    Ok(found)
}

/// Writes some, new ones and known ones.
pub(crate) fn put(tx: &mut Tx<'_, '_>, places: &[(&str, Point)]) -> Result<(), Error> {
    let rows: Vec<_> =
        places.iter().map(|(zip, point)| params![*zip, point.latitude, point.longitude].to_vec()).collect();
    tx.execute_each(
        "INSERT INTO zip_centroid (postal_code, latitude, longitude) VALUES (?1, ?2, ?3)
         ON CONFLICT (postal_code) DO UPDATE SET latitude = excluded.latitude, longitude = excluded.longitude",
        &rows,
    )?;
    Ok(())
}

//! Which instruments there are: those that come with Tandem and those that were imported.

use crate::instruments::{SHIPPED, canonical, parse};
use crate::model::questionnaire::Questionnaire;
use crate::store;
use crate::store::instrument::InstrumentRow;
use std::sync::{Arc, LazyLock};
use tandem_access::{Error, Tx};

/// An instrument, read.
#[derive(Debug, Clone)]
pub struct Instrument {
    /// The questionnaire.
    pub questionnaire: Arc<Questionnaire>,
    /// It comes with Tandem.
    pub shipped: bool,
    /// Offered for new screenings?
    pub active: bool,
}

static SHIPPED_READ: LazyLock<Vec<Arc<Questionnaire>>> = LazyLock::new(|| {
    // The files are part of the program and a test reads each, so none is left out here.
    SHIPPED.iter().filter_map(|json| parse(json).ok()).map(Arc::new).collect()
});

fn read(row: &InstrumentRow) -> Result<Instrument, Error> {
    let shipped = SHIPPED_READ.iter().find(|q| q.url == row.url && q.version == row.version);
    let questionnaire = match shipped {
        Some(questionnaire) => questionnaire.clone(),
        None => {
            let read = parse(&row.content);
            Arc::new(read.map_err(|fault| Error::Internal(format!("instrument {}: {fault}", row.url)))?)
        }
    };
    Ok(Instrument { questionnaire, shipped: shipped.is_some(), active: row.active })
}

/// Every instrument, those that come with Tandem first.
///
/// # Errors
/// The database's.
pub fn instruments(tx: &mut Tx) -> Result<Vec<Instrument>, Error> {
    let rows = store::instrument::all(tx)?;
    let shipped = SHIPPED_READ.iter().map(|questionnaire| {
        let row = rows.iter().find(|r| r.url == questionnaire.url && r.version == questionnaire.version);
        let active = row.is_none_or(|row| row.active);
        Ok(Instrument { questionnaire: questionnaire.clone(), shipped: true, active })
    });
    let imported = rows.iter().map(read).filter(|read| !read.as_ref().is_ok_and(|i| i.shipped));
    shipped.chain(imported).collect()
}

/// The instrument of this address; with a version exactly that one, else the one changed last. `None` when it is
/// not here. A retired one is found too: what was asked with it stays readable.
///
/// # Errors
/// The database's.
pub fn find_instrument(tx: &mut Tx, url: &str, version: Option<&str>) -> Result<Option<Instrument>, Error> {
    let ours = canonical(url);
    // Under another publisher's address the version is that publisher's.
    let version = version.filter(|_| ours == url);
    let rows = match version {
        Some(version) => store::instrument::get(tx, ours, version)?.into_iter().collect(),
        None => store::instrument::of_url(tx, ours)?,
    };
    if let Some(row) = rows.iter().find(|row| row.active).or(rows.first()) {
        return read(row).map(Some);
    }
    let fits = |q: &&Arc<Questionnaire>| q.url == ours && version.is_none_or(|v| v == q.version);
    Ok(SHIPPED_READ.iter().find(fits).map(|questionnaire| Instrument {
        questionnaire: questionnaire.clone(),
        shipped: true,
        active: true,
    }))
}

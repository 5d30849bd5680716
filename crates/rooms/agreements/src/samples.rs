//! Agreements for demos and tests: the standard words, signed on paper by everybody.

use crate::actions;
use crate::model::agreement::{Draft, Kind};
use crate::model::data_class::DataClass;
use crate::wording::say;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;
use tandem_access::{Error, Tx, Uuid};
use tandem_partners::actions::Filter;
use tandem_web::Lang;

/// A data use agreement in the standard words for four years from `starts_on`.
///
/// # Errors
/// [`Error::Internal`] for a day at the end of the calendar.
pub fn data_use(
    lang: Lang,
    parties: &[Uuid],
    classes: &[DataClass],
    starts_on: Date,
) -> Result<Draft, Error> {
    let expires_on = starts_on.checked_add(4.years()).map_err(|e| Error::Internal(e.to_string()))?;
    Ok(Draft {
        kind: Kind::DataUse,
        title: say(lang, "agreements-standard-title", &[]),
        purpose: say(lang, "agreements-standard-purpose", &[]),
        classes: classes.iter().copied().collect::<BTreeSet<_>>(),
        language: lang.code().to_owned(),
        body: say(lang, "agreements-standard-body", &[]),
        starts_on,
        expires_on,
        parties: parties.iter().copied().collect(),
        renews: None,
    })
}

/// Puts the standard data use agreement for every class in force between these organizations from today on.
///
/// # Errors
/// As [`actions::put_in_force`].
pub fn share_all(tx: &mut Tx, parties: &[Uuid]) -> Result<Uuid, Error> {
    let (_, today) = actions::today(tx)?;
    let draft = data_use(Lang::En, parties, &DataClass::ALL, today)?;
    let signed: Vec<(Uuid, &str)> = parties.iter().map(|org| (*org, "Director")).collect();
    actions::put_in_force(tx, &draft, &signed, today)
}

/// [`share_all`] between all organizations that there are now. Fewer than two have nothing to agree on.
///
/// # Errors
/// As [`share_all`].
pub fn everybody(tx: &mut Tx) -> Result<(), Error> {
    let all = Filter { limit: 2000, ..Filter::default() };
    let ids: Vec<Uuid> = tandem_partners::actions::list(tx, &all)?.into_iter().map(|o| o.id).collect();
    if ids.len() > 1 {
        share_all(tx, &ids)?;
    }
    Ok(())
}

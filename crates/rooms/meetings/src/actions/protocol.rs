//! Who is told what, how and when: rules as data.

use crate::model::protocol::{default, fixed};
use crate::model::{Audience, News, Timing};
use crate::policy;
use crate::store::notices as store;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx};

/// The rule of every pair, the partnership's own or the one that comes with the software.
///
/// # Errors
/// The database's.
pub fn protocol(tx: &mut Tx<'_, '_>) -> Result<Vec<(News, Audience, Timing)>, Error> {
    let own = store::rules(tx)?;
    let of = |news, audience| own.iter().find(|r| (r.0, r.1) == (news, audience)).map(|r| r.2);
    let mut out = vec![];
    for news in News::ALL.iter().copied() {
        for audience in news.audiences().iter().copied() {
            let kept = of(news, audience).filter(|_| !fixed(news, audience));
            out.push((news, audience, kept.unwrap_or_else(|| default(news, audience))));
        }
    }
    Ok(out)
}

/// Sets a rule.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for news that this audience is never told; [`Error::Invalid`] for one that calendars depend
/// on.
pub fn set_protocol(
    tx: &mut Tx<'_, '_>,
    news: News,
    audience: Audience,
    timing: Timing,
) -> Result<(), Error> {
    if !policy::may_keep(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    if !news.audiences().contains(&audience) {
        return Err(Error::NotFound);
    }
    if fixed(news, audience) {
        return Err(FieldErrors::one("timing", "meetings-error-fixed"));
    }
    store::set_rule(tx, news, audience, timing)?;
    tx.audit(Action::Write, Kind::Governance, None, None, "communication protocol")
}

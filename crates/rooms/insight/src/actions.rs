//! What the room answers: a report, an organization's months, what stands behind a gap.

use crate::model::cube::{Cube, Slice, TREND_MONTHS};
use crate::model::overlap::Overlap;
use crate::model::report::Report;
use crate::model::request::Clock;
use crate::model::traffic::Traffic;
use crate::store::{self, Behind};
use jiff::civil::Date;
use std::sync::{Arc, Mutex, PoisonError};
use tandem_access::{Action, Error, Kind, Store, Uuid, Viewer};

/// The months of the published form. There is only this one: two overlapping ones could be taken from each other.
pub const PUBLISHED_MONTHS: u16 = 12;

/// Whose wishes for help are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everybody's, in the published form.
    Partnership,
    /// Those that the viewer's organization recorded, as they are: for roles that may read the rows anyway.
    Own,
}

/// Whether the viewer may see its own organization's numbers as they are.
pub fn may_see_own(viewer: &Viewer) -> bool {
    let read = [Kind::Measure, Kind::Need, Kind::Referral];
    viewer.org().is_some() && read.iter().all(|kind| viewer.may(*kind, Action::Read))
}

/// The partnership's response clock.
///
/// # Errors
/// The database's.
pub async fn clock(store: &Store, viewer: &Viewer) -> Result<Clock, Error> {
    store
        .read(viewer, |tx| {
            let now = tx.now();
            Ok(Clock::new(&tandem_partners::actions::partnership(tx)?, now))
        })
        .await
}

/// The report of a scope. The published one is always whole; its lines are picked on the page, so that every filter
/// shows numbers of the same protected tables.
///
/// # Errors
/// [`Error::Forbidden`] without the role, or for the own scope without access to rows; the database's.
pub async fn report(
    store: &Store,
    viewer: &Viewer,
    clock: &Clock,
    scope: Scope,
    slice: &Slice,
) -> Result<Report, Error> {
    if !viewer.may(Kind::Measure, Action::Read) {
        return Err(Error::Forbidden);
    }
    match scope {
        Scope::Partnership => published(store, clock).await,
        Scope::Own => {
            let months: Vec<_> = clock.this_month().last(TREND_MONTHS).collect();
            let c = clock.clone();
            let own = viewer.org().filter(|_| may_see_own(viewer)).ok_or(Error::Forbidden)?;
            let slice = slice.clone();
            let cube = store.read(viewer, move |tx| store::cube(tx, &c, &slice, Some(own))).await?;
            Ok(Report::exact(&cube, months.into_iter()))
        }
    }
}

/// The published report as anybody may read it: counted once a day, by whoever asks first, so that nobody counts the hours at which
/// somebody asks for help, and a page that is asked for often costs nothing.
#[derive(Default)]
pub struct OfTheDay(Mutex<Option<(Date, Arc<Report>)>>);

impl OfTheDay {
    /// The report of this day.
    ///
    /// # Errors
    /// The database's.
    pub async fn report(&self, store: &Store, clock: &Clock) -> Result<Arc<Report>, Error> {
        let today = clock.now.to_zoned(clock.calendar.zone().clone()).date();
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, report)) = kept.filter(|(day, _)| *day == today) {
            return Ok(report);
        }
        let report = Arc::new(published(store, clock).await?);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((today, report.clone()));
        Ok(report)
    }
}

/// The published form, of everybody's wishes for help.
async fn published(store: &Store, clock: &Clock) -> Result<Report, Error> {
    let months: Vec<_> = clock.this_month().last(TREND_MONTHS).collect();
    let (c, slice) = (clock.clone(), Slice { months: PUBLISHED_MONTHS, domain: None, area: None });
    let cube: Cube = store::aggregates_only(store, move |tx| store::cube(tx, &c, &slice, None)).await?;
    Ok(Report::published(&cube, &months))
}

/// How many people are known to several partners.
///
/// # Errors
/// [`Error::Forbidden`] without the role; the database's.
pub async fn overlap(store: &Store, viewer: &Viewer) -> Result<Overlap, Error> {
    tandem_identity::actions::overlap(store, viewer).await.map(Overlap::published)
}

/// The viewer's organization, month by month. Its own numbers, whole: what it received before a consent ran out is
/// still counted, though the rows can no longer be read.
///
/// # Errors
/// [`Error::Forbidden`] without the role or an organization; the database's.
pub async fn months(store: &Store, viewer: &Viewer, clock: &Clock) -> Result<Traffic, Error> {
    let own = viewer.org().filter(|_| viewer.may(Kind::Measure, Action::Read)).ok_or(Error::Forbidden)?;
    let clock = clock.clone();
    store::aggregates_only(store, move |tx| store::traffic(tx, &clock, own)).await
}

/// How many rows stand on a page behind a gap.
const SHOWN: i64 = 100;

/// The rows behind a gap that the viewer may see; nothing for a role that reads no referrals. Each row shown is in
/// the audit log.
///
/// # Errors
/// The database's.
pub(crate) async fn behind(
    store: &Store,
    viewer: &Viewer,
    clock: &Clock,
    domain: &str,
    area: &str,
) -> Result<Vec<Behind>, Error> {
    let Some(own) = viewer.org().filter(|_| viewer.may(Kind::Referral, Action::Read)) else {
        return Ok(vec![]);
    };
    let since = clock.this_month().back(PUBLISHED_MONTHS - 1).start(clock.calendar.zone());
    let (domain, area) = (domain.to_owned(), area.to_owned());
    store
        .read(viewer, move |tx| {
            let rows = store::behind(tx, &domain, &area, since, own, SHOWN)?;
            for row in &rows {
                let (kind, id): (Kind, Option<Uuid>) = match row.referral {
                    Some(id) => (Kind::Referral, Some(id)),
                    None => (Kind::Need, None),
                };
                tx.audit(Action::Read, kind, id, row.person, "insight.gap")?;
            }
            Ok(rows)
        })
        .await
}

//! Pages of the room, and the words they share: a count, a share with its range, a name of a kind of help.

pub mod gap;
pub mod gaps;
pub mod health;
pub mod measures;
pub mod month;
pub mod value;
pub mod view;

use crate::actions::{self, OfTheDay, Scope};
use crate::model::cube::Slice;
use crate::model::figure::{Share, Shown};
use crate::model::month::Month;
use crate::model::report::{Median, Report};
use crate::model::request::Clock;
use maud::{Markup, html};
use std::sync::Arc;
use tandem_access::{Action, Error, Kind};
use tandem_directory::model::domain;
use tandem_web::chart::{Unit, Value};
use tandem_web::messages::{dates, number};
use tandem_web::{Cx, Lang};

/// The published report: as of now for who has an account and may read figures, for anybody else that of the day.
pub async fn published(cx: &Cx, clock: &Clock) -> Result<Arc<Report>, Error> {
    if cx.viewer.may(Kind::Measure, Action::Read) {
        let report =
            actions::report(&cx.store, &cx.viewer, clock, Scope::Partnership, &Slice::default()).await?;
        return Ok(Arc::new(report));
    }
    cx.app.service::<OfTheDay>().report(&cx.store, clock).await
}

/// The plain name of a kind of help.
pub fn domain_name(cx: &Cx, code: &str) -> String {
    domain::domain(code)
        .map_or_else(|| cx.t("insight-domain-other"), |d| d.name(cx.lang == Lang::Es).to_owned())
}

/// An area's name; an empty one is not known.
pub fn area_name(cx: &Cx, area: &str) -> String {
    if area.is_empty() { cx.t("insight-area-unknown") } else { area.to_owned() }
}

/// A count, or the words that stand in its place.
pub fn count(cx: &Cx, n: Shown) -> Markup {
    match n {
        Shown::Count(n) => html! { (number(i64::try_from(n).unwrap_or(i64::MAX))) },
        Shown::Suppressed => html! { span.none { (cx.t("insight-hidden-word")) } },
    }
}

/// A count as plain text.
pub fn count_text(cx: &Cx, n: Shown) -> String {
    n.count().map_or_else(|| cx.t("insight-hidden-word"), |n| number(i64::try_from(n).unwrap_or(i64::MAX)))
}

/// A share for the cell of a table: "71%", "2 of 3", or why there is none.
pub fn share_text(cx: &Cx, share: Share) -> String {
    match share {
        Share::Of { .. } => format!("{}%", share.percent().unwrap_or_default()),
        Share::TooFew { n, of } => cx.ta("insight-n-of", &[("n", n.into()), ("of", of.into())]),
        Share::Suppressed => cx.t("insight-hidden-word"),
        Share::NotAsked => cx.t("insight-nobody"),
    }
}

/// The sentence behind a share: so many of how many of what, and the range. `key` is the message of the denominator.
pub fn share_sentence(cx: &Cx, share: Share, key: &str) -> String {
    let of = |n: u64, of: u64| cx.ta(key, &[("n", n.into()), ("of", of.into())]);
    match share {
        Share::Of { n, of: all, interval } => format!("{} {}", of(n, all), range(cx, interval)),
        Share::TooFew { n, of: all } => format!("{} {}", of(n, all), cx.t("insight-few")),
        Share::Suppressed => cx.t("insight-hidden"),
        Share::NotAsked => cx.t("insight-nobody-yet"),
    }
}

/// The 95 % interval in words.
pub fn range(cx: &Cx, (low, high): (f64, f64)) -> String {
    cx.ta("insight-range", &[("low", percent(low).into()), ("high", percent(high).into())])
}

/// A share between 0 and 1 in percent: whole, but with a decimal where rounding would say none or all.
pub fn percent(share: f64) -> String {
    let percent = (share * 100.0).clamp(0.0, 100.0);
    let edge = (percent > 0.0 && percent < 1.0) || (percent > 99.0 && percent < 100.0);
    if edge { format!("{percent:.1}") } else { format!("{percent:.0}") }
}

/// A median in words.
pub fn days_text(cx: &Cx, days: Median) -> String {
    match days {
        Median::Days(d) => Unit::Count.format(d),
        Median::Suppressed => cx.t("insight-hidden-word"),
        Median::NotAsked => cx.t("insight-nobody"),
    }
}

/// A count as a point of a chart.
#[allow(clippy::cast_precision_loss)]
pub fn value(n: Shown) -> Value {
    n.count().map_or(Value::TooFew, |n| Value::Known(n as f64))
}

/// "November 2026".
pub fn month_name(cx: &Cx, month: Month) -> String {
    dates::month_year(cx.lang, month.first_day())
}

/// "Nov 2026", for the axis of a chart; two months make a span.
pub fn span_name(cx: &Cx, from: Month, to: Month) -> String {
    let short = |m: Month| {
        let day = m.first_day();
        format!("{} {}", dates::month_short(cx.lang, day.month()), day.year())
    };
    if from == to { short(from) } else { format!("{} – {}", short(from), short(to)) }
}

/// The last line of a page of figures: source, date, how they are made.
pub fn made(cx: &Cx, zone: &jiff::tz::TimeZone, published: bool) -> Markup {
    let day = dates::date_year(cx.lang, cx.now.to_zoned(zone.clone()).date());
    html! {
        section.stack-s aria-labelledby="h-made" {
            h2 #h-made { (cx.t("insight-made")) }
            ul {
                li { (cx.ta("insight-made-source", &[("date", day.into())])) }
                li { (cx.t("insight-made-unit")) }
                li { (cx.t(if published { "insight-made-published" } else { "insight-made-own" })) }
                li { (cx.t("insight-made-facts")) }
                li { (cx.t("insight-made-sealed")) }
            }
        }
    }
}

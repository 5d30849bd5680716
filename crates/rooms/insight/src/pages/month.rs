//! Our month: an organization's own referrals in and out, beside its own past. Made to be printed.

use super::measures::reason_name;
use super::{month_name, share_text, span_name};
use crate::actions;
use crate::model::cube::TREND_MONTHS;

use crate::model::month::Month;
use crate::model::traffic::{MonthCounts, Traffic, Way};
use maud::{Markup, html};
use tandem_access::Error;
use tandem_stats::median;
use tandem_web::chart::{LineChart, Series, Unit, Value};
use tandem_web::messages::{dates, number};
use tandem_web::ui::{self, Button, Choice, Col, Select, Table};
use tandem_web::{Answer, Cx, Form, Page, Sheet};

/// Months before the chosen one that it is compared with.
const BEFORE: u16 = 6;

/// A row of the comparison: its word in messages and files, and the number of a month.
type Figure = (&'static str, fn(&MonthCounts) -> u64);

const FIGURES: [Figure; 14] = [
    ("in-sent", |m| m.incoming.sent),
    ("in-answered", |m| m.incoming.answered),
    ("in-in-time", |m| m.incoming.in_time),
    ("in-late", |m| m.incoming.late),
    ("in-yes", |m| m.incoming.yes),
    ("in-no", |m| m.incoming.no),
    ("in-closed", |m| m.incoming.closed),
    ("in-received", |m| m.incoming.received),
    ("helped", |m| m.helped),
    ("out-sent", |m| m.outgoing.sent),
    ("out-answered", |m| m.outgoing.answered),
    ("out-yes", |m| m.outgoing.yes),
    ("out-closed", |m| m.outgoing.closed),
    ("out-resolved", |m| m.outgoing.resolved),
];

/// The page.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let clock = actions::clock(&cx.store, &cx.viewer).await?;
    let traffic = actions::months(&cx.store, &cx.viewer, &clock).await?;
    let now = clock.this_month();
    let month = chosen(&form, now);
    let organization = cx.signed_in.as_ref().map(|s| s.organization_name.clone()).unwrap_or_default();
    let counts = traffic.month(month);
    let title = cx.ta("insight-month-title", &[("month", month_name(&cx, month).into())]);
    let day = dates::date_year(cx.lang, cx.now.to_zoned(clock.calendar.zone().clone()).date());
    let body = html! {
        div.stack {
            h1 { (title) }
            p.lede { (organization) }
            @if month == now { p.m { (cx.t("insight-month-so-far")) } }
        }
        (months(&cx, month, now))
        @if traffic.0.is_empty() {
            (ui::empty_state("report-analytics", &cx.t("insight-month-empty"), &cx.t("insight-month-empty-text"), None))
        } @else {
            (ui::key_sentence(&sentence(&cx, &counts)))
            (stats(&cx, &counts))
            (ui::section(&cx.t("insight-month-compare"), compare(&cx, &traffic, month)))
            (ui::section(&cx.t("insight-month-reasons"), reasons(&cx, &counts.incoming)))
            (ui::section(&cx.t("insight-trend"), chart(&cx, &traffic, now)))
            p.formats {
                a href={ "/our-month.csv?month=" (month) } { (ui::icon("download")) (cx.t("insight-csv")) }
            }
            p.m { (cx.t("insight-month-print")) }
        }
        p.m { (cx.ta("insight-month-made", &[("date", day.into())])) }
    };
    Ok(Page::new(&cx, title.clone()).nav("our-month").body(body))
}

/// The month of the address if it is one of the trend's; else this month.
fn chosen(form: &Form, now: Month) -> Month {
    Month::parse(form.text("month")).filter(|m| *m <= now && *m > now.back(TREND_MONTHS)).unwrap_or(now)
}

fn months(cx: &Cx, month: Month, now: Month) -> Markup {
    let choices = now.last(TREND_MONTHS).rev().map(|m| Choice::new(m.to_string(), month_name(cx, m)));
    html! {
        form.bar action="/our-month" method="get" {
            (Select::new("month", cx.t("insight-month-choose"), choices).choose(&month.to_string()))
            (ui::button(Button::Secondary, "", &cx.t("insight-month-show")))
        }
    }
}

fn sentence(cx: &Cx, counts: &MonthCounts) -> String {
    let i = &counts.incoming;
    let came = cx.ta(
        "insight-month-key",
        &[("n", i.sent.into()), ("answered", i.answered.into()), ("yes", i.yes.into())],
    );
    let helped = cx.ta("insight-month-key-helped", &[("n", counts.helped.into())]);
    format!("{came} {helped}")
}

fn stats(cx: &Cx, counts: &MonthCounts) -> Markup {
    let i = &counts.incoming;
    let due = [("n", i.in_time.into()), ("of", (i.answered + i.late).into())];
    let median = i.median_days().map_or_else(|| cx.t("insight-nobody"), |d| Unit::Count.format(d));
    let n = |n: u64| number(i64::try_from(n).unwrap_or(i64::MAX));
    html! {
        div.stats {
            ul.grid.g4 {
                (ui::stat(&cx.t("insight-month-in-sent"), &n(i.sent), &cx.t("insight-month-in-sent-of"), None))
                (ui::stat(&cx.t("insight-m-in-time"), &share_text(cx, i.in_time_share()), &cx.ta("insight-m-in-time-of", &due), None))
                (ui::stat(&cx.t("insight-median"), &median, &cx.ta("insight-median-of", &[("n", i.answered.into())]), None))
                (ui::stat(&cx.t("insight-month-helped"), &n(counts.helped), &cx.t("insight-month-helped-of"), None))
            }
        }
    }
}

/// This month beside the month before, the median of the six before, and the same month a year earlier.
fn compare(cx: &Cx, traffic: &Traffic, month: Month) -> Markup {
    let cols = [
        Col::text(cx.t("insight-month-figure")),
        Col::number(month_name(cx, month)),
        Col::number(month_name(cx, month.back(1))),
        Col::number(cx.ta("insight-month-before", &[("n", BEFORE.into())])),
        Col::number(month_name(cx, month.back(12))),
    ];
    let n = |n: u64| html! { (number(i64::try_from(n).unwrap_or(i64::MAX))) };
    let mut table = Table::new(cx.t("insight-month-compare"), cols).hide_caption();
    for (word, figure) in FIGURES {
        let of = |m: Month| figure(&traffic.month(m));
        let usual = median(month.back(1).last(BEFORE).map(|m| (u32::try_from(of(m)).unwrap_or(u32::MAX), 1)));
        table.push([
            html! { (cx.t(&format!("insight-month-{word}"))) },
            n(of(month)),
            n(of(month.back(1))),
            html! { (usual.map(|d| Unit::Count.format(d)).unwrap_or_default()) },
            n(of(month.back(12))),
        ]);
    }
    html! { (table) p.m { (cx.t("insight-trend-caveat")) } }
}

fn reasons(cx: &Cx, incoming: &Way) -> Markup {
    if incoming.reasons.is_empty() {
        return html! { p { (cx.t("insight-month-reasons-none")) } };
    }
    let mut reasons: Vec<(&String, &u64)> = incoming.reasons.iter().collect();
    reasons.sort_by_key(|(reason, n)| (std::cmp::Reverse(**n), (*reason).clone()));
    let cols = [Col::text(cx.t("insight-reason")), Col::number(cx.t("insight-month-referrals"))];
    let mut table = Table::new(cx.t("insight-month-reasons"), cols).hide_caption().no_cards();
    for (reason, n) in reasons {
        table.push([html! { (reason_name(cx, reason)) }, html! { (n) }]);
    }
    html! { (table) }
}

#[allow(clippy::cast_precision_loss)]
fn chart(cx: &Cx, traffic: &Traffic, now: Month) -> Markup {
    let months: Vec<Month> = now.last(TREND_MONTHS).collect();
    let series = |figure: fn(&MonthCounts) -> u64| -> Vec<Value> {
        months.iter().map(|m| Value::Known(figure(&traffic.month(*m)) as f64)).collect()
    };
    let year: u64 = now.last(12).map(|m| traffic.month(m).incoming.sent).sum();
    let answered: u64 = now.last(12).map(|m| traffic.month(m).incoming.answered).sum();
    LineChart {
        id: "months".into(),
        title: cx.t("insight-month-chart"),
        sentence: cx.ta("insight-month-chart-key", &[("n", year.into()), ("answered", answered.into())]),
        axis: cx.t("insight-when"),
        labels: months.iter().map(|m| span_name(cx, *m, *m)).collect(),
        series: vec![
            Series { name: cx.t("insight-month-came-in"), values: series(|m| m.incoming.sent) },
            Series { name: cx.t("insight-answered-short"), values: series(|m| m.incoming.answered) },
            Series { name: cx.t("insight-month-went-out"), values: series(|m| m.outgoing.sent) },
        ],
        unit: Unit::Count,
        goal: None,
    }
    .render(cx.app.catalogue(), cx.lang)
}

/// All months as a file.
pub async fn csv(cx: Cx) -> Answer {
    let organization = cx.viewer.org().ok_or(Error::Forbidden)?;
    let clock = actions::clock(&cx.store, &cx.viewer).await?;
    let traffic = actions::months(&cx.store, &cx.viewer, &clock).await?;
    let mut header = vec!["month"];
    header.extend(FIGURES.map(|(word, _)| word));
    header.extend(["in_median_business_days", "out_median_business_days", "organization", "source", "as_of"]);
    let mut sheet = Sheet::new(header);
    let as_of = cx.now.to_zoned(clock.calendar.zone().clone()).date().to_string();
    for month in clock.this_month().last(TREND_MONTHS) {
        let counts = traffic.month(month);
        let days = |way: &Way| way.median_days().map(|d| d.to_string()).unwrap_or_default();
        let mut row = vec![month.to_string()];
        row.extend(FIGURES.map(|(_, figure)| figure(&counts).to_string()));
        row.extend([days(&counts.incoming), days(&counts.outgoing)]);
        row.extend([organization.to_string(), "tandem".to_owned(), as_of.clone()]);
        sheet.row(row);
    }
    Ok(sheet.download(&format!("our-month-{as_of}")))
}

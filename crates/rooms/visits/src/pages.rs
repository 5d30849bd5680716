//! The newest visits on a person's page.

use crate::actions::visits_of;
use crate::model::{Class, Status, Visit};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use tandem_access::{Action, Kind, Timestamp, Uuid};
use tandem_web::messages::dates;
use tandem_web::ui::{self, Tone};
use tandem_web::{Cx, PageError, Panel, PanelFuture, Who};

/// The panel on the page `person`.
pub const PERSON: Panel = Panel { slot: "person", order: 20, render };

/// Visits that the panel shows; the timeline has them all.
const SHOWN: usize = 5;

fn render(cx: Cx, person: Uuid) -> PanelFuture {
    Box::pin(async move { markup(&cx, person).await })
}

/// Nothing where there are no visits: only an import brings them, so there is nothing to begin here.
async fn markup(cx: &Cx, person: Uuid) -> Result<Markup, PageError> {
    if !cx.allowed(Who::May(Kind::Visit, Action::Read)) {
        return Ok(html! {});
    }
    let visits = cx.store.read(&cx.viewer, move |tx| visits_of(tx, person)).await?;
    if visits.is_empty() {
        return Ok(html! {});
    }
    Ok(ui::section(
        &cx.t("visits-panel"),
        html! {
            ul.stack-s {
                @for visit in visits.iter().take(SHOWN) { li { (line(cx, visit)) } }
            }
            @if visits.len() > SHOWN { p { (cx.ta("visits-panel-more", &[("n", (visits.len() - SHOWN).into())])) } }
        },
    ))
}

fn line(cx: &Cx, visit: &Visit) -> Markup {
    html! {
        b { (cx.t(&format!("visits-class-{}", visit.class.code()))) } ", " (when(cx, visit))
        @if let Some(place) = &visit.place { ", " (place) }
        @if visit.status != Status::Finished {
            " " (ui::chip(tone(visit), &cx.t(&format!("visits-status-{}", visit.status.code()))))
        }
    }
}

/// Somebody who is in a hospital now wants attention; a plan and a cancelled one are plain facts.
fn tone(visit: &Visit) -> Tone {
    match visit.status {
        Status::Arrived | Status::InProgress
            if matches!(visit.class, Class::Emergency | Class::Inpatient) =>
        {
            Tone::Soon
        }
        _ => Tone::Info,
    }
}

/// The day, or the first and the last.
fn when(cx: &Cx, visit: &Visit) -> String {
    let day = |at: Timestamp| {
        let zone = TimeZone::get(&cx.app.partnership().timezone).unwrap_or(TimeZone::UTC);
        dates::date_year(cx.lang, at.to_zoned(zone).date())
    };
    let from = day(visit.started_at);
    match visit.ended_at.map(day).filter(|until| *until != from) {
        Some(until) => cx.ta("visits-from-until", &[("from", from.into()), ("until", until.into())]),
        None => from,
    }
}

//! What people ask, a correction or to be erased, with the day by which they are to have an answer.

use super::day;
use crate::actions;
use crate::policy;
use crate::store::asked::{Asked, What};
use maud::{Markup, html};
use tandem_access::{Timestamp, Uuid};
use tandem_web::ui::{self, Col, Table, Tone};
use tandem_web::{Answer, Cx, Page, Panel, PanelFuture};

/// What waits, on Home.
pub(crate) const HOME: Panel = Panel { slot: "home", order: 4, render: panel };
/// What waits, on Today.
pub(crate) const TODAY: Panel = Panel { slot: "today", order: 4, render: panel };

/// What waits, where a privacy officer begins.
pub(crate) const AUDIT: Panel = Panel { slot: "audit", order: 10, render: panel };

/// How long people wait for an answer at most: they are told so when they ask.
const DAYS: i64 = 30;
/// So many days before the end it is said louder.
const SOON: i64 = 7;

fn due(asked: &Asked) -> Timestamp {
    asked.at + jiff::SignedDuration::from_hours(24 * DAYS)
}

fn tone(cx: &Cx, due: Timestamp) -> Tone {
    if due <= cx.now {
        Tone::Late
    } else if due <= cx.now + jiff::SignedDuration::from_hours(24 * SOON) {
        Tone::Soon
    } else {
        Tone::Info
    }
}

fn panel(cx: Cx, _: Uuid) -> PanelFuture {
    Box::pin(async move {
        if !policy::answers_people(&cx.viewer) {
            return Ok(html! {});
        }
        let waiting = cx.store.read(&cx.viewer, actions::asked).await?;
        let Some(first) = waiting.first().map(due) else { return Ok(html! {}) };
        Ok(ui::notice(
            tone(&cx, first),
            html! {
                p { b { (cx.ta("people-asked-some", &[("n", waiting.len().into()), ("date", day(&cx, first).into())])) } }
                p { a href="/people/asked" { (cx.t("people-asked-go")) } }
            },
        ))
    })
}

/// The list.
pub async fn show(cx: Cx) -> Answer {
    let waiting = cx.store.read(&cx.viewer, actions::asked_by_name).await?;
    let title = cx.t("people-asked");
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/people", &cx.t("people-nav"))], &title))
        h1 { (title) }
        p.lead { (cx.t("people-asked-lead")) }
        @if waiting.is_empty() {
            (ui::empty_state("circle-check", &cx.t("people-asked-none"), &cx.t("people-asked-none-hint"), None))
        } @else { (table(&cx, &title, &waiting)) }
    };
    Ok(Page::new(&cx, title.clone()).nav("people").body(body))
}

fn table(cx: &Cx, title: &str, waiting: &[(Asked, String)]) -> Markup {
    let columns = ["people-asked-who", "people-asked-what", "people-asked-when", "people-asked-due"];
    let mut table = Table::new(title, columns.map(|key| Col::text(cx.t(key)))).hide_caption();
    for (asked, name) in waiting {
        let (part, what) = match asked.what {
            What::Correction => ("corrections", "people-asked-correction"),
            What::Erasure => ("erasure", "people-asked-erasure"),
        };
        let due = due(asked);
        let late = due <= cx.now;
        table.push([
            html! { a href={ "/people/" (asked.person) "#" (part) } { (name) } },
            html! { (cx.t(what)) },
            html! { (day(cx, asked.at)) },
            html! {
                @if late { (ui::chip(Tone::Late, &cx.ta("people-asked-late", &[("date", day(cx, due).into())]))) }
                @else { (day(cx, due)) }
            },
        ]);
    }
    html! { (table) }
}

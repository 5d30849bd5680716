//! What this room shows on other rooms' pages: a workgroup's proposals and decisions, and where the viewer's stance is asked.

use super::words::{decision_chip, stage_chip};
use crate::actions::{self, Filter};
use maud::html;
use tandem_access::Uuid;
use tandem_web::{Cx, Panel, PanelFuture, ui};

/// On the page of a workgroup.
pub const WORKGROUP: Panel = Panel { slot: "workgroup", order: 10, render: workgroup };
/// On the seats page: what waits for the viewer.
pub const TODAY: Panel = Panel { slot: "seats", order: 10, render: waiting };

fn workgroup(cx: Cx, id: Uuid) -> PanelFuture {
    Box::pin(async move {
        let filter = Filter { body: Some(id), ..Filter::default() };
        let listed = cx.store.read(&cx.viewer, move |tx| actions::list(tx, &filter)).await?;
        if listed.moving.is_empty() && listed.decisions.is_empty() {
            return Ok(html! {});
        }
        let today = cx.today();
        Ok(ui::section(
            &cx.t("decisions-title"),
            html! {
                ul {
                    @for p in &listed.moving { li { a href={ "/proposals/" (p.id) } { (p.named(cx.spanish())) } " " (stage_chip(&cx, p.stage)) } }
                    @for d in &listed.decisions { li { a href={ "/decisions/" (d.id) } { (d.named(cx.spanish())) } " " (decision_chip(&cx, d, today)) } }
                }
            },
        ))
    })
}

fn waiting(cx: Cx, _: Uuid) -> PanelFuture {
    Box::pin(async move {
        let asked = cx.store.read(&cx.viewer, actions::asked).await?;
        if asked.is_empty() {
            return Ok(html! {});
        }
        Ok(ui::section(
            &cx.t("decisions-asked"),
            html! { ul { @for p in &asked { li { a href={ "/proposals/" (p.id) } { (p.named(cx.spanish())) } " " (stage_chip(&cx, p.stage)) } } } },
        ))
    })
}

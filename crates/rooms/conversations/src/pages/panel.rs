//! What this room shows on the page of a workgroup: its conversations.

use crate::actions;
use maud::html;
use tandem_access::Uuid;
use tandem_web::{Cx, Panel, PanelFuture, ui};

/// On the page of a workgroup.
pub const WORKGROUP: Panel = Panel { slot: "workgroup", order: 15, render: workgroup };

fn workgroup(cx: Cx, id: Uuid) -> PanelFuture {
    Box::pin(async move {
        let listed = cx.store.read(&cx.viewer, move |tx| actions::of_body(tx, id)).await?;
        if listed.open.is_empty() && listed.over.is_empty() {
            return Ok(html! {});
        }
        let all = listed.open.iter().map(|c| (c, true)).chain(listed.over.iter().map(|c| (c, false)));
        Ok(ui::section(
            &cx.t("conversations-title"),
            html! { ul { @for (c, open) in all { li {
                a href={ "/conversations/" (c.id) } { (c.asks(cx.spanish())) } " " (super::words::chip(&cx, open))
            } } } },
        ))
    })
}

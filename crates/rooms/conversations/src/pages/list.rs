//! Every conversation: those in which one can take part, and those that are over.

use super::words::chip;
use crate::actions;
use crate::model::Conversation;
use maud::{Markup, html};
use tandem_web::ui::{self, Button};
use tandem_web::{Answer, Cx, Page};

/// The page.
pub async fn show(cx: Cx) -> Answer {
    let (listed, runs) = cx.store.read(&cx.viewer, |tx| Ok((actions::list(tx)?, actions::runs(tx)?))).await?;
    let title = cx.t("conversations-title");
    let body = html! {
        h1 { (title) }
        p.lead { (cx.t("conversations-lead")) }
        @if runs { p { (ui::link_button(Button::Primary, "plus", "/conversations/new", &cx.t("conversations-start"), "")) } }
        @if listed.open.is_empty() && listed.over.is_empty() {
            (ui::empty_state("message-circle", &cx.t("conversations-none"), &cx.t("conversations-none-text"), None))
        } @else {
            (ui::key_sentence(&cx.ta("conversations-key", &[("n", listed.open.len().into())])))
        }
        (group(&cx, "conversations-open-now", &listed.open, true))
        (group(&cx, "conversations-over-now", &listed.over, false))
    };
    Ok(Page::new(&cx, title).nav("conversations").public().body(body))
}

fn group(cx: &Cx, key: &str, list: &[Conversation], open: bool) -> Markup {
    html! {
        @if !list.is_empty() {
            section.stack aria-labelledby=(key) {
                h2 id=(key) { (cx.t(key)) }
                ul.stack {
                    @for c in list {
                        @let tail = if open { "" } else { "/results" };
                        li.card.stack {
                            h3 { a href={ "/conversations/" (c.id) (tail) } { (c.asks(cx.spanish())) } }
                            p { (chip(cx, open)) " " (ends(cx, c, open)) }
                        }
                    }
                }
            }
        }
    }
}

/// Until when, or since when not.
pub fn ends(cx: &Cx, c: &Conversation, open: bool) -> String {
    let early = c.closed_at.map(|at| at.to_zoned(cx.zone()).date());
    let day = early.filter(|day| *day < c.ends_on).unwrap_or(c.ends_on);
    cx.ta(if open { "conversations-until" } else { "conversations-ended" }, &[("date", cx.day(day).into())])
}

//! The document around a page, and the page of a failure.

use crate::cx::{Cx, Page, nav_items};
use crate::error::Failed;
use crate::room::NavPlace;
use axum::response::Response;
use maud::{DOCTYPE, Markup, html};

/// The whole document around `main`.
pub(crate) fn document(cx: &Cx, title: &str, current: &str, main: Markup) -> Markup {
    let partnership = cx.app.partnership();
    let place = if cx.viewer.is_member() { NavPlace::Staff } else { NavPlace::Public };
    html! {
        (DOCTYPE)
        html lang=(cx.lang.code()) dir=(cx.lang.dir()) {
            head { meta charset="utf-8"; title { (title) ": " (partnership.name) } }
            body {
                nav { @for item in nav_items(cx, place) {
                    a href=(item.path) aria-current=[(item.id == current).then_some("page")] { (cx.t(item.key)) }
                } }
                main id="main" tabindex="-1" { (main) }
            }
        }
    }
}

/// The page of a failure: what happened, and what to do next.
pub(crate) fn failure(cx: &Cx, failed: &Failed) -> Response {
    let title = cx.t(&format!("error-{}-title", failed.word));
    let body = html! {
        h1 { (title) }
        @if let Some(detail) = failed.detail { p { (cx.t(detail)) } }
        p { (cx.t(&format!("error-{}-text", failed.word))) }
    };
    Page::new(cx, title).status(failed.status).body(body)
}

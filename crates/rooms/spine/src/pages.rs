//! What other rooms' pages show of the chain.

use crate::model::{Chain, Link};
use maud::{Markup, html};
use tandem_web::{Cx, Lang, ui};

/// "Where this comes from" and "What came of it": one list each, in the order of the story. Empty where there is neither.
pub fn chain(cx: &Cx, chain: &Chain) -> Markup {
    if chain.before.is_empty() && chain.after.is_empty() {
        return html! {};
    }
    ui::section(
        &cx.t("spine-title"),
        html! {
            @if !chain.before.is_empty() { h3 { (cx.t("spine-before")) } (list(cx, &chain.before)) }
            @if !chain.after.is_empty() { h3 { (cx.t("spine-after")) } (list(cx, &chain.after)) }
        },
    )
}

fn list(cx: &Cx, links: &[Link]) -> Markup {
    html! {
        ol {
            @for link in links {
                li { (cx.t(&format!("spine-kind-{}", link.item.kind.code()))) ": " (title(cx, link)) }
            }
        }
    }
}

/// A title, as a link for whoever may open the page.
fn title(cx: &Cx, link: &Link) -> Markup {
    let item = &link.item;
    let title = item.title_es.as_ref().filter(|_| cx.lang == Lang::Es).unwrap_or(&item.title);
    html! { @if item.public || cx.viewer.is_member() { a href=(item.path) { (title) } } @else { (title) } }
}

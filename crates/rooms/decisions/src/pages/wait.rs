//! Where a resident's proposal stands while nobody else may read it: waiting, or set aside with the reason. Its words are not shown: nobody
//! has read them yet, and anybody can send anything about anybody.

use crate::actions::Waiting;
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use maud::html;
use tandem_web::ui::{self, Button, Tone};
use tandem_web::{Cx, Page};

/// The page at the address that the sender was given. Search engines leave it out.
pub fn page(cx: &Cx, w: &Waiting) -> Response {
    let day = |at: tandem_access::Timestamp| cx.day(at.to_zoned(cx.zone()).date());
    let title = cx.t("decisions-wait-title");
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/decisions", &cx.t("decisions-title"))], &title))
        h1 { (title) }
        @match &w.set_aside {
            None => {
                p { (ui::chip(Tone::Soon, &cx.t("decisions-wait-waits"))) }
                (ui::key_sentence(&cx.ta("decisions-wait-since", &[("date", day(w.sent).into())])))
                p { (cx.t("decisions-wait-keep")) }
            }
            Some((at, why)) => {
                p { (ui::chip(Tone::Info, &cx.t("decisions-wait-aside"))) }
                (ui::key_sentence(&cx.ta("decisions-wait-aside-on", &[("sent", day(w.sent).into()), ("date", day(*at).into())])))
                p { (cx.t("decisions-why-withdrawn")) " " (why) }
                p { (ui::link_button(Button::Secondary, "plus", "/proposals/new", &cx.t("decisions-propose"), "")) }
            }
        }
        p.hint { (cx.t("decisions-wait-words")) }
    };
    let mut answer = Page::new(cx, title).nav("decisions").public().body(body);
    answer.headers_mut().insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    answer
}

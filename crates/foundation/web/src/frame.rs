//! From a request to the frame around its page, and the page of a failure.

use crate::cx::{Cx, Page, nav_items};
use crate::error::Failed;
use crate::icons::icon;
use crate::room::NavPlace;
use crate::shell::{Account, Look, NavLink, Shell};
use crate::ui::Tone;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

/// The whole document around `main`.
pub(crate) fn document(cx: &Cx, title: &str, current: &str, main: Markup) -> Markup {
    let partnership = cx.app.partnership();
    let place = if cx.viewer.is_member() { NavPlace::Staff } else { NavPlace::Public };
    let nav = links(cx, place, current);
    let account = cx.signed_in.as_ref().map(|who| Account {
        name: who.member_name.clone(),
        organization: who.organization_name.clone(),
        links: links(cx, NavPlace::Settings, current),
    });
    let sectors: Vec<&str> = partnership.sectors.iter().map(String::as_str).collect();
    let flash = cx.flash.as_ref().map(|m| cx.message(m));
    Shell {
        catalogue: cx.app.catalogue(),
        lang: cx.lang,
        title,
        partnership: &partnership.name,
        sectors: &sectors,
        here: &cx.here,
        nav: &nav,
        on_menu: current == "menu",
        look: Look {
            theme: cx.prefs.theme,
            contrast: cx.prefs.contrast,
            size: cx.prefs.size,
            keys: cx.prefs.keys,
            brand: partnership.brand.as_deref(),
        },
        account: account.as_ref(),
        demo: partnership.demo,
        flash: flash.as_deref().map(|text| (Tone::Ok, text)),
        main,
    }
    .render()
}

fn links(cx: &Cx, place: NavPlace, current: &str) -> Vec<NavLink> {
    nav_items(cx, place)
        .into_iter()
        .map(|item| NavLink {
            href: item.path.to_owned(),
            label: cx.t(item.key),
            icon: item.icon,
            current: item.id == current,
        })
        .collect()
}

/// The page of a failure: what happened, and what to do next.
pub(crate) fn failure(cx: &Cx, failed: &Failed) -> Response {
    let title = cx.t(&format!("error-{}-title", failed.word));
    let picture = match failed.status {
        StatusCode::NOT_FOUND => "map-2",
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => "lock",
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => "hourglass",
        _ => "alert-triangle",
    };
    let body = html! {
        div.stack.failed {
            p { (icon(picture)) }
            h1 { (title) }
            @if let Some(detail) = failed.detail { p.lede { (cx.t(detail)) } }
            p { (cx.t(&format!("error-{}-text", failed.word))) }
            p.row {
                @if failed.status == StatusCode::UNAUTHORIZED { a.btn href="/sign-in" { (cx.t("error-sign-in-link")) } }
                @if cx.viewer.is_member() { a.btn.q2nd href="/start" { (cx.t("error-start-link")) } }
                @else { a.btn.q2nd href="/" { (cx.t("error-home-link")) } }
                a.btn.q2nd href="/find" { (cx.t("error-find-link")) }
            }
        }
    };
    Page::new(cx, title).status(failed.status).body(body)
}

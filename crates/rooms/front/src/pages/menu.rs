//! The menu: every place the viewer may go to, in groups, as plain links.

use maud::{Markup, html};
use tandem_web::ui;
use tandem_web::{Answer, Cx, NavItem, NavPlace, Page};

/// The page.
pub async fn show(cx: Cx) -> Answer {
    let groups = [
        (NavPlace::Staff, "front-menu-work"),
        (NavPlace::Public, "front-menu-everyone"),
        (NavPlace::Settings, "front-menu-settings"),
    ];
    let body = html! {
        div.stack {
            h1 { (cx.t("front-menu-title")) }
            p.lede { (cx.t("front-menu-lede")) }
        }
        div.grid.g2 {
            @for (place, key) in groups {
                @let items = items(&cx, place);
                @if !items.is_empty() { (group(&cx, &cx.t(key), &items)) }
            }
            @if !cx.viewer.is_member() {
                section.card.stack-s aria-labelledby="menu-staff" {
                    h2 #menu-staff { (cx.t("front-menu-staff")) }
                    p { (cx.t("front-menu-staff-text")) }
                    ul.list { li { a.who href="/sign-in" { (ui::icon("login")) " " (cx.t("front-menu-sign-in")) } } }
                }
            }
        }
        @if cx.viewer.is_member() {
            form method="post" action="/sign-out" {
                (ui::button(ui::Button::Secondary, "logout", &cx.t("front-menu-sign-out")))
            }
        }
    };
    Ok(Page::new(&cx, cx.t("front-menu-title")).nav("menu").public().body(body))
}

fn items(cx: &Cx, place: NavPlace) -> Vec<NavItem> {
    cx.app.nav().iter().filter(|item| item.place == place && cx.allowed(item.who)).copied().collect()
}

fn group(cx: &Cx, title: &str, items: &[NavItem]) -> Markup {
    ui::section(
        title,
        html! {
            ul.list {
                @for item in items { li { a.who href=(item.path) { (ui::icon(item.icon)) " " (cx.t(item.key)) } } }
            }
        },
    )
}

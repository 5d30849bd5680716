//! Home: what this is, and help in two taps.

use axum::response::Response;
use maud::{Markup, html};
use std::collections::BTreeSet;
use tandem_access::Uuid;
use tandem_directory::model::domain;
use tandem_web::ui::{self, Button, Field, Search};
use tandem_web::{Answer, Cx, Lang, Page};

/// The page.
pub async fn show(cx: Cx) -> Answer {
    let panels = cx.panels("home", Uuid::nil()).await?;
    Ok(page(&cx, panels))
}

fn page(cx: &Cx, panels: Markup) -> Response {
    let partnership = cx.app.partnership();
    let name = partnership.name.clone();
    let body = html! {
        div.stack {
            h1 { (cx.t("front-home-title")) }
            p.lede { (cx.ta("front-home-what", &[("partnership", name.as_str().into())])) }
        }
        // People struggle to think of search words, so the tiles come first.
        section.stack aria-labelledby="h-find" {
            h2 #h-find { (cx.t("front-home-find")) }
            (tiles(cx))
            (Search {
                action: "/find",
                name: &cx.t("front-home-search"),
                fields: vec![Field::search("q", cx.t("front-home-q")).hint(cx.t("front-home-q-hint"))],
                submit: &cx.t("front-home-search-go"),
                swap: None,
                keep: vec![],
                more: html! {},
            })
        }
        section aria-labelledby="h-ways" {
            h2.vh #h-ways { (cx.t("front-home-ways")) }
            div.grid.g2 {
                div.card.stack-s {
                    h3 { (ui::icon("clipboard-check")) " " (cx.t("front-home-track")) }
                    p { (cx.t("front-home-track-text")) }
                    p { (ui::link_button(Button::Secondary, "", "/track", &cx.t("front-home-track-go"), "")) }
                }
                div.card.stack-s {
                    h3 { (ui::icon("phone-call")) " " (cx.t("front-home-phone")) }
                    @match partnership.phone.as_deref() {
                        Some(phone) => {
                            p { (cx.t("front-home-phone-text")) }
                            p { (call(&cx.ta("front-home-phone-go", &[("phone", phone.into())]), phone)) }
                        }
                        None => {
                            p { (cx.t("front-home-phone-211")) }
                            p { (call(&cx.ta("front-home-phone-go", &[("phone", "211".into())]), "211")) }
                        }
                    }
                }
            }
        }
        (panels)
        section.stack aria-labelledby="h-how" {
            h2 #h-how { (cx.t("front-home-how")) }
            ol.grid.g3 {
                @for (n, icon) in [(1, "search"), (2, "heart-handshake"), (3, "message-2")] {
                    li.card.stack-s {
                        h3 { (ui::icon(icon)) " " (n) ". " (cx.t(&format!("front-home-how-{n}"))) }
                        p { (cx.t(&format!("front-home-how-{n}-text"))) }
                    }
                }
            }
        }
        @if let Some(words) = quilt(cx, &partnership.sectors) {
            section.stack-s aria-labelledby="h-quilt" {
                h2 #h-quilt { (cx.t("front-home-partners")) }
                p { (words) " " (cx.t("front-home-patch")) }
            }
        }
        p { (ui::icon("shield-lock")) " " (cx.t("front-home-privacy")) " " a href="/privacy" { (cx.t("front-home-privacy-go")) } }
    };
    Page::new(cx, cx.t("front-home-page")).nav("home").public().body(body)
}

fn tiles(cx: &Cx) -> Markup {
    html! {
        ul.tiles {
            @for tile in domain::tiles() {
                li { a href={ "/find?need=" (tile.code) } { (ui::icon(icon(&tile.icon))) (tile.name(cx.lang == Lang::Es)) } }
            }
        }
    }
}

/// The tile's own icon; one that the sheet of icons lacks must not stop the home page.
fn icon(name: &str) -> &str {
    if tandem_web::icons::exists(name) { name } else { "heart-handshake" }
}

fn call(words: &str, phone: &str) -> Markup {
    let number: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    ui::link_button(Button::Primary, "phone", &format!("tel:{number}"), words, "")
}

/// How many partners from how many parts of community life; nothing while there are none.
fn quilt(cx: &Cx, sectors: &[String]) -> Option<String> {
    let kinds = sectors.iter().collect::<BTreeSet<_>>().len();
    (!sectors.is_empty())
        .then(|| cx.ta("front-home-quilt", &[("n", sectors.len().into()), ("kinds", kinds.into())]))
}

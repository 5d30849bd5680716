//! Display and language: choices kept in a cookie of the browser, without an account.

use axum::http::header;
use axum::response::Response;
use maud::{Markup, html};
use tandem_web::ui::{self, Button, Choice, Choices};
use tandem_web::{Answer, Cx, Form, Lang, Page};

/// The choices of the form, as the cookie names them.
const NAMES: [&str; 5] = ["lang", "size", "theme", "contrast", "keys"];

/// The page. `lang` asks for a language: the page shows itself in it and offers to keep it, for a GET changes nothing.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let asked = Lang::from_code(form.text("lang")).filter(|lang| *lang != cx.lang);
    let mut cx = cx;
    if let Some(lang) = asked {
        cx.lang = lang;
    }
    let next = next(&form);
    // The header's links lead back to where the person came from, not to this page once more.
    cx.here.clone_from(&next);
    let body = html! {
        h1 { (cx.t("front-display-title")) }
        @if let Some(lang) = asked {
            form.card.stack method="post" action="/display" {
                p.lede { (cx.t("front-display-offer")) }
                input type="hidden" name="lang" value=(lang.code());
                input type="hidden" name="next" value=(next);
                div.row {
                    (ui::button(Button::Primary, "language", &cx.t("front-display-offer-go")))
                    a href=(next) { (cx.t("front-display-offer-no")) }
                }
            }
        }
        (choices(&cx, &next))
    };
    Ok(Page::new(&cx, cx.t("front-display-title")).nav("display").public().body(body))
}

/// Keeps the choices and goes back to where the person was.
pub async fn save(cx: Cx, form: Form) -> Answer {
    let mut prefs = cx.prefs.clone();
    for name in NAMES {
        if form.has(name) {
            prefs.set(name, form.text(name));
        }
    }
    let mut response: Response = cx.redirect_flash(&next(&form), "front-display-saved");
    response.headers_mut().append(header::SET_COOKIE, prefs.to_cookie());
    Ok(response)
}

/// Where the person came from; the home page when they did not say.
fn next(form: &Form) -> String {
    let next = form.text("next");
    let fine = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\');
    if fine { next.to_owned() } else { "/".to_owned() }
}

fn choices(cx: &Cx, next: &str) -> Markup {
    let p = &cx.prefs;
    let group = |name: &str, now: &str, values: &[&str]| {
        let choices = values.iter().map(|value| {
            let word = if value.is_empty() { "device" } else { value };
            Choice::new(*value, cx.t(&format!("front-display-{name}-{word}")))
        });
        Choices::radios(name, cx.t(&format!("front-display-{name}")), choices).choose([now])
    };
    let languages = Lang::ALL.map(|lang| Choice::new(lang.code(), lang.own_name()));
    html! {
        form.form method="post" action="/display" {
            (Choices::radios("lang", cx.t("front-display-lang"), languages).choose([cx.lang.code()]).side_by_side())
            (group("size", p.size.unwrap_or(""), &["", "large"]))
            (group("theme", p.theme.unwrap_or(""), &["", "light", "dark"]))
            (group("contrast", p.contrast.unwrap_or(""), &["", "more"]).hint(cx.t("front-display-contrast-hint")))
            (group("keys", p.keys.unwrap_or(""), &["", "off"]).hint(cx.t("front-display-keys-hint")))
            input type="hidden" name="next" value=(next);
            div.acts { (ui::button(Button::Primary, "device-floppy", &cx.t("front-display-save"))) }
            p.hint { (cx.t("front-display-cookie")) }
        }
    }
}

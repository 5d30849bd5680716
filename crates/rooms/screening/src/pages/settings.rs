//! Settings: which questionnaires there are; add one, retire one.

use super::domain_name;
use crate::actions::{Instrument, import_instrument, instruments, retire_instrument};
use crate::instruments::{NOTICE, parse};
use crate::model::questionnaire::Questionnaire;
use crate::model::risk::{domains, sources, unscored};
use axum::extract::Multipart;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors};
use tandem_web::faults;
use tandem_web::ui::{self, Button, Col, Field, Table, Tone};
use tandem_web::{Answer, Cx, Form, Page};

/// The list, and the form to add one.
pub async fn show(cx: Cx) -> Answer {
    let list = cx.store.read(&cx.viewer, instruments).await?;
    Ok(page(&cx, &list, "", None))
}

fn page(cx: &Cx, list: &[Instrument], pasted: &str, fault: Option<&str>) -> Response {
    let title = cx.t("screening-instruments-title");
    let errors: Vec<(&str, &str)> = fault.iter().map(|text| ("file", *text)).collect();
    let body = html! {
        (ui::error_summary(&cx.t("web-error-title"), &errors))
        h1 { (title) }
        p { (cx.t("screening-instruments-intro")) }
        (table(cx, &title, list))
        (ui::section(&cx.t("screening-instruments-add"), html! {
            p { (cx.t("screening-instruments-terms")) }
            form.form method="post" action="/settings/instruments/preview" enctype="multipart/form-data" {
                (Field::file("file", cx.t("screening-instruments-file")).error(fault))
                (Field::textarea("text", cx.t("screening-instruments-paste")).value(pasted))
                (ui::button(Button::Primary, "eye", &cx.t("screening-instruments-preview")))
            }
        }))
        (ui::details(&cx.t("screening-instruments-notice"), html! { pre { (NOTICE) } }))
    };
    let page = Page::new(cx, title.clone()).nav("instruments");
    if fault.is_some() { page.invalid().body(body) } else { page.body(body) }
}

fn table(cx: &Cx, caption: &str, list: &[Instrument]) -> Table {
    let keys = ["name", "version", "languages", "state", "change"];
    let cols = keys.map(|key| Col::text(cx.t(&format!("screening-instruments-{key}"))));
    let mut table = Table::new(caption, cols);
    for instrument in list {
        table.push(row(cx, instrument));
    }
    table
}

fn row(cx: &Cx, instrument: &Instrument) -> [Markup; 5] {
    let asked = &instrument.questionnaire;
    let name = asked.title.in_language(cx.lang.code());
    let (tone, state) = if instrument.active {
        (Tone::Ok, "screening-instruments-offered")
    } else {
        (Tone::Info, "screening-instruments-retired")
    };
    let change =
        if instrument.active { "screening-instruments-retire" } else { "screening-instruments-offer" };
    let languages =
        if asked.speaks("es") { "screening-choose-both" } else { "screening-choose-english-only" };
    [
        html! { (name) @if instrument.shipped { " " span.hint { (cx.t("screening-instruments-shipped")) } } },
        html! { (asked.version) },
        html! { (cx.t(languages)) },
        ui::chip(tone, &cx.t(state)),
        html! {
            form method="post" action="/settings/instruments/offer" {
                input type="hidden" name="url" value=(asked.url);
                input type="hidden" name="version" value=(asked.version);
                input type="hidden" name="active" value=(if instrument.active { "no" } else { "yes" });
                button.btn.q2nd type="submit" { span { (cx.t(change)) span.vh { ": " (name) } } }
            }
        },
    ]
}

/// Shows what a file asks before it is kept.
pub async fn preview(cx: Cx, mut parts: Multipart) -> Answer {
    let (mut file, mut pasted) = (String::new(), String::new());
    let unreadable = |_| FieldErrors::one("", "error-body-too-large");
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(unreadable)?;
        let text = String::from_utf8(bytes.to_vec()).map_err(|_| FieldErrors::one("", "error-encoding"))?;
        match name.as_str() {
            "file" => file = text,
            "text" => pasted = text,
            _ => {}
        }
    }
    let json = if file.trim().is_empty() { &pasted } else { &file };
    let json = json.trim_start_matches('\u{feff}').trim();
    if json.is_empty() {
        return again(&cx, &pasted, &cx.t("screening-error-empty-file")).await;
    }
    match parse(json) {
        Ok(asked) => Ok(preview_page(&cx, &asked, json)),
        Err(fault) => {
            let words = cx.ta("screening-error-file", &[("fault", fault.to_string().as_str().into())]);
            again(&cx, &pasted, &words).await
        }
    }
}

async fn again(cx: &Cx, pasted: &str, fault: &str) -> Answer {
    let list = cx.store.read(&cx.viewer, instruments).await?;
    Ok(page(cx, &list, pasted, Some(fault)))
}

fn preview_page(cx: &Cx, asked: &Questionnaire, json: &str) -> Response {
    let title = cx.t("screening-instruments-preview-title");
    let unread = unscored(asked);
    let body = html! {
        h1 { (title) }
        (ui::section(asked.title.in_language(cx.lang.code()), html! {
            dl.dl {
                dt { (cx.t("screening-instruments-version")) } dd { (asked.url) " " (asked.version) }
                dt { (cx.t("screening-instruments-owner")) }
                dd { @match &asked.copyright { Some(terms) => (terms), None => (cx.t("screening-instruments-no-owner")) } }
                dt { (cx.t("screening-instruments-domains")) }
                dd { ul { @for (domain, _) in domains(asked) { li { (domain_name(cx, &domain)) } } } }
                @if !unread.is_empty() {
                    dt { (cx.t("screening-instruments-unscored")) } dd { (unread.join(", ")) }
                }
                @if !asked.dropped.is_empty() {
                    dt { (cx.t("screening-instruments-dropped")) }
                    dd {
                        p { (cx.t("screening-instruments-dropped-text")) }
                        ul { @for item in &asked.dropped { li { (item.text) } } }
                    }
                }
            }
        }))
        (ui::section(&cx.t("screening-instruments-questions"), html! {
            ol { @for item in asked.questions() { li { (item.words.in_language(cx.lang.code())) } } }
        }))
        (ui::details(&cx.t("screening-instruments-sources"), html! {
            ul { @for (code, source) in sources(asked) { li { (code) ": " (source) } } }
        }))
        form.form method="post" action="/settings/instruments" {
            input type="hidden" name="text" value=(json);
            (ui::button(Button::Primary, "check", &cx.t("screening-instruments-import")))
        }
    };
    Page::new(cx, title.clone()).nav("instruments").body(body)
}

/// Keeps the questionnaire.
pub async fn import(cx: Cx, form: Form) -> Answer {
    let json = form.text("text").to_owned();
    let kept = cx.store.write(&cx.viewer, move |tx| import_instrument(tx, &json)).await?;
    match kept {
        Ok(_) => Ok(cx.redirect_flash("/settings/instruments", "screening-instruments-imported")),
        Err(fault) => {
            let words = cx.ta("screening-error-file", &[("fault", fault.to_string().as_str().into())]);
            again(&cx, form.text("text"), &words).await
        }
    }
}

/// Retires an instrument, or offers it again.
pub async fn offer(cx: Cx, form: Form) -> Answer {
    let (url, version) = (form.text("url").to_owned(), form.text("version").to_owned());
    let active = form.text("active") == "yes";
    let done = cx.store.write(&cx.viewer, move |tx| retire_instrument(tx, &url, &version, active)).await;
    faults(done)?.map_err(Error::Invalid)?;
    Ok(cx.redirect_flash("/settings/instruments", "screening-instruments-changed"))
}

//! Choose the questions for a person: one button for each questionnaire.

use super::words_language;
use crate::actions::{Instrument, instruments, start_screening};
use axum::extract::Path;
use maud::html;
use tandem_access::Error;
use tandem_people::actions::look_at_name;
use tandem_web::ui::{self, Button};
use tandem_web::{Answer, Cx, Form, Page, path_id};

/// The page. Its key makes a button that is pressed twice start one screening.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let person = path_id(&id)?;
    let (name, list, key, (owner, label)) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let name = look_at_name(tx, person, "questions to choose")?;
            let record = tandem_people::part2::record(tx, person)?;
            Ok((name, instruments(tx)?, tx.new_public_id(), record))
        })
        .await?;
    let offered: Vec<&Instrument> = list.iter().filter(|i| i.active).collect();
    let title = cx.t("screening-choose-title");
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[(&format!("/people/{person}"), &name)], &title))
        h1 { (title) }
        (tandem_people::part2::notice(&cx, owner, [label]))
        p { (cx.ta("screening-choose-for", &[("name", name.as_str().into())])) " " (cx.t("screening-choose-intro")) }
        @if offered.is_empty() {
            (ui::empty_state("clipboard-list", &cx.t("screening-choose-none"), &cx.t("screening-choose-none-hint"), None))
        }
        @for instrument in offered {
            @let asked = &instrument.questionnaire;
            @let words = asked.title.in_language(cx.lang.code());
            (ui::card(html! {
                h2 { (words) }
                p {
                    (cx.ta("screening-choose-count", &[("n", asked.questions().len().into())])) ". "
                    @if asked.speaks("es") { (cx.t("screening-choose-both")) } @else { (cx.t("screening-choose-english-only")) }
                    "."
                }
                form method="post" action={ "/people/" (person) "/screenings" } {
                    input type="hidden" name="key" value=(key);
                    input type="hidden" name="url" value=(asked.url);
                    input type="hidden" name="version" value=(asked.version);
                    button.btn type="submit" { (ui::icon("clipboard-list")) span { (cx.t("screening-choose-begin")) span.vh { ": " (words) } } }
                }
                @if let Some(terms) = &asked.copyright {
                    (ui::details(&cx.t("screening-choose-source"), html! { p { (terms) } }))
                }
            }))
        }
        div.actions { (ui::link_button(Button::Plain, "arrow-left", &format!("/people/{person}"), &name, "")) }
    };
    Ok(Page::new(&cx, title.clone()).nav("people").body(body))
}

/// Starts the screening and goes on to the questions.
pub async fn start(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let person = path_id(&id)?;
    let key = form.id("key").ok_or(Error::NotFound)?;
    let (url, version) = (form.text("url").to_owned(), form.text("version").to_owned());
    let language = words_language(&cx, &form);
    let screening = cx
        .store
        .write(&cx.viewer, move |tx| start_screening(tx, person, &url, &version, key, language))
        .await?;
    Ok(cx.redirect(&format!("/screenings/{screening}/questions")))
}

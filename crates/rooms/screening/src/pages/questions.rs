//! The questions of a screening: one page, saved as a draft or done.

use super::items::Render;
use super::{values, words_language};
use crate::actions::{ScreeningView, save_answers, view_screening};
use crate::model::enable::prune;
use crate::model::form::{self, Values, field_of, fill, missing, shown};
use crate::model::response::ResponseItem;
use crate::model::risk::domains;
use crate::model::screening::Status;
use crate::model::validate::validate;
use crate::policy;
use axum::extract::Path;
use axum::response::Response;
use maud::html;
use std::collections::HashMap;
use tandem_access::{Error, Uuid};
use tandem_people::actions::person_name;
use tandem_web::faults;
use tandem_web::ui::{self, Tone};
use tandem_web::{Answer, Cx, Form, Page, path_id};

struct Loaded {
    view: ScreeningView,
    name: String,
}

async fn load(cx: &Cx, id: Uuid) -> Result<Loaded, Error> {
    let loaded = cx
        .store
        .read(&cx.viewer, move |tx| {
            let view = view_screening(tx, id)?;
            let name = person_name(tx, view.screening.person_id)?.ok_or(Error::NotFound)?;
            Ok(Loaded { view, name })
        })
        .await?;
    policy::may_change(&cx.viewer, &loaded.view.screening)?;
    Ok(loaded)
}

/// The form, filled with what was saved.
pub async fn show(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let loaded = load(&cx, path_id(&id)?).await?;
    let fresh = loaded.view.items.is_empty() && loaded.view.screening.status == Status::Draft;
    let values = fill(&loaded.view.questionnaire, &loaded.view.items, fresh);
    Ok(page(&cx, &loaded, &values, &HashMap::new(), words_language(&cx, &form)))
}

/// Saves the answers, or shows one more repetition.
pub async fn save(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let loaded = load(&cx, path_id(&id)?).await?;
    let language = words_language(&cx, &form);
    let mut sent = values(&form);
    if form.has("add") {
        let group = form.text("add").to_owned();
        let more = shown(&sent, &group) + 1;
        sent.insert(format!("{group}-n"), vec![more.to_string()]);
        return Ok(page(&cx, &loaded, &sent, &HashMap::new(), language));
    }
    let draft = form.text("go") == "draft";
    let asked = loaded.view.questionnaire.clone();
    let (mut items, unread) = form::read(&asked, &sent, &cx.zone());
    prune(&asked, &mut items);
    let mut wrong: HashMap<String, String> =
        unread.into_iter().map(|(field, message)| (field, cx.t(message))).collect();
    if !draft {
        for field in missing(&asked, &items) {
            wrong.entry(field).or_insert_with(|| cx.t("screening-error-missing"));
        }
        if items.is_empty() && wrong.is_empty() {
            wrong.insert("questions".to_owned(), cx.t("screening-nothing-answered"));
        }
    }
    check(&cx, &loaded, &items, &mut wrong);
    if !wrong.is_empty() {
        return Ok(page(&cx, &loaded, &sent, &wrong, language));
    }
    let id = loaded.view.screening.id;
    let saved = cx.store.write(&cx.viewer, move |tx| save_answers(tx, id, &items, !draft)).await;
    match faults(saved)? {
        Ok(()) if draft => {
            let to = format!("/people/{}", loaded.view.screening.person_id);
            Ok(cx.redirect_flash(&to, "screening-draft-saved"))
        }
        Ok(()) => Ok(cx.redirect(&format!("/screenings/{id}/review"))),
        Err(errors) => {
            let wrong =
                cx.faults(&errors).into_iter().map(|(_, text)| ("questions".to_owned(), text)).collect();
            Ok(page(&cx, &loaded, &sent, &wrong, language))
        }
    }
}

/// What does not fit the questionnaire, by field.
fn check(cx: &Cx, loaded: &Loaded, items: &[ResponseItem], wrong: &mut HashMap<String, String>) {
    let asked = &loaded.view.questionnaire;
    for fault in validate(asked, items, false) {
        let field = field_of(asked, items, &fault.path).unwrap_or_else(|| "questions".to_owned());
        let words = if fault.reason.contains("\"none of these\"") {
            cx.t("screening-error-exclusive")
        } else {
            cx.ta("screening-error-value", &[("fault", fault.reason.as_str().into())])
        };
        wrong.entry(field).or_insert(words);
    }
}

fn page(
    cx: &Cx,
    loaded: &Loaded,
    values: &Values,
    wrong: &HashMap<String, String>,
    language: &'static str,
) -> Response {
    let asked = &loaded.view.questionnaire;
    let screening = &loaded.view.screening;
    let title = asked.title.in_language(cx.lang.code()).to_owned();
    let spoken = if asked.speaks(language) { language } else { asked.language.as_str() };
    let alone = domains(asked).iter().any(|(_, label)| !label.is_shareable());
    let (here, person) = (format!("/screenings/{}/questions", screening.id), screening.person_id);
    // Errors in the order of the fields, so that the list reads as the page does.
    let mut errors: Vec<(String, String)> = wrong.iter().map(|(f, t)| (f.clone(), t.clone())).collect();
    errors.sort_by_key(|(field, _)| order(field));
    let other = if language == "es" { "en" } else { "es" };
    let items = Render { cx, questionnaire: asked, values, errors: wrong, language: spoken };
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[(&format!("/people/{person}"), &loaded.name)], &title))
        (ui::error_summary(&cx.t("web-error-title"), &errors))
        h1 { (title) }
        p { (cx.ta("screening-questions-for", &[("name", loaded.name.as_str().into())])) }
        @if asked.speaks(other) {
            p { a href={ (here) "?words=" (other) } lang=(other) { (cx.t(&format!("screening-words-{other}"))) } }
        } @else if spoken != language {
            (ui::notice(Tone::Info, html! { p { (cx.t("screening-words-only")) } }))
        }
        @if alone { (ui::notice(Tone::Soon, html! { p { (cx.t("screening-alone")) } })) }
        form.form id="questions" method="post" action=(here) data-conditions {
            input type="hidden" name="words" value=(language);
            div.stack lang=[(spoken != cx.lang.code()).then_some(spoken)] { (items.all()) }
            div.actions {
                button.btn type="submit" name="go" value="next" { (ui::icon("arrow-right")) span { (cx.t("screening-next")) } }
                button.btn.q2nd type="submit" name="go" value="draft" { (ui::icon("device-floppy")) span { (cx.t("screening-save-draft")) } }
            }
        }
        script src="/screenings/conditions.js" type="module" {}
    };
    let page = Page::new(cx, title).nav("people");
    if wrong.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// The place of a field on the page: the numbers of its name.
fn order(field: &str) -> Vec<usize> {
    field.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect()
}

//! The review: first what the person wants help with. No risk is shown here, so that the question is about the wish
//! alone.

use super::topic_name;
use crate::actions::{ScreeningView, review_screening, view_screening};
use crate::model::risk::domains;
use crate::model::screening::{Choice, Status, topics};
use crate::policy;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use maud::html;
use std::collections::BTreeMap;
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_people::actions::person_name;
use tandem_web::faults;
use tandem_web::ui::{self, Button, Choices};
use tandem_web::{Answer, Cx, Form, Page, path_id};

async fn load(cx: &Cx, id: Uuid) -> Result<(ScreeningView, String), Error> {
    cx.store
        .read(&cx.viewer, move |tx| {
            let view = view_screening(tx, id)?;
            let name = person_name(tx, view.screening.person_id)?.ok_or(Error::NotFound)?;
            Ok((view, name))
        })
        .await
}

/// Where a screening in another state belongs.
fn elsewhere(cx: &Cx, view: &ScreeningView) -> Option<Response> {
    let id = view.screening.id;
    match view.screening.status {
        Status::Answered => None,
        Status::Draft => Some(cx.redirect(&format!("/screenings/{id}/questions"))),
        Status::Completed => Some(cx.redirect(&format!("/screenings/{id}"))),
    }
}

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let (view, name) = load(&cx, path_id(&id)?).await?;
    if let Some(response) = elsewhere(&cx, &view) {
        return Ok(response.into_response());
    }
    policy::may_change(&cx.viewer, &view.screening)?;
    Ok(page(&cx, &view, &name, &Form::default(), &FieldErrors::new()))
}

/// Takes the person's word and completes the screening.
pub async fn save(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let (view, name) = load(&cx, id).await?;
    if let Some(response) = elsewhere(&cx, &view) {
        return Ok(response);
    }
    let rest = Choice::from_code(form.text("rest"));
    let mut choices = BTreeMap::new();
    for topic in topics(&domains(&view.questionnaire)) {
        if let Some(choice) = Choice::from_code(form.text(topic)).or(rest) {
            choices.insert(topic.to_owned(), choice);
        }
    }
    let done = cx.store.write(&cx.viewer, move |tx| review_screening(tx, id, &choices)).await;
    match faults(done)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/screenings/{id}"), "screening-result-done")),
        Err(errors) => Ok(page(&cx, &view, &name, &form, &errors)),
    }
}

fn page(cx: &Cx, view: &ScreeningView, name: &str, form: &Form, errors: &FieldErrors) -> Response {
    let (id, person) = (view.screening.id, view.screening.person_id);
    let title = cx.t("screening-review-title");
    let domains = domains(&view.questionnaire);
    let topics = topics(&domains);
    let choices = || {
        [Choice::Yes, Choice::No, Choice::Later].map(|choice| {
            ui::Choice::new(choice.code(), cx.t(&format!("screening-choice-{}", choice.code())))
        })
    };
    // The list above the form says which question each fault is about: the words of the fault are the same for all.
    let mut wrong = cx.faults(errors);
    for (field, words) in &mut wrong {
        if topics.iter().any(|topic| topic == field) {
            *words = format!("{}: {words}", topic_name(cx, field));
        }
    }
    wrong.dedup();
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[(&format!("/people/{person}"), name)], &title))
        (ui::error_summary(&cx.t("web-error-title"), &wrong))
        h1 { (title) }
        p { (cx.ta("screening-questions-for", &[("name", name.into())])) }
        @if topics.is_empty() { p { (cx.t("screening-review-nothing")) } } @else { p { (cx.t("screening-review-intro")) } }
        form.form method="post" action={ "/screenings/" (id) "/review" } {
            @for topic in &topics {
                (Choices::radios(topic, topic_name(cx, topic), choices())
                    .choose([form.text(topic)])
                    .error(cx.fault(errors, topic))
                    .side_by_side()
                    .small())
            }
            p.hint { (cx.t("screening-review-step")) }
            div.actions {
                (ui::button(Button::Primary, "check", &cx.t("screening-review-save")))
                @if !topics.is_empty() {
                    button.btn.q2nd type="submit" name="rest" value="no" { (ui::icon("list-check")) span { (cx.t("screening-review-rest")) } }
                }
                (ui::link_button(Button::Plain, "arrow-left", &format!("/screenings/{id}/questions"), &cx.t("screening-review-back"), ""))
            }
        }
    };
    let page = Page::new(cx, title.clone()).nav("people");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

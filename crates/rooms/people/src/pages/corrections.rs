//! Corrections that a person asked for: a task on the person's page, and what came of it on their own.

use super::day;
use crate::actions;
use crate::model::correction::{Correction, LONGEST_WORDS, Outcome};
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::{Action, FieldErrors, Kind, Timestamp};
use tandem_web::faults;
use tandem_web::ui::{self, Button, Field, Tone};
use tandem_web::{Answer, Cx, Form, Page, Who, path_id};

/// Answers one.
pub async fn answer(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let because = form.text("because").to_owned();
    let result = match Outcome::from_code(form.text("outcome")) {
        Some(outcome) => {
            let text = because.clone();
            faults(
                cx.store
                    .write(&cx.viewer, move |tx| actions::answer_correction(tx, id, outcome, &text))
                    .await,
            )?
        }
        None => {
            let mut errors = FieldErrors::new();
            errors.add("because", "people-error-correction-outcome");
            Err(errors)
        }
    };
    match result {
        Ok(person) => {
            Ok(cx.redirect_flash(&format!("/people/{person}#corrections"), "people-correction-answered"))
        }
        Err(errors) => again(&cx, id, &form, &errors).await,
    }
}

/// The form alone, with its faults and what was typed.
async fn again(cx: &Cx, id: tandem_access::Uuid, form: &Form, errors: &FieldErrors) -> Answer {
    let found = cx.store.read(&cx.viewer, move |tx| actions::view_correction(tx, id)).await?;
    let title = cx.t("people-corrections");
    let body = html! {
        (cx.error_summary(errors))
        h1 { (title) }
        (ui::card(html! { (asked(cx, &found)) (answer_form(cx, &found, form, errors)) }))
        p { (ui::link_button(Button::Plain, "arrow-left", &format!("/people/{}", found.person_id), &cx.t("people-link-back"), "")) }
    };
    Ok(Page::new(cx, title.clone()).nav("people").invalid().body(body))
}

/// The task on the person's page; nothing where nobody asked.
pub fn part(cx: &Cx, all: &[Correction]) -> Markup {
    if all.is_empty() {
        return html! {};
    }
    let (open, answered): (Vec<_>, Vec<_>) = all.iter().partition(|k| k.answer.is_none());
    let may = cx.allowed(Who::May(Kind::Person, Action::Write));
    html! {
        section.card.stack.cq aria-labelledby="corrections" {
            h2 id="corrections" { (cx.t("people-corrections")) }
            @for k in &open {
                div.stack-s.off-paper[!k.label.is_shareable()] {
                    (asked(cx, k))
                    @if may { (answer_form(cx, k, &Form::default(), &FieldErrors::new())) }
                }
            }
            @if !answered.is_empty() {
                (ui::details(&cx.t("people-corrections-answered"), html! { @for k in &answered { div.stack-s { (asked(cx, k)) } } }))
            }
        }
    }
}

/// The person's own list, with the way to ask.
pub fn mine(cx: &Cx, all: &[Correction]) -> Markup {
    let shown: Vec<_> = all.iter().filter(|k| k.label.is_shareable()).collect();
    ui::section(
        &cx.t("people-my-corrections"),
        html! {
            p { (cx.t("people-my-corrections-text")) }
            @for k in shown { div.stack-s { (asked(cx, k)) } }
            div.acts { (ui::link_button(Button::Secondary, "edit", "/my/correct", &cx.t("people-my-correct"), "")) }
        },
    )
}

/// What is wrong, since when it waits, and what came of it.
fn asked(cx: &Cx, k: &Correction) -> Markup {
    let about = if k.title.is_empty() { cx.t("people-correction-details") } else { k.title.clone() };
    html! {
        h3 { (about) }
        blockquote { p { (k.words) } }
        p {
            (state(cx, k)) " "
            span.hint { (cx.ta("people-correction-asked", &[("date", cx.moment(k.asked_at).into())])) }
        }
        @if let Some((_, because, at)) = &k.answer { (reason(cx, because, *at)) }
    }
}

fn state(cx: &Cx, k: &Correction) -> Markup {
    match k.answer {
        None => ui::chip(Tone::Soon, &cx.t("people-correction-waits")),
        Some((Outcome::Done, ..)) => ui::chip(Tone::Ok, &cx.t("people-correction-done")),
        Some((Outcome::Refused, ..)) => ui::chip(Tone::Late, &cx.t("people-correction-refused")),
    }
}

fn reason(cx: &Cx, because: &str, at: Timestamp) -> Markup {
    html! { p { (cx.ta("people-correction-because", &[("date", day(cx, at).into())])) " " (because) } }
}

/// Two answers, each with its reason: the buttons are the choice, so that nothing is chosen by default.
fn answer_form(cx: &Cx, k: &Correction, form: &Form, errors: &FieldErrors) -> Markup {
    let long = u32::try_from(LONGEST_WORDS).unwrap_or(u32::MAX);
    html! {
        form.form method="post" action={ "/people/corrections/" (k.id) } {
            (Field::textarea("because", cx.t("people-correction-reason")).id(format!("because-{}", k.id))
                .hint(cx.t("people-correction-reason-hint")).rows(2).max_length(long)
                .value(form.text("because")).error(cx.fault(errors, "because")))
            div.acts {
                button.btn type="submit" name="outcome" value="done" { (ui::icon("check")) span { (cx.t("people-correction-set-done")) } }
                button.btn.q2nd type="submit" name="outcome" value="refused" { (ui::icon("x")) span { (cx.t("people-correction-set-refused")) } }
            }
        }
    }
}

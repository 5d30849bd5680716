//! Corrections that a person asked for: a task on the person's page, and what came of it on their own.

use super::day;
use crate::actions;
use crate::model::correction::{Correction, LONGEST_WORDS, Outcome};
use axum::extract::Path;
use maud::{Markup, Render, html};
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
        (ui::card(html! { (in_words(cx, &found)) (answer_form(cx, &found, form, errors)) }))
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
                    (in_words(cx, k))
                    @if may { (answer_form(cx, k, &Form::default(), &FieldErrors::new())) }
                }
            }
            @if !answered.is_empty() {
                (ui::details(&cx.t("people-corrections-answered"), html! { @for k in &answered { div.stack-s { (in_words(cx, k)) } } }))
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
            @for k in shown { div.stack-s { (in_words(cx, k)) } }
            div.acts { (ui::link_button(Button::Secondary, "edit", "/my/correct", &cx.t("people-my-correct"), "")) }
        },
    )
}

/// What is wrong, since when it waits, and what came of it.
pub struct InWords {
    /// What it is about.
    pub about: String,
    /// What the person wrote.
    pub words: String,
    /// Where it stands.
    pub state: (Tone, String),
    /// Since when it waits.
    pub asked: String,
    /// The answer, with its day and its reason.
    pub answer: Option<String>,
}

/// The same, in the reader's language.
pub fn in_words(cx: &Cx, k: &Correction) -> InWords {
    let state = match k.answer {
        None => (Tone::Soon, "people-correction-waits"),
        Some((Outcome::Done, ..)) => (Tone::Ok, "people-correction-done"),
        Some((Outcome::Refused, ..)) => (Tone::Late, "people-correction-refused"),
    };
    let answered = |because: &str, at: Timestamp| {
        let on = cx.ta("people-correction-because", &[("date", day(cx, at).into())]);
        format!("{on} {because}")
    };
    InWords {
        about: if k.title.is_empty() { cx.t("people-correction-details") } else { k.title.clone() },
        words: k.words.clone(),
        state: (state.0, cx.t(state.1)),
        asked: cx.ta("people-correction-asked", &[("date", cx.moment(k.asked_at).into())]),
        answer: k.answer.as_ref().map(|(_, because, at)| answered(because, *at)),
    }
}

impl Render for InWords {
    fn render(&self) -> Markup {
        html! {
            h3 { (self.about) }
            blockquote { p { (self.words) } }
            p { (ui::chip(self.state.0, &self.state.1)) " " span.hint { (self.asked) } }
            @if let Some(answer) = &self.answer { p { (answer) } }
        }
    }
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

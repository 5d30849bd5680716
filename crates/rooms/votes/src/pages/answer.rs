//! On the page of a result that binds: what the body did with it, and for who leads the body, the two things that it may do.

use super::MANAGE;
use super::results;
use crate::actions;
use crate::model::answer::{Answer as Answered, AnswerKind, Return, return_by};
use crate::model::vote::Vote;
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Tx, Uuid};
use tandem_bodies::model::{Body, Seat};
use tandem_web::ui::{self, Button, Field, Tone};
use tandem_web::{Answer, Cx, Form, faults, path_id};

/// What the page knows of a result that binds.
pub(super) struct Bound {
    vote: Vote,
    body: Option<Body>,
    answer: Option<Answered>,
    again: Option<Vote>,
    seat: Option<Seat>,
    proposed: Option<Return>,
    may_agree: bool,
    /// The charter's topic in Spanish.
    topic_es: Option<String>,
}

/// Reads it; nothing of a vote that advises.
pub(super) fn load(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Option<Bound>, Error> {
    let vote = actions::find_public(tx, id)?;
    let Some(binding) = vote.binding.clone() else { return Ok(None) };
    let again = match actions::asked_again(tx, id)? {
        Some(again) => actions::find_public(tx, again).ok(),
        None => None,
    };
    let proposed = actions::proposed_return(tx, &vote)?;
    Ok(Some(Bound {
        body: tandem_bodies::actions::bodies(tx)?.into_iter().map(|s| s.body).find(|b| b.id == binding.body),
        answer: actions::answer_of(tx, id)?,
        topic_es: tandem_bodies::actions::topic_es(tx, &binding.topic)?,
        seat: actions::answers_from(tx, &vote)?,
        may_agree: match &proposed {
            Some(proposed) => actions::may_agree(tx, &vote, proposed)?,
            None => false,
        },
        proposed,
        again,
        vote,
    }))
}

/// The section.
pub(super) fn section(cx: &Cx, bound: &Bound, form: &Form, errors: &FieldErrors) -> Markup {
    let body = bound.body.as_ref().map_or("", |b| b.named(cx.spanish())).to_owned();
    let topic = bound.vote.binding.as_ref().map_or("", |b| b.topic.as_str());
    let topic = bound.topic_es.as_deref().filter(|_| cx.spanish()).unwrap_or(topic);
    let last = return_by(&bound.vote);
    let late = last.is_some_and(|last| cx.now > last);
    let id = bound.vote.id;
    ui::section(
        &cx.t("votes-answer"),
        html! {
            p { (cx.ta("votes-answer-topic", &[("topic", topic.into()), ("body", body.clone().into())])) }
            @match &bound.answer {
                Some(a) => {
                    @let key = format!("votes-answer-{}", a.kind.code());
                    @let tone = if a.kind == AnswerKind::Adopted { Tone::Ok } else { Tone::Soon };
                    (ui::notice(tone, html! {
                        p { (cx.ta(&key, &[("body", body.into()), ("time", cx.moment(a.at).into())])) }
                        @if !a.reasons.is_empty() { p { (cx.t("votes-answer-why")) " " (a.reasons) } }
                    }))
                    @match &bound.again {
                        Some(again) => p { a href={ "/say/" (again.id) } { (cx.t("votes-answer-again-link")) } },
                        None if a.kind == AnswerKind::Returned && cx.allowed(MANAGE) => {
                            p { (cx.t("votes-answer-again-text")) }
                            (ui::post_button(Button::Primary, "refresh", &format!("/votes/{id}/again"), &[], &cx.t("votes-answer-again"), ""))
                        }
                        None => {}
                    }
                }
                None => {
                    (ui::notice(if late { Tone::Late } else { Tone::Soon }, html! { p {
                        @match last {
                            Some(last) if !late => (cx.ta("votes-answer-until", &[("time", cx.moment(last).into())])),
                            _ => (cx.t("votes-answer-late")),
                        }
                    } }))
                    @if let Some(proposed) = &bound.proposed {
                        (ui::notice(Tone::Soon, html! {
                            p { (cx.ta("votes-answer-proposed", &[("time", cx.moment(proposed.at).into())])) }
                            p { (cx.t("votes-answer-why")) " " (proposed.reasons) }
                        }))
                    }
                    @if let Some(seat) = &bound.seat { (forms(cx, bound, seat, late, form, errors)) }
                }
            }
        },
    )
}

fn forms(cx: &Cx, bound: &Bound, seat: &Seat, late: bool, form: &Form, errors: &FieldErrors) -> Markup {
    let action = format!("/say/{}/answer", bound.vote.id);
    let button = |kind, icon, verb: &str| {
        let said = cx.t(&format!("votes-answer-{verb}"));
        ui::post_button(kind, icon, &action, &[("kind", verb)], &said, "")
    };
    html! {
        div.acts {
            (button(Button::Primary, "check", "adopt"))
            @if bound.may_agree { (button(Button::Danger, "arrow-back-up", "agree")) }
            @if bound.proposed.as_ref().is_some_and(|p| p.seat == seat.id) { (button(Button::Secondary, "trash", "withdraw")) }
        }
        @if !late && bound.proposed.is_none() {
            (ui::details(&cx.t("votes-answer-return"), html! {
                form.form method="post" action=(action) {
                    input type="hidden" name="kind" value="return";
                    (Field::textarea("reasons", cx.t("votes-answer-reasons")).hint(cx.t("votes-answer-reasons-hint")).rows(4)
                        .value(form.text("reasons")).error(cx.fault(errors, "reasons")))
                    (ui::button(Button::Danger, "arrow-back-up", &cx.t("votes-answer-return")))
                }
            }))
        }
    }
}

/// The body answers.
pub(super) async fn answer(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let (verb, reasons) = (form.text("kind").to_owned(), form.text("reasons").to_owned());
    let act = move |tx: &mut Tx<'_, '_>| match verb.as_str() {
        "adopt" => actions::adopt_result(tx, id),
        "return" => actions::propose_return(tx, id, &reasons),
        "agree" => actions::agree_to_return(tx, id),
        "withdraw" => actions::withdraw_return(tx, id),
        _ => Err(Error::NotFound),
    };
    let said = match form.text("kind") {
        "return" => "votes-answer-proposed-now",
        "withdraw" => "votes-answer-withdrawn",
        _ => "votes-answered",
    };
    match faults(cx.store.write(&cx.viewer, act).await)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/say/{id}/results"), said)),
        Err(errors) => results::again(&cx, id, &form, &errors).await,
    }
}

/// The community is asked again.
pub(super) async fn again(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let made = cx.store.write(&cx.viewer, move |tx| actions::ask_again(tx, id)).await?;
    Ok(cx.redirect_flash(&format!("/votes/{made}/edit"), "votes-answer-again-made"))
}

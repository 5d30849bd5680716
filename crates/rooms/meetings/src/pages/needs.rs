//! Who comes, what people need to take part, and what came of it: for those who organize; and for whoever asked, what they were told.

use super::meeting::{View, load, need, page};
use super::words::{paragraphs, way};
use crate::actions;
use crate::model::{Answer, Answered, Arranged, NeedState};
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_web::ui::{self, Button, Choice, Field, Select, Tone};
use tandem_web::{Cx, Form, faults, path_id};

fn of(v: &View, member: Uuid) -> Option<&Arranged> {
    v.arranged.iter().find(|a| a.member == member)
}

fn chip(cx: &Cx, state: NeedState) -> Markup {
    let tone = match state {
        NeedState::Asked => Tone::Soon,
        NeedState::Arranged => Tone::Ok,
        NeedState::Cannot => Tone::Late,
    };
    ui::chip(tone, &cx.t(&format!("meetings-need-is-{}", state.code())))
}

/// What came of the viewer's own need.
pub(super) fn mine(cx: &Cx, v: &View) -> Markup {
    let Some(a) = v.mine.as_ref().and_then(|mine| of(v, mine.member)) else { return html! {} };
    html! {
        p { (cx.t("meetings-need-mine")) " " (chip(cx, a.state)) }
        (paragraphs(&a.reply))
    }
}

/// Who comes and what they need: for those who organize.
pub(super) fn answers(cx: &Cx, v: &View, form: &Form, errors: &FieldErrors) -> Markup {
    let of = |answer: Answer| v.answers.iter().filter(|a| a.answer == answer).count();
    let count = |answer: Answer| i64::try_from(of(answer)).unwrap_or(i64::MAX);
    let counts = [
        ("yes", count(Answer::Yes).into()),
        ("maybe", count(Answer::Maybe).into()),
        ("no", count(Answer::No).into()),
    ];
    html! {
        p { (cx.ta("meetings-answers-count", &counts)) }
        p.hint { (cx.t("meetings-answers-private")) }
        ul.stack-s {
            @for a in &v.answers {
                li {
                    (name(cx, v, a)) ": "
                    (cx.t(&format!("meetings-answered-{}", a.answer.code())))
                    @if let Some(w) = a.way { ", " (way(cx, w)) }
                    @if !a.needs.is_empty() { ". " strong { (a.needs.iter().map(|n| need(cx, *n)).collect::<Vec<_>>().join(", ")) } }
                    (paragraphs(&a.needs_text))
                    @if a.asks() { (state(cx, v, a, form, errors)) }
                }
            }
        }
    }
}

fn name(cx: &Cx, v: &View, a: &Answered) -> String {
    v.names.get(&a.member).cloned().unwrap_or_else(|| cx.t("meetings-somebody"))
}

/// How a need stands, and the form that answers it.
fn state(cx: &Cx, v: &View, a: &Answered, form: &Form, errors: &FieldErrors) -> Markup {
    let Some(now) = of(v, a.member) else { return html! {} };
    let id = a.member.to_string();
    let sent = form.text("member") == id;
    let chosen = if sent { form.text("state") } else { now.state.code() };
    let reply = if sent { form.text("reply") } else { now.reply.as_str() };
    let states =
        NeedState::ALL.iter().map(|s| Choice::new(s.code(), cx.t(&format!("meetings-need-is-{}", s.code()))));
    let fault = cx.fault(errors, "reply").filter(|_| sent);
    html! {
        p { (chip(cx, now.state)) }
        @if v.meeting.is_ahead() {
            details open[sent] {
                summary { (cx.t("meetings-need-answer")) span.vh { " " (name(cx, v, a)) } }
                form.stack method="post" action={ "/meetings/" (v.meeting.id) "/needs" } {
                    input type="hidden" name="member" value=(id);
                    (Select::new("state", cx.t("meetings-need-state"), states).id(format!("state-{id}")).choose(chosen))
                    (Field::textarea("reply", cx.t("meetings-need-reply")).id(if sent { "reply".to_owned() } else { format!("reply-{id}") })
                        .rows(2).value(reply).hint(cx.t("meetings-need-reply-hint")).optional(cx.t("web-optional")).error(fault))
                    div { (ui::button(Button::Secondary, "send", &cx.t("meetings-need-do"))) }
                }
            }
        }
    }
}

/// Says what came of a need.
pub(super) async fn arrange(cx: Cx, Path(id): Path<String>, form: Form) -> tandem_web::Answer {
    let id = path_id(&id)?;
    let (Some(member), Some(state)) = (form.id("member"), NeedState::from_code(form.text("state"))) else {
        return Err(Error::NotFound.into());
    };
    let given = Arranged { member, state, reply: form.text("reply").to_owned() };
    match faults(cx.store.write(&cx.viewer, move |tx| actions::arrange(tx, id, &given)).await)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/meetings/{id}"), "meetings-done-need")),
        Err(errors) => Ok(page(&cx, &load(&cx, id).await?, &form, &errors)),
    }
}

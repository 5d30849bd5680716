//! For those who run a conversation: what was sent in, what stands, what was set aside, and its end.

use super::list::ends;
use super::words::chip;
use crate::actions::{self, Verdict, Whole};
use crate::model::{LONGEST, Statement, StatementState};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_web::ui::{self, Button, Field};
use tandem_web::{Answer, Cx, Form, Page, faults, path_id};

async fn load(cx: &Cx, id: Uuid) -> Result<Whole, Error> {
    let whole = cx.store.read(&cx.viewer, move |tx| actions::whole(tx, id)).await?;
    if whole.runs { Ok(whole) } else { Err(Error::Forbidden) }
}

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let whole = load(&cx, path_id(&id)?).await?;
    Ok(page(&cx, &whole, &Form::default(), &FieldErrors::new()))
}

fn page(cx: &Cx, whole: &Whole, form: &Form, errors: &FieldErrors) -> Response {
    let c = &whole.conversation;
    let here = format!("/conversations/{}", c.id);
    let title = cx.t("conversations-moderate");
    let all = |state| whole.in_state(state).collect::<Vec<_>>();
    let (waiting, accepted, aside) =
        (all(StatementState::Waiting), all(StatementState::Accepted), all(StatementState::SetAside));
    let question = c.asks(cx.spanish());
    let body = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/conversations", &cx.t("conversations-title")), (&here, question)], &title))
        h1 { (title) }
        p { (chip(cx, whole.open)) " " (ends(cx, c, whole.open)) }
        p { (cx.t("conversations-moderate-text")) }
        (ui::section(&cx.ta("conversations-waiting", &[("n", waiting.len().into())]), html! {
            @if waiting.is_empty() { p { (cx.t("conversations-waiting-none")) } }
            ul.plain.stack { @for s in &waiting { li { (ui::card(html! {
                p { b { (s.words) } }
                @if whole.open { (accept(cx, s, &here, form, errors)) }
                (aside_form(cx, s, &here, form, errors))
            })) } } }
        }))
        @if whole.open { (add(cx, &here, form, errors)) }
        (ui::section(&cx.ta("conversations-accepted", &[("n", accepted.len().into())]), html! {
            ul.plain.stack { @for s in &accepted { li { (ui::card(html! {
                p { (s.words) @if let Some(es) = &s.words_es { br; span.m lang="es" { (es) } } }
                (ui::details(&cx.t("conversations-set-aside-do"), aside_form(cx, s, &here, form, errors)))
            })) } } }
        }))
        @if !aside.is_empty() {
            (ui::section(&cx.ta("conversations-set-aside", &[("n", aside.len().into())]), html! {
                ul.plain.stack { @for s in &aside { li { (ui::card(html! {
                    p { (s.words) }
                    p.m { (s.reason.as_deref().unwrap_or_default()) }
                    @if whole.open {
                        (ui::post_button(Button::Secondary, "check", &format!("{here}/moderate"),
                            &[("statement", &s.id.to_string()), ("do", "accept")], &cx.t("conversations-accept"), &s.words))
                    }
                })) } } }
            }))
        }
        @if whole.open {
            (ui::details(&cx.t("conversations-close"), html! {
                p { (cx.t("conversations-close-text")) }
                (ui::post_button(Button::Danger, "lock", &format!("{here}/close"), &[], &cx.t("conversations-close-do"), ""))
            }))
        }
    };
    let page = Page::new(cx, title.clone()).nav("conversations");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// A field of one statement among many: the one that was sent shows its fault and has the name as its id.
fn field(field: Field, name: &str, s: &Statement, cx: &Cx, form: &Form, errors: &FieldErrors) -> Field {
    if form.id("statement") == Some(s.id) {
        field.value(form.text(name)).error(cx.fault(errors, name))
    } else {
        field.id(format!("{name}-{}", s.id))
    }
}

fn accept(cx: &Cx, s: &Statement, here: &str, form: &Form, errors: &FieldErrors) -> Markup {
    let spanish = Field::text("words_es", cx.t("conversations-words-es"))
        .optional(cx.t("web-optional"))
        .lang("es")
        .autocomplete("off");
    html! {
        form.form method="post" action={ (here) "/moderate" } {
            input type="hidden" name="statement" value=(s.id);
            input type="hidden" name="do" value="accept";
            (field(spanish, "words_es", s, cx, form, errors))
            button.btn type="submit" { (ui::icon("check")) span { (cx.t("conversations-accept")) span.vh { " " (s.words) } } }
        }
    }
}

fn aside_form(cx: &Cx, s: &Statement, here: &str, form: &Form, errors: &FieldErrors) -> Markup {
    let reason = Field::text("reason", cx.t("conversations-reason"))
        .hint(cx.t("conversations-reason-hint"))
        .autocomplete("off");
    html! {
        form.form method="post" action={ (here) "/moderate" } {
            input type="hidden" name="statement" value=(s.id);
            input type="hidden" name="do" value="set_aside";
            (field(reason, "reason", s, cx, form, errors))
            button.btn.q2nd type="submit" { (ui::icon("ban")) span { (cx.t("conversations-set-aside-do")) span.vh { " " (s.words) } } }
        }
    }
}

fn add(cx: &Cx, here: &str, form: &Form, errors: &FieldErrors) -> Markup {
    let hint = cx.ta("conversations-suggest-hint", &[("n", LONGEST.into())]);
    ui::section(
        &cx.t("conversations-add"),
        html! {
            form.form method="post" action={ (here) "/moderate" } {
                input type="hidden" name="do" value="add";
                (Field::text("add", cx.t("conversations-add-words")).hint(hint).value(form.text("add")).error(cx.fault(errors, "add")).autocomplete("off"))
                (Field::text("add_es", cx.t("conversations-words-es")).optional(cx.t("web-optional")).lang("es").value(form.text("add_es"))
                    .error(cx.fault(errors, "add_es")).autocomplete("off"))
                (ui::button(Button::Secondary, "plus", &cx.t("conversations-add")))
            }
        },
    )
}

/// Accepts, sets aside or adds.
pub async fn decide(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let text = |name: &str| form.opt(name).map(str::to_owned);
    let done = if form.text("do") == "add" {
        let (words, words_es) = (form.text("add").to_owned(), text("add_es"));
        cx.store.write(&cx.viewer, move |tx| actions::add(tx, id, &words, words_es.as_deref())).await
    } else {
        let statement = form.id("statement").ok_or(Error::NotFound)?;
        let verdict = match form.text("do") {
            "accept" => Verdict::Accept(text("words_es")),
            "set_aside" => Verdict::SetAside(form.text("reason").to_owned()),
            _ => return Err(Error::NotFound.into()),
        };
        cx.store.write(&cx.viewer, move |tx| actions::moderate(tx, id, statement, &verdict)).await
    };
    match faults(done)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/conversations/{id}/moderate"), "conversations-moderated")),
        Err(errors) => Ok(page(&cx, &load(&cx, id).await?, &form, &errors)),
    }
}

/// Ends it.
pub async fn close(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::close(tx, id)).await?;
    Ok(cx.redirect_flash(&format!("/conversations/{id}/results"), "conversations-closed"))
}

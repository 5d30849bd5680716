//! Track my request: a code, no account.

use super::answer::subject;
use super::referral::confirm_fields;
use super::words::{call, day, deadline, moment, of_form, status_key};
use crate::actions::{self, Tracked};
use crate::model::{Referral, Resolved, Status};
use maud::{Markup, html};
use tandem_access::accounts::links::{self, LinkPurpose, Opened};
use tandem_access::{Error, FieldErrors, Viewer};
use tandem_web::ui::{self, Button, Field, Tone};
use tandem_web::{Answer, Cx, Form, Page};

pub(super) async fn show(cx: Cx) -> Answer {
    Ok(ask(&cx, &Form::default(), &FieldErrors::new()))
}

fn ask(cx: &Cx, form: &Form, errors: &FieldErrors) -> axum::response::Response {
    let title = cx.t("referrals-track");
    let body = html! {
        (cx.error_summary(errors))
        h1 { (title) }
        p.lead { (cx.t("referrals-track-text")) }
        form.form.stack method="post" action="/track" {
            (Field::text("code", cx.t("referrals-track-code")).hint(cx.t("referrals-track-hint")).value(form.text("code"))
                .autocomplete("off").chars(16).error(cx.fault(errors, "code")))
            (ui::button(Button::Primary, "route", &title))
        }
        p { (cx.t("referrals-track-lost")) }
    };
    let page = Page::new(cx, title).nav("track");
    if errors.is_empty() { page.public().body(body) } else { page.invalid().body(body) }
}

/// Opens a code; with `resolved` it notes what the person says, with `stop` it takes the request back.
pub(super) async fn open(cx: Cx, form: Form) -> Answer {
    limit(&cx)?;
    let link = match links::open_in(&cx.store, LinkPurpose::Track, form.text("code")).await? {
        Opened::Valid(link) => link,
        // A code that expired and one that never was answer alike: guessing learns nothing.
        Opened::Stale(..) | Opened::Unknown => {
            let mut errors = FieldErrors::new();
            errors.add("code", "referrals-error-code");
            return Ok(ask(&cx, &form, &errors));
        }
    };
    let id = subject(&link)?;
    let viewer = Viewer::from_link(&link).unwrap_or_else(|| Viewer::system("referrals.track"));
    let mut errors = FieldErrors::new();
    let mut saved = None;
    if form.has("resolved") || form.has("stop") {
        let f = form.clone();
        let result = cx
            .store
            .write(&viewer, move |tx| {
                let last = actions::track(tx, id)?.referral.id;
                if f.has("stop") {
                    return actions::cancel_as_person(tx, last, f.text("words"));
                }
                let resolved = Resolved::from_code(f.text("resolved"))
                    .ok_or_else(|| FieldErrors::one("resolved", "referrals-error-answer"))?;
                actions::confirm(tx, last, resolved, f.text("words"))
            })
            .await;
        match result {
            Ok(()) => {
                saved = Some(if form.has("stop") { "referrals-track-stopped" } else { "referrals-thanks" })
            }
            Err(Error::Invalid(e)) => errors = of_form(e, "confirm"),
            Err(other) => return Err(other.into()),
        }
    }
    let tracked = cx.store.read(&viewer, move |tx| actions::track(tx, id)).await?;
    Ok(page(&cx, &tracked, &form, &errors, saved))
}

/// Tries of codes are limited for each network, like tries of passwords.
fn limit(cx: &Cx) -> Result<(), Error> {
    use tandem_access::accounts::rate_limit::{Gate, network_of};
    cx.store.limits().take(Gate::Code, &network_of(cx.ip), cx.now)
}

fn page(
    cx: &Cx,
    t: &Tracked,
    form: &Form,
    errors: &FieldErrors,
    saved: Option<&str>,
) -> axum::response::Response {
    let title = cx.t("referrals-track");
    let r = &t.referral;
    let body = html! {
        (cx.error_summary(errors))
        h1 { (title) }
        @if let Some(key) = saved { div role="status" { (ui::notice(Tone::Ok, html! { p { (cx.t(key)) } })) } }
        (ui::key_sentence(&sentence(cx, t)))
        @if let Some(phone) = t.phone.as_ref().filter(|_| !r.status.is_end() || r.status == Status::Completed) {
            p {
                @match &t.ask {
                    Some(sender) => (cx.ta("referrals-track-ask", &[("org", sender.as_str().into())])),
                    None => (cx.t("referrals-track-call")),
                }
                " " (call(phone))
            }
        }
        @if let Some(sender) = t.ask.as_ref().filter(|_| t.phone.is_none()) {
            p { (cx.ta("referrals-track-ask-only", &[("org", sender.as_str().into())])) }
        }
        ol.timeline {
            @for s in &t.story {
                li { (tandem_web::icons::icon("circle-check")) div { (step(cx, r.status, s.to)) } time datetime=(s.at.to_string()) { (moment(cx, s.at)) } }
            }
        }
        // Before anybody has answered there is nothing to say about the help.
        @if r.status != Status::Requested { section.card.stack aria-labelledby="said" {
            h2 id="said" { (cx.t("referrals-confirm")) }
            form.form.stack method="post" action="/track" { (code(form)) (confirm_fields(cx, "referrals-confirm-ask", &said(r), errors)) }
        } }
        @if !r.status.is_end() {
            details { summary { (cx.t("referrals-track-stop")) }
                form.form.stack method="post" action="/track" {
                    (code(form))
                    input type="hidden" name="stop" value="1";
                    p { (cx.t("referrals-track-stop-text")) }
                    (ui::button(Button::Danger, "ban", &cx.t("referrals-track-stop")))
                }
            }
        }
        (ui::link_button(Button::Secondary, "search", "/find", &cx.t("referrals-find"), ""))
    };
    let page = Page::new(cx, title).nav("track");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// What the person said before, so that they see it and can change it.
fn said(r: &Referral) -> Form {
    r.need_resolved.map_or_else(Form::default, |said| Form::of([("resolved", said.code())]))
}

/// A step in the past: a request that was sent is not waiting any more.
fn step(cx: &Cx, now: Status, then: Status) -> String {
    if then == Status::Requested && now != Status::Requested {
        return cx.t("referrals-sent-title");
    }
    cx.t(&status_key(then))
}

fn code(form: &Form) -> Markup {
    html! { input type="hidden" name="code" value=(form.text("code")); }
}

fn sentence(cx: &Cx, t: &Tracked) -> String {
    let org = t.organization.clone().unwrap_or_else(|| cx.t("referrals-nobody-yet"));
    let private = if t.private { "-private" } else { "" };
    let key = format!("referrals-track-is-{}{private}", t.referral.status.code());
    let due = t.referral.due_at.map_or_else(String::new, |due| day(cx, deadline(cx, due)));
    match t.referral.status {
        Status::Requested => cx.ta(&key, &[("org", org.as_str().into()), ("day", due.as_str().into())]),
        _ => cx.ta(&key, &[("org", org.as_str().into())]),
    }
}

//! The vault of a domestic-violence service: hand-offs without name or number, seen by its advocates alone.

use super::words::{act, moment, reason_fields};
use crate::Handoff;
use crate::actions::{self, SealedAnswer};
use crate::model::{Reason, Status};
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::FieldErrors;
use tandem_web::faults;
use tandem_web::messages::languages::language_name;
use tandem_web::ui::{self, Button, Tone};
use tandem_web::{Answer, Cx, Form, Page, path_id};

pub(super) async fn show(cx: Cx) -> Answer {
    let open = cx.store.read(&cx.viewer, actions::vault).await?;
    Ok(list(&cx, &open, &FieldErrors::new()))
}

fn list(cx: &Cx, open: &[Handoff], errors: &FieldErrors) -> axum::response::Response {
    let title = cx.t("referrals-vault");
    let body = html! {
        (cx.error_summary(errors))
        h1 { (title) }
        p.lead { (cx.t("referrals-vault-text")) }
        @if open.is_empty() { (ui::empty_state("shield-lock", &cx.t("referrals-vault-empty"), &cx.t("referrals-vault-empty-text"), None)) }
        @for h in open { (card(cx, h, &format!("/vault/{}", h.referral_id), errors)) }
    };
    let page = Page::new(cx, title).nav("vault");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// One hand-off, for a member and for a link alike.
pub(super) fn handoff(cx: &Cx, h: &Handoff, base: &str, errors: &FieldErrors) -> Markup {
    html! { (cx.error_summary(errors)) h1 { (cx.t("referrals-vault-one")) } (card(cx, h, base, errors)) }
}

fn card(cx: &Cx, h: &Handoff, base: &str, errors: &FieldErrors) -> Markup {
    let by_link = base.starts_with("/a/");
    let to = |verb: &str| if by_link { format!("{base}/sealed-{verb}") } else { format!("{base}?do={verb}") };
    let code = format!("{}-{}-{}", &h.code[..3], &h.code[3..6], &h.code[6..]);
    html! {
        section.card.stack {
            h2 { (cx.ta("referrals-vault-code", &[("code", code.as_str().into())])) }
            p { (cx.t("referrals-vault-how")) }
            @if let Some(language) = &h.language { p { (cx.t("referrals-language")) ": " (language_name(cx.lang, language)) } }
            p.hint { (cx.t("referrals-sent-at")) ": " (moment(cx, h.received_at)) }
            @if h.due_at <= cx.now && h.status == Status::Requested { (ui::chip(Tone::Soon, &cx.t("referrals-vault-due"))) }
            @match h.status {
                Status::Requested => {
                    (act(Button::Primary, "phone", &to("accept"), &cx.t("referrals-vault-called"), "", None))
                    details { summary { (cx.t("referrals-do-decline")) }
                        form.form.stack method="post" action=(to("decline")) {
                            (reason_fields(cx, "referrals-why-not", Reason::DECLINE, "", "", errors))
                            (ui::button(Button::Secondary, "send", &cx.t("referrals-send")))
                        }
                    }
                }
                Status::Accepted => { (act(Button::Primary, "check", &to("complete"), &cx.t("referrals-vault-done"), "", None)) }
                _ => { p { (cx.t("referrals-nothing-to-do")) } }
            }
        }
    }
}

/// Notes what became of a hand-off.
pub(super) async fn note(cx: Cx, Path(id): Path<String>, uri: axum::http::Uri, form: Form) -> Answer {
    let id = path_id(&id)?;
    let verb = Form::parse(uri.query().unwrap_or_default().as_bytes()).text("do").to_owned();
    let result = cx
        .store
        .write(&cx.viewer, move |tx| {
            let answer = match verb.as_str() {
                "accept" => SealedAnswer::Accept,
                "complete" => SealedAnswer::Complete(Reason::HelpGiven),
                "decline" => SealedAnswer::Decline(actions::reason_from(form.text("reason"))?),
                _ => return Err(tandem_access::Error::NotFound),
            };
            actions::answer_sealed(tx, id, answer, form.text("words"))
        })
        .await;
    match faults(result)? {
        Ok(()) => Ok(cx.redirect_flash("/vault", "referrals-done")),
        Err(errors) => {
            let open = cx.store.read(&cx.viewer, actions::vault).await?;
            Ok(list(&cx, &open, &errors))
        }
    }
}

//! Did you get what you needed? Yes, partly, no, and words: by the private link of a text or a letter.

use super::answer::{Link, open, subject};
use super::referral::confirm_fields;
use super::words::of_form;
use crate::actions;
use crate::model::Resolved;
use axum::extract::Path;
use maud::html;
use tandem_access::FieldErrors;
use tandem_access::accounts::links::{self, LinkPurpose};
use tandem_web::faults;
use tandem_web::ui::{self, Button, Tone};
use tandem_web::{Answer, Cx, Form, Page};

pub(super) async fn show(cx: Cx, Path(token): Path<String>, form: Form) -> Answer {
    let (link, viewer) = match open(&cx, LinkPurpose::Confirm, &token).await? {
        Link::Live(link, viewer) => (link, viewer),
        Link::Old(..) => return Ok(over(&cx)),
    };
    let id = subject(&link)?;
    // A look at it: noted in the audit, and a request that is out of sight is not found.
    let said = cx.store.read(&viewer, move |tx| actions::track(tx, id)).await?.referral.need_resolved;
    if form.has("said") && said.is_some() {
        return Ok(thanks(&cx, &token));
    }
    Ok(page(&cx, &token, &Form::of([("resolved", said.map_or("", Resolved::code))]), &FieldErrors::new()))
}

pub(super) async fn save(cx: Cx, Path(token): Path<String>, form: Form) -> Answer {
    let (link, viewer) = match open(&cx, LinkPurpose::Confirm, &token).await? {
        Link::Live(link, viewer) => (link, viewer),
        Link::Old(..) => return Ok(over(&cx)),
    };
    let id = subject(&link)?;
    let f = form.clone();
    let result = cx
        .store
        .write(&viewer, move |tx| {
            links::consume(tx, &link)?;
            let resolved = Resolved::from_code(f.text("resolved"))
                .ok_or_else(|| FieldErrors::one("resolved", "referrals-error-answer"))?;
            actions::confirm(tx, id, resolved, f.text("words"))
        })
        .await;
    match faults(result)? {
        Ok(()) => Ok(cx.redirect(&format!("/c/{token}?said=1"))),
        Err(errors) => Ok(page(&cx, &token, &form, &of_form(errors, "confirm"))),
    }
}

fn page(cx: &Cx, token: &str, form: &Form, errors: &FieldErrors) -> axum::response::Response {
    let title = cx.t("referrals-confirm");
    let body = html! {
        (cx.error_summary(errors))
        h1 { (title) }
        p.lead { (cx.t("referrals-confirm-text")) }
        form.form.stack method="post" action={ "/c/" (token) } { (confirm_fields(cx, "referrals-confirm-ask", form, errors)) }
    };
    let page = Page::new(cx, title);
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

fn thanks(cx: &Cx, token: &str) -> axum::response::Response {
    let title = cx.t("referrals-thanks");
    let body = html! {
        h1 { (title) }
        p { (cx.t("referrals-thanks-text")) }
        p { a href={ "/c/" (token) } { (cx.t("referrals-thanks-change")) } }
        (ui::link_button(Button::Secondary, "search", "/find", &cx.t("referrals-find"), ""))
    };
    Page::new(cx, title).body(body)
}

fn over(cx: &Cx) -> axum::response::Response {
    let title = cx.t("referrals-confirm-over");
    let body = html! {
        h1 { (title) }
        (ui::notice(Tone::Info, html! { p { (cx.t("referrals-confirm-over-text")) } }))
        (ui::link_button(Button::Secondary, "route", "/track", &cx.t("referrals-track"), ""))
    };
    Page::new(cx, title).status(axum::http::StatusCode::GONE).body(body)
}

//! My sharing choices: the person's own page, opened by a private link and code, without an account.
//!
//! The secret leaves the address at once: link and code are traded for a cookie of half an hour.

use super::{
    DANGER, SECONDARY, action_button, data_words, day, log, name_of, needs, org_names, state_chip, summary,
};
use crate::actions::{self, LOOK_LASTS, PersonView};
use crate::model::consent::Consent;
use crate::policy;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::accounts::rate_limit::{Gate, network_of};
use tandem_access::{Error, FieldErrors, Uuid, Viewer};
use tandem_web::ui::{self, Button, Field, Tone};
use tandem_web::{Answer, Cx, Form, Page, cookie, path_id};

/// The cookie of an open private page.
const COOKIE: &str = "tandem_my";

/// Asks for the code. A link that ended asks too and then answers as a wrong code does: nothing tells them apart.
pub async fn code(cx: Cx, Path(token): Path<String>) -> Answer {
    Ok(code_page(&cx, &token, &FieldErrors::new()))
}

/// Trades link and code for the cookie.
pub async fn open(cx: Cx, Path(token): Path<String>, form: Form) -> Answer {
    cx.store.limits().take(Gate::Code, &network_of(cx.ip), cx.now)?;
    let typed = form.text("code").to_owned();
    let secret = token.clone();
    let look = cx
        .store
        .write(&Viewer::system("people.private_page"), move |tx| {
            actions::open_private_page(tx, &secret, &typed)
        })
        .await?;
    match look {
        None => Ok(code_page(&cx, &token, &actions::wrong_code())),
        Some(look) => {
            let mut response = cx.redirect("/my");
            set_cookie(&cx, &mut response, &look, LOOK_LASTS.as_secs());
            Ok(response)
        }
    }
}

/// The page: what is shared, what the person told, who looked.
pub async fn show(cx: Cx, headers: HeaderMap) -> Answer {
    let cx = as_person(cx, &headers).await?;
    let person = cx.viewer.person().ok_or(Error::Forbidden)?;
    let (view, looks, orgs) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let view = actions::view_own(tx)?;
            let (looks, mut orgs) = log::load(tx, person)?;
            let mut ids: Vec<Uuid> = view.consents.iter().flatten().map(|c| c.recipient_org).collect();
            ids.push(view.person.owner_org);
            orgs.extend(org_names(tx, &ids)?);
            Ok((view, looks, orgs))
        })
        .await?;
    let title = cx.t("people-my-title");
    let owner = name_of(&orgs, view.person.owner_org);
    let who = cx.t("people-my-who");
    let body = html! {
        h1 { (title) }
        p.lede { (cx.ta("people-my-hello", &[("name", view.person.display_name().into())])) " " (cx.t("people-my-intro")) }
        (choices(&cx, &view, &orgs))
        @if let Some(needs) = view.needs.as_ref().filter(|needs| !needs.is_empty()) {
            (ui::section(&cx.t("people-my-needs"), needs::table(&cx, &cx.t("people-my-needs"), needs, false)))
        }
        (ui::section(&who, html! { p { (cx.t("people-my-who-text")) } (log::table(&cx, &who, &looks, &orgs)) }))
        p { (cx.ta("people-my-question", &[("org", owner.into())])) }
        (action_button(SECONDARY, "lock", "/my/close", &[], &cx.t("people-my-close"), ""))
    };
    Ok(Page::new(&cx, title.clone()).body(body))
}

/// Stops sharing, at once.
pub async fn withdraw(cx: Cx, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let cx = as_person(cx, &headers).await?;
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::withdraw_consent(tx, id, None)).await?;
    Ok(cx.redirect_flash("/my", "people-withdrawn"))
}

/// Undoes it within ten minutes.
pub async fn undo(cx: Cx, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let cx = as_person(cx, &headers).await?;
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::undo_withdrawal(tx, id)).await?;
    Ok(cx.redirect_flash("/my", "people-undone"))
}

/// Closes the page on this device.
pub async fn close(cx: Cx, headers: HeaderMap) -> Answer {
    if let Some(secret) = cookie(&headers, COOKIE).map(str::to_owned) {
        let system = Viewer::system("people.private_page");
        cx.store.write(&system, move |tx| actions::close_look(tx, &secret)).await?;
    }
    let mut response = cx.redirect_flash("/", "people-my-closed");
    set_cookie(&cx, &mut response, "", 0);
    Ok(response)
}

/// The request as the person's, by the cookie of an open page; not found without one.
async fn as_person(mut cx: Cx, headers: &HeaderMap) -> Result<Cx, Error> {
    let secret = cookie(headers, COOKIE).ok_or(Error::NotFound)?.to_owned();
    let look = cx
        .store
        .read(&Viewer::system("people.private_page"), move |tx| actions::open_look(tx, &secret))
        .await?
        .ok_or(Error::NotFound)?;
    cx.viewer = Viewer::from_link(&look).ok_or(Error::NotFound)?;
    cx.signed_in = None;
    Ok(cx)
}

fn set_cookie(cx: &Cx, response: &mut Response, secret: &str, seconds: i64) {
    let secure = if cx.base_url.starts_with("https:") { "; Secure" } else { "" };
    let text = format!("{COOKIE}={secret}; Path=/my; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

fn code_page(cx: &Cx, token: &str, errors: &FieldErrors) -> Response {
    let title = cx.t("people-my-open-title");
    let body = html! {
        (summary(cx, errors))
        h1 { (title) }
        form.card.form method="post" action={ "/my/" (token) } {
            p { (cx.t("people-my-open-text")) }
            (Field::number("code", cx.t("people-my-code")).hint(cx.t("people-my-code-hint")).chars(10)
                .error(cx.fault(errors, "code")).autocomplete("one-time-code"))
            (ui::button(Button::Primary, "lock-open", &cx.t("people-my-open")))
        }
    };
    let page = Page::new(cx, title.clone());
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

fn choices(cx: &Cx, view: &PersonView, orgs: &HashMap<Uuid, String>) -> Markup {
    let all: &[Consent] = view.consents.as_deref().unwrap_or_default();
    let (live, past): (Vec<_>, Vec<_>) = all.iter().partition(|c| c.can_withdraw(cx.now));
    let (undoable, past): (Vec<_>, Vec<_>) =
        past.into_iter().partition(|c| policy::may_undo(&cx.viewer, c, cx.now));
    html! {
        @for consent in &undoable { (stopped(cx, consent, name_of(orgs, consent.recipient_org))) }
        section.stack aria-labelledby="shared" {
            h2 id="shared" { (cx.t("people-my-shared")) }
            @if live.is_empty() { p { (cx.t("people-my-none")) } }
            @for consent in &live { (card(cx, consent, orgs, true)) }
        }
        @if !past.is_empty() {
            (ui::details(&cx.t("people-my-past"), html! { @for consent in &past { (card(cx, consent, orgs, false)) } }))
        }
    }
}

/// What was just stopped, with the way back.
fn stopped(cx: &Cx, consent: &Consent, org: &str) -> Markup {
    let undo = format!("/my/consents/{}/undo", consent.id);
    ui::notice(
        Tone::Soon,
        html! {
            p { b { (cx.ta("people-my-stopped", &[("org", org.into())])) } }
            p { (cx.t("people-my-stopped-kept")) }
            p { (cx.t("people-my-ended")) }
            (action_button(SECONDARY, "arrow-back-up", &undo, &[], &cx.t("people-consent-undo"), org))
        },
    )
}

fn card(cx: &Cx, consent: &Consent, orgs: &HashMap<Uuid, String>, live: bool) -> Markup {
    let org = name_of(orgs, consent.recipient_org);
    let withdraw = format!("/my/consents/{}/withdraw", consent.id);
    let pairs = [
        (cx.t("people-consent-what"), data_words(cx, consent)),
        (cx.t("people-consent-why"), html! { (cx.t(&format!("people-purpose-{}", consent.purpose.word()))) }),
        (cx.t("people-consent-until"), html! { (day(cx, consent.valid_until)) }),
        (cx.t("people-consent-how"), html! { (cx.t(&format!("people-how-{}", consent.answer.code()))) }),
    ];
    ui::card(html! {
        h3 { (cx.ta("people-consent-with", &[("org", org.into())])) }
        (state_chip(cx, consent.state(cx.now)))
        (ui::definition_list(pairs))
        @if live { (action_button(DANGER, "hand-stop", &withdraw, &[], &cx.t("people-consent-withdraw"), org)) }
    })
}

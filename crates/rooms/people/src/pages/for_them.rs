//! A guardian's own page, by link and code: what they agreed to for somebody, and the way to stop it. Nothing that the
//! person wrote or decided alone is on it.

use super::given;
use super::{DANGER, SECONDARY, action_button, data_words, day, my_open, name_of, out, state_chip};
use crate::actions::{self, LOOK_LASTS};
use crate::model::consent::Consent;
use crate::private_page::way_out_by;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::accounts::rate_limit::{Gate, network_of};
use tandem_access::{Error, FieldErrors, Uuid, Viewer};
use tandem_web::ui;
use tandem_web::{Answer, Cx, Form, Page, cookie, path_id};

/// The cookie of an open page. It goes with addresses under `/for` alone.
const COOKIE: &str = "tandem_for";

/// The request as the guardian's, by the cookie of an open page.
async fn as_guardian(mut cx: Cx, headers: &HeaderMap) -> Result<Cx, Error> {
    let secret = cookie(headers, COOKIE).ok_or(Error::NotFound)?.to_owned();
    let system = Viewer::system("people.guardian_page");
    let look = cx.store.read(&system, move |tx| actions::open_guardian_look(tx, &secret)).await?;
    cx.viewer = look.as_ref().and_then(Viewer::from_link).ok_or(Error::NotFound)?;
    cx.signed_in = None;
    Ok(cx)
}

/// Asks for the code. A link that ended asks too and then answers as a wrong code does.
pub async fn code(cx: Cx, Path(token): Path<String>) -> Answer {
    Ok(code_page(&cx, &token, &FieldErrors::new()))
}

/// Trades link and code for the cookie.
pub async fn open(cx: Cx, Path(token): Path<String>, form: Form) -> Answer {
    cx.store.limits().take(Gate::Code, &network_of(cx.ip), cx.now)?;
    let (secret, typed) = (token.clone(), form.text("code").to_owned());
    let system = Viewer::system("people.guardian_page");
    let look = cx.store.write(&system, move |tx| actions::open_guardian_page(tx, &secret, &typed)).await?;
    match look {
        None => Ok(code_page(&cx, &token, &actions::wrong_code())),
        Some(look) => {
            let mut response = cx.redirect("/for");
            set_cookie(&cx, &mut response, &look, LOOK_LASTS.as_secs());
            Ok(response)
        }
    }
}

/// The page.
pub async fn show(cx: Cx, headers: HeaderMap) -> Answer {
    let cx = as_guardian(cx, &headers).await?;
    let (guardian, consents, orgs) = cx
        .store
        .read(&cx.viewer, |tx| {
            let (guardian, consents) = actions::guardian_page(tx)?;
            let ids: Vec<Uuid> = consents.iter().flat_map(|c| [c.owner_org, c.recipient_org]).collect();
            let orgs = super::org_names(tx, &ids)?;
            Ok((guardian, consents, orgs))
        })
        .await?;
    let title = cx.t("people-for-title");
    let body = html! {
        (way_out_by(&cx, "/for/close"))
        h1 { (title) }
        p.lede { (cx.ta("people-my-hello", &[("name", guardian.name.as_str().into())])) " " (cx.t("people-for-intro")) }
        @if consents.is_empty() { p { (cx.t("people-for-none")) } }
        @for consent in &consents { (card(&cx, consent, &orgs)) }
        (action_button(SECONDARY, "lock", "/for/close", &[], &cx.t("people-my-close"), ""))
    };
    Ok(Page::new(&cx, title.clone()).body(body))
}

/// The text and proof of one consent.
pub async fn consent(cx: Cx, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let cx = as_guardian(cx, &headers).await?;
    given::show_for(&cx, path_id(&id)?).await
}

/// Stops sharing, at once.
pub async fn withdraw(cx: Cx, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let cx = as_guardian(cx, &headers).await?;
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::withdraw_consent(tx, id, None)).await?;
    Ok(cx.redirect_flash("/for", "people-withdrawn"))
}

/// Closes the page on this device.
pub async fn close(cx: Cx, headers: HeaderMap, form: Form) -> Answer {
    if let Some(secret) = cookie(&headers, COOKIE).map(str::to_owned) {
        let system = Viewer::system("people.guardian_page");
        cx.store.write(&system, move |tx| actions::close_guardian_look(tx, &secret)).await?;
    }
    let mut response = out(&cx, &form);
    set_cookie(&cx, &mut response, "", 0);
    Ok(response)
}

fn set_cookie(cx: &Cx, response: &mut Response, secret: &str, seconds: i64) {
    my_open::look_cookie(cx, response, (COOKIE, "/for"), secret, seconds);
}

fn code_page(cx: &Cx, token: &str, errors: &FieldErrors) -> Response {
    my_open::ask_code(cx, &format!("/for/{token}"), &html! {}, errors)
}

fn card(cx: &Cx, consent: &Consent, orgs: &HashMap<Uuid, String>) -> Markup {
    let org = name_of(orgs, consent.recipient_org);
    let withdraw = format!("/for/consents/{}/withdraw", consent.id);
    let pairs = [
        (cx.t("people-consent-what"), data_words(cx, consent)),
        (cx.t("people-consent-why"), html! { (cx.t(&format!("people-purpose-{}", consent.purpose.word()))) }),
        (cx.t("people-consent-until"), html! { (day(cx, consent.valid_until)) }),
    ];
    ui::card(html! {
        h2 { (cx.ta("people-consent-with", &[("org", org.into())])) }
        (state_chip(cx, consent.state(cx.now)))
        (ui::definition_list(pairs))
        p { a.off-paper href={ "/for/consents/" (consent.id) } { (cx.t("people-given-open")) span.vh { ": " (org) } } }
        @if consent.can_withdraw(cx.now) {
            div.acts { (action_button(DANGER, "hand-stop", &withdraw, &[], &cx.t("people-consent-withdraw"), org)) }
        }
    })
}

//! Sign in with a password or ask for a link; ask to recover; sign out.

use super::{HOME, from, name_of, session, signed_in, untrimmed};
use crate::jobs;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use maud::html;
use tandem_access::accounts::rate_limit::network_of;
use tandem_access::accounts::{members, sign_in};
use tandem_access::{FieldErrors, Viewer};
use tandem_web::faults;
use tandem_web::ui::{self, Button, Field};
use tandem_web::{Answer, Cx, Form, Page, session_cookie};

/// The page. Who is signed in already is led on.
pub async fn show(cx: Cx, headers: HeaderMap, form: Form) -> Answer {
    if cx.viewer.is_member() {
        return Ok(cx.redirect(form.opt("next").unwrap_or(HOME)));
    }
    if session(&cx, &headers).await?.is_some() {
        return Ok(cx.redirect("/choose"));
    }
    Ok(page(&cx, &form, &FieldErrors::new()))
}

fn page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Response {
    let next = form.text("next");
    let body = html! {
        (cx.error_summary(errors))
        h1 { (cx.t("account-sign-in-title")) }
        p.lead { (cx.t("account-sign-in-lead")) }
        form.card.form method="post" action="/sign-in" {
            @if !next.is_empty() { input type="hidden" name="next" value=(next); }
            (Field::email("email", cx.t("account-email")).value(form.text("email")).required().autocomplete("username"))
            (Field::password("password", cx.t("account-password")).required().error(cx.fault(errors, "password")))
            (ui::button(Button::Primary, "login", &cx.t("account-sign-in")))
            p { a href="/recover" { (cx.t("account-forgot")) } }
        }
        section.card.stack aria-labelledby="by-link" {
            h2 id="by-link" { (cx.t("account-by-link-title")) }
            p { (cx.t("account-by-link-text")) }
            form.form method="post" action="/sign-in/link" {
                (Field::email("email", cx.t("account-email")).id("link-email").value(form.text("email")).autocomplete("username"))
                (ui::button(Button::Secondary, "mail", &cx.t("account-by-link")))
            }
        }
        p { (cx.t("account-no-account-needed")) " " a href="/find" { (cx.t("account-find-help")) } }
    };
    let page = Page::new(cx, cx.t("account-sign-in-title")).nav("sign-in");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// Address and password.
pub async fn with_password(cx: Cx, headers: HeaderMap, form: Form) -> Answer {
    let (store, limits) = (&cx.store, cx.store.limits());
    let attempt = sign_in::with_password(
        store,
        limits,
        form.text("email"),
        untrimmed(&form, "password"),
        from(&cx, &headers),
        name_of,
    );
    match faults(attempt.await)? {
        Err(errors) => Ok(page(&cx, &form, &errors)),
        Ok(s) if s.must_choose => Ok(signed_in(&cx, &s.token, "/choose")),
        Ok(s) => Ok(signed_in(&cx, &s.token, form.opt("next").unwrap_or(HOME))),
    }
}

/// A link by e-mail. The answer is the same whether there is such an account or not.
pub async fn ask_for_link(cx: Cx, form: Form) -> Answer {
    ask(&cx, &form, false).await
}

/// A link to set a new password.
pub async fn ask_to_recover(cx: Cx, form: Form) -> Answer {
    ask(&cx, &form, true).await
}

async fn ask(cx: &Cx, form: &Form, recover: bool) -> Answer {
    let email = form.text("email").to_owned();
    if !members::plausible_email(&email) {
        let mut errors = FieldErrors::new();
        errors.add(if recover { "email" } else { "link-email" }, "account-error-email");
        return Ok(if recover { recover_page(cx, form, &errors) } else { page(cx, form, &errors) });
    }
    sign_in::may_ask_for_link(&cx.store, cx.store.limits(), &email, &network_of(cx.ip))?;
    let base_url = cx.base_url.clone();
    cx.store
        .write(&Viewer::system("accounts.ask_for_link"), move |tx| {
            jobs::ask_for_link(tx, &email, recover, &base_url)
        })
        .await?;
    let body = html! {
        h1 { (cx.t("account-mail-sent-title")) }
        p.lead { (cx.t("account-mail-sent-text")) }
        ul {
            li { (cx.t("account-mail-sent-minutes")) }
            li { (cx.t("account-mail-sent-spam")) }
            li { (cx.t("account-mail-sent-admin")) }
        }
        p { (ui::link_button(Button::Secondary, "arrow-left", "/sign-in", &cx.t("account-back-to-sign-in"), "")) }
    };
    Ok(Page::new(cx, cx.t("account-mail-sent-title")).nav("sign-in").body(body))
}

/// The page that asks for the address to recover an account.
pub async fn show_recover(cx: Cx, form: Form) -> Answer {
    Ok(recover_page(&cx, &form, &FieldErrors::new()))
}

fn recover_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Response {
    let body = html! {
        (cx.error_summary(errors))
        h1 { (cx.t("account-recover-title")) }
        p.lead { (cx.t("account-recover-text")) }
        form.card.form method="post" action="/recover" {
            (Field::email("email", cx.t("account-email")).value(form.text("email")).required()
                .autocomplete("username").error(cx.fault(errors, "email")))
            (ui::button(Button::Primary, "mail", &cx.t("account-recover")))
        }
    };
    let page = Page::new(cx, cx.t("account-recover-title")).nav("sign-in");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// Ends the session; signing out twice is no fault.
pub async fn sign_out(cx: Cx, headers: HeaderMap) -> Answer {
    if let Some(session) = session(&cx, &headers).await? {
        sign_in::sign_out(&cx.store, &session).await?;
    }
    let mut response = cx.redirect_flash("/", "account-signed-out");
    response.headers_mut().append(header::SET_COOKIE, session_cookie(&cx.base_url, None));
    // Whatever the browser kept of the pages goes too: the next person at this device finds nothing.
    response.headers_mut().insert("clear-site-data", axum::http::HeaderValue::from_static("\"cache\""));
    Ok(response)
}

//! Opening and closing private pages in a browser.
//!
//! The secret leaves the address at once: link and code are traded for a cookie of half an hour. Several pages can be open
//! together, when the person says that they are all theirs: each was opened with a link and a code of its own, so whoever
//! sees them together has shown twice who they are.

use super::{name_of, org_names, out};
use crate::actions::{self, LOOK_LASTS};
use crate::private_page::{self, COOKIE, MOST};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::accounts::rate_limit::{Gate, network_of};
use tandem_access::{Error, FieldErrors, Viewer};
use tandem_web::ui::{self, Button, Choice, Choices, Field};
use tandem_web::{Answer, Cx, Form, Page};

/// Asks for the code. A link that ended asks too and then answers as a wrong code does: nothing tells them apart.
pub async fn code(cx: Cx, headers: HeaderMap, Path(token): Path<String>) -> Answer {
    let open = !private_page::all_open(&cx, &headers).await?.is_empty();
    Ok(code_page(&cx, &token, open, "", &FieldErrors::new()))
}

/// Trades link and code for the cookie. A page that was open stays so only when the person says that it is theirs too: on a
/// computer that many use it may be somebody else's.
pub async fn open(cx: Cx, headers: HeaderMap, Path(token): Path<String>, form: Form) -> Answer {
    cx.store.limits().take(Gate::Code, &network_of(cx.ip), cx.now)?;
    let before: Vec<String> =
        private_page::open_looks(&cx, &headers).await?.into_iter().map(|(secret, _)| secret).collect();
    let (together, any) = (form.text("together").to_owned(), !before.is_empty());
    if any && !["yes", "no"].contains(&together.as_str()) {
        let mut errors = FieldErrors::new();
        errors.add("together", "people-my-together-choose");
        return Ok(code_page(&cx, &token, any, "", &errors));
    }
    let (typed, secret) = (form.text("code").to_owned(), token.clone());
    let keep = together == "yes";
    let others = before.clone();
    let look = cx
        .store
        .write(&Viewer::system("people.private_page"), move |tx| {
            let look = actions::open_private_page(tx, &secret, &typed)?;
            if look.is_some() && !keep {
                others.iter().try_for_each(|other| actions::close_look(tx, other))?;
            }
            Ok(look)
        })
        .await?;
    let Some(look) = look else {
        return Ok(code_page(&cx, &token, any, &together, &actions::wrong_code()));
    };
    let mut secrets = vec![look];
    if keep {
        secrets.extend(before.into_iter().take(MOST - 1));
    }
    let mut response = cx.redirect("/my");
    set_cookie(&cx, &mut response, &secrets, LOOK_LASTS.as_secs());
    Ok(response)
}

/// Puts another of the open pages first: the one that is shown.
pub async fn show_first(cx: Cx, headers: HeaderMap, Path(n): Path<usize>) -> Answer {
    let mut secrets: Vec<String> =
        private_page::open_looks(&cx, &headers).await?.into_iter().map(|(secret, _)| secret).collect();
    if n >= secrets.len() {
        return Err(Error::NotFound.into());
    }
    let first = secrets.remove(n);
    secrets.insert(0, first);
    let mut response = cx.redirect("/my");
    set_cookie(&cx, &mut response, &secrets, LOOK_LASTS.as_secs());
    Ok(response)
}

/// Closes the pages on this device.
pub async fn close(cx: Cx, headers: HeaderMap, form: Form) -> Answer {
    let secrets = private_page::secrets(&headers);
    if !secrets.is_empty() {
        let system = Viewer::system("people.private_page");
        cx.store
            .write(&system, move |tx| secrets.iter().try_for_each(|secret| actions::close_look(tx, secret)))
            .await?;
    }
    let mut response = out(&cx, &form);
    set_cookie(&cx, &mut response, &[], 0);
    Ok(response)
}

/// The organizations behind the open pages, the one that is shown first.
pub async fn places(pages: &[Cx]) -> Result<Vec<String>, Error> {
    let mut names = vec![];
    for page in pages {
        let name = page
            .store
            .read(&page.viewer, |tx| {
                let org = actions::own_keeper(tx)?;
                Ok(name_of(&org_names(tx, &[org])?, org).to_owned())
            })
            .await?;
        names.push(name);
    }
    Ok(names)
}

/// Which page is shown, and the way to the others; how to add one where there is only one.
pub fn switch(cx: &Cx, places: &[String]) -> Markup {
    let [shown, others @ ..] = places else { return html! {} };
    html! {
        p { (cx.ta("people-my-page-of", &[("org", shown.as_str().into())])) }
        @if others.is_empty() {
            (ui::details(&cx.t("people-my-more"), html! { p { (cx.t("people-my-more-text")) } }))
        } @else {
            nav.acts aria-label=(cx.t("people-my-pages")) {
                @for (n, org) in others.iter().enumerate() {
                    (super::action_button(super::SECONDARY, "arrow-right", &format!("/my/pages/{}", n + 1), &[],
                        &cx.ta("people-my-page-show", &[("org", org.as_str().into())]), ""))
                }
            }
        }
    }
}

fn set_cookie(cx: &Cx, response: &mut Response, secrets: &[String], seconds: i64) {
    look_cookie(cx, response, (COOKIE, "/my"), &secrets.join("."), seconds);
}

/// Sets the cookie of this name for the addresses under `path`, the private page's or a guardian's; with 0 seconds it ends.
pub(super) fn look_cookie(
    cx: &Cx,
    response: &mut Response,
    (name, path): (&str, &str),
    secret: &str,
    seconds: i64,
) {
    let secure = if cx.base_url.starts_with("https:") { "; Secure" } else { "" };
    let text = format!("{name}={secret}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

fn code_page(cx: &Cx, token: &str, open: bool, together: &str, errors: &FieldErrors) -> Response {
    let choices = [("yes", "people-my-together-yes"), ("no", "people-my-together-no")];
    let choices = choices.map(|(value, key)| Choice::new(value, cx.t(key)).chosen(together == value));
    let more = html! {
        @if open {
            (Choices::radios("together", cx.t("people-my-together"), choices)
                .hint(cx.t("people-my-together-hint")).error(cx.fault(errors, "together")))
        }
    };
    ask_code(cx, &format!("/my/{token}"), &more, errors)
}

/// The form that asks for the code of a link, sent to `action`; `more` stands between the code and the button.
pub(super) fn ask_code(cx: &Cx, action: &str, more: &Markup, errors: &FieldErrors) -> Response {
    let title = cx.t("people-my-open-title");
    let body = html! {
        (cx.error_summary(errors))
        h1 { (title) }
        form.card.form method="post" action=(action) {
            p { (cx.t("people-my-open-text")) }
            (Field::number("code", cx.t("people-my-code")).hint(cx.t("people-my-code-hint")).chars(10)
                .error(cx.fault(errors, "code")).autocomplete("one-time-code"))
            (more)
            (ui::button(Button::Primary, "lock-open", &cx.t("people-my-open")))
        }
    };
    let page = Page::new(cx, title.clone());
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

//! Where the links in letters lead. A GET shows a button, since mail programs open links to look at them; only the
//! button's POST uses a link up.

use super::{HOME, from, name_of, signed_in, untrimmed};
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::accounts::links::{LinkPurpose, Stale};
use tandem_access::accounts::password::{MIN_CHARACTERS, NewPassword};
use tandem_access::accounts::sign_in::{self, Look};
use tandem_access::accounts::{members, members::Member};
use tandem_access::{Error, FieldErrors, Viewer};
use tandem_web::faults;
use tandem_web::ui::{self, Button, Field};
use tandem_web::{Answer, Cx, Form, Page};

/// The page of a sign-in link.
pub async fn show_sign_in(cx: Cx, Path(token): Path<String>) -> Answer {
    show(&cx, LinkPurpose::SignIn, &token).await
}
/// The page of a recovery link.
pub async fn show_recover(cx: Cx, Path(token): Path<String>) -> Answer {
    show(&cx, LinkPurpose::Recover, &token).await
}
/// The page of an invitation.
pub async fn show_welcome(cx: Cx, Path(token): Path<String>) -> Answer {
    show(&cx, LinkPurpose::Invite, &token).await
}
/// Signs in.
pub async fn use_sign_in(cx: Cx, Path(token): Path<String>, headers: HeaderMap, form: Form) -> Answer {
    consume(&cx, LinkPurpose::SignIn, &token, &headers, &form).await
}
/// Sets a new password and signs in.
pub async fn use_recover(cx: Cx, Path(token): Path<String>, headers: HeaderMap, form: Form) -> Answer {
    consume(&cx, LinkPurpose::Recover, &token, &headers, &form).await
}
/// Accepts an invitation, with a password or without.
pub async fn use_welcome(cx: Cx, Path(token): Path<String>, headers: HeaderMap, form: Form) -> Answer {
    consume(&cx, LinkPurpose::Invite, &token, &headers, &form).await
}

fn path(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::Recover => "/recover",
        LinkPurpose::Invite => "/welcome",
        _ => "/sign-in/link",
    }
}

/// The member of a live link, or the page that says why there is none.
async fn member_of(cx: &Cx, purpose: LinkPurpose, token: &str) -> Result<Result<Member, Response>, Error> {
    match sign_in::look(&cx.store, purpose, token).await? {
        Look::Live(id) => {
            let system = Viewer::system("accounts.link");
            Ok(Ok(cx.store.read(&system, move |tx| members::find(tx, id)).await?))
        }
        Look::Stale(why) => Ok(Err(over(cx, purpose, Some(why)))),
        Look::Unknown => Ok(Err(over(cx, purpose, None))),
    }
}

async fn show(cx: &Cx, purpose: LinkPurpose, token: &str) -> Answer {
    Ok(match member_of(cx, purpose, token).await? {
        Ok(member) => page(cx, purpose, token, &member, &FieldErrors::new()),
        Err(over) => over,
    })
}

fn page(cx: &Cx, purpose: LinkPurpose, token: &str, member: &Member, errors: &FieldErrors) -> Response {
    let key = match purpose {
        LinkPurpose::Recover => "recover",
        LinkPurpose::Invite => "welcome",
        _ => "sign-in",
    };
    let title = cx.ta(&format!("account-link-{key}-title"), &[("name", member.name.as_str().into())]);
    let body = html! {
        (cx.error_summary(errors))
        h1 { (title) }
        p.lead { (cx.t(&format!("account-link-{key}-text"))) }
        form.card.form method="post" action={ (path(purpose)) "/" (token) } {
            @if purpose != LinkPurpose::SignIn { (password_field(cx, purpose, member, errors)) }
            (ui::button(Button::Primary, "login", &cx.t(&format!("account-link-{key}-button"))))
        }
    };
    let page = Page::new(cx, title.clone()).nav("sign-in");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

fn password_field(cx: &Cx, purpose: LinkPurpose, member: &Member, errors: &FieldErrors) -> Markup {
    let field = Field::password("password", cx.t("account-new-password"))
        .autocomplete("new-password")
        .hint(cx.ta("account-new-password-hint", &[("n", MIN_CHARACTERS.into())]))
        .error(cx.fault(errors, "password"));
    html! {
        // Password managers keep the new password under this name.
        input type="hidden" name="username" value=(member.email) autocomplete="username";
        @if purpose == LinkPurpose::Invite { (field.optional(cx.t("web-optional"))) } @else { (field.required()) }
    }
}

async fn consume(cx: &Cx, purpose: LinkPurpose, token: &str, headers: &HeaderMap, form: &Form) -> Answer {
    let member = match member_of(cx, purpose, token).await? {
        Ok(member) => member,
        Err(over) => return Ok(over),
    };
    let typed = untrimmed(form, "password");
    let wants_password =
        purpose == LinkPurpose::Recover || (purpose == LinkPurpose::Invite && !typed.is_empty());
    let password = if wants_password {
        let name = cx.app.partnership().name.clone();
        match faults(NewPassword::from_form("password", typed, &[&name, &member.name, &member.email]))? {
            Ok(password) => Some(password),
            Err(errors) => return Ok(page(cx, purpose, token, &member, &errors)),
        }
    } else {
        None
    };
    let changed = password.is_some() && purpose == LinkPurpose::Recover;
    let limits = cx.store.limits();
    let used = sign_in::with_link(&cx.store, limits, purpose, token, password, from(cx, headers), name_of);
    match used.await {
        Ok(s) => {
            if changed {
                super::letters_out::password_changed(cx, member.id).await?;
            }
            Ok(signed_in(cx, &s.token, if s.must_choose { "/choose" } else { HOME }))
        }
        // Somebody was faster, or every role was taken away in between.
        Err(Error::NotFound | Error::Conflict { .. }) => Ok(over(cx, purpose, Some(Stale::Used))),
        Err(Error::Invalid(_)) => Ok(over(cx, purpose, Some(Stale::Revoked))),
        Err(e) => Err(e.into()),
    }
}

/// A link that is good no more, and how to get another.
fn over(cx: &Cx, purpose: LinkPurpose, why: Option<Stale>) -> Response {
    let key = match why {
        Some(Stale::Expired) => "account-link-expired",
        Some(Stale::Used) => "account-link-used",
        Some(Stale::Revoked) => "account-link-revoked",
        None => "account-link-unknown",
    };
    let (href, next) = match purpose {
        LinkPurpose::Recover => ("/recover", "account-link-again"),
        LinkPurpose::Invite => ("/", "account-link-ask-admin"),
        _ => ("/sign-in", "account-link-again"),
    };
    let body = html! {
        h1 { (cx.t("account-link-over-title")) }
        p.lead { (cx.t(key)) }
        @if purpose == LinkPurpose::Invite { p { (cx.t(next)) } }
        @else { p { (ui::link_button(Button::Primary, "mail", href, &cx.t(next), "")) } }
    };
    let status = if why.is_some() { StatusCode::GONE } else { StatusCode::NOT_FOUND };
    Page::new(cx, cx.t("account-link-over-title")).nav("sign-in").status(status).body(body)
}

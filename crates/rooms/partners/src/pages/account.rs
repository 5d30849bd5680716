//! One's own account: name, language, password, and where one is signed in.

use super::{language_choices, role_name, session, untrimmed};
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::accounts::members::{self, Member};
use tandem_access::accounts::password::{MIN_CHARACTERS, NewPassword};
use tandem_access::accounts::sessions::{self, Listed};
use tandem_access::accounts::sign_in;
use tandem_access::{Action, Error, FieldErrors, Kind, Uuid};
use tandem_web::faults;
use tandem_web::ui::{self, Button, Choices, Col, Field, Table, Tone};
use tandem_web::{Answer, Cx, Form, Page, PageError, path_id};

struct Shown {
    member: Member,
    has_password: bool,
    sessions: Vec<Listed>,
    here: Uuid,
    several: bool,
}

async fn load(cx: &Cx) -> Result<Shown, PageError> {
    let me = cx.signed_in.as_ref().ok_or(Error::Forbidden)?;
    let (member, here) = (me.member, me.session);
    Ok(cx
        .store
        .read(&cx.viewer, move |tx| {
            let mut organizations: Vec<Uuid> =
                members::affiliations(tx, member)?.iter().map(|a| a.organization).collect();
            organizations.dedup();
            Ok(Shown {
                member: members::find(tx, member)?,
                has_password: members::has_password(tx, member)?,
                sessions: sessions::list(tx, member)?,
                here,
                several: organizations.len() > 1,
            })
        })
        .await?)
}

/// The page.
pub async fn show(cx: Cx) -> Answer {
    let shown = load(&cx).await?;
    let form = Form::of([("name", shown.member.name.clone()), ("language", shown.member.language.clone())]);
    Ok(page(&cx, &shown, &form, &FieldErrors::new()))
}

fn page(cx: &Cx, shown: &Shown, form: &Form, errors: &FieldErrors) -> Response {
    let roles: Vec<String> = cx.viewer.roles().iter().map(|r| role_name(cx, *r)).collect();
    let organization = cx.signed_in.as_ref().map(|s| s.organization_name.clone()).unwrap_or_default();
    let body = html! {
        (cx.error_summary(errors))
        h1 { (cx.t("account-title")) }
        (ui::definition_list([
            (cx.t("account-email"), html! { (shown.member.email) }),
            (cx.t("account-acts-for"), html! { (organization) }),
            (cx.t("account-roles"), html! { (roles.join(", ")) }),
        ]))
        @if shown.several {
            p { (ui::link_button(Button::Secondary, "refresh", "/choose", &cx.t("account-switch"), "")) }
        }
        (ui::section(&cx.t("account-details"), html! {
            form.form method="post" action="/account" {
                (Field::text("name", cx.t("account-name")).value(form.text("name")).required()
                    .autocomplete("name").error(cx.fault(errors, "name")))
                (Choices::radios("language", cx.t("account-language"), language_choices())
                    .choose([form.text("language")]).hint(cx.t("account-language-hint")).small()
                    .error(cx.fault(errors, "language")))
                (ui::button(Button::Primary, "device-floppy", &cx.t("account-save")))
            }
        }))
        (ui::section(&cx.t("account-password"), password_form(cx, shown, errors)))
        (ui::section(&cx.t("account-sessions"), sessions_table(cx, shown)))
    };
    let page = Page::new(cx, cx.t("account-title")).nav("account");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

fn password_form(cx: &Cx, shown: &Shown, errors: &FieldErrors) -> Markup {
    html! {
        p { (cx.t(if shown.has_password { "account-password-change" } else { "account-password-first" })) }
        form.form method="post" action="/account/password" {
            input type="hidden" name="username" value=(shown.member.email) autocomplete="username";
            @if shown.has_password {
                (Field::password("present", cx.t("account-present-password")).required().error(cx.fault(errors, "present")))
            }
            (Field::password("password", cx.t("account-new-password")).required().autocomplete("new-password")
                .hint(cx.ta("account-new-password-hint", &[("n", MIN_CHARACTERS.into())]))
                .error(cx.fault(errors, "password")))
            (ui::button(Button::Secondary, "key", &cx.t("account-password-save")))
        }
    }
}

fn sessions_table(cx: &Cx, shown: &Shown) -> Markup {
    let columns = ["account-session-device", "account-session-since", "account-session-seen"];
    let mut columns: Vec<Col> = columns.map(|key| Col::text(cx.t(key))).into_iter().collect();
    columns.push(Col::text(""));
    let mut table = Table::new(cx.t("account-sessions"), columns).hide_caption();
    for s in &shown.sessions {
        let name = if s.device.is_empty() { cx.t("account-session-unknown") } else { s.device.clone() };
        let end = html! {
            @if s.id == shown.here { (ui::chip(Tone::Ok, &cx.t("account-session-this"))) }
            @else {
                form method="post" action={ "/account/sessions/" (s.id) "/end" } {
                    button.btn.plain type="submit" { (cx.t("account-session-end")) span.vh { " " (name) } }
                }
            }
        };
        table.push([
            html! { (name) " " span.m { (s.network) } },
            html! { (cx.moment(s.created_at)) },
            html! { (cx.moment(s.last_seen_at)) },
            end,
        ]);
    }
    html! {
        p { (cx.t("account-sessions-text")) }
        (table)
        @if shown.sessions.len() > 1 {
            form method="post" action="/account/sessions/end-others" {
                (ui::button(Button::Secondary, "logout", &cx.t("account-sessions-end-others")))
            }
        }
    }
}

/// Name and language.
pub async fn save(cx: Cx, form: Form) -> Answer {
    let me = cx.signed_in.as_ref().ok_or(Error::Forbidden)?.member;
    let (name, language) = (form.text("name").to_owned(), form.text("language").to_owned());
    let saved = cx.store.write(&cx.viewer, move |tx| members::rename(tx, me, &name, &language)).await;
    match faults(saved)? {
        Ok(()) => Ok(cx.redirect_flash("/account", "account-saved")),
        Err(errors) => Ok(page(&cx, &load(&cx).await?, &form, &errors)),
    }
}

/// A new password; every other session ends, and a letter says so.
pub async fn password(cx: Cx, headers: HeaderMap, form: Form) -> Answer {
    let Some(session) = session(&cx, &headers).await? else { return Ok(cx.redirect("/sign-in")) };
    let shown = load(&cx).await?;
    let name = cx.app.partnership().name.clone();
    let context = [name.as_str(), &shown.member.name, &shown.member.email, session.organization_name()];
    let changed = match NewPassword::from_form("password", untrimmed(&form, "password"), &context) {
        Ok(new) => {
            let present = untrimmed(&form, "present");
            sign_in::change_password(&cx.store, cx.store.limits(), &session, present, new).await
        }
        Err(e) => Err(e),
    };
    match faults(changed)? {
        Ok(()) => {
            super::letters_out::password_changed(&cx, session.member()).await?;
            Ok(cx.redirect_flash("/account", "account-password-saved"))
        }
        Err(errors) => {
            let form =
                Form::of([("name", shown.member.name.clone()), ("language", shown.member.language.clone())]);
            Ok(page(&cx, &shown, &form, &errors))
        }
    }
}

/// Ends one of one's own sessions.
pub async fn end_session(cx: Cx, Path(id): Path<String>) -> Answer {
    let (me, id) = (cx.signed_in.as_ref().ok_or(Error::Forbidden)?.member, path_id(&id)?);
    cx.store
        .write(&cx.viewer, move |tx| {
            sessions::end(tx, me, id, "ended from afar")?;
            tx.audit(Action::Write, Kind::Member, Some(me), None, "session ended from afar")
        })
        .await?;
    Ok(cx.redirect_flash("/account", "account-session-ended"))
}

/// Ends every session but this one.
pub async fn end_others(cx: Cx) -> Answer {
    let s = cx.signed_in.as_ref().ok_or(Error::Forbidden)?;
    let (me, here) = (s.member, s.session);
    cx.store
        .write(&cx.viewer, move |tx| {
            sessions::end_all(tx, me, Some(here), "ended from afar")?;
            tx.audit(Action::Write, Kind::Member, Some(me), None, "other sessions ended")
        })
        .await?;
    Ok(cx.redirect_flash("/account", "account-session-ended"))
}

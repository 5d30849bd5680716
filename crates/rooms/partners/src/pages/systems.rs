//! Settings, connected systems: the organization's own programs that read here without a person at a browser.

use super::role_name;
use crate::actions;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::accounts::clients::{Client, NewClient, PURPOSES, ROLES, Registered, TOKEN_LIFE};
use tandem_access::{FieldErrors, Purpose, Role, Uuid};
use tandem_web::faults;
use tandem_web::ui::{self, Button, Choice, Choices, Field, Tone};
use tandem_web::{Answer, Cx, Form, Page, PageError, path_id};

/// The systems, each with what other rooms show of it while it lives.
async fn load(cx: &Cx) -> Result<Vec<(Client, Markup)>, PageError> {
    let mut shown = vec![];
    for system in cx.store.read(&cx.viewer, actions::systems).await? {
        let more = match system.ended_at {
            None => cx.panels("system", system.id).await?,
            Some(_) => html! {},
        };
        shown.push((system, more));
    }
    Ok(shown)
}

/// The page.
pub async fn show(cx: Cx) -> Answer {
    let systems = load(&cx).await?;
    Ok(page(&cx, &systems, &Form::default(), &FieldErrors::new()))
}

fn page(cx: &Cx, systems: &[(Client, Markup)], form: &Form, errors: &FieldErrors) -> Response {
    let title = cx.t("partners-systems-title");
    let body = html! {
        (cx.error_summary(errors))
        h1 { (title) }
        p.lead { (cx.t("partners-systems-lead")) }
        @if systems.is_empty() {
            (ui::empty_state("link", &cx.t("partners-systems-none"), &cx.t("partners-systems-none-hint"), None))
        } @else {
            ul.stack.plain { @for (system, more) in systems { li { (card(cx, system, more)) } } }
        }
        (connection(cx, form, errors))
    };
    let page = Page::new(cx, title.clone()).nav("settings-systems");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

fn card(cx: &Cx, system: &Client, more: &Markup) -> Markup {
    let used = match system.last_used_at {
        Some(at) => cx.ta("partners-systems-used", &[("when", cx.moment(at).into())]),
        None => cx.t("partners-systems-never-used"),
    };
    let base = format!("/settings/systems/{}", system.id);
    html! {
        div.card.stack {
            h2 { (system.name) " "
                @if system.ended_at.is_some() { (ui::chip(Tone::Info, &cx.t("partners-systems-ended"))) }
                @else if system.paused_at.is_some() { (ui::chip(Tone::Late, &cx.t("partners-systems-paused"))) }
            }
            p { (may(cx, system.role, system.purpose)) }
            p.m { (cx.ta("partners-systems-since", &[("when", cx.moment(system.created_at).into())])) " " (used) }
            @if let Some(at) = system.ended_at {
                p.m { (cx.ta("partners-systems-ended-at", &[("when", cx.moment(at).into())])) }
            } @else {
                (more)
                (ui::details(&cx.ta("partners-systems-change", &[("name", system.name.as_str().into())]), html! {
                    form.stack method="post" action={ (base) "/renew" } {
                        p { (cx.t("partners-systems-renew-hint")) }
                        (ui::button(Button::Secondary, "key", &cx.t("partners-systems-renew")))
                    }
                    form.stack method="post" action={ (base) "/end" } {
                        p { (cx.t("partners-systems-end-hint")) }
                        (ui::button(Button::Secondary, "ban", &cx.t("partners-systems-end")))
                    }
                }))
            }
        }
    }
}

/// What a system may do, in a sentence.
fn may(cx: &Cx, role: Role, purpose: Purpose) -> String {
    let args = [("role", role_name(cx, role).into()), ("purpose", purpose_name(cx, purpose).into())];
    cx.ta("partners-systems-may", &args)
}

fn purpose_name(cx: &Cx, purpose: Purpose) -> String {
    cx.t(&format!("partners-purpose-{}", purpose.word().replace('_', "-")))
}

fn connection(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let roles = ROLES.map(|role| Choice::new(role.word(), role_name(cx, role)));
    let purposes = PURPOSES.map(|purpose| {
        let word = purpose.word().replace('_', "-");
        Choice::new(purpose.word(), purpose_name(cx, purpose))
            .hint(cx.t(&format!("partners-purpose-{word}-hint")))
    });
    ui::section(
        &cx.t("partners-systems-connect"),
        html! {
            p { (cx.t("partners-systems-connect-text")) }
            form.form method="post" action="/settings/systems" {
                (Field::text("name", cx.t("partners-systems-name")).value(form.text("name")).required()
                    .hint(cx.t("partners-systems-name-hint")).autocomplete("off").error(cx.fault(errors, "name")))
                (Choices::radios("role", cx.t("partners-systems-role"), roles).choose([form.text("role")]).small()
                    .hint(cx.t("partners-systems-role-hint")).error(cx.fault(errors, "role")))
                (Choices::radios("purpose", cx.t("partners-systems-purpose"), purposes).choose([form.text("purpose")])
                    .small().error(cx.fault(errors, "purpose")))
                (ui::button(Button::Primary, "link", &cx.t("partners-systems-connect-button")))
            }
        },
    )
}

/// Connects one: its secret is on the answer, and nowhere after it.
pub async fn connect(cx: Cx, form: Form) -> Answer {
    let mut errors = FieldErrors::new();
    let role = Role::from_word(form.text("role"));
    let purpose = Purpose::from_word(form.text("purpose"));
    if role.is_none() {
        errors.add("role", "account-error-choose");
    }
    if purpose.is_none() {
        errors.add("purpose", "account-error-choose");
    }
    if form.text("name").is_empty() {
        errors.add("name", "error-required");
    }
    let (Some(role), Some(purpose), true) = (role, purpose, errors.is_empty()) else {
        return Ok(page(&cx, &load(&cx).await?, &form, &errors));
    };
    // Whose it is, the action says: that of the viewer.
    let (organization, name) = (Uuid::nil(), form.text("name").to_owned());
    let new = NewClient { organization, name: name.clone(), role, purpose };
    match faults(cx.store.write(&cx.viewer, move |tx| actions::connect_system(tx, &new)).await)? {
        Ok(registered) => Ok(secret(&cx, &name, &registered)),
        Err(errors) => Ok(page(&cx, &load(&cx).await?, &form, &errors)),
    }
}

/// Gives one a new secret.
pub async fn renew(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let renewed = cx.store.write(&cx.viewer, move |tx| {
        let registered = actions::renew_system(tx, id)?;
        let name = actions::systems(tx)?.into_iter().find(|s| s.id == id).map(|s| s.name);
        Ok((registered, name.unwrap_or_default()))
    });
    let (registered, name) = renewed.await?;
    Ok(secret(&cx, &name, &registered))
}

/// Ends one.
pub async fn end(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::end_system(tx, id)).await?;
    Ok(cx.redirect_flash("/settings/systems", "partners-system-over"))
}

/// The one page with the secret on it, and what to do with it.
fn secret(cx: &Cx, name: &str, registered: &Registered) -> Response {
    let title = cx.ta("partners-systems-secret-title", &[("name", name.into())]);
    let minutes = TOKEN_LIFE.as_mins();
    let base = &cx.base_url;
    let facts = [
        ("partners-systems-id", registered.id.to_string()),
        ("partners-systems-secret", registered.secret.clone()),
        ("partners-systems-token-address", format!("{base}/oauth/token")),
        ("partners-systems-fhir-address", format!("{base}/fhir")),
    ];
    let facts = facts.into_iter().map(|(key, value)| (cx.t(key), html! { pre { (value) } }));
    let id = registered.id;
    let body = html! {
        h1 { (title) }
        (ui::notice(Tone::Late, html! { p { (cx.t("partners-systems-once")) } }))
        div.card.stack { (ui::definition_list(facts)) }
        (ui::section(&cx.t("partners-systems-how"), html! {
            p { (cx.ta("partners-systems-how-token", &[("n", minutes.into())])) }
            pre { "curl -u '" (id) "' -d grant_type=client_credentials " (base) "/oauth/token" }
            p { (cx.t("partners-systems-how-read")) }
            pre { "curl -H 'Authorization: Bearer …' '" (base) "/fhir/Patient/…/$everything'" }
            p { (cx.t("partners-systems-how-see")) }
        }))
        p { (ui::link_button(Button::Secondary, "arrow-left", "/settings/systems", &cx.t("partners-systems-back"), "")) }
    };
    Page::new(cx, title).nav("settings-systems").body(body)
}

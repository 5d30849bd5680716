//! Somebody who acts for several organizations says for which, and why.

use super::{HOME, device, role_name, session, signed_in};
use crate::actions;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::html;
use tandem_access::accounts::members;
use tandem_access::accounts::rate_limit::network_of;
use tandem_access::accounts::sessions::{self, Session};
use tandem_access::{FieldErrors, Purpose, Role, Uuid, Viewer};
use tandem_web::faults;
use tandem_web::ui::{self, Button, Choice, Choices};
use tandem_web::{Answer, Cx, Form, Page, PageError};

/// What can be chosen at sign-in. An emergency is declared on a person's record, with a reason, never here.
const PURPOSES: [Purpose; 4] =
    [Purpose::CareCoordination, Purpose::Treatment, Purpose::Payment, Purpose::Operations];

struct Place {
    organization: Uuid,
    name: String,
    roles: Vec<Role>,
}

async fn options(cx: &Cx, member: Uuid) -> Result<Vec<Place>, PageError> {
    let system = Viewer::system("accounts.choose");
    Ok(cx
        .store
        .read(&system, move |tx| {
            let held = members::affiliations(tx, member)?;
            let mut ids: Vec<Uuid> = held.iter().map(|a| a.organization).collect();
            ids.dedup();
            let found = actions::find_many(tx, &ids)?;
            Ok(found
                .into_iter()
                .map(|o| Place {
                    roles: held.iter().filter(|a| a.organization == o.id).map(|a| a.role).collect(),
                    organization: o.id,
                    name: o.name,
                })
                .collect())
        })
        .await?)
}

/// The page.
pub async fn show(cx: Cx, headers: HeaderMap) -> Answer {
    let Some(session) = session(&cx, &headers).await? else { return Ok(cx.redirect("/sign-in")) };
    let options = options(&cx, session.member()).await?;
    Ok(page(&cx, &session, &options, &Form::default(), &FieldErrors::new()))
}

fn page(cx: &Cx, session: &Session, options: &[Place], form: &Form, errors: &FieldErrors) -> Response {
    let now = session.organization();
    let organizations = options.iter().map(|o| {
        let id = o.organization.to_string();
        let roles: Vec<String> = o.roles.iter().map(|r| role_name(cx, *r)).collect();
        let chosen = if form.has("organization") {
            form.text("organization") == id
        } else {
            now == Some(o.organization)
        };
        Choice::new(id, o.name.as_str()).hint(roles.join(", ")).chosen(chosen)
    });
    let purposes = PURPOSES.iter().map(|p| {
        let word = p.word().replace('_', "-");
        let chosen =
            if form.has("purpose") { form.text("purpose") == p.word() } else { session.purpose() == *p };
        Choice::new(p.word(), cx.t(&format!("partners-purpose-{word}")))
            .hint(cx.t(&format!("partners-purpose-{word}-hint")))
            .chosen(chosen)
    });
    let body = html! {
        (cx.error_summary(errors))
        h1 { (cx.t("account-choose-title")) }
        @if options.is_empty() {
            p.lead { (cx.t("account-choose-none")) }
        } @else {
            p.lead { (cx.t("account-choose-text")) }
            form.card.form method="post" action="/choose" {
                (Choices::radios("organization", cx.t("account-choose-organization"), organizations)
                    .error(cx.fault(errors, "organization")))
                (Choices::radios("purpose", cx.t("account-choose-purpose"), purposes)
                    .hint(cx.t("account-choose-purpose-hint")).error(cx.fault(errors, "purpose")))
                (ui::button(Button::Primary, "check", &cx.t("account-choose-button")))
            }
        }
    };
    let page = Page::new(cx, cx.t("account-choose-title"));
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// The choice: a new session with a new token.
pub async fn choose(cx: Cx, headers: HeaderMap, form: Form) -> Answer {
    let Some(session) = session(&cx, &headers).await? else { return Ok(cx.redirect("/sign-in")) };
    let options = options(&cx, session.member()).await?;
    let mut errors = FieldErrors::new();
    let chosen = form.id("organization").and_then(|id| options.iter().find(|o| o.organization == id));
    if chosen.is_none() {
        errors.add("organization", "account-error-choose");
    }
    let purpose = Purpose::from_word(form.text("purpose")).filter(|p| PURPOSES.contains(p));
    if purpose.is_none() {
        errors.add("purpose", "account-error-choose");
    }
    let (Some(o), Some(purpose)) = (chosen, purpose) else {
        return Ok(page(&cx, &session, &options, &form, &errors));
    };
    let (device, network) = (device(&headers), network_of(cx.ip));
    let token =
        sessions::choose(&cx.store, &session, o.organization, &o.name, purpose, &device, &network).await;
    match faults(token)? {
        Ok(token) => Ok(signed_in(&cx, &token, HOME)),
        Err(errors) => Ok(page(&cx, &session, &options, &form, &errors)),
    }
}

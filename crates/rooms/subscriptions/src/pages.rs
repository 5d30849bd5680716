//! Settings of one system: where it is told; and what it reads of its own subscription, as FHIR.

use crate::actions::{self, NewSubscription};
use crate::fhir::{self, About};
use crate::model::{Status, Subscription};
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use maud::{Markup, html};
use serde_json::Value;
use tandem_access::accounts::clients::Client;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_mail::Hooks;
use tandem_web::ui::{self, Button, Field, Tone};
use tandem_web::{Answer, Cx, FHIR_JSON, Form, Page, PageError, Panel, Route, Who, faults, path_id};

/// Who gives access at an organization.
const MANAGE: Who = Who::May(Kind::Member, Action::Manage);
/// What a system does that is told of changes.
const READ: Who = Who::May(Kind::Person, Action::Export);

/// The room's part of the routes table.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/settings/systems/{id}/changes", "subscriptions.show", MANAGE, show),
        Route::post("/settings/systems/{id}/changes", "subscriptions.subscribe", MANAGE, subscribe),
        Route::post("/settings/systems/{id}/changes/again", "subscriptions.again", MANAGE, again),
        Route::post("/settings/systems/{id}/changes/end", "subscriptions.end", MANAGE, end),
        Route::get("/fhir/Subscription/{id}", "subscriptions.resource", READ, resource).for_systems(),
        Route::get("/fhir/Subscription/{id}/$status", "subscriptions.status", READ, status).for_systems(),
    ]
}

/// What the room shows on other pages: at a system, whether it is told of changes.
pub(crate) fn panels() -> Vec<Panel> {
    vec![Panel { slot: "system", order: 10, render: |cx, id| Box::pin(panel(cx, id)) }]
}

/// A system and its subscription.
type Shown = (Client, Option<Subscription>);

async fn load(cx: &Cx, id: Uuid) -> Result<Shown, PageError> {
    Ok(cx.store.read(&cx.viewer, move |tx| find(tx, id)).await?)
}

fn find(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Shown, Error> {
    let systems = tandem_partners::actions::systems(tx)?;
    let client = systems.into_iter().find(|system| system.id == id && system.ended_at.is_none());
    Ok((client.ok_or(Error::NotFound)?, actions::of_client(tx, id)?))
}

async fn panel(cx: Cx, id: Uuid) -> Result<Markup, PageError> {
    let (client, subscription) = load(&cx, id).await?;
    let about = cx.ta("subscriptions-open-about", &[("name", client.name.as_str().into())]);
    let href = format!("/settings/systems/{id}/changes");
    Ok(html! {
        p { (state(&cx, subscription.as_ref())) " "
            a href=(href) aria-label=(about) { (cx.t("subscriptions-open")) } }
    })
}

/// How it stands, as icon and word.
fn state(cx: &Cx, subscription: Option<&Subscription>) -> Markup {
    let Some(s) = subscription else { return ui::chip(Tone::Info, &cx.t("subscriptions-none")) };
    let tone = match s.status {
        Status::Active => Tone::Ok,
        Status::Error => Tone::Late,
        Status::Requested | Status::Off => Tone::Info,
    };
    ui::chip(tone, &cx.t(&format!("subscriptions-status-{}", s.status.code())))
}

/// The page of one system.
async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let shown = load(&cx, path_id(&id)?).await?;
    page(&cx, &shown, &Form::default(), &FieldErrors::new())
}

fn page(cx: &Cx, (client, subscription): &Shown, form: &Form, errors: &FieldErrors) -> Answer {
    let title = cx.ta("subscriptions-title", &[("name", client.name.as_str().into())]);
    let hosts = cx.app.service::<Hooks>().hosts();
    let body = html! {
        (cx.error_summary(errors))
        h1 { (title) }
        p.lead { (cx.t("subscriptions-lead")) }
        @if let Some(s) = subscription { (current(cx, client.id, s)) }
        @if hosts.is_empty() {
            (ui::notice(Tone::Info, html! { p { (cx.t("subscriptions-no-hosts")) } }))
        } @else {
            (ask(cx, client.id, subscription.is_some(), &hosts, form, errors))
        }
        p { (ui::link_button(Button::Secondary, "arrow-left", "/settings/systems", &cx.t("subscriptions-back"), "")) }
    };
    let page = Page::new(cx, title.clone()).nav("settings-systems");
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}

fn current(cx: &Cx, client: Uuid, s: &Subscription) -> Markup {
    let last = match s.last_sent_at {
        Some(at) => cx.ta("subscriptions-last", &[("n", s.events.into()), ("when", cx.moment(at).into())]),
        None => cx.t("subscriptions-never"),
    };
    let base = format!("/settings/systems/{client}/changes");
    html! {
        div.card.stack {
            h2 { (cx.t("subscriptions-now")) " " (state(cx, Some(s))) }
            p { code { (s.endpoint) } }
            p.m { (last) }
            @if let Some(error) = &s.last_error {
                (ui::notice(Tone::Late, html! {
                    p { (cx.t("subscriptions-failed")) " " span lang="en" { (error) } }
                    @if s.status == Status::Error { p { (cx.t("subscriptions-failed-next")) } }
                }))
            }
            @if s.status == Status::Error {
                form method="post" action={ (base) "/again" } {
                    (ui::button(Button::Primary, "refresh", &cx.t("subscriptions-again")))
                }
            }
            form method="post" action={ (base) "/end" } {
                (ui::button(Button::Secondary, "ban", &cx.t("subscriptions-end")))
            }
        }
    }
}

fn ask(cx: &Cx, client: Uuid, other: bool, hosts: &[String], form: &Form, errors: &FieldErrors) -> Markup {
    let heading = cx.t(if other { "subscriptions-other" } else { "subscriptions-ask" });
    ui::section(
        &heading,
        html! {
            form.form method="post" action={ "/settings/systems/" (client) "/changes" } {
                (Field::url("endpoint", cx.t("subscriptions-endpoint")).value(form.text("endpoint")).required()
                    .hint(cx.ta("subscriptions-endpoint-hint", &[("hosts", hosts.join(", ").into())]))
                    .error(cx.fault(errors, "endpoint")))
                // What was typed is a secret: it is not sent back.
                (Field::password("bearer", cx.t("subscriptions-bearer")).optional(cx.t("web-optional")).autocomplete("off")
                    .hint(cx.t("subscriptions-bearer-hint")).error(cx.fault(errors, "bearer")))
                (ui::button(Button::Primary, "check", &cx.t("subscriptions-ask-button")))
            }
        },
    )
}

/// Has it told from now on.
async fn subscribe(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let new = NewSubscription {
        client: id,
        endpoint: form.text("endpoint").to_owned(),
        bearer: form.text("bearer").to_owned(),
    };
    let hooks = cx.app.service::<Hooks>();
    let done = cx.store.write(&cx.viewer, move |tx| actions::subscribe(tx, &new, &hooks)).await;
    match faults(done)? {
        Ok(_) => Ok(cx.redirect_flash(&format!("/settings/systems/{id}/changes"), "subscriptions-asked")),
        Err(errors) => page(&cx, &load(&cx, id).await?, &form, &errors),
    }
}

async fn again(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::again(tx, id)).await?;
    Ok(cx.redirect_flash(&format!("/settings/systems/{id}/changes"), "subscriptions-asked"))
}

async fn end(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::end(tx, id)).await?;
    Ok(cx.redirect_flash(&format!("/settings/systems/{id}/changes"), "subscriptions-ended"))
}

async fn own(cx: &Cx, id: &str) -> Result<Subscription, PageError> {
    let id = path_id(id)?;
    Ok(cx.store.read(&cx.viewer, move |tx| actions::own(tx, id)).await?)
}

/// `GET Subscription/{id}`, for the system itself.
async fn resource(cx: Cx, Path(id): Path<String>) -> Answer {
    let found = own(&cx, &id).await?;
    Ok(fhir_answer(&fhir::subscription(&found, &cx.base_url)))
}

/// `GET Subscription/{id}/$status`: a Bundle with one `Parameters`, as the implementation guide has it.
async fn status(cx: Cx, Path(id): Path<String>) -> Answer {
    let found = own(&cx, &id).await?;
    let entry = serde_json::json!({
        "resource": fhir::status(&found, &cx.base_url, &About::Query),
        "search": {"mode": "match"},
    });
    Ok(fhir_answer(
        &serde_json::json!({"resourceType": "Bundle", "type": "searchset", "total": 1, "entry": [entry]}),
    ))
}

fn fhir_answer(resource: &Value) -> axum::response::Response {
    ([(header::CONTENT_TYPE, FHIR_JSON)], resource.to_string()).into_response()
}

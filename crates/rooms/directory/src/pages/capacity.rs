//! Our capacity: one switch for each service of an organization, with undo.

use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_web::ui::{Button, Choice, Choices, Field, button, empty_state, error_summary};
use tandem_web::{Answer, Cx, Form, Page, path_id};

use super::words;
use crate::actions::candidates::listings_of;
use crate::actions::capacity::{Setting, set_capacity, undo_capacity};
use crate::model::capacity::CapacityStatus;
use crate::model::listing::Listing;

/// `GET /capacity`.
pub async fn show(cx: Cx) -> Answer {
    page(&cx, None).await
}

/// `POST /capacity/{service}`.
pub async fn set(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let mut errors = FieldErrors::new();
    let status = CapacityStatus::from_code(form.text("status"));
    if status.is_none() {
        errors.add("status", "directory-error-capacity");
    }
    let mut units = |name: &str| {
        let value = form.int(name);
        if form.opt(name).is_some() && value.is_none() {
            errors.add(name, "directory-error-units");
        }
        value
    };
    let (funded_units, free_units) = (units("funded_units"), units("free_units"));
    let result = match (errors.into_result(), status) {
        (Ok(()), Some(status)) => {
            let setting = Setting { status, funded_units, free_units };
            cx.store.write(&cx.viewer, move |tx| set_capacity(tx, id, setting)).await
        }
        (Err(error), _) => Err(error),
        (Ok(()), None) => Err(Error::NotFound),
    };
    match result {
        Ok(()) => Ok(cx.redirect_flash("/capacity", "directory-capacity-saved")),
        Err(Error::Invalid(errors)) => page(&cx, Some((id, form, errors))).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /capacity/{service}/undo`.
pub async fn undo(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| undo_capacity(tx, id)).await?;
    Ok(cx.redirect_flash("/capacity", "directory-capacity-undone"))
}

async fn page(cx: &Cx, fault: Option<(Uuid, Form, FieldErrors)>) -> Answer {
    let organization = cx.viewer.org().ok_or(Error::Forbidden)?;
    let listings = cx.store.read(&cx.viewer, move |tx| listings_of(tx, organization)).await?;
    let title = cx.t("directory-capacity-title");
    let faults = fault.as_ref().map(|(id, _, errors)| {
        cx.faults(errors)
            .into_iter()
            .map(|(field, words)| (format!("{field}-{}", id.simple()), words))
            .collect::<Vec<_>>()
    });
    let main = html! {
        div.stack {
            (error_summary(&cx.t("web-error-title"), &faults.unwrap_or_default()))
            h1 { (title) }
            p.lede { (cx.t("directory-capacity-lede")) }
            @if listings.is_empty() {
                (empty_state("building-community", &cx.t("directory-no-services-title"), &cx.t("directory-no-services-text"), None))
            }
            @for l in &listings { (switch(cx, l, fault.as_ref().filter(|(id, _, _)| *id == l.id))) }
        }
    };
    let page = Page::new(cx, title).nav("capacity");
    Ok(if fault.is_some() { page.invalid().body(main) } else { page.body(main) })
}

fn switch(cx: &Cx, l: &Listing, fault: Option<&(Uuid, Form, FieldErrors)>) -> Markup {
    let id = l.id.simple();
    let heading = format!("h-{id}");
    let now = l.capacity.as_ref();
    let text = |units: Option<i64>| units.map(|n| n.to_string()).unwrap_or_default();
    let value = |name: &str, stored: String| fault.map_or(stored, |(_, form, _)| form.text(name).to_owned());
    let error = |name: &str| fault.and_then(|(_, _, errors)| cx.fault(errors, name));
    let chosen = value("status", now.map(|c| c.status.code().to_owned()).unwrap_or_default());
    let choices = CapacityStatus::ALL.iter().map(|s| {
        let key = format!("directory-capacity-{}", s.code());
        Choice::new(s.code(), cx.t(&key)).hint(cx.t(&format!("{key}-hint")))
    });
    html! {
        section.card.stack aria-labelledby=(heading) {
            div.row.between { h2 id=(heading) { (l.name) } (words::capacity_chip(cx, now.map(|c| c.status))) }
            p.hint { @match now { Some(c) => (words::capacity_line(cx, c)), None => (cx.t("directory-capacity-never")) } }
            form.form method="post" action={ "/capacity/" (l.id) } {
                (Choices::radios("status", cx.t("directory-capacity-question"), choices).small().side_by_side().choose([chosen.as_str()]).error(error("status")))
                div.row {
                    (Field::number("funded_units", cx.t("directory-funded-units")).id(format!("funded_units-{id}")).optional(cx.t("web-optional")).value(value("funded_units", text(now.and_then(|c| c.funded_units)))).error(error("funded_units")))
                    (Field::number("free_units", cx.t("directory-free-units")).id(format!("free_units-{id}")).optional(cx.t("web-optional")).value(value("free_units", text(now.and_then(|c| c.free_units)))).error(error("free_units")))
                }
                div.acts { (button(Button::Primary, "check", &cx.t("directory-capacity-save"))) }
            }
            @if now.is_some() {
                form method="post" action={ "/capacity/" (l.id) "/undo" } { (button(Button::Plain, "arrow-back-up", &cx.t("directory-capacity-undo"))) }
            }
        }
    }
}

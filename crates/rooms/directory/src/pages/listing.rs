//! Our listing: an organization edits its services, sees earlier versions and puts them back.

use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_web::messages::dates;
use tandem_web::ui::{
    Button, Choice, Field, Select, Tone, breadcrumbs, button, details, empty_state, error_summary,
    link_button, notice, section,
};
use tandem_web::{Answer, Cx, Form, Page, path_id};

use super::words;
use crate::actions::candidates::listings_of;
use crate::actions::edit::{Edit, Revision, confirm_listing, edit_listing, own, revert_listing, revisions};
use crate::actions::report::open_reports;

/// `GET /listing`.
pub async fn list(cx: Cx) -> Answer {
    let organization = cx.viewer.org().ok_or(Error::Forbidden)?;
    let listings = cx.store.read(&cx.viewer, move |tx| listings_of(tx, organization)).await?;
    let title = cx.t("directory-listing-title");
    let main = html! {
        div.stack {
            h1 { (title) }
            p.lede { (cx.t("directory-listing-lede")) }
            @if listings.is_empty() {
                (empty_state("building-community", &cx.t("directory-no-services-title"), &cx.t("directory-no-services-text"), None))
            }
            @for l in &listings {
                section.card.stack aria-labelledby={ "h-" (l.id.simple()) } {
                    h2 id={ "h-" (l.id.simple()) } { a href={ "/listing/" (l.id) } { (l.name) } }
                    p { (words::summary(&l.description)) }
                    p.hint { (words::checked_line(&cx, l)) }
                    div.acts {
                        (link_button(Button::Secondary, "edit", &format!("/listing/{}", l.id), &cx.t("directory-listing-edit"), &l.name))
                        form method="post" action={ "/listing/" (l.id) "/confirm" } { (button(Button::Plain, "check", &cx.t("directory-listing-confirm"))) }
                        (link_button(Button::Plain, "eye", &format!("/services/{}", l.id), &cx.t("directory-listing-see"), &l.name))
                    }
                }
            }
        }
    };
    Ok(Page::new(&cx, title).nav("listing").body(main))
}

/// `GET /listing/{service}`.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    page(&cx, path_id(&id)?, None).await
}

/// `POST /listing/{service}`.
pub async fn save(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let edit = read(&form);
    match cx.store.write(&cx.viewer, move |tx| edit_listing(tx, id, &edit)).await {
        Ok(()) => Ok(cx.redirect_flash(&format!("/listing/{id}"), "directory-listing-saved")),
        Err(Error::Invalid(errors)) => page(&cx, id, Some((read(&form), errors))).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /listing/{service}/confirm`.
pub async fn confirm(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| confirm_listing(tx, id)).await?;
    Ok(cx.redirect_flash("/listing", "directory-listing-confirmed"))
}

/// `POST /listing/{service}/revert/{revision}`.
pub async fn revert(cx: Cx, Path((id, revision)): Path<(String, String)>) -> Answer {
    let (id, revision) = (path_id(&id)?, path_id(&revision)?);
    cx.store.write(&cx.viewer, move |tx| revert_listing(tx, id, revision)).await?;
    Ok(cx.redirect_flash(&format!("/listing/{id}"), "directory-listing-reverted"))
}

fn read(form: &Form) -> Edit {
    let text = |name: &str| form.text(name).replace("\r\n", "\n");
    Edit {
        name: text("name"),
        description: text("description"),
        url: text("url"),
        email: text("email"),
        status: text("status"),
        application_process: text("application_process"),
        fees_description: text("fees_description"),
        eligibility_description: text("eligibility_description"),
        minimum_age: text("minimum_age"),
        maximum_age: text("maximum_age"),
        alert: text("alert"),
    }
}

async fn page(cx: &Cx, id: Uuid, fault: Option<(Edit, FieldErrors)>) -> Answer {
    let (l, history, reports, redirects) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let listing = own(tx, id)?;
            let redirects = tandem_partners::actions::may_redirect(tx, listing.organization)?;
            Ok((listing, revisions(tx, id)?, open_reports(tx, id)?, redirects))
        })
        .await?;
    let (edit, errors) =
        fault.map_or_else(|| (Edit::of(&l), FieldErrors::new()), |(edit, errors)| (edit, errors));
    let faults = cx.faults(&errors);
    let main = html! {
        div.stack {
            (breadcrumbs(&cx.t("web-breadcrumbs"), &[("/listing", &cx.t("directory-listing-title"))], &l.name))
            (error_summary(&cx.t("web-error-title"), &faults))
            h1 { (l.name) }
            p.hint { (words::checked_line(cx, &l)) }
            @if !reports.is_empty() {
                (notice(Tone::Soon, html! {
                    p { strong { (cx.t("directory-reports-title")) } }
                    ul { @for (at, what, said) in &reports { li {
                        (dates::date_year(cx.lang, cx.zone().to_datetime(*at).date())) ": "
                        (cx.t(&format!("directory-wrong-{what}"))) @if !said.is_empty() { ". " q { (said) } }
                    } } }
                }))
            }
            (form(cx, id, &edit, &errors, (!redirects).then_some(l.email.as_str())))
            (earlier(cx, id, &history))
        }
    };
    let page = Page::new(cx, l.name.clone()).nav("listing");
    Ok(if errors.is_empty() { page.body(main) } else { page.invalid().body(main) })
}

/// `theirs` is the address that only the organization changes.
fn form(cx: &Cx, id: Uuid, e: &Edit, errors: &FieldErrors, theirs: Option<&str>) -> Markup {
    let fault = |name: &str| cx.fault(errors, name);
    let optional = || cx.t("web-optional");
    let status = ["active", "temporarily closed", "inactive"]
        .map(|s| Choice::new(s, cx.t(&format!("directory-status-{}", s.replace(' ', "-")))));
    html! {
        form.card.form method="post" action={ "/listing/" (id) } {
            (Field::text("name", cx.t("directory-field-name")).value(&e.name).required().error(fault("name")))
            (Field::textarea("description", cx.t("directory-field-description")).hint(cx.t("directory-field-description-hint")).value(&e.description).rows(6).error(fault("description")))
            (Select::new("status", cx.t("directory-field-status"), status).choose(&e.status).error(fault("status")))
            (Field::textarea("alert", cx.t("directory-field-alert")).hint(cx.t("directory-field-alert-hint")).optional(optional()).value(&e.alert).rows(2))
            (Field::textarea("eligibility_description", cx.t("directory-who")).optional(optional()).value(&e.eligibility_description).rows(3))
            (Field::number("minimum_age", cx.t("directory-field-minimum-age")).optional(optional()).value(&e.minimum_age).error(fault("minimum_age")))
            (Field::number("maximum_age", cx.t("directory-field-maximum-age")).optional(optional()).value(&e.maximum_age).error(fault("maximum_age")))
            (Field::textarea("application_process", cx.t("directory-apply")).optional(optional()).value(&e.application_process).rows(3))
            (Field::textarea("fees_description", cx.t("directory-cost")).optional(optional()).value(&e.fees_description).rows(2))
            @if let Some(kept) = theirs {
                input type="hidden" name="email" value=(kept);
                p id="email" { (cx.t("directory-field-email")) ": " (if kept.is_empty() { "–" } else { kept }) }
                p.hint { (cx.t("directory-error-email-theirs")) }
            } @else {
                (Field::email("email", cx.t("directory-field-email")).optional(optional()).value(&e.email).error(fault("email")))
            }
            (Field::url("url", cx.t("directory-field-url")).optional(optional()).value(&e.url).error(fault("url")))
            div.acts { (button(Button::Primary, "check", &cx.t("directory-listing-save"))) }
        }
    }
}

fn earlier(cx: &Cx, id: Uuid, history: &[Revision]) -> Markup {
    section(
        &cx.t("directory-history"),
        html! {
            @if history.is_empty() { p { (cx.t("directory-history-none")) } }
            @for r in history {
                @let day = dates::date_year(cx.lang, cx.zone().to_datetime(r.at).date());
                (details(&cx.ta("directory-history-entry", &[("day", day.as_str().into())]), html! {
                    ul { @for (key, before, after) in differences(r) { li { (cx.t(key)) ": " del { (before) } " " ins { (after) } } } }
                    form method="post" action={ "/listing/" (id) "/revert/" (r.id) } { (button(Button::Secondary, "arrow-back-up", &cx.t("directory-history-revert"))) }
                }))
            }
        },
    )
}

fn differences(r: &Revision) -> Vec<(&'static str, &str, &str)> {
    let (b, a) = (&r.before, &r.after);
    let fields: [(&'static str, &str, &str); 11] = [
        ("directory-field-name", &b.name, &a.name),
        ("directory-field-description", &b.description, &a.description),
        ("directory-field-status", &b.status, &a.status),
        ("directory-field-alert", &b.alert, &a.alert),
        ("directory-who", &b.eligibility_description, &a.eligibility_description),
        ("directory-field-minimum-age", &b.minimum_age, &a.minimum_age),
        ("directory-field-maximum-age", &b.maximum_age, &a.maximum_age),
        ("directory-apply", &b.application_process, &a.application_process),
        ("directory-cost", &b.fees_description, &a.fees_description),
        ("directory-field-email", &b.email, &a.email),
        ("directory-field-url", &b.url, &a.url),
    ];
    fields.into_iter().filter(|(_, before, after)| before != after).collect()
}

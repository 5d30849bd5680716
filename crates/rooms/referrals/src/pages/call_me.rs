//! Ask them to call me: four fields, no account.

use crate::actions::{self, CallMe, CallMeSent};
use axum::extract::Path;
use maud::html;
use tandem_access::accounts::rate_limit::{Gate, network_of};
use tandem_access::{Error, FieldErrors, Uuid, Viewer};
use tandem_directory::model::listing::Listing;
use tandem_web::faults;
use tandem_web::ui::{self, Button, Choice, Choices, Field, Tone};
use tandem_web::{Answer, Cx, Form, Page, path_id};

pub(super) async fn show(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let listing = load(&cx, path_id(&id)?).await?;
    let mut pairs: Vec<(String, String)> = form.pairs().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
    pairs.push(("key".into(), cx.store.around().public_id().to_string()));
    Ok(page(&cx, &listing, &Form::of(pairs), &FieldErrors::new()))
}

async fn load(cx: &Cx, id: Uuid) -> Result<Listing, Error> {
    cx.store.read(&cx.viewer, move |tx| tandem_directory::listing(tx, id)).await
}

pub(super) async fn send(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let service_id = path_id(&id)?;
    cx.store.limits().take(Gate::PublicForm, &network_of(cx.ip), cx.now)?;
    let text = |name: &str| form.text(name).to_owned();
    let new = CallMe {
        service_id,
        name: text("name"),
        phone: text("phone"),
        best_time: text("best_time"),
        what_for: text("what_for"),
        safe_message: form.text("safe_message") == "yes",
        domain: text("need"),
        language: cx.lang.code().to_owned(),
        idempotency_key: text("key"),
    };
    // Nobody is signed in: the system writes into the organization's inbox for them.
    let system = Viewer::system("referrals.call_me");
    let result = cx.store.write(&system, move |tx| actions::call_me(tx, &new)).await;
    match faults(result)? {
        Ok(sent) => Ok(done(&cx, &sent)),
        Err(errors) => {
            let listing = load(&cx, service_id).await?;
            Ok(page(&cx, &listing, &form, &errors))
        }
    }
}

fn page(cx: &Cx, listing: &Listing, form: &Form, errors: &FieldErrors) -> axum::response::Response {
    let title = cx.t("referrals-call-me");
    let place = format!("/services/{}", listing.id);
    let fault = |field: &str| cx.fault(errors, field);
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/find", &cx.t("referrals-find")), (&place, &listing.name)], &title))
        (cx.error_summary(errors))
        h1 { (title) }
        p.lead { (listing.name) ", " (listing.organization_name) }
        @if listing.is_safety() {
            (ui::notice(Tone::Info, html! { p { (cx.t("referrals-error-call-instead")) } p { a href=(place) { (cx.t("referrals-call-number")) } } }))
        } @else {
            form.form.stack method="post" action={ (place) "/call-me" } {
                input type="hidden" name="key" value=(form.text("key"));
                input type="hidden" name="need" value=(form.text("need"));
                (Field::text("name", cx.t("referrals-call-name")).value(form.text("name")).autocomplete("name").max_length(100).error(fault("name")))
                (Field::tel("phone", cx.t("referrals-call-phone")).hint(cx.t("referrals-call-phone-hint")).value(form.text("phone")).error(fault("phone")))
                (Choices::checkboxes("safe_message", cx.t("referrals-call-message"), [Choice::new("yes", cx.t("referrals-call-message-yes"))])
                    .choose([form.text("safe_message")]))
                (Field::text("best_time", cx.t("referrals-call-time")).hint(cx.t("referrals-call-time-hint")).value(form.text("best_time"))
                    .max_length(200).optional(cx.t("web-optional")).error(fault("best_time")))
                (Field::textarea("what_for", cx.t("referrals-call-what")).value(form.text("what_for")).rows(3).max_length(1_000).error(fault("what_for")))
                p.hint { (cx.ta("referrals-call-who-sees", &[("org", listing.organization_name.as_str().into())])) }
                (ui::button(Button::Primary, "hand-stop", &title))
            }
        }
    };
    let page = Page::new(cx, title).nav("find");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

fn done(cx: &Cx, sent: &CallMeSent) -> axum::response::Response {
    let title = cx.t("referrals-call-sent");
    let body = html! {
        h1 { (title) }
        @if let Some(code) = &sent.code {
            (ui::key_sentence(&cx.t("referrals-call-sent-text")))
            p { (cx.t("referrals-call-code")) }
            p.code-big { b { (code) } }
        } @else {
            (ui::key_sentence(&cx.t("referrals-sent-before")))
        }
        div.acts {
            (ui::link_button(Button::Primary, "route", "/track", &cx.t("referrals-track"), ""))
            (ui::link_button(Button::Secondary, "search", "/find", &cx.t("referrals-find"), ""))
        }
    };
    Page::new(cx, title).nav("find").body(body)
}

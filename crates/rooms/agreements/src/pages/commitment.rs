//! One promise: what it is, what became of it; and a new one.

use super::commitments;
use crate::actions;
use crate::model::commitment::{Commitment, NewCommitment, State};
use crate::policy;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::Date;
use maud::{Markup, html};
use tandem_access::{FieldErrors, Uuid};
use tandem_partners::actions::Filter;
use tandem_web::messages::dates;
use tandem_web::ui::{self, Button, Choice, Choices, Field, Select};
use tandem_web::{Answer, Cx, Form, Page, PageError, faults, path_id};

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    page(&cx, path_id(&id)?, &Form::default(), &FieldErrors::new()).await
}

async fn page(cx: &Cx, id: Uuid, form: &Form, errors: &FieldErrors) -> Result<Response, PageError> {
    let (c, may_close, chain) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let c = actions::commitment(tx, id)?;
            let may = actions::may_close(tx, &c);
            Ok((c, may, tandem_spine::actions::chain(tx, id)?))
        })
        .await?;
    let title = super::words(&c, cx.lang).to_owned();
    let mut facts = vec![
        (cx.t("agreements-owner"), html! { (c.owner_name) }),
        (cx.t("agreements-due"), html! { (dates::date_year(cx.lang, c.promise.due_on)) }),
    ];
    if let (Some(day), Some(outcome)) = (c.closed_on, &c.outcome) {
        facts.push((cx.t("agreements-said-on"), html! { (dates::date_year(cx.lang, day)) }));
        facts.push((cx.t("agreements-outcome"), html! { (outcome) }));
    }
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/commitments", &cx.t("agreements-commitments"))], &title))
        (cx.error_summary(errors))
        h1 { (title) }
        p { (commitments::chip(cx, &c)) }
        (ui::definition_list(facts))
        @if may_close && c.state == State::Open { (close_form(cx, &c, form, errors)) }
        (tandem_spine::chain(cx, &chain))
    };
    let page = Page::new(cx, title.clone()).nav("commitments").public();
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}

fn close_form(cx: &Cx, c: &Commitment, form: &Form, errors: &FieldErrors) -> Markup {
    let states = [State::Done, State::NotDone, State::Dropped]
        .map(|s| Choice::new(s.code(), cx.t(&format!("agreements-close-{}", s.code().replace('_', "-")))));
    ui::section(
        &cx.t("agreements-close"),
        html! {
            form.form method="post" action={ "/commitments/" (c.id) "/close" } {
                (Choices::radios("state", cx.t("agreements-close-state"), states).choose([form.text("state")])
                    .error(cx.fault(errors, "state")))
                (Field::textarea("outcome", cx.t("agreements-outcome")).value(form.text("outcome")).rows(3)
                    .hint(cx.t("agreements-outcome-hint")).error(cx.fault(errors, "outcome")).required())
                (ui::button(Button::Primary, "check", &cx.t("agreements-save")))
            }
        },
    )
}

/// Says what became of it.
pub async fn close(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let state = State::from_code(form.text("state")).unwrap_or(State::Open);
    let outcome = form.text("outcome").to_owned();
    let done = cx.store.write(&cx.viewer, move |tx| actions::close_commitment(tx, id, state, &outcome)).await;
    match faults(done)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/commitments/{id}"), "agreements-saved")),
        Err(errors) => page(&cx, id, &form, &errors).await,
    }
}

/// An empty form.
pub async fn new(cx: Cx, form: Form) -> Answer {
    let own = cx.viewer.org().map(|org| org.to_string()).unwrap_or_default();
    let start = Form::of([("owner_org", own.as_str()), ("source", form.text("source"))]);
    write(&cx, &start, &FieldErrors::new()).await
}

/// Notes a promise.
pub async fn create(cx: Cx, form: Form) -> Answer {
    let mut errors = FieldErrors::new();
    let due_on = form.text("due_on").parse::<Date>().ok();
    if due_on.is_none() {
        errors.add("due_on", "agreements-error-day");
    }
    let owner = form.id("owner_org");
    if owner.is_none() {
        errors.add("owner_org", "agreements-error-owner");
    }
    let (Some(due_on), Some(owner_org)) = (due_on, owner) else { return write(&cx, &form, &errors).await };
    let new = NewCommitment {
        words: form.text("words").to_owned(),
        words_es: form.opt("words_es").map(str::to_owned),
        owner_org,
        owner_member: None,
        due_on,
        source: form.id("source"),
    };
    match faults(cx.store.write(&cx.viewer, move |tx| actions::promise(tx, &new)).await)? {
        Ok(id) => Ok(cx.redirect_flash(&format!("/commitments/{id}"), "agreements-saved")),
        Err(errors) => write(&cx, &form, &errors).await,
    }
}

async fn write(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Response, PageError> {
    let orgs = cx
        .store
        .read(&cx.viewer, |tx| {
            let all = Filter { limit: 1000, ..Filter::default() };
            let mut all = tandem_partners::actions::list(tx, &all)?;
            all.retain(|o| o.membership.may_act() && policy::may_promise(tx.viewer(), o.id));
            Ok(all)
        })
        .await?;
    let owners = orgs.into_iter().map(|o| Choice::new(o.id.to_string(), o.name));
    let title = cx.t("agreements-promise-new");
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/commitments", &cx.t("agreements-commitments"))], &title))
        (cx.error_summary(errors))
        h1 { (title) }
        form.form method="post" action="/commitments/new" {
            input type="hidden" name="source" value=(form.text("source"));
            (Field::textarea("words", cx.t("agreements-promise")).hint(cx.t("agreements-promise-hint")).rows(3)
                .value(form.text("words")).error(cx.fault(errors, "words")).required())
            (Field::textarea("words_es", cx.t("agreements-promise-es")).rows(3).optional(cx.t("web-optional"))
                .lang("es").value(form.text("words_es")).error(cx.fault(errors, "words_es")))
            (Select::new("owner_org", cx.t("agreements-owner"), owners).choose(form.text("owner_org"))
                .error(cx.fault(errors, "owner_org")))
            (Field::date("due_on", cx.t("agreements-due")).value(form.text("due_on")).error(cx.fault(errors, "due_on")).required())
            (ui::button(Button::Primary, "check", &cx.t("agreements-save")))
        }
    };
    let page = Page::new(cx, title.clone()).nav("commitments");
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}

//! A conversation is opened.

use crate::actions;
use crate::model::{Draft, LONGEST, SEEDS};
use axum::response::Response;
use maud::html;
use tandem_access::{Error, FieldErrors};
use tandem_bodies::model::Body;
use tandem_directory::model::domain;
use tandem_spine::model::Item;
use tandem_web::ui::{self, Button, Choice, Field, Select, Tone};
use tandem_web::{Answer, Cx, Form, Page, faults, in_language};

async fn load(cx: &Cx) -> Result<(Vec<Body>, Vec<Item>), Error> {
    cx.store
        .read(&cx.viewer, |tx| {
            if !actions::runs(tx)? {
                return Err(Error::Forbidden);
            }
            Ok((actions::bodies(tx)?, actions::origins(tx)?))
        })
        .await
}

fn gap(form: &Form) -> Option<(String, String)> {
    let (help, area) = form.opt("gap")?.split_once('/')?;
    domain::domain(help)?;
    Some((help.to_owned(), area.to_owned()))
}

/// The form. `gap=kind/area` in the address says which gap it is about, `from=ID` what else of the chain.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let (bodies, origins) = load(&cx).await?;
    Ok(page(&cx, &bodies, &origins, &form, &FieldErrors::new()))
}

fn page(cx: &Cx, bodies: &[Body], origins: &[Item], form: &Form, errors: &FieldErrors) -> Response {
    let title = cx.t("conversations-start");
    let field =
        |f: Field, name: &str| f.value(form.text(name)).error(cx.fault(errors, name)).autocomplete("off");
    let optional = |f: Field| f.optional(cx.t("web-optional")).lang("es");
    let none = |key: &str| std::iter::once(Choice::new("", cx.t(key)));
    let groups = none("conversations-body-none")
        .chain(bodies.iter().map(|b| Choice::new(b.id.to_string(), b.named(cx.spanish()))));
    let from = none("conversations-from-none").chain(origins.iter().map(|i| {
        let title = in_language(&i.title, i.title_es.as_deref(), cx.spanish());
        Choice::new(i.id.to_string(), format!("{}: {title}", cx.t(&format!("spine-kind-{}", i.kind.code()))))
    }));
    let seeds_hint = cx.ta(
        "conversations-seeds-hint",
        &[("n", LONGEST.into()), ("least", (*SEEDS.start()).into()), ("most", (*SEEDS.end()).into())],
    );
    let body = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/conversations", &cx.t("conversations-title"))], &title))
        h1 { (title) }
        p.lead { (cx.t("conversations-start-lead")) }
        @if let Some((help, area)) = gap(form) {
            (ui::notice(Tone::Info, html! { p { (cx.ta("conversations-about-gap", &[
                ("help", domain::domain(&help).map_or("", |d| d.name(cx.spanish())).into()), ("area", area.as_str().into())])) } }))
        }
        form.form method="post" action="/conversations/new" {
            @if let Some((help, area)) = gap(form) { input type="hidden" name="gap" value={ (help) "/" (area) }; }
            (field(Field::text("question", cx.t("conversations-question")).hint(cx.t("conversations-question-hint")).required(), "question"))
            (optional(field(Field::text("question_es", cx.t("conversations-question-es")), "question_es")))
            (field(Field::textarea("explanation", cx.t("conversations-explanation")).hint(cx.t("conversations-explanation-hint")).required(), "explanation"))
            (optional(field(Field::textarea("explanation_es", cx.t("conversations-explanation-es")), "explanation_es")))
            (field(Field::textarea("seeds", cx.t("conversations-seeds")).rows(8).hint(seeds_hint).required(), "seeds"))
            (field(Field::date("ends_on", cx.t("conversations-ends-on")).hint(cx.t("conversations-ends-hint")).required(), "ends_on"))
            (Select::new("body_id", cx.t("conversations-body"), groups).choose(form.text("body_id")).hint(cx.t("conversations-body-hint"))
                .error(cx.fault(errors, "body_id")))
            (Select::new("from", cx.t("conversations-from"), from).choose(form.text("from")).wide())
            (ui::button(Button::Primary, "send", &cx.t("conversations-start-do")))
        }
    };
    let page = Page::new(cx, title.clone()).nav("conversations");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// Opens it.
pub async fn start(cx: Cx, form: Form) -> Answer {
    let text = |name: &str| form.text(name).to_owned();
    let maybe = |name: &str| form.opt(name).map(str::to_owned);
    let draft = Draft {
        body_id: form.id("body_id"),
        question: text("question"),
        question_es: maybe("question_es"),
        explanation: text("explanation"),
        explanation_es: maybe("explanation_es"),
        ends_on: form.text("ends_on").parse().ok(),
        seeds: Draft::seeds_of(form.text("seeds")),
        gap: gap(&form),
        from: form.id("from"),
    };
    let started = cx.store.write(&cx.viewer, move |tx| actions::start(tx, &draft)).await;
    match faults(started)? {
        Ok(id) => Ok(cx.redirect_flash(&format!("/conversations/{id}"), "conversations-started")),
        Err(errors) => {
            let (bodies, origins) = load(&cx).await?;
            Ok(page(&cx, &bodies, &origins, &form, &errors))
        }
    }
}

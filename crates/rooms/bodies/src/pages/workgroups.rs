//! All bodies: which are valid, which are not and what would mend it; and the form of a new one.

use super::words::{state_chip, why};
use crate::actions;
use crate::model::{Body, BodyKind, NewBody, Standing};
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::Date;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_web::ui::{self, Button, Choice, Choices, Field};
use tandem_web::{Answer, Cx, Form, Page, PageError, faults, path_id};

/// The list.
pub async fn show(cx: Cx) -> Answer {
    let all = cx.store.read(&cx.viewer, actions::bodies).await?;
    let (working, ended): (Vec<&Standing>, Vec<&Standing>) = all.iter().partition(|s| !s.body.ended);
    let valid = working.iter().filter(|s| s.may_adopt()).count();
    let new = cx
        .allowed(super::KEEP)
        .then(|| ui::link_button(Button::Primary, "plus", "/workgroups/new", &cx.t("bodies-new"), ""));
    let body = html! {
        h1 { (cx.t("bodies-workgroups")) }
        p.lead { (cx.t("bodies-workgroups-lead")) }
        @if working.is_empty() {
            (ui::empty_state("users-group", &cx.t("bodies-none"), &cx.t("bodies-none-hint"), None))
        } @else {
            (ui::key_sentence(&cx.ta("bodies-key", &[("valid", valid.into()), ("n", working.len().into())])))
            ul.grid.g3 { @for standing in &working { li { (card(&cx, standing)) } } }
        }
        @if let Some(new) = new { p { (new) } }
        (ui::details(&cx.t("bodies-rules"), html! {
            ul { @for n in 1..=7 { li { (cx.t(&format!("bodies-rule-{n}"))) } } }
        }))
        @if !ended.is_empty() {
            (ui::section(&cx.t("bodies-ended"), html! {
                ul { @for s in &ended { li { a href={ "/workgroups/" (s.body.id) } { (s.body.named(cx.spanish())) } } } }
            }))
        }
    };
    Ok(Page::new(&cx, cx.t("bodies-workgroups")).nav("workgroups").public().body(body))
}

fn card(cx: &Cx, standing: &Standing) -> Markup {
    let body = &standing.body;
    let why = why(cx, standing);
    html! {
        div.card.stack {
            h2 { a href={ "/workgroups/" (body.id) } { (body.named(cx.spanish())) } }
            p { (cx.t(&format!("bodies-kind-{}", body.kind.code()))) " " (state_chip(cx, standing)) }
            p { (body.about(cx.spanish())) }
            p { (cx.ta("bodies-seats-sectors", &[
                ("n", standing.active().count().into()),
                ("sectors", standing.active_by_sector().len().into()),
            ])) }
            @if let Some(asked) = standing.asked() {
                p { (cx.ta("bodies-charter-asks", &[("n", asked.values().sum::<u64>().into())])) }
            }
            @if !why.is_empty() { p { (why) } }
        }
    }
}

/// The form of a new body.
pub async fn new(cx: Cx) -> Answer {
    Ok(form_page(&cx, None, &Form::of([("kind", "workgroup")]), &FieldErrors::new()))
}

/// The form of a new body, or of what can change of one that is there: its names and what it is for.
fn form_page(cx: &Cx, known: Option<&Body>, form: &Form, errors: &FieldErrors) -> Response {
    let optional = cx.t("web-optional");
    let field =
        |f: Field, name: &str| f.value(form.text(name)).error(cx.fault(errors, name)).autocomplete("off");
    let kinds = [BodyKind::Workgroup, BodyKind::Council]
        .map(|k| Choice::new(k.code(), cx.t(&format!("bodies-kind-{}", k.code()))));
    let title = cx.t(if known.is_some() { "bodies-change" } else { "bodies-new" });
    let here = known.map(|body| format!("/workgroups/{}", body.id));
    let name = known.map_or("", |body| body.named(cx.spanish()));
    let mut way = vec![("/workgroups", cx.t("bodies-workgroups"))];
    way.extend(here.as_deref().map(|path| (path, name.to_owned())));
    let way: Vec<(&str, &str)> = way.iter().map(|(path, words)| (*path, words.as_str())).collect();
    let action = here.as_ref().map_or_else(|| "/workgroups/new".to_owned(), |path| format!("{path}/edit"));
    let body = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &way, &title))
        h1 { (title) }
        form.form method="post" action=(action) {
            @if known.is_none() {
                (Choices::radios("kind", cx.t("bodies-kind"), kinds).choose([form.text("kind")]).small()
                    .error(cx.fault(errors, "kind")))
            }
            (field(Field::text("name", cx.t("bodies-name")).required(), "name"))
            (field(Field::text("name_es", cx.t("bodies-name-es")).optional(optional.as_str()), "name_es"))
            (field(Field::textarea("purpose", cx.t("bodies-purpose")).hint(cx.t("bodies-purpose-hint")).required(), "purpose"))
            (field(Field::textarea("purpose_es", cx.t("bodies-purpose-es")).optional(optional.as_str()), "purpose_es"))
            @if known.is_none() {
                (field(Field::date("adopted_on", cx.t("bodies-adopted-on")).hint(cx.t("bodies-adopted-on-hint"))
                    .optional(optional.as_str()), "adopted_on"))
            }
            (ui::button(Button::Primary, "check", &cx.t(if known.is_some() { "account-save" } else { "bodies-new-do" })))
        }
    };
    let page = Page::new(cx, title.clone()).nav("workgroups");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// Makes the body.
pub async fn make(cx: Cx, form: Form) -> Answer {
    let mut errors = FieldErrors::new();
    let adopted_on = match form.opt("adopted_on") {
        Some(_) => super::words::date(&form, "adopted_on", &mut errors),
        None => None,
    };
    if !errors.is_empty() {
        return Ok(form_page(&cx, None, &form, &errors));
    }
    let kind = BodyKind::from_code(form.text("kind")).unwrap_or(BodyKind::Workgroup);
    let new = typed(&form, kind, adopted_on);
    let made = cx.store.write(&cx.viewer, move |tx| actions::create_body(tx, &new)).await;
    match faults(made)? {
        Ok(id) => Ok(cx.redirect_flash(&format!("/workgroups/{id}"), "bodies-made")),
        Err(errors) => Ok(form_page(&cx, None, &form, &errors)),
    }
}

fn typed(form: &Form, kind: BodyKind, adopted_on: Option<Date>) -> NewBody {
    let text = |name: &str| form.opt(name).map(str::to_owned);
    NewBody {
        kind,
        name: form.text("name").to_owned(),
        name_es: text("name_es"),
        purpose: form.text("purpose").to_owned(),
        purpose_es: text("purpose_es"),
        adopted_on,
    }
}

async fn load(cx: &Cx, id: Uuid) -> Result<Body, PageError> {
    let body = cx.store.read(&cx.viewer, move |tx| Ok(actions::standing(tx, id)?.body)).await?;
    if body.ended { Err(Error::NotFound.into()) } else { Ok(body) }
}

/// The form of a body's names and what it is for.
pub async fn edit(cx: Cx, Path(id): Path<String>) -> Answer {
    let body = load(&cx, path_id(&id)?).await?;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let form = Form::of([
        ("name", body.name.clone()),
        ("name_es", text(&body.name_es)),
        ("purpose", body.purpose.clone()),
        ("purpose_es", text(&body.purpose_es)),
    ]);
    Ok(form_page(&cx, Some(&body), &form, &FieldErrors::new()))
}

/// Changes them.
pub async fn save(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let body = load(&cx, id).await?;
    let new = typed(&form, body.kind, body.adopted_on);
    let saved = cx.store.write(&cx.viewer, move |tx| actions::edit_body(tx, id, &new)).await;
    match faults(saved)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/workgroups/{id}"), "account-saved")),
        Err(errors) => Ok(form_page(&cx, Some(&body), &form, &errors)),
    }
}

//! Training: what is due for the reader, each module, who has not completed what.

use crate::actions::{self, Count, Owing};
use crate::glossary;
use crate::model::term::Both;
use crate::model::training::{CO_LEAD, Done, Module, NewModule, SEAT};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::{Action, FieldErrors, Kind, Role, Tx, Uuid};
use tandem_web::messages::dates;
use tandem_web::ui::{self, Button, Choice, Choices, Col, Field, Table, Tone};
use tandem_web::{Answer, Cx, Form, Page, PageError, Panel, PanelFuture, Who, faults, path_id};

/// What is due, on Home.
pub(crate) const HOME: Panel = Panel { slot: "home", order: 5, render: panel };
/// What is due, on Today.
pub(crate) const TODAY: Panel = Panel { slot: "today", order: 5, render: panel };

fn panel(cx: Cx, _: Uuid) -> PanelFuture {
    Box::pin(async move {
        if !cx.viewer.is_member() {
            return Ok(html! {});
        }
        let due = cx.store.read(&cx.viewer, actions::due_training).await?;
        Ok(html! { @if !due.is_empty() { (due_list(&cx, &due)) } })
    })
}

fn due_list(cx: &Cx, due: &[Module]) -> Markup {
    ui::notice(
        Tone::Soon,
        html! {
            p { b { (cx.ta("agreements-training-due", &[("n", due.len().into())])) } }
            ul { @for m in due { li { a href={ "/training/" (m.id) } { (m.about.title.get(cx.lang)) } } } }
        },
    )
}

fn writes(cx: &Cx) -> bool {
    cx.allowed(Who::May(Kind::Governance, Action::Write))
}

/// The list.
pub async fn list(cx: Cx) -> Answer {
    let (own, all) =
        (cx.viewer.may(Kind::Member, Action::Manage), cx.viewer.may(Kind::Governance, Action::Manage));
    let (modules, done, due, own, counts) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let (modules, done) = actions::training(tx)?;
            let due = actions::due_training(tx)?;
            let own = if own { actions::own_members(tx)? } else { vec![] };
            let counts = if all { actions::training_counts(tx)? } else { vec![] };
            Ok((modules, done, due, own, counts))
        })
        .await?;
    let panels = cx.panels("training", cx.viewer.member_id().unwrap_or_default()).await?;
    let body = html! {
        h1 { (cx.t("agreements-training")) }
        (panels)
        @if due.is_empty() { (ui::key_sentence(&cx.t("agreements-training-nothing-due"))) } @else { (due_list(&cx, &due)) }
        @if writes(&cx) {
            p { (ui::link_button(Button::Primary, "plus", "/training/new", &cx.t("agreements-training-new"), "")) }
        }
        @if modules.is_empty() {
            (ui::empty_state("school", &cx.t("agreements-training-none"), &cx.t("agreements-training-none-hint"), None))
        } @else { (table(&cx, &modules, &done)) }
        (members(&cx, &own))
        (organizations(&cx, &counts))
    };
    Ok(Page::new(&cx, cx.t("agreements-training")).nav("training").body(body))
}

/// A role of accounts, or of governance.
fn role_name(cx: &Cx, role: &str) -> String {
    let of = if role == CO_LEAD || role == SEAT { "agreements-training-role" } else { "partners-role" };
    cx.t(&format!("{of}-{}", role.replace('_', "-")))
}

fn roles(cx: &Cx, module: &Module) -> String {
    let names: Vec<String> = module.about.roles.iter().map(|role| role_name(cx, role)).collect();
    if names.is_empty() { cx.t("agreements-training-for-nobody") } else { names.join(", ") }
}

fn completed(cx: &Cx, module: &Module, done: &[Done]) -> Markup {
    let me = cx.viewer.member_id().unwrap_or_default();
    match module.done(me, done) {
        Some(at) => {
            let day = dates::date_year(cx.lang, at.to_zoned(cx.zone()).date());
            ui::chip(Tone::Ok, &cx.ta("agreements-training-done-on", &[("day", day.into())]))
        }
        None if module.is_due(me, cx.viewer.roles(), done) => {
            ui::chip(Tone::Soon, &cx.t("agreements-training-is-due"))
        }
        None => html! { "–" },
    }
}

fn table(cx: &Cx, modules: &[Module], done: &[Done]) -> Markup {
    let columns = ["agreements-training-module", "agreements-training-for", "agreements-training-you"];
    let mut table =
        Table::new(cx.t("agreements-training"), columns.map(|k| Col::text(cx.t(k)))).hide_caption();
    for m in modules {
        table.push([
            html! { a href={ "/training/" (m.id) } { (m.about.title.get(cx.lang)) } },
            html! { (roles(cx, m)) },
            completed(cx, m, done),
        ]);
    }
    html! { (table) }
}

/// For who looks after an organization's members.
fn members(cx: &Cx, own: &[Owing]) -> Markup {
    if own.is_empty() {
        return html! {};
    }
    let columns = ["agreements-training-member", "agreements-training-still-due"];
    let mut table =
        Table::new(cx.t("agreements-training-members"), columns.map(|k| Col::text(cx.t(k)))).hide_caption();
    for (member, due) in own {
        let titles: Vec<&str> = due.iter().map(|m| m.about.title.get(cx.lang)).collect();
        let owing = if titles.is_empty() {
            ui::chip(Tone::Ok, &cx.t("agreements-training-all-done"))
        } else {
            html! { (titles.join("; ")) }
        };
        table.push([html! { (member.name) }, owing]);
    }
    ui::section(&cx.t("agreements-training-members"), html! { (table) })
}

/// For who runs the partnership: counts, nobody's name.
fn organizations(cx: &Cx, counts: &[Count]) -> Markup {
    if counts.is_empty() {
        return html! {};
    }
    let mut table = Table::new(
        cx.t("agreements-training-organizations"),
        [
            Col::text(cx.t("agreements-training-organization")),
            Col::number(cx.t("agreements-training-required")),
            Col::number(cx.t("agreements-training-complete")),
        ],
    )
    .hide_caption();
    for c in counts {
        table.push([html! { (c.organization) }, html! { (c.required) }, html! { (c.complete) }]);
    }
    ui::section(&cx.t("agreements-training-organizations"), html! { (table) })
}

/// One module.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let lang = cx.lang;
    let read = move |tx: &mut Tx<'_, '_>| {
        Ok((actions::module(tx, id)?, actions::training(tx)?.1, glossary::load(tx, lang)?))
    };
    let (module, done, glossary) = cx.store.read(&cx.viewer, read).await?;
    let title = module.about.title.get(cx.lang).to_owned();
    let me = cx.viewer.member_id().unwrap_or_default();
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/training", &cx.t("agreements-training"))], &title))
        h1 { (title) }
        p.m { (cx.t("agreements-training-for")) ": " (roles(&cx, &module)) }
        p { (completed(&cx, &module, &done)) }
        (ui::card(html! {
            (glossary.paragraphs_in(module.about.body.get(cx.lang), cx.lang))
        }))
        (glossary.notes(&cx))
        @if module.done(me, &done).is_none() {
            form.form method="post" action={ "/training/" (id) "/complete" } {
                p { (cx.t("agreements-training-complete-text")) }
                (ui::button(Button::Primary, "check", &cx.t("agreements-training-complete-do")))
            }
        }
        @if writes(&cx) {
            div.acts.no-paper {
                (ui::link_button(Button::Secondary, "edit", &format!("/training/{id}/edit"), &cx.t("agreements-training-edit"), ""))
                form method="post" action={ "/training/" (id) "/retire" } { (ui::button(Button::Danger, "trash", &cx.t("agreements-training-retire"))) }
            }
        }
    };
    Ok(Page::new(&cx, title.clone()).nav("training").body(body))
}

/// Notes that the reader completed it.
pub async fn complete(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::complete(tx, id)).await?;
    Ok(cx.redirect_flash("/training", "agreements-training-completed"))
}

/// Takes it out of use.
pub async fn retire(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::retire_module(tx, id)).await?;
    Ok(cx.redirect_flash("/training", "agreements-saved"))
}

/// An empty form.
pub async fn new(cx: Cx) -> Answer {
    Ok(page(&cx, None, &Form::default(), &FieldErrors::new()))
}

/// A module as a form.
pub async fn edit(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let m = cx.store.read(&cx.viewer, move |tx| actions::module(tx, id)).await?.about;
    let mut pairs = vec![
        ("title_en", m.title.en.as_str()),
        ("title_es", m.title.es.as_str()),
        ("body_en", m.body.en.as_str()),
        ("body_es", m.body.es.as_str()),
    ];
    pairs.extend(m.roles.iter().map(|role| ("roles", role.as_str())));
    Ok(page(&cx, Some(id), &Form::of(pairs), &FieldErrors::new()))
}

/// Keeps a new module.
pub async fn create(cx: Cx, form: Form) -> Answer {
    save(&cx, None, &form).await
}

/// Writes a module anew.
pub async fn update(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    save(&cx, Some(id), &form).await
}

async fn save(cx: &Cx, id: Option<Uuid>, form: &Form) -> Result<Response, PageError> {
    let both = |name: &str| Both {
        en: form.text(&format!("{name}_en")).to_owned(),
        es: form.text(&format!("{name}_es")).to_owned(),
    };
    let new = NewModule {
        title: both("title"),
        body: both("body"),
        roles: form.all("roles").into_iter().map(str::to_owned).collect(),
    };
    let again = form.has("again");
    match faults(cx.store.write(&cx.viewer, move |tx| actions::teach(tx, id, &new, again)).await)? {
        Ok(id) => Ok(cx.redirect_flash(&format!("/training/{id}"), "agreements-saved")),
        Err(errors) => Ok(page(cx, id, form, &errors)),
    }
}

fn page(cx: &Cx, id: Option<Uuid>, form: &Form, errors: &FieldErrors) -> Response {
    let title = cx.t(if id.is_some() { "agreements-training-edit" } else { "agreements-training-new" });
    let action = id.map_or("/training/new".to_owned(), |id| format!("/training/{id}/edit"));
    let field = |f: Field, name: &str| f.value(form.text(name)).error(cx.fault(errors, name)).required();
    let spanish = |key: &str| cx.ta("agreements-in-spanish", &[("what", cx.t(key).into())]);
    let roles = Role::ALL.iter().map(|r| r.word()).chain([CO_LEAD, SEAT]);
    let roles = roles.map(|role| Choice::new(role, role_name(cx, role)));
    let again = [Choice::new("yes", cx.t("agreements-training-again"))];
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/training", &cx.t("agreements-training"))], &title))
        (cx.error_summary(errors))
        h1 { (title) }
        form.form method="post" action=(action) {
            (field(Field::text("title_en", cx.t("agreements-training-title")).lang("en"), "title_en"))
            (field(Field::text("title_es", spanish("agreements-training-title")).lang("es"), "title_es"))
            (field(Field::textarea("body_en", cx.t("agreements-training-body")).rows(10).lang("en"), "body_en"))
            (field(Field::textarea("body_es", spanish("agreements-training-body")).rows(10).lang("es"), "body_es"))
            (Choices::checkboxes("roles", cx.t("agreements-training-roles"), roles).small().choose(form.all("roles"))
                .error(cx.fault(errors, "roles")))
            @if id.is_some() {
                (Choices::checkboxes("again", cx.t("agreements-training-version"), again).choose(form.all("again")))
            }
            (ui::button(Button::Primary, "device-floppy", &cx.t("agreements-save")))
        }
    };
    let page = Page::new(cx, title.clone()).nav("training");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

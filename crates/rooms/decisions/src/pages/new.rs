//! Something is proposed: by members to a body, by anybody else with nothing but words.

use super::words::{Names, members};
use crate::actions::{self, NewProposal};
use crate::model::Text;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::accounts::rate_limit::{Gate, network_of};
use tandem_access::{FieldErrors, Uuid, Viewer};
use tandem_directory::model::domain;
use tandem_web::ui::{self, Button, Choice, Choices, Field, Select, Tone};
use tandem_web::{Answer, Cx, Form, Page, PageError, faults};

/// The form. `gap=kind/area` says which gap it answers, `from=ID` what else of the chain it grows out of; words may stand in the address too.
pub async fn show(cx: Cx, form: Form) -> Answer {
    page(&cx, &form, &FieldErrors::new()).await
}

fn gap(form: &Form) -> Option<(String, String)> {
    let (help, area) = form.opt("gap")?.split_once('/')?;
    domain::domain(help)?;
    Some((help.to_owned(), area.to_owned()))
}

async fn page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Response, PageError> {
    let (names, organizations) =
        cx.store.read(&cx.viewer, |tx| Ok((Names::load(tx, &[])?, members(tx)?))).await?;
    let member = cx.viewer.is_member();
    let body = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/decisions", &cx.t("decisions-title"))], &cx.t("decisions-propose")))
        h1 { (cx.t("decisions-propose")) }
        p.lead { (cx.t(if member { "decisions-propose-lead" } else { "decisions-suggest-lead" })) }
        @if let Some((help, area)) = gap(form) {
            (ui::notice(Tone::Info, html! { p { (cx.ta("decisions-about-gap", &[
                ("help", domain::domain(&help).map_or("", |d| d.name(cx.spanish())).into()), ("area", area.as_str().into())])) } }))
        }
        form.form method="post" action="/proposals/new" {
            @if let Some((help, area)) = gap(form) { input type="hidden" name="gap" value={ (help) "/" (area) }; }
            @if let Some(from) = form.id("from") { input type="hidden" name="from" value=(from); }
            (text_fields(cx, form, errors))
            @if member {
                (Select::new("body_id", cx.t("decisions-body"), names.choices(cx, "decisions-choose-body")).choose(form.text("body_id"))
                    .hint(cx.t("decisions-body-hint")).error(cx.fault(errors, "body_id")))
                (about_field(cx, &organizations, form))
                (Choices::checkboxes("policy_ask", cx.t("decisions-policy"), [Choice::new("1", cx.t("decisions-policy-choice"))])
                    .choose([form.text("policy_ask")]).hint(cx.t("decisions-policy-hint")).small())
                (Choices::checkboxes("advice", cx.t("decisions-advice"), [Choice::new("1", cx.t("decisions-advice-choice"))])
                    .choose([form.text("advice")]).hint(cx.t("decisions-advice-hint")).error(cx.fault(errors, "advice")).small())
            } @else {
                (Field::text("by_name", cx.t("decisions-your-name")).value(form.text("by_name")).hint(cx.t("decisions-your-name-hint"))
                    .optional(cx.t("web-optional")).autocomplete("off").error(cx.fault(errors, "by_name")))
                p { (cx.t("decisions-suggest-careful")) }
            }
            (ui::button(Button::Primary, "send", &cx.t("decisions-send")))
        }
    };
    let page = Page::new(cx, cx.t("decisions-propose")).nav("decisions").public();
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}

/// Title, problem, text, and for members the same in Spanish.
pub fn text_fields(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let field =
        |f: Field, name: &str| f.value(form.text(name)).error(cx.fault(errors, name)).autocomplete("off");
    html! {
        (field(Field::text("title", cx.t("decisions-text-title")).hint(cx.t("decisions-text-title-hint")).required(), "title"))
        (field(Field::textarea("problem", cx.t("decisions-problem")).hint(cx.t("decisions-problem-hint")).required(), "problem"))
        (field(Field::textarea("body", cx.t("decisions-body-text")).hint(cx.t("decisions-body-text-hint")).required(), "body"))
        @if cx.viewer.is_member() {
            @let spanish = |key: &str| format!("{} ({})", cx.t(key), cx.t("decisions-in-spanish"));
            @let begun = ["title_es", "problem_es", "body_es"].iter().any(|name| form.opt(name).is_some());
            details open[begun] {
                summary { (cx.t("decisions-spanish")) }
                p.hint { (cx.t("decisions-spanish-hint")) }
                (field(Field::text("title_es", spanish("decisions-text-title")).lang("es"), "title_es"))
                (field(Field::textarea("problem_es", spanish("decisions-problem")).lang("es"), "problem_es"))
                (field(Field::textarea("body_es", spanish("decisions-body-text")).lang("es"), "body_es"))
            }
        }
    }
}

/// Which organizations it is about: who works there stands aside.
pub fn about_field(cx: &Cx, organizations: &[(Uuid, String)], form: &Form) -> Markup {
    let choices = organizations.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str()));
    ui::details(
        &cx.t("decisions-about"),
        html! {
            (Choices::checkboxes("about", cx.t("decisions-about-which"), choices).choose(form.all("about")).hint(cx.t("decisions-about-hint")).small())
        },
    )
}

/// The words of a form.
pub fn text_of(form: &Form) -> Text {
    let text = |name: &str| form.text(name).to_owned();
    let spanish = |name: &str| form.opt(name).map(str::to_owned);
    Text {
        title: text("title"),
        problem: text("problem"),
        body: text("body"),
        title_es: spanish("title_es"),
        problem_es: spanish("problem_es"),
        body_es: spanish("body_es"),
    }
}

/// The organizations of a form.
pub fn about_of(form: &Form) -> Vec<Uuid> {
    form.all("about").into_iter().filter_map(|id| id.parse().ok()).collect()
}

/// Sends it.
pub async fn send(cx: Cx, form: Form) -> Answer {
    let new = NewProposal {
        text: text_of(&form),
        body_id: form.id("body_id"),
        gap: gap(&form),
        from: form.id("from"),
        about: about_of(&form),
        policy_ask: form.text("policy_ask") == "1",
        advice: form.text("advice") == "1",
        by_name: form.opt("by_name").map(str::to_owned),
    };
    if cx.viewer.is_member() {
        let made = cx.store.write(&cx.viewer, move |tx| actions::propose(tx, &new)).await;
        return match faults(made)? {
            Ok(id) => Ok(cx.redirect_flash(&format!("/proposals/{id}"), "decisions-proposed")),
            Err(errors) => Ok(page(&cx, &form, &errors).await?),
        };
    }
    cx.store.limits().take(Gate::PublicForm, &network_of(cx.ip), cx.now)?;
    // Nobody is signed in: the system puts it before those who keep proposals.
    let system = Viewer::system("decisions.suggest");
    let made = cx.store.write(&system, move |tx| actions::suggest(tx, &new)).await;
    match faults(made)? {
        Ok(id) => Ok(thanks(&cx, id)),
        Err(errors) => Ok(page(&cx, &form, &errors).await?),
    }
}

fn thanks(cx: &Cx, id: Uuid) -> Response {
    let address = format!("{}/proposals/{id}", cx.base_url);
    let body = html! {
        h1 { (cx.t("decisions-thanks")) }
        (ui::key_sentence(&cx.t("decisions-thanks-text")))
        p { (cx.t("decisions-thanks-address")) }
        p { code { (address) } }
        p { (ui::link_button(Button::Secondary, "gavel", "/decisions", &cx.t("decisions-title"), "")) }
    };
    Page::new(cx, cx.t("decisions-thanks")).nav("decisions").body(body)
}

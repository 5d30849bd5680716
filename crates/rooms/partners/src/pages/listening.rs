//! Listening to an organization: what was heard, and the form for another talk.

use super::sector_name;
use crate::actions;
use crate::model::{Interview, InterviewDraft, Organization, Relevance};
use crate::policy;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::accounts::members;
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_web::faults;
use tandem_web::ui::{self, Button, Choice, Choices, Field};
use tandem_web::{Answer, Cx, Form, Page, PageError, path_id};

struct Shown {
    organization: Organization,
    talks: Vec<Interview>,
    names: HashMap<Uuid, String>,
    focus: String,
}

async fn load(cx: &Cx, id: Uuid) -> Result<Shown, PageError> {
    if !policy::may_edit(&cx.viewer, id) {
        return Err(Error::NotFound.into());
    }
    Ok(cx
        .store
        .read(&cx.viewer, move |tx| {
            let organization = actions::find(tx, id)?;
            let talks = actions::interviews(tx, &[id])?;
            let by: Vec<Uuid> = talks.iter().filter_map(|t| t.recorded_by).collect();
            let names = members::names(tx, &by)?;
            Ok(Shown { organization, talks, names, focus: actions::partnership(tx)?.focus })
        })
        .await?)
}

/// What was heard, and the form.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let shown = load(&cx, path_id(&id)?).await?;
    Ok(page(&cx, &shown, &Form::default(), &FieldErrors::new()))
}

/// Another talk.
pub async fn save(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let shown = load(&cx, path_id(&id)?).await?;
    let id = shown.organization.id;
    let text = |name: &str| form.text(name).to_owned();
    let draft = InterviewDraft {
        held_on: text("held_on"),
        listened: text("listened"),
        spoke: text("spoke"),
        does: text("does"),
        needs: text("needs"),
        would_help: text("would_help"),
        serves: text("serves"),
        relevance: Relevance::from_code(form.text("relevance")),
        relevance_why: text("relevance_why"),
    };
    let done = cx.store.write(&cx.viewer, move |tx| actions::listen(tx, id, &draft)).await;
    match faults(done)? {
        Ok(_) => Ok(
            cx.redirect_flash(&format!("/settings/organizations/{id}/listening"), "partners-listening-saved")
        ),
        Err(errors) => Ok(page(&cx, &shown, &form, &errors)),
    }
}

fn page(cx: &Cx, shown: &Shown, form: &Form, errors: &FieldErrors) -> Response {
    let o = &shown.organization;
    let own = format!("/settings/organizations/{}", o.id);
    let body = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"),
            &[("/settings/organizations", cx.t("partners-organizations-title").as_str()), (own.as_str(), o.name.as_str())],
            &cx.t("partners-listening-title")))
        h1 { (cx.ta("partners-listening-with", &[("name", o.name.as_str().into())])) }
        p { (sector_name(cx, o.sector)) " " (super::organizations::membership_chip(cx, o.membership)) }
        p.lead { (cx.t("partners-listening-lead")) }
        @for talk in &shown.talks { (heard(cx, shown, talk)) }
        @if policy::may_place(&cx.viewer) { (ui::section(&cx.t("partners-listening-new"), fields(cx, shown, form, errors))) }
    };
    let page = Page::new(cx, cx.ta("partners-listening-with", &[("name", o.name.as_str().into())]))
        .nav("settings-organizations");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

fn heard(cx: &Cx, shown: &Shown, talk: &Interview) -> Markup {
    let day = cx.day(talk.held_on);
    let title = cx.ta("partners-listening-on", &[("day", day.into())]);
    let words = [
        ("partners-listening-does", &talk.does),
        ("partners-listening-would-help", &talk.would_help),
        ("partners-listening-needs", &talk.needs),
        ("partners-listening-serves", &talk.serves),
    ];
    let who = cx.ta(
        "partners-listening-who",
        &[("listened", talk.listened.as_str().into()), ("spoke", talk.spoke.as_str().into())],
    );
    let by = talk.recorded_by.and_then(|id| shown.names.get(&id).cloned());
    let recorded = cx.ta(
        "partners-listening-recorded",
        &[
            ("at", cx.moment(talk.recorded_at).into()),
            ("by", by.unwrap_or_else(|| cx.t("partners-system")).into()),
        ],
    );
    ui::section(
        &title,
        html! {
            p { (who) }
            (ui::definition_list(words.into_iter().filter(|(_, said)| !said.is_empty())
                .map(|(key, said)| (cx.t(key), html! { (said) }))
                .chain([(cx.t("partners-listening-relevance"), html! {
                    (relevance_name(cx, talk.relevance))
                    @if !talk.relevance_why.is_empty() { ": " (talk.relevance_why) }
                })])))
            p.m { (recorded) }
        },
    )
}

fn relevance_name(cx: &Cx, relevance: Relevance) -> String {
    cx.t(&format!("partners-relevance-{}", relevance.code().replace('_', "-")))
}

fn fields(cx: &Cx, shown: &Shown, form: &Form, errors: &FieldErrors) -> Markup {
    let optional = cx.t("web-optional");
    let field =
        |f: Field, name: &str| f.value(form.text(name)).error(cx.fault(errors, name)).autocomplete("off");
    let words = |name: &str, key: &str| field(Field::textarea(name, cx.t(key)).rows(3), name);
    let relevance = Relevance::ALL.iter().map(|r| Choice::new(r.code(), relevance_name(cx, *r)));
    let hint = if shown.focus.is_empty() {
        cx.t("partners-listening-no-focus")
    } else {
        cx.ta("partners-listening-focus", &[("focus", shown.focus.as_str().into())])
    };
    html! {
        p { (cx.t("partners-listening-how")) }
        form.form method="post" action={ "/settings/organizations/" (shown.organization.id) "/listening" } {
            (field(Field::date("held_on", cx.t("partners-listening-day")).required(), "held_on"))
            (field(Field::text("listened", cx.t("partners-listening-listened")).required(), "listened"))
            (field(Field::text("spoke", cx.t("partners-listening-spoke"))
                .hint(cx.t("partners-listening-spoke-hint")).required(), "spoke"))
            (words("does", "partners-listening-does").hint(cx.t("partners-listening-words-hint")).required())
            (words("would_help", "partners-listening-would-help").hint(cx.t("partners-listening-words-hint")).required())
            (words("needs", "partners-listening-needs").optional(optional.as_str()))
            (words("serves", "partners-listening-serves").optional(optional.as_str()))
            (Choices::radios("relevance", cx.t("partners-listening-relevance"), relevance).hint(hint).small()
                .choose([form.text("relevance")]).error(cx.fault(errors, "relevance")))
            (field(Field::text("relevance_why", cx.t("partners-listening-why")), "relevance_why").optional(optional.as_str()))
            (ui::button(Button::Primary, "device-floppy", &cx.t("partners-listening-save")))
        }
    }
}

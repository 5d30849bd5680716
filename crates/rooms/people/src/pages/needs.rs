//! Needs on a person's page: the table with its two facts, and the forms that change them.

use super::{SECONDARY, action_button};
use crate::actions::{self, Ending};
use crate::model::label::Label;
use crate::model::need::{Domain, Need, NeedStatus, NewNeed, Source};
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::{Action, Error, FieldErrors, Kind};
use tandem_web::ui::{self, Button, Choice, Choices, Col, Select, Table, Tone};
use tandem_web::{Answer, Cx, Form, Who, path_id};

/// Adds a need that the person stated.
pub async fn add(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let person_id = path_id(&id)?;
    let org = crate::policy::own_org(&cx.viewer)?;
    let domain = Domain::from_code(form.text("domain"))
        .ok_or_else(|| FieldErrors::one("domain", "people-need-unknown"))?;
    let wants_help = fact(form.text("wants_help"));
    let now = cx.now;
    cx.store
        .write(&cx.viewer, move |tx| {
            let new = NewNeed {
                person_id,
                domain,
                risk: None,
                wants_help,
                source: Source::Stated,
                label: Label::General,
                found_at: now,
            };
            actions::record_need(tx, org, &new)
        })
        .await?;
    Ok(cx.redirect_flash(&format!("/people/{person_id}#needs"), "people-need-added"))
}

/// Writes down whether the person wants help.
pub async fn wants(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let wants_help = fact(form.text("wants_help"));
    cx.store.write(&cx.viewer, move |tx| actions::set_wants_help(tx, id, wants_help)).await?;
    back(&cx, &form)
}

/// Closes a need or opens it again.
pub async fn end(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let ending = match form.text("ending") {
        "addressed" => Ending::Addressed,
        "reopened" => Ending::Reopened,
        _ => Ending::Closed,
    };
    cx.store.write(&cx.viewer, move |tx| actions::close_need(tx, id, ending)).await?;
    back(&cx, &form)
}

fn back(cx: &Cx, form: &Form) -> Answer {
    let person = form.id("person").ok_or(Error::NotFound)?;
    Ok(cx.redirect_flash(&format!("/people/{person}#needs"), "people-need-changed"))
}

/// Yes, no, or not asked.
fn fact(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// The part of the person's page about needs.
pub fn part(cx: &Cx, person: tandem_access::Uuid, needs: &[Need]) -> Markup {
    let may = cx.allowed(Who::May(Kind::Need, Action::Write));
    let title = cx.t("people-needs");
    html! {
        section.card.stack.cq aria-labelledby="needs" {
            h2 id="needs" { (title) }
            @if needs.is_empty() {
                p { (cx.t("people-needs-none")) " " (cx.t("people-needs-none-hint")) }
            } @else {
                (table(cx, &title, needs, may))
            }
            @if may { (ui::details(&cx.t("people-need-add"), add_form(cx, person))) }
        }
    }
}

/// What is on record: what the instrument says and what the person says stand in columns of their own.
pub fn table(cx: &Cx, caption: &str, needs: &[Need], may: bool) -> Markup {
    // On their own page the person is spoken to.
    let (risk, wants) = if cx.viewer.is_member() {
        ("people-need-risk", "people-need-wants")
    } else {
        ("people-need-risk-own", "people-need-wants-own")
    };
    let mut columns: Vec<Col> =
        ["people-need-domain", risk, wants, "people-need-status"].map(|key| Col::text(cx.t(key))).into();
    if may {
        columns.push(Col::text(cx.t("people-need-change")));
    }
    let mut table = Table::new(caption, columns).hide_caption();
    for need in needs {
        let mut cells = vec![
            // Paper is found by whoever is at home.
            html! { span.off-paper[!need.label.is_shareable()] { (cx.t(&need.domain.message_key())) } },
            fact_chip(cx, need.risk, "people-risk", Tone::Soon, Tone::Ok),
            fact_chip(cx, need.wants_help, "people-wants", Tone::Ok, Tone::Info),
            status_chip(cx, need.status),
        ];
        if may {
            cells.push(change(cx, need));
        }
        table.push(cells);
    }
    html! { (table) }
}

fn fact_chip(cx: &Cx, fact: Option<bool>, prefix: &str, yes: Tone, no: Tone) -> Markup {
    match fact {
        Some(true) => ui::chip(yes, &cx.t(&format!("{prefix}-yes"))),
        Some(false) => ui::chip(no, &cx.t(&format!("{prefix}-no"))),
        None => ui::chip(Tone::Info, &cx.t(&format!("{prefix}-unasked"))),
    }
}

fn status_chip(cx: &Cx, status: NeedStatus) -> Markup {
    let tone = match status {
        NeedStatus::Open => Tone::Soon,
        NeedStatus::Addressed => Tone::Ok,
        NeedStatus::Closed => Tone::Info,
    };
    ui::chip(tone, &cx.t(&format!("people-status-{}", status.code())))
}

fn change(cx: &Cx, need: &Need) -> Markup {
    // A colleague's organization may show its need here; only the one that recorded it changes it.
    if Some(need.owner_org) != cx.viewer.org() {
        return html! {};
    }
    let (name, person) = (cx.t(&need.domain.message_key()), need.person_id.to_string());
    let wants = format!("/people/needs/{}/wants", need.id);
    let end = format!("/people/needs/{}/end", need.id);
    let set = |value: &str, icon: &str, key: &str| {
        let hidden = [("person", person.as_str()), ("wants_help", value)];
        action_button(SECONDARY, icon, &wants, &hidden, &cx.t(key), &name)
    };
    let ending = |value: &str, icon: &str, key: &str| {
        let hidden = [("person", person.as_str()), ("ending", value)];
        action_button(SECONDARY, icon, &end, &hidden, &cx.t(key), &name)
    };
    html! {
        div.acts {
            @if need.status == NeedStatus::Open {
                @if need.wants_help != Some(true) { (set("yes", "check", "people-need-set-yes")) }
                @if need.wants_help != Some(false) { (set("no", "x", "people-need-set-no")) }
                (ending("closed", "ban", "people-need-end"))
            } @else {
                (ending("reopened", "refresh", "people-need-reopen"))
            }
        }
    }
}

fn add_form(cx: &Cx, person: tandem_access::Uuid) -> Markup {
    let domains = Domain::all().map(|domain| Choice::new(domain.code(), cx.t(&domain.message_key())));
    let wants = [("yes", "people-wants-yes"), ("no", "people-wants-no"), ("", "people-wants-unasked")]
        .map(|(value, key)| Choice::new(value, cx.t(key)));
    html! {
        form.form method="post" action={ "/people/" (person) "/needs" } {
            p { (cx.t("people-need-add-intro")) }
            (Select::new("domain", cx.t("people-need-domain"), domains).wide())
            (Choices::radios("wants_help", cx.t("people-need-wants"), wants).choose(["yes"]).small().side_by_side())
            (ui::button(Button::Secondary, "plus", &cx.t("people-need-add")))
        }
    }
}

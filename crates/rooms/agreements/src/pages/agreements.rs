//! The list, for everybody: what holds, what has held; for members also what is being written and signed.

use super::{kind_name, state_chip};
use crate::actions;
use crate::model::agreement::{Agreement, Kind, State};
use axum::response::Response;
use jiff::civil::Date;
use maud::{Markup, html};
use tandem_access::{Action, FieldErrors, Kind as Fact};
use tandem_web::messages::dates;
use tandem_web::ui::{self, Button, Choice, Col, Field, Select, Table, Tone};
use tandem_web::{Answer, Cx, Form, Page, Who, faults};

/// The list with its filters, which stand in the address.
pub async fn show(cx: Cx, form: Form) -> Answer {
    page(&cx, &form, &FieldErrors::new()).await
}

async fn page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Answer {
    let (all, rule) =
        cx.store.read(&cx.viewer, |tx| Ok((actions::list(tx)?, actions::required_from(tx)?))).await?;
    let kind = Kind::from_code(form.text("kind"));
    let state = State::from_code(form.text("state"));
    let found: Vec<&Agreement> = all
        .iter()
        .filter(|a| kind.is_none_or(|k| a.draft.kind == k) && state.is_none_or(|s| a.state(cx.now) == s))
        .collect();
    let live = all.iter().filter(|a| a.state(cx.now) == State::InForce).count();
    let sharing =
        all.iter().filter(|a| a.state(cx.now) == State::InForce && a.draft.kind == Kind::DataUse).count();
    let body = html! {
        (cx.error_summary(errors))
        h1 { (cx.t("agreements-title")) }
        (ui::key_sentence(&cx.ta("agreements-key", &[("n", live.into()), ("sharing", sharing.into())])))
        p { (cx.t("agreements-lead")) }
        @if cx.allowed(Who::May(Fact::Agreement, Action::Write)) {
            p { (ui::link_button(Button::Primary, "plus", "/agreements/new", &cx.t("agreements-new"), "")) }
        }
        (filters(cx, form))
        p role="status" { (cx.ta("agreements-count", &[("n", found.len().into())])) }
        @if found.is_empty() {
            (ui::empty_state("heart-handshake", &cx.t("agreements-none"), &cx.t("agreements-none-hint"),
                (!all.is_empty()).then_some(("/agreements", cx.t("web-clear-filters").as_str()))))
        } @else { (table(cx, &found)) }
        (required(cx, rule.map(|(day, _)| day), form, errors))
    };
    let page = Page::new(cx, cx.t("agreements-title")).nav("agreements").public();
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}

fn filters(cx: &Cx, form: &Form) -> Markup {
    let any = || std::iter::once(Choice::new("", cx.t("agreements-any")));
    let kinds = any().chain(Kind::ALL.iter().map(|k| Choice::new(k.code(), kind_name(cx, *k))));
    let shown = |s: &&State| {
        cx.allowed(Who::May(Fact::Agreement, Action::Read))
            || !matches!(s, State::Draft | State::Out | State::Stopped)
    };
    let states =
        any().chain(State::ALL.iter().filter(shown).map(|s| {
            Choice::new(s.code(), cx.t(&format!("agreements-state-{}", s.code().replace('_', "-"))))
        }));
    let set = ["kind", "state"].iter().any(|n| form.opt(n).is_some());
    html! {
        search { details open[set] { summary { (cx.t("agreements-filter")) }
            form.form method="get" action="/agreements" aria-label=(cx.t("agreements-filter")) {
                (Select::new("kind", cx.t("agreements-kind"), kinds).choose(form.text("kind")))
                (Select::new("state", cx.t("agreements-state"), states).choose(form.text("state")))
                (ui::button(Button::Secondary, "filter", &cx.t("agreements-filter")))
            }
        } }
    }
}

fn table(cx: &Cx, found: &[&Agreement]) -> Markup {
    let columns = [
        "agreements-name",
        "agreements-kind",
        "agreements-parties",
        "agreements-last-day",
        "agreements-state",
    ];
    let mut table = Table::new(cx.t("agreements-title"), columns.map(|k| Col::text(cx.t(k)))).hide_caption();
    for a in found {
        let names: Vec<&str> = a.parties.iter().map(|p| p.name.as_str()).collect();
        table.push([
            {
                let (name, other) = a.named(cx.lang);
                html! { a href={ "/agreements/" (a.id) } lang=[other] { (name) } }
            },
            html! { (kind_name(cx, a.draft.kind)) },
            html! { (names.join(", ")) },
            html! { (dates::date_year(cx.lang, a.draft.expires_on)) },
            state_chip(cx, a),
        ]);
    }
    html! { (table) }
}

/// From which day sharing needs an agreement: said to members, set by who sets the partnership up.
fn required(cx: &Cx, day: Option<Date>, form: &Form, errors: &FieldErrors) -> Markup {
    if !cx.allowed(Who::May(Fact::Agreement, Action::Read)) {
        return html! {};
    }
    let now = match day {
        Some(day) => cx.ta("agreements-rule-from", &[("day", dates::date_year(cx.lang, day).into())]),
        None => cx.t("agreements-rule-always"),
    };
    let typed = form.opt("required_on").map(str::to_owned).or(day.map(|d| d.to_string())).unwrap_or_default();
    ui::section(
        &cx.t("agreements-rule"),
        html! {
            (ui::notice(Tone::Info, html! { p { (now) } }))
            @if cx.allowed(Who::May(Fact::Setting, Action::Write)) {
                form.form method="post" action="/agreements/rule" {
                    (Field::date("required_on", cx.t("agreements-rule-day")).value(typed).hint(cx.t("agreements-rule-hint"))
                        .optional(cx.t("web-optional")).error(cx.fault(errors, "required_on")))
                    (ui::button(Button::Secondary, "device-floppy", &cx.t("agreements-save")))
                }
            }
        },
    )
}

/// Sets the day.
pub async fn set_rule(cx: Cx, form: Form) -> Answer {
    let day = match form.opt("required_on") {
        None => None,
        Some(text) => match text.parse::<Date>() {
            Ok(day) => Some(day),
            Err(_) => return again(&cx, &form).await,
        },
    };
    let done = cx.store.write(&cx.viewer, move |tx| actions::require_from(tx, day)).await;
    match faults(done)? {
        Ok(()) => Ok(cx.redirect_flash("/agreements", "agreements-saved")),
        Err(errors) => page(&cx, &form, &errors).await,
    }
}

async fn again(cx: &Cx, form: &Form) -> Result<Response, tandem_web::PageError> {
    let mut errors = FieldErrors::new();
    errors.add("required_on", "agreements-error-day");
    page(cx, form, &errors).await
}

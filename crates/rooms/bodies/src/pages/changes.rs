//! What a version of the charter changes against the one that held before it: for everybody who reads it, above all before they ratify.

use crate::model::{Changes, Charter, Clause, ClauseChange};
use maud::{Markup, html};
use tandem_web::Cx;
use tandem_web::ui::{self, Col, Table, Tone};

/// Where it stands on the page.
pub(super) const HERE: &str = "changes";

/// The section, open where people are still asked; a version that holds, or held, has it closed.
pub(super) fn section(cx: &Cx, before: &Charter, after: &Charter, open: bool) -> Markup {
    let title = cx.ta("bodies-changes", &[("n", before.version.into())]);
    let told = changes(cx, before, after);
    html! {
        div id=(HERE) {
            @if open { (ui::section(&title, told)) }
            @else { (ui::details(&title, told)) }
        }
    }
}

fn changes(cx: &Cx, before: &Charter, after: &Charter) -> Markup {
    let changes = Changes::between(before, after);
    let mission = cx.what_changed(mission(before), mission(after));
    let goals = cx.what_changed(both(&goals(before)), both(&goals(after)));
    let rest = changes.clauses.is_empty() && changes.seats.is_empty() && changes.rules.is_empty();
    if rest && mission.is_none() && goals.is_none() {
        return html! { p { (cx.t("bodies-changes-none")) } };
    }
    html! {
        (ui::key_sentence(&sentence(cx, &changes)))
        p.hint { (cx.t("web-changes-legend")) }
        @for (heading, marks) in [("bodies-mission", mission), ("bodies-goals", goals)] {
            @if let Some(marks) = marks { div.stack-s { h3 { (cx.t(heading)) } (marks) } }
        }
        @for change in &changes.clauses { div.stack-s { (clause(cx, change)) } }
        @if !changes.seats.is_empty() { (seats(cx, &changes, before, after)) }
        @if !changes.rules.is_empty() { (rules(cx, &changes)) }
    }
}

fn sentence(cx: &Cx, changes: &Changes<'_>) -> String {
    let count = |is: fn(&ClauseChange<'_>) -> bool| changes.clauses.iter().filter(|c| is(c)).count().into();
    cx.ta(
        "bodies-changes-n",
        &[
            ("added", count(|c| matches!(c, ClauseChange::Added(_)))),
            ("taken", count(|c| matches!(c, ClauseChange::Taken(_)))),
            ("changed", count(|c| matches!(c, ClauseChange::Changed(..)))),
            ("moved", count(|c| matches!(c, ClauseChange::Moved(..)))),
            ("same", changes.same.into()),
        ],
    )
}

/// English and Spanish.
fn mission(charter: &Charter) -> [&str; 2] {
    [&charter.mission, charter.mission_es.as_deref().unwrap_or_default()]
}

/// Each line is a paragraph, so that one that comes or goes stands by itself.
fn lines(text: &str) -> String {
    text.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn goals(charter: &Charter) -> [String; 2] {
    [lines(&charter.goals), lines(charter.goals_es.as_deref().unwrap_or_default())]
}

fn clause(cx: &Cx, change: &ClauseChange<'_>) -> Markup {
    let (before, after, key) = match change {
        ClauseChange::Added(after) => (None, Some(*after), "bodies-clause-new"),
        ClauseChange::Taken(before) => (Some(*before), None, "bodies-clause-taken"),
        ClauseChange::Changed(before, after) => (Some(*before), Some(*after), "bodies-clause-changed"),
        ClauseChange::Moved(before, after) => (Some(*before), Some(*after), "bodies-clause-moved"),
    };
    let Some(named) = after.or(before) else { return html! {} };
    let title = |c: &&'_ Clause| [c.title.clone(), c.title_es.clone().unwrap_or_default()];
    let body = |c: Option<&Clause>| {
        c.map_or_else(Default::default, |c| [c.body.clone(), c.body_es.clone().unwrap_or_default()])
    };
    let marks = |was: [String; 2], is: [String; 2]| cx.what_changed(both(&was), both(&is));
    // The title of a clause that came or went stands in its heading already.
    let title = before.as_ref().zip(after.as_ref()).and_then(|(was, is)| marks(title(was), title(is)));
    html! {
        h3 { (named.position) ". " (named.title(cx.spanish())) " " (ui::chip(Tone::Info, &cx.t(key))) }
        @if let (Some(before), Some(after)) = (before, after) {
            @if before.position != after.position { p.hint { (cx.ta("bodies-clause-was", &[("n", before.position.into())])) } }
        }
        @if let Some(title) = title { (title) }
        @if let Some(body) = marks(body(before), body(after)) { (body) }
    }
}

fn both(texts: &[String; 2]) -> [&str; 2] {
    [&texts[0], &texts[1]]
}

fn columns(cx: &Cx, first: &str, col: fn(String) -> Col) -> [Col; 3] {
    [Col::text(cx.t(first)), col(cx.t("bodies-was")), col(cx.t("bodies-is"))]
}

fn seats(cx: &Cx, changes: &Changes<'_>, before: &Charter, after: &Charter) -> Markup {
    let title = cx.t("bodies-council-seats");
    let mut table = Table::new(&title, columns(cx, "bodies-sector", Col::number)).hide_caption();
    for (sector, was, is) in &changes.seats {
        table.push([html! { (tandem_partners::sector_name(cx, *sector)) }, html! { (was) }, html! { (is) }]);
    }
    let all = |charter: &Charter| charter.seats.values().sum::<u64>();
    let table =
        table.foot([html! { (cx.t("bodies-all-seats")) }, html! { (all(before)) }, html! { (all(after)) }]);
    html! { h3 { (title) } (table) }
}

fn rules(cx: &Cx, changes: &Changes<'_>) -> Markup {
    let title = cx.t("bodies-kept-rules");
    let mut table = Table::new(&title, columns(cx, "bodies-rule", Col::text)).hide_caption();
    let (lists, values): (Vec<_>, Vec<_>) =
        changes.rules.iter().partition(|(rule, _, _)| matches!(*rule, "binding_topics" | "topics_es"));
    for (rule, was, is) in &values {
        let label = cx.t(&format!("bodies-rule-{}", rule.replace('_', "-")));
        table.push([html! { (label) }, html! { (value(cx, rule, was)) }, html! { (value(cx, rule, is)) }]);
    }
    html! {
        h3 { (title) }
        @if !values.is_empty() { (table) }
        @for (rule, was, is) in &lists {
            @let es = *rule == "topics_es";
            @let texts = |text: &str| if es { [String::new(), lines(text)] } else { [lines(text), String::new()] };
            p { (cx.t("bodies-rule-binding")) @if es { " (" (cx.t("bodies-in-spanish")) ")" } }
            @if let Some(marks) = cx.what_changed(both(&texts(was)), both(&texts(is))) { (marks) }
        }
    }
}

/// A rule's value in words; a number is a number.
fn value(cx: &Cx, rule: &str, kept: &str) -> String {
    match rule {
        "decision" | "ratify" | "ties" => cx.t(&format!("bodies-{rule}-{}", kept.replace('_', "-"))),
        _ => kept.to_owned(),
    }
}

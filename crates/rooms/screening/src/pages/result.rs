//! What a screening found, after the person was asked about help: the risks, the wishes, the next step.

use super::{day, domain_name};
use crate::actions::{ScreeningView, view_screening};
use crate::model::labels::Label;
use crate::model::questionnaire::{Item, Questionnaire};
use crate::model::response::ResponseItem;
use crate::model::screening::{Choice, FindingRow, Status};
use crate::model::values::Answer as Value;
use axum::extract::Path;
use maud::{Markup, html};
use std::collections::BTreeMap;
use tandem_access::{Action, Error, Kind, Uuid};
use tandem_people::actions::person_name;
use tandem_web::ui::{self, Button, Col, Table, Tone};
use tandem_web::{Answer, Cx, Page, Who, path_id};

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let (view, name) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let view = view_screening(tx, id)?;
            let name = person_name(tx, view.screening.person_id)?.ok_or(Error::NotFound)?;
            Ok((view, name))
        })
        .await?;
    let person = view.screening.person_id;
    let title = view.questionnaire.title.in_language(cx.lang.code()).to_owned();
    let asked_at = view.screening.authored_at.unwrap_or(view.screening.started_at);
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[(&format!("/people/{person}"), &name)], &title))
        h1 { (title) }
        p { (cx.ta("screening-questions-for", &[("name", name.as_str().into())])) ". " (day(&cx, asked_at)) "." }
        (tandem_people::part2::notice(&cx, view.screening.owner_org, labels(&view)))
        @if view.screening.status == Status::Completed { (found(&cx, &view, person)) } @else { (unfinished(&cx, &view)) }
        (answers(&cx, &view))
        p.hint.no-paper { (cx.t("screening-print")) }
        div.actions { (ui::link_button(Button::Plain, "arrow-left", &format!("/people/{person}"), &cx.ta("screening-result-person", &[("name", name.as_str().into())]), "")) }
    };
    Ok(Page::new(&cx, title).nav("people").body(body))
}

/// Every label of the screening and of what it found.
fn labels(view: &ScreeningView) -> Vec<Label> {
    view.findings.iter().map(|f| f.label).chain([view.screening.label]).collect()
}

fn unfinished(cx: &Cx, view: &ScreeningView) -> Markup {
    let next = if view.screening.status == Status::Draft { "questions" } else { "review" };
    let ours = Some(view.screening.owner_org) == cx.viewer.org();
    html! {
        (ui::notice(Tone::Soon, html! { p { (cx.t("screening-result-not-done")) } }))
        @if ours && cx.allowed(Who::May(Kind::Screening, Action::Write)) {
            div.actions { (ui::link_button(Button::Primary, "arrow-right", &format!("/screenings/{}/{next}", view.screening.id), &cx.t("screening-result-go-on"), "")) }
        }
    }
}

fn found(cx: &Cx, view: &ScreeningView, person: Uuid) -> Markup {
    // One wish may cover two domains of one topic: what is counted is needs.
    let wanted =
        view.findings.iter().filter(|f| f.choice == Some(Choice::Yes) && f.need_id.is_some()).count();
    let ours = Some(view.screening.owner_org) == cx.viewer.org();
    let refer = ours && cx.allowed(Who::May(Kind::Referral, Action::Write));
    let consent = ours && cx.allowed(Who::May(Kind::Consent, Action::Write));
    let shareable = view.findings.iter().any(|f| f.choice == Some(Choice::Yes) && f.label.is_shareable());
    let wanted_locally =
        view.findings.iter().any(|f| f.choice == Some(Choice::Yes) && !f.label.is_shareable());
    let local = view.findings.iter().any(|f| !f.label.is_shareable());
    html! {
        // Paper is found by whoever is at home: nothing on it says, or lets count, what was asked about violence.
        div.no-paper[wanted_locally] { (ui::key_sentence(&cx.ta("screening-result-wants", &[("n", wanted.into())]))) }
        // Who may refer asks for consent on the way: choosing help leads to it, with the place filled in.
        @if consent && shareable && !refer {
            div.actions { (ui::link_button(Button::Primary, "heart-handshake", &format!("/people/{person}/consent"), &cx.t("screening-result-consent"), "")) }
        }
        (table(cx, view, person, refer))
        @if local { div.no-paper { (ui::notice(Tone::Info, html! { p { (cx.t("screening-result-local-text")) } })) } }
    }
}

/// What the person says stands before what the instrument says.
fn table(cx: &Cx, view: &ScreeningView, person: Uuid, refer: bool) -> Table {
    let keys = [
        "screening-result-domain",
        "screening-result-wish",
        "screening-result-risk",
        "screening-result-next",
    ];
    let shown = if refer { keys.len() } else { keys.len() - 1 };
    let cols = keys.iter().take(shown).map(|key| Col::text(cx.t(key)));
    let mut table = Table::new(cx.t("screening-result-table"), cols);
    // What is wanted stands first, then what is at risk.
    let mut findings: Vec<&FindingRow> = view.findings.iter().collect();
    findings.sort_by_key(|f| match (f.choice, f.risk) {
        (Some(Choice::Yes), _) => 0,
        (Some(Choice::Later), _) => 1,
        (_, Some(true)) => 2,
        _ => 3,
    });
    for finding in findings {
        table.push(row(cx, finding, person).into_iter().take(shown));
    }
    table
}

fn row(cx: &Cx, finding: &FindingRow, person: Uuid) -> [Markup; 4] {
    let name = domain_name(cx, &finding.domain);
    let (risk_tone, risk) = match finding.risk {
        Some(true) => (Tone::Late, "screening-risk-yes"),
        Some(false) => (Tone::Ok, "screening-risk-no"),
        None => (Tone::Info, "screening-risk-unknown"),
    };
    let (wish_tone, wish) = match finding.choice {
        Some(Choice::Yes) => (Tone::Soon, "screening-wish-yes"),
        Some(Choice::No) => (Tone::Info, "screening-wish-no"),
        Some(Choice::Later) => (Tone::Info, "screening-wish-later"),
        None => (Tone::Info, "screening-wish-none"),
    };
    let about = cx.ta("screening-result-help-about", &[("need", name.as_str().into())]);
    let help = finding.need_id.filter(|_| finding.choice == Some(Choice::Yes));
    [
        html! {
            @if finding.label.is_shareable() { (name) }
            @else { span.off-paper { (name) " " (ui::chip(Tone::Info, &cx.t("screening-result-local"))) } }
        },
        ui::chip(wish_tone, &cx.t(wish)),
        ui::chip(risk_tone, &cx.t(risk)),
        html! {
            @if let Some(need) = help {
                (ui::link_button(Button::Primary, "search", &format!("/people/{person}/needs/{need}/help"), &cx.t("screening-result-help"), &about))
            }
        },
    ]
}

/// The lines of a screening that may stand on paper, question and answer, as they were asked; for other rooms' pages.
pub fn answers_in_words(cx: &Cx, view: &ScreeningView) -> Vec<(String, String)> {
    let lines = answer_lines(cx, view).into_iter().filter(|line| line.3);
    lines.map(|(_, question, answer, _)| (question, answer)).collect()
}

fn answer_lines(cx: &Cx, view: &ScreeningView) -> Vec<AnswerLine> {
    let mut lines = Vec::new();
    let labels = view.questionnaire.labels();
    collect(cx, &view.questionnaire, &view.items, &labels, &mut lines);
    // Answers of one label are kept together; people read them as they were asked.
    let asked: Vec<&str> = view.questionnaire.all_items().iter().map(|item| item.link_id.as_str()).collect();
    lines.sort_by_key(|line| asked.iter().position(|link_id| *link_id == line.0));
    lines
}

fn answers(cx: &Cx, view: &ScreeningView) -> Markup {
    let lines = answer_lines(cx, view);
    html! {
        (ui::section(&cx.t("screening-result-answers"), html! {
            @if lines.is_empty() { p { (cx.t("screening-result-no-answers")) } } @else {
                (ui::definition_list(lines.into_iter().map(|(_, question, answer, paper)| {
                    (question, html! { @if paper { (answer) } @else { span.off-paper { (answer) } } })
                })))
            }
        }))
    }
}

/// The item, question, answer, and whether they may stand on paper.
type AnswerLine = (String, String, String, bool);

fn collect(
    cx: &Cx,
    asked: &Questionnaire,
    items: &[ResponseItem],
    labels: &BTreeMap<&str, Label>,
    out: &mut Vec<AnswerLine>,
) {
    for answered in items {
        if let Some(item) =
            asked.item(&answered.link_id).filter(|item| item.kind.is_question() && !item.hidden)
        {
            let words: Vec<String> = answered.answers.iter().map(|a| words(cx, item, &a.value)).collect();
            if !words.is_empty() {
                let paper = labels.get(answered.link_id.as_str()).is_none_or(|l| l.is_shareable());
                let question = item.words.in_language(cx.lang.code()).to_owned();
                out.push((item.link_id.clone(), question, words.join("; "), paper));
            }
        }
        collect(cx, asked, &answered.items, labels, out);
        for answer in &answered.answers {
            collect(cx, asked, &answer.items, labels, out);
        }
    }
}

fn words(cx: &Cx, item: &Item, answer: &Value) -> String {
    let option = item.options.iter().find(|option| option.value.same(answer));
    match (option, answer) {
        (Some(option), _) => option.words.in_language(cx.lang.code()).to_owned(),
        (None, Value::Boolean(true)) => cx.t("screening-yes"),
        (None, Value::Boolean(false)) => cx.t("screening-no"),
        (None, Value::Coding(coding)) => coding.display.clone().unwrap_or_else(|| answer.plain()),
        (None, other) => other.plain(),
    }
}

//! The yearly survey: whom to answer about, the form, and what may be shown of a survey that is closed.

use super::{survey_form, tabs};
use crate::actions;
use crate::model::{
    Answer as Said, Asked, Dimension, FEWEST, Progress, REMIND_AFTER_DAYS, Results, Score, Survey,
};
use crate::policy;
use axum::extract::Path;
use maud::{Markup, html};
use std::collections::BTreeMap;
use tandem_access::{Error, Uuid};
use tandem_partners::actions::Filter;
use tandem_partners::model::{Membership, Organization, Sector};
use tandem_web::ui::{self, Button, Col, Table, Tone};
use tandem_web::{Answer, Cx, Form, Page, PageError, Panel, PanelFuture, path_id};

/// On the page of the network: what was said stands beside what was done.
pub(crate) const NETWORK: Panel = Panel { slot: "network", order: 10, render: network };

fn network(cx: Cx, _: Uuid) -> PanelFuture {
    Box::pin(async move {
        let found = cx
            .store
            .read(&cx.viewer, |tx| {
                let last = actions::surveys(tx)?.into_iter().find(|s| s.closed_at.is_some());
                match last {
                    Some(survey) => Ok(actions::results(tx, survey.id)?.map(|r| (survey, r))),
                    None => Ok(None),
                }
            })
            .await?;
        Ok(html! { @if let Some((survey, results)) = found { (shown(&cx, &survey, &results)) } })
    })
}

/// The page.
pub async fn show(cx: Cx) -> Answer {
    let convenes = policy::may_convene(&cx.viewer);
    let (surveys, members, mine, progress, results, own) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let surveys = actions::surveys(tx)?;
            let open = surveys.iter().find(|s| s.closed_at.is_none()).map(|s| s.id);
            let mine = match open {
                Some(id) => actions::answers_of(tx, id)?,
                None => vec![],
            };
            let progress = match open.filter(|_| convenes) {
                Some(id) => actions::progress(tx, id)?,
                None => vec![],
            };
            let last = surveys.iter().find(|s| s.closed_at.is_some()).map(|s| s.id);
            let (results, own) = match last {
                Some(id) => (actions::results(tx, id)?, actions::own_results(tx, id)?),
                None => (None, BTreeMap::new()),
            };
            let every = Filter { membership: Some(Membership::Member), limit: 2_000, ..Filter::default() };
            Ok((surveys, tandem_partners::actions::list(tx, &every)?, mine, progress, results, own))
        })
        .await?;
    let open = surveys.iter().find(|s| s.closed_at.is_none());
    let closed = surveys.iter().find(|s| s.closed_at.is_some());
    let answers = cx.viewer.org().is_some_and(|own| policy::may_enter(&cx.viewer, Some(own), None));
    let body = html! {
        h1 { (cx.t("alliance-survey-title")) }
        (tabs(&cx, "/alliance/survey"))
        p.lead { (cx.t("alliance-survey-lead")) }
        @if let Some(survey) = open {
            @if convenes { (ui::section(&cx.t("alliance-survey-who"), who(&cx, survey, &progress))) }
            (ui::section(&cx.ta("alliance-survey-open", &[("year", survey.year.to_string().into())]),
                asked(&cx, survey, &members, &mine, answers)))
        } @else {
            p { (cx.t("alliance-survey-none-open")) }
            @let held = surveys.iter().any(|s| s.year == i64::from(cx.today().year()));
            @if !held && convenes {
                (ui::post_button(Button::Primary, "clipboard-list", "/alliance/survey/open", &[], &cx.t("alliance-survey-start"), ""))
            }
        }
        @if let (Some(survey), Some(results)) = (closed, &results) {
            (shown(&cx, survey, results))
            @if answers { (ui::section(&cx.t("alliance-survey-own"), own_part(&cx, &own))) }
        }
    };
    Ok(Page::new(&cx, cx.t("alliance-survey-title")).nav("alliance").body(body))
}

fn asked(cx: &Cx, survey: &Survey, members: &[Organization], mine: &[Said], answers: bool) -> Markup {
    let own = cx.viewer.org();
    html! {
        p { (cx.t("alliance-survey-private")) }
        @if answers {
            p role="status" { (cx.ta("alliance-survey-done", &[("n", mine.len().into())])) }
            (survey_form::list(cx, "/alliance/survey", members, own, mine))
        } @else { p { (cx.t("alliance-survey-not-you")) } }
        @if policy::may_convene(&cx.viewer) {
            p.m { (cx.t("alliance-survey-close-hint")) }
            (ui::post_button(Button::Secondary, "lock", "/alliance/survey/close", &[("survey", &survey.id.to_string())],
                &cx.t("alliance-survey-close"), ""))
        }
    }
}

/// Who has answered, for whoever holds the survey, and the letters that ask.
fn who(cx: &Cx, survey: &Survey, progress: &[Asked]) -> Markup {
    let id = survey.id.to_string();
    let n = |of: &dyn Fn(&Asked) -> bool| progress.iter().filter(|a| of(a)).count();
    let answered = n(&|a| a.progress == Progress::Answered);
    let waiting = n(&|a| a.progress == Progress::NotAsked);
    let cols = ["partners-organization", "alliance-survey-progress", "alliance-survey-letter"];
    let mut table = Table::new(cx.t("alliance-survey-who"), cols.map(|k| Col::text(cx.t(k)))).hide_caption();
    for a in progress {
        let again = a.has_address && a.progress != Progress::NotAsked;
        table.push([
            html! { (a.name) },
            progress_chip(cx, a.progress),
            html! {
                @if again {
                    (ui::post_button(Button::Plain, "", "/alliance/survey/send",
                        &[("survey", &id), ("organization", &a.organization.to_string())], &cx.t("alliance-survey-send-again"), &a.name))
                } @else if !a.has_address {
                    a href={ "/settings/organizations/" (a.organization) } { (cx.t("alliance-survey-add-address")) span.vh { " " (a.name) } }
                }
            },
        ]);
    }
    html! {
        (ui::key_sentence(&cx.ta("alliance-survey-progress-key", &[("n", answered.into()), ("all", progress.len().into())])))
        p { (cx.ta("alliance-survey-letters-how", &[("days", REMIND_AFTER_DAYS.into())])) }
        @if waiting > 0 {
            (ui::post_button(Button::Primary, "mail", "/alliance/survey/send", &[("survey", &id)],
                &cx.ta("alliance-survey-send", &[("n", waiting.into())]), ""))
        } @else { p { (cx.t("alliance-survey-send-nobody")) } }
        (ui::details(&cx.t("alliance-survey-who-list"), html! { (table) }))
    }
}

fn progress_chip(cx: &Cx, progress: Progress) -> Markup {
    let day = |at: jiff::Timestamp| cx.day(at.to_zoned(cx.zone()).date());
    match progress {
        Progress::Answered => ui::chip(Tone::Ok, &cx.t("alliance-survey-answered")),
        Progress::Reminded(at) => {
            html! { (cx.ta("alliance-survey-reminded-on", &[("day", day(at).into())])) }
        }
        Progress::Asked(at) => html! { (cx.ta("alliance-survey-asked-on", &[("day", day(at).into())])) },
        Progress::NotAsked => html! { (cx.t("alliance-survey-not-asked")) },
        Progress::NoAddress => ui::chip(Tone::Soon, &cx.t("alliance-survey-no-address")),
    }
}

/// Opens this year's.
pub async fn open(cx: Cx) -> Answer {
    cx.store.write(&cx.viewer, actions::open_survey).await?;
    Ok(cx.redirect_flash("/alliance/survey", "alliance-survey-opened"))
}

/// Closes one.
pub async fn close(cx: Cx, form: Form) -> Answer {
    let id = form.id("survey").ok_or(Error::NotFound)?;
    cx.store.write(&cx.viewer, move |tx| actions::close_survey(tx, id)).await?;
    Ok(cx.redirect_flash("/alliance/survey", "alliance-survey-closed"))
}

/// The open survey, the organization it is about, and what was said of it before.
async fn load(cx: &Cx, about: Uuid) -> Result<(Survey, Organization, Uuid, Said), PageError> {
    let own = cx.viewer.org().ok_or(Error::Forbidden)?;
    if own == about || !policy::may_enter(&cx.viewer, Some(own), None) {
        return Err(Error::NotFound.into());
    }
    Ok(cx
        .store
        .read(&cx.viewer, move |tx| {
            let open =
                actions::surveys(tx)?.into_iter().find(|s| s.closed_at.is_none()).ok_or(Error::NotFound)?;
            let o = tandem_partners::actions::find(tx, about)?;
            if o.membership != Membership::Member {
                return Err(Error::NotFound);
            }
            let before = actions::answers_of(tx, open.id)?.into_iter().find(|a| a.about == about);
            Ok((open, o, own, before.unwrap_or_default()))
        })
        .await?)
}

/// The form about one organization.
pub async fn ask(cx: Cx, Path(id): Path<String>) -> Answer {
    let (survey, o, _, before) = load(&cx, path_id(&id)?).await?;
    Ok(survey_form::page(&cx, "/alliance/survey", &survey, &o, &before))
}

/// Keeps an answer.
pub async fn save(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let (survey, o, own, _) = load(&cx, path_id(&id)?).await?;
    let answer = survey_form::read(&form, own, o.id);
    cx.store.write(&cx.viewer, move |tx| actions::answer(tx, survey.id, &answer)).await?;
    Ok(cx.redirect_flash("/alliance/survey", "alliance-survey-saved"))
}

/// Sends links: to one partner, or to all that have neither answered nor been written to.
pub async fn send(cx: Cx, form: Form) -> Answer {
    let (survey, one) = (form.id("survey").ok_or(Error::NotFound)?, form.id("organization"));
    let sent = cx
        .store
        .write(&cx.viewer, move |tx| match one {
            Some(organization) => Ok(usize::from(actions::send_link(tx, survey, organization)?)),
            None => actions::send_links(tx, survey),
        })
        .await?;
    let flash = if sent > 0 { "alliance-survey-sent" } else { "alliance-survey-sent-none" };
    Ok(cx.redirect_flash("/alliance/survey", flash))
}

fn score_text(score: Option<&Score>) -> Option<String> {
    score.map(|s| format!("{}.{}", s.tenths / 10, s.tenths % 10))
}

/// A closed survey: means of all, and by sector.
fn shown(cx: &Cx, survey: &Survey, results: &Results) -> Markup {
    let title = cx.ta("alliance-survey-results", &[("year", survey.year.to_string().into())]);
    let few = || html! { span.none { (cx.t("web-too-few")) } };
    let cell = |s: Option<&Score>| score_text(s).map_or_else(few, |t| html! { (t) });
    let mut cols = vec![Col::text(cx.t("alliance-survey-of"))];
    cols.extend(Dimension::ALL.map(|d| Col::number(cx.t(&format!("alliance-dimension-{}", d.word())))));
    let mut table = Table::new(title.clone(), cols).hide_caption();
    table.push(
        std::iter::once(html! { (cx.t("alliance-survey-all")) })
            .chain(Dimension::ALL.map(|d| cell(results.all.get(&d)))),
    );
    for (code, scores) in &results.sectors {
        let name =
            Sector::from_code(code).map_or_else(|| code.clone(), |s| tandem_partners::sector_name(cx, s));
        table.push(std::iter::once(html! { (name) }).chain(Dimension::ALL.map(|d| cell(scores.get(&d)))));
    }
    ui::section(
        &title,
        html! {
            p { (cx.ta("alliance-survey-answered-n", &[("n", results.answered.into())])) }
            @if let Some((said, both)) = results.said {
                p { (cx.ta("alliance-survey-said", &[("said", said.into()), ("both", both.into())])) }
            }
            (table)
            p.m { (cx.ta("alliance-survey-how", &[("n", FEWEST.into())])) }
        },
    )
}

fn own_part(cx: &Cx, own: &BTreeMap<Dimension, Score>) -> Markup {
    if own.is_empty() {
        return html! { p { (cx.ta("alliance-survey-own-none", &[("n", FEWEST.into())])) } };
    }
    html! {
        p.m { (cx.t("alliance-survey-own-how")) }
        (ui::definition_list(own.iter().map(|(d, s)| {
            (cx.t(&format!("alliance-dimension-{}", d.word())), html! { (score_text(Some(s)).unwrap_or_default()) })
        })))
    }
}

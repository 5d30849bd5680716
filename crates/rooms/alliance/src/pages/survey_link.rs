//! The survey by the link of a letter: for an organization, without an account. Looking changes nothing; an answer may be
//! changed until the survey closes.

use super::survey_form;
use crate::actions;
use crate::model::{Answer as Said, Survey};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use tandem_access::accounts::links::{self, LinkPurpose, Opened, Verified};
use tandem_access::accounts::rate_limit::{Gate, network_of};
use tandem_access::{Error, Viewer};
use tandem_partners::actions::Filter;
use tandem_partners::model::{Membership, Organization};
use tandem_web::{Answer, Cx, Form, Page, PageError, path_id};

/// What lies behind a live link.
struct Open {
    link: Verified,
    survey: Survey,
    own: Organization,
    mine: Vec<Said>,
    members: Vec<Organization>,
}

/// Work for the bearer of a link: the action takes its scope from the link alone.
fn bearer() -> Viewer {
    Viewer::system("alliance.survey_link")
}

/// Opens a link; one that is over has a page that says so, one that never was is not found.
async fn open(cx: &Cx, token: &str) -> Result<Result<Open, Response>, PageError> {
    cx.store.limits().take(Gate::Link, &network_of(cx.ip), cx.now)?;
    let link = match links::open_in(&cx.store, LinkPurpose::Survey, token).await? {
        Opened::Valid(link) => link,
        Opened::Stale(_, _) => return Ok(Err(over(cx))),
        Opened::Unknown => return Err(Error::NotFound.into()),
    };
    let proof = link.clone();
    let found = cx
        .store
        .read(&bearer(), move |tx| {
            let (survey, own, mine) = actions::by_link(tx, &proof)?;
            let every = Filter { membership: Some(Membership::Member), limit: 2_000, ..Filter::default() };
            Ok((survey, own, mine, tandem_partners::actions::list(tx, &every)?))
        })
        .await;
    match found {
        Ok((survey, own, mine, members)) => Ok(Ok(Open { link, survey, own, mine, members })),
        Err(Error::Conflict { .. } | Error::NotFound) => Ok(Err(over(cx))),
        Err(other) => Err(other.into()),
    }
}

/// The survey is closed, a newer letter went out, or the organization has left.
fn over(cx: &Cx) -> Response {
    let title = cx.t("alliance-survey-link-over");
    let phone = cx.app.partnership().phone.clone();
    let body = html! {
        h1 { (title) }
        p { (cx.t("alliance-survey-link-over-text")) }
        @if let Some(phone) = phone { p { (cx.ta("alliance-survey-link-call", &[("phone", phone.as_str().into())])) } }
    };
    Page::new(cx, title.clone()).status(StatusCode::GONE).body(body)
}

fn base(token: &str) -> String {
    format!("/survey/{token}")
}

/// Whom to answer about.
pub async fn show(cx: Cx, Path(token): Path<String>) -> Answer {
    let open = match open(&cx, &token).await? {
        Ok(open) => open,
        Err(page) => return Ok(page),
    };
    let title = cx.t("alliance-survey-title");
    let body = html! {
        h1 { (title) }
        p.lead { (cx.ta("alliance-survey-link-lead", &[
            ("organization", open.own.name.as_str().into()), ("year", open.survey.year.to_string().into()),
        ])) }
        p { (cx.t("alliance-survey-private")) " " (cx.t("alliance-survey-link-keep")) }
        p role="status" { (cx.ta("alliance-survey-done", &[("n", open.mine.len().into())])) }
        (survey_form::list(&cx, &base(&token), &open.members, Some(open.own.id), &open.mine))
    };
    Ok(Page::new(&cx, title.clone()).body(body))
}

/// The partner that is asked about; nobody answers about themselves.
fn about(open: &Open, id: &str) -> Result<Organization, Error> {
    let id = path_id(id)?;
    let found = open.members.iter().find(|o| o.id == id && o.id != open.own.id);
    found.cloned().ok_or(Error::NotFound)
}

/// The form about one of them.
pub async fn ask(cx: Cx, Path((token, id)): Path<(String, String)>) -> Answer {
    let open = match open(&cx, &token).await? {
        Ok(open) => open,
        Err(page) => return Ok(page),
    };
    let about = about(&open, &id)?;
    let before = open.mine.iter().find(|a| a.about == about.id).cloned().unwrap_or_default();
    Ok(survey_form::page(&cx, &base(&token), &open.survey, &about, &before))
}

/// Keeps an answer.
pub async fn save(cx: Cx, Path((token, id)): Path<(String, String)>, form: Form) -> Answer {
    let open = match open(&cx, &token).await? {
        Ok(open) => open,
        Err(page) => return Ok(page),
    };
    let about = about(&open, &id)?;
    let (said, link) = (survey_form::read(&form, open.own.id, about.id), open.link);
    match cx.store.write(&bearer(), move |tx| actions::answer_by_link(tx, &link, &said)).await {
        Ok(()) => Ok(cx.redirect_flash(&base(&token), "alliance-survey-saved")),
        // It closed while the form was open.
        Err(Error::Conflict { .. }) => Ok(over(&cx)),
        Err(other) => Err(other.into()),
    }
}

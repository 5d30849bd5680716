//! Who looked at a person's data: the privacy officer's page, and the table the person sees too.

use super::{name_of, org_names};
use crate::actions::{self, Look};
use crate::model::exceptional::{ExceptionalAccess, ExceptionalPurpose};
use axum::extract::Path;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::{Action, Error, Kind, Tx, Uuid};
use tandem_web::ui::{self, Col, Table};
use tandem_web::{Answer, Cx, Page, path_id};

/// The newest lines that are shown.
pub const LINES: u32 = 200;

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let (name, (looks, without, orgs)) = cx
        .store
        .read(&cx.viewer, move |tx| {
            // Before the record is looked for: who may not read it learns nothing of whether it is there.
            tx.require(Kind::Person, Action::Read)?;
            let name = actions::person_name(tx, id)?.ok_or(Error::NotFound)?;
            Ok((name, load(tx, id)?))
        })
        .await?;
    let title = cx.ta("people-access-title", &[("name", name.as_str().into())]);
    let here = format!("/people/{id}");
    let crumbs = [("/people", cx.t("people-title")), (here.as_str(), name)];
    let crumbs: Vec<(&str, &str)> = crumbs.iter().map(|(href, text)| (*href, text.as_str())).collect();
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &crumbs, &cx.t("people-access")))
        h1 { (title) }
        (without_consent(&cx, &without, &orgs))
        (table(&cx, &title, &looks, &orgs))
    };
    Ok(Page::new(&cx, title.clone()).nav("people").body(body))
}

/// The log, the looks that no consent opened, and the names in both.
pub type Loaded = (Vec<Look>, Vec<ExceptionalAccess>, HashMap<Uuid, String>);

/// Loads them.
pub fn load(tx: &mut Tx, person: Uuid) -> Result<Loaded, Error> {
    let looks = actions::access_log(tx, person, LINES)?;
    let without = actions::exceptional_looks(tx, person)?;
    let ids: Vec<Uuid> =
        looks.iter().filter_map(|look| look.organization).chain(without.iter().map(|x| x.org)).collect();
    let orgs = org_names(tx, &ids)?;
    Ok((looks, without, orgs))
}

/// Looks that no consent opened, with the reason that was given; nothing where there was none.
pub fn without_consent(cx: &Cx, looks: &[ExceptionalAccess], orgs: &HashMap<Uuid, String>) -> Markup {
    if looks.is_empty() {
        return html! {};
    }
    let title = cx.t("people-without-consent");
    let columns = ["people-access-when", "people-access-who", "people-access-why"];
    let mut table = Table::new(&title, columns.map(|key| Col::text(cx.t(key)))).hide_caption();
    for look in looks {
        let why = match look.purpose {
            ExceptionalPurpose::Emergency => {
                cx.ta("people-without-consent-emergency", &[("reason", look.reason.as_str().into())])
            }
            ExceptionalPurpose::IdentityReview => cx.t("people-without-consent-review"),
        };
        let row = [cx.moment(look.granted_at), name_of(orgs, look.org).to_owned(), why];
        table.push(row.map(|text| html! { (text) }));
    }
    ui::section(&title, html! { (table) })
}

/// When, who, what and why; what one look showed stands together in one line.
pub fn table(cx: &Cx, caption: &str, looks: &[Look], orgs: &HashMap<Uuid, String>) -> Markup {
    if looks.is_empty() {
        return html! { p { (none(cx)) } };
    }
    let mut table = Table::new(caption, columns(cx).map(Col::text)).hide_caption();
    for row in rows(cx, looks, orgs) {
        table.push(row.map(|text| html! { (text) }));
    }
    html! { (table) }
}

/// What is said when nobody looked.
pub fn none(cx: &Cx) -> String {
    cx.t("people-access-none")
}

/// The headings of the table.
pub fn columns(cx: &Cx) -> [String; 4] {
    ["people-access-when", "people-access-who", "people-access-what", "people-access-why"]
        .map(|key| cx.t(key))
}

/// The rows of the table.
pub fn rows(cx: &Cx, looks: &[Look], orgs: &HashMap<Uuid, String>) -> Vec<[String; 4]> {
    let mut rows: Vec<([String; 4], Vec<String>)> = Vec::new();
    for look in looks {
        let (action, fact) = did(cx, look);
        let row = [cx.moment(look.at), who(cx, look, orgs), action, why(cx, look)];
        match rows.last_mut().filter(|(before, _)| *before == row) {
            Some((_, facts)) if facts.contains(&fact) => {}
            Some((_, facts)) => facts.push(fact),
            None => rows.push((row, vec![fact])),
        }
    }
    let said = rows.into_iter().map(|([when, who, action, why], facts)| {
        let args = [("action", action.into()), ("fact", facts.join(", ").into())];
        [when, who, cx.ta("people-access-did", &args), why]
    });
    said.collect()
}

fn who(cx: &Cx, look: &Look, orgs: &HashMap<Uuid, String>) -> String {
    match (look.viewer_kind.as_str(), look.organization) {
        ("person" | "request", _) if cx.viewer.is_member() => cx.t("people-access-the-person"),
        ("person" | "request", _) => cx.t("people-access-you"),
        (_, Some(org)) if let Some(name) = &look.system => {
            let args = [("name", name.as_str().into()), ("org", name_of(orgs, org).into())];
            cx.ta("people-access-by-system", &args)
        }
        (_, Some(org)) => name_of(orgs, org).to_owned(),
        ("guardian", _) => cx.t("people-access-guardian"),
        ("answer_link", None) => cx.t("people-access-link"),
        _ => cx.t("people-access-system"),
    }
}

/// What was done, and with what.
fn did(cx: &Cx, look: &Look) -> (String, String) {
    let action = match look.action.as_str() {
        word @ ("read" | "write" | "decide" | "export" | "manage") => cx.t(&format!("people-access-{word}")),
        other => other.to_owned(),
    };
    let fact =
        match look.kind.as_str() {
            word @ ("person" | "need" | "screening" | "consent" | "referral" | "visit" | "identity"
            | "audit") => cx.t(&format!("people-fact-{word}")),
            _ => cx.t("people-fact-other"),
        };
    (action, fact)
}

/// The purpose in words; the system's tasks and the person's own looks have none.
fn why(cx: &Cx, look: &Look) -> String {
    match tandem_access::Purpose::from_word(&look.purpose) {
        Some(purpose) if !matches!(look.viewer_kind.as_str(), "person" | "request") => {
            cx.t(&format!("people-purpose-{}", purpose.word()))
        }
        _ => String::new(),
    }
}

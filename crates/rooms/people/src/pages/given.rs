//! One consent: the exact text that was agreed to, how, and what proves it. The same page is the copy for the person.

use super::{data_words, day, name_of, org_names, state_chip};
use crate::actions;
use crate::model::consent::{Answer as Said, Consent};
use crate::model::guardian::Guardian;
use crate::model::proof::{Drawing, Scan, Shown};
use crate::part2;
use crate::private_page::as_person;
use crate::wording;
use axum::extract::Path;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::{Error, Tx, Uuid};
use tandem_web::ui::{self, Tone};
use tandem_web::{Answer, Cx, Page, path_id};

struct Given {
    consent: Consent,
    name: String,
    orgs: HashMap<Uuid, String>,
    /// Who gave it for the person, where the viewer may know.
    by: Option<Guardian>,
}

fn guardian_of(tx: &mut Tx, consent: &Consent) -> Result<Option<Guardian>, Error> {
    match consent.guardian {
        Some(id) => actions::find_guardian(tx, id),
        None => Ok(None),
    }
}

fn load(tx: &mut Tx, id: Uuid) -> Result<Given, Error> {
    let consent = actions::view_consent(tx, id)?;
    let name = actions::person_name(tx, consent.person_id)?.unwrap_or_default();
    let orgs = org_names(tx, &[consent.owner_org, consent.recipient_org])?;
    let by = guardian_of(tx, &consent)?;
    Ok(Given { consent, name, orgs, by })
}

/// For staff who may read the consent: the organization that recorded it, and the one that it names while it lives.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let given = cx.store.read(&cx.viewer, move |tx| load(tx, id)).await?;
    let person = given.consent.person_id;
    let title = cx.ta("people-given-title", &[("name", given.name.as_str().into())]);
    let here = format!("/people/{person}");
    let before = [("/people", cx.t("people-title")), (here.as_str(), given.name.clone())];
    let before: Vec<(&str, &str)> = before.iter().map(|(href, text)| (*href, text.as_str())).collect();
    let crumbs = ui::breadcrumbs(&cx.t("web-breadcrumbs"), &before, &cx.t("people-given-open"));
    let scan = format!("/people/consents/{id}/scan");
    Ok(Page::new(&cx, title.clone()).nav("people").body(body(&cx, &given, &title, &crumbs, &scan)))
}

/// For the person, by their private link.
pub async fn show_own(cx: Cx, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let cx = as_person(cx, &headers).await?;
    let id = path_id(&id)?;
    let given = cx.store.read(&cx.viewer, move |tx| load(tx, id)).await?;
    let title = cx.t("people-given-own-title");
    let home = cx.t("people-my-title");
    let crumbs = ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/my", &home)], &title);
    let scan = format!("/my/consents/{id}/scan");
    Ok(Page::new(&cx, title.clone()).body(body(&cx, &given, &title, &crumbs, &scan)))
}

/// For a guardian, by their private link.
pub async fn show_for(cx: &Cx, id: Uuid) -> Answer {
    let given = cx
        .store
        .read(&cx.viewer, move |tx| {
            let consent = actions::view_consent(tx, id)?;
            let orgs = org_names(tx, &[consent.owner_org, consent.recipient_org])?;
            let by = guardian_of(tx, &consent)?;
            Ok(Given { consent, name: String::new(), orgs, by })
        })
        .await?;
    let title = cx.t("people-for-title");
    let crumbs = ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/for", &title)], &cx.t("people-given-open"));
    Ok(Page::new(cx, title.clone()).body(body(cx, &given, &title, &crumbs, "")))
}

/// The scan, as a file to keep: no browser opens it among our own pages.
pub async fn scan(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    match cx.store.read(&cx.viewer, move |tx| actions::consent_scan(tx, id)).await? {
        Some((scan, bytes)) => Ok(file(id, &scan, bytes)),
        // There is no paper: the consent says how it was given.
        None => Ok(cx.redirect(cx.here.trim_end_matches("/scan"))),
    }
}

/// The same for the person.
pub async fn scan_own(cx: Cx, headers: HeaderMap, path: Path<String>) -> Answer {
    scan(as_person(cx, &headers).await?, path).await
}

fn file(consent: Uuid, scan: &Scan, bytes: Vec<u8>) -> Response {
    let named = format!("attachment; filename=\"consent-{consent}.{}\"", scan.media.ending());
    let headers = [
        (header::CONTENT_TYPE, scan.media.mime().to_owned()),
        (header::CONTENT_DISPOSITION, named),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}

fn body(cx: &Cx, given: &Given, title: &str, crumbs: &Markup, scan: &str) -> Markup {
    let consent = &given.consent;
    let org = |id| html! { (name_of(&given.orgs, id)) };
    let what = [
        (cx.t("people-text-to"), org(consent.recipient_org)),
        (cx.t("people-text-from"), org(consent.owner_org)),
        (cx.t("people-consent-what"), data_words(cx, consent)),
        (cx.t("people-consent-why"), html! { (cx.t(&format!("people-purpose-{}", consent.purpose.word()))) }),
        (cx.t("people-consent-until"), html! { (day(cx, consent.valid_until)) }),
    ];
    html! {
        (crumbs)
        h1 { (title) }
        p { (state_chip(cx, consent.state(cx.now))) }
        (part2::notice(cx, consent.owner_org, consent.labels.iter().copied()))
        (ui::definition_list(what))
        @match &consent.shown {
            Some(shown) => (wording::show(&shown.text, &consent.language)),
            None => (ui::notice(Tone::Info, html! { p { (cx.t("people-given-gone")) } })),
        }
        (ui::section(&cx.t("people-given-proof"), proof(cx, given, scan)))
        p.no-paper { (cx.t("people-given-print")) }
    }
}

/// How it was given, and what proves it.
fn proof(cx: &Cx, given: &Given, scan: &str) -> Markup {
    let consent = &given.consent;
    let mut pairs = vec![
        (cx.t("people-given-how"), html! { (cx.t(&format!("people-how-{}", consent.answer.code()))) }),
        (cx.t("people-given-when"), html! { (cx.moment(consent.recorded_at)) }),
    ];
    if let Some(by) = &given.by {
        let basis = cx.t(&format!("people-basis-{}", by.basis.code()));
        let words = cx.ta(
            "people-given-by-guardian",
            &[("name", by.name.as_str().into()), ("basis", basis.as_str().into())],
        );
        pairs.push((cx.t("people-given-by"), html! { (words) }));
    }
    if consent.minor_alone {
        pairs.push((cx.t("people-given-by"), html! { (cx.t("people-given-minor")) }));
    }
    if let Some(name) = &consent.assent {
        pairs.push((cx.t("people-given-assent"), html! { (name) }));
    }
    match &consent.answer {
        Said::Spoken { witness: Some(witness) } => {
            pairs.push((cx.t("people-given-witness"), html! { (witness) }))
        }
        Said::Signed { signature } if !signature.is_empty() => {
            pairs.push((cx.t("people-given-signature"), html! { (signature) }))
        }
        Said::Drawn { signature, drawing } if !signature.is_empty() => {
            pairs.push((cx.t("people-given-signature"), html! { (signature) div { (drawn(cx, drawing)) } }));
        }
        Said::Paper { scan: facts } if facts.bytes > 0 && !scan.is_empty() => {
            let kind = facts.media.ending().to_uppercase();
            let size = facts.bytes.div_ceil(1024);
            let words = cx.ta("people-given-scan-get", &[("kind", kind.into()), ("size", size.into())]);
            pairs.push((cx.t("people-given-scan"), html! { a.off-paper href=(scan) { (words) } }));
        }
        Said::Texted { telephone } if !telephone.is_empty() => {
            pairs.push((cx.t("people-given-phone"), html! { (telephone) }))
        }
        _ => {}
    }
    if consent.teach_back == Some(true) {
        pairs.push((cx.t("people-given-teach-back"), html! { (cx.t("people-given-teach-back-yes")) }));
    }
    if consent.notice_given {
        pairs.push((cx.t("people-given-notice"), html! { (cx.t("people-given-notice-yes")) }));
    }
    pairs.push((cx.t("people-given-version"), html! { (consent.form_version) " (" (consent.language) ")" }));
    if let Some(shown) = &consent.shown {
        let same = Shown::new(shown.text.clone()).sha256 == shown.sha256;
        let words = if same { "people-given-hash-same" } else { "people-given-hash-other" };
        pairs.push((cx.t("people-given-hash"), html! { code { (shown.sha256) } p.hint { (cx.t(words)) } }));
    }
    ui::definition_list(pairs)
}

/// A drawn signature: lines of numbers that were checked, never a picture that somebody sent.
fn drawn(cx: &Cx, drawing: &Drawing) -> Markup {
    let view = format!("0 0 {} {}", Drawing::WIDTH, Drawing::HEIGHT);
    html! {
        svg.draw.still viewBox=(view) role="img" aria-label=(cx.t("people-given-drawn")) { path d=(drawing.path()) {} }
    }
}

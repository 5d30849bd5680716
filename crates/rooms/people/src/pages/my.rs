//! My sharing choices: the person's own page, opened by a private link and code, without an account.

use super::erasure;
use super::{
    DANGER, SECONDARY, action_button, corrections, data_words, day, log, my_open, name_of, needs, org_names,
    state_chip,
};
use crate::actions::{self, PersonView};
use crate::model::consent::Consent;
use crate::model::need::Need;
use crate::policy;
use crate::private_page;
use axum::extract::Path;
use axum::http::HeaderMap;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::{Error, Uuid};
use tandem_web::ui::{self, Button, Tone};
use tandem_web::{Answer, Cx, Page, path_id};

/// The page: what is shared, what the person told, who looked.
pub async fn show(cx: Cx, headers: HeaderMap) -> Answer {
    let pages = private_page::all_open(&cx, &headers).await?;
    let cx = pages.first().cloned().ok_or(Error::NotFound)?;
    let person = cx.viewer.person().ok_or(Error::Forbidden)?;
    let (view, (looks, without), orgs, asked, erasure) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let view = actions::view_own(tx)?;
            let (looks, without, mut orgs) = log::load(tx, person)?;
            let mut ids: Vec<Uuid> = view.consents.iter().flatten().map(|c| c.recipient_org).collect();
            ids.push(view.person.owner_org);
            orgs.extend(org_names(tx, &ids)?);
            let erasure = actions::erasure_request(tx, person)?;
            Ok((view, (looks, without), orgs, actions::corrections(tx, person)?, erasure))
        })
        .await?;
    // Whoever holds the person's telephone may not be the person: nothing of violence at home stands here.
    let needs: Vec<Need> =
        view.needs.iter().flatten().filter(|need| need.label.is_shareable()).cloned().collect();
    let panels = cx.panels("my", person).await?;
    let title = cx.t("people-my-title");
    let owner = name_of(&orgs, view.person.owner_org);
    let who = cx.t("people-my-who");
    let places = my_open::places(&pages).await?;
    let body = html! {
        (private_page::way_out(&cx))
        h1 { (title) }
        (my_open::switch(&cx, &places))
        p.lede { (cx.ta("people-my-hello", &[("name", view.person.display_name().into())])) " " (cx.t("people-my-intro")) }
        (choices(&cx, &view, &orgs))
        (panels)
        @if !needs.is_empty() {
            (ui::section(&cx.t("people-my-needs"), needs::table(&cx, &cx.t("people-my-needs"), &needs, false)))
        }
        (corrections::mine(&cx, &asked))
        (log::without_consent(&cx, &without, &orgs))
        (ui::section(&who, html! { p { (cx.t("people-my-who-text")) } (log::table(&cx, &who, &looks, &orgs)) }))
        (erasure::own_part(&cx, erasure.as_ref(), owner))
        p { (cx.ta("people-my-question", &[("org", owner.into())])) }
        (action_button(SECONDARY, "lock", "/my/close", &[], &cx.t("people-my-close"), ""))
    };
    Ok(Page::new(&cx, title.clone()).body(body))
}

/// Stops sharing, at once.
pub async fn withdraw(cx: Cx, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let cx = private_page::as_person(cx, &headers).await?;
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::withdraw_consent(tx, id, None)).await?;
    Ok(cx.redirect_flash("/my", "people-withdrawn"))
}

/// Undoes it within ten minutes.
pub async fn undo(cx: Cx, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let cx = private_page::as_person(cx, &headers).await?;
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::undo_withdrawal(tx, id)).await?;
    Ok(cx.redirect_flash("/my", "people-undone"))
}

fn choices(cx: &Cx, view: &PersonView, orgs: &HashMap<Uuid, String>) -> Markup {
    let all: &[Consent] = view.consents.as_deref().unwrap_or_default();
    let (live, past): (Vec<_>, Vec<_>) = all.iter().partition(|c| c.can_withdraw(cx.now));
    let (undoable, past): (Vec<_>, Vec<_>) =
        past.into_iter().partition(|c| policy::may_undo(&cx.viewer, c, cx.now));
    html! {
        @for consent in &undoable { (stopped(cx, consent, name_of(orgs, consent.recipient_org))) }
        section.stack aria-labelledby="shared" {
            h2 id="shared" { (cx.t("people-my-shared")) }
            @if live.is_empty() { p { (cx.t("people-my-none")) } }
            @for consent in &live { (card(cx, consent, orgs, true)) }
            div.acts { (ui::link_button(Button::Secondary, "share", "/my/share", &cx.t("people-my-share-button"), "")) }
        }
        @if !past.is_empty() {
            (ui::details(&cx.t("people-my-past"), html! { @for consent in &past { (card(cx, consent, orgs, false)) } }))
        }
    }
}

/// What was just stopped, with the way back.
fn stopped(cx: &Cx, consent: &Consent, org: &str) -> Markup {
    let undo = format!("/my/consents/{}/undo", consent.id);
    ui::notice(
        Tone::Soon,
        html! {
            p { b { (cx.ta("people-my-stopped", &[("org", org.into())])) } }
            p { (cx.t("people-my-stopped-kept")) }
            p { (cx.t("people-my-ended")) }
            (action_button(SECONDARY, "arrow-back-up", &undo, &[], &cx.t("people-consent-undo"), org))
        },
    )
}

fn card(cx: &Cx, consent: &Consent, orgs: &HashMap<Uuid, String>, live: bool) -> Markup {
    let org = name_of(orgs, consent.recipient_org);
    let withdraw = format!("/my/consents/{}/withdraw", consent.id);
    let change = format!("/my/share?org={}&purpose={}", consent.recipient_org, consent.purpose.word());
    let pairs = [
        (cx.t("people-consent-what"), data_words(cx, consent)),
        (cx.t("people-consent-why"), html! { (cx.t(&format!("people-purpose-{}", consent.purpose.word()))) }),
        (cx.t("people-consent-until"), html! { (day(cx, consent.valid_until)) }),
        (cx.t("people-consent-how"), html! { (cx.t(&format!("people-how-{}", consent.answer.code()))) }),
    ];
    ui::card(html! {
        h3 { (cx.ta("people-consent-with", &[("org", org.into())])) }
        (state_chip(cx, consent.state(cx.now)))
        (ui::definition_list(pairs))
        p { a.off-paper href={ "/my/consents/" (consent.id) } { (cx.t("people-given-open")) span.vh { ": " (org) } } }
        @if live {
            div.acts {
                (ui::link_button(Button::Secondary, "adjustments", &change, &cx.t("people-my-share-change-button"), org))
                (action_button(DANGER, "hand-stop", &withdraw, &[], &cx.t("people-consent-withdraw"), org))
            }
        }
    })
}

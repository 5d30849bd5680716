//! What a person shares with whom, for staff: withdraw on the person's word, undo, and the private page.

use super::person::{self, Loaded};
use super::{DANGER, SECONDARY, action_button, data_words, day, name_of, state_chip};
use crate::actions::{self, PersonView};
use crate::model::consent::{Consent, State};
use crate::part2;
use crate::policy;
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::Uuid;
use tandem_web::ui::{self, Button, Col, Table, Tone};
use tandem_web::{Answer, Cx, Page, path_id};

/// Every choice of a person.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let loaded = cx.store.read(&cx.viewer, move |tx| person::load(tx, id)).await?;
    let name = loaded.view.person.display_name();
    let title = cx.ta("people-sharing-title", &[("name", name.as_str().into())]);
    let consents = loaded.view.consents.clone().unwrap_or_default();
    let named: Vec<_> = consents
        .iter()
        .flat_map(|c| c.labels.iter().copied())
        .chain([loaded.view.person.details.label])
        .collect();
    let (live, past): (Vec<_>, Vec<_>) = consents.iter().partition(|c| c.can_withdraw(cx.now));
    let here = format!("/people/{id}");
    let crumbs = [("/people", cx.t("people-title")), (here.as_str(), name.clone())];
    let crumbs: Vec<(&str, &str)> = crumbs.iter().map(|(href, text)| (*href, text.as_str())).collect();
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &crumbs, &cx.t("people-sharing")))
        h1 { (title) }
        (part2::notice(&cx, loaded.view.person.owner_org, named))
        @if live.is_empty() { p { (cx.t("people-sharing-none")) " " (cx.t("people-sharing-none-hint")) } }
        @else { (table(&cx, &loaded, &title, &live)) }
        @if !past.is_empty() {
            h2 { (cx.t("people-sharing-ended")) }
            (table(&cx, &loaded, &cx.t("people-sharing-ended"), &past))
        }
    };
    Ok(Page::new(&cx, title.clone()).nav("people").body(body))
}

/// Ends a consent on the person's word.
pub async fn withdraw(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let person = cx
        .store
        .write(&cx.viewer, move |tx| {
            let consent = actions::view_consent(tx, id)?;
            actions::withdraw_consent(tx, id, None)?;
            Ok(consent.person_id)
        })
        .await?;
    Ok(cx.redirect_flash(&format!("/people/{person}/sharing"), "people-withdrawn"))
}

/// Undoes one's own withdrawal.
pub async fn undo(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let person = cx
        .store
        .write(&cx.viewer, move |tx| {
            let consent = actions::view_consent(tx, id)?;
            actions::undo_withdrawal(tx, id)?;
            Ok(consent.person_id)
        })
        .await?;
    Ok(cx.redirect_flash(&format!("/people/{person}/sharing"), "people-undone"))
}

/// Makes a private link and code and shows them, once.
pub async fn issue_link(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let (link, name) = cx
        .store
        .write(&cx.viewer, move |tx| {
            let name = actions::person_name(tx, id)?.unwrap_or_default();
            Ok((actions::issue_person_link(tx, id)?, name))
        })
        .await?;
    let title = cx.ta("people-link-made-title", &[("name", name.as_str().into())]);
    let address = format!("{}/my/{}", cx.base_url, link.token);
    let pairs = [
        (cx.t("people-link-address"), html! { code { (address) } }),
        (cx.t("people-link-code"), html! { code { (link.code) } }),
    ];
    let body = html! {
        h1 { (title) }
        p.lede { (cx.t("people-link-made-text")) }
        (ui::card(html! {
            (ui::definition_list(pairs))
            p { (cx.ta("people-link-until", &[("date", day(&cx, link.expires_at).into())])) }
        }))
        (ui::notice(Tone::Soon, html! { p { (cx.t("people-link-careful")) } }))
        p { (ui::link_button(Button::Secondary, "arrow-left", &format!("/people/{id}"), &cx.t("people-link-back"), "")) }
    };
    Ok(Page::new(&cx, title.clone()).nav("people").body(body))
}

/// Ends every private link of a person.
pub async fn end_links(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::revoke_person_links(tx, id)).await?;
    Ok(cx.redirect_flash(&format!("/people/{id}"), "people-link-revoked"))
}

/// The part of the person's page about sharing: what is live, and the way to the rest.
pub fn part(cx: &Cx, loaded: &Loaded, consents: &[Consent]) -> Markup {
    let live: Vec<&Consent> = consents.iter().filter(|c| c.can_withdraw(cx.now)).collect();
    let title = cx.t("people-sharing");
    html! {
        section.card.stack.cq aria-labelledby="sharing" {
            h2 id="sharing" { (title) }
            @if live.is_empty() { p { (cx.t("people-sharing-none")) " " (cx.t("people-sharing-none-hint")) } }
            @else { (table(cx, loaded, &title, &live)) }
            @if !consents.is_empty() {
                p { a href={ "/people/" (loaded.view.person.id) "/sharing" } { (cx.t("people-sharing-all")) } }
            }
        }
    }
}

/// The part of the person's page about the private page.
pub fn link_part(cx: &Cx, view: &PersonView, name: &str) -> Markup {
    let person = view.person.id;
    let team: Vec<Uuid> = view.team.iter().map(|on| on.member_id).collect();
    if !policy::looks_after(&cx.viewer, &team) {
        return ui::section(&cx.t("people-link"), html! { p { (cx.t("people-conflict-not-on-team")) } });
    }
    let make = format!("/people/{person}/link");
    let end = format!("/people/{person}/link/end");
    ui::section(
        &cx.t("people-link"),
        html! {
            p { (cx.ta("people-link-intro", &[("name", name.into())])) }
            div.acts {
                (action_button(SECONDARY, "key", &make, &[], &cx.t("people-link-make"), ""))
                (action_button(SECONDARY, "lock", &end, &[], &cx.t("people-link-revoke"), ""))
            }
        },
    )
}

fn table(cx: &Cx, loaded: &Loaded, caption: &str, consents: &[&Consent]) -> Markup {
    let columns = [
        "people-access-who",
        "people-consent-what",
        "people-consent-why",
        "people-consent-until",
        "people-consent-status",
        "people-consent-change",
    ];
    let mut table = Table::new(caption, columns.map(|key| Col::text(cx.t(key)))).hide_caption();
    for consent in consents {
        let org = name_of(&loaded.orgs, consent.recipient_org);
        table.push([
            html! { (org) },
            data_words(cx, consent),
            html! { (cx.t(&format!("people-purpose-{}", consent.purpose.word()))) },
            html! { (day(cx, consent.valid_until)) },
            html! { (state_chip(cx, consent.state(cx.now))) p.hint { (cx.t(&format!("people-how-{}", consent.answer.code()))) }
                p { a.off-paper href={ "/people/consents/" (consent.id) } { (cx.t("people-given-open")) span.vh { ": " (org) } } } },
            change(cx, consent, org),
        ]);
    }
    html! { (table) }
}

fn change(cx: &Cx, consent: &Consent, org: &str) -> Markup {
    if policy::speaks_for(&cx.viewer, consent).is_err() {
        return html! {};
    }
    let withdraw = format!("/people/consents/{}/withdraw", consent.id);
    let undo = format!("/people/consents/{}/undo", consent.id);
    html! {
        @if consent.can_withdraw(cx.now) {
            (action_button(DANGER, "hand-stop", &withdraw, &[], &cx.t("people-consent-withdraw"), org))
        } @else if consent.state(cx.now) == State::Withdrawn && policy::may_undo(&cx.viewer, consent, cx.now) {
            (action_button(SECONDARY, "arrow-back-up", &undo, &[], &cx.t("people-consent-undo"), org))
        }
    }
}

//! A person's page: who they are, how to reach them safely, what they need, what they share, who looks after them.
//! Other rooms add panels in the slot `person`.

use super::{corrections, day, erasure, guardians, name_of, needs, org_names, sharing, team};
use crate::actions::{self, Deciding, Opening, PersonView};
use crate::model::correction::Correction;
use crate::model::erasure::ErasureRequest;
use crate::model::label::Label;
use crate::model::names;
use crate::part2;
use axum::extract::Path;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::accounts::members;
use tandem_access::{Action, Error, Kind, Tx, Uuid};
use tandem_web::messages::dates;
use tandem_web::messages::languages::language_name;
use tandem_web::ui::{self, Button, Tone};
use tandem_web::{Answer, Cx, Page, Who, path_id};

/// What the page shows, loaded in one read.
pub struct Loaded {
    /// The record.
    pub view: PersonView,
    /// Names of the organizations on the page.
    pub orgs: HashMap<Uuid, String>,
    /// Colleagues who can be put on the care team, with their names.
    pub colleagues: Vec<(Uuid, String)>,
    /// What the person asked to be corrected.
    pub corrections: Vec<Correction>,
    /// What live consents open of the record to the viewer's organization.
    pub opened: Vec<Opening>,
    /// Who decides about the person's sharing, for who may know.
    pub deciding: Option<Deciding>,
    /// The newest request to be erased.
    pub erasure: Option<ErasureRequest>,
}

/// Loads a person's page.
pub fn load(tx: &mut Tx, id: Uuid) -> Result<Loaded, Error> {
    let view = actions::view_person(tx, id)?;
    let mut ids = vec![view.person.owner_org];
    ids.extend(view.consents.iter().flatten().map(|consent| consent.recipient_org));
    let orgs = org_names(tx, &ids)?;
    let mut colleagues: Vec<(Uuid, String)> = vec![];
    if tx.viewer().org() == Some(view.person.owner_org) {
        for (member, roles) in members::of_organization(tx, view.person.owner_org)? {
            let works_with_people =
                roles.iter().any(|a| tandem_access::permits(a.role, Kind::Person, Action::Read));
            if works_with_people {
                colleagues.push((member.id, member.name));
            }
        }
    }
    let corrections = actions::corrections(tx, id)?;
    let erasure = actions::erasure_request(tx, id)?;
    let own = tx.viewer().org() == Some(view.person.owner_org);
    let deciding = if own && tx.viewer().may(Kind::Consent, Action::Read) {
        Some(actions::deciding(tx, id)?)
    } else {
        None
    };
    let opened = actions::openings(tx, id)?;
    Ok(Loaded { view, orgs, colleagues, corrections, opened, deciding, erasure })
}

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let loaded = cx.store.read(&cx.viewer, move |tx| load(tx, id)).await?;
    let panels = cx.panels("person", id).await?;
    let view = &loaded.view;
    let person = &view.person;
    let name = person.display_name();
    let ours = Some(person.owner_org) == cx.viewer.org();
    let gone = person.details.is_gone();
    let edit = ours && !gone && cx.allowed(Who::May(Kind::Person, Action::Write));
    let ask = ours
        && !gone
        && cx.allowed(Who::May(Kind::Consent, Action::Write))
        && person.details.label.is_shareable();
    let log = crate::policy::may_read_access_log(&cx.viewer, id, person.owner_org);
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/people", &cx.t("people-title"))], &name))
        h1 { (name) }
        (banner(&cx, &loaded))
        @if let Some(deciding) = loaded.deciding.as_ref().filter(|_| ours) { (guardians::who_decides(&cx, deciding, &name)) }
        div.acts {
            @if ask { (ui::link_button(Button::Primary, "heart-handshake", &format!("/people/{id}/consent"), &cx.t("people-ask-consent"), "")) }
            @if edit { (ui::link_button(Button::Secondary, "edit", &format!("/people/{id}/edit"), &cx.t("people-edit"), "")) }
            @if ask { (ui::link_button(Button::Secondary, "users", &format!("/people/{id}/guardians"), &cx.t("people-guardians-link"), "")) }
            @if log { (ui::link_button(Button::Secondary, "history", &format!("/people/{id}/log"), &cx.t("people-access"), "")) }
        }
        @if ours { (corrections::part(&cx, &loaded.corrections)) }
        (facts(&cx, &loaded))
        @if let Some(needs) = &view.needs { (needs::part(&cx, id, needs)) }
        (panels)
        @if let Some(consents) = &view.consents { (sharing::part(&cx, &loaded, consents)) }
        @if ours && !gone { (team::part(&cx, &loaded)) (erasure::part(&cx, &loaded)) }
        @if ask { (sharing::link_part(&cx, view, &name)) }
    };
    Ok(Page::new(&cx, name.clone()).nav("people").body(body))
}

/// The notice of 42 CFR Part 2 goes with every disclosure to another organization.
fn banner(cx: &Cx, loaded: &Loaded) -> Markup {
    let view = &loaded.view;
    // Rows of other rooms stand on this page too: what consent opens says that one of them may be due.
    let opened = loaded.opened.iter().map(|opening| opening.label);
    let labels = view.needs.iter().flatten().map(|need| need.label).chain(opened);
    let labels = labels.chain([view.person.details.label]);
    let gone = view.person.details.is_gone();
    html! {
        @if gone { (ui::notice(Tone::Info, html! { p { (cx.t("people-gone")) } })) }
        (part2::notice(cx, view.person.owner_org, labels))
    }
}

fn facts(cx: &Cx, loaded: &Loaded) -> Markup {
    let person = &loaded.view.person;
    let d = &person.details;
    let mut pairs: Vec<(String, Markup)> = vec![];
    let mut say = |key: &str, value: Option<Markup>| {
        if let Some(value) = value {
            pairs.push((cx.t(key), value));
        }
    };
    say("people-birth-date", d.birth_date.map(|date| html! { (dates::date_year(cx.lang, date)) }));
    say("people-language", d.language.as_deref().map(|tag| html! { (language_name(cx.lang, tag)) }));
    say(
        "people-phone",
        // A number that is not safe to call is not one click away from being called.
        d.phone.as_deref().map(|phone| html! {
            @if d.safe.call || d.safe.text { a href={ "tel:" (phone) } { (names::show_phone(phone)) } } @else { (names::show_phone(phone)) }
        }),
    );
    say("people-email", d.email.as_deref().map(|email| html! { a href={ "mailto:" (email) } { (email) } }));
    say("people-safe-ways", Some(safe(cx, d.safe)));
    let street = [&d.address_line1, &d.address_line2, &d.city, &d.region, &d.postal_code];
    let address: Vec<&str> = street.into_iter().flatten().map(String::as_str).collect();
    say("people-address", (!address.is_empty()).then(|| html! { (address.join(", ")) }));
    let known: Vec<String> =
        loaded.view.identifiers.iter().map(|(system, value)| format!("{value} ({system})")).collect();
    say("people-identifiers", (!known.is_empty()).then(|| html! { (known.join(", ")) }));
    if d.label != Label::General {
        say("people-label", Some(html! { (cx.t(&format!("people-label-{}", d.label))) }));
    }
    let owner = name_of(&loaded.orgs, person.owner_org);
    let body = html! {
        (ui::definition_list(pairs))
        p.hint {
            (cx.ta("people-record-of", &[("org", owner.into())])) ". "
            (cx.ta("people-since", &[("date", day(cx, person.created_at).into())])) "."
        }
    };
    ui::section(&cx.ta("people-facts", &[("name", person.display_name().into())]), body)
}

fn safe(cx: &Cx, safe: crate::model::person::SafeContact) -> Markup {
    let ways = [
        (safe.call, "phone", "people-safe-call"),
        (safe.text, "message-2", "people-safe-text"),
        (safe.email, "mail", "people-safe-email"),
        (safe.message, "message-circle", "people-safe-message"),
    ];
    let open: Vec<(&str, Markup)> =
        ways.iter().filter(|way| way.0).map(|way| (way.1, html! { (cx.t(way.2)) })).collect();
    if open.is_empty() { ui::chip(Tone::Late, &cx.t("people-safe-none")) } else { ui::facts(open) }
}

//! Choose help: ranked services with their reasons, chosen in the person's order.

use super::words::class;
use crate::actions::{self, Choice, Help, NewOffer, NewReferral, Sent};
use crate::model::matching::Why;
use axum::extract::Path;
use axum::http::Uri;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_web::faults;
use tandem_web::messages::Arg;
use tandem_web::messages::languages::language_name;
use tandem_web::ui::{self, Button, Field, Tone};
use tandem_web::{Answer, Cx, Form, Page, path_id};

pub(super) async fn show(cx: Cx, Path((id, need)): Path<(String, String)>, form: Form) -> Answer {
    let help = load(&cx, path_id(&id)?, path_id(&need)?).await?;
    let form = with_key(&cx, form);
    page(&cx, &help, &form, &FieldErrors::new()).await
}

/// A key made once for each form: sending it twice makes one referral.
fn with_key(cx: &Cx, form: Form) -> Form {
    let key = cx.store.around().public_id().to_string();
    let mut pairs: Vec<(String, String)> = form.pairs().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
    pairs.retain(|(k, _)| k != "key");
    pairs.push(("key".into(), key));
    Form::of(pairs)
}

async fn load(cx: &Cx, person: Uuid, need: Uuid) -> Result<Help, Error> {
    let index = cx.app.service::<tandem_directory::search::Live>().current().await?;
    cx.store.read(&cx.viewer, move |tx| actions::rank_help(tx, &index, person, need)).await
}

pub(super) async fn send(cx: Cx, Path((id, need)): Path<(String, String)>, uri: Uri, form: Form) -> Answer {
    let (person_id, need_id) = (path_id(&id)?, path_id(&need)?);
    if !matches!(form.text("how"), "send" | "offer") {
        // Back from asking for consent, with the note that was typed before; what is ticked stands in the address.
        let help = load(&cx, person_id, need_id).await?;
        let ticked = Form::parse(uri.query().unwrap_or_default().as_bytes());
        let pairs = ticked.all("service").into_iter().map(|id| ("service", id));
        let form = with_key(&cx, Form::of(pairs.chain([("note", form.text("note"))])));
        return page(&cx, &help, &form, &FieldErrors::new()).await;
    }
    let services = chosen(&form);
    let idempotency_key = form.text("key").to_owned();
    let result = if form.text("how") == "offer" {
        let new = NewOffer { person_id, need_id, invite: services, idempotency_key };
        cx.store.write(&cx.viewer, move |tx| actions::offer_unidentified(tx, &new)).await
    } else {
        let note = form.text("note").to_owned();
        let new = NewReferral { person_id, need_id, services, note, label: None, idempotency_key };
        cx.store.write(&cx.viewer, move |tx| actions::send(tx, &new)).await
    };
    match faults(result)? {
        Ok(sent) => Ok(done(&cx, &sent)),
        Err(errors) => {
            let help = load(&cx, person_id, need_id).await?;
            let first = chosen(&form).first().copied();
            let asked = help.matches.iter().find(|m| Some(m.ranked.candidate.service_id) == first);
            match asked {
                // Consent is the next step, not a mistake: straight on to it and back here. A note that is typed already
                // goes along in the body; an address is no place for it.
                Some(choice) if errors.of("consent").is_some() => {
                    let path = consent_path(&help, choice, &chosen(&form));
                    Ok(if form.text("note").is_empty() { cx.redirect(&path) } else { cx.pass_on(&path) })
                }
                _ => page(&cx, &help, &form, &errors).await,
            }
        }
    }
}

/// Where consent for this place is asked; the way back holds what is ticked.
fn consent_path(help: &Help, choice: &Choice, ticked: &[Uuid]) -> String {
    let person = help.person.id;
    let ticks = Form::of(ticked.iter().map(|id| ("service", id.to_string()))).with("", "");
    let back = format!("/people/{person}/needs/{}/help?{ticks}", help.need.id);
    let query = Form::of([("org", choice.ranked.candidate.org_id.to_string()), ("next", back)]).with("", "");
    format!("/people/{person}/consent?{query}")
}

/// The services ticked, the one marked "first" at the head, the rest in the order of the page.
fn chosen(form: &Form) -> Vec<Uuid> {
    let mut picked: Vec<(i64, Uuid)> = form
        .all("service")
        .into_iter()
        .filter_map(|text| text.parse::<Uuid>().ok())
        .map(|id| (form.int(&format!("order-{id}")).unwrap_or(i64::MAX), id))
        .collect();
    picked.sort_by_key(|(order, _)| *order);
    picked.into_iter().map(|(_, id)| id).collect()
}

/// Places that stand open on the page; more fold up.
const OPEN: usize = 6;

async fn page(cx: &Cx, help: &Help, form: &Form, errors: &FieldErrors) -> Answer {
    // What other rooms know of: that somebody asks for the same already.
    let panels = cx.panels("help", help.need.id).await?;
    let name = help.person.display_name();
    let title = cx.ta("referrals-help-title", &[("name", name.as_str().into())]);
    let need = cx.t(&help.need.domain.message_key());
    let person = format!("/people/{}", help.person.id);
    let ticked = chosen(form);
    // What is ticked stands first: who comes back from asking for consent goes on where they were.
    let place = |m: &Choice| ticked.iter().position(|id| *id == m.ranked.candidate.service_id);
    let (mut first, mut rest): (Vec<&Choice>, Vec<&Choice>) =
        help.matches.iter().partition(|m| place(m).is_some());
    first.sort_by_key(|m| place(m));
    // Where the need waits already nobody can be asked again: those come last.
    rest.sort_by_key(|m| m.open);
    let shown = if first.is_empty() { OPEN.min(rest.len()) } else { 0 };
    let cards = |choices: &[&Choice], from: usize| {
        html! { div.grid.g2 { @for (n, choice) in choices.iter().enumerate() { (card(cx, help, choice, from + n, form, &ticked)) } } }
    };
    let more = if first.is_empty() { "referrals-help-more" } else { "referrals-help-others" };
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/people", &cx.t("people-title")), (&person, &name)], &need))
        (cx.error_summary(errors))
        h1 { (title) }
        p.lead { (need) }
        (tandem_people::part2::notice(cx, help.person.owner_org, [help.person.details.label, help.need.label]))
        (panels)
        @if help.matches.is_empty() {
            (ui::empty_state("search", &cx.t("referrals-help-none"), &cx.t("referrals-help-none-text"), Some(("/find", &cx.t("referrals-help-none-next")))))
        }
        form.form.wide.stack method="post" action={ (person) "/needs/" (help.need.id) "/help" } {
            input type="hidden" name="key" value=(form.text("key"));
            @if !help.matches.is_empty() {
                @if first.is_empty() { p { (cx.t("referrals-help-how")) } }
                @else { (cards(&first, 0)) }
                @if shown > 0 { (cards(&rest[..shown], 0)) }
                @if !first.is_empty() { (send_part(cx, form, errors)) }
                @if rest.len() > shown {
                    (ui::details(&cx.ta(more, &[("n", (rest.len() - shown).into())]), cards(&rest[shown..], first.len() + shown)))
                }
                @if first.is_empty() { (send_part(cx, form, errors)) }
            }
            (ui::notice(Tone::Info, html! {
                p { b { (cx.t("referrals-offer-title")) } " " (cx.t("referrals-offer-text")) }
                button class=(class(Button::Secondary)) type="submit" name="how" value="offer" {
                    (tandem_web::icons::icon("eye-off")) span { (cx.t("referrals-do-offer")) }
                }
            }))
        }
    };
    let page = Page::new(cx, title).nav("people");
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}

/// The note and the button.
fn send_part(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    html! {
        (Field::textarea("note", cx.t("referrals-note")).hint(cx.t("referrals-note-hint")).value(form.text("note"))
            .rows(3).max_length(2_000).optional(cx.t("web-optional")).error(cx.fault(errors, "note")))
        div.acts {
            button class=(class(Button::Primary)) type="submit" name="how" value="send" id="consent" {
                (tandem_web::icons::icon("send")) span { (cx.t("referrals-do-send")) }
            }
        }
        p.hint { (cx.t("referrals-help-who-sees")) }
    }
}

fn card(cx: &Cx, help: &Help, choice: &Choice, n: usize, form: &Form, ticked: &[Uuid]) -> Markup {
    let c = &choice.ranked.candidate;
    let id = c.service_id.to_string();
    let box_id = if n == 0 { "services".to_owned() } else { format!("service-{id}") };
    let on = ticked.contains(&c.service_id);
    let order = format!("order-{id}");
    let position = form.int(&order).map(|o| o.to_string()).unwrap_or_else(|| (n + 1).to_string());
    // Coming back from consent, the links of the other cards still know what was ticked.
    let with_this: Vec<Uuid> =
        ticked.iter().copied().filter(|t| *t != c.service_id).chain([c.service_id]).collect();
    html! {
        section.card.stack-s.cq aria-labelledby={ "n-" (id) } {
            label.opt for=(box_id) {
                input type="checkbox" name="service" id=(box_id) value=(id) checked[on] disabled[choice.open];
                span { b id={ "n-" (id) } { (c.name) } @if choice.organization != c.name { br; (choice.organization) } }
            }
            ul.facts { @for why in &choice.ranked.why { li { (why_words(cx, *why)) } } }
            @if !choice.languages.is_empty() {
                p { (tandem_web::icons::icon("language")) " " (languages(cx, choice)) }
            }
            @if let Some((number, dial)) = choice.phone.as_ref().filter(|_| !c.reachable) {
                p { (tandem_web::icons::icon("phone")) " " a href={ "tel:" (dial) } { (number) } }
            }
            @if choice.open {
                (ui::chip(Tone::Soon, &cx.t("referrals-already-there")))
            } @else if choice.sealed {
                (ui::notice(Tone::Info, html! { p { (cx.t("referrals-sealed-how")) } }))
            } @else if c.consent {
                (ui::chip(Tone::Ok, &cx.t("referrals-consent-there")))
            } @else {
                p {
                    (ui::chip(Tone::Soon, &cx.t("referrals-consent-missing"))) " "
                    a href=(consent_path(help, choice, &with_this)) {
                        (cx.t("referrals-consent-ask")) span.vh { " " (choice.organization) }
                    }
                }
            }
            @if !choice.open { (Field::number(&order, cx.t("referrals-order")).id(order.clone()).value(position).range("1", "12").chars(2)) }
        }
    }
}

/// The languages of a place, named in the reader's.
fn languages(cx: &Cx, choice: &Choice) -> String {
    let name = |(code, name): &(String, String)| {
        if code.is_empty() { name.clone() } else { language_name(cx.lang, code) }
    };
    choice.languages.iter().map(name).filter(|n| !n.is_empty()).collect::<Vec<_>>().join(", ")
}

fn why_words(cx: &Cx, why: Why) -> Markup {
    let args: Vec<(&str, Arg<'_>)> = match why {
        Why::Miles(miles) => vec![("miles", format!("{miles:.1}").into())],
        Why::Answers(in_time, asked) => vec![("in_time", in_time.into()), ("asked", asked.into())],
        _ => vec![],
    };
    let icon = match why.speaks_for() {
        Some(true) => "check",
        Some(false) => "alert-triangle",
        None => "info-circle",
    };
    html! { (tandem_web::icons::icon(icon)) " " (cx.ta(why.message_key(), &args)) }
}

/// Sent: the code is shown once, to be read out and written down.
fn done(cx: &Cx, sent: &Sent) -> axum::response::Response {
    let title = cx.t(if sent.written { "referrals-sent-title" } else { "referrals-sent-call-title" });
    let body = html! {
        h1 { (title) }
        @match (&sent.code, sent.sealed) {
            (Some(code), true) => {
                (ui::key_sentence(&cx.t("referrals-sent-sealed")))
                p.code-big { b { (code) } }
                p { (cx.t("referrals-sent-sealed-text")) }
            }
            (Some(code), false) => {
                @if sent.written { (ui::key_sentence(&cx.t("referrals-sent-text"))) }
                @else {
                    (ui::notice(Tone::Late, html! { p { (cx.t("referrals-sent-call")) } }))
                    p { (cx.t("referrals-sent-code-is")) }
                }
                p.code-big { b { (code) } }
                p { (cx.t("referrals-sent-code")) }
            }
            (None, _) => { (ui::key_sentence(&cx.t("referrals-sent-before"))) }
        }
        div.acts {
            @if !sent.sealed {
                (ui::link_button(Button::Primary, "", &format!("/referrals/{}", sent.id), &cx.t("referrals-sent-open"), ""))
            }
            (ui::link_button(Button::Secondary, "", "/today", &cx.t("referrals-today"), ""))
        }
    };
    Page::new(cx, title).body(body)
}

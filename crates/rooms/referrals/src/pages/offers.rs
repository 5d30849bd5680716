//! Needs offered without the person: the open list, and the page behind an invitation.

use super::answer::{Link, old, open};
use super::words::{act, day};
use crate::actions;
use crate::model::offer::{Offer, OfferState};
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::accounts::links::{self, LinkPurpose};
use tandem_web::messages::languages::language_name;
use tandem_web::ui::{self, Button, Tone};
use tandem_web::{Answer, Cx, Page, path_id};

pub(super) async fn list(cx: Cx) -> Answer {
    let offers = cx.store.read(&cx.viewer, actions::open_offers).await?;
    let body = html! {
        h1 { (cx.t("referrals-offers")) }
        p.lead { (cx.t("referrals-offers-text")) }
        @if offers.is_empty() {
            (ui::empty_state("hand-stop", &cx.t("referrals-offers-empty"), &cx.t("referrals-offers-empty-text"), None))
        }
        ul.stack data-keys {
            @for o in &offers {
                li.card.stack-s data-row {
                    h2 { (cx.t(&o.domain.message_key())) }
                    (about(&cx, o))
                    @if o.state == OfferState::Open {
                        (act(Button::Primary, "hand-stop", &format!("/offers/{}/claim", o.id), &cx.t("referrals-do-claim"), &cx.t(&o.domain.message_key()), None))
                    } @else { (waiting(&cx, o)) }
                }
            }
        }
    };
    Ok(Page::new(&cx, cx.t("referrals-offers")).nav("offers").body(body))
}

fn about(cx: &Cx, o: &Offer) -> Markup {
    html! {
        @if let Some(area) = &o.area { p { (cx.t("referrals-area")) ": " (area) } }
        @if let Some(language) = &o.language { p { (cx.t("referrals-language")) ": " (language_name(cx.lang, language)) } }
        p.hint { (cx.ta("referrals-offered-on", &[("day", day(cx, o.offered_at).into())])) }
    }
}

fn waiting(cx: &Cx, o: &Offer) -> Markup {
    html! {
        (ui::chip(Tone::Soon, &cx.t("referrals-claimed")))
        @if let Some(until) = o.lapses_at { p { (cx.ta("referrals-claimed-until", &[("day", day(cx, until).into())])) } }
    }
}

pub(super) async fn claim(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::claim(tx, id)).await?;
    Ok(cx.redirect_flash("/offers", "referrals-done-claimed"))
}

pub(super) async fn by_link(cx: Cx, Path(token): Path<String>) -> Answer {
    let (link, viewer) = match open(&cx, LinkPurpose::Claim, &token).await? {
        Link::Live(link, viewer) => (link, viewer),
        Link::Old(why, _) => return Ok(old(&cx, why, &token)),
    };
    let offer = cx.store.read(&viewer, actions::offer_behind_link).await?;
    let mine = offer.claimed_by.is_some() && offer.claimed_by == link.record().organization;
    let title = cx.t("referrals-offer-page");
    let body = html! {
        h1 { (title) }
        section.card.stack-s { h2 { (cx.t(&offer.domain.message_key())) } (about(&cx, &offer)) }
        @if mine && offer.state == OfferState::Claimed { (waiting(&cx, &offer)) p { (cx.t("referrals-claimed-text")) } }
        @else if mine { p { (cx.t("referrals-claim-settled")) } }
        @else if offer.state == OfferState::Open {
            p { (cx.t("referrals-offers-text")) }
            (act(Button::Primary, "hand-stop", &format!("/o/{token}"), &cx.t("referrals-do-claim"), "", None))
        } @else { (ui::notice(Tone::Info, html! { p { (cx.t("referrals-error-offer-taken")) } })) }
    };
    Ok(Page::new(&cx, title).body(body))
}

pub(super) async fn claim_by_link(cx: Cx, Path(token): Path<String>) -> Answer {
    let (link, viewer) = match open(&cx, LinkPurpose::Claim, &token).await? {
        Link::Live(link, viewer) => (link, viewer),
        Link::Old(why, _) => return Ok(old(&cx, why, &token)),
    };
    cx.store
        .write(&viewer, move |tx| {
            links::consume(tx, &link)?;
            let offer = actions::offer_behind_link(tx)?.id;
            actions::claim(tx, offer)
        })
        .await?;
    Ok(cx.redirect_flash(&format!("/o/{token}"), "referrals-done-claimed"))
}

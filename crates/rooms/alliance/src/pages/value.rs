//! What the partnership could be to one organization, made of what it said, what partners of its sector give and get, and
//! where help runs out. It is made to be printed and handed over.

use super::{domain_name, kind_name, place_of, standing};
use crate::actions::{self, Value};
use crate::model::{Balance, Benefit, BenefitKind, Cover};
use crate::policy;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::accounts::links::{self, LinkPurpose, Opened};
use tandem_access::accounts::rate_limit::{Gate, network_of};
use tandem_access::{Error, Timestamp, Uuid, Viewer};
use tandem_partners::model::{Interview, Membership, Organization};
use tandem_web::ui::{self, Button, Col, Table};
use tandem_web::{Answer, Cx, Page, path_id};

/// Examples of a kind that are quoted.
const EXAMPLES: usize = 2;

/// Who reads the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// A member.
    Member,
    /// Somebody with a link: nothing leads into the house.
    Guest,
}

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let (value, until) = cx
        .store
        .read(&cx.viewer, move |tx| Ok((actions::value(tx, id)?, actions::shared_until(tx, id)?)))
        .await?;
    let panels = cx.panels("value", id).await?;
    let title = title(&cx, &value);
    let own = format!("/alliance/{id}");
    let o = &value.organization;
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"),
            &[("/alliance", cx.t("alliance-title").as_str()), (own.as_str(), o.name.as_str())], &cx.t("alliance-value")))
        (content(&cx, &value, Reader::Member))
        (panels)
        p.m { (cx.t("alliance-value-print")) }
        @if policy::may_share(&cx.viewer, id) && o.membership != Membership::Left { (share_part(&cx, id, &until)) }
    };
    Ok(Page::new(&cx, title.clone()).nav("alliance").body(body))
}

fn title(cx: &Cx, value: &Value) -> String {
    cx.ta("alliance-value-title", &[("name", value.organization.name.as_str().into())])
}

/// Heading, what was heard, what partners like them gain, where their help is missing.
fn content(cx: &Cx, value: &Value, reader: Reader) -> Markup {
    let Value { organization: o, talk, alike, ledger, mapped, focus } = value;
    let none = BTreeSet::new();
    let offered = mapped.offers.get(&o.id).unwrap_or(&none);
    html! {
        h1 { (title(cx, value)) }
        p {
            (tandem_partners::sector_name(cx, o.sector))
            @if reader == Reader::Member { " " (standing(cx, o.membership)) " " } @else if place_of(o).is_some() { ", " }
            @if let Some(place) = place_of(o) { (place) }
        }
        @if !focus.is_empty() { (ui::key_sentence(&cx.ta("partners-listening-focus", &[("focus", focus.as_str().into())]))) }
        @if talk.is_some() || reader == Reader::Member {
            (ui::section(&cx.t("alliance-value-heard"), heard(cx, o, talk.as_ref())))
        }
        (ui::section(&cx.t("alliance-value-alike"), like_you(cx, o, alike, ledger)))
        @if !offered.is_empty() { (ui::section(&cx.t("alliance-value-offers"), offers(cx, offered, mapped))) }
    }
}

/// How to give the page to somebody without an account.
fn share_part(cx: &Cx, id: Uuid, until: &[Timestamp]) -> Markup {
    let day = |at: &Timestamp| cx.day(at.to_zoned(cx.zone()).date());
    ui::section(
        &cx.t("alliance-value-share"),
        html! {
            p { (cx.ta("alliance-value-share-how", &[("days", actions::SHARED_DAYS.into())])) }
            @if let Some(last) = until.last() {
                p role="status" { (cx.ta("alliance-value-share-live", &[("n", until.len().into()), ("day", day(last).into())])) }
            }
            div.actions {
                (ui::post_button(Button::Secondary, "share", &format!("/alliance/{id}/value/share"), &[], &cx.t("alliance-value-share-make"), ""))
                @if !until.is_empty() {
                    (ui::post_button(Button::Danger, "x", &format!("/alliance/{id}/value/end"), &[], &cx.t("alliance-value-share-end"), ""))
                }
            }
        },
    )
}

/// Makes a link and shows it, once.
pub async fn share(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let (made, name) = cx
        .store
        .write(&cx.viewer, move |tx| {
            let made = actions::share_value(tx, id)?;
            Ok((made, tandem_partners::actions::find(tx, id)?.name))
        })
        .await?;
    let (title, back) = (cx.t("alliance-value-shared"), format!("/alliance/{id}/value"));
    let url = format!("{}{}", cx.base_url, made.path);
    let day = cx.day(made.until.to_zoned(cx.zone()).date());
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"),
            &[("/alliance", cx.t("alliance-title").as_str()), (back.as_str(), name.as_str())], &title))
        h1 { (title) }
        p.lead { (cx.ta("alliance-value-shared-lead", &[("name", name.as_str().into()), ("day", day.into())])) }
        p.letter { a href=(made.path) { (url) } }
        p { (cx.t("alliance-value-shared-once")) }
        p { (ui::link_button(Button::Secondary, "arrow-left", &back, &cx.t("alliance-value-shared-back"), "")) }
    };
    Ok(Page::new(&cx, title.clone()).nav("alliance").body(body))
}

/// Ends every link to the page.
pub async fn end(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::end_shared(tx, id)).await?;
    Ok(cx.redirect_flash(&format!("/alliance/{id}/value"), "alliance-value-share-ended"))
}

/// The page by a link, without an account. What people asked for stays in the house: panels of other rooms are not shown.
pub async fn by_link(cx: Cx, Path(token): Path<String>) -> Answer {
    cx.store.limits().take(Gate::Link, &network_of(cx.ip), cx.now)?;
    let link = match links::open_in(&cx.store, LinkPurpose::Value, &token).await? {
        Opened::Valid(link) => link,
        Opened::Stale(_, _) => return Ok(over(&cx)),
        Opened::Unknown => return Err(Error::NotFound.into()),
    };
    let until = link.record().expires_at;
    let bearer = Viewer::system("alliance.value_link");
    let value = match cx.store.read(&bearer, move |tx| actions::value_by_link(tx, &link)).await {
        Ok(value) => value,
        Err(Error::NotFound) => return Ok(over(&cx)),
        Err(other) => return Err(other.into()),
    };
    let partnership = cx.app.partnership();
    let day = cx.day(until.to_zoned(cx.zone()).date());
    let body = html! {
        (content(&cx, &value, Reader::Guest))
        p { (cx.ta("alliance-value-guest", &[("partnership", partnership.name.as_str().into()), ("day", day.into())])) }
        @if let Some(phone) = &partnership.phone { p { (cx.ta("alliance-value-guest-call", &[("phone", phone.as_str().into())])) } }
        p { a href="/partners" { (cx.t("alliance-value-guest-partners")) } }
    };
    Ok(Page::new(&cx, title(&cx, &value)).body(body))
}

/// A link that was good once.
fn over(cx: &Cx) -> Response {
    let title = cx.t("alliance-value-over");
    let body = html! { h1 { (title) } p { (cx.t("alliance-value-over-text")) } p { a href="/partners" { (cx.t("alliance-value-guest-partners")) } } };
    Page::new(cx, title.clone()).status(StatusCode::GONE).body(body)
}

/// Their own words come first.
fn heard(cx: &Cx, o: &Organization, talk: Option<&Interview>) -> Markup {
    let may = tandem_partners::policy::may_hear(&cx.viewer, o.id);
    match talk {
        Some(talk) => html! {
            p.m { (cx.ta("partners-listening-on", &[("day", cx.day(talk.held_on).into())])) }
            (ui::definition_list([
                ("partners-listening-does", &talk.does),
                ("partners-listening-would-help", &talk.would_help),
                ("partners-listening-needs", &talk.needs),
                ("partners-listening-serves", &talk.serves),
            ].into_iter().filter(|(_, words)| !words.is_empty()).map(|(key, words)| (cx.t(key), html! { q { (words) } }))))
        },
        None if may => html! {
            p { (cx.t("alliance-value-not-heard")) }
            @if tandem_partners::policy::may_edit(&cx.viewer, o.id) {
                p { (ui::link_button(Button::Primary, "message-2", &format!("/settings/organizations/{}/listening", o.id),
                    &cx.t("partners-listening-new"), "")) }
            }
        },
        None => html! { p { (cx.t("alliance-value-heard-private")) } },
    }
}

/// What partners of the same sector give and get, by kind, with a few of their words. Nobody is named: the page leaves
/// the house.
fn like_you(cx: &Cx, o: &Organization, alike: &[Uuid], ledger: &[Benefit]) -> Markup {
    let sector = tandem_partners::sector_name(cx, o.sector);
    let mut sides: [BTreeMap<BenefitKind, BTreeSet<Uuid>>; 2] = Default::default();
    for id in alike {
        let balance = Balance::of(*id, ledger);
        for (side, kinds) in sides.iter_mut().zip([balance.gives, balance.gets]) {
            for kind in kinds.into_keys() {
                side.entry(kind).or_default().insert(*id);
            }
        }
    }
    if sides.iter().all(BTreeMap::is_empty) {
        return html! { p { (cx.ta("alliance-value-alike-none", &[("sector", sector.into()), ("n", alike.len().into())])) } };
    }
    let examples = |kind: BenefitKind, gets: bool| -> Vec<&str> {
        let fits = |b: &&Benefit| {
            let side = if gets { b.to } else { b.from };
            b.kind == kind && b.reversal.is_none() && side.is_some_and(|s| alike.contains(&s))
        };
        ledger.iter().filter(fits).map(|b| b.words.as_str()).take(EXAMPLES).collect()
    };
    let [gives, gets] = &sides;
    let part = |title: &str, kinds: &BTreeMap<BenefitKind, BTreeSet<Uuid>>, is_get: bool| {
        html! {
            div.stack {
                h3 { (cx.t(title)) }
                @if kinds.is_empty() { p { (cx.t("alliance-nothing-yet")) } }
                ul.list { @for (kind, who) in kinds { li { div.stack {
                    p { strong { (kind_name(cx, *kind)) } " (" (cx.ta("alliance-partners-n", &[("n", who.len().into())])) ")" }
                    @for words in examples(*kind, is_get) { p.m { q { (words) } } }
                } } } }
            }
        }
    };
    html! {
        p { (cx.ta("alliance-value-alike-lead", &[("sector", sector.into()), ("n", alike.len().into())])) }
        div.grid.g2 {
            (part("alliance-they-get", gets, true))
            (part("alliance-they-give", gives, false))
        }
    }
}

/// What they offer already, and where that help is missing.
fn offers(cx: &Cx, offered: &BTreeSet<String>, mapped: &actions::Mapped) -> Markup {
    let cols = [Col::text(cx.t("alliance-help")), Col::text(cx.t("alliance-value-missing"))];
    let mut table = Table::new(cx.t("alliance-value-offers"), cols).hide_caption();
    for code in offered {
        let gaps = mapped.map.gaps([code.as_str()]);
        let missing: Vec<String> = gaps
            .iter()
            .map(|g| match g.cover {
                Cover::Full => cx.ta("alliance-place-full", &[("place", g.place.as_str().into())]),
                _ => g.place.clone(),
            })
            .collect();
        table.push([
            html! { (domain_name(cx, code)) },
            html! { @if missing.is_empty() { (cx.t("alliance-value-covered")) } @else { (missing.join(", ")) } },
        ]);
    }
    html! { (table) }
}

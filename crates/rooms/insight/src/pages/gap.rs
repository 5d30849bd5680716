//! One gap: what people asked for in one place, what became of it, and what would close it.

use super::view::UNKNOWN;
use super::{area_name, domain_name, health, made, measures, published};
use crate::actions::{self, Scope, may_see_own};
use crate::model::cube::Slice;
use crate::model::report::{Line, Report};
use crate::model::request::Outcome;
use crate::store::Behind;
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::{Action, Error, Kind};
use tandem_directory::model::domain;
use tandem_spine::model::Chain;
use tandem_web::messages::dates;
use tandem_web::ui::{self, Button, Col, Table, Tone};
use tandem_web::{Answer, Cx, Page};

/// The page. A domain that is in no count (domestic violence) does not exist here either.
pub async fn show(cx: Cx, Path((code, area)): Path<(String, String)>) -> Answer {
    domain::domain(&code).filter(|d| d.label != "domestic_violence").ok_or(Error::NotFound)?;
    let area = if area == UNKNOWN { String::new() } else { area };
    let clock = actions::clock(&cx.store, &cx.viewer).await?;
    let published = published(&cx, &clock).await?;
    let line = published.line(Some(&code), Some(&area));
    let own = if may_see_own(&cx.viewer) {
        let slice =
            Slice { months: actions::PUBLISHED_MONTHS, domain: Some(code.clone()), area: Some(area.clone()) };
        Some(actions::report(&cx.store, &cx.viewer, &clock, Scope::Own, &slice).await?)
    } else {
        None
    };
    let behind = actions::behind(&cx.store, &cx.viewer, &clock, &code, &area).await?;
    let title = format!("{}: {}", domain_name(&cx, &code), area_name(&cx, &area));
    let (help, place) = (code.clone(), area.clone());
    let chain = cx
        .store
        .read(&cx.viewer, move |tx| match tandem_spine::actions::known_gap(tx, &help, &place)? {
            Some(gap) => tandem_spine::actions::chain(tx, gap),
            None => Ok(Chain::default()),
        })
        .await?;
    // A visitor reads of gaps that there are, not of whatever stands in an address.
    let told = published.cells.contains_key(&(code.clone(), area.clone())) || chain != Chain::default();
    if !cx.viewer.is_member() && !told {
        return Err(Error::NotFound.into());
    }
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/gaps", &cx.t("insight-gaps-title"))], &title))
        div.stack {
            h1 { (title) }
            (ui::key_sentence(&format!("{} {}", health::sentence(&cx, &line), close(&cx, &line))))
        }
        @if !area.is_empty() {
            p { (ui::link_button(Button::Primary, "plus", &format!("/proposals/new?gap={code}/{}", tandem_web::path_segment(&area)), &cx.t("insight-gap-propose"), "")) }
        }
        (tandem_spine::chain(&cx, &chain))
        section.stack aria-labelledby="h-all" {
            h2 #h-all { (cx.t("insight-gap-all")) }
            (measures::stats(&cx, &line, None))
            (measures::outcomes(&cx, &line))
        }
        (ui::section(&cx.t("insight-reasons"), measures::reasons(&cx, &line)))
        @if let Some(own) = &own { (own_part(&cx, own)) } @else { p.m { (cx.t("insight-gap-no-trend")) } }
        @if cx.viewer.is_member() { (rows(&cx, &clock.calendar, &behind)) }
        (made(&cx, clock.calendar.zone(), true))
    };
    Ok(Page::new(&cx, title.clone()).nav("gaps").body(body))
}

/// What would close the gap: the largest cause that may be shown.
fn close(cx: &Cx, line: &Line) -> String {
    let causes = [Outcome::NoRoom, Outcome::NoMatch, Outcome::Late, Outcome::OtherNo];
    let largest = causes
        .into_iter()
        .filter_map(|o| line.of(o).count().filter(|n| *n > 0).map(|n| (n, o)))
        .max_by_key(|(n, _)| *n);
    match (largest, line.unmet.count()) {
        (Some((n, outcome)), _) => cx.ta(&format!("insight-close-{}", outcome.word()), &[("n", n.into())]),
        (None, Some(0)) => cx.t("insight-close-nothing"),
        (None, _) => cx.t("insight-close-hidden"),
    }
}

/// The viewer's own organization: exact, with the trend.
fn own_part(cx: &Cx, own: &Report) -> Markup {
    html! {
        section.stack aria-labelledby="h-own" {
            h2 #h-own { (cx.t("insight-gap-own")) }
            @if own.trend.iter().all(|p| p.asked.count() == Some(0)) {
                p { (cx.t("insight-gap-own-none")) }
            } @else {
                (measures::outcomes(cx, &own.total))
                (measures::trend(cx, &own.trend))
            }
        }
    }
}

/// The rows behind it, as far as the viewer may see.
fn rows(cx: &Cx, calendar: &tandem_partners::model::BusinessCalendar, behind: &[Behind]) -> Markup {
    let body = if !cx.viewer.may(Kind::Referral, Action::Read) {
        html! { p { (cx.t("insight-gap-rows-role")) } }
    } else if behind.is_empty() {
        html! { p { (cx.t("insight-gap-rows-none")) } }
    } else {
        let cols = ["when", "insight-gap-receiver", "outcome", "insight-gaps-look"].map(|word| {
            Col::text(cx.t(&if word.starts_with("insight-") {
                word.to_owned()
            } else {
                format!("insight-{word}")
            }))
        });
        let mut table = Table::new(cx.t("insight-gap-rows"), cols).hide_caption();
        for row in behind {
            let day = dates::date_year(cx.lang, row.at.to_zoned(calendar.zone().clone()).date());
            let late = row.answered_at.is_none() && row.due_at.is_some_and(|due| due <= cx.now);
            let (tone, word) = standing(row, late);
            let reason = row.reason.as_deref().filter(|_| row.status == "rejected");
            let (href, words) = match (row.referral, row.person) {
                (Some(id), _) => (format!("/referrals/{id}"), cx.t("insight-gap-open-referral")),
                (None, Some(id)) => (format!("/people/{id}"), cx.t("insight-gap-open-person")),
                (None, None) => (String::new(), String::new()),
            };
            table.push([
                html! { (day) },
                html! { (row.receiver.clone().unwrap_or_else(|| cx.t("insight-gap-nobody-asked"))) },
                html! {
                    (ui::chip(tone, &cx.t(word)))
                    @if let Some(reason) = reason { " " (measures::reason_name(cx, reason)) }
                },
                html! { @if !href.is_empty() { a href=(href) { (words) span.vh { ", " (day) } } } },
            ]);
        }
        html! { (table) }
    };
    ui::section(&cx.t("insight-gap-rows"), html! { p.m { (cx.t("insight-gap-rows-text")) } (body) })
}

/// How a row stands: tone and message.
fn standing(row: &Behind, late: bool) -> (Tone, &'static str) {
    match row.status.as_str() {
        "" => (Tone::Late, "insight-standing-nobody"),
        "rejected" => (Tone::Late, "insight-standing-no"),
        "completed" => (Tone::Ok, "insight-standing-done"),
        "cancelled" => (Tone::Info, "insight-standing-taken-back"),
        "failed" => (Tone::Late, "insight-standing-failed"),
        "requested" if late => (Tone::Late, "insight-standing-late"),
        "requested" => (Tone::Soon, "insight-standing-waiting"),
        _ => (Tone::Ok, "insight-standing-yes"),
    }
}

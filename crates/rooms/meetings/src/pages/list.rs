//! Meetings: what comes next, what was held, by body. The filter is in the address, so that a page reloaded or sent on is the same page.

use super::words::{place, state_chip, when};
use crate::actions;
use crate::model::{Meeting, State};
use crate::policy;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::Uuid;
use tandem_web::ui::{self, Button, FilterChip};
use tandem_web::{Answer, Cx, Form, Page};

/// How many that were held stand on the page.
const LISTED: usize = 20;

pub(super) async fn show(cx: Cx, form: Form) -> Answer {
    // All dates of one series, or the next of each.
    let (body, series) = (form.id("body"), form.id("series"));
    let (ahead, past, bodies, organizes) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let bodies: Vec<_> = tandem_bodies::actions::bodies(tx)?.into_iter().map(|s| s.body).collect();
            let organizes = tx.viewer().is_member() && !actions::my_bodies(tx)?.is_empty();
            Ok((actions::ahead(tx, body)?, actions::past(tx, body)?, bodies, organizes))
        })
        .await?;
    let es = cx.spanish();
    let ahead: Vec<(Meeting, usize)> = match series {
        Some(plan) => ahead.into_iter().filter(|m| m.plan == plan).map(|m| (m, 0)).collect(),
        None => actions::collapsed(ahead),
    };
    let past: Vec<(Meeting, usize)> = past
        .into_iter()
        .filter(|m| series.is_none_or(|plan| m.plan == plan))
        .take(LISTED)
        .map(|m| (m, 0))
        .collect();
    let names: HashMap<Uuid, &str> = bodies.iter().map(|b| (b.id, b.named(es))).collect();
    let all = cx.t("meetings-filter-all");
    let mut chips = vec![FilterChip {
        href: "/meetings".into(),
        label: &all,
        icon: "",
        on: body.is_none() && series.is_none(),
    }];
    chips.extend(bodies.iter().filter(|b| !b.ended || body == Some(b.id)).map(|b| FilterChip {
        href: format!("/meetings?body={}", b.id),
        label: b.named(es),
        icon: "",
        on: body == Some(b.id),
    }));
    let title = cx.t("meetings-title");
    let main = html! {
        h1 { (title) }
        p.lead { (cx.t("meetings-lead")) }
        p.row {
            @if organizes { (ui::link_button(Button::Primary, "plus", "/meetings/new", &cx.t("meetings-plan"), "")) }
            (ui::link_button(Button::Secondary, "calendar", "/meetings.ics", &cx.t("meetings-subscribe"), ""))
            @if policy::may_read(&cx.viewer) {
                (ui::link_button(Button::Secondary, "checkup-list", "/meetings/actions", &cx.t("meetings-actions"), ""))
                (ui::link_button(Button::Secondary, "mail", "/meetings/notices", &cx.t("meetings-notices"), ""))
            }
        }
        (ui::filter_chips(&cx.t("meetings-filter"), Some("meetings"), &chips))
        div.stack #meetings {
            @if ahead.is_empty() && past.is_empty() {
                (ui::empty_state("calendar-event", &cx.t("meetings-empty"), &cx.t("meetings-empty-text"),
                    body.or(series).map(|_| ("/meetings", all.as_str()))))
            } @else {
                h2 { (cx.t("meetings-next")) }
                @if ahead.is_empty() { p { (cx.t("meetings-next-none")) } }
                (cards(&cx, &ahead, &names))
                @if !past.is_empty() { h2 { (cx.t("meetings-past")) } (cards(&cx, &past, &names)) }
            }
        }
    };
    Ok(Page::new(&cx, title).nav("meetings").public().body(main))
}

/// Each meeting, with the way to those of its series that stand behind it.
fn cards(cx: &Cx, meetings: &[(Meeting, usize)], bodies: &HashMap<Uuid, &str>) -> Markup {
    html! {
        @if !meetings.is_empty() {
            ul.stack.plain {
                @for (m, more) in meetings {
                    li.card.stack-s {
                        h3 { a href={ "/meetings/" (m.id) } { (m.named(cx.spanish())) } }
                        p { time datetime=(m.start) { (when(cx, m)) } }
                        p { (state_chip(cx, m)) " " (bodies.get(&m.body).copied().unwrap_or_default()) }
                        @if let Some(why) = &m.why { p { (cx.t("meetings-why")) ": " (why) } }
                        @if matches!(m.state, State::Planned | State::Running) { (place(cx, &m.place)) }
                        @if *more > 0 {
                            p { a href={ "/meetings?series=" (m.plan) } { (cx.ta("meetings-more", &[("n", (*more).into())])) } }
                        }
                    }
                }
            }
        }
    }
}

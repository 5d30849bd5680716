//! The minutes as they are read: what was said to each point, what was agreed and decided, who does what, who
//! was there. In public, people are
//! counted by sector and never named.

use super::words::{clock, missing, seats, sector, time, told, way};
use crate::actions;
use crate::model::floor::{self, Share};
use crate::model::{Agreed, Decided, Item, Meeting, Presence, Quorum, Task};
use maud::{Markup, html};
use std::collections::{BTreeMap, HashMap};
use tandem_access::accounts::members;
use tandem_access::{Error, Tx, Uuid};
use tandem_agreements::glossary::{self, Glossary};
use tandem_bodies::model::Standing;
use tandem_partners::model::Sector;
use tandem_web::messages::percent_of;
use tandem_web::ui::{self, Button, Col, Table, Tone};
use tandem_web::{Cx, Lang, in_language};

/// Everything that minutes are made of.
pub(super) struct Minutes {
    pub(super) items: Vec<Item>,
    pub(super) agreed: Vec<Agreed>,
    pub(super) decided: Vec<Decided>,
    pub(super) tasks: Vec<Task>,
    pub(super) presence: Vec<Presence>,
    pub(super) quorums: Vec<Quorum>,
    /// How many seats counted that day.
    pub(super) seats: Option<i64>,
    pub(super) floor: Vec<Share>,
    /// The same for who sits in the body: each sector by itself. They were there.
    pub(super) apart: Vec<Share>,
    pub(super) owners: HashMap<Uuid, String>,
    pub(super) organizations: HashMap<Uuid, String>,
    /// Words that read differently to different groups.
    pub(super) glossary: Glossary,
}

/// Reads them. The viewer has been let see the meeting.
pub(super) fn read(tx: &mut Tx<'_, '_>, m: &Meeting) -> Result<Minutes, Error> {
    let tasks = actions::tasks(tx, m.id)?;
    let owners: Vec<Uuid> = tasks.iter().filter_map(|t| t.owner).collect();
    let of: Vec<Uuid> = tasks.iter().filter_map(|t| t.organization).collect();
    let presence = actions::presence(tx, m.id)?;
    let mut people: BTreeMap<Sector, u64> = BTreeMap::new();
    let mut counted: Vec<Uuid> = vec![];
    for stay in &presence {
        // Who went and came back is one.
        if stay.seat.is_none_or(|seat| !counted.contains(&seat)) {
            *people.entry(stay.sector).or_insert(0) += 1;
            counted.extend(stay.seat);
        }
    }
    let seconds = actions::floor_of(tx, m.id)?;
    let mut apart: Vec<Share> = seconds
        .iter()
        .filter(|(_, seconds)| **seconds > 0)
        .map(|(sector, seconds)| Share { sectors: vec![*sector], seconds: *seconds })
        .collect();
    apart.sort_by(|a, b| b.seconds.cmp(&a.seconds).then(a.sectors.cmp(&b.sectors)));
    Ok(Minutes {
        items: actions::agenda(tx, m.id)?,
        agreed: actions::agreed(tx, m.id)?,
        decided: actions::decided(tx, m.id)?,
        floor: floor::published(&seconds, &people),
        apart,
        quorums: actions::quorums(tx, m.id)?,
        seats: m.seats,
        owners: members::names(tx, &owners)?,
        organizations: tandem_partners::actions::find_many(tx, &of)?
            .into_iter()
            .map(|o| (o.id, o.name))
            .collect(),
        presence,
        tasks,
        glossary: glossary::load(tx, Lang::En)?,
    })
}

/// The minutes. `names` are known to members only.
pub(super) fn show(
    cx: &Cx,
    m: &Meeting,
    standing: &Standing,
    minutes: &Minutes,
    names: &HashMap<Uuid, String>,
) -> Markup {
    let sits_here = cx.viewer.member_id().is_some_and(|me| standing.seat_of(me).is_some());
    html! {
        (ui::section(&cx.t("meetings-minutes"), html! {
            @if let Some(at) = m.published_at { p.hint { (cx.ta("meetings-minutes-published", &[("when", cx.moment(at).into())])) } }
            (told(cx, &minutes.glossary, &m.summary, m.summary_es.as_deref()))
            @if m.summary.is_empty() && minutes.items.is_empty() { p { (cx.t("meetings-minutes-none")) } }
            @for item in &minutes.items {
                h3 { (item.title) }
                (told(cx, &minutes.glossary, &item.notes, item.notes_es.as_deref()))
                @if item.notes.is_empty() { p.hint { (cx.t("meetings-minutes-no-notes")) } }
                (decided(cx, minutes, Some(item.id)))
                (agreed(cx, minutes, Some(item.id)))
            }
            (decided(cx, minutes, None))
            (agreed(cx, minutes, None))
            @if !minutes.agreed.is_empty() { (no_decision(cx, m)) }
            (minutes.glossary.notes(cx))
        }))
        (ui::section(&cx.t("meetings-minutes-actions"), tasks(cx, minutes)))
        (ui::section(&cx.t("meetings-minutes-there"), html! {
            (there(cx, standing, minutes, names))
            (quorums(cx, standing, minutes))
        }))
        (ui::section(&cx.t("meetings-floor"), html! {
            p { (cx.t("meetings-floor-text")) }
            @if sits_here && !minutes.apart.is_empty() {
                p.hint { (cx.t("meetings-floor-apart")) }
                (shares(cx, &minutes.apart))
            } @else if minutes.floor.is_empty() { p { (cx.t("meetings-floor-few")) } } @else { (shares(cx, &minutes.floor)) }
        }))
    }
}

/// What the meeting agreed on to a point, or to none.
fn agreed(cx: &Cx, minutes: &Minutes, point: Option<Uuid>) -> Markup {
    html! {
        @for a in minutes.agreed.iter().filter(|a| a.item == point) {
            (ui::notice(Tone::Info, html! {
                p { strong { (cx.t("meetings-agreed")) ": " } (minutes.glossary.mark_in(&a.text, cx.lang)) }
                p.hint { (cx.ta("meetings-agreed-by", &[("n", a.present.into()), ("at", clock(cx, a.at).into())])) }
            }))
        }
    }
}

/// Decisions that proposals adopted, to a point or to none: each leads to its page.
fn decided(cx: &Cx, minutes: &Minutes, point: Option<Uuid>) -> Markup {
    let seen = |d: &&Decided| d.point == point && (d.item.public || cx.viewer.is_member());
    html! {
        @for d in minutes.decided.iter().filter(seen) {
            (ui::notice(Tone::Ok, html! {
                p { strong { (cx.t("meetings-decided")) ": " } a href=(d.item.path) { (title_of(cx, d)) } }
                p.hint { (cx.t(if d.here { "meetings-decided-here" } else { "meetings-decided-before" })) }
            }))
        }
    }
}

/// A decision's title for the reader.
pub(super) fn title_of<'d>(cx: &Cx, d: &'d Decided) -> &'d str {
    in_language(&d.item.title, d.item.title_es.as_deref(), cx.spanish())
}

/// What was agreed is no decision, and how something is decided.
pub(super) fn no_decision(cx: &Cx, m: &Meeting) -> Markup {
    html! { p { (cx.t("meetings-agreed-text")) " " a href={ "/proposals/new?from=" (m.id) } { (cx.t("meetings-agreed-propose")) } } }
}

/// What was taken on: in public by organization, for members by name.
fn tasks(cx: &Cx, minutes: &Minutes) -> Markup {
    if minutes.tasks.is_empty() {
        return html! { p { (cx.t("meetings-minutes-actions-none")) } };
    }
    let columns =
        ["meetings-action-what", "meetings-action-who", "meetings-action-due", "meetings-action-state"];
    let mut table =
        Table::new(cx.t("meetings-minutes-actions"), columns.map(|key| Col::text(cx.t(key)))).hide_caption();
    for task in &minutes.tasks {
        let organization = task.organization.and_then(|id| minutes.organizations.get(&id)).cloned();
        let who = organization.unwrap_or_else(|| cx.t("meetings-a-resident"));
        let name = task.owner.and_then(|id| minutes.owners.get(&id)).filter(|_| cx.viewer.is_member());
        table.push([
            html! { (task.what) },
            html! { @if let Some(name) = name { (name) ", " } (who) },
            html! { (cx.day(task.due)) },
            html! {
                @match task.done {
                    Some(_) => (ui::chip(Tone::Ok, &cx.t("meetings-action-is-done"))),
                    None if task.due < cx.today() => (ui::chip(Tone::Late, &cx.t("meetings-action-late"))),
                    None => (ui::chip(Tone::Soon, &cx.t("meetings-action-is-open"))),
                }
            },
        ]);
    }
    html! { (table) }
}

fn there(cx: &Cx, standing: &Standing, minutes: &Minutes, names: &HashMap<Uuid, String>) -> Markup {
    let mut came: BTreeMap<Sector, Vec<Uuid>> = BTreeMap::new();
    for stay in &minutes.presence {
        if let Some(seat) = stay.seat {
            let list = came.entry(stay.sector).or_default();
            if !list.contains(&seat) {
                list.push(seat);
            }
        }
    }
    let guests = minutes.presence.iter().filter(|p| p.seat.is_none()).count();
    let all = i64::try_from(came.values().map(Vec::len).sum::<usize>()).unwrap_or(i64::MAX);
    // A seat that was given up while the meeting sat was there, too.
    let of = seats(standing, minutes.seats).max(all);
    html! {
        p { (cx.ta("meetings-there", &[("n", all.into()), ("of", of.into())])) }
        ul {
            @for (of, list) in &came {
                li { (sector(cx, *of)) ": " (list.len()) @if cx.viewer.is_member() { (named(cx, standing, list, minutes, names)) } }
            }
            @if guests > 0 { li { (cx.ta("meetings-guests", &[("n", i64::try_from(guests).unwrap_or(i64::MAX).into())])) } }
        }
    }
}

/// Who sat there, and how: for members.
fn named(
    cx: &Cx,
    standing: &Standing,
    list: &[Uuid],
    minutes: &Minutes,
    names: &HashMap<Uuid, String>,
) -> Markup {
    let mut out = vec![];
    for seat in list {
        let stay = minutes.presence.iter().rfind(|p| p.seat == Some(*seat));
        let held = standing.active().map(|(s, _)| s).find(|s| s.id == *seat);
        let (Some(stay), Some(held)) = (stay, held) else { continue };
        let who = if stay.deputy { held.deputy } else { Some(held.member) };
        if let Some(name) = who.and_then(|id| names.get(&id)) {
            let left = stay.left.filter(|left| minutes.closed_before(*left));
            let note = left.map(|at| cx.ta("meetings-left-at", &[("at", clock(cx, at).into())]));
            out.push(format!(
                "{name} ({}{})",
                way(cx, stay.way),
                note.map(|n| format!(", {n}")).unwrap_or_default()
            ));
        }
    }
    html! { @if !out.is_empty() { ". " (out.join("; ")) } }
}

impl Minutes {
    /// Whether somebody left before the others: everybody leaves with the end.
    fn closed_before(&self, left: tandem_access::Timestamp) -> bool {
        self.presence.iter().filter_map(|p| p.left).max().is_some_and(|last| left < last)
    }
}

/// When there was a quorum and when not: a quorum lost in the middle is said as plainly as one that was met.
pub(super) fn quorums(cx: &Cx, standing: &Standing, minutes: &Minutes) -> Markup {
    html! {
        @if !minutes.quorums.is_empty() {
            h3 { (cx.t("meetings-quorum")) }
            ul {
                @for (n, q) in minutes.quorums.iter().enumerate() {
                    @let lost = n > 0 && !q.met && minutes.quorums[n - 1].met;
                    li {
                        (time(cx, q.at)) ": "
                        @if lost { strong { (cx.t("meetings-quorum-lost")) } ". " }
                        (missing(cx, standing, minutes.seats, q.present, q.code.as_deref()))
                    }
                }
            }
        }
    }
}

/// Minutes of floor by sector, with those too small put together.
pub(super) fn shares(cx: &Cx, shares: &[Share]) -> Markup {
    let seconds = |s: i64| u64::try_from(s).unwrap_or_default();
    let whole = seconds(shares.iter().map(|s| s.seconds).sum());
    let columns = [
        Col::text(cx.t("meetings-floor-sector")),
        Col::number(cx.t("meetings-floor-minutes")),
        Col::number(cx.t("meetings-floor-share")),
    ];
    let mut table = Table::new(cx.t("meetings-floor"), columns).hide_caption();
    for share in shares {
        let names: Vec<String> = share.sectors.iter().map(|s| sector(cx, *s)).collect();
        table.push([
            html! { (names.join(", ")) },
            html! { (cx.ta("meetings-min", &[("n", ((share.seconds + 30) / 60).into())])) },
            html! { (percent_of(seconds(share.seconds), whole)) },
        ]);
    }
    html! { (table) }
}

/// Links to keep the meeting in a calendar.
pub(super) fn calendar(cx: &Cx, m: &Meeting) -> Markup {
    let path = format!("/meetings/{}/calendar.ics", m.id);
    ui::link_button(Button::Secondary, "download", &path, &cx.t("meetings-calendar-file"), "")
}

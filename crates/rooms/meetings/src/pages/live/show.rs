//! The workspace's page.

use super::super::minutes::{Minutes, quorums};
use super::super::words::{clock, missing, names, sector, sectors, state_chip, way, ways, when};
use super::super::{meeting, minutes};
use crate::actions;
use crate::model::floor::Share;
use crate::model::{Item, Meeting, Presence, Quorum, State, Turn, Way};
use crate::policy::Part;
use axum::http::StatusCode;
use maud::{Markup, html};
use std::collections::{BTreeSet, HashMap};
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_bodies::model::{Seat, Standing};
use tandem_partners::model::Sector;
use tandem_web::ui::{self, Button, Choice, Field, Select, Tone};
use tandem_web::{Answer, Cx, Form, Page};

/// What was typed and refused, to be shown again where it was.
pub(super) struct Typed {
    pub(super) word: String,
    pub(super) item: Option<Uuid>,
    pub(super) form: Form,
    pub(super) errors: FieldErrors,
    pub(super) conflict: Option<&'static str>,
}

struct View {
    meeting: Meeting,
    standing: Standing,
    part: Part,
    minutes: Minutes,
    turns: Vec<Turn>,
    now: Quorum,
    names: HashMap<Uuid, String>,
    typed: Option<Typed>,
}

impl View {
    /// What was typed into this form, if it is the one that was refused.
    fn typed(&self, word: &str, item: Option<Uuid>) -> Option<&Typed> {
        self.typed.as_ref().filter(|t| t.word == word && t.item == item)
    }
    fn url(&self, verb: &str) -> String {
        format!("/meetings/{}/live/{verb}", self.meeting.id)
    }
    fn name(&self, id: Uuid) -> &str {
        self.names.get(&id).map_or("–", String::as_str)
    }
}

/// The template that minutes of a point begin with.
pub(super) fn template(cx: &Cx, kind: &str) -> String {
    match kind {
        "information" | "discussion" | "decision" => cx.t(&format!("meetings-template-{kind}")),
        _ => String::new(),
    }
}

/// The workspace, for whoever sits in the body or keeps its meetings.
pub(super) async fn page(cx: &Cx, id: Uuid, typed: Option<Typed>, status: StatusCode) -> Answer {
    let (meeting, standing, part, minutes, turns, now, names) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let (meeting, standing, part) = actions::with_part(tx, id)?;
            if !part.takes_part() {
                return Err(Error::Forbidden);
            }
            let now = actions::quorum_now(tx, id, &standing)?;
            let names = names(tx, &standing)?;
            Ok((minutes::read(tx, &meeting)?, actions::turns(tx, id)?, meeting, standing, part, now, names))
        })
        .await
        .map(|(minutes, turns, meeting, standing, part, now, names)| {
            (meeting, standing, part, minutes, turns, now, names)
        })?;
    let v = View { meeting, standing, part, minutes, turns, now, names, typed };
    let m = &v.meeting;
    let title = cx.t("meetings-workspace");
    let path = format!("/meetings/{}", m.id);
    let main = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/meetings", &cx.t("meetings-title")), (&path, m.named(cx.spanish()))], &title))
        h1 { (m.named(cx.spanish())) }
        p { (when(cx, m)) " " (state_chip(cx, m)) }
        @if let Some(t) = &v.typed {
            @if let Some(code) = t.conflict { (ui::notice(Tone::Late, html! { p role="alert" { (cx.t(code)) } })) }
            (cx.error_summary(&t.errors))
        }
        (steps(cx, &v))
        @if m.state == State::Running { (quorum(cx, &v)) (there(cx, &v)) (floor(cx, &v)) }
        @if m.is_open() { (writing(cx, &v)) }
        @if m.state == State::Closed { (minutes::quorums(cx, &v.standing, &v.minutes)) (finish(cx, &v)) }
    };
    Ok(Page::new(cx, title).nav("meetings").status(status).body(main))
}

/// The next step, and the way back from the last one.
fn steps(cx: &Cx, v: &View) -> Markup {
    let step =
        |kind, icon, verb: &str, key: &str| ui::post_button(kind, icon, &v.url(verb), &[], &cx.t(key), "");
    let keeps = v.part.organizes;
    html! {
        @match v.meeting.state {
            State::Planned if keeps && v.now.at < v.meeting.opens_at() => {
                p { (cx.ta("meetings-open-from", &[("time", cx.moment(v.meeting.opens_at()).into())])) }
            },
            State::Planned if keeps => { p { (cx.t("meetings-open-text")) } (step(Button::Primary, "clock", "open", "meetings-open-do")) },
            State::Planned => { p { (cx.t("meetings-open-wait")) } },
            State::Running if keeps => { (step(Button::Secondary, "check", "close", "meetings-close-do")) },
            State::Closed if keeps => { (step(Button::Plain, "arrow-back-up", "reopen", "meetings-reopen-do")) },
            State::Published => {
                p { (cx.t("meetings-published-text")) }
                p.row { (ui::link_button(Button::Primary, "file-text", &format!("/meetings/{}", v.meeting.id), &cx.t("meetings-minutes"), "")) (minutes::calendar(cx, &v.meeting)) }
                @if keeps { (step(Button::Plain, "arrow-back-up", "take-back", "meetings-take-back-do")) }
            },
            _ => {},
        }
    }
}

fn quorum(cx: &Cx, v: &View) -> Markup {
    let tone = if v.now.met { Tone::Ok } else { Tone::Late };
    let lost = !v.now.met && v.minutes.quorums.iter().any(|q| q.met);
    let head = if v.now.met {
        "meetings-quorum-yes"
    } else if lost {
        "meetings-quorum-lost"
    } else {
        "meetings-quorum-no"
    };
    html! {
        (ui::notice(tone, html! {
            h2 { (cx.t(head)) }
            p { (missing(cx, &v.standing, v.meeting.seats, v.now.present, v.now.code.as_deref())) }
            @if !v.standing.may_adopt() { p { (cx.t("meetings-conflict-adopt")) } }
        }))
        (ui::details(&cx.t("meetings-quorum-history"), quorums(cx, &v.standing, &v.minutes)))
    }
}

fn there(cx: &Cx, v: &View) -> Markup {
    let here: Vec<&Presence> = v.minutes.presence.iter().filter(|p| p.left.is_none()).collect();
    let gone: Vec<&Presence> = v.minutes.presence.iter().filter(|p| p.left.is_some()).collect();
    let away: Vec<_> =
        v.standing.active().filter(|(seat, _)| here.iter().all(|p| p.seat != Some(seat.id))).collect();
    html! {
        section.card.stack.cq #there aria-labelledby="h-there" {
            h2 id="h-there" { (cx.t("meetings-here")) }
            @if here.is_empty() { p { (cx.t("meetings-here-none")) } }
            ul.stack-s.plain {
                @for p in &here {
                    @let name = who(cx, v, p);
                    @let row = p.id.to_string();
                    li.row {
                        span { strong { (name) } ", " (sector(cx, p.sector)) ", " (way(cx, p.way)) ", " (cx.ta("meetings-since", &[("at", clock(cx, p.came).into())])) }
                        (ui::post_button(Button::Secondary, "logout", &v.url("leave"), &[("presence", &row)], &cx.t("meetings-leave-do"), &name))
                        (ui::post_button(Button::Plain, "arrow-back-up", &v.url("undo"), &[("what", "presence"), ("row", &row)], &cx.t("meetings-undo"), &name))
                    }
                }
            }
            @if !away.is_empty() {
                h3 { (cx.t("meetings-away")) }
                p.hint { (cx.t("meetings-away-hint")) }
                ul.stack-s.plain {
                    @for (seat, holding) in away {
                        li.stack-s {
                            span { strong { (v.name(seat.member)) } ", " (sector(cx, holding.counted())) }
                            (comes(cx, v, seat, false))
                            @if let Some(deputy) = seat.deputy {
                                span { (cx.ta("meetings-deputy", &[("name", v.name(deputy).into())])) }
                                (comes(cx, v, seat, true))
                            }
                        }
                    }
                }
            }
            @if !gone.is_empty() {
                (ui::details(&cx.t("meetings-gone"), html! {
                    ul.stack-s.plain { @for p in &gone {
                        @let name = who(cx, v, p);
                        li.row {
                            span { (name) ", " (cx.ta("meetings-left-at", &[("at", p.left.map_or(String::new(), |at| clock(cx, at)).into())])) }
                            (ui::post_button(Button::Plain, "arrow-back-up", &v.url("back"), &[("presence", &p.id.to_string())], &cx.t("meetings-undo"), &name))
                        }
                    } }
                }))
            }
            (ui::details(&cx.t("meetings-guest"), html! {
                form.stack method="post" action=(v.url("come")) {
                    (Field::text("guest", cx.t("meetings-guest-name")).optional(cx.t("web-optional")).hint(cx.t("meetings-guest-hint")))
                    (Select::new("sector", cx.t("meetings-floor-sector"), sectors(cx)).choose("community"))
                    (Select::new("way", cx.t("meetings-answer-way"), ways(cx, Way::ALL.iter().copied())))
                    div { (ui::button(Button::Secondary, "user-plus", &cx.t("meetings-guest-do"))) }
                }
            }))
        }
    }
}

/// Three buttons: in the room, on line, by telephone.
fn comes(cx: &Cx, v: &View, seat: &Seat, deputy: bool) -> Markup {
    let name = if deputy { seat.deputy.map_or("", |d| v.name(d)) } else { v.name(seat.member) };
    html! {
        form.row method="post" action=(v.url("come")) {
            input type="hidden" name="seat" value=(seat.id);
            @if deputy { input type="hidden" name="deputy" value="yes"; }
            @for w in Way::ALL {
                button.btn.q2nd type="submit" name="way" value=(w.code()) { (way(cx, *w)) span.vh { ", " (name) } }
            }
        }
    }
}

fn who(cx: &Cx, v: &View, p: &Presence) -> String {
    let held = p.seat.and_then(|id| v.standing.seats.iter().map(|(s, _)| s).find(|s| s.id == id));
    match held {
        Some(seat) if p.deputy => v.name(seat.deputy.unwrap_or(seat.member)).to_owned(),
        Some(seat) => v.name(seat.member).to_owned(),
        None if p.guest.is_empty() => cx.t("meetings-guest-one"),
        None => p.guest.clone(),
    }
}

fn floor(cx: &Cx, v: &View) -> Markup {
    let open = v.turns.iter().find(|t| t.to.is_none());
    let present: BTreeSet<Sector> =
        v.minutes.presence.iter().filter(|p| p.left.is_none()).map(|p| p.sector).collect();
    let seconds = actions::floor_by_sector(&v.turns, cx.now);
    let mut totals: Vec<Share> =
        seconds.into_iter().map(|(of, seconds)| Share { sectors: vec![of], seconds }).collect();
    totals.sort_by_key(|share| std::cmp::Reverse(share.seconds));
    let items = std::iter::once(Choice::new("", cx.t("meetings-no-item")))
        .chain(v.minutes.items.iter().map(|i| Choice::new(i.id.to_string(), i.title.clone())));
    let item = v.turns.last().and_then(|t| t.item).map(|id| id.to_string()).unwrap_or_default();
    html! {
        section.card.stack.cq #floor aria-labelledby="h-floor" {
            h2 id="h-floor" { (cx.t("meetings-floor")) }
            p.hint { (cx.t("meetings-floor-text")) }
            @match open {
                Some(turn) => div.row {
                    (ui::chip(Tone::Soon, &cx.ta("meetings-floor-has", &[("sector", sector(cx, turn.sector).into()), ("at", clock(cx, turn.from).into())])))
                    (ui::post_button(Button::Secondary, "player-pause", &v.url("stop"), &[], &cx.t("meetings-floor-stop"), ""))
                    (ui::post_button(Button::Plain, "arrow-back-up", &v.url("undo"), &[("what", "floor"), ("row", &turn.id.to_string())], &cx.t("meetings-undo"), &cx.t("meetings-floor")))
                },
                None => p { (cx.t("meetings-floor-nobody")) },
            }
            @if present.is_empty() { p { (cx.t("meetings-here-none")) } } @else {
                form.stack-s method="post" action=(v.url("floor")) {
                    (Select::new("item", cx.t("meetings-floor-item"), items).choose(&item))
                    div.row { @for of in &present { button.btn.q2nd type="submit" name="sector" value=(of.code()) { (sector(cx, *of)) } } }
                }
            }
            @if !totals.is_empty() { (minutes::shares(cx, &totals)) }
        }
    }
}

fn writing(cx: &Cx, v: &View) -> Markup {
    html! {
        h2 { (cx.t("meetings-write")) }
        p.hint { (cx.t("meetings-write-hint")) }
        section.card.stack.cq #summary aria-labelledby="h-summary" {
            h3 id="h-summary" { (cx.t("meetings-summary")) }
            (notes(cx, v, None))
            @if v.minutes.items.is_empty() { p { (cx.t("meetings-agenda-none")) " " a href={ "/meetings/" (v.meeting.id) } { (cx.t("meetings-propose")) } } }
            (records(cx, v, None))
        }
        @for item in &v.minutes.items {
            section.card.stack.cq id={ "item-" (item.id) } aria-labelledby={ "h-" (item.id) } {
                h3 id={ "h-" (item.id) } { (item.title) }
                p.hint { (meeting::kind(cx, item.kind)) ", " (cx.ta("meetings-min", &[("n", item.minutes.into())])) }
                (notes(cx, v, Some(item)))
                (records(cx, v, Some(item)))
            }
        }
    }
}

/// The field for notes. Where somebody else has written meanwhile, their text stands above what was typed.
fn notes(cx: &Cx, v: &View, item: Option<&Item>) -> Markup {
    let id = item.map(|i| i.id);
    let (stored, stored_es, revision) = match item {
        Some(i) => (i.notes.as_str(), i.notes_es.as_deref(), i.revision),
        None => (v.meeting.summary.as_str(), v.meeting.summary_es.as_deref(), v.meeting.revision),
    };
    let kind = item.map_or("", |i| i.kind.code());
    let typed = v.typed("notes", id);
    let value = match typed {
        Some(t) => t.form.text("notes").to_owned(),
        None if stored.is_empty() => template(cx, kind),
        None => stored.to_owned(),
    };
    let spanish = typed.map_or(stored_es.unwrap_or_default(), |t| t.form.text("notes_es")).to_owned();
    let clash = typed.is_some_and(|t| t.conflict == Some("meetings-conflict-changed"));
    let name = item.map_or(cx.t("meetings-summary-label"), |i| {
        cx.ta("meetings-notes-label", &[("item", i.title.as_str().into())])
    });
    html! {
        @if clash {
            (ui::notice(Tone::Soon, html! { p { strong { (cx.t("meetings-theirs")) } } (super::super::words::paragraphs(stored)) @if let Some(es) = stored_es { div lang="es" { (super::super::words::paragraphs(es)) } } p { (cx.t("meetings-theirs-hint")) } }))
        }
        form.stack method="post" action=(v.url("notes")) {
            @if let Some(id) = id { input type="hidden" name="item" value=(id); }
            input type="hidden" name="kind" value=(kind);
            input type="hidden" name="revision" value=(revision);
            (Field::textarea("notes", name.clone()).id(id.map_or("summary-notes".to_owned(), |id| format!("notes-{id}"))).rows(6).value(value)
                .error(typed.and_then(|t| cx.fault(&t.errors, "notes"))))
            details open[!spanish.is_empty()] {
                summary { (cx.t("meetings-in-spanish")) }
                (Field::textarea("notes_es", format!("{name} ({})", cx.t("meetings-in-spanish"))).lang("es").rows(4).value(spanish)
                    .id(id.map_or("summary-notes-es".to_owned(), |id| format!("notes-es-{id}"))).optional(cx.t("web-optional"))
                    .error(typed.and_then(|t| cx.fault(&t.errors, "notes_es"))))
            }
            div { (ui::button(Button::Secondary, "device-floppy", &cx.t("meetings-notes-do"))) }
        }
    }
}

/// What was decided, agreed and taken on to a point, and the forms for what is new.
fn records(cx: &Cx, v: &View, item: Option<&Item>) -> Markup {
    let id = item.map(|i| i.id);
    let undo = |what: &str, row: Uuid, about: &str| {
        ui::post_button(
            Button::Plain,
            "arrow-back-up",
            &v.url("undo"),
            &[("what", what), ("row", &row.to_string())],
            &cx.t("meetings-undo"),
            about,
        )
    };
    let (agree, task) = (v.typed("agree", id), v.typed("task", id));
    let text = |t: Option<&Typed>, name: &str| t.map_or(String::new(), |t| t.form.text(name).to_owned());
    let at = |name: &str| id.map_or(name.to_owned(), |id| format!("{name}-{id}"));
    let owners = v
        .standing
        .active()
        .flat_map(|(s, _)| std::iter::once(s.member).chain(s.deputy))
        .collect::<BTreeSet<_>>();
    let owners = std::iter::once(Choice::new("", cx.t("meetings-choose")))
        .chain(owners.into_iter().map(|o| Choice::new(o.to_string(), v.name(o))));
    html! {
        ul.stack-s.plain {
            @for d in v.minutes.decided.iter().filter(|d| d.point == id) {
                li { strong { (cx.t("meetings-decided")) ": " } a href=(d.item.path) { (minutes::title_of(cx, d)) } }
            }
            @for a in v.minutes.agreed.iter().filter(|a| a.item == id) {
                li.row { span { strong { (cx.t("meetings-agreed")) ": " } (a.text) } (undo("agreed", a.id, &a.text)) }
            }
            @for t in v.minutes.tasks.iter().filter(|t| t.item == id) {
                li.row { span { strong { (cx.t("meetings-action")) ": " } (t.what) ", " (t.owner.map_or("", |o| v.name(o))) ", " (cx.day(t.due)) } (undo("action", t.id, &t.what)) }
            }
        }
        @if v.meeting.state == State::Running {
            details open[agree.is_some()] {
                summary { (cx.t("meetings-agree")) }
                (minutes::no_decision(cx, &v.meeting))
                form.stack method="post" action=(v.url("agree")) {
                    @if let Some(id) = id { input type="hidden" name="item" value=(id); }
                    (Field::textarea("agreed", cx.t("meetings-agreed-label")).id(at("agreed")).rows(2).value(text(agree, "agreed")).hint(cx.t("meetings-agreed-hint"))
                        .error(agree.and_then(|t| cx.fault(&t.errors, "agreed"))))
                    div { (ui::button(Button::Secondary, "check", &cx.t("meetings-agree-do"))) }
                }
            }
        }
        details open[task.is_some()] {
            summary { (cx.t("meetings-task")) }
            form.stack method="post" action=(v.url("task")) {
                @if let Some(id) = id { input type="hidden" name="item" value=(id); }
                (Field::text("what", cx.t("meetings-action-what")).id(at("what")).value(text(task, "what")).error(task.and_then(|t| cx.fault(&t.errors, "what"))))
                (owner_field(cx, &at("owner"), owners, &text(task, "owner"), task.and_then(|t| cx.fault(&t.errors, "owner"))))
                (Field::date("due", cx.t("meetings-action-due")).id(at("due")).value(text(task, "due")).error(task.and_then(|t| cx.fault(&t.errors, "due"))))
                div { (ui::button(Button::Secondary, "plus", &cx.t("meetings-task-do"))) }
            }
        }
    }
}

/// A select with an id of its own, since it stands on the page once for each point.
fn owner_field(
    cx: &Cx,
    id: &str,
    choices: impl Iterator<Item = Choice>,
    chosen: &str,
    error: Option<String>,
) -> Markup {
    html! { (Select::new("owner", cx.t("meetings-action-who"), choices).id(id).choose(chosen).error(error)) }
}

fn finish(cx: &Cx, v: &View) -> Markup {
    html! {
        @if v.part.organizes {
            (ui::section(&cx.t("meetings-publish"), html! {
                p { (cx.t("meetings-publish-text")) }
                (ui::post_button(Button::Primary, "send", &v.url("publish"), &[], &cx.t("meetings-publish-do"), ""))
            }))
        }
    }
}

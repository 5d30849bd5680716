//! What this room shows on other rooms' pages: a workgroup's proposals and decisions, and, where members begin their day, the proposals
//! that wait for their stance.

use super::words::{decision_chip, stage_chip};
use crate::actions::{self, Filter, PastRound};
use maud::{Markup, html};
use tandem_access::Uuid;
use tandem_partners::model::Sector;
use tandem_web::ui::{self, Col, Table, Tone};
use tandem_web::{Cx, Panel, PanelFuture, in_language};

/// On the page of a workgroup.
pub const WORKGROUP: Panel = Panel { slot: "workgroup", order: 10, render: workgroup };
/// On the seats page: where the viewer's stance is asked.
pub const SEATS: Panel = Panel { slot: "seats", order: 10, render: waiting };
/// The same on Home.
pub const HOME: Panel = Panel { slot: "home", order: 10, render: asked };
/// The same on Today.
pub const TODAY: Panel = Panel { slot: "today", order: 10, render: asked };
/// On the charter simulator: what the votes of the past would have given.
pub const POWER: Panel = Panel { slot: "charter-power", order: 10, render: past };

fn past(cx: Cx, charter: Uuid) -> PanelFuture {
    Box::pin(async move {
        let (votes, rounds) = cx
            .store
            .read(&cx.viewer, move |tx| {
                let charter = tandem_bodies::actions::charter(tx, charter)?;
                Ok((actions::past_votes(tx, &charter)?, actions::past_rounds(tx, &charter)?))
            })
            .await?;
        let result = |passes: bool| -> Markup {
            let key = if passes { "decisions-past-passes" } else { "decisions-past-fails" };
            ui::chip(if passes { Tone::Ok } else { Tone::Info }, &cx.t(key))
        };
        let names = |sectors: &[Sector]| {
            sectors.iter().map(|s| tandem_partners::sector_name(&cx, *s)).collect::<Vec<_>>().join(", ")
        };
        let columns = [
            "decisions-what",
            "decisions-past-yes",
            "decisions-past-no",
            "decisions-past-was",
            "decisions-past-would",
        ];
        let mut table =
            Table::new(cx.t("decisions-past"), columns.map(|k| Col::text(cx.t(k)))).hide_caption();
        for vote in &votes {
            let title = in_language(&vote.title, vote.title_es.as_deref(), cx.spanish());
            table.push([
                html! { a href={ "/proposals/" (vote.proposal) } { (title) } },
                html! { (names(&vote.yes)) },
                html! { (names(&vote.no)) },
                result(vote.adopted),
                result(vote.would),
            ]);
        }
        let other = votes.iter().filter(|vote| vote.adopted != vote.would).count();
        let votes = ui::section(
            &cx.t("decisions-past"),
            html! {
                @if votes.is_empty() { p { (cx.t("decisions-past-none")) } }
                @else {
                    (ui::key_sentence(&cx.ta("decisions-past-key", &[("n", votes.len().into()), ("other", other.into())])))
                    (table)
                    p.hint { (cx.t("decisions-past-hint")) }
                }
            },
        );
        Ok(html! { (votes) (past_rounds(&cx, &rounds)) })
    })
}

/// Consent rounds of the past: what seats said, how it ended, and what a vote with the same positions would have given.
fn past_rounds(cx: &Cx, rounds: &[PastRound]) -> Markup {
    if rounds.is_empty() {
        return html! {};
    }
    // Nobody is named: of each sector, how many of its seats.
    let said = |round: &PastRound, column: usize| {
        let of = round.seats.iter().filter(|(_, seats)| seats[column] > 0);
        of.map(|(s, seats)| format!("{} ({})", tandem_partners::sector_name(cx, *s), seats[column]))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let columns = [
        "decisions-what",
        "decisions-stance-consent",
        "decisions-stance-objection",
        "decisions-stance-aside",
        "decisions-past-was",
        "decisions-rounds-would",
    ];
    let mut table = Table::new(cx.t("decisions-rounds"), columns.map(|k| Col::text(cx.t(k)))).hide_caption();
    for round in rounds {
        let title = in_language(&round.title, round.title_es.as_deref(), cx.spanish());
        let was = if round.adopted { "decisions-past-passes" } else { "decisions-rounds-stopped" };
        let would = if round.would { "decisions-rounds-passes" } else { "decisions-rounds-fails" };
        table.push([
            html! { a href={ "/proposals/" (round.proposal) } { (title) } ", " (cx.ta("decisions-rounds-n", &[("n", round.round.into())])) },
            html! { (said(round, 0)) },
            html! { (said(round, 1)) },
            html! { (said(round, 2)) },
            ui::chip(if round.adopted { Tone::Ok } else { Tone::Info }, &cx.t(was)),
            ui::chip(if round.would { Tone::Ok } else { Tone::Info }, &cx.t(would)),
        ]);
    }
    let over = rounds.iter().filter(|r| r.would && r.seats.values().any(|seats| seats[1] > 0)).count();
    ui::section(
        &cx.t("decisions-rounds"),
        html! {
            (ui::key_sentence(&cx.ta("decisions-rounds-key", &[("n", rounds.len().into()), ("over", over.into())])))
            p { (cx.t("decisions-rounds-no-vote")) }
            (table)
            p.hint { (cx.t("decisions-rounds-hint")) }
        },
    )
}

fn workgroup(cx: Cx, id: Uuid) -> PanelFuture {
    Box::pin(async move {
        let filter = Filter { body: Some(id), ..Filter::default() };
        let listed = cx.store.read(&cx.viewer, move |tx| actions::list(tx, &filter)).await?;
        if listed.moving.is_empty() && listed.decisions.is_empty() {
            return Ok(html! {});
        }
        let today = cx.today();
        Ok(ui::section(
            &cx.t("decisions-title"),
            html! {
                ul {
                    @for p in &listed.moving { li { a href={ "/proposals/" (p.id) } { (p.named(cx.spanish())) } " " (stage_chip(&cx, p.stage)) } }
                    @for d in &listed.decisions { li { a href={ "/decisions/" (d.id) } { (d.named(cx.spanish())) } " " (decision_chip(&cx, d, today)) } }
                }
            },
        ))
    })
}

/// What waits for the viewer, in few words where other work stands beside it.
fn asked(cx: Cx, _: Uuid) -> PanelFuture {
    Box::pin(async move {
        if !cx.viewer.is_member() {
            return Ok(html! {});
        }
        let asked = cx.store.read(&cx.viewer, actions::asked).await?;
        Ok(html! {
            @if !asked.is_empty() {
                (ui::notice(Tone::Soon, html! {
                    p { b { (cx.t("decisions-asked")) } }
                    ul { @for p in &asked { li { a href={ "/proposals/" (p.id) } { (p.named(cx.spanish())) } } } }
                }))
            }
        })
    })
}

fn waiting(cx: Cx, _: Uuid) -> PanelFuture {
    Box::pin(async move {
        let asked = cx.store.read(&cx.viewer, actions::asked).await?;
        if asked.is_empty() {
            return Ok(html! {});
        }
        Ok(ui::section(
            &cx.t("decisions-asked"),
            html! { ul { @for p in &asked { li { a href={ "/proposals/" (p.id) } { (p.named(cx.spanish())) } " " (stage_chip(&cx, p.stage)) } } } },
        ))
    })
}

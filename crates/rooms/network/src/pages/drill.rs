//! The succession drill: if this organization or member left tomorrow, what would fail. A drill is asked by name and
//! answered for that one: there is no list of who would be missed most.

use super::{carried, dollars, sector_name, tabs};
use crate::actions::{self, Carried};
use crate::model::{AgreementLoss, BodyLoss, Ties, bodies_without, bridges_without};
use maud::{Markup, html};
use tandem_access::Uuid;
use tandem_alliance::model::{Benefit, BenefitKind, Gap};
use tandem_bodies::model::{Body, Standing};
use tandem_deliberation::network::drill;
use tandem_deliberation::rules::Control;
use tandem_directory::model::domain;
use tandem_web::ui::{self, Button, Choice, Col, Select, Table, Tone};
use tandem_web::{Answer, Cx, Form, Lang, Page};

/// So many other parties of an agreement are named; more are counted.
const NAMED: usize = 6;

/// What the drill looks at.
struct Shown {
    ties: Ties,
    bodies: Vec<Standing>,
    control: Control,
    holders: Vec<(Uuid, String)>,
    /// Agreements in force that bind whoever leaves.
    agreements: Vec<AgreementLoss>,
    /// Entries of the ledger that stand.
    gifts: Vec<Benefit>,
    /// Kinds of help that would have no open service in a place, and have one today.
    new_gaps: Vec<Gap>,
    /// What whoever leaves looks after.
    carried: Carried,
}

/// The page.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let (leaver, member) = (form.id("organization"), form.id("member"));
    let ties = actions::ties(&cx.store, &cx.viewer, cx.now, &[]).await?;
    let (bodies, control, holders, agreements, gifts, new_gaps, carried) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let (bodies, control) = actions::bodies(tx)?;
            let holders = actions::holders(tx, &bodies)?;
            let (agreements, gifts, gaps) = match leaver {
                Some(id) => (
                    actions::agreements(tx, id)?,
                    tandem_alliance::actions::ledger_of(tx, &[id])?,
                    tandem_alliance::actions::gaps_without(tx, id)?,
                ),
                None => (vec![], vec![], vec![]),
            };
            let standing = gifts.into_iter().filter(|b| b.reversal.is_none()).collect();
            let carried = match leaver.or(member) {
                Some(id) => actions::carried(tx, id)?,
                None => Carried::default(),
            };
            Ok((bodies, control, holders, agreements, standing, gaps, carried))
        })
        .await?;
    let shown = Shown { ties, bodies, control, holders, agreements, gifts, new_gaps, carried };
    let body = html! {
        h1 { (cx.t("network-drill-title")) }
        (tabs(&cx, "/network/drill"))
        p.lead { (cx.t("network-drill-lead")) }
        (ask(&cx, &shown, &form))
        @match (leaver.and_then(|id| shown.ties.node(id)), member) {
            (Some(node), _) => (organization(&cx, &shown, node)),
            (None, Some(member)) => (member_leaves(&cx, &shown, member)),
            (None, None) => {},
        }
    };
    Ok(Page::new(&cx, cx.t("network-drill-title")).nav("network").body(body))
}

fn ask(cx: &Cx, shown: &Shown, form: &Form) -> Markup {
    let none = |key: &str| std::iter::once(Choice::new("", cx.t(key)));
    let partners = none("network-drill-choose")
        .chain(shown.ties.partners.iter().map(|p| Choice::new(p.id.to_string(), p.name.as_str())));
    let holders = none("network-drill-choose")
        .chain(shown.holders.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())));
    html! {
        div.grid.g2 {
            form.card.form method="get" action="/network/drill" aria-label=(cx.t("network-drill-organization")) {
                (Select::new("organization", cx.t("network-drill-organization"), partners).choose(form.text("organization")))
                (ui::button(Button::Primary, "users", &cx.t("network-drill-ask")))
            }
            @if !shown.holders.is_empty() {
                form.card.form method="get" action="/network/drill" aria-label=(cx.t("network-drill-member")) {
                    (Select::new("member", cx.t("network-drill-member"), holders)
                        .hint(cx.t("network-drill-member-hint")).choose(form.text("member")))
                    (ui::button(Button::Secondary, "user", &cx.t("network-drill-ask")))
                }
            }
        }
    }
}

fn organization(cx: &Cx, shown: &Shown, node: usize) -> Markup {
    let partner = &shown.ties.partners[node];
    let loss = drill::leave(&shown.ties.network, node);
    let leaves = |org: Option<Uuid>, _: Uuid| org == Some(partner.id);
    let bodies = bodies_without(&shown.bodies, &shown.control, leaves);
    let bridges = bridges_without(&shown.bodies, leaves);
    let names = |nodes: &[usize]| {
        nodes.iter().map(|a| shown.ties.partners[*a].name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let failing = bodies.iter().filter(|b| b.may_adopt && !b.may_still).count();
    let title = cx.ta("network-drill-left", &[("name", partner.name.as_str().into())]);
    html! {
        section.stack aria-labelledby="h-left" {
            h2 #h-left { (title) }
            (ui::key_sentence(&format!("{} {}", cx.ta("network-drill-key", &[
                ("pairs", loss.pairs_cut.into()), ("bodies", failing.into()),
                ("agreements", shown.agreements.iter().filter(|a| a.ends()).count().into()),
                ("gaps", shown.new_gaps.len().into()), ("gifts", shown.gifts.len().into()),
            ]), carried::sentence(cx, &shown.carried))))
        }
        (ui::section(&cx.t("network-drill-paths"), html! {
            ul.list {
                li { (cx.ta("network-drill-pairs", &[("n", loss.pairs_cut.into())])) }
                @if !loss.alone.is_empty() { li { (cx.t("network-drill-alone")) " " (names(&loss.alone)) "." } }
                @if loss.parts.len() > 1 { @for part in loss.parts.iter().skip(1) {
                    @if part.len() > 1 { li { (cx.t("network-drill-part")) " " (names(part)) "." } }
                } }
                @for (a, b) in &loss.sectors_cut {
                    li { (cx.ta("network-drill-sectors", &[("one", sector_name(cx, a).into()), ("other", sector_name(cx, b).into())])) }
                }
                li { (cx.ta("network-drill-introductions", &[("n", loss.introductions_lost.into())])) }
                (between(cx, &bridges))
            }
        }))
        (ui::section(&cx.t("network-drill-bodies"), body_table(cx, &bodies)))
        (ui::section(&cx.t("network-drill-agreements"), agreement_table(cx, &shown.agreements)))
        (carried::sections(cx, &shown.carried))
        (ui::section(&cx.t("network-drill-help"), gap_list(cx, &shown.new_gaps)))
        (ui::section(&cx.t("network-drill-gifts"), gift_table(cx, shown, partner.id)))
    }
}

/// Bodies that nobody else sits in together.
fn between(cx: &Cx, bridges: &[(Body, Body)]) -> Markup {
    html! { @for (one, other) in bridges {
        li { (cx.ta("network-drill-bridge", &[
            ("one", carried::body_name(cx, one).into()), ("other", carried::body_name(cx, other).into()),
        ])) }
    } }
}

fn member_leaves(cx: &Cx, shown: &Shown, member: Uuid) -> Markup {
    let Some((_, name)) = shown.holders.iter().find(|(id, _)| *id == member) else { return html! {} };
    let leaves = |_: Option<Uuid>, who: Uuid| who == member;
    let bodies = bodies_without(&shown.bodies, &shown.control, leaves);
    let bridges = bridges_without(&shown.bodies, leaves);
    let without = bodies.iter().map(|b| b.seats - b.deputies).sum::<usize>();
    let key = cx.ta(
        "network-drill-member-key",
        &[
            ("seats", bodies.iter().map(|b| b.seats).sum::<usize>().into()),
            ("without", without.into()),
            ("standins", bodies.iter().map(|b| b.stand_ins).sum::<usize>().into()),
        ],
    );
    html! {
        section.stack aria-labelledby="h-left" {
            h2 #h-left { (cx.ta("network-drill-left", &[("name", name.as_str().into())])) }
            (ui::key_sentence(&format!("{key} {}", carried::sentence(cx, &shown.carried))))
        }
        (ui::section(&cx.t("network-drill-bodies"), body_table(cx, &bodies)))
        (ui::section(&cx.t("network-drill-paths"), html! {
            @if bridges.is_empty() { p { (cx.t("network-drill-no-bridge")) } } @else { ul.list { (between(cx, &bridges)) } }
        }))
        (carried::sections(cx, &shown.carried))
        (ui::section(&cx.t("network-drill-agreements"), carried::begun(cx, &shown.carried)))
        (ui::section(&cx.t("network-drill-accounts"), carried::accounts(cx, &shown.carried)))
        (ui::section(&cx.t("network-drill-member-money"), html! { p { (cx.t("network-drill-member-money-unknown")) } }))
    }
}

fn body_table(cx: &Cx, bodies: &[BodyLoss]) -> Markup {
    if bodies.is_empty() {
        return html! { p { (cx.t("network-drill-no-bodies")) } };
    }
    let cols = ["network-drill-body", "network-drill-seats-go", "network-drill-today", "network-drill-then"];
    let mut table = Table::new(cx.t("network-drill-bodies"), cols.map(|k| Col::text(cx.t(k)))).hide_caption();
    let state = |word: &str| {
        let tone = match word {
            "valid" => Tone::Ok,
            "grace" => Tone::Soon,
            _ => Tone::Late,
        };
        ui::chip(tone, &cx.t(&format!("bodies-state-{word}")))
    };
    for b in bodies {
        table.push([
            html! { (carried::body_name(cx, &b.body)) },
            html! {
                @if b.seats > 0 { (cx.ta("network-drill-seats-n", &[("n", b.seats.into()), ("deputies", b.deputies.into())])) }
                @if b.seats > 0 && b.stand_ins > 0 { br; }
                @if b.stand_ins > 0 { (cx.ta("network-drill-stand-ins-n", &[("n", b.stand_ins.into())])) }
            },
            state(b.before),
            html! { (state(b.after)) @if b.may_adopt && !b.may_still { " " (cx.t("network-drill-cannot-adopt")) } },
        ]);
    }
    html! { (table) }
}

fn agreement_table(cx: &Cx, agreements: &[AgreementLoss]) -> Markup {
    if agreements.is_empty() {
        return html! { p { (cx.t("network-drill-no-agreements")) } };
    }
    let cols = ["network-drill-agreement", "network-drill-with", "network-drill-way"];
    let mut table =
        Table::new(cx.t("network-drill-agreements"), cols.map(|k| Col::text(cx.t(k)))).hide_caption();
    for a in agreements {
        let kind = format!("agreements-kind-{}", a.kind.code().replace('_', "-"));
        table.push([
            html! { a href={ "/agreements/" (a.id) } { (a.title) } " (" (cx.t(&kind)) ")" },
            html! { @match a.others.as_slice() {
                few if few.len() <= NAMED => { (few.join(", ")) },
                many => { (cx.ta("network-drill-parties-n", &[("n", many.len().into())])) },
            } },
            html! {
                @if a.ends() { (ui::chip(Tone::Late, &cx.t("network-drill-agreement-ends"))) }
                @else { (cx.ta("network-drill-agreement-goes-on", &[("n", a.others.len().into())])) }
            },
        ]);
    }
    html! { (table) }
}

fn gap_list(cx: &Cx, gaps: &[Gap]) -> Markup {
    let name = |code: &str| {
        domain::domain(code).map_or_else(|| code.to_owned(), |d| d.name(cx.lang == Lang::Es).to_owned())
    };
    html! {
        @if gaps.is_empty() { p { (cx.t("network-drill-no-help")) } } @else {
            p { (cx.t("network-drill-help-lead")) }
            ul { @for gap in gaps { li { (name(&gap.domain)) ": " (gap.place) } } }
        }
    }
}

fn gift_table(cx: &Cx, shown: &Shown, leaver: Uuid) -> Markup {
    if shown.gifts.is_empty() {
        return html! { p { (cx.t("network-drill-no-gifts")) } };
    }
    let name = |id: Option<Uuid>| match id {
        None => cx.app.partnership().name.clone(),
        Some(id) => shown.ties.node(id).map(|n| shown.ties.partners[n].name.clone()).unwrap_or_default(),
    };
    let cols = ["network-drill-other", "network-drill-way", "network-drill-what"];
    let mut table = Table::new(cx.t("network-drill-gifts"), cols.map(|k| Col::text(cx.t(k)))).hide_caption();
    for b in &shown.gifts {
        let (other, way) = if b.from == Some(leaver) {
            (name(b.to), "network-drill-loses")
        } else {
            (name(b.from), "network-drill-no-taker")
        };
        table.push([html! { (other) }, html! { (cx.t(way)) }, html! { (b.words) }]);
    }
    html! { (money(cx, &shown.gifts)) (table) }
}

/// How much of it is money, from what was written down; nothing where none is.
fn money(cx: &Cx, gifts: &[Benefit]) -> Markup {
    let money: Vec<&Benefit> = gifts.iter().filter(|b| b.kind == BenefitKind::Money).collect();
    let worth: i64 = money.iter().filter_map(|b| b.value_cents).sum();
    html! {
        @if worth > 0 { p { (cx.ta("network-drill-money", &[("n", money.len().into()), ("dollars", dollars(worth).into())])) } }
        @else if !money.is_empty() { p { (cx.ta("network-drill-money-unknown", &[("n", money.len().into())])) } }
    }
}

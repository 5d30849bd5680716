//! A result that explains itself: who got something, why each option won or not, round by round, ties, what another rule would
//! have given, how the votes came in, and how anybody checks it.

use super::words::{dollars, listed, named, of, percent};
use super::{answer, ballot_form, why};
use crate::actions;
use crate::bundle::Bundle;
use crate::model::code;
use crate::model::definition::Definition;
use crate::model::result::{Counted, Round};
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_web::chart::{Bar, BarChart, Unit, Value};
use tandem_web::ui::{self, Button, Col, Field, Table, Tone};
use tandem_web::{Answer, Cx, Form, Page, path_id};

struct Published {
    id: Uuid,
    bundle: Bundle,
    key: String,
    bound: Option<answer::Bound>,
}

async fn load(cx: &Cx, id: Uuid) -> Result<Published, Error> {
    let (text, bound) =
        cx.store.read(&cx.viewer, move |tx| Ok((actions::bundle_of(tx, id)?, answer::load(tx, id)?))).await?;
    let bundle = Bundle::read(&text).map_err(|e| Error::Internal(format!("vote {id}: {e}")))?;
    let key = crate::bundle::key_of(&text).unwrap_or_default();
    Ok(Published { id, bundle, key, bound })
}

/// The result.
pub(super) async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let published = load(&cx, path_id(&id)?).await?;
    page(&cx, &published, &Form::default(), &FieldErrors::new(), None).await
}

/// The result with what was typed into its forms, and what is wrong with it.
pub(super) async fn again(cx: &Cx, id: Uuid, form: &Form, errors: &FieldErrors) -> Answer {
    let published = load(cx, id).await?;
    page(cx, &published, form, errors, None).await
}

/// Looks a receipt up in the published list.
pub(super) async fn receipt(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let published = load(&cx, path_id(&id)?).await?;
    match code::published(form.text("receipt")) {
        Some(hash) => {
            let there = published.bundle.receipts.contains(&hash);
            page(&cx, &published, &form, &FieldErrors::new(), Some((hash, there))).await
        }
        None => {
            let mut errors = FieldErrors::new();
            errors.add("receipt", "votes-error-receipt");
            page(&cx, &published, &form, &errors, None).await
        }
    }
}

async fn page(
    cx: &Cx,
    published: &Published,
    form: &Form,
    errors: &FieldErrors,
    looked: Option<(String, bool)>,
) -> Answer {
    let (d, counted) = (&published.bundle.definition, &published.bundle.result);
    let id = published.id;
    let title = cx.ta("votes-results-title", &[("title", of(cx, &d.title).into())]);
    let chain = cx.store.read(&cx.viewer, move |tx| tandem_spine::actions::chain(tx, id)).await?;
    let (home, about) = (cx.t("votes-say"), format!("/say/{id}"));
    let panels = cx.panels("vote", id).await?;
    let above = [("/say", home.as_str()), (about.as_str(), of(cx, &d.title))];
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &above, &cx.t("votes-results")))
        (cx.error_summary(errors))
        h1 { (title) }
        p.lead { (of(cx, &d.question)) }
        (ui::key_sentence(&outcome(cx, d, counted)))
        p { (served(cx, counted)) }
        (ballot_form::withdrawn(cx, d))
        @if let Some(bound) = &published.bound { (answer::section(cx, bound, form, errors)) }
        (ui::section(&cx.t("votes-chart"), chart(cx, d, counted)))
        (ui::section(&cx.t("votes-why"), html! {
            p { (cx.t(&format!("votes-method-{}-text", d.method.code()))) }
            ul.stack { @for standing in &counted.options { (why::line(cx, d, counted, standing)) } }
        }))
        (rounds(cx, d, counted))
        (ui::section(&cx.t("votes-ties"), ties(cx, d, counted)))
        @if !counted.others.is_empty() { (ui::section(&cx.t("votes-others"), others(cx, d, counted))) }
        (ui::section(&cx.t("votes-turnout"), turnout(cx, published)))
        (ui::section(&cx.t("votes-check"), check(cx, published, form, errors, looked.as_ref())))
        (panels)
        (tandem_spine::chain(cx, &chain))
    };
    let page = Page::new(cx, title.clone()).nav("say");
    Ok(if errors.is_empty() { page.public().body(body) } else { page.invalid().body(body) })
}

fn outcome(cx: &Cx, d: &Definition, counted: &Counted) -> String {
    let winners = listed(cx, d, &counted.winners);
    match (counted.winners.len(), counted.spent_cents, d.budget_cents) {
        (0, ..) => cx.t("votes-outcome-none"),
        (_, Some(spent), Some(budget)) => cx.ta(
            "votes-outcome-budget",
            &[
                ("winners", winners.into()),
                ("spent", dollars(spent).into()),
                ("budget", dollars(budget).into()),
            ],
        ),
        (n, ..) => cx.ta("votes-outcome", &[("winners", winners.into()), ("n", n.into())]),
    }
}

/// The share of voters with at least one winner.
fn served(cx: &Cx, counted: &Counted) -> String {
    let mut text = cx.ta(
        "votes-served",
        &[
            ("n", counted.served.into()),
            ("all", counted.ballots.into()),
            ("percent", percent(counted.served, counted.ballots).into()),
        ],
    );
    if let Some(first) = counted.first_choice {
        text.push(' ');
        text += &cx.ta("votes-first-choice", &[("n", first.into())]);
    }
    if counted.blank > 0 {
        text.push(' ');
        text += &cx.ta("votes-blank", &[("n", counted.blank.into())]);
    }
    text
}

#[allow(clippy::cast_precision_loss)] // voters, far below 2^53
fn chart(cx: &Cx, d: &Definition, counted: &Counted) -> Markup {
    let by_points = !d.method.is_budget() && !d.method.is_ranked();
    let n = |s: &crate::model::result::Standing| if by_points { s.points } else { s.marked };
    let mut standings: Vec<_> = counted.options.iter().collect();
    standings.sort_by_key(|s| std::cmp::Reverse(n(s)));
    let most = standings.first();
    let sentence = most.map_or_else(String::new, |s| {
        let key = if by_points { "votes-chart-points" } else { "votes-chart-marked" };
        cx.ta(
            key,
            &[("option", named(cx, d, &s.id).into()), ("n", n(s).into()), ("all", counted.ballots.into())],
        )
    });
    BarChart {
        id: "support".into(),
        title: cx.t("votes-chart-picture"),
        sentence,
        columns: (
            cx.t("votes-option"),
            cx.t(if by_points { "votes-col-points" } else { "votes-col-voters" }),
        ),
        bars: standings
            .iter()
            .map(|s| Bar { label: named(cx, d, &s.id), value: Value::Known(n(s) as f64) })
            .collect(),
        unit: Unit::Count,
    }
    .render(cx.app.catalogue(), cx.lang)
}

fn rounds(cx: &Cx, d: &Definition, counted: &Counted) -> Markup {
    let body = match () {
        () if !counted.pairs.is_empty() => pairs(cx, d, counted),
        () if counted.rounds.is_empty() => return html! {},
        () if d.method.is_budget() => bought(cx, d, counted),
        () => counted_off(cx, d, counted),
    };
    ui::section(&cx.t("votes-rounds"), body)
}

fn bought(cx: &Cx, d: &Definition, counted: &Counted) -> Markup {
    let columns = [
        Col::number(cx.t("votes-round")),
        Col::text(cx.t("votes-option")),
        Col::number(cx.t("votes-col-voters")),
        Col::number(cx.t("votes-cost")),
        Col::number(cx.t("votes-left")),
    ];
    let mut table = Table::new(cx.t("votes-rounds"), columns).hide_caption();
    let mut left = d.budget_cents.unwrap_or_default();
    for round in &counted.rounds {
        let id = round.won.first().map_or("", String::as_str);
        let cost = id.parse().ok().and_then(|n| d.option(n)).map_or(0, |o| o.cost_cents);
        left -= cost;
        table.push([
            html! { (round.round) },
            html! { (named(cx, d, id)) },
            html! { (round.votes.get(id).map_or("", String::as_str)) },
            html! { (dollars(cost)) },
            html! { (dollars(left)) },
        ]);
    }
    html! {
        (table)
        @if let (Some(share), Some(raised)) = (&counted.share, counted.raised) {
            p { (cx.ta("votes-share", &[("share", format!("${share}").into()), ("raised", raised.into())])) }
        }
    }
}

/// One column for each round: what each option had, who won and who left.
fn counted_off(cx: &Cx, d: &Definition, counted: &Counted) -> Markup {
    let columns = std::iter::once(Col::text(cx.t("votes-option")))
        .chain(counted.rounds.iter().map(|r| Col::number(cx.ta("votes-round-n", &[("n", r.round.into())]))));
    let mut table = Table::new(cx.t("votes-rounds-table"), columns).hide_caption().scrolling();
    let cell = |round: &Round, id: &String| {
        let votes = round.votes.get(id).map(|v| why::plain(v)).unwrap_or_default();
        let mark = match (round.won.contains(id), round.out.contains(id)) {
            (true, _) => cx.t("votes-in-round-won"),
            (_, true) => cx.t("votes-in-round-out"),
            _ => String::new(),
        };
        html! { (votes) @if !mark.is_empty() { ", " b { (mark) } } }
    };
    for standing in
        counted.options.iter().filter(|s| counted.rounds.iter().any(|r| r.votes.contains_key(&s.id)))
    {
        let cells = std::iter::once(html! { (named(cx, d, &standing.id)) })
            .chain(counted.rounds.iter().map(|r| cell(r, &standing.id)));
        table.push(cells);
    }
    if counted.rounds.iter().any(|r| r.exhausted.is_some()) {
        let gone = |r: &Round| html! { (why::plain(r.exhausted.as_deref().unwrap_or_default())) };
        table.push(
            std::iter::once(html! { (cx.t("votes-exhausted")) }).chain(counted.rounds.iter().map(gone)),
        );
    }
    html! {
        @if let Some(quota) = &counted.quota { p { (cx.ta("votes-quota", &[("quota", why::plain(quota).into()), ("seats", d.seats.into())])) } }
        (table)
    }
}

/// Two by two.
fn pairs(cx: &Cx, d: &Definition, counted: &Counted) -> Markup {
    let ids: Vec<&String> = counted.pairs.keys().collect();
    let columns = std::iter::once(Col::text(cx.t("votes-pair-before")))
        .chain(ids.iter().map(|id| Col::number(named(cx, d, id))));
    let mut table = Table::new(cx.t("votes-pairs"), columns).scrolling();
    for a in &ids {
        let cells = ids.iter().map(|b| match counted.pairs[*a].get(*b) {
            Some(n) => html! { (n) },
            None => html! { "–" },
        });
        table.push(std::iter::once(html! { (named(cx, d, a)) }).chain(cells));
    }
    html! { p { (cx.t("votes-pairs-text")) } (table) }
}

fn ties(cx: &Cx, d: &Definition, counted: &Counted) -> Markup {
    let how = if d.tie_order.is_empty() { "votes-ties-id" } else { "votes-ties-order" };
    html! {
        @if counted.ties.is_empty() { p { (cx.t("votes-ties-none")) } } @else {
            ul {
                @for tie in &counted.ties {
                    @let key = if tie.to == "leave" { "votes-tie-leave" } else { "votes-tie-win" };
                    li { (cx.ta(key, &[("options", listed(cx, d, &tie.tied).into()), ("chosen", named(cx, d, &tie.chosen).into())])) }
                }
            }
        }
        p { (cx.ta(how, &[("order", d.tie_order.join(", ").into())])) }
    }
}

fn others(cx: &Cx, d: &Definition, counted: &Counted) -> Markup {
    let mine = {
        let mut mine = counted.winners.clone();
        mine.sort();
        mine
    };
    html! {
        ul {
            @for other in &counted.others {
                @let rule = cx.t(&format!("votes-rule-{}", other.rule));
                @let theirs = { let mut t = other.winners.clone(); t.sort(); t };
                li {
                    @if theirs == mine { (cx.ta("votes-other-same", &[("rule", rule.into())])) }
                    @else { (cx.ta("votes-other", &[("rule", rule.into()), ("winners", listed(cx, d, &other.winners).into())])) }
                }
            }
        }
    }
}

fn turnout(cx: &Cx, published: &Published) -> Markup {
    let roll = &published.bundle.roll;
    let columns = [Col::text(cx.t("votes-channel")), Col::number(cx.t("votes-col-votes"))];
    let mut table = Table::new(cx.t("votes-turnout"), columns).hide_caption().no_cards();
    for (channel, n) in [("web", roll.web), ("paper", roll.paper), ("text", roll.text)] {
        table.push([html! { (cx.t(&format!("votes-channel-{channel}"))) }, html! { (n) }]);
    }
    let good = roll.issued - roll.revoked.min(roll.issued);
    html! {
        p { (cx.ta("votes-turnout-text", &[("n", roll.total().into()), ("all", good.into()), ("percent", percent(roll.total(), good).into())])) }
        (table.foot([html! { (cx.t("votes-total")) }, html! { (roll.total()) }]))
        @if !roll.refused.is_empty() {
            h3 { (cx.t("votes-refused")) }
            ul {
                @for r in &roll.refused {
                    @let channel = cx.t(&format!("votes-channel-{}", r.channel));
                    @let why = cx.t(&format!("votes-refused-{}", r.reason));
                    li {
                        (cx.ta("votes-refused-line", &[("n", r.n.into()), ("channel", channel.into()), ("why", why.into())]))
                        @if let Some(first) = &r.first { " " (cx.ta("votes-refused-first", &[("channel", cx.t(&format!("votes-channel-{first}")).into())])) }
                    }
                }
            }
        }
    }
}

/// The bundle, how to recount it, and the receipts.
fn check(
    cx: &Cx,
    published: &Published,
    form: &Form,
    errors: &FieldErrors,
    looked: Option<&(String, bool)>,
) -> Markup {
    let id = published.id;
    html! {
        p { (cx.t("votes-check-text")) }
        p { (ui::link_button(Button::Secondary, "download", &format!("/say/{id}/bundle"), &cx.t("votes-download"), "")) }
        p { (cx.t("votes-check-how")) br; code { "tandem tally vote-" (id) ".json --key " (published.key) } }
        h3 { (cx.t("votes-receipt-find")) }
        @if let Some((hash, there)) = looked {
            div role="status" {
                @if *there { (ui::notice(Tone::Ok, html! { p { (cx.t("votes-receipt-there")) } p { code { (hash) } } })) }
                @else { (ui::notice(Tone::Late, html! { p { (cx.t("votes-receipt-missing")) } })) }
            }
        }
        form.form method="post" action={ "/say/" (id) "/results" } {
            (Field::text("receipt", cx.t("votes-receipt")).hint(cx.t("votes-receipt-hint")).value(form.text("receipt"))
                .autocomplete("off").chars(20).error(cx.fault(errors, "receipt")))
            (ui::button(Button::Secondary, "search", &cx.t("votes-receipt-look")))
        }
        @if !published.bundle.receipts.is_empty() {
            (ui::details(&cx.ta("votes-receipts", &[("n", published.bundle.receipts.len().into())]), html! {
                p { (cx.t("votes-receipts-text")) }
                ul.plain { @for hash in published.bundle.receipts.iter().take(200) { li { code { (hash[..16]) "…" } } } }
            }))
        }
    }
}

//! Why an option won or did not, and what would change it, in words.

use super::words::{dollars, named};
use crate::model::definition::Definition;
use crate::model::result::{Counted, Standing, Why};
use maud::{Markup, html};
use tandem_web::Cx;
use tandem_web::ui::{self, Tone};

/// One option of the result: its name, whether it won, and why.
pub(super) fn line(cx: &Cx, d: &Definition, counted: &Counted, standing: &Standing) -> Markup {
    let (tone, key) = if standing.won { (Tone::Ok, "votes-won") } else { (Tone::Info, "votes-not-won") };
    html! {
        li.stack-s {
            div { b { (named(cx, d, &standing.id)) } " " (ui::chip(tone, &cx.t(key))) }
            p { (sentence(cx, d, counted, standing)) }
        }
    }
}

fn sentence(cx: &Cx, d: &Definition, counted: &Counted, standing: &Standing) -> String {
    let marked = cx.ta("votes-why-marked", &[("n", standing.marked.into()), ("all", counted.ballots.into())]);
    format!("{marked} {}", because(cx, d, standing))
}

fn because(cx: &Cx, d: &Definition, standing: &Standing) -> String {
    let id = standing.id.as_str();
    let cost = id.parse().ok().and_then(|n| d.option(n)).map_or(0, |o| o.cost_cents);
    let cost = dollars(cost);
    match &standing.why {
        Why::WonInRound { round } if d.method.is_budget() => {
            cx.ta("votes-why-bought", &[("round", (*round).into()), ("cost", cost.into())])
        }
        Why::WonInRound { round } => cx.ta("votes-why-won-round", &[("round", (*round).into())]),
        Why::MostPoints { ahead } => {
            cx.ta("votes-why-most-points", &[("points", standing.points.into()), ("ahead", (*ahead).into())])
        }
        Why::BeatsAll { margin } => cx.ta("votes-why-beats-all", &[("margin", (*margin).into())]),
        Why::StrongestPaths => cx.t("votes-why-strongest"),
        Why::Withdrawn => cx.t("votes-why-withdrawn"),
        Why::Support { have: 0, need: 1 } => cx.t("votes-why-nobody"),
        Why::Support { have, need } => {
            cx.ta("votes-why-support", &[("have", (*have).into()), ("need", (*need).into())])
        }
        Why::Excluded { by } => cx.ta("votes-why-excluded", &[("by", named(cx, d, by).into())]),
        Why::Short { have_cents, more_cents } => cx.ta(
            "votes-why-short",
            &[
                ("have", dollars(*have_cents).into()),
                ("cost", cost.into()),
                ("more", dollars(*more_cents).into()),
            ],
        ),
        Why::OverBudget { left_cents, more_cents } => cx.ta(
            "votes-why-over",
            &[
                ("left", dollars(*left_cents).into()),
                ("cost", cost.into()),
                ("more", dollars(*more_cents).into()),
            ],
        ),
        Why::Out { round, behind } => {
            cx.ta("votes-why-out", &[("round", (*round).into()), ("behind", plain(behind).into())])
        }
        Why::FewerPoints { behind } => {
            cx.ta("votes-why-fewer", &[("points", standing.points.into()), ("behind", (*behind).into())])
        }
        Why::Beaten { by, margin } => {
            cx.ta("votes-why-beaten", &[("by", named(cx, d, by).into()), ("margin", (*margin).into())])
        }
        Why::LostTie => cx.t("votes-why-lost-tie"),
        Why::NotReached => cx.t("votes-why-not-reached"),
    }
}

/// A figure without zeros behind its point.
pub(super) fn plain(figure: &str) -> String {
    if figure.contains('.') {
        figure.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        figure.to_owned()
    }
}

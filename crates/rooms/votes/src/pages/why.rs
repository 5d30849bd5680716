//! Why an option won or did not, and what would change it, in words.

use super::words::{dollars, named};
use crate::model::definition::Definition;
use crate::model::result::{Counted, Standing, Why};
use maud::{Markup, html};
use tandem_deliberation::budget::explain::Shortfall;
use tandem_deliberation::exact::Ratio;
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
    format!("{marked} {}", because(cx, d, counted, standing))
}

fn because(cx: &Cx, d: &Definition, counted: &Counted, standing: &Standing) -> String {
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
        Why::StrongestPaths => cx.t(strongest(counted, id)),
        Why::Withdrawn => cx.t("votes-why-withdrawn"),
        Why::Support { have: 0, need: 1 } => cx.t("votes-why-nobody"),
        Why::Support { have, need } => {
            cx.ta("votes-why-support", &[("have", (*have).into()), ("need", (*need).into())])
        }
        Why::Excluded { by } => cx.ta("votes-why-excluded", &[("by", named(cx, d, by).into())]),
        Why::Short { have_cents, more_cents } => {
            let (part, each) = lacks(standing.marked, *have_cents, *more_cents);
            let lacked = cx.ta(
                if *have_cents == 0 { "votes-why-short-nothing" } else { "votes-why-short" },
                &[
                    ("n", standing.marked.into()),
                    ("have", dollars(*have_cents).into()),
                    ("cost", cost.into()),
                    ("part", part.into()),
                    ("more", dollars(*more_cents).into()),
                    ("each", dollars(each).into()),
                ],
            );
            format!("{lacked} {}", budget_left(cx, have_cents + more_cents, counted.left_cents))
        }
        Why::OverBudget { left_cents, more_cents } => cx.ta(
            "votes-why-over",
            &[
                ("left", dollars(*left_cents).into()),
                ("cost", cost.into()),
                ("more", dollars(*more_cents).into()),
            ],
        ),
        Why::Out { round, behind } if plain(behind) == "0" => {
            cx.ta("votes-why-out-tie", &[("round", (*round).into())])
        }
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

/// Where nobody beats everybody: a choice that is beaten stood in a circle; one that nobody beats is only equal with some.
fn strongest(counted: &Counted, id: &str) -> &'static str {
    let support = |a: &str, b: &str| counted.pairs.get(a).and_then(|row| row.get(b)).copied().unwrap_or(0);
    let mut others = counted.pairs.keys().map(String::as_str).filter(|other| *other != id);
    let beaten = others.any(|other| support(other, id) > support(id, other));
    if beaten || !counted.winners.iter().any(|w| w == id) {
        "votes-why-strongest"
    } else {
        "votes-why-unbeaten"
    }
}

/// Whether the budget itself had room for it: shares are raised on paper, so that its supporters may have more left than it has.
fn budget_left(cx: &Cx, cost_cents: i64, left_cents: Option<i64>) -> String {
    match left_cents {
        Some(left) if left < cost_cents => cx.ta(
            "votes-why-short-budget",
            &[("left", dollars(left).into()), ("over", dollars(cost_cents - left).into())],
        ),
        Some(left) => cx.ta("votes-why-short-room", &[("left", dollars(left).into())]),
        None => String::new(),
    }
}

/// What part of its cost its supporters could still pay, in percent, cut off; and what each of them lacks, in cents, rounded up, so
/// that it is enough.
fn lacks(supporters: u64, have_cents: i64, more_cents: i64) -> (String, i64) {
    let (have, more) = (i128::from(have_cents), i128::from(more_cents));
    let short = Shortfall { supporters, have: Ratio::from(have), cost: Ratio::from(have + more) };
    let each = -(-&short.each()).floor();
    (short.percent(), i64::try_from(each).unwrap_or(more_cents))
}

/// A figure without zeros behind its point.
pub(super) fn plain(figure: &str) -> String {
    if figure.contains('.') {
        figure.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        figure.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{Counted, lacks, strongest};
    use proptest::prelude::*;

    #[test]
    fn a_part_is_cut_off_and_what_each_lacks_is_enough() {
        // 212 voters have $4,300.00 of $9,000.00.
        assert_eq!(lacks(212, 430_000, 470_000), ("47".into(), 2_217));
        assert_eq!(lacks(3, 20_000, 10_000), ("66".into(), 3_334));
        assert_eq!(lacks(1, 0, 500), ("0".into(), 500));
        assert_eq!(lacks(4, 9_999, 1), ("99".into(), 1), "never a hundred percent");
    }

    #[test]
    fn a_tie_is_no_circle() {
        let pairs = |rows: &[(&str, &str, u64)]| {
            let mut counted = Counted { winners: vec!["1".into()], ..Counted::default() };
            for (a, b, n) in rows {
                counted.pairs.entry((*a).into()).or_default().insert((*b).into(), *n);
            }
            counted
        };
        let tie = pairs(&[
            ("1", "2", 4),
            ("2", "1", 4),
            ("1", "3", 5),
            ("3", "1", 3),
            ("2", "3", 6),
            ("3", "2", 2),
        ]);
        assert_eq!(strongest(&tie, "1"), "votes-why-unbeaten");
        assert_eq!(strongest(&tie, "3"), "votes-why-strongest");
        let circle = pairs(&[
            ("1", "2", 5),
            ("2", "1", 3),
            ("1", "3", 3),
            ("3", "1", 5),
            ("2", "3", 6),
            ("3", "2", 2),
        ]);
        assert_eq!(strongest(&circle, "1"), "votes-why-strongest");
    }

    proptest! {
        #[test]
        fn each_is_the_least_that_is_enough(n in 1_u64..5_000, have in 0_i64..1_000_000, more in 1_i64..1_000_000) {
            let (part, each) = lacks(n, have, more);
            let n = i64::try_from(n).unwrap();
            prop_assert!(each * n >= more && (each - 1) * n < more);
            let part: i64 = part.parse().unwrap();
            prop_assert!(part * (have + more) <= have * 100 && (part + 1) * (have + more) > have * 100);
        }
    }
}

//! The power-balance report, for everybody: what each sector held and did in a quarter, beside the charter's targets.

use super::sector_name;
use crate::actions;
use crate::model::{Counts, FEWEST, Measure, Part, Quarter, Told, WITH};
use maud::{Markup, html};
use std::collections::BTreeMap;
use tandem_deliberation::exact::Ratio;
use tandem_web::chart::{LineChart, Series, Unit, Value};
use tandem_web::ui::{self, Button, Choice, Col, Select, Table, Tone};
use tandem_web::{Answer, Cx, Form, Page, PageError, Sheet};

/// Quarters of the trend, the one shown among them.
const QUARTERS: i16 = 6;

/// A quarter with everything counted in it.
struct Counted {
    quarter: Quarter,
    acts: BTreeMap<Measure, Counts>,
}

impl Counted {
    fn of(&self, measure: Measure) -> Counts {
        self.acts.get(&measure).cloned().unwrap_or_default()
    }

    /// What was said and done, all of it.
    fn voice(&self) -> Counts {
        let mut sum = Counts::new();
        for measure in Measure::ALL.into_iter().filter(|m| m.is_voice()) {
            for (sector, n) in self.of(measure) {
                *sum.entry(sector).or_default() += n;
            }
        }
        sum
    }
}

fn wanted(cx: &Cx, form: &Form) -> Quarter {
    let now = Quarter::of(cx.today());
    Quarter::parse(form.text("quarter")).filter(|q| *q <= now).unwrap_or(now)
}

async fn load(cx: &Cx, shown: Quarter) -> Result<(Vec<Counted>, Counts), PageError> {
    Ok(cx
        .store
        .read(&cx.viewer, move |tx| {
            let mut all = vec![];
            for n in (0..QUARTERS).rev() {
                let quarter = shown.back(n);
                all.push(Counted { quarter, acts: actions::acts(tx, quarter)? });
            }
            Ok((all, actions::targets(tx)?))
        })
        .await?)
}

fn quarter_name(cx: &Cx, q: Quarter) -> String {
    cx.ta("network-quarter", &[("n", i64::from(q.number).into()), ("year", q.year.to_string().into())])
}

/// The page.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let quarter = wanted(&cx, &form);
    let (all, targets) = load(&cx, quarter).await?;
    let Some(now) = all.last() else { return Err(tandem_access::Error::NotFound.into()) };
    let voice = Told::new(&now.voice(), &targets);
    let title = cx.t("network-balance-title");
    let body = html! {
        h1 { (title) }
        p.lead { (cx.t("network-balance-lead")) }
        (filter(&cx, quarter))
        section.stack aria-labelledby="h-voice" {
            h2 #h-voice { (cx.ta("network-balance-in", &[("quarter", quarter_name(&cx, quarter).into())])) }
            (ui::key_sentence(&sentence(&cx, &voice)))
            @if targets.is_empty() { (ui::notice(Tone::Info, html! { p { (cx.t("network-balance-no-charter")) } })) }
        }
        @for measure in Measure::ALL { (one(&cx, measure, &measure.told(&now.of(measure), &targets))) }
        (trend(&cx, &all, &targets))
        p { (ui::link_button(Button::Secondary, "download", &format!("/power-balance.csv?quarter={quarter}"), &cx.t("network-csv-balance"), "")) }
        (ui::details(&cx.t("network-balance-how"), html! { ul {
            @for n in 1..=7 { li { (cx.ta(&format!("network-balance-how-{n}"), &[("n", FEWEST.into())])) } }
        } }))
    };
    Ok(Page::new(&cx, title.clone()).nav("power-balance").public().body(body))
}

fn filter(cx: &Cx, shown: Quarter) -> Markup {
    let now = Quarter::of(cx.today());
    let quarters = (0..8).map(|n| now.back(n)).map(|q| Choice::new(q.to_string(), quarter_name(cx, q)));
    html! {
        form.form method="get" action="/power-balance" aria-label=(cx.t("network-balance-quarter")) {
            (Select::new("quarter", cx.t("network-balance-quarter"), quarters).choose(&shown.to_string()))
            (ui::button(Button::Secondary, "calendar", &cx.t("network-balance-show")))
        }
    }
}

fn percent(share: &Ratio) -> String {
    format!("{:.0}%", share.to_f64() * 100.0)
}

/// The whole in plain words: who was heard most, what the charter meant, and who was not heard.
fn sentence(cx: &Cx, voice: &Told) -> String {
    if voice.total == 0 {
        return cx.t("network-balance-nothing");
    }
    let Some((most, share)) = voice.most().and_then(|most| Some((most, most.share.as_ref()?))) else {
        return cx.ta("network-balance-few", &[("n", voice.total.into())]);
    };
    let name = sector_name(cx, &most.sector);
    let mut words = match most.target.as_ref().filter(|t| !t.is_zero()) {
        Some(target) => cx.ta(
            "network-balance-most-target",
            &[("sector", name.into()), ("share", percent(share).into()), ("target", percent(target).into())],
        ),
        None => cx.ta("network-balance-most", &[("sector", name.into()), ("share", percent(share).into())]),
    };
    let silent: Vec<String> = voice
        .parts
        .iter()
        .filter(|p| p.count == Some(0) && p.target.as_ref().is_some_and(|t| !t.is_zero()))
        .map(|p| sector_name(cx, &p.sector))
        .collect();
    if !silent.is_empty() {
        words.push(' ');
        words.push_str(&cx.ta("network-balance-silent", &[("sectors", silent.join(", ").into())]));
    }
    words
}

/// A sector's name, or the names of several that are told together.
fn names(cx: &Cx, sectors: &str) -> String {
    let names: Vec<String> = sectors.split(WITH).map(|code| sector_name(cx, code)).collect();
    names.join(", ")
}

/// One measure: its table, and how unequally it is held. Too few are told as that: beside their sum, the counts would be shares.
fn one(cx: &Cx, measure: Measure, told: &Told) -> Markup {
    let title = cx.t(&format!("network-measure-{}", measure.word()));
    if told.total == 0 {
        return ui::section(&title, html! { p { (cx.t("network-balance-none")) } });
    }
    if !told.is_enough() {
        return ui::section(
            &title,
            html! { p { (cx.ta("network-balance-too-few", &[("n", FEWEST.into())])) } },
        );
    }
    let cols = [
        Col::text(cx.t("partners-sector")),
        Col::number(cx.t("network-balance-count")),
        Col::number(cx.t("network-balance-share")),
        Col::number(cx.t("network-balance-target")),
        Col::number(cx.t("network-balance-index")),
    ];
    let mut table = Table::new(title.clone(), cols).hide_caption();
    for part in &told.parts {
        table.push([
            html! { (names(cx, &part.sector)) },
            html! { @match part.count { Some(n) => (n), None => span.none { "–" } } },
            html! { @match &part.share { Some(s) => (percent(s)), None => span.none { "–" } } },
            html! { @match &part.target { Some(t) => (percent(t)), None => span.none { "–" } } },
            index(cx, part),
        ]);
    }
    ui::section(
        &title,
        html! {
            @match &told.concentration {
                // Several sectors in one row are no sector that holds so much.
                _ if told.is_grouped() => p { (cx.t("network-balance-together")) },
                None => {},
                Some(c) => p { (cx.ta("network-balance-held", &[
                    ("effective", format!("{:.1}", c.effective_number.to_f64()).into()),
                    ("hhi", format!("{:.2}", c.hhi.to_f64()).into()),
                    ("gini", format!("{:.2}", c.gini.to_f64()).into()),
                    ("sectors", told.parts.len().into()),
                ])) },
            }
            (table)
        },
    )
}

fn index(cx: &Cx, part: &Part) -> Markup {
    let Some(index) = &part.index else { return html! { span.none { "–" } } };
    let value = index.to_f64();
    // Half as much again, or a third less, than the charter meant.
    let word = if value > 1.5 {
        Some("network-balance-over")
    } else if value < 2.0 / 3.0 {
        Some("network-balance-under")
    } else {
        None
    };
    html! { (format!("{value:.1}")) @if let Some(key) = word { " " (ui::chip(Tone::Soon, &cx.t(key))) } }
}

/// Quarter by quarter: how many sectors' worth of voices were heard, and how much of it was the community's.
fn trend(cx: &Cx, all: &[Counted], targets: &Counts) -> Markup {
    let told: Vec<(Quarter, Told)> =
        all.iter().map(|c| (c.quarter, Told::new(&c.voice(), targets))).collect();
    let community = |t: &Told| {
        t.part("community").and_then(|p| p.share.as_ref().map(Ratio::to_f64)).map(|s| s * 100.0).or_else(
            || {
                // Nothing said by residents is nought where there is enough to tell a share of.
                t.concentration.is_some().then_some(0.0)
            },
        )
    };
    let largest = |t: &Told| t.most().and_then(|p| p.share.as_ref()).map(|s| s.to_f64() * 100.0);
    let last = told.last().and_then(|(_, t)| community(t));
    let sentence = match last {
        Some(share) => cx.ta("network-balance-trend-key", &[("share", format!("{share:.0}%").into())]),
        None => cx.t("network-balance-trend-few"),
    };
    let series = |name: &str, of: &dyn Fn(&Told) -> Option<f64>| Series {
        name: cx.t(name),
        values: told.iter().map(|(_, t)| Value::from(of(t))).collect(),
    };
    let target = targets.get("community").copied().unwrap_or_default();
    let seats: u64 = targets.values().sum();
    #[allow(clippy::cast_precision_loss)] // seats of a council
    let goal = (target > 0).then(|| target as f64 * 100.0 / seats as f64);
    LineChart {
        id: "balance".into(),
        title: cx.t("network-balance-trend"),
        sentence,
        axis: cx.t("network-balance-quarter"),
        labels: told.iter().map(|(q, _)| q.to_string()).collect(),
        series: vec![
            series("network-balance-community", &community),
            series("network-balance-largest", &largest),
        ],
        unit: Unit::Percent,
        goal,
    }
    .render(cx.app.catalogue(), cx.lang)
}

/// The report of a quarter as a file: exact fractions beside decimals.
pub async fn csv(cx: Cx, form: Form) -> Answer {
    let quarter = wanted(&cx, &form);
    let (all, targets) = load(&cx, quarter).await?;
    let mut sheet = Sheet::new([
        "quarter", "measure", "sector", "count", "total", "share", "target", "index", "hhi", "gini",
    ]);
    let Some(now) = all.last() else { return Err(tandem_access::Error::NotFound.into()) };
    for measure in Measure::ALL {
        let told = measure.told(&now.of(measure), &targets);
        let text = |r: Option<&Ratio>| r.map(Ratio::fraction).unwrap_or_default();
        let held = told.concentration.as_ref().filter(|_| !told.is_grouped());
        for p in &told.parts {
            sheet.row([
                quarter.to_string(),
                measure.word().to_owned(),
                p.sector.clone(),
                p.count.map(|n| n.to_string()).unwrap_or_default(),
                if told.is_enough() || told.total == 0 {
                    told.total.to_string()
                } else {
                    format!("<{FEWEST}")
                },
                text(p.share.as_ref()),
                text(p.target.as_ref()),
                text(p.index.as_ref()),
                text(held.map(|c| &c.hhi)),
                text(held.map(|c| &c.gini)),
            ]);
        }
    }
    Ok(sheet.download(&format!("power-balance-{quarter}")))
}

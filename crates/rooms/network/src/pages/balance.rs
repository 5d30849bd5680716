//! The power-balance report, for everybody: what each sector held and did in a quarter, beside the charter's targets.

use super::{dollars, sector_name, trend};
use crate::actions;
use crate::model::{Counts, Dollars, Measure, Part, Quarter, Report, Told, WITH};
use maud::{Markup, html};
use tandem_deliberation::exact::Ratio;
use tandem_stats::figure::{FEW, Shown};
use tandem_web::messages;
use tandem_web::ui::{self, Button, Choice, Col, Select, Table, Tone};
use tandem_web::{Answer, Cx, Form, Page, PageError, Sheet};

/// Quarters of the trend, the one shown among them.
const QUARTERS: i16 = 6;

fn wanted(cx: &Cx, form: &Form) -> Quarter {
    let now = Quarter::of(cx.today());
    Quarter::parse(form.text("quarter")).filter(|q| *q <= now).unwrap_or(now)
}

/// Everything on the page.
struct Loaded {
    /// The quarters of the trend, the one shown last.
    quarters: Vec<(Quarter, Report)>,
    targets: Counts,
    dollars: Dollars,
}

impl Loaded {
    /// The quarter shown.
    fn report(&self) -> Result<&Report, PageError> {
        Ok(&self.quarters.last().ok_or(tandem_access::Error::NotFound)?.1)
    }

    /// A measure of the quarter shown.
    fn told(&self, measure: Measure) -> Result<Told, PageError> {
        let money = |cents| Told::money(cents, &self.targets);
        match measure {
            Measure::DollarsDecided => Ok(money(&self.dollars.decided)),
            Measure::DollarsReceived => Ok(money(&self.dollars.received)),
            _ => Ok(self.report()?.of(measure).ok_or(tandem_access::Error::NotFound)?.clone()),
        }
    }
}

async fn load(cx: &Cx, shown: Quarter) -> Result<Loaded, PageError> {
    Ok(cx
        .store
        .read(&cx.viewer, move |tx| {
            let targets = actions::targets(tx)?;
            let mut quarters = vec![];
            for n in (0..QUARTERS).rev() {
                let quarter = shown.back(n);
                quarters.push((quarter, Report::new(&actions::acts(tx, quarter)?, &targets)));
            }
            Ok(Loaded { quarters, targets, dollars: actions::dollars(tx, shown)? })
        })
        .await?)
}

fn quarter_name(cx: &Cx, q: Quarter) -> String {
    cx.ta("network-quarter", &[("n", i64::from(q.number).into()), ("year", q.year.to_string().into())])
}

/// The page.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let quarter = wanted(&cx, &form);
    let loaded = load(&cx, quarter).await?;
    let voice = &loaded.report()?.voice;
    let told = Measure::ALL
        .into_iter()
        .map(|measure| Ok((measure, loaded.told(measure)?)))
        .collect::<Result<Vec<_>, PageError>>()?;
    let title = cx.t("network-balance-title");
    let body = html! {
        h1 { (title) }
        p.lead { (cx.t("network-balance-lead")) }
        (filter(&cx, quarter))
        section.stack aria-labelledby="h-voice" {
            h2 #h-voice { (cx.ta("network-balance-in", &[("quarter", quarter_name(&cx, quarter).into())])) }
            (ui::key_sentence(&sentence(&cx, voice)))
            @if loaded.targets.is_empty() { (ui::notice(Tone::Info, html! { p { (cx.t("network-balance-no-charter")) } })) }
        }
        @for (measure, told) in &told { (one(&cx, *measure, told, &loaded.dollars)) }
        (trend::show(&cx, &loaded.quarters, &loaded.targets))
        p { (ui::link_button(Button::Secondary, "download", &format!("/power-balance.csv?quarter={quarter}"), &cx.t("network-csv-balance"), "")) }
        (ui::details(&cx.t("network-balance-how"), html! { ul {
            @for n in 1..=8 { li { (cx.ta(&format!("network-balance-how-{n}"), &[("n", FEW.into())])) } }
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

pub(super) fn percent(share: &Ratio) -> String {
    messages::percent(share.to_f64())
}

/// The whole in plain words: who was heard most, what the charter meant, and who was not heard.
fn sentence(cx: &Cx, voice: &Told) -> String {
    let total = match voice.total {
        Shown::Count(0) => return cx.t("network-balance-nothing"),
        Shown::Count(total) => total,
        Shown::Suppressed => return cx.ta("network-balance-few", &[("n", FEW.into())]),
    };
    let Some((most, share)) = voice.most().and_then(|most| Some((most, most.share.as_ref()?))) else {
        return cx.ta("network-balance-spread", &[("n", total.into())]);
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
        .filter(|p| p.count == Shown::Count(0) && p.target.as_ref().is_some_and(|t| !t.is_zero()))
        .map(|p| sector_name(cx, &p.sector))
        .collect();
    if !silent.is_empty() {
        words.push(' ');
        words.push_str(&cx.ta("network-balance-silent", &[("sectors", silent.join(", ").into())]));
    }
    words
}

/// A sector's name, or the names of several that are told together.
pub(super) fn names(cx: &Cx, sectors: &str) -> String {
    let names: Vec<String> = sectors.split(WITH).map(|code| sector_name(cx, code)).collect();
    names.join(", ")
}

/// A count; dollars where it is money.
fn amount(cx: &Cx, measure: Measure, count: Shown) -> Markup {
    html! { @match count {
        Shown::Count(cents) if measure.is_money() => { (dollars(i64::try_from(cents).unwrap_or(i64::MAX))) },
        Shown::Count(n) => { (n) },
        Shown::Suppressed => { (cx.t("network-balance-hidden")) },
    } }
}

/// One measure: its table, and how unequally it is held. Too few are told as that.
fn one(cx: &Cx, measure: Measure, told: &Told, dollars: &Dollars) -> Markup {
    let title = cx.t(&format!("network-measure-{}", measure.word()));
    let said = html! { @if measure.is_money() { (money_notes(cx, measure, dollars)) } };
    if told.total == Shown::Count(0) {
        let few = match measure {
            Measure::DollarsDecided => dollars.few_decided,
            Measure::DollarsReceived => dollars.few_received,
            _ => false,
        };
        return ui::section(&title, html! { @if !few { p { (cx.t("network-balance-none")) } } (said) });
    }
    if !told.is_enough() {
        return ui::section(&title, html! { p { (cx.ta("network-balance-too-few", &[("n", FEW.into())])) } });
    }
    let cols = [
        Col::text(cx.t("partners-sector")),
        Col::number(cx.t(if measure.is_money() {
            "network-balance-amount"
        } else {
            "network-balance-count"
        })),
        Col::number(cx.t("network-balance-share")),
        Col::number(cx.t("network-balance-target")),
        Col::number(cx.t("network-balance-index")),
    ];
    let mut table = Table::new(title.clone(), cols).hide_caption();
    for part in &told.parts {
        table.push([
            html! { (names(cx, &part.sector)) },
            amount(cx, measure, part.count),
            html! { @match &part.share { Some(s) => (percent(s)), None => span.none { "–" } } },
            html! { @match &part.target { Some(t) => (percent(t)), None => span.none { "–" } } },
            index(cx, part),
        ]);
    }
    ui::section(
        &title,
        html! {
            // Several sectors in one row are no sector that holds so much.
            @if told.is_grouped() && measure.is_money() { p { (cx.t("network-balance-money-together")) } }
            @else if told.is_grouped() { p { (cx.t("network-balance-together")) } }
            @else { (held(cx, told)) }
            (table)
            @if told.hides() { p.m { (cx.t("network-balance-hidden-why")) } }
            (said)
        },
    )
}

/// How unequally it is held: exactly, or as far as what is shown says it.
fn held(cx: &Cx, told: &Told) -> Markup {
    let two = |r: &Ratio| format!("{:.2}", r.to_f64());
    let many = |hhi: &Ratio| format!("{:.1}", 1.0 / hhi.to_f64());
    match (&told.concentration, &told.hhi) {
        (Some(c), _) => html! { p { (cx.ta("network-balance-held", &[
            ("effective", format!("{:.1}", c.effective_number.to_f64()).into()),
            ("hhi", two(&c.hhi).into()), ("gini", two(&c.gini).into()), ("sectors", told.parts.len().into()),
        ])) } },
        (None, Some((least, most))) => html! { p { (cx.ta("network-balance-held-between", &[
            ("low", many(most).into()), ("high", many(least).into()), ("sectors", told.parts.len().into()),
            ("from", two(least).into()), ("to", two(most).into()),
        ])) } },
        (None, None) => html! {},
    }
}

/// What else is known of money in this quarter, and what is not written down anywhere.
fn money_notes(cx: &Cx, measure: Measure, d: &Dollars) -> Markup {
    let sum = |key: &str, cents: u64| {
        let words = dollars(i64::try_from(cents).unwrap_or(i64::MAX));
        html! { @if cents > 0 { p { (cx.ta(key, &[("dollars", words.into())])) } } }
    };
    html! {
        @if measure == Measure::DollarsDecided {
            @if d.few_decided { p { (cx.t("network-balance-money-few")) } }
            (sum("network-balance-waiting", d.chosen.waiting))
            (sum("network-balance-advised", d.chosen.advised))
        } @else {
            @if d.few_received { p { (cx.t("network-balance-money-few")) } }
            p.m { (cx.t("network-balance-received-not")) }
        }
        @if d.unvalued > 0 { p.m { (cx.ta("network-balance-unvalued", &[("n", d.unvalued.into())])) } }
    }
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

/// The report of a quarter as a file: exact fractions; money in cents.
pub async fn csv(cx: Cx, form: Form) -> Answer {
    let quarter = wanted(&cx, &form);
    let loaded = load(&cx, quarter).await?;
    let mut sheet = Sheet::new([
        "quarter",
        "measure",
        "sector",
        "count",
        "total",
        "share",
        "target",
        "index",
        "hhi",
        "gini",
        "hhi_least",
        "hhi_most",
    ]);
    let count = |n: Shown| n.count().map_or_else(|| "suppressed".to_owned(), |n| n.to_string());
    for measure in Measure::ALL {
        let told = loaded.told(measure)?;
        let text = |r: Option<&Ratio>| r.map(Ratio::fraction).unwrap_or_default();
        // Several sectors in one row are no sector that holds so much.
        let held = told.concentration.as_ref().filter(|_| !told.is_grouped());
        let bounds = told.hhi.as_ref().filter(|_| !told.is_grouped());
        for p in &told.parts {
            sheet.row([
                quarter.to_string(),
                measure.word().to_owned(),
                p.sector.clone(),
                count(p.count),
                count(told.total),
                text(p.share.as_ref()),
                text(p.target.as_ref()),
                text(p.index.as_ref()),
                text(held.map(|c| &c.hhi)),
                text(held.map(|c| &c.gini)),
                text(bounds.map(|b| &b.0)),
                text(bounds.map(|b| &b.1)),
            ]);
        }
    }
    Ok(sheet.download(&format!("power-balance-{quarter}")))
}

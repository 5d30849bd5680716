//! A linkage for the people who answer for it: one HTML file, nothing else needed, tables for every chart.

use crate::compare::{Comparer, Comparison, Level};
use crate::config::Config;
use crate::link::Linked;
use crate::score::{Explanation, Scored, Scorer, probability};
use crate::table::{RowId, Table};
use std::fmt::Write as _;

/// Pairs that are explained.
const EXAMPLES: usize = 8;

/// The report as HTML.
pub fn html(table: &Table, linked: &Linked, config: &Config) -> String {
    let comparer = Comparer::new(table);
    let scorer = Scorer::new(table, &comparer, &linked.model);
    let mut out = String::from(HEAD);
    out += &facts(table, linked, config);
    out += &weights(&comparer.comparisons, linked);
    out += &thresholds(linked, config);
    out += "<h2 id=examples>Examples</h2><p>Pairs around the threshold and far from it. Bars add up to the sum in the last line: log2 odds, \
            where 0 is one chance in two and each point more doubles the odds.</p>";
    for pair in examples(&linked.pairs, config.threshold as f32) {
        out += &waterfall(table, &comparer.comparisons, pair, &scorer.explain(pair.left, pair.right));
    }
    out += &blocking(linked);
    out + "</main></html>\n"
}

fn facts(table: &Table, linked: &Linked, config: &Config) -> String {
    let persons = linked.clusters.iter().enumerate().filter(|(row, first)| *row == **first as usize).count();
    let compared: u64 = linked.blocking.iter().map(|(_, t)| t.pairs).sum();
    let sure = linked.pairs.iter().filter(|p| f64::from(p.probability) >= config.threshold).count();
    let mut out = String::from("<h2>What was found</h2><dl>");
    let mut fact = |what: &str, n: String| {
        let _ = write!(out, "<dt>{what}</dt><dd>{n}</dd>");
    };
    fact("Rows", grouped(table.len() as u64));
    fact("Persons", grouped(persons as u64));
    fact("Pairs compared", grouped(compared));
    fact(&format!("Pairs at {} and above", config.threshold), grouped(sure as u64));
    fact("Dates that do not exist", grouped(table.notes.impossible_dates));
    fact("Cells that were not UTF-8", grouped(table.notes.other_encoding));
    fact(
        "Cells that say that nothing is known (baby boy, homeless, 555-555-5555)",
        grouped(table.notes.placeholders),
    );
    if let Some(line) = linked.calibration {
        fact(
            "Reviewed pairs",
            format!("log2 odds are {:.2} times the model's, {:+.2}", line.slope, line.offset),
        );
    }
    out += "</dl>";
    let names =
        |n: usize| ["the first file", "the second file"].get(n).map_or(String::new(), |s| (*s).to_owned());
    let files: Vec<String> = (0..table.sources()).map(names).collect();
    for note in table.notes.said(&files) {
        let _ = write!(out, "<p>{}.</p>", escape(&note));
    }
    for note in &linked.notes {
        let _ = write!(out, "<p><strong>{}.</strong></p>", escape(note));
    }
    out
}

fn weights(comparisons: &[Comparison<'_>], linked: &Linked) -> String {
    let mut out = String::from(
        "<h2 id=weights>What each field says</h2><p>For each way two values compare: how often it happens among records of one \
         person, of strangers and of relatives, and the weight, log2 of the first by the second. A weight of 3 makes one \
         person eight times likelier.</p><div class=wide tabindex=0 role=region aria-label=Table><table><thead><tr><th scope=col>Field<th scope=col>The values are<th scope=col>One \
         person<th scope=col>Strangers<th scope=col>Relatives<th scope=col>Weight</thead><tbody>",
    );
    for (c, comparison) in comparisons.iter().enumerate() {
        for (l, meaning) in comparison.levels.iter().enumerate() {
            let of = |p: &Vec<Vec<f64>>| p.get(c).map(|p| p[l + 1]);
            let (m, u) = (of(&linked.model.m).unwrap_or_default(), of(&linked.model.u).unwrap_or_default());
            let h = of(&linked.model.h).map_or("–".to_owned(), share);
            let weight = (m / u).log2() as f32;
            let _ = write!(
                out,
                "<tr>{}<td>{meaning}<td>{}<td>{}<td>{h}<td>{}",
                if l == 0 {
                    format!(
                        "<th scope=rowgroup rowspan={}>{}",
                        comparison.levels.len(),
                        escape(&comparison.name)
                    )
                } else {
                    String::new()
                },
                share(m),
                share(u),
                bar(weight)
            );
        }
    }
    out + "</tbody></table></div>"
}

/// A share of pairs, to three figures.
fn share(p: f64) -> String {
    if p >= 0.001 {
        format!("{:.1} %", p * 100.0)
    } else {
        format!("1 in {}", grouped((1.0 / p.max(1e-12)) as u64))
    }
}

/// 1953779: 1,953,779.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let first = digits.len() % 3;
    let mut out = digits[..first].to_owned();
    for (i, digit) in digits[first..].chars().enumerate() {
        if i % 3 == 0 && !out.is_empty() {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A weight as a number and a bar to the right (for) or left (against) of the middle; 20 points are the whole width.
fn bar(weight: f32) -> String {
    let width = (weight.abs() / 20.0).min(1.0) * 50.0;
    let (side, left) = if weight < 0.0 { ("against", 50.0 - width) } else { ("for", 50.0) };
    format!(
        "<span class=w><span class=n>{weight:+.1}</span> <span class=bar aria-hidden=true><i class={side} style=\"left:{left:.1}%;width:{width:.1}%\"></i></span></span>"
    )
}

/// How many pairs, and how good, at several thresholds: expected from the probabilities themselves.
fn thresholds(linked: &Linked, config: &Config) -> String {
    let all: f64 = linked.pairs.iter().map(|p| f64::from(p.probability)).sum();
    let points: Vec<(f64, usize, f64, f64)> =
        [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999]
            .into_iter()
            .map(|t| {
                let over: Vec<f64> =
                    linked.pairs.iter().map(|p| f64::from(p.probability)).filter(|p| *p >= t).collect();
                let right: f64 = over.iter().sum();
                (t, over.len(), right / (over.len() as f64).max(1.0), right / all.max(f64::MIN_POSITIVE))
            })
            .collect();
    // The axis begins at the tenth under the lowest point.
    let lowest = points.iter().map(|p| p.2.min(p.3)).fold(0.9, f64::min);
    let bottom = (lowest * 10.0).floor() / 10.0;
    let line = |value: fn(&(f64, usize, f64, f64)) -> f64| {
        let at = |(i, p): (usize, &(f64, usize, f64, f64))| {
            format!(
                "{:.0},{:.0}",
                50.0 + i as f64 * 45.0,
                220.0 - (value(p) - bottom) / (1.0 - bottom) * 200.0
            )
        };
        points.iter().enumerate().map(at).collect::<Vec<_>>().join(" ")
    };
    let mut out = format!(
        "<h2 id=thresholds>Thresholds</h2><p>Expected from the probabilities themselves, among the pairs that blocking \
         brought together: of the pairs at and above a threshold the share that is right (precision), and of all pairs of one person the share \
         that is found (recall). The threshold was {}.</p><svg viewBox=\"0 0 640 260\" role=img aria-label=\"Precision rises \
         and recall falls with the threshold; the table below has the numbers\"><path d=\"M50 20V220H590\" class=axis />\
         <polyline points=\"{}\" class=precision /><polyline points=\"{}\" class=recall />",
        config.threshold,
        line(|p| p.2),
        line(|p| p.3),
    );
    for (i, (t, ..)) in points.iter().enumerate() {
        let _ = write!(out, "<text x={:.0} y=238 text-anchor=middle>{t}</text>", 50.0 + i as f64 * 45.0);
    }
    for (y, at) in [(24, 1.0), (124, (1.0 + bottom) / 2.0), (224, bottom)] {
        let _ = write!(out, "<text x=44 y={y} text-anchor=end>{:.0} %</text>", at * 100.0);
    }
    out += "<text x=70 y=180>precision (whole line)</text><text x=70 y=200>recall (broken line)</text></svg>\
            <div class=wide tabindex=0 role=region aria-label=Table><table><thead><tr><th scope=col>Threshold<th scope=col>Pairs<th scope=col>Precision<th scope=col>Recall</thead><tbody>";
    for (t, n, precision, recall) in points {
        let _ = write!(
            out,
            "<tr><th scope=row>{t}<td>{}<td>{}<td>{}",
            grouped(n as u64),
            share(precision),
            share(recall)
        );
    }
    out + "</tbody></table></div>"
}

/// Pairs to explain: those nearest to the threshold on both sides, the likeliest and the unlikeliest, in order.
fn examples(pairs: &[Scored], threshold: f32) -> Vec<Scored> {
    let mut near: Vec<Scored> = pairs.to_vec();
    near.sort_by(|a, b| (a.probability - threshold).abs().total_cmp(&(b.probability - threshold).abs()));
    let far = near.len().saturating_sub(2).max(EXAMPLES - 2);
    let mut out: Vec<Scored> = near.iter().take(EXAMPLES - 2).chain(near.iter().skip(far)).copied().collect();
    out.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    out
}

fn waterfall(table: &Table, comparisons: &[Comparison<'_>], pair: Scored, why: &Explanation) -> String {
    let mut out = format!(
        "<div class=wide tabindex=0 role=region aria-label=Example><table class=why><caption>{} and {}: {:.1} % one person</caption><thead><tr><th scope=col>Field<th scope=col>Left<th \
         scope=col>Right<th scope=col>The values are<th scope=col>Weight</thead><tbody><tr><th scope=row>before comparing<td>\
         <td><td>so few pairs are one person<td>{}",
        escape(table.id(pair.left)),
        escape(table.id(pair.right)),
        probability(why.log_odds) * 100.0,
        bar(why.prior),
    );
    for part in &why.parts {
        let comparison = &comparisons[part.comparison];
        let shown = |row: RowId| {
            let values = comparison.fields.iter().map(|f| table.text(row, *f)).filter(|v| !v.is_empty());
            escape(&values.collect::<Vec<_>>().join(" · "))
        };
        let meaning = match part.level {
            0 => "missing: says nothing",
            level => comparison.levels[usize::from(level as Level) - 1],
        };
        let _ = write!(
            out,
            "<tr><th scope=row>{}<td>{}<td>{}<td>{meaning}<td>{}",
            escape(&comparison.name),
            shown(pair.left),
            shown(pair.right),
            bar(part.weight)
        );
        if part.rarity.abs() >= 0.05 {
            let what = if part.rarity > 0.0 { "rarer than most" } else { "more common than most" };
            let _ = write!(
                out,
                "<tr><th scope=row>{}, how common<td><td><td>{what}<td>{}",
                escape(&comparison.name),
                bar(part.rarity)
            );
        }
    }
    let _ = write!(
        out,
        "<tr><th scope=row>could be a relative<td><td><td>{}<td>{}</tbody><tfoot><tr><th scope=row>sum<td><td><td><td>{}</tfoot></table></div>",
        if why.relative < -0.05 { "shares what a household shares" } else { "hardly" },
        bar(why.relative),
        bar(why.log_odds)
    );
    out
}

fn blocking(linked: &Linked) -> String {
    let all: f64 = linked.pairs.iter().map(|p| f64::from(p.probability)).sum();
    let mut out = String::from(
        "<h2 id=blocking>Which rows were compared</h2><p>A pair counts for the first rule that brings its rows together. Rows \
         that share a key with too many others are left out of that rule; another may bring them together. What is lost with \
         them is told from a sample: pairs of one person that no rule brought together, of all that were found and lost. A pair \
         that several rules lose counts for each.</p><div class=wide tabindex=0 role=region aria-label=Table><table><thead>\
         <tr><th scope=col>Rule<th scope=col>Pairs<th scope=col>Blocks left out<th scope=col>Pairs in them<th scope=col>Recall \
         lost, about<th scope=col>Rows of the largest block</thead><tbody>",
    );
    let lost = |pairs: f64| if pairs < 0.5 { "none".to_owned() } else { share(pairs / (all + pairs)) };
    for (rule, t) in &linked.blocking {
        let _ = write!(
            out,
            "<tr><th scope=row>{}<td>{}<td>{}<td>{}<td>{}<td>{}",
            escape(rule),
            grouped(t.pairs),
            grouped(t.large_blocks),
            grouped(t.left_out),
            lost(t.lost),
            grouped(t.largest)
        );
    }
    out += "</tbody></table></div>";
    if linked.dropped.is_empty() {
        return out;
    }
    out += "<p>Rules that were not used, because they bring too few persons for their pairs, and what they would have brought \
            that no rule before them does:</p><div class=wide tabindex=0 role=region aria-label=Table><table><thead><tr><th \
            scope=col>Rule<th scope=col>Pairs, about<th scope=col>Recall lost, about</thead><tbody>";
    for d in &linked.dropped {
        let _ = write!(
            out,
            "<tr><th scope=row>{}<td>{}<td>{}",
            escape(&d.rule),
            grouped(d.pairs as u64),
            lost(d.persons)
        );
    }
    out + "</tbody></table></div>"
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

const HEAD: &str = "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\
<title>Linkage report</title><style>\
:root{color-scheme:light dark;--for:light-dark(#1f6f50,#6fc7a2);--against:light-dark(#a33a2a,#f09a88)}\
body{font:16px/1.5 system-ui,sans-serif;margin:0}main{max-width:70rem;margin:auto;padding:1rem}.wide{overflow-x:auto}\
table{border-collapse:collapse;margin:1rem 0;width:100%}th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid #8886;vertical-align:top}\
caption{text-align:left;font-weight:700;padding:.5rem 0}dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dd{margin:0}\
.w{white-space:nowrap}.n{display:inline-block;min-width:6ch;font-variant-numeric:tabular-nums}.bar{display:inline-block;position:relative;width:10rem;height:.7rem;\
background:linear-gradient(#8886,#8886) 50%/1px 100% no-repeat}.bar i{position:absolute;top:0;bottom:0}.for{background:var(--for)}\
.against{background:repeating-linear-gradient(45deg,var(--against) 0 4px,transparent 4px 6px)}\
svg{width:100%;max-width:40rem}svg text{font-size:12px;fill:currentColor}.axis{stroke:currentColor;fill:none}\
.precision{stroke:var(--for);fill:none;stroke-width:2}.recall{stroke:var(--against);fill:none;stroke-width:2;stroke-dasharray:6 4}\
@media print{.bar i{print-color-adjust:exact}table{break-inside:avoid}}</style>\
<main><h1>Linkage report</h1><p><strong>This report shows records of people. Keep it as safe as the files it was made from.</strong></p>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_of_both_sides() {
        let pairs: Vec<Scored> =
            (0..100_u32).map(|i| Scored { left: i, right: i + 1, probability: i as f32 / 100.0 }).collect();
        let found = examples(&pairs, 0.5);
        assert_eq!(found.len(), EXAMPLES);
        assert!(found.iter().any(|p| p.probability > 0.9) || found.iter().any(|p| p.probability < 0.1));
        assert!(found.is_sorted_by(|a, b| a.probability >= b.probability));
        assert_eq!(examples(&pairs[..3], 0.5).len(), 3);
    }

    #[test]
    fn thousands() {
        assert_eq!([7, 1000, 39_931, 1_953_779].map(grouped), ["7", "1,000", "39,931", "1,953,779"]);
    }

    #[test]
    fn values_cannot_break_out() {
        assert_eq!(escape("<b a=\"1\">&"), "&lt;b a=&quot;1&quot;&gt;&amp;");
    }
}

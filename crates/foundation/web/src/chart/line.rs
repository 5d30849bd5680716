//! A line chart over time: up to four series, and a goal.

use std::fmt::Write;

use maud::{Markup, html};

use super::scale::{axis, lines, shown};
use super::{Picture, Unit, Value, coordinate as c, figure, value_table};
use crate::messages::{Catalogue, Lang};

/// One line.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// One value for each label of the chart.
    pub values: Vec<Value>,
}

/// A line chart. Words come in translated.
#[derive(Clone, Debug)]
pub struct LineChart {
    /// An id that is unique on the page.
    pub id: String,
    /// What it shows, as a caption.
    pub title: String,
    /// What it says, in one sentence.
    pub sentence: String,
    /// Name of the first column ("Month").
    pub axis: String,
    /// The points in time, oldest first.
    pub labels: Vec<String>,
    /// The lines; only the first four are drawn, all are in the table.
    pub series: Vec<Series>,
    /// What the numbers count.
    pub unit: Unit,
    /// A line to reach.
    pub goal: Option<f64>,
}

struct Size {
    class: &'static str,
    suffix: &'static str,
    width: f64,
    height: f64,
    names: bool,
}

const SIZES: [Size; 2] = [
    Size { class: "chart wide", suffix: "w", width: 560.0, height: 290.0, names: true },
    Size { class: "chart narrow", suffix: "n", width: 350.0, height: 270.0, names: false },
];
const DRAWN: usize = 4;

impl LineChart {
    /// Sentence, legend, picture and table.
    pub fn render(&self, catalogue: &Catalogue, lang: Lang) -> Markup {
        let all = || self.series.iter().take(DRAWN).flat_map(|s| s.values.iter().copied());
        let picture = all().any(|v| v.known().is_some()).then(|| {
            html! {
                @for size in &SIZES { (self.draw(size, catalogue, lang)) }
                (self.legend(catalogue, lang, all().any(|v| v == Value::TooFew)))
            }
        });
        let series: Vec<(&str, Vec<Value>)> =
            self.series.iter().map(|s| (s.name.as_str(), s.values.clone())).collect();
        let anything = self.series.iter().flat_map(|s| &s.values).any(|v| *v != Value::Missing);
        let table = anything.then(|| {
            value_table(catalogue, lang, &self.unit, &self.title, &self.axis, &self.labels, &series)
        });
        figure(catalogue, lang, &self.sentence, picture, table)
    }

    fn legend(&self, catalogue: &Catalogue, lang: Lang, few: bool) -> Markup {
        html! {
            @if self.series.len() > 1 || few {
                ul.legend aria-hidden="true" {
                    @for (i, series) in self.series.iter().take(DRAWN).enumerate() {
                        li {
                            svg width="44" height="16" viewBox="0 0 44 16" focusable="false" {
                                path class={ "ln s" (i + 1) } d="M2 8H42" {}
                                (marker(i, 22.0, 8.0))
                            }
                            (series.name)
                        }
                    }
                    @if few {
                        li {
                            svg.chart-few width="18" height="16" viewBox="0 0 18 16" focusable="false" { circle.few-mark cx="9" cy="8" r="5" {} }
                            (catalogue.text(lang, "web-too-few", &[]))
                        }
                    }
                }
            }
        }
    }

    fn draw(&self, size: &Size, catalogue: &Catalogue, lang: Lang) -> Markup {
        let drawn: Vec<&Series> = self.series.iter().take(DRAWN).collect();
        let known = drawn.iter().flat_map(|s| &s.values).filter_map(|v| v.known());
        let (max, whole) = known
            .chain(self.goal)
            .fold((0.0, true), |(max, whole): (f64, bool), v| (max.max(v), whole && v.fract() == 0.0));
        // Nobody asks half a time: what is counted in whole numbers is read on whole numbers.
        let (end, step) = match axis(max, self.unit == Unit::Percent) {
            (_, step) if whole && step < 1.0 => (max.max(1.0), 1.0),
            fine => fine,
        };
        // The unit's words would crowd the axis; only a percent sign stays.
        let tick_unit = if self.unit == Unit::Percent { Unit::Percent } else { Unit::Count };
        let ticks: Vec<(f64, String)> =
            lines(end, step).into_iter().map(|v| (v, tick_unit.format(v))).collect();
        let widest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0) as f64;
        let left = widest(&mut ticks.iter().map(|(_, t)| t.chars().count())) * 8.5 + 14.0;
        // Long names stay in the legend: in the margin they would take the room of the lines.
        let short = drawn.iter().all(|s| s.name.chars().count() <= 14);
        let ends = self.ends(&drawn, size.names && short && drawn.len() > 1);
        let right = widest(&mut ends.iter().map(|e| e.text.chars().count())).min(24.0) * 9.0 + 20.0;
        let (top, bottom) = (22.0, size.height - 30.0);
        let span = (size.width - left - right).max(1.0);
        let last = self.labels.len().saturating_sub(1).max(1) as f64;
        let x = |i: usize| left + i as f64 * span / last;
        let y = |v: f64| bottom - v.clamp(0.0, end) / end * (bottom - top);
        let picture = Picture {
            id: format!("{}-{}", self.id, size.suffix),
            class: size.class,
            title: &self.title,
            description: &self.sentence,
            width: size.width,
            height: size.height,
        };
        picture.draw(html! {
            @for (v, text) in &ticks {
                path class=(if *v == 0.0 { "base" } else { "gl" }) d={ "M" (c(left)) " " (c(y(*v))) "H" (c(size.width - right)) } {}
                text x=(c(left - 8.0)) y=(c(y(*v) + 5.0)) text-anchor="end" { (text) }
            }
            @for i in shown(&self.labels, span + 40.0) {
                text x=(c(inside(x(i), &self.labels[i], size.width))) y=(c(size.height - 6.0)) text-anchor="middle" { (self.labels[i]) }
            }
            @if let Some(goal) = self.goal {
                path.goal d={ "M" (c(left)) " " (c(y(goal))) "H" (c(size.width - right)) } {}
                text x=(c(left + 4.0)) y=(c(y(goal) - 6.0)) { (catalogue.text(lang, "web-goal", &[("value", self.unit.format(goal).into())])) }
            }
            @for (i, series) in drawn.iter().enumerate() {
                path class={ "ln s" (i + 1) } d=(path(&series.values, &x, &y)) {}
                @for (at, value) in series.values.iter().enumerate() {
                    @match value {
                        // A point alone between two gaps would be a line of no length.
                        Value::Known(v) if alone(&series.values, at) => (marker(i, x(at), y(*v))),
                        Value::TooFew => circle.few-mark cx=(c(x(at))) cy=(c(bottom - 7.0 - 3.0 * i as f64)) r="5" {},
                        _ => {},
                    }
                }
            }
            @for (label, at) in ends.iter().zip(spread(&ends.iter().map(|e| y(e.value)).collect::<Vec<_>>(), 18.0, top, bottom)) {
                (marker(label.series, x(label.at), y(label.value)))
                text.lab x=(c(x(label.at) + 12.0)) y=(c(at + 5.0)) { (label.text) }
            }
        })
    }

    fn ends(&self, drawn: &[&Series], names: bool) -> Vec<End> {
        let last_known =
            |s: &Series| s.values.iter().enumerate().rev().find_map(|(i, v)| v.known().map(|v| (i, v)));
        drawn
            .iter()
            .enumerate()
            .filter_map(|(series, s)| {
                let (at, value) = last_known(s)?;
                // A label stands in the margin only when the line reaches it; an older end would cover other lines.
                let text = match (at + 1 == self.labels.len(), names) {
                    (false, _) => String::new(),
                    (true, true) => format!("{} {}", s.name, self.unit.format(value)),
                    (true, false) => self.unit.format(value),
                };
                Some(End { series, at, value, text })
            })
            .collect()
    }
}

/// Where the middle of a label stands: at its point, or so far from the edge that no letter is cut off.
fn inside(x: f64, label: &str, width: f64) -> f64 {
    let half = (label.chars().count() as f64 * 4.5).min(width / 2.0);
    x.clamp(half, width - half)
}

struct End {
    series: usize,
    at: usize,
    value: f64,
    text: String,
}

/// Shortens a name for the picture; the legend and the table have it in full.
pub(super) fn clip(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let short: String = text.chars().take(most - 1).collect();
    format!("{}…", short.trim_end())
}

fn alone(values: &[Value], at: usize) -> bool {
    let known = |i: Option<usize>| i.and_then(|i| values.get(i)).is_some_and(|v| v.known().is_some());
    !known(at.checked_sub(1)) && !known(Some(at + 1))
}

fn path(values: &[Value], x: &impl Fn(usize) -> f64, y: &impl Fn(f64) -> f64) -> String {
    let mut d = String::new();
    let mut pen_down = false;
    for (i, value) in values.iter().enumerate() {
        let Some(v) = value.known() else {
            pen_down = false;
            continue;
        };
        // Writing into a String cannot fail.
        let _ = write!(d, "{}{} {}", if pen_down { 'L' } else { 'M' }, c(x(i)), c(y(v)));
        pen_down = true;
    }
    d
}

/// Dot, square, triangle, diamond: which series it is without colour.
fn marker(series: usize, x: f64, y: f64) -> Markup {
    let class = format!("mk s{}", series + 1);
    let shape = match series {
        0 => return html! { circle class=(class) cx=(c(x)) cy=(c(y)) r="5" {} },
        1 => "m-5-5h10v10h-10z",
        2 => "m0-6 6 11h-12z",
        _ => "m0-7 6 7-6 7-6-7z",
    };
    html! { path class=(class) d={ "M" (c(x)) " " (c(y)) (shape) } {} }
}

/// Moves labels apart so that none covers another, as near to their wish as can be.
fn spread(wish: &[f64], gap: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wish.len()).collect();
    order.sort_by(|a, b| wish[*a].total_cmp(&wish[*b]));
    let mut at = wish.to_vec();
    for pair in 1..order.len() {
        let (above, here) = (order[pair - 1], order[pair]);
        at[here] = at[here].max(at[above] + gap);
    }
    let mut limit = bottom + 4.0;
    for i in order.into_iter().rev() {
        at[i] = at[i].min(limit).max(top - 8.0);
        limit = at[i] - gap;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(series: Vec<(&str, Vec<Value>)>) -> LineChart {
        let labels = ["Jan", "Feb", "Mar", "Apr"].map(str::to_owned).to_vec();
        LineChart {
            id: "c1".into(),
            title: "People who got help".into(),
            sentence: "It went up.".into(),
            axis: "Month".into(),
            labels,
            series: series.into_iter().map(|(n, values)| Series { name: n.into(), values }).collect(),
            unit: Unit::Percent,
            goal: Some(80.0),
        }
    }

    fn known(values: [f64; 4]) -> Vec<Value> {
        values.into_iter().map(Value::Known).collect()
    }

    #[test]
    fn three_levels_sentence_picture_table() {
        let html = chart(vec![
            ("Food", known([52.0, 60.0, 70.0, 79.0])),
            ("Rides", known([40.0, 45.0, 50.0, 66.0])),
        ])
        .render(&Catalogue::shared(), Lang::En)
        .into_string();
        assert!(html.contains("<p class=\"key\">It went up.</p>"));
        assert_eq!(html.matches("role=\"img\"").count(), 2, "a wide and a narrow drawing");
        assert!(html.contains("aria-labelledby=\"c1-w-t c1-w-d\"") && html.contains("id=\"c1-n-d\""));
        assert!(html.contains("Food 79%") && html.contains("Goal: 80%"));
        assert!(
            html.contains("See the numbers in a table") && html.contains("<th scope=\"row\">Apr</th>"),
            "{html}"
        );
    }

    #[test]
    fn series_differ_by_more_than_colour() {
        let html = chart(vec![("A", known([1.0; 4])), ("B", known([2.0; 4])), ("C", known([3.0; 4]))])
            .render(&Catalogue::shared(), Lang::En)
            .into_string();
        assert!(html.contains("ln s1") && html.contains("ln s2") && html.contains("ln s3"));
        assert!(
            html.contains("<circle class=\"mk s1\"")
                && html.contains("h10v10h-10z")
                && html.contains("6 11h-12z")
        );
    }

    #[test]
    fn counts_are_read_on_whole_numbers_and_no_label_is_cut_off() {
        let mut counts = chart(vec![("Asked", known([0.0, 0.0, 1.0, 2.0]))]);
        (counts.unit, counts.goal) = (Unit::Count, None);
        counts.labels = ["Dec 2025 to Feb 2026"; 4].map(str::to_owned).to_vec();
        let html = counts.render(&Catalogue::shared(), Lang::En).into_string();
        assert!(!html.contains(">0.5<") && !html.contains(">1.5<"), "{html}");
        assert!(inside(350.0, "Sep 2026 – Nov 2026", 360.0) + 19.0 * 4.5 <= 360.0);
        assert!((inside(180.0, "Sep 2026", 360.0) - 180.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_missing_value_is_a_gap_and_never_a_zero() {
        let values = vec![Value::Known(50.0), Value::Known(50.0), Value::Missing, Value::Known(50.0)];
        let d = path(&values, &|i| i as f64, &|v| v);
        assert_eq!(d, "M0 50L1 50M3 50");
        assert!(alone(&values, 3) && !alone(&values, 1));
        let html = chart(vec![("Food", values)]).render(&Catalogue::shared(), Lang::En).into_string();
        assert!(html.contains("<span class=\"none\">No number</span>"));
        assert!(!html.contains(">0%</td>"));
    }

    #[test]
    fn too_few_is_marked_and_said() {
        let values = vec![Value::Known(50.0), Value::TooFew, Value::Known(60.0), Value::Known(50.0)];
        let html = chart(vec![("Food", values)]).render(&Catalogue::shared(), Lang::En).into_string();
        assert!(html.contains("few-mark") && html.contains("Too few to show"));
    }

    #[test]
    fn nothing_to_draw_is_said_in_words() {
        for values in [vec![], vec![Value::Missing; 4]] {
            let html = chart(vec![("Food", values)]).render(&Catalogue::shared(), Lang::En).into_string();
            assert!(html.contains("There are no numbers to draw yet.") && !html.contains("<svg"), "{html}");
        }
        let html = chart(vec![]).render(&Catalogue::shared(), Lang::Es).into_string();
        assert!(html.contains("Todavía no hay números para dibujar."));
    }

    #[test]
    fn labels_keep_their_distance() {
        let at = spread(&[100.0, 102.0, 101.0], 18.0, 20.0, 200.0);
        let mut sorted = at.clone();
        sorted.sort_by(f64::total_cmp);
        assert!(sorted.windows(2).all(|w| w[1] - w[0] >= 18.0 - 1e-9), "{at:?}");
        assert!(spread(&[199.0, 199.0], 18.0, 20.0, 200.0).iter().all(|y| *y <= 204.0));
    }
}

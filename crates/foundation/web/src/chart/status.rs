//! One bar of a hundred percent, cut into states.

use maud::{Markup, html};

use super::{Picture, Unit, Value, coordinate as c, figure, value_table};
use crate::messages::{Catalogue, Lang, number};
use crate::ui::Tone;

/// One state and how many are in it.
#[derive(Clone, Debug)]
pub struct StatusPart {
    /// Its name.
    pub label: String,
    /// How many.
    pub count: i64,
    /// How it is meant; none is neutral.
    pub tone: Option<Tone>,
}

/// How many are in each state. Parts without anybody are left out of the picture and kept in the table.
#[derive(Clone, Debug)]
pub struct StatusBar {
    /// An id that is unique on the page.
    pub id: String,
    /// What it shows, as a caption.
    pub title: String,
    /// What it says, in one sentence.
    pub sentence: String,
    /// Names of the two columns of the table: the state and the number.
    pub columns: (String, String),
    /// The states, in their order.
    pub parts: Vec<StatusPart>,
}

fn class(part: &StatusPart) -> &'static str {
    part.tone.map_or("rest", Tone::class)
}

impl StatusBar {
    /// Sentence, picture, legend and table.
    pub fn render(&self, catalogue: &Catalogue, lang: Lang) -> Markup {
        let total: i64 = self.parts.iter().map(|p| p.count.max(0)).sum();
        let picture = (total > 0).then(|| {
            html! {
                (patterns(&self.id))
                (self.draw(total, true)) (self.draw(total, false))
                ul.legend aria-hidden="true" {
                    @for (i, part) in self.parts.iter().enumerate().filter(|(_, p)| p.count > 0) {
                        li {
                            svg width="28" height="18" focusable="false" { (self.segment(i, part, 0.0, 28.0, 18.0)) }
                            (part.label) ": " (number(part.count))
                        }
                    }
                }
            }
        });
        let labels: Vec<String> = self.parts.iter().map(|p| p.label.clone()).collect();
        let values = vec![(
            self.columns.1.as_str(),
            self.parts.iter().map(|p| Value::Known(p.count as f64)).collect(),
        )];
        let table = (total > 0).then(|| {
            value_table(catalogue, lang, &Unit::Count, &self.title, &self.columns.0, &labels, &values)
        });
        figure(catalogue, lang, &self.sentence, picture, table)
    }

    fn segment(&self, i: usize, part: &StatusPart, x: f64, width: f64, height: f64) -> Markup {
        html! {
            rect class={ "seg " (class(part)) } x=(c(x)) width=(c(width)) height=(c(height)) rx="3" {}
            // Neighbours differ in hatching too: none, rising lines, dots.
            @if !i.is_multiple_of(3) { rect x=(c(x)) width=(c(width)) height=(c(height)) rx="3" fill={ "url(#" (self.id) "-h" (i % 3) ")" } {} }
        }
    }

    fn draw(&self, total: i64, wide: bool) -> Markup {
        let (width, height) = if wide { (560.0, 44.0) } else { (350.0, 44.0) };
        let picture = Picture {
            id: format!("{}-{}", self.id, if wide { "w" } else { "n" }),
            class: if wide { "chart wide" } else { "chart narrow" },
            title: &self.title,
            description: &self.sentence,
            width,
            height,
        };
        let mut x = 0.0;
        let segments: Vec<Markup> = self
            .parts
            .iter()
            .enumerate()
            .filter(|(_, part)| part.count > 0)
            .map(|(i, part)| {
                let length = part.count as f64 / total as f64 * width;
                let drawn = self.segment(i, part, x, length, height);
                x += length;
                drawn
            })
            .collect();
        picture.draw(html! { @for segment in &segments { (segment) } })
    }
}

fn patterns(id: &str) -> Markup {
    html! {
        svg.sprite width="0" height="0" aria-hidden="true" focusable="false" {
            defs {
                pattern id={ (id) "-h1" } width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" { path.hatch d="M0 0V8" {} }
                pattern id={ (id) "-h2" } width="8" height="8" patternUnits="userSpaceOnUse" { circle.hatch-dot cx="4" cy="4" r="1.6" {} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(counts: &[i64]) -> String {
        let names = ["Completed", "Under way", "Late", "Declined"];
        let tones = [Some(Tone::Ok), Some(Tone::Soon), Some(Tone::Late), None];
        StatusBar {
            id: "s1".into(),
            title: "Referrals".into(),
            sentence: "Most are done.".into(),
            columns: ("State".into(), "Referrals".into()),
            parts: counts
                .iter()
                .enumerate()
                .map(|(i, n)| StatusPart { label: names[i].into(), count: *n, tone: tones[i] })
                .collect(),
        }
        .render(&Catalogue::shared(), Lang::En)
        .into_string()
    }

    #[test]
    fn the_parts_fill_the_bar_and_the_legend_counts_them() {
        let html = bar(&[60, 30, 10, 0]);
        assert!(
            html.contains("width=\"336\"") && html.contains("width=\"168\"") && html.contains("width=\"56\"")
        );
        assert!(html.contains("Under way: 30") && !html.contains("Declined: 0"));
        assert!(html.contains("<th scope=\"row\">Declined</th>"), "the table keeps the empty state");
        assert!(html.contains("url(#s1-h1)"), "neighbours differ without colour");
    }

    #[test]
    fn nobody_is_said_in_words() {
        let html = bar(&[0, 0]);
        assert!(html.contains("There are no numbers to draw yet.") && !html.contains("<svg"));
    }
}

//! A bar chart: one bar for each thing, longest first or in the order given.

use maud::{Markup, html};

use super::line::clip;
use super::scale::axis;
use super::{Picture, Unit, Value, coordinate as c, figure, value_table, words};
use crate::messages::{Catalogue, Lang};

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// How long it is.
    pub value: Value,
}

/// Horizontal bars, because names are words and words are wide.
#[derive(Clone, Debug)]
pub struct BarChart {
    /// An id that is unique on the page.
    pub id: String,
    /// What it shows, as a caption.
    pub title: String,
    /// What it says, in one sentence.
    pub sentence: String,
    /// Names of the two columns of the table: the thing and the number.
    pub columns: (String, String),
    /// The bars, from top to bottom.
    pub bars: Vec<Bar>,
    /// What the numbers count.
    pub unit: Unit,
}

impl BarChart {
    /// Sentence, picture and table.
    pub fn render(&self, catalogue: &Catalogue, lang: Lang) -> Markup {
        let picture = self.bars.iter().any(|b| b.value.known().is_some()).then(|| {
            html! { (self.draw(true, catalogue, lang)) (self.draw(false, catalogue, lang)) }
        });
        let labels: Vec<String> = self.bars.iter().map(|b| b.label.clone()).collect();
        let values = vec![(self.columns.1.as_str(), self.bars.iter().map(|b| b.value).collect())];
        let anything = self.bars.iter().any(|b| b.value != Value::Missing);
        let table = anything.then(|| {
            value_table(catalogue, lang, &self.unit, &self.title, &self.columns.0, &labels, &values)
        });
        figure(catalogue, lang, &self.sentence, picture, table)
    }

    /// Wide: the name before the bar. Narrow: the name above it.
    fn draw(&self, wide: bool, catalogue: &Catalogue, lang: Lang) -> Markup {
        let (width, row, bar) = if wide { (560.0, 34.0, 20.0) } else { (350.0, 52.0, 18.0) };
        let longest = self.bars.iter().map(|b| clip(&b.label, 30).chars().count()).max().unwrap_or(0) as f64;
        let left = if wide { (longest * 8.8 + 14.0).min(280.0) } else { 0.0 };
        let text = |b: &Bar| words(catalogue, lang, &self.unit, b.value);
        let right =
            self.bars.iter().filter(|b| b.value.known().is_some()).map(|b| text(b).chars().count()).max();
        let right = right.unwrap_or(0) as f64 * 9.0 + 16.0;
        let greatest = self.bars.iter().filter_map(|b| b.value.known()).fold(0.0, f64::max);
        let (end, _) = axis(greatest, self.unit == Unit::Percent);
        let span = (width - left - right).max(1.0);
        let picture = Picture {
            id: format!("{}-{}", self.id, if wide { "w" } else { "n" }),
            class: if wide { "chart wide" } else { "chart narrow" },
            title: &self.title,
            description: &self.sentence,
            width,
            height: self.bars.len() as f64 * row + 4.0,
        };
        picture.draw(html! {
            @for (i, b) in self.bars.iter().enumerate() {
                @let top = i as f64 * row + if wide { (row - bar) / 2.0 } else { 24.0 };
                @let middle = top + bar / 2.0 + 5.0;
                @if wide { text.lab x=(c(left - 10.0)) y=(c(middle)) text-anchor="end" { (clip(&b.label, 30)) } }
                @else { text.lab x="0" y=(c(top - 7.0)) { (clip(&b.label, 38)) } }
                @match b.value.known() {
                    Some(v) => {
                        rect.br.track x=(c(left)) y=(c(top)) width=(c(span)) height=(c(bar)) rx="3" {}
                        // Even the smallest number is seen; zero is a number too and has no bar.
                        rect.br.s1 x=(c(left)) y=(c(top)) width=(c(if v > 0.0 { (v / end * span).max(3.0) } else { 0.0 })) height=(c(bar)) rx="3" {}
                        text.lab x=(c(left + span + 8.0)) y=(c(middle)) { (text(b)) }
                    },
                    None => {
                        rect.few x=(c(left + 1.0)) y=(c(top)) width=(c(span - 2.0)) height=(c(bar)) rx="3" {}
                        text x=(c(left + 10.0)) y=(c(middle)) { (text(b)) }
                    },
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(values: &[(&str, Value)]) -> String {
        BarChart {
            id: "b1".into(),
            title: "Needs asked for".into(),
            sentence: "Food is asked for most.".into(),
            columns: ("Need".into(), "People".into()),
            bars: values.iter().map(|(l, v)| Bar { label: (*l).into(), value: *v }).collect(),
            unit: Unit::Count,
        }
        .render(&Catalogue::shared(), Lang::En)
        .into_string()
    }

    #[test]
    fn bars_are_named_and_numbered_in_both_drawings() {
        let html = chart(&[("Food", Value::Known(120.0)), ("Rides", Value::Known(0.0))]);
        assert_eq!(html.matches("role=\"img\"").count(), 2);
        assert_eq!(html.matches(">Food</text>").count(), 2);
        assert_eq!(html.matches(">120</text>").count(), 2);
        assert!(html.contains("<td class=\"num\">120</td>"), "{html}");
        assert!(html.contains("width=\"0\""), "zero has no bar");
    }

    #[test]
    fn too_few_and_unknown_are_words_in_a_dashed_frame() {
        let html = chart(&[("Food", Value::Known(50.0)), ("HIV", Value::TooFew), ("Rides", Value::Missing)]);
        assert!(html.contains("rect class=\"few\""));
        assert!(html.contains(">Too few to show</text>") && html.contains(">No number</text>"));
    }

    #[test]
    fn nothing_to_draw_is_said_in_words() {
        assert!(chart(&[]).contains("There are no numbers to draw yet."));
        let hidden = chart(&[("HIV", Value::TooFew)]);
        assert!(!hidden.contains("<svg") && hidden.contains("Too few to show"), "the table still says why");
    }

    #[test]
    fn long_names_are_short_in_the_picture_and_whole_in_the_table() {
        let name = "Help with a very long and complicated household situation";
        let html = chart(&[(name, Value::Known(3.0))]);
        assert!(html.contains("…</text>") && html.contains(&format!("<th scope=\"row\">{name}</th>")));
    }
}

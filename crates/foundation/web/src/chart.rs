//! Charts, drawn on the server in three levels: a sentence that says what they show, the table behind them, and the
//! picture.
//!
//! The picture comes in a wide and a narrow drawing (the style sheet shows the one that fits), so its letters never
//! shrink. Series differ in dash and marker as well as in colour. A missing value is a gap and never a zero; a value
//! that may not be shown because it counts too few people is marked as such. A chart without a single number to draw
//! says so in words instead of showing an empty frame.

use maud::{Markup, html};

use crate::messages::{Catalogue, Lang, number};
use crate::ui::{Col, Table};

mod bars;
mod line;
mod scale;
mod status;
mod waterfall;

pub use bars::{Bar, BarChart};
pub use line::{LineChart, Series};
pub use status::{StatusBar, StatusPart};
pub use waterfall::{Step, Waterfall};

/// One value of a figure. What is not known is told apart from zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Known(f64),
    /// Nobody asked, or the source has none.
    Missing,
    /// There is a number, but it counts too few people to be shown.
    TooFew,
}

impl Value {
    /// The number, if there is one to show.
    pub fn known(self) -> Option<f64> {
        match self {
            Value::Known(v) if v.is_finite() => Some(v),
            _ => None,
        }
    }
}

impl From<Option<f64>> for Value {
    fn from(value: Option<f64>) -> Value {
        value.map_or(Value::Missing, Value::Known)
    }
}

/// What the numbers count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Of a hundred; drawn on a scale to 100 where it fits.
    Percent,
    /// Things or people.
    Count,
    /// Anything else; the words stand after the number ("days").
    Named(String),
}

impl Unit {
    /// A number with its unit, as short as it may be: "71%", "1,234", "2.1 days".
    pub fn format(&self, value: f64) -> String {
        let rounded = (value * 10.0).round() / 10.0;
        let text = if (rounded - rounded.round()).abs() < 1e-9 || rounded.abs() >= 1000.0 {
            // Safe: figures of a partnership are far below 2^53.
            number(rounded.round() as i64)
        } else {
            format!("{rounded:.1}")
        };
        match self {
            Unit::Percent => format!("{text}%"),
            Unit::Count => text,
            Unit::Named(words) => format!("{text} {words}"),
        }
    }
}

/// The words for a value.
pub(crate) fn words(catalogue: &Catalogue, lang: Lang, unit: &Unit, value: Value) -> String {
    match value {
        Value::Known(v) => unit.format(v),
        Value::Missing => catalogue.text(lang, "web-no-number", &[]),
        Value::TooFew => catalogue.text(lang, "web-too-few", &[]),
    }
}

/// The frame of a picture: title and description for screen readers, the drawing hidden from them.
pub(crate) struct Picture<'a> {
    pub(crate) id: String,
    pub(crate) class: &'a str,
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Picture<'_> {
    pub(crate) fn draw(&self, drawing: Markup) -> Markup {
        let view = format!("0 0 {} {}", coordinate(self.width), coordinate(self.height));
        html! {
            svg class=(self.class) viewBox=(view) role="img" aria-labelledby={ (self.id) "-t " (self.id) "-d" } {
                title id={ (self.id) "-t" } { (self.title) }
                desc id={ (self.id) "-d" } { (self.description) }
                g aria-hidden="true" { (drawing) }
            }
        }
    }
}

/// A coordinate with one decimal at most: a tenth of a pixel is finer than anybody sees.
pub(crate) fn coordinate(v: f64) -> String {
    let rounded = (v * 10.0).round() / 10.0;
    if rounded.fract() == 0.0 { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}

/// Sentence, picture and table together. `picture` is none when there is nothing to draw.
pub(crate) fn figure(
    catalogue: &Catalogue,
    lang: Lang,
    sentence: &str,
    picture: Option<Markup>,
    table: Option<Table>,
) -> Markup {
    html! {
        figure.viz {
            p.key { (sentence) }
            @match picture {
                Some(picture) => (picture),
                None => p.m { (catalogue.text(lang, "web-chart-empty", &[])) },
            }
            @if let Some(table) = table {
                details {
                    summary { (catalogue.text(lang, "web-show-table", &[])) }
                    (table.scrolling())
                }
            }
        }
    }
}

/// A table of one row for each label and one column for each series.
pub(crate) fn value_table(
    catalogue: &Catalogue,
    lang: Lang,
    unit: &Unit,
    caption: &str,
    first: &str,
    labels: &[String],
    series: &[(&str, Vec<Value>)],
) -> Table {
    let cols = std::iter::once(Col::text(first)).chain(series.iter().map(|(name, _)| Col::number(*name)));
    let mut table = Table::new(caption, cols);
    for (i, label) in labels.iter().enumerate() {
        let cells = series.iter().map(|(_, values)| {
            let value = values.get(i).copied().unwrap_or(Value::Missing);
            let text = words(catalogue, lang, unit, value);
            match value {
                Value::Known(_) => html! { (text) },
                Value::Missing | Value::TooFew => html! { span.none { (text) } },
            }
        });
        table.push(std::iter::once(html! { (label) }).chain(cells));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_may_be() {
        assert_eq!(Unit::Percent.format(71.0), "71%");
        assert_eq!(Unit::Percent.format(13.44), "13.4%");
        assert_eq!(Unit::Count.format(1234.0), "1,234");
        assert_eq!(Unit::Named("days".into()).format(2.1), "2.1 days");
        assert_eq!(coordinate(1.04), "1");
        assert_eq!(coordinate(1.06), "1.1");
    }

    #[test]
    fn unknown_is_said_in_words() {
        let c = Catalogue::shared();
        assert_eq!(words(&c, Lang::En, &Unit::Count, Value::Missing), "No number");
        assert_eq!(words(&c, Lang::Es, &Unit::Count, Value::TooFew), "Muy pocos para mostrar");
        assert_eq!(Value::from(None), Value::Missing);
        assert_eq!(Value::Known(f64::NAN).known(), None);
    }
}

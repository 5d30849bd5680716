//! Areas coloured by a figure.

use maud::{Markup, html};

use super::{Area, Projection, c};
use crate::chart::{Picture, Unit, Value, figure, value_table, words};
use crate::messages::{Catalogue, Lang};

/// The figure of one area.
#[derive(Clone, Debug)]
pub struct AreaValue {
    /// The area's name; it is placed by this name, whatever the case of its letters.
    pub name: String,
    /// Its figure.
    pub value: Value,
}

/// A map of areas in up to five classes. Class is colour, hatching and a legend in words; every area that the shapes
/// do not have is listed by name, so that nothing is lost without a word.
#[derive(Clone, Debug)]
pub struct AreaMap {
    /// An id that is unique on the page.
    pub id: String,
    /// What it shows, as a caption.
    pub title: String,
    /// What it says, in one sentence.
    pub sentence: String,
    /// The shapes.
    pub areas: Vec<Area>,
    /// The figures.
    pub values: Vec<AreaValue>,
    /// What the numbers count.
    pub unit: Unit,
    /// Lower bounds of the second and further classes, rising; at most four. See [`class_breaks`].
    pub breaks: Vec<f64>,
    /// The area to set off with a heavy line, if any.
    pub home: Option<String>,
}

/// Round bounds for up to five classes over these figures, evenly spaced (so the colours mean amounts, not ranks).
pub fn class_breaks(values: impl IntoIterator<Item = Value>) -> Vec<f64> {
    let known: Vec<f64> = values.into_iter().filter_map(Value::known).collect();
    let (low, high) = known.iter().fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(*v), h.max(*v)));
    if known.len() < 2 || high <= low {
        return Vec::new();
    }
    let rough = (high - low) / 5.0;
    let power = 10f64.powf(rough.log10().floor());
    let step =
        [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= rough).unwrap_or(10.0 * power);
    let first = (low / step).floor() * step + step;
    (0..4).map(|i| first + f64::from(i) * step).filter(|b| *b <= high).collect()
}

impl AreaMap {
    /// Sentence, picture, legend, the areas that are not on the map, and the table.
    pub fn render(&self, catalogue: &Catalogue, lang: Lang) -> Markup {
        let any = self.values.iter().any(|v| v.value.known().is_some() && self.shape(&v.name).is_some());
        let lost: Vec<&AreaValue> = self.values.iter().filter(|v| self.shape(&v.name).is_none()).collect();
        let picture = any.then(|| {
            html! {
                (patterns(&self.id))
                (self.draw(true, catalogue, lang)) (self.draw(false, catalogue, lang))
                (self.legend(catalogue, lang))
            }
        });
        let names: Vec<String> = self.values.iter().map(|v| v.name.clone()).collect();
        let column = catalogue.text(lang, "web-number", &[]);
        let series = vec![(column.as_str(), self.values.iter().map(|v| v.value).collect())];
        let first = catalogue.text(lang, "web-area", &[]);
        let table = (!self.values.is_empty())
            .then(|| value_table(catalogue, lang, &self.unit, &self.title, &first, &names, &series));
        html! {
            (figure(catalogue, lang, &self.sentence, picture, table))
            @if !lost.is_empty() {
                p { (catalogue.text(lang, "web-map-unmatched", &[("n", lost.len().into())])) }
                ul { @for v in &lost { li { (v.name) ": " (words(catalogue, lang, &self.unit, v.value)) } } }
            }
        }
    }

    fn shape(&self, name: &str) -> Option<&Area> {
        let wanted = name.trim().to_lowercase();
        self.areas.iter().find(|area| area.name.trim().to_lowercase() == wanted)
    }

    fn value(&self, area: &Area) -> Value {
        let wanted = area.name.trim().to_lowercase();
        self.values
            .iter()
            .find(|v| v.name.trim().to_lowercase() == wanted)
            .map_or(Value::Missing, |v| v.value)
    }

    /// 1 to 5, or 0 without a number to show.
    fn class(&self, value: Value) -> usize {
        value.known().map_or(0, |v| 1 + self.breaks.iter().take(4).filter(|b| v >= **b).count())
    }

    fn draw(&self, wide: bool, catalogue: &Catalogue, lang: Lang) -> Markup {
        let width = if wide { 560.0 } else { 350.0 };
        let points = self.areas.iter().flat_map(|a| a.rings.iter().flatten().copied());
        let Some(projection) = Projection::fit(points, width, 6.0) else { return html! {} };
        let picture = Picture {
            id: format!("{}-{}", self.id, if wide { "w" } else { "n" }),
            class: if wide { "map wide" } else { "map narrow" },
            title: &self.title,
            description: &self.sentence,
            width,
            height: projection.height,
        };
        let home = self.home.as_deref().and_then(|name| self.shape(name));
        picture.draw(html! {
            @for area in &self.areas {
                @let class = self.class(self.value(area));
                @let outline = projection.outline(area);
                path class={ "q q" (class) } d=(outline) {}
                @if class > 1 { path.over d=(outline) fill={ "url(#" (self.id) "-t" (class) ")" } {} }
            }
            @if let Some(home) = home { path.here d=(projection.outline(home)) {} }
            @for area in &self.areas {
                @if let Some((x, y, span)) = projection.label(area) {
                    // A name that does not fit would run into its neighbour; the table has it.
                    @if area.name.chars().count() as f64 * 8.2 < span {
                        text.maplab x=(c(x)) y=(c(y - 3.0)) text-anchor="middle" { (area.name) }
                        text.maplab x=(c(x)) y=(c(y + 15.0)) text-anchor="middle" { (self.short(self.value(area), span, catalogue, lang)) }
                    }
                }
            }
        })
    }

    fn short(&self, value: Value, span: f64, catalogue: &Catalogue, lang: Lang) -> String {
        let text = words(catalogue, lang, &self.unit, value);
        if text.chars().count() as f64 * 8.2 < span {
            text
        } else {
            value.known().map_or("–".into(), |v| Unit::Count.format(v))
        }
    }

    fn legend(&self, catalogue: &Catalogue, lang: Lang) -> Markup {
        let format = |v: f64| self.unit.format(v);
        let t = |key, args: &[(&str, String)]| {
            let args: Vec<_> = args.iter().map(|(n, v)| (*n, v.as_str().into())).collect();
            catalogue.text(lang, key, &args)
        };
        let breaks: Vec<f64> = self.breaks.iter().take(4).copied().collect();
        let mut classes: Vec<String> = Vec::new();
        if let (Some(first), Some(last)) = (breaks.first(), breaks.last()) {
            classes.push(t("web-class-under", &[("value", format(*first))]));
            for pair in breaks.windows(2) {
                classes.push(t("web-class-between", &[("from", format(pair[0])), ("to", format(pair[1]))]));
            }
            classes.push(t("web-class-over", &[("value", format(*last))]));
        }
        let has = |wanted: Value| self.areas.iter().any(|a| self.value(a) == wanted);
        let unknown = [(Value::Missing, "web-no-number"), (Value::TooFew, "web-too-few")];
        html! {
            ul.legend aria-hidden="true" {
                @for (i, class) in classes.iter().enumerate() {
                    li {
                        svg width="28" height="18" focusable="false" {
                            rect class={ "q q" (i + 1) } width="28" height="18" rx="3" {}
                            @if i > 0 { rect.over width="28" height="18" rx="3" fill={ "url(#" (self.id) "-t" (i + 1) ")" } {} }
                        }
                        (class)
                    }
                }
                @for (_, key) in unknown.into_iter().filter(|(value, _)| has(*value)) {
                    li {
                        svg width="28" height="18" focusable="false" { rect.q.q0 x="1" y="1" width="26" height="16" rx="3" {} }
                        (catalogue.text(lang, key, &[]))
                    }
                }
            }
        }
    }
}

/// Hatching: `ID-t2..5` lies lightly over the colours; `p1..p5` stand in for them where there are none (forced
/// colours, print). They live in a drawing of their own because those of a hidden drawing do not work.
fn patterns(id: &str) -> Markup {
    let light = ["", "", "M0 6h12", "M0 3h12M0 9h12", "M6 0v12M0 6h12", "M3 0v12M9 0v12M0 3h12M0 9h12"];
    let heavy = ["", "0", "1", "2", "3.2", "4.8"];
    html! {
        svg.sprite width="0" height="0" aria-hidden="true" focusable="false" {
            defs {
                @for (class, lines) in light.iter().enumerate().skip(2) {
                    pattern id={ (id) "-t" (class) } width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" { path.ht d=(lines) {} }
                }
                @for (class, width) in heavy.iter().enumerate().skip(1) {
                    pattern id={ "p" (class) } width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                        rect.pb width="6" height="6" {}
                        rect.pf width=(width) height="6" {}
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Point;
    use super::*;

    fn square(name: &str, west: f64) -> Area {
        let corners = [(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1)];
        Area {
            name: name.into(),
            rings: vec![corners.iter().map(|(x, y)| Point::new(west + x, 40.0 + y)).collect()],
        }
    }

    fn map(values: &[(&str, Value)]) -> String {
        let values: Vec<AreaValue> =
            values.iter().map(|(n, v)| AreaValue { name: (*n).into(), value: *v }).collect();
        AreaMap {
            id: "a1".into(),
            title: "Asked for a ride".into(),
            sentence: "Northside asks most.".into(),
            areas: vec![square("Northside", -76.0), square("Harbor", -75.9)],
            breaks: class_breaks(values.iter().map(|v| v.value)),
            values,
            unit: Unit::Percent,
            home: Some("Harbor".into()),
        }
        .render(&Catalogue::shared(), Lang::En)
        .into_string()
    }

    #[test]
    fn class_is_colour_hatching_and_words() {
        let html = map(&[("northside", Value::Known(30.0)), ("Harbor", Value::Known(12.0))]);
        assert!(html.contains("class=\"q q5\"") && html.contains("class=\"q q1\""), "{html}");
        assert!(html.contains("url(#a1-t5)") && html.contains("id=\"a1-t5\""));
        assert!(html.contains("Under 15%") && html.contains("30% or more"), "{html}");
        assert!(html.contains(">Northside</text>") && html.contains("class=\"here\""));
    }

    #[test]
    fn an_area_that_cannot_be_placed_is_listed() {
        let html = map(&[("Northside", Value::Known(3.0)), ("Atlantis", Value::Known(9.0))]);
        assert!(html.contains("One area is not on the map:") && html.contains("<li>Atlantis: 9%</li>"));
    }

    #[test]
    fn too_few_has_no_class_and_no_number() {
        let html = map(&[("Northside", Value::TooFew), ("Harbor", Value::Known(12.0))]);
        assert!(html.contains("class=\"q q0\"") && html.contains("Too few to show"));
    }

    #[test]
    fn nothing_to_draw_is_said_in_words() {
        let html = map(&[]);
        assert!(html.contains("There are no numbers to draw yet.") && !html.contains("<svg"));
    }

    #[test]
    fn bounds_are_round_and_rise() {
        assert_eq!(class_breaks([8.5, 18.1, 13.4].map(Value::Known)), vec![10.0, 12.0, 14.0, 16.0]);
        assert_eq!(class_breaks([5.0, 5.0].map(Value::Known)), Vec::<f64>::new());
        assert_eq!(class_breaks([Value::Missing]), Vec::<f64>::new());
    }
}

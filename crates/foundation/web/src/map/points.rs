//! Places as numbered pins; the list beside the map has the same numbers.

use maud::{Markup, html};

use super::{Area, Point, Projection, c};
use crate::chart::{Picture, figure};
use crate::messages::{Catalogue, Lang};

/// A place with its number in the list.
#[derive(Clone, Debug)]
pub struct Pin {
    /// What stands in the pin.
    pub number: usize,
    /// Where it is. Places that must not be shown (a shelter) must not get here.
    pub at: Point,
}

/// A map of places. It is a picture: everything that can be done with a place is done in the list.
#[derive(Clone, Debug)]
pub struct PointsMap {
    /// An id that is unique on the page.
    pub id: String,
    /// What it shows, as a caption.
    pub title: String,
    /// What it says, in one sentence.
    pub sentence: String,
    /// The districts underneath; may be empty.
    pub areas: Vec<Area>,
    /// The places.
    pub pins: Vec<Pin>,
    /// The place that distances are counted from, with its words ("ZIP 10601").
    pub here: Option<(Point, String)>,
}

const RADIUS: f64 = 14.0;

impl PointsMap {
    /// Sentence and picture. Without a place that can be drawn it says so in words; a single place without districts
    /// or a point to compare it with renders nothing.
    pub fn render(&self, catalogue: &Catalogue, lang: Lang) -> Markup {
        // One place with nothing around it would be a dot in an empty box, which tells nobody where it is.
        let around = self.here.is_some() || !self.areas.is_empty();
        if self.pins.len() == 1 && !around {
            return html! {};
        }
        if !self.pins.iter().any(|pin| pin.at.is_valid()) {
            return html! { figure.viz { p.key { (self.sentence) } p.m { (catalogue.text(lang, "web-map-empty", &[])) } } };
        }
        let picture = html! { (self.draw(true, catalogue, lang)) (self.draw(false, catalogue, lang)) p.m { (catalogue.text(lang, "web-map-pins", &[])) } };
        figure(catalogue, lang, &self.sentence, Some(picture), None)
    }

    fn draw(&self, wide: bool, catalogue: &Catalogue, lang: Lang) -> Markup {
        let width = if wide { 560.0 } else { 350.0 };
        let here = self.here.as_ref().map(|(at, _)| *at);
        let places: Vec<Point> =
            self.pins.iter().map(|p| p.at).chain(here).filter(|p| p.is_valid()).collect();
        // The map shows the places and the whole of every district that holds one, so that its name can be read;
        // other districts give them ground and may reach beyond the edge.
        let around = self.areas.iter().filter(|area| places.iter().any(|p| area.holds(*p)));
        let places =
            places.iter().copied().chain(around.flat_map(|area| area.rings.iter().flatten().copied()));
        let Some(projection) = Projection::fit(places, width, 30.0) else { return html! {} };
        let at = apart(&self.pins.iter().map(|p| projection.at(p.at)).collect::<Vec<_>>(), &projection);
        let (miles, length) = projection.scale_bar();
        let (right, below) = (projection.width - 2.0, projection.height + 20.0);
        let picture = Picture {
            id: format!("{}-{}", self.id, if wide { "w" } else { "n" }),
            class: if wide { "map wide" } else { "map narrow" },
            title: &self.title,
            description: &self.sentence,
            width,
            height: projection.height + 30.0,
        };
        picture.draw(html! {
            rect.sea width=(c(projection.width)) height=(c(projection.height)) rx="10" {}
            @for area in &self.areas { path.land d=(projection.outline(area)) {} }
            @for area in &self.areas {
                @if let Some((x, y, span)) = projection.label(area) {
                    @if fits(&area.name, span) && inside(x, y, &projection) && clear(x, y, &at) {
                        text.area x=(c(x)) y=(c(y)) text-anchor="middle" { (area.name) }
                    }
                }
            }
            @if let Some((point, words)) = self.here.as_ref().filter(|(p, _)| p.is_valid()) {
                @let (x, y) = projection.at(*point);
                path.here d={ "M" (c(x)) " " (c(y - 9.0)) "v18m-9-9h18" } {}
                text.maplab x=(c(x)) y=(c(y - 14.0)) text-anchor="middle" { (words) }
            }
            @for (pin, (x, y)) in self.pins.iter().zip(&at).filter(|(pin, _)| pin.at.is_valid()) {
                circle.dot cx=(c(*x)) cy=(c(*y)) r=(c(RADIUS)) {}
                text.pn x=(c(*x)) y=(c(y + 5.0)) text-anchor="middle" { (pin.number) }
            }
            path.rule d={ "M" (c(right - length)) " " (c(below - 6.0)) "v6h" (c(length)) "v-6" } {}
            text x=(c(right - length - 8.0)) y=(c(below)) text-anchor="end" { (catalogue.text(lang, "web-map-scale", &[("n", miles.into())])) }
        })
    }
}

fn fits(name: &str, width: f64) -> bool {
    name.chars().count() as f64 * 7.5 < width
}

fn inside(x: f64, y: f64, p: &Projection) -> bool {
    (50.0..=p.width - 50.0).contains(&x) && (16.0..=p.height - 12.0).contains(&y)
}

fn clear(x: f64, y: f64, pins: &[(f64, f64)]) -> bool {
    pins.iter().all(|(px, py)| (px - x).abs() > 46.0 || (py - y).abs() > RADIUS + 8.0)
}

/// Moves pins that would hide each other a little apart, and keeps them in the drawing. A pin that stands a few
/// pixels off is better than a number that cannot be read.
fn apart(wish: &[(f64, f64)], p: &Projection) -> Vec<(f64, f64)> {
    let mut at = wish.to_vec();
    let least = 2.0 * RADIUS + 2.0;
    for _ in 0..40 {
        let mut moved = false;
        for i in 0..at.len() {
            for j in 0..i {
                let (mut dx, mut dy) = (at[i].0 - at[j].0, at[i].1 - at[j].1);
                let mut distance = dx.hypot(dy);
                if distance >= least || !distance.is_finite() {
                    continue;
                }
                if distance < 0.01 {
                    // Exactly on top of each other: the number decides the direction, so that it is always the same.
                    (dx, dy) = (((i * 7) as f64).cos(), ((i * 7) as f64).sin());
                    distance = 1.0;
                }
                let push = (least - distance.min(least)) / 2.0 + 0.1;
                let (ux, uy) = (dx / distance * push, dy / distance * push);
                at[i] = (at[i].0 + ux, at[i].1 + uy);
                at[j] = (at[j].0 - ux, at[j].1 - uy);
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    let edge = RADIUS + 3.0;
    at.iter().map(|(x, y)| (x.clamp(edge, p.width - edge), y.clamp(edge, p.height - edge))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(pins: &[(f64, f64)]) -> PointsMap {
        PointsMap {
            id: "m1".into(),
            title: "Places with food".into(),
            sentence: "Three places are near you.".into(),
            areas: vec![],
            pins: pins
                .iter()
                .enumerate()
                .map(|(i, (lon, lat))| Pin { number: i + 1, at: Point::new(*lon, *lat) })
                .collect(),
            here: Some((Point::new(-76.0, 40.0), "ZIP 10601".into())),
        }
    }

    #[test]
    fn every_place_has_its_number_in_both_drawings() {
        let html =
            map(&[(-76.01, 40.01), (-75.99, 40.02)]).render(&Catalogue::shared(), Lang::En).into_string();
        assert_eq!(html.matches("class=\"dot\"").count(), 4);
        assert_eq!(html.matches(">2</text>").count(), 2);
        assert!(html.contains("ZIP 10601") && html.contains("mile"), "{html}");
    }

    #[test]
    fn places_at_one_address_do_not_hide_each_other() {
        let projection = Projection::fit([Point::new(-76.0, 40.0)].into_iter(), 640.0, 42.0).unwrap();
        let at = apart(&[(320.0, 200.0); 6], &projection);
        for i in 0..at.len() {
            for j in 0..i {
                let d = (at[i].0 - at[j].0).hypot(at[i].1 - at[j].1);
                assert!(d > 2.0 * RADIUS - 2.0, "{i} and {j} are {d} apart");
            }
        }
    }

    #[test]
    fn one_place_with_nothing_around_it_is_no_map() {
        let mut alone = map(&[(-76.0, 40.0)]);
        assert!(alone.render(&Catalogue::shared(), Lang::En).into_string().contains("<svg"));
        alone.here = None;
        assert_eq!(alone.render(&Catalogue::shared(), Lang::En).into_string(), "");
    }

    #[test]
    fn no_place_is_said_in_words() {
        let html = map(&[]).render(&Catalogue::shared(), Lang::En).into_string();
        assert!(html.contains("There is nothing to put on the map yet.") && !html.contains("<svg"));
        let nowhere = map(&[(f64::NAN, 1.0)]).render(&Catalogue::shared(), Lang::En).into_string();
        assert!(!nowhere.contains("<svg"));
    }
}

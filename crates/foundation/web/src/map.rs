//! Maps, drawn on the server from shapes of our own; nothing is fetched from anywhere.
//!
//! [`PointsMap`] shows places as numbered pins over the districts; [`AreaMap`] colours areas by a figure, with
//! hatching and names, and lists by name every area that could not be placed. Like the charts they come as sentence,
//! picture (wide and narrow) and words.

use crate::chart::coordinate as c;

mod areas;
mod points;

pub use areas::{AreaMap, AreaValue, class_breaks};
pub use points::{Pin, PointsMap};

/// A place on the earth in degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Longitude, east is positive.
    pub lon: f64,
    /// Latitude, north is positive.
    pub lat: f64,
}

impl Point {
    /// A place by longitude and latitude, in the order of GeoJSON.
    pub fn new(lon: f64, lat: f64) -> Point {
        Point { lon, lat }
    }

    /// Whether it lies on the earth; anything else is left out of a map.
    pub fn is_valid(self) -> bool {
        self.lon.is_finite() && self.lat.is_finite() && self.lon.abs() <= 180.0 && self.lat.abs() <= 85.0
    }
}

/// A named area: a district, a ZIP code area, a county.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its name, as people say it.
    pub name: String,
    /// Its outlines (several for islands); a last point equal to the first is not needed.
    pub rings: Vec<Vec<Point>>,
}

impl Area {
    /// Whether a place lies in it (even-odd rule).
    pub fn holds(&self, p: Point) -> bool {
        let mut inside = false;
        for ring in &self.rings {
            let sides = ring.iter().zip(ring.iter().cycle().skip(1));
            for (a, b) in sides {
                let crosses = (a.lat > p.lat) != (b.lat > p.lat);
                if crosses && p.lon < (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat) + a.lon {
                    inside = !inside;
                }
            }
        }
        inside
    }
}

/// Degrees to pixels: plain (equirectangular) about the middle latitude, which is true enough for a city or a state.
struct Projection {
    west: f64,
    north: f64,
    shrink: f64,
    scale: f64,
    dx: f64,
    dy: f64,
    /// Size of the drawing.
    width: f64,
    height: f64,
}

impl Projection {
    /// Fits the points into a drawing of this width; its height follows within bounds.
    fn fit(points: impl Iterator<Item = Point>, width: f64, margin: f64) -> Option<Projection> {
        let (mut west, mut east, mut south, mut north) = (f64::MAX, f64::MIN, f64::MAX, f64::MIN);
        for p in points.filter(|p| p.is_valid()) {
            (west, east) = (west.min(p.lon), east.max(p.lon));
            (south, north) = (south.min(p.lat), north.max(p.lat));
        }
        if west > east {
            return None;
        }
        // A single place still needs something around it: about a mile.
        let shrink = ((south + north) / 2.0).to_radians().cos();
        let pad = |low: &mut f64, high: &mut f64, least: f64| {
            if *high - *low < least {
                let middle = (*low + *high) / 2.0;
                (*low, *high) = (middle - least / 2.0, middle + least / 2.0);
            }
        };
        pad(&mut west, &mut east, 0.02 / shrink);
        pad(&mut south, &mut north, 0.02);
        let (w, h) = ((east - west) * shrink, north - south);
        let height = (width * h / w).clamp(width * 0.5, width * 0.95);
        let scale = ((width - 2.0 * margin) / w).min((height - 2.0 * margin) / h);
        let (dx, dy) = ((width - w * scale) / 2.0, (height - h * scale) / 2.0);
        Some(Projection { west, north, shrink, scale, dx, dy, width, height })
    }

    fn at(&self, p: Point) -> (f64, f64) {
        (
            (p.lon - self.west) * self.shrink * self.scale + self.dx,
            (self.north - p.lat) * self.scale + self.dy,
        )
    }

    fn outline(&self, area: &Area) -> String {
        let mut d = String::new();
        for ring in &area.rings {
            let mut last = String::new();
            for (i, p) in ring.iter().filter(|p| p.is_valid()).enumerate() {
                let (x, y) = self.at(*p);
                let text = format!("{} {}", c(x), c(y));
                // Points that fall on the same tenth of a pixel say nothing new.
                if text != last {
                    d.push(if i == 0 { 'M' } else { 'L' });
                    d.push_str(&text);
                }
                last = text;
            }
            if !last.is_empty() {
                d.push('Z');
            }
        }
        d
    }

    /// Where the name of an area stands: the middle of its largest outline, and how wide that is.
    fn label(&self, area: &Area) -> Option<(f64, f64, f64)> {
        let ring = area.rings.iter().max_by(|a, b| self.area(a).abs().total_cmp(&self.area(b).abs()))?;
        let points: Vec<(f64, f64)> = ring.iter().filter(|p| p.is_valid()).map(|p| self.at(*p)).collect();
        let twice = 2.0 * self.area(ring);
        let (west, east) = points.iter().fold((f64::MAX, f64::MIN), |(w, e), (x, _)| (w.min(*x), e.max(*x)));
        if points.len() < 3 || twice.abs() < 1e-6 {
            return None;
        }
        let (mut x, mut y) = (0.0, 0.0);
        for (a, b) in pairs(&points) {
            let cross = a.0 * b.1 - b.0 * a.1;
            x += (a.0 + b.0) * cross;
            y += (a.1 + b.1) * cross;
        }
        Some((x / (3.0 * twice), y / (3.0 * twice), east - west))
    }

    fn area(&self, ring: &[Point]) -> f64 {
        let points: Vec<(f64, f64)> = ring.iter().filter(|p| p.is_valid()).map(|p| self.at(*p)).collect();
        pairs(&points).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>() / 2.0
    }

    /// A round number of miles for the scale, and its length in pixels.
    fn scale_bar(&self) -> (f64, f64) {
        let pixels_per_mile = self.scale / 69.0;
        let miles = [0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0]
            .into_iter()
            .rev()
            .find(|miles| miles * pixels_per_mile <= self.width / 4.0)
            .unwrap_or(0.25);
        (miles, miles * pixels_per_mile)
    }
}

/// Every side of a closed outline.
fn pairs(points: &[(f64, f64)]) -> impl Iterator<Item = ((f64, f64), (f64, f64))> {
    points.iter().copied().zip(points.iter().copied().cycle().skip(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: f64, south: f64, side: f64) -> Area {
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        let ring = corners.iter().map(|(x, y)| Point::new(west + x * side, south + y * side)).collect();
        Area { name: "Square".into(), rings: vec![ring] }
    }

    #[test]
    fn everything_lies_inside_the_drawing_with_north_up() {
        let area = square(-76.0, 40.0, 0.2);
        let p = Projection::fit(area.rings[0].iter().copied(), 640.0, 20.0).unwrap();
        for corner in &area.rings[0] {
            let (x, y) = p.at(*corner);
            assert!((20.0 - 1e-6..=620.0 + 1e-6).contains(&x) && (0.0..=p.height).contains(&y), "{x} {y}");
        }
        assert!(p.at(Point::new(-76.0, 40.2)).1 < p.at(Point::new(-76.0, 40.0)).1);
        assert!(p.at(Point::new(-75.8, 40.0)).0 > p.at(Point::new(-76.0, 40.0)).0);
    }

    #[test]
    fn one_place_alone_has_something_around_it() {
        let p = Projection::fit([Point::new(-76.0, 40.0)].into_iter(), 640.0, 20.0).unwrap();
        let (x, y) = p.at(Point::new(-76.0, 40.0));
        assert!((x - 320.0).abs() < 1.0 && (y - p.height / 2.0).abs() < 1.0);
        let (miles, pixels) = p.scale_bar();
        assert!(miles <= 1.0 && pixels <= 160.0 && pixels > 20.0, "{miles} {pixels}");
    }

    #[test]
    fn an_area_knows_what_lies_in_it() {
        let area = square(-76.0, 40.0, 0.2);
        assert!(area.holds(Point::new(-75.9, 40.1)));
        assert!(!area.holds(Point::new(-75.7, 40.1)) && !area.holds(Point::new(f64::NAN, 40.1)));
    }

    #[test]
    fn nonsense_is_left_out() {
        assert!(
            Projection::fit([Point::new(f64::NAN, 40.0), Point::new(999.0, 0.0)].into_iter(), 640.0, 20.0)
                .is_none()
        );
    }

    #[test]
    fn a_name_stands_in_the_middle() {
        let area = square(-76.0, 40.0, 0.2);
        let p = Projection::fit(area.rings[0].iter().copied(), 640.0, 0.0).unwrap();
        let (x, y, width) = p.label(&area).unwrap();
        assert!((x - 320.0).abs() < 1.0 && (y - p.height / 2.0).abs() < 1.0 && width > 300.0);
        assert_eq!(p.label(&Area { name: "Line".into(), rings: vec![vec![Point::new(0.0, 0.0)]] }), None);
    }
}

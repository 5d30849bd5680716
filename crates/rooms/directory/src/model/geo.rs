//! Distances and ZIP codes.

use std::collections::HashMap;

use super::item::Point;

/// Miles between two points on the sphere (haversine).
pub fn miles(a: Point, b: Point) -> f64 {
    const EARTH_RADIUS_MILES: f64 = 3958.8;
    let (lat_a, lat_b) = (a.latitude.to_radians(), b.latitude.to_radians());
    let half = |from: f64, to: f64| ((to - from) / 2.0).sin().powi(2);
    let h = half(lat_a, lat_b)
        + lat_a.cos() * lat_b.cos() * half(a.longitude.to_radians(), b.longitude.to_radians());
    2.0 * EARTH_RADIUS_MILES * h.clamp(0.0, 1.0).sqrt().asin()
}

/// A point from numbers; `None` when they lie outside the globe or are the "null island" of empty fields.
pub fn point(latitude: f64, longitude: f64) -> Option<Point> {
    let inside = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    (inside && !(latitude == 0.0 && longitude == 0.0)).then_some(Point { latitude, longitude })
}

/// The five digits of a United States ZIP code (`21201`, `21201-1234`, `212011234`).
pub fn zip5(text: &str) -> Option<&str> {
    let text = text.trim();
    let digits = text.get(..5)?;
    let rest = text.get(5..)?;
    let rest_fits = rest.is_empty()
        || (rest.trim_start_matches('-').len() == 4
            && rest.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit()));
    (digits.bytes().all(|b| b.is_ascii_digit()) && rest_fits).then_some(digits)
}

/// Middles of ZIP codes from the directory's own addresses. The median is used, so that one address with a wrong map
/// point does not move the middle.
#[derive(Clone, Debug, Default)]
pub struct Centroids(HashMap<u32, Point>);

impl Centroids {
    /// From pairs of ZIP code and point.
    pub fn from_addresses<'a>(addresses: impl IntoIterator<Item = (&'a str, Point)>) -> Centroids {
        let mut by_zip: HashMap<u32, (Vec<f64>, Vec<f64>)> = HashMap::new();
        for (zip, point) in addresses {
            let Some(zip) = zip5(zip).and_then(|z| z.parse().ok()) else { continue };
            let (lats, lons) = by_zip.entry(zip).or_default();
            lats.push(point.latitude);
            lons.push(point.longitude);
        }
        Centroids(
            by_zip
                .into_iter()
                .map(|(zip, (lats, lons))| (zip, Point { latitude: median(lats), longitude: median(lons) }))
                .collect(),
        )
    }

    /// Adds or replaces the middle of a ZIP code (an imported file is more exact than our own addresses).
    pub fn set(&mut self, zip: &str, point: Point) {
        if let Some(zip) = zip5(zip).and_then(|z| z.parse().ok()) {
            self.0.insert(zip, point);
        }
    }

    /// The middle of a ZIP code.
    pub fn get(&self, zip: &str) -> Option<Point> {
        self.0.get(&zip5(zip)?.parse().ok()?).copied()
    }

    /// How many ZIP codes are known.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { f64::midpoint(values[middle - 1], values[middle]) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn p(latitude: f64, longitude: f64) -> Point {
        Point { latitude, longitude }
    }

    #[test]
    fn known_distances() {
        // Baltimore to Washington is about 35 miles; London to New York about 3,460.
        assert!((miles(p(39.2904, -76.6122), p(38.9072, -77.0369)) - 35.0).abs() < 1.0);
        assert!((miles(p(51.5074, -0.1278), p(40.7128, -74.006)) - 3461.0).abs() < 10.0);
        assert_eq!(point(100.0, 101.0), None);
        assert_eq!(point(0.0, 0.0), None);
    }

    #[test]
    fn zips_and_their_middle() {
        assert_eq!(zip5("21201-1234"), Some("21201"));
        assert_eq!(zip5("941022605"), Some("94102"));
        assert_eq!(zip5("2120"), None);
        assert_eq!(zip5("2120é"), None);
        let zips = [("21201", p(39.0, -76.0)), ("21201", p(39.2, -76.2)), ("21201", p(80.0, 10.0))];
        assert_eq!(Centroids::from_addresses(zips).get("21201-0001"), Some(p(39.2, -76.0)));
    }

    proptest! {
        #[test]
        fn distance_is_symmetric_and_bounded(a in -90.0f64..90.0, b in -180.0f64..180.0, c in -90.0f64..90.0, d in -180.0f64..180.0) {
            let (there, back) = (miles(p(a, b), p(c, d)), miles(p(c, d), p(a, b)));
            prop_assert!((there - back).abs() < 1e-6 && (0.0..12_500.0).contains(&there));
        }
    }
}

//! Distances without trigonometry: points on the unit sphere, and the square of the straight line between two of them.
//! A hundred thousand haversines take longer than all the rest of a search.

use crate::model::item::Point;

const EARTH_RADIUS_MILES: f32 = 3958.8;

/// The point on the unit sphere. Four bytes a coordinate place it within a few feet.
#[allow(clippy::cast_possible_truncation)]
pub(crate) fn on_sphere(point: Point) -> [f32; 3] {
    let (lat, lon) = (point.latitude.to_radians(), point.longitude.to_radians());
    [(lat.cos() * lon.cos()) as f32, (lat.cos() * lon.sin()) as f32, lat.sin() as f32]
}

/// The square of the straight line through the earth, in earth radii; not a number where a point is not known.
pub(crate) fn chord(a: [f32; 3], b: [f32; 3]) -> f32 {
    let [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    x * x + y * y + z * z
}

/// Miles along the surface, from a squared chord.
pub(crate) fn miles_of(chord: f32) -> f32 {
    2.0 * EARTH_RADIUS_MILES * (chord.sqrt() / 2.0).min(1.0).asin()
}

/// Miles along the surface, without the arcsine: right to a foot within a county, to one part in a thousand within
/// 800 miles, and growing with the distance everywhere. For ranking.
pub(crate) fn about_miles(chord: f32) -> f32 {
    EARTH_RADIUS_MILES * chord.sqrt() * (1.0 + chord / 24.0)
}

/// The squared chord of a distance.
#[allow(clippy::cast_possible_truncation)]
pub(crate) fn chord_of(miles: f64) -> f32 {
    let half = (miles / (2.0 * f64::from(EARTH_RADIUS_MILES))).clamp(0.0, std::f64::consts::FRAC_PI_2);
    (4.0 * half.sin().powi(2)) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::geo::miles;
    use proptest::prelude::*;

    proptest! {
        /// Agrees with the haversine: within ten feet nearby, one part in ten thousand far away.
        #[test]
        fn chords_agree_with_the_haversine(lat in -80.0f64..80.0, lon in -180.0f64..180.0, north in -5.0f64..5.0, east in -5.0f64..5.0) {
            let (a, b) = (Point { latitude: lat, longitude: lon }, Point { latitude: lat + north, longitude: lon + east });
            let (exact, square) = (miles(a, b), chord(on_sphere(a), on_sphere(b)));
            prop_assert!((f64::from(miles_of(square)) - exact).abs() < 0.002 + exact * 1e-4, "{exact}");
            prop_assert!((f64::from(about_miles(square)) - exact).abs() < 0.002 + exact * 1e-3, "{exact}");
            prop_assert!((f64::from(miles_of(chord_of(exact))) - exact).abs() < 0.002 + exact * 1e-4);
        }
    }
}

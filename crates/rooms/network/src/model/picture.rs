//! Where partners stand on the picture. The same network gives the same picture, on every machine: no chance, no
//! simulation. Names always have a line of their own, so they stay readable however many ties there are.
//!
//! Wide: two columns of names with the ties between them in the middle. Narrow: one column of names and arcs beside it.

/// Where a partner stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Its node.
    pub node: usize,
    /// Middle of its dot.
    pub x: f64,
    /// Middle of its dot.
    pub y: f64,
    /// Whether it stands in the left column; its name stands on the outside.
    pub left: bool,
}

/// A drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Partners, top to bottom, the left column first.
    pub places: Vec<Place>,
    wide: bool,
}

/// Height of a line.
const LINE: f64 = 26.0;
/// Widths of the two drawings, and of a name in each.
const WIDE: (f64, f64) = (760.0, 262.0);
const NARROW: (f64, f64) = (350.0, 214.0);

impl Picture {
    /// Places nodes in this order.
    pub fn new(order: &[usize], wide: bool) -> Picture {
        let rows = if wide { order.len().div_ceil(2) } else { order.len() };
        let (width, name) = if wide { WIDE } else { NARROW };
        let places = order
            .iter()
            .enumerate()
            .map(|(i, &node)| {
                let left = i < rows;
                // The right column runs upwards, so that neighbours in the order stay neighbours around the bottom.
                let row = if left { i } else { 2 * rows - 1 - i };
                let x = if left { name } else { width - name };
                Place { node, x, y: row as f64 * LINE + LINE / 2.0, left }
            })
            .collect();
        Picture { width, height: rows as f64 * LINE + 2.0, places, wide }
    }

    /// The place of a node.
    pub fn place(&self, node: usize) -> Option<&Place> {
        self.places.iter().find(|p| p.node == node)
    }

    /// The line of a tie, as an SVG path; nothing when one of the two is not on the picture.
    pub fn tie(&self, a: usize, b: usize) -> Option<String> {
        let (a, b) = (self.place(a)?, self.place(b)?);
        let (a, b) = if (a.y, a.node) <= (b.y, b.node) { (a, b) } else { (b, a) };
        let start = a.x + if a.left { 7.0 } else { -7.0 };
        let end = b.x + if b.left { 7.0 } else { -7.0 };
        // How far an arc beside a column bulges: the further apart, the further out, within the room there is.
        let room = if self.wide { (self.width - 2.0 * WIDE.1) * 0.62 } else { self.width - NARROW.1 - 12.0 };
        let bulge = 24.0 + (room * 1.25 - 24.0) * ((b.y - a.y).abs() / self.height).sqrt();
        let (first, second) = match (a.left, b.left) {
            (true, true) => (start + bulge, end + bulge),
            (false, false) => (start - bulge, end - bulge),
            (true, false) => (start + room / 2.0, end - room / 2.0),
            (false, true) => (start - room / 2.0, end + room / 2.0),
        };
        let c = |v: f64| (v * 10.0).round() / 10.0;
        Some(format!(
            "M{} {}C{} {} {} {} {} {}",
            c(start),
            c(a.y),
            c(first),
            c(a.y),
            c(second),
            c(b.y),
            c(end),
            c(b.y)
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_name_has_a_line_of_its_own() {
        for (n, wide) in [(1, true), (2, true), (7, true), (7, false), (44, true), (44, false)] {
            let order: Vec<usize> = (0..n).collect();
            let picture = Picture::new(&order, wide);
            assert_eq!(picture.places.len(), n);
            for (i, a) in picture.places.iter().enumerate() {
                assert!(a.y > 0.0 && a.y < picture.height);
                for b in &picture.places[i + 1..] {
                    assert!(a.left != b.left || (a.y - b.y).abs() >= LINE, "{a:?} {b:?}");
                }
            }
        }
    }

    proptest! {
        /// A cubic curve lies within its control points: half of the way to a bulge is the furthest that it gets.
        #[test]
        fn ties_stay_within_the_picture(n in 2usize..60, wide: bool, a in 0usize..60, b in 0usize..60) {
            let order: Vec<usize> = (0..n).collect();
            let picture = Picture::new(&order, wide);
            let (a, b) = (a % n, b % n);
            prop_assume!(a != b);
            let path = picture.tie(a, b).expect("both are drawn");
            let numbers: Vec<f64> =
                path.replace(['M', 'C'], " ").split_whitespace().map(|t| t.parse().expect("a number")).collect();
            let at = |t: f64, i: usize| {
                let p = [numbers[i], numbers[2 + i], numbers[4 + i], numbers[6 + i]];
                let u = 1.0 - t;
                u * u * u * p[0] + 3.0 * u * u * t * p[1] + 3.0 * u * t * t * p[2] + t * t * t * p[3]
            };
            for step in 0..=20 {
                let t = f64::from(step) / 20.0;
                prop_assert!((0.0..=picture.width).contains(&at(t, 0)), "{path}");
                prop_assert!((0.0..=picture.height).contains(&at(t, 1)), "{path}");
            }
            prop_assert_eq!(picture.tie(b, a), Some(path), "one tie has one line");
        }
    }
}

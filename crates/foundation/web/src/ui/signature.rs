//! A signature that is drawn with a finger or a mouse: the field that takes it, and the lines that are kept of it.

use crate::icons::icon;
use maud::{Markup, html};
use std::fmt::Write as _;

/// A signature that was drawn: strokes of points on a field of [`Drawing::WIDTH`] by [`Drawing::HEIGHT`]. It is kept as
/// numbers, never as a picture that somebody sent, so that there is nothing in it but lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing(Vec<Vec<(u16, u16)>>);

impl Drawing {
    /// Width of the field.
    pub const WIDTH: u16 = 600;
    /// Height of the field.
    pub const HEIGHT: u16 = 200;
    /// The most strokes that are kept.
    const STROKES: usize = 100;
    /// The most points that are kept.
    const POINTS: usize = 4000;
    /// How far the lines must reach in one direction: a dot is no signature.
    const REACH: u16 = 30;

    /// Reads `x,y x,y;x,y …`: points parted by spaces, strokes by semicolons. `None` for anything else, for points off the
    /// field, and for less or more than a signature.
    pub fn parse(text: &str) -> Option<Drawing> {
        let number = |digits: &str, most: u16| {
            let fine = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            digits.parse::<u16>().ok().filter(|n| fine && *n <= most)
        };
        let (mut strokes, mut points) = (vec![], 0);
        for stroke in text.split(';') {
            let mut line = vec![];
            for point in stroke.split(' ') {
                points += 1;
                if points > Self::POINTS {
                    return None;
                }
                let (x, y) = point.split_once(',')?;
                line.push((number(x, Self::WIDTH)?, number(y, Self::HEIGHT)?));
            }
            strokes.push(line);
        }
        let all = || strokes.iter().flatten();
        let reach = |axis: fn(&(u16, u16)) -> u16| {
            all().map(axis).max().unwrap_or(0) - all().map(axis).min().unwrap_or(0)
        };
        let signed = reach(|p| p.0).max(reach(|p| p.1)) >= Self::REACH;
        (signed && strokes.len() <= Self::STROKES).then_some(Drawing(strokes))
    }

    /// One without lines, in the place of what is closed.
    pub fn none() -> Drawing {
        Drawing(vec![])
    }

    /// The same as [`Drawing::parse`] reads.
    pub fn to_text(&self) -> String {
        let line = |stroke: &Vec<(u16, u16)>| {
            stroke.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")
        };
        self.0.iter().map(line).collect::<Vec<_>>().join(";")
    }

    /// The lines as the path of an SVG.
    pub fn path(&self) -> String {
        let mut out = String::new();
        for stroke in &self.0 {
            for (n, (x, y)) in stroke.iter().enumerate() {
                let _ = write!(out, "{}{x} {y}", if n == 0 { 'M' } else { 'L' });
            }
            // A stroke of one point is a dot.
            if let [(x, y)] = stroke.as_slice() {
                let _ = write!(out, "L{x} {y}");
            }
        }
        out
    }
}

/// The field to draw on, under the field where the name is typed. It shows itself where there is a script; without one the typed
/// name stands alone. It sends `drawing`.
#[derive(Debug, Clone, Copy)]
pub struct DrawField<'a> {
    /// Its heading.
    pub label: &'a str,
    /// How it is used.
    pub hint: &'a str,
    /// Words of the button that wipes it.
    pub clear: &'a str,
    /// What is wrong with what was drawn.
    pub error: Option<&'a str>,
}

impl maud::Render for DrawField<'_> {
    fn render(&self) -> Markup {
        let view = format!("0 0 {} {}", Drawing::WIDTH, Drawing::HEIGHT);
        html! {
            div.field data-draw="drawing" hidden {
                p id="drawing-label" { b { (self.label) } }
                p.hint id="drawing-hint" { (self.hint) }
                @if let Some(error) = self.error { p.bad-text id="drawing-error" { (icon("alert-triangle")) span { (error) } } }
                svg.draw viewBox=(view) role="img" aria-labelledby="drawing-label" aria-describedby="drawing-hint" { path d="" {} }
                input type="hidden" id="drawing" name="drawing" value="";
                div { button.btn.plain type="button" { (icon("x")) span { (self.clear) } } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_signature_is_lines_on_the_field_and_nothing_else() {
        let drawn = Drawing::parse("10,20 60,40;70,30").expect("two strokes");
        assert_eq!(drawn.path(), "M10 20L60 40M70 30L70 30");
        assert_eq!(drawn.to_text(), "10,20 60,40;70,30");
        for bad in [
            "",
            ";",
            "10,20",
            "10,20 12,21",
            "10,20 601,40",
            "10,20 60,201",
            "10,20  60,40",
            "10,20 60,40;",
            "-1,20 60,40",
            "+1,20 60,40",
            "1.5,20 60,40",
            "10,20 60,40\"/><script>",
            "M10 20L60 40",
            "10,20 0060,40",
        ] {
            assert_eq!(Drawing::parse(bad), None, "{bad}");
        }
        let long = |n: usize| (0..n).map(|i| format!("{},{}", i % 600, i % 200)).collect::<Vec<_>>();
        assert!(Drawing::parse(&long(4000).join(" ")).is_some());
        assert!(Drawing::parse(&long(4001).join(" ")).is_none(), "bounded");
        assert!(Drawing::parse(&long(100).join(";")).is_some());
        assert!(Drawing::parse(&long(101).join(";")).is_none(), "bounded");
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_again_and_makes_a_harmless_path(text in "[0-9,; ]{0,60}|\\PC{0,30}") {
            if let Some(drawn) = Drawing::parse(&text) {
                prop_assert!(drawn.path().chars().all(|c| c.is_ascii_digit() || "ML ".contains(c)));
                prop_assert_eq!(Drawing::parse(&drawn.to_text()), Some(drawn));
            }
        }
    }
}

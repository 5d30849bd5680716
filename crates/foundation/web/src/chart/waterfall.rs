//! A waterfall: what each of several reasons adds to or takes from a sum.

use maud::{Markup, html};

use super::line::clip;
use super::{Picture, coordinate as c};
use crate::ui::{Col, Table};

/// What one reason adds or takes.
#[derive(Clone, Debug)]
pub struct Step {
    /// The reason.
    pub label: String,
    /// How much: above nought adds.
    pub value: f64,
    /// What stands behind it, for the table.
    pub note: String,
}

/// Steps from nought to their sum, from top to bottom.
#[derive(Clone, Debug)]
pub struct Waterfall {
    /// An id that is unique on the page.
    pub id: String,
    /// What it shows, as a caption.
    pub title: String,
    /// What it says, in one sentence.
    pub sentence: String,
    /// Names of the columns of the table: the reason, what stands behind it, how much.
    pub columns: [String; 3],
    /// The steps.
    pub steps: Vec<Step>,
    /// What the sum is called.
    pub total: String,
}

impl Waterfall {
    /// Sentence, picture and table; the table is open, for its notes are read.
    pub fn render(&self) -> Markup {
        let [reason, note, value] = self.columns.clone();
        let mut table = Table::new(&self.title, [Col::text(reason), Col::text(note), Col::number(value)]);
        for step in &self.steps {
            table.push([html! { (step.label) }, html! { (step.note) }, html! { (signed(step.value)) }]);
        }
        let table =
            table.hide_caption().foot([html! { (self.total) }, html! {}, html! { (signed(self.sum())) }]);
        html! {
            figure.viz {
                p.key { (self.sentence) }
                (self.draw(true)) (self.draw(false))
                (table)
            }
        }
    }

    fn sum(&self) -> f64 {
        self.steps.iter().map(|step| step.value).sum()
    }

    /// Wide: the name before the bar. Narrow: the name above it.
    fn draw(&self, wide: bool) -> Markup {
        let (width, row, bar) = if wide { (640.0, 30.0, 18.0) } else { (350.0, 48.0, 16.0) };
        let left = if wide { 220.0 } else { 0.0 };
        let right = 56.0;
        let mut sums = vec![0.0];
        for step in &self.steps {
            sums.push(sums.last().copied().unwrap_or(0.0) + step.value);
        }
        let low = sums.iter().copied().fold(0.0, f64::min);
        let high = sums.iter().copied().fold(0.0, f64::max).max(low + 1.0);
        let x = |v: f64| left + (v - low) / (high - low) * (width - left - right);
        let picture = Picture {
            id: format!("{}-{}", self.id, if wide { "w" } else { "n" }),
            class: if wide { "chart wide" } else { "chart narrow" },
            title: &self.title,
            description: &self.sentence,
            width,
            height: (self.steps.len() + 1) as f64 * row + 4.0,
        };
        let line = |i: usize, label: &str, from: f64, to: f64, class: &'static str| {
            let top = i as f64 * row + if wide { (row - bar) / 2.0 } else { 24.0 };
            let middle = top + bar / 2.0 + 5.0;
            let (start, end) = (x(from.min(to)), x(from.max(to)));
            html! {
                @if wide { text.lab x=(c(left - 10.0)) y=(c(middle)) text-anchor="end" { (clip(label, 28)) } }
                @else { text.lab x="0" y=(c(top - 7.0)) { (clip(label, 38)) } }
                rect class={ "br " (class) } x=(c(start)) y=(c(top)) width=(c((end - start).max(2.0))) height=(c(bar)) rx="2" {}
                text.lab x=(c(end + 6.0)) y=(c(middle)) { (signed(to - from)) }
            }
        };
        picture.draw(html! {
            path.base d={ "M" (c(x(0.0))) " 0V" (c(picture.height)) } {}
            @for (i, step) in self.steps.iter().enumerate() {
                (line(i, &step.label, sums[i], sums[i + 1], if step.value < 0.0 { "s2" } else { "s1" }))
            }
            (line(self.steps.len(), &self.total, 0.0, self.sum(), "s3"))
        })
    }
}

/// With its sign, one decimal: +3.2, −0.5, 0.
fn signed(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded == 0.0 {
        "0".to_owned()
    } else if rounded < 0.0 {
        format!("\u{2212}{:.1}", -rounded)
    } else {
        format!("+{rounded:.1}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_add_up_to_the_sum_in_picture_and_table() {
        let step = |label: &str, value| Step { label: label.into(), value, note: "as said".into() };
        let page = Waterfall {
            id: "w".into(),
            title: "Why".into(),
            sentence: "Mostly the name.".into(),
            columns: ["Reason".into(), "Behind it".into(), "Points".into()],
            steps: vec![step("Before", -4.0), step("Name", 9.25), step("Birth date", -0.04)],
            total: "Sum".into(),
        }
        .render()
        .into_string();
        assert!(page.contains("\u{2212}4.0") && page.contains("+9.3") && page.contains("+5.2"), "{page}");
        assert_eq!(page.matches("class=\"br s2\"").count(), 4, "two that take, wide and narrow");
        assert_eq!(page.matches("class=\"br s3\"").count(), 2);
    }
}

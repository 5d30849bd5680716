//! When a body, a workgroup, a meeting or a decision is valid, as pure functions of what is known: the product asks them before it
//! writes, so what may not be is not, and the answer names its reason.
//!
//! A verdict is a word and, where something is missing, a code that the product has words for in each language.

pub mod body;
pub mod case;
pub mod council;
pub mod decision;
pub mod duty;
pub mod money;
pub mod workgroup;

use jiff::civil::Date;

/// The name of the sector of residents who speak for themselves.
pub const COMMUNITY: &str = "community";

/// What was found, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Such as `valid`, `grace`, `reject`.
    pub verdict: &'static str,
    /// The reason, where there is one to give.
    pub code: Option<&'static str>,
}

impl Verdict {
    /// A verdict that needs no reason.
    pub fn plain(verdict: &'static str) -> Verdict {
        Verdict { verdict, code: None }
    }

    /// A verdict with its reason.
    pub fn because(verdict: &'static str, code: &'static str) -> Verdict {
        Verdict { verdict, code: Some(code) }
    }

    /// The first of the faults, as a verdict; else the good one.
    fn first(good: &'static str, bad: &'static str, faults: &[(bool, &'static str)]) -> Verdict {
        let fault = faults.iter().find(|(is, _)| *is);
        fault.map_or(Verdict::plain(good), |(_, code)| Verdict::because(bad, code))
    }
}

/// Whole days from one date to another.
fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(i64::MAX, |span| i64::from(span.get_days()))
}

/// So many months later; the end of the calendar at its end.
fn months_after(date: Date, months: i32) -> Date {
    date.checked_add(jiff::Span::new().months(months)).unwrap_or(Date::MAX)
}

/// Which organization controls which, directly.
#[derive(Debug, Clone, Default)]
pub struct Control(pub std::collections::BTreeMap<String, String>);

impl Control {
    /// The organization at the top; in a circle, the first of its names.
    pub fn root<'a>(&'a self, organization: &'a str) -> &'a str {
        let mut path = vec![organization];
        while let Some(above) = self.0.get(path[path.len() - 1]) {
            if let Some(at) = path.iter().position(|o| o == above) {
                return path[at..].iter().min().copied().unwrap_or(organization);
            }
            path.push(above);
        }
        path[path.len() - 1]
    }

    /// Whether two are one and the same, or under common control.
    pub fn same(&self, a: &str, b: &str) -> bool {
        self.root(a) == self.root(b)
    }
}

//! Lists with a meaning: facts, definitions, a history, the steps of a task.

use maud::{Markup, html};

use super::Tone;
use crate::icons::icon;

/// A line of facts, each with its icon: hours, distance, languages.
pub fn facts<'f>(facts: impl IntoIterator<Item = (&'f str, Markup)>) -> Markup {
    html! { ul.facts { @for (name, fact) in facts { li { (icon(name)) span { (fact) } } } } }
}

/// Names and what they mean for this thing: a person's details, a listing's fields.
pub fn definition_list(pairs: impl IntoIterator<Item = (String, Markup)>) -> Markup {
    html! { dl.dl { @for (name, value) in pairs { div { dt { (name) } dd { (value) } } } } }
}

/// One thing that happened.
pub struct TimelineItem {
    /// Its icon.
    pub icon: &'static str,
    /// How it is meant; none is neutral.
    pub tone: Option<Tone>,
    /// What happened.
    pub what: Markup,
    /// When, for machines (ISO 8601).
    pub when_iso: String,
    /// When, for people.
    pub when: String,
}

/// What happened, oldest or newest first as given.
pub fn timeline(items: impl IntoIterator<Item = TimelineItem>) -> Markup {
    html! {
        ol.timeline {
            @for item in items {
                li class=[item.tone.map(Tone::class)] {
                    (icon(item.icon))
                    div { (item.what) }
                    time datetime=(item.when_iso) { (item.when) }
                }
            }
        }
    }
}

/// One step of a task.
pub struct Step<'a> {
    /// Its name.
    pub label: &'a str,
    /// Where it leads, if the person may go back to it.
    pub href: Option<&'a str>,
}

/// The steps of a task with the present one marked (counted from 0). `name` names the list ("Steps"); `done` is the
/// word that screen readers hear before a step that is behind.
pub fn steps(name: &str, done: &str, steps: &[Step<'_>], now: usize) -> Markup {
    html! {
        nav aria-label=(name) {
            ol.steps {
                @for (i, step) in steps.iter().enumerate() {
                    li class=[(i < now).then_some("done")] aria-current=[(i == now).then_some("step")] {
                        span {
                            @if i < now { span.vh { (done) " " } }
                            @if let Some(href) = step.href { a href=(href) { (step.label) } } @else { (step.label) }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_present_step_is_marked_and_past_ones_are_said() {
        let all = [
            Step { label: "Ask", href: Some("/a") },
            Step { label: "Agree", href: None },
            Step { label: "Send", href: None },
        ];
        let html = steps("Steps", "Done:", &all, 1).into_string();
        assert_eq!(html.matches("aria-current=\"step\"").count(), 1);
        assert!(html.contains("<span class=\"vh\">Done: </span><a href=\"/a\">Ask</a>"), "{html}");
    }

    #[test]
    fn a_history_is_an_ordered_list_with_machine_times() {
        let item = TimelineItem {
            icon: "send",
            tone: Some(Tone::Ok),
            what: html! { "Sent" },
            when_iso: "2026-11-18T14:14:00-05:00".into(),
            when: "November 18".into(),
        };
        let html = timeline([item]).into_string();
        assert!(html.starts_with("<ol") && html.contains("datetime=\"2026-11-18T14:14:00-05:00\""));
        assert!(html.contains("<li class=\"ok\">"));
    }

    #[test]
    fn definitions_are_pairs() {
        let html = definition_list([("Phone".to_owned(), html! { "555-0100" })]).into_string();
        assert!(html.contains("<dt>Phone</dt><dd>555-0100</dd>"));
        assert!(facts([("clock", html! { "Open now" })]).into_string().contains("#i-clock"));
    }
}

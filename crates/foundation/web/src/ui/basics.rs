//! Chips, buttons, cards, sections, notices, key figures and the empty state.

use maud::{Markup, Render, html};

use super::slug;
use crate::icons::icon;

/// What a status means. It shows as icon, word and colour together, never as colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Done, open, met.
    Ok,
    /// Needs attention before long; waiting; limited.
    Soon,
    /// Late, failed, closed.
    Late,
    /// Plain information.
    Info,
}

impl Tone {
    /// The class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Tone::Ok => "ok",
            Tone::Soon => "soon",
            Tone::Late => "late",
            Tone::Info => "info",
        }
    }

    /// The icon that goes with it.
    pub fn icon(self) -> &'static str {
        match self {
            Tone::Ok => "circle-check",
            Tone::Soon => "clock",
            Tone::Late => "alert-triangle",
            Tone::Info => "info-circle",
        }
    }
}

/// A status: icon and word on a tinted ground.
pub fn chip(tone: Tone, text: &str) -> Markup {
    html! { span class={ "chip " (tone.class()) } { (icon(tone.icon())) (text) } }
}

/// How much weight a button has. One primary button per form or card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Button {
    /// The next step.
    #[default]
    Primary,
    /// Another way.
    Secondary,
    /// Takes something away; goes with `data-confirm` or a page that asks.
    Danger,
    /// Looks like a link.
    Plain,
}

impl Button {
    fn class(self) -> &'static str {
        match self {
            Button::Primary => "btn",
            Button::Secondary => "btn q2nd",
            Button::Danger => "btn danger",
            Button::Plain => "btn plain",
        }
    }
}

/// A submit button. An empty icon name leaves the icon out.
pub fn button(kind: Button, icon_name: &str, text: &str) -> Markup {
    html! { button class=(kind.class()) type="submit" { @if !icon_name.is_empty() { (icon(icon_name)) } span { (text) } } }
}

/// A link that looks like a button. `about` says what it is about where several stand on one page ("Open" and then,
/// for screen readers, " Ana L., food"); leave it empty where the text says it all.
pub fn link_button(kind: Button, icon_name: &str, href: &str, text: &str, about: &str) -> Markup {
    html! {
        a class=(kind.class()) href=(href) {
            @if !icon_name.is_empty() { (icon(icon_name)) }
            span { (text) @if !about.is_empty() { span.vh { " " (about) } } }
        }
    }
}

/// A button that changes something, as a form of its own with what it sends along. `about` as in [`link_button`].
pub fn post_button(
    kind: Button,
    icon_name: &str,
    action: &str,
    sends: &[(&str, &str)],
    text: &str,
    about: &str,
) -> Markup {
    html! {
        form method="post" action=(action) {
            @for (name, value) in sends { input type="hidden" name=(name) value=(value); }
            button class=(kind.class()) type="submit" {
                @if !icon_name.is_empty() { (icon(icon_name)) }
                span { (text) @if !about.is_empty() { span.vh { " " (about) } } }
            }
        }
    }
}

/// A card around anything.
pub fn card(body: Markup) -> Markup {
    html! { div.card.stack.cq { (body) } }
}

/// A card that is a region with a heading of its own (level 2).
pub fn section(heading: &str, body: Markup) -> Markup {
    let id = format!("h-{}", slug(heading));
    html! { section.card.stack.cq aria-labelledby=(id) { h2 id=(id) { (heading) } (body) } }
}

/// A boxed message. For a message that appears in answer to an action, wrap it in `role="status"` (the shell does so
/// for the flash).
pub fn notice(tone: Tone, body: Markup) -> Markup {
    html! { div class={ "notice " (tone.class()) } { (icon(tone.icon())) div { (body) } } }
}

/// The answer of a page in one sentence, set apart.
pub fn key_sentence(text: &str) -> Markup {
    html! { p.key { (text) } }
}

/// Something that opens.
pub fn details(summary: &str, body: Markup) -> Markup {
    html! { details { summary { (summary) } div.stack { (body) } } }
}

/// A key figure: never without the sentence that says of how many it is and when.
pub fn stat(label: &str, value: &str, sentence: &str, status: Option<(Tone, &str)>) -> Markup {
    // A word in place of a number ("too few to show") is set smaller.
    let word = !value.chars().any(|c| c.is_ascii_digit());
    html! {
        li.card.stat {
            span.l { (label) }
            b class=[word.then_some("word")] { (value) }
            span.m { (sentence) }
            @if let Some((tone, text)) = status { (chip(tone, text)) }
        }
    }
}

/// A row of key figures.
pub fn stats(figures: impl IntoIterator<Item = impl Render>) -> Markup {
    html! { div.stats { ul.grid.g4 { @for figure in figures { (figure) } } } }
}

/// What a list says when there is nothing in it: what this place is for and the next step (href, words), if any.
pub fn empty_state(icon_name: &str, title: &str, text: &str, next: Option<(&str, &str)>) -> Markup {
    html! {
        div.empty {
            (icon(icon_name))
            h2 { (title) }
            p { (text) }
            @if let Some((href, words)) = next { (link_button(Button::Secondary, "", href, words, "")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_icon_and_word() {
        let html = chip(Tone::Late, "No answer yet").into_string();
        assert!(
            html.contains("#i-alert-triangle")
                && html.contains("No answer yet")
                && html.contains("chip late")
        );
    }

    #[test]
    fn a_section_is_named_by_its_heading() {
        let html = section("Who is waiting?", html! { p { "x" } }).into_string();
        assert!(html.contains("aria-labelledby=\"h-who-is-waiting\""));
        assert!(html.contains("<h2 id=\"h-who-is-waiting\">"));
    }

    #[test]
    fn text_is_escaped() {
        assert!(chip(Tone::Ok, "<b>").into_string().contains("&lt;b&gt;"));
        assert!(link_button(Button::Primary, "", "/x?a=\"", "Go", "").into_string().contains("&quot;"));
    }

    #[test]
    fn a_link_says_what_it_is_about() {
        let html =
            link_button(Button::Primary, "phone", "tel:5550100", "Call", "Open Door pantry").into_string();
        assert!(html.contains("Call<span class=\"vh\"> Open Door pantry</span>"));
    }

    #[test]
    fn a_figure_stands_with_its_denominator() {
        let html =
            stats([stat("Got help", "71%", "284 of 400 people", Some((Tone::Soon, "Getting closer")))]);
        let html = html.into_string();
        assert!(html.contains("284 of 400 people") && html.contains("<b>71%</b>"));
        assert!(stat("x", "Too few to show", "", None).into_string().contains("class=\"word\""));
    }

    #[test]
    fn an_empty_state_offers_the_next_step() {
        let html =
            empty_state("inbox", "All caught up", "No one waits.", Some(("/people/new", "Start a visit")));
        assert!(html.into_string().contains("href=\"/people/new\""));
    }
}

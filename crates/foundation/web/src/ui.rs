//! The parts that pages are made of. Each is a small function or a builder that renders the same accessible markup
//! everywhere; words come in already translated, so nothing here knows a language.
//!
//! A builder is used in place: `html! { (Field::text("q", cx.t("find-q")).hint(cx.t("find-q-hint"))) }`.

mod basics;
mod changes;
mod choices;
mod fields;
mod lists;
mod signature;
mod table;
mod ways;

pub use crate::icons::icon;
pub use crate::shell::patch;
pub use basics::{
    Button, Tone, button, card, chip, details, empty_state, key_sentence, link_button, notice, post_button,
    section, stat, stats,
};
pub use changes::Changes;
pub use choices::{Choice, Choices, Select};
pub use fields::{Field, error_summary, fieldset};
pub use lists::{Step, TimelineItem, definition_list, facts, steps, timeline};
pub use signature::{DrawField, Drawing};
pub use table::{Col, Table};
pub use ways::{FilterChip, Search, Tab, breadcrumbs, filter_chips, pagination, tabs};

/// A word that may be part of an id: letters, digits, `-` and `_` stay, anything else becomes `-`.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | '_' | '-' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            _ if out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    out.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn slugs_are_fit_for_ids() {
        assert_eq!(super::slug("Who is waiting?"), "who-is-waiting");
        assert_eq!(super::slug("¿Quién espera?"), "qui-n-espera");
        assert_eq!(super::slug("food_2"), "food_2");
    }
}

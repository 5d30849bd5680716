//! Icons: Tabler's outline set (MIT), only those listed in `web/icons.txt`, drawn once per page.
//!
//! A component writes `<use href="#i-clock">`; the shell looks at the finished page and puts a sprite with exactly
//! the icons used in front of it ([`sprite`]). So an icon costs its drawing once, and nothing is fetched.

use maud::{Markup, PreEscaped, html};

/// Name and drawing, sorted by name; written by `cargo xtask assets`.
static ICONS: &[(&str, &str)] = include!("../../../../web/dist/icons.rs");

fn drawing(name: &str) -> Option<&'static str> {
    ICONS.binary_search_by(|(known, _)| (*known).cmp(name)).ok().map(|i| ICONS[i].1)
}

/// Whether there is an icon of this name.
pub fn exists(name: &str) -> bool {
    drawing(name).is_some()
}

/// Every icon's name, sorted.
pub fn names() -> impl Iterator<Item = &'static str> {
    ICONS.iter().map(|(name, _)| *name)
}

/// An icon that decorates a word beside it: hidden from screen readers, so it must never stand alone.
///
/// An unknown name stops a debug build; a release draws nothing and logs an error.
pub fn icon(name: &str) -> Markup {
    if !exists(name) {
        if cfg!(debug_assertions) {
            panic!("no icon `{name}`: add it to web/icons.txt and run `cargo xtask assets`");
        }
        tracing::error!(name, "unknown icon");
        return PreEscaped(String::new());
    }
    html! { svg.i aria-hidden="true" focusable="false" { use href={ "#i-" (name) } {} } }
}

/// The sprite for a page: the drawings of the icons that its markup uses, each once.
pub fn sprite(page: &str) -> Markup {
    let mut used: Vec<&str> = page
        .split("href=\"#i-")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|name| exists(name))
        .collect();
    used.sort_unstable();
    used.dedup();
    html! {
        svg.sprite aria-hidden="true" focusable="false" width="0" height="0" {
            @for name in used {
                symbol id={ "i-" (name) } viewBox="0 0 24 24" { (PreEscaped(drawing(name).unwrap_or_default())) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_every_drawing_is_a_drawing() {
        assert!(ICONS.windows(2).all(|w| w[0].0 < w[1].0), "binary search needs sorted names");
        for (name, drawing) in ICONS {
            assert!(drawing.starts_with("<path") || drawing.starts_with("<circle"), "{name}: {drawing}");
        }
    }

    #[test]
    fn a_sprite_holds_what_the_page_uses_once() {
        let page = html! { (icon("clock")) (icon("check")) (icon("clock")) }.into_string();
        let sprite = sprite(&page).into_string();
        assert_eq!(sprite.matches("<symbol").count(), 2);
        assert!(sprite.contains("id=\"i-clock\"") && sprite.contains("id=\"i-check\""));
    }

    #[test]
    fn an_icon_is_hidden_from_screen_readers() {
        assert!(icon("clock").into_string().contains("aria-hidden=\"true\""));
    }

    #[test]
    #[should_panic(expected = "no icon `nope`")]
    #[cfg(debug_assertions)]
    fn an_unknown_icon_stops_a_debug_build() {
        let _ = icon("nope");
    }
}

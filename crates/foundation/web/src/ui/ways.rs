//! Ways through the site: where I am, which page, which filters, the search form.

use maud::{Markup, Render, html};

use super::Field;
use crate::icons::icon;

/// Where this page stands: (href, words) of every page above it, then this page's own words.
pub fn breadcrumbs(name: &str, above: &[(&str, &str)], here: &str) -> Markup {
    html! {
        nav aria-label=(name) {
            ol.crumbs {
                @for (href, words) in above { li { a href=(href) { (words) } } }
                li { span aria-current="page" { (here) } }
            }
        }
    }
}

/// One tab: a link to another view of the same thing.
pub struct Tab<'a> {
    /// Where it leads.
    pub href: &'a str,
    /// Its words.
    pub label: &'a str,
    /// Its icon; empty for none.
    pub icon: &'a str,
    /// Whether it is the one shown.
    pub current: bool,
}

/// Views of the same thing as links (so they work without script, and a view can be sent to somebody).
pub fn tabs(name: &str, tabs: &[Tab<'_>]) -> Markup {
    html! {
        nav.tabs aria-label=(name) {
            ul { @for tab in tabs { li { a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                @if !tab.icon.is_empty() { (icon(tab.icon)) } (tab.label)
            } } } }
        }
    }
}

/// Which page numbers to show around `page` of `last`; `None` is a gap.
fn numbers(page: usize, last: usize) -> Vec<Option<usize>> {
    let mut shown: Vec<usize> = [1, page.saturating_sub(1), page, page + 1, last].into_iter().collect();
    shown.retain(|n| (1..=last).contains(n));
    shown.sort_unstable();
    shown.dedup();
    let mut out = Vec::new();
    let mut before = 0;
    for n in shown {
        match n - before {
            0 | 1 => {}
            // A gap of one number is that number: it takes no more room than the dots.
            2 => out.push(Some(n - 1)),
            _ => out.push(None),
        }
        out.push(Some(n));
        before = n;
    }
    out
}

/// Pages of a long list. `href` gives the address of a page (from 1); `words` are the list's name, "Previous", "Next"
/// and what a screen reader hears before a number ("Page"). One page alone renders nothing. `swap` is the id of the
/// part that script may replace.
pub fn pagination(
    words: [&str; 4],
    page: usize,
    last: usize,
    swap: Option<&str>,
    href: impl Fn(usize) -> String,
) -> Markup {
    let [name, previous, next, number] = words;
    html! {
        @if last > 1 {
            nav.pages aria-label=(name) {
                ul {
                    @if page > 1 { li { a rel="prev" href=(href(page - 1)) data-swap=[swap] { (icon("chevron-left")) (previous) } } }
                    @for n in numbers(page, last) {
                        @match n {
                            None => li { span.gap aria-hidden="true" { "…" } },
                            Some(n) if n == page => li { span aria-current="page" { span.vh { (number) " " } (n) } },
                            Some(n) => li { a href=(href(n)) data-swap=[swap] { span.vh { (number) " " } (n) } },
                        }
                    }
                    @if page < last { li { a rel="next" href=(href(page + 1)) data-swap=[swap] { (next) (icon("chevron-right")) } } }
                }
            }
        }
    }
}

/// One filter.
pub struct FilterChip<'a> {
    /// Where it leads: the list with this filter changed.
    pub href: String,
    /// Its words.
    pub label: &'a str,
    /// Its icon; empty for none.
    pub icon: &'a str,
    /// Whether it is on. A filter that is on shows a check mark and is marked as current.
    pub on: bool,
}

/// Filters as links.
pub fn filter_chips(name: &str, swap: Option<&str>, chips: &[FilterChip<'_>]) -> Markup {
    html! {
        nav aria-label=(name) {
            ul.filters { @for chip in chips { li { a href=(chip.href) aria-current=[chip.on.then_some("true")] data-swap=[swap] {
                @if chip.on { (icon("check")) } @else if !chip.icon.is_empty() { (icon(chip.icon)) }
                (chip.label)
            } } } }
        }
    }
}

/// The search form: words, sometimes a place, and more under it.
#[must_use = "a search form does nothing until it is rendered"]
pub struct Search<'a> {
    /// Where it goes (a GET).
    pub action: &'a str,
    /// What screen readers call it.
    pub name: &'a str,
    /// The fields on the first line: one or two.
    pub fields: Vec<Field>,
    /// Words on the button.
    pub submit: &'a str,
    /// The id of the part that script may replace.
    pub swap: Option<&'a str>,
    /// Hidden values that stay, as (name, value).
    pub keep: Vec<(&'a str, String)>,
    /// What stands under the first line: check boxes, selects.
    pub more: Markup,
}

impl Render for Search<'_> {
    fn render(&self) -> Markup {
        html! {
            search {
                form.search.card.one[self.fields.len() < 2] action=(self.action) method="get" aria-label=(self.name) data-swap=[self.swap] {
                    @for field in &self.fields { (field) }
                    button.btn type="submit" { (icon("search")) (self.submit) }
                    @if !self.more.0.is_empty() { div.more { (self.more) } }
                    @for (name, value) in &self.keep { input type="hidden" name=(name) value=(value); }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_around_a_page() {
        let show = |page, last| -> String {
            numbers(page, last)
                .iter()
                .map(|n| n.map_or("…".into(), |n| n.to_string()))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(show(1, 1), "1");
        assert_eq!(show(1, 3), "1 2 3");
        assert_eq!(show(4, 9), "1 2 3 4 5 … 9");
        assert_eq!(show(5, 20), "1 … 4 5 6 … 20");
    }

    #[test]
    fn pages_are_links_and_the_present_one_is_not() {
        let html = pagination(["Pages", "Previous", "Next", "Page"], 2, 3, Some("results"), |n| {
            format!("/find?page={n}")
        });
        let html = html.into_string();
        assert!(html.contains("rel=\"prev\" href=\"/find?page=1\"") && html.contains("rel=\"next\""));
        assert!(
            html.contains("<span aria-current=\"page\"><span class=\"vh\">Page </span>2</span>"),
            "{html}"
        );
        assert!(html.contains("data-swap=\"results\""));
        assert_eq!(pagination(["a", "b", "c", "d"], 1, 1, None, |_| String::new()).into_string(), "");
    }

    #[test]
    fn a_trail_ends_here() {
        let html = breadcrumbs("You are here", &[("/people", "People")], "Ana L.").into_string();
        assert!(
            html.contains("<span aria-current=\"page\">Ana L.</span>")
                && html.contains("aria-label=\"You are here\"")
        );
    }

    #[test]
    fn a_filter_that_is_on_is_more_than_a_colour() {
        let chips = [FilterChip { href: "/a".into(), label: "Open now", icon: "clock", on: true }];
        let html = filter_chips("Filters", None, &chips).into_string();
        assert!(html.contains("aria-current=\"true\"") && html.contains("#i-check"));
    }

    #[test]
    fn the_search_form_is_a_get_with_a_name() {
        let form = Search {
            action: "/find",
            name: "Find help",
            fields: vec![Field::search("q", "What do you need?")],
            submit: "Find help",
            swap: Some("results"),
            keep: vec![("need", "food".into())],
            more: html! {},
        };
        let html = form.render().into_string();
        assert!(html.contains("method=\"get\"") && html.contains("aria-label=\"Find help\""));
        assert!(html.contains("type=\"hidden\" name=\"need\" value=\"food\""));
        assert!(html.contains("search card one"));
    }
}

//! The frame of every page: head, header with the partnership's quilt, navigation, flash, footer.
//!
//! A pure function from [`Shell`] to a document; it knows nothing of requests, so that the gallery and the tests can
//! draw any state of it.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::assets;
use crate::icons::{icon, sprite};
use crate::messages::{Catalogue, Lang};
use crate::ui::{Tone, notice};

mod quilt;

pub use quilt::{patch, quilt};

/// At most this many items stand in the bar; a phone shows three of them. All stand on the Menu page.
pub const NAV_ITEMS: usize = 5;

/// One link of the navigation or of the account menu.
#[derive(Clone, Debug, Default)]
pub struct NavLink {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub label: String,
    /// Its icon.
    pub icon: &'static str,
    /// Whether it is the part of the site that the page belongs to.
    pub current: bool,
}

/// Who is signed in, for the account menu.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// Name of the member.
    pub name: String,
    /// Name of the organization that the member acts for.
    pub organization: String,
    /// Links of the menu (own account, settings); signing out comes last by itself.
    pub links: Vec<NavLink>,
}

/// What a person chose under Display; an empty part follows the device.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look<'a> {
    /// `light` or `dark`.
    pub theme: Option<&'a str>,
    /// `more`: yellow on black.
    pub contrast: Option<&'a str>,
    /// `large`.
    pub size: Option<&'a str>,
    /// `off`: no single-letter shortcuts.
    pub keys: Option<&'a str>,
    /// The partnership's own colour, `#rrggbb`.
    pub brand: Option<&'a str>,
}

/// Everything that goes around the content of a page.
pub struct Shell<'a> {
    /// The words.
    pub catalogue: &'a Catalogue,
    /// The language of the page.
    pub lang: Lang,
    /// Title of the page; the partnership's name is put after it.
    pub title: &'a str,
    /// Name of the partnership.
    pub partnership: &'a str,
    /// The sector code of every partner: one patch of the quilt each.
    pub sectors: &'a [&'a str],
    /// Path and query of this page, for coming back from Display.
    pub here: &'a str,
    /// Navigation, most wanted first; only [`NAV_ITEMS`] of them are shown.
    pub nav: &'a [NavLink],
    /// Whether the page is the Menu.
    pub on_menu: bool,
    /// Display choices.
    pub look: Look<'a>,
    /// Who is signed in; none shows the sign-in link.
    pub account: Option<&'a Account>,
    /// Whether the install holds invented data.
    pub demo: bool,
    /// A message from the page before.
    pub flash: Option<(Tone, &'a str)>,
    /// The content.
    pub main: Markup,
}

impl Shell<'_> {
    /// The whole document.
    pub fn render(&self) -> Markup {
        let body = self.body();
        let look = &self.look;
        html! {
            (DOCTYPE)
            html lang=(self.lang.code()) dir=(self.lang.dir()) data-theme=[look.theme]
                data-contrast=[look.contrast] data-size=[look.size] data-keys=[look.keys] {
                (self.head())
                body { (sprite(&body.0)) (body) }
            }
        }
    }

    fn t(&self, key: &str) -> String {
        self.catalogue.text(self.lang, key, &[])
    }

    fn head(&self) -> Markup {
        let page_and_place = [("page", self.title.into()), ("partnership", self.partnership.into())];
        html! {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                title { (self.title) ": " (self.partnership) }
                meta name="description" content=(self.catalogue.text(self.lang, "web-description", &page_and_place));
                meta name="color-scheme" content="light dark";
                link rel="preload" href=(assets::url("ahn-400.woff2")) as="font" type="font/woff2" crossorigin;
                link rel="stylesheet" href=(assets::url("app.css"));
                @if let Some(brand) = self.look.brand.and_then(assets::brand_url) {
                    link rel="stylesheet" href=(brand);
                }
                link rel="icon" href=(assets::url("icon.svg")) type="image/svg+xml";
                link rel="manifest" href="/manifest.webmanifest";
                script src=(assets::url("app.js")) defer {}
            }
        }
    }

    fn body(&self) -> Markup {
        html! {
            a.skip href="#main" { (self.t("web-skip")) }
            @if self.demo {
                aside.demo aria-label=(self.t("web-demo-title")) {
                    div.wrap { (icon("info-circle")) p { strong { (self.t("web-demo-title")) ". " } (self.t("web-demo-text")) } }
                }
            }
            header.top {
                div.wrap.bar {
                    a.brand href="/" { (icon("heart-handshake")) span { (self.partnership) } }
                    div.tools { (self.language()) (self.display()) (self.account()) }
                }
            }
            (quilt(self.sectors))
            (self.navigation())
            main #main.wrap.stack-l.cq tabindex="-1" {
                @if let Some((tone, text)) = self.flash {
                    div role="status" { (notice(tone, html! { (text) })) }
                }
                (self.main)
            }
            (self.footer())
            p #live.vh role="status" aria-live="polite" {}
        }
    }

    fn back_here(&self, path: &str) -> String {
        let next: String = form_urlencoded::byte_serialize(self.here.as_bytes()).collect();
        let mark = if path.contains('?') { '&' } else { '?' };
        format!("{path}{mark}next={next}")
    }

    fn language(&self) -> Markup {
        let others = Lang::ALL.into_iter().filter(|lang| *lang != self.lang);
        html! {
            @for lang in others {
                // A choice is kept, and only a POST may keep something: a form with one button, one tap.
                form method="post" action="/display" {
                    input type="hidden" name="lang" value=(lang.code());
                    input type="hidden" name="next" value=(self.here);
                    button type="submit" lang=(lang.code()) { (icon("language")) (lang.own_name()) }
                }
            }
        }
    }

    fn display(&self) -> Markup {
        html! { a href=(self.back_here("/display")) { (icon("eye")) (self.t("web-display-short")) span.x { (self.t("web-display-more")) } } }
    }

    fn account(&self) -> Markup {
        let Some(account) = self.account else {
            return html! { a href=(self.back_here("/sign-in")) { (icon("user-circle")) (self.t("web-sign-in")) } };
        };
        html! {
            details.menu {
                summary { (icon("user-circle")) span { (account.name) } (icon("chevron-down")) }
                div.panel {
                    p { strong { (account.name) } br; span.m { (account.organization) } }
                    @for link in &account.links {
                        a href=(link.href) aria-current=[link.current.then_some("page")] { (icon(link.icon)) (link.label) }
                    }
                    form method="post" action="/sign-out" { button type="submit" { (icon("logout")) (self.t("web-sign-out")) } }
                }
            }
        }
    }

    fn navigation(&self) -> Markup {
        html! {
            nav.nav aria-label=(self.t("web-nav")) {
                ul.wrap {
                    // Three and the Menu fit on a phone; the rest waits for a wider screen or the Menu page.
                    @for (i, link) in self.nav.iter().take(NAV_ITEMS).enumerate() {
                        li class=[(i > 2).then_some("lo")] { a href=(link.href) aria-current=[link.current.then_some("page")] { (icon(link.icon)) span { (link.label) } } }
                    }
                    li { a href="/menu" aria-current=[self.on_menu.then_some("page")] { (icon("menu-2")) span { (self.t("web-menu")) } } }
                }
            }
        }
    }

    fn footer(&self) -> Markup {
        let call = |key: &str, number: &'static str| {
            // The number is a link; the sentence around it is the translators'.
            let sentence = self.catalogue.text(self.lang, key, &[("number", "\u{1}".into())]);
            let (before, after) = sentence.split_once('\u{1}').unwrap_or((&sentence, ""));
            html! { (before) a href={ "tel:" (number) } { (number) } (after) "." }
        };
        html! {
            footer.foot {
                div.wrap.stack-s {
                    p {
                        strong { (self.partnership) } ". " (self.t("web-footer-help")) " " (call("web-footer-call-211", "211")) " "
                        (self.t("web-footer-danger")) " " (call("web-footer-call-911", "911"))
                    }
                    p.links {
                        a href="/privacy" { (self.t("web-footer-privacy")) }
                        a href="/display" { (self.t("web-footer-display")) }
                        a href="/menu" { (self.t("web-menu")) }
                    }
                }
            }
        }
    }
}

/// Raw markup that the caller vouches for; the only users are our own drawings.
fn drawn(svg: &str) -> PreEscaped<String> {
    PreEscaped(svg.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell<'a>(catalogue: &'a Catalogue, nav: &'a [NavLink], main: Markup) -> Shell<'a> {
        Shell {
            catalogue,
            lang: Lang::En,
            title: "Find help",
            partnership: "Riverbend Health Partnership",
            sectors: &["faith", "housing", "faith"],
            here: "/find?q=food&near=10001",
            nav,
            on_menu: false,
            look: Look::default(),
            account: None,
            demo: true,
            flash: None,
            main,
        }
    }

    fn nav(n: usize) -> Vec<NavLink> {
        (0..n)
            .map(|i| NavLink {
                href: format!("/{i}"),
                label: format!("Item {i}"),
                icon: "home",
                current: i == 1,
            })
            .collect()
    }

    #[test]
    fn a_page_has_a_title_a_skip_link_and_one_main() {
        let (catalogue, nav) = (Catalogue::shared(), nav(7));
        let page = shell(&catalogue, &nav, html! { h1 { "Find help" } }).render().into_string();
        assert!(page.contains("<title>Find help: Riverbend Health Partnership</title>"));
        assert!(
            page.contains("<a class=\"skip\" href=\"#main\">")
                && page.contains("id=\"main\" tabindex=\"-1\""),
            "{page}"
        );
        assert_eq!(page.matches("<main").count(), 1);
        assert!(page.contains("lang=\"en\" dir=\"ltr\""));
        assert_eq!(page.matches("aria-current=\"page\"").count(), 1);
    }

    #[test]
    fn the_bar_holds_five_items_and_the_menu() {
        let (catalogue, nav) = (Catalogue::shared(), nav(7));
        let page = shell(&catalogue, &nav, html! {}).render().into_string();
        assert!(page.contains("Item 4") && !page.contains("Item 5"));
        assert!(page.contains("href=\"/menu\""));
    }

    #[test]
    fn language_and_sign_in_come_back_to_this_page() {
        let (catalogue, nav) = (Catalogue::shared(), nav(1));
        let page = shell(&catalogue, &nav, html! {}).render().into_string();
        assert!(page.contains("name=\"lang\" value=\"es\"") && page.contains("lang=\"es\">"), "{page}");
        assert!(page.contains("name=\"next\" value=\"/find?q=food&amp;near=10001\""));
        assert!(page.contains("/sign-in?next=%2Ffind%3Fq%3Dfood%26near%3D10001"));
    }

    #[test]
    fn the_sprite_holds_only_what_is_used() {
        let (catalogue, nav) = (Catalogue::shared(), nav(1));
        let page = shell(&catalogue, &nav, html! { (icon("salad")) }).render().into_string();
        assert!(page.contains("id=\"i-salad\"") && page.contains("id=\"i-menu-2\""));
        assert!(!page.contains("id=\"i-bus\""));
    }

    #[test]
    fn choices_reach_the_document_and_nothing_is_inline() {
        let (catalogue, nav) = (Catalogue::shared(), nav(1));
        let account = Account { name: "Ana".into(), organization: "Open Door".into(), links: nav.clone() };
        let mut s = shell(&catalogue, &nav, html! {});
        s.lang = Lang::Es;
        s.look = Look { theme: Some("dark"), size: Some("large"), brand: Some("#123456"), ..Look::default() };
        s.account = Some(&account);
        s.flash = Some((Tone::Ok, "Guardado"));
        let page = s.render().into_string();
        assert!(page.contains("data-theme=\"dark\"") && page.contains("data-size=\"large\""));
        assert!(page.contains("/assets/brand-123456.css"));
        assert!(page.contains("action=\"/sign-out\"") && page.contains("Open Door"));
        assert!(page.contains("Guardado") && page.contains("Saltar al contenido"));
        assert!(!page.contains("style=") && !page.contains("<script>") && !page.contains("onclick"));
    }

    #[test]
    fn the_footer_can_be_called() {
        let (catalogue, nav) = (Catalogue::shared(), nav(1));
        let page = shell(&catalogue, &nav, html! {}).render().into_string();
        assert!(page.contains("Call <a href=\"tel:211\">211</a>.") && page.contains("href=\"tel:911\""));
    }
}

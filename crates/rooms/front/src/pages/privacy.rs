//! Privacy in plain words: who sees what, what is never asked, how to take a yes back, whom to call.

use maud::{Markup, html};
use tandem_web::ui::{self, Tone};
use tandem_web::{Answer, Cx, Page};

/// Headings with how many lines each has; the words are `front-privacy-<word>` and `front-privacy-<word>-<n>`.
const PARTS: [(&str, &str, u8); 7] = [
    ("open", "lock-open", 3),
    ("never", "ban", 3),
    ("kept", "notes", 3),
    ("who", "eye", 4),
    ("extra", "shield-lock", 3),
    ("back", "arrow-back-up", 4),
    ("counts", "chart-bar", 2),
];

/// The page.
pub async fn show(cx: Cx) -> Answer {
    let body = html! {
        div.stack {
            h1 { (cx.t("front-privacy-title")) }
            (ui::key_sentence(&cx.t("front-privacy-key")))
        }
        (ui::notice(Tone::Late, html! {
            strong { (cx.t("front-privacy-danger")) }
            (cx.t("front-privacy-danger-text")) " "
            a href="tel:911" { (cx.t("front-privacy-danger-call")) }
        }))
        @for (word, icon, lines) in PARTS { (part(&cx, word, icon, lines)) }
        (questions(&cx))
    };
    Ok(Page::new(&cx, cx.t("front-privacy-title")).nav("privacy").public().body(body))
}

fn part(cx: &Cx, word: &str, icon: &str, lines: u8) -> Markup {
    html! {
        section.stack-s aria-labelledby={ "p-" (word) } {
            h2 id={ "p-" (word) } { (ui::icon(icon)) " " (cx.t(&format!("front-privacy-{word}"))) }
            ul { @for n in 1..=lines { li { (cx.t(&format!("front-privacy-{word}-{n}"))) } } }
        }
    }
}

fn questions(cx: &Cx) -> Markup {
    let partnership = cx.app.partnership();
    html! {
        section.card.stack-s aria-labelledby="p-call" {
            h2 #p-call { (ui::icon("phone")) " " (cx.t("front-privacy-call")) }
            p { (cx.t("front-privacy-call-text")) }
            @if let Some(phone) = partnership.phone.as_deref() {
                @let number: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
                p { a.btn href={ "tel:" (number) } { (ui::icon("phone")) (cx.ta("front-home-phone-go", &[("phone", phone.into())])) } }
            }
            p { (cx.t("front-privacy-call-who")) }
        }
    }
}

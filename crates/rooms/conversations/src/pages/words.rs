//! What the room's pages share: names of groups, counts in words, and the cookie of a voice.

use crate::actions::Speaker;
use crate::model::Statement;
use crate::model::told::{Cells, Figure, Group};
use axum::http::{HeaderMap, HeaderValue};
use maud::{Markup, html};
use tandem_access::{Role, Viewer};
use tandem_stats::figure::Shown;
use tandem_web::ui::{self, Tone};
use tandem_web::{Cx, cookie};

/// Whoever takes part is nobody to the store: the system reads and writes for them.
pub fn system() -> Viewer {
    Viewer::system("conversations.speak")
}

/// Whether one can take part: icon, word, colour.
pub fn chip(cx: &Cx, open: bool) -> Markup {
    if open {
        ui::chip(Tone::Ok, &cx.t("conversations-open"))
    } else {
        ui::chip(Tone::Info, &cx.t("conversations-over"))
    }
}

/// Text as it was typed, paragraph by paragraph.
pub fn paragraphs(text: &str) -> Markup {
    html! { @for paragraph in text.split("\n\n").filter(|p| !p.trim().is_empty()) { p { (paragraph) } } }
}

/// A statement in the reader's language; a first statement without Spanish is marked as English.
pub fn says(cx: &Cx, s: &Statement) -> Markup {
    let english = (cx.spanish() && s.seed && s.words_es.is_none()).then_some("en");
    html! { span lang=[english] { (s.says(cx.spanish())) } }
}

/// A group's name.
pub fn group(cx: &Cx, group: Group) -> String {
    match group {
        Group::Lived => cx.t("conversations-group-lived"),
        Group::Residents => cx.t("conversations-group-residents"),
        Group::Sector(sector) => cx
            .ta("conversations-group-sector", &[("sector", tandem_partners::sector_name(cx, sector).into())]),
        Group::Partners => cx.t("conversations-group-partners"),
        Group::Unsaid => cx.t("conversations-group-unsaid"),
    }
}

/// A count as it is told, of so many: agree (0), disagree (1) or pass (2). What is hidden has a most where the others are told.
pub fn figure(cx: &Cx, cells: &Cells, which: usize) -> String {
    let said = |key: &str, n: u64, of: u64| cx.ta(key, &[("n", n.into()), ("of", of.into())]);
    match (cells.said[which], cells.answers, cells.bounds(which)) {
        (Figure::Exactly(n), Shown::Count(of), _) => said("conversations-n-of", n, of),
        (Figure::AtLeast(n), Shown::Count(of), _) => said("conversations-least-of", n, of),
        (Figure::Hidden, _, Some(b)) if b.high < b.of => said("conversations-most-of", b.high, b.of),
        _ => cx.t("web-too-few"),
    }
}

fn name(base_url: &str) -> &'static str {
    if base_url.starts_with("https://") { "__Host-tandem_voice" } else { "tandem_voice" }
}

/// Who takes part: the member who is signed in, else the one who holds the random word in the cookie.
pub fn speaker(cx: &Cx, headers: &HeaderMap) -> Option<Speaker> {
    if let (true, Some(member), Some(organization)) =
        (cx.viewer.is_member(), cx.viewer.member_id(), cx.viewer.org())
    {
        let resident = cx.viewer.roles() == [Role::Resident];
        return Some(Speaker::Member { member, organization, resident });
    }
    let word = cookie(headers, name(&cx.base_url))?;
    let fine = word.len() == 22 && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    fine.then(|| Speaker::Token(word.to_owned()))
}

/// The `Set-Cookie` value that keeps the word until the browser is closed, or forgets it: whoever shares the device finds nothing.
pub fn keep(cx: &Cx, word: Option<&str>) -> HeaderValue {
    let name = name(&cx.base_url);
    let secure = if name.starts_with("__Host-") { "; Secure" } else { "" };
    let text = match word {
        Some(word) => format!("{name}={word}; Path=/; HttpOnly; SameSite=Lax{secure}"),
        None => format!("{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}"),
    };
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("tandem_voice=; Path=/; Max-Age=0"))
}

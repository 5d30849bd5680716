//! The demo's outbox: what would have been sent, so that a visitor can open the links. Outside a demo there is no such
//! page.

use crate::actions;
use maud::{Markup, html};
use tandem_access::{Error, Viewer};
use tandem_mail::{OutboxLine, Status, outbox};
use tandem_web::ui::{self, Tone};
use tandem_web::{Answer, Cx, Page};

const SHOWN: u32 = 60;

/// The page.
pub async fn show(cx: Cx) -> Answer {
    let lines = cx
        .store
        .read(&Viewer::system("demo.outbox"), |tx| {
            // The setting itself, not what the frame remembers: letters hold secret links.
            if !actions::partnership(tx)?.demo {
                return Err(Error::NotFound);
            }
            outbox(tx, None, SHOWN)
        })
        .await?;
    let body = html! {
        h1 { (cx.t("partners-outbox-title")) }
        p.lead { (cx.t("partners-outbox-lead")) }
        @if lines.is_empty() {
            (ui::empty_state("mail", &cx.t("partners-outbox-none"), &cx.t("partners-outbox-none-hint"), None))
        } @else {
            ul.stack.plain { @for line in &lines { li { (letter(&cx, line)) } } }
        }
    };
    Ok(Page::new(&cx, cx.t("partners-outbox-title")).nav("outbox").body(body))
}

fn letter(cx: &Cx, line: &OutboxLine) -> Markup {
    let (tone, key) = match line.status {
        Status::Queued => (Tone::Info, "partners-outbox-queued"),
        Status::Failed => (Tone::Soon, "partners-outbox-failed"),
        Status::Sent => (Tone::Ok, "partners-outbox-sent"),
        Status::Dead => (Tone::Late, "partners-outbox-dead"),
    };
    let heading = if line.is_text { cx.t("partners-outbox-text-message") } else { line.subject.clone() };
    html! {
        article.card.stack {
            h2 { (heading) }
            p { @if !line.to.is_empty() { (cx.ta("partners-outbox-to", &[("to", line.to.as_str().into())])) br; } (cx.moment(line.created_at)) " " (ui::chip(tone, &cx.t(key))) }
            @for row in line.body.lines() { @if row.trim().is_empty() { } @else { p { (linked(cx, row)) } } }
        }
    }
}

/// A line of a letter; a link to this install becomes one, wherever it stands in the line.
fn linked(cx: &Cx, row: &str) -> Markup {
    let Some((before, rest)) = row.split_once(cx.base_url.as_str()).filter(|(_, rest)| rest.starts_with('/'))
    else {
        return html! { (row) };
    };
    let (path, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
    html! { (before) a href=(path) { (cx.base_url) (path) } (after) }
}

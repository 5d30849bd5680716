//! A copy of everything: a page, a file to print or keep, a file for other programs.

mod pdf;
mod written;

use super::lines;
use crate::actions::{self, Everything, Timeline};
use crate::fhir::bundle;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde_json::Value;
use tandem_access::Error;
use tandem_access::accounts::rate_limit::Gate;
use tandem_people::private_page::{as_person, way_out};
use tandem_web::ui::{self, Button, Col, Table};
use tandem_web::{Answer, Cx, FHIR_JSON, Page};
use written::{Body, Facts, Part};

/// The page. It prints as one paper with nothing folded up.
pub async fn show(cx: Cx, headers: HeaderMap) -> Answer {
    let cx = as_person(cx, &headers).await?;
    let all = cx.store.read(&cx.viewer, actions::everything).await?;
    let written = written::write(&cx, &all);
    let body = html! {
        (way_out(&cx))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/my", &cx.t("people-my-title"))], &written.title))
        h1 { (written.title) }
        p.lede { (written.of) }
        p { (written.without) }
        div.no-paper.stack {
            p { (cx.t("shared-view-copy-print")) }
            div.acts {
                (ui::link_button(Button::Secondary, "file-text", "/my/copy.pdf", &cx.t("shared-view-copy-pdf"), ""))
                (ui::link_button(Button::Secondary, "download", "/my/copy.json", &cx.t("shared-view-copy-json"), ""))
            }
        }
        @for (n, part) in written.parts.iter().enumerate() { (section(&cx, &all, n, part)) }
    };
    Ok(Page::new(&cx, written.title).body(body))
}

/// The same as a file to print or to keep.
pub async fn pdf(cx: Cx, headers: HeaderMap) -> Answer {
    let cx = limited(as_person(cx, &headers).await?)?;
    let all = cx.store.read(&cx.viewer, actions::everything).await?;
    let file = pdf::write(&cx, written::write(&cx, &all)).await?;
    Ok(download("application/pdf", "my-copy.pdf", file))
}

/// The same as a file for machines.
pub async fn json(cx: Cx, headers: HeaderMap) -> Answer {
    let cx = limited(as_person(cx, &headers).await?)?;
    let all = cx.store.read(&cx.viewer, actions::everything).await?;
    fhir_file("my-copy.json", &bundle(&all, "collection"))
}

fn limited(cx: Cx) -> Result<Cx, Error> {
    let person = cx.viewer.person().ok_or(Error::Forbidden)?;
    cx.store.limits().take(Gate::Copy, &person.to_string(), cx.now)?;
    Ok(cx)
}

/// FHIR R4 as a file.
pub fn fhir_file(name: &str, resource: &Value) -> Answer {
    let text = serde_json::to_string_pretty(resource).map_err(|e| Error::Internal(e.to_string()))?;
    Ok(download(FHIR_JSON, name, text))
}

/// A file that is kept, under a name that says nothing of whom it is about.
fn download(kind: &'static str, name: &str, body: impl IntoResponse) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, body).into_response()
}

/// Who the person is and how to reach them, as it is written down.
pub fn details(cx: &Cx, timeline: &Timeline) -> Markup {
    let said = written::details(cx, timeline).into_iter();
    ui::definition_list(said.map(|(name, value)| (name, html! { (value) })))
}

fn section(cx: &Cx, all: &Everything, n: usize, part: &Part) -> Markup {
    // Two screenings of one day have the same heading.
    let id = format!("part-{n}");
    if let Body::Timeline(_) = part.body {
        let rows: Vec<_> = all.timeline.lines.iter().collect();
        return html! {
            section.stack aria-labelledby=(id) { h2 id=(id) { (part.title) } (lines::list(cx, &all.timeline, &rows)) }
        };
    }
    html! {
        section.card.stack.cq aria-labelledby=(id) {
            h2 id=(id) { (part.title) }
            @match &part.body {
                Body::Facts(list) => { (facts(list)) }
                Body::Corrections(asked) => { @for k in asked { div.stack-s { (k) } } }
                Body::Looks(columns, rows) => { (looks(&part.title, columns, rows)) }
                Body::Nothing(words) => { p { (words) } }
                Body::Timeline(_) => {}
            }
        }
    }
}

/// Names with their values; several values are a list.
pub fn facts(facts: &Facts) -> Markup {
    html! {
        dl.dl {
            @for (name, values) in facts {
                div {
                    dt { (name) }
                    dd { @if let [one] = values.as_slice() { (one) } @else { ul { @for value in values { li { (value) } } } } }
                }
            }
        }
    }
}

fn looks(caption: &str, columns: &[String; 4], rows: &[[String; 4]]) -> Markup {
    let mut table = Table::new(caption, columns.iter().map(Col::text)).hide_caption();
    for row in rows {
        table.push(row.iter().map(|text| html! { (text) }));
    }
    html! { (table) }
}

//! The list of screenings on a person's page.

use super::day;
use crate::actions::screenings_of;
use crate::model::screening::Status;
use maud::{Markup, html};
use tandem_access::{Action, Kind, Uuid};
use tandem_web::ui::{self, Button, Tone};
use tandem_web::{Cx, PageError, Panel, PanelFuture, Who};

/// The panel on the page `person`.
pub const PANEL: Panel = Panel { slot: "person", order: 10, render };

fn render(cx: Cx, person: Uuid) -> PanelFuture {
    Box::pin(async move { markup(&cx, person).await })
}

/// A person's screenings, with the way to a new one; nothing for a viewer whose role does not handle screenings.
async fn markup(cx: &Cx, person: Uuid) -> Result<Markup, PageError> {
    if !cx.allowed(Who::May(Kind::Screening, Action::Read)) {
        return Ok(html! {});
    }
    let lines = cx.store.read(&cx.viewer, move |tx| screenings_of(tx, person)).await?;
    let start = cx.allowed(Who::May(Kind::Screening, Action::Write));
    Ok(html! {
        section.card.stack.cq aria-labelledby="screenings" {
            h2 id="screenings" { (cx.t("screening-panel")) }
            @if lines.is_empty() { p { (cx.t("screening-panel-none")) " " (cx.t("screening-panel-none-hint")) } } @else {
                ul.stack-s {
                    @for (screening, asked) in &lines {
                        @let when = day(cx, screening.authored_at.unwrap_or(screening.started_at));
                        @let status = cx.t(&format!("screening-status-{}", screening.status.code()));
                        @let tone = if screening.status == Status::Completed { Tone::Ok } else { Tone::Soon };
                        li {
                            a href={ "/screenings/" (screening.id) } { (asked.title.in_language(cx.lang.code())) ", " (when) }
                            " " (ui::chip(tone, &status))
                        }
                    }
                }
            }
            @if start {
                div.actions { (ui::link_button(Button::Secondary, "clipboard-list", &format!("/people/{person}/screenings/new"), &cx.t("screening-start"), "")) }
            }
        }
    })
}

//! What waits for a reviewer, how good the links are, and what the reviewer decided.

use super::{day, percent};
use crate::actions::{self, Overlap};
use crate::model::calibration::{Version, meanings};
use crate::model::quality::Share;
use crate::store::review::{Review, Status};
use axum::extract::Path;
use maud::{Markup, html};
use tandem_web::ui::{self, Button, Col, Table, Tone};
use tandem_web::{Answer, Cx, Page, path_id};

/// How many of one's decisions are shown.
const DECISIONS: u32 = 30;

/// The page.
pub async fn show(cx: Cx) -> Answer {
    let (waiting, taken, decided) = cx
        .store
        .read(&cx.viewer, |tx| {
            Ok((actions::queue(tx, 1)?.1, actions::taken(tx)?, actions::decisions(tx, DECISIONS)?))
        })
        .await?;
    let quality = actions::quality(&cx.store, &cx.viewer).await?;
    let calibration = actions::calibration(&cx.store, &cx.viewer).await?;
    let title = cx.t("identity-title");
    let body = html! {
        div.stack {
            h1 { (title) }
            p.lede { (cx.t("identity-lede")) }
        }
        @if waiting == 0 && taken.is_none() {
            (ui::empty_state("circle-check", &cx.t("identity-none"), &cx.t("identity-none-text"), None))
        } @else {
            section.card.stack aria-labelledby="waiting" {
                h2 id="waiting" { (cx.ta("identity-waiting", &[("n", waiting.into())])) }
                p { (cx.t("identity-waiting-text")) }
                form method="post" action="/identity/take" {
                    (ui::button(Button::Primary, "users", &cx.t(if taken.is_some() { "identity-go-on" } else { "identity-take" })))
                }
            }
        }
        (ui::section(&cx.t("identity-quality"), html! {
            (quality_part(&cx, &quality))
            (calibration_part(&cx, &calibration))
        }))
        (ui::section(&cx.t("identity-decided"), decided_part(&cx, &decided)))
    };
    Ok(Page::new(&cx, title).nav("identity").body(body))
}

fn quality_part(cx: &Cx, quality: &Overlap) -> Markup {
    let share = |share: Option<Share>| match share {
        Some(s) => (
            percent(s.value),
            cx.ta(
                "identity-interval",
                &[
                    ("low", percent(s.low).into()),
                    ("high", percent(s.high).into()),
                    ("n", s.looked_at.into()),
                ],
            ),
        ),
        None => (cx.t("identity-not-known"), cx.t("identity-not-known-text")),
    };
    let (precision, recall) = (share(quality.precision), share(quality.recall));
    html! {
        p { (cx.t("identity-quality-text")) }
        (ui::stats([
            ui::stat(&cx.t("identity-linked"), &quality.linked.to_string(), &cx.t("identity-linked-text"), None),
            ui::stat(&cx.t("identity-precision"), &precision.0, &precision.1, None),
            ui::stat(&cx.t("identity-recall"), &recall.0, &recall.1, None),
        ]))
    }
}

/// What decisions taught the computer.
fn calibration_part(cx: &Cx, calibration: &Version) -> Markup {
    let n = ("n", calibration.reviews.into());
    if calibration.version == 0 {
        return html! { p { (cx.t("identity-learnt-nothing")) } };
    }
    html! {
        p { (cx.ta("identity-learnt", &[n, ("when", day(cx, calibration.at).into())])) }
        ul {
            @for meaning in meanings(&calibration.curve) {
                li {
                    (cx.ta("identity-learnt-line", &[("model", percent(meaning.model).into()), ("now", percent(meaning.all).into())]))
                    @if meaning.most - meaning.least >= 0.005 {
                        " " (cx.ta("identity-learnt-range", &[("least", percent(meaning.least).into()), ("most", percent(meaning.most).into())]))
                    }
                }
            }
        }
    }
}

fn decided_part(cx: &Cx, decided: &[Review]) -> Markup {
    if decided.is_empty() {
        return html! { p { (cx.t("identity-decided-none")) } };
    }
    let columns = ["identity-when", "identity-what", "identity-chance", "identity-undo"];
    let mut table =
        Table::new(cx.t("identity-decided"), columns.map(|key| Col::text(cx.t(key)))).hide_caption();
    for review in decided {
        let when = day(cx, review.decided_at.unwrap_or(review.created_at));
        let (tone, key) = match review.status {
            Status::Same => (Tone::Ok, "identity-same"),
            _ => (Tone::Info, "identity-different"),
        };
        table.push([
            html! { (when) },
            html! { (ui::chip(tone, &cx.t(key))) @if let Some(note) = &review.note { " " (note) } },
            html! { (percent(review.probability)) },
            html! {
                form method="post" action={ "/identity/reviews/" (review.id) "/undo" } {
                    (ui::button(Button::Secondary, "arrow-back-up", &cx.t("identity-undo")))
                }
            },
        ]);
    }
    html! { (table) }
}

/// Takes the first pair of the queue.
pub async fn take(cx: Cx) -> Answer {
    match cx.store.write(&cx.viewer, actions::take).await? {
        Some(id) => Ok(cx.redirect(&format!("/identity/reviews/{id}"))),
        None => Ok(cx.redirect("/identity")),
    }
}

/// Takes a decision back.
pub async fn undo(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    cx.store.write(&cx.viewer, move |tx| actions::undo(tx, id)).await?;
    Ok(cx.redirect_flash("/identity", "identity-undone"))
}

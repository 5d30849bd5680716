//! A copy of everything, to print or to keep as a file.

use super::{day, lines, timeline as staff};
use crate::actions::{self, Everything, Timeline};
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_people::private_page::{self, as_person};
use tandem_web::messages::dates;
use tandem_web::messages::languages::language_name;
use tandem_web::ui::{self, Button};
use tandem_web::{Answer, Cx, Page};

/// The page. It prints as one paper with nothing folded up.
pub async fn show(cx: Cx, headers: HeaderMap) -> Answer {
    let cx = as_person(cx, &headers).await?;
    let all = cx.store.read(&cx.viewer, actions::everything).await?;
    let title = cx.t("shared-view-copy-title");
    let rows: Vec<_> = all.timeline.lines.iter().collect();
    let looks: HashMap<_, _> = all.timeline.orgs.iter().map(|(id, name)| (*id, name.clone())).collect();
    let who = cx.t("people-my-who");
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/my", &cx.t("people-my-title"))], &title))
        h1 { (title) }
        p.lede { (cx.ta("shared-view-copy-of", &[("name", all.timeline.person.display_name().into()), ("date", day(&cx, all.at).into())])) }
        p { (cx.t("shared-view-copy-without")) }
        div.no-paper.stack {
            p { (cx.t("shared-view-copy-print")) }
            div.acts { (ui::link_button(Button::Secondary, "download", "/my/copy.json", &cx.t("shared-view-copy-json"), "")) }
        }
        (ui::section(&cx.t("people-correction-details"), details(&cx, &all.timeline)))
        (staff::teams(&cx, &all.timeline))
        section.stack aria-labelledby="everything" {
            h2 id="everything" { (cx.t("shared-view-my-title")) }
            @if rows.is_empty() { p { (cx.t("shared-view-nothing")) } } @else { (lines::list(&cx, &all.timeline, &rows)) }
        }
        (answers(&cx, &all))
        (ui::section(&who, private_page::looks(&cx, &who, &all.looks, &looks)))
    };
    Ok(Page::new(&cx, title.clone()).body(body))
}

/// The same as a file for machines.
pub async fn json(cx: Cx, headers: HeaderMap) -> Answer {
    let cx = as_person(cx, &headers).await?;
    let all = cx.store.read(&cx.viewer, actions::everything).await?;
    let text = serde_json::to_string_pretty(&actions::bundle(&all))
        .map_err(|e| tandem_access::Error::Internal(e.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, "application/fhir+json; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"my-copy.json\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, text).into_response())
}

/// Who the person is and how to reach them, as it is written down.
pub fn details(cx: &Cx, timeline: &Timeline) -> Markup {
    let d = &timeline.person.details;
    let address = [&d.address_line1, &d.address_line2, &d.city, &d.region, &d.postal_code];
    let address: Vec<&str> = address.into_iter().flatten().map(String::as_str).collect();
    let full = format!("{} {}", d.given_name, d.family_name);
    let said = [
        ("people-column-name", Some(full.trim().to_owned())),
        ("people-preferred-name", d.preferred_name.clone()),
        ("people-birth-date", d.birth_date.map(|day| dates::date_year(cx.lang, day))),
        ("people-phone", d.phone.as_deref().map(tandem_people::model::names::show_phone)),
        ("people-email", d.email.clone()),
        ("shared-view-my-language", d.language.as_deref().map(|tag| language_name(cx.lang, tag))),
        ("people-address", (!address.is_empty()).then(|| address.join(", "))),
    ];
    ui::definition_list(said.into_iter().filter_map(|(key, value)| Some((cx.t(key), html! { (value?) }))))
}

/// What was asked and answered, screening by screening.
fn answers(cx: &Cx, all: &Everything) -> Markup {
    html! {
        @for view in &all.screenings {
            @let at = view.screening.authored_at.unwrap_or(view.screening.started_at);
            @let words = tandem_screening::answers_in_words(cx, view);
            @if !words.is_empty() {
                section.card.stack aria-labelledby={ "a-" (view.screening.id) } {
                    h2 id={ "a-" (view.screening.id) } { (view.questionnaire.title.in_language(cx.lang.code())) ", " (day(cx, at)) }
                    (ui::definition_list(words.into_iter().map(|(question, answer)| (question, html! { (answer) }))))
                }
            }
        }
    }
}

//! The page of one service, and "Is this wrong? Tell us".

use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors};
use tandem_web::map::{Pin, PointsMap};
use tandem_web::ui::{
    Button, Choice, Choices, Field, Tone, breadcrumbs, button, definition_list, error_summary, link_button,
    notice, section,
};
use tandem_web::{Answer, Cx, Form, Page, path_id};

use super::words;
use crate::actions::candidates::listing;
use crate::actions::report::{WHAT, report_listing};
use crate::model::listing::{Cost, Listing, Phone, Place};

/// `GET /services/{id}`.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let l = cx.store.read(&cx.viewer, move |tx| listing(tx, id)).await?;
    page(&cx, &l, &Form::default(), None).await
}

/// `POST /services/{id}/report`.
pub async fn report(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let (what, said) = (form.text("what").to_owned(), form.text("words").to_owned());
    let result = cx.store.write(&cx.viewer, move |tx| report_listing(tx, id, &what, &said)).await;
    match result {
        Ok(()) => Ok(cx.redirect_flash(&format!("/services/{id}"), "directory-report-thanks")),
        Err(Error::Invalid(errors)) => {
            let l = cx.store.read(&cx.viewer, move |tx| listing(tx, id)).await?;
            Ok(page(&cx, &l, &form, Some(errors)).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(
    cx: &Cx,
    l: &Listing,
    form: &Form,
    errors: Option<FieldErrors>,
) -> Result<Response, tandem_web::PageError> {
    let panels = cx.panels("place", l.id).await?;
    let faults = errors.as_ref().map(|e| cx.faults(e)).unwrap_or_default();
    let main = html! {
        div.stack {
            (breadcrumbs(&cx.t("web-breadcrumbs"), &[("/find", &cx.t("directory-nav-find"))], &l.name))
            (error_summary(&cx.t("web-error-title"), &faults))
            div.row.between {
                h1 { (l.name) }
                (words::capacity_chip(cx, l.capacity.as_ref().map(|c| c.status)))
            }
            @if l.organization_name != l.name { p.lede { (cx.ta("directory-by", &[("name", l.organization_name.as_str().into())])) } }
            @if !l.alternate_name.is_empty() { p.m { (cx.ta("directory-also", &[("name", l.alternate_name.as_str().into())])) } }
            @if l.status != crate::model::item::ServiceStatus::Active { (notice(Tone::Late, html! { p { (cx.t("directory-not-running")) } })) }
            @if !l.alert.is_empty() { (notice(Tone::Soon, html! { p { (l.alert) } })) }
            @if l.is_safety() { (notice(Tone::Info, html! { p { (cx.t("directory-safety-note")) } })) }
            div.acts {
                @if let Some(phone) = l.main_phone() { (words::call_button(cx, phone, &l.name)) }
                (link_button(Button::Secondary, "hand-stop", &format!("/services/{}/call-me", l.id), &cx.t("directory-call-me"), &l.name))
            }
            p.hint {
                (words::checked_line(cx, l))
                @if let Some(capacity) = &l.capacity { " " (words::capacity_line(cx, capacity)) }
            }
            (about(cx, l))
            (when_and_where(cx, l))
            (contact(cx, l))
            (panels)
            (wrong(cx, l, form, errors.as_ref()))
        }
    };
    let title = l.name.clone();
    let page = Page::new(cx, title).nav("find");
    Ok(if errors.is_some() { page.invalid().body(main) } else { page.public().body(main) })
}

fn paragraphs(text: &str) -> Markup {
    html! { @for part in text.split("\n\n").filter(|p| !p.trim().is_empty()) { p { @for (i, line) in part.lines().enumerate() { @if i > 0 { br; } (line) } } } }
}

fn about(cx: &Cx, l: &Listing) -> Markup {
    let mut facts: Vec<(String, Markup)> = Vec::new();
    let mut add = |key: &str, value: Markup| {
        if !value.0.trim().is_empty() {
            facts.push((cx.t(key), value));
        }
    };
    add("directory-who", eligibility(cx, l));
    add("directory-cost", cost(cx, l));
    let list = |items: &[String]| html! { @if items.len() == 1 { (items[0]) } @else if !items.is_empty() { ul { @for item in items { li { (item) } } } } };
    add("directory-documents", list(&l.documents));
    add("directory-apply", paragraphs(&l.application_process));
    add("directory-wait", html! { (l.wait_time) });
    add("directory-languages", html! { (words::languages(l).join(", ")) });
    add("directory-interpretation", html! { (l.interpretation_services) });
    add("directory-areas", list(&l.areas));
    let needs: Vec<String> = l
        .domains()
        .iter()
        .filter_map(|d| crate::model::domain::domain(d))
        .map(|d| d.name(cx.spanish()).to_owned())
        .collect();
    add("directory-needs", html! { (needs.join(", ")) });
    section(&cx.t("directory-about"), html! { (paragraphs(&l.description)) (definition_list(facts)) })
}

fn eligibility(cx: &Cx, l: &Listing) -> Markup {
    let ages = match (l.minimum_age.filter(|n| *n > 0), l.maximum_age) {
        (Some(low), Some(high)) => {
            cx.ta("directory-ages-between", &[("low", low.into()), ("high", high.into())])
        }
        (Some(low), None) => cx.ta("directory-ages-from", &[("low", low.into())]),
        (None, Some(high)) => cx.ta("directory-ages-to", &[("high", high.into())]),
        (None, None) => String::new(),
    };
    let people: Vec<&str> = l.terms.iter().filter(|t| t.audience).map(|t| t.term.as_str()).collect();
    html! {
        (paragraphs(&l.eligibility_description))
        @if !ages.is_empty() { p { (ages) } }
        @if !people.is_empty() { p { (people.join(", ")) } }
    }
}

fn cost(cx: &Cx, l: &Listing) -> Markup {
    let amount = |c: &Cost| match c.amount_cents {
        Some(0) => cx.t("directory-free"),
        Some(cents) if c.currency.is_empty() || c.currency == "USD" => {
            format!("${}.{:02}", cents / 100, cents % 100)
        }
        Some(cents) => format!("{}.{:02} {}", cents / 100, cents % 100, c.currency),
        None => String::new(),
    };
    let line = |c: &Cost| {
        [amount(c), c.amount_description.clone(), c.option.clone()]
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    };
    html! { (paragraphs(&l.fees_description)) @for c in &l.costs { p { (line(c)) } } }
}

fn when_and_where(cx: &Cx, l: &Listing) -> Markup {
    html! {
        @if l.places.is_empty() {
            @if !l.schedules.is_empty() { (section(&cx.t("directory-hours"), hours(cx, l, None))) }
        }
        @for place in &l.places {
            (section(&place_title(cx, l, place), html! {
                (hours(cx, l, Some(place)))
                (where_is(cx, place))
            }))
        }
    }
}

fn place_title(cx: &Cx, l: &Listing, place: &Place) -> String {
    match l.places.len() {
        0 | 1 => cx.t("directory-when-where"),
        _ if !place.name.is_empty() => place.name.clone(),
        _ => cx.ta("directory-place-in", &[("city", place.address.city.as_str().into())]),
    }
}

fn hours(cx: &Cx, l: &Listing, place: Option<&Place>) -> Markup {
    let schedules = l.hours_at(place);
    html! {
        @if let Some(open) = words::open_line(cx, schedules) { p { strong { (open) } } }
        @if schedules.is_empty() { p { (cx.t("directory-hours-unknown")) } }
        @else { (words::hours_list(cx, schedules)) }
    }
}

fn where_is(cx: &Cx, place: &Place) -> Markup {
    let line = words::where_line(cx, place);
    html! {
        @if !line.is_empty() { p { (tandem_web::icons::icon(if place.confidential { "lock" } else { "map-pin" })) " " (line) } }
        (paragraphs(&place.description))
        @if !place.transportation.is_empty() { p { strong { (cx.t("directory-getting-there")) } " " (place.transportation) } }
        @if !place.accessibility.is_empty() { p { strong { (cx.t("directory-accessibility")) } " " (place.accessibility.iter().map(|a| words::access(cx, a)).collect::<Vec<_>>().join(", ")) } }
        @if let Some(point) = place.point.filter(|_| !place.confidential) {
            (PointsMap {
                id: format!("map-{}", place.location.simple()),
                title: cx.t("directory-map-title"),
                sentence: cx.ta("directory-map-one", &[("place", line.as_str().into())]),
                areas: Vec::new(),
                pins: vec![Pin { number: 1, at: tandem_web::map::Point::new(point.longitude, point.latitude) }],
                here: None,
            }.render(cx.app.catalogue(), cx.lang))
        }
    }
}

fn contact(cx: &Cx, l: &Listing) -> Markup {
    let kind = |p: &Phone| match p.phone_type.as_str() {
        "fax" => cx.t("directory-phone-fax"),
        "textphone" => cx.t("directory-phone-textphone"),
        "text" => cx.t("directory-phone-text"),
        _ => String::new(),
    };
    let link = |p: &Phone| {
        if p.phone_type == "text" { format!("sms:{}", p.dial()) } else { format!("tel:{}", p.dial()) }
    };
    section(
        &cx.t("directory-contact"),
        html! {
            ul {
                @for p in &l.phones {
                    li {
                        @if p.phone_type == "fax" { (p.number) } @else { a href=(link(p)) { (p.number) } }
                        @if !p.extension.is_empty() { " " (cx.ta("directory-extension", &[("n", p.extension.as_str().into())])) }
                        @let about = [kind(p), p.description.clone()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
                        @if !about.is_empty() { " (" (about) ")" }
                    }
                }
                @if !l.email.is_empty() { li { a href={ "mailto:" (l.email) } { (l.email) } } }
                @if !l.url.is_empty() { li { a.bare href=(l.url) rel="noopener noreferrer" { (l.url) } } }
            }
            @if l.phones.is_empty() && l.email.is_empty() && l.url.is_empty() { p { (cx.t("directory-no-contact")) } }
        },
    )
}

fn wrong(cx: &Cx, l: &Listing, form: &Form, errors: Option<&FieldErrors>) -> Markup {
    let what = |word: &&str| Choice::new(*word, cx.t(&format!("directory-wrong-{word}")));
    let fault = |field: &str| errors.and_then(|e| cx.fault(e, field));
    html! {
        section #wrong.card.stack.no-paper aria-labelledby="h-wrong" {
            h2 #h-wrong { (cx.t("directory-wrong")) }
            p { (cx.t("directory-wrong-text")) }
            form.form method="post" action={ "/services/" (l.id) "/report" } {
                (Choices::radios("what", cx.t("directory-wrong-what"), WHAT.iter().map(what)).choose([form.text("what")]).error(fault("what")))
                (Field::textarea("words", cx.t("directory-wrong-words")).hint(cx.t("directory-wrong-hint")).optional(cx.t("web-optional")).value(form.text("words")).max_length(1000).error(fault("words")))
                div.acts { (button(Button::Secondary, "send", &cx.t("directory-wrong-send"))) }
            }
        }
    }
}

//! Two records side by side, and why they could be one person.

use super::percent;
use crate::actions::{self, Comparison, Decision};
use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, html};
use tandem_access::Error;
use tandem_people::model::names::show_phone;
use tandem_web::chart::{Step, Waterfall};
use tandem_web::ui::{self, Col, Field, Table};
use tandem_web::{Answer, Cx, Form, Page, path_id};

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    match cx.store.read(&cx.viewer, move |tx| actions::view_review(tx, id)).await {
        Ok(comparison) => Ok(page(&cx, &comparison)),
        // The half hour is over, or it was put back: the queue says how to go on.
        Err(Error::NotFound) => Ok(cx.redirect_flash("/identity", "identity-over")),
        Err(e) => Err(e.into()),
    }
}

fn page(cx: &Cx, comparison: &Comparison) -> axum::response::Response {
    let title = cx.t("identity-review-title");
    let id = comparison.review.id;
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/identity", &cx.t("identity-title"))], &title))
        div.stack {
            h1 { (title) }
            p.lede { (cx.t("identity-review-lede")) }
        }
        @for record in &comparison.records { (tandem_people::part2::notice(cx, record.owner_org, [record.details.label])) }
        (ui::section(&cx.t("identity-side-by-side"), side_by_side(cx, comparison)))
        (ui::section(&cx.t("identity-why"), why(cx, comparison)))
        form.card.stack method="post" action={ "/identity/reviews/" (id) } {
            h2 { (cx.t("identity-decide")) }
            p { (cx.t("identity-decide-text")) }
            (Field::text("note", cx.t("identity-note")).hint(cx.t("identity-note-hint")).optional(cx.t("web-optional")).max_length(500))
            div.actions {
                button.btn.q2nd type="submit" name="decision" value="same" { (ui::icon("user-check")) (cx.t("identity-same")) }
                button.btn.q2nd type="submit" name="decision" value="different" { (ui::icon("users")) (cx.t("identity-different")) }
                button.btn.q2nd type="submit" name="decision" value="back" { (ui::icon("arrow-back-up")) (cx.t("identity-put-back")) }
            }
        }
    };
    Page::new(cx, title).nav("identity").body(body)
}

/// Each fact of both records, and whether they agree.
fn side_by_side(cx: &Cx, comparison: &Comparison) -> Markup {
    let [a, b] = &comparison.records;
    let (a, b) = (&a.details, &b.details);
    let text = |v: &Option<String>| v.clone().unwrap_or_default();
    let phone = |v: &Option<String>| v.as_deref().map(show_phone).unwrap_or_default();
    let date = |v: Option<Date>| v.map(|d| cx.day(d)).unwrap_or_default();
    let rows = [
        ("identity-given", a.given_name.clone(), b.given_name.clone()),
        ("identity-family", a.family_name.clone(), b.family_name.clone()),
        ("identity-preferred", text(&a.preferred_name), text(&b.preferred_name)),
        ("identity-born", date(a.birth_date), date(b.birth_date)),
        ("identity-phone", phone(&a.phone), phone(&b.phone)),
        ("identity-email", text(&a.email), text(&b.email)),
        ("identity-street", text(&a.address_line1), text(&b.address_line1)),
        ("identity-unit", text(&a.address_line2), text(&b.address_line2)),
        ("identity-city", text(&a.city), text(&b.city)),
        ("identity-zip", text(&a.postal_code), text(&b.postal_code)),
    ];
    let columns = ["identity-fact", "identity-record-a", "identity-record-b", "identity-agree"];
    let mut table =
        Table::new(cx.t("identity-side-by-side"), columns.map(|key| Col::text(cx.t(key)))).hide_caption();
    for (key, left, right) in rows {
        if left.is_empty() && right.is_empty() {
            continue;
        }
        let agree = match (left.is_empty() || right.is_empty(), left == right) {
            (true, _) => "identity-agree-missing",
            (_, true) => "identity-agree-yes",
            _ => "identity-agree-no",
        };
        let cell = |v: &str| {
            let v = v.to_owned();
            html! { @if v.is_empty() { span.none { (cx.t("identity-not-given")) } } @else { (v) } }
        };
        table.push([html! { (cx.t(key)) }, cell(&left), cell(&right), html! { (cx.t(agree)) }]);
    }
    html! { (table) }
}

/// The waterfall: what speaks for one person, and what against.
fn why(cx: &Cx, comparison: &Comparison) -> Markup {
    let w = &comparison.waterfall;
    let mut steps =
        vec![Step { label: cx.t("identity-prior"), value: w.prior, note: cx.t("identity-prior-note") }];
    for reason in w.reasons.iter().filter(|reason| reason.level > 0) {
        let born = reason.comparison == "date of birth";
        let shown = |compared: &str| if born { day(cx, compared) } else { compared.to_owned() };
        let note = format!("{} / {}", shown(&reason.left), shown(&reason.right));
        let label = cx.t(&format!("identity-reason-{}", ui::slug(&reason.comparison)));
        let rare = cx.ta("identity-rarity", &[("what", label.as_str().into())]);
        steps.push(Step { label, value: reason.weight, note });
        if reason.rarity.abs() >= 0.05 {
            let key = if reason.rarity > 0.0 { "identity-rare-note" } else { "identity-common-note" };
            steps.push(Step { label: rare, value: reason.rarity, note: cx.t(key) });
        }
    }
    steps.push(Step {
        label: cx.t("identity-relative"),
        value: w.relative,
        note: cx.t("identity-relative-note"),
    });
    if comparison.found.abs() >= 0.05 {
        let (label, note) = (cx.t("identity-found"), cx.t("identity-found-note"));
        steps.push(Step { label, value: comparison.found, note });
    }
    let chart = Waterfall {
        id: "why".into(),
        title: cx.t("identity-why"),
        sentence: cx.ta("identity-why-key", &[("chance", percent(comparison.probability).into())]),
        columns: ["identity-reason", "identity-behind", "identity-points"].map(|key| cx.t(key)),
        steps,
        total: cx.t("identity-sum"),
    };
    html! {
        p { (cx.t("identity-why-text")) }
        (chart.render())
    }
}

/// A date of birth as people write it; what was compared and is no whole date, as it was compared.
fn day(cx: &Cx, compared: &str) -> String {
    Date::strptime("%Y%m%d", compared).map_or_else(|_| compared.to_owned(), |date| cx.day(date))
}

/// Decides, or puts back.
pub async fn decide(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let decision = match form.text("decision") {
        "same" => Some(Decision::Same),
        "different" => Some(Decision::Different),
        "back" => None,
        _ => return Err(Error::NotFound.into()),
    };
    let note = form.text("note").to_owned();
    let key = match decision {
        Some(Decision::Same) => "identity-done-same",
        Some(Decision::Different) => "identity-done-different",
        None => "identity-done-back",
    };
    cx.store
        .write(&cx.viewer, move |tx| match decision {
            Some(decision) => actions::decide(tx, id, decision, &note),
            None => actions::drop_review(tx, id),
        })
        .await?;
    Ok(cx.redirect_flash("/identity", key))
}

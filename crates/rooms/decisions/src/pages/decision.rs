//! A decision: what was decided by whom, how, until when it holds; what it asks; a look back; who stands aside.

use super::words::{Names, decision_chip, paragraphs};
use crate::actions::{self, Aside, Reviews, Whole};
use crate::model::{Decision, Objection, ObjectionState, StanceKind};
use crate::policy;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_agreements::glossary::{self, Glossary};
use tandem_bodies::model::SeatRole;
use tandem_spine::model::Chain;
use tandem_web::ui::{self, Button, Choice, Choices, Field, Tone};
use tandem_web::{Answer, Cx, Form, Page, PageError, faults, path_id};

struct Shown {
    decision: Decision,
    whole: Whole,
    chain: Chain,
    reviews: Reviews,
    aside: Aside,
    names: Names,
    glossary: Glossary,
    leads: bool,
}

async fn load(cx: &Cx, id: Uuid) -> Result<Shown, PageError> {
    let lang = cx.lang;
    Ok(cx
        .store
        .read(&cx.viewer, move |tx| {
            let (decision, whole, chain, reviews, aside) = actions::decision_whole(tx, id)?;
            let seat = tandem_bodies::actions::seat_of(tx, decision.body_id)?;
            let leads =
                policy::may_lead(tx.viewer(), seat.is_some_and(|(seat, _)| seat.role == SeatRole::CoLead));
            Ok(Shown {
                names: Names::load(tx, &[])?,
                glossary: glossary::load(tx, lang)?,
                decision,
                whole,
                chain,
                reviews,
                aside,
                leads,
            })
        })
        .await?)
}

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let shown = load(&cx, path_id(&id)?).await?;
    page(&cx, &shown, &Form::default(), &FieldErrors::new()).await
}

async fn page(cx: &Cx, shown: &Shown, form: &Form, errors: &FieldErrors) -> Result<Response, PageError> {
    let Shown { decision: d, whole, .. } = shown;
    let today = cx.today();
    let panels = cx.panels("decision", d.id).await?;
    let version = whole.versions.iter().find(|v| v.version == d.version);
    let key = match (d.ended_on, d.confirmed(today)) {
        (Some(on), _) => cx.ta("decisions-ended-on", &[("date", cx.day(on).into())]),
        (None, true) => cx.ta("decisions-holds-until", &[("date", cx.day(d.review_on).into())]),
        (None, false) => cx.ta("decisions-past-review", &[("date", cx.day(d.review_on).into())]),
    };
    let body = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/decisions", &cx.t("decisions-title"))], d.named(cx.spanish())))
        h1 { (d.named(cx.spanish())) }
        p { (decision_chip(cx, d, today)) " " (shown.names.body(cx, Some(d.body_id))) }
        (ui::key_sentence(&key))
        @if let Some(v) = version {
            (ui::section(&cx.t("decisions-decided-text"), shown.glossary.paragraphs(cx, &v.body, v.body_es.as_deref())))
            (ui::section(&cx.t("decisions-why"), html! {
                (shown.glossary.paragraphs(cx, &v.problem, v.problem_es.as_deref()))
                (how(cx, shown))
            }))
            (shown.glossary.notes(cx))
        }
        (panels)
        (aside_part(cx, shown, form, errors))
        (reviews(cx, shown))
        @if shown.leads && d.ended_on.is_none() { (review_form(cx, d, form, errors)) }
        p { a href={ "/proposals/" (d.proposal_id) } { (cx.t("decisions-open-proposal")) } }
        (tandem_spine::chain(cx, &shown.chain))
        p.muted { (cx.t("decisions-hash")) " " code { (d.text_hash) } }
    };
    let page = Page::new(cx, d.named(cx.spanish())).nav("decisions").public();
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}

/// How it came to be: versions, objections and what became of them, the last round.
fn how(cx: &Cx, shown: &Shown) -> Markup {
    let Shown { decision: d, whole, .. } = shown;
    let hash = |n: i64| whole.versions.iter().find(|v| v.version == n).map(|v| &v.text_hash);
    let changed = |o: &&Objection| o.in_version.is_some_and(|n| hash(n) != hash(o.version));
    let integrated =
        whole.objections.iter().filter(|o| o.state == ObjectionState::Integrated).filter(changed).count();
    let taken_back = whole.objections.iter().filter(|o| o.state == ObjectionState::Withdrawn).count();
    let concerns =
        whole.stances.iter().filter(|s| s.kind == StanceKind::Concern && s.round == whole.proposal.round);
    html! {
        p { (cx.t(&format!("decisions-by-{}", d.way.code()))) " "
            (cx.ta("decisions-how", &[("versions", whole.versions.len().into()), ("integrated", integrated.into()), ("withdrawn", taken_back.into())])) }
        @if !d.used.is_empty() { h3 { (cx.t("decisions-used")) } (paragraphs(&d.used)) }
        @let list: Vec<_> = concerns.collect();
        @if !list.is_empty() {
            h3 { (cx.t("decisions-concerns")) }
            ul { @for s in list { li { (tandem_partners::sector_name(cx, s.sector)) ": " (s.words) } } }
        }
    }
}

fn aside_part(cx: &Cx, shown: &Shown, form: &Form, errors: &FieldErrors) -> Markup {
    if !shown.whole.proposal.policy_ask {
        return html! {};
    }
    let action = format!("/decisions/{}/aside", shown.decision.id);
    let own = policy::signs_for(&cx.viewer);
    let stands = own.is_some_and(|own| shown.aside.iter().any(|(id, _, _)| *id == own));
    ui::section(
        &cx.t("decisions-aside"),
        html! {
            p { (cx.t("decisions-aside-hint")) }
            @if shown.aside.is_empty() { p { (cx.t("decisions-aside-none")) } }
            ul { @for (_, name, why) in &shown.aside { li { (name) @if !why.is_empty() { ": " (why) } } } }
            @if own.is_some() && stands {
                (ui::post_button(Button::Secondary, "arrow-back-up", &action, &[("join", "1")], &cx.t("decisions-aside-join"), ""))
            } @else if own.is_some() {
                form.form method="post" action=(action) {
                    (Field::text("why", cx.t("decisions-aside-why")).value(form.text("why")).error(cx.fault(errors, "why"))
                        .optional(cx.t("web-optional")).autocomplete("off"))
                    (ui::button(Button::Secondary, "hand-stop", &cx.t("decisions-aside-do")))
                }
            }
        },
    )
}

fn reviews(cx: &Cx, shown: &Shown) -> Markup {
    if shown.reviews.is_empty() {
        return html! {};
    }
    ui::section(
        &cx.t("decisions-reviews"),
        html! {
            ul {
                @for (at, confirmed, words, next) in &shown.reviews {
                    li {
                        (ui::chip(if *confirmed { Tone::Ok } else { Tone::Info }, &cx.t(if *confirmed { "decisions-confirmed" } else { "decisions-over" })))
                        " " (cx.moment(*at)) ": " (words)
                        @if let Some(next) = next { " (" (cx.ta("decisions-next-review", &[("date", cx.day(*next).into())])) ")" }
                    }
                }
            }
        },
    )
}

fn review_form(cx: &Cx, d: &Decision, form: &Form, errors: &FieldErrors) -> Markup {
    let results = [
        Choice::new("confirm", cx.t("decisions-review-confirm")),
        Choice::new("end", cx.t("decisions-review-end")),
    ];
    ui::details(
        &cx.t("decisions-look-back"),
        html! {
            form.form method="post" action={ "/decisions/" (d.id) "/review" } {
                (Choices::radios("result", cx.t("decisions-review-result"), results).choose([form.opt("result").unwrap_or("confirm")]).small())
                (Field::textarea("words", cx.t("decisions-review-words")).value(form.text("words")).error(cx.fault(errors, "words")))
                (Field::date("next_on", cx.t("decisions-review-next")).value(form.text("next_on")).error(cx.fault(errors, "next_on")))
                (ui::button(Button::Primary, "check", &cx.t("decisions-look-back")))
            }
        },
    )
}

async fn answered(cx: Cx, id: Uuid, form: Form, done: Result<(), Error>) -> Answer {
    match faults(done)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/decisions/{id}"), "account-saved")),
        Err(errors) => {
            let shown = load(&cx, id).await?;
            Ok(page(&cx, &shown, &form, &errors).await?)
        }
    }
}

/// Looks back: confirmed until a date, or ended.
pub async fn review(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let words = form.text("words").to_owned();
    let done = if form.text("result") == "end" {
        cx.store.write(&cx.viewer, move |tx| actions::end(tx, id, &words)).await
    } else {
        match form.text("next_on").parse() {
            Ok(next) => cx.store.write(&cx.viewer, move |tx| actions::review(tx, id, &words, next)).await,
            Err(_) => Err(FieldErrors::one("next_on", "decisions-error-date")),
        }
    };
    answered(cx, id, form, done).await
}

/// An organization stands aside, or joins after all.
pub async fn aside(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let (why, joins) = (form.text("why").to_owned(), form.text("join") == "1");
    let done = cx
        .store
        .write(
            &cx.viewer,
            move |tx| if joins { actions::join(tx, id) } else { actions::stand_aside(tx, id, &why) },
        )
        .await;
    answered(cx, id, form, done).await
}

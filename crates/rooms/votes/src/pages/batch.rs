//! Papers: keyed by one member, keyed again by another who does not see the first, compared, counted.

use super::words::{label, of};
use super::{ballot_form, manage};
use crate::actions::{self, Row};
use crate::model::vote::{Batch, BatchState, Keyed, Paper, Vote};
use axum::extract::{Multipart, Path};
use axum::http::header;
use axum::response::IntoResponse as _;
use maud::{Markup, html};
use std::collections::BTreeMap;
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_web::ui::{self, Button, Field, Tone};
use tandem_web::{Answer, Cx, Form, Page, faults, path_id};

/// The batches of a vote, and a form to begin one.
pub(super) fn list(cx: &Cx, vote: &Vote, batches: &[Batch], form: &Form, errors: &FieldErrors) -> Markup {
    html! {
        p { (cx.t("votes-papers-text")) }
        ul.stack-s {
            @for batch in batches {
                li { a href={ "/votes/papers/" (batch.id) } { (batch.name) } " " (state_chip(cx, batch)) @if let Some(told) = outcome(cx, batch) { " " (told) } }
            }
        }
        form.form method="post" action={ "/votes/" (vote.id) "/papers" } {
            (Field::text("name", cx.t("votes-batch-name")).hint(cx.t("votes-batch-name-hint")).value(form.text("name")).error(cx.fault(errors, "name")))
            (Field::number("papers", cx.t("votes-batch-papers")).value(form.text("papers")).error(cx.fault(errors, "papers")))
            (ui::button(Button::Secondary, "plus", &cx.t("votes-batch-begin")))
        }
    }
}

fn state_chip(cx: &Cx, batch: &Batch) -> Markup {
    let tone = match batch.state {
        BatchState::Counted => Tone::Ok,
        BatchState::Dropped => Tone::Info,
        _ => Tone::Soon,
    };
    ui::chip(tone, &cx.t(&format!("votes-batch-{}", batch.state.code())))
}

/// What came of a batch.
fn outcome(cx: &Cx, batch: &Batch) -> Option<String> {
    let text = batch.outcome.as_ref()?;
    if batch.state != BatchState::Counted {
        return Some(text.clone());
    }
    let counts: BTreeMap<String, u64> = serde_json::from_str(text).ok()?;
    let word = |(why, n): (&String, &u64)| {
        let key = if why == "counted" {
            "votes-batch-n-counted".to_owned()
        } else {
            format!("votes-refused-{why}")
        };
        format!("{n}: {}", cx.t(&key))
    };
    Some(counts.iter().map(word).collect::<Vec<_>>().join("; "))
}

/// Begins a batch.
pub(super) async fn begin(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let vote = path_id(&id)?;
    let (name, papers) = (form.text("name").to_owned(), form.text("papers").parse().unwrap_or(0));
    let begun = cx.store.write(&cx.viewer, move |tx| actions::begin_batch(tx, vote, &name, papers)).await;
    match faults(begun)? {
        Ok(batch) => Ok(cx.redirect(&format!("/votes/papers/{batch}"))),
        Err(errors) => manage::page(&cx, vote, &form, &errors, &html! {}).await,
    }
}

/// A batch at whatever step it is.
pub(super) async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    page(&cx, path_id(&id)?, &Form::default(), &FieldErrors::new()).await
}

async fn page(cx: &Cx, id: Uuid, form: &Form, errors: &FieldErrors) -> Answer {
    let (batch, vote, papers, scanned) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let (batch, vote) = actions::show_batch(tx, id)?;
            Ok((batch, vote, actions::papers_of(tx, id)?, actions::has_scan(tx, id)?))
        })
        .await?;
    let (d, here) = (&vote.definition, format!("/votes/papers/{id}"));
    let mine = batch.first_by == cx.viewer.member_id();
    let (home, up) = (cx.t("votes-nav"), format!("/votes/{}", vote.id));
    let above = [("/votes", home.as_str()), (up.as_str(), of(cx, &d.title))];
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &above, &batch.name))
        (cx.error_summary(errors))
        h1 { (batch.name) }
        p { (state_chip(cx, &batch)) @if let Some(told) = outcome(cx, &batch) { " " (told) } }
        @match batch.state {
            BatchState::Second if mine => (ui::notice(Tone::Info, html! { p { (cx.t("votes-batch-other")) } })),
            BatchState::First | BatchState::Second => (keying(cx, &vote, &batch, form)),
            BatchState::Compare => (comparing(cx, &vote, &batch, &papers, form)),
            BatchState::Counted | BatchState::Dropped => {}
        }
        (ui::section(&cx.t("votes-scan"), html! {
            p { (cx.t("votes-scan-text")) }
            form.form method="post" action={ (here) "/scan" } enctype="multipart/form-data" {
                (Field::file("file", cx.t("votes-scan-file")).hint(cx.t("votes-scan-hint")).error(cx.fault(errors, "file")))
                (ui::button(Button::Secondary, "upload", &cx.t("votes-scan-keep")))
            }
            @if scanned { p { a href={ (here) "/scan" } { (cx.t("votes-scan-open")) } } }
        }))
        @if !batch.state.is_end() {
            (ui::details(&cx.t("votes-batch-drop"), html! {
                form.form method="post" action={ (here) "/drop" } {
                    (Field::text("reason", cx.t("votes-reason")).value(form.text("reason")).error(cx.fault(errors, "reason")))
                    (ui::button(Button::Danger, "x", &cx.t("votes-batch-drop")))
                }
            }))
        }
    };
    let page = Page::new(cx, batch.name.clone()).nav("votes");
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}

fn numbers(cx: &Cx, vote: &Vote) -> Markup {
    let d = &vote.definition;
    ui::details(
        &cx.t("votes-options"),
        html! { p { (ballot_form::how(cx, d)) } ol { @for o in &d.options { li { (label(cx, d, o)) } } } },
    )
}

/// One line for each paper: its code, and the numbers that stand on it.
fn keying(cx: &Cx, vote: &Vote, batch: &Batch, form: &Form) -> Markup {
    html! {
        p { (cx.t("votes-keying-text")) }
        p.hint { (cx.t(&format!("votes-keying-{}", kind(vote)))) }
        (numbers(cx, vote))
        form.form method="post" action={ "/votes/papers/" (batch.id) } {
            @for n in 1..=batch.papers { (paper_fields(cx, n, form)) }
            (ui::button(Button::Primary, "device-floppy", &cx.t("votes-keying-save")))
        }
    }
}

fn paper_fields(cx: &Cx, n: u32, form: &Form) -> Markup {
    let (code, marks) = (format!("code_{n}"), format!("marks_{n}"));
    html! {
        fieldset.small {
            legend { (cx.ta("votes-paper-n", &[("n", n.into())])) }
            div.form {
                (Field::text(&code, cx.t("votes-code")).value(form.text(&code)).autocomplete("off").chars(20))
                (Field::text(&marks, cx.t("votes-marks")).value(form.text(&marks)).autocomplete("off").chars(20))
            }
        }
    }
}

fn kind(vote: &Vote) -> &'static str {
    use crate::model::definition::Sheet;
    match vote.definition.sheet() {
        Sheet::Choose => "choose",
        Sheet::Rank => "rank",
        Sheet::Score(_) | Sheet::Dots(_) => "points",
    }
}

/// Side by side where two keyed differently; the third look is typed beside.
fn comparing(cx: &Cx, vote: &Vote, batch: &Batch, papers: &[Paper], form: &Form) -> Markup {
    let here = format!("/votes/papers/{}", batch.id);
    let differ: Vec<&Paper> = papers.iter().filter(|p| p.first != p.second).collect();
    let open = differ.iter().filter(|p| p.settled().is_none()).count();
    let side = |cx: &Cx, key: &str, keyed: Option<&Keyed>| {
        let shown = keyed.map(|k| (k.code.shown(), k.marks.trim_start_matches("? ").to_owned()));
        let (code, marks) = shown.unwrap_or_default();
        (
            cx.t(key),
            html! { (cx.t("votes-code")) " " b { (code) } ", " (cx.t("votes-marks")) " " b { (marks) } },
        )
    };
    html! {
        p { (cx.ta("votes-compare-text", &[("same", (papers.len() - differ.len()).into()), ("differ", differ.len().into())])) }
        @if !differ.is_empty() {
            (numbers(cx, vote))
            form.form method="post" action={ (here) "/settle" } {
                @for paper in &differ {
                    div.card.stack {
                        h2 { (cx.ta("votes-paper-n", &[("n", paper.number.into())])) }
                        (ui::definition_list([side(cx, "votes-keyed-first", paper.first.as_ref()), side(cx, "votes-keyed-second", paper.second.as_ref())]))
                        @if let Some(third) = &paper.third { p { (ui::chip(Tone::Ok, &cx.t("votes-settled"))) " " (third.code.shown()) ", " (third.marks.trim_start_matches("? ")) } }
                        (paper_fields(cx, paper.number, form))
                    }
                }
                p.hint { (cx.t("votes-settle-hint")) }
                (ui::button(Button::Secondary, "device-floppy", &cx.t("votes-settle")))
            }
        }
        @if open == 0 {
            (ui::post_button(Button::Primary, "check", &format!("{here}/count"), &[], &cx.t("votes-batch-count"), ""))
            p.hint { (cx.t("votes-batch-count-text")) }
        }
    }
}

fn row(form: &Form, n: u32) -> Row {
    let text = |name: &str| form.text(&format!("{name}_{n}")).to_owned();
    Row { number: n, code: text("code"), marks: text("marks") }
}

/// Keys it.
pub(super) async fn key(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let (batch, _) = cx.store.read(&cx.viewer, move |tx| actions::show_batch(tx, id)).await?;
    let rows: Vec<Row> = (1..=batch.papers).map(|n| row(&form, n)).collect();
    let mut errors = FieldErrors::new();
    for row in rows.iter().filter(|r| r.code.is_empty()) {
        errors.add(&format!("code_{}", row.number), "votes-error-paper-code");
    }
    if !errors.is_empty() {
        return page(&cx, id, &form, &errors).await;
    }
    let done = cx.store.write(&cx.viewer, move |tx| actions::key_batch(tx, id, &rows).map(|_| ())).await;
    after(&cx, id, &form, done, "votes-keyed").await
}

/// Settles what differs.
pub(super) async fn settle(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let (batch, _) = cx.store.read(&cx.viewer, move |tx| actions::show_batch(tx, id)).await?;
    let rows: Vec<Row> = (1..=batch.papers).map(|n| row(&form, n)).filter(|r| !r.code.is_empty()).collect();
    let done = cx.store.write(&cx.viewer, move |tx| actions::settle_batch(tx, id, &rows)).await;
    after(&cx, id, &form, done, "votes-settled-flash").await
}

async fn after(cx: &Cx, id: Uuid, form: &Form, done: Result<(), Error>, flash: &'static str) -> Answer {
    match faults(done)? {
        Ok(()) => Ok(cx.flash_on(cx.redirect(&format!("/votes/papers/{id}")), flash)),
        Err(errors) => page(cx, id, form, &errors).await,
    }
}

/// Casts the papers.
pub(super) async fn count(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let done = cx.store.write(&cx.viewer, move |tx| actions::count_batch(tx, id).map(|_| ())).await;
    after(&cx, id, &form, done, "votes-batch-done").await
}

/// Gives a batch up.
pub(super) async fn give_up(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let reason = form.text("reason").to_owned();
    let done = cx.store.write(&cx.viewer, move |tx| actions::drop_batch(tx, id, &reason)).await;
    after(&cx, id, &form, done, "votes-batch-dropped").await
}

/// Keeps a scan.
pub(super) async fn keep_scan(cx: Cx, Path(id): Path<String>, mut parts: Multipart) -> Answer {
    let id = path_id(&id)?;
    let unreadable = |_| FieldErrors::one("file", "votes-error-scan");
    let mut file = vec![];
    while let Some(mut part) = parts.next_field().await.map_err(unreadable)? {
        if part.name() == Some("file") {
            while let Some(chunk) = part.chunk().await.map_err(unreadable)? {
                if file.len() <= actions::LARGEST_SCAN {
                    file.extend_from_slice(&chunk);
                }
            }
        }
    }
    let done = cx.store.write(&cx.viewer, move |tx| actions::keep_scan(tx, id, &file)).await;
    after(&cx, id, &Form::default(), done, "votes-scan-kept").await
}

/// The scan, as a file to keep: no browser opens it among our own pages.
pub(super) async fn scan(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let (media, bytes) = cx.store.read(&cx.viewer, move |tx| actions::scan_of(tx, id)).await?;
    let headers = [
        (header::CONTENT_TYPE, media),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"papers-{id}\"")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

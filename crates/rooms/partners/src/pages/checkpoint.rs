//! What an organization keeps of the log, so that nobody can change it unseen: a file to download, a place to check kept
//! ones. The same command line: `tandem check --checkpoint FILE`.

use axum::http::header;
use axum::response::IntoResponse;
use maud::{Markup, html};
use tandem_access::audit::{self, Checkpoint};
use tandem_access::{Action, Error, FieldErrors, Kind};
use tandem_web::ui::{self, Button, Field, Tone};
use tandem_web::{Answer, Cx, Form, Page};

/// What the answer says.
struct Checked {
    kept: usize,
    last: i64,
    sealed: i64,
    fault: Option<String>,
    /// Some were signed with another key.
    foreign: bool,
}

/// The page.
pub async fn show(cx: Cx) -> Answer {
    page(&cx, "", &FieldErrors::new(), None)
}

/// The log's end as a file, with a mark for each line after `after`.
pub async fn download(cx: Cx, form: Form) -> Answer {
    let after = form.int("after").unwrap_or(0);
    let kept = cx
        .store
        .read(&cx.viewer, move |tx| {
            tx.audit(Action::Export, Kind::Audit, None, None, "checkpoint")?;
            audit::checkpoint(tx, Some(after))
        })
        .await?;
    let name = format!("attachment; filename=\"audit-checkpoint-{}.txt\"", kept.last);
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, kept.text()).into_response())
}

/// Holds the log against what was pasted.
pub async fn check(cx: Cx, form: Form) -> Answer {
    let text = form.text("kept");
    let kept = match Checkpoint::read_all(text) {
        Ok(kept) => kept,
        Err(why) => {
            let mut errors = FieldErrors::new();
            errors.add_with("kept", "partners-checkpoint-unreadable", vec![("why", why)]);
            return page(&cx, text, &errors, None);
        }
    };
    let checked = cx
        .store
        .read(&cx.viewer, move |tx| {
            tx.audit(Action::Read, Kind::Audit, None, None, "checkpoint")?;
            let report = audit::walk(tx, &kept)?;
            let ours = kept.iter().map(|k| k.is_ours(tx)).collect::<Result<Vec<bool>, Error>>()?;
            Ok(Checked {
                kept: kept.len(),
                last: kept.iter().map(|k| k.last).max().unwrap_or(0),
                sealed: report.sealed,
                fault: report.fault.map(|f| f.to_string()),
                foreign: ours.contains(&false),
            })
        })
        .await?;
    page(&cx, text, &FieldErrors::new(), Some(&checked))
}

fn page(cx: &Cx, text: &str, errors: &FieldErrors, checked: Option<&Checked>) -> Answer {
    let body = html! {
        (cx.error_summary(errors))
        h1 { (cx.t("partners-checkpoint-title")) }
        p.lead { (cx.t("partners-checkpoint-lead")) }
        @if let Some(checked) = checked { (result(cx, checked)) }
        (ui::section(&cx.t("partners-checkpoint-keep"), html! {
            p { (cx.t("partners-checkpoint-keep-text")) }
            form.form method="get" action="/audit/checkpoint.txt" {
                (Field::text("after", cx.t("partners-checkpoint-after")).hint(cx.t("partners-checkpoint-after-hint"))
                    .optional(cx.t("web-optional")).inputmode("numeric"))
                (ui::button(Button::Secondary, "download", &cx.t("partners-checkpoint-download")))
            }
        }))
        (ui::section(&cx.t("partners-checkpoint-check"), html! {
            form.form method="post" action="/audit/checkpoint" {
                (Field::textarea("kept", cx.t("partners-checkpoint-kept")).value(text)
                    .hint(cx.t("partners-checkpoint-kept-hint")).error(cx.fault(errors, "kept")))
                (ui::button(Button::Primary, "check", &cx.t("partners-checkpoint-do")))
            }
        }))
        p { a href="/audit" { (cx.t("partners-audit-title")) } " – " (cx.moment(cx.now)) }
    };
    let page = Page::new(cx, cx.t("partners-checkpoint-title")).nav("audit");
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}

fn result(cx: &Cx, checked: &Checked) -> Markup {
    let words = match &checked.fault {
        None => cx.ta(
            "partners-checkpoint-fits",
            &[("n", checked.kept.into()), ("last", checked.last.into()), ("all", checked.sealed.into())],
        ),
        Some(fault) => cx.ta("partners-checkpoint-wrong", &[("fault", fault.as_str().into())]),
    };
    let tone = if checked.fault.is_some() { Tone::Late } else { Tone::Ok };
    html! {
        (ui::notice(tone, html! {
            p { b { (words) } }
            @if checked.fault.is_some() { p { (cx.t("partners-checkpoint-wrong-next")) } }
            @if checked.foreign { p { (cx.t("partners-checkpoint-foreign")) } }
        }))
    }
}

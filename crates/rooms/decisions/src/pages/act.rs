//! What the forms of a proposal's page do. Each calls one action; faults come back to the page with what was typed.

use super::new::{about_of, text_fields, text_of};
use super::proposal::{load, marks, page};
use crate::actions::{self, NewPromise};
use crate::model::{ObjectionState, RemarkKind, Stage, StanceKind};
use axum::extract::Path;
use axum::response::Response;
use maud::html;
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_web::ui::{self, Button, Choice, Choices, Field, Tone};
use tandem_web::{Answer, Cx, Form, Page, faults, path_id};

async fn answered(cx: Cx, id: Uuid, form: Form, done: Result<(), Error>, flash: &'static str) -> Answer {
    match faults(done)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/proposals/{id}"), flash)),
        Err(errors) => {
            let shown = load(&cx, id).await?;
            Ok(page(&cx, &shown, &form, &errors))
        }
    }
}

fn date(form: &Form, name: &str) -> Result<jiff::civil::Date, Error> {
    form.text(name).parse().map_err(|_| FieldErrors::one(name, "decisions-error-date"))
}

/// A body takes it up.
pub async fn take_up(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let about = about_of(&form);
    let done = match form.id("body_id") {
        Some(body) => cx.store.write(&cx.viewer, move |tx| actions::take_up(tx, id, body, &about)).await,
        None if cx.store.read(&cx.viewer, actions::takers).await?.is_empty() => Err(Error::Forbidden),
        None => Err(FieldErrors::one("body_id", "error-required")),
    };
    answered(cx, id, form, done, "decisions-taken-up").await
}

/// Adds or drops an organization that it is about.
pub async fn about(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let done = match (form.id("drop"), form.id("interest")) {
        (Some(organization), _) => {
            cx.store.write(&cx.viewer, move |tx| actions::drop_about(tx, id, organization)).await
        }
        (None, Some(organization)) => {
            cx.store.write(&cx.viewer, move |tx| actions::add_about(tx, id, organization)).await
        }
        (None, None) => Err(FieldErrors::one("interest", "error-required")),
    };
    answered(cx, id, form, done, "account-saved").await
}

/// Says that it would decide a topic of the community's, or takes that back.
pub async fn topic(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let done = if form.text("drop") == "1" {
        cx.store.write(&cx.viewer, move |tx| actions::drop_topic(tx, id)).await
    } else {
        let topic = form.text("topic").to_owned();
        cx.store.write(&cx.viewer, move |tx| actions::name_topic(tx, id, &topic)).await
    };
    answered(cx, id, form, done, "account-saved").await
}

/// Adds or drops something that the decision will ask.
pub async fn promise(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let done = if let Some(promise) = form.id("drop") {
        cx.store.write(&cx.viewer, move |tx| actions::drop_promise(tx, id, promise)).await
    } else {
        match (form.id("organization"), date(&form, "due_on")) {
            (Some(organization), Ok(due_on)) => {
                let (what, what_es) = (form.text("what").to_owned(), form.opt("what_es").map(str::to_owned));
                let new = NewPromise { organization, what, what_es, due_on };
                cx.store.write(&cx.viewer, move |tx| actions::add_promise(tx, id, &new)).await
            }
            (_, Err(wrong)) => Err(wrong),
            (None, _) => Err(FieldErrors::one("organization", "error-required")),
        }
    };
    answered(cx, id, form, done, "account-saved").await
}

/// Asks, or says what one thinks.
pub async fn remark(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let kind = RemarkKind::from_code(form.text("kind")).unwrap_or(RemarkKind::Question);
    let words = form.text("remark").to_owned();
    let done = cx.store.write(&cx.viewer, move |tx| actions::remark(tx, id, kind, &words)).await;
    answered(cx, id, form, done, "decisions-remarked").await
}

/// Answers a question.
pub async fn answer(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let remark = form.id("remark").ok_or(Error::NotFound)?;
    let words = form.text("answer").to_owned();
    let done = cx.store.write(&cx.viewer, move |tx| actions::answer(tx, id, remark, &words)).await;
    answered(cx, id, form, done, "account-saved").await
}

/// A seat says where it stands.
pub async fn stance(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let kind = StanceKind::from_code(form.text("kind")).ok_or(Error::NotFound)?;
    let (version, words) = (form.int("version").unwrap_or(0), form.text("words").to_owned());
    let done =
        cx.store.write(&cx.viewer, move |tx| actions::take_stance(tx, id, version, kind, &words)).await;
    answered(cx, id, form, done, "decisions-stance-taken").await
}

/// Notes that everybody who sits there consents.
pub async fn call(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let version = form.int("version").unwrap_or(0);
    let done = cx.store.write(&cx.viewer, move |tx| actions::call(tx, id, version).map(|_| ())).await;
    answered(cx, id, form, done, "decisions-called").await
}

/// Who objected takes it back.
pub async fn objection(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let objection = form.id("objection").ok_or(Error::NotFound)?;
    let done = cx.store.write(&cx.viewer, move |tx| actions::withdraw_objection(tx, id, objection)).await;
    answered(cx, id, form, done, "decisions-objection-taken-back").await
}

/// Moves on.
pub async fn stage(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let to = Stage::from_code(form.text("to")).ok_or(Error::NotFound)?;
    let revision = form.int("revision").unwrap_or(0);
    let done = cx.store.write(&cx.viewer, move |tx| actions::advance(tx, id, revision, to)).await;
    answered(cx, id, form, done, "decisions-moved").await
}

/// Adopts.
pub async fn adopt(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let revision = form.int("revision").unwrap_or(0);
    let adopted = match date(&form, "review_on") {
        Ok(review) => cx.store.write(&cx.viewer, move |tx| actions::adopt(tx, id, revision, review)).await,
        Err(wrong) => Err(wrong),
    };
    decided(cx, id, form, adopted).await
}

/// Who proposed it decides, after advice.
pub async fn decide(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let (revision, used) = (form.int("revision").unwrap_or(0), form.text("used").to_owned());
    let made = match date(&form, "review_on") {
        Ok(review) => {
            cx.store.write(&cx.viewer, move |tx| actions::decide(tx, id, revision, review, &used)).await
        }
        Err(wrong) => Err(wrong),
    };
    decided(cx, id, form, made).await
}

async fn decided(cx: Cx, id: Uuid, form: Form, made: Result<Uuid, Error>) -> Answer {
    match faults(made)? {
        Ok(decision) => Ok(cx.redirect_flash(&format!("/decisions/{decision}"), "decisions-adopted")),
        Err(errors) => {
            let shown = load(&cx, id).await?;
            Ok(page(&cx, &shown, &form, &errors))
        }
    }
}

/// Takes it back.
pub async fn withdraw(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let why = form.text("why").to_owned();
    let done = cx.store.write(&cx.viewer, move |tx| actions::withdraw(tx, id, &why)).await;
    answered(cx, id, form, done, "decisions-withdrawn").await
}

/// The form of a new version.
pub async fn text(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let shown = load(&cx, id).await?;
    let p = &shown.whole.proposal;
    let v = shown.whole.versions.first().ok_or(Error::NotFound)?;
    let form = Form::of([
        ("title", p.title.clone()),
        ("problem", v.problem.clone()),
        ("body", v.body.clone()),
        ("title_es", p.title_es.clone().unwrap_or_default()),
        ("problem_es", v.problem_es.clone().unwrap_or_default()),
        ("body_es", v.body_es.clone().unwrap_or_default()),
        ("revision", p.revision.to_string()),
        ("version", p.version.to_string()),
    ]);
    text_page(&cx, id, &form, &FieldErrors::new()).await
}

async fn text_page(cx: &Cx, id: Uuid, form: &Form, errors: &FieldErrors) -> Answer {
    let shown = load(cx, id).await?;
    let p = &shown.whole.proposal;
    if !p.stage.writable() {
        return Err(Error::Conflict { code: "decisions-conflict-changed" }.into());
    }
    let open: Vec<Choice> = shown
        .whole
        .objections
        .iter()
        .filter(|o| o.state == ObjectionState::Open)
        .map(|o| Choice::new(o.id.to_string(), o.reason.as_str()))
        .collect();
    // Whoever was faster: what they changed since this was begun stands beside what was typed here.
    let versions = &shown.whole.versions;
    let begun = versions.iter().find(|v| Some(v.version) == form.int("version"));
    let theirs = begun.zip(versions.first()).and_then(|(begun, now)| marks(cx, begun, now));
    let body = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/decisions", &cx.t("decisions-title")), (&format!("/proposals/{id}"), p.named(cx.spanish()))],
            &cx.t("decisions-write")))
        h1 { (cx.t("decisions-write")) }
        form.form method="post" action={ "/proposals/" (id) "/text" } {
            input type="hidden" name="revision" value=(form.text("revision"));
            input type="hidden" name="version" value=(form.text("version"));
            @if let Some(theirs) = theirs { (ui::notice(Tone::Soon, html! { h2 { (cx.t("decisions-theirs")) } (theirs) })) }
            (text_fields(cx, form, errors))
            (Field::text("changed", cx.t("decisions-changed")).value(form.text("changed")).hint(cx.t("decisions-changed-hint")).required()
                .autocomplete("off").error(cx.fault(errors, "changed")))
            @if p.stage == Stage::Integrate && !open.is_empty() {
                (Choices::checkboxes("objections", cx.t("decisions-integrates"), open).choose(form.all("objections"))
                    .hint(cx.t("decisions-integrates-hint")))
            }
            (ui::button(Button::Primary, "device-floppy", &cx.t("decisions-write-do")))
        }
    };
    let page = Page::new(cx, cx.t("decisions-write")).nav("decisions");
    let answer: Response = if errors.is_empty() { page.body(body) } else { page.invalid().body(body) };
    Ok(answer)
}

/// Writes a new version. Whoever was faster keeps what they wrote; what was typed here stays on the page.
pub async fn rewrite(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let (text, changed) = (text_of(&form), form.text("changed").to_owned());
    let revision = form.int("revision").unwrap_or(0);
    let objections: Vec<Uuid> = form.all("objections").into_iter().filter_map(|id| id.parse().ok()).collect();
    let done = cx
        .store
        .write(&cx.viewer, move |tx| {
            if objections.is_empty() {
                actions::rewrite(tx, id, revision, &text, &changed)
            } else {
                actions::integrate(tx, id, revision, &text, &changed, &objections)
            }
        })
        .await;
    match faults(done) {
        Ok(Ok(())) => Ok(cx.redirect_flash(&format!("/proposals/{id}"), "account-saved")),
        Ok(Err(errors)) => text_page(&cx, id, &form, &errors).await,
        Err(Error::Conflict { .. }) => {
            let shown = load(&cx, id).await?;
            let mut errors = FieldErrors::new();
            errors.add("body", "decisions-conflict-typed");
            let now = form.with("revision", &shown.whole.proposal.revision.to_string());
            text_page(&cx, id, &Form::parse(now.as_bytes()), &errors).await
        }
        Err(e) => Err(e.into()),
    }
}

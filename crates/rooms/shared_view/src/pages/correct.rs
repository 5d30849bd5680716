//! The person says what is wrong: about one row of their timeline, or about their details.

use super::lines;
use crate::actions::{self, Timeline};
use crate::model::{Kind, Line};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::html;
use tandem_access::{Error, FieldErrors};
use tandem_people::actions::ask_correction;
use tandem_people::model::correction::{About, LONGEST_WORDS, NewCorrection};
use tandem_people::model::label::Label;
use tandem_people::private_page::{all_open, way_out};
use tandem_web::ui::{self, Button, Field};
use tandem_web::{Answer, Cx, Form, Page};

/// The form. `kind` and `id` in the address name the row; without them it is about the details.
pub async fn show(cx: Cx, headers: HeaderMap, form: Form) -> Answer {
    let (cx, timeline) = page_with(&cx, &headers, &form).await?;
    let line = row(&timeline, &form)?;
    Ok(page(&cx, &timeline, line, &form, &FieldErrors::new()))
}

/// Asks.
pub async fn ask(cx: Cx, headers: HeaderMap, form: Form) -> Answer {
    let (cx, timeline) = page_with(&cx, &headers, &form).await?;
    let line = row(&timeline, &form)?;
    let new = NewCorrection {
        about: line.map_or(About::Details, |line| about(line.kind)),
        row: line.map(|line| line.id),
        title: line.map(|line| lines::title(&cx, &timeline, line)).unwrap_or_default(),
        label: line.map_or(Label::General, |line| line.label),
        words: form.text("words").to_owned(),
    };
    match cx.store.write(&cx.viewer, move |tx| ask_correction(tx, &new)).await {
        Ok(_) => Ok(cx.redirect_flash("/my", "shared-view-correct-asked")),
        Err(Error::Invalid(errors)) => Ok(page(&cx, &timeline, line, &form, &errors)),
        Err(other) => Err(other.into()),
    }
}

/// The open page on which the row stands that is meant; the one that is shown for the details.
async fn page_with(cx: &Cx, headers: &HeaderMap, form: &Form) -> Result<(Cx, Timeline), Error> {
    for page in all_open(cx, headers).await? {
        let person = page.viewer.person().ok_or(Error::NotFound)?;
        let timeline = page.store.read(&page.viewer, move |tx| actions::timeline(tx, &[person])).await?;
        if row(&timeline, form).is_ok() {
            return Ok((page, timeline));
        }
    }
    Err(Error::NotFound)
}

/// The row that is meant: one of their own list, or none.
fn row<'t>(timeline: &'t Timeline, form: &Form) -> Result<Option<&'t Line>, Error> {
    let Some(kind) = form.opt("kind") else { return Ok(None) };
    let (kind, id) = (Kind::from_code(kind), form.id("id"));
    let found = timeline.lines.iter().find(|line| Some(line.kind) == kind && Some(line.id) == id);
    found.map(Some).ok_or(Error::NotFound)
}

fn about(kind: Kind) -> About {
    match kind {
        Kind::Screening => About::Screening,
        Kind::Need => About::Need,
        Kind::Referral => About::Referral,
        Kind::Service => About::Service,
        Kind::Visit => About::Visit,
        Kind::Consent => About::Consent,
    }
}

fn page(cx: &Cx, timeline: &Timeline, line: Option<&Line>, form: &Form, errors: &FieldErrors) -> Response {
    let title = cx.t("people-my-correct");
    let owner = line.map_or(timeline.person.owner_org, |line| line.owner_org);
    let owner = timeline.orgs.get(&owner).map_or("", String::as_str);
    let long = u32::try_from(LONGEST_WORDS).unwrap_or(u32::MAX);
    let body = html! {
        (way_out(cx))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/my", &cx.t("people-my-title"))], &title))
        (ui::error_summary(&cx.t("web-error-title"), &cx.faults(errors)))
        h1 { (title) }
        p { (cx.ta("shared-view-correct-intro", &[("org", owner.into())])) }
        form.card.form method="post" action="/my/correct" {
            @match line {
                Some(line) => {
                    input type="hidden" name="kind" value=(line.kind.code());
                    input type="hidden" name="id" value=(line.id);
                    p { (cx.t("shared-view-correct-about")) " " b { (lines::title(cx, timeline, line)) } " (" (super::day(cx, line.at)) ")" }
                }
                None => { p { (cx.t("shared-view-correct-about")) " " b { (cx.t("people-correction-details")) } } (super::copy::details(cx, timeline)) }
            }
            (Field::textarea("words", cx.t("shared-view-correct-words")).hint(cx.t("shared-view-correct-hint")).rows(4)
                .max_length(long).value(form.text("words")).error(cx.fault(errors, "words")).required())
            div.acts {
                (ui::button(Button::Primary, "send", &cx.t("shared-view-correct-send")))
                (ui::link_button(Button::Plain, "", "/my", &cx.t("people-cancel"), ""))
            }
        }
    };
    let page = Page::new(cx, title.clone());
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

//! Who said yes to a charter: here by one's organization, or on paper, which two organizations look at.

use super::charter::one;
use crate::actions::{self, OnPaper, Paper, Ratification};
use crate::model::{Charter, CharterState};
use crate::policy;
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Tx, Uuid};
use tandem_web::ui::{self, Button, Choice, Field, Select};
use tandem_web::{Answer, Cx, Form, faults, path_id};

/// Who said yes, who has not, whose paper the viewer may confirm, and whether they strike papers.
pub(super) struct Said {
    yes: Vec<Ratification>,
    missing: Vec<(Uuid, String)>,
    confirms: Vec<Uuid>,
    strikes: bool,
}

impl Said {
    /// What the viewer sees of it.
    pub(super) fn of(tx: &mut Tx<'_, '_>, charter: &Charter) -> Result<Said, Error> {
        let yes = actions::said_yes(tx, charter.id)?;
        let mut said = Said { yes, missing: vec![], confirms: vec![], strikes: false };
        if charter.state != CharterState::Open {
            // Papers that nobody looked at in time play no part any more.
            said.yes.retain(Ratification::counts);
            return Ok(said);
        }
        said.strikes = policy::may_keep(tx.viewer());
        for (organization, paper) in said.waiting() {
            if actions::may_confirm(tx, &paper)? {
                said.confirms.push(organization);
            }
        }
        if said.strikes {
            said.missing = actions::still_to_say(tx, &said.yes)?;
        }
        Ok(said)
    }

    /// How many count.
    pub(super) fn counted(&self) -> usize {
        self.yes.iter().filter(|r| r.counts()).count()
    }

    /// Whether the viewer's own organization has said yes.
    fn ours(&self, cx: &Cx) -> bool {
        self.yes.iter().any(|r| r.counts() && Some(r.organization) == cx.viewer.org())
    }

    fn waiting(&self) -> Vec<(Uuid, Paper)> {
        let papers = self.yes.iter().filter(|r| !r.counts());
        papers.filter_map(|r| r.paper.clone().map(|paper| (r.organization, paper))).collect()
    }
}

/// The forms that the viewer may use, and the list; `changes` when the page says what the text changes.
pub(super) fn shown(
    cx: &Cx,
    charter: &Charter,
    said: &Said,
    changes: bool,
    form: &Form,
    errors: &FieldErrors,
) -> Markup {
    html! {
        @if charter.state == CharterState::Open && !said.ours(cx) { (say_yes(cx, charter, changes)) }
        @if !said.missing.is_empty() { (paper_form(cx, charter, said, form, errors)) }
        @if !said.yes.is_empty() { (ui::section(&cx.t("bodies-ratified"), html! {
            ul.stack { @for yes in &said.yes { li.stack-s {
                div { (yes.name) ", " (how(cx, yes)) }
                (look(cx, charter, said, yes))
            } } }
        })) }
    }
}

fn how(cx: &Cx, yes: &Ratification) -> String {
    match &yes.paper {
        None => cx.moment(yes.at),
        Some(paper) => {
            let date = [("date", cx.day(paper.signed_on).into())];
            cx.ta(if yes.counts() { "bodies-ratified-paper" } else { "bodies-ratified-waits" }, &date)
        }
    }
}

/// For who may look at the paper: who signed, and the two answers.
fn look(cx: &Cx, charter: &Charter, said: &Said, yes: &Ratification) -> Markup {
    let confirms = said.confirms.contains(&yes.organization);
    let Some(paper) = yes.paper.as_ref().filter(|_| !yes.counts() && (confirms || said.strikes)) else {
        return html! {};
    };
    let (here, id) = (format!("/charter/{}/paper", charter.id), yes.organization.to_string());
    let hash = charter.text_hash.as_deref().unwrap_or_default();
    let fields = [("hash", hash), ("organization", id.as_str())];
    html! {
        p.hint { (cx.ta("bodies-paper-signed-by", &[("name", paper.signed_by.as_str().into())])) }
        div.acts {
            @if confirms {
                (ui::post_button(Button::Primary, "check", &format!("{here}/confirm"), &fields, &cx.t("bodies-paper-confirm"), &yes.name))
            }
            @if said.strikes {
                (ui::post_button(Button::Danger, "trash", &format!("{here}/strike"), &fields, &cx.t("bodies-paper-strike"), &yes.name))
            }
        }
    }
}

fn say_yes(cx: &Cx, charter: &Charter, changes: bool) -> Markup {
    let Some(hash) = charter.text_hash.as_deref().filter(|_| policy::ratifies_for(&cx.viewer).is_some())
    else {
        return html! {};
    };
    ui::section(
        &cx.t("bodies-ratify"),
        html! {
            p { (cx.t("bodies-ratify-hint")) }
            @if changes { p { a href={ "#" (super::changes::HERE) } { (cx.t("bodies-ratify-changes")) } } }
            (ui::post_button(Button::Primary, "check", &format!("/charter/{}/ratify", charter.id), &[("hash", hash)],
                &cx.t("bodies-ratify-do"), ""))
        },
    )
}

/// For who keeps the charter: organizations that signed on paper.
fn paper_form(cx: &Cx, charter: &Charter, said: &Said, form: &Form, errors: &FieldErrors) -> Markup {
    let choices = said.missing.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str()));
    ui::details(
        &cx.t("bodies-paper"),
        html! {
            p { (cx.t("bodies-paper-hint")) }
            form.form method="post" action={ "/charter/" (charter.id) "/paper" } {
                input type="hidden" name="hash" value=(charter.text_hash.as_deref().unwrap_or_default());
                (Select::new("organization", cx.t("bodies-paper-who"), choices).choose(form.text("organization"))
                    .error(cx.fault(errors, "organization")))
                (Field::text("signed_by", cx.t("bodies-paper-name")).value(form.text("signed_by")).error(cx.fault(errors, "signed_by"))
                    .autocomplete("off"))
                (Field::date("signed_on", cx.t("bodies-paper-day")).value(form.text("signed_on")).error(cx.fault(errors, "signed_on")))
                (ui::button(Button::Secondary, "file-text", &cx.t("bodies-paper-do")))
            }
        },
    )
}

/// Ratifies the text that was read.
pub async fn ratify(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let hash = form.text("hash").to_owned();
    let holds = cx.store.write(&cx.viewer, move |tx| actions::ratify(tx, id, &hash)).await?;
    Ok(done(&cx, id, holds, "bodies-ratified-done"))
}

fn done(cx: &Cx, id: Uuid, holds: bool, said: &'static str) -> axum::response::Response {
    cx.redirect_flash(&format!("/charter/{id}"), if holds { "bodies-in-force" } else { said })
}

/// Notes a yes on paper.
pub async fn paper(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let hash = form.text("hash").to_owned();
    let noted = match (form.id("organization"), form.text("signed_on").parse()) {
        (Some(organization), Ok(signed_on)) => {
            let paper = OnPaper { organization, name: form.text("signed_by").to_owned(), signed_on };
            cx.store.write(&cx.viewer, move |tx| actions::note_paper(tx, id, &hash, &paper)).await
        }
        (None, _) => Err(FieldErrors::one("organization", "error-required")),
        (_, Err(_)) => Err(FieldErrors::one("signed_on", "bodies-error-date")),
    };
    match faults(noted)? {
        Ok(()) => Ok(done(&cx, id, false, "bodies-paper-noted")),
        Err(errors) => one(cx, id, &form, &errors).await,
    }
}

/// Confirms a yes on paper.
pub async fn confirm(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let organization = form.id("organization").ok_or(Error::NotFound)?;
    let hash = form.text("hash").to_owned();
    let confirmed = move |tx: &mut Tx<'_, '_>| actions::confirm_paper(tx, id, &hash, organization);
    let holds = cx.store.write(&cx.viewer, confirmed).await?;
    Ok(done(&cx, id, holds, "bodies-paper-confirmed"))
}

/// Strikes a yes on paper.
pub async fn strike(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let organization = form.id("organization").ok_or(Error::NotFound)?;
    cx.store.write(&cx.viewer, move |tx| actions::strike_paper(tx, id, organization)).await?;
    Ok(done(&cx, id, false, "bodies-paper-struck"))
}

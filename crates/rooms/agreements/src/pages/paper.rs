//! Signatures on paper: noting one, and the second look that makes it count.

use super::act::done;
use super::agreement;
use crate::actions::{self, Whole};
use crate::model::agreement::{Agreement, Stage};
use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors};
use tandem_web::messages::dates;
use tandem_web::ui::{self, Button, Choice, Field, Select};
use tandem_web::{Answer, Cx, Form, faults, path_id};

/// A party that signed on paper.
pub(super) fn form(cx: &Cx, a: &Agreement, form: &Form, errors: &FieldErrors) -> Markup {
    let waiting = a
        .unsigned()
        .filter(|p| a.waiting_paper(p.org).is_none())
        .map(|p| Choice::new(p.org.to_string(), p.name.clone()));
    let put = |f: Field, name: &str| f.value(form.text(name)).error(cx.fault(errors, name)).required();
    let wrong = ["org", "signed_on"].iter().any(|field| errors.of(field).is_some()) || form.has("org");
    html! {
        details open[wrong] {
            summary { (cx.t("agreements-paper")) }
            form.form method="post" action={ "/agreements/" (a.id) "/paper" } {
                p { (cx.t("agreements-paper-text")) }
                (Select::new("org", cx.t("agreements-party"), waiting).choose(form.text("org")).error(cx.fault(errors, "org")))
                (put(Field::text("signature", cx.t("agreements-paper-name")).id("paper-name").autocomplete("off"), "signature"))
                (put(Field::date("signed_on", cx.t("agreements-paper-day")), "signed_on"))
                (ui::button(Button::Secondary, "check", &cx.t("agreements-paper-do")))
            }
        }
    }
}

/// Signatures on paper that wait, for who may confirm or strike them.
pub(super) fn look(cx: &Cx, whole: &Whole) -> Markup {
    let a = &whole.agreement;
    if a.stage != Stage::Out {
        return html! {};
    }
    let mine = a.parties.iter().filter_map(|party| {
        let paper = a.waiting_paper(party.org)?;
        let (confirms, strikes) =
            (whole.confirms.contains(&party.org), actions::may_strike(&cx.viewer, paper));
        (confirms || strikes).then_some((party, paper, confirms, strikes))
    });
    let here = format!("/agreements/{}/paper", a.id);
    let lines: Vec<Markup> = mine
        .map(|(party, paper, confirms, strikes)| {
            let org = party.org.to_string();
            let fields = [("org", org.as_str()), ("shown", paper.sha256.as_str())];
            let said = cx.ta(
                "agreements-paper-signed-by",
                &[
                    ("name", paper.name.as_str().into()),
                    ("organization", party.name.as_str().into()),
                    ("day", dates::date_year(cx.lang, paper.signed_on).into()),
                ],
            );
            html! {
                li.stack-s {
                    p { (said) }
                    div.acts {
                        @if confirms {
                            (ui::post_button(Button::Primary, "check", &format!("{here}/confirm"), &fields, &cx.t("agreements-paper-confirm"), &party.name))
                        }
                        @if strikes {
                            (ui::post_button(Button::Danger, "trash", &format!("{here}/strike"), &fields, &cx.t("agreements-paper-strike"), &party.name))
                        }
                    }
                }
            }
        })
        .collect();
    if lines.is_empty() {
        return html! {};
    }
    ui::section(
        &cx.t("agreements-paper-look"),
        html! { p { (cx.t("agreements-paper-look-text")) } ul.stack { @for line in &lines { (line) } } },
    )
}

/// Notes a signature on paper.
pub async fn note(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let (id, name) = (path_id(&id)?, form.text("signature").to_owned());
    let (org, on) = (form.id("org"), form.text("signed_on").parse::<Date>().ok());
    done(&cx, id, &form, "agreements-paper-noted", move |tx| {
        let org = org.ok_or_else(|| FieldErrors::one("org", "agreements-error-no-such-party"))?;
        let on = on.ok_or_else(|| FieldErrors::one("signed_on", "agreements-error-day"))?;
        actions::sign_on_paper(tx, id, org, &name, on)
    })
    .await
}

/// A second pair of hands saw the paper.
pub async fn confirm(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let (id, shown) = (path_id(&id)?, form.text("shown").to_owned());
    let org = form.id("org").ok_or(Error::NotFound)?;
    let confirmed = cx.store.write(&cx.viewer, move |tx| actions::confirm_paper(tx, id, org, &shown)).await;
    match faults(confirmed)? {
        Ok(in_force) => {
            let said = if in_force { "agreements-signed-all" } else { "agreements-paper-confirmed" };
            Ok(cx.redirect_flash(&format!("/agreements/{id}"), said))
        }
        Err(errors) => agreement::page(&cx, id, &Form::default(), &errors).await,
    }
}

/// Strikes a signature on paper that nobody has confirmed.
pub async fn strike(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let org = form.id("org").ok_or(Error::NotFound)?;
    done(&cx, id, &form, "agreements-paper-struck", move |tx| actions::strike_paper(tx, id, org)).await
}

//! Ask for consent: words to read out, what to choose, and the answer as it was given.

use super::{faults, org_names, summary};
use crate::actions;
use crate::model::consent::{Answer as Said, FORM_VERSION, LONGEST, NewConsent, PURPOSES};
use crate::model::data_class::DataClass;
use crate::model::label::Label;
use axum::extract::Path;
use axum::http::Uri;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use std::collections::BTreeSet;
use tandem_access::{Error, FieldErrors, Purpose, Tx, Uuid};
use tandem_partners::actions::Filter;
use tandem_partners::model::Membership;
use tandem_web::ui::{self, Button, Choice, Choices, Field, Select, Tone};
use tandem_web::{Answer, Cx, Form, Page, path_id};

/// A note for the place that help is asked of: it passes through this page's form and is not kept by it.
const NOTE: &str = "note";
/// How long a consent can be chosen to last, in days.
const DAYS: [i64; 3] = [30, 180, 365];

/// What the page needs to know.
struct Asked {
    person: Uuid,
    name: String,
    language: Option<String>,
    own_org: String,
    partners: Vec<(Uuid, String)>,
}

/// The page. `org` in the address picks the recipient; `next` is where to go on afterwards.
pub async fn ask(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let asked = load(&cx, path_id(&id)?, form.id("org")).await?;
    Ok(page(&cx, &asked, &start(&form, None), &FieldErrors::new()))
}

/// Records the answer. A form that names no recipient was sent on by the page where help is chosen: consent is asked
/// first, and the note that was typed there waits in this page's form.
pub async fn record(cx: Cx, Path(id): Path<String>, uri: Uri, form: Form) -> Answer {
    let person = path_id(&id)?;
    if !form.has("recipient_org") && form.has(NOTE) {
        let query = Form::parse(uri.query().unwrap_or_default().as_bytes());
        let asked = load(&cx, person, query.id("org")).await?;
        return Ok(page(&cx, &asked, &start(&query, form.opt(NOTE)), &FieldErrors::new()));
    }
    let result = match read(&cx, person, &form) {
        Ok(new) => {
            let yes = new.answer.is_yes();
            let saved = cx.store.write(&cx.viewer, move |tx| actions::record_consent(tx, &new)).await;
            faults(saved)?.map(|_| yes)
        }
        Err(errors) => Err(errors),
    };
    match result {
        Ok(yes) => {
            let to = form.opt("next").map_or_else(|| format!("/people/{person}"), str::to_owned);
            let done = if yes { "people-consent-saved" } else { "people-consent-saved-no" };
            // The note goes back to where it was typed, and nowhere else.
            let waits = !form.text(NOTE).is_empty() && chooses_help(&to, person);
            Ok(cx.flash_on(if waits { cx.pass_on(&to) } else { cx.redirect(&to) }, done))
        }
        Err(errors) => {
            let asked = load(&cx, person, form.id("recipient_org")).await?;
            Ok(page(&cx, &asked, &form, &errors))
        }
    }
}

/// Whether an address is the page where help is chosen for this person.
fn chooses_help(path: &str, person: Uuid) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    path.starts_with(&format!("/people/{person}/needs/")) && path.ends_with("/help")
}

/// `recipient` is offered too where it is no partner: help also comes from places that only stand in the directory.
async fn load(cx: &Cx, person: Uuid, recipient: Option<Uuid>) -> Result<Asked, Error> {
    cx.store
        .read(&cx.viewer, move |tx: &mut Tx| {
            let view = actions::view_person(tx, person)?;
            let own = crate::policy::own_org(tx.viewer())?;
            if view.person.owner_org != own {
                return Err(Error::Forbidden);
            }
            let filter = Filter { membership: Some(Membership::Member), limit: 500, ..Filter::default() };
            let mut partners = tandem_partners::actions::list(tx, &filter)?;
            if let Some(id) = recipient.filter(|id| partners.iter().all(|o| o.id != *id)) {
                partners.extend(tandem_partners::actions::find_many(tx, &[id])?);
            }
            let own_org = org_names(tx, &[own])?.remove(&own).unwrap_or_default();
            Ok(Asked {
                person,
                name: view.person.display_name(),
                language: view.person.details.language,
                own_org,
                partners: partners.into_iter().filter(|o| o.id != own).map(|o| (o.id, o.name)).collect(),
            })
        })
        .await
}

/// What is chosen before anybody has chosen: the least that is useful, for a year, to get help.
fn start(query: &Form, note: Option<&str>) -> Form {
    let chosen = [
        ("recipient_org", query.text("org")),
        ("next", query.text("next")),
        ("classes", DataClass::Contact.code()),
        ("classes", DataClass::Needs.code()),
        ("labels", Label::General.code()),
        ("purpose", Purpose::CareCoordination.word()),
        ("days", "365"),
        ("teach_back", ""),
    ];
    Form::of(chosen.into_iter().chain(note.map(|note| (NOTE, note))))
}

fn read(cx: &Cx, person_id: Uuid, form: &Form) -> Result<NewConsent, FieldErrors> {
    let mut errors = FieldErrors::new();
    let recipient = form.id("recipient_org");
    if recipient.is_none() {
        errors.add("recipient_org", "people-error-consent-recipient");
    }
    let purpose = Purpose::from_word(form.text("purpose"));
    if purpose.is_none() {
        errors.add("purpose", "people-error-consent-purpose");
    }
    let named: Vec<&str> = form.all("classes");
    let classes: BTreeSet<DataClass> = named.iter().filter_map(|code| DataClass::from_code(code)).collect();
    if classes.len() != named.len() {
        errors.add("classes", "people-error-consent-classes");
    }
    let given: Vec<&str> = form.all("labels");
    let labels: BTreeSet<Label> = given.iter().filter_map(|code| Label::from_code(code)).collect();
    if labels.len() != given.len() {
        errors.add("labels", "people-error-consent-labels");
    }
    let answer = match form.text("how") {
        "spoken" => Some(Said::Spoken { witness: form.opt("witness").map(str::to_owned) }),
        "signed" => Some(Said::Signed { signature: form.text("signature").to_owned() }),
        "refused" => Some(Said::Refused),
        _ => None,
    };
    if answer.is_none() {
        errors.add("how", "people-error-consent-answer");
    }
    let valid_until = until(cx.now, form.int("days"));
    if valid_until.is_none() {
        errors.add("days", "people-error-consent-until-long");
    }
    match (recipient, purpose, answer, valid_until) {
        (Some(recipient_org), Some(purpose), Some(answer), Some(valid_until)) if errors.is_empty() => {
            Ok(NewConsent {
                person_id,
                recipient_org,
                purpose,
                classes,
                labels,
                valid_from: None,
                valid_until,
                answer,
                form_version: FORM_VERSION.to_owned(),
                language: cx.lang.code().to_owned(),
                teach_back: match form.text("teach_back") {
                    "yes" => Some(true),
                    "no" => Some(false),
                    _ => None,
                },
                notice_given: form.has("notice_given"),
            })
        }
        _ => Err(errors),
    }
}

fn until(now: Timestamp, days: Option<i64>) -> Option<Timestamp> {
    let days = days.filter(|days| (1..=LONGEST.as_hours() / 24).contains(days))?;
    now.checked_add(SignedDuration::from_hours(24 * days)).ok()
}

fn page(cx: &Cx, asked: &Asked, form: &Form, errors: &FieldErrors) -> Response {
    let name = asked.name.as_str();
    let title = cx.ta("people-consent-title", &[("name", name.into())]);
    let here = format!("/people/{}", asked.person);
    let crumbs = [("/people", cx.t("people-title")), (here.as_str(), asked.name.clone())];
    let crumbs: Vec<(&str, &str)> = crumbs.iter().map(|(href, text)| (*href, text.as_str())).collect();
    let spanish = asked.language.as_deref().is_some_and(|tag| tag.starts_with("es"));
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &crumbs, &cx.t("people-ask-consent")))
        (summary(cx, errors))
        h1 { (title) }
        p { (cx.t("people-consent-intro")) }
        @if spanish { (ui::notice(Tone::Info, html! { p { (cx.ta("people-consent-person-language", &[("name", name.into())])) } })) }
        (ui::card(html! {
            p { (cx.ta("people-consent-read-1", &[("org", asked.own_org.as_str().into())])) }
            ul { @for n in 2..=5 { li { (cx.t(&format!("people-consent-read-{n}"))) } } }
        }))
        form.form method="post" action={ (here) "/consent" } {
            input type="hidden" name="next" value=(form.text("next"));
            @if form.has(NOTE) { input type="hidden" name=(NOTE) value=(form.text(NOTE)); }
            (what(cx, asked, form, errors))
            (notice(cx, form, errors))
            (answer(cx, form, errors))
            div.acts {
                (ui::button(Button::Primary, "check", &cx.t("people-consent-save")))
                (ui::link_button(Button::Plain, "", &here, &cx.t("people-cancel"), ""))
            }
        }
    };
    let page = Page::new(cx, title).nav("people");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// With whom, what, why, until when.
fn what(cx: &Cx, asked: &Asked, form: &Form, errors: &FieldErrors) -> Markup {
    let partners = std::iter::once(Choice::new("", cx.t("people-consent-recipient-choose")))
        .chain(asked.partners.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())));
    let labels =
        Label::SHAREABLE.map(|label| Choice::new(label.code(), cx.t(&format!("people-data-{label}"))));
    let classes =
        DataClass::ALL.map(|class| Choice::new(class.code(), cx.t(&format!("people-class-{class}"))));
    let purposes = PURPOSES.map(|p| Choice::new(p.word(), cx.t(&format!("people-purpose-{}", p.word()))));
    let days = DAYS.map(|n| Choice::new(n.to_string(), cx.t(&format!("people-consent-days-{n}"))));
    html! {
        (Select::new("recipient_org", cx.t("people-consent-recipient"), partners).wide()
            .choose(form.text("recipient_org")).error(cx.fault(errors, "recipient_org")))
        (Choices::checkboxes("classes", cx.t("people-consent-classes"), classes).hint(cx.t("people-consent-classes-hint"))
            .choose(form.all("classes")).error(cx.fault(errors, "classes")))
        (Choices::checkboxes("labels", cx.t("people-consent-labels"), labels).hint(cx.t("people-consent-labels-hint"))
            .choose(form.all("labels")).error(cx.fault(errors, "labels")))
        (Choices::radios("purpose", cx.t("people-consent-purpose"), purposes)
            .choose([form.text("purpose")]).error(cx.fault(errors, "purpose")))
        (Choices::radios("days", cx.t("people-consent-until-choose"), days).side_by_side()
            .choose([form.text("days")]).error(cx.fault(errors, "days").or_else(|| cx.fault(errors, "valid_until"))))
    }
}

/// The notice that goes with records of treatment for substance use.
fn notice(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let given = [Choice::new("yes", cx.t("people-consent-notice-given"))];
    let fault = cx.fault(errors, "notice_given");
    let chosen = form.has("notice_given");
    html! {
        details open[fault.is_some() || chosen || form.all("labels").contains(&Label::SubstanceUse.code())] {
            summary { (cx.t("people-consent-notice-title")) }
            div.stack {
                p { (cx.t("people-consent-notice-plain")) }
                blockquote { p { (cx.t("people-consent-notice")) } }
                (Choices::checkboxes("notice_given", cx.t("people-consent-notice-title"), given).small()
                    .choose(chosen.then_some("yes")).error(fault))
            }
        }
    }
}

/// What the person said.
fn answer(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let teach = [
        ("yes", "people-consent-teach-yes"),
        ("no", "people-consent-teach-no"),
        ("", "people-consent-teach-skip"),
    ]
    .map(|(value, key)| Choice::new(value, cx.t(key)));
    let how = [
        ("spoken", "people-consent-answer-spoken"),
        ("signed", "people-consent-answer-signed"),
        ("refused", "people-consent-answer-refused"),
    ]
    .map(|(value, key)| Choice::new(value, cx.t(key)));
    html! {
        (Choices::radios("teach_back", cx.t("people-consent-teach"), teach).optional(cx.t("web-optional"))
            .choose([form.text("teach_back")]).error(cx.fault(errors, "teach_back")))
        (Choices::radios("how", cx.t("people-consent-answer"), how)
            .choose([form.text("how")]).error(cx.fault(errors, "how")))
        (Field::text("signature", cx.t("people-consent-signature")).value(form.text("signature"))
            .error(cx.fault(errors, "signature")).optional(cx.t("web-optional")).autocomplete("off"))
        (Field::text("witness", cx.t("people-consent-witness")).value(form.text("witness"))
            .optional(cx.t("web-optional")).autocomplete("off"))
    }
}

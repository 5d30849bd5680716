//! Ask for consent: words to read out, what to choose, and the answer as it was given. What is signed goes on to the whole
//! text first (`sign`).

use super::guardians::who_decides;
use super::org_names;
use super::sign::{self, Step};
use crate::actions::{self, Deciding, TypedCode};
use crate::model::consent::{Answer as Said, FORM_VERSION, LONGEST, NewConsent, PURPOSES};
use crate::model::data_class::DataClass;
use crate::model::guardian::{ByGuardian, Guardian};
use crate::model::label::Label;
use crate::model::minor::Standing;
use crate::model::proof::{Drawing, LARGEST_SCAN, Media, Scan};
use axum::extract::{Multipart, Path};
use axum::http::Uri;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use std::collections::BTreeSet;
use tandem_access::accounts::rate_limit::Gate;
use tandem_access::{Error, FieldErrors, Purpose, Tx, Uuid};
use tandem_partners::actions::Filter;
use tandem_partners::model::Membership;
use tandem_web::faults;
use tandem_web::ui::{self, Button, Choice, Choices, Field, Select, Tone};
use tandem_web::{Answer, Cx, Form, Page, path_id};

/// A note for the place that help is asked of: it passes through this page's form and is not kept by it.
const NOTE: &str = "note";
/// How long a consent can be chosen to last, in days.
pub(super) const DAYS: [i64; 3] = [30, 180, 365];

/// What the page needs to know.
struct Asked {
    person: Uuid,
    name: String,
    language: Option<String>,
    /// The last digits of the telephone, if it is safe for texts.
    telephone: Option<String>,
    /// Who decides about this person's sharing.
    deciding: Deciding,
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
    if form.has("back") {
        let asked = load(&cx, person, form.id("recipient_org")).await?;
        return Ok(page(&cx, &asked, &form, &FieldErrors::new()));
    }
    let new = match read(&cx, person, &form) {
        Ok(new) => new,
        Err(errors) => return again(&cx, person, &form, undrawn(&cx, person, &form, &errors), errors).await,
    };
    let (yes, texted) = (new.answer.is_yes(), matches!(new.answer, Said::Texted { .. }));
    if !matches!(new.answer, Said::Spoken { .. } | Said::Refused) && !form.has("shown") {
        return again(&cx, person, &form, Some(new), FieldErrors::new()).await;
    }
    let (keep, shown) = (new.clone(), form.opt("shown").map(str::to_owned));
    let saved = if texted {
        let typed = TypedCode {
            id: form.id("code_id").unwrap_or_default(),
            token: form.text("code_token").to_owned(),
            code: form.text("code").to_owned(),
        };
        let shown = shown.unwrap_or_default();
        let told =
            cx.store.write(&cx.viewer, move |tx| actions::record_texted(tx, &new, &shown, &typed)).await;
        faults(told)?.and_then(|told| told)
    } else {
        let record = move |tx: &mut Tx| match &shown {
            Some(shown) => actions::record_shown(tx, &new, shown),
            None => actions::record_consent(tx, &new),
        };
        faults(cx.store.write(&cx.viewer, record).await)?
    };
    match saved {
        Ok(_) => Ok(done(&cx, person, &form, yes)),
        Err(errors) => again(&cx, person, &form, form.has("shown").then_some(keep), errors).await,
    }
}

/// Where it goes on once an answer is kept.
fn done(cx: &Cx, person: Uuid, form: &Form, yes: bool) -> Response {
    let to = form.opt("next").map_or_else(|| format!("/people/{person}"), str::to_owned);
    let done = if yes { "people-consent-saved" } else { "people-consent-saved-no" };
    // The note goes back to where it was typed, and nowhere else.
    let waits = !form.text(NOTE).is_empty() && chooses_help(&to, person);
    cx.flash_on(if waits { cx.pass_on(&to) } else { cx.redirect(&to) }, done)
}

/// Records a yes on paper, with its scan.
pub async fn record_paper(cx: Cx, Path(id): Path<String>, parts: Multipart) -> Answer {
    let person = path_id(&id)?;
    let (form, file) = uploaded(parts).await?;
    let new = match read(&cx, person, &form) {
        Ok(new) => new,
        Err(errors) => return again(&cx, person, &form, None, errors).await,
    };
    let (keep, shown) = (new.clone(), form.text("shown").to_owned());
    let saved = cx.store.write(&cx.viewer, move |tx| actions::record_on_paper(tx, &new, &shown, &file)).await;
    match faults(saved)? {
        // A note cannot be sent on from a form of this kind; it is typed again.
        Ok(_) => Ok(cx.redirect_flash(
            form.opt("next").unwrap_or(&format!("/people/{person}")),
            "people-consent-saved",
        )),
        Err(errors) => again(&cx, person, &form, Some(keep), errors).await,
    }
}

/// The fields and the one file of a form with parts. A file that is too large is read no further.
async fn uploaded(mut parts: Multipart) -> Result<(Form, Vec<u8>), Error> {
    let unreadable = |_| FieldErrors::one("file", "people-error-scan-large");
    let (mut fields, mut file) = (vec![], vec![]);
    while let Some(mut part) = parts.next_field().await.map_err(unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "file" {
            while let Some(chunk) = part.chunk().await.map_err(unreadable)? {
                if file.len() <= LARGEST_SCAN {
                    file.extend_from_slice(&chunk);
                }
            }
        } else {
            let bytes = part.bytes().await.map_err(unreadable)?;
            let text =
                String::from_utf8(bytes.to_vec()).map_err(|_| FieldErrors::one("", "error-encoding"))?;
            fields.push((name, text));
        }
    }
    Ok((Form::of(fields), file))
}

/// Sends a code to the person's telephone and asks for it.
pub async fn send_code(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let person = path_id(&id)?;
    let new = match read(&cx, person, &form) {
        Ok(new) => new,
        Err(errors) => return again(&cx, person, &form, None, errors).await,
    };
    let by = cx.viewer.member_id().map(|id| id.to_string()).unwrap_or_default();
    cx.store.limits().take(Gate::Code, &format!("consent codes of {by}"), cx.now)?;
    let keep = new.clone();
    let sent = cx.store.write(&cx.viewer, move |tx| actions::send_consent_code(tx, &new)).await;
    match faults(sent)? {
        Ok(sent) => {
            again(&cx, person, &sign::with_code(&cx, &form, &sent), Some(keep), FieldErrors::new()).await
        }
        Err(errors) => again(&cx, person, &form, None, errors).await,
    }
}

/// Shows the step again that the answer is at: the text of `new` to sign, or the choice when that is what is wrong.
async fn again(cx: &Cx, person: Uuid, form: &Form, new: Option<NewConsent>, errors: FieldErrors) -> Answer {
    let asked = load(cx, person, form.id("recipient_org")).await?;
    let Some(new) = new else { return Ok(page(cx, &asked, form, &errors)) };
    let shown_to_both = new.guardian.is_some()
        && new.labels.contains(&Label::SubstanceUse)
        && asked.deciding.standing != Standing::Adult;
    let text = cx.store.read(&cx.viewer, move |tx| actions::consent_text(tx, &new)).await;
    let shown = match faults(text)? {
        Ok(shown) => shown,
        Err(faults) => return Ok(page(cx, &asked, form, &faults)),
    };
    let step = Step {
        title: cx.ta("people-sign-title", &[("name", asked.name.as_str().into())]),
        nav: "people",
        crumbs: crumbs(cx, &asked),
        action: format!("/people/{person}/consent"),
        shown: &shown,
        form,
        errors: &errors,
        telephone: asked.telephone.as_deref().unwrap_or_default(),
        assent: shown_to_both,
        read: "people-sign-read",
    };
    Ok(sign::page(cx, &step))
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
            let deciding = actions::deciding(tx, person)?;
            let own_org = org_names(tx, &[own])?.remove(&own).unwrap_or_default();
            let details = &view.person.details;
            let phone = details.phone.as_deref().filter(|_| details.safe.text);
            Ok(Asked {
                person,
                name: view.person.display_name(),
                telephone: phone
                    .map(|phone| phone.chars().skip(phone.chars().count().saturating_sub(4)).collect()),
                language: view.person.details.language,
                deciding,
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

pub(super) fn read(cx: &Cx, person_id: Uuid, form: &Form) -> Result<NewConsent, FieldErrors> {
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
        "signed" => signed(form, &mut errors),
        "paper" => Some(Said::Paper { scan: Scan { media: Media::Pdf, bytes: 0, sha256: String::new() } }),
        "texted" => Some(Said::Texted { telephone: String::new() }),
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
                guardian: form
                    .id("by")
                    .map(|id| ByGuardian { id, assent: form.opt("assent").map(str::to_owned) }),
            })
        }
        _ => Err(errors),
    }
}

/// The choice when only its drawing is at fault: the text is shown again for another try.
pub(super) fn undrawn(cx: &Cx, person: Uuid, form: &Form, errors: &FieldErrors) -> Option<NewConsent> {
    errors.of("drawing")?;
    let rest = Form::of(form.pairs().filter(|(name, _)| *name != "drawing"));
    read(cx, person, &rest).ok()
}

/// The name as it was typed, with the drawing if there is one.
fn signed(form: &Form, errors: &mut FieldErrors) -> Option<Said> {
    let signature = form.text("signature").to_owned();
    match form.opt("drawing").map(Drawing::parse) {
        None => Some(Said::Signed { signature }),
        Some(Some(drawing)) => Some(Said::Drawn { signature, drawing }),
        Some(None) => {
            errors.add("drawing", "people-error-sign-draw");
            Some(Said::Signed { signature })
        }
    }
}

fn until(now: Timestamp, days: Option<i64>) -> Option<Timestamp> {
    let days = days.filter(|days| (1..=LONGEST.as_hours() / 24).contains(days))?;
    now.checked_add(SignedDuration::from_hours(24 * days)).ok()
}

fn crumbs(cx: &Cx, asked: &Asked) -> Markup {
    let here = format!("/people/{}", asked.person);
    let before = [("/people", cx.t("people-title")), (here.as_str(), asked.name.clone())];
    let before: Vec<(&str, &str)> = before.iter().map(|(href, text)| (*href, text.as_str())).collect();
    ui::breadcrumbs(&cx.t("web-breadcrumbs"), &before, &cx.t("people-ask-consent"))
}

fn page(cx: &Cx, asked: &Asked, form: &Form, errors: &FieldErrors) -> Response {
    let name = asked.name.as_str();
    let title = cx.ta("people-consent-title", &[("name", name.into())]);
    let here = format!("/people/{}", asked.person);
    let spanish = asked.language.as_deref().is_some_and(|tag| tag.starts_with("es"));
    let body = html! {
        (crumbs(cx, asked))
        (cx.error_summary(errors))
        h1 { (title) }
        p { (cx.t("people-consent-intro")) }
        (who_decides(cx, &asked.deciding, name))
        @if spanish { (ui::notice(Tone::Info, html! { p { (cx.ta("people-consent-person-language", &[("name", name.into())])) } })) }
        (ui::card(html! {
            p { (cx.ta("people-consent-read-1", &[("org", asked.own_org.as_str().into())])) }
            ul { @for n in 2..=5 { li { (cx.t(&format!("people-consent-read-{n}"))) } } }
        }))
        form.form method="post" action={ (here) "/consent" } {
            input type="hidden" name="next" value=(form.text("next"));
            @if form.has(NOTE) { input type="hidden" name=(NOTE) value=(form.text(NOTE)); }
            (what(cx, asked, form, errors))
            (notice(cx, form, errors, "people-consent-notice-given"))
            (answer(cx, asked, form, errors))
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

/// The notice that goes with records of treatment for substance use, and the box that says it was given.
pub(super) fn notice(cx: &Cx, form: &Form, errors: &FieldErrors, given: &str) -> Markup {
    let given = [Choice::new("yes", cx.t(given))];
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

/// Who says it: the person, or somebody who may consent for them now.
fn by(cx: &Cx, asked: &Asked, form: &Form, errors: &FieldErrors) -> Markup {
    let live: Vec<_> = asked.deciding.guardians.iter().filter(|g| g.is_live(cx.now)).collect();
    if live.is_empty() {
        return html! { @if let Some(fault) = cx.fault(errors, "by") { p.bad-text id="by" { (fault) } } };
    }
    let person = cx.ta("people-consent-by-person", &[("name", asked.name.as_str().into())]);
    let guardian = |g: &&Guardian| {
        let basis = cx.t(&format!("people-basis-{}", g.basis.code()));
        let args = [("name", g.name.as_str().into()), ("basis", basis.as_str().into())];
        Choice::new(g.id.to_string(), cx.ta("people-consent-by-guardian", &args))
    };
    let choices: Vec<Choice> =
        std::iter::once(Choice::new("", person)).chain(live.iter().map(guardian)).collect();
    html! {
        (Choices::radios("by", cx.t("people-consent-by"), choices).choose([form.text("by")]).error(cx.fault(errors, "by")))
    }
}

/// What the person said.
fn answer(cx: &Cx, asked: &Asked, form: &Form, errors: &FieldErrors) -> Markup {
    let teach = [
        ("yes", "people-consent-teach-yes"),
        ("no", "people-consent-teach-no"),
        ("", "people-consent-teach-skip"),
    ]
    .map(|(value, key)| Choice::new(value, cx.t(key)));
    let choice = |value: &str| Choice::new(value, cx.t(&format!("people-consent-answer-{value}")));
    let mut how = vec![
        choice("spoken"),
        choice("signed").hint(cx.t("people-consent-go-on")),
        choice("paper").hint(cx.t("people-consent-answer-paper-hint")),
    ];
    // Offered only where it is safe, so that nobody sends one by mistake.
    if let Some(phone) = &asked.telephone {
        let phone = format!("•••-{phone}");
        let hint = cx.ta("people-consent-answer-texted-hint", &[("phone", phone.as_str().into())]);
        how.push(choice("texted").hint(hint));
    }
    how.push(choice("refused"));
    html! {
        (by(cx, asked, form, errors))
        (Choices::radios("teach_back", cx.t("people-consent-teach"), teach).optional(cx.t("web-optional"))
            .choose([form.text("teach_back")]).error(cx.fault(errors, "teach_back")))
        (Choices::radios("how", cx.t("people-consent-answer"), how)
            .choose([form.text("how")]).error(cx.fault(errors, "how")))
        (Field::text("witness", cx.t("people-consent-witness")).value(form.text("witness"))
            .optional(cx.t("web-optional")).autocomplete("off"))
    }
}

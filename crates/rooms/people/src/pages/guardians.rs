//! Who may consent for a person, for staff: noted, ended, their private link; and minors who decide like adults.

use super::{SECONDARY, action_button, day};
use crate::actions::{self, Deciding, EMANCIPATIONS, PrivateLink};
use crate::model::guardian::{Basis, Guardian, NewGuardian};
use crate::model::label::Label;
use crate::model::minor::{Standing, alone};
use axum::extract::Path;
use axum::response::Response;
use jiff::Timestamp;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_web::faults;
use tandem_web::ui::{self, Button, Choice, Choices, Field, Select, Tone};
use tandem_web::{Answer, Cx, Form, Page, path_id};

/// What the page shows.
struct Shown {
    person: Uuid,
    name: String,
    deciding: Deciding,
}

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let shown = load(&cx, path_id(&id)?).await?;
    Ok(page(&cx, &shown, &start(), &FieldErrors::new()))
}

/// Notes somebody.
pub async fn add(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let person = path_id(&id)?;
    let saved = match read(&cx, person, &form) {
        Ok(new) => faults(cx.store.write(&cx.viewer, move |tx| actions::add_guardian(tx, &new)).await)?,
        Err(errors) => Err(errors),
    };
    match saved {
        Ok(_) => Ok(cx.redirect_flash(&format!("/people/{person}/guardians"), "people-guardian-saved")),
        Err(errors) => Ok(page(&cx, &load(&cx, person).await?, &form, &errors)),
    }
}

/// Ends somebody, with what they agreed to.
pub async fn end(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let person = cx.store.write(&cx.viewer, move |tx| actions::end_guardian(tx, id)).await?;
    Ok(cx.redirect_flash(&format!("/people/{person}/guardians"), "people-guardian-over"))
}

/// Notes that a minor decides like an adult.
pub async fn emancipate(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let person = path_id(&id)?;
    let basis = form.text("emancipation").to_owned();
    let saved = cx.store.write(&cx.viewer, move |tx| actions::emancipate(tx, person, &basis)).await;
    match faults(saved)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/people/{person}/guardians"), "people-emancipated-saved")),
        Err(errors) => Ok(page(&cx, &load(&cx, person).await?, &start(), &errors)),
    }
}

/// Makes a private link and code for a guardian and shows them, once.
pub async fn link(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let (guardian, link): (Guardian, PrivateLink) =
        cx.store.write(&cx.viewer, move |tx| actions::issue_guardian_link(tx, id)).await?;
    let title = cx.ta("people-link-made-title", &[("name", guardian.name.as_str().into())]);
    let address = format!("{}/for/{}", cx.base_url, link.token);
    let pairs = [
        (cx.t("people-link-address"), html! { code { (address) } }),
        (cx.t("people-link-code"), html! { code { (link.code) } }),
    ];
    let back = format!("/people/{}/guardians", guardian.person_id);
    let body = html! {
        h1 { (title) }
        p.lede { (cx.t("people-guardian-link-text")) }
        (ui::card(html! {
            (ui::definition_list(pairs))
            p { (cx.ta("people-link-until", &[("date", day(&cx, link.expires_at).into())])) }
        }))
        p { (ui::link_button(Button::Secondary, "arrow-left", &back, &cx.t("people-link-back"), "")) }
    };
    Ok(Page::new(&cx, title.clone()).nav("people").body(body))
}

async fn load(cx: &Cx, person: Uuid) -> Result<Shown, Error> {
    cx.store
        .read(&cx.viewer, move |tx| {
            // Another organization asks its own record.
            if !actions::is_own(tx, person)? {
                return Err(Error::NotFound);
            }
            let name = actions::look_at_name(tx, person, "guardians")?;
            Ok(Shown { person, name, deciding: actions::deciding(tx, person)? })
        })
        .await
}

fn start() -> Form {
    Form::of([("scope", Label::General.code())])
}

fn read(cx: &Cx, person_id: Uuid, form: &Form) -> Result<NewGuardian, FieldErrors> {
    let mut errors = FieldErrors::new();
    let valid_until = match form.opt("until") {
        None => None,
        Some(text) => match midnight(cx, text) {
            Some(at) => Some(at),
            None => {
                errors.add("until", "people-error-guardian-until");
                None
            }
        },
    };
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(NewGuardian {
        person_id,
        name: form.text("name").to_owned(),
        basis: Basis::from_code(form.text("basis")),
        scope: form.all("scope").into_iter().filter_map(Label::from_code).collect(),
        valid_from: None,
        valid_until,
        seen: form.text("seen").to_owned(),
    })
}

/// The first moment of a day in the partnership's time zone.
fn midnight(cx: &Cx, text: &str) -> Option<Timestamp> {
    let date: jiff::civil::Date = text.parse().ok()?;
    Some(date.to_zoned(cx.zone()).ok()?.timestamp())
}

fn page(cx: &Cx, shown: &Shown, form: &Form, errors: &FieldErrors) -> Response {
    let name = shown.name.as_str();
    let title = cx.ta("people-guardians-title", &[("name", name.into())]);
    let here = format!("/people/{}", shown.person);
    let before = [("/people", cx.t("people-title")), (here.as_str(), shown.name.clone())];
    let before: Vec<(&str, &str)> = before.iter().map(|(href, text)| (*href, text.as_str())).collect();
    let minor = shown.deciding.standing != Standing::Adult;
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &before, &cx.t("people-guardians")))
        (cx.error_summary(errors))
        h1 { (title) }
        (who_decides(cx, &shown.deciding, name))
        @for guardian in &shown.deciding.guardians { (card(cx, guardian)) }
        @if shown.deciding.guardians.is_empty() { p { (cx.t("people-guardians-none")) } }
        (add_form(cx, &here, form, errors))
        @if minor { (emancipation(cx, &here, errors)) }
    };
    let page = Page::new(cx, title.clone()).nav("people");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// What the table says about this person: an aid, and no legal advice.
pub fn who_decides(cx: &Cx, deciding: &Deciding, name: &str) -> Markup {
    let topics = |wanted: bool| {
        let alone = alone(&deciding.standing, &deciding.ages);
        let of = Label::SHAREABLE.into_iter().filter(move |label| alone.contains(label) == wanted);
        html! { ul { @for label in of { li { (cx.t(&format!("people-data-{label}"))) } } } }
    };
    match &deciding.standing {
        Standing::Adult => match &deciding.emancipated {
            Some((basis, at)) => ui::notice(
                Tone::Info,
                html! {
                    p { (cx.ta("people-emancipated", &[("name", name.into()), ("date", day(cx, *at).into())])) " "
                        (cx.t(&format!("people-emancipation-{basis}"))) "." }
                },
            ),
            None if deciding.ask_anew => ui::notice(
                Tone::Soon,
                html! {
                    p { (cx.ta("people-of-age", &[("name", name.into())])) }
                },
            ),
            None => html! {},
        },
        Standing::Minor { age, .. } => ui::notice(
            Tone::Soon,
            html! {
                p { b { (cx.ta("people-minor", &[("name", name.into()), ("age", i64::from(*age).into())])) } }
                p { (cx.t("people-minor-alone")) }
                @if alone(&deciding.standing, &deciding.ages).is_empty() { p { (cx.t("people-minor-nothing")) } } @else { (topics(true)) }
                p { (cx.t("people-minor-guardian")) }
                (topics(false))
                p { (cx.t("people-minor-counsel")) }
            },
        ),
    }
}

fn card(cx: &Cx, guardian: &Guardian) -> Markup {
    let live = guardian.is_live(cx.now);
    let scope =
        html! { ul { @for label in &guardian.scope { li { (cx.t(&format!("people-data-{label}"))) } } } };
    let mut pairs = vec![
        (cx.t("people-guardian-basis"), html! { (cx.t(&format!("people-basis-{}", guardian.basis.code()))) }),
        (cx.t("people-guardian-scope"), scope),
        (cx.t("people-guardian-seen"), html! { (guardian.seen) }),
        (cx.t("people-guardian-from"), html! { (day(cx, guardian.valid_from)) }),
    ];
    if let Some(until) = guardian.valid_until {
        pairs.push((cx.t("people-consent-until"), html! { (day(cx, until)) }));
    }
    let chip = match guardian.ended {
        Some((at, why)) => {
            let words =
                cx.ta(&format!("people-guardian-end-{}", why.code()), &[("date", day(cx, at).into())]);
            ui::chip(Tone::Late, &words)
        }
        None if live => ui::chip(Tone::Ok, &cx.t("people-guardian-live")),
        None => ui::chip(Tone::Info, &cx.t("people-guardian-not-now")),
    };
    ui::card(html! {
        h2 { (guardian.name) }
        (chip)
        (ui::definition_list(pairs))
        @if guardian.ended.is_none() {
            div.acts {
                @if live {
                    (action_button(SECONDARY, "key", &format!("/people/guardians/{}/link", guardian.id), &[], &cx.t("people-guardian-link"), &guardian.name))
                }
                (action_button(super::DANGER, "hand-stop", &format!("/people/guardians/{}/end", guardian.id), &[], &cx.t("people-guardian-end"), &guardian.name))
            }
        }
    })
}

fn add_form(cx: &Cx, here: &str, form: &Form, errors: &FieldErrors) -> Markup {
    let bases = std::iter::once(Choice::new("", cx.t("people-guardian-basis-choose")))
        .chain(Basis::ALL.map(|b| Choice::new(b.code(), cx.t(&format!("people-basis-{}", b.code())))));
    let scope = Label::SHAREABLE.map(|l| Choice::new(l.code(), cx.t(&format!("people-data-{l}"))));
    ui::section(
        &cx.t("people-guardian-add"),
        html! {
            form.form method="post" action={ (here) "/guardians" } {
                (Field::text("name", cx.t("people-guardian-name")).value(form.text("name"))
                    .error(cx.fault(errors, "name")).autocomplete("off").required())
                (Select::new("basis", cx.t("people-guardian-basis"), bases).choose(form.text("basis"))
                    .error(cx.fault(errors, "basis")))
                (Choices::checkboxes("scope", cx.t("people-guardian-scope"), scope).choose(form.all("scope"))
                    .error(cx.fault(errors, "scope")))
                (Field::text("seen", cx.t("people-guardian-seen")).value(form.text("seen"))
                    .hint(cx.t("people-guardian-seen-hint")).error(cx.fault(errors, "seen")).autocomplete("off").required())
                (Field::date("until", cx.t("people-guardian-until")).value(form.text("until"))
                    .error(cx.fault(errors, "until")).optional(cx.t("web-optional")))
                div.acts { (ui::button(Button::Primary, "user-plus", &cx.t("people-guardian-save"))) }
            }
        },
    )
}

fn emancipation(cx: &Cx, here: &str, errors: &FieldErrors) -> Markup {
    let grounds = EMANCIPATIONS.map(|b| Choice::new(b, cx.t(&format!("people-emancipation-{b}"))));
    ui::details(
        &cx.t("people-emancipation"),
        html! {
            form.form method="post" action={ (here) "/emancipation" } {
                p { (cx.t("people-emancipation-text")) }
                (Choices::radios("emancipation", cx.t("people-emancipation-basis"), grounds)
                    .error(cx.fault(errors, "emancipation")))
                (ui::button(Button::Secondary, "user-check", &cx.t("people-emancipation-save")))
            }
        },
    )
}

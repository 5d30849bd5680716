//! The form for a person's facts: new and edit.

use crate::actions;
use crate::model::label::Label;
use crate::model::person::{PersonInput, SafeContact};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_web::faults;
use tandem_web::messages::languages;
use tandem_web::ui::{self, Button, Choice, Choices, Field, Select, Tone};
use tandem_web::{Answer, Cx, Form, Page, path_id};

/// What the form is for.
enum For {
    New,
    Edit { id: Uuid, name: String },
}

/// The empty form.
pub async fn new(cx: Cx) -> Answer {
    Ok(page(&cx, &For::New, &PersonInput::default(), &FieldErrors::new(), None))
}

/// Creates the record, unless one with the same name and birth date is there and nobody said that this is another
/// person.
pub async fn create(cx: Cx, form: Form) -> Answer {
    let input = read(&form);
    let other_person = form.has("other_person");
    let org = crate::policy::own_org(&cx.viewer)?;
    let (given, twin) = (input.clone(), input.clone());
    if !other_person {
        let found = cx.store.read(&cx.viewer, move |tx| actions::find_twin(tx, &twin)).await?;
        if let Some(twin) = found {
            let mut errors = FieldErrors::new();
            errors.add("other_person", "people-error-duplicate");
            return Ok(page(&cx, &For::New, &input, &errors, Some((twin.id, twin.display_name()))));
        }
    }
    let made = faults(cx.store.write(&cx.viewer, move |tx| actions::create_person(tx, org, &given)).await)?;
    match made {
        Ok(id) => Ok(cx.redirect_flash(&format!("/people/{id}"), "people-created")),
        Err(errors) => Ok(page(&cx, &For::New, &input, &errors, None)),
    }
}

/// The form with what is on record.
pub async fn edit(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let view = cx.store.read(&cx.viewer, move |tx| actions::view_person(tx, id)).await?;
    if Some(view.person.owner_org) != cx.viewer.org() {
        return Err(Error::Forbidden.into());
    }
    let what = For::Edit { id, name: view.person.display_name() };
    Ok(page(&cx, &what, &PersonInput::from(&view.person.details), &FieldErrors::new(), None))
}

/// Saves the changes.
pub async fn save(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let input = read(&form);
    let given = input.clone();
    let saved = faults(cx.store.write(&cx.viewer, move |tx| actions::edit_person(tx, id, &given)).await)?;
    match saved {
        Ok(()) => Ok(cx.redirect_flash(&format!("/people/{id}"), "people-saved")),
        Err(errors) => {
            let name = cx.store.read(&cx.viewer, move |tx| actions::person_name(tx, id)).await?;
            let what = For::Edit { id, name: name.ok_or(Error::NotFound)? };
            Ok(page(&cx, &what, &input, &errors, None))
        }
    }
}

fn read(form: &Form) -> PersonInput {
    let text = |name: &str| form.text(name).to_owned();
    let safe = form.all("safe");
    let other = form.text("language_other");
    PersonInput {
        given_name: text("given_name"),
        family_name: text("family_name"),
        preferred_name: text("preferred_name"),
        birth_date: text("birth_date"),
        phone: text("phone"),
        email: text("email"),
        language: if form.text("language") == "other" { other.to_owned() } else { text("language") },
        address_line1: text("address_line1"),
        address_line2: text("address_line2"),
        city: text("city"),
        region: text("region"),
        postal_code: text("postal_code"),
        area: text("area"),
        safe: SafeContact {
            call: safe.contains(&"call"),
            text: safe.contains(&"text"),
            email: safe.contains(&"email"),
            message: safe.contains(&"message"),
        },
        label: text("label"),
    }
}

fn page(
    cx: &Cx,
    what: &For,
    input: &PersonInput,
    errors: &FieldErrors,
    twin: Option<(Uuid, String)>,
) -> Response {
    let (title, action, back) = match what {
        For::New => (cx.t("people-new-title"), "/people/new".to_owned(), "/people".to_owned()),
        For::Edit { id, name } => (
            cx.ta("people-edit-title", &[("name", name.as_str().into())]),
            format!("/people/{id}/edit"),
            format!("/people/{id}"),
        ),
    };
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/people", &cx.t("people-title"))], &title))
        (cx.error_summary(errors))
        h1 { (title) }
        @if matches!(what, For::New) { p.lede { (cx.t("people-new-intro")) } }
        form.form method="post" action=(action) {
            @if let Some((id, name)) = &twin { (duplicate(cx, *id, name, errors)) }
            (name_fields(cx, input, errors))
            (reach_fields(cx, input, errors))
            (address_fields(cx, input, errors))
            (privacy_field(cx, what, input, errors))
            div.acts {
                (ui::button(Button::Primary, "check", &cx.t("people-save")))
                (ui::link_button(Button::Plain, "", &back, &cx.t("people-cancel"), ""))
            }
        }
    };
    let page = Page::new(cx, title).nav("people");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

fn duplicate(cx: &Cx, id: Uuid, name: &str, errors: &FieldErrors) -> Markup {
    ui::notice(
        Tone::Soon,
        html! {
            h2 { (cx.t("people-duplicate-title")) }
            p { (cx.t("people-duplicate-text")) }
            p { a href={ "/people/" (id) } { (name) } }
            (Choices::checkboxes("other_person", cx.t("people-error-duplicate"), [
                Choice::new("yes", cx.t("people-duplicate-confirm")),
            ]).small().error(cx.fault(errors, "other_person")))
        },
    )
}

fn name_fields(cx: &Cx, input: &PersonInput, errors: &FieldErrors) -> Markup {
    let skip = cx.t("web-optional");
    let field = |name: &'static str, key: &str, value: &str| {
        Field::text(name, cx.t(key)).value(value).error(cx.fault(errors, name)).autocomplete("off")
    };
    let body = html! {
        (field("given_name", "people-given-name", &input.given_name))
        (field("family_name", "people-family-name", &input.family_name).hint(cx.t("people-family-name-hint")))
        (field("preferred_name", "people-preferred-name", &input.preferred_name).optional(skip.clone()))
        (Field::date("birth_date", cx.t("people-birth-date")).value(input.birth_date.clone())
            .error(cx.fault(errors, "birth_date")).optional(skip))
    };
    ui::fieldset(&cx.t("people-part-name"), None, body)
}

fn reach_fields(cx: &Cx, input: &PersonInput, errors: &FieldErrors) -> Markup {
    let skip = cx.t("web-optional");
    let known = matches!(input.language.as_str(), "" | "en" | "es");
    let chosen = if known { input.language.as_str() } else { "other" };
    let languages = [("", "any"), ("en", "en"), ("es", "es"), ("other", "other")].map(|(value, word)| {
        let key =
            if word == "any" { "people-language-any".to_owned() } else { format!("people-lang-{word}") };
        Choice::new(value, cx.t(&key))
    });
    let safe = [
        ("call", input.safe.call),
        ("text", input.safe.text),
        ("email", input.safe.email),
        ("message", input.safe.message),
    ]
    .map(|(value, on)| Choice::new(value, cx.t(&format!("people-safe-{value}"))).chosen(on));
    let body = html! {
        (Field::tel("phone", cx.t("people-phone")).hint(cx.t("people-phone-hint")).value(input.phone.clone())
            .error(cx.fault(errors, "phone")).autocomplete("off").optional(skip.clone()))
        (Field::email("email", cx.t("people-email")).value(input.email.clone())
            .error(cx.fault(errors, "email")).autocomplete("off").optional(skip.clone()))
        (Choices::checkboxes("safe", cx.t("people-safe"), safe).hint(cx.t("people-safe-hint")).small())
        (Choices::radios("language", cx.t("people-language"), languages).choose([chosen]).small().side_by_side()
            .error(cx.fault(errors, "language")))
        (Select::new("language_other", cx.t("people-lang-other"), other_languages(cx, input)).hint(cx.t("people-language-other-hint")))
    };
    ui::fieldset(&cx.t("people-part-reach"), None, body)
}

/// The languages that have no button of their own; one without a name keeps its code.
fn other_languages(cx: &Cx, input: &PersonInput) -> Vec<Choice> {
    let chosen = input.language.as_str();
    let named: Vec<_> = languages::named(cx.lang).filter(|(code, _)| !matches!(*code, "en" | "es")).collect();
    let unnamed =
        !matches!(chosen, "" | "en" | "es" | "other") && named.iter().all(|(code, _)| *code != chosen);
    std::iter::once(Choice::new("", ""))
        .chain(unnamed.then(|| Choice::new(chosen, languages::language_name(cx.lang, chosen)).chosen(true)))
        .chain(named.into_iter().map(|(code, name)| Choice::new(code, name).chosen(code == chosen)))
        .collect()
}

fn address_fields(cx: &Cx, input: &PersonInput, errors: &FieldErrors) -> Markup {
    let skip = cx.t("web-optional");
    let field = |name: &'static str, key: &str, value: &str| {
        Field::text(name, cx.t(key))
            .value(value)
            .error(cx.fault(errors, name))
            .autocomplete("off")
            .optional(skip.clone())
    };
    let body = html! {
        (field("address_line1", "people-address1", &input.address_line1))
        (field("address_line2", "people-address2", &input.address_line2))
        (field("city", "people-city", &input.city))
        (field("region", "people-region", &input.region).chars(5))
        (Field::zip("postal_code", cx.t("people-postal-code")).value(input.postal_code.clone())
            .error(cx.fault(errors, "postal_code")).autocomplete("off").optional(skip.clone()))
        input type="hidden" name="area" value=(input.area);
    };
    ui::fieldset(&cx.t("people-part-address"), None, body)
}

fn privacy_field(cx: &Cx, what: &For, input: &PersonInput, errors: &FieldErrors) -> Markup {
    let choices = Label::ALL.map(|label| {
        Choice::new(label.code(), cx.t(&format!("people-label-{label}"))).chosen(input.label == label.code())
    });
    // A new record without a choice takes the default of the organization: local-only at a confidential one.
    let choices: Vec<Choice> = match what {
        For::New => {
            std::iter::once(Choice::new("", cx.t("people-label-default")).chosen(input.label.is_empty()))
                .chain(choices)
                .collect()
        }
        For::Edit { .. } => choices.into(),
    };
    let body = html! {
        (Select::new("label", cx.t("people-label"), choices).wide().hint(cx.t("people-label-hint"))
            .error(cx.fault(errors, "label")))
    };
    ui::fieldset(&cx.t("people-part-privacy"), None, body)
}

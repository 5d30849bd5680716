//! Write an agreement, and change a draft.

use super::kind_name;
use crate::actions;
use crate::model::agreement::{Draft, Kind, Stage};
use crate::model::data_class::DataClass;
use crate::policy;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeSet;
use tandem_access::{Error, FieldErrors, Timestamp, Uuid};
use tandem_partners::actions::Filter;
use tandem_partners::model::Membership;
use tandem_web::ui::{self, Button, Choice, Choices, Field, Select};
use tandem_web::{Answer, Cx, Form, Page, faults, path_id};

/// Where the form goes and what it is called.
struct Place {
    title: &'static str,
    path: String,
    back: String,
}

fn fresh() -> Place {
    Place { title: "agreements-new", path: "/agreements/new".into(), back: "/agreements".into() }
}

fn of(id: Uuid) -> Place {
    Place {
        title: "agreements-edit",
        path: format!("/agreements/{id}/edit"),
        back: format!("/agreements/{id}"),
    }
}

/// An empty form: a data use agreement for a year from today, with one's own organization. The address may name another kind and the
/// parties: `kind=memorandum&parties=ID&parties=ID`.
pub async fn new(cx: Cx, asked: Form) -> Answer {
    let today = cx.now.to_zoned(cx.zone()).date();
    let last = today.checked_add(jiff::Span::new().years(1)).and_then(|d| d.yesterday()).unwrap_or(today);
    let own = cx.viewer.org().filter(|_| !policy::manages(&cx.viewer)).map(|org| org.to_string());
    let kind = Kind::from_code(asked.text("kind")).unwrap_or(Kind::DataUse);
    let standard = |key: &str| if kind == Kind::DataUse { cx.t(key) } else { String::new() };
    let parties: Vec<String> = asked.all("parties").into_iter().map(str::to_owned).chain(own).collect();
    // The standard words to begin with: nobody writes a data use agreement on an empty page.
    let form = Form::of(
        [
            ("kind", kind.code().to_owned()),
            ("title", standard("agreements-standard-title")),
            ("purpose", standard("agreements-standard-purpose")),
            ("body", standard("agreements-standard-body")),
            ("language", cx.lang.code().to_owned()),
            ("starts_on", today.to_string()),
            ("expires_on", last.to_string()),
        ]
        .into_iter()
        .chain(parties.into_iter().map(|org| ("parties", org))),
    );
    page(&cx, &fresh(), &form, &FieldErrors::new()).await
}

/// Begins an agreement.
pub async fn create(cx: Cx, form: Form) -> Answer {
    let errors = match read(&form) {
        Ok(draft) => match faults(cx.store.write(&cx.viewer, move |tx| actions::draft(tx, &draft)).await)? {
            Ok(id) => return Ok(cx.redirect_flash(&format!("/agreements/{id}"), "agreements-drafted")),
            Err(errors) => errors,
        },
        Err(errors) => errors,
    };
    page(&cx, &fresh(), &form, &errors).await
}

/// A draft as a form.
pub async fn edit(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let whole = cx.store.read(&cx.viewer, move |tx| actions::view(tx, id)).await?;
    let (a, d) = (&whole.agreement, &whole.agreement.draft);
    if a.stage != Stage::Draft || !policy::may_write(&cx.viewer, &d.parties) {
        return Err(Error::Forbidden.into());
    }
    let mut pairs = vec![
        ("kind", d.kind.code().to_owned()),
        ("title", d.title.clone()),
        ("purpose", d.purpose.clone()),
        ("language", d.language.clone()),
        ("body", d.body.clone()),
        ("starts_on", d.starts_on.to_string()),
        ("expires_on", d.expires_on.to_string()),
        ("seen", whole.updated_at.as_microsecond().to_string()),
    ];
    pairs.extend(d.classes.iter().map(|c| ("classes", c.code().to_owned())));
    pairs.extend(d.parties.iter().map(|org| ("parties", org.to_string())));
    page(&cx, &of(id), &Form::of(pairs), &FieldErrors::new()).await
}

/// Writes the draft anew.
pub async fn save(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let seen = form.int("seen").and_then(|t| Timestamp::from_microsecond(t).ok()).unwrap_or_default();
    let errors = match read(&form) {
        Ok(draft) => {
            let saved = cx.store.write(&cx.viewer, move |tx| actions::edit(tx, id, &draft, seen)).await;
            match faults(saved)? {
                Ok(()) => return Ok(cx.redirect_flash(&format!("/agreements/{id}"), "agreements-saved")),
                Err(errors) => errors,
            }
        }
        Err(errors) => errors,
    };
    page(&cx, &of(id), &form, &errors).await
}

fn read(form: &Form) -> Result<Draft, FieldErrors> {
    let mut errors = FieldErrors::new();
    let mut date = |name: &str| match form.text(name).parse::<Date>() {
        Ok(day) => day,
        Err(_) => {
            errors.add(name, "agreements-error-day");
            Date::default()
        }
    };
    let (starts_on, expires_on) = (date("starts_on"), date("expires_on"));
    let kind = Kind::from_code(form.text("kind"));
    if kind.is_none() {
        errors.add("kind", "agreements-error-kind");
    }
    let draft = Draft {
        kind: kind.unwrap_or(Kind::Memorandum),
        title: form.text("title").to_owned(),
        purpose: form.text("purpose").to_owned(),
        classes: form.all("classes").into_iter().filter_map(DataClass::from_code).collect(),
        language: form.text("language").to_owned(),
        body: form.text("body").to_owned(),
        starts_on,
        expires_on,
        parties: form
            .all("parties")
            .into_iter()
            .filter_map(|id| id.parse::<Uuid>().ok())
            .collect::<BTreeSet<_>>(),
        renews: None,
    }
    .tidy();
    if errors.is_empty() {
        return Ok(draft);
    }
    // All faults at once; a day that cannot be read says so by itself.
    for (field, message) in draft.faults().iter().filter(|(field, _)| !field.ends_with("_on")) {
        errors.add(field, message.key);
    }
    Err(errors)
}

async fn page(
    cx: &Cx,
    place: &Place,
    form: &Form,
    errors: &FieldErrors,
) -> Result<Response, tandem_web::PageError> {
    let partners = cx
        .store
        .read(&cx.viewer, |tx| {
            let all = Filter { limit: 1000, ..Filter::default() };
            let mut all = tandem_partners::actions::list(tx, &all)?;
            all.retain(|o| !matches!(o.membership, Membership::Left));
            let ids: Vec<Uuid> = all.iter().map(|o| o.id).collect();
            let unheard: BTreeSet<Uuid> =
                tandem_partners::actions::not_heard(tx, &ids)?.into_iter().map(|o| o.id).collect();
            Ok(all.into_iter().map(|o| (o.id, o.name, unheard.contains(&o.id))).collect::<Vec<_>>())
        })
        .await?;
    let title = cx.t(place.title);
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/agreements", &cx.t("agreements-title"))], &title))
        (cx.error_summary(errors))
        h1 { (title) }
        form.form method="post" action=(place.path) {
            @if form.has("seen") { input type="hidden" name="seen" value=(form.text("seen")); }
            (fields(cx, &partners, form, errors))
            div.acts {
                (ui::button(Button::Primary, "device-floppy", &cx.t("agreements-save-draft")))
                (ui::link_button(Button::Plain, "", &place.back, &cx.t("agreements-cancel"), ""))
            }
        }
    };
    let page = Page::new(cx, title.clone()).nav("agreements");
    Ok(if errors.is_empty() { page.body(body) } else { page.invalid().body(body) })
}

fn fields(cx: &Cx, partners: &[(Uuid, String, bool)], form: &Form, errors: &FieldErrors) -> Markup {
    let put = |f: Field, name: &str| {
        f.value(form.text(name)).error(cx.fault(errors, name)).autocomplete("off").required()
    };
    let kinds = Kind::ALL.iter().map(|k| {
        let hint = cx.t(&format!("agreements-kind-{}-hint", k.code().replace('_', "-")));
        Choice::new(k.code(), kind_name(cx, *k)).hint(hint)
    });
    let classes =
        DataClass::ALL.map(|class| Choice::new(class.code(), cx.t(&format!("agreements-class-{class}"))));
    let parties = partners.iter().map(|(id, name, unheard)| {
        let choice = Choice::new(id.to_string(), name.clone());
        // It may stand in a draft; it is asked once somebody has listened to it.
        if *unheard { choice.hint(cx.t("agreements-not-heard-party")) } else { choice }
    });
    let languages = [Choice::new("en", "English"), Choice::new("es", "Español")];
    html! {
        (Choices::radios("kind", cx.t("agreements-kind"), kinds).choose([form.text("kind")]).error(cx.fault(errors, "kind")))
        (put(Field::text("title", cx.t("agreements-name")).max_length(160), "title"))
        (put(Field::textarea("purpose", cx.t("agreements-purpose")).hint(cx.t("agreements-purpose-hint")).rows(3), "purpose"))
        (Choices::checkboxes("parties", cx.t("agreements-parties"), parties).small()
            .choose(form.all("parties")).error(cx.fault(errors, "parties")))
        (Choices::checkboxes("classes", cx.t("agreements-classes"), classes).hint(cx.t("agreements-classes-hint"))
            .choose(form.all("classes")).error(cx.fault(errors, "classes")))
        (put(Field::date("starts_on", cx.t("agreements-first-day")), "starts_on"))
        (put(Field::date("expires_on", cx.t("agreements-last-day")).hint(cx.t("agreements-last-day-hint")), "expires_on"))
        (put(Field::textarea("body", cx.t("agreements-body")).hint(cx.t("agreements-body-hint")).rows(14), "body"))
        (Select::new("language", cx.t("agreements-language"), languages).choose(form.text("language"))
            .error(cx.fault(errors, "language")))
    }
}

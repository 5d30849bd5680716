//! Settings, one organization: its listing, its standing, its history.

use super::organizations::membership_chip;
use super::{language_choices, membership_name, sector_name};
use crate::actions::{self, Change, Filter};
use crate::model::{Membership, Organization, OrganizationDraft, Sector};
use crate::policy;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::accounts::members;
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_web::faults;
use tandem_web::ui::{self, Button, Choice, Choices, Col, Field, Select, Table};
use tandem_web::{Answer, Cx, Form, Page, PageError, path_id};

struct Shown {
    organization: Organization,
    history: Vec<Change>,
    names: HashMap<Uuid, String>,
    others: Vec<Organization>,
    talks: usize,
    /// Whether the viewer may change where letters and calls go.
    redirects: bool,
}

async fn others(cx: &Cx) -> Result<Vec<Organization>, PageError> {
    let all = Filter { limit: 1000, ..Filter::default() };
    Ok(cx.store.read(&cx.viewer, move |tx| actions::list(tx, &all)).await?)
}

async fn load(cx: &Cx, id: Uuid) -> Result<Shown, PageError> {
    if !policy::may_edit(&cx.viewer, id) {
        return Err(Error::NotFound.into());
    }
    let others = if policy::may_place(&cx.viewer) { others(cx).await? } else { vec![] };
    let (organization, history, names, talks, redirects) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let history = actions::history(tx, id, 30)?;
            let ids: Vec<Uuid> = history.iter().filter_map(|c| c.by).collect();
            let talks = actions::interviews(tx, &[id])?.len();
            let redirects = actions::may_redirect(tx, id)?;
            Ok((actions::find(tx, id)?, history, members::names(tx, &ids)?, talks, redirects))
        })
        .await?;
    Ok(Shown { organization, history, names, others, talks, redirects })
}

fn form_of(d: &OrganizationDraft) -> Form {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    Form::of([
        ("name", d.name.clone()),
        ("sector", d.sector.code().to_owned()),
        ("controlled_by", d.controlled_by.map(|id| id.to_string()).unwrap_or_default()),
        ("description", d.description.clone()),
        ("email", text(&d.email)),
        ("phone", text(&d.phone)),
        ("url", text(&d.url)),
        ("city", text(&d.city)),
        ("postal_code", text(&d.postal_code)),
        ("timezone", text(&d.timezone)),
        ("language", d.language.clone()),
        ("confidential", if d.confidential { "1".to_owned() } else { String::new() }),
    ])
}

fn draft_of(form: &Form, before: Option<&OrganizationDraft>, may_place: bool) -> OrganizationDraft {
    let text = |name: &str| form.opt(name).map(str::to_owned);
    let kept = before.cloned().unwrap_or_default();
    OrganizationDraft {
        name: form.text("name").to_owned(),
        sector: if may_place {
            Sector::from_code(form.text("sector")).unwrap_or(kept.sector)
        } else {
            kept.sector
        },
        controlled_by: if may_place { form.id("controlled_by") } else { kept.controlled_by },
        description: form.text("description").to_owned(),
        email: text("email"),
        phone: text("phone"),
        url: text("url"),
        city: text("city"),
        postal_code: text("postal_code"),
        timezone: text("timezone"),
        language: form.text("language").to_owned(),
        confidential: form.text("confidential") == "1",
    }
}

/// The page of one organization.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let shown = load(&cx, path_id(&id)?).await?;
    let form = form_of(&shown.organization.draft());
    Ok(page(&cx, &shown, &form, &FieldErrors::new()))
}

fn page(cx: &Cx, shown: &Shown, form: &Form, errors: &FieldErrors) -> Response {
    let o = &shown.organization;
    let body = html! {
        (cx.error_summary(errors))
        @if policy::may_place(&cx.viewer) {
            (ui::breadcrumbs(&cx.t("web-breadcrumbs"),
                &[("/settings/organizations", cx.t("partners-organizations-title").as_str())], &o.name))
        }
        h1 { (o.name) }
        p { (sector_name(cx, o.sector)) " " (membership_chip(cx, o.membership)) }
        @if policy::may_see_people(&cx.viewer, o.id) {
            p { (ui::link_button(Button::Secondary, "users", &format!("/settings/people?organization={}", o.id),
                &cx.t("partners-nav-people"), "")) }
        }
        (ui::section(&cx.t("partners-listing"), html! {
            form.form method="post" action={ "/settings/organizations/" (o.id) } {
                (fields(cx, form, errors, &shown.others, Some(shown)))
                (ui::button(Button::Primary, "device-floppy", &cx.t("account-save")))
            }
        }))
        (listened(cx, o, shown.talks))
        (standing(cx, o))
        (ui::section(&cx.t("partners-history"), history(cx, shown)))
    };
    let page = Page::new(cx, o.name.clone()).nav("settings-organizations");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

fn fields(
    cx: &Cx,
    form: &Form,
    errors: &FieldErrors,
    others: &[Organization],
    shown: Option<&Shown>,
) -> Markup {
    let own = shown.map(|s| s.organization.id);
    let optional = cx.t("web-optional");
    let line = |field: Field, name: &str| {
        field
            .value(form.text(name))
            .error(cx.fault(errors, name))
            .autocomplete("off")
            .optional(optional.as_str())
    };
    let sectors = Sector::ALL
        .iter()
        .map(|s| Choice::new(s.code(), sector_name(cx, *s)).chosen(form.text("sector") == s.code()));
    let parents = std::iter::once(Choice::new("", cx.t("partners-controlled-by-nobody"))).chain(
        others.iter().filter(|o| Some(o.id) != own).map(|o| {
            Choice::new(o.id.to_string(), o.name.as_str()).chosen(form.id("controlled_by") == Some(o.id))
        }),
    );
    html! {
        (Field::text("name", cx.t("partners-organization-name")).value(form.text("name")).required()
            .autocomplete("off").error(cx.fault(errors, "name")))
        @if policy::may_place(&cx.viewer) {
            (Select::new("sector", cx.t("partners-sector"), sectors).error(cx.fault(errors, "sector")))
            (Select::new("controlled_by", cx.t("partners-controlled-by"), parents)
                .hint(cx.t("partners-controlled-by-hint")).error(cx.fault(errors, "controlled_by")))
        }
        (Field::textarea("description", cx.t("partners-description")).value(form.text("description"))
            .hint(cx.t("partners-description-hint")).error(cx.fault(errors, "description")).optional(optional.as_str()))
        @if let Some(theirs) = shown.filter(|s| !s.redirects) {
            (contact(cx, &theirs.organization, errors))
        } @else {
            (line(Field::email("email", cx.t("partners-email")).hint(cx.t("partners-email-hint")), "email"))
            (line(Field::tel("phone", cx.t("partners-phone")), "phone"))
        }
        (line(Field::url("url", cx.t("partners-url")), "url"))
        (line(Field::text("city", cx.t("partners-city")), "city"))
        (line(Field::zip("postal_code", cx.t("partners-postal-code")), "postal_code"))
        (line(Field::text("timezone", cx.t("partners-timezone")).hint(cx.t("partners-timezone-hint")), "timezone"))
        (Choices::radios("language", cx.t("partners-letter-language"), language_choices())
            .choose([form.text("language")]).small().error(cx.fault(errors, "language")))
        (Choices::checkboxes("confidential", cx.t("partners-confidential"),
            [Choice::new("1", cx.t("partners-confidential-choice"))])
            .choose([form.text("confidential")]).hint(cx.t("partners-confidential-hint")).small()
            .error(cx.fault(errors, "confidential")))
    }
}

/// Where letters and calls go, for who may not change it, and why.
fn contact(cx: &Cx, o: &Organization, errors: &FieldErrors) -> Markup {
    let none = cx.t("partners-contact-none");
    let said = |text: &Option<String>| text.clone().unwrap_or_else(|| none.clone());
    html! {
        dl {
            dt { (cx.t("partners-email")) } dd { (said(&o.email)) }
            dt { (cx.t("partners-phone")) } dd { (said(&o.phone)) }
        }
        @for field in ["email", "phone"] {
            @if let Some(fault) = cx.fault(errors, field) { p.error id=(field) { (fault) } }
        }
        p.hint { (cx.t("partners-error-contact-theirs")) }
    }
}

/// The talks in which the organization was listened to, which come before it is asked for anything.
fn listened(cx: &Cx, o: &Organization, talks: usize) -> Markup {
    let before_the_ask = !o.membership.comes_after_listening();
    if talks == 0 && !(before_the_ask && policy::may_place(&cx.viewer)) {
        return html! {};
    }
    ui::section(
        &cx.t("partners-listening-title"),
        html! {
            p { (cx.ta("partners-listening-count", &[("n", talks.into())])) }
            @if before_the_ask { p.m { (cx.t("partners-listening-first")) } }
            p { (ui::link_button(Button::Secondary, "message-2", &format!("/settings/organizations/{}/listening", o.id),
                &cx.t(if policy::may_place(&cx.viewer) { "partners-listening-open" } else { "partners-listening-read" }), "")) }
        },
    )
}

fn standing(cx: &Cx, o: &Organization) -> Markup {
    let next: Vec<Choice> = Membership::ALL
        .iter()
        .filter(|m| o.membership.may_become(**m))
        .filter(|m| policy::may_place(&cx.viewer) || **m == Membership::Left)
        .map(|m| {
            Choice::new(m.code(), membership_name(cx, *m))
                .hint(cx.t(&format!("partners-membership-{}-hint", m.code())))
        })
        .collect();
    if next.is_empty() || !policy::may_leave(&cx.viewer, o.id) {
        return html! {};
    }
    ui::section(
        &cx.t("partners-membership"),
        html! {
            p { (membership_chip(cx, o.membership)) }
            (ui::details(&cx.t("partners-membership-change"), html! {
                form.form method="post" action={ "/settings/organizations/" (o.id) "/membership" } {
                    (Choices::radios("membership", cx.t("partners-membership-to"), next).small())
                    (Field::text("note", cx.t("partners-membership-note")).autocomplete("off").optional(cx.t("web-optional")))
                    (ui::button(Button::Secondary, "check", &cx.t("partners-membership-change")))
                }
            }))
        },
    )
}

fn history(cx: &Cx, shown: &Shown) -> Markup {
    let columns = ["partners-history-when", "partners-history-who", "partners-history-what"];
    let mut table = Table::new(cx.t("partners-history"), columns.map(|k| Col::text(cx.t(k)))).hide_caption();
    for change in &shown.history {
        let who = change.by.and_then(|id| shown.names.get(&id).cloned());
        let fields: Vec<&String> = change.changes.as_object().map(|o| o.keys().collect()).unwrap_or_default();
        table.push([
            html! { (cx.moment(change.at)) },
            html! { (who.unwrap_or_else(|| cx.t("partners-system"))) },
            html! {
                (cx.t(&format!("partners-history-{}", change.kind)))
                @if !change.note.is_empty() { ": " (change.note) }
                ul { @for field in fields { @if let Some([old, new]) = change.changes[field].as_array().map(Vec::as_slice) {
                    li { (field_name(cx, field)) ": " (value(cx, field, old)) " → " (value(cx, field, new)) }
                } } }
            },
        ]);
    }
    html! { (table) }
}

fn field_name(cx: &Cx, field: &str) -> String {
    match field {
        "name" => cx.t("partners-organization-name"),
        "language" => cx.t("partners-letter-language"),
        "sector" | "membership" | "controlled_by" | "description" | "email" | "phone" | "url" | "city"
        | "postal_code" | "timezone" | "confidential" => {
            cx.t(&format!("partners-{}", field.replace('_', "-")))
        }
        other => other.to_owned(),
    }
}

fn value(cx: &Cx, field: &str, v: &serde_json::Value) -> String {
    let text = match v {
        serde_json::Value::Null => return "–".to_owned(),
        serde_json::Value::Bool(yes) => return cx.t(if *yes { "partners-yes" } else { "partners-no" }),
        serde_json::Value::String(s) => s.as_str(),
        other => return other.to_string(),
    };
    match field {
        "sector" => Sector::from_code(text).map(|s| sector_name(cx, s)),
        "membership" => Membership::from_code(text).map(|m| membership_name(cx, m)),
        _ => None,
    }
    .unwrap_or_else(|| text.to_owned())
}

/// The form of a new organization.
pub async fn new(cx: Cx) -> Answer {
    if !policy::may_place(&cx.viewer) {
        return Err(Error::Forbidden.into());
    }
    let form = Form::of([("language", "en")]);
    Ok(new_page(&cx, &form, &FieldErrors::new(), &others(&cx).await?))
}

fn new_page(cx: &Cx, form: &Form, errors: &FieldErrors, others: &[Organization]) -> Response {
    let body = html! {
        (cx.error_summary(errors))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"),
            &[("/settings/organizations", cx.t("partners-organizations-title").as_str())], &cx.t("partners-organization-new")))
        h1 { (cx.t("partners-organization-new")) }
        p.lead { (cx.t("partners-organization-new-lead")) }
        form.card.form method="post" action="/settings/organizations/new" {
            (fields(cx, form, errors, others, None))
            (ui::button(Button::Primary, "plus", &cx.t("partners-organization-add")))
        }
    };
    let page = Page::new(cx, cx.t("partners-organization-new")).nav("settings-organizations");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// A new organization, prospective until it is invited.
pub async fn create(cx: Cx, form: Form) -> Answer {
    let draft = draft_of(&form, None, true);
    let done =
        cx.store.write(&cx.viewer, move |tx| actions::create(tx, &draft, Membership::Prospective)).await;
    match faults(done)? {
        Ok(id) => {
            Ok(cx.redirect_flash(&format!("/settings/organizations/{id}"), "partners-organization-added"))
        }
        Err(errors) => Ok(new_page(&cx, &form, &errors, &others(&cx).await?)),
    }
}

/// The listing.
pub async fn save(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let shown = load(&cx, path_id(&id)?).await?;
    let id = shown.organization.id;
    let mut draft = draft_of(&form, Some(&shown.organization.draft()), policy::may_place(&cx.viewer));
    if !shown.redirects {
        // The form has no such fields then; a request that brings them is told why not.
        draft.email = form.opt("email").map(str::to_owned).or_else(|| shown.organization.email.clone());
        draft.phone = form.opt("phone").map(str::to_owned).or_else(|| shown.organization.phone.clone());
    }
    let done = cx.store.write(&cx.viewer, move |tx| actions::edit(tx, id, &draft)).await;
    match faults(done)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/settings/organizations/{id}"), "account-saved")),
        Err(errors) => Ok(page(&cx, &shown, &form, &errors)),
    }
}

/// The standing.
pub async fn place(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let shown = load(&cx, path_id(&id)?).await?;
    let id = shown.organization.id;
    let Some(to) = Membership::from_code(form.text("membership")) else {
        let mut errors = FieldErrors::new();
        errors.add("membership", "account-error-choose");
        return Ok(page(&cx, &shown, &form_of(&shown.organization.draft()), &errors));
    };
    let note: String = form.text("note").chars().take(500).collect();
    cx.store.write(&cx.viewer, move |tx| actions::set_membership(tx, id, to, &note)).await?;
    // Who has just left has no session any more; the others see the page again.
    Ok(cx.redirect_flash(&format!("/settings/organizations/{id}"), "partners-membership-saved"))
}

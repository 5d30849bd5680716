//! Settings, people: who acts for an organization, in which roles; invite, change, end.

use super::{language_choices, role_choices, role_name};
use crate::actions::{self, Filter, Invitation};
use crate::model::{Membership, Organization};
use crate::policy;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::accounts::members::{self, Affiliation, Member, Status};
use tandem_access::{Error, FieldErrors, Role, Uuid};
use tandem_web::faults;
use tandem_web::ui::{self, Button, Choice, Choices, Field, Select, Tone};
use tandem_web::{Answer, Cx, Form, Page, PageError, path_id};

struct Shown {
    organization: Organization,
    others: Vec<Organization>,
    people: Vec<(Member, Vec<Affiliation>)>,
    panels: Markup,
}

/// The organization in question: the one asked for where the viewer may see it, else the viewer's own.
fn organization(cx: &Cx, form: &Form) -> Result<Uuid, Error> {
    let id = form.id("organization").or(cx.viewer.org()).ok_or(Error::Forbidden)?;
    if policy::may_see_people(&cx.viewer, id) { Ok(id) } else { Err(Error::NotFound) }
}

async fn load(cx: &Cx, id: Uuid) -> Result<Shown, PageError> {
    let panels = cx.panels("members", id).await?;
    Ok(cx
        .store
        .read(&cx.viewer, move |tx| {
            let organization = actions::find(tx, id)?;
            let all = Filter { membership: Some(Membership::Member), limit: 500, ..Filter::default() };
            let others = actions::list(tx, &all)?
                .into_iter()
                .filter(|o| policy::may_see_people(tx.viewer(), o.id))
                .collect();
            Ok(Shown {
                organization,
                others,
                people: members::of_organization(tx, id)?,
                panels: panels.clone(),
            })
        })
        .await?)
}

/// The page.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let shown = load(&cx, organization(&cx, &form)?).await?;
    Ok(page(&cx, &shown, &Form::default(), &FieldErrors::new()))
}

fn page(cx: &Cx, shown: &Shown, form: &Form, errors: &FieldErrors) -> Response {
    let o = &shown.organization;
    let manages = policy::may_manage_people(&cx.viewer, o.id);
    let title = cx.ta("partners-people-title", &[("name", o.name.as_str().into())]);
    let body = html! {
        (cx.error_summary(errors))
        h1 { (title) }
        p.lead { (cx.t("partners-people-lead")) }
        @if shown.others.len() > 1 { (switch(cx, shown)) }
        (shown.panels)
        @if shown.people.is_empty() {
            (ui::empty_state("users", &cx.t("partners-people-none"), &cx.t("partners-people-none-hint"), None))
        } @else {
            ul.stack.plain { @for (member, roles) in &shown.people { li { (person(cx, o.id, member, roles, manages)) } } }
        }
        @if manages && o.membership.may_act() { (invitation(cx, o.id, form, errors)) }
        @else if manages { (ui::notice(Tone::Info, html! { p { (cx.t("partners-people-not-a-member")) } })) }
    };
    let page = Page::new(cx, title.clone()).nav("settings-people");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

fn switch(cx: &Cx, shown: &Shown) -> Markup {
    let choices = shown
        .others
        .iter()
        .map(|o| Choice::new(o.id.to_string(), o.name.as_str()).chosen(o.id == shown.organization.id));
    html! {
        form.form method="get" action="/settings/people" {
            (Select::new("organization", cx.t("partners-organization"), choices))
            (ui::button(Button::Secondary, "arrow-right", &cx.t("partners-people-switch")))
        }
    }
}

fn person(cx: &Cx, organization: Uuid, member: &Member, held: &[Affiliation], manages: bool) -> Markup {
    let roles: Vec<Role> = held.iter().map(|a| a.role).collect();
    let names: Vec<String> = roles.iter().map(|r| role_name(cx, *r)).collect();
    let grantable = policy::grantable(&cx.viewer);
    let may_change = manages && roles.iter().all(|r| grantable.contains(r));
    let own = cx.viewer.member_id() == Some(member.id);
    let words: Vec<&str> = roles.iter().map(|r| r.word()).collect();
    let base = format!("/settings/people/{}", member.id);
    html! {
        div.card.stack {
            h2 { (member.name) " "
                @if member.status == Status::Invited { (ui::chip(Tone::Soon, &cx.t("partners-people-invited"))) }
            }
            p { (member.email) }
            p { (names.join(", ")) }
            @if may_change {
                (ui::details(&cx.ta("partners-people-change", &[("name", member.name.as_str().into())]), html! {
                    @if own { p { (cx.t("partners-conflict-own-roles")) } } @else {
                        form.form method="post" action={ (base) "/roles" } {
                            input type="hidden" name="organization" value=(organization);
                            // Every card has its own ids: the same question stands on the page several times.
                            (Choices::checkboxes(&format!("roles-{}", member.id.simple()), cx.t("partners-people-roles"),
                                role_choices(cx, &grantable, &words)).small())
                            p.hint { (cx.t("partners-people-roles-hint")) }
                            (ui::button(Button::Secondary, "device-floppy", &cx.t("account-save")))
                        }
                    }
                    @if member.status == Status::Invited {
                        form method="post" action={ (base) "/invite-again" } {
                            input type="hidden" name="organization" value=(organization);
                            (ui::button(Button::Plain, "mail", &cx.t("partners-people-invite-again")))
                        }
                    }
                    form.stack method="post" action={ (base) "/end" } {
                        input type="hidden" name="organization" value=(organization);
                        p { (cx.t("partners-people-end-hint")) }
                        (ui::button(Button::Secondary, "ban", &cx.t("partners-people-end")))
                    }
                }))
            }
        }
    }
}

fn invitation(cx: &Cx, organization: Uuid, form: &Form, errors: &FieldErrors) -> Markup {
    let language = if form.has("language") { form.text("language") } else { cx.lang.code() };
    let grantable = policy::grantable(&cx.viewer);
    ui::section(
        &cx.t("partners-invite-title"),
        html! {
            p { (cx.t("partners-invite-text")) }
            form.form method="post" action="/settings/people" {
                input type="hidden" name="organization" value=(organization);
                (Field::text("name", cx.t("account-name")).value(form.text("name")).required()
                    .autocomplete("off").error(cx.fault(errors, "name")))
                (Field::email("email", cx.t("account-email")).value(form.text("email")).required()
                    .autocomplete("off").error(cx.fault(errors, "email")))
                (Choices::radios("language", cx.t("account-language"), language_choices()).choose([language]).small()
                    .error(cx.fault(errors, "language")))
                (Choices::checkboxes("roles", cx.t("partners-people-roles"), role_choices(cx, &grantable, &form.all("roles")))
                    .small().error(cx.fault(errors, "roles")))
                (ui::button(Button::Primary, "mail", &cx.t("partners-invite-button")))
            }
        },
    )
}

fn roles(form: &Form, name: &str) -> Vec<Role> {
    form.all(name).into_iter().filter_map(Role::from_word).collect()
}

fn back(organization: Uuid) -> String {
    format!("/settings/people?organization={organization}")
}

/// An invitation.
pub async fn invite(cx: Cx, form: Form) -> Answer {
    let organization = organization(&cx, &form)?;
    let invitation = Invitation {
        organization,
        email: form.text("email").to_owned(),
        name: form.text("name").to_owned(),
        language: form.text("language").to_owned(),
        roles: roles(&form, "roles"),
    };
    let base = cx.base_url.clone();
    let done = cx.store.write(&cx.viewer, move |tx| actions::invite(tx, &invitation, &base)).await;
    match faults(done)? {
        Ok(_) => Ok(cx.redirect_flash(&back(organization), "partners-invited")),
        Err(errors) => Ok(page(&cx, &load(&cx, organization).await?, &form, &errors)),
    }
}

/// Another letter for an invitation that was not accepted yet.
pub async fn invite_again(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let (organization, member) = (organization(&cx, &form)?, path_id(&id)?);
    let base = cx.base_url.clone();
    cx.store.write(&cx.viewer, move |tx| actions::invite_again(tx, member, organization, &base)).await?;
    Ok(cx.redirect_flash(&back(organization), "partners-invited"))
}

/// The roles of one member.
pub async fn set_roles(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let (organization, member) = (organization(&cx, &form)?, path_id(&id)?);
    let wanted = roles(&form, &format!("roles-{}", member.simple()));
    cx.store.write(&cx.viewer, move |tx| actions::set_roles(tx, member, organization, &wanted)).await?;
    Ok(cx.redirect_flash(&back(organization), "partners-roles-saved"))
}

/// Ends one member's access at once.
pub async fn end_access(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let (organization, member) = (organization(&cx, &form)?, path_id(&id)?);
    cx.store.write(&cx.viewer, move |tx| actions::end_access(tx, member, organization)).await?;
    Ok(cx.redirect_flash(&back(organization), "partners-access-ended"))
}

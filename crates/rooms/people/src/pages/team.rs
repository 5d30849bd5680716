//! The care team on a person's page.

use super::person::Loaded;
use super::{SECONDARY, action_button, day};
use crate::actions;
use crate::model::person::TeamRole;
use crate::policy;
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_web::ui::{self, Button, Choice, Choices, Select};
use tandem_web::{Answer, Cx, Form, path_id};

/// Puts a member on the team.
pub async fn assign(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let person = path_id(&id)?;
    let member = form.id("member").ok_or_else(|| FieldErrors::one("member", "people-error-team-member"))?;
    let role = TeamRole::from_code(form.text("role")).unwrap_or(TeamRole::Member);
    cx.store.write(&cx.viewer, move |tx| actions::assign_care_team(tx, person, member, role)).await?;
    let mine = cx.viewer.member_id() == Some(member);
    let key = if mine { "people-team-joined" } else { "people-team-added" };
    Ok(cx.redirect_flash(&format!("/people/{person}#team"), key))
}

/// Takes a member off the team.
pub async fn end(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let person = path_id(&id)?;
    let member = form.id("member").ok_or(Error::NotFound)?;
    cx.store.write(&cx.viewer, move |tx| actions::end_care_team(tx, person, member)).await?;
    let mine = cx.viewer.member_id() == Some(member);
    let key = if mine { "people-team-left" } else { "people-team-added" };
    // Whoever leaves the team of a record that only the team sees cannot go back to it.
    let visible = cx.store.read(&cx.viewer, move |tx| actions::person_name(tx, person)).await?.is_some();
    let to = if visible { format!("/people/{person}#team") } else { "/people".to_owned() };
    Ok(cx.redirect_flash(&to, key))
}

/// The part of the person's page about the care team.
pub fn part(cx: &Cx, loaded: &Loaded) -> Markup {
    let person = loaded.view.person.id;
    let team = &loaded.view.team;
    let ids: Vec<Uuid> = team.iter().map(|m| m.member_id).collect();
    let may = policy::may_staff_team(&cx.viewer, &ids);
    let me = cx.viewer.member_id();
    let name = |id: Uuid| loaded.colleagues.iter().find(|c| c.0 == id).map(|c| c.1.clone());
    let assign = format!("/people/{person}/team");
    let end = format!("/people/{person}/team/end");
    html! {
        section.card.stack.cq aria-labelledby="team" {
            h2 id="team" { (cx.t("people-team")) }
            @if team.is_empty() { p { (cx.t("people-team-none")) } }
            @else {
                ul.stack-s {
                    @for m in team {
                        @let who = name(m.member_id)
                            .unwrap_or_else(|| cx.ta("people-team-other", &[("date", day(cx, m.since).into())]));
                        li {
                            b { (who) } @if me == Some(m.member_id) { " (" (cx.t("people-team-you")) ")" }
                            ": " (cx.t(&format!("people-team-{}", m.role.code())))
                            @if may && me != Some(m.member_id) {
                                (action_button(SECONDARY, "x", &end, &[("member", &m.member_id.to_string())], &cx.t("people-team-remove"), &who))
                            }
                        }
                    }
                }
            }
            @if let Some(me) = me.filter(|_| may) {
                @if ids.contains(&me) {
                    (action_button(SECONDARY, "logout", &end, &[("member", &me.to_string())], &cx.t("people-team-leave"), ""))
                } @else {
                    @let role = if team.is_empty() { "lead" } else { "member" };
                    (action_button(SECONDARY, "user-heart", &assign, &[("member", &me.to_string()), ("role", role)], &cx.t("people-team-join"), ""))
                }
                (add_form(cx, loaded, &assign, &ids))
            }
        }
    }
}

fn add_form(cx: &Cx, loaded: &Loaded, action: &str, on_team: &[Uuid]) -> Markup {
    let others: Vec<Choice> = loaded
        .colleagues
        .iter()
        .filter(|(id, _)| !on_team.contains(id) && Some(*id) != cx.viewer.member_id())
        .map(|(id, name)| Choice::new(id.to_string(), name.clone()))
        .collect();
    let roles = [("member", "people-team-member"), ("lead", "people-team-lead")]
        .map(|(value, key)| Choice::new(value, cx.t(key)));
    html! {
        @if !others.is_empty() {
            (ui::details(&cx.t("people-team-add"), html! {
                form.form method="post" action=(action) {
                    (Select::new("member", cx.t("people-team-choose"), others))
                    (Choices::radios("role", cx.t("people-team-role"), roles).choose(["member"]).small().side_by_side())
                    (ui::button(Button::Secondary, "plus", &cx.t("people-team-add")))
                }
            }))
        }
    }
}

//! One timeline of what the organizations that serve a person know, for staff.

use super::{filter, lines};
use crate::actions;
use axum::extract::Path;
use maud::{Markup, html};
use tandem_people::model::person::TeamRole;
use tandem_web::ui::{self, Button};
use tandem_web::{Answer, Cx, Form, Page, path_id};

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let timeline = cx
        .store
        .read(&cx.viewer, move |tx| {
            let records = actions::records(tx, id)?;
            actions::timeline(tx, &records)
        })
        .await?;
    let name = timeline.person.display_name();
    let title = cx.ta("shared-view-title", &[("name", name.as_str().into())]);
    let here = format!("/people/{id}");
    let action = format!("{here}/timeline");
    let wanted = filter::read(&cx, &form);
    let rows = filter::wanted(&timeline, &wanted);
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/people", &cx.t("people-title")), (&here, &name)], &cx.t("shared-view-crumb")))
        h1 { (title) }
        p.lede { (counted(&cx, &timeline, &rows)) }
        (tandem_people::part2::notice(&cx, timeline.person.owner_org, [timeline.person.details.label]))
        (teams(&cx, &timeline))
        (filter::form(&cx, &timeline, &wanted, &form, &action))
        @if rows.is_empty() { (nothing(&cx, wanted.is_set(), &action)) }
        @else { (lines::list(&cx, &timeline, &rows)) }
        @if cx.allowed(super::EXPORT) && timeline.person.details.label.is_shareable() { div.no-paper.stack-s {
            (ui::link_button(Button::Secondary, "download", &format!("/fhir/Patient/{id}/$everything"), &cx.t("shared-view-file"), ""))
            p.hint { (cx.t("shared-view-file-hint")) }
        } }
    };
    Ok(Page::new(&cx, title.clone()).nav("people").body(body))
}

/// How much there is, from how many. Only what the viewer sees is counted.
pub fn counted(cx: &Cx, timeline: &actions::Timeline, rows: &[&crate::model::Line]) -> String {
    let mut orgs: Vec<_> = rows.iter().map(|line| line.owner_org).collect();
    orgs.sort_unstable();
    orgs.dedup();
    match orgs.as_slice() {
        [] => cx.t("shared-view-none-yet"),
        [one] => {
            let org = timeline.orgs.get(one).map_or("", String::as_str);
            cx.ta("shared-view-count-one", &[("n", rows.len().into()), ("org", org.into())])
        }
        several => cx.ta("shared-view-count", &[("n", rows.len().into()), ("orgs", several.len().into())]),
    }
}

/// An empty list says what it is for, or how to see more.
pub fn nothing(cx: &Cx, filtered: bool, all: &str) -> Markup {
    if filtered {
        let clear = cx.t("shared-view-clear");
        let next = Some((all, clear.as_str()));
        return ui::empty_state(
            "filter",
            &cx.t("shared-view-nothing-found"),
            &cx.t("shared-view-nothing-found-text"),
            next,
        );
    }
    ui::empty_state("timeline", &cx.t("shared-view-nothing"), &cx.t("shared-view-nothing-text"), None)
}

/// Who looks after the person, at every organization that lets it be seen.
pub fn teams(cx: &Cx, timeline: &actions::Timeline) -> Markup {
    if timeline.teams.is_empty() {
        return html! {};
    }
    let heading = if cx.viewer.person().is_some() { "shared-view-my-teams" } else { "shared-view-teams" };
    ui::section(&cx.t(heading), super::copy::facts(&teams_in_words(cx, timeline)))
}

/// Organizations, each with names and parts.
pub fn teams_in_words(cx: &Cx, timeline: &actions::Timeline) -> Vec<(String, Vec<String>)> {
    let part = |role: TeamRole| cx.t(&format!("people-team-{}", role.code()));
    let teams = timeline.teams.iter().map(|team| {
        let org = timeline.orgs.get(&team.organization).cloned().unwrap_or_default();
        (org, team.members.iter().map(|(name, role)| format!("{name}: {}", part(*role))).collect())
    });
    teams.collect()
}

//! What was taken on at meetings and is still to be done.

use crate::actions;
use crate::policy;
use axum::extract::Path;
use maud::html;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use tandem_access::Uuid;
use tandem_access::accounts::members;
use tandem_web::ui::{self, Button, Col, Table, Tone};
use tandem_web::{Answer, Cx, Form, Page, path_id};

pub(super) async fn show(cx: Cx) -> Answer {
    let (tasks, meetings, names, organizations) = cx
        .store
        .read(&cx.viewer, |tx| {
            let tasks = actions::open_tasks(tx)?;
            let owners: Vec<Uuid> = tasks.iter().filter_map(|t| t.owner).collect();
            let names = members::names(tx, &owners)?;
            let mut meetings = HashMap::new();
            for task in &tasks {
                if let Entry::Vacant(place) = meetings.entry(task.meeting) {
                    let (meeting, _, part) = actions::with_part(tx, task.meeting)?;
                    place.insert((meeting, part.organizes));
                }
            }
            let ids: Vec<Uuid> = tasks.iter().filter_map(|t| t.organization).collect();
            let organizations: HashMap<Uuid, String> =
                tandem_partners::actions::find_many(tx, &ids)?.into_iter().map(|o| (o.id, o.name)).collect();
            Ok((tasks, meetings, names, organizations))
        })
        .await?;
    let title = cx.t("meetings-actions");
    let columns =
        ["meetings-action-what", "meetings-action-who", "meetings-action-due", "meetings-action-from"];
    let mut columns: Vec<Col> = columns.into_iter().map(|key| Col::text(cx.t(key))).collect();
    columns.push(Col::text(""));
    let mut table = Table::new(title.clone(), columns).hide_caption();
    for task in &tasks {
        let Some((meeting, organizes)) = meetings.get(&task.meeting) else { continue };
        let owner = task.owner.and_then(|id| names.get(&id)).map_or("", String::as_str);
        let organization = task.organization.and_then(|id| organizations.get(&id));
        let late = task.due < cx.today();
        table.push([
            html! { (task.what) },
            html! { (owner) @if let Some(name) = organization { br; (name) } },
            html! { (cx.day(task.due)) @if late { " " (ui::chip(Tone::Late, &cx.t("meetings-action-late"))) } },
            html! { a href={ "/meetings/" (meeting.id) } { (meeting.named(cx.spanish())) ", " (cx.day(meeting.start.date())) } },
            html! {
                @if policy::may_finish(&cx.viewer, task.owner, task.organization, *organizes) {
                    (ui::post_button(Button::Secondary, "check", &format!("/meetings/actions/{}", task.id), &[("done", "yes")], &cx.t("meetings-action-done"), &task.what))
                }
            },
        ]);
    }
    let body = html! {
        h1 { (title) }
        p.lead { (cx.t("meetings-actions-lead")) }
        @if tasks.is_empty() {
            (ui::empty_state("checkup-list", &cx.t("meetings-actions-none"), &cx.t("meetings-actions-none-text"), Some(("/meetings", &cx.t("meetings-title")))))
        } @else { (table) }
    };
    Ok(Page::new(&cx, title).nav("meetings").body(body))
}

pub(super) async fn finish(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let (id, done) = (path_id(&id)?, form.text("done") == "yes");
    let meeting = cx.store.write(&cx.viewer, move |tx| actions::finish(tx, id, done)).await?;
    let back = if done { "/meetings/actions".to_owned() } else { format!("/meetings/{meeting}") };
    Ok(cx.redirect_flash(&back, if done { "meetings-done-action" } else { "meetings-done-action-open" }))
}

//! Today: what somebody has to do something about, the longest wait first. With the keyboard: `j` and `k` go down and
//! up, Enter opens, `n` sends a stalled referral to the next place the person named. Filters stand in the address.

use super::words::{act, call, day, deadline, need_name, status_chip};
use crate::Show;
use crate::actions::{self, Line};
use maud::{Markup, html};
use tandem_access::Uuid;
use tandem_web::ui::{self, Button, FilterChip, Tone};
use tandem_web::{Answer, Cx, Form, Page};

/// Lines on a page: what a person can look through before the next cup of coffee.
const PER_PAGE: usize = 20;

pub(super) async fn show(cx: Cx, form: Form) -> Answer {
    let show = Show::from_code(form.text("show"));
    let all = form.text("whose") == "all";
    let today = cx.store.read(&cx.viewer, move |tx| actions::today(tx, show, !all)).await?;
    let labels: Vec<String> = Show::ALL
        .iter()
        .map(|s| {
            let count = match s {
                Show::ToDo => Some(today.counts[0]),
                Show::Waiting => Some(today.counts[1]),
                Show::Late => Some(today.counts[2]),
                Show::UnderWay => Some(today.counts[3]),
                Show::Ended => None,
            };
            let name = cx.t(&format!("referrals-show-{}", s.code()));
            count.map_or(name.clone(), |n| format!("{name} ({n})"))
        })
        .collect();
    // Another filter begins at its first page.
    let first_page = Form::parse(form.with("page", "").as_bytes());
    let mut chips: Vec<FilterChip<'_>> = Show::ALL
        .iter()
        .zip(&labels)
        .map(|(s, label)| FilterChip {
            href: format!("/today?{}", first_page.with("show", s.code())),
            label,
            icon: "",
            on: *s == show,
        })
        .collect();
    let whose = cx.t("referrals-show-all");
    chips.push(FilterChip {
        href: format!("/today?{}", first_page.with("whose", if all { "" } else { "all" })),
        label: &whose,
        icon: "users",
        on: all,
    });
    let last = today.lines.len().div_ceil(PER_PAGE).max(1);
    let page = form.int("page").and_then(|n| usize::try_from(n).ok()).unwrap_or(1).clamp(1, last);
    let lines = today.lines.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE);
    let words = ["web-pages", "web-previous", "web-next", "web-page"].map(|key| match key {
        "web-page" => cx.ta("web-page-n", &[("n", "".into())]),
        key => cx.t(key),
    });
    let words = words.each_ref().map(String::as_str);
    let panels = cx.panels("today", Uuid::nil()).await?;
    let body = html! {
        h1 { (cx.t("referrals-today")) }
        (panels)
        (ui::filter_chips(&cx.t("web-filters"), Some("list"), &chips))
        div.stack id="list" {
            h2 { (cx.t(&format!("referrals-show-{}", show.code()))) }
            @if today.lines.is_empty() {
                (ui::empty_state(
                    "mood-smile",
                    &cx.t(&format!("referrals-empty-{}", show.code())),
                    &cx.t("referrals-empty-today-text"),
                    Some(("/people", &cx.t("referrals-empty-today-next"))),
                ))
            } @else {
                p.hint.keys { (cx.t("referrals-today-keys")) }
                ul.stack data-keys { @for line in lines { (row(&cx, line)) } }
                (ui::pagination(words, page, last, Some("list"), |n| format!("/today?{}", form.with("page", &n.to_string()))))
                @if today.lines.len() >= 200 { p { (cx.t("referrals-list-cut")) } }
            }
        }
    };
    Ok(Page::new(&cx, cx.t("referrals-today")).nav("today").body(body))
}

fn row(cx: &Cx, line: &Line) -> Markup {
    let r = &line.referral;
    let path = format!("/referrals/{}", r.id);
    let who = line.person.clone().unwrap_or_else(|| cx.t("referrals-person-hidden"));
    let since = r.sent_at.unwrap_or(r.created_at);
    let stalled = r.identified && (r.is_late(cx.now) || r.status == crate::model::Status::Rejected);
    html! {
        li.card.stack-s data-row {
            h3 { a href=(path) data-open { (who) ": " (need_name(cx, r)) } }
            @if let Some(place) = &line.place { p { (place) } }
            p { (status_chip(cx, r)) }
            @if let Some(phone) = &line.call { p { (tandem_web::icons::icon("phone")) " " (call(phone)) } }
            p.hint { (cx.ta("referrals-sent-on", &[("day", day(cx, since).into())])) }
            @for task in &line.tasks {
                p {
                    (ui::chip(if task.is_late(cx.now) { Tone::Late } else { Tone::Soon }, &cx.t(task.kind.message_key())))
                    " " (cx.ta("referrals-due-on", &[("day", day(cx, deadline(cx, task.due_at)).into())]))
                }
            }
            @if stalled {
                (act(Button::Secondary, "arrow-right", &format!("{path}/next"), &cx.t("referrals-do-next"), &who, Some("n")))
            }
        }
    }
}

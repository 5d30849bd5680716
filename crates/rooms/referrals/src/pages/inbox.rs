//! What came to an organization with accounts, the longest wait first.

use super::words::{day, deadline, need_name, status_chip};
use crate::Show;
use crate::actions::{self, Line};
use maud::{Markup, html};
use tandem_web::ui::{self, FilterChip};
use tandem_web::{Answer, Cx, Form, Page};

const SHOWN: [Show; 4] = [Show::ToDo, Show::Late, Show::UnderWay, Show::Ended];

pub(super) async fn show(cx: Cx, form: Form) -> Answer {
    let show = Show::from_code(form.text("show"));
    let lines = cx.store.read(&cx.viewer, move |tx| actions::inbox(tx, show)).await?;
    let labels: Vec<String> = SHOWN.iter().map(|s| cx.t(&format!("referrals-inbox-{}", s.code()))).collect();
    let chips: Vec<FilterChip<'_>> = SHOWN
        .iter()
        .zip(&labels)
        .map(|(s, label)| FilterChip {
            href: format!("/inbox?{}", form.with("show", s.code())),
            label,
            icon: "",
            on: *s == show,
        })
        .collect();
    let body = html! {
        h1 { (cx.t("referrals-inbox")) }
        (ui::filter_chips(&cx.t("web-filters"), Some("list"), &chips))
        div.stack id="list" {
            @if lines.is_empty() {
                (ui::empty_state("inbox", &cx.t("referrals-inbox-empty"), &cx.t("referrals-inbox-empty-text"), Some(("/offers", &cx.t("referrals-nav-offers")))))
            } @else {
                p.hint.keys { (cx.t("referrals-inbox-keys")) }
                ul.stack data-keys { @for line in &lines { (row(&cx, line)) } }
            }
        }
    };
    Ok(Page::new(&cx, cx.t("referrals-inbox")).nav("inbox").body(body))
}

fn row(cx: &Cx, line: &Line) -> Markup {
    let r = &line.referral;
    let who = line.person.clone().unwrap_or_else(|| cx.t("referrals-person-hidden"));
    html! {
        li.card.stack-s data-row {
            h2 { a href={ "/referrals/" (r.id) } data-open { (who) ": " (need_name(cx, r)) } }
            @if let Some(place) = &line.place { p { (place) } }
            p { (status_chip(cx, r)) }
            (tandem_people::part2::notice(cx, r.owner_org, [r.label]))
            p.hint {
                (cx.ta("referrals-came-on", &[("day", day(cx, r.sent_at.unwrap_or(r.created_at)).into())]))
                @if let Some(due) = r.due_at { ". " (cx.ta("referrals-due-on", &[("day", day(cx, deadline(cx, due)).into())])) }
            }
        }
    }
}

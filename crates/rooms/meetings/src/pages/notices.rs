//! Who is told what, and when: the communication protocol, for everybody with an account to read.

use crate::actions;
use crate::model::protocol::fixed;
use crate::model::{Audience, News, Timing};
use crate::policy;
use maud::html;
use tandem_access::Error;
use tandem_web::ui::{self, Button, Choice, Col, Select, Table};
use tandem_web::{Answer, Cx, Form, Page};

pub(super) async fn show(cx: Cx) -> Answer {
    let rules = cx.store.read(&cx.viewer, actions::protocol).await?;
    let keeps = policy::may_keep(&cx.viewer);
    let title = cx.t("meetings-notices");
    let columns =
        ["meetings-notices-what", "meetings-notices-who", "meetings-notices-how", "meetings-notices-when"];
    let mut table = Table::new(cx.t("meetings-notices-caption"), columns.map(|key| Col::text(cx.t(key))));
    for (news, audience, timing) in &rules {
        let name = format!("{}_{}", news.code(), audience.code());
        let what = cx.t(&format!("meetings-event-{}", news.code()));
        let who = cx.t(&format!("meetings-audience-{}", audience.code()));
        let set = keeps && !fixed(*news, *audience);
        table.push([
            html! { (what) },
            html! { (who) },
            html! { @if fixed(*news, *audience) { (cx.t("meetings-channel-calendar")) } @else { (cx.t("meetings-channel-email")) } },
            html! {
                @if set {
                    (Select::new(&name, format!("{} {what}, {who}", cx.t("meetings-notices-when")),
                        Timing::ALL.iter().map(|t| Choice::new(t.code(), cx.t(&format!("meetings-timing-{}", t.code()))))).choose(timing.code()))
                } @else { (cx.t(&format!("meetings-timing-{}", timing.code()))) }
            },
        ]);
    }
    let body = html! {
        h1 { (title) }
        p.lead { (cx.t("meetings-notices-lead")) }
        @if keeps {
            form.stack method="post" action="/meetings/notices" { (table) div { (ui::button(Button::Primary, "device-floppy", &cx.t("meetings-notices-do"))) } }
        } @else { (table) }
        p { (cx.t("meetings-notices-reminders")) }
        p { (cx.t("meetings-notices-digest")) }
        (ui::section(&cx.t("meetings-notices-always"), html! {
            ul { @for key in ["sign", "ends", "promise", "task", "address"] { li { (cx.t(&format!("meetings-notices-always-{key}"))) } } }
        }))
    };
    Ok(Page::new(&cx, title).nav("meetings").body(body))
}

pub(super) async fn set(cx: Cx, form: Form) -> Answer {
    if !policy::may_keep(&cx.viewer) {
        return Err(Error::Forbidden.into());
    }
    let mut rules = vec![];
    for (name, value) in form.pairs() {
        let Some((news, audience)) = name.split_once('_') else { continue };
        let (news, audience) = (News::from_code(news), Audience::from_code(audience));
        let (Some((news, audience)), Some(timing)) = (news.zip(audience), Timing::from_code(value)) else {
            return Err(Error::NotFound.into());
        };
        rules.push((news, audience, timing));
    }
    cx.store
        .write(&cx.viewer, move |tx| {
            rules
                .iter()
                .try_for_each(|(news, audience, timing)| actions::set_protocol(tx, *news, *audience, *timing))
        })
        .await?;
    Ok(cx.redirect_flash("/meetings/notices", "meetings-done-notices"))
}

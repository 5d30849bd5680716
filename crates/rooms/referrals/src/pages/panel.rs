//! A person's referrals, on the page of the person.

use super::words::{day, need_name, status_chip};
use crate::actions;
use maud::html;
use tandem_access::{Action, Kind, Uuid};
use tandem_web::{Cx, Panel, PanelFuture, Who, ui};

/// What this room shows on a person's page.
pub(crate) const PERSON: Panel = Panel { slot: "person", order: 30, render };

fn render(cx: Cx, person: Uuid) -> PanelFuture {
    Box::pin(async move {
        if !cx.allowed(Who::May(Kind::Referral, Action::Read)) {
            return Ok(html! {});
        }
        let (lines, needs) = cx
            .store
            .read(&cx.viewer, move |tx| {
                let needs = tandem_people::actions::view_person(tx, person)?.needs.unwrap_or_default();
                Ok((actions::of_person(tx, person)?, needs))
            })
            .await?;
        let open: Vec<_> = needs
            .into_iter()
            .filter(|n| {
                n.status == tandem_people::model::need::NeedStatus::Open && n.wants_help != Some(false)
            })
            .filter(|n| Some(n.owner_org) == cx.viewer.org())
            .collect();
        let send = cx.allowed(Who::May(Kind::Referral, Action::Write));
        Ok(ui::section(
            &cx.t("referrals-of-person"),
            html! {
                @if lines.is_empty() { p { (cx.t("referrals-of-person-none")) } }
                @if !lines.is_empty() {
                    ul.stack-s {
                        @for line in &lines {
                            li.off-paper[line.referral.is_sealed()] {
                                @if ours(&cx, &line.referral) { a href={ "/referrals/" (line.referral.id) } { (need_name(&cx, &line.referral)) } }
                                @else { (need_name(&cx, &line.referral)) }
                                @if let Some(place) = &line.place { @if !line.referral.is_sealed() { ", " (place) } }
                                " " (status_chip(&cx, &line.referral)) " "
                                span.hint { (day(&cx, line.referral.sent_at.unwrap_or(line.referral.created_at))) }
                            }
                        }
                    }
                }
                @if send && !open.is_empty() {
                    div.acts {
                        @for n in &open {
                            (ui::link_button(ui::Button::Secondary, "search", &format!("/people/{person}/needs/{}/help", n.id),
                                &cx.t("referrals-do-choose"), &cx.t(&n.domain.message_key())))
                        }
                    }
                }
            },
        ))
    })
}

/// Whether the viewer's organization is a party, and can open it.
fn ours(cx: &Cx, r: &crate::model::Referral) -> bool {
    cx.viewer.org().is_some() && (cx.viewer.org() == Some(r.owner_org) || cx.viewer.org() == r.receiver_org)
}

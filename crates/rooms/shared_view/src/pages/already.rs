//! On the page where help is chosen: what is being done already. Two organizations that ask the same place, or two places
//! that bring the same box, help nobody twice.

use super::{day, lines};
use crate::actions::already_asked;
use maud::{Markup, html};
use tandem_access::{Action, Kind, Uuid};
use tandem_web::ui::{self, Tone};
use tandem_web::{Cx, PageError, Panel, PanelFuture, Who};

/// The panel in the slot `help`; the id is the need's.
pub const HELP: Panel = Panel { slot: "help", order: 10, render };

fn render(cx: Cx, need: Uuid) -> PanelFuture {
    Box::pin(async move { markup(&cx, need).await })
}

async fn markup(cx: &Cx, need: Uuid) -> Result<Markup, PageError> {
    if !cx.allowed(Who::May(Kind::Referral, Action::Read)) {
        return Ok(html! {});
    }
    let open = cx.store.read(&cx.viewer, move |tx| already_asked(tx, need)).await?;
    if open.is_empty() {
        return Ok(html! {});
    }
    Ok(ui::notice(
        Tone::Soon,
        html! {
            h2 { (cx.ta("shared-view-already", &[("n", open.len().into())])) }
            p { (cx.t("shared-view-already-text")) }
            ul.stack-s {
                @for already in &open {
                    @let r = &already.line.referral;
                    @let need = r.domain.map(|d| cx.t(&d.message_key())).unwrap_or_default();
                    @let place = already.line.place.clone().unwrap_or_default();
                    @let when = day(cx, r.sent_at.unwrap_or(r.created_at));
                    @let args = [("org", already.organization.as_str().into()), ("place", place.into()), ("need", need.into()), ("date", when.into())];
                    @let (tone, state) = lines::referral_state(cx, r);
                    li {
                        (cx.ta("shared-view-already-line", &args)) " "
                        @if let Some(at) = already.received_at {
                            (ui::chip(Tone::Info, &cx.ta("shared-view-already-received", &[("date", day(cx, at).into())])))
                        } @else { (ui::chip(tone, &state)) }
                    }
                }
            }
        },
    ))
}

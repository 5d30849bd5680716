//! On a person's page: other records of the same person that may be seen.

use crate::actions;
use axum::extract::Path;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::{Action, Error, Kind, Uuid};
use tandem_web::ui::{self, Button, Tone};
use tandem_web::{Answer, Cx, Form, PageError, Panel, PanelFuture, Who, path_id};

/// The panel on the page `person`.
pub const PANEL: Panel = Panel { slot: "person", order: 40, render };

fn render(cx: Cx, person: Uuid) -> PanelFuture {
    Box::pin(async move { markup(&cx, person).await })
}

/// Nothing where there is no other record to see: whether there is one that may not be seen is not told.
async fn markup(cx: &Cx, person: Uuid) -> Result<Markup, PageError> {
    if !cx.allowed(Who::May(Kind::Person, Action::Read)) {
        return Ok(html! {});
    }
    let ((ours, open), others, orgs) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let others = actions::others(tx, person)?;
            let ours = tandem_people::actions::is_own(tx, person)?;
            let mut open = false;
            for (id, _) in &others {
                open |= tandem_people::actions::exceptional_now(tx, *id)?.is_some();
            }
            for (id, owner) in &others {
                tx.audit_for(
                    *owner,
                    Action::Read,
                    Kind::Identity,
                    None,
                    Some(*id),
                    "listed as another record",
                )?;
            }
            let ids: Vec<Uuid> = others.iter().map(|(_, owner)| *owner).collect();
            let orgs = tandem_partners::actions::find_many(tx, &ids)?;
            Ok(((ours, open), others, orgs.into_iter().map(|o| (o.id, o.name)).collect::<HashMap<_, _>>()))
        })
        .await?;
    let emergency = emergency_part(cx, person, ours, open);
    if others.is_empty() {
        return Ok(emergency);
    }
    let own = cx.viewer.org();
    let doubt = cx.allowed(Who::May(Kind::Person, Action::Write));
    Ok(html! {
        section.card.stack.cq aria-labelledby="other-records" {
            h2 id="other-records" { (cx.t("identity-panel")) }
            p { (cx.t("identity-panel-text")) }
            ul.stack-s {
                @for (id, owner) in &others {
                    @let name = orgs.get(owner).cloned().unwrap_or_default();
                    li {
                        a href={ "/people/" (id) } { (cx.ta("identity-panel-record", &[("org", name.as_str().into())])) }
                        @if Some(*owner) == own { " " (ui::chip(Tone::Soon, &cx.t("identity-panel-own"))) }
                        @if doubt {
                            form method="post" action={ "/people/" (person) "/not-the-same" } {
                                input type="hidden" name="other" value=(id);
                                button.btn.q2nd type="submit" {
                                    (ui::icon("users")) span { (cx.t("identity-doubt")) span.vh { ": " (name) } }
                                }
                            }
                        }
                    }
                }
            }
        }
        (emergency)
    })
}

/// The way to break the glass, for who may, on a record of their own organization; and the way to end it.
fn emergency_part(cx: &Cx, person: Uuid, ours: bool, open: bool) -> Markup {
    if !ours || !cx.allowed(Who::May(Kind::Person, Action::Decide)) {
        return html! {};
    }
    html! {
        p { a href={ "/people/" (person) "/emergency" } { (ui::icon("ambulance")) (cx.t("identity-emergency-link")) } }
        @if open {
            form method="post" action={ "/people/" (person) "/emergency/end" } {
                (ui::button(Button::Plain, "x", &cx.t("identity-emergency-end")))
            }
        }
    }
}

/// "This is somebody else."
pub async fn doubt(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let person = path_id(&id)?;
    let other = form.id("other").ok_or(Error::NotFound)?;
    cx.store.write(&cx.viewer, move |tx| actions::doubt(tx, person, other)).await?;
    Ok(cx.redirect_flash(&format!("/people/{person}"), "identity-doubted"))
}

//! Records that only a care team opens and that has nobody left: for whoever gives access in the organization. Nobody is named here,
//! and no page tells what a record is about.

use super::day;
use crate::actions;
use crate::store::team::Unattended;
use axum::extract::Path;
use maud::{Markup, html};
use tandem_access::accounts::members::Member;
use tandem_access::{Action, Error, FieldErrors, Kind, Uuid, Viewer};
use tandem_web::ui::{self, Button, Choice, Select, Tone};
use tandem_web::{Answer, Cx, Form, Page, PageError, Panel, PanelFuture, Who, path_id};

/// That there are some, on Home.
pub(crate) const HOME: Panel = Panel { slot: "home", order: 3, render: panel };
/// That there are some, on Today.
pub(crate) const TODAY: Panel = Panel { slot: "today", order: 3, render: panel };
/// That there are some, where access is given and taken.
pub(crate) const MEMBERS: Panel = Panel { slot: "members", order: 10, render: panel };

fn panel(cx: Cx, organization: Uuid) -> PanelFuture {
    Box::pin(async move {
        // Where access is managed the page is about one organization, which may be hosted by the viewer's.
        let own = organization.is_nil() || cx.viewer.org() == Some(organization);
        if !own || !cx.allowed(Who::May(Kind::Member, Action::Manage)) {
            return Ok(html! {});
        }
        let n = of_own(&cx).await?.len();
        Ok(html! {
            @if n > 0 {
                (ui::notice(Tone::Late, html! {
                    p { (cx.ta("people-unattended-some", &[("n", n.into())])) }
                    p { a href="/people/unattended" { (cx.t("people-unattended-go")) } }
                }))
            }
        })
    })
}

/// The records of the viewer's own organization; which it is, the session says.
async fn of_own(cx: &Cx) -> Result<Vec<(Unattended, Option<String>)>, PageError> {
    let Some(org) = cx.viewer.org() else { return Ok(vec![]) };
    let system = Viewer::system("people.unattended");
    Ok(cx.store.read(&system, move |tx| actions::unattended(tx, org)).await?)
}

/// The list.
pub async fn show(cx: Cx) -> Answer {
    let records = of_own(&cx).await?;
    let may = cx.store.read(&cx.viewer, actions::may_be_appointed).await?;
    let title = cx.t("people-unattended");
    let body = html! {
        h1 { (title) }
        p.lead { (cx.t("people-unattended-lead")) }
        @if records.is_empty() {
            (ui::empty_state("user-heart", &cx.t("people-unattended-none"), &cx.t("people-unattended-none-hint"), None))
        } @else if may.is_empty() {
            (ui::notice(Tone::Late, html! {
                p { (cx.t("people-unattended-nobody")) }
                p { a href="/settings/people" { (cx.t("people-unattended-invite")) } }
            }))
        } @else {
            ul.stack.plain { @for (n, (record, last)) in records.iter().enumerate() { li { (one(&cx, n + 1, record, last.as_deref(), &may)) } } }
        }
    };
    Ok(Page::new(&cx, title).nav("settings-people").body(body))
}

fn one(cx: &Cx, n: usize, record: &Unattended, last: Option<&str>, may: &[Member]) -> Markup {
    let (date, n) = (day(cx, record.until), n.to_string());
    let text = match last {
        Some(name) => cx.ta("people-unattended-last", &[("name", name.into()), ("date", date.into())]),
        None => cx.ta("people-unattended-since", &[("date", date.into())]),
    };
    let choices = may.iter().map(|m| Choice::new(m.id.to_string(), m.name.as_str()));
    let name = format!("member-{}", record.person.simple());
    html! {
        div.card.stack {
            h2 { (cx.ta("people-unattended-record", &[("n", n.into())])) }
            p { (text) }
            form.form method="post" action={ "/people/unattended/" (record.person) } {
                (Select::new(&name, cx.t("people-unattended-who"), choices))
                (ui::button(Button::Secondary, "user-heart", &cx.t("people-unattended-appoint")))
            }
        }
    }
}

/// Puts somebody in charge of one.
pub async fn appoint(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let person = path_id(&id)?;
    // The row fence of the viewer hides the record: that it is one of these is asked first.
    if !of_own(&cx).await?.iter().any(|(record, _)| record.person == person) {
        return Err(Error::NotFound.into());
    }
    let member = form.id(&format!("member-{}", person.simple()));
    let member = member.ok_or_else(|| FieldErrors::one("member", "people-error-team-appoint"))?;
    cx.store.write(&cx.viewer, move |tx| actions::appoint(tx, person, member)).await?;
    Ok(cx.redirect_flash("/people/unattended", "people-unattended-done"))
}

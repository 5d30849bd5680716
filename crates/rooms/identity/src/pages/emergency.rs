//! Opening what other organizations know, in a medical emergency.

use crate::actions;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::accounts::members::{self, Status};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid, permits};
use tandem_web::ui::{self, Button, Field, Tone};
use tandem_web::{Answer, Cx, Form, Page, path_id};

/// Says what happens, and asks for the reason.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let person = path_id(&id)?;
    page(&cx, person, "", &FieldErrors::new()).await
}

async fn page(cx: &Cx, person: Uuid, reason: &str, errors: &FieldErrors) -> Answer {
    let (name, (owner, label), colleagues) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let name = tandem_people::actions::look_at_name(tx, person, "emergency page")?;
            let alone = actions::by_own_hand(tx, person)?;
            let colleagues = if alone { Some(colleagues(tx)?) } else { None };
            Ok((name, tandem_people::part2::record(tx, person)?, colleagues))
        })
        .await?;
    let title = cx.t("identity-emergency-title");
    let here = format!("/people/{person}");
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[(&here, &name)], &title))
        @if !errors.is_empty() { (ui::error_summary(&cx.t("web-error-title"), &cx.faults(errors))) }
        div.stack {
            h1 { (title) }
            p.lede { (cx.ta("identity-emergency-lede", &[("name", name.as_str().into())])) }
        }
        (tandem_people::part2::notice(cx, owner, [label]))
        (ui::notice(Tone::Soon, html! {
            ul {
                li { (cx.t("identity-emergency-for")) }
                li { (cx.t("identity-emergency-seen")) }
                li { (cx.t("identity-emergency-ends")) }
                li { (cx.t("identity-emergency-never")) }
            }
        }))
        @if let Some(colleagues) = &colleagues {
            (somebody_else(cx, colleagues))
            div.actions { (ui::link_button(Button::Plain, "arrow-left", &here, &name, "")) }
        } @else {
            form.card.stack method="post" action={ (here) "/emergency" } {
                (Field::textarea("reason", cx.t("identity-emergency-reason")).hint(cx.t("identity-emergency-reason-hint"))
                    .value(reason).error(cx.fault(errors, "reason")).max_length(500).required())
                div.actions {
                    (ui::button(Button::Primary, "ambulance", &cx.t("identity-emergency-open")))
                    (ui::link_button(Button::Plain, "", &here, &cx.t("identity-emergency-cancel"), ""))
                }
            }
        }
    };
    let page = Page::new(cx, title).nav("people");
    let response: Response = if errors.is_empty() { page.body(body) } else { page.invalid().body(body) };
    Ok(response)
}

/// Who else at the viewer's organization may open records in an emergency.
fn colleagues(tx: &mut Tx) -> Result<Vec<String>, Error> {
    let (Some(org), me) = (tx.viewer().org(), tx.viewer().member_id()) else { return Ok(vec![]) };
    let all = members::of_organization(tx, org)?.into_iter();
    Ok(all
        .filter(|(member, _)| Some(member.id) != me && member.status == Status::Active)
        .filter(|(_, roles)| roles.iter().any(|a| permits(a.role, Kind::Person, Action::Decide)))
        .map(|(member, _)| member.name)
        .collect())
}

/// In the place of the form: why not, and who can.
fn somebody_else(cx: &Cx, colleagues: &[String]) -> Markup {
    ui::notice(
        Tone::Soon,
        html! {
            p { strong { (cx.t("identity-conflict-own-hand")) } }
            @if colleagues.is_empty() {
                p { (cx.t("identity-emergency-nobody-else")) }
            } @else {
                p { (cx.t("identity-emergency-somebody-else")) }
                ul { @for name in colleagues { li { (name) } } }
            }
            p { (cx.t("identity-emergency-call")) }
        },
    )
}

/// Opens it.
pub async fn open(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let person = path_id(&id)?;
    let reason = form.text("reason").to_owned();
    match actions::break_glass(&cx.store, &cx.viewer, person, &reason).await {
        Ok(0) => Ok(cx.redirect_flash(&format!("/people/{person}"), "identity-emergency-nothing")),
        Ok(_) => Ok(cx.redirect_flash(&format!("/people/{person}"), "identity-emergency-opened")),
        Err(Error::Invalid(errors)) => page(&cx, person, &reason, &errors).await,
        Err(e) => Err(e.into()),
    }
}

/// Ends it before its time.
pub async fn end(cx: Cx, Path(id): Path<String>) -> Answer {
    let person = path_id(&id)?;
    actions::end_emergency(&cx.store, &cx.viewer, person).await?;
    Ok(cx.redirect_flash(&format!("/people/{person}"), "identity-emergency-ended"))
}

//! Codes: slips to print, a code by text, one taken back.

use super::manage::{after, page};
use super::words::of;
use crate::actions;
use crate::model::vote::{Slip, Vote};
use axum::extract::Path;
use axum::response::Response;
use maud::html;
use tandem_web::ui::{self, Button, Tone};
use tandem_web::{Answer, Cx, Form, Page, faults, path_id};

/// Makes slips, and shows them this once.
pub(super) async fn slips(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let n = form.text("n").parse().unwrap_or(0);
    let made =
        cx.store.write(&cx.viewer, move |tx| Ok((actions::issue(tx, id, n)?, actions::find(tx, id)?))).await;
    match faults(made)? {
        Ok((slips, vote)) => Ok(printed(&cx, &vote, &slips)),
        Err(errors) => page(&cx, id, &form, &errors, &html! {}).await,
    }
}

fn printed(cx: &Cx, vote: &Vote, slips: &[Slip]) -> Response {
    let title = cx.t("votes-slips");
    let d = &vote.definition;
    let address = format!("{}/say/{}", cx.base_url, vote.id);
    let back = format!("/votes/{}", vote.id);
    let body = html! {
        div.no-paper.stack {
            h1 { (title) }
            (ui::notice(Tone::Soon, html! { p { (cx.t("votes-slips-once")) } }))
            p { (cx.t("votes-slips-print")) }
            p { (ui::link_button(Button::Secondary, "arrow-left", &back, of(cx, &d.title), "")) }
        }
        @for slip in slips {
            div.card.stack {
                h2 { (of(cx, &d.title)) " – " (cx.ta("votes-slip-n", &[("n", slip.number.into())])) }
                p { (cx.t("votes-slip-code")) }
                p.code-big { b { (slip.code) } }
                p { (cx.ta("votes-slip-web", &[("address", address.as_str().into())])) }
                p { (cx.ta("votes-slip-paper", &[("closes", cx.moment(vote.closes_at).into())])) }
                @if let Some(by_text) = super::texts::by_text(cx, d) { p { (by_text) } }
                p { (super::ballot_form::how(cx, d)) }
                ol { @for o in d.standing() { li { (super::words::label(cx, d, o)) ": ______" } } }
                p { b { (cx.t("votes-slip-keep")) } " " (cx.t("votes-receipt")) ": " b { (slip.receipt) } }
            }
        }
    };
    Page::new(cx, title.clone()).nav("votes").body(body)
}

/// Texts a code.
pub(super) async fn text(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let (phone, language) = (form.text("phone").to_owned(), form.text("language").to_owned());
    let base = cx.base_url.clone();
    let done = cx
        .store
        .write(&cx.viewer, move |tx| actions::text_code(tx, id, &phone, &language, &base).map(|_| ()))
        .await;
    after(&cx, id, &form, done, "votes-text-sent").await
}

/// Takes a code back.
pub(super) async fn revoke(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let number = form.int("number").unwrap_or(0);
    let done = cx.store.write(&cx.viewer, move |tx| actions::revoke(tx, id, number)).await;
    after(&cx, id, &form, done, "votes-revoked").await
}

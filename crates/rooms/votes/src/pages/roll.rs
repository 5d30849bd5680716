//! Codes: slips to print, a code by text, one taken back; and votes that came by text.

use super::manage::{after, page};
use super::words::of;
use crate::actions::{self, Texted};
use crate::model::vote::{Cast, Slip, Vote};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::FieldErrors;
use tandem_web::ui::{self, Button, Col, Table, Tone};
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

/// Casts votes that came by text, and shows what to answer.
pub(super) async fn texts(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let text = form.text("texts").to_owned();
    let told = cx.store.write(&cx.viewer, move |tx| actions::cast_texts(tx, id, &text)).await;
    match faults(told)? {
        Ok(told) => page(&cx, id, &Form::default(), &FieldErrors::new(), &answers(&cx, &told)).await,
        Err(errors) => page(&cx, id, &form, &errors, &html! {}).await,
    }
}

fn answers(cx: &Cx, told: &[Texted]) -> Markup {
    let columns = [Col::number(cx.t("votes-texts-line")), Col::text(cx.t("votes-texts-answer"))];
    let mut table = Table::new(cx.t("votes-texts-told"), columns);
    for text in told {
        let answer = match (&text.cast, &text.receipt) {
            (Cast::Counted, receipt) => {
                cx.ta("votes-texts-counted", &[("receipt", receipt.clone().unwrap_or_default().into())])
            }
            (Cast::Refused(why, _), _) => cx.t(&format!("votes-refused-{}", why.code())),
        };
        table.push([
            html! { (text.line) },
            html! { (answer) @if let Some(why) = &text.why { " (" (why) ")" } },
        ]);
    }
    html! { div role="status" { (table) } }
}

//! What the forms of somebody who takes part do. Each is limited by network, and done by the system for whoever holds the cookie.

use super::take_part::page;
use super::words::{keep, speaker, system};
use crate::actions::{self, Speaker};
use crate::model::{About, Answer as Said, Lived, Side};
use axum::extract::Path;
use axum::http::{HeaderMap, header};
use tandem_access::accounts::rate_limit::{Gate, network_of};
use tandem_access::{Error, FieldErrors, Uuid};
use tandem_partners::model::Sector;
use tandem_web::{Answer, Cx, Form, faults, path_id};

/// Who speaks, as far as the limits let them. A hall full of people answers over one address, so each voice has a limit of its own; a new
/// voice without an account, and a browser that keeps no cookie, is limited by its network.
async fn limited(cx: &Cx, id: Uuid, headers: &HeaderMap) -> Result<Option<Speaker>, Error> {
    let (network, limits) = (network_of(cx.ip), cx.store.limits());
    let Some(who) = speaker(cx, headers) else {
        limits.take(Gate::Link, &network, cx.now)?;
        return Ok(None);
    };
    let own = match &who {
        Speaker::Member { member, .. } => member.to_string(),
        Speaker::Token(word) => {
            let asked = who.clone();
            if !cx.store.read(&system(), move |tx| actions::is_known(tx, id, &asked)).await? {
                limits.take(Gate::Voice, &network, cx.now)?;
            }
            word.clone()
        }
    };
    limits.take(Gate::Link, &format!("conversations {own}"), cx.now)?;
    Ok(Some(who))
}

/// The page again for a browser that keeps no cookies: its answers could not be told from anybody's.
fn no_cookie(field: &str) -> FieldErrors {
    let mut errors = FieldErrors::new();
    errors.add(field, "conversations-error-cookie");
    errors
}

/// Answers the statement that stands on the page, or another one from the list of one's answers.
pub async fn answer(cx: Cx, Path(id): Path<String>, headers: HeaderMap, form: Form) -> Answer {
    let id = path_id(&id)?;
    let statement = form.id("statement").ok_or(Error::NotFound)?;
    let said = Said::from_code(form.text("answer")).ok_or(Error::NotFound)?;
    let Some(who) = limited(&cx, id, &headers).await? else {
        return page(&cx, id, &headers, &form, &no_cookie("answer")).await;
    };
    cx.store.write(&system(), move |tx| actions::answer(tx, id, &who, statement, said)).await?;
    Ok(if form.text("back") == "answers" {
        cx.redirect_flash(&format!("/conversations/{id}/answers"), "conversations-changed")
    } else {
        cx.redirect(&format!("/conversations/{id}#read"))
    })
}

/// Says as whom one takes part.
pub async fn about(cx: Cx, Path(id): Path<String>, headers: HeaderMap, form: Form) -> Answer {
    let id = path_id(&id)?;
    let about = About {
        side: Side::from_code(form.text("side")).unwrap_or(Side::Unsaid),
        sector: Sector::from_code(form.text("sector")),
        lived: Lived::from_code(form.text("lived")).unwrap_or(Lived::Unsaid),
    };
    let Some(who) = limited(&cx, id, &headers).await? else {
        return page(&cx, id, &headers, &form, &no_cookie("lived")).await;
    };
    let done = cx.store.write(&system(), move |tx| actions::declare(tx, id, &who, about)).await;
    match faults(done)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/conversations/{id}"), "conversations-about-done")),
        Err(errors) => page(&cx, id, &headers, &form, &errors).await,
    }
}

/// Sends a statement in. It needs no cookie: it is nobody's.
pub async fn suggest(cx: Cx, Path(id): Path<String>, headers: HeaderMap, form: Form) -> Answer {
    let id = path_id(&id)?;
    cx.store.limits().take(Gate::PublicForm, &network_of(cx.ip), cx.now)?;
    let words = form.text("words").to_owned();
    let done = cx.store.write(&system(), move |tx| actions::suggest(tx, id, &words)).await;
    match faults(done)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/conversations/{id}"), "conversations-suggested")),
        Err(errors) => page(&cx, id, &headers, &form, &errors).await,
    }
}

/// Leaves this device: the cookie is forgotten, and with `erase` everything that was answered is taken back first.
pub async fn leave(cx: Cx, Path(id): Path<String>, headers: HeaderMap, form: Form) -> Answer {
    let id = path_id(&id)?;
    let erase = form.text("erase") == "1";
    if let (true, Some(who)) = (erase, speaker(&cx, &headers)) {
        cx.store.write(&system(), move |tx| actions::erase(tx, id, &who)).await?;
    }
    let flash = if erase { "conversations-erased" } else { "conversations-forgotten" };
    let mut response = cx.redirect_flash("/conversations", flash);
    if !cx.viewer.is_member() {
        response.headers_mut().append(header::SET_COOKIE, keep(&cx, None));
    }
    Ok(response)
}

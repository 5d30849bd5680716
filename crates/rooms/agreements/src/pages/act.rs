//! What is done on an agreement's page.

use super::agreement;
use crate::actions::{self, NewSignature};
use crate::model::agreement::Spanish;
use axum::extract::Path;
use jiff::civil::Date;
use tandem_access::{Error, FieldErrors, Tx, Uuid};
use tandem_web::ui::Drawing;
use tandem_web::{Answer, Cx, Form, faults, path_id};

/// Does it and comes back with a message; a fault stands on the page again.
pub(super) async fn done(
    cx: &Cx,
    id: Uuid,
    form: &Form,
    message: &'static str,
    act: impl FnMut(&mut Tx<'_, '_>) -> Result<(), Error> + Send + 'static,
) -> Answer {
    match faults(cx.store.write(&cx.viewer, act).await)? {
        Ok(()) => Ok(cx.redirect_flash(&format!("/agreements/{id}"), message)),
        Err(errors) => agreement::page(cx, id, form, &errors).await,
    }
}

/// Asks the parties to sign.
pub async fn send(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    done(&cx, id, &form, "agreements-sent", move |tx| actions::send(tx, id)).await
}

/// Makes it a draft again.
pub async fn recall(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    done(&cx, id, &form, "agreements-recalled", move |tx| actions::recall(tx, id)).await
}

/// Gives it up.
pub async fn stop(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let (id, reason) = (path_id(&id)?, form.text("reason").to_owned());
    done(&cx, id, &form, "agreements-stopped", move |tx| actions::stop(tx, id, &reason)).await
}

/// Says in Spanish what it is called and what it is for.
pub async fn spanish(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let words = |name: &str| form.opt(name).map(str::to_owned);
    let spanish = Spanish { title: words("title_es"), purpose: words("purpose_es") };
    done(&cx, id, &form, "agreements-saved", move |tx| actions::translate(tx, id, &spanish)).await
}

/// Begins the next term.
pub async fn renew(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let next = cx.store.write(&cx.viewer, move |tx| actions::renew(tx, id)).await?;
    Ok(cx.redirect_flash(&format!("/agreements/{next}"), "agreements-renewed"))
}

/// Signs for one's organization.
pub async fn sign(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let id = path_id(&id)?;
    let drawing = match form.opt("drawing").map(Drawing::parse) {
        None => None,
        Some(Some(lines)) => Some(lines),
        Some(None) => {
            let mut errors = FieldErrors::new();
            errors.add("drawing", "agreements-error-drawing");
            return agreement::page(&cx, id, &form, &errors).await;
        }
    };
    let new = NewSignature {
        name: form.text("signature").to_owned(),
        drawing,
        shown: form.text("shown").to_owned(),
    };
    let signed = cx.store.write(&cx.viewer, move |tx| actions::sign(tx, id, &new)).await;
    match faults(signed)? {
        Ok(in_force) => {
            let said = if in_force { "agreements-signed-all" } else { "agreements-signed-one" };
            Ok(cx.redirect_flash(&format!("/agreements/{id}"), said))
        }
        Err(errors) => agreement::page(&cx, id, &form, &errors).await,
    }
}

/// Takes one's organization's word back.
pub async fn withdraw(cx: Cx, Path(id): Path<String>, form: Form) -> Answer {
    let (id, reason) = (path_id(&id)?, form.text("reason").to_owned());
    let from = form.text("from").parse::<Date>().ok();
    done(&cx, id, &form, "agreements-withdrawn", move |tx| {
        let from = from.ok_or_else(|| FieldErrors::one("from", "agreements-error-day"))?;
        actions::withdraw(tx, id, from, &reason)
    })
    .await
}

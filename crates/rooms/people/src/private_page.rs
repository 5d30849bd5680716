//! The private page as other rooms use it: the request as the person's, by link and code.

use crate::actions::{self, Look};
use crate::model::correction::Correction;
use crate::pages::{SECONDARY, action_button, corrections, log};
use axum::http::HeaderMap;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::{Error, Uuid, Viewer};
use tandem_web::{Cx, cookie};

pub use crate::pages::corrections::InWords as CorrectionInWords;

/// The cookie of an open private page. It goes with addresses under `/my` alone.
pub(crate) const COOKIE: &str = "tandem_my";

/// The most pages that are open together; a cookie with more secrets is not ours.
pub(crate) const MOST: usize = 8;

/// What the cookie holds: a secret for each open page, the one that is shown first.
pub(crate) fn secrets(headers: &HeaderMap) -> Vec<String> {
    let all = cookie(headers, COOKIE).unwrap_or_default().split('.');
    all.filter(|secret| !secret.is_empty()).take(MOST).map(str::to_owned).collect()
}

/// The request as the person's, by the cookie of an open page; of several, the one that is shown.
///
/// # Errors
/// [`Error::NotFound`] without one; the database's.
pub async fn as_person(cx: Cx, headers: &HeaderMap) -> Result<Cx, Error> {
    all_open(&cx, headers).await?.into_iter().next().ok_or(Error::NotFound)
}

/// The request once for each page that is open in this browser, the one that is shown first: the same person, as they said, known
/// to several organizations. Each sees its own record and no other.
///
/// # Errors
/// The database's.
pub async fn all_open(cx: &Cx, headers: &HeaderMap) -> Result<Vec<Cx>, Error> {
    Ok(open_looks(cx, headers).await?.into_iter().map(|(_, page)| page).collect())
}

/// As [`all_open`], with the secret of each.
pub(crate) async fn open_looks(cx: &Cx, headers: &HeaderMap) -> Result<Vec<(String, Cx)>, Error> {
    let secrets = secrets(headers);
    if secrets.is_empty() {
        return Ok(vec![]);
    }
    let looks = cx
        .store
        .read(&Viewer::system("people.private_page"), move |tx| {
            let open = |secret: &String| Ok((secret.clone(), actions::open_look(tx, secret)?));
            secrets.iter().map(open).collect::<Result<Vec<_>, Error>>()
        })
        .await?;
    let viewers = looks.into_iter().filter_map(|(secret, look)| Some((secret, Viewer::from_link(&look?)?)));
    Ok(viewers.map(|(secret, viewer)| (secret, Cx { viewer, signed_in: None, ..cx.clone() })).collect())
}

/// The way out of a private page, at its top: somebody comes in. It closes the page and leads to the front page, where nothing says
/// that one was open.
pub fn way_out(cx: &Cx) -> Markup {
    way_out_by(cx, "/my/close")
}

/// As [`way_out`], for a page that closes by another address.
pub(crate) fn way_out_by(cx: &Cx, close: &str) -> Markup {
    let fast = [("fast", "1")];
    html! { div.acts.off-paper { (action_button(SECONDARY, "logout", close, &fast, &cx.t("people-my-fast"), "")) } }
}

/// Who looked, in the words of the private page: the headings of a table, and its rows; no rows, where nobody looked.
pub fn looks(cx: &Cx, looks: &[Look], orgs: &HashMap<Uuid, String>) -> ([String; 4], Vec<[String; 4]>) {
    (log::columns(cx), log::rows(cx, looks, orgs))
}

/// What is said when nobody looked.
pub fn no_looks(cx: &Cx) -> String {
    log::none(cx)
}

/// A correction that the person asked for, in the words of the private page.
pub fn correction(cx: &Cx, asked: &Correction) -> CorrectionInWords {
    corrections::in_words(cx, asked)
}

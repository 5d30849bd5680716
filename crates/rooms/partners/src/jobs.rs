//! Work after the page has answered.

use crate::letters::{self, Letter};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use tandem_access::accounts::links::LinkPurpose;
use tandem_access::accounts::sign_in;
use tandem_access::{Error, Tx};
use tandem_events::{Every, JobHandler};

/// Somebody asked for a link by e-mail. Whether such an account exists is found out here, where nobody can watch.
#[derive(Serialize, Deserialize)]
struct Asked {
    email: String,
    recover: bool,
    base_url: String,
}

const LINK: &str = "partners.account_link";

/// Puts the request down. Known and unknown addresses leave the same row.
pub(crate) fn ask_for_link(
    tx: &mut Tx<'_, '_>,
    email: &str,
    recover: bool,
    base_url: &str,
) -> Result<(), Error> {
    let now = tx.now();
    let asked = Asked { email: email.trim().to_owned(), recover, base_url: base_url.to_owned() };
    tandem_events::enqueue(tx, LINK, &asked, now)?;
    Ok(())
}

fn account_link(tx: &mut Tx<'_, '_>, payload: &serde_json::Value) -> Result<(), Error> {
    let asked: Asked =
        serde_json::from_value(payload.clone()).map_err(|e| Error::Internal(format!("{LINK}: {e}")))?;
    let (purpose, letter, path) = if asked.recover {
        (LinkPurpose::Recover, Letter::Recover, "recover")
    } else {
        (LinkPurpose::SignIn, Letter::SignIn, "sign-in/link")
    };
    let Some(found) = sign_in::link_for(tx, &asked.email, purpose)? else { return Ok(()) };
    let url = format!("{}/{path}/{}", asked.base_url, found.token);
    match letters::write(tx, letter, &found.member, &url) {
        // An address that no letter can be sent to will not be better at the next try.
        Err(Error::Invalid(_)) => Ok(()),
        other => other,
    }
}

pub(crate) fn handlers() -> Vec<JobHandler> {
    vec![JobHandler { kind: LINK, run: account_link }]
}

fn tidy_up(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    sign_in::forget_old(tx)?;
    tandem_mail::forget_old(tx)
}

pub(crate) fn every() -> Vec<Every> {
    vec![
        Every { name: "partners.tidy_up", every: SignedDuration::from_hours(24), run: tidy_up },
        Every {
            name: "partners.checkpoints",
            every: SignedDuration::from_hours(24 * 7),
            run: letters::checkpoints,
        },
    ]
}

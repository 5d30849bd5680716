//! The letter that asks an organization to answer the survey, with a link of its own. It goes into the outbox in the
//! caller's transaction and leaves later.

use crate::MESSAGES;
use crate::model::Survey;
use jiff::SignedDuration;
use std::sync::LazyLock;
use tandem_access::accounts::links::{self, LinkPurpose, NewLink, Uses};
use tandem_access::{Error, Tx};
use tandem_mail::{Email, Subject, send_email, url};
use tandem_partners::model::Organization;
use tandem_web::Lang;
use tandem_web::messages::Catalogue;

/// A link ends with its survey; one that nobody closes ends after so many days.
const MOST_DAYS: i64 = 180;

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[("alliance", MESSAGES)])
        .unwrap_or_else(|e| unreachable!("every start of the program has read these files before: {e}"))
});

/// A letter: the key of its words, and its name in the outbox.
#[derive(Clone, Copy)]
pub(crate) struct Letter(&'static str, &'static str);

/// Asks for the first time, or again because the link was lost.
pub(crate) const ASK: Letter = Letter("alliance-letter-survey", "alliance.survey");
/// Reminds.
pub(crate) const REMIND: Letter = Letter("alliance-letter-survey-again", "alliance.survey_reminder");

/// Writes to an organization at its address on record, with a fresh link; older links of it to this survey end. `false`
/// when it has no address that a letter could go to.
pub(crate) fn survey(
    tx: &mut Tx<'_, '_>,
    letter: Letter,
    survey: &Survey,
    to: &Organization,
) -> Result<bool, Error> {
    let Some(address) = to.email.as_deref().map(str::trim).filter(|a| !a.is_empty()) else {
        return Ok(false);
    };
    links::revoke_of(tx, LinkPurpose::Survey, survey.id, to.id)?;
    let link = NewLink {
        subject: Some(survey.id),
        organization: Some(to.id),
        ..NewLink::new(LinkPurpose::Survey, SignedDuration::from_hours(24 * MOST_DAYS), Uses::UntilExpiry)
    };
    let path = format!("/survey/{}", links::issue(tx, &link)?.token);
    let partnership = tandem_partners::actions::partnership(tx)?.name;
    let lang = Lang::from_code(&to.language).unwrap_or_default();
    let text = WORDS.text(
        lang,
        letter.0,
        &[
            ("partnership", partnership.as_str().into()),
            ("organization", to.name.as_str().into()),
            ("url", url(&path).as_str().into()),
        ],
    );
    let email = Email {
        to: address.to_owned(),
        subject: Subject::YearlySurvey,
        language: lang.code().to_owned(),
        text: format!("{text}\n"),
        html: None,
        kind: letter.1,
        related: Some(survey.id),
    };
    match send_email(tx, &email) {
        Ok(_) => Ok(true),
        // An address that cannot be one does not keep the letter from the others; the list says who has none.
        Err(Error::Invalid(_)) => Ok(false),
        Err(other) => Err(other),
    }
}

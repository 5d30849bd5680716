//! The letters about a record that was opened in an emergency: to whoever looks after privacy where it is kept, and where the member is
//! who opened it. They name nobody: the access log does, behind a sign-in.

use std::sync::LazyLock;
use tandem_access::accounts::members::{self, Member, Status};
use tandem_access::{Error, Role, Tx, Uuid};
use tandem_mail::{Email, Subject, send_email};
use tandem_web::Lang;
use tandem_web::messages::Catalogue;

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[("identity", crate::MESSAGES)])
        .unwrap_or_else(|e| panic!("the room's words are complete: {e}"))
});

/// Writes to the privacy officers of `owner`, where there is none to its account managers, and to the organization's own address, which
/// nobody has by himself. `owner` may be the organization of who looked: then the letter says so. Nothing goes to an address that
/// many read when a confidential organization is one of the two.
pub(crate) fn opened_in_emergency(tx: &mut Tx, person: Uuid, owner: Uuid, by: Uuid) -> Result<(), Error> {
    let keeper = tandem_partners::actions::find(tx, owner)?;
    let who = tandem_partners::actions::find(tx, by)?;
    let words = if owner == by { "identity-letter-emergency-own" } else { "identity-letter-emergency" };
    for member in answerable(tx, owner)? {
        letter(tx, words, (&member.email, &member.language, &member.name), &who.name, person)?;
    }
    if let Some(address) = keeper.email.filter(|_| !keeper.confidential && !who.confidential) {
        letter(tx, words, (&address, &keeper.language, &keeper.name), &who.name, person)?;
    }
    Ok(())
}

/// Who answers for privacy at an organization.
fn answerable(tx: &mut Tx, org: Uuid) -> Result<Vec<Member>, Error> {
    let mut officers = members::with_role(tx, org, Role::PrivacyOfficer)?;
    officers.retain(|member| member.status == Status::Active);
    if officers.is_empty() { tandem_partners::actions::account_managers(tx, org) } else { Ok(officers) }
}

fn letter(
    tx: &mut Tx,
    words: &str,
    (to, language, name): (&str, &str, &str),
    org: &str,
    person: Uuid,
) -> Result<(), Error> {
    let lang = Lang::from_code(language).unwrap_or_default();
    let text = WORDS.text(lang, words, &[("name", name.into()), ("org", org.into())]);
    let email = Email {
        to: to.to_owned(),
        subject: Subject::OpenedInEmergency,
        language: lang.code().to_owned(),
        text: format!("{text}\n"),
        html: None,
        kind: "identity.emergency",
        related: Some(person),
    };
    match send_email(tx, &email) {
        // One address that no letter can be sent to does not keep it from the others.
        Ok(_) | Err(Error::Invalid(_)) => Ok(()),
        Err(other) => Err(other),
    }
}

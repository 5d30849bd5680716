//! The letter about what a person asks for: to whoever can answer. It names nobody: the page does, behind a sign-in.

use crate::store;
use std::sync::LazyLock;
use tandem_access::accounts::members::{self, Member, Status};
use tandem_access::{Error, Role, Tx, Uuid};
use tandem_mail::{Email, Subject, send_email};
use tandem_web::Lang;
use tandem_web::messages::Catalogue;

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[("people", crate::MESSAGES)])
        .unwrap_or_else(|e| panic!("the room's words are complete: {e}"))
});

/// Who answers for privacy at an organization: its privacy officers, where there is none its account managers.
///
/// # Errors
/// The database's.
pub fn answerable(tx: &mut Tx, org: Uuid) -> Result<Vec<Member>, Error> {
    let mut officers = members::with_role(tx, org, Role::PrivacyOfficer)?;
    officers.retain(|member| member.status == Status::Active);
    if officers.is_empty() { tandem_partners::actions::account_managers(tx, org) } else { Ok(officers) }
}

/// Tells the care team of a person, and who answers for privacy where the record is kept, that the person asks for something.
pub(crate) fn asked(tx: &mut Tx, person: Uuid) -> Result<(), Error> {
    let Some(owner) = store::person::owner_of(tx, person)? else { return Ok(()) };
    let mut to = answerable(tx, owner)?;
    for on_team in store::team::of_person(tx, person)? {
        if to.iter().all(|member| member.id != on_team.member_id) {
            to.extend(Some(members::find(tx, on_team.member_id)?).filter(|m| m.status == Status::Active));
        }
    }
    for member in to {
        let lang = Lang::from_code(&member.language).unwrap_or_default();
        let text = WORDS.text(lang, "people-letter-asked", &[("name", member.name.as_str().into())]);
        let email = Email {
            to: member.email,
            subject: Subject::PersonAsks,
            language: lang.code().to_owned(),
            text: format!("{text}\n"),
            html: None,
            kind: "people.asked",
            related: Some(person),
        };
        match send_email(tx, &email) {
            // One address that no letter can be sent to does not keep it from the others.
            Ok(_) | Err(Error::Invalid(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

//! The letter to the privacy officers of an organization whose record was opened in an emergency. It names nobody: the access log
//! does, behind a sign-in.

use std::sync::LazyLock;
use tandem_access::accounts::members;
use tandem_access::{Error, Role, Tx, Uuid};
use tandem_mail::{Email, Subject, send_email};
use tandem_web::Lang;
use tandem_web::messages::Catalogue;

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[("identity", crate::MESSAGES)])
        .unwrap_or_else(|e| panic!("the room's words are complete: {e}"))
});

/// Writes to each privacy officer of `owner`.
pub(crate) fn opened_in_emergency(tx: &mut Tx, person: Uuid, owner: Uuid, by: Uuid) -> Result<(), Error> {
    let by = tandem_partners::actions::find(tx, by)?.name;
    for member in members::with_role(tx, owner, Role::PrivacyOfficer)? {
        let lang = Lang::from_code(&member.language).unwrap_or_default();
        let args = [("name", member.name.as_str().into()), ("org", by.as_str().into())];
        let text = WORDS.text(lang, "identity-letter-emergency", &args);
        send_email(
            tx,
            &Email {
                to: member.email.clone(),
                subject: Subject::OpenedInEmergency,
                language: lang.code().to_owned(),
                text: format!("{text}\n"),
                html: None,
                kind: "identity.emergency",
                related: Some(person),
            },
        )?;
    }
    Ok(())
}

//! Letters about accounts: plain text, in the reader's language, one link on a line of its own.

use crate::MESSAGES;
use crate::actions::{self, Filter};
use crate::model::{Membership, Organization};
use std::collections::HashSet;
use std::sync::LazyLock;
use tandem_access::accounts::members::{self, Member};
use tandem_access::audit::{self, Checkpoint};
use tandem_access::{Error, Role, Tx};
use tandem_mail::{Email, Subject, send_email};
use tandem_web::Lang;
use tandem_web::messages::{Arg, Catalogue};

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(&[("partners", MESSAGES)]).unwrap_or_else(|e| panic!("the room's words are complete: {e}"))
});

/// Which letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Letter {
    /// A link to sign in.
    SignIn,
    /// A link to set a new password.
    Recover,
    /// An invitation.
    Invite,
    /// Somebody who has an account got a role at another organization.
    Access,
    /// The password was changed.
    PasswordChanged,
}

impl Letter {
    fn subject(self) -> Subject {
        match self {
            Letter::SignIn => Subject::SignInLink,
            Letter::Recover => Subject::RecoveryLink,
            Letter::Invite => Subject::Invitation,
            Letter::Access => Subject::AccessChanged,
            Letter::PasswordChanged => Subject::PasswordChanged,
        }
    }
    fn word(self) -> &'static str {
        match self {
            Letter::SignIn => "sign-in",
            Letter::Recover => "recover",
            Letter::Invite => "invite",
            Letter::Access => "access",
            Letter::PasswordChanged => "password-changed",
        }
    }
    fn kind(self) -> &'static str {
        match self {
            Letter::SignIn => "partners.sign_in",
            Letter::Recover => "partners.recover",
            Letter::Invite => "partners.invite",
            Letter::Access => "partners.access",
            Letter::PasswordChanged => "partners.password_changed",
        }
    }
}

/// Puts a letter to a member in the outbox; `url` is the whole address of its link.
pub(crate) fn write(tx: &mut Tx<'_, '_>, letter: Letter, to: &Member, url: &str) -> Result<(), Error> {
    let partnership = actions::partnership(tx)?.name;
    let lang = Lang::from_code(&to.language).unwrap_or_default();
    let args: [(&str, Arg<'_>); 3] = [
        ("name", to.name.as_str().into()),
        ("partnership", partnership.as_str().into()),
        ("url", url.into()),
    ];
    let text = WORDS.text(lang, &format!("partners-letter-{}", letter.word()), &args);
    send_email(
        tx,
        &Email {
            to: to.email.clone(),
            subject: letter.subject(),
            language: lang.code().to_owned(),
            text: format!("{text}\n"),
            html: None,
            kind: letter.kind(),
            related: Some(to.id),
        },
    )?;
    Ok(())
}

/// Tells the address that an organization's letters went to until now, and its account managers, that they go elsewhere: who did not ask
/// for it can say so. The letter does not tell the new address, and links nowhere.
pub(crate) fn redirected(tx: &mut Tx<'_, '_>, before: &Organization, old: Option<&str>) -> Result<(), Error> {
    let partnership = actions::partnership(tx)?.name;
    let mut readers: Vec<(String, String)> = vec![];
    readers.extend(old.filter(|old| !old.is_empty()).map(|old| (old.to_owned(), before.language.clone())));
    for member in actions::account_managers(tx, before.id)? {
        if !readers.iter().any(|(to, _)| *to == member.email) {
            readers.push((member.email, member.language));
        }
    }
    for (to, language) in readers {
        let lang = Lang::from_code(&language).unwrap_or_default();
        let args: [(&str, Arg<'_>); 2] =
            [("partnership", partnership.as_str().into()), ("org", before.name.as_str().into())];
        let text = WORDS.text(lang, "partners-letter-redirected", &args);
        let letter = Email {
            to,
            subject: Subject::AddressChanged,
            language: lang.code().to_owned(),
            text: format!("{text}\n"),
            html: None,
            kind: "partners.redirected",
            related: Some(before.id),
        };
        match send_email(tx, &letter) {
            // An old address that no letter can be sent to is perhaps why it was changed.
            Ok(_) | Err(Error::Invalid(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

/// Sends the end of the log to the privacy officers of every organization, to keep: what lies at a partner, nobody here
/// can write anew.
pub(crate) fn checkpoints(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let kept = audit::checkpoint(tx, None)?;
    if kept.last == 0 {
        return Ok(());
    }
    let partnership = actions::partnership(tx)?.name;
    let all = Filter { membership: Some(Membership::Member), ..Filter::default() };
    let mut written = HashSet::new();
    for organization in actions::list(tx, &all)? {
        for member in members::with_role(tx, organization.id, Role::PrivacyOfficer)? {
            if written.insert(member.id) {
                checkpoint(tx, &member, &partnership, &kept)?;
            }
        }
    }
    Ok(())
}

fn checkpoint(tx: &mut Tx<'_, '_>, to: &Member, partnership: &str, kept: &Checkpoint) -> Result<(), Error> {
    let lang = Lang::from_code(&to.language).unwrap_or_default();
    let args: [(&str, Arg<'_>); 3] =
        [("name", to.name.as_str().into()), ("partnership", partnership.into()), ("last", kept.last.into())];
    let text = WORDS.text(lang, "partners-letter-checkpoint", &args);
    let letter = Email {
        to: to.email.clone(),
        subject: Subject::PleaseKeep,
        language: lang.code().to_owned(),
        text: format!("{text}\n\n{}", kept.text()),
        html: None,
        kind: "partners.checkpoint",
        related: Some(to.id),
    };
    match send_email(tx, &letter) {
        // One address that no letter can be sent to does not keep it from the others.
        Ok(_) | Err(Error::Invalid(_)) => Ok(()),
        Err(other) => Err(other),
    }
}

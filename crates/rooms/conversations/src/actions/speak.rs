//! Somebody takes part. The caller limits how often, and asks as the system: nobody else reads or writes voices.

use super::{moderate, open};
use crate::model::{About, Answer, Conversation, MOST_WAITING, Side, Statement, StatementState};
use crate::store::{self, voices};
use tandem_access::{Error, FieldErrors, Tx, Uuid, sha256_hex};

/// Who takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// Whoever holds the random word of a cookie.
    Token(String),
    /// A member, one voice from whichever device.
    Member {
        /// Who.
        member: Uuid,
        /// For which organization they act; its sector is theirs.
        organization: Uuid,
        /// Whether they speak as a resident.
        resident: bool,
    },
}

impl Speaker {
    /// What a voice of this conversation is found by. From a cookie it is a hash; from a member a token of the key file, which nobody
    /// makes who has only the database.
    pub(super) fn key(&self, tx: &Tx<'_, '_>, c: &Conversation) -> Result<String, Error> {
        Ok(match self {
            Speaker::Token(word) => sha256_hex(format!("{}|{word}", c.id).as_bytes()),
            Speaker::Member { member, .. } => {
                tx.token(c.owner_org, "conversation", &format!("{}|{member}", c.id))?.to_string()
            }
        })
    }

    /// What is known of them: of members where they work, of others nothing.
    pub(super) fn about(&self, tx: &mut Tx<'_, '_>) -> Result<About, Error> {
        Ok(match self {
            Speaker::Token(_) => About::default(),
            Speaker::Member { resident: true, .. } => About { side: Side::Resident, ..About::default() },
            Speaker::Member { organization, .. } => {
                let sector = tandem_partners::actions::find(tx, *organization)?.sector;
                About { side: Side::Partner, sector: Some(sector), ..About::default() }
            }
        })
    }
}

/// Whether somebody has a voice in it already: a first answer is limited more strictly than the next.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn is_known(tx: &mut Tx<'_, '_>, id: Uuid, who: &Speaker) -> Result<bool, Error> {
    let conversation = super::load(tx, id)?;
    let key = who.key(tx, &conversation)?;
    Ok(voices::find(tx, id, &key)?.is_some())
}

/// The voice of somebody, made with the first thing they say.
fn voice(tx: &mut Tx<'_, '_>, c: &Conversation, who: &Speaker) -> Result<Uuid, Error> {
    let key = who.key(tx, c)?;
    if let Some((id, _)) = voices::find(tx, c.id, &key)? {
        return Ok(id);
    }
    let about = who.about(tx)?;
    voices::insert(tx, c.id, &key, about)
}

/// Answers a statement; again changes the answer.
///
/// # Errors
/// [`Error::NotFound`] for a statement that nobody can answer; [`Error::Conflict`] once it is over.
pub fn answer(
    tx: &mut Tx<'_, '_>,
    id: Uuid,
    who: &Speaker,
    statement: Uuid,
    answer: Answer,
) -> Result<(), Error> {
    let conversation = open(tx, id)?;
    let found = store::statements(tx, id)?.into_iter().find(|s| s.id == statement);
    if found.is_none_or(|s| s.state != StatementState::Accepted) {
        return Err(Error::NotFound);
    }
    let voice = voice(tx, &conversation, who)?;
    voices::answer(tx, voice, statement, answer)
}

/// Says as whom they take part. Where a member works is known from their account; only whether they have lived with it is theirs to say.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`] without a sector where one is needed; [`Error::Conflict`] once it is over.
pub fn declare(tx: &mut Tx<'_, '_>, id: Uuid, who: &Speaker, about: About) -> Result<(), Error> {
    let conversation = open(tx, id)?;
    let about = match who {
        Speaker::Token(_) => about.tidy(),
        Speaker::Member { .. } => About { lived: about.lived, ..who.about(tx)? },
    };
    let mut errors = FieldErrors::new();
    about.check(&mut errors);
    errors.into_result()?;
    let voice = voice(tx, &conversation, who)?;
    voices::declare(tx, voice, about)
}

/// Sends a statement in. It waits until somebody has looked at it; who sent it is not kept.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`] when it is empty, too long or there already, or too many wait; [`Error::Conflict`] once it is over.
pub fn suggest(tx: &mut Tx<'_, '_>, id: Uuid, words: &str) -> Result<(), Error> {
    let conversation = open(tx, id)?;
    let before = store::statements(tx, id)?;
    moderate::check(&before, "words", words)?;
    if before.iter().filter(|s| s.state == StatementState::Waiting).count() >= MOST_WAITING {
        return Err(FieldErrors::one("words", "conversations-error-full"));
    }
    let statement = Statement {
        id: tx.new_public_id(),
        position: before.last().map_or(0, |s| s.position) + 1,
        words: words.to_owned(),
        words_es: None,
        seed: false,
        state: StatementState::Waiting,
        reason: None,
    };
    super::touch(tx, &conversation)?;
    store::add_statement(tx, id, &statement)
}

/// Takes back everything that somebody said here; what they sent in is nobody's and stays.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] once it is over.
pub fn erase(tx: &mut Tx<'_, '_>, id: Uuid, who: &Speaker) -> Result<(), Error> {
    let conversation = open(tx, id)?;
    let key = who.key(tx, &conversation)?;
    match voices::find(tx, id, &key)? {
        Some((voice, _)) => voices::erase(tx, voice),
        None => Ok(()),
    }
}

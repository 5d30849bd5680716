//! Whom a letter goes to.

use tandem_access::accounts::members::Member;
use uuid::Uuid;

/// Who reads a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reader {
    /// Somebody with an account.
    Member(Uuid),
    /// Whoever opens the letters of an organization at which nobody has one. Several may: such a letter says no more than a public page.
    Organization(Uuid),
}

/// Whom a letter goes to, and in which language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// Who reads it.
    pub reader: Reader,
    /// What they are called.
    pub name: String,
    /// Where it goes.
    pub email: String,
    /// `en` or `es`.
    pub language: String,
}

impl Addressee {
    /// Whether the reader can sign in.
    pub fn has_account(&self) -> bool {
        matches!(self.reader, Reader::Member(_))
    }
}

impl From<Member> for Addressee {
    fn from(member: Member) -> Addressee {
        Addressee {
            reader: Reader::Member(member.id),
            name: member.name,
            email: member.email,
            language: member.language,
        }
    }
}

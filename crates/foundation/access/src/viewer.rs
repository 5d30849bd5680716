//! Who asks. A `Viewer` is made only from proof: a session, a signed link, an API token, or greppable system work.

use crate::accounts::clients::Proof;
use crate::accounts::links::{LinkPurpose, Verified};
use crate::accounts::sessions::Session;
use crate::rule::{Action, Kind, Role, permits};
use tandem_store::FenceContext;
use uuid::Uuid;

/// Why a person's data is used; consents name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Purpose {
    /// Getting somebody help: the everyday purpose.
    #[default]
    CareCoordination,
    /// Treatment by a clinician.
    Treatment,
    /// Paying for help given.
    Payment,
    /// Running and improving the partnership's own work.
    Operations,
    /// A medical emergency (break-glass).
    Emergency,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: &'static [Purpose] = &[
        Purpose::CareCoordination,
        Purpose::Treatment,
        Purpose::Payment,
        Purpose::Operations,
        Purpose::Emergency,
    ];
    /// The word used in SQL and consents.
    pub fn word(self) -> &'static str {
        match self {
            Purpose::CareCoordination => "care_coordination",
            Purpose::Treatment => "treatment",
            Purpose::Payment => "payment",
            Purpose::Operations => "operations",
            Purpose::Emergency => "emergency",
        }
    }
    /// Reads the word back.
    pub fn from_word(word: &str) -> Option<Purpose> {
        Self::ALL.iter().copied().find(|p| p.word() == word)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Who {
    Public,
    Member { member: Uuid, org: Uuid, roles: Vec<Role>, purpose: Purpose },
    AnswerLink { link: Uuid, referral: Uuid, org: Uuid },
    Person { person: Uuid },
    Request { person: Uuid, referral: Uuid },
    Guardian { person: Uuid, guardian: Uuid },
    Client { client: Uuid, org: Uuid, roles: Vec<Role>, purpose: Purpose },
    System { task: &'static str },
}

/// Who asks, and with what proof. Storage takes one for every read and write.
///
/// There is no public constructor for a signed-in viewer:
/// ```compile_fail,E0451
/// fn forged(v: tandem_access::Viewer) -> tandem_access::Viewer {
///     tandem_access::Viewer { ..v }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    who: Who,
}

impl Viewer {
    /// Anybody, without an account.
    pub fn public() -> Viewer {
        Viewer { who: Who::Public }
    }

    /// The member of a live session; the public while no organization has been chosen or every role there has ended: such a
    /// session names no organization.
    pub fn from_session(session: &Session) -> Viewer {
        match session.organization() {
            Some(org) => Viewer::member(session.member(), org, session.roles().to_vec(), session.purpose()),
            None => Viewer::public(),
        }
    }

    /// The computer system behind a live token.
    pub fn from_token(proof: &Proof) -> Viewer {
        Viewer::client(proof.client(), proof.organization(), vec![proof.role()], proof.purpose())
    }

    /// The bearer of a live link: an organization on one referral, a person on their own things, or a person on one
    /// request. `None` for links that lead to an account, or to nobody's data: the action of the room takes the link itself.
    pub fn from_link(link: &Verified) -> Option<Viewer> {
        let record = link.record();
        match link.purpose() {
            LinkPurpose::Answer | LinkPurpose::Claim => {
                Some(Viewer::answer_link(record.id, record.subject?, record.organization?))
            }
            LinkPurpose::Person => record.person.map(Viewer::person_link),
            LinkPurpose::Confirm | LinkPurpose::Track => {
                Some(Viewer::request_link(record.person?, record.subject?))
            }
            LinkPurpose::Guardian => Some(Viewer::guardian_link(record.person?, record.subject?)),
            LinkPurpose::Survey
            | LinkPurpose::Value
            | LinkPurpose::SignIn
            | LinkPurpose::Recover
            | LinkPurpose::Invite
            | LinkPurpose::GuardianCode => None,
        }
    }

    /// The system itself, for work that no person asked for (jobs, imports, migrations of data). Grep for it.
    pub fn system(task: &'static str) -> Viewer {
        Viewer { who: Who::System { task } }
    }

    /// A member acting for one organization, from a verified session.
    pub(crate) fn member(member: Uuid, org: Uuid, roles: Vec<Role>, purpose: Purpose) -> Viewer {
        Viewer { who: Who::Member { member, org, roles, purpose } }
    }

    /// A computer system of an organization, from a verified token. It is nobody: it stands on no care team.
    pub(crate) fn client(client: Uuid, org: Uuid, roles: Vec<Role>, purpose: Purpose) -> Viewer {
        Viewer { who: Who::Client { client, org, roles, purpose } }
    }

    /// An organization answering one referral from a verified link.
    pub(crate) fn answer_link(link: Uuid, referral: Uuid, org: Uuid) -> Viewer {
        Viewer { who: Who::AnswerLink { link, referral, org } }
    }

    /// A person looking at their own things from a verified private link.
    pub(crate) fn person_link(person: Uuid) -> Viewer {
        Viewer { who: Who::Person { person } }
    }

    /// A person following or confirming one request, from a verified code or link. It opens that request and what
    /// followed it, and nothing else of the person: a code lies about in texts and on paper.
    pub(crate) fn request_link(person: Uuid, referral: Uuid) -> Viewer {
        Viewer { who: Who::Request { person, referral } }
    }

    /// A guardian looking at what they agreed to for a person. It opens that, and nothing of the person.
    pub(crate) fn guardian_link(person: Uuid, guardian: Uuid) -> Viewer {
        Viewer { who: Who::Guardian { person, guardian } }
    }

    /// The organization the viewer acts for.
    pub fn org(&self) -> Option<Uuid> {
        match self.who {
            Who::Member { org, .. } | Who::Client { org, .. } | Who::AnswerLink { org, .. } => Some(org),
            _ => None,
        }
    }
    /// The signed-in member.
    pub fn member_id(&self) -> Option<Uuid> {
        match self.who {
            Who::Member { member, .. } => Some(member),
            _ => None,
        }
    }
    /// The computer system behind a token.
    pub fn client_id(&self) -> Option<Uuid> {
        match self.who {
            Who::Client { client, .. } => Some(client),
            _ => None,
        }
    }
    /// The person a private link belongs to.
    pub fn person(&self) -> Option<Uuid> {
        match self.who {
            Who::Person { person } => Some(person),
            _ => None,
        }
    }
    /// The one referral an answer link is scoped to.
    pub fn referral(&self) -> Option<Uuid> {
        match self.who {
            Who::AnswerLink { referral, .. } => Some(referral),
            _ => None,
        }
    }
    /// The person behind a code or link to one request, and that request.
    pub fn request(&self) -> Option<(Uuid, Uuid)> {
        match self.who {
            Who::Request { person, referral } => Some((person, referral)),
            _ => None,
        }
    }
    /// The person a guardian cares for, and the guardian.
    pub fn guardian(&self) -> Option<(Uuid, Uuid)> {
        match self.who {
            Who::Guardian { person, guardian } => Some((person, guardian)),
            _ => None,
        }
    }
    /// Whose code or private link this is, for one request or for all that is theirs.
    pub fn in_person(&self) -> Option<Uuid> {
        self.person().or(self.request().map(|(person, _)| person))
    }
    /// The link behind an answer-link viewer.
    pub fn link(&self) -> Option<Uuid> {
        match self.who {
            Who::AnswerLink { link, .. } => Some(link),
            _ => None,
        }
    }
    /// System work.
    pub fn is_system(&self) -> bool {
        matches!(self.who, Who::System { .. })
    }
    /// A computer system with a token.
    pub fn is_client(&self) -> bool {
        matches!(self.who, Who::Client { .. })
    }
    /// A signed-in member.
    pub fn is_member(&self) -> bool {
        matches!(self.who, Who::Member { .. })
    }
    /// The roles at the organization the viewer acts for.
    pub fn roles(&self) -> &[Role] {
        match &self.who {
            Who::Member { roles, .. } | Who::Client { roles, .. } => roles,
            _ => &[],
        }
    }
    /// Whether the viewer has this role at the organization it acts for.
    pub fn has_role(&self, role: Role) -> bool {
        self.roles().contains(&role)
    }
    /// Why data is used.
    pub fn purpose(&self) -> Purpose {
        match self.who {
            Who::Member { purpose, .. } | Who::Client { purpose, .. } => purpose,
            _ => Purpose::CareCoordination,
        }
    }
    /// Whether one of the viewer's roles handles this kind of fact in this way. Links and persons are judged by the
    /// policy of the room whose link it is. A computer system reads, and takes along what it read; whatever its role
    /// changes or decides, a member does.
    pub fn may(&self, kind: Kind, action: Action) -> bool {
        match &self.who {
            Who::System { .. } => true,
            Who::Member { roles, .. } => roles.iter().any(|r| permits(*r, kind, action)),
            Who::Client { roles, .. } => {
                matches!(action, Action::Read | Action::Export)
                    && roles.iter().any(|r| permits(*r, kind, action))
            }
            _ => false,
        }
    }
    /// `public`, `member`, `answer_link`, `person`, `request`, `guardian`, `client` or `system`.
    pub fn kind_word(&self) -> &'static str {
        match self.who {
            Who::Public => "public",
            Who::Member { .. } => "member",
            Who::AnswerLink { .. } => "answer_link",
            Who::Person { .. } => "person",
            Who::Request { .. } => "request",
            Who::Guardian { .. } => "guardian",
            Who::Client { .. } => "client",
            Who::System { .. } => "system",
        }
    }
    /// What system work this is; empty for the others.
    pub fn task(&self) -> &'static str {
        match self.who {
            Who::System { task } => task,
            _ => "",
        }
    }

    pub(crate) fn fence(&self, now: jiff::Timestamp) -> FenceContext {
        FenceContext {
            kind: self.kind_word(),
            org: self.org(),
            member: self.member_id(),
            person: self.in_person(),
            referral: self
                .referral()
                .or(self.request().map(|(_, referral)| referral))
                .or(self.guardian().map(|(_, guardian)| guardian)),
            purpose: self.purpose().word(),
            now: now.as_microsecond(),
        }
    }
}

/// Viewers without proof, for tests: compiled only with the feature `testing`, which no shipped crate turns on.
#[cfg(feature = "testing")]
impl Viewer {
    /// A member acting for an organization.
    pub fn test_member(member: Uuid, org: Uuid, roles: &[Role], purpose: Purpose) -> Viewer {
        Viewer::member(member, org, roles.to_vec(), purpose)
    }
    /// A computer system of an organization.
    pub fn test_client(client: Uuid, org: Uuid, roles: &[Role], purpose: Purpose) -> Viewer {
        Viewer::client(client, org, roles.to_vec(), purpose)
    }
    /// The bearer of a person's private link.
    pub fn test_person(person: Uuid) -> Viewer {
        Viewer::person_link(person)
    }
    /// The bearer of a code or link to one request.
    pub fn test_request(person: Uuid, referral: Uuid) -> Viewer {
        Viewer::request_link(person, referral)
    }
    /// The bearer of a guardian's private link.
    pub fn test_guardian(person: Uuid, guardian: Uuid) -> Viewer {
        Viewer::guardian_link(person, guardian)
    }
    /// The bearer of an answer link.
    pub fn test_answer_link(link: Uuid, referral: Uuid, org: Uuid) -> Viewer {
        Viewer::answer_link(link, referral, org)
    }
}

//! One list of what several organizations know of a person, pure.

use jiff::Timestamp;
use std::sync::Arc;
use tandem_access::Uuid;
use tandem_people::actions::Opening;
use tandem_people::model::consent::Consent;
use tandem_people::model::data_class::DataClass;
use tandem_people::model::exceptional::ExceptionalAccess;
use tandem_people::model::label::Label;
use tandem_people::model::need::Need;
use tandem_referrals::model::Referral;
use tandem_screening::model::questionnaire::Questionnaire;
use tandem_screening::model::screening::Screening;
use tandem_visits::model::Visit;

/// What a row of the timeline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A completed or started questionnaire.
    Screening,
    /// A need that was found.
    Need,
    /// A need sent to a service.
    Referral,
    /// The organization that was asked says that the person got the service.
    Service,
    /// A visit to a hospital or clinic.
    Visit,
    /// What the person lets whom see.
    Consent,
}

impl Kind {
    /// Every kind, in the order of the filter.
    pub const ALL: [Kind; 6] =
        [Kind::Screening, Kind::Need, Kind::Referral, Kind::Service, Kind::Visit, Kind::Consent];

    /// The word in the address and in messages.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Screening => "screening",
            Kind::Need => "need",
            Kind::Referral => "referral",
            Kind::Service => "service",
            Kind::Visit => "visit",
            Kind::Consent => "consent",
        }
    }

    /// The kind with this word.
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The class of data that a consent names to open such a row; a consent itself is opened by naming the recipient.
    pub fn class(self) -> Option<DataClass> {
        match self {
            Kind::Screening => Some(DataClass::Answers),
            Kind::Need | Kind::Referral | Kind::Service => Some(DataClass::Needs),
            Kind::Visit => Some(DataClass::Visits),
            Kind::Consent => None,
        }
    }
}

/// The row itself.
#[derive(Debug, Clone)]
pub enum Fact {
    /// A screening and its questionnaire.
    Screening(Screening, Arc<Questionnaire>),
    /// A need.
    Need(Need),
    /// A referral, and the name of the place that was asked.
    Referral(Referral, Option<String>),
    /// A referral whose service was received, and the place.
    Service(Referral, Option<String>),
    /// A visit.
    Visit(Visit),
    /// A consent.
    Consent(Consent),
}

/// Why the viewer sees a row. Each row has one; what nothing explains is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The viewer's organization recorded it.
    Recorded,
    /// It was sent to the viewer's organization; `true` once that said yes and made it its own work.
    SentToUs(bool),
    /// The consent names the viewer's organization.
    NamesUs,
    /// The person's consent opens it.
    Opened(Opening),
    /// No consent opens it: the member was let look, with a reason that the person reads.
    Exceptional(ExceptionalAccess),
    /// It is about the viewer.
    AboutYou,
}

/// A row of the timeline.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it is.
    pub kind: Kind,
    /// Its id in its room.
    pub id: Uuid,
    /// The record of the person that it belongs to.
    pub record: Uuid,
    /// Who recorded it.
    pub owner_org: Uuid,
    /// How sensitive.
    pub label: Label,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub fact: Fact,
    /// Why the viewer sees it.
    pub why: Why,
}

/// Newest first; what happened at one moment in the order of the kinds.
pub fn sort(lines: &mut [Line]) {
    lines.sort_by(|a, b| b.at.cmp(&a.at).then(a.kind.cmp(&b.kind)).then(a.id.cmp(&b.id)));
}

/// Who asks for the reason.
#[derive(Debug, Clone, Copy)]
pub struct Asks<'a> {
    /// The viewer's organization; `None` for the person.
    pub org: Option<Uuid>,
    /// What live consents open of this record to it.
    pub openings: &'a [Opening],
    /// The look without a consent that was granted to the member.
    pub exceptional: Option<&'a ExceptionalAccess>,
    /// The person by the private link.
    pub person: bool,
}

impl Asks<'_> {
    /// Why a row is seen: from what opened it, never guessed. `None` when nothing here explains it.
    pub fn why(&self, kind: Kind, owner_org: Uuid, label: Label, fact: &Fact) -> Option<Why> {
        if self.person {
            return Some(Why::AboutYou);
        }
        let org = self.org?;
        if owner_org == org {
            return Some(Why::Recorded);
        }
        if let Fact::Consent(consent) = fact {
            return (consent.recipient_org == org).then_some(Why::NamesUs);
        }
        if let Fact::Referral(r, _) | Fact::Service(r, _) = fact
            && r.receiver_org == Some(org)
        {
            return Some(Why::SentToUs(r.accepted_at.is_some()));
        }
        let class = kind.class()?;
        let opens = |o: &&Opening| o.owner_org == owner_org && o.class == class && o.label == label;
        let opened = self.openings.iter().find(opens).cloned().map(Why::Opened);
        opened.or_else(|| self.exceptional.cloned().map(Why::Exceptional))
    }
}

/// What the reader wants to see. Kept in the address, so that it survives a reload.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// One kind only.
    pub kind: Option<Kind>,
    /// One organization only.
    pub organization: Option<Uuid>,
    /// Only from this moment on.
    pub since: Option<Timestamp>,
}

impl Filter {
    /// Whether a row is wanted.
    pub fn wants(&self, line: &Line) -> bool {
        self.kind.is_none_or(|kind| kind == line.kind)
            && self.organization.is_none_or(|org| org == line.owner_org)
            && self.since.is_none_or(|since| line.at >= since)
    }

    /// Whether it leaves anything out.
    pub fn is_set(&self) -> bool {
        *self != Filter::default()
    }
}

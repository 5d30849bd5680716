//! Plans, meetings, agenda items, and what is written down.

use super::code::{Answer, ItemKind, Need, NeedState, State, Way};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use tandem_access::{Error, FieldErrors, Timestamp, Uuid};
use tandem_partners::model::Sector;
use tandem_web::in_language;

/// Where a meeting is. At least one of the three is given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Room and address.
    pub room: String,
    /// Address on line.
    pub online: String,
    /// Telephone number to call in.
    pub phone: String,
}

impl Place {
    /// In one line, for calendars.
    pub fn line(&self) -> String {
        let parts = [&self.room, &self.online, &self.phone];
        parts.into_iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join("; ")
    }
    /// The ways in which one can take part.
    pub fn ways(&self) -> Vec<Way> {
        let all = [(Way::Room, &self.room), (Way::Online, &self.online), (Way::Phone, &self.phone)];
        all.into_iter().filter(|(_, text)| !text.is_empty()).map(|(way, _)| way).collect()
    }
    fn check(&self, errors: &mut FieldErrors) {
        if self.ways().is_empty() {
            errors.add("room", "meetings-error-place");
        }
        if !self.online.is_empty() && !self.online.starts_with("https://") {
            errors.add("online", "meetings-error-online");
        }
        for (field, text, most) in
            [("room", &self.room, 200), ("online", &self.online, 300), ("phone", &self.phone, 60)]
        {
            long(errors, field, text, most);
        }
    }
}

/// A fault of a text that is too long.
pub(crate) fn long(errors: &mut FieldErrors, field: &str, text: &str, most: usize) {
    if text.chars().count() > most {
        errors.add(field, "meetings-error-long");
    }
}

/// A meeting to plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlan {
    /// Whose.
    pub body: Uuid,
    /// Its title.
    pub title: String,
    /// The same in Spanish.
    pub title_es: Option<String>,
    /// Where.
    pub place: Place,
    /// Local start of the first.
    pub start: DateTime,
    /// How long.
    pub minutes: i64,
    /// How it comes round.
    pub repeats: super::rule::Repeats,
    /// Until when.
    pub ends: super::rule::Ends,
    /// Whether anybody may read of it and listen.
    pub public: bool,
}

/// What can be said otherwise about a meeting: title, place, time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its title.
    pub title: String,
    /// The same in Spanish.
    pub title_es: Option<String>,
    /// Where.
    pub place: Place,
    /// Local start.
    pub start: DateTime,
    /// How long.
    pub minutes: i64,
}

impl Change {
    /// What is wrong with it, field by field.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn check(&self, now: DateTime) -> Result<(), Error> {
        let mut errors = FieldErrors::new();
        if self.title.is_empty() {
            errors.add("title", "error-required");
        }
        long(&mut errors, "title", &self.title, 160);
        long(&mut errors, "title_es", self.title_es.as_deref().unwrap_or_default(), 160);
        self.place.check(&mut errors);
        if self.start <= now {
            errors.add("start", "meetings-error-past");
        }
        if !(5..=24 * 60).contains(&self.minutes) {
            errors.add("minutes", "meetings-error-minutes");
        }
        errors.into_result()
    }
}

/// What an invitation is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Id.
    pub id: Uuid,
    /// Whose.
    pub body: Uuid,
    /// Title.
    pub title: String,
    /// In Spanish.
    pub title_es: Option<String>,
    /// Where.
    pub place: Place,
    /// Local start of the first.
    pub start: DateTime,
    /// How long.
    pub minutes: i64,
    /// The zone's name.
    pub zone: String,
    /// RFC 5545 rule.
    pub rule: Option<String>,
    /// Whether anybody may read of it.
    pub public: bool,
    /// Number of the last change.
    pub sequence: i64,
    /// Who planned it.
    pub organizer: Option<Uuid>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Whether it is called off.
    pub cancelled: bool,
}

impl Plan {
    /// The zone it is in.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }
}

/// One meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Id.
    pub id: Uuid,
    /// Its plan.
    pub plan: Uuid,
    /// Whose.
    pub body: Uuid,
    /// The local start that the rule gives it.
    pub recurrence: DateTime,
    /// Title.
    pub title: String,
    /// In Spanish.
    pub title_es: Option<String>,
    /// Where.
    pub place: Place,
    /// Local start.
    pub start: DateTime,
    /// Local end.
    pub end: DateTime,
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
    /// Whether anybody may read of it.
    pub public: bool,
    /// Whether it differs from its plan.
    pub moved: bool,
    /// Where it stands.
    pub state: State,
    /// Why it was called off.
    pub why: Option<String>,
    /// When it was opened.
    pub opened_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// When its minutes were published.
    pub published_at: Option<Timestamp>,
    /// How many seats counted while it sat; nobody noted it of old ones.
    pub seats: Option<i64>,
    /// What the minutes begin with.
    pub summary: String,
    /// The same in Spanish.
    pub summary_es: Option<String>,
    /// The revision of that.
    pub revision: i64,
}

/// Hours before its start from which a meeting can be opened: time to set up the room. A body that sits decides, so it does not sit days
/// before those who were invited come.
pub const OPENS_BEFORE: i64 = 2;

impl Meeting {
    /// From when on it can be opened.
    pub fn opens_at(&self) -> Timestamp {
        self.starts_at.checked_sub(jiff::SignedDuration::from_hours(OPENS_BEFORE)).unwrap_or(self.starts_at)
    }
    /// Its title for a reader.
    pub fn named(&self, spanish: bool) -> &str {
        in_language(&self.title, self.title_es.as_deref(), spanish)
    }
    /// Whether its agenda, time and place may still change.
    pub fn is_ahead(&self) -> bool {
        self.state == State::Planned
    }
    /// Whether what happens in it is written down now.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Running | State::Closed)
    }
}

/// A point of the agenda, with what was written about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Id.
    pub id: Uuid,
    /// Its place.
    pub position: i64,
    /// What it is for.
    pub kind: ItemKind,
    /// Its title.
    pub title: String,
    /// How long.
    pub minutes: i64,
    /// The sector it was proposed for; none for whoever keeps the agenda without a seat.
    pub sector: Option<Sector>,
    /// Who proposed it.
    pub by: Option<Uuid>,
    /// What it is about, in the chain.
    pub about: Option<Uuid>,
    /// What was written down.
    pub notes: String,
    /// The same in Spanish.
    pub notes_es: Option<String>,
    /// The revision of that.
    pub revision: i64,
}

/// A point to propose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// What it is for.
    pub kind: ItemKind,
    /// Its title.
    pub title: String,
    /// How long.
    pub minutes: i64,
    /// What it is about, in the chain.
    pub about: Option<Uuid>,
}

impl NewItem {
    /// What is wrong with it, field by field.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn check(&self) -> Result<(), Error> {
        let mut errors = FieldErrors::new();
        if self.title.is_empty() {
            errors.add("item_title", "error-required");
        }
        long(&mut errors, "item_title", &self.title, 200);
        if !(1..=480).contains(&self.minutes) {
            errors.add("item_minutes", "meetings-error-item-minutes");
        }
        errors.into_result()
    }
}

/// Somebody's answer to an invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Who.
    pub member: Uuid,
    /// What.
    pub answer: Answer,
    /// How they take part.
    pub way: Option<Way>,
    /// What they need.
    pub needs: Vec<Need>,
    /// The same in words.
    pub needs_text: String,
}

impl Answered {
    /// Whether something is needed.
    pub fn asks(&self) -> bool {
        !self.needs.is_empty() || !self.needs_text.is_empty()
    }
}

/// What came of what somebody needs to take part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arranged {
    /// Who asked.
    pub member: Uuid,
    /// How it stands.
    pub state: NeedState,
    /// What they were told.
    pub reply: String,
}

/// One stay at a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// Id.
    pub id: Uuid,
    /// In which seat; none for a guest.
    pub seat: Option<Uuid>,
    /// Whether the deputy sits in it.
    pub deputy: bool,
    /// For which sector.
    pub sector: Sector,
    /// A guest's name, as the minutes have it.
    pub guest: String,
    /// How.
    pub way: Way,
    /// Since when.
    pub came: Timestamp,
    /// Until when.
    pub left: Option<Timestamp>,
}

/// Whether there was a quorum from a moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quorum {
    /// Whether.
    pub met: bool,
    /// What was missing.
    pub code: Option<String>,
    /// Seats that were there.
    pub present: i64,
    /// From when.
    pub at: Timestamp,
}

/// A turn of a sector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Id.
    pub id: Uuid,
    /// About which point.
    pub item: Option<Uuid>,
    /// Who had the floor.
    pub sector: Sector,
    /// From when.
    pub from: Timestamp,
    /// Until when; none while it lasts.
    pub to: Option<Timestamp>,
}

/// A decision as the minutes name it: one that a proposal adopted while the body sat in this meeting, or one from before that a point was
/// about. Nothing else stands in minutes as decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The decision in the chain, with its page.
    pub item: tandem_spine::model::Item,
    /// To which point.
    pub point: Option<Uuid>,
    /// Whether it was adopted here.
    pub here: bool,
}

/// What a meeting agreed on by itself: a way to work, no decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// Id.
    pub id: Uuid,
    /// About which point.
    pub item: Option<Uuid>,
    /// In words.
    pub text: String,
    /// Seats that were there.
    pub present: i64,
    /// When.
    pub at: Timestamp,
}

/// What somebody takes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Id.
    pub id: Uuid,
    /// At which meeting.
    pub meeting: Uuid,
    /// About which point.
    pub item: Option<Uuid>,
    /// What.
    pub what: String,
    /// Who.
    pub owner: Option<Uuid>,
    /// For which organization; none for a resident.
    pub organization: Option<Uuid>,
    /// By when.
    pub due: Date,
    /// When it was done.
    pub done: Option<Timestamp>,
}

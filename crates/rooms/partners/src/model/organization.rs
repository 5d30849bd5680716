//! An organization: its sector, its membership and what a valid listing is.

use jiff::Timestamp;
use uuid::Uuid;

tandem_access::coded! {
    /// The part of community life an organization comes from.
    Sector {
        /// Hospitals, clinics, health centres.
        Healthcare = "healthcare",
        /// Health departments.
        PublicHealth = "public_health",
        /// Health plans and other payers.
        Payer = "payer",
        /// Human-service organizations.
        SocialServices = "social_services",
        /// Housing authorities, shelters, tenant groups.
        Housing = "housing",
        /// Schools, colleges, early childhood.
        Education = "education",
        /// Congregations and faith-based groups.
        Faith = "faith",
        /// Employers and chambers.
        Business = "business",
        /// Local government other than public health.
        Government = "government",
        /// Residents and grassroots groups.
        Community = "community",
    }
}

tandem_access::coded! {
    /// Where an organization stands with the partnership.
    Membership {
        /// Known of, not yet spoken to.
        Prospective = "prospective",
        /// In conversation.
        Listening = "listening",
        /// Asked to join.
        Invited = "invited",
        /// Takes part.
        Member = "member",
        /// Takes a break; its people keep their accounts.
        Paused = "paused",
        /// Gone; its people's accounts end at once.
        Left = "left",
    }
}

impl Membership {
    /// Whether an organization may go from this standing to `next`.
    ///
    /// Anybody may leave, pause or come back; nobody becomes a member without having been invited, so that joining is
    /// always an answer to a question that was asked.
    pub fn may_become(self, next: Membership) -> bool {
        use Membership::{Invited, Left, Listening, Member, Paused, Prospective};
        match (self, next) {
            (a, b) if a == b => false,
            (_, Left) => true,
            (Prospective, Listening | Invited) | (Listening, Prospective | Invited) => true,
            (Invited, Member | Listening) | (Member, Paused) | (Paused, Member) => true,
            (Left, Listening | Invited) => true,
            _ => false,
        }
    }

    /// Whether an organization stands here only once somebody has listened to it: nobody is asked before.
    pub fn comes_after_listening(self) -> bool {
        matches!(self, Membership::Invited | Membership::Member | Membership::Paused)
    }

    /// Whether people of such an organization may act for it in the partnership.
    pub fn may_act(self) -> bool {
        matches!(self, Membership::Member | Membership::Paused | Membership::Invited)
    }
}

/// A partner.
#[derive(Debug, Clone, PartialEq)]
pub struct Organization {
    /// Its id.
    pub id: Uuid,
    /// Name as people know it.
    pub name: String,
    /// Sector.
    pub sector: Sector,
    /// Standing with the partnership.
    pub membership: Membership,
    /// The organization that controls this one, if any: the two count once where power is counted.
    pub controlled_by: Option<Uuid>,
    /// What it does, in a few plain sentences.
    pub description: String,
    /// E-mail address for referrals and questions.
    pub email: Option<String>,
    /// Main telephone number.
    pub phone: Option<String>,
    /// Web site (`http` or `https`).
    pub url: Option<String>,
    /// City; never shown when `confidential`.
    pub city: Option<String>,
    /// Postal code; never shown when `confidential`.
    pub postal_code: Option<String>,
    /// Its own IANA time zone, where it differs from the partnership's.
    pub timezone: Option<String>,
    /// Language its e-mails are written in: `en` or `es`.
    pub language: String,
    /// A domestic-violence service: no address is ever listed.
    pub confidential: bool,
    /// Where it was imported from.
    pub source: Option<String>,
    /// Its id there.
    pub source_id: Option<String>,
    /// Fingerprint of the imported content: an import of the same content changes nothing.
    pub content_hash: String,
    /// When it was recorded.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl Organization {
    /// The place that may be listed: nothing for a confidential organization, whoever asks.
    pub fn listed_place(&self) -> Option<String> {
        if self.confidential {
            return None;
        }
        match (&self.city, &self.postal_code) {
            (Some(city), Some(code)) => Some(format!("{city} {code}")),
            (Some(one), None) | (None, Some(one)) => Some(one.clone()),
            (None, None) => None,
        }
    }

    /// The editable part.
    pub fn draft(&self) -> OrganizationDraft {
        OrganizationDraft {
            name: self.name.clone(),
            sector: self.sector,
            controlled_by: self.controlled_by,
            description: self.description.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            url: self.url.clone(),
            city: self.city.clone(),
            postal_code: self.postal_code.clone(),
            timezone: self.timezone.clone(),
            language: self.language.clone(),
            confidential: self.confidential,
        }
    }
}

/// What somebody types or an import brings about an organization.
#[derive(Debug, Clone, PartialEq)]
pub struct OrganizationDraft {
    /// Name.
    pub name: String,
    /// Sector.
    pub sector: Sector,
    /// Controlling organization.
    pub controlled_by: Option<Uuid>,
    /// Description.
    pub description: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Web site.
    pub url: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// IANA time zone.
    pub timezone: Option<String>,
    /// `en` or `es`.
    pub language: String,
    /// Domestic-violence service.
    pub confidential: bool,
}

impl Default for OrganizationDraft {
    fn default() -> Self {
        OrganizationDraft {
            name: String::new(),
            sector: Sector::Community,
            controlled_by: None,
            description: String::new(),
            email: None,
            phone: None,
            url: None,
            city: None,
            postal_code: None,
            timezone: None,
            language: "en".into(),
            confidential: false,
        }
    }
}

/// What an import did with one organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    /// New here.
    Accepted(Uuid),
    /// Known, and its content differs.
    Changed(Uuid),
    /// Known, with the same content; or edited here since, and the import must not undo that.
    Unchanged(Uuid),
    /// It belongs to the partnership itself, not to a directory, and says something else here: that stands.
    Kept(Uuid),
}

impl Imported {
    /// The organization's id.
    pub fn id(self) -> Uuid {
        match self {
            Imported::Accepted(id) | Imported::Changed(id) | Imported::Unchanged(id) | Imported::Kept(id) => {
                id
            }
        }
    }
}

/// A field that cannot be saved, and the message that says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// Name of the form field.
    pub field: &'static str,
    /// Key in the message catalogue.
    pub message: &'static str,
}

/// Longest texts that are kept; longer ones are refused, never cut.
const MAX_NAME: usize = 200;
const MAX_LINE: usize = 320;
const MAX_DESCRIPTION: usize = 10_000;

impl OrganizationDraft {
    /// The same draft with spaces trimmed and empty texts removed.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        self.name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        self.description = self.description.trim().to_owned();
        self.language = self.language.trim().to_ascii_lowercase();
        for text in [
            &mut self.email,
            &mut self.phone,
            &mut self.url,
            &mut self.city,
            &mut self.postal_code,
            &mut self.timezone,
        ] {
            *text = text.take().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
        }
        self
    }

    /// What keeps the draft from being saved; empty when nothing does.
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        let mut say = |field, message| found.push(Problem { field, message });
        if self.name.is_empty() {
            say("name", "partners-error-name-missing");
        } else if self.name.chars().count() > MAX_NAME {
            say("name", "partners-error-name-long");
        }
        if self.description.chars().count() > MAX_DESCRIPTION {
            say("description", "partners-error-description-long");
        }
        if self.email.as_deref().is_some_and(|e| !plausible_email(e)) {
            say("email", "partners-error-email");
        }
        if self.phone.as_deref().is_some_and(|p| p.len() > MAX_LINE || !p.chars().any(|c| c.is_ascii_digit()))
        {
            say("phone", "partners-error-phone");
        }
        if self.url.as_deref().is_some_and(|u| !plausible_url(u)) {
            say("url", "partners-error-url");
        }
        if self.city.as_deref().is_some_and(|c| c.len() > MAX_LINE) {
            say("city", "partners-error-text-long");
        }
        if self.postal_code.as_deref().is_some_and(|c| c.len() > 20) {
            say("postal_code", "partners-error-text-long");
        }
        if self.timezone.as_deref().is_some_and(|z| jiff::tz::TimeZone::get(z).is_err()) {
            say("timezone", "partners-error-timezone");
        }
        if !matches!(self.language.as_str(), "en" | "es") {
            say("language", "partners-error-language");
        }
        found
    }

    /// Fingerprint of the content, in a canonical form: equal drafts have equal fingerprints, on every machine.
    pub fn content_hash(&self) -> String {
        let text = serde_json::json!([
            self.name,
            self.sector.code(),
            self.controlled_by,
            self.description,
            self.email,
            self.phone,
            self.url,
            self.city,
            self.postal_code,
            self.timezone,
            self.language,
            self.confidential
        ])
        .to_string();
        tandem_access::sha256_hex(text.as_bytes())
    }

    /// What differs between `self` (before) and `after`: field, old value, new value.
    pub fn changes(&self, after: &OrganizationDraft) -> serde_json::Value {
        let fields = |d: &OrganizationDraft| {
            serde_json::json!({
                "name": d.name, "sector": d.sector.code(), "controlled_by": d.controlled_by,
                "description": d.description, "email": d.email, "phone": d.phone, "url": d.url, "city": d.city,
                "postal_code": d.postal_code, "timezone": d.timezone, "language": d.language,
                "confidential": d.confidential,
            })
        };
        let (old, new) = (fields(self), fields(after));
        let mut changes = serde_json::Map::new();
        if let (Some(old), Some(new)) = (old.as_object(), new.as_object()) {
            for (field, was) in old {
                if new.get(field) != Some(was) {
                    changes.insert(field.clone(), serde_json::json!([was, new.get(field)]));
                }
            }
        }
        serde_json::Value::Object(changes)
    }
}

/// Whether a text can be an e-mail address at all; the real proof is a letter that arrives.
fn plausible_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    text.len() <= 254
        && !local.is_empty()
        && local.len() <= 64
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"'))
}

/// Only links a browser follows without running anything.
fn plausible_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|r| !r.is_empty() && !r.starts_with('/'))
        && text.len() <= 2_000
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_read_back() {
        for s in Sector::ALL {
            assert_eq!(Sector::from_code(s.code()), Some(*s));
        }
        for m in Membership::ALL {
            assert_eq!(Membership::from_code(m.code()), Some(*m));
        }
        assert_eq!((Sector::ALL.len(), Membership::ALL.len()), (10, 6));
        assert_eq!(Sector::from_code("Healthcare"), None);
    }

    #[test]
    fn nobody_becomes_a_member_uninvited_and_anybody_may_leave() {
        for from in Membership::ALL {
            if !matches!(from, Membership::Invited | Membership::Paused) {
                assert!(!from.may_become(Membership::Member), "{from:?}");
            }
            assert_eq!(from.may_become(Membership::Left), *from != Membership::Left);
            assert!(!from.may_become(*from));
        }
        assert!(!Membership::Left.may_act());
    }

    #[test]
    fn a_confidential_organization_lists_no_place() {
        let mut draft = OrganizationDraft { city: Some("Riverton".into()), ..OrganizationDraft::default() };
        draft.confidential = true;
        let org = organization(draft);
        assert_eq!(org.listed_place(), None);
        let open = Organization { confidential: false, ..org };
        assert_eq!(open.listed_place().as_deref(), Some("Riverton"));
    }

    fn organization(d: OrganizationDraft) -> Organization {
        Organization {
            id: Uuid::nil(),
            name: d.name,
            sector: d.sector,
            membership: Membership::Member,
            controlled_by: None,
            description: d.description,
            email: d.email,
            phone: d.phone,
            url: d.url,
            city: d.city,
            postal_code: d.postal_code,
            timezone: d.timezone,
            language: d.language,
            confidential: d.confidential,
            source: None,
            source_id: None,
            content_hash: String::new(),
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn bad_fields_are_named_one_by_one() {
        let bad = OrganizationDraft {
            name: "  ".into(),
            email: Some("nobody".into()),
            url: Some("javascript:alert(1)".into()),
            phone: Some("call us".into()),
            timezone: Some("Mars/Olympus".into()),
            language: "xx".into(),
            ..OrganizationDraft::default()
        }
        .tidy();
        let fields: Vec<_> = bad.problems().iter().map(|p| p.field).collect();
        assert_eq!(fields, ["name", "email", "phone", "url", "timezone", "language"]);
        let good = OrganizationDraft {
            name: "Northside Pantry".into(),
            email: Some("hello@pantry.example".into()),
            url: Some("https://pantry.example/".into()),
            phone: Some("(555) 555-0142".into()),
            timezone: Some("America/New_York".into()),
            ..OrganizationDraft::default()
        };
        assert_eq!(good.problems(), []);
    }

    #[test]
    fn changes_name_only_what_changed() {
        let before = OrganizationDraft { name: "A".into(), ..OrganizationDraft::default() };
        let after = OrganizationDraft { phone: Some("555-0100".into()), ..before.clone() };
        assert_eq!(before.changes(&after).to_string(), r#"{"phone":[null,"555-0100"]}"#);
        assert_eq!(before.changes(&before).to_string(), "{}");
    }

    proptest! {
        #[test]
        fn the_fingerprint_follows_the_content(a in ".{0,20}", b in ".{0,20}") {
            let one = OrganizationDraft { name: a.clone(), ..OrganizationDraft::default() };
            let two = OrganizationDraft { name: b.clone(), ..OrganizationDraft::default() };
            prop_assert_eq!(one.content_hash() == two.content_hash(), a == b);
        }

        #[test]
        fn tidying_twice_is_tidying_once(name in ".{0,40}", email in proptest::option::of(".{0,20}")) {
            let once = OrganizationDraft { name, email, ..OrganizationDraft::default() }.tidy();
            prop_assert_eq!(once.clone().tidy(), once);
        }

        #[test]
        fn an_address_that_passes_carries_no_header(text in "\\PC{0,40}(\r|\n|\t| |<|,)\\PC{0,40}") {
            prop_assert!(!plausible_email(&text));
        }
    }
}

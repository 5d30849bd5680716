//! What members learn, for which roles it is required, and who still has to.

use super::term::Both;
use std::collections::BTreeSet;
use tandem_access::{FieldErrors, Role, Timestamp, Uuid};

/// Roles of governance that a module can be required for, beside those of accounts: who leads a body with others, and who sits in one. Who
/// does, the room of the bodies knows.
pub const CO_LEAD: &str = "co_lead";
/// See [`CO_LEAD`].
pub const SEAT: &str = "seat";

/// What somebody writes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewModule {
    /// Its title.
    pub title: Both,
    /// What is to be learned, in paragraphs.
    pub body: Both,
    /// For which roles it is required: words of the role table, [`CO_LEAD`], [`SEAT`].
    pub roles: BTreeSet<String>,
}

/// A module as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// Id.
    pub id: Uuid,
    /// What was written.
    pub about: NewModule,
    /// Its version: who completed an older one is asked again.
    pub version: i64,
    /// When it was taken out of use.
    pub retired_at: Option<Timestamp>,
}

/// That somebody completed a version of a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// The module.
    pub module: Uuid,
    /// Who.
    pub member: Uuid,
    /// Which version.
    pub version: i64,
    /// When.
    pub at: Timestamp,
}

impl NewModule {
    /// The same with its spaces and line ends in order.
    #[must_use]
    pub fn tidy(&self) -> NewModule {
        let lines = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
        NewModule {
            title: self.title.tidy(),
            body: Both { en: lines(&self.body.en), es: lines(&self.body.es) },
            roles: self.roles.clone(),
        }
    }

    /// Every fault at once.
    pub fn faults(&self) -> FieldErrors {
        let mut errors = FieldErrors::new();
        let mut within = |field: &str, text: &str, most: usize, key: &'static str| {
            if !(1..=most).contains(&text.chars().count()) {
                errors.add(field, key);
            }
        };
        within("title_en", &self.title.en, 160, "agreements-error-title");
        within("title_es", &self.title.es, 160, "agreements-error-title");
        within("body_en", &self.body.en, 20_000, "agreements-error-module-body");
        within("body_es", &self.body.es, 20_000, "agreements-error-module-body");
        if self.roles.iter().any(|role| Role::from_word(role).is_none() && role != CO_LEAD && role != SEAT) {
            errors.add("roles", "agreements-error-roles");
        }
        errors
    }
}

impl Module {
    /// Whether it is required of somebody with these roles.
    pub fn is_for(&self, roles: &[Role]) -> bool {
        self.retired_at.is_none() && roles.iter().any(|role| self.about.roles.contains(role.word()))
    }

    /// Whether it is required of somebody who sits in a body.
    pub fn is_for_seat(&self, leads: bool) -> bool {
        let roles = &self.about.roles;
        self.retired_at.is_none() && (roles.contains(SEAT) || (leads && roles.contains(CO_LEAD)))
    }

    /// When a member completed the present version.
    pub fn done(&self, member: Uuid, done: &[Done]) -> Option<Timestamp> {
        let mine = |d: &&Done| d.module == self.id && d.member == member && d.version == self.version;
        done.iter().find(mine).map(|d| d.at)
    }

    /// Whether a member with these roles still has to complete it.
    pub fn is_due(&self, member: Uuid, roles: &[Role], done: &[Done]) -> bool {
        self.is_for(roles) && self.done(member, done).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_due_for_its_roles_until_the_present_version_is_done() {
        let (who, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let module = Module {
            id: Uuid::from_u128(9),
            about: NewModule { roles: BTreeSet::from(["navigator".to_owned()]), ..NewModule::default() },
            version: 2,
            retired_at: None,
        };
        let done = |version| [Done { module: module.id, member: who, version, at: Timestamp::UNIX_EPOCH }];
        assert!(module.is_due(who, &[Role::Navigator], &[]));
        assert!(module.is_due(who, &[Role::Navigator], &done(1)), "an older version does not count");
        assert!(!module.is_due(who, &[Role::Navigator], &done(2)));
        assert!(module.is_due(other, &[Role::Navigator], &done(2)), "somebody else did it");
        assert!(!module.is_due(other, &[Role::Analyst], &[]), "another role");
        let led = Module {
            about: NewModule { roles: BTreeSet::from([CO_LEAD.to_owned()]), ..NewModule::default() },
            ..module.clone()
        };
        assert!(led.is_for_seat(true) && !led.is_for_seat(false) && !module.is_for_seat(true));
        assert!(!led.is_for(&[Role::Navigator]), "no role of an account");
        let sat = Module {
            about: NewModule { roles: BTreeSet::from([SEAT.to_owned()]), ..NewModule::default() },
            ..module.clone()
        };
        assert!(sat.is_for_seat(true) && sat.is_for_seat(false));
        let retired = Module { retired_at: Some(Timestamp::UNIX_EPOCH), ..module };
        assert!(!retired.is_due(other, &[Role::Navigator], &[]));
    }

    #[test]
    fn a_module_says_what_it_lacks() {
        let bad = NewModule { roles: BTreeSet::from(["king".to_owned()]), ..NewModule::default() };
        for field in ["title_en", "title_es", "body_en", "body_es", "roles"] {
            assert!(bad.tidy().faults().of(field).is_some(), "{field}");
        }
    }
}

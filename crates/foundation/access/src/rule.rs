//! The role part of the one rule: which role handles which kind of fact, and how. `roles.toml` is the table.

use std::collections::HashMap;
use std::sync::LazyLock;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }
        impl $name {
            /// Every one, in the order of the source.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// The word used in SQL, `roles.toml` and the audit log.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
            /// Reads the word back.
            pub fn from_word(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.word()) }
        }
    };
}

words! {
    /// What a member does in an organization.
    Role {
        /// Screens, gets consent, refers, follows up.
        Navigator = "navigator",
        /// A nurse or other clinician.
        Clinician = "clinician",
        /// Answers referrals at a community organization.
        Responder = "responder",
        /// A confidential advocate at a domestic-violence service.
        Advocate = "advocate",
        /// Runs the partnership's work (backbone).
        Coordinator = "coordinator",
        /// Works with published figures.
        Analyst = "analyst",
        /// Reads the audit log of the organization.
        PrivacyOfficer = "privacy_officer",
        /// Decides whether two records are one person.
        IdentitySteward = "identity_steward",
        /// Gives and takes access within one organization.
        OrganizationAdmin = "organization_admin",
        /// Runs the install.
        Administrator = "administrator",
        /// Takes part and speaks for themself: the organization keeps the account and does not employ them.
        Resident = "resident",
    }
}
words! {
    /// A kind of fact.
    Kind {
        /// Who somebody is and how to reach them.
        Person = "person",
        /// A social need of a person.
        Need = "need",
        /// A completed questionnaire.
        Screening = "screening",
        /// What a person lets whom see.
        Consent = "consent",
        /// A visit to a hospital or clinic, or by one.
        Visit = "visit",
        /// One need sent to one service.
        Referral = "referral",
        /// A partner.
        Organization = "organization",
        /// What an organization offers.
        Service = "service",
        /// Whether a service has room.
        Capacity = "capacity",
        /// Somebody with an account.
        Member = "member",
        /// A questionnaire.
        Instrument = "instrument",
        /// A figure of the partnership's work.
        Measure = "measure",
        /// Which records are one person.
        Identity = "identity",
        /// The log of who did what.
        Audit = "audit",
        /// How the install is set up.
        Setting = "setting",
        /// Charter, workgroups, meetings, proposals and decisions. Who may take a stance, the seat says.
        Governance = "governance",
        /// A community vote: `write` is keying ballots that came on paper, `manage` is making, opening and closing one.
        Vote = "vote",
        /// What organizations promised each other; `decide` is signing for one's own.
        Agreement = "agreement",
    }
}
words! {
    /// What is done with a fact.
    Action {
        /// Look at it.
        Read = "read",
        /// Create or change it.
        Write = "write",
        /// Answer, approve or end it.
        Decide = "decide",
        /// Take it out in a file.
        Export = "export",
        /// Give and take access to it.
        Manage = "manage",
    }
}

type Table = HashMap<Role, HashMap<Kind, Vec<Action>>>;

static TABLE: LazyLock<Table> =
    LazyLock::new(|| parse(include_str!("../roles.toml")).expect("roles.toml is valid; a test reads it"));

/// Whether a role handles a kind of fact in this way.
pub fn permits(role: Role, kind: Kind, action: Action) -> bool {
    TABLE.get(&role).and_then(|kinds| kinds.get(&kind)).is_some_and(|actions| actions.contains(&action))
}

fn parse(text: &str) -> Result<Table, String> {
    let roles: HashMap<String, toml::Table> = toml::from_str(text).map_err(|e| e.to_string())?;
    let mut table = Table::new();
    for (role, kinds) in roles {
        let role = Role::from_word(&role).ok_or(format!("no role `{role}`"))?;
        for (kind, actions) in kinds {
            if kind == "title" {
                continue;
            }
            let kind = Kind::from_word(&kind).ok_or(format!("{role}: no kind `{kind}`"))?;
            let actions = actions.as_array().ok_or(format!("{role}.{kind}: not a list"))?;
            let actions = actions
                .iter()
                .map(|a| {
                    a.as_str().and_then(Action::from_word).ok_or(format!("{role}.{kind}: no action {a}"))
                })
                .collect::<Result<Vec<_>, _>>()?;
            table.entry(role).or_default().insert(kind, actions);
        }
    }
    match Role::ALL.iter().find(|r| !table.contains_key(r)) {
        Some(role) => Err(format!("{role} is missing")),
        None => Ok(table),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_and_denies_by_default() {
        assert!(parse(include_str!("../roles.toml")).is_ok());
        assert!(permits(Role::Navigator, Kind::Person, Action::Write));
        assert!(!permits(Role::Analyst, Kind::Person, Action::Read));
        assert!(
            !permits(Role::Administrator, Kind::Person, Action::Read),
            "running the install opens no record"
        );
        assert!(!permits(Role::Coordinator, Kind::Referral, Action::Read));
        assert!(
            Kind::ALL.iter().all(|k| !permits(Role::Resident, *k, Action::Write)),
            "a seat lets them act"
        );
        assert!(parse("[navigator]\nperson = [\"reed\"]").is_err());
        assert!(parse("[navigater]\nperson = [\"read\"]").is_err());
    }
}

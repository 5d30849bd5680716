//! Who may see what, written a second time: from the words of the safety page, not from the code. Slow, plain, and without
//! SQL.
//!
//! > You see a fact only if your role handles that kind of fact, and either your organization recorded it or the person's live
//! > consent names your organization, your purpose and every sensitive label on it.

use std::collections::HashMap;

/// Sensitivity labels, as the words of the database.
pub const LABELS: [&str; 6] =
    ["general", "education", "behavioural_health", "hiv", "substance_use", "domestic_violence"];

/// How an organization other than the recording one stands to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Consent {
    /// Nobody asked.
    None,
    /// It lives: all classes of data, all labels that can be shared, care coordination.
    Live,
    /// It ended by itself.
    Expired,
    /// The person took it back.
    Withdrawn,
    /// It lives, for another purpose than the one that the viewer works for.
    WrongPurpose,
    /// It lives, for general facts only.
    GeneralOnly,
}

impl Consent {
    pub const ALL: [Consent; 6] = [
        Consent::None,
        Consent::Live,
        Consent::Expired,
        Consent::Withdrawn,
        Consent::WrongPurpose,
        Consent::GeneralOnly,
    ];
}

/// Where somebody stands who works in care coordination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stand {
    /// At the organization that recorded it, on the person's care team.
    Team,
    /// At that organization, not on the team.
    Colleague,
    /// At the organization that the consent names.
    Named,
    /// At an organization that everybody's living consent names, and whose data use agreement has ended.
    Lapsed,
    /// At one that nothing names.
    Stranger,
}

impl Stand {
    pub const ALL: [Stand; 5] = [Stand::Team, Stand::Colleague, Stand::Named, Stand::Lapsed, Stand::Stranger];

    /// Where a computer system of the same organization stands. It is nobody: on no care team, and nobody grants it a look
    /// without a consent.
    pub fn of_system(self) -> Stand {
        if self == Stand::Team { Stand::Colleague } else { self }
    }

    pub fn is_owner(self) -> bool {
        matches!(self, Stand::Team | Stand::Colleague)
    }
}

/// The row half of the rule: whether a fact with this label stands before this viewer at all.
pub fn row(stand: Stand, consent: Consent, label: &str) -> bool {
    match stand {
        Stand::Team => true,
        // "owner access needs a care-team assignment"; a vault opens to its own advocates only. Rows about a substance use
        // program too: they may be about HIV as well, and carry one label (ARCHITECTURE.md says why).
        Stand::Colleague => {
            !["behavioural_health", "hiv", "substance_use", "domestic_violence"].contains(&label)
        }
        Stand::Named => match consent {
            Consent::Live => label != "domestic_violence",
            Consent::GeneralOnly => label == "general",
            Consent::None | Consent::Expired | Consent::Withdrawn | Consent::WrongPurpose => false,
        },
        // "A consent to share cannot name an organization without a live data use agreement", nor outlive it.
        Stand::Lapsed | Stand::Stranger => false,
    }
}

/// The role half, read from the text of `roles.toml` without the code that reads it.
pub struct Roles(HashMap<String, HashMap<String, Vec<String>>>);

impl Roles {
    pub fn read() -> Roles {
        let text = include_str!("../../../../foundation/access/roles.toml");
        let mut roles: HashMap<String, HashMap<String, Vec<String>>> = HashMap::new();
        let mut role = String::new();
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                role = name.to_owned();
                roles.insert(role.clone(), HashMap::new());
            } else if let Some((kind, list)) = line.split_once(" = [") {
                let actions =
                    list.trim_end_matches(']').split(',').map(|a| a.trim().trim_matches('"').to_owned());
                roles.get_mut(&role).expect("a role").insert(kind.to_owned(), actions.collect());
            }
        }
        Roles(roles)
    }

    pub fn may(&self, role: &str, kind: &str, action: &str) -> bool {
        let kinds = self.0.get(role).unwrap_or_else(|| panic!("roles.toml has no {role}"));
        kinds.get(kind).is_some_and(|actions| actions.iter().any(|a| a == action))
    }
}

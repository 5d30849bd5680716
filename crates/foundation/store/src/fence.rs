//! The third fence: rows that a viewer may not see do not exist for its SQL, whatever a handler forgot.
//!
//! A fenced table is declared once with two predicates in the dialect both databases share. On PostgreSQL they become
//! row-level security policies (`FORCE`, a `NOBYPASSRLS` role); on SQLite every connection shadows the table with a
//! TEMP view of the same name that holds the read predicate, TEMP triggers check writes row by row, and the
//! authorizer refuses any other way to the table.

use uuid::Uuid;

/// Who asks, as the database sees it. Built from a `Viewer` by `tandem-access` only.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FenceContext {
    /// `public`, `member`, `answer_link`, `person`, `request`, `client` or `system`.
    pub kind: &'static str,
    /// The organization the viewer acts for.
    pub org: Option<Uuid>,
    /// The signed-in member.
    pub member: Option<Uuid>,
    /// The person a private link or the link to a request belongs to.
    pub person: Option<Uuid>,
    /// The one referral an answer or tracking link is scoped to.
    pub referral: Option<Uuid>,
    /// Purpose of use, as in a consent.
    pub purpose: &'static str,
    /// UTC microseconds; `viewer_now()`.
    pub now: i64,
}

/// A fenced table.
///
/// In the predicates `{t}` stands for the row and `{db}` goes before the name of any other table:
/// `EXISTS (SELECT 1 FROM {db}permission p WHERE p.person_id = {t}.person_id)`. The functions `viewer_kind()`,
/// `viewer_org()`, `viewer_member()`, `viewer_person()`, `viewer_referral()`, `viewer_purpose()` and `viewer_now()`
/// say who asks.
#[derive(Debug, Clone)]
pub struct Fence {
    /// The table's name.
    pub table: &'static str,
    /// Rows the viewer may read.
    pub read: String,
    /// Rows the viewer may insert, update (before and after) or delete; reading them must be allowed too.
    pub write: String,
}

/// Rows that an organization recorded about a person: the one rule of `safety.md` in SQL. First the owner, by label.
const OWNER_READ: &str = "viewer_kind() = 'system'
 OR (viewer_kind() IN ('member', 'client') AND {t}.owner_org = viewer_org()
     AND ({t}.label NOT IN ('behavioural_health', 'hiv', 'domestic_violence')
          OR EXISTS (SELECT 1 FROM {db}care_team c WHERE c.person_id = {t}.person_id AND c.member_id = viewer_member()
                     AND (c.until IS NULL OR c.until > viewer_now()))))";

/// Then whoever the person's live consent names, for this class of data, this label and this purpose.
const PERMITTED_READ: &str = " OR (viewer_kind() IN ('member', 'client') AND {t}.label <> 'domestic_violence'
     AND EXISTS (SELECT 1 FROM {db}permission p WHERE p.person_id = {t}.person_id AND p.owner_org = {t}.owner_org
                 AND p.recipient_org = viewer_org() AND p.purpose = viewer_purpose()
                 AND p.class = '{class}' AND p.label = {t}.label
                 AND p.valid_from <= viewer_now() AND viewer_now() < p.valid_until AND p.withdrawn_at IS NULL))";

/// And the person, by the private link.
const PERSON_READ: &str = " OR (viewer_kind() = 'person' AND {t}.person_id = viewer_person())";

/// Only the recording organization and system work write such rows. A member who is not on the care team may still
/// record a sensitive row (a screening has to be saved); reading it back is what the read rule guards.
const PERSON_WRITE: &str = "viewer_kind() = 'system'
 OR (viewer_kind() IN ('member', 'client') AND {t}.owner_org = viewer_org())";

impl Fence {
    /// The standard rule for a table with the columns `owner_org`, `person_id` and `label`, whose rows are of this
    /// class of data: what the column `class` of `permission` says.
    pub fn person(table: &'static str, class: &str) -> Fence {
        let permitted = PERMITTED_READ.replace("{class}", class);
        Fence { table, read: format!("{OWNER_READ}{permitted}{PERSON_READ}"), write: PERSON_WRITE.into() }
    }

    /// The table `person` itself: as [`Fence::person`], with `id` in the place of `person_id`.
    pub fn person_itself(table: &'static str, class: &str) -> Fence {
        let fence = Fence::person(table, class);
        Fence { read: fence.read.replace("{t}.person_id", "{t}.id"), ..fence }
    }

    /// As [`Fence::person`] for rows that no consent opens, with who else may read them.
    pub fn person_or(table: &'static str, others: &str) -> Fence {
        Fence { table, read: format!("{OWNER_READ}{PERSON_READ} OR ({others})"), write: PERSON_WRITE.into() }
    }

    /// A rule of the room's own for reading and writing.
    pub fn custom(table: &'static str, read: &str, write: &str) -> Fence {
        Fence { table, read: read.into(), write: write.into() }
    }

    pub(crate) fn fill(predicate: &str, row: &str, db: &str) -> String {
        predicate.replace("{t}", row).replace("{db}", db)
    }
}

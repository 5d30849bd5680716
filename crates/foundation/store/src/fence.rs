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
    /// `public`, `member`, `answer_link`, `person`, `request`, `guardian`, `client` or `system`.
    pub kind: &'static str,
    /// The organization the viewer acts for.
    pub org: Option<Uuid>,
    /// The signed-in member.
    pub member: Option<Uuid>,
    /// The person a private link or the link to a request belongs to.
    pub person: Option<Uuid>,
    /// The one referral an answer or tracking link is scoped to; the one guardian whose link it is.
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
    /// What makes the table's rows as sensitive as the record that they belong to, in the transaction that raises its label: ?1 is
    /// the person, ?2 the new label, ?3 the lower ones as a JSON list (`IN_TEXTS`).
    pub raise: Option<&'static str>,
}

/// Rows that an organization recorded about a person: the one rule of `safety.md` in SQL. First the owner, by label.
const OWNER_READ: &str = "viewer_kind() = 'system'
 OR (viewer_kind() IN ('member', 'client') AND {t}.owner_org = viewer_org()
     AND ({t}.label NOT IN ('behavioural_health', 'hiv', 'substance_use', 'domestic_violence')
          OR EXISTS (SELECT 1 FROM {db}care_team c WHERE c.person_id = {t}.person_id AND c.member_id = viewer_member()
                     AND (c.until IS NULL OR c.until > viewer_now()))))";

/// Whether the organizations of the permission `p` have a data use agreement that covers its class now. It stands beside
/// every permission that opens more than one request: who shares and who reads must both be bound at the moment of the look,
/// so a permission stops with the agreement by itself and goes on with the next one. A partnership that is not ready says
/// from which day this is asked (`agreement_rule`); without such a row it is asked always.
pub const AGREED: &str = "(EXISTS (SELECT 1 FROM {db}agreement_rule g WHERE g.required_from > viewer_now())
     OR EXISTS (SELECT 1 FROM {db}data_use a JOIN {db}data_use b ON b.agreement_id = a.agreement_id AND b.class = a.class
                WHERE a.org = p.owner_org AND b.org = p.recipient_org AND a.class = p.class
                AND a.valid_from <= viewer_now() AND viewer_now() < a.valid_until
                AND b.valid_from <= viewer_now() AND viewer_now() < b.valid_until))";

/// Then whoever the person's live consent names, for this class of data, this label and this purpose.
const PERMITTED_READ: &str = " OR (viewer_kind() IN ('member', 'client') AND {t}.label <> 'domestic_violence'
     AND EXISTS (SELECT 1 FROM {db}permission p WHERE p.person_id = {t}.person_id AND p.owner_org = {t}.owner_org
                 AND p.recipient_org = viewer_org() AND p.purpose = viewer_purpose()
                 AND p.class = '{class}' AND p.label = {t}.label
                 AND p.valid_from <= viewer_now() AND viewer_now() < p.valid_until AND p.withdrawn_at IS NULL
                 AND {agreed}))";

/// Or a look that was granted to this one member without a consent: to compare two records, or in an emergency.
const EXCEPTIONAL_READ: &str = " OR (viewer_kind() = 'member' AND {t}.label <> 'domestic_violence'
     AND EXISTS (SELECT 1 FROM {db}exceptional_access x WHERE x.person_id = {t}.person_id
                 AND x.member_id = viewer_member() AND x.org = viewer_org() AND x.class = '{class}'
                 AND x.granted_at <= viewer_now() AND viewer_now() < x.valid_until AND x.ended_at IS NULL))";

/// And the person, by the private link.
const PERSON_READ: &str = " OR (viewer_kind() = 'person' AND {t}.person_id = viewer_person())";

/// Only the recording organization and system work write such rows. A member who is not on the care team may still
/// record a sensitive row (a screening has to be saved); reading it back is what the read rule guards. Computer systems of
/// organizations only read.
const PERSON_WRITE: &str = "viewer_kind() = 'system'
 OR (viewer_kind() = 'member' AND {t}.owner_org = viewer_org())";

impl Fence {
    /// The standard rule for a table with the columns `owner_org`, `person_id` and `label`, whose rows are of this
    /// class of data: what the column `class` of `permission` says.
    pub fn person(table: &'static str, class: &str) -> Fence {
        let permitted = PERMITTED_READ.replace("{agreed}", AGREED);
        let others = format!("{permitted}{EXCEPTIONAL_READ}").replace("{class}", class);
        Fence::custom(table, &format!("{OWNER_READ}{others}{PERSON_READ}"), PERSON_WRITE)
    }

    /// The table `person` itself: as [`Fence::person`], with `id` in the place of `person_id`.
    pub fn person_itself(table: &'static str, class: &str) -> Fence {
        let fence = Fence::person(table, class);
        Fence { read: fence.read.replace("{t}.person_id", "{t}.id"), ..fence }
    }

    /// As [`Fence::person`] for rows that no consent opens, with who else may read them.
    pub fn person_or(table: &'static str, others: &str) -> Fence {
        Fence::custom(table, &format!("{OWNER_READ}{PERSON_READ} OR ({others})"), PERSON_WRITE)
    }

    /// A rule of the room's own for reading and writing.
    pub fn custom(table: &'static str, read: &str, write: &str) -> Fence {
        Fence { table, read: read.into(), write: write.into(), raise: None }
    }

    /// The same fence, with the statement that raises the label of the table's rows with that of their record.
    #[must_use]
    pub fn raised_by(self, statement: &'static str) -> Fence {
        Fence { raise: Some(statement), ..self }
    }

    /// Rows of this table may be read only where the row of `parent` that they belong to may be, by that table's rule too:
    /// `{parent}` is the alias in `join`, such as `{parent}.id = {t}.screening_id`.
    #[must_use]
    pub fn within(self, parent: &Fence, join: &str) -> Fence {
        let rule = parent.read.replace("{t}", "parent_row");
        let join = join.replace("{parent}", "parent_row");
        let read = format!(
            "viewer_kind() = 'system' OR (({}) AND EXISTS (SELECT 1 FROM {{db}}{} parent_row WHERE {join} AND ({rule})))",
            self.read, parent.table
        );
        Fence { read, ..self }
    }

    pub(crate) fn fill(predicate: &str, row: &str, db: &str) -> String {
        predicate.replace("{t}", row).replace("{db}", db)
    }
}

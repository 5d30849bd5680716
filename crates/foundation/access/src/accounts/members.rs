//! Members and their affiliations: who does what in which organization, from when until when.

use super::{clients, links, sessions};
use crate::{Action, Error, FieldErrors, Kind, Role, Tx, params};
use jiff::Timestamp;
use tandem_store::Row;
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

/// How an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Invited; nobody has accepted yet.
    Invited,
    /// In use.
    Active,
    /// Ended; its history stays.
    Ended,
}

impl Status {
    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            Status::Invited => "invited",
            Status::Active => "active",
            Status::Ended => "ended",
        }
    }
    fn from_word(word: &str) -> Result<Status, Error> {
        [Status::Invited, Status::Active, Status::Ended]
            .into_iter()
            .find(|s| s.word() == word)
            .ok_or_else(|| Error::Internal(format!("member.status holds `{word}`")))
    }
}

/// Somebody with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Id.
    pub id: Uuid,
    /// Address as they wrote it.
    pub email: String,
    /// Name.
    pub name: String,
    /// Language of their letters: `en` or `es`.
    pub language: String,
    /// How the account stands.
    pub status: Status,
    /// Since when.
    pub created_at: Timestamp,
}

/// A role of a member in an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affiliation {
    /// Id.
    pub id: Uuid,
    /// Who.
    pub member: Uuid,
    /// Where.
    pub organization: Uuid,
    /// What.
    pub role: Role,
    /// From when.
    pub since: Timestamp,
    /// Until when; open when `None`.
    pub until: Option<Timestamp>,
}

/// An address folded for comparison: the same mailbox typed twice is one account.
pub(crate) fn email_key(email: &str) -> String {
    email.trim().nfkc().collect::<String>().to_lowercase()
}

/// Whether a text can be an e-mail address at all; the proof is a letter that arrives.
pub fn plausible_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    text.len() <= 254
        && !local.is_empty()
        && local.len() <= 64
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"' | '\\'))
}

fn member(row: &Row<'_>) -> Result<Member, Error> {
    Ok(Member {
        id: row.get(0)?,
        email: row.get(1)?,
        name: row.get(2)?,
        language: row.get(3)?,
        status: Status::from_word(&row.get::<String>(4)?)?,
        created_at: row.get(5)?,
    })
}

fn affiliation(row: &Row<'_>) -> Result<Affiliation, Error> {
    let role: String = row.get(3)?;
    Ok(Affiliation {
        id: row.get(0)?,
        member: row.get(1)?,
        organization: row.get(2)?,
        role: Role::from_word(&role)
            .ok_or_else(|| Error::Internal(format!("affiliation.role holds `{role}`")))?,
        since: row.get(4)?,
        until: row.get(5)?,
    })
}

/// The member of an id.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Member, Error> {
    tx.query_one(
        "SELECT id, email, name, language, status, created_at FROM member WHERE id = ?1",
        params![id],
        member,
    )
}

/// The member of an address.
///
/// # Errors
/// The database's.
pub fn by_email(tx: &mut Tx<'_, '_>, email: &str) -> Result<Option<Member>, Error> {
    tx.query_opt(
        "SELECT id, email, name, language, status, created_at FROM member WHERE email_key = ?1",
        params![email_key(email)],
        member,
    )
}

/// Records a member. The caller has checked who may.
///
/// # Errors
/// [`Error::Invalid`] for an address or a name that cannot be one, or an address that has an account.
pub fn create(
    tx: &mut Tx<'_, '_>,
    email: &str,
    name: &str,
    language: &str,
    status: Status,
) -> Result<Uuid, Error> {
    let (email, name) = (email.trim(), name.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut errors = FieldErrors::new();
    if !plausible_email(email) {
        errors.add("email", "account-error-email");
    }
    if name.is_empty() || name.chars().count() > 120 {
        errors.add("name", "account-error-name");
    }
    if !matches!(language, "en" | "es") {
        errors.add("language", "account-error-language");
    }
    errors.into_result()?;
    let (id, now) = (tx.new_public_id(), tx.now());
    let inserted = tx.execute(
        "INSERT INTO member (id, email, email_key, name, language, status, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7) ON CONFLICT (email_key) DO NOTHING",
        params![id, email, email_key(email), name, language, status.word(), now],
    )?;
    if inserted == 0 {
        return Err(FieldErrors::one("email", "account-error-email-taken"));
    }
    tx.audit(Action::Write, Kind::Member, Some(id), None, "created")?;
    Ok(id)
}

/// Changes name and language.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`].
pub fn rename(tx: &mut Tx<'_, '_>, id: Uuid, name: &str, language: &str) -> Result<(), Error> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut errors = FieldErrors::new();
    if name.is_empty() || name.chars().count() > 120 {
        errors.add("name", "account-error-name");
    }
    if !matches!(language, "en" | "es") {
        errors.add("language", "account-error-language");
    }
    errors.into_result()?;
    let now = tx.now();
    let changed = tx.execute(
        "UPDATE member SET name = ?2, language = ?3, updated_at = ?4 WHERE id = ?1",
        params![id, name, language, now],
    )?;
    if changed == 0 {
        return Err(Error::NotFound);
    }
    tx.audit(Action::Write, Kind::Member, Some(id), None, "renamed")
}

/// An invitation was accepted, or an account comes back.
///
/// # Errors
/// The database's.
pub fn activate(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE member SET status = 'active', updated_at = ?2 WHERE id = ?1 AND status <> 'ended'",
        params![id, now],
    )?;
    Ok(())
}

/// Gives a member a role. The caller has checked who may. Their sessions there end: a session never grows in power.
///
/// # Errors
/// The database's.
pub fn grant(tx: &mut Tx<'_, '_>, member: Uuid, organization: Uuid, role: Role) -> Result<(), Error> {
    let (id, now, by) = (tx.new_id(), tx.now(), tx.viewer().member_id());
    let granted = tx.execute(
        "INSERT INTO affiliation (id, member_id, organization_id, role, since, until, granted_by)
         VALUES (?1, ?2, ?3, ?4, ?5, NULL, ?6)
         ON CONFLICT (member_id, organization_id, role) WHERE until IS NULL DO NOTHING",
        params![id, member, organization, role.word(), now, by],
    )?;
    if granted > 0 {
        sessions::end_at(tx, member, organization, "role changed")?;
        tx.audit_for(organization, Action::Manage, Kind::Member, Some(member), None, role.word())?;
    }
    Ok(())
}

/// Takes a role away, at once.
///
/// # Errors
/// The database's.
pub fn withdraw(tx: &mut Tx<'_, '_>, member: Uuid, organization: Uuid, role: Role) -> Result<(), Error> {
    let now = tx.now();
    let ended = tx.execute(
        "UPDATE affiliation SET until = ?4
         WHERE member_id = ?1 AND organization_id = ?2 AND role = ?3 AND until IS NULL",
        params![member, organization, role.word(), now],
    )?;
    if ended > 0 {
        sessions::end_at(tx, member, organization, "role changed")?;
        let words = format!("withdrawn: {role}");
        tx.audit_for(organization, Action::Manage, Kind::Member, Some(member), None, &words)?;
    }
    Ok(())
}

/// Ends all that a member may do in one organization, at once: roles, sessions, unused letters.
///
/// # Errors
/// The database's.
pub fn end_access(tx: &mut Tx<'_, '_>, member: Uuid, organization: Uuid) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE affiliation SET until = ?3 WHERE member_id = ?1 AND organization_id = ?2 AND until IS NULL",
        params![member, organization, now],
    )?;
    sessions::end_at(tx, member, organization, "access ended")?;
    for purpose in [links::LinkPurpose::SignIn, links::LinkPurpose::Recover, links::LinkPurpose::Invite] {
        links::revoke_member(tx, purpose, member)?;
    }
    tx.audit_for(organization, Action::Manage, Kind::Member, Some(member), None, "access ended")
}

/// Ends the access of everybody at an organization and takes back every link it holds: it leaves.
///
/// # Errors
/// The database's.
pub fn end_organization(tx: &mut Tx<'_, '_>, organization: Uuid) -> Result<u64, Error> {
    let members: Vec<Uuid> = tx.query(
        "SELECT DISTINCT member_id FROM affiliation WHERE organization_id = ?1 AND until IS NULL",
        params![organization],
        |row| Ok(row.get(0)?),
    )?;
    for member in &members {
        end_access(tx, *member, organization)?;
    }
    links::revoke_organization(tx, organization)?;
    clients::end_organization(tx, organization)?;
    Ok(members.len().try_into().unwrap_or(u64::MAX))
}

/// The roles a member holds now.
///
/// # Errors
/// The database's.
pub fn affiliations(tx: &mut Tx<'_, '_>, member: Uuid) -> Result<Vec<Affiliation>, Error> {
    let now = tx.now();
    tx.query(
        "SELECT id, member_id, organization_id, role, since, until FROM affiliation
         WHERE member_id = ?1 AND since <= ?2 AND (until IS NULL OR until > ?2) ORDER BY organization_id, role",
        params![member, now],
        affiliation,
    )
}

/// The members who hold a role at an organization now, by name.
///
/// # Errors
/// The database's.
pub fn with_role(tx: &mut Tx<'_, '_>, organization: Uuid, role: Role) -> Result<Vec<Member>, Error> {
    let all = of_organization(tx, organization)?.into_iter();
    let holds = |roles: &[Affiliation]| roles.iter().any(|affiliation| affiliation.role == role);
    Ok(all.filter(|(_, roles)| holds(roles)).map(|(member, _)| member).collect())
}

/// The members of an organization with the roles they hold now, by name. Ended roles are left out.
///
/// # Errors
/// The database's.
pub fn of_organization(
    tx: &mut Tx<'_, '_>,
    organization: Uuid,
) -> Result<Vec<(Member, Vec<Affiliation>)>, Error> {
    let now = tx.now();
    let rows = tx.query(
        "SELECT m.id, m.email, m.name, m.language, m.status, m.created_at,
                a.id, a.member_id, a.organization_id, a.role, a.since, a.until
         FROM affiliation a JOIN member m ON m.id = a.member_id
         WHERE a.organization_id = ?1 AND a.since <= ?2 AND (a.until IS NULL OR a.until > ?2)
         ORDER BY lower(m.name), m.id, a.role",
        params![organization, now],
        |row| {
            let role: String = row.get(9)?;
            let role = Role::from_word(&role)
                .ok_or_else(|| Error::Internal(format!("affiliation.role holds `{role}`")))?;
            Ok((
                member(row)?,
                Affiliation {
                    id: row.get(6)?,
                    member: row.get(7)?,
                    organization: row.get(8)?,
                    role,
                    since: row.get(10)?,
                    until: row.get(11)?,
                },
            ))
        },
    )?;
    let mut out: Vec<(Member, Vec<Affiliation>)> = Vec::new();
    for (m, a) in rows {
        match out.last_mut() {
            Some((last, roles)) if last.id == m.id => roles.push(a),
            _ => out.push((m, vec![a])),
        }
    }
    Ok(out)
}

/// Where these members work or worked: `(member, organization, end)`, the end open while it lasts. Who is hosted as a resident is
/// employed by nobody.
///
/// # Errors
/// The database's.
pub fn employments(
    tx: &mut Tx<'_, '_>,
    members: &[Uuid],
) -> Result<Vec<(Uuid, Uuid, Option<Timestamp>)>, Error> {
    let now = tx.now();
    let mut out: Vec<(Uuid, Uuid, Option<Timestamp>)> = Vec::new();
    // One row for each role; a job lasts as long as the last of its roles.
    tx.for_each(
        "SELECT member_id, organization_id, until FROM affiliation WHERE member_id IN_IDS(?1) AND role <> 'resident'
         ORDER BY member_id, organization_id",
        &[tandem_store::json_ids(members)],
        |row| {
            let (member, organization): (Uuid, Uuid) = (row.get(0)?, row.get(1)?);
            let until: Option<Timestamp> = row.get(2)?;
            let until = until.filter(|end| *end <= now);
            match out.last_mut() {
                Some(last) if (last.0, last.1) == (member, organization) => {
                    last.2 = last.2.zip(until).map(|(a, b)| a.max(b));
                }
                _ => out.push((member, organization, until)),
            }
            Ok(())
        },
    )?;
    Ok(out)
}

/// Names of members by id, for histories and the audit page.
///
/// # Errors
/// The database's.
pub fn names(tx: &mut Tx<'_, '_>, ids: &[Uuid]) -> Result<std::collections::HashMap<Uuid, String>, Error> {
    let rows =
        tx.query("SELECT id, name FROM member WHERE id IN_IDS(?1)", &[tandem_store::json_ids(ids)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    Ok(rows.into_iter().collect())
}

/// Ends an account: every role, session and letter. Its history stays.
///
/// # Errors
/// The database's.
pub fn end_account(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let mut organizations: Vec<Uuid> = affiliations(tx, id)?.iter().map(|a| a.organization).collect();
    organizations.dedup();
    for organization in organizations {
        end_access(tx, id, organization)?;
    }
    let now = tx.now();
    tx.execute("UPDATE member SET status = 'ended', updated_at = ?2 WHERE id = ?1", params![id, now])?;
    tx.audit(Action::Manage, Kind::Member, Some(id), None, "account ended")
}

/// An ended account is invited anew; its old password is gone.
///
/// # Errors
/// The database's.
pub fn invite_again(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE member SET status = 'invited', updated_at = ?2 WHERE id = ?1 AND status = 'ended'",
        params![id, now],
    )?;
    Ok(())
}

/// Stores a hash from [`super::password::NewPassword::hash`]; the caller ends what has to end. For system viewers and
/// the member.
///
/// # Errors
/// The database's.
pub fn set_password_hash(tx: &mut Tx<'_, '_>, member: Uuid, hash: &str) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO credential (member_id, password_hash, changed_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (member_id) DO UPDATE SET password_hash = excluded.password_hash,
                                               changed_at = excluded.changed_at",
        params![member, hash, now],
    )?;
    tx.audit(Action::Write, Kind::Member, Some(member), None, "password set")
}

/// Whether a member has a password; the fence answers for the member and the system only.
///
/// # Errors
/// The database's.
pub fn has_password(tx: &mut Tx<'_, '_>, member: Uuid) -> Result<bool, Error> {
    Ok(password_hash(tx, member)?.is_some())
}

/// The stored hash, for the member's own page and for signing in.
pub(crate) fn password_hash(tx: &mut Tx<'_, '_>, member: Uuid) -> Result<Option<String>, Error> {
    tx.query_opt("SELECT password_hash FROM credential WHERE member_id = ?1", params![member], |row| {
        Ok(row.get(0)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mailbox_is_one_account() {
        assert_eq!(email_key(" Ana@Clinic.Example "), "ana@clinic.example");
        assert_eq!(email_key("ａna@clinic.example"), "ana@clinic.example");
    }

    /// What cannot be an address, and above all what would be two of them or another header of a letter.
    #[test]
    fn an_address_is_one_address() {
        let longest = |n: usize| format!("{}@{}.example", "a".repeat(64), "d".repeat(n - 64 - 1 - 8));
        for good in ["ana@clinic.example", "a@b.c", "a.b+c@d.e", &longest(254)] {
            assert!(plausible_email(good), "{good}");
        }
        let long_name = format!("{}@clinic.example", "a".repeat(65));
        for bad in [
            "",
            "ana",
            "@x.y",
            "a@b",
            "a@.b",
            "a@b.",
            "a b@c.d",
            "a@b.c\r\nBcc: x@y.z",
            "a\u{0}@b.c",
            "a@b.c,d@e.f",
            "a;b@c.d",
            "<a@b.c",
            "a@b.c>",
            "\"a@b.c",
            "a\\b@c.d",
            &longest(255),
            &long_name,
        ] {
            assert!(!plausible_email(bad), "{bad}");
        }
    }
}

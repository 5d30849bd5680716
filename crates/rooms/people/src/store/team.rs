//! The care team: which members look after a person.

use crate::model::label::Label;
use crate::model::person::{Person, TeamRole};
use crate::store::person::label;
use tandem_access::{Error, Timestamp, Tx, Uuid, params};

/// One member of a person's care team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamMember {
    /// The member.
    pub member_id: Uuid,
    /// The organization that assigned them.
    pub owner_org: Uuid,
    /// Lead or member.
    pub role: TeamRole,
    /// Since when.
    pub since: Timestamp,
}

/// Who is on the team now, the lead first.
pub fn of_person(tx: &mut Tx, person: Uuid) -> Result<Vec<TeamMember>, Error> {
    let now = tx.now();
    tx.query(
        "SELECT c.member_id, c.owner_org, c.role, c.since FROM care_team c WHERE c.person_id = ?1 AND (c.until IS NULL \
         OR c.until > ?2) ORDER BY CASE c.role WHEN 'lead' THEN 0 ELSE 1 END, c.since, c.member_id",
        params![person, now],
        |row| {
            let role: String = row.get(2)?;
            Ok(TeamMember {
                member_id: row.get(0)?,
                owner_org: row.get(1)?,
                role: TeamRole::from_code(&role).unwrap_or(TeamRole::Member),
                since: row.get(3)?,
            })
        },
    )
}

/// The record that a team looks after.
#[derive(Debug, Clone, Copy)]
pub struct Record {
    /// The person.
    pub person: Uuid,
    /// Whose record it is.
    pub owner_org: Uuid,
    /// How sensitive the record is, and with it that somebody looks after the person.
    pub label: Label,
}

impl From<&Person> for Record {
    fn from(person: &Person) -> Record {
        Record { person: person.id, owner_org: person.owner_org, label: person.details.label }
    }
}

/// Puts a member on the team, or changes the role of one who is.
pub fn assign(tx: &mut Tx, of: Record, member: Uuid, role: TeamRole) -> Result<(), Error> {
    let (id, now) = (tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO care_team (id, person_id, member_id, owner_org, label, role, since, until) VALUES (?1, ?2, ?3, ?4, \
         ?5, ?6, ?7, NULL) ON CONFLICT (person_id, member_id) WHERE until IS NULL DO UPDATE SET role = excluded.role",
        params![id, of.person, member, of.owner_org, of.label.code(), role.code(), now],
    )?;
    Ok(())
}

/// Says that the record has another label now.
pub fn relabel(tx: &mut Tx, of: Record) -> Result<(), Error> {
    tx.execute("UPDATE care_team SET label = ?2 WHERE person_id = ?1", params![of.person, of.label.code()])?;
    Ok(())
}

/// Ends an assignment now; `false` when there was none.
pub fn end(tx: &mut Tx, person: Uuid, member: Uuid) -> Result<bool, Error> {
    let now = tx.now();
    let ended = tx.execute(
        "UPDATE care_team SET until = ?3 WHERE person_id = ?1 AND member_id = ?2 AND until IS NULL",
        params![person, member, now],
    )?;
    Ok(ended > 0)
}

/// Whom a member looks after at an organization now.
pub fn seats_of(tx: &mut Tx, member: Uuid, organization: Uuid) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT c.person_id FROM care_team c WHERE c.member_id = ?1 AND c.owner_org = ?2 AND c.until IS NULL ORDER BY c.person_id",
        params![member, organization],
        |row| Ok(row.get(0)?),
    )
}

/// A record that only a care team opens, without one.
#[derive(Debug, Clone, Copy)]
pub struct Unattended {
    /// The person.
    pub person: Uuid,
    /// What the record is about.
    pub label: Label,
    /// Who was the last on its team.
    pub last: Uuid,
    /// Until when.
    pub until: Timestamp,
}

/// Records of an organization that had a team and have nobody on it now, the latest to lose it first. Who was erased needs nobody.
pub fn without_team(tx: &mut Tx, organization: Uuid) -> Result<Vec<Unattended>, Error> {
    let now = tx.now();
    tx.query(
        "SELECT c.person_id, p.label, c.member_id, c.until FROM care_team c JOIN person p ON p.id = c.person_id \
         WHERE c.owner_org = ?1 AND p.label <> 'general' AND p.sealed IS NOT NULL AND c.until <= ?2 \
         AND NOT EXISTS (SELECT 1 FROM care_team o WHERE o.person_id = c.person_id AND (o.until IS NULL OR o.until > c.until \
         OR (o.until = c.until AND o.id > c.id))) ORDER BY c.until DESC, c.person_id",
        params![organization, now],
        |row| {
            Ok(Unattended { person: row.get(0)?, label: label(row.get(1)?)?, last: row.get(2)?, until: row.get(3)? })
        },
    )
}

/// A record of an organization as its team's rows know it, though the viewer may not open it; `None` where it never had a team.
pub fn record_of(tx: &mut Tx, person: Uuid, owner_org: Uuid) -> Result<Option<Record>, Error> {
    tx.query_opt(
        "SELECT c.label FROM care_team c WHERE c.person_id = ?1 AND c.owner_org = ?2 ORDER BY c.since DESC, c.id LIMIT 1",
        params![person, owner_org],
        |row| Ok(Record { person, owner_org, label: label(row.get(0)?)? }),
    )
}

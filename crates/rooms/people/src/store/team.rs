//! The care team: which members look after a person.

use crate::model::label::Label;
use crate::model::person::{Person, TeamRole};
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

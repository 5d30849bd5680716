//! The ledger.

use crate::model::{Benefit, BenefitKind, Checked, Reversal};
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, json_ids, params};

pub(crate) fn insert(
    tx: &mut Tx<'_, '_>,
    from: Option<Uuid>,
    to: Option<Uuid>,
    b: &Checked,
) -> Result<Uuid, Error> {
    let (id, now, by) = (tx.new_id(), tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO benefit (id, from_org, to_org, kind, words, quantity, unit, value_cents, valued_how, began_on,
                              ended_on, source, recorded_at, recorded_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            id,
            from,
            to,
            b.kind.code(),
            &b.words,
            b.quantity,
            &b.unit,
            b.value_cents,
            &b.valued_how,
            b.began_on,
            b.ended_on,
            &b.source,
            now,
            by
        ],
    )?;
    Ok(id)
}

/// Takes an entry back; false when it was taken back before.
pub(crate) fn reverse(tx: &mut Tx<'_, '_>, id: Uuid, why: &str) -> Result<bool, Error> {
    let (now, by) = (tx.now(), tx.viewer().member_id());
    let done = tx.execute(
        "INSERT INTO benefit_reversal (benefit_id, why, reversed_at, reversed_by) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (benefit_id) DO NOTHING",
        params![id, why, now, by],
    )?;
    Ok(done == 1)
}

macro_rules! entries {
    ($tail:literal) => {
        concat!(
            "SELECT b.id, b.from_org, b.to_org, b.kind, b.words, b.quantity, b.unit, b.value_cents, b.valued_how,
               b.began_on, b.ended_on, b.source, b.recorded_at, b.recorded_by, r.why, r.reversed_at, r.reversed_by
             FROM benefit b LEFT JOIN benefit_reversal r ON r.benefit_id = b.id ",
            $tail
        )
    };
}

fn benefit(row: &Row<'_>) -> Result<Benefit, Error> {
    let kind: String = row.get(3)?;
    let reversed: Option<(String, Timestamp)> = row.get::<Option<String>>(14)?.zip(row.get(15)?);
    let by: Option<Uuid> = row.get(16)?;
    Ok(Benefit {
        id: row.get(0)?,
        from: row.get(1)?,
        to: row.get(2)?,
        kind: BenefitKind::parse(&kind).ok_or_else(|| {
            Error::Internal(format!("benefit.kind holds `{kind}`, which this program does not know"))
        })?,
        words: row.get(4)?,
        quantity: row.get(5)?,
        unit: row.get(6)?,
        value_cents: row.get(7)?,
        valued_how: row.get(8)?,
        began_on: row.get(9)?,
        ended_on: row.get(10)?,
        source: row.get(11)?,
        recorded_at: row.get(12)?,
        recorded_by: row.get(13)?,
        reversal: reversed.map(|(why, at)| Reversal { why, at, by }),
    })
}

pub(crate) fn by_id(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Option<Benefit>, Error> {
    tx.query_opt(entries!("WHERE b.id = ?1"), params![id], benefit)
}

/// Everything that one of these organizations gives or gets, the newest first.
pub(crate) fn of(tx: &mut Tx<'_, '_>, organizations: &[Uuid]) -> Result<Vec<Benefit>, Error> {
    tx.query(
        entries!(
            "WHERE b.from_org IN_IDS(?1) OR b.to_org IN_IDS(?1) ORDER BY b.began_on DESC, b.recorded_at DESC, b.id DESC"
        ),
        &[json_ids(organizations)],
        benefit,
    )
}

/// Everything.
pub(crate) fn all(tx: &mut Tx<'_, '_>) -> Result<Vec<Benefit>, Error> {
    tx.query(entries!("ORDER BY b.began_on DESC, b.recorded_at DESC, b.id DESC"), params![], benefit)
}

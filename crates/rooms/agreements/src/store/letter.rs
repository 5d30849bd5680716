//! Which reminder went out.

use tandem_access::{Error, Tx, Uuid, params};

/// Notes that a letter goes out; `false` when it went before.
pub fn first_time(tx: &mut Tx, about: Uuid, what: &str) -> Result<bool, Error> {
    let now = tx.now();
    let added = tx.execute(
        "INSERT INTO agreement_letter (about, what, sent_at) VALUES (?1, ?2, ?3) ON CONFLICT (about, what) DO NOTHING",
        params![about, what, now],
    )?;
    Ok(added == 1)
}

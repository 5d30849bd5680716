//! What happened to identities. Rows are added and never changed.

use tandem_access::{Error, Tx, Uuid, params};

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Happened {
    /// A record came into the index.
    Entered(Uuid),
    /// A record left it.
    Left(Uuid),
    /// Two records are held to be one person: with the probability.
    Linked((Uuid, Uuid), f64),
    /// They are no longer.
    Unlinked((Uuid, Uuid)),
    /// Two records are two people.
    KeptApart((Uuid, Uuid)),
    /// That no longer holds.
    ApartEnded((Uuid, Uuid)),
    /// A record went from one identity to another.
    Grouped(Uuid, Uuid, Uuid),
}

/// Appends it; `review` and who decided it where a person did.
pub fn append(tx: &mut Tx, happened: Happened, by: Option<(Uuid, Uuid)>) -> Result<(), Error> {
    let (id, now) = (tx.new_id(), tx.now());
    let (kind, person, other) = match happened {
        Happened::Entered(p) => ("entered", p, None),
        Happened::Left(p) => ("left", p, None),
        Happened::Linked((a, b), _) => ("linked", a, Some(b)),
        Happened::Unlinked((a, b)) => ("unlinked", a, Some(b)),
        Happened::KeptApart((a, b)) => ("kept_apart", a, Some(b)),
        Happened::ApartEnded((a, b)) => ("apart_ended", a, Some(b)),
        Happened::Grouped(p, ..) => ("grouped", p, None),
    };
    let (before, after) = match happened {
        Happened::Grouped(_, before, after) => (Some(before), Some(after)),
        _ => (None, None),
    };
    let probability = match happened {
        Happened::Linked(_, p) => Some(p),
        _ => None,
    };
    tx.execute(
        "INSERT INTO identity_event (id, at, kind, person_id, other_person, identity_before, identity_after, \
         probability, by_member, review_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            id,
            now,
            kind,
            person,
            other,
            before,
            after,
            probability,
            by.map(|(member, _)| member),
            by.map(|(_, review)| review)
        ],
    )?;
    Ok(())
}

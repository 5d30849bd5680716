//! Letters about promises: before their day and after it.

use crate::letters::{Letter, readers, write};
use crate::model::commitment::Commitment;
use crate::store;
use jiff::ToSpan;
use tandem_access::accounts::members;
use tandem_access::{Error, Tx};
use tandem_mail::Subject;
use tandem_partners::model::Addressee;
use tandem_web::messages::dates;

/// Days before the day on which it is spoken of.
const BEFORE: i32 = 7;
/// Days after it.
const AFTER: [i32; 2] = [1, 14];

const SOON: Letter = Letter("agreements-letter-soon", Subject::PromiseDue, "agreements.promise_soon");
const LATE: Letter = Letter("agreements-letter-late", Subject::PromiseDue, "agreements.promise_late");

/// Speaks of every open promise that is due soon or late. Running it twice sends nothing twice.
///
/// # Errors
/// The database's.
pub fn remind(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let (_, today) = crate::actions::today(tx)?;
    let soon = today.checked_add(BEFORE.days()).map_err(|e| Error::Internal(e.to_string()))?;
    for c in store::commitment::open_until(tx, soon)? {
        let late = today.since(c.promise.due_on).map_err(|e| Error::Internal(e.to_string()))?.get_days();
        let (letter, mark) = match AFTER.into_iter().filter(|after| late >= *after).max() {
            Some(after) => (LATE, format!("late {after}")),
            None => (SOON, "soon".to_owned()),
        };
        if !store::letter::first_time(tx, c.id, &mark)? {
            continue;
        }
        let to = owners(tx, &c, mark == "late 14")?;
        write(tx, letter, &to, c.id, &format!("/commitments/{}", c.id), |lang| {
            vec![
                ("words", crate::pages::words(&c, lang).to_owned()),
                ("organization", c.owner_name.clone()),
                ("day", dates::date_year(lang, c.promise.due_on)),
            ]
        })?;
    }
    Ok(())
}

/// Who looks after it: the member who was named, while they are there; else whoever is written to at the organization. The
/// coordinator hears of what stays late.
fn owners(tx: &mut Tx, c: &Commitment, coordinators: bool) -> Result<Vec<Addressee>, Error> {
    let org = c.promise.owner_org;
    let named = match c.promise.owner_member {
        Some(id) if members::affiliations(tx, id)?.iter().any(|a| a.organization == org) => {
            Some(members::find(tx, id)?)
        }
        _ => None,
    };
    let orgs = if named.is_some() { vec![] } else { vec![org] };
    let mut to: Vec<Addressee> = named.into_iter().map(Addressee::from).collect();
    for reader in readers(tx, &orgs, coordinators)? {
        if to.iter().all(|known| known.reader != reader.reader) {
            to.push(reader);
        }
    }
    Ok(to)
}

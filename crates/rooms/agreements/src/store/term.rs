//! The glossary.

use super::known;
use crate::model::term::{Both, NewTerm, Term};
use std::collections::BTreeMap;
use tandem_access::{Error, Tx, Uuid, params};
use tandem_partners::model::Sector;

/// Every word, in the order of the alphabet.
pub fn all(tx: &mut Tx) -> Result<Vec<Term>, Error> {
    let mut terms = tx.query(
        "SELECT id, slug, words_en, words_es, plain_en, plain_es FROM term ORDER BY lower(words_en), id",
        params![],
        |row| {
            let about = NewTerm {
                words: Both { en: row.get(2)?, es: row.get(3)? },
                plain: Both { en: row.get(4)?, es: row.get(5)? },
                meanings: BTreeMap::new(),
            };
            Ok(Term { id: row.get(0)?, slug: row.get(1)?, about })
        },
    )?;
    let meanings: Vec<(Uuid, String, Both)> = tx.query(
        "SELECT term_id, sector, meaning_en, meaning_es FROM term_meaning ORDER BY term_id, sector",
        params![],
        |row| Ok((row.get(0)?, row.get(1)?, Both { en: row.get(2)?, es: row.get(3)? })),
    )?;
    for (id, sector, both) in meanings {
        if let Some(term) = terms.iter_mut().find(|term| term.id == id) {
            term.about.meanings.insert(known(&sector, Sector::from_code)?, both);
        }
    }
    Ok(terms)
}

/// Keeps a new word; `false` when there is one with its name.
pub fn insert(tx: &mut Tx, id: Uuid, slug: &str, t: &NewTerm) -> Result<bool, Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    let added = tx.execute(
        "INSERT INTO term (id, slug, words_en, words_es, plain_en, plain_es, updated_by, updated_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (slug) DO NOTHING",
        params![id, slug, &t.words.en, &t.words.es, &t.plain.en, &t.plain.es, member, now],
    )?;
    if added == 1 {
        meanings(tx, id, t)?;
    }
    Ok(added == 1)
}

/// Writes a word anew.
pub fn update(tx: &mut Tx, id: Uuid, t: &NewTerm) -> Result<(), Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "UPDATE term SET words_en = ?2, words_es = ?3, plain_en = ?4, plain_es = ?5, updated_by = ?6, updated_at = ?7 \
         WHERE id = ?1",
        params![id, &t.words.en, &t.words.es, &t.plain.en, &t.plain.es, member, now],
    )?;
    tx.execute("DELETE FROM term_meaning WHERE term_id = ?1", params![id])?;
    meanings(tx, id, t)
}

fn meanings(tx: &mut Tx, id: Uuid, t: &NewTerm) -> Result<(), Error> {
    for (sector, both) in &t.meanings {
        tx.execute(
            "INSERT INTO term_meaning (term_id, sector, meaning_en, meaning_es) VALUES (?1, ?2, ?3, ?4)",
            params![id, sector.code(), &both.en, &both.es],
        )?;
    }
    Ok(())
}

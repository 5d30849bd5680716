//! The people of the demo read their letters: the secret links that the product sends are taken from its own outbox.

use std::collections::{BTreeMap, BTreeSet};
use tandem_access::{Error, Tx, Uuid};
use tandem_mail::outbox;

/// The secret of the newest letter to an address whose link begins with `path`. Letters of one moment lie in no order, and on the
/// first day everybody gets one.
pub(super) fn secret_to(tx: &mut Tx<'_, '_>, address: &str, path: &str) -> Result<Option<String>, Error> {
    let letters = outbox(tx, None, LOOK)?;
    Ok(letters.iter().filter(|l| l.to == address).find_map(|l| secret(&l.body, path)))
}

/// How many of the newest letters one look into the outbox reads.
const LOOK: u32 = 400;

/// Letters that were read before, by what they are about: a look into an outbox of thousands is dear.
#[derive(Debug, Default)]
pub(super) struct Read(BTreeMap<(Uuid, &'static str), String>);

/// Links that people follow.
const PATHS: [&str; 2] = ["/a/", "/c/"];

impl Read {
    /// The secret of the newest letter about something whose link begins with `path`, as far as letters were read.
    pub(super) fn secret(&self, about: Uuid, path: &'static str) -> Option<&str> {
        self.0.get(&(about, path)).map(String::as_str)
    }

    /// Takes in what a look found.
    pub(super) fn take(&mut self, found: Vec<(Uuid, &'static str, String)>) {
        self.0.extend(found.into_iter().map(|(about, path, secret)| ((about, path), secret)));
    }
}

/// The secrets in the newest letters, oldest first, so that a newer one takes the place of an older.
pub(super) fn look(tx: &mut Tx<'_, '_>) -> Result<Vec<(Uuid, &'static str, String)>, Error> {
    let letters = outbox(tx, None, LOOK)?;
    let found = letters.iter().rev().flat_map(|l| {
        let of = move |path: &'static str| Some((l.related?, path, secret(&l.body, path)?));
        PATHS.into_iter().filter_map(of)
    });
    Ok(found.collect())
}

/// Requests of the last letters that nobody in the demo has heard of yet: whose letter it was, and about which
/// referral. The clock of the product passes late referrals on by itself.
pub(super) fn news(tx: &mut Tx<'_, '_>, known: &BTreeSet<Uuid>) -> Result<Vec<(String, Uuid)>, Error> {
    let mut letters = outbox(tx, None, 120)?;
    letters.reverse();
    let asks = letters.into_iter().filter(|l| l.kind == "referrals.request");
    let new = asks.filter_map(|l| Some((l.to, l.related?))).filter(|(_, about)| !known.contains(about));
    Ok(new.collect())
}

fn secret(body: &str, path: &str) -> Option<String> {
    let rest = &body[body.find(path)? + path.len()..];
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
    Some(rest[..end].to_owned()).filter(|s| s.len() >= 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_ends_where_the_address_does() {
        let body = "Please answer:\nhttp://127.0.0.1:8080/a/AbC_dEf-0123456789xyz\n\nThank you";
        assert_eq!(secret(body, "/a/").as_deref(), Some("AbC_dEf-0123456789xyz"));
        assert_eq!(secret(body, "/c/"), None);
        assert_eq!(secret("see /a/ above", "/a/"), None);
    }
}

//! How the partnership is set up.

use crate::model::{Partnership, SETTING_KEYS};
use crate::store;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx};

/// The partnership's settings.
///
/// # Errors
/// [`Error::Internal`] when a stored setting cannot be used; the database's.
pub fn partnership(tx: &mut Tx<'_, '_>) -> Result<Partnership, Error> {
    let texts = store::settings(tx)?;
    Partnership::from_texts(texts.iter().map(|(k, v)| (k.as_str(), v.as_str())))
        .map_err(|e| Error::Internal(format!("partnership setting {e}")))
}

/// Changes one setting by key.
///
/// # Errors
/// As [`configure`].
pub fn set(tx: &mut Tx<'_, '_>, key: &str, value: &str) -> Result<(), Error> {
    configure(tx, &[(key, value)])
}

/// Changes settings; all of them, or none when one is wrong.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] with the setting's key as the field.
pub fn configure(tx: &mut Tx<'_, '_>, changes: &[(&str, &str)]) -> Result<(), Error> {
    tx.require(Kind::Setting, Action::Write)?;
    let mut texts = store::settings(tx)?;
    for (key, value) in changes {
        if !SETTING_KEYS.contains(key) {
            return Err(FieldErrors::one(key, "partners-error-no-such-setting"));
        }
        texts.retain(|(k, _)| k != key);
        texts.push(((*key).to_owned(), (*value).to_owned()));
    }
    let checked = Partnership::from_texts(texts.iter().map(|(k, v)| (k.as_str(), v.as_str())))
        .map_err(|e| FieldErrors::one(e.key, e.message))?;
    for (key, value) in checked.to_texts() {
        if changes.iter().any(|(k, _)| *k == key) {
            store::put_setting(tx, key, &value)?;
            tx.audit(Action::Write, Kind::Setting, None, None, key)?;
        }
    }
    Ok(())
}

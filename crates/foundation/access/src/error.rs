//! The one error at the edge. Pages, problem+json and the command line render it; rooms convert into it.

use tandem_store::StoreError;

/// A message of the catalogue with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Key in the Fluent catalogue.
    pub key: &'static str,
    /// Named arguments.
    pub args: Vec<(&'static str, String)>,
}

/// What is wrong with each field of an input; never empty inside [`Error::Invalid`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<(String, Message)>);

impl FieldErrors {
    /// No fault yet.
    pub fn new() -> Self {
        Self::default()
    }
    /// Notes a fault of `field`; `key` is a message of the catalogue.
    pub fn add(&mut self, field: &str, key: &'static str) -> &mut Self {
        self.add_with(field, key, vec![])
    }
    /// As [`FieldErrors::add`], with arguments for the message.
    pub fn add_with(
        &mut self,
        field: &str,
        key: &'static str,
        args: Vec<(&'static str, String)>,
    ) -> &mut Self {
        self.0.push((field.to_owned(), Message { key, args }));
        self
    }
    /// One fault, ready to return.
    pub fn one(field: &str, key: &'static str) -> Error {
        let mut errors = Self::new();
        errors.add(field, key);
        Error::Invalid(errors)
    }
    /// Whether there is no fault.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// `Ok` when there is no fault.
    ///
    /// # Errors
    /// [`Error::Invalid`] with all that was noted.
    pub fn into_result(self) -> Result<(), Error> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }
    /// Field and message, in the order noted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Message)> {
        self.0.iter().map(|(f, m)| (f.as_str(), m))
    }
    /// The first message of one field.
    pub fn of(&self, field: &str) -> Option<&Message> {
        self.0.iter().find(|(f, _)| f == field).map(|(_, m)| m)
    }
}

/// The one error at the edge.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or the viewer may not know that it does: the two answer alike.
    #[error("not found")]
    NotFound,
    /// The viewer's role does not handle this kind of fact.
    #[error("forbidden")]
    Forbidden,
    /// The input has faults, field by field.
    #[error("invalid input: {0:?}")]
    Invalid(FieldErrors),
    /// The state has moved on (already answered, already used); `code` is a message key that says what happened.
    #[error("conflict: {code}")]
    Conflict {
        /// A message of the catalogue.
        code: &'static str,
    },
    /// Overload or a dependency that is away: come back after so many seconds.
    #[error("unavailable, retry after {retry_after_s} s")]
    Unavailable {
        /// Seconds for `Retry-After`.
        retry_after_s: u32,
    },
    /// Too many tries or requests from one caller: come back after so many seconds.
    #[error("too many requests, retry after {retry_after_s} s")]
    TooMany {
        /// Seconds for `Retry-After`.
        retry_after_s: u32,
    },
    /// The disk is full: reads of public data go on, nothing was written.
    #[error("insufficient storage")]
    StorageFull,
    /// A fault of ours; the text goes to the log, never to the page.
    #[error("internal: {0}")]
    Internal(String),
    /// PostgreSQL asked for the transaction again; the store retries, rooms never see it.
    #[doc(hidden)]
    #[error("retry")]
    Retry,
}

impl From<StoreError> for Error {
    fn from(e: StoreError) -> Self {
        match e {
            StoreError::NotFound => Error::NotFound,
            StoreError::Busy => Error::Unavailable { retry_after_s: 1 },
            StoreError::DiskFull => Error::StorageFull,
            StoreError::Retry => Error::Retry,
            StoreError::Fence(text) => {
                tracing::warn!(target: "tandem::fence", "{text}");
                Error::NotFound
            }
            other => Error::Internal(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record that is hidden and one that does not exist answer alike: what the fence refuses is not found.
    #[test]
    fn what_the_database_refuses_is_said_without_telling_why() {
        assert!(matches!(Error::from(StoreError::Fence("a row of another".into())), Error::NotFound));
        assert!(matches!(Error::from(StoreError::NotFound), Error::NotFound));
        assert!(matches!(Error::from(StoreError::Busy), Error::Unavailable { retry_after_s: 1 }));
        assert!(matches!(Error::from(StoreError::DiskFull), Error::StorageFull));
        assert!(matches!(Error::from(StoreError::Retry), Error::Retry));
        let other = Error::from(StoreError::Url("x".into()));
        assert!(matches!(other, Error::Internal(_)), "{other:?}");
    }

    #[test]
    fn an_input_without_a_fault_is_no_error() {
        let mut faults = FieldErrors::new();
        assert!(faults.is_empty() && faults.of("name").is_none());
        assert!(faults.clone().into_result().is_ok());
        faults.add("name", "error-name").add_with("age", "error-age", vec![("most", "120".into())]);
        assert!(!faults.is_empty());
        assert_eq!(
            faults.iter().map(|(f, m)| (f, m.key)).collect::<Vec<_>>(),
            [("name", "error-name"), ("age", "error-age")]
        );
        assert_eq!(faults.of("age").map(|m| (m.key, m.args.len())), Some(("error-age", 1)));
        assert!(faults.of("place").is_none());
        assert!(matches!(faults.clone().into_result(), Err(Error::Invalid(all)) if all == faults));
        assert!(
            matches!(FieldErrors::one("name", "error-name"), Error::Invalid(all) if all.of("name").is_some())
        );
    }
}

//! What a browser sent: query or urlencoded body, every value kept for the page that has to be shown again.

use crate::{App, PageError};
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::Method;
use tandem_access::{Error, FieldErrors, Uuid};

/// Names and values in the order sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Reads `a=1&b=2`.
    pub fn parse(encoded: &[u8]) -> Form {
        Form(form_urlencoded::parse(encoded).into_owned().collect())
    }
    /// A form holding these values, to fill a page from the database.
    pub fn of<K: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (K, V)>) -> Form {
        Form(pairs.into_iter().map(|(k, v)| (k.into(), v.into())).collect())
    }
    /// The first value of `name` without surrounding space; empty when absent.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v.trim())
    }
    /// The first value if it is not empty.
    pub fn opt(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|v| !v.is_empty())
    }
    /// Every value of `name`.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(k, _)| k == name).map(|(_, v)| v.trim()).collect()
    }
    /// Whether `name` was sent (a checked box, a pressed button).
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(k, _)| k == name)
    }
    /// An id, if the value is one.
    pub fn id(&self, name: &str) -> Option<Uuid> {
        self.text(name).parse().ok()
    }
    /// A whole number, if the value is one.
    pub fn int(&self, name: &str) -> Option<i64> {
        self.text(name).parse().ok()
    }
    /// A required text; notes `required` (message key) when it is empty.
    pub fn required<'f>(&'f self, name: &str, errors: &mut FieldErrors) -> &'f str {
        let value = self.text(name);
        if value.is_empty() {
            errors.add(name, "error-required");
        }
        value
    }
    /// Every pair, for hidden fields and links that keep the filters.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }
    /// The same values with `name` set to `value` (left out when empty), as a query string without `?`.
    pub fn with(&self, name: &str, value: &str) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        for (k, v) in &self.0 {
            if k != name && !v.is_empty() {
                out.append_pair(k, v);
            }
        }
        if !value.is_empty() {
            out.append_pair(name, value);
        }
        out.finish()
    }
}

/// From the query for GET, from the body for POST.
impl FromRequest<App> for Form {
    type Rejection = PageError;

    async fn from_request(req: Request, state: &App) -> Result<Self, PageError> {
        if req.method() == Method::GET || req.method() == Method::HEAD {
            return Ok(Form::parse(req.uri().query().unwrap_or_default().as_bytes()));
        }
        let body = Bytes::from_request(req, state)
            .await
            .map_err(|_| PageError(FieldErrors::one("", "error-body-too-large")))?;
        if std::str::from_utf8(&body).is_err() {
            return Err(PageError(FieldErrors::one("", "error-encoding")));
        }
        Ok(Form::parse(&body))
    }
}

/// Splits off the faults of a form, which are shown on its page again; anything else becomes a page of its own.
///
/// # Errors
/// Every error but [`Error::Invalid`].
pub fn faults<T>(result: Result<T, Error>) -> Result<Result<T, FieldErrors>, Error> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(Error::Invalid(errors)) => Ok(Err(errors)),
        Err(e) => Err(e),
    }
}

/// A text as one part of an address: everything but letters, digits, `-`, `_` and `.` is percent-encoded.
pub fn path_segment(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect()
}

/// Reads a path id; anything else is not found, like an id that does not exist.
///
/// # Errors
/// [`Error::NotFound`].
pub fn path_id(text: &str) -> Result<Uuid, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

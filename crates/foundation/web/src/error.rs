//! The one error at the edge, rendered as a page by the outermost layer, which knows language and look.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use tandem_access::Error;

/// What handlers return.
pub type Answer = Result<Response, PageError>;

/// An [`Error`] on its way to a page; `?` makes one.
#[derive(Debug)]
pub struct PageError(pub Error);

impl<E: Into<Error>> From<E> for PageError {
    fn from(e: E) -> Self {
        PageError(e.into())
    }
}

/// Kept in the response's extensions for the layer that renders it.
#[derive(Clone)]
pub(crate) struct Failed {
    pub(crate) status: StatusCode,
    /// Message keys: `error-<word>-title` and `error-<word>-text`.
    pub(crate) word: &'static str,
    /// A message key that says more.
    pub(crate) detail: Option<&'static str>,
}

impl Failed {
    pub(crate) fn new(status: StatusCode, word: &'static str) -> Failed {
        Failed { status, word, detail: None }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let (mut failed, retry) = match self.0 {
            Error::NotFound => (Failed::new(StatusCode::NOT_FOUND, "not-found"), None),
            Error::Forbidden => (Failed::new(StatusCode::FORBIDDEN, "forbidden"), None),
            Error::Invalid(fields) => {
                let mut failed = Failed::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid");
                failed.detail = fields.iter().next().map(|(_, m)| m.key);
                (failed, None)
            }
            Error::Conflict { code } => {
                let mut failed = Failed::new(StatusCode::CONFLICT, "conflict");
                failed.detail = Some(code);
                (failed, None)
            }
            Error::Unavailable { retry_after_s } => {
                (Failed::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable"), Some(retry_after_s))
            }
            Error::TooMany { retry_after_s } => {
                (Failed::new(StatusCode::TOO_MANY_REQUESTS, "too-many"), Some(retry_after_s))
            }
            Error::StorageFull => (Failed::new(StatusCode::INSUFFICIENT_STORAGE, "storage"), None),
            Error::Internal(text) => {
                tracing::error!(target: "tandem::web", "{text}");
                (Failed::new(StatusCode::INTERNAL_SERVER_ERROR, "internal"), None)
            }
            Error::Retry => (Failed::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable"), Some(1)),
        };
        if failed.detail == Some("") {
            failed.detail = None;
        }
        let mut response = failed.status.into_response();
        if let Some(seconds) = retry {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(failed);
        response
    }
}

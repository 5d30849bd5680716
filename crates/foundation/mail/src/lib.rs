//! E-mail, text messages and webhooks. A room writes a message in its own transaction ([`send_email`], [`send_text`]); a worker
//! sends it afterwards ([`Mailer`], [`Texter`]), never inside a request, with retries, and says when it gave up.
//!
//! Delivery is at least once: a worker killed between sending and noting sends again, with the same Message-ID
//! (e-mail) or the same Idempotency-Key (text), so that the reader sees one message.

mod address;
mod hook;
mod outbox;
pub mod retry;
mod smtp;
mod subject;
mod text;
mod worker;

pub use address::{base_url, set_base_url, url};
pub use hook::Hooks;
pub use outbox::{
    Calendar, CalendarMethod, Email, OutboxLine, SEALED, Status, TextMessage, outbox, send_email,
    send_invitation, send_text,
};
pub use smtp::{Mailer, SmtpSettings};
pub use subject::{Subject, names_health};
pub use text::{GatewaySettings, Texter};
pub use worker::{Delivered, forget_old};

use tandem_access::{Fence, Migration, migrations};

/// This crate's migrations.
pub const MIGRATIONS: &[Migration] = migrations!("mail", "0001_mail");

/// This crate's row fences: anybody's action may put a message in; only the system takes one out or reads it, because
/// letters hold secret links.
pub fn fences() -> Vec<Fence> {
    ["email_outbox", "text_outbox"]
        .into_iter()
        .map(|table| Fence::custom(table, "viewer_kind() = 'system'", "1 = 1"))
        .collect()
}

/// A setting that cannot be used: what is wrong and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SettingError(pub String);

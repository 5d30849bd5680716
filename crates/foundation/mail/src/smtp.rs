//! E-mail over SMTP.

use crate::SettingError;
use crate::outbox::{Claimed, EMAILS};
use crate::retry::Outcome;
use crate::worker::{Delivered, pass};
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;
use tandem_access::{Error, Store};

/// Where letters go and who they come from.
#[derive(Debug, Clone)]
pub struct SmtpSettings {
    /// `smtps://user:password@host`, `smtp+starttls://user:password@host`, or `smtp://` for a server on this machine.
    pub url: String,
    /// `Riverton Together <hello@riverton.example>`.
    pub from: String,
    /// Keep the words of sent letters (the demo's outbox); else they are erased.
    pub keep: bool,
}

/// Sends letters.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    keep: bool,
}

/// Longer than that, a server is away. Shorter than the lease of a claimed letter.
const TIMEOUT: Duration = Duration::from_secs(60);

impl Mailer {
    /// Reads the settings; connects to nobody yet.
    ///
    /// # Errors
    /// What is wrong with the URL or the sender, and how to mend it.
    pub fn new(settings: &SmtpSettings) -> Result<Mailer, SettingError> {
        let from: Mailbox = settings.from.parse().map_err(|e| {
            SettingError(format!(
                "the sender `{}` is not an address ({e}); write it as: Riverton Together <hello@riverton.example>",
                settings.from
            ))
        })?;
        let url = lettre_url(&settings.url)?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url)
            .map_err(|e| {
                // The URL holds a password: the message does not.
                SettingError(format!("the SMTP URL cannot be used: {e}; write smtps://user:password@host"))
            })?
            .timeout(Some(TIMEOUT))
            .build();
        Ok(Mailer { transport, from, keep: settings.keep })
    }

    /// Sends what is due. Call it about once a second, and never in a request.
    ///
    /// # Errors
    /// The database's; a server's refusals are noted at the letter.
    pub async fn deliver_due(&self, store: &Store) -> Result<Delivered, Error> {
        pass(store, &EMAILS, self.keep, |letter| self.send(letter)).await
    }

    async fn send(&self, letter: Claimed) -> Outcome {
        let message = match self.message(&letter) {
            Ok(message) => message,
            Err(why) => return Outcome::Refused(why),
        };
        match self.transport.send(message).await {
            Ok(_) => Outcome::Sent,
            Err(e) if e.is_permanent() => Outcome::Refused(said(&e)),
            Err(e) => Outcome::Later(said(&e)),
        }
    }

    /// The same bytes at each try: Message-ID from the letter's id, Date from when it was written.
    fn message(&self, letter: &Claimed) -> Result<Message, String> {
        let to: lettre::Address = letter.to.parse().map_err(|e| format!("address: {e}"))?;
        let domain = self.from.email.domain();
        let builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.subject.clone())
            .message_id(Some(format!("<{}@{domain}>", letter.id)))
            .date(letter.created_at.into())
            // Vacation programs do not answer, and no list of these letters is kept on the way.
            .header(AutoSubmitted);
        let plain = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(letter.body.clone());
        // From the plainest to the richest, as RFC 2046 wants it: a calendar program takes the last part that it knows.
        let mut parts = vec![];
        if let Some(html) = &letter.html {
            parts.push(SinglePart::builder().header(ContentType::TEXT_HTML).body(html.clone()));
        }
        if let Some(calendar) = &letter.calendar {
            let kind = format!("text/calendar; method={}; charset=utf-8", calendar.method.word());
            let kind = ContentType::parse(&kind).map_err(|e| format!("calendar: {e}"))?;
            parts.push(SinglePart::builder().header(kind).body(calendar.ics.clone()));
        }
        if parts.is_empty() {
            builder.singlepart(plain)
        } else {
            let whole = MultiPart::alternative().singlepart(plain);
            builder.multipart(parts.into_iter().fold(whole, MultiPart::singlepart))
        }
        .map_err(|e| format!("message: {e}"))
    }
}

/// What the server said, with the cause below it.
fn said(e: &lettre::transport::smtp::Error) -> String {
    match std::error::Error::source(e) {
        Some(cause) if !e.to_string().contains(&cause.to_string()) => format!("{e}: {cause}"),
        _ => e.to_string(),
    }
}

/// Our schemes in lettre's: `smtp+starttls` requires TLS; bare `smtp` is for this machine only, since letters hold
/// secret links.
fn lettre_url(url: &str) -> Result<String, SettingError> {
    let Some((scheme, rest)) = url.split_once("://") else {
        return Err(SettingError("the SMTP URL has no scheme; write smtps://user:password@host".into()));
    };
    let join = |parameter: &str| {
        let sign = if rest.contains('?') { '&' } else { '?' };
        format!("smtp://{rest}{sign}{parameter}")
    };
    match scheme {
        "smtps" => Ok(url.to_owned()),
        "smtp+starttls" => Ok(join("tls=required")),
        "smtp" if is_this_machine(rest) => Ok(format!("smtp://{rest}")),
        "smtp" => Err(SettingError(
            "smtp:// sends letters in the clear, which is only for a server on this machine (127.0.0.1 or \
             localhost); write smtps:// or smtp+starttls://"
                .into(),
        )),
        other => Err(SettingError(format!(
            "the SMTP URL begins with `{other}`; write smtps://, smtp+starttls:// or smtp://"
        ))),
    }
}

/// Whether the host of `user:password@host:port/…` is this machine.
pub(crate) fn is_this_machine(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, h)| h);
    let host = match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(h, _)| h),
    };
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// `Auto-Submitted: auto-generated` (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }
    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(url: &str) -> SmtpSettings {
        SmtpSettings {
            url: url.into(),
            from: "Riverton Together <hello@riverton.example>".into(),
            keep: false,
        }
    }

    #[tokio::test]
    async fn urls_that_protect_the_letters_are_taken() {
        for url in [
            "smtps://user:pass@mail.example",
            "smtp+starttls://user:pass@mail.example:587",
            "smtp://127.0.0.1:2525",
            "smtp://[::1]:2525",
            "smtp://localhost",
        ] {
            assert!(Mailer::new(&settings(url)).is_ok(), "{url}");
        }
    }

    #[tokio::test]
    async fn others_are_refused_without_printing_the_password() {
        for url in [
            "mail.example",
            "http://mail.example",
            "smtp://user:hunter2@mail.example",
            "smtp://127.0.0.1@mail.example:25",
            "smtps://user:hunter2@:bad",
        ] {
            let e = Mailer::new(&settings(url)).err().unwrap_or_else(|| panic!("{url}")).to_string();
            assert!(e.contains("smtps://") && !e.contains("hunter2"), "{e}");
        }
        let e = Mailer::new(&SmtpSettings { from: "nobody".into(), ..settings("smtp://localhost") });
        assert!(e.err().is_some_and(|e| e.to_string().contains("nobody")));
    }
}

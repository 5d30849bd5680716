//! Text messages over a gateway's HTTP interface: one POST of JSON for each message.
//!
//! Only the configured address is ever called: redirects are not followed, no proxy of the environment is used, and
//! nothing of a message becomes part of an address.

use crate::SettingError;
use crate::outbox::{Claimed, TEXTS};
use crate::retry::Outcome;
use crate::smtp::is_this_machine;
use crate::worker::{Delivered, pass};
use std::time::Duration;
use tandem_access::{Error, Store};

/// Where text messages go.
#[derive(Clone)]
pub struct GatewaySettings {
    /// The gateway's address, `https://` (or `http://` on this machine).
    pub url: String,
    /// Sent as `Authorization: Bearer …`, if set.
    pub token: Option<String>,
    /// Keep the words of sent messages (the demo's outbox).
    pub keep: bool,
}

impl std::fmt::Debug for GatewaySettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "GatewaySettings({}, ..)", self.url)
    }
}

/// Sends text messages.
pub struct Texter {
    agent: ureq::Agent,
    settings: GatewaySettings,
}

impl Texter {
    /// Reads the settings; connects to nobody yet.
    ///
    /// # Errors
    /// What is wrong with the address, and how to mend it.
    pub fn new(settings: GatewaySettings) -> Result<Texter, SettingError> {
        let fine = match settings.url.split_once("://") {
            Some(("https", rest)) => !rest.is_empty(),
            Some(("http", rest)) => is_this_machine(rest),
            _ => false,
        };
        if !fine || settings.url.contains(char::is_whitespace) {
            return Err(SettingError(format!(
                "the text gateway `{}` cannot be used; write its address with https:// (http:// only on this machine)",
                settings.url
            )));
        }
        let agent = ureq::Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(30)))
            .build()
            .new_agent();
        Ok(Texter { agent, settings })
    }

    /// Sends what is due. Call it about once a second, and never in a request.
    ///
    /// # Errors
    /// The database's; a gateway's refusals are noted at the message.
    pub async fn deliver_due(&self, store: &Store) -> Result<Delivered, Error> {
        pass(store, &TEXTS, self.settings.keep, |message| self.send(message)).await
    }

    async fn send(&self, message: Claimed) -> Outcome {
        let (agent, settings) = (self.agent.clone(), self.settings.clone());
        tokio::task::spawn_blocking(move || post(&agent, &settings, &message))
            .await
            .unwrap_or_else(|e| Outcome::Later(format!("the send stopped: {e}")))
    }
}

fn post(agent: &ureq::Agent, settings: &GatewaySettings, message: &Claimed) -> Outcome {
    let mut request = agent.post(&settings.url).header("Idempotency-Key", message.id.to_string());
    if let Some(token) = &settings.token {
        request = request.header("Authorization", format!("Bearer {token}"));
    }
    let body = serde_json::json!({ "id": message.id, "to": message.to, "body": message.body });
    outcome_of("the gateway", request.content_type("application/json").send(body.to_string()))
}

/// What an answer to a POST comes to. `who` answered.
pub(crate) fn outcome_of(
    who: &str,
    answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Outcome {
    match answer.map(|response| response.status().as_u16()) {
        Ok(200..=299) => Outcome::Sent,
        Ok(status @ (408 | 425 | 429)) => Outcome::Later(format!("{who} answered {status}")),
        Ok(status @ 300..=399) => {
            Outcome::Later(format!("{who} answered {status}; redirects are not followed"))
        }
        Ok(status @ 400..=499) => Outcome::Refused(format!("{who} answered {status}")),
        Ok(status) => Outcome::Later(format!("{who} answered {status}")),
        Err(e) => Outcome::Later(e.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_safe_address_is_taken() {
        let with = |url: &str| {
            Texter::new(GatewaySettings { url: url.into(), token: Some("s3cret".into()), keep: false })
        };
        assert!(with("https://gateway.example/send").is_ok());
        assert!(with("http://127.0.0.1:2600/send").is_ok());
        for bad in [
            "",
            "gateway.example",
            "http://gateway.example/",
            "http://127.0.0.1@evil.example/",
            "ftp://x",
            "https://",
        ] {
            assert!(with(bad).is_err(), "{bad}");
        }
        let shown = format!(
            "{:?}",
            GatewaySettings { url: "https://x".into(), token: Some("s3cret".into()), keep: false }
        );
        assert!(!shown.contains("s3cret"));
    }
}

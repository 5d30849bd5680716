//! How the program is told where things are: flags, then `TANDEM_*` variables, then a TOML file, then defaults.
//!
//! clap reads flags and variables; what they leave open comes from the file. A wrong value stops the start with the
//! place it came from and how to mend it.

use crate::keys::KeySource;
use clap::Args;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tandem_access::DatabaseUrl;
use tandem_mail::Hooks;

/// Flags and variables that every command takes.
#[derive(Args, Debug, Clone, Default)]
#[command(next_help_heading = "Settings")]
pub struct Given {
    /// TOML file with settings (default: tandem.toml, if it is there).
    #[arg(long, env = "TANDEM_CONFIG", global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// sqlite:PATH or postgres://USER@HOST/NAME (default: sqlite:tandem.db).
    #[arg(long, env = "TANDEM_DATABASE", global = true, value_name = "URL")]
    pub database: Option<String>,
    /// Address and port to listen on (default: 127.0.0.1:8080).
    #[arg(long, env = "TANDEM_LISTEN", global = true, value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// The address people reach the install at; links in e-mails start with it (default: http:// and the listen address).
    #[arg(long, env = "TANDEM_BASE_URL", global = true, value_name = "URL")]
    pub base_url: Option<String>,
    /// Outgoing mail: smtps://USER:PASSWORD@HOST or smtp+starttls://...; bare smtp:// only to this machine (default: none;
    /// mail waits in the outbox).
    #[arg(long, env = "TANDEM_SMTP", global = true, value_name = "URL", hide_env_values = true)]
    pub smtp: Option<String>,
    /// Sender of e-mails, `Name <address>`.
    #[arg(long, env = "TANDEM_MAIL_FROM", global = true, value_name = "MAILBOX")]
    pub mail_from: Option<String>,
    /// Text messages: an HTTP gateway that takes a JSON POST (default: none; texts wait in the outbox).
    #[arg(long, env = "TANDEM_TEXT_GATEWAY", global = true, value_name = "URL", hide_env_values = true)]
    pub text_gateway: Option<String>,
    /// Bearer token of the text gateway.
    #[arg(long, env = "TANDEM_TEXT_TOKEN", global = true, value_name = "TOKEN", hide_env_values = true)]
    pub text_token: Option<String>,
    /// Text messages that come in (votes): the token that a gateway shows when it posts them to /texts (default: none come in).
    #[arg(long, env = "TANDEM_TEXT_IN_TOKEN", global = true, value_name = "TOKEN", hide_env_values = true)]
    pub text_in_token: Option<String>,
    /// The number that people text to, as it is shown to them.
    #[arg(long, env = "TANDEM_TEXT_IN_NUMBER", global = true, value_name = "NUMBER")]
    pub text_in_number: Option<String>,
    /// Hosts that the server may call to tell partners' systems of changes, with commas between: ehr.example.org,
    /// ehr.example.org:8443, ehr.example.org=10.0.0.7 for a name inside your own network (default: none).
    #[arg(long, env = "TANDEM_WEBHOOK_HOSTS", global = true, value_name = "HOSTS")]
    pub webhook_hosts: Option<String>,
    /// The key file that names are kept under (default: the database's name with .keys at its end, beside it; for PostgreSQL
    /// tandem.keys). TANDEM_KEYS may hold its text instead.
    #[arg(long, env = "TANDEM_KEY_FILE", global = true, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// Days off of the business calendar, as dates with commas between: 2026-12-25,2027-01-01.
    #[arg(long, env = "TANDEM_HOLIDAYS", global = true, value_name = "DATES")]
    pub holidays: Option<String>,
    /// Business days, such as mon,tue,wed,thu,fri.
    #[arg(long, env = "TANDEM_BUSINESS_DAYS", global = true, value_name = "DAYS")]
    pub business_days: Option<String>,
}

/// The file's keys: the same words as the flags, with underscores.
#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields)]
struct File {
    database: Option<String>,
    listen: Option<String>,
    base_url: Option<String>,
    smtp: Option<String>,
    mail_from: Option<String>,
    text_gateway: Option<String>,
    text_token: Option<String>,
    text_in_token: Option<String>,
    text_in_number: Option<String>,
    webhook_hosts: Option<Vec<String>>,
    key_file: Option<PathBuf>,
    holidays: Option<Vec<String>>,
    business_days: Option<Vec<String>>,
}

/// The settings in force.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the data is.
    pub database: DatabaseUrl,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address people reach the install at, without a slash at its end.
    pub base_url: String,
    /// Outgoing mail.
    pub smtp: Option<String>,
    /// Sender of e-mails.
    pub mail_from: String,
    /// Text gateway.
    pub text_gateway: Option<String>,
    /// Its bearer token.
    pub text_token: Option<String>,
    /// The token of a gateway that hands text messages in.
    pub text_in_token: Option<String>,
    /// The number that people text to.
    pub text_in_number: Option<String>,
    /// Hosts that may be called, and no other.
    pub webhooks: Hooks,
    /// The keys that names are kept under.
    pub keys: KeySource,
    /// Holidays that replace the partnership's own, as the settings table holds them.
    pub holidays: Option<String>,
    /// Business days that replace the partnership's own.
    pub business_days: Option<String>,
}

impl Settings {
    /// Joins flags, variables and file.
    ///
    /// # Errors
    /// What is wrong, where it came from and how to mend it.
    pub fn load(given: &Given) -> Result<Settings, String> {
        let file = match &given.config {
            Some(path) => read(path)?,
            None if Path::new("tandem.toml").exists() => read(Path::new("tandem.toml"))?,
            None => File::default(),
        };
        let database = given.database.clone().or(file.database).unwrap_or_else(|| "sqlite:tandem.db".into());
        let database =
            database.parse().map_err(|e| format!("--database (TANDEM_DATABASE, database): {e}"))?;
        let keys = keys_of(given.key_file.clone().or(file.key_file.clone()), &database);
        let listen = given.listen.clone().or(file.listen).unwrap_or_else(|| "127.0.0.1:8080".into());
        let listen: SocketAddr = listen.parse().map_err(|_| {
            format!("--listen (TANDEM_LISTEN, listen): `{listen}` is no address; write 127.0.0.1:8080")
        })?;
        let base_url = given.base_url.clone().or(file.base_url).unwrap_or_else(|| format!("http://{listen}"));
        let base_url = base_url.trim_end_matches('/').to_owned();
        if !(base_url.starts_with("https://") || base_url.starts_with("http://")) || base_url.len() < 9 {
            return Err(format!(
                "--base-url (TANDEM_BASE_URL, base_url): `{base_url}` is no web address; write https://help.example.org"
            ));
        }
        let holidays = given.holidays.clone().or(file.holidays.map(|h| h.join(",")));
        let business_days = given.business_days.clone().or(file.business_days.map(|d| d.join(",")));
        tandem_partners::model::BusinessCalendar::parse(
            business_days.as_deref().unwrap_or("mon,tue,wed,thu,fri"),
            holidays.as_deref().unwrap_or_default(),
            "UTC",
        )
        .map_err(|e| format!("business calendar (--business-days, --holidays): {e}"))?;
        let smtp = given.smtp.clone().or(file.smtp).filter(|s| !s.is_empty());
        let text_gateway = given.text_gateway.clone().or(file.text_gateway).filter(|s| !s.is_empty());
        let text_token = given.text_token.clone().or(file.text_token).filter(|s| !s.is_empty());
        let text_in_token = given.text_in_token.clone().or(file.text_in_token).filter(|s| !s.is_empty());
        let text_in_number = given.text_in_number.clone().or(file.text_in_number).filter(|s| !s.is_empty());
        if text_in_token.as_ref().is_some_and(|token| token.len() < SHORTEST_TOKEN) {
            return Err(format!(
                "--text-in-token (TANDEM_TEXT_IN_TOKEN, text_in_token) is shorter than {SHORTEST_TOKEN} signs; make one with `openssl rand -hex 32`"
            ));
        }
        if text_in_number.is_some() && text_in_token.is_none() {
            return Err("--text-in-number (TANDEM_TEXT_IN_NUMBER, text_in_number) needs --text-in-token: without it no text comes in".into());
        }
        let hosts =
            given.webhook_hosts.clone().or(file.webhook_hosts.map(|h| h.join(","))).unwrap_or_default();
        let webhooks = Hooks::new(hosts.split(','))
            .map_err(|e| format!("--webhook-hosts (TANDEM_WEBHOOK_HOSTS, webhook_hosts): {e}"))?;
        let mail_from = given.mail_from.clone().or(file.mail_from);
        if smtp.is_some() && mail_from.is_none() {
            return Err("--mail-from (TANDEM_MAIL_FROM, mail_from) is missing: write `Our Partnership <help@example.org>`".into());
        }
        let mail_from = mail_from.unwrap_or_else(|| "Tandem <tandem@localhost>".into());
        Ok(Settings {
            database,
            listen,
            base_url,
            smtp,
            mail_from,
            text_gateway,
            text_token,
            text_in_token,
            text_in_number,
            webhooks,
            keys,
            holidays,
            business_days,
        })
    }
}

/// Who has the token votes for whomever they know a code of, and learns from the answers whether a code is one: too long to guess.
const SHORTEST_TOKEN: usize = 32;

/// A file that is named is meant; then the environment; then the usual place.
fn keys_of(named: Option<PathBuf>, database: &DatabaseUrl) -> KeySource {
    match (named, std::env::var("TANDEM_KEYS")) {
        (Some(path), _) => KeySource::File(path),
        (None, Ok(text)) if !text.trim().is_empty() => KeySource::Environment(text),
        (None, _) => KeySource::beside(database),
    }
}

fn read(path: &Path) -> Result<File, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("settings file {}: {e}", path.display()))?;
    toml::from_str(&text).map_err(|e| format!("settings file {}: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(f: impl FnOnce(&mut Given)) -> Given {
        let mut g = Given::default();
        f(&mut g);
        g
    }

    #[test]
    fn wrong_settings_say_where_and_how() {
        let e = Settings::load(&given(|g| g.database = Some("mysql://x".into()))).unwrap_err();
        assert!(e.contains("TANDEM_DATABASE") && e.contains("sqlite:PATH"), "{e}");
        let e = Settings::load(&given(|g| g.listen = Some("8080".into()))).unwrap_err();
        assert!(e.contains("127.0.0.1:8080"), "{e}");
        let e = Settings::load(&given(|g| g.smtp = Some("smtp://h:25".into()))).unwrap_err();
        assert!(e.contains("mail_from"), "{e}");
        let e = Settings::load(&given(|g| g.text_in_token = Some("short".into()))).unwrap_err();
        assert!(e.contains("TANDEM_TEXT_IN_TOKEN") && e.contains("32 signs"), "{e}");
        let e = Settings::load(&given(|g| g.text_in_number = Some("541-555-0100".into()))).unwrap_err();
        assert!(e.contains("--text-in-token"), "{e}");
        let e = Settings::load(&given(|g| g.webhook_hosts = Some("a.example,http://b.example".into())))
            .unwrap_err();
        assert!(e.contains("TANDEM_WEBHOOK_HOSTS") && e.contains("http://b.example"), "{e}");
        let e = Settings::load(&given(|g| g.holidays = Some("25.12.2026".into()))).unwrap_err();
        assert!(e.contains("2026-12-25"), "{e}");
    }

    #[test]
    fn flags_win_over_the_file_and_an_unknown_key_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("t.toml");
        std::fs::write(&path, "listen = \"127.0.0.1:9000\"\nbase_url = \"https://a.example\"\n").unwrap();
        let s = Settings::load(&given(|g| {
            g.config = Some(path.clone());
            g.listen = Some("127.0.0.1:9001".into());
        }))
        .unwrap();
        assert_eq!((s.listen.port(), s.base_url.as_str()), (9001, "https://a.example"));
        std::fs::write(&path, "lisen = \"x\"\n").unwrap();
        let e = Settings::load(&given(|g| g.config = Some(path))).unwrap_err();
        assert!(e.contains("lisen"), "{e}");
    }
}

//! Display choices, kept in a cookie of the browser: no account, no server record.

use crate::messages::Lang;
use axum::http::{HeaderMap, HeaderValue, header};

const COOKIE: &str = "tandem_prefs";
/// A year in seconds.
const KEEP: u32 = 31_536_000;

/// What a person chose on Display and language; empty parts follow the device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prefs {
    /// Language chosen by the person.
    pub lang: Option<Lang>,
    /// `light` or `dark`.
    pub theme: Option<&'static str>,
    /// `more`: yellow on black.
    pub contrast: Option<&'static str>,
    /// `large`: 140 %.
    pub size: Option<&'static str>,
    /// `off`: no single-letter shortcuts.
    pub keys: Option<&'static str>,
}

fn one_of(value: &str, allowed: &[&'static str]) -> Option<&'static str> {
    allowed.iter().copied().find(|a| *a == value)
}

impl Prefs {
    /// Sets one choice by the words of form and cookie; an unknown value means "as the device says".
    pub fn set(&mut self, name: &str, value: &str) {
        match name {
            "lang" => self.lang = Lang::from_code(value),
            "theme" => self.theme = one_of(value, &["light", "dark"]),
            "contrast" => self.contrast = one_of(value, &["more"]),
            "size" => self.size = one_of(value, &["large"]),
            "keys" => self.keys = one_of(value, &["off"]),
            _ => {}
        }
    }

    pub(crate) fn read(headers: &HeaderMap) -> Prefs {
        let mut prefs = Prefs::default();
        for (name, value) in form_urlencoded::parse(cookie(headers, COOKIE).unwrap_or_default().as_bytes()) {
            prefs.set(&name, &value);
        }
        prefs
    }

    /// The `Set-Cookie` value that keeps them.
    pub fn to_cookie(&self) -> HeaderValue {
        let mut text = form_urlencoded::Serializer::new(String::new());
        let lang = self.lang.map(Lang::code);
        for (name, value) in [
            ("lang", lang),
            ("theme", self.theme),
            ("contrast", self.contrast),
            ("size", self.size),
            ("keys", self.keys),
        ] {
            if let Some(value) = value {
                text.append_pair(name, value);
            }
        }
        HeaderValue::from_str(&format!(
            "{COOKIE}={}; Path=/; Max-Age={KEEP}; HttpOnly; SameSite=Lax",
            text.finish()
        ))
        .unwrap_or(HeaderValue::from_static("tandem_prefs=; Path=/"))
    }

    pub(crate) fn language(&self, headers: &HeaderMap) -> Lang {
        let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
        Lang::negotiate(self.lang.map(Lang::code), accept)
    }
}

/// One cookie's value.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(n, _)| *n == name)
        .map(|(_, v)| v)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_survive_the_cookie_and_nonsense_is_dropped() {
        let mut p = Prefs::default();
        p.set("lang", "es");
        p.set("theme", "dark");
        p.set("size", "enormous");
        let set = p.to_cookie();
        let sent = set.to_str().unwrap().split(';').next().unwrap().to_owned();
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_str(&format!("a=b; {sent}")).unwrap());
        assert_eq!(Prefs::read(&headers), p);
        assert_eq!(p.size, None);
    }
}

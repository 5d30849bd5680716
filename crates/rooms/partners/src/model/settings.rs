//! How a partnership is set up: texts by key in the database, types in the code.

use super::{Brand, BusinessCalendar};
use jiff::tz::TimeZone;

/// The settings a partnership has, with their defaults.
#[derive(Debug, Clone, PartialEq)]
pub struct Partnership {
    /// Its name.
    pub name: String,
    /// The place it serves, in words, such as "Riverton and Lake County".
    pub place: String,
    /// What it works on, in a sentence: new partners hear it, and talks with them are held against it.
    pub focus: String,
    /// A telephone number for people who would rather talk.
    pub phone: Option<String>,
    /// Its colour; `None` is the product's own.
    pub brand: Option<Brand>,
    /// Business days, holidays and time zone.
    pub calendar: BusinessCalendar,
    /// Business days in which an organization answers a referral.
    pub response_days: u32,
    /// From which age a minor decides alone about topics that state law treats apart.
    pub minor_ages: MinorAges,
    /// A demo: every page says so, and `/demo/outbox` exists.
    pub demo: bool,
    /// A demo whose history is still being made, or was broken off.
    pub demo_unfinished: bool,
}

/// The keys of the settings table. There are no others.
pub const SETTING_KEYS: [&str; 13] = [
    "name",
    "place",
    "focus",
    "phone",
    "brand_colour",
    "business_days",
    "holidays",
    "timezone",
    "response_days",
    "minor_age_substance_use",
    "minor_age_hiv",
    "minor_age_mental_health",
    "demo",
];

/// Ages that the partnership set in the place of the product's own table; `None` keeps the table's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MinorAges {
    /// Treatment for alcohol or drugs.
    pub substance_use: Option<i16>,
    /// HIV and other infections.
    pub hiv: Option<i16>,
    /// Mental health.
    pub mental_health: Option<i16>,
}

/// A setting that cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{key}: {why}")]
pub struct SettingError {
    /// The setting.
    pub key: &'static str,
    /// What is wrong and how to mend it.
    pub why: String,
    /// Key in the message catalogue.
    pub message: &'static str,
}

impl Default for Partnership {
    fn default() -> Self {
        Partnership {
            name: "Tandem".into(),
            place: String::new(),
            focus: String::new(),
            phone: None,
            brand: None,
            calendar: BusinessCalendar::parse(DEFAULT_DAYS, "", DEFAULT_ZONE)
                .unwrap_or_else(|_| unreachable!("the default calendar is tested")),
            response_days: 2,
            minor_ages: MinorAges::default(),
            demo: false,
            demo_unfinished: false,
        }
    }
}

/// What the setting `demo` says until the demo's history is made.
pub const DEMO_UNFINISHED: &str = "making";
const DEFAULT_DAYS: &str = "mon,tue,wed,thu,fri";
const DEFAULT_ZONE: &str = "America/New_York";
/// The keys of [`MinorAges`].
const AGE_KEYS: [&str; 3] = ["minor_age_substance_use", "minor_age_hiv", "minor_age_mental_health"];
/// Beyond this a clock means nothing to the person who waits.
const MOST_RESPONSE_DAYS: u32 = 10;

impl Partnership {
    /// Builds the settings from stored texts; what is missing keeps its default.
    ///
    /// # Errors
    /// The first setting that cannot be used.
    pub fn from_texts<'a>(
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Partnership, SettingError> {
        let mut p = Partnership::default();
        let (mut days, mut holidays, mut zone) =
            (DEFAULT_DAYS.to_owned(), String::new(), DEFAULT_ZONE.to_owned());
        for (key, value) in texts {
            match key {
                "name" => p.name = Self::name_of(value)?,
                "place" => p.place = value.trim().to_owned(),
                "focus" => p.focus = Self::focus_of(value)?,
                "phone" => p.phone = Self::phone_of(value)?,
                "brand_colour" => p.brand = Self::brand_of(value)?,
                "business_days" => value.clone_into(&mut days),
                "holidays" => value.clone_into(&mut holidays),
                "timezone" => value.clone_into(&mut zone),
                "response_days" => p.response_days = Self::response_days_of(value)?,
                "minor_age_substance_use" => p.minor_ages.substance_use = Self::age_of(AGE_KEYS[0], value)?,
                "minor_age_hiv" => p.minor_ages.hiv = Self::age_of(AGE_KEYS[1], value)?,
                "minor_age_mental_health" => p.minor_ages.mental_health = Self::age_of(AGE_KEYS[2], value)?,
                "demo" => {
                    p.demo_unfinished = value == DEMO_UNFINISHED;
                    p.demo = value == "1" || p.demo_unfinished;
                }
                // A key of a newer version: not this program's to judge.
                _ => {}
            }
        }
        p.calendar = BusinessCalendar::parse(&days, &holidays, &zone).map_err(|e| {
            use super::CalendarError as E;
            let (key, message) = match e {
                E::NoBusinessDay | E::Weekday(_) => ("business_days", "partners-error-business-days"),
                E::Holiday(_) => ("holidays", "partners-error-holidays"),
                E::TimeZone(_) => ("timezone", "partners-error-timezone"),
            };
            SettingError { key, why: e.to_string(), message }
        })?;
        Ok(p)
    }

    /// The settings as texts, in the order of [`SETTING_KEYS`].
    pub fn to_texts(&self) -> Vec<(&'static str, String)> {
        let age = |age: Option<i16>| age.map(|n| n.to_string()).unwrap_or_default();
        let holidays: Vec<String> = self.calendar.holidays().map(|d| d.to_string()).collect();
        vec![
            ("name", self.name.clone()),
            ("place", self.place.clone()),
            ("focus", self.focus.clone()),
            ("phone", self.phone.clone().unwrap_or_default()),
            ("brand_colour", self.brand.map(|b| b.to_string()).unwrap_or_default()),
            ("business_days", self.calendar.day_codes().join(",")),
            ("holidays", holidays.join(",")),
            ("timezone", self.calendar.zone().iana_name().unwrap_or("UTC").to_owned()),
            ("response_days", self.response_days.to_string()),
            (AGE_KEYS[0], age(self.minor_ages.substance_use)),
            (AGE_KEYS[1], age(self.minor_ages.hiv)),
            (AGE_KEYS[2], age(self.minor_ages.mental_health)),
            (
                "demo",
                if self.demo_unfinished { DEMO_UNFINISHED.into() } else { u8::from(self.demo).to_string() },
            ),
        ]
    }

    /// The time zone pages and clocks use.
    pub fn zone(&self) -> &TimeZone {
        self.calendar.zone()
    }

    fn name_of(text: &str) -> Result<String, SettingError> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name.chars().count() > 120 {
            let why = "write a name of 1 to 120 letters".to_owned();
            return Err(SettingError { key: "name", why, message: "partners-error-partnership-name" });
        }
        Ok(name)
    }

    fn focus_of(text: &str) -> Result<String, SettingError> {
        let focus = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if focus.chars().count() > 300 {
            let why = "write a sentence of at most 300 letters".to_owned();
            return Err(SettingError { key: "focus", why, message: "partners-error-focus" });
        }
        Ok(focus)
    }

    fn phone_of(text: &str) -> Result<Option<String>, SettingError> {
        let text = text.trim();
        let fine = text.len() <= 40
            && text.chars().any(|c| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || " ()+-.".contains(c));
        match (text.is_empty(), fine) {
            (true, _) => Ok(None),
            (_, true) => Ok(Some(text.to_owned())),
            _ => {
                let why = "write a telephone number such as (555) 555-0142".to_owned();
                Err(SettingError { key: "phone", why, message: "partners-error-phone" })
            }
        }
    }

    fn brand_of(text: &str) -> Result<Option<Brand>, SettingError> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        Brand::parse(text).map(Some).map_err(|e| SettingError {
            key: "brand_colour",
            why: e.to_string(),
            message: match e {
                super::BrandError::NotAColour => "partners-error-colour",
                super::BrandError::TooLight { .. } => "partners-error-colour-light",
            },
        })
    }

    /// An age, or nothing for the table's own.
    fn age_of(key: &'static str, text: &str) -> Result<Option<i16>, SettingError> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        text.trim().parse::<i16>().ok().filter(|n| (10..=21).contains(n)).map(Some).ok_or_else(|| {
            let why = "write an age from 10 to 21, or nothing".to_owned();
            SettingError { key, why, message: "partners-error-minor-age" }
        })
    }

    fn response_days_of(text: &str) -> Result<u32, SettingError> {
        text.trim().parse::<u32>().ok().filter(|n| (1..=MOST_RESPONSE_DAYS).contains(n)).ok_or_else(|| {
            let why = format!("write a whole number from 1 to {MOST_RESPONSE_DAYS}");
            SettingError { key: "response_days", why, message: "partners-error-response-days" }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn settings_read_back() {
        let texts = [
            ("name", "Riverton Together"),
            ("phone", "(555) 555-0142"),
            ("brand_colour", "#1b4d3e"),
            ("business_days", "mon,tue,wed,thu,fri,sat"),
            ("holidays", "2026-12-25,2026-01-01"),
            ("timezone", "America/Chicago"),
            ("response_days", "3"),
            ("demo", "1"),
        ];
        let p = Partnership::from_texts(texts).expect("settings");
        let again = p.to_texts();
        assert_eq!(again.iter().map(|(k, _)| *k).collect::<Vec<_>>(), SETTING_KEYS);
        assert_eq!(Partnership::from_texts(again.iter().map(|(k, v)| (*k, v.as_str()))), Ok(p.clone()));
        assert_eq!((p.response_days, p.demo, p.zone().iana_name()), (3, true, Some("America/Chicago")));
        assert_eq!(Partnership::from_texts([]), Ok(Partnership::default()));
    }

    #[test]
    fn a_wrong_setting_says_which_and_why() {
        for (key, value) in [
            ("name", " "),
            ("brand_colour", "#ffcc00"),
            ("phone", "call us"),
            ("business_days", ""),
            ("holidays", "Christmas"),
            ("timezone", "Riverton"),
            ("response_days", "0"),
            ("response_days", "11"),
        ] {
            let e = Partnership::from_texts([(key, value)]).expect_err(key);
            assert_eq!(e.key, key);
            assert!(!e.why.is_empty());
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_settings(key in proptest::sample::select(SETTING_KEYS.to_vec()), value in "\\PC{0,40}") {
            let _ = Partnership::from_texts([(key, value.as_str())]);
        }
    }
}

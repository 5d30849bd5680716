//! One entry of the ledger: what somebody gives and somebody else gets.

use jiff::Timestamp;
use jiff::civil::Date;
use tandem_access::Uuid;

/// What is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BenefitKind {
    /// Knowing how.
    Expertise,
    /// Figures and facts.
    Data,
    /// Rooms, beds, storage, vehicles.
    Space,
    /// People's working time.
    Staff,
    /// Money.
    Money,
    /// Doors that are opened to others.
    Connections,
    /// What one does not have to spend because of another.
    Savings,
}

impl BenefitKind {
    /// Every kind, in the order people read them.
    pub const ALL: [BenefitKind; 7] = [
        BenefitKind::Expertise,
        BenefitKind::Data,
        BenefitKind::Space,
        BenefitKind::Staff,
        BenefitKind::Money,
        BenefitKind::Connections,
        BenefitKind::Savings,
    ];

    /// The code that is stored.
    pub fn code(self) -> &'static str {
        match self {
            BenefitKind::Expertise => "expertise",
            BenefitKind::Data => "data",
            BenefitKind::Space => "space",
            BenefitKind::Staff => "staff",
            BenefitKind::Money => "money",
            BenefitKind::Connections => "connections",
            BenefitKind::Savings => "savings",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<BenefitKind> {
        BenefitKind::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// What somebody types.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BenefitDraft {
    /// Who gives; nothing is the partnership as a whole.
    pub from: Option<Uuid>,
    /// Who gets.
    pub to: Option<Uuid>,
    /// What.
    pub kind: Option<BenefitKind>,
    /// In words.
    pub words: String,
    /// How much, a whole number of units.
    pub quantity: String,
    /// Of what ("hours", "rides").
    pub unit: String,
    /// Worth in dollars, as typed.
    pub value: String,
    /// How the worth was found.
    pub valued_how: String,
    /// First day, ISO.
    pub began_on: String,
    /// Last day of a span, ISO.
    pub ended_on: String,
    /// Where this is known from.
    pub source: String,
}

/// A draft that holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Checked {
    pub(crate) kind: BenefitKind,
    pub(crate) words: String,
    pub(crate) quantity: Option<i64>,
    pub(crate) unit: String,
    pub(crate) value_cents: Option<i64>,
    pub(crate) valued_how: String,
    pub(crate) began_on: Date,
    pub(crate) ended_on: Option<Date>,
    pub(crate) source: String,
}

/// A field that cannot be saved, and the message that says why.
pub type Problem = (&'static str, &'static str);

/// An entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Benefit {
    /// Its id.
    pub id: Uuid,
    /// Who gives; nothing is the partnership as a whole.
    pub from: Option<Uuid>,
    /// Who gets.
    pub to: Option<Uuid>,
    /// What.
    pub kind: BenefitKind,
    /// In words.
    pub words: String,
    /// How much.
    pub quantity: Option<i64>,
    /// Of what.
    pub unit: String,
    /// Worth in cents.
    pub value_cents: Option<i64>,
    /// How the worth was found.
    pub valued_how: String,
    /// First day.
    pub began_on: Date,
    /// Last day.
    pub ended_on: Option<Date>,
    /// Where this is known from.
    pub source: String,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// By which member.
    pub recorded_by: Option<Uuid>,
    /// Taken back, and why.
    pub reversal: Option<Reversal>,
}

/// An entry that was taken back: it stays, and counts no more.
#[derive(Debug, Clone, PartialEq)]
pub struct Reversal {
    /// Why.
    pub why: String,
    /// When.
    pub at: Timestamp,
    /// By which member.
    pub by: Option<Uuid>,
}

const MAX_WORDS: usize = 1_000;
const MAX_LINE: usize = 200;
/// A trillion dollars: more is a slip of the hand.
const MOST_CENTS: i64 = 100_000_000_000_000;
const MOST_UNITS: i64 = 1_000_000_000;

/// Dollars as people write them ("1,250", "$12.50"), in cents; nothing where it is no amount.
pub(crate) fn cents(text: &str) -> Option<i64> {
    let plain: String =
        text.trim().trim_start_matches('$').chars().filter(|c| *c != ',' && *c != ' ').collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, "0"));
    let digits = |t: &str| !t.is_empty() && t.chars().all(|c| c.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 2 {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(part).filter(|c| *c <= MOST_CENTS)
}

impl BenefitDraft {
    /// The entry, or every fault.
    pub(crate) fn check(&self, today: Date) -> Result<Checked, Vec<Problem>> {
        let mut faults: Vec<Problem> = vec![];
        if self.from == self.to {
            faults.push(("to", "alliance-error-same"));
        }
        if self.kind.is_none() {
            faults.push(("kind", "alliance-error-choose"));
        }
        for (name, text, must, most) in [
            ("words", &self.words, true, MAX_WORDS),
            ("source", &self.source, true, MAX_LINE),
            ("unit", &self.unit, false, 60),
            ("valued_how", &self.valued_how, false, MAX_LINE),
        ] {
            if must && text.trim().is_empty() {
                faults.push((name, "error-required"));
            } else if text.chars().count() > most {
                faults.push((name, "alliance-error-long"));
            }
        }
        let quantity = self.quantity.replace([',', ' '], "");
        let quantity = match (quantity.as_str(), quantity.parse::<i64>()) {
            ("", _) => None,
            (_, Ok(n)) if (1..=MOST_UNITS).contains(&n) => Some(n),
            _ => {
                faults.push(("quantity", "alliance-error-quantity"));
                None
            }
        };
        if quantity.is_some() && self.unit.trim().is_empty() {
            faults.push(("unit", "alliance-error-unit"));
        }
        let value_cents = match self.value.trim() {
            "" => None,
            typed => {
                let found = cents(typed).filter(|c| *c > 0);
                if found.is_none() {
                    faults.push(("value", "alliance-error-value"));
                } else if self.valued_how.trim().is_empty() {
                    // A figure without its method is no figure.
                    faults.push(("valued_how", "alliance-error-valued-how"));
                }
                found
            }
        };
        let began_on = self.began_on.trim().parse::<Date>().ok();
        match began_on {
            None => faults.push(("began_on", "alliance-error-day")),
            Some(day) if day > today => faults.push(("began_on", "alliance-error-future")),
            Some(_) => {}
        }
        let ended_on = match self.ended_on.trim() {
            "" => None,
            typed => {
                let day = typed.parse::<Date>().ok();
                if day.is_none() || began_on.zip(day).is_some_and(|(from, to)| to < from) {
                    faults.push(("ended_on", "alliance-error-span"));
                }
                day
            }
        };
        match (self.kind, began_on) {
            (Some(kind), Some(began_on)) if faults.is_empty() => Ok(Checked {
                kind,
                words: self.words.trim().to_owned(),
                quantity,
                unit: if quantity.is_some() { self.unit.trim().to_owned() } else { String::new() },
                value_cents,
                valued_how: if value_cents.is_some() {
                    self.valued_how.trim().to_owned()
                } else {
                    String::new()
                },
                began_on,
                ended_on,
                source: self.source.trim().to_owned(),
            }),
            _ => Err(faults),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn draft() -> BenefitDraft {
        BenefitDraft {
            from: Some(Uuid::from_u128(1)),
            kind: Some(BenefitKind::Staff),
            words: "A driver on Thursdays".into(),
            began_on: "2026-01-08".into(),
            source: "Their letter of January".into(),
            ..BenefitDraft::default()
        }
    }

    #[test]
    fn an_entry_needs_two_sides_words_a_day_and_a_source() {
        let today = date(2026, 3, 1);
        assert!(draft().check(today).is_ok());
        let faults = BenefitDraft::default().check(today).expect_err("nothing is filled in");
        let fields: Vec<&str> = faults.iter().map(|f| f.0).collect();
        assert_eq!(fields, ["to", "kind", "words", "source", "began_on"]);
        assert_eq!(draft().check(date(2026, 1, 7)).expect_err("still to come")[0].0, "began_on");
        let back = BenefitDraft { ended_on: "2026-01-07".into(), ..draft() };
        assert_eq!(back.check(today).expect_err("ends before it begins")[0].0, "ended_on");
    }

    #[test]
    fn a_value_says_how_it_was_found_and_a_quantity_of_what() {
        let today = date(2026, 3, 1);
        let bare = BenefitDraft { value: "1,250.50".into(), ..draft() };
        assert_eq!(bare.check(today).expect_err("no method")[0], ("valued_how", "alliance-error-valued-how"));
        let valued = BenefitDraft { valued_how: "What a hired driver costs".into(), ..bare };
        assert_eq!(valued.check(today).expect("a value with its method").value_cents, Some(125_050));
        let hours = BenefitDraft { quantity: "40".into(), ..draft() };
        assert_eq!(hours.check(today).expect_err("forty of what?")[0].0, "unit");
    }

    #[test]
    fn dollars_are_read_as_people_write_them() {
        for (text, expected) in [
            ("12", Some(1200)),
            ("$1,250", Some(125_000)),
            ("0.5", Some(50)),
            ("12.345", None),
            ("-3", None),
            ("a lot", None),
            ("", None),
            ("1.", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(cents(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_an_amount(text in "\\PC{0,20}") {
            let _ = cents(&text);
        }
    }
}

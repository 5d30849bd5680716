//! Dates as people write them: `3/4/80`, `25-Dec-2006`, `3 de mayo de 1980`, the day numbers of a spreadsheet. How a column
//! writes them is found from its values, as one cell alone does not tell.

use crate::text::exists;
use std::time::{SystemTime, UNIX_EPOCH};

/// How the dates of a column are read. The default reads what one cell tells for itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// 3/4/1980 is the third of April.
    pub day_first: bool,
    /// The last year that two digits may mean, so that a birth is never in the future: with 2026, 26 is 2026 and 27 is
    /// 1927. At 0 a year of two digits is not read.
    pub latest_year: u16,
    /// Whole numbers are days as spreadsheets count them.
    pub serial: bool,
}

/// Which way a date of three numbers can be read, the year last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 25/12/1990.
    DayFirst,
    /// 12/25/1990.
    MonthFirst,
    /// 3/4/1990 may be the third of April and the fourth of March.
    Either,
}

/// The order that a cell shows; `None` where it makes no difference or the cell is no such date.
pub fn order(value: &str) -> Option<Order> {
    let parts = Parts::of(value);
    let [a, b, c] = parts.numbers;
    if parts.month.is_some() || parts.count < 3 || !matches!(c.len(), 2 | 4) {
        return None;
    }
    let small = |n: &str| n.parse::<u32>().ok().filter(|n| n.to_string().len() <= 2);
    match (small(a)?, small(b)?) {
        (13..=31, ..=12) => Some(Order::DayFirst),
        (..=12, 13..=31) => Some(Order::MonthFirst),
        (a @ 1..=12, b @ 1..=12) if a != b => Some(Order::Either),
        _ => None,
    }
}

/// Whether a cell may be the day number of a spreadsheet, from 1913 to 2036.
pub fn is_serial(value: &str) -> bool {
    serial(value).is_some_and(|n| (5_000..=50_000).contains(&n))
}

/// Months by their first letters or whole, in English and Spanish, folded.
const MONTHS: [&[&str]; 12] = [
    &["jan", "january", "ene", "enero"],
    &["feb", "february", "febrero"],
    &["mar", "march", "marzo"],
    &["apr", "april", "abr", "abril"],
    &["may", "mayo"],
    &["jun", "june", "junio"],
    &["jul", "july", "julio"],
    &["aug", "august", "ago", "agosto"],
    &["sep", "sept", "september", "set", "septiembre", "setiembre"],
    &["oct", "october", "octubre"],
    &["nov", "november", "noviembre"],
    &["dec", "december", "dic", "diciembre"],
];

/// The number of a month by its name.
fn month(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    MONTHS.iter().position(|names| names.contains(&word.as_str())).map(|m| m as u32 + 1)
}

/// The first three numbers of a cell, how many there are in all, and the month it names.
struct Parts<'a> {
    numbers: [&'a str; 3],
    count: usize,
    month: Option<u32>,
}

impl<'a> Parts<'a> {
    fn of(raw: &'a str) -> Parts<'a> {
        let mut parts = Parts { numbers: [""; 3], count: 0, month: None };
        let mut rest = raw;
        while let Some(start) = rest.find(char::is_alphanumeric) {
            rest = &rest[start..];
            let digits = rest.starts_with(|c: char| c.is_ascii_digit());
            let other = |c: char| !c.is_alphanumeric() || c.is_ascii_digit() != digits;
            let (word, after) = rest.split_at(rest.find(other).unwrap_or(rest.len()));
            rest = after;
            if digits {
                if let Some(place) = parts.numbers.get_mut(parts.count) {
                    *place = word;
                }
                parts.count += 1;
            } else if word == "T" && matches!(parts.count, 1 | 3) {
                // A time of day follows.
                break;
            } else if parts.month.is_none() {
                parts.month = month(word);
            }
        }
        parts
    }
}

impl Style {
    /// How a column writes its dates, from a sample of it: numbers where at least four in five are days of a spreadsheet;
    /// the day first where more of its dates can only be read so than the other way.
    pub fn of<'v>(values: impl Iterator<Item = &'v str>, latest_year: u16) -> Style {
        let (mut filled, mut serials, mut day, mut month) = (0, 0, 0, 0);
        for value in values.map(str::trim).filter(|v| !v.is_empty()) {
            filled += 1;
            serials += usize::from(is_serial(value));
            match order(value) {
                Some(Order::DayFirst) => day += 1,
                Some(Order::MonthFirst) => month += 1,
                Some(Order::Either) | None => {}
            }
        }
        Style { day_first: day > month, latest_year, serial: filled > 0 && serials * 5 >= filled * 4 }
    }

    /// A date as [`crate::text::date`] packs it.
    pub fn read(self, raw: &str) -> Option<u32> {
        if self.serial
            && let Some(days) = serial(raw.trim()).filter(|n| (1..=73_050).contains(n))
        {
            // Spreadsheets count from the last day of 1899, with a leap day in 1900 that never was.
            let (y, m, d) = of_days(i64::from(days) - 25_569);
            return packed(u32::try_from(y).ok()?, m, d);
        }
        let parts = Parts::of(raw);
        let [a, b, c] = parts.numbers;
        let number = |s: &str| s.parse::<u32>().ok();
        let short = self.latest_year > 0 && a.len() <= 2 && b.len() <= 2 && c.len() == 2;
        let (y, m, d) = match (parts.month, parts.count) {
            (Some(m), 2..) if a.len() == 4 => (number(a)?, m, number(b)?),
            (Some(m), 2..) => (self.year(b)?, m, number(a)?),
            (None, 1) if a.len() == 8 => (number(&a[..4])?, number(&a[4..6])?, number(&a[6..])?),
            (None, 3..) if a.len() == 4 => (number(a)?, number(b)?, number(c)?),
            (None, 3..) if short && number(a)? > 31 => (self.year(a)?, number(b)?, number(c)?),
            (None, 3..) if c.len() == 4 || short => {
                let (a, b, y) = (number(a)?, number(b)?, self.year(c)?);
                if a > 12 || (self.day_first && b <= 12) { (y, b, a) } else { (y, a, b) }
            }
            _ => return None,
        };
        packed(y, m, d)
    }

    /// A year of four digits, or of two where they are read.
    fn year(self, digits: &str) -> Option<u32> {
        let (year, latest) = (digits.parse::<u32>().ok()?, u32::from(self.latest_year));
        match digits.len() {
            4 => Some(year),
            2 if latest > 0 => {
                let year = latest / 100 * 100 + year;
                Some(if year > latest { year - 100 } else { year })
            }
            _ => None,
        }
    }
}

fn packed(y: u32, m: u32, d: u32) -> Option<u32> {
    ((200..3000).contains(&y) && m < 100 && d < 100 && m + d > 0).then_some(y << 14 | m << 7 | d)
}

/// A whole number, which a spreadsheet may have written as `33891.0`.
fn serial(value: &str) -> Option<u32> {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, "0"));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    (digits(whole) && digits(fraction)).then(|| whole.parse().ok()).flatten()
}

/// Are three values in ten or more dates, read as the column writes them? (Births are often unknown.) And do those that exist
/// spread over more than twenty years, as births do and visits do not?
pub fn births(values: &[&str]) -> (bool, bool) {
    let style = Style::of(values.iter().copied(), 2100);
    let dates: Vec<u32> =
        values.iter().filter(|v| v.trim().len() >= 5).filter_map(|v| style.read(v)).collect();
    let mut years: Vec<u32> = dates.iter().filter(|d| exists(**d)).map(|d| d >> 14).collect();
    years.sort_unstable();
    // A few wrong centuries do not make a spread.
    let edge = years.len() / 20;
    let spread = match (years.get(edge), years.iter().rev().nth(edge)) {
        (Some(first), Some(last)) => last - first,
        _ => 0,
    };
    (dates.len() * 10 >= values.len() * 3 && !dates.is_empty(), years.len() < 10 || spread > 20)
}

/// The columns of day, month and year where a date of birth stands in three of them.
pub fn in_three(header: &[String]) -> Option<[usize; 3]> {
    const PARTS: [&[&str]; 3] = [
        &["d", "dd", "day", "dia"],
        &["m", "mm", "mo", "month", "mes"],
        &["y", "yy", "yyyy", "yr", "year", "ano"],
    ];
    const BIRTH: [&str; 8] = [
        "dob",
        "birth",
        "birth date",
        "date of birth",
        "birthdate",
        "born",
        "nacimiento",
        "fecha de nacimiento",
    ];
    let folded: Vec<String> = header.iter().map(|name| crate::role::words_of(name)).collect();
    let find = |part: &[&str]| {
        folded.iter().position(|name| {
            let (first, rest) = name.split_once(' ').unwrap_or_default();
            let (before, last) = name.rsplit_once(' ').unwrap_or_default();
            let birth =
                |stem: &str| BIRTH.contains(&stem.trim_start_matches("of ").trim_start_matches("de "));
            (part.contains(&last) && birth(before)) || (part.contains(&first) && birth(rest))
        })
    };
    Some([find(PARTS[0])?, find(PARTS[1])?, find(PARTS[2])?])
}

/// What the column that day, month and year are put together in is called.
pub fn name_of_three(header: &[String], [day, month, year]: [usize; 3]) -> String {
    format!("{} + {} + {}", header[day], header[month], header[year])
}

/// Day, month and year as one cell that can be read one way only.
pub fn together(day: &str, month: &str, year: &str) -> String {
    let [day, month, year] = [day, month, year].map(str::trim);
    if day.is_empty() || month.is_empty() || year.is_empty() {
        return String::new();
    }
    let named = month.parse::<usize>().ok().and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    format!("{day} {} {year}", named.map_or(month, |names| names[0]))
}

/// The year it is.
#[expect(clippy::disallowed_methods, reason = "asked once for a file, and printed in its configuration")]
pub fn this_year() -> u16 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |t| t.as_secs());
    u16::try_from(of_days(i64::try_from(seconds / 86_400).unwrap_or_default()).0).unwrap_or_default()
}

/// Year, month and day of a day counted from the first of January 1970.
pub(crate) fn of_days(days: i64) -> (i64, u32, u32) {
    // Years begin in March here, so that the leap day is the last, and repeat every 400 years: 146,097 days.
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (date, month) = (day - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    (year + era * 400 + i64::from(month <= 2), month as u32, date as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: u32, m: u32, d: u32) -> Option<u32> {
        Some(y << 14 | m << 7 | d)
    }

    #[test]
    fn months_by_name_and_years_of_two_digits() {
        let style = Style { latest_year: 2026, ..Style::default() };
        for (raw, date) in [
            ("25-Dec-2006", day(2006, 12, 25)),
            ("3 de mayo de 1980", day(1980, 5, 3)),
            ("Mar 4 1990", day(1990, 3, 4)),
            ("OCT 4, 1990", day(1990, 10, 4)),
            ("Monday, March 4th, 1990", day(1990, 3, 4)),
            ("1990 Sept 4", day(1990, 9, 4)),
            ("6/22/63", day(1963, 6, 22)),
            ("6/22/26", day(2026, 6, 22)),
            ("6/22/27", day(1927, 6, 22)),
            ("22-dic-63", day(1963, 12, 22)),
            ("63-06-22", day(1963, 6, 22)),
            ("9/25/1960 12:00:00 AM", day(1960, 9, 25)),
            ("19600925T101500", day(1960, 9, 25)),
            ("May 1980", None),
            ("33891", None),
        ] {
            assert_eq!(style.read(raw), date, "{raw}");
        }
        assert_eq!(Style::default().read("6/22/63"), None, "nothing says which century");
    }

    #[test]
    fn a_column_tells_how_it_is_written() {
        let of = |values: &[&str]| Style::of(values.iter().copied(), 2026);
        assert!(of(&["25/12/1980", "01/02/1990"]).day_first);
        assert!(of(&["25/12/80", "01/02/90"]).day_first);
        assert!(!of(&["12/25/1980", "01/02/1990"]).day_first);
        assert!(!of(&["01/02/1990"]).day_first, "both are possible: month first, as in the United States");
        assert!(!of(&["1980-12-25", "25-Dec-1980"]).day_first);
        let serial = of(&["33891", "25547.0", "", "32346", "40000", "unknown"]);
        assert!(serial.serial && !of(&["33891", "unknown"]).serial && !of(&["19801225"]).serial);
        assert_eq!(serial.read("33891"), day(1992, 10, 14));
        assert_eq!(serial.read("61"), day(1900, 3, 1));
        assert_eq!(serial.read("1992-10-14"), day(1992, 10, 14), "a date among the numbers is read as one");
    }

    #[test]
    fn one_cell_tells_its_order_or_does_not() {
        for (raw, want) in [
            ("25/12/1990", Some(Order::DayFirst)),
            ("12-25-90", Some(Order::MonthFirst)),
            ("03/04/1990", Some(Order::Either)),
            ("04/04/1990", None),
            ("1990-03-04", None),
            ("3 Apr 1990", None),
            ("33891", None),
        ] {
            assert_eq!(order(raw), want, "{raw}");
        }
    }

    #[test]
    fn births_are_dates_of_many_years() {
        let of = |years: std::ops::Range<u32>| {
            let dates: Vec<String> = years.map(|y| format!("3/{}/{y}", 1 + y % 28)).collect();
            births(&dates.iter().map(String::as_str).collect::<Vec<_>>())
        };
        assert_eq!(of(1950..2000), (true, true));
        assert_eq!(of(2014..2026), (true, false));
        assert!(!births(&["F", "M", "F"]).0);
    }

    #[test]
    fn three_columns_are_one_date() {
        let header = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        let split = header(&["id", "dob_m", "dob_d", "dob_y"]);
        assert_eq!(in_three(&split), Some([2, 1, 3]));
        assert_eq!(name_of_three(&split, [2, 1, 3]), "dob_d + dob_m + dob_y");
        assert_eq!(in_three(&header(&["Birth Year", "Birth Month", "Birth Day"])), Some([2, 1, 0]));
        assert_eq!(
            in_three(&header(&["mes de nacimiento", "dia de nacimiento", "año de nacimiento"])),
            Some([1, 0, 2])
        );
        assert_eq!(in_three(&header(&["visit_m", "visit_d", "visit_y"])), None);
        let style = Style { day_first: true, latest_year: 2026, serial: false };
        assert_eq!(style.read(&together("3", "4", "1980")), day(1980, 4, 3));
        assert_eq!(style.read(&together("3", "abril", "80")), day(1980, 4, 3));
        assert_eq!(together("", "4", "1980"), "");
    }
}

//! How a column of birth dates is written: day or month first, in day numbers of a spreadsheet, with years of two digits. One cell does
//! not tell; the whole column does, or somebody says it, and what nobody says is refused.

use jiff::civil::Date;
use tandem_intake::report::Warning;
use tandem_linkage::dates::{self, Order, Style};
use tandem_linkage::text;

/// The order of day and month that somebody says a file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 3/4/1990 is the third of April.
    DayFirst,
    /// 3/4/1990 is the fourth of March.
    MonthFirst,
}

/// Values of a kind: how many, and the first of them with its line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Seen {
    count: u64,
    first: String,
    line: u64,
}

impl Seen {
    fn note(&mut self, value: &str, line: u64) {
        self.count += 1;
        if self.count == 1 {
            (self.first, self.line) = (value.chars().take(40).collect(), line);
        }
    }

    fn example(&self) -> String {
        format!("{} in line {}", self.first, self.line)
    }
}

/// What a column shows of how its dates are written, counted to the end of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Births {
    filled: u64,
    serial: Seen,
    day: Seen,
    month: Seen,
    either: Seen,
    short: Seen,
}

/// Why a column cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambiguous {
    /// A line that shows it.
    pub line: u64,
    /// What is not said.
    pub reason: String,
    /// How to say it.
    pub mend: &'static str,
}

const SAY: &str =
    "Import the file again with --dates day-first or --dates month-first, or write the dates as YYYY-MM-DD.";

/// How the dates of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    style: Style,
    /// A date that can only be read the other way round is refused.
    order: Option<DateOrder>,
    today: Date,
}

impl Births {
    /// Takes in a value of the column.
    pub fn note(&mut self, value: &str, line: u64) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        self.filled += 1;
        if dates::is_serial(value) {
            self.serial.note(value, line);
        }
        match dates::order(value) {
            Some(Order::DayFirst) => self.day.note(value, line),
            Some(Order::MonthFirst) => self.month.note(value, line),
            Some(Order::Either) => self.either.note(value, line),
            None => {}
        }
        // A year of two digits is read only where it is said which century it may be of.
        let with = Style { latest_year: 2100, ..Style::default() };
        if Style::default().read(value).is_none() && with.read(value).is_some() {
            self.short.note(value, line);
        }
    }

    /// How the column is read, and what of it somebody may object to.
    ///
    /// # Errors
    /// Dates that may be read both ways, where neither the column nor somebody says which.
    pub fn decide(&self, said: Option<DateOrder>, today: Date) -> Result<(Reading, Vec<Warning>), Ambiguous> {
        let (order, why) = match (said, self.day.count, self.month.count) {
            (Some(order), ..) => (Some(order), String::new()),
            (None, 0, 0) if self.either.count == 0 => (None, String::new()),
            (None, 0, 0) => {
                return Err(self.ambiguous("no date of the column tells which".to_owned()));
            }
            (None, _, 0) => (Some(DateOrder::DayFirst), self.day.example()),
            (None, 0, _) => (Some(DateOrder::MonthFirst), self.month.example()),
            // Each of them can be read one way only.
            (None, ..) if self.either.count == 0 => (None, String::new()),
            (None, ..) => {
                let (day, month) = (self.day.example(), self.month.example());
                let why = format!("the column has both orders ({day}, {month})");
                return Err(self.ambiguous(why));
            }
        };
        let serial = self.filled > 0 && self.serial.count * 5 >= self.filled * 4;
        let latest_year = u16::try_from(today.year()).unwrap_or_default();
        let style = Style { day_first: order == Some(DateOrder::DayFirst), latest_year, serial };
        let reading = Reading { style, order, today };
        Ok((reading, self.warnings(&reading, &why)))
    }

    fn ambiguous(&self, why: String) -> Ambiguous {
        let reason = format!(
            "{} birth dates, the first {}, may have the day or the month first, and {why}",
            self.either.count,
            self.either.example()
        );
        Ambiguous { line: self.either.line, reason, mend: SAY }
    }

    fn warnings(&self, reading: &Reading, why: &str) -> Vec<Warning> {
        let mut found = vec![];
        let mut warn = |message: String, mend: &str| {
            found.push(Warning { message, mend: mend.to_owned(), ..Warning::default() });
        };
        if self.either.count > 0 && !why.is_empty() {
            let (first, other) = match reading.order {
                Some(DateOrder::DayFirst) => ("day", "month-first"),
                _ => ("month", "day-first"),
            };
            warn(
                format!("birth dates are read with the {first} first in the whole column, because of {why}"),
                &format!("if that is wrong, correct that date or import the file again with --dates {other}"),
            );
        }
        if reading.style.serial {
            let (example, day) = (self.serial.example(), reading.iso(&self.serial.first));
            warn(
                format!(
                    "birth dates are numbers and are read as the days of a spreadsheet: {example} as {day}"
                ),
                "if that is wrong, format the column as YYYY-MM-DD in the spreadsheet and import the file again",
            );
        }
        if self.short.count > 0 {
            let (example, day) = (self.short.example(), reading.iso(&self.short.first));
            warn(
                format!(
                    "{} birth dates have years of two digits and are read as the last hundred years: {example} as {day}",
                    self.short.count
                ),
                "write years with four digits for whoever is older than that, and import the file again",
            );
        }
        found
    }
}

impl Reading {
    /// A date as ISO; one that cannot be stays as it is written, for the check to name it.
    pub fn iso(&self, value: &str) -> String {
        let other_way = match self.order {
            Some(DateOrder::DayFirst) => Some(Order::MonthFirst),
            Some(DateOrder::MonthFirst) => Some(Order::DayFirst),
            None => None,
        };
        if other_way.is_some() && dates::order(value) == other_way {
            return value.to_owned();
        }
        let read = |style: Style| style.read(value).filter(|date| text::exists(*date)).map(text::parts_of);
        let future = |(year, month, day): &(u32, u32, u32)| {
            let part = |n: &u32| i16::try_from(*n).unwrap_or(i16::MAX);
            let today = (self.today.year(), i16::from(self.today.month()), i16::from(self.today.day()));
            (part(year), part(month), part(day)) > today
        };
        // Nobody is born later this year: a year of two digits is then one of the century before.
        let before = Style { latest_year: self.style.latest_year.saturating_sub(1), ..self.style };
        let date = match read(self.style) {
            Some(date) if future(&date) => read(before).filter(|date| !future(date)).or(Some(date)),
            date => date,
        };
        date.map_or_else(|| value.to_owned(), |(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Date {
        Date::new(2026, 3, 4).expect("a day")
    }

    fn column(values: &[&str]) -> Births {
        let mut births = Births::default();
        values.iter().zip(2..).for_each(|(value, line)| births.note(value, line));
        births
    }

    fn read(values: &[&str], said: Option<DateOrder>) -> Vec<String> {
        let (reading, _) = column(values).decide(said, today()).expect("it is said");
        values.iter().map(|value| reading.iso(value)).collect()
    }

    #[test]
    fn one_date_decides_for_the_whole_column() {
        assert_eq!(read(&["02/07/1984", "25/12/1990"], None), ["1984-07-02", "1990-12-25"]);
        assert_eq!(read(&["02/07/1984", "12/25/1990"], None), ["1984-02-07", "1990-12-25"]);
        let (_, warnings) = column(&["02/07/1984", "25/12/1990"]).decide(None, today()).expect("it is said");
        assert!(
            warnings[0].message.contains("day first") && warnings[0].message.contains("25/12/1990 in line 3")
        );
        // However far down it stands: nothing is taken from a sample.
        let mut values = vec!["02/07/1984"; 5000];
        values.push("25/12/1990");
        assert_eq!(read(&values, None)[0], "1984-07-02");
    }

    #[test]
    fn what_may_be_both_is_refused_until_somebody_says_it() {
        let births = column(&["1990-12-25", "02/07/1984", "05/05/1990"]);
        let fault = births.decide(None, today()).expect_err("nobody says it");
        assert_eq!(fault.line, 3);
        assert!(fault.reason.starts_with("1 birth dates, the first 02/07/1984 in line 3"), "{fault:?}");
        assert!(fault.mend.contains("--dates day-first"));
        let values = ["1990-12-25", "02/07/1984"];
        assert_eq!(read(&values, Some(DateOrder::DayFirst)), ["1990-12-25", "1984-07-02"]);
        assert_eq!(read(&values, Some(DateOrder::MonthFirst)), ["1990-12-25", "1984-02-07"]);
        // Two orders in one column: what may be both is nobody's to guess, what may not is read as it must be.
        let mixed = ["25/12/1990", "12/25/1990", "02/07/1984"];
        let fault = column(&mixed).decide(None, today()).expect_err("both orders");
        assert!(fault.reason.contains("25/12/1990 in line 2, 12/25/1990 in line 3"), "{fault:?}");
        assert_eq!(read(&mixed[..2], None), ["1990-12-25", "1990-12-25"]);
        // Somebody said it: a date that says otherwise is left for the check to refuse.
        assert_eq!(read(&mixed, Some(DateOrder::DayFirst)), ["1990-12-25", "12/25/1990", "1984-07-02"]);
        // The same both ways, or written so that it cannot be mistaken.
        assert_eq!(
            read(&["05/05/1990", "3 Apr 1990", "1990-04-03"], None),
            ["1990-05-05", "1990-04-03", "1990-04-03"]
        );
    }

    #[test]
    fn years_of_two_digits_are_never_in_the_future() {
        let values = ["25/12/63", "03/03/26", "25/12/26", "01/01/27", "4-mar-26", "5-mar-26"];
        let want = ["1963-12-25", "2026-03-03", "1926-12-25", "1927-01-01", "2026-03-04", "1926-03-05"];
        assert_eq!(read(&values, None), want);
        let (_, warnings) = column(&values).decide(None, today()).expect("it is said");
        assert!(warnings[0].message.starts_with("6 birth dates have years of two digits"), "{warnings:?}");
        assert!(warnings[0].message.ends_with("25/12/63 in line 2 as 1963-12-25"), "{warnings:?}");
        // Four digits in the future stay, and are refused where people are checked.
        assert_eq!(read(&["25/12/2190"], None), ["2190-12-25"]);
    }

    #[test]
    fn months_by_name_and_day_numbers_of_a_spreadsheet() {
        let named = ["25-Dec-2006", "3 de mayo de 1980", "Mar 4 1990", "no"];
        assert_eq!(read(&named, None), ["2006-12-25", "1980-05-03", "1990-03-04", "no"]);
        let numbers = ["33891", "25547", "32346.0", "40000", "1992-10-14"];
        assert_eq!(
            read(&numbers, None),
            ["1992-10-14", "1969-12-10", "1988-07-22", "2009-07-06", "1992-10-14"]
        );
        let (_, warnings) = column(&numbers).decide(None, today()).expect("it is said");
        assert!(warnings[0].message.contains("33891 in line 2 as 1992-10-14"), "{warnings:?}");
        // One number among dates is none.
        assert_eq!(read(&["33891", "25/12/1990", "26/12/1990"], None)[0], "33891");
    }
}

//! Reads hours written for people ("Monday-Friday, 9-5; Saturday 10am-2pm") when there is one way to read them.
//!
//! Anything else (`by appointment`, `8-9` without am or pm, a name of a month) gives `None`, and the caller keeps the
//! words. Guessing wrong sends somebody to a locked door, so the bar is "a careful reader would not ask back".

use jiff::civil::Time;

use super::schedule::Schedule;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token {
    Day(u8),
    Days(&'static [u8]),
    Clock(Clock),
    Dash,
    Comma,
    Semicolon,
    Closed,
    AllDay,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Clock {
    hour: i8,
    minute: i8,
    half: Half,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Half {
    Am,
    Pm,
    /// 24-hour notation or noon and midnight: nothing left to decide.
    Fixed,
    Unsaid,
}

const EVERY_DAY: &[u8] = &[1, 2, 3, 4, 5, 6, 7];
const WEEKDAYS: &[u8] = &[1, 2, 3, 4, 5];
const WEEKEND: &[u8] = &[6, 7];

/// The schedules that a text says, or `None` when it could be read in two ways or holds more than hours.
pub fn parse_hours(text: &str) -> Option<Vec<Schedule>> {
    if text.len() > 400 {
        return None;
    }
    let tokens = tokens(text)?;
    let mut reader = Reader { tokens: &tokens, at: 0 };
    let mut schedules: Vec<Schedule> = Vec::new();
    let mut said_something = false;
    while reader.peek().is_some() {
        if reader.skip_separators() && reader.peek().is_none() {
            break;
        }
        let all_day_first = reader.take(Token::AllDay);
        let days = reader.days()?;
        if days.is_empty() && !all_day_first {
            return None;
        }
        let days = if days.is_empty() { EVERY_DAY.to_vec() } else { days };
        reader.take(Token::Comma);
        said_something = true;
        if all_day_first || reader.take(Token::AllDay) {
            schedules.push(Schedule::weekly(&days, Time::midnight(), Time::midnight()));
        } else if !reader.take(Token::Closed) {
            for (opens, closes) in reader.ranges()? {
                schedules.push(Schedule::weekly(&days, opens, closes));
            }
        }
    }
    let overlap = schedules.iter().enumerate().any(|(i, a)| schedules[..i].iter().any(|b| clash(a, b)));
    (said_something && !schedules.is_empty() && !overlap).then_some(schedules)
}

/// Two rules for one day whose times overlap: the text probably lists hours of different things.
fn clash(a: &Schedule, b: &Schedule) -> bool {
    let shared = a.byday.iter().any(|day| b.byday.contains(day));
    let later = |s: &Schedule| (s.opens_at, s.closes_at.filter(|&c| Some(c) > s.opens_at));
    let ((a_open, a_close), (b_open, b_close)) = (later(a), later(b));
    shared && (a_close.is_none_or(|end| b_open < Some(end)) && b_close.is_none_or(|end| a_open < Some(end)))
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    fn take(&mut self, token: Token) -> bool {
        let found = self.peek() == Some(token);
        self.at += usize::from(found);
        found
    }

    fn skip_separators(&mut self) -> bool {
        let start = self.at;
        while matches!(self.peek(), Some(Token::Comma | Token::Semicolon)) {
            self.at += 1;
        }
        self.at > start
    }

    /// `Monday`, `Monday-Friday`, `Monday, Tuesday and Thursday`, `Daily`.
    fn days(&mut self) -> Option<Vec<u8>> {
        let mut days = Vec::new();
        loop {
            match self.peek() {
                Some(Token::Day(from)) => {
                    self.at += 1;
                    let dash_day = (self.peek(), self.tokens.get(self.at + 1));
                    if let (Some(Token::Dash), Some(Token::Day(to))) = dash_day {
                        self.at += 2;
                        let mut day = from;
                        while day != *to {
                            days.push(day);
                            day = day % 7 + 1;
                        }
                        days.push(*to);
                    } else {
                        days.push(from);
                    }
                }
                Some(Token::Days(list)) => {
                    self.at += 1;
                    days.extend_from_slice(list);
                }
                _ => break,
            }
            let more = matches!(self.tokens.get(self.at + 1), Some(Token::Day(_) | Token::Days(_)));
            if more {
                self.take(Token::Comma);
            }
        }
        let before = days.len();
        days.sort_unstable();
        days.dedup();
        (days.len() == before).then_some(days)
    }

    /// `9-12, 1-5`.
    fn ranges(&mut self) -> Option<Vec<(Time, Time)>> {
        let mut ranges = Vec::new();
        loop {
            let Some(Token::Clock(from)) = self.peek() else { return None };
            self.at += 1;
            if !self.take(Token::Dash) {
                return None;
            }
            let Some(Token::Clock(to)) = self.peek() else { return None };
            self.at += 1;
            ranges.push(settle(from, to)?);
            let more = self.peek() == Some(Token::Comma)
                && matches!(self.tokens.get(self.at + 1), Some(Token::Clock(_)));
            if !more {
                return Some(ranges);
            }
            self.at += 1;
        }
    }
}

/// Decides am or pm where the text leaves it open; `None` when both are plausible.
fn settle(from: Clock, to: Clock) -> Option<(Time, Time)> {
    let (am, pm) = (Half::Am, Half::Pm);
    let earlier = (from.hour % 12, from.minute) < (to.hour % 12, to.minute);
    let (first, second) = match (from.half, to.half) {
        (Half::Unsaid, Half::Unsaid) => match (from.hour, to.hour) {
            // 9-5, 8:30-4:30, 9-12, 11-1: opens in the morning, closes later than that on the clock face.
            (6..=11, 12) => (am, pm),
            (6..=11, 1..=6) if !earlier && from.hour > to.hour => (am, pm),
            // 1-5, 12-4, 12:30-3: nobody means one in the morning.
            (12, 1..=6) => (pm, pm),
            (1..=5, 2..=6) if earlier => (pm, pm),
            _ => return None,
        },
        // "1-5 pm" shares its pm; "8:30-5 pm" cannot.
        (Half::Unsaid, half @ (Half::Am | Half::Pm)) => {
            let other = if half == am { pm } else { am };
            if to.hour == 12 {
                (other, half)
            } else if earlier {
                (half, half)
            } else {
                (other, half)
            }
        }
        // "9 am-5" has one reading; "9 am-11" has two.
        (half @ (Half::Am | Half::Pm), Half::Unsaid) => {
            let other = if half == am { pm } else { am };
            if earlier { return None } else { (half, other) }
        }
        (Half::Unsaid, Half::Fixed) => {
            // "9-noon", "8-midnight" (the evening is meant only if it says so).
            if to.hour == 12 && (6..=11).contains(&from.hour) { (am, Half::Fixed) } else { return None }
        }
        (Half::Fixed, Half::Unsaid) => {
            if from.hour == 12 && to.hour <= 6 {
                (Half::Fixed, pm)
            } else {
                return None;
            }
        }
        (first, second) => (first, second),
    };
    let opens = at(from, first)?;
    let closes = at(to, second)?;
    (opens != closes).then_some((opens, closes))
}

fn at(clock: Clock, half: Half) -> Option<Time> {
    let hour = match half {
        Half::Am => clock.hour % 12,
        Half::Pm => clock.hour % 12 + 12,
        Half::Fixed | Half::Unsaid => clock.hour % 24,
    };
    Time::new(hour, clock.minute, 0, 0).ok()
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let lower =
        text.trim().to_lowercase().replace(['\u{2013}', '\u{2014}', '\u{2212}', '\u{2010}', '\u{2011}'], "-");
    let chars: Vec<char> = lower.chars().collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        match c {
            c if c.is_whitespace() => i += 1,
            '-' => {
                out.push(Token::Dash);
                i += 1;
            }
            ',' | '&' => {
                out.push(Token::Comma);
                i += 1;
            }
            ';' | '\u{2022}' => {
                out.push(Token::Semicolon);
                i += 1;
            }
            '.' | ':' => i += 1,
            c if c.is_ascii_digit() => i = number(&chars, i, &mut out)?,
            c if c.is_alphabetic() => i = word(&chars, i, &mut out)?,
            _ => return None,
        }
    }
    // "Monday and, Tuesday" and the like leave doubled commas; one is enough.
    out.dedup_by(|a, b| *a == Token::Comma && *b == Token::Comma);
    Some(out)
}

fn number(chars: &[char], start: usize, out: &mut Vec<Token>) -> Option<usize> {
    let digits = |from: usize| chars[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let length = digits(start);
    let value =
        |from: usize, count: usize| chars[from..from + count].iter().collect::<String>().parse::<i8>().ok();
    if length > 2 {
        return None;
    }
    let hour = value(start, length)?;
    let mut i = start + length;
    if hour == 24 && chars.get(i) == Some(&'/') && chars.get(i + 1) == Some(&'7') && digits(i + 1) == 1 {
        out.push(Token::AllDay);
        return Some(i + 2);
    }
    let rest: String = chars[i..].iter().take(12).collect();
    if hour == 24
        && (rest.trim_start_matches([' ', '-']).starts_with("hour") || rest.trim_start().starts_with("hrs"))
    {
        out.push(Token::AllDay);
        let word_start = chars[i..].iter().position(|c| c.is_alphabetic())? + i;
        return Some(word_start + chars[word_start..].iter().take_while(|c| c.is_alphabetic()).count());
    }
    let mut minute = 0;
    let mut colon = false;
    if chars.get(i) == Some(&':') && digits(i + 1) == 2 {
        minute = value(i + 1, 2)?;
        colon = true;
        i += 3;
    }
    let after: String = chars[i..].iter().filter(|c| !c.is_whitespace()).take(4).collect();
    let half = if after.starts_with("am") || after.starts_with("a.m") {
        Half::Am
    } else if after.starts_with("pm") || after.starts_with("p.m") {
        Half::Pm
    } else if colon && (hour > 12 || (length == 2 && hour < 10)) {
        Half::Fixed
    } else {
        Half::Unsaid
    };
    if matches!(half, Half::Am | Half::Pm) {
        while chars.get(i).is_some_and(|c| c.is_whitespace()) {
            i += 1;
        }
        i += if chars.get(i + 1) == Some(&'.') { 3 } else { 2 };
        if chars.get(i).is_some_and(|c| c.is_alphanumeric()) {
            return None;
        }
    }
    let range = if half == Half::Fixed { 0..=24 } else { 1..=12 };
    if !range.contains(&hour) || minute > 59 {
        return None;
    }
    out.push(Token::Clock(Clock { hour, minute, half }));
    Some(i)
}

fn word(chars: &[char], start: usize, out: &mut Vec<Token>) -> Option<usize> {
    let length = chars[start..].iter().take_while(|c| c.is_alphabetic() || **c == '\'').count();
    let word: String = chars[start..start + length].iter().collect();
    let fixed = |hour| Token::Clock(Clock { hour, minute: 0, half: Half::Fixed });
    let token = match word.as_str() {
        "mon" | "monday" | "mondays" | "m" | "lunes" => Token::Day(1),
        "tue" | "tues" | "tuesday" | "tuesdays" | "martes" => Token::Day(2),
        "wed" | "weds" | "wednesday" | "wednesdays" | "w" | "mi\u{e9}rcoles" | "miercoles" => Token::Day(3),
        "thu" | "thur" | "thurs" | "thursday" | "thursdays" | "th" | "jueves" => Token::Day(4),
        "fri" | "friday" | "fridays" | "f" | "viernes" => Token::Day(5),
        "sat" | "saturday" | "saturdays" | "s\u{e1}bado" | "sabado" => Token::Day(6),
        "sun" | "sunday" | "sundays" | "domingo" => Token::Day(7),
        "daily" | "everyday" | "diario" => Token::Days(EVERY_DAY),
        "weekdays" => Token::Days(WEEKDAYS),
        "weekends" => Token::Days(WEEKEND),
        "to" | "through" | "thru" | "until" | "till" | "a" => Token::Dash,
        "and" | "y" => Token::Comma,
        "closed" | "cerrado" => Token::Closed,
        "noon" | "mediod\u{ed}a" => fixed(12),
        "midnight" | "medianoche" => fixed(0),
        "open" | "from" | "hours" => return Some(start + length),
        _ => return None,
    };
    out.push(token);
    Some(start + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        let part = |s: &Schedule| {
            let clock = |t: Option<Time>| t.map(|t| t.strftime("%H:%M").to_string()).unwrap_or_default();
            format!(
                "{} {}-{}",
                super::super::schedule::format_byday(&s.byday),
                clock(s.opens_at),
                clock(s.closes_at)
            )
        };
        parse_hours(text).map(|list| list.iter().map(part).collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn one_reading_is_read() {
        for (text, said) in [
            ("Monday-Friday, 9-5", "MO,TU,WE,TH,FR 09:00-17:00"),
            ("Monday-Friday, 8:30-4:30", "MO,TU,WE,TH,FR 08:30-16:30"),
            ("Monday-Friday, 9-6; Saturday, 9-2", "MO,TU,WE,TH,FR 09:00-18:00; SA 09:00-14:00"),
            ("Monday-Friday, 9-12, 1-5", "MO,TU,WE,TH,FR 09:00-12:00; MO,TU,WE,TH,FR 13:00-17:00"),
            ("Monday, Tuesday and Thursday, 9-6; Friday, 9-3", "MO,TU,TH 09:00-18:00; FR 09:00-15:00"),
            ("Daily, 8pm-8am", "MO,TU,WE,TH,FR,SA,SU 20:00-08:00"),
            ("24 hours daily", "MO,TU,WE,TH,FR,SA,SU 00:00-00:00"),
            ("24/7", "MO,TU,WE,TH,FR,SA,SU 00:00-00:00"),
            ("Monday-Friday, 8:30-5 p.m.", "MO,TU,WE,TH,FR 08:30-17:00"),
            ("Mon–Fri 9 a.m. to noon", "MO,TU,WE,TH,FR 09:00-12:00"),
            ("M-F 13:00-17:30", "MO,TU,WE,TH,FR 13:00-17:30"),
            ("Saturday 10am-2pm; Sunday closed", "SA 10:00-14:00"),
            ("Friday-Monday 1-5pm", "MO,FR,SA,SU 13:00-17:00"),
            ("lunes a viernes 9am-5pm", "MO,TU,WE,TH,FR 09:00-17:00"),
        ] {
            assert_eq!(read(text).as_deref(), Some(said), "{text}");
        }
    }

    #[test]
    fn what_could_mean_two_things_stays_words() {
        for text in [
            "Monday-Thursday 8-9",
            "Monday-Friday, 7-7",
            "Hours vary",
            "By appointment",
            "Monday-Friday, 9-5; Saturday and Sunday by appointment",
            "December-March, 7-7",
            "9-5",
            "Daily, 8pm-8am (Shelter)",
            "24-hour voice mail",
            "Monday-Friday, 9-5; Monday-Friday, 1:30-5",
            "Monday 9am-11",
            "Monday-Friday",
            "",
            "Tuesday 5",
            "Monday 13-17",
            "Monday, Monday 9-5",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,60}") {
            let _ = parse_hours(&text);
        }

        #[test]
        fn near_misses_never_panic(text in "(Mon|Fri|9|5:30|-|, |; |am|pm|24|hours|noon| ){0,12}") {
            let _ = parse_hours(&text);
        }

        #[test]
        fn times_with_am_and_pm_round_trip(day in 1u8..=7, open in 0i8..24, close in 0i8..24, minute in 0i8..60) {
            prop_assume!(open != close);
            let (opens, closes) = (time(open, minute, 0, 0), time(close, minute, 0, 0));
            let name = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][usize::from(day) - 1];
            let text = format!("{name} {}-{}", opens.strftime("%-I:%M %P"), closes.strftime("%-I:%M %P"));
            prop_assert_eq!(parse_hours(&text), Some(vec![Schedule::weekly(&[day], opens, closes)]), "{}", text);
        }
    }
}

//! Dates by a pattern in the letters of `strptime`, hashed as `YYYYMMDD`. What Python's `strptime` takes is taken, in the
//! same reading (`%d` is one digit or two, the longer tried first); a pattern with letters beyond these is refused.

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Parts of a date that were found; what the pattern leaves out is 1900, January, the first.
#[derive(Clone, Copy)]
struct Parts {
    year: u32,
    month: u32,
    day: u32,
}

/// Can this pattern be read?
pub(super) fn check(format: &str) -> Result<(), String> {
    let mut letters = format.chars();
    let mut seen = vec![];
    while let Some(c) = letters.next() {
        if c != '%' {
            continue;
        }
        match letters.next() {
            Some('%') => {}
            Some(c @ ('Y' | 'y' | 'm' | 'b' | 'B' | 'd' | 'H' | 'M' | 'S')) => {
                let part = match c {
                    'Y' | 'y' => 'Y',
                    'm' | 'b' | 'B' => 'm',
                    other => other,
                };
                if seen.contains(&part) {
                    return Err(format!("the date format {format} has a part twice"));
                }
                seen.push(part);
            }
            other => {
                return Err(format!(
                    "the date format has %{}; known are %Y %y %m %b %B %d %H %M %S and %%",
                    other.map_or(String::new(), String::from)
                ));
            }
        }
    }
    if seen.is_empty() { Err(format!("the date format {format} has no part of a date")) } else { Ok(()) }
}

/// `value` as `YYYYMMDD`, if it is a date of that form that exists. Years before 1000 are refused: platforms write them
/// in different ways.
pub(super) fn read(value: &str, format: &str) -> Option<String> {
    let mut found = None;
    // All letters that count are ASCII, so bytes will do; case does not count.
    let none = Parts { year: 1900, month: 1, day: 1 };
    if !matches(value.as_bytes(), format.as_bytes(), none, &mut found) {
        return None;
    }
    let Parts { year, month, day } = found?;
    (1000..=9999).contains(&year).then_some(())?;
    (1..=days(year, month)).contains(&day).then(|| format!("{year:04}{month:02}{day:02}"))
}

fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The first reading of the whole of `value`, longer numbers tried before shorter ones.
fn matches(value: &[u8], format: &[u8], parts: Parts, found: &mut Option<Parts>) -> bool {
    let Some((first, rest)) = format.split_first() else {
        *found = Some(parts);
        return value.is_empty();
    };
    if first.is_ascii_whitespace() {
        // A run of white space stands for any other.
        let rest = &rest[rest.iter().take_while(|b| b.is_ascii_whitespace()).count()..];
        let most = value.iter().take_while(|b| b.is_ascii_whitespace()).count();
        return (1..=most).rev().any(|n| matches(&value[n..], rest, parts, found));
    }
    if *first != b'%' {
        return value
            .split_first()
            .is_some_and(|(v, left)| v.eq_ignore_ascii_case(first) && matches(left, rest, parts, found));
    }
    let Some((letter, rest)) = rest.split_first() else { return false };
    let mut number =
        |least: usize, most: usize, range: std::ops::RangeInclusive<u32>, set: fn(&mut Parts, u32)| {
            let digits = value.iter().take(most).take_while(|b| b.is_ascii_digit()).count();
            (least..=digits).rev().any(|n| {
                let number = value[..n].iter().fold(0, |sum, d| sum * 10 + u32::from(d - b'0'));
                let mut parts = parts;
                set(&mut parts, number);
                range.contains(&number) && matches(&value[n..], rest, parts, found)
            })
        };
    match letter {
        b'Y' => number(4, 4, 0..=9999, |p, n| p.year = n),
        b'y' => number(2, 2, 0..=99, |p, n| p.year = if n < 69 { 2000 + n } else { 1900 + n }),
        b'm' => number(1, 2, 1..=12, |p, n| p.month = n),
        b'd' => {
            if number(1, 2, 1..=31, |p, n| p.day = n) {
                return true;
            }
            // A space in the place of a nought.
            let (Some(b' '), Some(digit @ b'1'..=b'9')) = (value.first(), value.get(1)) else { return false };
            matches(&value[2..], rest, Parts { day: u32::from(digit - b'0'), ..parts }, found)
        }
        b'H' => number(1, 2, 0..=23, |_, _| {}),
        b'M' => number(1, 2, 0..=59, |_, _| {}),
        b'S' => number(1, 2, 0..=61, |_, _| {}),
        b'b' | b'B' => MONTHS.iter().zip(1..).any(|(name, month)| {
            let name = if *letter == b'b' { &name[..3] } else { name };
            value.get(..name.len()).is_some_and(|v| v.eq_ignore_ascii_case(name.as_bytes()))
                && matches(&value[name.len()..], rest, Parts { month, ..parts }, found)
        }),
        b'%' => value.first() == Some(&b'%') && matches(&value[1..], rest, parts, found),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_as_python_reads_them() {
        for (value, format, date) in [
            ("1979-05-12", "%Y-%m-%d", "19790512"),
            ("1979-5-2", "%Y-%m-%d", "19790502"),
            ("19790512", "%Y%m%d", "19790512"),
            ("1112020", "%d%m%Y", "20200111"),
            ("1 Feb 68", "%d %b %y", "20680201"),
            ("FEBRUARY  1, 69", "%B %d, %y", "19690201"),
            ("31/12/1999 23:59:61", "%d/%m/%Y %H:%M:%S", "19991231"),
            ("2000-02-29", "%Y-%m-%d", "20000229"),
            ("1984", "%Y", "19840101"),
        ] {
            assert_eq!(read(value, format).as_deref(), Some(date), "{value} {format}");
        }
    }

    #[test]
    fn no_date() {
        for (value, format) in [
            ("1900-02-29", "%Y-%m-%d"),
            ("1979-13-01", "%Y-%m-%d"),
            ("1979-05-12 ", "%Y-%m-%d"),
            ("79-05-12", "%Y-%m-%d"),
            ("0999-05-12", "%Y-%m-%d"),
            ("", "%Y-%m-%d"),
            ("2023-04-31", "%Y-%m-%d"),
        ] {
            assert_eq!(read(value, format), None, "{value}");
        }
        assert!(check("%Y-%j").unwrap_err().contains("%j"));
        assert!(check("%d %d").is_err() && check("none").is_err() && check("%Y%").is_err());
    }
}

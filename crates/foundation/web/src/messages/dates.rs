//! Dates and times as people say them: "November 18" and "18 de noviembre", "6 pm" and "6:00 p. m.".

use jiff::civil::{Date, DateTime, Time, Weekday};

use super::Lang;

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_ES: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

/// The month's name: "November", "noviembre". Outside 1 to 12 it is empty.
pub fn month_name(lang: Lang, month: i8) -> &'static str {
    let names = match lang {
        Lang::En => &MONTHS_EN,
        Lang::Es => &MONTHS_ES,
    };
    usize::try_from(month - 1).ok().and_then(|i| names.get(i)).copied().unwrap_or_default()
}

/// The month's short name for the axis of a chart: "Nov", "nov".
pub fn month_short(lang: Lang, month: i8) -> &'static str {
    let name = month_name(lang, month);
    name.get(..3).unwrap_or(name)
}

/// The day of the week: "Tuesday", "martes".
pub fn weekday_name(lang: Lang, day: Weekday) -> &'static str {
    let (en, es) = match day {
        Weekday::Monday => ("Monday", "lunes"),
        Weekday::Tuesday => ("Tuesday", "martes"),
        Weekday::Wednesday => ("Wednesday", "miércoles"),
        Weekday::Thursday => ("Thursday", "jueves"),
        Weekday::Friday => ("Friday", "viernes"),
        Weekday::Saturday => ("Saturday", "sábado"),
        Weekday::Sunday => ("Sunday", "domingo"),
    };
    match lang {
        Lang::En => en,
        Lang::Es => es,
    }
}

/// Day and month: "November 18", "18 de noviembre". Use it where the year goes without saying.
pub fn date(lang: Lang, date: Date) -> String {
    let month = month_name(lang, date.month());
    match lang {
        Lang::En => format!("{month} {}", date.day()),
        // The first of a month is an ordinal in Spanish.
        Lang::Es if date.day() == 1 => format!("1.º de {month}"),
        Lang::Es => format!("{} de {month}", date.day()),
    }
}

/// Day, month and year: "November 18, 2026", "18 de noviembre de 2026".
pub fn date_year(lang: Lang, day: Date) -> String {
    let text = date(lang, day);
    match lang {
        Lang::En => format!("{text}, {}", day.year()),
        Lang::Es => format!("{text} de {}", day.year()),
    }
}

/// Weekday, day and month: "Tuesday, November 18", "martes 18 de noviembre".
pub fn weekday_date(lang: Lang, day: Date) -> String {
    let (name, text) = (weekday_name(lang, day.weekday()), date(lang, day));
    match lang {
        Lang::En => format!("{name}, {text}"),
        Lang::Es => format!("{name} {text}"),
    }
}

/// As [`weekday_date`], with the year where it is another than that of `today`.
pub fn weekday_date_from(lang: Lang, day: Date, today: Date) -> String {
    let text = weekday_date(lang, day);
    match lang {
        _ if day.year() == today.year() => text,
        Lang::En => format!("{text}, {}", day.year()),
        Lang::Es => format!("{text} de {}", day.year()),
    }
}

/// As [`date_time`], with the year where it is another than that of `today`.
pub fn date_time_from(lang: Lang, at: DateTime, today: Date) -> String {
    if at.date().year() == today.year() {
        return date_time(lang, at);
    }
    format!("{}, {}", date_year(lang, at.date()), time(lang, at.time()))
}

/// Month and year: "November 2026", "noviembre de 2026".
pub fn month_year(lang: Lang, day: Date) -> String {
    let month = month_name(lang, day.month());
    match lang {
        Lang::En => format!("{month} {}", day.year()),
        Lang::Es => format!("{month} de {}", day.year()),
    }
}

/// Time of the day: "6 pm", "6:30 pm", "noon", "midnight"; "6:00 p. m." in Spanish (with spaces that do not break).
pub fn time(lang: Lang, time: Time) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    let afternoon = hour >= 12;
    match lang {
        Lang::En => match (hour, minute) {
            (0, 0) => "midnight".to_owned(),
            (12, 0) => "noon".to_owned(),
            (_, 0) => format!("{twelve}\u{a0}{}", if afternoon { "pm" } else { "am" }),
            _ => format!("{twelve}:{minute:02}\u{a0}{}", if afternoon { "pm" } else { "am" }),
        },
        Lang::Es => format!("{twelve}:{minute:02}\u{a0}{}.\u{a0}m.", if afternoon { "p" } else { "a" }),
    }
}

/// A time as it stands after "at", "from" and "to": "6 pm"; "las 6:00 p. m.", "la 1:00 p. m." in Spanish.
pub fn hour(lang: Lang, at: Time) -> String {
    match (lang, at.hour() % 12) {
        (Lang::En, _) => time(lang, at),
        (Lang::Es, 1) => format!("la {}", time(lang, at)),
        (Lang::Es, _) => format!("las {}", time(lang, at)),
    }
}

/// Date and time: "November 18, 2:14 pm", "18 de noviembre, 2:14 p. m.".
pub fn date_time(lang: Lang, at: DateTime) -> String {
    format!("{}, {}", date(lang, at.date()), time(lang, at.time()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date as day, time as clock};

    use super::*;

    #[test]
    fn another_year_is_said() {
        let (then, now) = (day(2025, 6, 6), day(2026, 11, 22));
        assert_eq!(weekday_date_from(Lang::En, then, now), "Friday, June 6, 2025");
        assert_eq!(weekday_date_from(Lang::Es, then, now), "viernes 6 de junio de 2025");
        assert_eq!(weekday_date_from(Lang::En, now, now), "Sunday, November 22");
        assert_eq!(
            date_time_from(Lang::Es, then.to_datetime(clock(12, 0, 0, 0)), then),
            date_time(Lang::Es, then.to_datetime(clock(12, 0, 0, 0)))
        );
        assert!(
            date_time_from(Lang::En, then.to_datetime(clock(12, 0, 0, 0)), now).starts_with("June 6, 2025, ")
        );
    }

    #[test]
    fn dates_follow_the_language() {
        let d = day(2026, 11, 18);
        assert_eq!(date(Lang::En, d), "November 18");
        assert_eq!(date(Lang::Es, d), "18 de noviembre");
        assert_eq!(date(Lang::Es, day(2026, 3, 1)), "1.º de marzo");
        assert_eq!(date_year(Lang::En, d), "November 18, 2026");
        assert_eq!(date_year(Lang::Es, d), "18 de noviembre de 2026");
        assert_eq!(weekday_date(Lang::En, d), "Wednesday, November 18");
        assert_eq!(weekday_date(Lang::Es, d), "miércoles 18 de noviembre");
        assert_eq!(month_year(Lang::Es, d), "noviembre de 2026");
        assert_eq!(month_short(Lang::En, 11), "Nov");
        assert_eq!(month_name(Lang::En, 0), "");
    }

    #[test]
    fn times_follow_the_language() {
        assert_eq!(time(Lang::En, clock(18, 0, 0, 0)), "6\u{a0}pm");
        assert_eq!(time(Lang::En, clock(0, 30, 0, 0)), "12:30\u{a0}am");
        assert_eq!(time(Lang::En, clock(12, 0, 0, 0)), "noon");
        assert_eq!(time(Lang::Es, clock(18, 0, 0, 0)), "6:00\u{a0}p.\u{a0}m.");
        assert_eq!(time(Lang::Es, clock(0, 5, 0, 0)), "12:05\u{a0}a.\u{a0}m.");
        assert_eq!(hour(Lang::En, clock(13, 0, 0, 0)), "1\u{a0}pm");
        assert_eq!(hour(Lang::Es, clock(13, 0, 0, 0)), "la 1:00\u{a0}p.\u{a0}m.");
        assert_eq!(hour(Lang::Es, clock(15, 30, 0, 0)), "las 3:30\u{a0}p.\u{a0}m.");
        assert_eq!(date_time(Lang::En, day(2026, 11, 18).at(14, 14, 0, 0)), "November 18, 2:14\u{a0}pm");
    }
}

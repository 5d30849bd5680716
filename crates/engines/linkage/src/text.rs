//! Texts made comparable: one case, no accents, no punctuation; numbers as digits; words of an address in one spelling.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Lower case ASCII letters and digits, words parted by one space: `"  O’Brien-SMITH, Jr. "` is `o brien smith jr`.
/// Accents are dropped (`José` is `jose`), an apostrophe joins (`o'brien` is `obrien`), letters of other scripts stay.
pub fn fold<'a>(raw: &str, out: &'a mut String) -> &'a str {
    out.clear();
    if raw.is_ascii() {
        for b in raw.bytes() {
            push(out, char::from(b));
        }
    } else {
        for c in raw.nfkd().filter(|c| !is_combining_mark(*c)) {
            match c {
                'ß' => out.push_str("ss"),
                'æ' | 'Æ' => out.push_str("ae"),
                'ø' | 'Ø' => push(out, 'o'),
                'ł' | 'Ł' => push(out, 'l'),
                'đ' | 'Đ' => push(out, 'd'),
                'ı' => push(out, 'i'),
                c => c.to_lowercase().for_each(|c| push(out, c)),
            }
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

#[inline]
fn push(out: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        '\'' | '\u{2019}' | '\u{2bc}' | '`' => {}
        c if c.is_alphanumeric() => out.push(c),
        _ if out.is_empty() || out.ends_with(' ') => {}
        _ => out.push(' '),
    }
}

/// Folded texts that stand where nothing is known. Sorted.
const NOTHING: [&str; 19] = [
    "anonymous",
    "declined",
    "desconocido",
    "n a",
    "nfn",
    "ninguna",
    "ninguno",
    "nln",
    "no name",
    "no tiene",
    "none",
    "not available",
    "not given",
    "not known",
    "not provided",
    "refused",
    "unavailable",
    "unk",
    "unknown",
];

/// What stands for the address of those who have none, with or without a town behind it. Folded and sorted.
const NOWHERE: [&str; 17] = [
    "address unknown",
    "domicilio desconocido",
    "general delivery",
    "homeless",
    "houseless",
    "no address",
    "no fixed abode",
    "no fixed address",
    "no permanent address",
    "nowhere",
    "sin casa",
    "sin direccion",
    "sin domicilio",
    "sin hogar",
    "unhoused",
    "unknown address",
    "unsheltered",
];

/// Names of mailboxes that are nobody's. Sorted.
const NO_MAIL: [&str; 16] = [
    "declined",
    "email",
    "na",
    "nada",
    "no",
    "noemail",
    "nomail",
    "none",
    "noreply",
    "refused",
    "sincorreo",
    "test",
    "unk",
    "unknown",
    "x",
    "xxx",
];

/// Does a folded address say that there is none?
pub fn names_nowhere(folded: &str) -> bool {
    let is = |known: &&str| {
        folded.strip_prefix(*known).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    matches!(folded, "nfa" | "na" | "transient") || NOWHERE.iter().any(is)
}

/// Is a trimmed e-mail address in small letters nobody's?
pub fn nobodys_mail(mail: &str) -> bool {
    let (name, _) = mail.split_once('@').unwrap_or((mail, ""));
    let bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let mut room = String::new();
    (mail.contains('@') || mail.len() < 8) && NO_MAIL.binary_search(&bare.as_str()).is_ok()
        || names_nobody(fold(name, &mut room), false)
}

/// Given names of the nameless, and words that are no given name. Sorted. (`Null`, `Na` and `Doe` are surnames of people.)
const NAMELESS: [&str; 24] = [
    "anonymous anonymous",
    "baby",
    "baby boy",
    "baby boy a",
    "baby boy b",
    "baby girl",
    "baby girl a",
    "baby girl b",
    "bb",
    "bg",
    "boy",
    "female",
    "girl",
    "infant",
    "infant boy",
    "infant girl",
    "jane doe",
    "john doe",
    "male",
    "na",
    "nan",
    "newborn",
    "null",
    "test",
];

/// Does a folded text name nobody and nothing? `given`: it stands in the place of a given name.
pub fn names_nobody(folded: &str, given: bool) -> bool {
    NOTHING.binary_search(&folded).is_ok() || (given && NAMELESS.binary_search(&folded).is_ok())
}

/// The digits alone.
pub fn digits<'a>(raw: &str, out: &'a mut String) -> &'a str {
    out.clear();
    out.extend(raw.chars().filter(char::is_ascii_digit));
    out
}

/// A telephone number of the North American plan as ten digits, of any other as its digits; `None` for fewer than seven
/// or for one that is nobody's: one digit again and again, also behind an area code, or all digits in their order. An extension and what else is written [behind](without_extension) is left out.
pub fn phone<'a>(raw: &str, out: &'a mut String) -> Option<&'a str> {
    digits(without_extension(raw), out);
    if out.len() == 11 && out.starts_with('1') {
        out.remove(0);
    }
    let counted = ["1234567890", "0123456789", "9876543210", "1234567"].contains(&out.as_str());
    (out.len() >= 7 && !counted && !one_letter(&out[out.len() - 7..])).then_some(out)
}

/// A telephone number without what follows it: `ext 12`, `x4`, `#4`, `(cell)`, a second number after `/`, `;` or `,`.
pub fn without_extension(raw: &str) -> &str {
    let mut digits = 0;
    for (at, c) in raw.char_indices() {
        if c.is_ascii_digit() {
            digits += 1;
        } else if digits >= 7 && (c.is_alphabetic() || "#(/;,".contains(c)) {
            return &raw[..at];
        }
    }
    raw
}

/// Is it one character again and again (`0000000`, `xxx`)?
pub fn one_letter(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_none_or(|first| bytes.all(|b| b == first))
}

/// Does a folded number of a person stand for none? One character again and again, however it is parted, or all digits in
/// their order.
pub fn nobodys_number(folded: &str) -> bool {
    let bare: String = folded.chars().filter(|c| *c != ' ').collect();
    one_letter(&bare) || bare == "123456789"
}

/// A date as `year << 14 | month << 7 | day`, so that equal dates are equal numbers and order is that of time; `None` for
/// a text that is no date, or lies outside the years 200..=2999. A date that does not [exist](exists), such as 1984-81-10,
/// is read as it stands: most of its digits are right.
///
/// Read are `YYYY-MM-DD`, `YYYYMMDD`, `YYYY/MM/DD`, `MM/DD/YYYY`, and `DD/MM/YYYY` where `day_first` or where the first
/// number can be no month, and months by name; `.` and spaces part as well; a time of day after the date is left out. A
/// column has more to say of how its dates are read: [`crate::dates::Style`].
pub fn date(raw: &str, day_first: bool) -> Option<u32> {
    crate::dates::Style { day_first, ..Default::default() }.read(raw)
}

/// Is there such a day in the Gregorian calendar?
pub fn exists(date: u32) -> bool {
    let (y, m, d) = parts_of(date);
    let leap = y.is_multiple_of(4) && (!y.is_multiple_of(100) || y.is_multiple_of(400));
    let days = match m {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => 0,
    };
    (1..=days).contains(&d)
}

/// Year, month and day of [`date`].
pub fn parts_of(date: u32) -> (u32, u32, u32) {
    (date >> 14, date >> 7 & 127, date & 127)
}

/// Words of an address in the short spelling of the US Postal Service (Publication 28, appendices B, C1 and C2).
const ADDRESS_WORDS: [(&str, &str); 44] = [
    ("alley", "aly"),
    ("apartment", "apt"),
    ("av", "ave"),
    ("avenue", "ave"),
    ("boulevard", "blvd"),
    ("building", "bldg"),
    ("center", "ctr"),
    ("centre", "ctr"),
    ("circle", "cir"),
    ("circuit", "cct"),
    ("close", "cl"),
    ("court", "ct"),
    ("cove", "cv"),
    ("crescent", "cres"),
    ("drive", "dr"),
    ("east", "e"),
    ("expressway", "expy"),
    ("floor", "fl"),
    ("grove", "grv"),
    ("heights", "hts"),
    ("highway", "hwy"),
    ("lane", "ln"),
    ("mount", "mt"),
    ("north", "n"),
    ("northeast", "ne"),
    ("northwest", "nw"),
    ("parade", "pde"),
    ("parkway", "pkwy"),
    ("place", "pl"),
    ("plaza", "plz"),
    ("point", "pt"),
    ("road", "rd"),
    ("route", "rte"),
    ("saint", "st"),
    ("south", "s"),
    ("southeast", "se"),
    ("southwest", "sw"),
    ("square", "sq"),
    ("street", "st"),
    ("suite", "ste"),
    ("terrace", "ter"),
    ("trail", "trl"),
    ("unit", "apt"),
    ("west", "w"),
];

/// A folded address with each known word in its short spelling.
pub fn address(folded: &str) -> Cow<'_, str> {
    let short = |word: &str| {
        ADDRESS_WORDS.binary_search_by(|(long, _)| (*long).cmp(word)).ok().map(|i| ADDRESS_WORDS[i].1)
    };
    if folded.split(' ').all(|w| short(w).is_none()) {
        return Cow::Borrowed(folded);
    }
    let words: Vec<&str> = folded.split(' ').map(|w| short(w).unwrap_or(w)).collect();
    Cow::Owned(words.join(" "))
}

/// The sound of an English name: American Soundex, a letter and three digits, packed; 0 for a text without a letter.
///
/// US National Archives, The Soundex Indexing System (2007): letters parted by h or w count as neighbours.
pub fn soundex(name: &[u8]) -> u32 {
    const CODES: &[u8; 26] = b"01230120022455012623010202";
    let code = |b: u8| if b.is_ascii_lowercase() { CODES[usize::from(b - b'a')] } else { b'0' };
    let mut letters = name.iter().copied().filter(u8::is_ascii_lowercase);
    let Some(first) = letters.next() else { return 0 };
    let (mut out, mut last) = (vec![first], code(first));
    for b in letters {
        let c = code(b);
        if c != b'0' && c != last {
            out.push(c);
        }
        if !matches!(b, b'h' | b'w') {
            last = c;
        }
        if out.len() == 4 {
            break;
        }
    }
    out.resize(4, b'0');
    u32::from_be_bytes([out[0], out[1], out[2], out[3]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        let mut s = String::new();
        for (raw, folded) in [
            ("  O’Brien-SMITH, Jr. ", "obrien smith jr"),
            ("José Ángel Nuñez", "jose angel nunez"),
            ("Łukasz Straße", "lukasz strasse"),
            ("...", ""),
            ("李小龙", "李小龙"),
        ] {
            assert_eq!(fold(raw, &mut s), folded, "{raw}");
        }
    }

    #[test]
    fn dates() {
        let day = |y: u32, m: u32, d: u32| Some(y << 14 | m << 7 | d);
        for raw in ["1984-02-29", "19840229", "2/29/1984", "29.02.1984", "1984/2/29", "1984-02-29T10:00:00Z"]
        {
            assert_eq!(date(raw, false), day(1984, 2, 29), "{raw}");
        }
        assert_eq!(date("3/4/1984", false), day(1984, 3, 4));
        assert_eq!(date("3/4/1984", true), day(1984, 4, 3));
        for raw in ["0000-00-00", "unknown", "", "1985", "12/1985", "9999-99-99"] {
            assert_eq!(date(raw, false), None, "{raw}");
        }
        for raw in ["1985-02-29", "1985-13-01", "1985-81-10"] {
            assert_eq!(date(raw, false).map(exists), Some(false), "{raw}");
        }
        assert_eq!(date("1984-02-29", false).map(exists), Some(true));
        assert_eq!(parts_of(date("1984-02-29", false).unwrap()), (1984, 2, 29));
    }

    #[test]
    fn nobody() {
        assert!(NOTHING.is_sorted() && NAMELESS.is_sorted() && NO_MAIL.is_sorted(), "looked up by halving");
        for none in ["homeless", "general delivery portland or", "no fixed address", "na"] {
            assert!(names_nowhere(none), "{none}");
        }
        assert!(
            !names_nowhere("homelessness ave") && !names_nowhere("delivery ln") && !names_nowhere("nash rd")
        );
        for none in
            ["none", "n/a", "no@no.com", "no.email@example.org", "unknown@example.org", "test@test.com"]
        {
            assert!(nobodys_mail(none), "{none}");
        }
        assert!(!nobodys_mail("nora@example.org") && !nobodys_mail("ann"));
        assert!(names_nobody("baby boy", true) && names_nobody("unknown", false));
        assert!(!names_nobody("null", false) && !names_nobody("ann", true));
    }

    #[test]
    fn phones() {
        let mut s = String::new();
        assert_eq!(phone("+1 (206) 555-0100", &mut s), Some("2065550100"));
        assert_eq!(phone("000-000-0000", &mut s), None);
        assert_eq!(phone("n/a", &mut s), None);
        for nobodys in ["555-555-5555", "206-555-5555", "999-999-9999", "(123) 456-7890"] {
            assert_eq!(phone(nobodys, &mut s), None, "{nobodys}");
        }
        for raw in [
            "206.555.0100 ext 12",
            "2065550100 x4",
            "1-206-555-0100 (cell)",
            "206-555-0100 #7",
            "2065550100/206-555-0199",
            "cell: (206) 555-0100 ask for Ann 2",
        ] {
            assert_eq!(phone(raw, &mut s), Some("2065550100"), "{raw}");
        }
        assert_eq!(phone("+44 (0)20 7946 0958", &mut s), Some("4402079460958"));
    }

    #[test]
    fn addresses() {
        assert!(ADDRESS_WORDS.is_sorted(), "looked up by halving");
        assert_eq!(address("12 north main street apartment 4"), "12 n main st apt 4");
        assert!(matches!(address("balch ln"), Cow::Borrowed(_)));
    }

    #[test]
    fn soundex_of_the_archives() {
        let of = |s: &str| String::from_utf8(soundex(s.as_bytes()).to_be_bytes().to_vec()).unwrap();
        for (name, code) in [
            ("washington", "w252"),
            ("lee", "l000"),
            ("gutierrez", "g362"),
            ("pfister", "p236"),
            ("jackson", "j250"),
            ("tymczak", "t522"),
            ("ashcraft", "a261"),
        ] {
            assert_eq!(of(name), code, "{name}");
        }
        assert_eq!(soundex(b"123"), 0);
    }
}

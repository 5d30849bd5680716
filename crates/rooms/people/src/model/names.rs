//! Folding: the form in which names, phones and postal codes are compared.
//!
//! `Muñoz`, `MUNOZ` and `munoz` are one name; `(555) 010-1234` and `555-010-1234` one phone. What a person typed
//! is kept beside the folded form and is what pages show.

/// Small letters without accents; hyphens become spaces, apostrophes vanish, spaces are single.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => out.push('c'),
            'ď' | 'đ' | 'ð' => out.push('d'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => out.push('e'),
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => out.push('g'),
            'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => out.push('i'),
            'ĺ' | 'ļ' | 'ľ' | 'ł' => out.push('l'),
            'ñ' | 'ń' | 'ņ' | 'ň' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => out.push('o'),
            'ŕ' | 'ř' => out.push('r'),
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => out.push('s'),
            'ţ' | 'ť' | 'ț' => out.push('t'),
            'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => out.push('u'),
            'ý' | 'ÿ' | 'ŷ' => out.push('y'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            // Apostrophes, full stops and combining accents (a name typed in decomposed form) vanish.
            '\'' | '’' | 'ʻ' | '`' | '.' | '\u{300}'..='\u{36f}' => {}
            c if c.is_alphanumeric() => out.push(c),
            _ if !out.ends_with(' ') && !out.is_empty() => out.push(' '),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The folded words of a name, each once: what a name search looks for.
pub fn words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in fold(text).split(' ').filter(|word| !word.is_empty()) {
        if !found.iter().any(|known| known == word) {
            found.push(word.to_owned());
        }
    }
    found
}

/// A phone number as `+` and digits. Ten digits are read as North American; `None` when it cannot be one.
pub fn phone(text: &str) -> Option<String> {
    let odd = |c: char| !(c.is_ascii_digit() || c.is_whitespace() || "+-().·/".contains(c));
    if text.chars().any(odd) || text.trim_start_matches([' ', '(']).chars().skip(1).any(|c| c == '+') {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let international = text.trim_start().starts_with('+');
    match (digits.len(), international) {
        (10, false) => Some(format!("+1{digits}")),
        (11, false) if digits.starts_with('1') => Some(format!("+{digits}")),
        (8..=15, true) => Some(format!("+{digits}")),
        _ => None,
    }
}

/// A phone number for people: `(555) 010-1234` for North America, else as kept.
pub fn show_phone(kept: &str) -> String {
    match kept.strip_prefix("+1") {
        Some(ten) if ten.len() == 10 && ten.is_ascii() => {
            format!("({}) {}-{}", &ten[..3], &ten[3..6], &ten[6..])
        }
        _ => kept.to_owned(),
    }
}

/// A postal code without spaces, in capitals; the four extra digits of a ZIP+4 are dropped.
pub fn postal_code(text: &str) -> String {
    let code: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
    let zip4 = |zip: &str, four: &str| {
        zip.len() == 5 && four.len() == 4 && (zip.chars().chain(four.chars())).all(|c| c.is_ascii_digit())
    };
    match code.split_once('-') {
        Some((zip, four)) if zip4(zip, four) => zip.to_owned(),
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_case_hyphens_and_apostrophes_do_not_matter() {
        assert_eq!(fold("  MUÑOZ-Peña "), "munoz pena");
        assert_eq!(fold("O’Brien"), "obrien");
        assert_eq!(fold("Mun\u{303}oz"), "munoz");
        assert_eq!(fold("Strauß"), "strauss");
        assert_eq!(words("Ana  María García García"), ["ana", "maria", "garcia"]);
        assert_eq!(fold("李 小龙"), "李 小龙");
    }

    #[test]
    fn phones_read_the_ways_people_write_them() {
        for text in ["555-555-0101", "(555) 555 0101", "1 555.555.0101", "+1 555 555 0101"] {
            assert_eq!(phone(text).as_deref(), Some("+15555550101"), "{text}");
        }
        for text in ["", "12345", "call me", "555-555-0101 x2", "+1 + 5555550101", "2125550101999999"] {
            assert_eq!(phone(text), None, "{text}");
        }
        assert_eq!(show_phone("+15555550101"), "(555) 555-0101");
        assert_eq!(show_phone("+525555550101"), "+525555550101");
    }

    #[test]
    fn postal_codes_lose_spaces_and_the_plus_four() {
        assert_eq!(postal_code("19601-1234"), "19601");
        assert_eq!(postal_code(" k1a 0b1 "), "K1A0B1");
        assert_eq!(postal_code("ABCDE-1234"), "ABCDE-1234");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
        }

        #[test]
        fn a_kept_phone_reads_back_as_itself(digits in "[2-9][0-9]{9}") {
            let kept = phone(&digits).expect("ten digits are a phone");
            prop_assert_eq!(phone(&kept), Some(kept.clone()));
            prop_assert_eq!(phone(&show_phone(&kept)), Some(kept));
        }
    }
}

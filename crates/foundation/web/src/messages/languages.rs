//! Languages by name, in the reader's language: nobody has to know what `ht` means.

use super::Lang;

/// ISO 639 code, name in English, name in Spanish. English and Spanish first, then by English name.
const NAMES: [(&str, &str, &str); 46] = [
    ("en", "English", "Inglés"),
    ("es", "Spanish", "Español"),
    ("sq", "Albanian", "Albanés"),
    ("ase", "American Sign Language", "Lengua de señas americana"),
    ("am", "Amharic", "Amárico"),
    ("ar", "Arabic", "Árabe"),
    ("bn", "Bengali", "Bengalí"),
    ("bs", "Bosnian", "Bosnio"),
    ("my", "Burmese", "Birmano"),
    ("zh", "Chinese", "Chino"),
    ("fr", "French", "Francés"),
    ("de", "German", "Alemán"),
    ("el", "Greek", "Griego"),
    ("gu", "Gujarati", "Guyaratí"),
    ("ht", "Haitian Creole", "Criollo haitiano"),
    ("he", "Hebrew", "Hebreo"),
    ("hi", "Hindi", "Hindi"),
    ("hmn", "Hmong", "Hmong"),
    ("hu", "Hungarian", "Húngaro"),
    ("ig", "Igbo", "Igbo"),
    ("it", "Italian", "Italiano"),
    ("ja", "Japanese", "Japonés"),
    ("km", "Khmer", "Jemer"),
    ("ko", "Korean", "Coreano"),
    ("lo", "Lao", "Lao"),
    ("ne", "Nepali", "Nepalí"),
    ("ps", "Pashto", "Pastún"),
    ("fa", "Persian", "Persa"),
    ("pl", "Polish", "Polaco"),
    ("pt", "Portuguese", "Portugués"),
    ("pa", "Punjabi", "Panyabí"),
    ("ro", "Romanian", "Rumano"),
    ("ru", "Russian", "Ruso"),
    ("sm", "Samoan", "Samoano"),
    ("sk", "Slovak", "Eslovaco"),
    ("so", "Somali", "Somalí"),
    ("sw", "Swahili", "Suajili"),
    ("tl", "Tagalog", "Tagalo"),
    ("th", "Thai", "Tailandés"),
    ("ti", "Tigrinya", "Tigriña"),
    ("tr", "Turkish", "Turco"),
    ("uk", "Ukrainian", "Ucraniano"),
    ("ur", "Urdu", "Urdu"),
    ("vi", "Vietnamese", "Vietnamita"),
    ("yi", "Yiddish", "Yidis"),
    ("yo", "Yoruba", "Yoruba"),
];

/// The name of the language that `tag` begins with (`es-MX` is Spanish); a tag without a name here stays as it is.
pub fn language_name(lang: Lang, tag: &str) -> String {
    let base = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match NAMES.iter().find(|(code, ..)| *code == base) {
        Some((_, en, es)) => if lang == Lang::Es { *es } else { *en }.to_owned(),
        None => tag.to_owned(),
    }
}

/// Every language with a name, as (code, name), for a choice.
pub fn named(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.iter().map(move |(code, en, es)| (*code, if lang == Lang::Es { *es } else { *en }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_becomes_a_name_and_an_unknown_one_stays() {
        assert_eq!(language_name(Lang::En, "ar"), "Arabic");
        assert_eq!(language_name(Lang::Es, "ht"), "Criollo haitiano");
        assert_eq!(language_name(Lang::En, "es-MX"), "Spanish");
        assert_eq!(language_name(Lang::En, "xyz"), "xyz");
    }

    #[test]
    fn no_code_stands_twice() {
        let mut codes: Vec<&str> = NAMES.iter().map(|(code, ..)| *code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), NAMES.len());
    }
}

//! Need domains and tiles, and how a directory's own terms map to them. The tables are data: see `data/*.csv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::table::rows;
use super::text::fold;

/// A kind of need. The code is what is stored, on services, needs and referrals alike.
#[derive(Debug, PartialEq, Eq)]
pub struct NeedDomain {
    /// Gravity's category code where there is one.
    pub code: String,
    /// The tile that people find it under.
    pub tile: String,
    /// Whether the code is Gravity's.
    pub gravity: bool,
    /// Sensitivity label of a need or referral in this domain (`general`, `substance_use`, ...).
    pub label: String,
    /// Name in plain English.
    pub name_en: String,
    /// Name in plain Spanish.
    pub name_es: String,
}

impl NeedDomain {
    /// Its name in a language (`es`, else English).
    pub fn name(&self, spanish: bool) -> &str {
        if spanish { &self.name_es } else { &self.name_en }
    }
}

/// A tile on Find help: one or more domains under one picture.
#[derive(Debug, PartialEq, Eq)]
pub struct Tile {
    /// The value of `need=` in the address of the page.
    pub code: String,
    /// Icon name.
    pub icon: String,
    /// Name in plain English.
    pub name_en: String,
    /// Name in plain Spanish.
    pub name_es: String,
}

impl Tile {
    /// Its name in a language (`es`, else English).
    pub fn name(&self, spanish: bool) -> &str {
        if spanish { &self.name_es } else { &self.name_en }
    }
}

static DOMAINS: LazyLock<Vec<NeedDomain>> = LazyLock::new(|| {
    rows(include_str!("../../data/domains.csv"))
        .map(|row| NeedDomain {
            code: row[0].clone(),
            tile: row[1].clone(),
            gravity: row[2] == "gravity",
            label: row[3].clone(),
            name_en: row[4].clone(),
            name_es: row[5].clone(),
        })
        .collect()
});

static TILES: LazyLock<Vec<Tile>> = LazyLock::new(|| {
    rows(include_str!("../../data/tiles.csv"))
        .map(|row| Tile {
            code: row[0].clone(),
            icon: row[1].clone(),
            name_en: row[2].clone(),
            name_es: row[3].clone(),
        })
        .collect()
});

static TERMS: LazyLock<HashMap<String, Vec<u8>>> = LazyLock::new(|| {
    rows(include_str!("../../data/open_eligibility.csv"))
        .map(|row| (fold(&row[0]), domain_list(&row[1])))
        .collect()
});

/// Longest first, so that "mental health" is tried before "health".
static PLAIN: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let mut list: Vec<_> = rows(include_str!("../../data/plain_terms.csv"))
        .map(|row| (format!(" {} ", fold(&row[0])), domain_list(&row[1])))
        .collect();
    list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    list
});

fn domain_list(cell: &str) -> Vec<u8> {
    cell.split('|').filter(|code| *code != "-").filter_map(index_of).collect()
}

/// All need domains, in the order of the table.
pub fn domains() -> &'static [NeedDomain] {
    &DOMAINS
}

/// All tiles, in the order of the page.
pub fn tiles() -> &'static [Tile] {
    &TILES
}

/// The domain with a code.
pub fn domain(code: &str) -> Option<&'static NeedDomain> {
    DOMAINS.iter().find(|d| d.code == code)
}

/// The tile with a code.
pub fn tile(code: &str) -> Option<&'static Tile> {
    TILES.iter().find(|t| t.code == code)
}

/// Position of a domain in [`domains`]; at most 64, so that sets of domains are one word.
pub fn index_of(code: &str) -> Option<u8> {
    DOMAINS.iter().position(|d| d.code == code).and_then(|i| u8::try_from(i).ok())
}

/// The set of domains (bit n is `domains()[n]`) that a code names: a domain, a tile, or nothing known.
pub fn mask_of(code: &str) -> Option<u64> {
    if let Some(index) = index_of(code) {
        return Some(1 << index);
    }
    tile(code)?;
    let inside = DOMAINS.iter().enumerate().filter(|(_, d)| d.tile == code);
    Some(inside.fold(0, |mask, (i, _)| mask | 1 << i))
}

/// What a directory's term means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermMeaning {
    /// One or more kinds of help.
    Domains(Vec<&'static str>),
    /// A kind of people or a condition ("Veterans", "Age Group"): an eligibility tag.
    Audience,
    /// Not in any table: kept as text and reported.
    Unknown,
}

/// Maps a term by its own name, then by its parents' (nearest first), then by plain words in its name.
/// `audience` is true where the source itself says that the term describes people.
pub fn map_term(name: &str, parents: &[&str], audience: bool) -> TermMeaning {
    let known = |name: &str| TERMS.get(&fold(name.trim()));
    let meaning = |list: &Vec<u8>| match list.as_slice() {
        [] => TermMeaning::Audience,
        list => TermMeaning::Domains(list.iter().map(|&i| DOMAINS[usize::from(i)].code.as_str()).collect()),
    };
    if let Some(list) = known(name) {
        return if audience && list.len() > 1 { TermMeaning::Audience } else { meaning(list) };
    }
    if audience {
        return TermMeaning::Audience;
    }
    if let Some(list) = parents.iter().find_map(|parent| known(parent)) {
        return meaning(list);
    }
    plain_words(name).map_or(TermMeaning::Unknown, |list| meaning(&list.to_vec()))
}

fn plain_words(text: &str) -> Option<&'static [u8]> {
    let folded = fold(text);
    let mut padded = String::with_capacity(folded.len() + 2);
    padded.push(' ');
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        padded.push_str(word);
        padded.push(' ');
    }
    PLAIN.iter().find(|(words, _)| padded.contains(words.as_str())).map(|(_, list)| list.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_agree_with_each_other() {
        assert!(domains().len() <= 64);
        for d in domains() {
            assert!(tile(&d.tile).is_some(), "{} has no tile {}", d.code, d.tile);
            assert!(!d.name_en.is_empty() && !d.name_es.is_empty());
        }
        for t in tiles() {
            assert_ne!(mask_of(&t.code), Some(0), "tile {} holds no domain", t.code);
        }
        for table in
            [include_str!("../../data/open_eligibility.csv"), include_str!("../../data/plain_terms.csv")]
        {
            for row in rows(table) {
                for code in row[1].split('|').filter(|c| *c != "-") {
                    assert!(domain(code).is_some(), "{row:?}");
                }
            }
        }
    }

    #[test]
    fn terms_map_by_name_parent_and_words() {
        assert_eq!(map_term("Food Pantry", &[], false), TermMeaning::Domains(vec!["food-insecurity"]));
        assert_eq!(
            map_term("Psychotherapy", &["Mental Health"], false),
            TermMeaning::Domains(vec!["mental-health"])
        );
        assert_eq!(map_term("Age Group", &[], false), TermMeaning::Audience);
        assert_eq!(map_term("Teens (13-19 years old)", &["Age Group"], true), TermMeaning::Audience);
        assert_eq!(
            map_term("Residential mental health programs", &[], false),
            TermMeaning::Domains(vec!["mental-health"])
        );
        assert_eq!(map_term("Zymurgy", &[], false), TermMeaning::Unknown);
    }

    #[test]
    fn a_tile_is_all_its_domains() {
        let housing = mask_of("housing").unwrap();
        assert_eq!(housing.count_ones(), 3);
        assert_eq!(mask_of("homelessness").unwrap() & housing, mask_of("homelessness").unwrap());
        assert_eq!(mask_of("nonsense"), None);
    }
}

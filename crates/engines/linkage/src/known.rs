//! Names that many people bear: `data/names.csv`.

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::sync::LazyLock;

/// Given and family names, folded, with the share of people who bear each.
pub(crate) struct Names {
    pub(crate) given: Shares,
    pub(crate) family: Shares,
}

#[derive(Default)]
pub(crate) struct Shares {
    pub(crate) known: HashMap<&'static str, f64, FixedState>,
    rarest: f64,
}

impl Shares {
    /// A name that is not in the list is taken to be as rare as the rarest that is.
    pub(crate) fn share(&self, name: &str) -> f64 {
        self.known.get(name).copied().unwrap_or(self.rarest)
    }
}

pub(crate) static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names { given: Shares::default(), family: Shares::default() };
    for line in include_str!("../data/names.csv").lines().filter(|l| !l.starts_with('#')) {
        let mut cells = line.split(',');
        if let (Some(kind), Some(name), Some(Ok(n))) =
            (cells.next(), cells.next(), cells.next().map(str::parse::<f64>))
        {
            let shares = if kind == "g" { &mut names.given } else { &mut names.family };
            shares.known.insert(name, n / 100_000.0);
            // The most frequent come first.
            shares.rarest = n / 100_000.0;
        }
    }
    names
});

/// Is a folded word a given name that many bear?
pub(crate) fn is_given(word: &str) -> bool {
    NAMES.given.known.contains_key(word)
}

/// Is a folded word a family name that many bear?
pub(crate) fn is_family(word: &str) -> bool {
    NAMES.family.known.contains_key(word)
}

/// Is a folded word a family name rather than a given one? Many are both (`thomas`); the more frequent counts.
pub(crate) fn is_rather_family(word: &str) -> bool {
    let share = |of: &Shares| of.known.get(word).copied().unwrap_or_default();
    let (given, family) = (share(&NAMES.given), share(&NAMES.family));
    family > given
}

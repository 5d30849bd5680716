//! What to compare and how: roles of columns, blocking rules, limits. Printed as TOML, and read again as it was printed.

use crate::role::Role;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A configuration. Whatever it leaves out is recognised or has the value that is printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The column with the rows' own identifier; a file without it uses its own column of that role, and one without such a
    /// column has its rows numbered from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Columns not to look at.
    pub ignore: Vec<String>,
    /// Dates such as 3/4/1980: is the first number the day? Where not, each file's column tells: 25/12/1980 in it says so.
    pub day_first: bool,
    /// The last year that a year of two digits may mean: with 2026, 26 is 2026 and 27 is 1927. At 0 the year it is.
    pub latest_year: u16,
    /// Pairs at and above this probability are one person.
    pub threshold: f64,
    /// Pairs under this probability are not written.
    pub floor: f64,
    /// Rows that share a blocking key are compared with each other up to this many; a larger block says too little to be
    /// worth its pairs, and is reported.
    pub block_limit: usize,
    /// A blocking rule brings at most so many pairs for each row; past that its largest blocks are left out.
    pub pairs_per_row: f64,
    /// The most rows of one person; a larger cluster is cut at its weakest links.
    pub cluster_limit: usize,
    /// Is each person in a file at most once? Then a row is linked with one row of another file at most.
    pub one_to_one: bool,
    /// What random samples are drawn with: the same seed, the same result.
    pub seed: u64,
    /// Which rows are compared, each rule the parts of a key that two rows share; empty: chosen from the columns.
    pub blocking: Vec<String>,
    /// How pairs become clusters.
    pub cluster: Cluster,
    /// What each column holds.
    pub columns: BTreeMap<String, Role>,
}

/// How pairs become clusters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cluster {
    /// Which way.
    pub method: Method,
    /// By average link: the mean probability of all pairs between two clusters that makes them one.
    pub mean: f64,
}

/// Which way pairs become clusters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Whatever is linked, directly or through others.
    Components,
    /// What is alike on the whole: see [`crate::cluster::average`].
    Average,
}

impl Default for Cluster {
    fn default() -> Self {
        Cluster { method: Method::Components, mean: 0.4 }
    }
}

impl Default for Config {
    fn default() -> Self {
        Config {
            id: None,
            ignore: vec![],
            day_first: false,
            latest_year: 0,
            threshold: 0.95,
            floor: 0.01,
            block_limit: 100,
            pairs_per_row: 5.0,
            cluster_limit: 100,
            one_to_one: false,
            seed: 1,
            blocking: vec![],
            cluster: Cluster::default(),
            columns: BTreeMap::new(),
        }
    }
}

impl Config {
    /// Reads TOML.
    ///
    /// # Errors
    /// What is wrong and in which line.
    pub fn parse(toml: &str) -> Result<Config, String> {
        let config: Config = toml::from_str(toml).map_err(|e| e.to_string())?;
        for (name, p) in
            [("threshold", config.threshold), ("floor", config.floor), ("cluster.mean", config.cluster.mean)]
        {
            if !(0.0..=1.0).contains(&p) {
                return Err(format!("{name} = {p}: a probability lies between 0 and 1"));
            }
        }
        if config.block_limit < 2 {
            return Err(format!("block_limit = {}: it takes two rows to compare", config.block_limit));
        }
        Ok(config)
    }

    /// As TOML.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_and_read_again() {
        let mut config = Config { id: Some("rec_id".into()), ..Config::default() };
        config.columns.insert("dob".into(), Role::BirthDate);
        config.blocking.push("birth_date + family_name.2".into());
        assert_eq!(Config::parse(&config.to_toml()).unwrap(), config);
    }

    #[test]
    fn a_wrong_one_says_where() {
        let e = Config::parse("threshold = 0.9\ntreshold = 0.8\n").unwrap_err();
        assert!(e.contains("line 2") && e.contains("treshold"), "{e}");
        assert!(Config::parse("block_limit = 0").unwrap_err().contains("two rows"));
        let average = Config::parse("[cluster]\nmethod = \"average\"\n").unwrap();
        assert_eq!(average.cluster, Cluster { method: Method::Average, mean: 0.4 });
        assert!(Config::parse("threshold = 95").unwrap_err().contains("between 0 and 1"));
    }
}

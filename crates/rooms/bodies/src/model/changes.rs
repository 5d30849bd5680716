//! What one version of the charter changes against another: clause by clause, seat by seat, rule by rule.

use super::charter::{Charter, Clause};
use std::collections::BTreeSet;
use tandem_partners::model::Sector;

/// What became of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseChange<'c> {
    /// It is new.
    Added(&'c Clause),
    /// It is gone.
    Taken(&'c Clause),
    /// Its words are others, in English, Spanish or both: before and after.
    Changed(&'c Clause, &'c Clause),
    /// Its words are the same; only its place among the others is another: before and after.
    Moved(&'c Clause, &'c Clause),
}

/// What a version changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes<'c> {
    /// Clauses that are not as they were, in the order of the new version; what is gone stands where it was.
    pub clauses: Vec<ClauseChange<'c>>,
    /// How many clauses are as they were.
    pub same: usize,
    /// Sectors whose seats are not as many as they were: before and after.
    pub seats: Vec<(Sector, u64, u64)>,
    /// Rules that changed, by name: before and after, as they are kept.
    pub rules: Vec<(&'static str, String, String)>,
}

impl Changes<'_> {
    /// What `after` changes against `before`, mission and goals aside: these are one text each.
    pub fn between<'c>(before: &'c Charter, after: &'c Charter) -> Changes<'c> {
        let (clauses, same) = clauses(&before.clauses, &after.clauses);
        let sectors: BTreeSet<Sector> = before.seats.keys().chain(after.seats.keys()).copied().collect();
        let of = |charter: &Charter, sector: &Sector| charter.seats.get(sector).copied().unwrap_or(0);
        let seats = sectors.iter().map(|sector| (*sector, of(before, sector), of(after, sector)));
        let rules = before.rules.to_texts().into_iter().zip(after.rules.to_texts());
        Changes {
            clauses,
            same,
            seats: seats.filter(|(_, was, is)| was != is).collect(),
            rules: rules
                .map(|((rule, was), (_, is))| (rule, was, is))
                .filter(|(_, was, is)| was != is)
                .collect(),
        }
    }
}

/// Which old clause each new one was. A clause has no name that lasts from version to version: it is the one with the same text, else
/// with the same title, else with most of the same words, if that is at least half of them.
fn pairs(old: &[Clause], new: &[Clause]) -> Vec<Option<usize>> {
    let mut was: Vec<Option<usize>> = vec![None; new.len()];
    let mut free: BTreeSet<usize> = (0..old.len()).collect();
    let alike: [fn(&Clause, &Clause) -> bool; 3] = [
        |a, b| a.title == b.title && a.body == b.body,
        |a, b| a.title == b.title,
        |a, b| a.body == b.body && !a.body.is_empty(),
    ];
    for same in alike {
        for (n, clause) in new.iter().enumerate().filter(|(n, _)| was[*n].is_none()).collect::<Vec<_>>() {
            if let Some(found) = free.iter().copied().find(|o| same(&old[*o], clause)) {
                free.remove(&found);
                was[n] = Some(found);
            }
        }
    }
    let old_words: Vec<Vec<&str>> = old.iter().map(|c| words(c)).collect();
    let mut close: Vec<(usize, usize, usize)> = vec![];
    for (n, clause) in new.iter().enumerate().filter(|(n, _)| was[*n].is_none()) {
        let mine = words(clause);
        for o in &free {
            let (shared, all) = (shared(&old_words[*o], &mine), old_words[*o].len() + mine.len());
            if 4 * shared >= all && all > 0 {
                close.push((2000 * shared / all, n, *o));
            }
        }
    }
    // The closest first; of two that are as close, the one further up.
    close.sort_by_key(|(score, n, o)| (std::cmp::Reverse(*score), *n, *o));
    for (_, n, o) in close {
        if was[n].is_none() && free.remove(&o) {
            was[n] = Some(o);
        }
    }
    was
}

/// The words of a clause in order, for [`shared`].
fn words(clause: &Clause) -> Vec<&str> {
    let text = clause.title.split_whitespace().chain(clause.body.split_whitespace());
    let mut words: Vec<&str> = text.collect();
    words.sort_unstable();
    words
}

/// How many words two sorted lists share, each as often as it stands in both.
fn shared(a: &[&str], b: &[&str]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, n) = (i + 1, j + 1, n + 1),
        }
    }
    n
}

fn clauses<'c>(old: &'c [Clause], new: &'c [Clause]) -> (Vec<ClauseChange<'c>>, usize) {
    let was = pairs(old, new);
    let stayed = in_order(&was);
    let kept: BTreeSet<usize> = was.iter().flatten().copied().collect();
    let (mut out, mut same, mut next) = (vec![], 0, 0);
    let gone_before = |until: usize, next: &mut usize, out: &mut Vec<ClauseChange<'c>>| {
        out.extend((*next..until).filter(|o| !kept.contains(o)).map(|o| ClauseChange::Taken(&old[o])));
        *next = (*next).max(until);
    };
    for (n, clause) in new.iter().enumerate() {
        let Some(o) = was[n] else {
            out.push(ClauseChange::Added(clause));
            continue;
        };
        let before = &old[o];
        if stayed.contains(&n) {
            gone_before(o, &mut next, &mut out);
        }
        let words = |c: &'c Clause| (&c.title, &c.body, &c.title_es, &c.body_es);
        if words(before) != words(clause) {
            out.push(ClauseChange::Changed(before, clause));
        } else if !stayed.contains(&n) {
            out.push(ClauseChange::Moved(before, clause));
        } else {
            same += 1;
        }
    }
    gone_before(old.len(), &mut next, &mut out);
    (out, same)
}

/// The largest set of new clauses whose old places follow each other: the others are those that moved. (A clause whose number is another
/// only because one before it came or went has not moved.)
fn in_order(was: &[Option<usize>]) -> BTreeSet<usize> {
    // best[n]: the length of the longest row that ends at n, and what stands before n in it.
    let mut best: Vec<(usize, Option<usize>)> = vec![(0, None); was.len()];
    for (n, place) in was.iter().enumerate() {
        let Some(place) = place else { continue };
        let before = (0..n)
            .filter(|m| was[*m].is_some_and(|other| other < *place))
            .max_by_key(|m| (best[*m].0, std::cmp::Reverse(*m)));
        best[n] = (before.map_or(0, |m| best[m].0) + 1, before);
    }
    let mut at =
        (0..was.len()).filter(|n| best[*n].0 > 0).max_by_key(|n| (best[*n].0, std::cmp::Reverse(*n)));
    let mut out = BTreeSet::new();
    while let Some(n) = at {
        out.insert(n);
        at = best[n].1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CharterState, Rules};
    use tandem_access::Uuid;

    fn clause(position: i64, title: &str, body: &str) -> Clause {
        Clause {
            id: Uuid::nil(),
            position,
            title: title.into(),
            body: body.into(),
            title_es: None,
            body_es: None,
        }
    }

    fn charter(clauses: &[(&str, &str)]) -> Charter {
        Charter {
            id: Uuid::nil(),
            version: 1,
            state: CharterState::InForce,
            revision: 1,
            mission: String::new(),
            goals: String::new(),
            mission_es: None,
            goals_es: None,
            clauses: (1..).zip(clauses).map(|(n, (title, body))| clause(n, title, body)).collect(),
            seats: [(Sector::Healthcare, 2), (Sector::Community, 2)].into(),
            rules: Rules::default(),
            text_hash: None,
            opened_at: None,
            in_force_at: None,
        }
    }

    fn told(before: &Charter, after: &Charter) -> Vec<String> {
        let changes = Changes::between(before, after);
        let say = |change: &ClauseChange| match change {
            ClauseChange::Added(c) => format!("+{}", c.title),
            ClauseChange::Taken(c) => format!("-{}", c.title),
            ClauseChange::Changed(b, a) => format!("{}~{}", b.title, a.title),
            ClauseChange::Moved(b, a) => format!("{} {}>{}", a.title, b.position, a.position),
        };
        changes.clauses.iter().map(say).chain([format!("{} same", changes.same)]).collect()
    }

    #[test]
    fn each_clause_is_found_again_by_text_title_or_most_of_its_words() {
        let before = charter(&[
            ("Who we are", "Neighbors and partners."),
            ("Money", "Each pays a part."),
            ("Meetings", "The council meets in public every month."),
            ("Records", "Minutes are kept."),
        ]);
        assert_eq!(told(&before, &before), ["4 same"]);
        let after = charter(&[
            ("Who we are", "Neighbors and partners."),
            ("Staff", "Two people are hired."),
            ("When we meet", "The council meets in public every week."),
            ("Records", "Minutes are kept and published."),
        ]);
        // The clause on money is gone; that on staff shares no word with it.
        assert_eq!(
            told(&before, &after),
            ["+Staff", "-Money", "Meetings~When we meet", "Records~Records", "1 same"]
        );
        assert_eq!(
            told(&after, &before),
            ["+Money", "-Staff", "When we meet~Meetings", "Records~Records", "1 same"]
        );
    }

    #[test]
    fn what_moved_is_what_went_past_the_others() {
        let before = charter(&[("A", "one"), ("B", "two"), ("C", "three"), ("D", "four")]);
        let last_first = charter(&[("D", "four"), ("A", "one"), ("B", "two"), ("C", "three")]);
        assert_eq!(told(&before, &last_first), ["D 4>1", "3 same"]);
        let without_first = charter(&[("B", "two"), ("C", "three"), ("D", "four")]);
        assert_eq!(told(&before, &without_first), ["-A", "3 same"], "a new number is no move");
    }

    #[test]
    fn spanish_words_are_words_too() {
        let before = charter(&[("Who we are", "Neighbors and partners.")]);
        let mut after = before.clone();
        after.clauses[0].body_es = Some("Vecinos y aliados.".into());
        assert_eq!(told(&before, &after), ["Who we are~Who we are", "0 same"]);
    }

    #[test]
    fn seats_and_rules_say_what_they_were_and_are() {
        let before = charter(&[]);
        let mut after = before.clone();
        after.seats = [(Sector::Community, 3), (Sector::Housing, 1)].into();
        after.rules.quorum_percent = 66;
        let changes = Changes::between(&before, &after);
        assert_eq!(
            changes.seats,
            [(Sector::Healthcare, 2, 0), (Sector::Housing, 0, 1), (Sector::Community, 2, 3)]
        );
        assert_eq!(changes.rules, [("quorum_percent", "50".to_owned(), "66".to_owned())]);
    }
}

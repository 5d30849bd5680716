//! An election on a budget, as the rules see it: whole numbers only, equal ballots put together.

use crate::exact::Ratio;
use std::collections::BTreeMap;

/// What the ballots hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoteKind {
    /// The projects that the voter approves.
    Approval,
    /// Points for projects.
    Points,
    /// Projects in order; a project gets one point for each that stands behind it (Borda).
    Ranks,
}

/// A project that may be funded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Its id, as in the file.
    pub id: String,
    /// Its name, where the file gives one.
    pub name: String,
    /// What it costs, in the election's smallest unit.
    pub cost: i128,
}

/// Ballots that are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// How many voters cast it.
    pub voters: u64,
    /// Projects with their points (1 for an approval), by project. Points of zero are left out.
    pub marks: Vec<(u32, i64)>,
}

/// An election on a budget.
#[derive(Debug, Clone)]
pub struct Election {
    /// What the file says of itself (description, country, currency, rule ...).
    pub meta: BTreeMap<String, String>,
    /// The budget, in the smallest unit.
    pub budget: i128,
    /// How many smallest units make one of the currency: 1 when all sums are whole.
    pub unit: i128,
    /// The projects, in the order of the file.
    pub projects: Vec<Project>,
    /// The ballots.
    pub groups: Vec<Group>,
    /// How many voters there are, empty ballots included.
    pub voters: u64,
    /// What the ballots hold.
    pub kind: VoteKind,
    /// What was noticed in the file that changes no result but that somebody should know.
    pub notes: Vec<String>,
}

/// What a funded project is worth to a voter who approves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Satisfaction {
    /// What it costs: money spent for the voter.
    Cost,
    /// One: each project counts alike.
    Cardinality,
}

impl Satisfaction {
    /// Its name on the command line and in results.
    pub fn name(self) -> &'static str {
        match self {
            Satisfaction::Cost => "cost",
            Satisfaction::Cardinality => "cardinality",
        }
    }
}

/// What a charter may set for a vote, whatever its rule.
#[derive(Debug, Clone)]
pub struct Options {
    /// What a project is worth to who approves it. Points and ranks say it themselves.
    pub satisfaction: Satisfaction,
    /// Projects in the order that breaks ties; those that are not named come after, by id as a string. Empty: by id.
    pub tie_order: Vec<String>,
    /// Projects that fewer voters marked cannot be funded.
    pub minimum_support: u64,
    /// Of each of these sets, one project at most is funded.
    pub exclusive: Vec<Vec<String>>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            satisfaction: Satisfaction::Cost,
            tie_order: Vec::new(),
            minimum_support: 0,
            exclusive: Vec::new(),
        }
    }
}

/// An election made ready for a rule.
pub(crate) struct Case<'a> {
    pub election: &'a Election,
    /// Those who give points above zero, by project: group and points.
    pub supporters: Vec<Vec<(u32, i64)>>,
    /// What one point is worth, by project: its cost, or 1.
    pub worth: Vec<i128>,
    /// The sum of all points, by project; those below zero count too.
    pub points: Vec<i128>,
    /// Voters with points above zero, by project.
    pub support: Vec<u64>,
    /// The place of each project in the order that breaks ties.
    pub rank: Vec<usize>,
    /// Whether it may be funded at all.
    pub eligible: Vec<bool>,
    /// The projects that are out once this one is in.
    pub excludes: Vec<Vec<usize>>,
}

impl<'a> Case<'a> {
    pub fn new(election: &'a Election, options: &Options) -> Case<'a> {
        let n = election.projects.len();
        let (mut supporters, mut points, mut support) = (vec![Vec::new(); n], vec![0i128; n], vec![0u64; n]);
        for (g, group) in election.groups.iter().enumerate() {
            for &(p, mark) in &group.marks {
                points[p as usize] += i128::from(mark) * i128::from(group.voters);
                if mark > 0 {
                    supporters[p as usize].push((g as u32, mark));
                    support[p as usize] += group.voters;
                }
            }
        }
        let by_cost = election.kind == VoteKind::Approval && options.satisfaction == Satisfaction::Cost;
        let worth = election.projects.iter().map(|p| if by_cost { p.cost } else { 1 }).collect();
        let place = |id: &str| options.tie_order.iter().position(|t| t == id).unwrap_or(usize::MAX);
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&a, &b| {
            let (a, b) = (&election.projects[a].id, &election.projects[b].id);
            place(a).cmp(&place(b)).then_with(|| a.cmp(b))
        });
        let mut rank = vec![0; n];
        for (at, &p) in order.iter().enumerate() {
            rank[p] = at;
        }
        let mut excludes = vec![Vec::new(); n];
        for set in &options.exclusive {
            let members: Vec<usize> = (0..n).filter(|&p| set.contains(&election.projects[p].id)).collect();
            for &p in &members {
                excludes[p].extend(members.iter().copied().filter(|&other| other != p));
            }
        }
        let eligible = support.iter().map(|&s| s >= options.minimum_support).collect();
        Case { election, supporters, worth, points, support, rank, eligible, excludes }
    }

    pub fn cost(&self, p: usize) -> i128 {
        self.election.projects[p].cost
    }

    pub fn total(&self, winners: &[usize]) -> i128 {
        winners.iter().map(|&p| self.cost(p)).sum()
    }

    /// Whether nothing more that may be funded fits.
    pub fn is_exhaustive(&self, winners: &[usize]) -> bool {
        let left = self.election.budget - self.total(winners);
        !(0..self.election.projects.len()).any(|p| self.may_join(winners, p) && self.cost(p) <= left)
    }

    /// Whether a project is eligible beside these winners, its cost apart.
    pub fn may_join(&self, winners: &[usize], p: usize) -> bool {
        self.eligible[p]
            && !winners.contains(&p)
            && !self.excludes[p].iter().any(|other| winners.contains(other))
    }
}

impl Election {
    /// A sum in the currency, exact.
    pub fn money(&self, units: i128) -> Ratio {
        Ratio::new(units, self.unit)
    }

    /// The project with this id.
    pub fn project(&self, id: &str) -> Option<usize> {
        self.projects.iter().position(|p| p.id == id)
    }
}

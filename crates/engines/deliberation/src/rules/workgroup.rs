//! A workgroup: at least three co-leads from three sectors, one of them a resident whom no partner employs; organizations under common
//! control count once; no sector has more than half of the co-leads. A vacancy may last 60 days; a group that existed before it
//! was adopted has 180 days to become valid. In grace a group acts and does not adopt; suspended it may talk.

use super::{COMMUNITY, Control, Verdict, days};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Somebody who leads a workgroup together with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoLead {
    /// Who it is.
    pub person: String,
    /// For which sector.
    pub sector: String,
    /// Who employs the person; nobody for a resident who speaks for themself.
    pub organization: Option<String>,
    /// The last day of the term.
    pub term_end: Option<Date>,
}

/// Days that a vacancy may last.
pub const VACANCY_DAYS: i64 = 60;
/// Days that an adopted group has.
pub const ADOPTED_DAYS: i64 = 180;

/// What is missing among co-leads, all of them taken as in office.
fn fault(leads: &[&CoLead], control: &Control) -> Option<&'static str> {
    // Those of one control are one, with the first of their sectors.
    let mut units: BTreeMap<String, &str> = BTreeMap::new();
    for lead in leads {
        let unit = match &lead.organization {
            Some(organization) => format!("organization {}", control.root(organization)),
            None => format!("person {}", lead.person),
        };
        units.entry(unit).or_insert(&lead.sector);
    }
    let persons: BTreeSet<&str> = leads.iter().map(|l| l.person.as_str()).collect();
    let sectors: BTreeSet<&str> = units.values().copied().collect();
    let most = sectors.iter().map(|s| leads.iter().filter(|l| l.sector == *s).count()).max().unwrap_or(0);
    let community = leads.iter().any(|l| l.sector == COMMUNITY && l.organization.is_none());
    if persons.len() < 3 {
        Some("CO_LEADS_LT_3")
    } else if units.len() < 3 {
        Some("COMMON_CONTROL_COUNTS_ONCE")
    } else if sectors.len() < 3 {
        Some("SECTORS_LT_3")
    } else if !community {
        Some("NO_COMMUNITY")
    } else if 2 * most > leads.len() {
        Some("SECTOR_OVER_HALF")
    } else {
        None
    }
}

/// The state of a workgroup on a day.
pub fn state(on: Date, leads: &[CoLead], adopted_existing_on: Option<Date>, control: &Control) -> Verdict {
    let in_office = |day: Date| -> Vec<&CoLead> {
        leads.iter().filter(|l| l.term_end.is_none_or(|end| end >= day)).collect()
    };
    let Some(code) = fault(&in_office(on), control) else { return Verdict::plain("valid") };
    // Since when, without a break, has something been missing because a term ended?
    let mut ends: Vec<Date> = leads.iter().filter_map(|l| l.term_end).filter(|end| *end < on).collect();
    ends.sort_unstable();
    let all: Vec<&CoLead> = leads.iter().collect();
    let missing_after =
        |end: &&Date| end.tomorrow().is_ok_and(|day| fault(&in_office(day), control).is_some());
    let since = ends.iter().rev().take_while(missing_after).last();
    if let Some(end) = since
        && fault(&all, control).is_none()
    {
        return if days(*end, on) <= VACANCY_DAYS {
            Verdict::because("grace", "VACANCY")
        } else {
            Verdict::because("suspended", "VACANCY_OVER_60_DAYS")
        };
    }
    match adopted_existing_on {
        Some(adopted) if days(adopted, on) <= ADOPTED_DAYS => {
            Verdict::because("grace", "ADOPTED_GROUP_180_DAYS")
        }
        Some(_) => Verdict::because("suspended", code),
        None => Verdict::because("invalid", code),
    }
}

/// Whether a group in this state may adopt.
pub fn may_adopt(state: Verdict) -> bool {
    state.verdict == "valid"
}

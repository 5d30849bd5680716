//! What a partner gives and gets, told honestly: like is added to like, and nothing is added across kinds.

use super::{Benefit, BenefitKind};
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::Uuid;

/// One kind, one side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Entries that stand.
    pub entries: usize,
    /// Sums by unit; entries in other units or without a quantity are in none.
    pub quantities: BTreeMap<String, i64>,
    /// Cents of the entries that carry a value.
    pub cents: i64,
    /// How many of them do: the rest was not valued, which is not nothing.
    pub valued: usize,
}

impl Line {
    fn add(&mut self, b: &Benefit) {
        self.entries += 1;
        if let Some(n) = b.quantity {
            let sum = self.quantities.entry(b.unit.clone()).or_default();
            *sum = sum.saturating_add(n);
        }
        if let Some(cents) = b.value_cents {
            self.cents = self.cents.saturating_add(cents);
            self.valued += 1;
        }
    }
}

/// Both sides by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Balance {
    /// What the partner gives.
    pub gives: BTreeMap<BenefitKind, Line>,
    /// What it gets.
    pub gets: BTreeMap<BenefitKind, Line>,
}

impl Balance {
    /// The balance of `organization`, from entries that stand.
    pub fn of(organization: Uuid, ledger: &[Benefit]) -> Balance {
        let mut balance = Balance::default();
        for b in ledger.iter().filter(|b| b.reversal.is_none()) {
            if b.from == Some(organization) {
                balance.gives.entry(b.kind).or_default().add(b);
            }
            if b.to == Some(organization) {
                balance.gets.entry(b.kind).or_default().add(b);
            }
        }
        balance
    }

    /// Kinds on either side, in order.
    pub fn kinds(&self) -> BTreeSet<BenefitKind> {
        self.gives.keys().chain(self.gets.keys()).copied().collect()
    }

    /// Entries given and entries gotten.
    pub fn entries(&self) -> (usize, usize) {
        let sum = |side: &BTreeMap<BenefitKind, Line>| side.values().map(|l| l.entries).sum();
        (sum(&self.gives), sum(&self.gets))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Reversal;
    use super::*;
    use jiff::Timestamp;
    use jiff::civil::date;

    fn entry(from: u128, to: u128, kind: BenefitKind, unit: &str, n: i64, cents: Option<i64>) -> Benefit {
        let org = |n: u128| (n > 0).then(|| Uuid::from_u128(n));
        Benefit {
            id: Uuid::from_u128(7),
            from: org(from),
            to: org(to),
            kind,
            words: "x".into(),
            quantity: Some(n),
            unit: unit.into(),
            value_cents: cents,
            valued_how: String::new(),
            began_on: date(2026, 1, 1),
            ended_on: None,
            source: "x".into(),
            recorded_at: Timestamp::UNIX_EPOCH,
            recorded_by: None,
            reversal: None,
        }
    }

    #[test]
    fn like_is_added_to_like_only() {
        let ledger = [
            entry(1, 0, BenefitKind::Staff, "hours", 10, Some(20_000)),
            entry(1, 2, BenefitKind::Staff, "hours", 5, None),
            entry(1, 2, BenefitKind::Staff, "rides", 3, None),
            entry(0, 1, BenefitKind::Money, "months", 6, Some(5_000)),
        ];
        let balance = Balance::of(Uuid::from_u128(1), &ledger);
        let staff = &balance.gives[&BenefitKind::Staff];
        assert_eq!(staff.quantities, BTreeMap::from([("hours".to_owned(), 15), ("rides".to_owned(), 3)]));
        assert_eq!((staff.entries, staff.valued, staff.cents), (3, 1, 20_000));
        assert_eq!(balance.entries(), (3, 1));
        assert_eq!(balance.kinds().len(), 2);
        assert_eq!(Balance::of(Uuid::from_u128(2), &ledger).entries(), (0, 2));
    }

    #[test]
    fn what_was_taken_back_counts_no_more() {
        let mut taken = entry(1, 0, BenefitKind::Space, "days", 4, Some(100));
        taken.reversal = Some(Reversal { why: "Wrong year".into(), at: Timestamp::UNIX_EPOCH, by: None });
        assert_eq!(Balance::of(Uuid::from_u128(1), &[taken]), Balance::default());
    }
}

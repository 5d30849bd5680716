use super::*;
use proptest::prelude::*;

fn voices(about: About, said: &[(Answer, usize)]) -> Vec<Voice> {
    let all = said.iter().flat_map(|(answer, n)| std::iter::repeat_n(*answer, *n));
    all.map(|answer| Voice { about, answers: BTreeMap::from([(0, answer)]) }).collect()
}

const RESIDENT: About = About { side: Side::Resident, sector: None, lived: Lived::No };
const LIVED: About = About { side: Side::Resident, sector: None, lived: Lived::Yes };

fn partner(sector: Sector) -> About {
    About { side: Side::Partner, sector: Some(sector), lived: Lived::Unsaid }
}

use Answer::{Agree, Disagree, Pass};

#[test]
fn each_voice_counts_once_and_small_sectors_together() {
    let mut all = voices(LIVED, &[(Agree, 12)]);
    all.extend(voices(About { lived: Lived::Yes, ..partner(Sector::Housing) }, &[(Agree, 1)]));
    all.extend(voices(partner(Sector::Housing), &[(Agree, 22)]));
    all.extend(voices(partner(Sector::Faith), &[(Agree, 21)]));
    all.extend(voices(partner(Sector::Education), &[(Agree, 3)]));
    all.extend(voices(About::default(), &[(Agree, 4)]));
    let told = tell(&all, 1);
    let c = Shown::Count;
    assert_eq!(
        told.people,
        [
            (Group::Lived, c(13)),
            (Group::Sector(Sector::Housing), c(22)),
            (Group::Partners, c(24)),
            (Group::Unsaid, Shown::Suppressed)
        ]
    );
    assert_eq!(told.counted, [Group::Sector(Sector::Housing), Group::Partners]);
}

#[test]
fn what_every_counted_group_shares_comes_first() {
    let mut all = voices(LIVED, &[(Agree, 30), (Disagree, 3)]);
    all.extend(voices(RESIDENT, &[(Agree, 40), (Disagree, 20), (Pass, 15)]));
    // Too few to count: they do not stand in the way, and nothing is told of them.
    all.extend(voices(partner(Sector::Housing), &[(Disagree, 20)]));
    let told = tell(&all, 1);
    assert_eq!(told.agreed, [0]);
    assert_eq!(told.said[0][0].said[0], Figure::AtLeast(23), "thirty of 33 would tell the three");
    assert_eq!(told.said[0][1].said, [Figure::Exactly(40), Figure::Exactly(20), Figure::Exactly(15)]);
    // With two more of them they count, and it is no longer shared but what divides.
    all.extend(voices(partner(Sector::Housing), &[(Disagree, 2)]));
    let told = tell(&all, 1);
    assert!(told.agreed.is_empty());
    let apart = told.apart[0];
    assert_eq!((apart.more, apart.less), (Group::Lived, Group::Sector(Sector::Housing)));
    assert_eq!(apart.points, 69, "23 of 33 against 0 of 22, rounded down");
}

#[test]
fn half_is_not_most_and_a_statement_that_few_answered_is_open() {
    assert_eq!(cells([22, 22, 0]).stand(), Stand::Open);
    assert_eq!(cells([23, 22, 0]).stand(), Stand::Agrees);
    assert_eq!(cells([12, 23, 11]).stand(), Stand::Open);
    assert_eq!(cells([0, 21, 0]).stand(), Stand::Open);
    assert_eq!(cells([0, 22, 0]).stand(), Stand::Disagrees);
    assert_eq!(tell(&[], 3).agreed, [0usize; 0], "where no group counts nothing is shared");
}

#[test]
fn how_many_so_far_is_a_round_number() {
    let of = |n: u64| so_far([(RESIDENT, n)]);
    assert_eq!([of(0), of(10), of(11), of(24), of(25), of(99), of(5000)], [0, 0, 11, 11, 25, 50, 1000]);
    assert_eq!(so_far([(RESIDENT, 20), (LIVED, 9)]), 11, "a small group is not counted in");
}

/// Everything that a reader can still take for true: every row that fits what is told, by going through all of them.
fn possible(told: &Cells, most: u64) -> Vec<[u64; 3]> {
    let fits = |figure: Figure, n: u64| match figure {
        Figure::Exactly(shown) => shown == n,
        Figure::AtLeast(low) => n >= low,
        Figure::Hidden => true,
    };
    let mut out = vec![];
    for a in 0..=most {
        for d in 0..=most - a {
            let rest: Vec<u64> = match told.answers {
                Shown::Count(all) if a + d <= all => vec![all - a - d],
                Shown::Count(_) => vec![],
                Shown::Suppressed => (0..=most - a - d).collect(),
            };
            out.extend(
                rest.into_iter()
                    .map(|p| [a, d, p])
                    .filter(|row| told.said.iter().zip(row).all(|(figure, n)| fits(*figure, *n))),
            );
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    /// The house's rule, held by a reader who tries everything: a count from 1 to 10 can be 1 or less, and 10 or more; what is told
    /// is true; and bounds are no tighter than what can be known.
    #[test]
    fn no_small_count_can_be_told(row in [0u64..40, 0u64..14, 0u64..14], turn in 0usize..3) {
        let mut row = row;
        row.rotate_left(turn);
        let told = cells(row);
        let most = row.iter().sum::<u64>() + 12;
        let all = possible(&told, most);
        prop_assert!(all.contains(&row), "{row:?}: {told:?}");
        for (i, n) in row.iter().enumerate().filter(|(_, n)| (1..FEW).contains(n)) {
            let (low, high) = (all.iter().map(|r| r[i]).min().unwrap(), all.iter().map(|r| r[i]).max().unwrap());
            prop_assert!(low <= 1 && high >= FEW - 1, "{row:?}: {n} is between {low} and {high}: {told:?}");
        }
        let answers: u64 = row.iter().sum();
        if (1..FEW).contains(&answers) {
            prop_assert_eq!(told.answers, Shown::Suppressed);
        }
        for which in 0..3 {
            if let Some(b) = told.bounds(which) {
                prop_assert!(b.low <= row[which] && row[which] <= b.high && b.of == answers);
                prop_assert!(all.iter().any(|r| r[which] == b.high), "{row:?}: {told:?} {b:?}");
            }
        }
        // What a group holds leaves every small count the same room.
        if told.stand() == Stand::Agrees {
            prop_assert!(2 * row[0] > answers);
            let still: Vec<_> = all.iter().filter(|r| 2 * r[0] > r.iter().sum::<u64>()).collect();
            for i in (0..3).filter(|i| (1..FEW).contains(&row[*i])) {
                prop_assert!(still.iter().any(|r| r[i] <= 1) && still.iter().any(|r| r[i] >= FEW - 1), "{row:?}");
            }
        }
    }
}

//! Which problem first: the basic priority rating of Hanlon (Hanlon, Pickett, "Public Health: Administration and Practice", 1984) in the
//! form that NACCHO teaches, with PEARL (propriety, economics, acceptability, resources, legality) as a gate. Exact.

use crate::exact::Ratio;

/// What one rater says of a problem, each from 0 to 10.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// Size of the problem.
    pub size: u8,
    /// How serious it is.
    pub seriousness: u8,
    /// How well something can be done about it.
    pub effectiveness: u8,
    /// The five questions of PEARL.
    pub pearl: [bool; 5],
}

/// A problem's rating by all raters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priority {
    /// Medians.
    pub size: Ratio,
    /// Medians.
    pub seriousness: Ratio,
    /// Medians.
    pub effectiveness: Ratio,
    /// Whether more than half of the raters say yes to each question.
    pub pearl: bool,
    /// (A + 2B) C.
    pub basic: Ratio,
    /// The same, or 0 where PEARL says no.
    pub overall: Ratio,
    /// ((A + B) C) / 3 with B from 0 to 20: the older form, a third of the other.
    pub basic_hanlon_pickett: Ratio,
    /// Highest less lowest rating of the size: how far raters are apart.
    pub range_of_size: u8,
}

fn median(mut values: Vec<u8>) -> Ratio {
    values.sort_unstable();
    let (low, high) = (values[(values.len() - 1) / 2], values[values.len() / 2]);
    Ratio::new(u32::from(low) + u32::from(high), 2)
}

/// Rates a problem; `None` without raters.
pub fn rate(ratings: &[Rating]) -> Option<Priority> {
    let sizes: Vec<u8> = ratings.iter().map(|r| r.size).collect();
    let range_of_size = sizes.iter().max()? - sizes.iter().min()?;
    let size = median(sizes);
    let seriousness = median(ratings.iter().map(|r| r.seriousness).collect());
    let effectiveness = median(ratings.iter().map(|r| r.effectiveness).collect());
    let pearl = (0..5).all(|q| 2 * ratings.iter().filter(|r| r.pearl[q]).count() > ratings.len());
    let basic = &(&size + &(&seriousness * &Ratio::whole(2))) * &effectiveness;
    Some(Priority {
        overall: if pearl { basic.clone() } else { Ratio::zero() },
        basic_hanlon_pickett: &basic / &Ratio::whole(3),
        size,
        seriousness,
        effectiveness,
        pearl,
        basic,
        range_of_size,
    })
}

/// Problems by overall rating, highest first; equals in the order given.
pub fn rank(priorities: &[Priority]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..priorities.len()).collect();
    order.sort_by(|&a, &b| priorities[b].overall.cmp(&priorities[a].overall));
    order
}

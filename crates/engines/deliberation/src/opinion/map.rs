//! The map of a conversation: principal components of the votes, two of them, and where each participant stands. A vote that is missing is
//! the mean of those who voted; participants who voted on little are moved outwards in proportion, as Polis has it.

use super::Votes;

/// Two components.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// The mean vote on each statement; 0 for those that were moderated out.
    pub mean: Vec<f64>,
    /// The components, each with its largest loading positive.
    pub components: [Vec<f64>; 2],
    /// The variance along each.
    pub variance: [f64; 2],
    /// Participants and where they stand.
    pub places: Vec<(u32, [f64; 2])>,
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Makes a set of vectors orthonormal, in order.
fn orthonormal(vectors: &mut [Vec<f64>]) {
    for i in 0..vectors.len() {
        let (done, rest) = vectors.split_at_mut(i);
        for _ in 0..2 {
            for other in done.iter() {
                let along = dot(other, &rest[0]);
                rest[0].iter_mut().zip(other).for_each(|(x, o)| *x -= along * o);
            }
        }
        let length = dot(&rest[0], &rest[0]).sqrt();
        rest[0].iter_mut().for_each(|x| *x = if length > 0.0 { *x / length } else { 0.0 });
    }
}

/// Draws the map; nothing for fewer than two participants.
pub fn draw(votes: &Votes, moderated_out: &[usize]) -> Option<Map> {
    let n = votes.statements;
    let people = votes.of.len();
    if people < 2 || n == 0 {
        return None;
    }
    let kept: Vec<bool> = (0..n).map(|s| !moderated_out.contains(&s)).collect();
    let (mut sum, mut seen) = (vec![0.0; n], vec![0.0f64; n]);
    for (&s, &vote) in votes.of.values().flatten().filter(|(s, _)| kept[**s]) {
        sum[s] += f64::from(vote);
        seen[s] += 1.0;
    }
    let mean: Vec<f64> = sum.iter().zip(&seen).map(|(sum, n)| if *n > 0.0 { sum / n } else { 0.0 }).collect();
    // Votes less their mean: what is missing is nothing.
    let rows: Vec<Vec<(usize, f64)>> = votes
        .of
        .values()
        .map(|b| b.iter().filter(|(s, _)| kept[**s]).map(|(&s, &v)| (s, f64::from(v) - mean[s])).collect())
        .collect();
    // With the missing at the mean, columns have mean 0 as they stand.
    let apply = |x: &[f64]| {
        let mut out = vec![0.0; n];
        for row in &rows {
            let along: f64 = row.iter().map(|&(s, v)| v * x[s]).sum();
            row.iter().for_each(|&(s, v)| out[s] += v * along);
        }
        out.iter_mut().for_each(|v| *v /= people as f64 - 1.0);
        out
    };
    // Six directions turned together until the first two stand still; the others take up what would slow them down.
    let mut axes: Vec<Vec<f64>> =
        (0..n.min(6)).map(|k| (0..n).map(|s| ((s * (2 * k + 3) + k) as f64).sin()).collect()).collect();
    orthonormal(&mut axes);
    let many = axes.len();
    for _ in 0..20_000 {
        let before = axes.clone();
        axes = axes.iter().map(|a| apply(a)).collect();
        orthonormal(&mut axes);
        let turned = (0..many.min(2)).map(|k| {
            let sign = dot(&axes[k], &before[k]).signum();
            axes[k].iter().zip(&before[k]).map(|(a, b)| (a - sign * b).abs()).fold(0.0, f64::max)
        });
        if turned.fold(0.0, f64::max) < 1e-15 {
            break;
        }
    }
    axes.resize(2.max(many), vec![0.0; n]);
    for axis in axes.iter_mut().take(2) {
        let largest = axis.iter().copied().max_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap_or(0.0);
        if largest < 0.0 {
            axis.iter_mut().for_each(|x| *x = -*x);
        }
    }
    let variance = [0, 1].map(|k| dot(&axes[k], &apply(&axes[k])));
    // A statement that was moderated out counts as a pass of everyone.
    let passed = kept.iter().filter(|k| !**k).count();
    let places = votes.of.keys().zip(&rows).map(|(&who, row)| {
        let seen = row.len() + passed;
        let scale = if seen > 0 { (n as f64 / seen as f64).sqrt() } else { 0.0 };
        (who, [0, 1].map(|k| scale * row.iter().map(|&(s, v)| v * axes[k][s]).sum::<f64>()))
    });
    let places = places.collect();
    let mut axes = axes.into_iter();
    let components = [axes.next().unwrap_or_default(), axes.next().unwrap_or_default()];
    Some(Map { mean, components, variance, places })
}

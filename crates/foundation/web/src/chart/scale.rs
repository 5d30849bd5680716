//! Round numbers for the axis.

/// The end of an axis that starts at zero, and the distance of its lines: 1, 2 or 5 times a power of ten, so that
/// people can read between them; three to six lines.
pub(super) fn axis(max: f64, percent: bool) -> (f64, f64) {
    if percent && max <= 100.0 && max > 40.0 {
        return (100.0, 25.0);
    }
    if !max.is_finite() || max <= 0.0 {
        return (1.0, 1.0);
    }
    let rough = max / 4.0;
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|m| m * power)
        .find(|step| *step >= rough && (step.fract() == 0.0 || max < 4.0))
        .unwrap_or(10.0 * power);
    ((max / step).ceil() * step, step)
}

/// The lines from zero to the end.
pub(super) fn lines(end: f64, step: f64) -> Vec<f64> {
    let n = (end / step).round() as usize;
    (0..=n).map(|i| i as f64 * step).collect()
}

/// Which labels of an axis fit: every nth counted from the last, so that the newest is always named.
pub(super) fn shown(labels: &[String], width: f64) -> Vec<usize> {
    let longest = labels.iter().map(|l| l.chars().count()).max().unwrap_or(0) as f64;
    let fit = (width / (longest * 8.0 + 16.0)).floor().max(1.0) as usize;
    let every = labels.len().div_ceil(fit).max(1);
    (0..labels.len()).rev().step_by(every).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_ends_on_a_round_number_above_the_greatest() {
        assert_eq!(axis(79.0, true), (100.0, 25.0));
        assert_eq!(axis(18.0, true), (20.0, 5.0));
        assert_eq!(axis(9.0, false), (10.0, 5.0));
        assert_eq!(axis(1234.0, false), (1500.0, 500.0));
        assert_eq!(axis(0.0, false), (1.0, 1.0));
        assert_eq!(axis(f64::NAN, false), (1.0, 1.0));
        for max in [0.3, 1.0, 3.0, 7.0, 12.0, 45.0, 99.0, 101.0, 640.0, 9_999.0] {
            let (end, step) = axis(max, false);
            let n = lines(end, step).len();
            assert!(end >= max && (2..=7).contains(&n), "{max}: {end} by {step} gives {n}");
        }
    }

    #[test]
    fn the_newest_label_is_always_shown() {
        let labels: Vec<String> = (1..=18).map(|i| format!("Mon {i}")).collect();
        let shown = shown(&labels, 500.0);
        assert!(shown.contains(&17) && shown.len() < 12);
    }
}

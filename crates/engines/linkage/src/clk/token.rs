//! Values cut into tokens.

use super::format::integer;
use super::schema::Comparison;

/// Scratch room, kept from value to value.
#[derive(Default)]
pub(super) struct Tokens {
    text: String,
    ends: Vec<usize>,
    padded: String,
}

impl Tokens {
    /// Cuts `value` into the tokens that `comparison` asks for; otherwise why it cannot be cut.
    pub(super) fn cut(&mut self, value: &str, comparison: &Comparison) -> Result<(), String> {
        self.text.clear();
        self.ends.clear();
        if value.is_empty() {
            return Ok(());
        }
        match comparison {
            Comparison::Exact {} => self.push(value),
            Comparison::Ngram { n, positional } => self.ngrams(value, *n, *positional),
            Comparison::Numeric { threshold_distance, resolution, fractional_precision } => {
                let tokens = neighbours(value, *threshold_distance, *resolution, *fractional_precision)
                    .ok_or("is no number, or one too large")?;
                tokens.for_each(|t| self.push(&t.to_string()));
            }
        }
        Ok(())
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Each in turn.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        let mut from = 0;
        self.ends.iter().map(move |to| {
            let token = &self.text[from..*to];
            from = *to;
            token
        })
    }

    fn push(&mut self, token: &str) {
        self.text.push_str(token);
        self.ends.push(self.text.len());
    }

    /// Runs of `n` characters, the ends of the value padded with spaces so that each character is in `n` runs.
    fn ngrams(&mut self, value: &str, n: usize, positional: bool) {
        let mut padded = std::mem::take(&mut self.padded);
        padded.clear();
        padded.extend(std::iter::repeat_n(' ', n - 1));
        padded.push_str(value);
        padded.extend(std::iter::repeat_n(' ', n - 1));
        // Where each run begins and where it ends, in bytes.
        let starts = padded.char_indices().map(|(i, _)| i);
        let ends = padded.char_indices().map(|(i, c)| i + c.len_utf8()).skip(n - 1);
        for (place, (from, to)) in starts.zip(ends).enumerate() {
            if positional {
                push_number(&mut self.text, place + 1);
                self.text.push(' ');
            }
            self.push(&padded[from..to]);
        }
        self.padded = padded;
    }
}

fn push_number(text: &mut String, n: usize) {
    if n >= 10 {
        push_number(text, n / 10);
    }
    text.push(char::from(b'0' + (n % 10) as u8));
}

/// A number's neighbours on a grid that all numbers share, multiplied so that they are whole.
fn neighbours(
    value: &str,
    distance: f64,
    resolution: u32,
    precision: u32,
) -> Option<impl Iterator<Item = i128>> {
    let scale = 10_i128.pow(precision);
    let number = match integer(value) {
        Some(whole) => whole.checked_mul(scale)?,
        None => {
            let number: f64 = value.trim().parse().ok()?;
            let scaled =
                if precision > 0 { (number * scale as f64).round_ties_even() } else { number.trunc() };
            (scaled.abs() < 1e30).then_some(scaled as i128)?
        }
    };
    let step = (distance * scale as f64).round_ties_even() as i128;
    let resolution = i128::from(resolution);
    let number = number.checked_mul(2 * resolution).filter(|n| n.abs() < i128::MAX / 4)?;
    let rest = number.rem_euclid(step);
    let number = if 2 * rest < step { number - rest } else { number + step - rest };
    Some((-resolution..=resolution).map(move |i| number + i * step))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(value: &str, comparison: &str) -> Vec<String> {
        let mut tokens = Tokens::default();
        tokens.cut(value, &serde_json::from_str(comparison).unwrap()).unwrap();
        tokens.iter().map(str::to_owned).collect()
    }

    #[test]
    fn runs_of_characters() {
        assert_eq!(tokens("clk", r#"{"type": "ngram", "n": 2}"#), [" c", "cl", "lk", "k "]);
        assert_eq!(tokens("ñu", r#"{"type": "ngram", "n": 1, "positional": true}"#), ["1 ñ", "2 u"]);
        assert_eq!(tokens("x", r#"{"type": "ngram", "n": 3}"#), ["  x", " x ", "x  "]);
        assert_eq!(tokens("", r#"{"type": "ngram", "n": 2}"#), [""; 0]);
        assert_eq!(tokens("whole value", r#"{"type": "exact"}"#), ["whole value"]);
        assert_eq!(tokens("0123456789a", r#"{"type": "ngram", "n": 1, "positional": true}"#)[10], "11 a");
    }

    #[test]
    fn numbers_on_one_grid() {
        let numeric = r#"{"type": "numeric", "thresholdDistance": 8, "resolution": 2}"#;
        assert_eq!(tokens("25", numeric), ["88", "96", "104", "112", "120"]);
        assert_eq!(tokens("-1", numeric), ["-16", "-8", "0", "8", "16"]);
        assert_eq!(tokens("25.9", numeric), tokens("25", numeric));
        let fine =
            r#"{"type": "numeric", "thresholdDistance": 0.5, "resolution": 1, "fractional_precision": 2}"#;
        assert_eq!(tokens("1.005", fine), ["150", "200", "250"]);
        let mut t = Tokens::default();
        for wrong in ["one", "nan", "inf", "1e300", "9".repeat(38).as_str()] {
            assert!(t.cut(wrong, &serde_json::from_str(fine).unwrap()).is_err(), "{wrong}");
        }
    }
}

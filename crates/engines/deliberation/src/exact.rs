//! Fractions of whole numbers of any size. Outcomes are compared with these, never with floating-point numbers.

use num_bigint::{BigInt, Sign};
use num_integer::Integer as _;
use num_traits::{One as _, Signed as _, ToPrimitive as _, Zero as _};
use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A fraction in lowest terms, with a positive denominator.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Ratio {
    numer: BigInt,
    denom: BigInt,
}

impl Ratio {
    /// `numer / denom`. Panics when `denom` is zero, as a division does.
    pub fn new(numer: impl Into<BigInt>, denom: impl Into<BigInt>) -> Ratio {
        let (mut numer, mut denom) = (numer.into(), denom.into());
        assert!(!denom.is_zero(), "a fraction with denominator zero");
        if denom.is_negative() {
            (numer, denom) = (-numer, -denom);
        }
        let common = numer.gcd(&denom);
        if !common.is_one() {
            (numer, denom) = (numer / &common, denom / &common);
        }
        Ratio { numer, denom }
    }

    /// A whole number.
    pub fn whole(n: impl Into<BigInt>) -> Ratio {
        Ratio { numer: n.into(), denom: BigInt::one() }
    }

    /// Zero.
    pub fn zero() -> Ratio {
        Ratio::whole(0)
    }

    /// A decimal number as people write it: `12`, `-3.5`, `1/3`. Nothing else.
    pub fn parse(text: &str) -> Option<Ratio> {
        if let Some((numer, denom)) = text.split_once('/') {
            let denom: BigInt = denom.trim().parse().ok()?;
            return (!denom.is_zero())
                .then(|| numer.trim().parse::<BigInt>().ok())?
                .map(|n| Ratio::new(n, denom));
        }
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let unsigned = whole.strip_prefix(['-', '+']).unwrap_or(whole);
        if !digits(unsigned) || !digits(part) || (unsigned.is_empty() && part.is_empty()) || part.len() > 60 {
            return None;
        }
        let numer: BigInt = format!("{unsigned}{part}").parse().ok()?;
        let numer = if whole.starts_with('-') { -numer } else { numer };
        Some(Ratio::new(numer, BigInt::from(10).pow(part.len() as u32)))
    }

    /// The part above the line.
    pub fn numer(&self) -> &BigInt {
        &self.numer
    }

    /// The part under the line.
    pub fn denom(&self) -> &BigInt {
        &self.denom
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.numer.is_zero()
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.numer.is_negative()
    }

    /// The largest whole number that is not above it.
    pub fn floor(&self) -> BigInt {
        self.numer.div_floor(&self.denom)
    }

    /// The nearest floating-point number, for display and for a first guess.
    pub fn to_f64(&self) -> f64 {
        // Shifted so that both fit: a fraction of long numbers is no NaN.
        let excess = self.numer.bits().max(self.denom.bits()).saturating_sub(1000);
        if excess == 0 {
            return self.numer.to_f64().unwrap_or(f64::NAN) / self.denom.to_f64().unwrap_or(f64::NAN);
        }
        let bits = self.denom.bits() as i64 - self.numer.bits() as i64 + 64;
        let scaled = if bits >= 0 {
            (&self.numer << bits as u64) / &self.denom
        } else {
            &self.numer / (&self.denom << (-bits) as u64)
        };
        scaled.to_f64().unwrap_or(f64::NAN) * 2f64.powi(i32::try_from(-bits).unwrap_or(0))
    }

    /// As decimals, cut off (not rounded) after so many places: `2.3333`.
    pub fn decimals(&self, places: u32) -> String {
        let scaled = &self.numer.abs() * BigInt::from(10).pow(places) / &self.denom;
        let digits = format!("{scaled:0>width$}", width = places as usize + 1);
        let (whole, part) = digits.split_at(digits.len() - places as usize);
        let sign = if self.numer.sign() == Sign::Minus && !scaled.is_zero() { "-" } else { "" };
        if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }

    /// With the denominator always told: `0/1`.
    pub fn fraction(&self) -> String {
        format!("{}/{}", self.numer, self.denom)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denom.is_one() {
            write!(f, "{}", self.numer)
        } else {
            write!(f, "{}/{}", self.numer, self.denom)
        }
    }
}

impl fmt::Debug for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<i128> for Ratio {
    fn from(n: i128) -> Ratio {
        Ratio::whole(n)
    }
}

impl From<u64> for Ratio {
    fn from(n: u64) -> Ratio {
        Ratio::whole(n)
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Ratio) -> Ordering {
        if self.denom == other.denom {
            return self.numer.cmp(&other.numer);
        }
        (&self.numer * &other.denom).cmp(&(&other.numer * &self.denom))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Add for &Ratio {
    type Output = Ratio;
    fn add(self, other: &Ratio) -> Ratio {
        if self.denom == other.denom {
            return Ratio::new(&self.numer + &other.numer, self.denom.clone());
        }
        Ratio::new(&self.numer * &other.denom + &other.numer * &self.denom, &self.denom * &other.denom)
    }
}

impl Sub for &Ratio {
    type Output = Ratio;
    fn sub(self, other: &Ratio) -> Ratio {
        self + &-other
    }
}

impl Mul for &Ratio {
    type Output = Ratio;
    fn mul(self, other: &Ratio) -> Ratio {
        Ratio::new(&self.numer * &other.numer, &self.denom * &other.denom)
    }
}

impl Div for &Ratio {
    type Output = Ratio;
    fn div(self, other: &Ratio) -> Ratio {
        Ratio::new(&self.numer * &other.denom, &self.denom * &other.numer)
    }
}

impl Neg for &Ratio {
    type Output = Ratio;
    fn neg(self) -> Ratio {
        Ratio { numer: -&self.numer, denom: self.denom.clone() }
    }
}

/// The sum of whole multiples of fractions, brought to one denominator once.
pub fn combination<'a>(terms: impl IntoIterator<Item = (i128, &'a Ratio)>) -> Ratio {
    let (mut numer, mut denom) = (BigInt::zero(), BigInt::one());
    for (times, ratio) in terms {
        if times == 0 || ratio.is_zero() {
            continue;
        }
        if ratio.denom == denom {
            numer += &ratio.numer * times;
        } else {
            let common = denom.lcm(&ratio.denom);
            numer = numer * (&common / &denom) + &ratio.numer * (&common / &ratio.denom) * times;
            denom = common;
        }
    }
    Ratio::new(numer, denom)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in
            [("12", "12"), ("-3.50", "-7/2"), ("1/3", "1/3"), (".5", "1/2"), ("4.", "4"), ("+2", "2")]
        {
            assert_eq!(Ratio::parse(text).map(|r| r.to_string()).as_deref(), Some(value), "{text}");
        }
        for text in ["", ".", "1,5", "1e3", "1/0", "a", "--1", "1 2"] {
            assert_eq!(Ratio::parse(text), None, "{text}");
        }
    }

    #[test]
    fn decimals_are_cut_off() {
        assert_eq!(Ratio::new(7, 3).decimals(4), "2.3333");
        assert_eq!(Ratio::new(-2, 3).decimals(2), "-0.66");
        assert_eq!(Ratio::new(-1, 3000).decimals(2), "0.00");
        assert_eq!(Ratio::new(5, 1).decimals(0), "5");
        assert_eq!(Ratio::new(1, 20).decimals(5), "0.05000");
    }

    #[test]
    fn long_fractions_have_a_nearest_number() {
        let long = Ratio::new(BigInt::from(3).pow(3000) * 2, BigInt::from(3).pow(3001));
        assert!((long.to_f64() - 2.0 / 3.0).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn they_keep_the_laws_of_fractions(a in -999i64..999, b in 1i64..99, c in -999i64..999, d in 1i64..99) {
            let (x, y) = (Ratio::new(a, b), Ratio::new(c, d));
            prop_assert_eq!(&(&x + &y) - &y, x.clone());
            prop_assert_eq!(&x * &y, Ratio::new(a * c, b * d));
            if c != 0 {
                prop_assert_eq!(&(&x / &y) * &y, x.clone());
            }
            prop_assert_eq!(x.cmp(&y), (a * d).cmp(&(c * b)));
            prop_assert_eq!(combination([(3, &x), (-2, &y)]), Ratio::new(3 * a * d - 2 * c * b, b * d));
            prop_assert_eq!(Ratio::parse(&x.to_string()), Some(x));
        }
    }
}

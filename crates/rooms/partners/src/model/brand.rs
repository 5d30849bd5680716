//! The partnership's own colour, refused when text in it could not be read.

use std::fmt;

/// The least contrast with white that is accepted: WCAG 2.2 AAA for text.
const LEAST_CONTRAST: f64 = 7.0;

/// A brand colour with a contrast of 7:1 or more on white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brand {
    rgb: [u8; 3],
}

/// Why a colour is refused.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum BrandError {
    /// Not a colour.
    #[error("write the colour as # and six digits, such as #1b4d3e")]
    NotAColour,
    /// Too light.
    #[error(
        "this colour has a contrast of {ratio:.1}:1 on white; 7:1 or more is needed, so choose a darker one"
    )]
    TooLight {
        /// Its contrast with white.
        ratio: f64,
    },
}

impl Brand {
    /// Reads `#rrggbb`.
    ///
    /// # Errors
    /// When it is not a colour, or has less than 7:1 on white.
    pub fn parse(text: &str) -> Result<Brand, BrandError> {
        let hex = text.trim().strip_prefix('#').ok_or(BrandError::NotAColour)?;
        if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(BrandError::NotAColour);
        }
        let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).map_err(|_| BrandError::NotAColour);
        let brand = Brand { rgb: [part(0)?, part(2)?, part(4)?] };
        let ratio = brand.contrast_on_white();
        if ratio < LEAST_CONTRAST {
            return Err(BrandError::TooLight { ratio });
        }
        Ok(brand)
    }

    /// Contrast with white as WCAG 2.2 defines it.
    pub fn contrast_on_white(self) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = self.rgb.map(linear);
        1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05)
    }
}

impl fmt::Display for Brand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.rgb;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_contrasts() {
        assert!((Brand { rgb: [0, 0, 0] }.contrast_on_white() - 21.0).abs() < 1e-9);
        assert!((Brand { rgb: [255, 255, 255] }.contrast_on_white() - 1.0).abs() < 1e-9);
        // #595959 is the lightest grey with 7:1 on white.
        assert!(Brand::parse("#595959").is_ok());
        assert!(matches!(Brand::parse("#5a5a5a"), Err(BrandError::TooLight { .. })));
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for bad in ["", "123456", "#12345", "#12345g", "#1234567", "red", "#é2345", "#+1+1+1"] {
            assert_eq!(Brand::parse(bad), Err(BrandError::NotAColour), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn whatever_passes_is_dark_and_reads_back(rgb in any::<[u8; 3]>()) {
            let text = Brand { rgb }.to_string();
            match Brand::parse(&text) {
                Ok(b) => {
                    prop_assert!(b.contrast_on_white() >= 7.0);
                    prop_assert_eq!(b.to_string(), text);
                }
                Err(e) => prop_assert!(matches!(e, BrandError::TooLight { ratio } if ratio < 7.0), "{e}"),
            }
        }
    }
}

//! When needs come: light and heat in winter, food before the month ends, more visits as the partnership grows. And
//! where: rides in Far Meadow, mold in the old mill quarter. Every figure here is invented.

use jiff::civil::Date;

/// What a person can need at a visit, with how likely it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    /// The day.
    pub(super) day: Date,
    /// The district's name.
    pub(super) district: &'static str,
    /// The person's age in years.
    pub(super) age: i64,
    /// Whether the person speaks English at home.
    pub(super) english: bool,
}

impl Moment {
    fn winter(&self) -> bool {
        matches!(self.day.month(), 11 | 12 | 1..=3)
    }

    /// The last ten days of a month, when food benefits have run out.
    fn month_ends(&self) -> bool {
        self.day.day() > 20
    }

    fn lives_in(&self, districts: &[&str]) -> bool {
        districts.contains(&self.district)
    }

    /// Of a hundred such visits, in how many this need is found. 0 for what nobody asks.
    pub(super) fn percent(&self, domain: &str) -> u32 {
        let when = |holds: bool, more: u32| if holds { more } else { 0 };
        match domain {
            "food-insecurity" => 24 + when(self.month_ends(), 22),
            "utility-insecurity" => 11 + when(self.winter(), 27),
            "transportation-insecurity" => 13 + when(self.lives_in(&["Far Meadow"]), 52),
            "housing-instability" => 15 + when(self.lives_in(&["Cannery Flats", "Old Ferry"]), 6),
            "homelessness" => 5 + when(self.winter(), 2) + when(self.lives_in(&["Cannery Flats"]), 3),
            "inadequate-housing" => 7 + when(self.lives_in(&["Millrace", "Cannery Flats"]), 11),
            "intimate-partner-violence" => when(self.age >= 18, 3),
            "employment-status" => when((18..65).contains(&self.age), 8),
            "child-care" => when((20..48).contains(&self.age), 9),
            "mental-health" => 6,
            "substance-use" => when(self.age >= 18, 3),
            "legal-help" => 4,
            "social-connection" => 2 + when(self.age >= 65, 16),
            "material-hardship" => 4 + when(self.winter(), 4),
            "health-care" => 5,
            "educational-attainment" => 1 + when(!self.english && self.age < 60, 12),
            "financial-insecurity" => 5,
            _ => 0,
        }
    }
}

/// How many of a thousand visits fall into each of `months` months: twice as many at the end as at the beginning.
pub(super) fn growth(months: u32) -> Vec<u32> {
    (0..months).map(|month| 100 + 100 * month / months.max(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(day: Date, district: &'static str) -> Moment {
        Moment { day, district, age: 40, english: true }
    }

    #[test]
    fn winter_month_end_and_meadow_show() {
        let (january, july) = (at(date(2026, 1, 8), "Eastbank"), at(date(2026, 7, 8), "Eastbank"));
        assert!(january.percent("utility-insecurity") > 2 * july.percent("utility-insecurity"));
        let late = at(date(2026, 7, 26), "Eastbank");
        assert!(late.percent("food-insecurity") > july.percent("food-insecurity") + 15);
        let meadow = at(date(2026, 7, 8), "Far Meadow");
        assert!(meadow.percent("transportation-insecurity") > 3 * july.percent("transportation-insecurity"));
        assert_eq!(july.percent("weather"), 0);
    }

    #[test]
    fn the_partnership_grows() {
        let months = growth(18);
        assert_eq!(months.len(), 18);
        assert!(months.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(months[17] > months[0] * 3 / 2);
    }
}

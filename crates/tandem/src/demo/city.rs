//! Merrow Bend, a river city that does not exist: districts, streets and where they lie.
//!
//! The postal codes begin with 000, which no post office uses, and the points lie in the open Atlantic, so that nothing
//! here can be taken for a real address.

use tandem_directory::model::item::Point;

use super::chance::Chance;

/// The city's name.
pub(super) const CITY: &str = "Merrow Bend";
/// The county around it.
pub(super) const COUNTY: &str = "Tamsel County";
/// Its state: two letters that no state has.
pub(super) const STATE: &str = "RV";
/// Its time zone.
pub(super) const ZONE: &str = "America/New_York";

/// A part of the city.
#[derive(Debug)]
pub(super) struct District {
    /// As the content files call it.
    pub(super) id: &'static str,
    /// As people call it; the area of persons and services.
    pub(super) name: &'static str,
    /// Its postal code.
    pub(super) zip: &'static str,
    /// Miles east of the landing, in hundredths.
    east: i32,
    /// Miles north of the landing, in hundredths.
    north: i32,
    /// How many of a hundred people live there.
    pub(super) share: u32,
    /// Streets without an organization on them.
    streets: &'static [&'static str],
}

/// Every district. The bus serves Far Meadow on weekdays until six, and that is where rides run out.
pub(super) const DISTRICTS: [District; 8] = [
    District {
        id: "old-ferry",
        name: "Old Ferry",
        zip: "00011",
        east: 0,
        north: 0,
        share: 13,
        streets: &["Rope Alley", "Tollhouse Street", "Ferry Street", "Anchor Lane"],
    },
    District {
        id: "millrace",
        name: "Millrace",
        zip: "00012",
        east: -120,
        north: 80,
        share: 14,
        streets: &["Loom Street", "Weaver Street", "Spindle Court", "Carding Row"],
    },
    District {
        id: "cannery-flats",
        name: "Cannery Flats",
        zip: "00013",
        east: 130,
        north: -70,
        share: 14,
        streets: &["Brine Street", "Tin Shed Street", "Cooper Lane", "Dockside Row"],
    },
    District {
        id: "eastbank",
        name: "Eastbank",
        zip: "00014",
        east: 190,
        north: 60,
        share: 11,
        streets: &["Willow Walk", "Towpath Lane", "Kingfisher Street", "Reed Court"],
    },
    District {
        id: "linden-heights",
        name: "Linden Heights",
        zip: "00015",
        east: 60,
        north: 230,
        share: 10,
        streets: &["Linden Avenue", "Orchard Row", "Bellflower Lane", "Schoolhouse Avenue"],
    },
    District {
        id: "quarry-hill",
        name: "Quarry Hill",
        zip: "00016",
        east: -260,
        north: 190,
        share: 13,
        streets: &["Slate Street", "Derrick Street", "Chisel Lane", "Upper Quarry Road"],
    },
    District {
        id: "stonebridge",
        name: "Stonebridge",
        zip: "00017",
        east: 280,
        north: 170,
        share: 9,
        streets: &["Bridge Avenue", "Arch Street", "College Green", "Mason Lane"],
    },
    District {
        id: "far-meadow",
        name: "Far Meadow",
        zip: "00018",
        east: 350,
        north: -290,
        share: 16,
        streets: &["Causeway Road", "Meadow Road", "Haywain Lane", "Sluicegate Road"],
    },
];

/// The district with an id.
pub(super) fn district(id: &str) -> Option<&'static District> {
    DISTRICTS.iter().find(|d| d.id == id)
}

impl District {
    /// A house number and street where somebody could live.
    pub(super) fn address(&self, chance: &mut Chance) -> String {
        format!("{} {}", chance.between(2, 240), chance.pick(self.streets))
    }

    /// A point in the district, up to half a mile from its middle.
    pub(super) fn point(&self, chance: &mut Chance) -> Point {
        let east = f64::from(self.east) / 100.0 + chance.between(-50, 50) as f64 / 100.0;
        let north = f64::from(self.north) / 100.0 + chance.between(-50, 50) as f64 / 100.0;
        // At this latitude a degree is about 69 miles north and 53 miles east. Five digits are a yard.
        let round = |degrees: f64| (degrees * 100_000.0).round() / 100_000.0;
        Point { latitude: round(39.9 + north / 69.0), longitude: round(-71.5 + east / 53.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_directory::model::geo::miles;

    #[test]
    fn districts_are_apart_and_hold_everybody() {
        assert_eq!(DISTRICTS.iter().map(|d| d.share).sum::<u32>(), 100);
        for (n, one) in DISTRICTS.iter().enumerate() {
            assert!(one.zip.starts_with("000") && one.zip.len() == 5);
            assert!(DISTRICTS[..n].iter().all(|other| other.zip != one.zip && other.name != one.name));
        }
    }

    #[test]
    fn the_meadow_is_far() {
        let mut chance = Chance::new(7, "points");
        let landing = district("old-ferry").unwrap().point(&mut chance);
        let meadow = district("far-meadow").unwrap().point(&mut chance);
        let far = miles(landing, meadow);
        assert!((3.0..6.5).contains(&far), "{far} miles");
    }
}

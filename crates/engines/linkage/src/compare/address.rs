//! How addresses are compared: the parts of one together.

use super::Level;
use super::cells::{Cells, Place};
use crate::dictionary::ValueId;
use crate::short::Shorts;
use std::sync::Arc;

pub(super) struct Address<'a> {
    pub(super) house: Option<(usize, Arc<Shorts<'a>>)>,
    pub(super) street: (usize, Arc<Shorts<'a>>),
    pub(super) unit: Option<usize>,
    pub(super) postcode: Option<(usize, Arc<Shorts<'a>>)>,
    pub(super) city: Option<usize>,
}

impl Address<'_> {
    /// The fields that are looked at.
    pub(super) fn fields(&self) -> Vec<usize> {
        let (house, postcode) = (self.house.as_ref().map(|f| f.0), self.postcode.as_ref().map(|f| f.0));
        [house, Some(self.street.0), self.unit, self.city, postcode].into_iter().flatten().collect()
    }

    /// The best level, told from the numbers alone: what is spelt alike is not known.
    #[inline]
    pub(super) fn at_best(&self, cells: &Cells, place: Place) -> Level {
        let of = |field: Option<usize>| field.and_then(|f| cells.both(f, place));
        let streets = cells.both(self.street.0, place);
        let same_house = of(self.house.as_ref().map(|h| h.0)).map(|(x, y)| x == y);
        match streets {
            Some((x, y)) if x == y => {
                return if same_house == Some(true) || self.house.is_none() { 1 } else { 3 };
            }
            Some(_) if same_house != Some(false) => return 3,
            _ => {}
        }
        let (postcodes, cities) = (of(self.postcode.as_ref().map(|p| p.0)), of(self.city));
        match (postcodes, cities) {
            (None, None) if streets.is_none() => 0,
            (Some((x, y)), _) if x == y => 5,
            (_, Some((x, y))) if x == y => 7,
            _ => 8,
        }
    }

    #[inline]
    pub(super) fn level(&self, cells: &Cells, place: Place) -> Level {
        let of = |field: Option<usize>| field.and_then(|f| cells.both(f, place));
        let streets = cells.both(self.street.0, place);
        let houses = self.house.as_ref().and_then(|(f, texts)| cells.both(*f, place).map(|ids| (ids, texts)));
        let same_house = houses.map(|((x, y), _)| x == y);
        if let Some((x, y)) = streets {
            if x == y {
                if same_house == Some(true) || self.house.is_none() {
                    return if of(self.unit).is_some_and(|(x, y)| x != y) { 2 } else { 1 };
                }
                // One digit for another is another house.
                let near = |((p, q), texts): ((ValueId, ValueId), &Arc<Shorts<'_>>)| {
                    texts.len(p).max(texts.len(q)) > 1 && texts.one_edit(p, q)
                };
                return if houses.is_none_or(near) { 3 } else { 4 };
            }
            if same_house != Some(false) && self.street.1.alike(x, y, 0.9) >= 0.9 {
                return 3;
            }
        }
        let postcodes =
            self.postcode.as_ref().and_then(|(f, texts)| cells.both(*f, place).map(|ids| (ids, texts)));
        let cities = of(self.city);
        match (postcodes, cities) {
            (None, None) if streets.is_none() => 0,
            (Some(((x, y), _)), _) if x == y => {
                if same_house == Some(true) {
                    5
                } else {
                    6
                }
            }
            (_, Some((x, y))) if x == y => 7,
            (Some(((x, y), texts)), _) if texts.one_edit(x, y) => 8,
            _ => 9,
        }
    }
}

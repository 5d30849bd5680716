//! The room's row fence: the standard rule, with a class of data of its own. A consent opens visits only when it names
//! them: that somebody was in an emergency room says more than that they need food.

use tandem_access::Fence;
use tandem_people::model::data_class::DataClass;

/// The row fence of this room's table.
pub fn fences() -> Vec<Fence> {
    vec![Fence::person("visit", DataClass::Visits.code()).raised_by(crate::store::RAISE)]
}

//! The verbs of the room, each in the caller's transaction.

mod ask;
mod give;
mod map;
mod survey;
mod value;

pub use ask::{answer_by_link, by_link, progress, remind, send_link, send_links};
pub use give::{give, ledger, ledger_of, take_back};
pub use map::{Mapped, gaps_without, joined, kinds, map, root_of};
pub use survey::{answer, answers_of, close_survey, open_survey, own_results, results, surveys};
pub use value::{
    SHARED_DAYS, SharedLink, Value, end_shared, share_value, shared_until, value, value_by_link,
};

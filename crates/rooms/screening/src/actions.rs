//! What can be done with instruments and screenings. One verb, one file; each runs in the caller's transaction, but
//! for [`import_screenings`], which opens one for each batch.

mod import_instrument;
mod import_screenings;
mod instruments;
mod retire_instrument;
mod review_screening;
mod save_answers;
mod start_screening;
mod view_screening;

pub use import_instrument::{ImportedInstrument, import_instrument};
pub use import_screenings::{ImportFailure, Recorder, import_screenings};
pub use instruments::{Instrument, find_instrument, instruments};
pub use retire_instrument::retire_instrument;
pub use review_screening::review_screening;
pub use save_answers::save_answers;
pub use start_screening::start_screening;
pub use view_screening::{ScreeningView, screenings_of, sees_screening, view_screening};

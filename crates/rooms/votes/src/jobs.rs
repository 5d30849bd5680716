//! What the clock does.

use crate::actions::close_due;
use jiff::SignedDuration;
use tandem_events::Every;

/// The work that comes round.
pub(crate) fn every() -> Vec<Every> {
    vec![Every { name: "votes.clock", every: SignedDuration::from_secs(60), run: close_due }]
}

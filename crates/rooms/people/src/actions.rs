//! What can be done with people. One verb, one file; each runs in the caller's transaction, so that other rooms can
//! make it part of their own.

mod access_log;
mod after_restore;
mod care_team;
mod close_need;
mod create_person;
mod edit_person;
mod find_person;
mod match_person;
mod person_link;
mod record_consent;
mod record_need;
mod set_wants_help;
mod sharing;
mod view_person;
mod withdraw_consent;

pub use access_log::{Look, access_log};
pub use after_restore::{close_after_restore, withdrawn_consents};
pub use care_team::{assign_care_team, end_care_team};
pub use close_need::{Ending, close_need};
pub use create_person::{add_identifier, create_known_person, create_person};
pub use edit_person::edit_person;
pub use find_person::{SHOWN, find_exact, find_person, find_twin, my_people};
pub use match_person::{KnownBy, Match, match_by_identifier, match_by_identifiers, match_person};
pub use person_link::{
    LINK_LASTS, LOOK_LASTS, PrivateLink, close_look, issue_person_link, open_look, open_private_page,
    revoke_person_links, waits_for_code, wrong_code,
};
pub use record_consent::record_consent;
pub use record_need::{record_need, record_needs};
pub use set_wants_help::set_wants_help;
pub use sharing::{sharing, view_consent};
pub use view_person::{PersonView, number_to_call, person_name, view_need, view_own, view_person};
pub use withdraw_consent::{undo_withdrawal, withdraw_consent};

use jiff::tz::TimeZone;
use tandem_access::Tx;

/// Today in UTC, the latest a birth date can be.
fn today(tx: &Tx) -> jiff::civil::Date {
    tx.now().to_zoned(TimeZone::UTC).date()
}

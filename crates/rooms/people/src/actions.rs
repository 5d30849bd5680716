//! What can be done with people. One verb, one file; each runs in the caller's transaction, so that other rooms can
//! make it part of their own.

mod access_log;
mod after_restore;
mod asked;
mod care_team;
mod close_need;
mod comparable;
mod consent_code;
mod correction;
mod create_person;
mod departure;
mod edit_person;
mod erasure;
mod exceptional_access;
mod find_person;
mod guardian;
mod guardian_link;
mod import_people;
mod match_person;
mod openings;
mod person_link;
mod record_consent;
mod record_need;
mod set_wants_help;
mod sharing;
mod unattended;
mod view_person;
mod withdraw_consent;

pub use access_log::{Look, access_log};
pub use after_restore::{close_after_restore, withdrawn_consents};
pub use asked::{asked, asked_by_name};
pub(crate) use care_team::end_seats;
pub use care_team::{assign_care_team, care_team, end_care_team};
pub use close_need::{Ending, close_need};
pub use comparable::{Comparable, alike_elsewhere, comparable, comparables, compared, record_ids};
pub use consent_code::{CODE_LASTS, SentCode, TypedCode, forget_codes, record_texted, send_consent_code};
pub use correction::{answer_correction, ask_correction, corrections, view_correction};
pub use create_person::{add_identifier, create_known_person, create_person};
pub use departure::{close_for_departure, tell_names_gone};
pub(crate) use departure::{hide_choices, tell_records};
pub use edit_person::edit_person;
pub(crate) use erasure::carry_out_erasure;
pub use erasure::{answer_erasure, ask_erasure, erase_after_restore, erased_people, erasure_request};
pub use exceptional_access::{
    EMERGENCY_LASTS, REVIEW_LASTS, check_reason, close_emergency, close_exceptional, end_between,
    exceptional_looks, exceptional_now, open_for_review, open_in_emergency,
};
pub use find_person::{SHOWN, find_exact, find_person, find_twin, my_people};
pub use guardian::{
    Deciding, EMANCIPATIONS, add_guardian, come_of_age, deciding, emancipate, end_guardian, find_guardian,
};
pub use guardian_link::{
    close_guardian_look, guardian_page, issue_guardian_link, open_guardian_look, open_guardian_page,
};
pub use import_people::{ImportFailure, Recipient, import_people};
pub use match_person::{
    KnownBy, Match, facts_to_compare, match_by_identifier, match_by_identifiers, match_person,
};
pub use openings::{Opening, openings};
pub use person_link::{
    LINK_LASTS, LOOK_LASTS, PrivateLink, close_look, issue_person_link, open_look, open_private_page,
    revoke_person_links, waits_for_code, wrong_code,
};
pub use record_consent::{consent_text, record_consent, record_on_paper, record_shown};
pub use record_need::{record_need, record_needs};
pub use set_wants_help::set_wants_help;
pub use sharing::{consent_scan, opens_to, recipients, sharing, view_consent};
pub use unattended::{appoint, may_be_appointed, unattended};
pub use view_person::{
    PersonView, find_need, is_on_team, is_own, look_at_name, number_to_call, own_keeper, person_name,
    sees_need, sees_person, view_need, view_own, view_person,
};
pub use withdraw_consent::{undo_withdrawal, withdraw_consent};

use crate::{policy, store};
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use tandem_access::{Error, Tx, Uuid};

/// Refuses everybody but the system.
fn only_system(tx: &Tx) -> Result<(), Error> {
    if tx.viewer().is_system() { Ok(()) } else { Err(Error::Forbidden) }
}

/// Who is on a person's care team now.
fn team_of(tx: &mut Tx, person: Uuid) -> Result<Vec<Uuid>, Error> {
    Ok(store::team::of_person(tx, person)?.into_iter().map(|on| on.member_id).collect())
}

/// Refuses a colleague who does not look after the person ([`policy::looks_after`]).
fn must_look_after(tx: &mut Tx, person: Uuid) -> Result<(), Error> {
    let team = team_of(tx, person)?;
    if policy::looks_after(tx.viewer(), &team) {
        Ok(())
    } else {
        Err(Error::Conflict { code: "people-conflict-not-on-team" })
    }
}

/// Which of these organizations are confidential.
fn confidential_among(tx: &mut Tx, ids: impl Iterator<Item = Uuid>) -> Result<BTreeSet<Uuid>, Error> {
    let ids: Vec<Uuid> = ids.collect::<BTreeSet<_>>().into_iter().collect();
    let organizations = tandem_partners::actions::find_many(tx, &ids)?;
    Ok(organizations.into_iter().filter(|o| o.confidential).map(|o| o.id).collect())
}

/// Today in UTC, the latest a birth date can be.
fn today(tx: &Tx) -> jiff::civil::Date {
    tx.now().to_zoned(TimeZone::UTC).date()
}

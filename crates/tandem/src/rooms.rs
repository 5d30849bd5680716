//! The list of rooms: a capability is one folder and one line here.

use tandem_access::{Fence, Migration, SealedTable};
use tandem_web::Room;

/// Every room, ground first: migrations run in this order.
pub fn all() -> Vec<Room> {
    vec![
        tandem_partners::room(),
        tandem_agreements::room(),
        tandem_people::room(),
        tandem_directory::room(),
        tandem_bodies::room(),
        tandem_spine::room(),
        tandem_identity::room(),
        tandem_screening::room(),
        tandem_visits::room(),
        tandem_referrals::room(),
        tandem_alliance::room(),
        tandem_meetings::room(),
        tandem_decisions::room(),
        tandem_votes::room(),
        tandem_conversations::room(),
        tandem_insight::room(),
        tandem_network::room(),
        tandem_shared_view::room(),
        tandem_subscriptions::room(),
        tandem_front::room(),
        tandem_hsds::room(),
    ]
}

/// Migrations of the foundation and all rooms, in order.
pub fn migrations() -> Vec<Migration> {
    let mut list = tandem_access::MIGRATIONS.to_vec();
    list.extend_from_slice(tandem_events::MIGRATIONS);
    list.extend_from_slice(tandem_mail::MIGRATIONS);
    list.extend(all().iter().flat_map(|r| r.migrations.iter().copied()));
    list
}

/// Every table with sealed rows: the foundation's and the rooms'.
pub fn sealed() -> Vec<SealedTable> {
    let mut list = tandem_mail::SEALED.to_vec();
    list.extend(all().iter().flat_map(|r| r.sealed.iter().copied()));
    list
}

/// Row fences of the foundation and all rooms.
pub fn fences() -> Vec<Fence> {
    let mut list = tandem_access::fences();
    list.extend(tandem_mail::fences());
    list.extend(all().iter().flat_map(|r| r.fences.iter().cloned()));
    list
}

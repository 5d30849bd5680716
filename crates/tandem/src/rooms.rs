//! The list of rooms: a capability is one folder and one line here.

use tandem_access::{Fence, Migration};
use tandem_web::Room;

/// Every room, ground first: migrations run in this order.
pub fn all() -> Vec<Room> {
    vec![
        tandem_partners::room(),
        tandem_people::room(),
        tandem_directory::room(),
        tandem_screening::room(),
        tandem_referrals::room(),
        tandem_insight::room(),
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

/// Row fences of the foundation and all rooms.
pub fn fences() -> Vec<Fence> {
    let mut list = tandem_access::fences();
    list.extend(tandem_mail::fences());
    list.extend(all().iter().flat_map(|r| r.fences.iter().cloned()));
    list
}

//! What can be done with subscriptions. One verb, one file; each runs in the caller's transaction, but for [`deliver_due`],
//! which calls other systems between its transactions.

mod deliver;
mod listen;
mod subscribe;

pub use deliver::{Told, deliver_due};
pub use listen::listen;
pub use subscribe::{NewSubscription, again, end, of_client, own, subscribe};

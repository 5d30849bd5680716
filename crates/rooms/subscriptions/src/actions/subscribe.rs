//! Where a system is told, and that it no longer is.

use crate::model::{Change, Kind, Status, Subscription};
use crate::store;
use tandem_access::{Action, Error, FieldErrors, Kind as Facts, Tx, Uuid};
use tandem_mail::Hooks;

/// What an administrator asks for.
#[derive(Debug, Clone, Default)]
pub struct NewSubscription {
    /// The system.
    pub client: Uuid,
    /// The address that is called.
    pub endpoint: String,
    /// What the system asks to be shown (`Authorization: Bearer`); empty for nothing.
    pub bearer: String,
}

/// The longest secret of the other side.
const LONGEST_BEARER: usize = 2000;

/// Has a system told from now on; what it was told until now is over. Its first message is a greeting.
///
/// # Errors
/// [`Error::Forbidden`] for who gives no access; [`Error::NotFound`] for a system of somebody else or one that has ended;
/// [`Error::Invalid`] for an address that this server may not call, and at a confidential organization; the database's.
pub fn subscribe(tx: &mut Tx<'_, '_>, new: &NewSubscription, hooks: &Hooks) -> Result<Uuid, Error> {
    let org = manages(tx, new.client)?;
    let (endpoint, bearer) = (new.endpoint.trim(), new.bearer.trim());
    let mut errors = FieldErrors::new();
    if tandem_partners::actions::find(tx, org)?.confidential {
        errors.add("endpoint", "subscriptions-error-confidential");
    } else if !hooks.allows(endpoint) {
        errors.add("endpoint", "subscriptions-error-endpoint");
    }
    if bearer.len() > LONGEST_BEARER || !bearer.chars().all(|c| c.is_ascii_graphic()) {
        errors.add("bearer", "subscriptions-error-bearer");
    }
    errors.into_result()?;
    if let Some(before) = store::of_client(tx, new.client)? {
        store::stand(tx, before.id, Status::Off, None)?;
    }
    let subscription = Subscription {
        id: tx.new_public_id(),
        client: new.client,
        owner_org: org,
        endpoint: endpoint.to_owned(),
        status: Status::Requested,
        events: 0,
        last_error: None,
        last_sent_at: None,
    };
    store::insert(tx, &subscription, Some(bearer).filter(|bearer| !bearer.is_empty()))?;
    greet(tx, subscription.id)?;
    tx.audit(Action::Manage, Facts::Member, Some(new.client), None, "system is told of changes")?;
    Ok(subscription.id)
}

/// Begins again after calls failed, with a greeting.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] where nothing has failed; the database's.
pub fn again(tx: &mut Tx<'_, '_>, client: Uuid) -> Result<(), Error> {
    manages(tx, client)?;
    let found = store::of_client(tx, client)?.filter(|s| s.status == Status::Error);
    let subscription = found.ok_or(Error::NotFound)?;
    store::stand(tx, subscription.id, Status::Requested, None)?;
    greet(tx, subscription.id)?;
    tx.audit(Action::Manage, Facts::Member, Some(client), None, "system is told of changes")
}

/// Ends it: the system is told nothing more, of what waits neither.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] where there is none; the database's.
pub fn end(tx: &mut Tx<'_, '_>, client: Uuid) -> Result<(), Error> {
    manages(tx, client)?;
    let subscription = store::of_client(tx, client)?.ok_or(Error::NotFound)?;
    store::stand(tx, subscription.id, Status::Off, None)?;
    tx.audit(Action::Manage, Facts::Member, Some(client), None, "system is told no more")
}

/// The subscription of a system, for who gives access at its organization.
///
/// # Errors
/// The database's.
pub fn of_client(tx: &mut Tx<'_, '_>, client: Uuid) -> Result<Option<Subscription>, Error> {
    store::of_client(tx, client)
}

/// The system's own subscription, by its token.
///
/// # Errors
/// [`Error::NotFound`] for one that does not exist or is another system's; the database's.
pub fn own(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Subscription, Error> {
    let me = tx.viewer().client_id().ok_or(Error::NotFound)?;
    store::get(tx, id)?.filter(|s| s.client == me).ok_or(Error::NotFound)
}

fn greet(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    store::put(tx, id, Change { kind: Kind::Handshake, object: id, person: None })
}

/// The organization of a live system, where the viewer gives access.
fn manages(tx: &mut Tx<'_, '_>, client: Uuid) -> Result<Uuid, Error> {
    let systems = tandem_partners::actions::systems(tx)?;
    let live = systems.into_iter().find(|system| system.id == client && system.ended_at.is_none());
    live.map(|system| system.organization).ok_or(Error::NotFound)
}

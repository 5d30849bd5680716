//! Look at one referral: what the viewer's side of it may see.

use super::load;
use crate::model::offer::Offer;
use crate::model::task::Task;
use crate::model::{Referral, Side, Step};
use crate::store::next::Named;
use crate::store::shared::Shared;
use crate::store::story::Message;
use crate::{policy, store};
use tandem_access::{Action, Error, Tx, Uuid};

/// One referral as the viewer sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The referral.
    pub referral: Referral,
    /// The viewer's sides of it.
    pub sides: Vec<Side>,
    /// Who it is about: the receiver's own record, or what is shared while the consent lives; `None` once it is gone.
    pub about: Option<Shared>,
    /// What happened, oldest first.
    pub story: Vec<Step>,
    /// Questions and answers.
    pub messages: Vec<Message>,
    /// What the sender has to do.
    pub tasks: Vec<Task>,
    /// Where it goes next, as the person named.
    pub named: Vec<Named>,
    /// The unidentified offer, if it is one.
    pub offer: Option<Offer>,
    /// Name of the service.
    pub service: Option<String>,
    /// Name of the sending organization; empty when the person asked themselves.
    pub from_org: String,
    /// Name of the organization that answers, or has claimed an offer.
    pub to_org: Option<String>,
    /// Whether a live consent lets the sender go on sharing.
    pub consent: bool,
    /// For the sender of a request that no letter can bring, because the organization has no address here: the telephone
    /// numbers of the place, as read and as dialled.
    pub call_them: Option<Vec<(String, String)>>,
    /// Which side may take its last move back now.
    pub undo: Option<Side>,
}

/// Looks at a referral, and notes that in the audit.
///
/// # Errors
/// [`Error::NotFound`] for what the viewer may not see; the database's.
pub fn view(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Seen, Error> {
    let r = load(tx, id)?;
    let sides = policy::sides(tx.viewer(), &r);
    // The story is for its parties. Whoever the person lets see their needs has the line on the timeline.
    if !party(tx, &r) {
        return Err(Error::NotFound);
    }
    tx.audit_for(
        r.owner_org,
        Action::Read,
        tandem_access::Kind::Referral,
        Some(id),
        r.person_id,
        "referral",
    )?;
    let sender = sides.contains(&Side::Sender);
    let about = match store::shared::record(tx, id)? {
        Some(record) => Some(record),
        None => store::shared::shared(tx, id)?,
    };
    let story = store::story::of(tx, id)?;
    let last = store::story::last_move(tx, id)?;
    let now = tx.now();
    let told = policy::told(tx.viewer(), &r).is_ok() && super::by_telephone(tx, &r)?;
    let mut moves = sides.clone();
    moves.extend(told.then_some(Side::Receiver));
    let undo = last.and_then(|last| moves.into_iter().find(|side| r.undo(&last, *side, now).is_some()));
    let service = match r.service_id {
        Some(s) => store::service::get(tx, s)?.map(|t| t.name),
        None => None,
    };
    let offer = if sender { store::offer::of_referral(tx, id)? } else { None };
    // The sender has to tell the person who it is that offers to help.
    let to_org = match r.receiver_org.or(offer.as_ref().and_then(|o| o.claimed_by)) {
        Some(org) => Some(tandem_partners::actions::name(tx, org)?),
        None => None,
    };
    let consent = match (r.person_id, r.receiver_org) {
        (Some(_), Some(receiver)) if receiver == r.owner_org => true,
        (Some(person), Some(receiver)) => {
            store::shared::consented(tx, r.owner_org, person, receiver, r.label)?
        }
        _ => false,
    };
    let call_them = if told { Some(numbers(tx, r.service_id)?) } else { None };
    Ok(Seen {
        call_them,
        sides,
        about,
        story,
        messages: store::story::messages(tx, id)?,
        tasks: if sender { store::task::open_of(tx, id)? } else { vec![] },
        named: if sender { store::next::of(tx, id)? } else { vec![] },
        offer,
        service,
        from_org: tandem_partners::actions::name(tx, r.owner_org)?,
        to_org,
        consent,
        undo,
        referral: r,
    })
}

/// Whether the viewer's organization, or the person, has to do with the referral itself.
fn party(tx: &Tx<'_, '_>, r: &Referral) -> bool {
    let v = tx.viewer();
    let org = v.org().is_some() && (v.org() == Some(r.owner_org) || v.org() == r.receiver_org);
    v.is_system() || org || (v.in_person().is_some() && v.in_person() == r.person_id)
}

/// Where a place is called. Faxes are not.
fn numbers(tx: &mut Tx<'_, '_>, service: Option<Uuid>) -> Result<Vec<(String, String)>, Error> {
    let ids: Vec<Uuid> = service.into_iter().collect();
    let listings = tandem_directory::listings(tx, &ids)?;
    let phones = listings.iter().flat_map(|l| l.phones.iter()).filter(|p| p.phone_type != "fax");
    Ok(phones.map(|p| (p.number.clone(), p.dial())).collect())
}

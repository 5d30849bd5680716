//! Who sees which row of this room: the predicates that the database itself keeps.
//!
//! Three parties see a referral: the sender, the receiver once it may know who it is about, and the person; and whom the
//! person lets see their needs reads its row. A sealed
//! (domestic-violence) referral is seen by the sender's own care team and nobody else; the receiver has its own
//! `sealed_handoff`, which the sender cannot read.

use crate::store::raise;
use tandem_access::{AGREED, Fence};
use tandem_people::model::data_class::DataClass;

/// A live permission that names the viewer's organization for this class of data and this referral's label. A referral is always for getting
/// somebody help, whatever else a viewer works on. It opens one request that was addressed to the viewer's organization, as the
/// link in a letter does for a place that nobody here has an agreement with; so no data use agreement is asked, as [`PERMITTED`] does.
const LIVE: &str = "EXISTS (SELECT 1 FROM {db}permission p WHERE p.person_id = {r}.person_id \
    AND p.owner_org = {r}.owner_org AND p.recipient_org = viewer_org() AND p.purpose = 'care_coordination' \
    AND p.class = '{class}' AND p.label = {r}.label AND p.valid_from <= viewer_now() AND viewer_now() < p.valid_until \
    AND p.withdrawn_at IS NULL)";

/// The sender's side. What another organization said yes to before the record became local-only keeps its label, because the help
/// under way goes on there; at the sender it is as local as the record, whose label its care team carries.
const SENDER: &str = "(viewer_kind() IN ('member', 'client') AND {r}.owner_org = viewer_org() \
    AND (({r}.label NOT IN ('behavioural_health', 'hiv', 'substance_use', 'domestic_violence') \
          AND NOT EXISTS (SELECT 1 FROM {db}care_team w WHERE w.person_id = {r}.person_id AND w.label = 'domestic_violence')) \
         OR {r}.sent_by = viewer_member() \
         OR EXISTS (SELECT 1 FROM {db}care_team c WHERE c.person_id = {r}.person_id \
                    AND c.member_id = viewer_member() AND (c.until IS NULL OR c.until > viewer_now()))))";

/// The receiver's side: identified, sent, not sealed, and by its one link or as a member.
const RECEIVER: &str = "(viewer_kind() IN ('member', 'client', 'answer_link') AND {r}.receiver_org = viewer_org() \
    AND {r}.identified = 1 AND {r}.status <> 'draft' AND {r}.label <> 'domestic_violence' \
    AND (viewer_kind() <> 'answer_link' OR {r}.id = viewer_referral()))";

/// The person: all of theirs by the private link; by the code or link of one request that one, and what followed a
/// request. Never a sealed one: whoever holds the phone may not be the person.
const PERSON: &str = "({r}.label <> 'domestic_violence' AND {r}.person_id = viewer_person() \
    AND (viewer_kind() = 'person' OR (viewer_kind() = 'request' \
         AND ({r}.id = viewer_referral() OR {r}.previous_id IS NOT NULL))))";

fn live(class: DataClass) -> String {
    LIVE.replace("{class}", class.code())
}

/// An organization that the person lets see what they need help with sees how it goes: who was asked for what, and what came
/// of it. Never an offer without a name, which it could then put a name to, and nothing of what was written to and fro.
const PERMITTED: &str = "(viewer_kind() IN ('member', 'client') AND {r}.identified = 1 AND {r}.status <> 'draft' \
    AND {r}.label <> 'domestic_violence' AND EXISTS (SELECT 1 FROM {db}permission p WHERE p.person_id = {r}.person_id \
    AND p.owner_org = {r}.owner_org AND p.recipient_org = viewer_org() AND p.purpose = viewer_purpose() \
    AND p.class = '{class}' AND p.label = {r}.label AND p.valid_from <= viewer_now() AND viewer_now() < p.valid_until \
    AND p.withdrawn_at IS NULL AND {agreed}))";

/// Whether the viewer is a party to the referral `{r}`. Before its yes a receiver needs the live consent; after it, the
/// referral is its own work too.
fn seen() -> String {
    let live = live(DataClass::Needs);
    format!(
        "viewer_kind() = 'system' OR {SENDER} \
         OR ({RECEIVER} AND ({{r}}.accepted_at IS NOT NULL OR {{r}}.source = 'self' OR {live})) OR {PERSON}"
    )
}

/// The same for a row `{t}` that belongs to a referral.
fn of_referral(predicate: &str) -> String {
    let inner = predicate.replace("{r}", "r");
    format!(
        "viewer_kind() = 'system' OR EXISTS (SELECT 1 FROM {{db}}referral r WHERE r.id = {{t}}.referral_id AND ({inner}))"
    )
}

/// The row fences of this room's tables.
pub fn fences() -> Vec<Fence> {
    let referral = seen().replace("{r}", "{t}");
    let permitted = PERMITTED
        .replace("{agreed}", AGREED)
        .replace("{class}", DataClass::Needs.code())
        .replace("{r}", "{t}");
    let party = of_referral(&seen());
    let sender = of_referral(SENDER);
    let contact = live(DataClass::Contact);
    let shared = of_referral(&format!("{SENDER} OR ({RECEIVER} AND {contact}) OR {PERSON}"));
    let own = "viewer_kind() = 'system' OR (viewer_kind() IN ('member', 'client') AND {t}.owner_org = viewer_org()) \
               OR (viewer_kind() = 'answer_link' AND {t}.owner_org = viewer_org() AND {t}.referral_id = viewer_referral())";
    // Who claims an offer cannot see the referral behind it, and still has to put a task before the sender.
    let task = format!(
        "{party} OR EXISTS (SELECT 1 FROM {{db}}referral_offer o WHERE o.referral_id = {{t}}.referral_id \
         AND o.claimed_by = viewer_org())"
    );
    let offer = "viewer_kind() IN ('system', 'member', 'client') OR (viewer_kind() = 'answer_link' \
                 AND {t}.referral_id = viewer_referral())";
    // The sender puts a sealed hand-off, or the record that follows a claim, into the receiver's hands and cannot look
    // at it again.
    let handoff = format!(
        "{own} OR EXISTS (SELECT 1 FROM {{db}}referral r WHERE r.id = {{t}}.referral_id AND r.owner_org = viewer_org() \
         AND r.receiver_org = {{t}}.owner_org)"
    );
    let record = format!("{own} OR (viewer_kind() = 'person' AND {{t}}.person_id = viewer_person())");
    vec![
        Fence::custom("referral", &format!("{referral} OR {permitted}"), &referral)
            .raised_by(raise::REFERRAL),
        Fence::custom("referral_event", &party, &party),
        Fence::custom("referral_message", &party, &party),
        Fence::custom("referral_shared", &shared, &sender).raised_by(raise::SHARED),
        Fence::custom("receiver_record", &record, &handoff).raised_by(raise::OWN_RECORD),
        Fence::custom("referral_next", &sender, &sender),
        Fence::custom("referral_task", &sender, &task),
        Fence::custom("referral_offer", offer, offer),
        Fence::custom("sealed_handoff", own, &handoff),
    ]
}

//! The room's row fences. `permission` and `care_team` are what the standard rule itself reads.

use crate::model::data_class::DataClass;
use crate::store::raise;
use tandem_access::{AGREED, Fence};

/// A consent is no fact that another consent opens: the organization that it names sees it while it lives, and no other.
/// One that was refused, withdrawn or has ended tells nothing, not even that the person is known here.
const NAMED: &str = "viewer_kind() IN ('member', 'client') AND EXISTS (SELECT 1 FROM {db}permission p
 WHERE p.consent_id = {c} AND p.recipient_org = viewer_org() AND p.valid_from <= viewer_now()
 AND viewer_now() < p.valid_until AND p.withdrawn_at IS NULL AND {agreed})";

fn named(consent: &str) -> String {
    NAMED.replace("{c}", consent).replace("{agreed}", AGREED)
}

/// The row fences of this room's tables.
pub fn fences() -> Vec<Fence> {
    let (contact, needs) = (DataClass::Contact.code(), DataClass::Needs.code());
    vec![
        Fence::person_itself("person", contact),
        Fence::person("person_name_token", contact),
        Fence::person("person_identifier", contact),
        Fence::person("need", needs).raised_by(raise::NEED),
        by_the_guardian_too(by_the_person_too(Fence::person_or("consent", &named("{t}.id"))), OWN),
        by_the_guardian_too(
            by_the_person_too(Fence::person_or("consent_event", &named("{t}.consent_id"))),
            OF_OWN,
        ),
        Fence::person_or("guardian", "viewer_kind() = 'guardian' AND {t}.id = viewer_referral()"),
        Fence::person_or("emancipation", "1 = 0"),
        by_the_person_too(Fence::person_or("correction", "1 = 0")).raised_by(raise::CORRECTION),
        by_the_person_too(Fence::person_or("erasure_request", "1 = 0")).raised_by(raise::ERASURE_REQUEST),
        by_the_guardian_too(
            by_the_person_too(Fence::person_or("consent_scan", &named("{t}.consent_id"))),
            OF_OWN,
        ),
        by_the_guardian_too(permission(), OWN),
        care_team(),
        codes("person_link"),
        codes("consent_code"),
        exceptional_access(),
    ]
}

/// What a guardian agreed to: the row says so itself, or its consent does. Never about violence at home; and that they may
/// still consent is asked of every look before it opens.
const OWN: &str = "{t}.guardian_id = viewer_referral() AND {t}.label <> 'domestic_violence'";
const OF_OWN: &str = "{t}.label <> 'domestic_violence' AND EXISTS (SELECT 1 FROM {db}consent g
 WHERE g.id = {t}.consent_id AND g.guardian_id = viewer_referral())";

/// What a guardian agreed to, they read and take back.
fn by_the_guardian_too(fence: Fence, own: &str) -> Fence {
    let add = |rule: &str| format!("{rule} OR (viewer_kind() = 'guardian' AND {own})");
    Fence { read: add(&fence.read), write: add(&fence.write), ..fence }
}

/// What a person writes by their own link: a choice and what became of it, and what they say is wrong.
fn by_the_person_too(fence: Fence) -> Fence {
    let write =
        format!("{} OR (viewer_kind() = 'person' AND {{t}}.person_id = viewer_person())", fence.write);
    Fence { write, ..fence }
}

/// The two organizations and the person see a permission; the one that recorded it and the person change it.
fn permission() -> Fence {
    Fence::custom(
        "permission",
        "viewer_kind() = 'system'
 OR (viewer_kind() IN ('member', 'client') AND ({t}.owner_org = viewer_org() OR {t}.recipient_org = viewer_org()))
 OR (viewer_kind() = 'answer_link' AND {t}.recipient_org = viewer_org())
 OR (viewer_kind() = 'person' AND {t}.person_id = viewer_person())",
        "viewer_kind() = 'system'
 OR (viewer_kind() = 'member' AND {t}.owner_org = viewer_org())
 OR (viewer_kind() = 'person' AND {t}.person_id = viewer_person())",
    )
}

/// An organization staffs its own care teams. Who is on them now is also seen by the person, and by an organization that a
/// live consent lets see who the person is: whoever may call the person should know whom else to call. The label is that
/// of the record, so a team tells no more than the record itself would.
fn care_team() -> Fence {
    let own = "viewer_kind() = 'system' OR (viewer_kind() IN ('member', 'client') AND {t}.owner_org = viewer_org())";
    let contact = DataClass::Contact.code();
    let read = format!(
        "{own} OR ((({{t}}.until IS NULL OR {{t}}.until > viewer_now()) AND {{t}}.label <> 'domestic_violence')
 AND ((viewer_kind() = 'person' AND {{t}}.person_id = viewer_person())
  OR (viewer_kind() IN ('member', 'client') AND EXISTS (SELECT 1 FROM {{db}}permission p
   WHERE p.person_id = {{t}}.person_id AND p.owner_org = {{t}}.owner_org AND p.recipient_org = viewer_org()
   AND p.purpose = viewer_purpose() AND p.class = '{contact}' AND p.label = {{t}}.label
   AND p.valid_from <= viewer_now() AND viewer_now() < p.valid_until AND p.withdrawn_at IS NULL AND {AGREED}))))"
    );
    let staff = "viewer_kind() = 'system' OR (viewer_kind() = 'member' AND {t}.owner_org = viewer_org())";
    Fence::custom("care_team", &read, staff)
}

/// The member who looks, the organization whose record it is, and the person know of a look that no consent opened. The member
/// writes it: what grants one checks role and reason first.
fn exceptional_access() -> Fence {
    Fence::custom(
        "exceptional_access",
        "viewer_kind() = 'system' OR (viewer_kind() = 'member' AND ({t}.member_id = viewer_member() OR {t}.owner_org = viewer_org()))
 OR (viewer_kind() = 'person' AND {t}.person_id = viewer_person())",
        "viewer_kind() = 'system' OR (viewer_kind() = 'member' AND {t}.member_id = viewer_member() AND {t}.org = viewer_org())",
    )
}

/// Codes beside private links and under consents: the organization that made one, and the system, which checks them.
fn codes(table: &'static str) -> Fence {
    let rule = "viewer_kind() = 'system' OR (viewer_kind() = 'member' AND {t}.owner_org = viewer_org())";
    Fence::custom(table, rule, rule)
}

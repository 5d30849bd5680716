//! The room's row fences. `permission` and `care_team` are what the standard rule itself reads.

use crate::model::data_class::DataClass;
use tandem_access::Fence;

/// A consent is no fact that another consent opens: the organization that it names sees it while it lives, and no other.
/// One that was refused, withdrawn or has ended tells nothing, not even that the person is known here.
const NAMED: &str = "viewer_kind() IN ('member', 'client') AND EXISTS (SELECT 1 FROM {db}permission p
 WHERE p.consent_id = {c} AND p.recipient_org = viewer_org() AND p.valid_from <= viewer_now()
 AND viewer_now() < p.valid_until AND p.withdrawn_at IS NULL)";

/// The row fences of this room's tables.
pub fn fences() -> Vec<Fence> {
    let (contact, needs) = (DataClass::Contact.code(), DataClass::Needs.code());
    vec![
        Fence::person_itself("person", contact),
        Fence::person("person_name_word", contact),
        Fence::person("person_identifier", contact),
        Fence::person("need", needs),
        Fence::person_or("consent", &NAMED.replace("{c}", "{t}.id")),
        by_the_person_too(Fence::person_or("consent_event", &NAMED.replace("{c}", "{t}.consent_id"))),
        permission(),
        care_team(),
        person_link(),
    ]
}

/// A person withdraws by their own link, so they write the event.
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
 OR (viewer_kind() IN ('member', 'client') AND {t}.owner_org = viewer_org())
 OR (viewer_kind() = 'person' AND {t}.person_id = viewer_person())",
    )
}

/// An organization's care teams are its own matter.
fn care_team() -> Fence {
    Fence::custom(
        "care_team",
        "viewer_kind() = 'system' OR (viewer_kind() IN ('member', 'client') AND {t}.owner_org = viewer_org())",
        "viewer_kind() = 'system' OR (viewer_kind() IN ('member', 'client') AND {t}.owner_org = viewer_org())",
    )
}

/// Codes of private links: the organization that made one, and the system, which checks them.
fn person_link() -> Fence {
    let rule = "viewer_kind() = 'system' OR (viewer_kind() = 'member' AND {t}.owner_org = viewer_org())";
    Fence::custom("person_link", rule, rule)
}

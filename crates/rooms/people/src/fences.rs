//! The room's row fences. `permission` and `care_team` are what the standard rule itself reads.

use tandem_access::Fence;

/// The row fences of this room's tables.
pub fn fences() -> Vec<Fence> {
    vec![
        Fence::person_itself("person"),
        Fence::person("person_name_word"),
        Fence::person("person_identifier"),
        Fence::person("need"),
        Fence::person("consent"),
        by_the_person_too(Fence::person("consent_event")),
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

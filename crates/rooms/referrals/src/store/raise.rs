//! How rows follow a record whose label is raised: `?1` the person, `?2` the label, `?3` the labels below it.

/// A referral follows its record. One that becomes local-only is sealed from now on: no clock, none of the three facts. Only what
/// another organization said yes to keeps its label then: that organization goes on helping.
pub const REFERRAL: &str = "UPDATE referral SET label = ?2, \
    due_at = CASE WHEN ?2 = 'domestic_violence' THEN NULL ELSE due_at END, \
    late_at = CASE WHEN ?2 = 'domestic_violence' THEN NULL ELSE late_at END, \
    service_received = CASE WHEN ?2 = 'domestic_violence' THEN NULL ELSE service_received END, \
    need_resolved = CASE WHEN ?2 = 'domestic_violence' THEN NULL ELSE need_resolved END \
    WHERE person_id = ?1 AND label IN_TEXTS(?3) AND source = 'member' \
    AND (?2 <> 'domestic_violence' OR accepted_at IS NULL OR receiver_org = owner_org)";

/// What the sender shared is its own record's.
pub const SHARED: &str = "UPDATE referral_shared SET label = ?2 WHERE label IN_TEXTS(?3) AND referral_id IN \
    (SELECT r.id FROM referral r WHERE r.person_id = ?1)";

/// A receiver's record is its own, unless it is the organization that keeps the person's record too.
pub const OWN_RECORD: &str = "UPDATE receiver_record SET label = ?2 WHERE label IN_TEXTS(?3) AND referral_id IN \
    (SELECT r.id FROM referral r WHERE r.person_id = ?1 AND r.receiver_org = r.owner_org)";

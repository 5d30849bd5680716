//! The message itself, in FHIR R4 as the Subscriptions R5 Backport implementation guide (1.1) writes it: a Bundle of type
//! `history` whose first entry says which subscription it is about and, for a change, which patient. Nothing else is in it.

use crate::model::{Kind, Status, Subscription};
use serde_json::{Value, json};
use tandem_access::{Timestamp, Uuid};

const BACKPORT: &str = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition";

/// The topic: something changed in what the organization may see of a person.
pub fn topic(base: &str) -> String {
    format!("{base}/fhir/SubscriptionTopic/shared-view")
}

/// The `Subscription` resource.
pub fn subscription(s: &Subscription, base: &str) -> Value {
    let mut resource = json!({
        "resourceType": "Subscription",
        "id": s.id,
        "meta": {"profile": [format!("{BACKPORT}/backport-subscription")]},
        "status": s.status.code(),
        "reason": "Something changed in what this organization may see of a person",
        "criteria": topic(base),
        "channel": {
            "type": "rest-hook",
            "endpoint": s.endpoint,
            "payload": "application/fhir+json",
            "_payload": {"extension": [
                {"url": format!("{BACKPORT}/backport-payload-content"), "valueCode": "id-only"},
            ]},
        },
    });
    if let Some(error) = &s.last_error {
        resource["error"] = json!(error);
    }
    resource
}

/// How it stands: what `$status` answers, and the first entry of each message.
pub fn status(s: &Subscription, base: &str, about: &About) -> Value {
    let code = match about {
        About::Query => "query-status",
        About::Handshake => "handshake",
        About::Change { .. } => "event-notification",
    };
    let mut parameters = vec![
        json!({"name": "subscription", "valueReference": {"reference": format!("{base}/fhir/Subscription/{}", s.id)}}),
        json!({"name": "topic", "valueCanonical": topic(base)}),
        json!({"name": "status", "valueCode": s.status.code()}),
        json!({"name": "type", "valueCode": code}),
        json!({"name": "events-since-subscription-start", "valueString": s.events.to_string()}),
    ];
    if let About::Change { event, person, at } = about {
        parameters.push(json!({"name": "notification-event", "part": [
            {"name": "event-number", "valueString": event.to_string()},
            {"name": "timestamp", "valueInstant": at.to_string()},
            {"name": "focus", "valueReference": {"reference": format!("{base}/fhir/Patient/{person}")}},
        ]}));
    }
    json!({
        "resourceType": "Parameters",
        "meta": {"profile": [format!("{BACKPORT}/backport-subscription-status-r4")]},
        "parameter": parameters,
    })
}

/// What a message is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The other side asked how it stands.
    Query,
    /// There will be others.
    Handshake,
    /// Something changed about a person.
    Change {
        /// The how manieth.
        event: i64,
        /// The record that may be opened.
        person: Uuid,
        /// When this was told.
        at: Timestamp,
    },
}

impl About {
    /// What a notice of this kind says.
    pub fn of(kind: Kind, person: Option<Uuid>, event: i64, at: Timestamp) -> About {
        match person {
            Some(person) if kind != Kind::Handshake => About::Change { event, person, at },
            _ => About::Handshake,
        }
    }
}

/// The message. `id` is the same at each try.
pub fn message(s: &Subscription, base: &str, id: Uuid, about: &About, now: Timestamp) -> Value {
    // A call that comes through makes it active, and says so already.
    let told = Subscription { status: Status::Active, ..s.clone() };
    let told = if *about == About::Handshake { s } else { &told };
    let url = format!("{base}/fhir/Subscription/{}/$status", s.id);
    json!({
        "resourceType": "Bundle",
        "id": id,
        "meta": {"profile": [format!("{BACKPORT}/backport-subscription-notification-r4")]},
        "type": "history",
        "timestamp": now.to_string(),
        "entry": [{
            "fullUrl": format!("urn:uuid:{id}"),
            "resource": status(told, base, about),
            "request": {"method": "GET", "url": url},
            "response": {"status": "200"},
        }],
    })
}

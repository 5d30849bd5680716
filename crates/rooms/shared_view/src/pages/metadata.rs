//! What a system can ask for here: the CapabilityStatement of FHIR, and how it signs in. It says what exists and nothing that
//! might come.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tandem_web::{Cx, FHIR_JSON};

/// `metadata`.
pub async fn capabilities(cx: Cx) -> Response {
    (public(FHIR_JSON), statement(&cx.base_url).to_string()).into_response()
}

/// `.well-known/smart-configuration` of SMART App Launch 2, for backend services with a secret.
pub async fn smart(cx: Cx) -> Response {
    let base = &cx.base_url;
    let said = json!({
        "token_endpoint": format!("{base}/oauth/token"),
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "grant_types_supported": ["client_credentials"],
        "scopes_supported": ["system/Patient.rs"],
        "capabilities": ["client-confidential-symmetric", "permission-v2"],
    });
    (public("application/json"), said.to_string()).into_response()
}

/// The same for everybody: it may be kept for an hour.
fn public(kind: &'static str) -> [(header::HeaderName, &'static str); 2] {
    [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=3600")]
}

fn statement(base: &str) -> Value {
    let text = |name: &str, kind: &str| json!({"name": name, "type": kind});
    json!({
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": "2026-03-01",
        "kind": "instance",
        "software": {"name": "Tandem", "version": env!("CARGO_PKG_VERSION")},
        "implementation": {"description": "What people let an organization see", "url": format!("{base}/fhir")},
        "fhirVersion": "4.0.1",
        "format": ["json"],
        "rest": [{
            "mode": "server",
            "security": {
                "service": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/restful-security-service", "code": "SMART-on-FHIR"}]}],
                "extension": [{
                    "url": "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
                    "extension": [{"url": "token", "valueUri": format!("{base}/oauth/token")}],
                }],
            },
            "resource": [{
                "type": "Patient",
                "interaction": [{
                    "code": "search-type",
                    "documentation": "POST Patient/_search only. The whole name, the birthdate and one more, all equal: nobody is found by less.",
                }],
                "searchParam": [
                    text("family", "string"), text("given", "string"), text("birthdate", "date"), text("telecom", "token"),
                    text("phone", "token"), text("email", "token"), text("address-postalcode", "string"),
                ],
                "operation": [{
                    "name": "everything",
                    "definition": "http://hl7.org/fhir/OperationDefinition/Patient-everything",
                }],
            }, {
                "type": "Subscription",
                "interaction": [{
                    "code": "read",
                    "documentation": "The system's own. An administrator of its organization makes it, in the settings.",
                }],
                "operation": [{
                    "name": "status",
                    "definition":
                        "http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-status",
                }],
            }],
        }],
    })
}

//! What is written down about a person as FHIR R4 resources. The shape is described in `docs/copy-of-everything.md`.

use crate::actions::Everything;
use crate::model::{Fact, Line};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Map, Value, json};
use tandem_access::Uuid;
use tandem_people::actions::Look;
use tandem_people::model::consent::{Answer, Consent, State};
use tandem_people::model::correction::Correction;
use tandem_people::model::label::Label;
use tandem_people::model::need::{Need, NeedStatus};
use tandem_people::model::part2;
use tandem_people::model::person::{Person, TeamRole};
use tandem_referrals::model::Referral;
use tandem_screening::actions::ScreeningView;
use tandem_screening::model::response::write_items;
use tandem_screening::model::screening::Status as Answered;
use tandem_visits::model::Visit;

/// It as a FHIR R4 Bundle: `collection` for the person's own copy, `searchset` for `Patient/$everything`.
pub fn bundle(all: &Everything, kind: &str) -> Value {
    let edge = Edge { all, patient: all.timeline.person.id };
    let mut resources = vec![edge.patient()];
    resources.extend(edge.teams());
    resources.extend(all.timeline.lines.iter().filter_map(|line| edge.line(line)));
    resources.extend(all.screenings.iter().map(|view| edge.screening(view)));
    resources.extend(all.corrections.iter().map(|k| edge.correction(k)));
    resources.extend(all.looks.iter().map(|look| edge.look(look)));
    let search = (kind == "searchset").then(|| json!({"mode": "match"}));
    let entries: Vec<Value> = resources
        .into_iter()
        .map(|resource| {
            let url = resource["id"].as_str().map(|id| format!("urn:uuid:{id}"));
            trimmed(json!({"fullUrl": url, "resource": resource, "search": search}))
        })
        .collect();
    json!({"resourceType": "Bundle", "type": kind, "timestamp": all.at.to_string(), "entry": entries})
}

/// Our own codes, where FHIR has none.
const LABEL: &str = "urn:tandem:label";
const DOMAIN: &str = "urn:tandem:need";
const CLASS: &str = "urn:tandem:data-class";

struct Edge<'a> {
    all: &'a Everything,
    patient: Uuid,
}

impl Edge<'_> {
    fn org(&self, id: Uuid) -> Value {
        json!({"display": self.all.timeline.orgs.get(&id).map_or("", String::as_str)})
    }

    fn subject(&self) -> Value {
        json!({"reference": format!("urn:uuid:{}", self.patient)})
    }

    fn patient(&self) -> Value {
        let Person { owner_org, details: d, .. } = &self.all.timeline.person;
        let telecom: Vec<Value> = [("phone", &d.phone), ("email", &d.email)]
            .into_iter()
            .filter_map(|(system, value)| Some(json!({"system": system, "value": value.as_deref()?})))
            .collect();
        let lines: Vec<&String> = [&d.address_line1, &d.address_line2].into_iter().flatten().collect();
        let ids: Vec<Value> = self
            .all
            .identifiers
            .iter()
            .map(|(system, value)| json!({"system": system, "value": value}))
            .collect();
        let mut patient = trimmed(json!({
            "resourceType": "Patient",
            "id": self.patient,
            "identifier": ids,
            "name": [trimmed(json!({"use": "official", "text": d.display_name(), "family": d.family_name,
                "given": [d.given_name]}))],
            "telecom": telecom,
            "birthDate": d.birth_date.map(|day| day.to_string()),
            "address": [trimmed(json!({"line": lines, "city": d.city, "state": d.region, "postalCode": d.postal_code}))],
            "communication": d.language.as_ref().map(|tag| vec![json!({"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": tag}]}})]),
            "managingOrganization": self.org(*owner_org),
        }));
        label(&mut patient, d.label);
        patient
    }

    fn teams(&self) -> Vec<Value> {
        let part = |role: &TeamRole| json!([{"text": role.code()}]);
        let team = |team: &crate::actions::Team| {
            let members = team.members.iter();
            let members: Vec<Value> = members
                .map(|(name, role)| json!({"role": part(role), "member": {"display": name}}))
                .collect();
            let mut resource = json!({"resourceType": "CareTeam", "status": "active", "subject": self.subject(),
                "participant": members, "managingOrganization": [self.org(team.organization)]});
            let kept = self.all.timeline.records.iter().filter(|r| r.owner_org == team.organization);
            label(&mut resource, kept.map(|r| r.label).max().unwrap_or(Label::General));
            resource
        };
        self.all.timeline.teams.iter().map(team).collect()
    }

    /// Screenings come with their answers, and a service received stands in its referral.
    fn line(&self, line: &Line) -> Option<Value> {
        let mut resource = match &line.fact {
            Fact::Need(need) => self.need(need),
            Fact::Referral(r, place) => self.referral(r, place.as_deref()),
            Fact::Visit(visit) => self.visit(visit),
            Fact::Consent(consent) => self.consent(consent),
            Fact::Screening(..) | Fact::Service(..) => return None,
        };
        label(&mut resource, line.label);
        Some(resource)
    }

    fn need(&self, need: &Need) -> Value {
        let status = match need.status {
            NeedStatus::Open => "active",
            NeedStatus::Addressed => "resolved",
            NeedStatus::Closed => "inactive",
        };
        let facts = [("risk", need.risk), ("wants-help", need.wants_help)];
        let facts: Vec<Value> = facts
            .into_iter()
            .filter_map(|(name, fact)| {
                Some(json!({"url": format!("urn:tandem:{name}"), "valueBoolean": fact?}))
            })
            .collect();
        trimmed(json!({
            "resourceType": "Condition", "id": need.id, "extension": facts,
            "clinicalStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": status}]},
            "category": [{"coding": [{"system": "http://hl7.org/fhir/us/core/CodeSystem/us-core-category", "code": "sdoh"}]}],
            "code": {"coding": [{"system": DOMAIN, "code": need.domain.code()}]},
            "subject": self.subject(), "recordedDate": need.found_at.to_string(), "recorder": self.org(need.owner_org),
        }))
    }

    fn referral(&self, r: &Referral, place: Option<&str>) -> Value {
        let answer = |name: &str, value: Value| json!({"type": {"text": name}, "valueString": value});
        let mut output = vec![];
        if let Some(received) = r.service_received {
            output.push(answer("service received", json!(if received { "yes" } else { "no" })));
        }
        if let Some(resolved) = r.need_resolved {
            output.push(answer("need resolved", json!(resolved.code())));
        }
        trimmed(json!({
            "resourceType": "Task", "id": r.id, "status": r.status.code(), "intent": "order",
            "statusReason": r.reason.map(|reason| json!({"text": reason.code()})),
            "code": r.domain.map(|d| json!({"coding": [{"system": DOMAIN, "code": d.code()}]})),
            "focus": r.need_id.map(|need| json!({"reference": format!("urn:uuid:{need}")})),
            "for": self.subject(), "authoredOn": r.sent_at.unwrap_or(r.created_at).to_string(),
            "lastModified": r.updated_at.to_string(), "requester": self.org(r.owner_org),
            "owner": place.map(|place| json!({"display": place})), "output": output,
        }))
    }

    fn visit(&self, v: &Visit) -> Value {
        // The number of a visit is its hospital's and the person's.
        let own = self.all.reader.is_none_or(|org| org == v.owner_org);
        let period =
            trimmed(json!({"start": v.started_at.to_string(), "end": v.ended_at.map(|at| at.to_string())}));
        trimmed(json!({
            "resourceType": "Encounter", "id": v.id, "status": v.status.code(),
            "identifier": own.then(|| vec![json!({"system": v.source_system, "value": v.source_id})]),
            "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": v.class.act_code()},
            "subject": self.subject(), "period": period,
            "reasonCode": v.reason.as_ref().map(|words| vec![json!({"text": words})]),
            "location": v.place.as_ref().map(|place| vec![json!({"location": {"display": place}})]),
            "serviceProvider": self.org(v.owner_org),
        }))
    }

    fn consent(&self, c: &Consent) -> Value {
        let status = match (&c.answer, c.state(self.all.at)) {
            (Answer::Refused, _) => "rejected",
            (_, State::Live | State::Later) => "active",
            _ => "inactive",
        };
        let classes: Vec<Value> =
            c.classes.iter().map(|class| json!({"system": CLASS, "code": class.code()})).collect();
        let labels: Vec<Value> =
            c.labels.iter().map(|label| json!({"system": LABEL, "code": label.code()})).collect();
        trimmed(json!({
            "resourceType": "Consent", "id": c.id, "status": status,
            "scope": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy"}]},
            "category": [{"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}],
            "patient": self.subject(), "dateTime": c.recorded_at.to_string(), "organization": [self.org(c.owner_org)],
            "policyRule": {"text": c.form_version},
            "sourceAttachment": c.shown.as_ref().map(|shown| json!({
                "contentType": "text/plain; charset=utf-8", "language": c.language, "title": c.form_version,
                "data": BASE64.encode(&shown.text),
                "extension": [{"url": "urn:tandem:sha256", "valueString": shown.sha256}],
            })),
            "extension": [{"url": "urn:tandem:how", "valueCode": c.answer.code()}],
            "provision": {
                "type": "permit",
                "period": {"start": c.valid_from.to_string(), "end": c.valid_until.to_string()},
                "actor": [{"role": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "code": "IRCP"}]},
                    "reference": self.org(c.recipient_org)}],
                "purpose": [{"system": "urn:tandem:purpose", "code": c.purpose.word()}],
                "class": classes, "securityLabel": labels,
            },
        }))
    }

    fn screening(&self, view: &ScreeningView) -> Value {
        let s = &view.screening;
        let status = if s.status == Answered::Completed { "completed" } else { "in-progress" };
        let mut resource = trimmed(json!({
            "resourceType": "QuestionnaireResponse", "id": s.id, "status": status,
            "questionnaire": format!("{}|{}", s.instrument_url, s.instrument_version),
            "subject": self.subject(), "authored": s.authored_at.or(s.completed_at).unwrap_or(s.started_at).to_string(),
            "author": self.org(s.owner_org), "item": write_items(&view.items),
        }));
        label(&mut resource, s.label);
        resource
    }

    fn correction(&self, k: &Correction) -> Value {
        let (status, because) = match &k.answer {
            None => ("requested", None),
            Some((outcome, because, _)) => {
                let done = outcome.code() == "done";
                (if done { "completed" } else { "rejected" }, Some(because))
            }
        };
        trimmed(json!({
            "resourceType": "Task", "id": k.id, "status": status, "intent": "proposal",
            "code": {"text": "correction"}, "description": k.words,
            "focus": k.row.map(|row| json!({"reference": format!("urn:uuid:{row}")})),
            "for": self.subject(), "authoredOn": k.asked_at.to_string(), "owner": self.org(k.owner_org),
            "statusReason": because.map(|words| json!({"text": words})),
        }))
    }

    fn look(&self, look: &Look) -> Value {
        let action = match look.action.as_str() {
            "read" | "export" => "R",
            "write" => "U",
            _ => "E",
        };
        let who = match look.organization {
            Some(org) if let Some(name) = &look.system => {
                let of = self.all.timeline.orgs.get(&org).map_or("", String::as_str);
                json!({"type": "Device", "display": format!("the computer system {name} of {of}")})
            }
            Some(org) => self.org(org),
            None => json!({"display": look.viewer_kind}),
        };
        json!({
            "resourceType": "AuditEvent", "recorded": look.at.to_string(), "action": action,
            "type": {"system": "http://terminology.hl7.org/CodeSystem/audit-event-type", "code": "rest"},
            "agent": [{"who": who, "requestor": true}], "source": {"observer": {"display": "Tandem"}},
            "purposeOfEvent": [{"text": look.purpose}],
            "entity": [{"what": self.subject(), "description": format!("{} {}", look.action, look.kind)}],
        })
    }
}

/// People who were found, as a searchset: who each is, and nothing more than a list on a page says.
pub fn found(people: &[Person], at: tandem_access::Timestamp) -> Value {
    let entries: Vec<Value> = people
        .iter()
        .map(|person| {
            let name = json!([{"use": "official", "text": person.display_name()}]);
            let mut patient = json!({"resourceType": "Patient", "id": person.id, "name": name});
            label(&mut patient, person.details.label);
            json!({"fullUrl": format!("urn:uuid:{}", person.id), "resource": patient, "search": {"mode": "match"}})
        })
        .collect();
    let mut bundle = json!({"resourceType": "Bundle", "type": "searchset", "timestamp": at.to_string(), "total": entries.len()});
    if !entries.is_empty() {
        bundle["entry"] = json!(entries);
    }
    bundle
}

/// How sensitive it is, where FHIR keeps that. A record of a substance use program says so in HL7's code too, and carries the
/// notice of 42 CFR 2.32: the person may hand the copy on.
fn label(resource: &mut Value, label: Label) {
    let mut security = vec![json!({"system": LABEL, "code": label.code()})];
    if part2::is_due([label]) {
        security.push(json!({
            "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode",
            "code": part2::FHIR_CODE,
            "display": part2::NOTICE,
        }));
    }
    resource["meta"] = json!({"security": security});
}

/// Without what nobody said, at any depth: FHIR has no nulls, no empty texts, no empty lists and no element without content, and
/// a record whose names were erased has little else.
fn trimmed(value: Value) -> Value {
    let said = |v: &Value| match v {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        _ => true,
    };
    match value {
        Value::Object(map) => {
            let kept = map.into_iter().map(|(name, v)| (name, trimmed(v))).filter(|(_, v)| said(v));
            Value::Object(kept.collect::<Map<_, _>>())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(trimmed).filter(said).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_without_content_is_left_out_at_any_depth() {
        let erased = json!({
            "resourceType": "Patient", "identifier": [],
            "name": [{"use": "official", "text": null, "given": [""]}],
            "address": [{"line": [], "city": null, "period": {"start": ""}}],
            "active": false,
        });
        let left = json!({"resourceType": "Patient", "name": [{"use": "official"}], "active": false});
        assert_eq!(trimmed(erased), left);
    }
}

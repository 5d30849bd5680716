//! `Patient/_search` of FHIR: the exact match of the page that finds people, for systems. What is looked for stands in the body
//! and never in the address, which servers write down.

use super::copy::fhir_file;
use crate::fhir::found;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tandem_access::Error;
use tandem_access::accounts::rate_limit::Gate;
use tandem_people::actions::find_exact;
use tandem_people::model::names;
use tandem_people::model::person::Identifiers;
use tandem_web::{Answer, Cx, Form, PageError, outcome};

/// What may be asked for.
const PARAMETERS: [&str; 7] =
    ["family", "given", "birthdate", "telecom", "phone", "email", "address-postalcode"];

/// The Bundle: who stands before the viewer and equals all that was said.
pub async fn search(cx: Cx, uri: Uri, form: Result<Form, PageError>) -> Answer {
    let reader = cx.viewer.member_id().or(cx.viewer.client_id()).ok_or(Error::Forbidden)?;
    cx.store.limits().take(Gate::Find, &reader.to_string(), cx.now)?;
    if uri.query().is_some() {
        return refused("invalid", "Parameters stand in the body, never in the address.");
    }
    let Ok(form) = form else { return refused("structure", "The body is no form.") };
    let wanted = match wanted(&form) {
        Ok(wanted) => wanted,
        Err(words) => return refused("invalid", &words),
    };
    match cx.store.read(&cx.viewer, move |tx| find_exact(tx, &wanted)).await {
        Ok(people) => fhir_file("patients.json", &found(&people, cx.now)),
        Err(Error::Invalid(_)) => refused(
            "required",
            "Say the whole name (family and given), the birthdate, and telecom, or address-postalcode for people of your own organization: nobody is found by less.",
        ),
        Err(error) => Err(error.into()),
    }
}

/// The identifiers in a search. Every parameter is understood or the search is refused: one that was passed over would find
/// other people than were asked for.
fn wanted(form: &Form) -> Result<Identifiers, String> {
    let mut wanted = Identifiers::default();
    let (mut family, mut given) = ("", vec![]);
    for (name, value) in form.pairs() {
        let value = value.trim();
        if !PARAMETERS.contains(&name) && name != "_format" {
            return Err(format!("The parameter {} is not one of {}.", shown(name), PARAMETERS.join(", ")));
        }
        if value.is_empty() {
            continue;
        }
        if name != "given" && name != "telecom" && form.all(name).len() > 1 {
            return Err(format!("{name} stands there twice."));
        }
        let (system, code) = value.split_once('|').unwrap_or(("", value));
        match (name, system) {
            ("family", _) => family = value,
            ("given", _) => given.push(value),
            ("birthdate", _) => {
                let day = value.strip_prefix("eq").unwrap_or(value).parse();
                wanted.birth_date =
                    Some(day.map_err(|_| "birthdate is a whole date: 1980-05-06.".to_owned())?);
            }
            ("address-postalcode", _) => wanted.postal_code = Some(names::postal_code(value)),
            ("email", _) | ("telecom", "email") => wanted.email = Some(code.to_lowercase()),
            ("telecom", "") if value.contains('@') => wanted.email = Some(value.to_lowercase()),
            ("phone", _) | ("telecom", "phone" | "sms" | "") => {
                let phone = names::phone(code).ok_or("telecom is no phone number or e-mail address.")?;
                wanted.phone = Some(phone);
            }
            ("telecom", _) => return Err("telecom is looked for as phone| or email|.".to_owned()),
            _ => {}
        }
    }
    if !family.is_empty() && !given.is_empty() {
        wanted.name_key = Some(names::fold(&format!("{} {family}", given.join(" "))));
    }
    Ok(wanted)
}

/// A name of a parameter as it came, short and in plain signs.
fn shown(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).take(40).collect()
}

fn refused(code: &str, words: &str) -> Answer {
    let mut response: Response = fhir_file("outcome.json", &outcome("error", code, words))?.into_response();
    *response.status_mut() = StatusCode::BAD_REQUEST;
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Identifiers, String> {
        wanted(&Form::of(pairs.iter().copied()))
    }

    #[test]
    fn parameters_become_the_identifiers_of_the_page() {
        let all = read(&[
            ("family", "Exampleton"),
            ("given", "Ana"),
            ("given", "María"),
            ("birthdate", "eq1990-03-04"),
            ("telecom", "phone|(555) 555-0101"),
            ("telecom", "Ana@Example.org"),
            ("address-postalcode", "19601-1234"),
            ("_format", "json"),
        ])
        .expect("understood");
        assert_eq!(all.name_key.as_deref(), Some(names::fold("Ana María Exampleton").as_str()));
        assert_eq!(all.birth_date.map(|d| d.to_string()).as_deref(), Some("1990-03-04"));
        assert_eq!(
            (all.phone.as_deref(), all.email.as_deref()),
            (Some("+15555550101"), Some("ana@example.org"))
        );
        assert_eq!(all.postal_code.as_deref(), Some("19601"));
        let half = read(&[("family", "Exampleton"), ("birthdate", "1990-03-04")]).expect("understood");
        assert_eq!(half.name_key, None, "a family name alone is no name");
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for pairs in [
            &[("family:contains", "Ex")][..],
            &[("name", "Ana")],
            &[("_has:Observation:patient:code", "1")],
            &[("_include", "*")],
            &[("birthdate", "ge1990-01-01")],
            &[("birthdate", "1990")],
            &[("family", "A"), ("family", "B")],
            &[("telecom", "phone|12")],
            &[("telecom", "url|x")],
        ] {
            assert!(read(pairs).is_err(), "{pairs:?}");
        }
    }
}

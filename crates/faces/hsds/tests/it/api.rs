//! The public directory over real HTTP, as a program of somebody else reads it.

use std::collections::BTreeSet;

use crate::common::{folder, import, import_from, odd, rooms};
use serde_json::Value;
use tandem_directory::model::item::Kind;
use tandem_hsds::{Format, Report};
use tandem_testkit::http::Client;
use tandem_testkit::{TestApp, real_data};

/// What must never be told of the shelter.
const SECRETS: [&str; 5] = ["Secret Lane", "21299", "39.31", "-76.61", "Hidden"];
const LISTS: [&str; 3] = ["services", "organizations", "service_at_locations"];

struct Api {
    app: TestApp,
    client: Client,
}

impl Api {
    async fn both() -> Vec<Api> {
        let mut all = vec![];
        for app in TestApp::both(rooms, |_, builder| builder) {
            let report = import(app.store(), Format::OhanaCsv, odd().path()).await;
            assert!(report.rejections.is_empty(), "{:?}", report.rejections);
            let client = Client::connect(app.listen().await).await.unwrap();
            all.push(Api { app, client });
        }
        all
    }

    async fn text(&mut self, path: &str) -> (u16, String) {
        let answer = self.client.get(path).await.unwrap();
        for secret in SECRETS {
            assert!(!answer.body.contains(secret), "{path} tells {secret}: {}", answer.body);
        }
        let kind = answer.header("content-type");
        assert!(kind.starts_with("application/json") || kind.starts_with("text/csv"), "{path}: {kind}");
        (answer.status, answer.body)
    }

    async fn json(&mut self, path: &str) -> Value {
        let (status, text) = self.text(path).await;
        assert_eq!(status, 200, "{path}: {text}");
        serde_json::from_str(&text).unwrap()
    }
}

fn ids(page: &Value) -> Vec<String> {
    page["contents"].as_array().unwrap().iter().map(|o| o["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_paged_as_hsds_says_and_hold_what_the_single_objects_hold() {
    for mut api in Api::both().await {
        assert_eq!(api.json("/directory").await["version"], "3.0");
        // The classes are inactive: two services are listed, at two places; the third organization offers nothing.
        for (list, total) in LISTS.into_iter().zip([2, 3, 2]) {
            let whole = api.json(&format!("/directory/{list}")).await;
            assert_eq!(whole["total_items"], total, "{list}: {whole:#}");
            for (key, value) in [("total_pages", 1), ("page_number", 1), ("size", total)] {
                assert_eq!(whole[key], value, "{list} {key}");
            }
            assert!(whole["first_page"] == true && whole["last_page"] == true && whole["empty"] == false);
            let mut seen = vec![];
            for n in 1..=total {
                let page = api.json(&format!("/directory/{list}?per_page=1&page={n}")).await;
                assert_eq!((&page["total_pages"], &page["page_number"]), (&total.into(), &n.into()));
                assert_eq!(
                    (&page["first_page"], &page["last_page"]),
                    (&(n == 1).into(), &(n == total).into())
                );
                seen.extend(ids(&page));
            }
            assert_eq!(seen, ids(&whole), "{list}: pages join to the whole");
            let beyond = api.json(&format!("/directory/{list}?page=9")).await;
            assert!(beyond["empty"] == true && beyond["size"] == 0 && beyond["last_page"] == true);
            for (n, id) in seen.iter().enumerate() {
                let single = api.json(&format!("/directory/{list}/{id}")).await;
                assert_eq!(single, whole["contents"][n], "{list}/{id}");
            }
            let flat = api.json(&format!("/directory/{list}?full=false")).await;
            for object in flat["contents"].as_array().unwrap() {
                assert!(object.as_object().unwrap().values().all(|v| !v.is_array()), "{object:#}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shelter_is_listed_with_its_name_and_nothing_of_its_place() {
    for mut api in Api::both().await {
        let services = api.json("/directory/services").await;
        let all = services["contents"].as_array().unwrap();
        let shelter = all.iter().find(|s| s["name"] == "Shelter").unwrap();
        let place = &shelter["service_at_locations"][0]["location"];
        for key in ["name", "latitude", "longitude", "addresses", "accessibility", "transportation", "url"] {
            assert!(place.get(key).is_none(), "{key}: {place:#}");
        }
        let pantry = all.iter().find(|s| s["name"] == "Food Pantry").unwrap();
        let place = &pantry["service_at_locations"][0]["location"];
        assert_eq!(place["latitude"], 39.3);
        assert_eq!(place["addresses"][0]["address_1"], "12 Pier Street");
        assert_eq!(pantry["wait_time"], "2 weeks");
        assert_eq!(pantry["minimum_age"], 18);
        assert_eq!(pantry["organization"]["website"], "http://www.example.org");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_add_up_and_those_that_are_not_kept_are_refused() {
    for mut api in Api::both().await {
        let services = api.json("/directory/services").await;
        let all = services["contents"].as_array().unwrap();
        let pantry = all.iter().find(|s| s["name"] == "Food Pantry").unwrap().clone();
        let (id, organization) =
            (pantry["id"].as_str().unwrap(), pantry["organization_id"].as_str().unwrap());
        for filter in [
            format!("organization_id={organization}"),
            "search=pantry".to_owned(),
            format!("search=pantry&organization_id={organization}&modified_after=2000-01-01"),
        ] {
            let found = api.json(&format!("/directory/services?{filter}")).await;
            assert_eq!(ids(&found), [id], "{filter}");
            let places = api.json(&format!("/directory/service_at_locations?{filter}")).await;
            assert_eq!(places["total_items"], 1, "{filter}");
            assert_eq!(places["contents"][0]["service"]["id"], id);
        }
        let none = api.json("/directory/services?modified_after=2999-01-01T00:00:00Z").await;
        assert!(none["total_items"] == 0 && none["total_pages"] == 0 && none["empty"] == true);
        let minimal = api.json("/directory/services?minimal=true").await;
        assert_eq!(minimal["contents"][0].as_object().unwrap().len(), 2, "{minimal:#}");
        for (query, words) in [
            ("page=0", "`page` must be a whole number from 1"),
            ("page=two", "`page`"),
            ("per_page=5000", "from 1 to 1000"),
            ("full=perhaps", "`full` must be true or false"),
            ("organization_id=7", "not a UUID"),
            ("modified_after=yesterday", "neither a date"),
            ("postcode=21201", "`postcode` is not supported"),
            ("taxonomy_term_id=1", "not supported"),
            ("format=ndjson", "`format` must be json"),
        ] {
            let (status, text) = api.text(&format!("/directory/services?{query}")).await;
            let error: Value = serde_json::from_str(&text).unwrap();
            assert_eq!((status, &error["status"]), (400, &400.into()), "{query}");
            assert!(error["error"].as_str().unwrap().contains(words), "{query}: {error}");
        }
        for list in LISTS {
            for id in ["00000000-0000-4000-8000-000000000000", "7", "x%27%3B--"] {
                let (status, text) = api.text(&format!("/directory/{list}/{id}")).await;
                assert!(status == 404 && text.contains("There is no"), "{list}/{id}: {status} {text}");
            }
        }
    }
}

fn unchanged(report: &Report, what: &str) {
    assert!(!report.refused && report.rejections.is_empty(), "{what}: {:?}", report.rejections.first());
    for kind in Kind::ALL {
        let c = report.of(kind);
        assert_eq!((c.accepted, c.changed, c.removed, c.rejected), (0, 0, 0, 0), "{what} {kind:?}");
    }
    assert!(report.written() == 0 && report.counts.values().any(|c| c.unchanged > 0), "{what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_programs_read_can_be_imported_again_and_changes_nothing() {
    for mut api in Api::both().await {
        for list in LISTS {
            let (_, page) = api.text(&format!("/directory/{list}")).await;
            let file = folder(&[("page.json", page.as_bytes())]);
            let report = import_from(api.app.store(), Format::HsdsJson, file.path(), list).await;
            unchanged(&report, list);
        }
        let package = tempfile::tempdir().unwrap();
        let descriptor = api.json("/directory/csv/datapackage.json").await;
        std::fs::write(package.path().join("datapackage.json"), descriptor.to_string()).unwrap();
        for resource in descriptor["resources"].as_array().unwrap() {
            let file = resource["path"].as_str().unwrap();
            let (status, text) = api.text(&format!("/directory/csv/{file}")).await;
            assert_eq!(status, 200, "{file}");
            let columns = resource["schema"]["fields"].as_array().unwrap().len();
            assert_eq!(text.lines().next().unwrap().split(',').count(), columns, "{file}");
            std::fs::write(package.path().join(file), text).unwrap();
        }
        let report = import_from(api.app.store(), Format::HsdsCsv, package.path(), "files").await;
        unchanged(&report, "files");
        let (status, _) = api.text("/directory/csv/members.csv").await;
        assert_eq!(status, 404);
    }
}

/// Checks an object against HSDS's own schema: required keys, names, types and enumerations, down the tree.
fn fits(schemas: &std::path::Path, name: &str, object: &Value, unknown: &mut BTreeSet<String>) {
    let text = std::fs::read_to_string(schemas.join(format!("{name}.json"))).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    for required in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        assert!(object.get(required).is_some(), "{name} lacks {required}: {object:#}");
    }
    for (key, value) in object.as_object().unwrap() {
        let Some(property) = schema["properties"].get(key) else {
            unknown.insert(format!("{name}.{key}"));
            continue;
        };
        if let Some(options) = property["enum"].as_array() {
            assert!(options.contains(value), "{name}.{key} is {value}");
        }
        let target = |p: &Value| p["$ref"].as_str().map(|r| r.trim_end_matches(".json").to_owned());
        match property["type"].as_str() {
            Some("string") => assert!(value.is_string(), "{name}.{key} is {value}"),
            // An extension such as 12A is kept as people say it.
            Some("number") if key == "extension" => {}
            Some("number") => assert!(value.is_number(), "{name}.{key} is {value}"),
            Some("array") => {
                let target = target(&property["items"]).unwrap();
                value.as_array().unwrap().iter().for_each(|o| fits(schemas, &target, o, unknown));
            }
            _ => fits(schemas, &target(property).unwrap(), value, unknown),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn objects_fit_the_schemas_of_hsds() {
    let Some(schemas) = real_data("interop/hsds/3.0/schema") else { return };
    let mut api = Api::both().await.remove(0);
    let mut unknown = BTreeSet::new();
    for (list, schema) in LISTS.into_iter().zip(["service", "organization", "service_at_location"]) {
        for object in api.json(&format!("/directory/{list}")).await["contents"].as_array().unwrap() {
            fits(&schemas, schema, object, &mut unknown);
        }
    }
    // HSDS has no place for the first; its API shows the service of a place, though the schema leaves it out.
    assert_eq!(unknown.into_iter().collect::<Vec<_>>(), ["service.keywords", "service_at_location.service"]);
}

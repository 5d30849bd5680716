//! "Who looked" is the whole truth: the routes table is walked as members who may see a person, and every page or file that names
//! the person adds a line of the log about them. Whoever adds a page that does not fails here.

use crate::part_2::{MARK, World, filled, world};
use std::collections::BTreeSet;
use tandem_access::audit::{Query, search};
use tandem_access::{Role, Viewer};
use tandem_testkit::TestStore;
use tandem_web::Who;

async fn lines(w: &World) -> usize {
    let person = w.ids[0];
    let query = move || Query { person: Some(person), limit: 1_000_000, ..Query::default() };
    let found = w.app.store().read(&Viewer::system("looks.test"), move |tx| search(tx, &query())).await;
    found.expect("the log").len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_names_a_person_says_so_in_their_log() {
    for open in [TestStore::sqlite, TestStore::postgres] {
        let w = world(open).await;
        let engine = w.app.base.engine;
        let at = |role: Role| Role::ALL.iter().position(|r| *r == role).expect("a role");
        let partners = [Role::Navigator, Role::Responder].map(|role| w.sessions[at(role)].as_str());
        let (mut silent, mut doors) = (BTreeSet::new(), BTreeSet::new());
        for route in w.app.app.routes().iter().filter(|r| r.method == "GET" && r.who != Who::Link) {
            let ids = if route.path.contains('{') { w.ids.as_slice() } else { &w.ids[..1] };
            for id in ids {
                // Where a path has two, the person comes first.
                let path = match route.path.matches('{').count() {
                    2 => filled(&route.path.replacen("{id}", &w.ids[0].to_string(), 1), &id.to_string()),
                    // What was sent waits for an answer; the list begins with what is to do.
                    0 if route.path == "/today" => "/today?show=waiting".to_owned(),
                    _ => filled(route.path, &id.to_string()),
                };
                for session in [w.staff.as_str(), partners[0], partners[1]] {
                    let before = lines(&w).await;
                    let answer = w.app.get(&path, session).await;
                    if answer.text.contains(MARK) {
                        doors.insert(route.name);
                        if lines(&w).await == before {
                            silent.insert(format!("{}: {}", route.name, route.path));
                        }
                    }
                }
            }
        }
        assert_eq!(silent, BTreeSet::new(), "{engine}: pages that name the person and note nothing");
        // What was wanting once is walked by the test.
        for door in [
            "referrals.today",
            "referrals.inbox",
            "people.guardians",
            "screening.choose",
            "identity.emergency",
        ] {
            assert!(doors.contains(door), "{engine}: {door} is among {doors:?}");
        }
    }
}

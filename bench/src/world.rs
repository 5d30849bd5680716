//! A navigator with a session and people who want help: what a load of referrals is sent for. Shared by the benchmark and
//! the test that kills the server.

use tandem_access::accounts::{members, sessions};
use tandem_access::{Purpose, Role, Store, Uuid, Viewer};
use tandem_partners::model::{Membership, OrganizationDraft, Sector};
use tandem_people::actions::{create_person, record_need};
use tandem_people::model::label::Label;
use tandem_people::model::need::{Domain, NewNeed, Source};
use tandem_people::model::person::PersonInput;

/// What was prepared.
pub struct World {
    /// Session cookie of a navigator.
    pub token: String,
    /// Person and need.
    pub needs: Vec<(Uuid, Uuid)>,
}

/// Makes the navigator and so many people, each with one need, so that each request is a referral of its own.
pub async fn prepare(store: &Store, people: usize) -> World {
    let system = Viewer::system("test.prepare");
    let (member, org) = store
        .write(&system, |tx| {
            let draft = OrganizationDraft {
                name: "County Health".into(),
                sector: Sector::PublicHealth,
                ..OrganizationDraft::default()
            };
            let org = tandem_partners::actions::create(tx, &draft, Membership::Member)?;
            let member = members::create(
                tx,
                "navigator@example.org",
                "Test Navigator",
                "en",
                members::Status::Active,
            )?;
            members::grant(tx, member, org, Role::Navigator)?;
            Ok((member, org))
        })
        .await
        .unwrap();
    let token = store
        .write(&system, move |tx| sessions::test_start(tx, member, org, Purpose::CareCoordination))
        .await
        .unwrap();
    let navigator = Viewer::test_member(member, org, &[Role::Navigator], Purpose::CareCoordination);
    let mut needs = vec![];
    for first in (0..people).step_by(500) {
        let range = first..(first + 500).min(people);
        let some: Vec<(Uuid, Uuid)> = store
            .write(&navigator, move |tx| {
                range
                    .clone()
                    .map(|n| {
                        let input = PersonInput {
                            given_name: "Test".into(),
                            family_name: format!("Person{n}"),
                            ..PersonInput::default()
                        };
                        let person_id = create_person(tx, org, &input)?;
                        let need = NewNeed {
                            person_id,
                            domain: Domain::from_code("food-insecurity").expect("a Gravity domain"),
                            risk: Some(true),
                            wants_help: Some(true),
                            source: Source::Stated,
                            label: Label::General,
                            found_at: tx.now(),
                        };
                        Ok((person_id, record_need(tx, org, &need)?))
                    })
                    .collect()
            })
            .await
            .unwrap();
        needs.extend(some);
    }
    World { token, needs }
}

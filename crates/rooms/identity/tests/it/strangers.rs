//! Strangers who share what many share: a shelter's telephone and street, the birth date that an office writes where none is known.
//! Nobody links them without a look.

use crate::common::{World, maria, maria_again, sorted, steward};
use tandem_access::Uuid;
use tandem_identity::actions;
use tandem_people::model::person::PersonInput;

fn at_shelter(given: &str, family: &str, birth_date: &str) -> PersonInput {
    PersonInput {
        given_name: given.into(),
        family_name: family.into(),
        birth_date: birth_date.into(),
        phone: "555-555-0177".into(),
        address_line1: "40 Harbor Road".into(),
        ..maria()
    }
}

impl World {
    /// The pairs that wait for a look.
    async fn waiting(&self) -> i64 {
        self.read(&steward(21, self.clinic), |tx| Ok(actions::queue(tx, 1)?.1)).await.unwrap()
    }

    async fn are_apart(&self, ids: &[Uuid]) -> bool {
        let mut apart = true;
        for id in ids {
            apart &= self.together(*id).await == [*id];
        }
        apart
    }
}

#[tokio::test]
async fn a_first_of_january_at_a_shared_address_links_nobody() {
    for w in World::both().await {
        let mut pairs = vec![];
        for (given, [first, second], born) in [
            ("Wanda", ["Kettlewell", "Oglethorpe"], "1900-01-01"),
            ("Mohamed", ["Abdirahman", "Warsame"], "1985-01-01"),
            ("Fatuma", ["Osman", "Osman"], "1990-01-01"),
        ] {
            let here = w.person(w.clinic, at_shelter(given, first, born)).await;
            let there = w.person(w.pantry, at_shelter(given, second, born)).await;
            pairs.extend([here, there]);
        }
        assert!(w.are_apart(&pairs).await, "{}", w.base.engine);
        assert!(w.waiting().await >= 1, "a reviewer looks at who has one name");
    }
}

#[tokio::test]
async fn a_family_name_that_is_another_links_nobody() {
    for w in World::both().await {
        let here = w.person(w.clinic, at_shelter("Ignatius", "Oyelaran", "1985-03-09")).await;
        let there = w.person(w.pantry, at_shelter("Ignatius", "Brandvold", "1985-03-09")).await;
        assert!(w.are_apart(&[here, there]).await, "{}", w.base.engine);
    }
}

/// A household is linked as before; a place where many live says where, not who.
#[tokio::test]
async fn a_shelter_s_telephone_and_street_are_no_reach() {
    for w in World::both().await {
        let names =
            ["Abena", "Bram", "Chidi", "Dilnoza", "Eirwen", "Farid", "Greta", "Hakon", "Imelda", "Jomo"];
        for (n, given) in names.iter().enumerate() {
            let born = format!("19{:02}-05-{:02}", 50 + n, 3 + n);
            w.person(w.clinic, at_shelter(given, &format!("{given}son"), &born)).await;
        }
        // What two records tell beside the shelter is a name and a day: a namesake has them too.
        let here = w.person(w.clinic, at_shelter("María", "García López", "1984-07-02")).await;
        let there = w.person(w.pantry, at_shelter("Maria", "Garcia", "1984-07-02")).await;
        assert!(w.are_apart(&[here, there]).await, "{}", w.base.engine);
        assert!(w.waiting().await >= 1, "a reviewer looks at them");
        let (home, again) = (w.person(w.clinic, maria()).await, w.person(w.pantry, maria_again()).await);
        let together = w.together(home).await;
        assert!(sorted(vec![home, again]).iter().all(|id| together.contains(id)), "{together:?}");
    }
}

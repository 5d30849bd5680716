//! Some people are known to a second organization too, which wrote them down in its own way.

use jiff::SignedDuration;
use std::collections::BTreeSet;
use tandem_access::{Error, Purpose, Role, Uuid};
use tandem_people::actions::{create_person, sharing};
use tandem_people::model::consent::{Answer as Said, FORM_VERSION, NewConsent, State};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_people::model::person::{PersonInput, SafeContact};

use super::consents;
use super::history::History;
use super::staff::{POSTS, Post};

/// One person in so many is known elsewhere.
const ONE_IN: usize = 6;

/// How a second organization wrote somebody down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// The same, another telephone added or none.
    Whole,
    /// Without the second family name and the apartment, as at a counter.
    Shortened,
    /// Name and birth date alone: a namesake would look the same.
    Barely,
}

impl History<'_> {
    /// After a first meeting: whether another organization knows the person too, and whether the person lets both work together.
    pub(super) async fn known_elsewhere(&mut self, person: usize, by: &'static Post) -> Result<(), Error> {
        // By the person's number and not by chance, so that the rest of the history is drawn as before.
        if person % ONE_IN != 1 {
            return Ok(());
        }
        let Some(other) = another(by, person) else { return Ok(()) };
        let Some(record) = self.records.get(&person).copied() else { return Ok(()) };
        let written =
            [Written::Whole, Written::Shortened, Written::Whole, Written::Barely][person / ONE_IN % 4];
        let together = written != Written::Barely && (person / ONE_IN).is_multiple_of(3);
        self.clock.set(self.clock.now() + SignedDuration::from_mins(35));
        let input = as_written(&self.people[person].input, written);
        let viewer = self.world.viewer(other);
        let org = viewer.org().ok_or(Error::Forbidden)?;
        let second = self.store.write(&viewer, move |tx| create_person(tx, org, &input)).await?;
        self.elsewhere.insert(second, person);
        self.counts.known_elsewhere += 1;
        if together {
            self.share(record, by, other).await?;
            self.share(second, other, by).await?;
            self.counts.consents += 2;
        }
        Ok(())
    }

    /// The person says at `at` that `with` may know.
    async fn share(&self, record: Uuid, at: &Post, with: &Post) -> Result<(), Error> {
        let viewer = self.world.viewer(at);
        let recipient_org = self.world.viewer(with).org().ok_or(Error::Forbidden)?;
        let new = NewConsent {
            person_id: record,
            recipient_org,
            purpose: Purpose::CareCoordination,
            classes: BTreeSet::from(DataClass::FOR_REFERRAL),
            labels: BTreeSet::from([Label::General]),
            valid_from: None,
            valid_until: self.clock.now() + SignedDuration::from_hours(24 * 365),
            answer: Said::Spoken { witness: None },
            form_version: FORM_VERSION.into(),
            language: at.language.into(),
            teach_back: Some(true),
            guardian: None,
            notice_given: false,
        };
        let kept = self
            .store
            .write(&viewer, move |tx| {
                let before = sharing(tx, record)?;
                let now = tx.now();
                // What was said for a request stands: a newer answer to the same organization would take its place.
                if before.iter().any(|c| c.recipient_org == recipient_org && c.state(now) == State::Live) {
                    return Ok(());
                }
                consents::say(tx, &new).map(|_| ())
            })
            .await;
        // What somebody told in confidence makes the record local-only: then nothing is shared.
        match kept {
            Err(Error::Invalid(_)) => Ok(()),
            other => other,
        }
    }
}

/// Somebody who works with people at another organization, a domestic-violence service aside.
fn another(by: &Post, person: usize) -> Option<&'static Post> {
    let others: Vec<&'static Post> = POSTS
        .iter()
        .filter(|post| matches!(post.role, Role::Navigator | Role::Clinician))
        .filter(|post| post.organization != by.organization)
        .collect();
    others.get(person / ONE_IN % others.len().max(1)).copied()
}

fn as_written(input: &PersonInput, written: Written) -> PersonInput {
    let no_email = |input: &PersonInput| PersonInput {
        email: String::new(),
        safe: SafeContact { email: false, ..input.safe },
        ..input.clone()
    };
    let first_word = |text: &str| text.split(' ').next().unwrap_or_default().to_owned();
    match written {
        Written::Whole => no_email(input),
        Written::Shortened => PersonInput {
            family_name: first_word(&input.family_name),
            address_line2: String::new(),
            ..no_email(input)
        },
        Written::Barely => PersonInput {
            given_name: input.given_name.clone(),
            family_name: first_word(&input.family_name),
            birth_date: input.birth_date.clone(),
            ..PersonInput::default()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_known_twice_to_one_organization_or_to_a_shelter() {
        for post in &POSTS {
            for person in 0..100 {
                let other = another(post, person).expect("there are several organizations");
                assert_ne!(other.organization, post.organization);
                assert_ne!(other.role, Role::Advocate);
            }
        }
    }

    #[test]
    fn a_record_written_barely_has_no_way_to_reach_anybody() {
        let whole = PersonInput {
            given_name: "Ngozi".into(),
            family_name: "Okonkwo Ade".into(),
            birth_date: "1984-07-02".into(),
            phone: "(290) 555-0101".into(),
            email: "n@mail.example".into(),
            ..PersonInput::default()
        };
        let barely = as_written(&whole, Written::Barely);
        assert_eq!((barely.family_name.as_str(), barely.phone.as_str()), ("Okonkwo", ""));
        assert!(as_written(&whole, Written::Whole).email.is_empty());
    }
}

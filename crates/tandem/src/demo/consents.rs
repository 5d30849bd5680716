//! Who says yes in the demo: adults themselves; for children a parent, and what they decide alone the young people.

use std::collections::BTreeSet;
use tandem_access::{Error, Tx, Uuid};
use tandem_people::actions::{add_guardian, deciding, record_consent, view_person};
use tandem_people::model::consent::{Answer, NewConsent};
use tandem_people::model::guardian::{Basis, ByGuardian, NewGuardian};
use tandem_people::model::label::Label;
use tandem_people::model::minor::{Standing, alone};

/// Records an answer as the law has it given: the consent of whoever decides about everyday topics, or the only one.
pub(super) fn say(tx: &mut Tx<'_, '_>, new: &NewConsent) -> Result<Uuid, Error> {
    let who = deciding(tx, new.person_id)?;
    if who.standing == Standing::Adult || !new.answer.is_yes() {
        return record_consent(tx, new);
    }
    let alone = alone(&who.standing, &who.ages);
    let own: BTreeSet<Label> = new.labels.intersection(&alone).copied().collect();
    let theirs: BTreeSet<Label> = new.labels.difference(&alone).copied().collect();
    let mut said = None;
    if !own.is_empty() {
        said = Some(record_consent(tx, &NewConsent { labels: own, ..new.clone() })?);
    }
    if !theirs.is_empty() {
        let now = tx.now();
        let known = who.guardians.iter().find(|g| g.is_live(now)).map(|g| (g.id, g.name.clone()));
        let child = view_person(tx, new.person_id)?.person;
        let (id, name) = match known {
            Some(known) => known,
            None => {
                let name = format!("Robin {}", child.details.family_name);
                let parent = NewGuardian {
                    person_id: new.person_id,
                    name: name.clone(),
                    basis: Some(Basis::Parent),
                    scope: BTreeSet::from(Label::SHAREABLE),
                    valid_from: None,
                    valid_until: None,
                    seen: "Birth certificate".into(),
                };
                (add_guardian(tx, &parent)?, name)
            }
        };
        let answer = match &new.answer {
            Answer::Signed { .. } => Answer::Signed { signature: name },
            other => other.clone(),
        };
        let assent = Some(child.details.given_name);
        let guardian = Some(ByGuardian { id, assent });
        said = Some(record_consent(tx, &NewConsent { labels: theirs, answer, guardian, ..new.clone() })?);
    }
    said.ok_or_else(|| Error::Internal("a yes about nothing".into()))
}

//! What a pair of records comes to, and which pair a person should look at first.

use tandem_people::model::label::Label;

/// From here on two records are linked without anybody's look. One wrong link in a hundred pairs at the bound, far fewer above.
pub const CERTAIN: f64 = 0.99;

/// Below this a pair is not worth a look.
pub const WORTH_A_LOOK: f64 = 0.5;

/// Below this a pair takes no part in the sample of pairs that were left apart.
pub const SAMPLED_FROM: f64 = 0.05;

/// One in how many linked pairs is looked at all the same, so that precision can be estimated.
pub const SAMPLE_OF_LINKED: u32 = 50;

/// One in how many pairs between [`SAMPLED_FROM`] and [`WORTH_A_LOOK`], so that recall can be.
pub const SAMPLE_OF_APART: u32 = 20;

/// Why a pair waits for a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stratum {
    /// Neither certain nor unlikely.
    Uncertain,
    /// Linked, and drawn for the sample.
    SampleLinked,
    /// Left apart, and drawn for the sample.
    SampleApart,
    /// Somebody who knows the person says that it is somebody else. It says nothing of other pairs.
    Doubted,
}

impl Stratum {
    /// Every one.
    pub const ALL: [Stratum; 4] =
        [Stratum::Uncertain, Stratum::SampleLinked, Stratum::SampleApart, Stratum::Doubted];

    /// The code kept in the database.
    pub fn code(self) -> &'static str {
        match self {
            Stratum::Uncertain => "uncertain",
            Stratum::SampleLinked => "sample_linked",
            Stratum::SampleApart => "sample_apart",
            Stratum::Doubted => "doubted",
        }
    }

    /// The stratum with this code.
    pub fn from_code(code: &str) -> Option<Stratum> {
        Stratum::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// What of two records agrees, beside the probability: a computed link needs the evidence that a search for a person needs, three
/// identifiers, because a model that has seen few namesakes and twins is too sure of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Evidence {
    /// The given name is the same, or nearly.
    pub given_name: bool,
    /// The family name is the same, or nearly, or not known of one.
    pub family_name: bool,
    /// The birth date is the same, or nearly, and no stand-in for one that is not known.
    pub birth_date: bool,
    /// A number that was given to the person is the same.
    pub identifier: bool,
    /// A telephone, an e-mail address or a home is the same, and not that of a place where many live or call from.
    pub reach: bool,
}

impl Evidence {
    /// Whether two records may be linked without anybody's look.
    pub fn is_enough(self) -> bool {
        let named = self.given_name && (self.family_name || (self.identifier && self.birth_date));
        named && (self.birth_date || self.identifier) && (self.reach || self.identifier)
    }
}

/// What is done with a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// Held to be one person from now on.
    pub linked: bool,
    /// A person should look at it: why, and the share of such pairs that is looked at, in `0.0..=1.0`.
    pub review: Option<(Stratum, f64)>,
}

/// What a pair comes to. `draw` gives a random number below its argument. A pair with a sensitive label is never shown to a
/// reviewer: that the person is known there is itself the secret.
pub fn verdict(
    probability: f64,
    evidence: Evidence,
    labels: [Label; 2],
    mut draw: impl FnMut(u32) -> u32,
) -> Verdict {
    let showable = labels.iter().all(|label| matches!(label, Label::General | Label::Education));
    let sampled = |stratum, one_in: u32, drawn: bool| drawn.then(|| (stratum, 1.0 / f64::from(one_in)));
    let linked = probability >= CERTAIN && evidence.is_enough();
    let review = if !showable || probability < SAMPLED_FROM {
        None
    } else if linked {
        sampled(Stratum::SampleLinked, SAMPLE_OF_LINKED, draw(SAMPLE_OF_LINKED) == 0)
    } else if probability >= WORTH_A_LOOK {
        Some((Stratum::Uncertain, 1.0))
    } else {
        sampled(Stratum::SampleApart, SAMPLE_OF_APART, draw(SAMPLE_OF_APART) == 0)
    };
    Verdict { linked, review }
}

/// How much worse a wrong link is than a missed one: a missed one costs double entry, a wrong one shows a stranger's data where
/// a consent is live.
const WRONG_LINK: f64 = 4.0;

/// What leaving the pair to the machine is expected to cost, in missed links: the greatest is looked at first.
pub fn harm(probability: f64, linked: bool, consent_is_live: bool) -> f64 {
    let wrong = if consent_is_live { WRONG_LINK } else { 1.0 };
    if linked { (1.0 - probability) * wrong } else { probability }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENOUGH: Evidence =
        Evidence { given_name: true, family_name: true, birth_date: true, reach: true, identifier: false };

    #[test]
    fn certain_pairs_link_uncertain_ones_wait_and_the_rest_is_sampled() {
        let plain = [Label::General; 2];
        let enough = ENOUGH;
        let verdict = |probability, labels, draw: fn(u32) -> u32| verdict(probability, enough, labels, draw);
        let never = |_| 1;
        let always = |_| 0;
        assert_eq!(verdict(0.995, plain, never), Verdict { linked: true, review: None });
        let sampled = verdict(0.995, plain, always);
        assert!(sampled.linked && sampled.review == Some((Stratum::SampleLinked, 0.02)));
        assert_eq!(verdict(0.6, plain, never).review, Some((Stratum::Uncertain, 1.0)));
        assert_eq!(verdict(0.2, plain, always).review, Some((Stratum::SampleApart, 0.05)));
        assert_eq!(verdict(0.2, plain, never), Verdict { linked: false, review: None });
        assert_eq!(verdict(0.01, plain, always), Verdict { linked: false, review: None });
    }

    #[test]
    fn a_twin_a_namesake_or_a_neighbor_is_not_linked_without_a_look() {
        let all = Evidence { identifier: true, ..ENOUGH };
        let twin = Evidence { given_name: false, ..all };
        let namesake = Evidence { reach: false, identifier: false, ..all };
        let father = Evidence { birth_date: false, identifier: false, ..all };
        // At a shelter, or where an office writes the first of January for everybody.
        let (neighbor, refugee) =
            (Evidence { family_name: false, ..ENOUGH }, Evidence { birth_date: false, ..ENOUGH });
        for evidence in [twin, namesake, father, neighbor, refugee, Evidence::default()] {
            let said = verdict(0.9999, evidence, [Label::General; 2], |_| 1);
            assert_eq!(
                said,
                Verdict { linked: false, review: Some((Stratum::Uncertain, 1.0)) },
                "{evidence:?}"
            );
        }
        assert!(
            verdict(0.9999, Evidence { birth_date: false, reach: false, ..all }, [Label::General; 2], |_| 1)
                .linked
        );
    }

    #[test]
    fn a_sensitive_record_is_never_shown_to_a_reviewer() {
        for label in [Label::BehaviouralHealth, Label::Hiv, Label::SubstanceUse, Label::DomesticViolence] {
            for probability in [0.2, 0.7, 0.995] {
                let enough = ENOUGH;
                let said = verdict(probability, enough, [Label::General, label], |_| 0);
                assert_eq!(said.review, None, "{label}");
            }
        }
    }

    #[test]
    fn a_wrong_link_under_a_live_consent_comes_first() {
        assert!(harm(0.99, true, true) > harm(0.99, true, false));
        assert!(harm(0.9, false, false) > harm(0.6, false, false));
    }
}

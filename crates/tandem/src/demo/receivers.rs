//! How organizations answer: fast or slow, yes or no, and why.

use tandem_referrals::model::Reason;

use super::chance::Chance;

/// What an organization does with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// Says yes.
    Yes,
    /// Says yes, and puts it on its waiting list.
    YesLater,
    /// Says no.
    No(Reason),
    /// Asks the sender something first.
    Question,
}

/// How an organization behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Manner {
    /// Fewest and most business days until it answers.
    days: (i64, i64),
    /// Of a hundred requests, how many it never answers.
    silent: u32,
}

fn manner(organization: &str) -> Manner {
    let (days, silent) = match organization {
        "tamsel-basket" | "casa-recodo" | "hearth-fund" | "plumb-line" | "first-seasons" => ((0, 1), 2),
        "health-department" | "eastbank-clinic" | "millrace-clinic" | "tamsel-college" | "morning-table" => {
            ((0, 2), 4)
        }
        "housing-authority" | "county-benefits" | "keel-health-plan" => ((1, 4), 12),
        "forty-wheels" | "bend-transit" | "cornerpost" | "ferrymans-rest" => ((1, 3), 9),
        // Two people and an old telephone.
        "causeway-fellowship" | "meadow-council" | "quarry-hill-aid" => ((1, 4), 30),
        _ => ((0, 3), 7),
    };
    Manner { days, silent }
}

/// In how many business days an organization answers; `None` when it does not. In the first months of the
/// partnership everything took longer.
pub(super) fn waits(chance: &mut Chance, organization: &str, early: bool) -> Option<i64> {
    let manner = manner(organization);
    if chance.percent(manner.silent + if early { 9 } else { 0 }) {
        return None;
    }
    let days = chance.between(manner.days.0, manner.days.1);
    Some(days + i64::from(early && chance.percent(45)))
}

/// What it says, given its capacity switch and whether it serves the person's district.
pub(super) fn answer(chance: &mut Chance, capacity: &str, serves: bool) -> Answer {
    if !serves && chance.percent(85) {
        return Answer::No(Reason::OutOfArea);
    }
    match (capacity, chance.between(0, 99)) {
        ("closed", 0..=88) | ("waitlist", 0..=27) | ("limited", 0..=11) | ("open", 0..=1) => {
            Answer::No(Reason::NoCapacity)
        }
        ("waitlist", 28..=79) => Answer::YesLater,
        (_, 80..=86) => Answer::No(other_reason(chance)),
        (_, 87..=91) => Answer::Question,
        _ => Answer::Yes,
    }
}

fn other_reason(chance: &mut Chance) -> Reason {
    let reasons = [
        (Reason::NotEligible, 30),
        (Reason::CannotReachPerson, 27),
        (Reason::PersonDeclined, 14),
        (Reason::DoesNotOffer, 12),
        (Reason::Duplicate, 8),
        (Reason::Language, 7),
    ];
    reasons[chance.weighted(reasons.map(|(_, weight)| weight))].0
}

/// How help that was begun comes to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// As it should.
    Complete(Reason),
    /// It came to nothing.
    Fail(Reason),
}

/// Draws the end, and in how many business days it comes.
pub(super) fn end(chance: &mut Chance, domain: &str) -> (End, i64) {
    let days = match domain {
        "food-insecurity" | "transportation-insecurity" | "material-hardship" => chance.between(0, 5),
        "utility-insecurity" | "health-care" | "legal-help" => chance.between(2, 12),
        _ => chance.between(5, 28),
    };
    let end = match chance.between(0, 99) {
        0..=65 => End::Complete(Reason::HelpGiven),
        66..=80 => End::Complete(Reason::PartlyGiven),
        81..=84 => End::Complete(Reason::HandedOn),
        85..=91 => End::Fail(Reason::CannotReachPerson),
        92..=95 => End::Fail(Reason::PersonDeclined),
        96..=97 => End::Fail(Reason::NotEligible),
        _ => End::Fail(Reason::NoCapacity),
    };
    (end, days)
}

/// A few words that go with an answer, in the voice of somebody with little time.
pub(super) fn words(chance: &mut Chance, answer: Answer) -> &'static str {
    match answer {
        Answer::No(Reason::NoCapacity) => chance.draw(&[
            "We are full this month.",
            "No driver free. We are sorry.",
            "All spots are taken. Please ask again in three weeks.",
            "",
        ]),
        Answer::No(Reason::OutOfArea) => {
            chance.draw(&["We do not drive out there.", "Outside our area.", ""])
        }
        Answer::No(Reason::CannotReachPerson) => "We called three times.",
        Answer::No(Reason::NotEligible) => {
            chance.draw(&["The income is over our limit.", "Only for families with children.", ""])
        }
        Answer::Question => chance.draw(&[
            "Is there a shutoff date on the notice?",
            "How many people live in the home?",
            "Can they come on a weekday morning?",
        ]),
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_service_says_no_and_an_open_one_says_yes() {
        let mut chance = Chance::new(7, "receivers");
        let mut share = |capacity: &str, serves: bool, what: fn(Answer) -> bool| {
            (0..1_000).filter(|_| what(answer(&mut chance, capacity, serves))).count()
        };
        assert!(share("open", true, |a| a == Answer::Yes) > 780);
        assert!(share("closed", true, |a| a == Answer::No(Reason::NoCapacity)) > 800);
        assert!(share("open", false, |a| a == Answer::No(Reason::OutOfArea)) > 800);
        assert!(share("waitlist", true, |a| a == Answer::YesLater) > 400);
    }

    #[test]
    fn every_reason_belongs_to_its_end() {
        let mut chance = Chance::new(7, "ends");
        for _ in 0..500 {
            match end(&mut chance, "food-insecurity").0 {
                End::Complete(reason) => assert!(Reason::COMPLETE.contains(&reason)),
                End::Fail(reason) => assert!(Reason::FAIL.contains(&reason)),
            }
            if let Answer::No(reason) = answer(&mut chance, "limited", true) {
                assert!(Reason::DECLINE.contains(&reason));
            }
        }
    }
}

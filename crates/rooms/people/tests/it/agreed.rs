//! A consent names a partner only under a live data use agreement, and what it opened stops with the agreement: on both
//! databases.

use crate::common::{World, fences, maria, member, migrations, navigator, system};
use jiff::{SignedDuration, ToSpan};
use std::collections::BTreeSet;
use tandem_access::{Error, FieldErrors, Role, Uuid};
use tandem_agreements::actions::{put_in_force, require_from, view, withdraw};
use tandem_agreements::samples;
use tandem_partners::model::{InterviewDraft, Membership, OrganizationDraft, Relevance};
use tandem_people::actions::{consent_text, openings, record_need, view_person};
use tandem_people::model::consent::{Answer, NewConsent};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_people::model::need::{Domain, NewNeed, Source};
use tandem_testkit::TestStore;
use tandem_web::Lang;

/// Another partner, which has signed nothing.
async fn newcomer(w: &World, membership: Membership) -> Uuid {
    w.write(&system(), move |tx| {
        let draft = OrganizationDraft { name: "Corner Kitchen".into(), ..OrganizationDraft::default() };
        tandem_partners::actions::create(tx, &draft, membership)
    })
    .await
    .expect("an organization")
}

/// A data use agreement between the clinic and another for these classes, until the day after tomorrow.
async fn agree(w: &World, other: Uuid, classes: &'static [DataClass]) -> Uuid {
    let clinic = w.clinic;
    w.write(&system(), move |tx| {
        let today = tx.now().to_zoned(jiff::tz::TimeZone::get("America/New_York").expect("a zone")).date();
        let mut draft = samples::data_use(Lang::En, &[clinic, other], classes, today)?;
        draft.expires_on = today.checked_add(2.days()).expect("a day");
        put_in_force(tx, &draft, &[(clinic, "Ana Ruiz"), (other, "Leo Park")], today)
    })
    .await
    .expect("an agreement")
}

/// Somebody listened to it: before that it is asked nothing, an agreement either.
async fn heard(w: &World, organization: Uuid) {
    w.write(&system(), move |tx| {
        let talk = InterviewDraft {
            held_on: tx
                .now()
                .to_zoned(jiff::tz::TimeZone::UTC)
                .date()
                .yesterday()
                .expect("a day")
                .to_string(),
            listened: "R. Vale".into(),
            spoke: "The cook".into(),
            does: "We cook.".into(),
            would_help: "A van.".into(),
            relevance: Some(Relevance::Core),
            ..InterviewDraft::default()
        };
        tandem_partners::actions::listen(tx, organization, &talk).map(|_| ())
    })
    .await
    .expect("a talk");
}

fn about<T: std::fmt::Debug>(result: Result<T, Error>) -> FieldErrors {
    match result {
        Err(Error::Invalid(errors)) => errors,
        other => panic!("not refused field by field: {other:?}"),
    }
}

async fn to(w: &World, person: Uuid, recipient: Uuid) -> NewConsent {
    let until = w.base.clock.now() + SignedDuration::from_hours(24 * 300);
    NewConsent { recipient_org: recipient, valid_until: until, ..w.yes(person, &[Label::General]) }
}

async fn sees(w: &World, org: Uuid, person: Uuid) -> bool {
    match w.read(&navigator(9, org), move |tx| view_person(tx, person)).await {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        other => panic!("neither seen nor hidden: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partner_needs_a_live_agreement_that_covers_what_is_named() {
    for w in World::both().await {
        let nav = navigator(1, w.clinic);
        let person = w.person(&nav, w.clinic, maria()).await;
        let kitchen = newcomer(&w, Membership::Member).await;
        let yes = to(&w, person, kitchen).await;
        let refused = about(w.consent(&nav, yes.clone()).await);
        let told = refused.of("recipient_org").expect("a fault");
        assert_eq!(told.key, "people-error-consent-no-agreement");
        assert!(told.args.iter().any(|(k, v)| *k == "org" && v == "Corner Kitchen"), "{told:?}");
        let asked = yes.clone();
        about(w.read(&nav, move |tx| consent_text(tx, &asked)).await);
        let no = NewConsent { answer: Answer::Refused, ..yes.clone() };
        w.consent(&nav, no).await.expect("a no shares nothing and needs nothing");

        agree(&w, kitchen, &DataClass::FOR_REFERRAL).await;
        w.consent(&nav, yes.clone()).await.expect("covered");
        let wider = NewConsent { classes: BTreeSet::from(DataClass::ALL), ..yes };
        let refused = about(w.consent(&nav, wider).await);
        let what = refused.of("recipient_org").expect("a fault").args.iter().find(|(k, _)| *k == "what");
        let what = &what.expect("what is missing").1;
        assert!(
            what.contains("visitas") && what.contains("respuestas") && !what.contains("nombre"),
            "{what}"
        );
        assert!(sees(&w, kitchen, person).await, "the yes before still holds");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_purpose_asks_for_it() {
    for w in World::both().await {
        let nav = navigator(1, w.clinic);
        let person = w.person(&nav, w.clinic, maria()).await;
        let kitchen = newcomer(&w, Membership::Member).await;
        for purpose in tandem_people::model::consent::PURPOSES {
            let yes = NewConsent { purpose, ..to(&w, person, kitchen).await };
            assert!(about(w.consent(&nav, yes).await).of("recipient_org").is_some(), "{purpose:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_never_heard_of_us_gets_one_request_and_no_more() {
    for w in World::both().await {
        let nav = navigator(1, w.clinic);
        let person = w.person(&nav, w.clinic, maria()).await;
        let kitchen = newcomer(&w, Membership::Prospective).await;
        let yes = to(&w, person, kitchen).await;
        w.consent(&nav, yes.clone()).await.expect("one request");
        let wider = NewConsent { classes: BTreeSet::from(DataClass::ALL), ..yes.clone() };
        let refused = about(w.consent(&nav, wider).await);
        assert_eq!(refused.of("recipient_org").expect("a fault").key, "people-error-consent-no-partner");
        let paid = NewConsent { purpose: tandem_access::Purpose::Payment, ..yes };
        about(w.consent(&nav, paid).await);
        // Should it have members one day, they read nothing by that yes until an agreement is signed.
        assert!(!sees(&w, kitchen, person).await);
        heard(&w, kitchen).await;
        agree(&w, kitchen, &DataClass::ALL).await;
        assert!(sees(&w, kitchen, person).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_opened_stops_with_the_agreement_and_goes_on_with_the_next() {
    for w in World::both().await {
        let nav = navigator(1, w.clinic);
        let person = w.person(&nav, w.clinic, maria()).await;
        let kitchen = newcomer(&w, Membership::Member).await;
        agree(&w, kitchen, &DataClass::FOR_REFERRAL).await;
        let yes = to(&w, person, kitchen).await;
        let consent = w.consent(&nav, yes).await.expect("covered");
        let (clinic, found_at) = (w.clinic, w.base.clock.now());
        let need = NewNeed {
            person_id: person,
            domain: Domain::from_code("food-insecurity").expect("a kind of help"),
            risk: Some(true),
            wants_help: Some(true),
            source: Source::Stated,
            label: Label::General,
            found_at,
        };
        w.write(&nav, move |tx| record_need(tx, clinic, &need)).await.expect("a need");
        let cook = navigator(9, kitchen);
        let needs = async || {
            let view = w.read(&cook, move |tx| view_person(tx, person)).await;
            view.is_ok_and(|view| view.needs.is_some_and(|needs| !needs.is_empty()))
        };
        assert!(sees(&w, kitchen, person).await && needs().await);
        let open = w.read(&cook, move |tx| openings(tx, person)).await.expect("openings");
        assert!(open.iter().all(|o| o.consent == consent) && !open.is_empty());

        // The last day is over: nobody did anything.
        w.base.clock.advance(SignedDuration::from_hours(24 * 4));
        assert!(!sees(&w, kitchen, person).await && !needs().await, "{}", w.base.engine);
        assert!(w.read(&cook, move |tx| openings(tx, person)).await.is_ok_and(|o| o.is_empty()));
        // The person's word still stands: it opens again with the next agreement.
        let next = agree(&w, kitchen, &[DataClass::Contact]).await;
        assert!(sees(&w, kitchen, person).await, "contact is covered again");
        assert!(!needs().await, "needs are not");
        // The kitchen takes its word back: at once.
        let admin = member(8, kitchen, &[Role::OrganizationAdmin]);
        w.write(&admin, move |tx| {
            let today = view(tx, next)?.agreement.draft.starts_on;
            withdraw(tx, next, today, "We are too few")
        })
        .await
        .expect("withdrawn");
        assert!(!sees(&w, kitchen, person).await);
        // What it recorded itself stays its own.
        let own = w.person(&cook, kitchen, maria()).await;
        assert!(sees(&w, kitchen, own).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partnership_may_say_from_which_day_it_is_asked() {
    for w in World::both().await {
        let nav = navigator(1, w.clinic);
        let person = w.person(&nav, w.clinic, maria()).await;
        let kitchen = newcomer(&w, Membership::Member).await;
        let day =
            w.base.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date().checked_add(5.days()).expect("a day");
        let mine = w.write(&nav, move |tx| require_from(tx, Some(day))).await;
        assert!(matches!(mine, Err(Error::Forbidden)), "not everybody's to set");
        w.write(&system(), move |tx| require_from(tx, Some(day))).await.expect("set");
        let yes = to(&w, person, kitchen).await;
        w.consent(&nav, yes.clone()).await.expect("not asked yet");
        assert!(sees(&w, kitchen, person).await);
        w.base.clock.advance(SignedDuration::from_hours(24 * 7));
        assert!(!sees(&w, kitchen, person).await, "from that day on");
        about(w.consent(&nav, yes).await);
    }
}

/// A new partnership asks from its first day on: nothing has to be set.
#[tokio::test(flavor = "multi_thread")]
async fn the_rule_is_on_from_the_start() {
    for base in TestStore::both(&migrations(), &fences()) {
        let rule =
            base.store.read(&system(), tandem_agreements::actions::required_from).await.expect("a rule");
        assert_eq!(rule, None);
    }
}

/// The words of an agreement and of a consent name the same facts alike.
#[test]
fn the_same_facts_have_the_same_words() {
    for (of, with) in [
        (include_str!("../../messages/en.ftl"), include_str!("../../../agreements/messages/en.ftl")),
        (include_str!("../../messages/es.ftl"), include_str!("../../../agreements/messages/es.ftl")),
    ] {
        for class in DataClass::ALL {
            let words = |text: &str, room: &str| {
                let key = format!("{room}-class-{class} = ");
                text.lines().find_map(|line| line.strip_prefix(key.as_str()).map(str::to_owned))
            };
            assert!(words(of, "people").is_some(), "{class}");
            assert_eq!(words(of, "people"), words(with, "agreements"), "{class}");
        }
    }
}

//! The life of an agreement on both databases: who may write and sign it, what it opens, how it ends.

use crate::common::{World, system};
use jiff::{SignedDuration, ToSpan};
use std::collections::BTreeSet;
use tandem_access::{Error, Uuid, Viewer};
use tandem_agreements::actions::{
    NewSignature, agreed_pairs, covered, draft, edit, in_force, missing, put_in_force, recall, renew, send,
    sign, sign_on_paper, stop, view, withdraw,
};
use tandem_agreements::model::agreement::{Draft, Kind, State};
use tandem_agreements::model::data_class::DataClass;
use tandem_web::ui::Drawing;

async fn sent(w: &World, new: Draft) -> Uuid {
    w.write(&w.coordinator.viewer(), move |tx| {
        let id = draft(tx, &new)?;
        send(tx, id)?;
        Ok(id)
    })
    .await
    .expect("an agreement that is out")
}

async fn shown(w: &World, id: Uuid) -> String {
    w.read(&system(), move |tx| Ok(view(tx, id)?.texts[0].sha256.clone())).await.expect("a text")
}

async fn signed(w: &World, who: &Viewer, id: Uuid, drawing: Option<Drawing>) -> Result<bool, Error> {
    let new = NewSignature { name: "Test Director".into(), drawing, shown: shown(w, id).await };
    w.write(who, move |tx| sign(tx, id, &new)).await
}

async fn state(w: &World, id: Uuid) -> State {
    w.read(&system(), move |tx| Ok(view(tx, id)?.agreement.state(tx.now()))).await.expect("an agreement")
}

async fn shares(w: &World, a: Uuid, b: Uuid) -> BTreeSet<DataClass> {
    w.read(&system(), move |tx| covered(tx, a, b)).await.expect("what is covered")
}

fn none() -> BTreeSet<DataClass> {
    BTreeSet::new()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_holds_when_the_last_has_signed_and_ends_by_itself() {
    for w in World::both().await {
        let id = sent(&w, w.draft()).await;
        assert_eq!(state(&w, id).await, State::Out);
        let drawing = Drawing::parse("10,20 90,40;70,30 120,80");
        assert!(drawing.is_some());
        assert!(!signed(&w, &w.clinic_admin.viewer(), id, None).await.expect("the first"));
        assert_eq!(shares(&w, w.clinic, w.pantry).await, none(), "one signature opens nothing");
        let twice = signed(&w, &w.clinic_admin.viewer(), id, None).await;
        assert!(matches!(twice, Err(Error::Conflict { code: "agreements-conflict-signed" })), "{twice:?}");
        for stranger in [w.shelter_admin.viewer(), w.coordinator.viewer(), w.navigator.viewer()] {
            let refused = signed(&w, &stranger, id, None).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
        }
        assert!(signed(&w, &w.pantry_admin.viewer(), id, drawing).await.expect("the last"));
        assert_eq!(state(&w, id).await, State::InForce);
        let both = BTreeSet::from(DataClass::FOR_REFERRAL);
        assert_eq!(shares(&w, w.clinic, w.pantry).await, both);
        assert_eq!(shares(&w, w.pantry, w.clinic).await, both);
        assert_eq!(shares(&w, w.clinic, w.shelter).await, none());
        let (clinic, pantry) = (w.clinic, w.pantry);
        let lacks = w
            .read(&system(), move |tx| missing(tx, clinic, pantry, &BTreeSet::from(DataClass::ALL)))
            .await
            .expect("an answer")
            .expect("something is missing");
        assert_eq!(lacks.classes, BTreeSet::from([DataClass::Answers, DataClass::Visits]));

        w.app.clock().advance(SignedDuration::from_hours(24 * 365));
        assert_eq!(state(&w, id).await, State::Expired);
        assert_eq!(shares(&w, w.clinic, w.pantry).await, none(), "nobody had to do anything");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_holds_for_its_text_only() {
    for w in World::both().await {
        let id = sent(&w, w.draft()).await;
        signed(&w, &w.clinic_admin.viewer(), id, None).await.expect("signed");
        let old = shown(&w, id).await;
        let changed = Draft { body: "We keep it very safe.".into(), ..w.draft() };
        let seen = w
            .write(&w.coordinator.viewer(), move |tx| {
                recall(tx, id)?;
                Ok(view(tx, id)?.updated_at)
            })
            .await
            .expect("taken back");
        w.write(&w.coordinator.viewer(), move |tx| edit(tx, id, &changed, seen)).await.expect("changed");
        w.write(&w.coordinator.viewer(), move |tx| send(tx, id)).await.expect("out again");
        let whole = w.read(&system(), move |tx| view(tx, id)).await.expect("an agreement");
        assert!(whole.agreement.signatures.is_empty(), "the old signature is under the old text");
        assert_eq!(whole.texts.len(), 2, "the old text is kept");
        let new = NewSignature { name: "Test Director".into(), drawing: None, shown: old };
        let stale = w.write(&w.pantry_admin.viewer(), move |tx| sign(tx, id, &new)).await;
        assert!(matches!(&stale, Err(Error::Invalid(e)) if e.of("shown").is_some()), "{stale:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_words_again_keep_their_signatures() {
    for w in World::both().await {
        let id = sent(&w, w.draft()).await;
        signed(&w, &w.clinic_admin.viewer(), id, None).await.expect("signed");
        w.write(&w.coordinator.viewer(), move |tx| {
            recall(tx, id)?;
            send(tx, id)
        })
        .await
        .expect("nothing was changed");
        assert!(
            signed(&w, &w.pantry_admin.viewer(), id, None).await.expect("the last"),
            "the first one still holds"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_change_a_draft_lose_nothing() {
    for w in World::both().await {
        let base = w.draft();
        let id = w.write(&w.coordinator.viewer(), move |tx| draft(tx, &base)).await.expect("a draft");
        let seen = w.read(&system(), move |tx| Ok(view(tx, id)?.updated_at)).await.expect("seen by both");
        w.app.clock().advance(SignedDuration::from_secs(1));
        let (first, second) =
            (Draft { title: "First".into(), ..w.draft() }, Draft { title: "Second".into(), ..w.draft() });
        w.write(&w.clinic_admin.viewer(), move |tx| edit(tx, id, &first, seen)).await.expect("the first");
        let late = w.write(&w.pantry_admin.viewer(), move |tx| edit(tx, id, &second, seen)).await;
        assert!(matches!(late, Err(Error::Conflict { .. })), "{late:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_write_one() {
    for w in World::both().await {
        let new = w.draft();
        let outside = w.write(&w.shelter_admin.viewer(), move |tx| draft(tx, &new)).await;
        assert!(matches!(&outside, Err(Error::Invalid(e)) if e.of("parties").is_some()), "{outside:?}");
        for viewer in [w.navigator.viewer(), Viewer::public()] {
            let new = w.draft();
            assert!(matches!(w.write(&viewer, move |tx| draft(tx, &new)).await, Err(Error::Forbidden)));
        }
        let new = w.draft();
        let id = w.write(&w.clinic_admin.viewer(), move |tx| draft(tx, &new)).await.expect("of one's own");
        assert!(
            matches!(w.read(&Viewer::public(), move |tx| view(tx, id)).await, Err(Error::NotFound)),
            "a draft"
        );
        let other = w.write(&w.shelter_admin.viewer(), move |tx| send(tx, id)).await;
        assert!(matches!(other, Err(Error::Forbidden)));
        let (org, today) = (w.clinic, w.today());
        let paper =
            w.write(&w.clinic_admin.viewer(), move |tx| sign_on_paper(tx, id, org, "Test", today)).await;
        assert!(matches!(paper, Err(Error::Forbidden)), "only the coordinator notes paper");
        let why = w.write(&w.clinic_admin.viewer(), move |tx| stop(tx, id, " ")).await;
        assert!(matches!(&why, Err(Error::Invalid(e)) if e.of("reason").is_some()), "{why:?}");
        w.write(&w.clinic_admin.viewer(), move |tx| stop(tx, id, "Not needed")).await.expect("given up");
        assert_eq!(state(&w, id).await, State::Stopped);
    }
}

async fn paper(w: &World, new: Draft) -> Uuid {
    let day = w.today();
    w.write(&system(), move |tx| {
        let signed: Vec<(Uuid, &str)> = new.parties.iter().map(|org| (*org, "Test Director")).collect();
        put_in_force(tx, &new, &signed, day)
    })
    .await
    .expect("an agreement on paper")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_party_leaves_and_the_others_stay() {
    for w in World::both().await {
        let three = Draft { parties: BTreeSet::from([w.clinic, w.pantry, w.shelter]), ..w.draft() };
        let id = paper(&w, three).await;
        let both = BTreeSet::from(DataClass::FOR_REFERRAL);
        assert_eq!(shares(&w, w.shelter, w.pantry).await, both);
        let (today, past) = (w.today(), w.today().yesterday().expect("a day"));
        for (day, why) in [(past, "Because"), (today, "")] {
            let bad = w.write(&w.pantry_admin.viewer(), move |tx| withdraw(tx, id, day, why)).await;
            assert!(matches!(bad, Err(Error::Invalid(_))), "{bad:?}");
        }
        w.write(&w.pantry_admin.viewer(), move |tx| withdraw(tx, id, today, "We are too few"))
            .await
            .expect("gone");
        assert_eq!(shares(&w, w.shelter, w.pantry).await, none(), "at once");
        assert_eq!(shares(&w, w.shelter, w.clinic).await, both, "between the others it holds");
        assert_eq!(state(&w, id).await, State::InForce);
        let again = w.write(&w.pantry_admin.viewer(), move |tx| withdraw(tx, id, today, "Again")).await;
        assert!(matches!(again, Err(Error::Conflict { .. })));

        let later = today.checked_add(10.days()).expect("a day");
        w.write(&w.clinic_admin.viewer(), move |tx| withdraw(tx, id, later, "We merge"))
            .await
            .expect("noted");
        assert_eq!(shares(&w, w.shelter, w.clinic).await, both, "until that day");
        w.app.clock().advance(SignedDuration::from_hours(24 * 11));
        assert_eq!(shares(&w, w.shelter, w.clinic).await, none());
        assert_eq!(state(&w, id).await, State::Ended, "one alone is no agreement");
        let letters = w.letters().await;
        assert!(letters.iter().any(|l| l.body.contains("We are too few") && l.to == "shelter@example.org"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_term_follows_without_a_gap() {
    for w in World::both().await {
        let id = paper(&w, w.draft()).await;
        let next = w.write(&w.coordinator.viewer(), move |tx| renew(tx, id)).await.expect("a new term");
        let again = w.write(&w.clinic_admin.viewer(), move |tx| renew(tx, id)).await.expect("the same");
        assert_eq!(next, again, "not begun twice");
        let whole = w.read(&system(), move |tx| view(tx, next)).await.expect("a draft");
        let old = w.draft();
        assert_eq!(whole.agreement.draft.renews, Some(id));
        assert_eq!(whole.agreement.draft.starts_on, old.expires_on.tomorrow().expect("a day"));
        assert_eq!(whole.agreement.draft.expires_on, old.expires_on.checked_add(365.days()).expect("a day"));
        assert!(whole.written.expect("a text").contains("Follows: Sharing for food"));
        w.write(&w.coordinator.viewer(), move |tx| send(tx, next)).await.expect("out");
        for who in [&w.clinic_admin, &w.pantry_admin] {
            signed(&w, &who.viewer(), next, None).await.expect("signed");
        }
        assert_eq!(state(&w, next).await, State::Signed, "its first day is to come");
        for days in [300, 100] {
            w.app.clock().advance(SignedDuration::from_hours(24 * days));
            assert_eq!(
                shares(&w, w.clinic, w.pantry).await,
                BTreeSet::from(DataClass::FOR_REFERRAL),
                "+{days}"
            );
        }
        assert_eq!((state(&w, id).await, state(&w, next).await), (State::Expired, State::InForce));
        let chain =
            w.read(&system(), move |tx| tandem_spine::actions::chain(tx, next)).await.expect("a chain");
        assert!(chain.before.iter().any(|link| link.item.id == id), "it grew out of the first term");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reminders_go_once_for_each_mark_and_say_who_has_not_signed() {
    for w in World::both().await {
        let id = paper(&w, w.draft()).await;
        let ends = |letters: &[tandem_mail::OutboxLine]| {
            letters.iter().filter(|l| l.subject == "An agreement ends soon").count()
        };
        let remind = || async {
            w.write(&system(), tandem_agreements::remind).await.expect("reminders");
            w.letters().await
        };
        assert_eq!(ends(&remind().await), 0, "a year before");
        w.app.clock().advance(SignedDuration::from_hours(24 * 305));
        let letters = remind().await;
        assert_eq!(ends(&letters), 3, "two administrators and the coordinator, 60 days before");
        assert!(letters.iter().any(|l| l.body.contains("Nobody has begun the next term yet.")));
        assert_eq!(ends(&remind().await), 3, "not twice");
        let next = w
            .write(&w.coordinator.viewer(), move |tx| {
                let next = renew(tx, id)?;
                send(tx, next)?;
                Ok(next)
            })
            .await
            .expect("a new term");
        signed(&w, &w.clinic_admin.viewer(), next, None).await.expect("one signs");
        w.app.clock().advance(SignedDuration::from_hours(24 * 30));
        let letters = remind().await;
        assert_eq!(ends(&letters), 6, "30 days before");
        assert!(letters.iter().any(|l| l.body.contains("The next term waits for: Open Door Pantry")));
        let asked: Vec<&str> =
            letters.iter().filter(|l| l.body.contains("Not signed yet")).map(|l| l.to.as_str()).collect();
        assert!(
            asked.contains(&"pantry@example.org") && asked.contains(&"coordinator@example.org"),
            "{asked:?}"
        );
        assert!(!asked.contains(&"clinic@example.org"), "who has signed is not asked");
        signed(&w, &w.pantry_admin.viewer(), next, None).await.expect("the other signs");
        w.app.clock().advance(SignedDuration::from_hours(24 * 24));
        assert_eq!(ends(&remind().await), 6, "renewed: nothing more to say");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_agreements_on_work_bind_is_told_from_the_first_day_to_the_last() {
    for w in World::both().await {
        let (a, b) = (w.clinic.min(w.pantry), w.clinic.max(w.pantry));
        let pairs = async |w: &World| w.read(&Viewer::public(), agreed_pairs).await.expect("pairs");
        let bound = async |w: &World| w.read(&Viewer::public(), in_force).await.expect("agreements").len();
        let today = w.today();
        let sharing = w.draft();
        let work = Draft {
            kind: Kind::Memorandum,
            classes: BTreeSet::new(),
            parties: BTreeSet::from([w.clinic, w.pantry, w.shelter]),
            ..w.draft()
        };
        let put = move |draft: Draft| {
            move |tx: &mut tandem_access::Tx<'_, '_>| {
                let signed: Vec<(Uuid, &str)> = draft.parties.iter().map(|p| (*p, "Director")).collect();
                put_in_force(tx, &draft, &signed, today)
            }
        };
        w.write(&system(), put(sharing)).await.expect("sharing");
        assert_eq!((pairs(&w).await, bound(&w).await), (BTreeSet::new(), 1), "what may be shared is no work");
        let draft_only = sent(&w, work.clone()).await;
        assert_eq!(pairs(&w).await, BTreeSet::new(), "nobody has signed");
        w.write(&w.coordinator.viewer(), move |tx| stop(tx, draft_only, "Nobody wants it"))
            .await
            .expect("given up");
        let later = Draft { starts_on: today.checked_add(3.days()).expect("a day"), ..work };
        let id = w.write(&system(), put(later)).await.expect("work");
        assert_eq!(pairs(&w).await, BTreeSet::new(), "its first day is still to come");
        w.app.clock().advance(SignedDuration::from_hours(24 * 4));
        assert_eq!((pairs(&w).await.len(), bound(&w).await), (3, 2));
        let gone = w.today().checked_add(1.days()).expect("a day");
        w.write(&w.shelter_admin.viewer(), move |tx| withdraw(tx, id, gone, "We move"))
            .await
            .expect("taken back");
        w.app.clock().advance(SignedDuration::from_hours(48));
        assert_eq!(pairs(&w).await, BTreeSet::from([(a, b)]), "the others stay bound");
        w.app.clock().advance(SignedDuration::from_hours(24 * 400));
        assert_eq!((pairs(&w).await, bound(&w).await), (BTreeSet::new(), 0), "its term is over");
    }
}

//! A member meets a person: the questions, what help is wanted, who may know, and where the request goes.

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use tandem_access::{Error, Purpose, Tx, Uuid};
use tandem_people::actions::{create_person, record_need, view_person};
use tandem_people::model::consent::{Answer as Said, FORM_VERSION, NewConsent};
use tandem_people::model::data_class::DataClass;
use tandem_people::model::label::Label;
use tandem_people::model::minor::birthday;
use tandem_people::model::need::{Domain, NeedStatus, NewNeed, Source};
use tandem_referrals::actions::{NewOffer, NewReferral, Sent, offer_unidentified, send};
use tandem_screening::actions::{review_screening, save_answers, start_screening};

use super::consents;
use super::history::{Case, Happening, History, Taken};
use super::staff::Post;
use super::today::Staged;
use super::visits;
use super::world::ServiceAt;

/// A need with which a person wants help.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) need: Uuid,
    pub(super) domain: &'static str,
    pub(super) label: Label,
}

/// What is done about a need.
#[derive(Debug, Clone)]
pub(super) enum Way {
    /// Sent to the first, then to the others the person named.
    Send(Vec<ServiceAt>),
    /// Offered without the person: they said no to this organization, or nobody was found to ask.
    Offer { refused: Option<usize>, invite: Option<ServiceAt> },
}

/// What goes into one transaction.
#[derive(Clone)]
enum Step {
    Consent(usize, NewConsent),
    Send(NewReferral),
    Offer(NewOffer),
}

/// What came of it.
enum Done {
    Consent(Uuid),
    Sent(Sent),
}

impl History<'_> {
    /// The visit: screening first, a while later the requests.
    pub(super) async fn meet(&mut self, person: usize, staged: Option<Staged>) -> Result<(), Error> {
        let by = self.people[person].met_by;
        let first = !self.records.contains_key(&person);
        let wanted = self.screen(person, by, staged).await?;
        let minutes = self.chance.between(6, 25);
        self.clock.set(self.clock.now() + SignedDuration::from_mins(minutes));
        for need in wanted.into_iter().take(3) {
            let way = match staged {
                Some(staged) => Some(staged.way(self, person, need.domain)),
                None => self.choose(person, by, &need),
            };
            if let Some(way) = way {
                self.refer(person, by, &need, way, staged, 0).await?;
            }
        }
        if first && staged.is_none() {
            self.known_elsewhere(person, by).await?;
        }
        Ok(())
    }

    async fn screen(
        &mut self,
        person: usize,
        by: &'static Post,
        staged: Option<Staged>,
    ) -> Result<Vec<Wanted>, Error> {
        let viewer = self.world.viewer(by);
        let org = viewer.org().ok_or(Error::Forbidden)?;
        let day = self.world.days.date(self.clock.now());
        let who = self.people[person].clone();
        let visit = match staged {
            Some(staged) => visits::with_one(&mut self.chance, staged.domain()),
            None => visits::draw(&mut self.chance, &who, day),
        };
        let key = Uuid::from_u64_pair(self.draw_key(), self.draw_key());
        let (url, version) = self.ahc.clone();
        let record = self.records.get(&person).copied();
        let asked_in = if who.language() == "es" { "es" } else { "en" };
        let (id, wanted) = self
            .store
            .write(&viewer, move |tx| {
                let id = match record {
                    Some(id) => id,
                    None => create_person(tx, org, &who.input)?,
                };
                let screening = start_screening(tx, id, &url, &version, key, asked_in)?;
                save_answers(tx, screening, &visit.answers, true)?;
                review_screening(tx, screening, &visit.choices)?;
                for domain in &visit.said {
                    say(tx, org, id, domain)?;
                }
                Ok((id, wanted(tx, id)?))
            })
            .await?;
        if self.records.insert(person, id).is_none() {
            self.counts.people += 1;
        }
        self.counts.screenings += 1;
        self.seen(id, by).await?;
        Ok(wanted)
    }

    fn draw_key(&mut self) -> u64 {
        u64::try_from(self.chance.between(0, i64::MAX)).unwrap_or_default()
    }

    /// What member and person decide together.
    fn choose(&mut self, person: usize, by: &'static Post, need: &Wanted) -> Option<Way> {
        if self.chance.percent(5) {
            return None; // "I will think about it."
        }
        if need.label == Label::DomesticViolence {
            let heron = self.world.organization("heron-light")?;
            let talk = ServiceAt { organization: heron, service: 1 };
            return self.chance.percent(75).then(|| Way::Send(vec![talk]));
        }
        let named = self.named(person, by, need);
        let Some(first) = named.first().copied() else {
            // Nobody to ask.
            return self.chance.percent(40).then_some(Way::Offer { refused: None, invite: None });
        };
        if self.chance.percent(6) {
            return Some(Way::Offer { refused: Some(first.organization), invite: Some(first) });
        }
        Some(Way::Send(named))
    }

    /// Up to three services the person names, the likeliest first; none twice for the same need.
    pub(super) fn named(&mut self, person: usize, by: &'static Post, need: &Wanted) -> Vec<ServiceAt> {
        let who = &self.people[person];
        let age =
            u8::try_from(who.age(self.world.days.date(self.clock.now())).clamp(0, 120)).unwrap_or_default();
        let (area, language) = (who.district.name, who.language().to_owned());
        let asked: BTreeSet<usize> =
            self.cases.iter().filter(|c| c.need == Some(need.need)).filter_map(|c| c.receiver).collect();
        let fits = |at: &ServiceAt| {
            let (o, s) = (&self.world.organizations[at.organization], self.world.service(*at));
            let joined = self.world.takes_part(at.organization);
            joined
                && !o.confidential
                && o.id != by.organization
                && !asked.contains(&at.organization)
                && s.domains().contains(&need.domain)
                && s.takes_age(age)
        };
        let all: Vec<ServiceAt> = self.world.services().filter(fits).collect();
        let weigh = |at: &ServiceAt, open_only: bool| {
            let s = self.world.service(*at);
            let room = match (s.cap.as_str(), open_only) {
                ("closed", true) => 0,
                ("closed", false) => 3,
                ("waitlist", _) => 2,
                ("limited", _) => 5,
                _ => 8,
            };
            let here = s.serves(area);
            let tongue = if s.speaks(&language) { 2 } else { 1 };
            match (here, open_only) {
                (true, _) => room * tongue,
                (false, false) => 1,
                (false, true) => 0,
            }
        };
        let mut weights: Vec<u32> = all.iter().map(|at| weigh(at, true)).collect();
        if weights.iter().sum::<u32>() == 0 {
            // Nothing with room: some ask all the same, at a door that is shut or in another district.
            if self.chance.percent(25) {
                return vec![];
            }
            weights = all.iter().map(|at| weigh(at, false)).collect();
        }
        let mut named = Vec::new();
        let most = 1 + self.chance.weighted([10, 50, 40]);
        while named.len() < most && weights.iter().sum::<u32>() > 0 {
            let drawn = self.chance.weighted(weights.clone());
            let organization = all[drawn].organization;
            named.push(all[drawn]);
            for (at, weight) in all.iter().zip(&mut weights) {
                if at.organization == organization {
                    *weight = 0;
                }
            }
        }
        named
    }

    /// Records who may know, and sends or offers.
    pub(super) async fn refer(
        &mut self,
        person: usize,
        by: &'static Post,
        need: &Wanted,
        way: Way,
        staged: Option<Staged>,
        round: u8,
    ) -> Result<(), Error> {
        let Some(record) = self.records.get(&person).copied() else { return Ok(()) };
        let sealed = need.label == Label::DomesticViolence;
        let mut steps = Vec::new();
        match &way {
            Way::Send(named) if !sealed => {
                for (place, at) in named.iter().enumerate() {
                    // For a second or third choice some want to be asked again.
                    if place == 0 || self.chance.percent(93) {
                        let new = self.consent(person, record, at.organization, need.label);
                        steps.extend(new.map(|new| Step::Consent(at.organization, new)));
                    }
                }
            }
            Way::Offer { refused: Some(organization), .. } => {
                let mut no = self.consent_to(person, record, *organization, need.label);
                no.answer = Said::Refused;
                steps.push(Step::Consent(*organization, no));
            }
            _ => {}
        }
        let key = format!("demo-{:06}", self.counts.referrals + self.counts.offers + self.counts.sealed);
        steps.push(match &way {
            Way::Send(named) => Step::Send(NewReferral {
                person_id: record,
                need_id: need.need,
                services: named.iter().map(|at| self.world.service_id(*at)).collect(),
                note: note(need.domain).to_owned(),
                label: None,
                idempotency_key: key,
            }),
            Way::Offer { invite, .. } => Step::Offer(NewOffer {
                person_id: record,
                need_id: need.need,
                invite: invite.iter().map(|at| self.world.service_id(*at)).collect(),
                idempotency_key: key,
            }),
        });
        let viewer = self.world.viewer(by);
        let work = steps.clone();
        let result = self
            .store
            .write(&viewer, move |tx| {
                work.iter()
                    .map(|step| match step {
                        Step::Consent(_, new) => consents::say(tx, new).map(Done::Consent),
                        Step::Send(new) => send(tx, new).map(Done::Sent),
                        Step::Offer(new) => offer_unidentified(tx, new).map(Done::Sent),
                    })
                    .collect::<Result<Vec<_>, _>>()
            })
            .await;
        let Some(done) = self.unless_too_late(result)? else { return Ok(()) };
        for (step, done) in steps.iter().zip(&done) {
            match (step, done) {
                (Step::Consent(organization, new), Done::Consent(id)) if new.answer.is_yes() => {
                    self.counts.consents += 1;
                    self.consents.insert((person, *organization), (new.valid_until, new.labels.clone()));
                    if staged.is_none() && self.chance.percent(3) {
                        let days = self.chance.between(3, 60);
                        let taken = Taken { consent: *id, person, organization: *organization, by };
                        self.in_days(days, Happening::Withdraw(taken));
                    }
                }
                (Step::Consent(organization, _), _) => {
                    // A no ends an earlier yes.
                    self.counts.refused += 1;
                    self.consents.remove(&(person, *organization));
                }
                (_, Done::Sent(sent)) => self.sent(person, by, need, &way, sent, staged, round).await?,
                _ => {}
            }
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments)]
    async fn sent(
        &mut self,
        person: usize,
        by: &'static Post,
        need: &Wanted,
        way: &Way,
        sent: &Sent,
        staged: Option<Staged>,
        round: u8,
    ) -> Result<(), Error> {
        if sent.sealed {
            self.counts.sealed += 1;
            return Ok(());
        }
        let mut case = Case {
            referral: sent.id,
            sender: Some(by),
            person: Some(person),
            need: Some(need.need),
            domain: need.domain,
            receiver: None,
            service: None,
            staged,
            offer: None,
            ended: None,
            round,
        };
        match way {
            Way::Send(named) => {
                self.counts.referrals += 1;
                case.service = named.first().copied();
                case.receiver = case.service.map(|at| at.organization);
                self.follow_case(case);
            }
            Way::Offer { .. } => {
                self.counts.offers += 1;
                let (viewer, id) = (self.world.viewer(by), sent.id);
                let seen =
                    self.store.read(&viewer, move |tx| tandem_referrals::actions::view(tx, id)).await?;
                case.offer = seen.offer.map(|o| o.id);
                let position = self.follow_case(case);
                self.plan_claim(position);
            }
        }
        Ok(())
    }

    /// The consent that is still missing, if any.
    pub(super) fn consent(
        &mut self,
        person: usize,
        record: Uuid,
        organization: usize,
        label: Label,
    ) -> Option<NewConsent> {
        let new = self.consent_to(person, record, organization, label);
        let before = self.consents.get(&(person, organization));
        let covers = |(until, labels): &(_, BTreeSet<Label>)| {
            *until > self.clock.now() && new.labels.is_subset(labels)
        };
        if before.is_some_and(covers) {
            return None;
        }
        Some(new)
    }

    fn consent_to(&mut self, person: usize, record: Uuid, organization: usize, label: Label) -> NewConsent {
        let who = &self.people[person];
        let mut labels = BTreeSet::from([Label::General, label]);
        if let Some((_, before)) = self.consents.get(&(person, organization)) {
            labels.extend(before);
        }
        let signed = labels.iter().any(|l| l.needs_signature()) || self.chance.percent(25);
        let name = format!("{} {}", who.input.given_name, who.input.family_name);
        let year = self.clock.now() + SignedDuration::from_hours(24 * 365);
        // What a parent agrees to ends when the child comes of age; afterwards the person is asked.
        let of_age = birthday(who.birth, 18).to_zoned(TimeZone::UTC).map_or(year, |day| day.timestamp());
        let lasts = if of_age > self.clock.now() { year.min(of_age) } else { year };
        NewConsent {
            person_id: record,
            recipient_org: self.world.id(organization),
            purpose: Purpose::CareCoordination,
            notice_given: labels.contains(&Label::SubstanceUse),
            classes: BTreeSet::from(DataClass::FOR_REFERRAL),
            labels,
            valid_from: None,
            valid_until: lasts,
            answer: if signed { Said::Signed { signature: name } } else { Said::Spoken { witness: None } },
            form_version: FORM_VERSION.into(),
            language: if who.language() == "es" { "es".into() } else { "en".into() },
            teach_back: Some(true),
            guardian: None,
        }
    }

    /// A person takes a consent back, and says so to the member they know.
    pub(super) async fn withdraw(&mut self, taken: Taken) -> Result<(), Error> {
        let viewer = self.world.viewer(taken.by);
        let result = self
            .store
            .write(&viewer, move |tx| tandem_people::actions::withdraw_consent(tx, taken.consent, None))
            .await;
        // What was taken back is asked for again before anything else is sent.
        self.consents.remove(&(taken.person, taken.organization));
        self.unless_too_late(result).map(|_| ())
    }
}

/// A need the person names by themselves.
fn say(tx: &mut Tx<'_, '_>, org: Uuid, person: Uuid, domain: &str) -> Result<(), Error> {
    let domain = Domain::from_code(domain).ok_or_else(|| Error::Internal(format!("no domain {domain}")))?;
    let new = NewNeed {
        person_id: person,
        domain,
        risk: None,
        wants_help: Some(true),
        source: Source::Stated,
        label: Label::General,
        found_at: tx.now(),
    };
    record_need(tx, org, &new).map(|_| ())
}

/// The open needs with which the person wants help, found just now.
fn wanted(tx: &mut Tx<'_, '_>, person: Uuid) -> Result<Vec<Wanted>, Error> {
    let now = tx.now();
    let needs = view_person(tx, person)?.needs.unwrap_or_default();
    let mut found: Vec<Wanted> = needs
        .into_iter()
        .filter(|n| n.status == NeedStatus::Open && n.wants_help == Some(true) && n.updated_at == now)
        .map(|n| Wanted { need: n.id, domain: n.domain.code(), label: n.label })
        .collect();
    found.sort_by_key(|w| w.domain);
    Ok(found)
}

/// A line for the organization; nothing in it that it does not need.
fn note(domain: &str) -> &'static str {
    match domain {
        "food-insecurity" => "Groceries for the end of the month, please.",
        "utility-insecurity" => "A bill is past due.",
        "transportation-insecurity" => "Needs a way to appointments.",
        "housing-instability" => "Behind with the rent.",
        "homelessness" => "No place to stay since last week.",
        "inadequate-housing" => "Something in the home is not safe.",
        "child-care" => "Would like to go back to work.",
        _ => "",
    }
}

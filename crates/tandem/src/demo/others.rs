//! What happens beside the referrals: calls asked for, switches moved, listings mended, a vault opened.

use tandem_access::{Error, Role};
use tandem_directory::actions::capacity::{Setting, set_capacity};
use tandem_directory::actions::edit::confirm_listing;
use tandem_directory::actions::report::report_listing;
use tandem_directory::model::capacity::CapacityStatus;
use tandem_referrals::actions::{CallMe, SealedAnswer, answer_sealed, call_me, vault};
use tandem_referrals::model::{Reason, Status};

use super::history::{Case, History};
use super::staff::{POSTS, answers_at};
use super::world::ServiceAt;

impl History<'_> {
    /// Somebody without an account asks to be called.
    pub(super) async fn call_me(&mut self) -> Result<(), Error> {
        let all: Vec<ServiceAt> = self
            .world
            .services()
            .filter(|at| {
                let o = &self.world.organizations[at.organization];
                !o.confidential
                    && self.world.takes_part(at.organization)
                    && self.world.service(*at).cap != "closed"
            })
            .collect();
        let at = *self.chance.pick(&all);
        let domain = *self.world.service(at).domains().first().unwrap_or(&"food-insecurity");
        let last = i64::try_from(self.people.len() - 1).unwrap_or_default();
        let person = usize::try_from(self.chance.between(0, last)).unwrap_or_default();
        let who = &self.people[person];
        let number = self.cases.len();
        let spanish = who.language() == "es";
        let (what_for, best_time) = if spanish {
            ("Necesito ayuda. ¿Me pueden llamar?", "Por la tarde")
        } else {
            ("I saw your page and would like to know how to sign up.", "After 3 pm")
        };
        let new = CallMe {
            service_id: self.world.service_id(at),
            name: who.input.given_name.clone(),
            phone: format!("(290) 555-01{:02}", number % 100),
            best_time: best_time.into(),
            what_for: what_for.into(),
            safe_message: self.chance.percent(50),
            domain: domain.into(),
            language: if spanish { "es".into() } else { "en".into() },
            idempotency_key: format!("demo-call-{number:06}"),
        };
        let system = self.system();
        let result = self.store.write(&system, move |tx| call_me(tx, &new)).await;
        if let Some(sent) = self.unless_too_late(result)? {
            self.counts.referrals += 1;
            self.follow_case(Case {
                referral: sent.id,
                sender: None,
                person: None,
                need: None,
                domain,
                receiver: Some(at.organization),
                service: Some(at),
                staged: None,
                offer: None,
                ended: None,
                round: 0,
            });
        }
        Ok(())
    }

    /// An organization sets its switch: the first time as its content says, later up and down.
    pub(super) async fn capacity(&mut self, at: ServiceAt) -> Result<(), Error> {
        let service = self.world.service(at);
        let usual = CapacityStatus::from_code(&service.cap).unwrap_or(CapacityStatus::Open);
        let first = self.switched.insert(at);
        let (status, free) = match (first, service.funded) {
            (true, _) => (usual, service.free),
            // What is closed stays closed: no driver, no van.
            (false, _) if usual == CapacityStatus::Closed => (usual, service.free),
            (false, funded) => {
                let most = funded.unwrap_or(10).min(12);
                match self.chance.between(0, 3) {
                    0 => (CapacityStatus::Waitlist, Some(0)),
                    1 => (CapacityStatus::Open, Some(most)),
                    _ => (usual, service.free),
                }
            }
        };
        let setting = Setting {
            status,
            funded_units: service.funded,
            free_units: free.filter(|_| service.funded.is_some()),
        };
        let id = self.world.service_id(at);
        let organization = self.world.organizations[at.organization].id.clone();
        let viewer =
            answers_at(&organization).map_or_else(|| self.coordinator(), |post| self.world.viewer(post));
        self.store.write(&viewer, move |tx| set_capacity(tx, id, setting)).await
    }

    /// An organization says that its listing is still right, and sets its switch as it usually stands.
    pub(super) async fn still_so(&mut self, at: ServiceAt) -> Result<(), Error> {
        let id = self.world.service_id(at);
        let service = self.world.service(at);
        let setting = Setting {
            status: CapacityStatus::from_code(&service.cap).unwrap_or(CapacityStatus::Open),
            funded_units: service.funded,
            free_units: service.free.filter(|_| service.funded.is_some()),
        };
        let organization = self.world.organizations[at.organization].id.clone();
        let viewer =
            answers_at(&organization).map_or_else(|| self.coordinator(), |post| self.world.viewer(post));
        let result = self
            .store
            .write(&viewer, move |tx| {
                set_capacity(tx, id, setting)?;
                confirm_listing(tx, id)
            })
            .await;
        self.unless_too_late(result).map(|_| ())
    }

    /// Small organizations tell the coordinator on the telephone, who writes it down for them.
    fn coordinator(&self) -> tandem_access::Viewer {
        let post = POSTS.iter().find(|p| p.role == Role::Coordinator);
        post.map_or_else(|| self.system(), |post| self.world.viewer(post))
    }

    /// Somebody says that a listing is wrong; most are checked within days.
    pub(super) async fn listing(&mut self, at: ServiceAt) -> Result<(), Error> {
        let id = self.world.service_id(at);
        let (what, words) = *self.chance.pick(&[
            ("hours", "They closed an hour earlier than it says."),
            ("phone", "The number rings and nobody answers."),
            ("other", "You have to bring a photo ID now."),
            ("hours", "Cierran antes de la hora."),
        ]);
        let system = self.system();
        self.store.write(&system, move |tx| report_listing(tx, id, what, words)).await?;
        if self.chance.percent(80) {
            let coordinator = self.coordinator();
            let result = self.store.write(&coordinator, move |tx| confirm_listing(tx, id)).await;
            self.unless_too_late(result)?;
        }
        Ok(())
    }

    /// An advocate goes through the vault: the newest are being helped, the older ones come to their end.
    pub(super) async fn vault(&mut self) -> Result<(), Error> {
        let Some(post) = POSTS.iter().find(|p| p.role == Role::Advocate) else { return Ok(()) };
        let viewer = self.world.viewer(post);
        let open = self.store.write(&viewer, vault).await?;
        for handoff in open.into_iter().take(2) {
            let answer = match handoff.status {
                Status::Requested if self.chance.percent(75) => SealedAnswer::Accept,
                Status::Requested => SealedAnswer::Decline(Reason::CannotReachPerson),
                _ if self.chance.percent(45) => SealedAnswer::Complete(Reason::HelpGiven),
                _ => continue,
            };
            let id = handoff.referral_id;
            let result = self.store.write(&viewer, move |tx| answer_sealed(tx, id, answer, "")).await;
            self.unless_too_late(result)?;
        }
        Ok(())
    }
}

//! Visits: whom a hospital or clinic asks about life outside, it sees that day.

use jiff::SignedDuration;
use tandem_access::{Error, Uuid, Viewer};
use tandem_people::model::label::Label;
use tandem_visits::actions::record_visit;
use tandem_visits::model::{Class, NewVisit, Status};

use super::history::History;
use super::staff::Post;

/// What a hospital or clinic sees people in: class, place, reason. One is taken by the number of the screening, so that the
/// rest of the history is drawn as before.
fn rounds(organization: &str) -> &'static [(Class, &'static str, &'static str)] {
    match organization {
        "tamsel-hospital" => &[
            (Class::Emergency, "Emergency room", "Asthma attack"),
            (Class::Emergency, "Emergency room", "Fall at home"),
            (Class::Inpatient, "Ward 4 West", "Pneumonia"),
            (Class::Emergency, "Emergency room", "High blood sugar"),
        ],
        "millrace-clinic" | "eastbank-clinic" => &[
            (Class::Outpatient, "Family clinic", "Check-up"),
            (Class::Outpatient, "Family clinic", "Blood pressure"),
            (Class::Virtual, "By telephone", "New prescription"),
        ],
        _ => &[],
    }
}

impl History<'_> {
    /// Records the visit of somebody whom `by` has just met, as the registration of the house would.
    pub(super) async fn seen(&self, record: Uuid, by: &'static Post) -> Result<(), Error> {
        let rounds = rounds(by.organization);
        let Some((class, place, reason)) = rounds.get(self.counts.screenings % rounds.len().max(1)).copied()
        else {
            return Ok(());
        };
        let org = self.world.viewer(by).org().ok_or(Error::Forbidden)?;
        let number = format!("{}-{}", by.organization, self.counts.screenings);
        self.store
            .write(&Viewer::system("demo.registration"), move |tx| {
                let now = tx.now();
                let days = if class == Class::Inpatient { 3 } else { 0 };
                let new = NewVisit {
                    label: Label::General,
                    class: Some(class),
                    status: Some(Status::Finished),
                    started_at: Some(now - SignedDuration::from_hours(24 * days + 2)),
                    ended_at: Some(Some(now)),
                    place: Some(Some(place.into())),
                    reason: Some(Some(reason.into())),
                    source_system: "registration".into(),
                    source_id: number.clone(),
                    told_at: now,
                };
                record_visit(tx, org, record, &new).map(|_| ())
            })
            .await
    }
}

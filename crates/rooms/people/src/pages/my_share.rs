//! The person's own switches: who may see what, chosen on the private page without anybody's help.

use super::consent;
use super::org_names;
use super::sign::{self, Step};
use crate::actions;
use crate::model::consent::{Answer as Said, Consent, NewConsent, PURPOSES};
use crate::model::data_class::DataClass;
use crate::model::label::Label;
use crate::private_page::{as_person, way_out};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::html;
use tandem_access::{Error, FieldErrors, Purpose, Uuid};
use tandem_partners::actions::Filter;
use tandem_partners::model::Membership;
use tandem_web::faults;
use tandem_web::ui::{self, Button, Choice, Choices, Select, Tone};
use tandem_web::{Answer, Cx, Form, Page};

/// What the page needs to know.
struct Asked {
    own_org: String,
    partners: Vec<(Uuid, String)>,
    /// What holds now for the organization and purpose that the address names.
    now: Option<Consent>,
}

/// The page. `org` and `purpose` in the address pick a choice that is to be changed.
pub async fn show(cx: Cx, headers: HeaderMap, form: Form) -> Answer {
    let cx = as_person(cx, &headers).await?;
    let asked = load(&cx, form.id("org"), Purpose::from_word(form.text("purpose"))).await?;
    let start = start(&asked, form.id("org"));
    Ok(page(&cx, &asked, &start, &FieldErrors::new()))
}

/// Shows the whole text of the choice, and keeps it once the person has signed that. It takes the place of what held
/// before for the same organization and purpose, at once.
pub async fn save(cx: Cx, headers: HeaderMap, form: Form) -> Answer {
    let cx = as_person(cx, &headers).await?;
    let person = cx.viewer.person().ok_or(Error::NotFound)?;
    let purpose = Purpose::from_word(form.text("purpose"));
    let asked = load(&cx, form.id("recipient_org"), purpose).await?;
    if form.has("back") {
        return Ok(page(&cx, &asked, &form, &FieldErrors::new()));
    }
    let mut errors = FieldErrors::new();
    let new = match consent::read(&cx, person, &form) {
        // Nobody else hears a yes here, so it is always a signed one.
        Ok(new) if !matches!(new.answer, Said::Signed { .. } | Said::Drawn { .. }) => {
            NewConsent { answer: Said::Signed { signature: form.text("signature").to_owned() }, ..new }
        }
        Ok(new) => new,
        Err(faults) => match consent::undrawn(&cx, person, &form, &faults) {
            Some(new) => {
                errors = faults;
                new
            }
            None => return Ok(page(&cx, &asked, &form, &faults)),
        },
    };
    if let Some(shown) = form.opt("shown").map(str::to_owned).filter(|_| errors.is_empty()) {
        let kept = new.clone();
        match faults(cx.store.write(&cx.viewer, move |tx| actions::record_shown(tx, &kept, &shown)).await)? {
            Ok(_) => return Ok(cx.redirect_flash("/my", "people-my-share-saved")),
            Err(found) => errors = found,
        }
    }
    let text = cx.store.read(&cx.viewer, move |tx| actions::consent_text(tx, &new)).await;
    let title = cx.t("people-my-share-sign");
    match faults(text)? {
        Err(faults) => Ok(page(&cx, &asked, &form, &faults)),
        Ok(shown) => Ok(sign::page(
            &cx,
            &Step {
                crumbs: ui::breadcrumbs(
                    &cx.t("web-breadcrumbs"),
                    &[("/my", &cx.t("people-my-title"))],
                    &title,
                ),
                title,
                nav: "",
                action: "/my/share".to_owned(),
                shown: &shown,
                form: &form,
                errors: &errors,
                telephone: "",
                assent: false,
                read: "people-my-share-read",
            },
        )),
    }
}

async fn load(cx: &Cx, recipient: Option<Uuid>, purpose: Option<Purpose>) -> Result<Asked, Error> {
    cx.store
        .read(&cx.viewer, move |tx| {
            let view = actions::view_own(tx)?;
            let owner = view.person.owner_org;
            let filter = Filter { membership: Some(Membership::Member), limit: 500, ..Filter::default() };
            let mut partners = tandem_partners::actions::list(tx, &filter)?;
            if let Some(id) = recipient.filter(|id| partners.iter().all(|o| o.id != *id)) {
                partners.extend(tandem_partners::actions::find_many(tx, &[id])?);
            }
            let now = tx.now();
            let purpose = purpose.unwrap_or_default();
            let live = |c: &Consent| {
                c.can_withdraw(now) && Some(c.recipient_org) == recipient && c.purpose == purpose
            };
            Ok(Asked {
                own_org: org_names(tx, &[owner])?.remove(&owner).unwrap_or_default(),
                // A choice for a confidential organization is made there, and shown to nobody who holds the person's telephone.
                partners: partners
                    .into_iter()
                    .filter(|o| o.id != owner && !o.confidential)
                    .map(|o| (o.id, o.name))
                    .collect(),
                now: view.consents.unwrap_or_default().into_iter().find(live),
            })
        })
        .await
}

/// What holds now, or the least that is useful.
fn start(asked: &Asked, recipient: Option<Uuid>) -> Form {
    let mut chosen: Vec<(String, String)> = vec![
        ("recipient_org".into(), recipient.map(|id| id.to_string()).unwrap_or_default()),
        ("days".into(), "365".into()),
    ];
    let mut say = |name: &str, value: &str| chosen.push((name.into(), value.into()));
    match &asked.now {
        Some(consent) => {
            consent.classes.iter().for_each(|class| say("classes", class.code()));
            consent.labels.iter().for_each(|label| say("labels", label.code()));
            say("purpose", consent.purpose.word());
        }
        None => {
            say("classes", DataClass::Contact.code());
            say("classes", DataClass::Needs.code());
            say("labels", Label::General.code());
            say("purpose", Purpose::CareCoordination.word());
        }
    }
    Form::of(chosen)
}

fn page(cx: &Cx, asked: &Asked, form: &Form, errors: &FieldErrors) -> Response {
    let title = cx.t(if asked.now.is_some() { "people-my-share-change" } else { "people-my-share" });
    let partners = std::iter::once(Choice::new("", cx.t("people-consent-recipient-choose")))
        .chain(asked.partners.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())));
    let classes =
        DataClass::ALL.map(|class| Choice::new(class.code(), cx.t(&format!("people-class-{class}"))));
    let labels =
        Label::SHAREABLE.map(|label| Choice::new(label.code(), cx.t(&format!("people-data-{label}"))));
    let purposes = PURPOSES.map(|p| Choice::new(p.word(), cx.t(&format!("people-purpose-{}", p.word()))));
    let days = consent::DAYS.map(|n| Choice::new(n.to_string(), cx.t(&format!("people-consent-days-{n}"))));
    let known = asked.now.is_some();
    let body = html! {
        (way_out(cx))
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/my", &cx.t("people-my-title"))], &title))
        (cx.error_summary(errors))
        h1 { (title) }
        p { (cx.ta("people-my-share-intro", &[("org", asked.own_org.as_str().into())])) }
        (ui::notice(Tone::Info, html! { p { (cx.t("people-consent-read-5")) } }))
        form.form method="post" action="/my/share" {
            input type="hidden" name="how" value="signed";
            (Select::new("recipient_org", cx.t("people-consent-recipient"), partners).wide()
                .choose(form.text("recipient_org")).error(cx.fault(errors, "recipient_org")))
            (Choices::checkboxes("classes", cx.t("people-consent-classes"), classes)
                .choose(form.all("classes")).error(cx.fault(errors, "classes")))
            (Choices::checkboxes("labels", cx.t("people-consent-labels"), labels).hint(cx.t("people-my-share-labels-hint"))
                .choose(form.all("labels")).error(cx.fault(errors, "labels")))
            @if known { input type="hidden" name="purpose" value=(form.text("purpose")); }
            @else {
                (Choices::radios("purpose", cx.t("people-consent-purpose"), purposes)
                    .choose([form.text("purpose")]).error(cx.fault(errors, "purpose")))
            }
            (Choices::radios("days", cx.t("people-consent-until-choose"), days).side_by_side()
                .choose([form.text("days")]).error(cx.fault(errors, "days").or_else(|| cx.fault(errors, "valid_until"))))
            (consent::notice(cx, form, errors, "people-my-share-notice-given"))
            div.acts {
                (ui::button(Button::Primary, "arrow-right", &cx.t("people-my-share-go-on")))
                (ui::link_button(Button::Plain, "", "/my", &cx.t("people-cancel"), ""))
            }
        }
    };
    let page = Page::new(cx, title.clone());
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

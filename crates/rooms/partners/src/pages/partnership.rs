//! Settings, partnership: name, colour, calendar, response clock.

use crate::actions;
use crate::model::Partnership;
use axum::response::Response;
use maud::html;
use tandem_access::{Action, FieldErrors, Kind};
use tandem_web::faults;
use tandem_web::messages::dates::weekday_name;
use tandem_web::ui::{self, Button, Choice, Choices, Field, Tone};
use tandem_web::{Answer, Cx, Form, Page};

const DAYS: [(&str, jiff::civil::Weekday); 7] = {
    use jiff::civil::Weekday as W;
    [
        ("mon", W::Monday),
        ("tue", W::Tuesday),
        ("wed", W::Wednesday),
        ("thu", W::Thursday),
        ("fri", W::Friday),
        ("sat", W::Saturday),
        ("sun", W::Sunday),
    ]
};

/// From which age a minor decides alone, by topic.
const AGES: [(&str, &str); 3] = [
    ("minor_age_substance_use", "partners-minors-substance-use"),
    ("minor_age_hiv", "partners-minors-hiv"),
    ("minor_age_mental_health", "partners-minors-mental-health"),
];

fn form_of(p: &Partnership) -> Form {
    let mut pairs = vec![];
    for (key, value) in p.to_texts() {
        match key {
            "business_days" => pairs.extend(value.split(',').map(|d| (key, d.to_owned()))),
            "holidays" => pairs.push((key, value.replace(',', "\n"))),
            _ => pairs.push((key, value)),
        }
    }
    Form::of(pairs)
}

/// The page.
pub async fn show(cx: Cx) -> Answer {
    let p = cx.store.read(&cx.viewer, actions::partnership).await?;
    Ok(page(&cx, &form_of(&p), &FieldErrors::new()))
}

fn page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Response {
    let optional = cx.t("web-optional");
    let field =
        |f: Field, name: &str| f.value(form.text(name)).error(cx.fault(errors, name)).autocomplete("off");
    let days = DAYS.map(|(code, day)| Choice::new(code, weekday_name(cx.lang, day)));
    let writes = cx.viewer.may(Kind::Setting, Action::Write);
    let body = html! {
        (cx.error_summary(errors))
        h1 { (cx.t("partners-partnership-title")) }
        @if !writes { (ui::notice(Tone::Info, html! { p { (cx.t("partners-partnership-read-only")) } })) }
        form.form method="post" action="/settings/partnership" {
            (ui::fieldset(&cx.t("partners-partnership-about"), None, html! {
                (field(Field::text("name", cx.t("partners-partnership-name")).required(), "name"))
                (field(Field::text("place", cx.t("partners-partnership-place"))
                    .hint(cx.t("partners-partnership-place-hint")).optional(optional.as_str()), "place"))
                (field(Field::textarea("focus", cx.t("partners-partnership-focus")).rows(2)
                    .hint(cx.t("partners-partnership-focus-hint")).optional(optional.as_str()), "focus"))
                (field(Field::tel("phone", cx.t("partners-phone"))
                    .hint(cx.t("partners-partnership-phone-hint")).optional(optional.as_str()), "phone"))
                (field(Field::text("brand_colour", cx.t("partners-colour"))
                    .hint(cx.t("partners-colour-hint")).chars(10).optional(optional.as_str()), "brand_colour"))
            }))
            (ui::fieldset(&cx.t("partners-clock"), Some(&cx.t("partners-clock-hint")), html! {
                (field(Field::number("response_days", cx.t("partners-response-days"))
                    .hint(cx.t("partners-response-days-hint")), "response_days"))
                (Choices::checkboxes("business_days", cx.t("partners-business-days"), days)
                    .choose(form.all("business_days")).small().error(cx.fault(errors, "business_days")))
                (field(Field::textarea("holidays", cx.t("partners-holidays"))
                    .hint(cx.t("partners-holidays-hint")).optional(optional.as_str()), "holidays"))
                (field(Field::text("timezone", cx.t("partners-timezone")).hint(cx.t("partners-timezone-hint")), "timezone"))
            }))
            (ui::fieldset(&cx.t("partners-minors"), Some(&cx.t("partners-minors-hint")), html! {
                @for (key, label) in AGES {
                    (field(Field::number(key, cx.t(label)).optional(optional.as_str()), key))
                }
            }))
            @if writes { (ui::button(Button::Primary, "device-floppy", &cx.t("account-save"))) }
        }
    };
    let page = Page::new(cx, cx.t("partners-partnership-title")).nav("settings-partnership");
    if errors.is_empty() { page.body(body) } else { page.invalid().body(body) }
}

/// All settings of the form, or none when one is wrong.
pub async fn save(cx: Cx, form: Form) -> Answer {
    let days = form.all("business_days").join(",");
    let holidays = form.text("holidays").split_whitespace().collect::<Vec<_>>().join(",");
    let texts: Vec<(&'static str, String)> =
        ["name", "place", "focus", "phone", "brand_colour", "response_days", "timezone"]
            .into_iter()
            .chain(AGES.map(|(key, _)| key))
            .map(|key| (key, form.text(key).to_owned()))
            .chain([("business_days", days), ("holidays", holidays)])
            .collect();
    let done = cx
        .store
        .write(&cx.viewer, move |tx| {
            let changes: Vec<(&str, &str)> = texts.iter().map(|(k, v)| (*k, v.as_str())).collect();
            actions::configure(tx, &changes)
        })
        .await;
    match faults(done)? {
        Ok(()) => {
            cx.app.set_partnership(actions::shown_on_every_page(&cx.store).await?);
            Ok(cx.redirect_flash("/settings/partnership", "account-saved"))
        }
        Err(errors) => Ok(page(&cx, &form, &errors)),
    }
}

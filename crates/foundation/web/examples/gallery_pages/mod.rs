//! The pages of the gallery. Their texts are samples, so they are not in the catalogue.

use maud::{Markup, html};
use tandem_web::chart::{Bar, BarChart, LineChart, Series, StatusBar, StatusPart, Unit, Value};
use tandem_web::map::{Area, AreaMap, AreaValue, Pin, Point, PointsMap, class_breaks};
use tandem_web::messages::{Catalogue, Lang};
use tandem_web::ui::{
    self, Button, Choice, Choices, Col, Field, FilterChip, Search, Select, Step, Tab, Table, TimelineItem,
    Tone,
};

pub fn index() -> Markup {
    let sectors = [
        ("healthcare", "Health care"),
        ("public_health", "Public health"),
        ("payer", "Payers"),
        ("social_services", "Social services"),
        ("housing", "Housing"),
        ("education", "Education"),
        ("faith", "Faith"),
        ("business", "Business"),
        ("government", "Government"),
        ("community", "Community"),
    ];
    html! {
        div.stack {
            h1 { "Neighbors and partners, working together" }
            p.lede { "Find food, a ride, a safe home or someone to talk to. It is free, and you do not need an account." }
        }
        nav aria-label="Kinds of help" {
            ul.tiles {
                @for (icon, label) in [("salad", "Food"), ("home", "Housing"), ("bus", "Rides"), ("bolt", "Light and heat"),
                    ("stethoscope", "Doctor and clinic"), ("shield-heart", "Safety"), ("coin", "Money and jobs"), ("message-heart", "Someone to talk to")] {
                    li { a href="/find" { (ui::icon(icon)) (label) } }
                }
            }
        }
        (ui::section("Our quilt", html! {
            p { "Each partner adds a patch. Its shape and colors tell its kind." }
            ul.grid.g4 { @for (code, name) in sectors { li.row { (ui::patch(code)) span { (name) } } } }
        }))
        (ui::section("Buttons and statuses", html! {
            div.acts {
                (ui::link_button(Button::Primary, "phone", "tel:5550100", "Call", "Open Door pantry"))
                (ui::link_button(Button::Secondary, "hand-stop", "/x", "Ask them to call me", ""))
                (ui::link_button(Button::Danger, "trash", "/x", "Cancel the referral", ""))
                (ui::link_button(Button::Plain, "", "/x", "Not now", ""))
            }
            p.row { (ui::chip(Tone::Ok, "Has room")) (ui::chip(Tone::Soon, "Call first")) (ui::chip(Tone::Late, "No answer yet")) (ui::chip(Tone::Info, "New")) }
            (ui::notice(Tone::Info, html! { strong { "Only the groups you name can see this." } "You can change your mind at any time. " a href="/privacy" { "How we protect it" } }))
            (ui::notice(Tone::Soon, html! { "The answer is due tomorrow." }))
            (ui::notice(Tone::Late, html! { "The answer is 2 days late." }))
            (ui::notice(Tone::Ok, html! { "She got the help." }))
        }))
    }
}

pub fn find() -> Markup {
    let places = [
        (
            "Open Door food pantry",
            "Free food once a week. You do not need papers.",
            "Open now, until 6 pm",
            "0.4 miles, bus 14",
            "English, Español",
            Tone::Ok,
            "Has room",
        ),
        (
            "Canal Street Tuesday market",
            "Free fruit and vegetables. Bring a bag.",
            "Opens Tuesday at 10 am",
            "0.9 miles, no stairs",
            "English, Español, Tiếng Việt",
            Tone::Ok,
            "Has room",
        ),
        (
            "Harbor House meals",
            "Hot dinner for families with children.",
            "Open now, until 7 pm",
            "1.3 miles, bus 8",
            "English",
            Tone::Soon,
            "Call first",
        ),
    ];
    let pins = [(-76.012, 40.011), (-75.991, 40.02), (-75.982, 39.995), (-76.012, 40.0112)];
    html! {
        (ui::breadcrumbs("You are here", &[("/", "Home"), ("/find", "Find help")], "Food"))
        div.stack {
            h1 { "Get help near you" }
            p.lede { "It is free. You do not need to sign in. We do not ask about papers." }
        }
        (Search {
            action: "/find", name: "Find help", submit: "Find help", swap: Some("results"), keep: vec![],
            fields: vec![
                Field::search("q", "What do you need?").hint("Say it your way, like “food” or “help with rent”").value("food"),
                Field::zip("near", "ZIP code").hint("5 numbers").value("10601"),
            ],
            more: html! { label.opt for="open" { input type="checkbox" id="open" name="open_now" value="1"; span { "Open now" } } },
        })
        div #results.stack-l.cq {
            div.head { h2 { "3 places with food near 10601" }
                (ui::tabs("View", &[Tab { href: "/find", label: "List", icon: "list", current: true }, Tab { href: "/find?view=map", label: "Map", icon: "map-2", current: false }])) }
            (ui::filter_chips("Filters", Some("results"), &[
                FilterChip { href: "/find?open_now=1".into(), label: "Open now", icon: "clock", on: true },
                FilterChip { href: "/find?lang=es".into(), label: "Speaks Spanish", icon: "language", on: false },
                FilterChip { href: "/find?room=1".into(), label: "Has room", icon: "circle-check", on: false },
            ]))
            div.map-list {
                ol.stack role="list" {
                    @for (i, (name, text, hours, far, langs, tone, status)) in places.iter().enumerate() {
                        li.card.res.cq {
                            div.head { h3 { span.pin { (i + 1) } " " a href="/place" { (name) } } (ui::chip(*tone, status)) }
                            p { (text) }
                            (ui::facts([("clock", html! { (hours) }), ("map-pin", html! { (far) }), ("language", html! { (langs) })]))
                            div.acts {
                                (ui::link_button(Button::Primary, "phone", "tel:5550100", "Call", name))
                                (ui::link_button(Button::Secondary, "hand-stop", "/ask", "Ask them to call me", name))
                            }
                            p.hint { "Checked on November 18 by a neighbor. " a href="/wrong" { "Is this wrong?" } }
                        }
                    }
                }
                div.beside.card.stack { h3 { "On the map" }
                    (PointsMap {
                        id: "places".into(), title: "Places with food near 10601".into(),
                        sentence: "Two places are in Canal Side, one is in the Harbor.".into(),
                        areas: districts(),
                        pins: pins.iter().enumerate().map(|(i, (lon, lat))| Pin { number: i + 1, at: Point::new(*lon, *lat) }).collect(),
                        here: Some((Point::new(-76.0, 40.005), "10601".into())),
                    }.render(&Catalogue::shared(), Lang::En))
                }
            }
            (ui::pagination(["Pages", "Previous", "Next", "Page"], 4, 12, Some("results"), |n| format!("/find?page={n}")))
        }
        (ui::section("Rather talk to a person?", html! { p { "Call " a href="tel:5550123" { "555-0123" } ". We speak English and Spanish, and can get other languages." } }))
    }
}

fn districts() -> Vec<Area> {
    let area = |name: &str, points: &[(f64, f64)]| Area {
        name: name.into(),
        rings: vec![points.iter().map(|(x, y)| Point::new(*x, *y)).collect()],
    };
    vec![
        area("Canal Side", &[(-76.05, 40.0), (-76.0, 39.998), (-75.996, 40.03), (-76.04, 40.045)]),
        area("North Hill", &[(-76.0, 39.998), (-75.95, 40.002), (-75.955, 40.04), (-75.996, 40.03)]),
        area("Harbor", &[(-76.0, 39.998), (-75.95, 40.002), (-75.945, 39.965), (-75.99, 39.96)]),
        area("Mill Yard", &[(-76.05, 40.0), (-76.0, 39.998), (-75.99, 39.96), (-76.045, 39.955)]),
        area("East Flats", &[(-75.95, 40.002), (-75.9, 40.01), (-75.905, 40.035), (-75.955, 40.04)]),
        area("Old Town", &[(-75.95, 40.002), (-75.9, 40.01), (-75.895, 39.97), (-75.945, 39.965)]),
    ]
}

pub fn goals(catalogue: &Catalogue, lang: Lang) -> Markup {
    let months = ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"];
    let of = |name: &str, values: [f64; 12]| Series {
        name: name.into(),
        values: values.map(Value::Known).to_vec(),
    };
    let mut rides = of("Rides", [48.0, 47.0, 49.0, 50.0, 53.0, 55.0, 54.0, 58.0, 60.0, 63.0, 64.0, 66.0]);
    rides.values[4] = Value::Missing;
    rides.values[5] = Value::TooFew;
    let values: Vec<AreaValue> = [
        ("Canal Side", 8.5),
        ("North Hill", 10.9),
        ("Harbor", 18.1),
        ("Mill Yard", 13.4),
        ("East Flats", 15.2),
        ("Riverside Township", 9.9),
    ]
    .into_iter()
    .map(|(n, v)| AreaValue { name: n.into(), value: Value::Known(v) })
    .chain([AreaValue { name: "Old Town".into(), value: Value::TooFew }])
    .collect();
    html! {
        div.stack {
            h1 { "Are we keeping our promises?" }
            p.lede { "We set five goals together. Two are met, and three are getting closer." }
            div.formats role="group" aria-label="Get this page another way" {
                @for (icon, words) in [("file-text", "PDF"), ("text-size", "Large print"), ("download", "Numbers (CSV)")] { a href="/x" { (ui::icon(icon)) (words) } }
            }
        }
        section.stack aria-labelledby="h-now" {
            h2 id="h-now" { "Our goals right now" }
            (ui::stats([
                ui::stat("People who got the help they asked for", "71%", "284 of 400 people who wanted help. Goal: 80%.", Some((Tone::Soon, "Getting closer"))),
                ui::stat("Wait until someone calls you", "2.1 days", "Half of 312 people waited less. Goal: 2 days.", Some((Tone::Soon, "Getting closer"))),
                ui::stat("Partners that helped this month", "38 of 46", "Goal: 35. Five more than in October.", Some((Tone::Ok, "Goal met"))),
                ui::stat("Rides for people who use a wheelchair", "Too few to show", "Fewer than 11 people asked.", None),
            ]))
        }
        div.grid.g2 {
            (ui::section("More people get the help they ask for", LineChart {
                id: "c1".into(), title: "People who got the help they asked for, by month".into(),
                sentence: "Over twelve months, food help went from 52 to 79 in 100 people, rides from 48 to 66, and housing from 31 to 43.".into(),
                axis: "Month".into(), labels: months.map(str::to_owned).to_vec(), unit: Unit::Percent, goal: Some(80.0),
                series: vec![
                    of("Food", [52.0, 54.0, 55.0, 59.0, 61.0, 64.0, 66.0, 69.0, 72.0, 74.0, 77.0, 79.0]), rides,
                    of("Housing", [31.0, 33.0, 32.0, 34.0, 33.0, 36.0, 35.0, 37.0, 39.0, 38.0, 41.0, 43.0]),
                ],
            }.render(catalogue, lang)))
            (ui::section("Where it is hard to get enough food", AreaMap {
                id: "m1".into(), title: "People who could not always afford food".into(),
                sentence: "The Harbor is highest at 18.1%, and Canal Side is lowest at 8.5%.".into(),
                areas: districts(), breaks: class_breaks(values.iter().map(|v| v.value)), values, unit: Unit::Percent, home: Some("Mill Yard".into()),
            }.render(catalogue, lang)))
            (ui::section("What people ask for", BarChart {
                id: "b1".into(), title: "Needs asked for in the last 90 days".into(), sentence: "Food is asked for most: 124 people.".into(),
                columns: ("Need".into(), "People".into()), unit: Unit::Count,
                bars: [("Food", Value::Known(124.0)), ("Housing", Value::Known(98.0)), ("Rides", Value::Known(61.0)), ("Light and heat", Value::Known(33.0)), ("Help after a long stay in hospital", Value::Known(12.0)), ("Safety at home", Value::TooFew), ("Child care", Value::Missing)]
                    .into_iter().map(|(l, value)| Bar { label: l.into(), value }).collect(),
            }.render(catalogue, lang)))
            (ui::section("How the referrals stand", StatusBar {
                id: "s1".into(), title: "Referrals of this month by state".into(), sentence: "60 of 112 referrals are done, 9 are late.".into(),
                columns: ("State".into(), "Referrals".into()),
                parts: [("Done", 60, Some(Tone::Ok)), ("Under way", 31, Some(Tone::Info)), ("Waiting for an answer", 12, Some(Tone::Soon)), ("Late", 9, Some(Tone::Late)), ("Cancelled", 0, None)]
                    .into_iter().map(|(l, count, tone)| StatusPart { label: l.into(), count, tone }).collect(),
            }.render(catalogue, lang)))
        }
    }
}

pub fn work() -> Markup {
    let people = [
        ("Marisol R.", "salad", "Food", Tone::Late, "No answer yet", "Open Door, 6 days", "Call the pantry"),
        (
            "James T.",
            "bus",
            "Ride to dialysis",
            Tone::Late,
            "Ride fell through",
            "Canal Rides, 1 day",
            "Find another ride",
        ),
        (
            "Ana L.",
            "bolt",
            "Light bill",
            Tone::Soon,
            "Needs a paper",
            "City Utility Fund, 3 days",
            "Ask for the shut-off notice",
        ),
        (
            "Ruth K.",
            "shield-heart",
            "Safety at home",
            Tone::Ok,
            "Talking with her",
            "Safe Harbor, 2 hours",
            "Wait for her call",
        ),
    ];
    let mut table = Table::new(
        "Referrals sent in November",
        [Col::text("Who"), Col::text("Need"), Col::text("Status"), Col::number("Days"), Col::text("")],
    );
    for (who, _, need, tone, status, ..) in people {
        table.push([
            html! { (who) },
            html! { (need) },
            ui::chip(tone, status),
            html! { "6" },
            ui::link_button(Button::Secondary, "", "/r", "Open", who),
        ]);
    }
    html! {
        div.stack { h1 { "Today" } p.lede { "4 people wait for you. The longest wait is first." } }
        (ui::steps("Steps", "Done:", &[Step { label: "Ask", href: Some("/a") }, Step { label: "Agree", href: Some("/b") }, Step { label: "Choose help", href: None }, Step { label: "Send", href: None }], 2))
        section.card.cq aria-labelledby="h-w" {
            div.head { h2 id="h-w" { "Needs you today" } span.m { "4 people, longest wait first" } }
            ul.list data-keys {
                @for (i, (who, icon, need, tone, status, org, next)) in people.iter().enumerate() {
                    li data-row {
                        div { div.who { (who) } div.m { (ui::icon(icon)) " " (need) } }
                        div { (ui::chip(*tone, status)) div.m { (org) } }
                        div.nx { (next) }
                        a class=(if i == 0 { "btn" } else { "btn q2nd" }) data-open href="/r" { "Open" span.vh { " " (who) ", " (need) } }
                    }
                }
            }
        }
        (ui::section("All referrals", html! { (table) }))
        div.split {
            (ui::section("What happened", ui::timeline([
                TimelineItem { icon: "send", tone: None, what: html! { "Sent to Open Door by Dolores" }, when_iso: "2026-11-12T09:10:00".into(), when: "November 12, 9:10 am".into() },
                TimelineItem { icon: "clock", tone: Some(Tone::Soon), what: html! { "The answer was due" }, when_iso: "2026-11-14T17:00:00".into(), when: "November 14, 5 pm".into() },
                TimelineItem { icon: "check", tone: Some(Tone::Ok), what: html! { "Accepted: “We can see her on Friday.”" }, when_iso: "2026-11-17T11:02:00".into(), when: "November 17, 11:02 am".into() },
            ])))
            (ui::section("Ana L.", ui::definition_list([
                ("Phone".to_owned(), html! { a href="tel:5550142" { "555-0142" } }),
                ("Language".to_owned(), html! { "Spanish" }),
                ("Best time to call".to_owned(), html! { "After 5 pm" }),
            ])))
        }
    }
}

pub fn forms() -> Markup {
    let yes_no = || {
        [
            Choice::new("yes", "Yes, call me").hint("Between 9 and 5 on a work day"),
            Choice::new("no", "No, I will call"),
        ]
    };
    html! {
        (ui::error_summary("There is a problem", &[("name", "Enter your name"), ("phone", "Enter a phone number, like 555-0100"), ("call", "Choose if we may call you")]))
        h1 { "Ask them to call me" }
        form.form method="post" action="/forms" {
            (Field::text("name", "Your name").hint("First name is enough").error(Some("Enter your name")).autocomplete("name").chars(20))
            (Field::tel("phone", "Phone").value("55").error(Some("Enter a phone number, like 555-0100")))
            (Field::email("email", "E-mail").optional("(you can skip this)"))
            (Field::date("born", "Date of birth"))
            (Field::zip("zip", "ZIP code"))
            (Select::new("lang", "Language", [Choice::new("en", "English"), Choice::new("es", "Español"), Choice::new("vi", "Tiếng Việt")]).choose("es"))
            (Choices::radios("call", "May we call you?", yes_no()).error(Some("Choose if we may call you")))
            (Choices::radios("risk", "In the last 12 months, did you worry that food would run out?", [Choice::new("1", "Often"), Choice::new("2", "Sometimes"), Choice::new("3", "Never")]).choose(["2"]).side_by_side())
            (Choices::checkboxes("needs", "What do you need?", [Choice::new("food", "Food").chosen(true), Choice::new("ride", "A ride"), Choice::new("home", "A place to live")]).hint("Choose all that you want help with").small())
            (Field::textarea("note", "Anything else?").optional("(you can skip this)").hint("Do not write about health here."))
            (Field::password("password", "Password").hint("At least 8 characters"))
            div.acts { (ui::button(Button::Primary, "send", "Send")) (ui::link_button(Button::Plain, "", "/", "Cancel", "")) }
        }
    }
}

pub fn states(catalogue: &Catalogue, lang: Lang) -> Markup {
    html! {
        h1 { "When there is nothing to see" }
        (ui::card(ui::empty_state("inbox", "All caught up", "No one is waiting on you. The last referral was closed at 2:14 pm today.", Some(("/new", "Start a new visit")))))
        (ui::section("A chart without numbers", LineChart {
            id: "e1".into(), title: "Empty".into(), sentence: "Nobody has asked for a ride yet.".into(), axis: "Month".into(),
            labels: vec![], series: vec![], unit: Unit::Percent, goal: None,
        }.render(catalogue, lang)))
        (ui::card(ui::details("Why is it empty?", html! { p { "The partnership started today." } })))
    }
}

//! Meetings as iCalendar: invitations, cancellations, the public feed. The `icalendar` crate writes the format; here is what goes in.

use super::{Meeting, Plan, Task};
use icalendar::parser::{Component as Part, Property as Line};
use icalendar::{
    Attendee, Calendar, CalendarComponent, Component as _, Event, EventLike as _, PartStat, Property, Todo,
};
use jiff::Span;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use tandem_access::Timestamp;

/// Somebody with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
}

/// What an invitation or a feed says beside plan and meetings.
#[derive(Debug, Clone)]
pub struct Around<'a> {
    /// The address people reach the install at.
    pub base_url: &'a str,
    /// In which language titles are.
    pub spanish: bool,
    /// When the file is made.
    pub now: Timestamp,
    /// Who invites; nobody in a public feed.
    pub organizer: Option<Party>,
    /// Who is invited; each reader gets a letter of their own, so that nobody learns who else is.
    pub attendee: Option<Party>,
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn local(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

fn zoned(key: &str, at: DateTime, zone: &str) -> Property {
    let mut property = Property::new(key, local(at));
    property.add_parameter("TZID", zone);
    property.done()
}

/// What stays the same about a plan through all its changes.
pub fn uid(plan: &Plan, base_url: &str) -> String {
    let host = base_url.split("://").nth(1).unwrap_or(base_url).split([':', '/']).next().unwrap_or("tandem");
    format!("{}@{host}", plan.id)
}

fn event(plan: &Plan, around: &Around<'_>) -> Event {
    let mut event = Event::with_uid(&uid(plan, around.base_url));
    event.add_property("DTSTAMP", utc(around.now));
    event.add_property("SEQUENCE", plan.sequence.to_string());
    if let Some(who) = &around.organizer {
        let mut organizer = Property::new("ORGANIZER", format!("mailto:{}", who.email));
        organizer.add_parameter("CN", &who.name);
        event.append_property(organizer.done());
    }
    if let Some(who) = &around.attendee {
        let to = Attendee::new(format!("mailto:{}", who.email)).cn(who.name.clone());
        event.attendee(to.partstat(PartStat::NeedsAction).rsvp(true));
    }
    event
}

fn fill(event: &mut Event, m: &Meeting, plan: &Plan, around: &Around<'_>) {
    let url = format!("{}/meetings/{}", around.base_url, m.id);
    event.summary(m.named(around.spanish)).location(&m.place.line()).url(&url).description(&url);
    event.append_property(zoned("DTSTART", m.start, &plan.zone));
    event.append_property(zoned("DTEND", m.end, &plan.zone));
}

/// The events of a plan: the series with what is left out of it, and each meeting that was set apart. `meetings` are all of its
/// meetings that are known.
fn events(plan: &Plan, meetings: &[Meeting], around: &Around<'_>) -> Vec<Event> {
    let Some(rule) = &plan.rule else {
        return meetings
            .iter()
            .filter(|m| m.state != super::State::Cancelled)
            .map(|m| {
                let mut one = event(plan, around);
                fill(&mut one, m, plan, around);
                one
            })
            .collect();
    };
    let mut series = event(plan, around);
    let page = format!("{}/meetings", around.base_url);
    let title = plan.title_es.as_deref().filter(|_| around.spanish).unwrap_or(&plan.title);
    series.summary(title).location(&plan.place.line()).url(&page).description(&page);
    series.append_property(zoned("DTSTART", plan.start, &plan.zone));
    let end = plan.start.checked_add(Span::new().minutes(plan.minutes)).unwrap_or(plan.start);
    series.append_property(zoned("DTEND", end, &plan.zone));
    series.add_property("RRULE", rule);
    for m in meetings.iter().filter(|m| m.state == super::State::Cancelled) {
        series.append_multi_property(zoned("EXDATE", m.recurrence, &plan.zone));
    }
    let mut all = vec![series];
    for m in meetings.iter().filter(|m| m.moved && m.state != super::State::Cancelled) {
        let mut one = event(plan, around);
        fill(&mut one, m, plan, around);
        one.append_property(zoned("RECURRENCE-ID", m.recurrence, &plan.zone));
        all.push(one);
    }
    all
}

/// The file as text. The library stamps every part that has no stamp with the moment and a new UID, zones too, which have neither
/// (RFC 5545, 3.6.5), so that no two letters would be alike.
fn written(calendar: &Calendar) -> String {
    let (mut out, mut in_zone) = (String::new(), false);
    for line in calendar.to_string().split_inclusive("\r\n") {
        match line.trim_end() {
            "BEGIN:VTIMEZONE" => in_zone = true,
            "END:VTIMEZONE" => in_zone = false,
            stamp if in_zone && (stamp.starts_with("DTSTAMP:") || stamp.starts_with("UID:")) => continue,
            _ => {}
        }
        out.push_str(line);
    }
    out
}

/// An empty file; a feed has no method.
fn file(method: Option<&str>, zones: impl IntoIterator<Item = (String, Timestamp, Timestamp)>) -> Calendar {
    // Empty, as the library's own beginning names the library as what made the file, and a file names one (RFC 5545, 3.6).
    let mut calendar = Calendar::empty();
    for (name, value) in
        [("VERSION", "2.0"), ("PRODID", "-//Tandem//Meetings//EN"), ("CALSCALE", "GREGORIAN")]
    {
        calendar.append_property(Property::new(name, value));
    }
    if let Some(method) = method {
        calendar.append_property(Property::new("METHOD", method));
    }
    for (zone, from, to) in zones {
        if let Ok(known) = TimeZone::get(&zone) {
            calendar.push(timezone(&zone, &known, from, to));
        }
    }
    calendar
}

/// The clock changes of a zone around these moments, which local times in the file need (RFC 5545, 3.6.5).
fn timezone(name: &str, zone: &TimeZone, from: Timestamp, to: Timestamp) -> CalendarComponent {
    let sign = |offset: Offset| {
        let seconds = offset.seconds();
        let minutes = seconds.abs() / 60;
        format!("{}{:02}{:02}", if seconds < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
    };
    let observance = |dst: bool, onset: DateTime, before: Offset, after: Offset, abbreviation: &str| Part {
        name: if dst { "DAYLIGHT" } else { "STANDARD" }.into(),
        properties: [
            ("DTSTART", local(onset)),
            ("TZOFFSETFROM", sign(before)),
            ("TZOFFSETTO", sign(after)),
            ("TZNAME", abbreviation.to_owned()),
        ]
        .map(|(key, value)| Line { name: key.into(), val: value.into(), params: vec![] })
        .into(),
        components: vec![],
    };
    let mut changes: Vec<_> = zone.preceding(from).take(1).collect();
    changes.extend(zone.following(from).take_while(|change| change.timestamp() <= to));
    let mut parts: Vec<Part<'static>> = vec![];
    for change in &changes {
        let at = change.timestamp();
        let before = zone.to_offset(at.checked_sub(Span::new().seconds(1)).unwrap_or(at));
        let onset = before.to_datetime(at);
        parts.push(observance(change.dst().is_dst(), onset, before, change.offset(), change.abbreviation()));
    }
    if parts.is_empty() {
        let (offset, start) = (zone.to_offset(from), jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0));
        parts.push(observance(false, start, offset, offset, name));
    }
    let id = Line { name: "TZID".into(), val: name.to_owned().into(), params: vec![] };
    CalendarComponent::from(Part { name: "VTIMEZONE".into(), properties: vec![id], components: parts })
}

/// From a year before the first to three years after the last: an open series goes on, and readers fetch feeds anew.
fn span(plans: &[(Plan, Vec<Meeting>)]) -> Vec<(String, Timestamp, Timestamp)> {
    let mut out: Vec<(String, Timestamp, Timestamp)> = vec![];
    for (plan, meetings) in plans {
        let zone = plan.zone();
        let at = |local: DateTime| zone.to_ambiguous_timestamp(local).compatible().ok();
        let first = meetings.iter().map(|m| m.starts_at).chain(at(plan.start)).min();
        let last = meetings.iter().map(|m| m.ends_at).chain(at(plan.start)).max();
        let (Some(first), Some(last)) = (first, last) else { continue };
        let far = if plan.rule.is_some() { 24 * 365 * 3 } else { 24 };
        let first = first.checked_sub(jiff::SignedDuration::from_hours(24)).unwrap_or(first);
        let last = last.checked_add(jiff::SignedDuration::from_hours(far)).unwrap_or(last);
        match out.iter_mut().find(|(name, ..)| *name == plan.zone) {
            Some(known) => *known = (plan.zone.clone(), known.1.min(first), known.2.max(last)),
            None => out.push((plan.zone.clone(), first, last)),
        }
    }
    out
}

/// An invitation, or what has changed about one: the whole plan as it stands now.
pub fn request(plan: &Plan, meetings: &[Meeting], around: &Around<'_>) -> String {
    let all = [(plan.clone(), meetings.to_vec())];
    let mut calendar = file(Some("REQUEST"), span(&all));
    calendar.extend(events(plan, meetings, around));
    written(&calendar)
}

/// Takes back the whole plan, or one meeting of a series.
pub fn cancel(plan: &Plan, one: Option<&Meeting>, around: &Around<'_>) -> String {
    let all = [(plan.clone(), one.cloned().into_iter().collect::<Vec<_>>())];
    let mut calendar = file(Some("CANCEL"), span(&all));
    let mut gone = event(plan, around);
    gone.add_property("STATUS", "CANCELLED");
    match one.filter(|_| plan.rule.is_some()) {
        Some(m) => {
            fill(&mut gone, m, plan, around);
            gone.append_property(zoned("RECURRENCE-ID", m.recurrence, &plan.zone));
        }
        None => {
            gone.summary(&plan.title);
            gone.append_property(zoned("DTSTART", one.map_or(plan.start, |m| m.start), &plan.zone));
        }
    }
    calendar.push(gone);
    written(&calendar)
}

/// Meetings to subscribe to, each plan with its meetings, and what was taken on as tasks.
pub fn feed(name: &str, plans: &[(Plan, Vec<Meeting>)], tasks: &[Task], around: &Around<'_>) -> String {
    let mut calendar = file(None, span(plans));
    calendar.name(name);
    for (plan, meetings) in plans {
        calendar.extend(events(plan, meetings, around));
    }
    for task in tasks {
        let mut todo = Todo::with_uid(&format!("{}@tandem", task.id));
        todo.add_property("DTSTAMP", utc(around.now));
        todo.summary(&task.what);
        let mut due = Property::new("DUE", task.due.strftime("%Y%m%d").to_string());
        due.add_parameter("VALUE", "DATE");
        todo.append_property(due.done());
        todo.add_property("STATUS", if task.done.is_some() { "COMPLETED" } else { "NEEDS-ACTION" });
        calendar.push(todo);
    }
    written(&calendar)
}

#[cfg(test)]
mod tests {
    use super::super::{Place, State};
    use super::*;
    use jiff::civil::date;
    use tandem_access::Uuid;

    fn plan(rule: Option<&str>) -> Plan {
        Plan {
            id: Uuid::from_u128(1),
            body: Uuid::from_u128(2),
            title: "Council, \"open\"; and news".into(),
            title_es: Some(
                "Consejo de la alianza: sesión abierta para toda la gente del río, mañana y tarde".into(),
            ),
            place: Place { room: "Hall, 2 Main St".into(), ..Place::default() },
            start: date(2026, 10, 20).at(18, 0, 0, 0),
            minutes: 90,
            zone: "America/New_York".into(),
            rule: rule.map(str::to_owned),
            public: true,
            sequence: 3,
            organizer: None,
            created_at: Timestamp::UNIX_EPOCH,
            cancelled: false,
        }
    }

    fn meeting(plan: &Plan, week: i64) -> Meeting {
        let start = plan.start.checked_add(Span::new().weeks(week)).unwrap();
        let end = start.checked_add(Span::new().minutes(90)).unwrap();
        let at = |local| plan.zone().to_timestamp(local).unwrap();
        Meeting {
            id: Uuid::from_u128(100 + u128::try_from(week).unwrap()),
            plan: plan.id,
            body: plan.body,
            recurrence: start,
            title: plan.title.clone(),
            title_es: plan.title_es.clone(),
            place: plan.place.clone(),
            start,
            end,
            starts_at: at(start),
            ends_at: at(end),
            public: true,
            moved: false,
            state: State::Planned,
            why: None,
            opened_at: None,
            closed_at: None,
            published_at: None,
            seats: None,
            summary: String::new(),
            summary_es: None,
            revision: 1,
        }
    }

    fn around(spanish: bool) -> Around<'static> {
        let who = |name: &str, email: &str| Some(Party { name: name.into(), email: email.into() });
        Around {
            base_url: "https://bend.example:8443",
            spanish,
            now: "2026-09-01T12:00:00Z".parse().unwrap(),
            organizer: who("Bend, Together", "hello@bend.example"),
            attendee: who("Ana \"Nita\" Peña", "ana@bend.example"),
        }
    }

    fn value(event: &Event, key: &str) -> String {
        event.property_value(key).unwrap_or_default().to_owned()
    }

    #[test]
    fn a_series_says_what_is_left_out_and_what_was_moved() {
        let plan = plan(Some("FREQ=WEEKLY;BYDAY=TU;COUNT=4"));
        let mut all: Vec<Meeting> = (0..4).map(|week| meeting(&plan, week)).collect();
        all[1].state = State::Cancelled;
        all[2].moved = true;
        all[2].start = date(2026, 11, 5).at(17, 0, 0, 0);
        all[2].end = date(2026, 11, 5).at(18, 0, 0, 0);
        let text = request(&plan, &all, &around(true));
        assert!(text.lines().all(|line| line.len() <= 75), "folded: {text}");
        let back: Calendar = text.parse().unwrap();
        assert_eq!(back.property_value("METHOD"), Some("REQUEST"));
        let events: Vec<&Event> = back.events().collect();
        assert_eq!(events.len(), 2);
        assert_eq!(value(events[0], "RRULE"), "FREQ=WEEKLY;BYDAY=TU;COUNT=4");
        assert_eq!(value(events[0], "UID"), format!("{}@bend.example", plan.id));
        assert_eq!(value(events[0], "SEQUENCE"), "3");
        assert_eq!(value(events[0], "DTSTART"), "20261020T180000");
        assert_eq!(events[0].multi_properties()["EXDATE"][0].value(), "20261027T180000");
        assert_eq!(value(events[1], "RECURRENCE-ID"), "20261103T180000");
        assert_eq!(value(events[1], "DTSTART"), "20261105T170000");
        assert_eq!(
            events[0].get_summary(),
            plan.title_es.as_deref(),
            "folded letters of two bytes come back whole"
        );
        assert_eq!(value(events[0], "ORGANIZER"), "mailto:hello@bend.example");
        assert_eq!(events[0].get_attendees().len(), 1);
    }

    #[test]
    fn texts_come_back_as_they_were() {
        let plan = plan(None);
        let text = request(&plan, &[meeting(&plan, 0)], &around(false));
        let back: Calendar = text.parse().unwrap();
        let event = back.events().next().unwrap();
        assert_eq!(event.get_summary(), Some(plan.title.as_str()), "{text}");
        assert_eq!(event.get_location(), Some("Hall, 2 Main St"), "{text}");
    }

    #[test]
    fn the_zone_stands_in_the_file_with_its_changes() {
        let plan = plan(Some("FREQ=WEEKLY;BYDAY=TU;COUNT=4"));
        let text = request(&plan, &[meeting(&plan, 0)], &around(false));
        assert!(text.contains("BEGIN:VTIMEZONE\r\n") && text.contains("TZID:America/New_York\r\n"), "{text}");
        // Clocks went back on November 1, 2026 at two in the morning, daylight time.
        let part =
            text.split("BEGIN:STANDARD").find(|p| p.contains("DTSTART:20261101T020000")).expect("a change");
        assert!(part.contains("TZOFFSETFROM:-0400") && part.contains("TZOFFSETTO:-0500"), "{part}");
        assert!(
            text.contains("DTSTART:20260308T020000"),
            "the change before the first meeting is there: {text}"
        );
        let back: Calendar = text.parse().unwrap();
        assert!(back.iter().any(|c| matches!(c, CalendarComponent::Other(_))));
    }

    #[test]
    fn a_cancellation_names_what_it_takes_back() {
        let plan = plan(Some("FREQ=WEEKLY;BYDAY=TU;COUNT=4"));
        let one = meeting(&plan, 1);
        let back: Calendar = cancel(&plan, Some(&one), &around(false)).parse().unwrap();
        assert_eq!(back.property_value("METHOD"), Some("CANCEL"));
        let event = back.events().next().unwrap();
        assert_eq!(value(event, "STATUS"), "CANCELLED");
        assert_eq!(value(event, "RECURRENCE-ID"), "20261027T180000");
        let back: Calendar = cancel(&plan, None, &around(false)).parse().unwrap();
        assert_eq!(value(back.events().next().unwrap(), "RECURRENCE-ID"), "");
    }

    /// RFC 5545, 3.6: a calendar has one PRODID and one VERSION, and at most one CALSCALE and METHOD.
    #[test]
    fn a_file_says_once_what_made_it() {
        let plan = plan(Some("FREQ=WEEKLY;BYDAY=TU;COUNT=4"));
        let one = meeting(&plan, 1);
        let feed = feed("Meetings", &[(plan.clone(), vec![one.clone()])], &[], &around(false));
        for (text, methods) in [
            (request(&plan, std::slice::from_ref(&one), &around(false)), 1),
            (cancel(&plan, Some(&one), &around(false)), 1),
            (feed, 0),
        ] {
            let lines = |name: &str| text.lines().filter(|l| l.starts_with(name)).count();
            assert!(text.contains("PRODID:-//Tandem//Meetings//EN\r\n"), "{text}");
            let once = ["PRODID:", "VERSION:", "CALSCALE:"].map(lines);
            assert_eq!((once, lines("METHOD:")), ([1, 1, 1], methods), "{text}");
        }
    }

    #[test]
    fn a_feed_names_nobody() {
        let plan = plan(None);
        let nobody = Around { organizer: None, attendee: None, ..around(false) };
        let text = feed("Meetings", &[(plan.clone(), vec![meeting(&plan, 0)])], &[], &nobody);
        assert!(!text.contains("mailto:") && !text.contains("METHOD"), "{text}");
    }
}

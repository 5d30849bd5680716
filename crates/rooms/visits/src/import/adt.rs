//! What an ADT message says of a visit: HL7 v2.3 to v2.8, events A01 to A08, A11, A13 and A38. Other messages are counted
//! and passed over.

use super::hl7::{Message, Messages, Repetition};
use super::moment;
use super::{Clue, Fault, Incoming, Piece};
use crate::model::{Class, NewVisit, Status};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::io::BufRead;
use tandem_people::model::label::Label;
use tandem_people::model::person::PersonInput;

/// What a file of messages leaves open.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The zone of times without an offset.
    pub zone: TimeZone,
    /// The least label of every visit in the file.
    pub label: Label,
    /// The system that tells, where a message names none.
    pub source: String,
    /// When the file is read: for messages that do not say when they were sent.
    pub now: Timestamp,
}

/// The visits of a file of messages.
pub struct Adt<R> {
    messages: Messages<R>,
    reading: Reading,
}

impl<R: BufRead> Adt<R> {
    /// Reads from the beginning.
    pub fn new(input: R, reading: Reading) -> Adt<R> {
        Adt { messages: Messages::new(input), reading }
    }

    /// Whether a message so far was not UTF-8, and was read as Windows-1252.
    pub fn is_latin(&self) -> bool {
        self.messages.is_latin()
    }

    /// The next visit, or what stands in its place; `None` at the end.
    ///
    /// # Errors
    /// The system's.
    pub fn next_piece(&mut self) -> std::io::Result<Option<Piece>> {
        Ok(self.messages.next_message()?.map(|message| match message {
            Ok(message) => read(&message, &self.reading),
            Err(broken) => Piece::Refused(Fault::new(broken.line, "", "MSH", broken.reason, broken.mend)),
        }))
    }
}

/// What an event does to a visit's status. `None` leaves it as it is.
fn status(event: &str) -> Option<Option<Status>> {
    Some(match event {
        "A01" | "A13" => Some(Status::InProgress),
        "A03" => Some(Status::Finished),
        "A04" => Some(Status::Arrived),
        "A05" => Some(Status::Planned),
        "A11" | "A38" => Some(Status::Cancelled),
        "A02" | "A06" | "A07" | "A08" => None,
        _ => return None,
    })
}

fn read(m: &Message, reading: &Reading) -> Piece {
    let (kind, event) = (m.get("MSH", 9, 1), m.get("MSH", 9, 2));
    let event = if event.is_empty() { m.get("EVN", 1, 1) } else { event };
    let Some(status) = status(&event).filter(|_| kind == "ADT") else {
        return Piece::Other(super::shown(&format!("{kind}^{event}")));
    };
    match visit(m, &event, status, reading) {
        Ok(incoming) => Piece::Visit(Box::new(incoming)),
        Err(fault) => Piece::Refused(fault),
    }
}

fn visit(m: &Message, event: &str, status: Option<Status>, reading: &Reading) -> Result<Incoming, Fault> {
    let sender = [m.get("MSH", 4, 1), m.get("MSH", 3, 1), reading.source.clone()];
    let sender = sender.into_iter().find(|s| !s.is_empty()).unwrap_or_default();
    // Visit number, alternate visit number, account number: the first that the hospital gives.
    let number = [("PV1", 19), ("PV1", 50), ("PID", 18)].into_iter().find_map(|(segment, field)| {
        let found = m.repetitions(segment, field).into_iter().find(|r| !r.get(1).is_empty())?;
        Some((found.get(1), systems(&found).into_iter().next()))
    });
    let (source_id, source_system) = number.ok_or_else(|| {
        let mend = "send the number of the visit in PV1-19, PV1-50 or PID-18";
        Fault::new(m.line, "", "PV1-19", "the message has no number of the visit", mend)
    })?;
    let fault =
        |path: &str, reason: String, mend: &str| Err(Fault::new(m.line, &source_id, path, reason, mend));
    let class_word = m.get("PV1", 2, 1);
    let class = Class::from_word(&class_word);
    if class.is_none() && !class_word.is_empty() {
        let reason = format!("`{}` is no patient class", super::shown(&class_word));
        return fault("PV1-2", reason, "send E, I, O, R, B or P, or a code of v3-ActCode");
    }
    let time = |segment: &str, field: usize| -> Result<Option<Timestamp>, Fault> {
        let said = m.get(segment, field, 1);
        match moment::hl7(&said, &reading.zone) {
            None if !said.is_empty() => {
                let reason = format!("`{}` is not a time", super::shown(&said));
                let mend = "write it as YYYYMMDDHHMM, with an offset such as -0500 if it is not local";
                Err(Fault::new(m.line, &source_id, &format!("{segment}-{field}"), reason, mend))
            }
            read => Ok(read),
        }
    };
    let sent = time("MSH", 7)?;
    // When it happened: EVN-6, else when it was written down, else when it was sent.
    let happened = time("EVN", 6)?.or(time("EVN", 2)?).or(sent);
    let admitted = time("PV1", 44)?;
    let started_at = match event {
        "A01" | "A04" => admitted.or(happened),
        "A05" => time("PV2", 8)?.or(admitted),
        _ => admitted,
    };
    let discharged = time("PV1", 45)?;
    let ended_at = match event {
        "A03" => Some(discharged.or(happened)),
        "A13" => Some(None),
        _ if m.is_emptied("PV1", 45) => Some(None),
        _ => discharged.map(Some),
    };
    let words = |segment: &str, field: usize, components: [usize; 2]| {
        let said = components.map(|n| m.get(segment, field, n));
        match said.into_iter().find(|text| !text.is_empty()) {
            Some(text) => Some(Some(short(&text))),
            None => m.is_emptied(segment, field).then_some(None),
        }
    };
    Ok(Incoming {
        line: m.line,
        clue: clue(m, &sender),
        visit: NewVisit {
            label: reading.label,
            class,
            status,
            started_at,
            ended_at,
            // A ward or clinic; the room and the bed are nobody else's matter.
            place: words("PV1", 3, [1, 4]),
            reason: words("PV2", 3, [2, 1]),
            source_system: source_system.unwrap_or(sender),
            source_id,
            told_at: sent.or(happened).unwrap_or(reading.now),
        },
    })
}

/// The longest words that are kept of a place or a reason.
const LONGEST: usize = 200;

fn short(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}

/// What the assigning authority of a number is called: its universal id, and the name it has in this interface.
fn systems(number: &Repetition<'_>) -> Vec<String> {
    let (name, id, kind) = (number.sub(4, 1), number.sub(4, 2), number.sub(4, 3));
    let universal = match kind.to_ascii_uppercase().as_str() {
        "" if id.is_empty() => String::new(),
        "ISO" => format!("urn:oid:{id}"),
        "UUID" | "GUID" => format!("urn:uuid:{}", id.to_ascii_lowercase()),
        _ => id,
    };
    [universal, name].into_iter().filter(|s| !s.is_empty()).collect()
}

/// Social security and other government numbers are nobody's key here, and are not kept.
const NOT_KEPT: [&str; 5] = ["SS", "SSN", "DL", "PPN", "PRC"];

fn clue(m: &Message, sender: &str) -> Clue {
    let mut identifiers = Vec::new();
    for number in m.repetitions("PID", 3) {
        let value = number.get(1);
        if value.is_empty() || NOT_KEPT.contains(&number.get(5).to_ascii_uppercase().as_str()) {
            continue;
        }
        let systems = systems(&number);
        let systems = if systems.is_empty() { vec![sender.to_owned()] } else { systems };
        identifiers.extend(systems.into_iter().map(|system| (system, value.clone())));
    }
    let phones = m.repetitions("PID", 13);
    let phone = phones.iter().find_map(|p| {
        let parted = format!("{}{}", p.get(6), p.get(7));
        [p.get(1), p.get(12), parted].into_iter().find(|t| t.bytes().filter(u8::is_ascii_digit).count() >= 10)
    });
    let email = phones.iter().map(|p| p.get(4)).find(|e| e.contains('@'));
    let language = match m.get("PID", 15, 1).to_ascii_lowercase().as_str() {
        "en" | "eng" | "english" => "en",
        "es" | "spa" | "spanish" => "es",
        _ => "",
    };
    Clue {
        identifiers,
        person: PersonInput {
            given_name: m.get("PID", 5, 2),
            family_name: m.get("PID", 5, 1),
            birth_date: moment::hl7_day(&m.get("PID", 7, 1)),
            phone: phone.unwrap_or_default(),
            email: email.unwrap_or_default(),
            postal_code: m.get("PID", 11, 5),
            language: language.into(),
            ..PersonInput::default()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<Piece> {
        let reading = Reading {
            zone: TimeZone::get("America/New_York").expect("the zone is known"),
            label: Label::General,
            source: "file".into(),
            now: Timestamp::from_second(1_772_625_600).expect("a time"),
        };
        let mut adt = Adt::new(text.as_bytes(), reading);
        let mut out = vec![];
        while let Some(piece) = adt.next_piece().expect("bytes in memory") {
            out.push(piece);
        }
        out
    }

    fn message(event: &str, rest: &str) -> String {
        format!(
            "MSH|^~\\&|REG|MERCY|||20260304081500||ADT^{event}|1|P|2.5.1\rEVN|{event}|20260304081400\r\
             PID|1||M17^^^MERCY&2.16.840.1.1&ISO^MR~123456789^^^SSA^SS||Peña^Ana^L||19840702|F|||1 Elm^^Town^MD^21201||\
             ^PRN^PH^ana@mail.example^1^410^5550142||spa\r{rest}"
        )
    }

    fn one(event: &str, rest: &str) -> Incoming {
        match pieces(&message(event, rest)).remove(0) {
            Piece::Visit(incoming) => *incoming,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_arrival_says_who_where_when_and_why() {
        let rest = "PV1|1|E|ED^12^1^MERCY||||||||||||||||V900^^^MERCY|||||||||||||||||||||||||20260304081000\r\
                    PV2|||^Chest pain \\T\\ fever\r";
        let got = one("A01", rest);
        assert_eq!(got.visit.class, Some(Class::Emergency));
        assert_eq!(got.visit.status, Some(Status::InProgress));
        assert_eq!(got.visit.started_at.unwrap().to_string(), "2026-03-04T13:10:00Z");
        assert_eq!((got.visit.source_system.as_str(), got.visit.source_id.as_str()), ("MERCY", "V900"));
        assert_eq!(got.visit.place, Some(Some("ED".into())), "no room, no bed");
        assert_eq!(got.visit.reason, Some(Some("Chest pain & fever".into())));
        assert_eq!(got.visit.ended_at, None);
        let ids = [("urn:oid:2.16.840.1.1".to_owned(), "M17".to_owned()), ("MERCY".into(), "M17".into())];
        assert_eq!(got.clue.identifiers, ids, "no social security number");
        let p = &got.clue.person;
        assert_eq!((p.given_name.as_str(), p.family_name.as_str()), ("Ana", "Peña"));
        assert_eq!((p.birth_date.as_str(), p.phone.as_str()), ("1984-07-02", "4105550142"));
        assert_eq!(
            (p.email.as_str(), p.postal_code.as_str(), p.language.as_str()),
            ("ana@mail.example", "21201", "es")
        );
    }

    #[test]
    fn events_move_the_visit_and_say_nothing_they_do_not_know() {
        let pv1 = "PV1|1|I|4W||||||||||||||||V1\r";
        let out = one("A03", pv1);
        assert_eq!(out.visit.status, Some(Status::Finished));
        assert_eq!(out.visit.ended_at.unwrap().unwrap().to_string(), "2026-03-04T13:14:00Z");
        assert_eq!(out.visit.started_at, None, "the arrival is not known from a discharge");
        assert_eq!(one("A08", pv1).visit.status, None);
        assert_eq!(one("A08", pv1).visit.reason, None, "not told is not emptied");
        assert_eq!(one("A08", &format!("{pv1}PV2|||\"\"\r")).visit.reason, Some(None));
        assert_eq!(one("A13", pv1).visit.ended_at, Some(None));
        assert_eq!(one("A11", pv1).visit.status, Some(Status::Cancelled));
        let planned = one("A05", &format!("{pv1}PV2||||||||202603100900\r"));
        assert_eq!(planned.visit.started_at.unwrap().to_string(), "2026-03-10T13:00:00Z");
        assert_eq!(one("A04", "PV1|1|O|||||||||||||||||V1\r").visit.status, Some(Status::Arrived));
    }

    #[test]
    fn other_messages_are_passed_over_and_faults_name_the_field() {
        assert_eq!(pieces("MSH|^~\\&|||||||ORU^R01\r"), [Piece::Other("ORU^R01".into())]);
        assert_eq!(pieces("MSH|^~\\&|||||||ADT^A40\r"), [Piece::Other("ADT^A40".into())]);
        let fault = |event, rest: &str| match pieces(&message(event, rest)).remove(0) {
            Piece::Refused(fault) => fault.path,
            other => panic!("{other:?}"),
        };
        assert_eq!(fault("A01", "PV1|1|E\r"), "PV1-19");
        assert_eq!(fault("A01", "PV1|1|Q|||||||||||||||||V1\r"), "PV1-2");
        let bad_time = "PV1|1|E|||||||||||||||||V1|||||||||||||||||||||||||noon\r";
        assert_eq!(fault("A01", bad_time), "PV1-44");
    }
}

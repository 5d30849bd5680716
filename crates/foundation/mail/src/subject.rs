//! Subjects: a fixed set, because a subject stands on lock screens and in the logs of servers on the way. Nothing about
//! health, nobody's name.

/// What a letter is about, in words that tell a bystander nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// An organization has something to answer.
    RequestWaiting,
    /// It still has.
    RequestStillWaiting,
    /// What somebody sent has news.
    RequestNews,
    /// Somebody has a question about what was sent.
    QuestionWaiting,
    /// An offer that an organization may claim.
    OfferWaiting,
    /// A person is asked whether they got what they needed.
    ShortQuestion,
    /// A person's own private page.
    YourPrivatePage,
    /// Somebody asked to be called.
    CallBack,
    /// A link to sign in.
    SignInLink,
    /// A link to set a new password.
    RecoveryLink,
    /// A password was changed.
    PasswordChanged,
    /// An invitation to an account.
    Invitation,
    /// What a member may do has changed.
    AccessChanged,
    /// Letters to an organization go to another address.
    AddressChanged,
    /// A record was opened without consent.
    OpenedInEmergency,
    /// Somebody asks something that an organization has to answer.
    PersonAsks,
    /// Something to keep.
    PleaseKeep,
    /// An invitation to a meeting.
    MeetingInvitation,
    /// A meeting has another time or place.
    MeetingChanged,
    /// A meeting is called off.
    MeetingCancelled,
    /// A meeting comes soon.
    MeetingSoon,
    /// Minutes of a meeting can be read.
    MinutesReady,
    /// A proposal asks the seats of a body.
    ProposalWaits,
    /// A seat objected to a proposal.
    ObjectionRaised,
    /// A proposal was adopted.
    DecisionMade,
    /// A decision is to be looked at again.
    DecisionToReview,
    /// The result of a vote waits for a body.
    ResultWaits,
    /// Terms end in a body, or it may not adopt.
    GroupNews,
    /// What a resident proposes waits for a body.
    ResidentWaits,
    /// What came of what somebody asked for.
    AnswerForYou,
    /// What somebody took on at a meeting is due.
    TaskDue,
    /// What was new in a day or a week.
    NewsTogether,
    /// An organization is asked to sign an agreement.
    AgreementToSign,
    /// An agreement came into force, or a party took its word back.
    AgreementNews,
    /// The last day of an agreement comes near.
    AgreementEnds,
    /// Something that was promised is due.
    PromiseDue,
    /// An organization is asked in the yearly survey.
    YearlySurvey,
}

impl Subject {
    /// Every subject, for tests and translators.
    pub const ALL: &'static [Subject] = &[
        Subject::RequestWaiting,
        Subject::RequestStillWaiting,
        Subject::RequestNews,
        Subject::QuestionWaiting,
        Subject::OfferWaiting,
        Subject::ShortQuestion,
        Subject::YourPrivatePage,
        Subject::CallBack,
        Subject::SignInLink,
        Subject::RecoveryLink,
        Subject::PasswordChanged,
        Subject::Invitation,
        Subject::AccessChanged,
        Subject::AddressChanged,
        Subject::OpenedInEmergency,
        Subject::PersonAsks,
        Subject::PleaseKeep,
        Subject::MeetingInvitation,
        Subject::MeetingChanged,
        Subject::MeetingCancelled,
        Subject::MeetingSoon,
        Subject::MinutesReady,
        Subject::ProposalWaits,
        Subject::ObjectionRaised,
        Subject::DecisionMade,
        Subject::DecisionToReview,
        Subject::ResultWaits,
        Subject::GroupNews,
        Subject::ResidentWaits,
        Subject::AnswerForYou,
        Subject::TaskDue,
        Subject::NewsTogether,
        Subject::AgreementToSign,
        Subject::AgreementNews,
        Subject::AgreementEnds,
        Subject::PromiseDue,
        Subject::YearlySurvey,
    ];

    /// The words in the recipient's language (`es`; anything else is English).
    pub fn text(self, language: &str) -> &'static str {
        let (en, es) = match self {
            Subject::RequestWaiting => ("A request is waiting for you", "Una solicitud espera su respuesta"),
            Subject::RequestStillWaiting => {
                ("A request is still waiting for you", "Una solicitud sigue esperando su respuesta")
            }
            Subject::RequestNews => ("News about a request", "Novedades sobre una solicitud"),
            Subject::QuestionWaiting => ("A question for you", "Una pregunta para usted"),
            Subject::OfferWaiting => ("Can you take a request?", "¿Puede atender una solicitud?"),
            Subject::ShortQuestion => ("A short question for you", "Una pregunta breve para usted"),
            Subject::YourPrivatePage => ("Your private page", "Su página privada"),
            Subject::CallBack => ("Somebody asks for a call", "Alguien pide una llamada"),
            Subject::SignInLink => ("Your link to sign in", "Su enlace para entrar"),
            Subject::RecoveryLink => {
                ("Your link to set a new password", "Su enlace para poner una nueva contraseña")
            }
            Subject::PasswordChanged => ("Your password was changed", "Se cambió su contraseña"),
            Subject::Invitation => ("You are invited", "Le invitamos"),
            Subject::AccessChanged => ("Your access has changed", "Su acceso cambió"),
            Subject::AddressChanged => {
                ("Your address for letters was changed", "Se cambió su dirección para las cartas")
            }
            Subject::OpenedInEmergency => {
                ("A record was opened in an emergency", "Se abrió un expediente en una emergencia")
            }
            Subject::PersonAsks => ("Somebody waits for an answer", "Alguien espera una respuesta"),
            Subject::PleaseKeep => ("Please keep this letter", "Por favor, guarde esta carta"),
            Subject::MeetingInvitation => ("You are invited to a meeting", "Le invitamos a una reunión"),
            Subject::MeetingChanged => ("A meeting has changed", "Cambió una reunión"),
            Subject::MeetingCancelled => ("A meeting is called off", "Se canceló una reunión"),
            Subject::MeetingSoon => ("Your next meeting", "Su próxima reunión"),
            Subject::MinutesReady => ("Minutes of a meeting", "El acta de una reunión"),
            Subject::ProposalWaits => ("A proposal waits for your word", "Una propuesta espera su palabra"),
            Subject::ObjectionRaised => ("An objection to a proposal", "Una objeción a una propuesta"),
            Subject::DecisionMade => ("A new decision", "Una decisión nueva"),
            Subject::DecisionToReview => ("A decision to look at again", "Una decisión que hay que revisar"),
            Subject::ResultWaits => ("A result waits for your group", "Un resultado espera a su grupo"),
            Subject::GroupNews => ("News about your group", "Novedades de su grupo"),
            Subject::ResidentWaits => {
                ("A neighbor's proposal waits", "La propuesta de un vecino o una vecina espera")
            }
            Subject::AnswerForYou => ("An answer for you", "Una respuesta para usted"),
            Subject::TaskDue => ("Something you took on", "Algo de lo que usted se encargó"),
            Subject::NewsTogether => ("News of the partnership", "Novedades de la alianza"),
            Subject::AgreementToSign => ("An agreement waits for you", "Un acuerdo espera su firma"),
            Subject::AgreementNews => ("News about an agreement", "Novedades sobre un acuerdo"),
            Subject::AgreementEnds => ("An agreement ends soon", "Un acuerdo termina pronto"),
            Subject::YearlySurvey => ("How do we work together?", "¿Cómo trabajamos en común?"),
            Subject::PromiseDue => ("A promise is due", "Se acerca la fecha de un compromiso"),
        };
        if language.starts_with("es") { es } else { en }
    }
}

/// Beginnings of words that would tell a bystander about somebody's health or hardship: `diabet` finds `diabetes` and
/// `diabético`.
const BEGINNINGS: &[&str] = &[
    "health",
    "salud",
    "medic",
    "médic",
    "clinic",
    "clínic",
    "hospital",
    "doctor",
    "nurse",
    "enferm",
    "patient",
    "pacient",
    "diagnos",
    "symptom",
    "síntoma",
    "illness",
    "disease",
    "diabet",
    "cancer",
    "cáncer",
    "asthma",
    "hepatit",
    "pregnan",
    "embaraz",
    "abort",
    "mental",
    "depress",
    "depresi",
    "anxi",
    "ansiedad",
    "suicid",
    "therap",
    "terapia",
    "counsel",
    "psych",
    "psiqu",
    "psicol",
    "behavioral",
    "behavioural",
    "conductual",
    "substance",
    "sustancia",
    "drug",
    "droga",
    "opioid",
    "alcohol",
    "addict",
    "adicc",
    "detox",
    "rehab",
    "overdose",
    "sobredosis",
    "violence",
    "violencia",
    "abuse",
    "abuso",
    "shelter",
    "refugio",
    "homeless",
    "sin hogar",
    "evict",
    "desaloj",
    "hunger",
    "hambre",
    "food pantry",
    "despensa",
    "immigra",
    "inmigra",
    "screening",
    "tamizaje",
    "referral",
    "remisión",
    "prescri",
    "receta",
];

/// Whole words that do: short ones that begin harmless words too.
const WORDS: &[&str] = &["hiv", "vih", "aids", "sida", "asma", "wic", "snap"];

/// Whether a text holds a word that tells about health or hardship.
pub fn names_health(text: &str) -> bool {
    let lower = text.to_lowercase();
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let begins = |at: usize| edge(lower[..at].chars().next_back());
    BEGINNINGS.iter().any(|word| lower.match_indices(word).any(|(at, _)| begins(at)))
        || lower.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_subject_tells_a_bystander_anything() {
        for subject in Subject::ALL {
            for language in ["en", "es"] {
                let text = subject.text(language);
                assert!(!names_health(text), "{text}");
                assert!(text.chars().count() <= 50 && !text.contains(['\r', '\n']), "{text}");
            }
            assert_ne!(subject.text("en"), subject.text("es"), "{subject:?} is translated");
        }
    }

    #[test]
    fn the_guard_finds_what_it_must_and_leaves_the_rest() {
        for bad in
            ["Your diabetes class", "Su cita médica", "Food pantry request", "HIV test", "A Shelter bed"]
        {
            assert!(names_health(bad), "{bad}");
        }
        for fine in
            ["A request is waiting for you", "Su enlace para entrar", "Snapshots of an archive", "Widow", ""]
        {
            assert!(!names_health(fine), "{fine}");
        }
    }
}

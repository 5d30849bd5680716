//! What proves a consent, as it is sealed, and the pieces of scans.

use super::details;
use crate::model::consent::{Answer, Consent, NewConsent};
use crate::model::label::Label;
use crate::model::proof::{Drawing, Media, PIECE, Scan, Shown};
use serde::{Deserialize, Serialize};
use tandem_access::{Error, KeyKind, Tx, Uuid, params};

/// Everything of an answer that names somebody, and the text that was shown. The names are those of the export.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Proof {
    text: String,
    text_sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    drawing: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scan: Option<ScanFacts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    telephone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assent: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct ScanFacts {
    mime: String,
    bytes: u64,
    sha256: String,
}

impl Proof {
    /// What is to be sealed of an answer.
    pub fn of(consent: &NewConsent, shown: &Shown) -> Proof {
        let mut proof = Proof {
            text: shown.text.clone(),
            text_sha256: shown.sha256.clone(),
            assent: consent.guardian.as_ref().and_then(|by| by.assent.clone()),
            ..Proof::default()
        };
        match &consent.answer {
            Answer::Spoken { witness } => proof.witness.clone_from(witness),
            Answer::Signed { signature } => proof.signature = Some(signature.clone()),
            Answer::Drawn { signature, drawing } => {
                proof.signature = Some(signature.clone());
                proof.drawing = Some(drawing.to_text());
            }
            Answer::Paper { scan } => {
                let (mime, sha256) = (scan.media.mime().to_owned(), scan.sha256.clone());
                proof.scan = Some(ScanFacts { mime, bytes: scan.bytes, sha256 });
            }
            Answer::Texted { telephone } => proof.telephone = Some(telephone.clone()),
            Answer::Refused => {}
        }
        proof
    }

    /// Puts what was opened into an answer; the text that was shown, and the name of a minor who agreed too.
    pub fn fill(self, answer: &mut Answer) -> Result<(Option<Shown>, Option<String>), Error> {
        let fault = || Error::Internal("the proof of a consent cannot be read".into());
        match answer {
            Answer::Spoken { witness } => *witness = self.witness,
            Answer::Signed { signature } => *signature = self.signature.unwrap_or_default(),
            Answer::Drawn { signature, drawing } => {
                *signature = self.signature.unwrap_or_default();
                *drawing = self.drawing.as_deref().and_then(Drawing::parse).ok_or_else(fault)?;
            }
            Answer::Paper { scan } => {
                let kept = self.scan.ok_or_else(fault)?;
                let media = Media::from_mime(&kept.mime).ok_or_else(fault)?;
                *scan = Scan { media, bytes: kept.bytes, sha256: kept.sha256 };
            }
            Answer::Texted { telephone } => *telephone = self.telephone.unwrap_or_default(),
            Answer::Refused => {}
        }
        Ok((Some(Shown { text: self.text, sha256: self.text_sha256 }), self.assent))
    }
}

/// The answer with this code, before what proves it is opened.
pub fn answer(how: &str) -> Option<Answer> {
    let scan = || Scan { media: Media::Pdf, bytes: 0, sha256: String::new() };
    Some(match how {
        "spoken" => Answer::Spoken { witness: None },
        "signed" => Answer::Signed { signature: String::new() },
        "drawn" => Answer::Drawn { signature: String::new(), drawing: Drawing::none() },
        "paper" => Answer::Paper { scan: scan() },
        "texted" => Answer::Texted { telephone: String::new() },
        "refused" => Answer::Refused,
        _ => return None,
    })
}

/// Keeps a scan, sealed in pieces.
pub fn insert_scan(
    tx: &mut Tx,
    consent: Uuid,
    person: Uuid,
    owner_org: Uuid,
    label: Label,
    bytes: &[u8],
) -> Result<(), Error> {
    for (n, piece) in bytes.chunks(PIECE).enumerate() {
        let id = tx.new_public_id();
        let sealed = tx.seal(KeyKind::of_label(label.code()), &details::scan(id, owner_org), piece)?;
        tx.execute(
            "INSERT INTO consent_scan (id, consent_id, person_id, owner_org, label, piece, key_id, sealed) VALUES (?1, ?2, \
             ?3, ?4, ?5, ?6, ?7, ?8)",
            params![id, consent, person, owner_org, label.code(), n, sealed.key, sealed.bytes],
        )?;
    }
    Ok(())
}

/// The bytes of a consent's scan; `None` when there is none that the viewer may see, or when its key is gone.
pub fn scan(tx: &mut Tx, consent: &Consent) -> Result<Option<Vec<u8>>, Error> {
    let pieces = tx.query(
        "SELECT s.id, s.key_id, s.sealed FROM consent_scan s WHERE s.consent_id = ?1 ORDER BY s.piece",
        params![consent.id],
        |row| Ok((row.get::<Uuid>(0)?, row.get::<Option<Uuid>>(1)?, row.get::<Option<Vec<u8>>>(2)?)),
    )?;
    let mut whole = vec![];
    for (id, key, sealed) in &pieces {
        let place = details::scan(*id, consent.owner_org);
        let Some(piece) = tx.unseal(&place, *key, sealed.as_deref())? else { return Ok(None) };
        whole.extend_from_slice(&piece);
    }
    Ok((!pieces.is_empty()).then_some(whole))
}

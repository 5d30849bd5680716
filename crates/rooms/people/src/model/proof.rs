//! What proves an answer: the text that was shown, a signature that was drawn, a scan of a paper.

use tandem_access::sha256_hex;
pub use tandem_web::ui::Drawing;

/// The text of a consent as it was shown, and the hash of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The words, line by line.
    pub text: String,
    /// SHA-256 of the text in UTF-8, in hexadecimal digits.
    pub sha256: String,
}

impl Shown {
    /// A text with its hash.
    pub fn new(text: String) -> Shown {
        let sha256 = sha256_hex(text.as_bytes());
        Shown { text, sha256 }
    }
}

/// What kind of file a scan is, by its content and not by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// PDF.
    Pdf,
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl Media {
    const ALL: [Media; 3] = [Media::Pdf, Media::Png, Media::Jpeg];

    /// What the bytes are; `None` for anything but a whole PDF, PNG or JPEG.
    pub fn sniff(bytes: &[u8]) -> Option<Media> {
        let tail = &bytes[bytes.len().saturating_sub(1024)..];
        let ends = |mark: &[u8]| tail.windows(mark.len()).any(|part| part == mark);
        if bytes.starts_with(b"%PDF-1.") || bytes.starts_with(b"%PDF-2.") {
            return ends(b"%%EOF").then_some(Media::Pdf);
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") {
            return ends(b"IEND").then_some(Media::Png);
        }
        (bytes.starts_with(b"\xff\xd8\xff") && ends(b"\xff\xd9")).then_some(Media::Jpeg)
    }

    /// The MIME type, which is also what is kept.
    pub fn mime(self) -> &'static str {
        match self {
            Media::Pdf => "application/pdf",
            Media::Png => "image/png",
            Media::Jpeg => "image/jpeg",
        }
    }

    /// The ending of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Media::Pdf => "pdf",
            Media::Png => "png",
            Media::Jpeg => "jpg",
        }
    }

    /// The kind with this MIME type.
    pub fn from_mime(mime: &str) -> Option<Media> {
        Media::ALL.into_iter().find(|media| media.mime() == mime)
    }
}

/// The largest scan that is kept: some pages, in grey.
pub const LARGEST_SCAN: usize = 5 * 1024 * 1024;

/// Bytes of one piece of a scan as it is kept; only the last is shorter.
pub const PIECE: usize = 64 * 1024;

/// A scan of a paper that a person signed, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// What kind of file.
    pub media: Media,
    /// How many bytes.
    pub bytes: u64,
    /// SHA-256 of them, in hexadecimal digits.
    pub sha256: String,
}

impl Scan {
    /// What the bytes of a file are; `Err` is the message that says what is wrong with it.
    pub fn of(bytes: &[u8]) -> Result<Scan, &'static str> {
        if bytes.is_empty() {
            return Err("people-error-scan-none");
        }
        if bytes.len() > LARGEST_SCAN {
            return Err("people-error-scan-large");
        }
        let media = Media::sniff(bytes).ok_or("people-error-scan-kind")?;
        Ok(Scan { media, bytes: bytes.len() as u64, sha256: sha256_hex(bytes) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_content() {
        assert_eq!(Media::sniff(b"%PDF-1.7\n...\n%%EOF\n"), Some(Media::Pdf));
        assert_eq!(Media::sniff(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR....IEND\xaeB`\x82"), Some(Media::Png));
        assert_eq!(Media::sniff(b"\xff\xd8\xff\xe0....\xff\xd9"), Some(Media::Jpeg));
        for bad in [
            &b"<html><script>%PDF-1.7 %%EOF"[..],
            b"%PDF-1.7 cut off",
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff",
            b"GIF89a",
            b"PK\x03\x04",
            b"",
        ] {
            assert_eq!(Media::sniff(bad), None, "{bad:?}");
        }
        for media in Media::ALL {
            assert_eq!(Media::from_mime(media.mime()), Some(media));
        }
        assert_eq!(Scan::of(b""), Err("people-error-scan-none"));
        assert_eq!(Scan::of(b"MZ"), Err("people-error-scan-kind"));
        assert_eq!(Scan::of(&vec![0; LARGEST_SCAN + 1]), Err("people-error-scan-large"));
    }
}

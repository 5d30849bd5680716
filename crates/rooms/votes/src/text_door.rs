//! Whether text messages come in: the token that a gateway shows, and the number that people text to.

use tandem_access::sha256_hex;

/// The door for text messages. Shut unless the binary was told a token.
#[derive(Default)]
pub struct TextDoor {
    /// SHA-256 of the token, so that comparing tells nothing of it.
    token: Option<String>,
    number: Option<String>,
}

impl TextDoor {
    /// Open to a gateway that shows this token; `number` is what people are told to text to.
    pub fn open(token: &str, number: Option<&str>) -> TextDoor {
        TextDoor { token: Some(sha256_hex(token.as_bytes())), number: number.map(str::to_owned) }
    }

    /// Whether messages come in at all.
    pub fn is_open(&self) -> bool {
        self.token.is_some()
    }

    /// Whether it opens to who shows this token.
    pub fn opens_to(&self, token: &str) -> bool {
        self.token.as_deref() == Some(sha256_hex(token.as_bytes()).as_str())
    }

    /// The number to text to.
    pub fn number(&self) -> Option<&str> {
        self.number.as_deref()
    }
}

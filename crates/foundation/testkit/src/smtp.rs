//! A small SMTP server on 127.0.0.1 that keeps what it gets and fails on demand.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with the next letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Takes it.
    Take,
    /// Refuses the recipient for now (450).
    RecipientLater,
    /// Refuses the recipient for good (550).
    RecipientNever,
    /// Takes the words, then answers 451.
    DataLater,
    /// Takes and keeps the words, but never answers: the client is left not knowing.
    KeepAndHang,
    /// Hangs up at once.
    HangUp,
}

/// A letter that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The envelope's recipient.
    pub to: String,
    /// Headers and body as sent, dots unstuffed.
    pub raw: String,
}

impl Letter {
    /// A header's value, unfolded; empty when absent.
    pub fn header(&self, name: &str) -> String {
        let head = self.raw.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
        let prefix = format!("{}:", name.to_ascii_lowercase());
        head.split("\r\n")
            .find(|line| line.to_ascii_lowercase().starts_with(&prefix))
            .map_or(String::new(), |line| line[prefix.len()..].trim().to_owned())
    }
}

#[derive(Default)]
struct State {
    script: VecDeque<Next>,
    letters: Vec<Letter>,
}

/// The server; it stops with the test's runtime.
#[derive(Clone)]
pub struct SmtpServer {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl SmtpServer {
    /// Listens on a free port of 127.0.0.1.
    ///
    /// # Panics
    /// When no port can be had.
    pub async fn start() -> SmtpServer {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port of 127.0.0.1");
        let server =
            SmtpServer { address: listener.local_addr().expect("a bound port"), state: Arc::default() };
        let mine = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = mine.state.clone();
                tokio::spawn(async move {
                    // A client that goes away in the middle is one of the things tested.
                    let _ = converse(stream, &state).await;
                });
            }
        });
        server
    }

    /// `smtp://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// What to do with the next letters; afterwards it takes everything.
    ///
    /// # Panics
    /// When a conversation panicked.
    pub fn script(&self, next: impl IntoIterator<Item = Next>) {
        self.state.lock().expect("no conversation panicked").script.extend(next);
    }

    /// What arrived.
    ///
    /// # Panics
    /// When a conversation panicked.
    pub fn letters(&self) -> Vec<Letter> {
        self.state.lock().expect("no conversation panicked").letters.clone()
    }
}

async fn converse(stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read);
    write.write_all(b"220 test\r\n").await?;
    let (mut to, mut now) = (String::new(), Next::Take);
    let mut line = String::new();
    loop {
        line.clear();
        if lines.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let command = line.trim_end().to_owned();
        let verb = command.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-test\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
            "HELO" | "RSET" | "NOOP" => "250 ok\r\n",
            "MAIL" => {
                now = state.lock().expect("no panic").script.pop_front().unwrap_or(Next::Take);
                if now == Next::HangUp {
                    return Ok(());
                }
                "250 ok\r\n"
            }
            "RCPT" => {
                to = command.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                match now {
                    Next::RecipientLater => "450 mailbox busy\r\n",
                    Next::RecipientNever => "550 no such mailbox\r\n",
                    _ => "250 ok\r\n",
                }
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                let mut raw = String::new();
                loop {
                    line.clear();
                    if lines.read_line(&mut line).await? == 0 {
                        return Ok(());
                    }
                    if line == ".\r\n" {
                        break;
                    }
                    raw += line.strip_prefix('.').unwrap_or(&line);
                }
                if now == Next::DataLater {
                    "451 try later\r\n"
                } else {
                    state.lock().expect("no panic").letters.push(Letter { to: to.clone(), raw });
                    if now == Next::KeepAndHang {
                        std::future::pending::<()>().await;
                    }
                    "250 taken\r\n"
                }
            }
            "QUIT" => {
                write.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "502 not here\r\n",
        };
        write.write_all(answer.as_bytes()).await?;
    }
}

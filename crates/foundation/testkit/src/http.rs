//! A small HTTP/1.1 client for load and faults: one connection kept open, no features that a measurement does not need.

use std::collections::HashMap;
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// One kept-open connection.
pub struct Client {
    stream: BufReader<TcpStream>,
    host: String,
    /// Cookies the server has set.
    pub cookies: HashMap<String, String>,
}

/// An answer.
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Header lines, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body as text.
    pub body: String,
}

impl Answer {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }
}

fn bad(text: impl Into<String>) -> std::io::Error {
    std::io::Error::other(text.into())
}

impl Client {
    /// Connects to `127.0.0.1:port`.
    pub async fn connect(port: u16) -> std::io::Result<Client> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Client {
            stream: BufReader::new(stream),
            host: format!("127.0.0.1:{port}"),
            cookies: HashMap::new(),
        })
    }

    /// GET.
    pub async fn get(&mut self, path: &str) -> std::io::Result<Answer> {
        self.send("GET", path, None).await
    }

    /// POST of a form.
    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> std::io::Result<Answer> {
        let body: Vec<String> = form.iter().map(|(k, v)| format!("{}={}", encode(k), encode(v))).collect();
        self.send("POST", path, Some(body.join("&"))).await
    }

    async fn send(&mut self, method: &str, path: &str, body: Option<String>) -> std::io::Result<Answer> {
        let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let mut text = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nsec-fetch-site: same-origin\r\ncookie: {}\r\n",
            self.host,
            cookies.join("; ")
        );
        if let Some(body) = &body {
            text += &format!(
                "content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n",
                body.len()
            );
        }
        text += "\r\n";
        text += body.as_deref().unwrap_or_default();
        self.stream.get_mut().write_all(text.as_bytes()).await?;
        self.read().await
    }

    async fn line(&mut self) -> std::io::Result<String> {
        let mut bytes = vec![];
        loop {
            let b = self.stream.read_u8().await?;
            if b == b'\n' {
                break;
            }
            bytes.push(b);
        }
        Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
    }

    async fn read(&mut self) -> std::io::Result<Answer> {
        let first = self.line().await?;
        let status = first.split(' ').nth(1).and_then(|s| s.parse().ok()).ok_or_else(|| bad(first))?;
        let mut headers = vec![];
        loop {
            let line = self.line().await?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').ok_or_else(|| bad(line.clone()))?;
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        for (name, value) in &headers {
            if name == "set-cookie"
                && let Some((k, v)) = value.split(';').next().and_then(|c| c.split_once('='))
            {
                self.cookies.insert(k.to_owned(), v.to_owned());
            }
        }
        let mut answer = Answer { status, headers, body: String::new() };
        let mut body = vec![];
        if answer.header("transfer-encoding") == "chunked" {
            loop {
                let size = usize::from_str_radix(&self.line().await?, 16).map_err(|e| bad(e.to_string()))?;
                let start = body.len();
                body.resize(start + size, 0);
                self.stream.read_exact(&mut body[start..]).await?;
                self.line().await?;
                if size == 0 {
                    break;
                }
            }
        } else {
            body.resize(answer.header("content-length").parse().unwrap_or(0), 0);
            self.stream.read_exact(&mut body).await?;
        }
        answer.body = String::from_utf8_lossy(&body).into_owned();
        Ok(answer)
    }
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect()
}

//! A release binary under measurement.

use std::io::{Read, Seek};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tandem_testkit::http::Client;

/// A running `tandem serve`; killed when dropped.
pub struct Server {
    child: Child,
    /// Port on 127.0.0.1.
    pub port: u16,
    /// From the start of the process to the first `ready`.
    pub started_in: Duration,
}

impl Server {
    /// Starts it on a database and waits until it is ready.
    pub async fn start(tandem: &Path, database: &str, port: u16) -> Result<Server, String> {
        // Whatever holds the port already would answer in the server's place.
        let taken = TcpListener::bind(("127.0.0.1", port)).is_err();
        let mut words = tempfile::tempfile().map_err(|e| e.to_string())?;
        let began = Instant::now();
        let child = Command::new(tandem)
            .args(["serve", "--database", database, "--listen", &format!("127.0.0.1:{port}")])
            .stdout(Stdio::null())
            .stderr(words.try_clone().map_err(|e| e.to_string())?)
            .spawn()
            .map_err(|e| format!("{}: {e}", tandem.display()))?;
        let mut server = Server { child, port, started_in: Duration::ZERO };
        loop {
            if let Some(status) = server.child.try_wait().map_err(|e| e.to_string())? {
                let mut said = String::new();
                words.rewind().and_then(|()| words.read_to_string(&mut said)).map_err(|e| e.to_string())?;
                return Err(format!("the server ended with {status}: {}", said.trim()));
            }
            if !taken
                && let Ok(mut client) = Client::connect(port).await
                && client.get("/readyz").await.is_ok_and(|a| a.status == 200)
            {
                server.started_in = began.elapsed();
                return Ok(server);
            }
            if began.elapsed() > Duration::from_secs(60) {
                return Err("the server was not ready within a minute".into());
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// Resident memory in MiB.
    pub fn resident(&self) -> f64 {
        memory(self.child.id(), "VmRSS")
    }

    /// Ends it at once, as a power cut of the process.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A line of `/proc/PID/status` in MiB.
fn memory(pid: u32, name: &str) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = text.lines().find(|l| l.starts_with(name)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|n| n.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}

/// Runs a command to its end: seconds and the highest resident memory in MiB.
pub fn run(tandem: &Path, args: &[&str]) -> Result<(f64, f64), String> {
    let began = Instant::now();
    let mut child = Command::new(tandem)
        .args(args)
        .stdout(Stdio::null())
        .spawn()
        .map_err(|e| format!("{}: {e}", tandem.display()))?;
    let mut peak: f64 = 0.0;
    loop {
        peak = peak.max(memory(child.id(), "VmHWM"));
        match child.try_wait().map_err(|e| e.to_string())? {
            Some(status) if status.success() => return Ok((began.elapsed().as_secs_f64(), peak)),
            Some(status) => return Err(format!("tandem {} ended with {status}", args.join(" "))),
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn a_server_that_ends_at_once_is_not_taken_for_another_one_on_its_port() {
        let other = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = other.local_addr().expect("an address").port();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = other.accept().await {
                let _ = stream.read(&mut [0; 1024]).await;
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
            }
        });
        // A shell takes `serve` for a script, which is not there, says so and ends.
        let refused = Server::start(Path::new("/bin/sh"), "none", port).await.err().unwrap_or_default();
        assert!(refused.contains("serve"), "the program's own words: {refused}");
    }
}

//! A release binary under measurement.

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
        let began = Instant::now();
        let child = Command::new(tandem)
            .args(["serve", "--database", database, "--listen", &format!("127.0.0.1:{port}")])
            .stdout(Stdio::null())
            .spawn()
            .map_err(|e| format!("{}: {e}", tandem.display()))?;
        let mut server = Server { child, port, started_in: Duration::ZERO };
        loop {
            if let Ok(mut client) = Client::connect(port).await
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

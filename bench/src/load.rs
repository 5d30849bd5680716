//! Load over HTTP: referrals by a navigator, searches by anybody.

use crate::percentile;
use crate::world::World;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tandem_testkit::http::Client;

/// What a load came to.
pub struct Measured {
    /// Answers a second.
    pub per_second: f64,
    /// Median in milliseconds.
    pub p50_ms: f64,
    /// 99th percentile in milliseconds.
    pub p99_ms: f64,
    /// Answers as they should be.
    pub answered: usize,
    /// Requests that were answered otherwise.
    pub failed: usize,
}

fn measured(mut took: Vec<Duration>, failed: usize, time: Duration) -> Measured {
    took.sort_unstable();
    #[allow(clippy::cast_precision_loss)]
    let per_second = took.len() as f64 / time.as_secs_f64();
    Measured {
        answered: took.len(),
        per_second,
        p50_ms: percentile(&took, 0.5),
        p99_ms: percentile(&took, 0.99),
        failed,
    }
}

/// Sends referrals (durable before the answer, with audit, event, letter) from `connections` at once.
pub async fn referrals(
    port: u16,
    world: World,
    connections: usize,
    time: Duration,
) -> Result<Measured, String> {
    let (world, next) = (Arc::new(world), Arc::new(AtomicUsize::new(0)));
    let began = Instant::now();
    let tasks: Vec<_> = (0..connections)
        .map(|_| {
            let (world, next) = (world.clone(), next.clone());
            tokio::spawn(async move {
                let mut client = Client::connect(port).await.map_err(|e| e.to_string())?;
                client.cookies.insert("tandem_session".into(), world.token.clone());
                let (mut took, mut failed) = (vec![], 0);
                while began.elapsed() < time {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some((person, need)) = world.needs.get(at) else { break };
                    let path = format!("/people/{person}/needs/{need}/help");
                    let one = Instant::now();
                    // Spread like the random keys of forms.
                    let key = format!("{:016x}", (at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
                    let form = [("key", key), ("how", "offer".into()), ("note", String::new())];
                    let form = form.each_ref().map(|(k, v)| (*k, v.as_str()));
                    let answer = client.post(&path, &form).await.map_err(|e| e.to_string())?;
                    if answer.status == 200 || answer.status == 303 {
                        took.push(one.elapsed());
                    } else {
                        failed += 1;
                    }
                }
                Ok::<_, String>((took, failed))
            })
        })
        .collect();
    let (mut took, mut failed) = (vec![], 0);
    for task in tasks {
        let (t, f) = task.await.map_err(|e| e.to_string())??;
        took.extend(t);
        failed += f;
    }
    Ok(measured(took, failed, began.elapsed()))
}

const WORDS: [&str; 8] =
    ["food", "rent", "ride+to+doctor", "comida", "diapers", "shelter", "legal", "utilitys"];

/// Searches the directory as a browser does, the whole page each time.
pub async fn searches(port: u16) -> Result<Measured, String> {
    let mut client = Client::connect(port).await.map_err(|e| e.to_string())?;
    let one = |n: usize| format!("/find?q={}&near=21{:03}", WORDS[n % WORDS.len()], n % 300);
    for n in 0..20 {
        client.get(&one(n)).await.map_err(|e| e.to_string())?;
    }
    let (mut took, mut failed, began) = (vec![], 0, Instant::now());
    for n in 0..600 {
        let start = Instant::now();
        let answer = client.get(&one(n)).await.map_err(|e| e.to_string())?;
        took.push(start.elapsed());
        failed += usize::from(answer.status != 200);
    }
    Ok(measured(took, failed, began.elapsed()))
}

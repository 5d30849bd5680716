//! Request counts and times by route, for Prometheus (text format 0.0.4). No person, path or address is a label.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

const BOUNDS_MS: [u32; 8] = [1, 5, 10, 25, 50, 100, 500, 2500];

#[derive(Default, Clone)]
struct Histogram {
    buckets: [u64; 8],
    count: u64,
    seconds: f64,
}

#[derive(Default)]
struct Registry {
    requests: BTreeMap<(&'static str, u16), u64>,
    times: BTreeMap<&'static str, Histogram>,
}

static REGISTRY: LazyLock<Mutex<Registry>> = LazyLock::new(Mutex::default);

pub(crate) fn observe(route: &'static str, status: u16, took: Duration) {
    let mut r = REGISTRY.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    *r.requests.entry((route, status)).or_default() += 1;
    let h = r.times.entry(route).or_default();
    for (i, bound) in BOUNDS_MS.iter().enumerate() {
        if took <= Duration::from_millis(u64::from(*bound)) {
            h.buckets[i] += 1;
        }
    }
    h.count += 1;
    h.seconds += took.as_secs_f64();
}

/// The page that `/metrics` answers with; `gauges` are (name, help, value) lines of the binary's own.
pub fn render(gauges: &[(&str, &str, f64)]) -> String {
    let r = REGISTRY.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut out = String::from(
        "# HELP tandem_requests_total Requests by route and status.\n# TYPE tandem_requests_total counter\n",
    );
    for ((route, status), n) in &r.requests {
        let _ = writeln!(out, "tandem_requests_total{{route=\"{route}\",status=\"{status}\"}} {n}");
    }
    out +=
        "# HELP tandem_request_seconds Time to answer by route.\n# TYPE tandem_request_seconds histogram\n";
    for (route, h) in &r.times {
        for (bound, n) in BOUNDS_MS.iter().zip(h.buckets) {
            let le = f64::from(*bound) / 1000.0;
            let _ = writeln!(out, "tandem_request_seconds_bucket{{route=\"{route}\",le=\"{le}\"}} {n}");
        }
        let _ = writeln!(out, "tandem_request_seconds_bucket{{route=\"{route}\",le=\"+Inf\"}} {}", h.count);
        let _ = writeln!(out, "tandem_request_seconds_sum{{route=\"{route}\"}} {}", h.seconds);
        let _ = writeln!(out, "tandem_request_seconds_count{{route=\"{route}\"}} {}", h.count);
    }
    for (name, help, value) in gauges {
        let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}");
    }
    out
}

//! Webhooks: one POST of JSON to a partner's own system, and only to where the operator lets this server call.
//!
//! An administrator of an organization writes an address; the operator lists the hosts that may be called at all. A name is
//! looked up once for each call, and the connection goes to what was found there and nowhere else: an address inside a
//! network is refused, unless the operator wrote that very address down. Redirects are not followed and no proxy of the
//! environment is used (Medplum #8815 is what happens otherwise).

use crate::SettingError;
use crate::retry::Outcome;
use crate::text::outcome_of;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

/// A host that may be called: `ehr.example.org`, `ehr.example.org:8443`, `ehr.example.org=10.0.0.7` where the name leads
/// into the operator's own network, or `http://127.0.0.1:9000` for a program on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Allowed {
    https: bool,
    host: String,
    port: u16,
    address: Option<IpAddr>,
}

impl Allowed {
    fn parse(text: &str) -> Option<Allowed> {
        let (https, rest) = match text.split_once("://") {
            None => (true, text),
            Some(("https", rest)) => (true, rest),
            Some(("http", rest)) => (false, rest),
            Some(_) => return None,
        };
        let (name, address) = match rest.split_once('=') {
            Some((name, address)) => (name, Some(address.parse().ok()?)),
            None => (rest, None),
        };
        let place = Place::read(&format!("{}://{name}", if https { "https" } else { "http" }))?;
        let own = place.host.trim_matches(['[', ']']).parse::<IpAddr>().ok();
        let address = address.or(own);
        // In the clear only on this machine.
        let fine = https || address.is_some_and(|address| address.is_loopback());
        (fine && place.bare).then_some(Allowed { https, host: place.host, port: place.port, address })
    }

    fn is(&self, place: &Place) -> bool {
        (self.https, self.port) == (place.https, place.port) && self.host == place.host
    }
}

/// What of an address says where a call goes.
struct Place {
    https: bool,
    host: String,
    port: u16,
    /// Whether there is nothing behind the host.
    bare: bool,
}

impl Place {
    fn read(url: &str) -> Option<Place> {
        let clean = url.len() <= 500 && url.is_ascii() && !url.contains(['#', '\\']);
        let uri: Uri = url.parse().ok().filter(|_| clean)?;
        let https = match uri.scheme_str()? {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let authority = uri.authority()?;
        if authority.as_str().contains('@') || authority.host().is_empty() {
            return None;
        }
        let host = authority.host().to_ascii_lowercase();
        let port = authority.port_u16().unwrap_or(if https { 443 } else { 80 });
        let bare = uri.path() == "/" && uri.query().is_none();
        Some(Place { https, host, port, bare })
    }
}

/// Calls partners' systems.
#[derive(Clone)]
pub struct Hooks {
    agent: ureq::Agent,
    allowed: Arc<[Allowed]>,
}

impl std::fmt::Debug for Hooks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.hosts()).finish()
    }
}

impl Hooks {
    /// Calls to these hosts only; to nobody when there are none.
    ///
    /// # Errors
    /// Which entry cannot be used, and how to write it.
    pub fn new<'a>(hosts: impl IntoIterator<Item = &'a str>) -> Result<Hooks, SettingError> {
        let read = |text: &str| {
            Allowed::parse(text).ok_or_else(|| {
                SettingError(format!(
                    "`{text}` is no host to call; write ehr.example.org, ehr.example.org:8443, \
                     ehr.example.org=10.0.0.7 (a name inside your own network) or http://127.0.0.1:9000 (this machine)"
                ))
            })
        };
        let hosts = hosts.into_iter().map(str::trim).filter(|text| !text.is_empty());
        Ok(Hooks::over(hosts.map(read).collect::<Result<Vec<_>, _>>()?.into()))
    }

    fn over(allowed: Arc<[Allowed]>) -> Hooks {
        let config = ureq::Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(15)))
            .build();
        let only = Only { allowed: allowed.clone(), names: DefaultResolver::default() };
        let agent = ureq::Agent::with_parts(config, DefaultConnector::new(), only);
        Hooks { agent, allowed }
    }

    /// Calls nobody.
    pub fn none() -> Hooks {
        Hooks::over([].into())
    }

    /// The hosts that may be called, as a person writes them.
    pub fn hosts(&self) -> Vec<String> {
        let shown = |a: &Allowed| match (a.https, a.port) {
            (true, 443) => a.host.clone(),
            (true, port) => format!("{}:{port}", a.host),
            (false, port) => format!("http://{}:{port}", a.host),
        };
        self.allowed.iter().map(shown).collect()
    }

    /// Whether this address may be called.
    pub fn allows(&self, url: &str) -> bool {
        Place::read(url).is_some_and(|place| self.allowed.iter().any(|a| a.is(&place)))
    }

    /// Posts `body`, FHIR's JSON. `bearer` is what the other side asked to be shown; `key` is the same at each try.
    pub async fn post(&self, url: String, key: String, bearer: Option<String>, body: String) -> Outcome {
        if !self.allows(&url) {
            return Outcome::Refused("this host is not among those that this server may call".into());
        }
        let agent = self.agent.clone();
        let send = move || {
            let mut request = agent.post(&url).header("Idempotency-Key", key);
            if let Some(bearer) = bearer {
                request = request.header("Authorization", format!("Bearer {bearer}"));
            }
            outcome_of("the system", request.content_type("application/fhir+json").send(body))
        };
        tokio::task::spawn_blocking(send)
            .await
            .unwrap_or_else(|e| Outcome::Later(format!("the call stopped: {e}")))
    }
}

/// Finds the addresses of hosts that may be called, and leaves out those that a name should not lead to.
#[derive(Debug)]
struct Only {
    allowed: Arc<[Allowed]>,
    names: DefaultResolver,
}

impl Resolver for Only {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let place = Place::read(&uri.to_string()).ok_or(ureq::Error::HostNotFound)?;
        let host = self.allowed.iter().find(|a| a.is(&place)).ok_or(ureq::Error::HostNotFound)?;
        let mut kept = self.empty();
        if let Some(address) = host.address {
            kept.push(SocketAddr::new(address, place.port));
            return Ok(kept);
        }
        let found = self.names.resolve(uri, config, timeout)?;
        found.iter().filter(|address| is_public(address.ip())).for_each(|address| kept.push(*address));
        if kept.is_empty() {
            return Err(ureq::Error::Io(std::io::Error::other("the name leads to no public address")));
        }
        Ok(kept)
    }
}

/// Whether an address belongs to the internet at large (IANA's special-purpose registries, RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => is_public_v4(v4),
            None => is_public_v6(v6),
        },
    }
}

fn is_public_v4(a: Ipv4Addr) -> bool {
    let [first, second, third, _] = a.octets();
    let special = a.is_private()
        || a.is_loopback()
        || a.is_link_local()
        || a.is_documentation()
        || first == 0
        || first >= 224
        || (first, second) == (100, second) && (64..128).contains(&second)
        || (first, second, third) == (192, 0, 0)
        || (first, second) == (198, 18)
        || (first, second) == (198, 19);
    !special
}

/// Only what is given out to networks (2000::/3), without the parts that carry another address or are for examples.
fn is_public_v6(a: Ipv6Addr) -> bool {
    let [first, second, ..] = a.segments();
    let special = first == 0x2002 || (first == 0x2001 && (second < 0x0200 || second == 0x0db8));
    first & 0xe000 == 0x2000 && !special
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hooks(hosts: &[&str]) -> Hooks {
        Hooks::new(hosts.iter().copied()).unwrap()
    }

    #[test]
    fn only_listed_hosts_are_called() {
        let some = hooks(&["ehr.example.org", "Lab.example.org:8443", "http://127.0.0.1:9000", " "]);
        for fine in [
            "https://ehr.example.org/hook?a=1",
            "https://EHR.example.org:443/",
            "https://lab.example.org:8443/x",
            "http://127.0.0.1:9000/hook",
        ] {
            assert!(some.allows(fine), "{fine}");
        }
        for bad in [
            "",
            "ehr.example.org",
            "http://ehr.example.org/",
            "https://ehr.example.org:8443/",
            "https://ehr.example.org.evil.example/",
            "https://evil.example/https://ehr.example.org/",
            "https://ehr.example.org@evil.example/",
            "https://user@ehr.example.org/",
            "https://ehr.example.org\\@evil.example/",
            "https://evil.example#@ehr.example.org/",
            "https://lab.example.org/",
            "http://127.0.0.1:9001/",
            "http://localhost:9000/",
            "ftp://ehr.example.org/",
        ] {
            assert!(!some.allows(bad), "{bad}");
        }
        assert_eq!(some.hosts(), ["ehr.example.org", "lab.example.org:8443", "http://127.0.0.1:9000"]);
        assert!(!hooks(&[]).allows("https://ehr.example.org/"));
    }

    #[test]
    fn a_host_that_cannot_be_used_is_named() {
        for bad in
            ["http://ehr.example.org", "ehr.example.org/path", "ehr.example.org=inside", "ftp://x", "a b"]
        {
            let error = Hooks::new([bad]).unwrap_err().to_string();
            assert!(error.contains(bad) && error.contains("ehr.example.org=10.0.0.7"), "{error}");
        }
        assert!(Hooks::new(["ehr.example.org=10.0.0.7", "http://gate.example=127.0.0.1"]).is_ok());
    }

    #[test]
    fn addresses_inside_a_network_are_not_public() {
        let inside = "0.0.0.0 10.1.2.3 100.64.0.1 100.127.255.255 127.0.0.1 169.254.169.254 172.16.0.1 172.31.9.9 \
            192.0.0.8 192.0.2.1 192.168.1.1 198.18.0.1 198.19.1.1 198.51.100.7 203.0.113.9 224.0.0.1 240.0.0.1 \
            255.255.255.255 :: ::1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::a00:1 2001::1 2001:db8::1 2002:a00:1:: \
            fc00::1 fd12::1 fe80::1 ff02::1";
        for address in inside.split_whitespace() {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in
            ["1.1.1.1", "100.63.0.1", "100.128.0.1", "172.32.0.1", "198.20.0.1", "2600::1", "::ffff:8.8.8.8"]
        {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    async fn call(hosts: &[&str], url: &str) -> Outcome {
        hooks(hosts).post(url.into(), "k1".into(), Some("s3cret".into()), "{\"a\":1}".into()).await
    }

    /// One connection is answered; what came is returned.
    fn answering(with: &'static str) -> (u16, std::thread::JoinHandle<String>) {
        use std::io::{Read, Write};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut came = String::new();
            while !came.ends_with("{\"a\":1}") {
                let mut some = [0; 4096];
                let n = stream.read(&mut some).unwrap();
                came += std::str::from_utf8(&some[..n]).unwrap();
            }
            stream.write_all(with.as_bytes()).unwrap();
            came
        });
        (port, heard)
    }

    #[tokio::test]
    async fn a_name_goes_where_the_operator_pinned_it_and_not_inside_by_itself() {
        let (port, heard) = answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        let (host, url) =
            (format!("http://gate.example:{port}=127.0.0.1"), format!("http://gate.example:{port}/h"));
        assert_eq!(call(&[&host], &url).await, Outcome::Sent);
        let came = heard.join().unwrap().to_ascii_lowercase();
        for part in [
            "post /h http/1.1",
            "authorization: bearer s3cret",
            "idempotency-key: k1",
            "fhir+json",
            "{\"a\":1}",
        ] {
            assert!(came.contains(part), "{part}: {came}");
        }
        // This name stands in every hosts file and leads to this machine.
        let Outcome::Later(why) = call(&["localhost:9443"], "https://localhost:9443/h").await else {
            panic!("called")
        };
        assert!(why.contains("no public address"), "{why}");
        let Outcome::Refused(why) = call(&["ehr.example"], "https://other.example/h").await else {
            panic!("called")
        };
        assert!(why.contains("not among those"), "{why}");
    }

    #[tokio::test]
    async fn a_redirect_is_not_followed() {
        let (port, heard) = answering(
            "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
        );
        let host = format!("http://127.0.0.1:{port}");
        let Outcome::Later(why) = call(&[&host], &format!("{host}/h")).await else { panic!("followed") };
        assert!(why.contains("307") && why.contains("not followed"), "{why}");
        heard.join().unwrap();
    }
}

//! Whom a table of addresses can make Onesheet talk to: public hosts, over https.
//!
//! A table may come from anywhere. An address in it, or one that a server redirects to, must not
//! reach a machine of the user's own network. Names are therefore resolved here, and only the
//! addresses that passed the check are connected to: a name that stands for something else a
//! moment later is of no use.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Where requests may go. No option of the terminal or the window sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// Public hosts, over https.
    #[default]
    Public,
    /// This machine and no other, over http too: for tests, which bring their own server.
    LoopbackOnly,
}

impl Reach {
    /// Whether an address may begin so.
    pub fn allows_scheme(self, scheme: &str) -> bool {
        scheme == "https" || (self == Self::LoopbackOnly && scheme == "http")
    }

    /// Whether this host may be connected to.
    pub fn allows(self, host: IpAddr) -> bool {
        match self {
            Self::Public => is_public(host),
            Self::LoopbackOnly => host.is_loopback(),
        }
    }
}

/// Whether `host` can be reached by everybody, as far as its number tells.
pub fn is_public(host: IpAddr) -> bool {
    match host {
        IpAddr::V4(host) => is_public_v4(host),
        IpAddr::V6(host) => is_public_v6(host),
    }
}

fn is_public_v4(host: Ipv4Addr) -> bool {
    let [a, b, c, _] = host.octets();
    let reserved = matches!(
        (a, b, c),
        // This network, private, shared by a provider's customers, loopback, link-local.
        (0 | 10 | 127, ..) | (100, 64..=127, _) | (169, 254, _) | (172, 16..=31, _) | (192, 168, _)
            // Protocols, examples, benchmarks; the relays from IPv6.
            | (192, 0, 0 | 2) | (192, 88, 99) | (198, 18 | 19, _) | (198, 51, 100) | (203, 0, 113)
            // Multicast, reserved, broadcast.
            | (224..=255, ..)
    );
    !reserved
}

fn is_public_v6(host: Ipv6Addr) -> bool {
    match host.segments() {
        // An IPv4 host behind a translator: what it stands for counts.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            let [[a, b], [c, d]] = [high, low].map(u16::to_be_bytes);
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        // Protocols and tunnels (Teredo, ORCHID), examples, tunnels to IPv4 (6to4).
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x2002, ..] | [0x3fff, 0..=0xfff, ..] => {
            false
        }
        // All else of the public range; not loopback, mapped IPv4, local, multicast.
        [first, ..] => (0x2000..=0x3fff).contains(&first),
    }
}

/// A name stands only for hosts that may not be connected to.
#[derive(Debug)]
pub struct Barred;

impl fmt::Display for Barred {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("its host is not a public one")
    }
}

impl std::error::Error for Barred {}

/// Resolves names to the hosts that may be connected to.
#[derive(Debug)]
pub struct Checked {
    reach: Reach,
    system: DefaultResolver,
}

impl Checked {
    /// Lets through what `reach` allows.
    pub fn new(reach: Reach) -> Self {
        Self {
            reach,
            system: DefaultResolver::default(),
        }
    }
}

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.system.resolve(uri, config, timeout)?;
        let mut allowed = self.empty();
        for address in found
            .iter()
            .filter(|address| self.reach.allows(address.ip()))
        {
            allowed.push(*address);
        }
        match allowed.is_empty() {
            true => Err(ureq::Error::Other(Box::new(Barred))),
            false => Ok(allowed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(host: &str) -> bool {
        is_public(host.parse().expect("a number of a host"))
    }

    #[test]
    fn hosts_of_no_public_network_are_told_apart() {
        for host in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:8.8.8.8",
            "::ffff:127.0.0.1",
            "::8.8.8.8",
            "64:ff9b::10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::8.8.8.8",
            "100::1",
            "2001::1",
            "2001:10::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!public(host), "{host}");
        }
        for host in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "192.167.0.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2001:4860:4860::8888",
            "2606:4700::1111",
            "2a00:1450::1",
            "64:ff9b::8.8.8.8",
        ] {
            assert!(public(host), "{host}");
        }
    }

    #[test]
    fn tests_reach_this_machine_and_no_other() {
        let reach = Reach::LoopbackOnly;
        assert!(reach.allows_scheme("http") && reach.allows(IpAddr::from([127, 0, 0, 1])));
        for host in [[10, 0, 0, 1], [8, 8, 8, 8], [169, 254, 169, 254]] {
            assert!(!reach.allows(IpAddr::from(host)), "{host:?}");
        }
        assert!(!Reach::Public.allows_scheme("http"));
        assert!(!Reach::default().allows(IpAddr::from([127, 0, 0, 1])));
    }
}

//! Why a request brought no poster, sorted by what to do about it.

use std::time::Duration;

use ureq::http::StatusCode;

use super::reach::Barred;
use crate::catalog::FindingKind;

const NO_NAME: &str = "nobody knows the server's name; is there a network?";

/// Why there is no poster from an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The server says that it does not have it: asked again only when told.
    Gone(String),
    /// Nobody may go there.
    Refused(String),
    /// What came is no poster.
    Unfit(FindingKind, String),
    /// The key is not accepted.
    Key,
    /// It may be there in a moment: a stall, a broken connection, too many requests.
    Passing {
        /// In words.
        reason: String,
        /// How long the server asks to wait.
        after: Option<Duration>,
    },
    /// Trying again now is of no use; at the next run, perhaps.
    Lasting(String),
    /// The host was given up in this run, for a reason that was told.
    GivenUp,
    /// The work was asked to stop.
    Stopped,
}

impl Failure {
    /// A passing one.
    pub fn passing(reason: impl Into<String>) -> Self {
        Self::Passing {
            reason: reason.into(),
            after: None,
        }
    }

    /// Whether the next run would be told the same.
    pub fn is_settled(&self) -> bool {
        matches!(self, Self::Gone(_) | Self::Refused(_))
    }

    /// The finding that it becomes.
    pub fn finding(&self) -> (FindingKind, String) {
        let again = |reason: &str| format!("{reason}; the next run asks again");
        match self {
            Self::Gone(reason) => (FindingKind::PosterGone, reason.clone()),
            Self::Refused(reason) => (FindingKind::AddressRefused, refused(reason)),
            Self::Unfit(kind, reason) => (*kind, again(reason)),
            Self::Passing { reason, .. } | Self::Lasting(reason) => {
                (FindingKind::NotFetched, again(reason))
            }
            Self::Key => (
                FindingKind::NotFetched,
                again("TMDB does not accept the key"),
            ),
            Self::GivenUp | Self::Stopped => (FindingKind::NotFetched, again("not asked")),
        }
    }
}

/// An address that is not asked, in words.
pub fn refused(reason: &str) -> String {
    format!("not asked: {reason}; give the poster's own https address")
}

/// What an answer other than 200 means; `after` is what the server asks to wait.
pub fn of_status(status: StatusCode, after: Option<Duration>) -> Failure {
    let code = status.as_u16();
    match code {
        404 | 410 => Failure::Gone(format!(
            "the server does not have it (HTTP {code}); it is not asked again unless you say so"
        )),
        408 | 425 | 429 | 500 | 502..=504 => Failure::Passing {
            reason: format!("the server answered HTTP {code}"),
            after,
        },
        _ => Failure::Lasting(format!("the server answered HTTP {code}")),
    }
}

/// What an error on the way means. No address gets into the words: it may hold the key.
pub fn of_error(error: &ureq::Error) -> Failure {
    use ureq::{Error, Timeout};
    match error {
        Error::Other(cause) if cause.is::<Barred>() => Failure::Refused(Barred.to_string()),
        Error::RequireHttpsOnly(_) => Failure::Refused("only https is asked".to_owned()),
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            Failure::passing("no connection to the server in time")
        }
        Error::Timeout(Timeout::PerCall | Timeout::Global) => {
            Failure::passing("the server is too slow")
        }
        Error::Timeout(_) => Failure::passing("the server fell silent"),
        Error::HostNotFound => Failure::passing(NO_NAME),
        // The system has no kind of its own for it.
        Error::Io(cause) if cause.to_string().contains("lookup address") => {
            Failure::passing(NO_NAME)
        }
        Error::Io(cause) => Failure::passing(format!("the connection failed ({cause})")),
        Error::ConnectionFailed => Failure::passing("the connection failed"),
        Error::Protocol(_) | Error::BodyStalled => {
            Failure::passing("the server's answer is no proper HTTP")
        }
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) | Error::TlsRequired => {
            Failure::Lasting("the server cannot prove that it is the one (TLS)".to_owned())
        }
        Error::LargeResponseHeader(..) => {
            Failure::Lasting("the server's answer has too long a head".to_owned())
        }
        Error::Decompress(..) => Failure::Lasting("the answer is packed badly".to_owned()),
        _ => Failure::Lasting("the request could not be made".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_sorted_by_what_to_do() {
        let of = |code: u16| of_status(StatusCode::from_u16(code).expect("a code"), None);
        for code in [404, 410] {
            assert!(matches!(of(code), Failure::Gone(_)), "{code}");
        }
        for code in [408, 429, 500, 502, 503, 504] {
            assert!(matches!(of(code), Failure::Passing { .. }), "{code}");
        }
        for code in [204, 206, 400, 401, 403, 418, 501] {
            assert!(matches!(of(code), Failure::Lasting(_)), "{code}");
        }
    }

    #[test]
    fn no_address_gets_into_the_words() {
        let secret = "https://api.example/3/movie/1?api_key=secret";
        for error in [
            ureq::Error::BadUri(secret.to_owned()),
            ureq::Error::RequireHttpsOnly(secret.to_owned()),
            ureq::Error::ConnectProxyFailed(secret.to_owned()),
        ] {
            let said = format!("{:?}", of_error(&error));
            assert!(!said.contains("secret"), "{said}");
        }
    }
}

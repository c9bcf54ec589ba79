//! One request at a time: what is asked, what is taken for an answer, and when to hang up.
//!
//! In: an address. Out: the bytes of an image that was decoded once, or a [`Failure`]. Redirects
//! are followed by hand, so that each is checked; a body is measured and looked at while it comes.

use std::io::Read;
use std::time::{Duration, SystemTime};

use ureq::http::header::{
    ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, RETRY_AFTER,
};
use ureq::http::{HeaderMap, Response, StatusCode, Uri};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

use super::FetchRequest;
use super::address::joined;
use super::failure::{Failure, of_error, of_status};
use super::pace::Pace;
use super::reach::{Checked, Reach};
use super::retry_after;
use super::tmdb::Key;
use crate::catalog::FindingKind;
use crate::catalog::image_file::{ImageError, decode_bytes};
use crate::catalog::image_format::{Content, recognise};
use crate::jobs::Task;
use crate::wording::about;

/// From an address to the image, at most.
const MAX_REDIRECTS: usize = 5;
/// Formats that Onesheet reads: some servers send others unless told.
const IMAGES: &str = "image/jpeg, image/png, image/webp, image/gif;q=0.9";
/// The largest answer of an API, in bytes.
const MAX_JSON: u64 = 1 << 20;
/// After so many bytes it is told whether this is an image.
const HEAD: usize = 1024;

/// Asks servers, from any number of threads.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    reach: Reach,
    max_bytes: u64,
    longest_hold: Duration,
}

/// An image as it came.
#[derive(Debug)]
pub struct Image {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its format's extension, without the dot.
    pub extension: &'static str,
}

/// An answer that is no failure.
enum Answer {
    Here(Box<Response<Body>>),
    Elsewhere(Uri),
}

impl Client {
    /// A client that goes where the request allows.
    pub fn new(request: &FetchRequest) -> Self {
        let patience = request.patience;
        let config = Agent::config_builder()
            .https_only(request.reach == Reach::Public)
            // A proxy would resolve names itself, past the check.
            .proxy(None)
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(concat!("Onesheet/", env!("CARGO_PKG_VERSION")))
            .accept_encoding("identity")
            .max_idle_connections(request.workers)
            .max_idle_connections_per_host(request.workers)
            .timeout_resolve(Some(patience.connect))
            .timeout_connect(Some(patience.connect))
            .timeout_recv_response(Some(patience.silence))
            .timeout_per_read(Some(patience.silence))
            .timeout_per_call(Some(patience.whole))
            .build();
        let connector = DefaultConnector::default();
        Self {
            agent: Agent::with_parts(config, connector, Checked::new(request.reach)),
            reach: request.reach,
            max_bytes: request.max_bytes,
            longest_hold: patience.longest_hold,
        }
    }

    /// Breaks off what is under way, and answers nothing from now on.
    pub fn stop(&self) {
        self.agent.clone().shutdown();
    }

    /// The image at `address`.
    ///
    /// # Errors
    /// [`Failure`].
    pub fn image(&self, address: &Uri, pace: &Pace, task: &Task) -> Result<Image, Failure> {
        let mut uri = address.clone();
        for _ in 0..=MAX_REDIRECTS {
            match self.ask(&uri, IMAGES, None, pace, task)? {
                Answer::Elsewhere(next) => uri = next,
                Answer::Here(response) => return self.read_image(*response, task),
            }
        }
        Err(Failure::Lasting(format!(
            "it is redirected more than {MAX_REDIRECTS} times"
        )))
    }

    /// The JSON that TMDB answers. A redirect is not followed: the key is meant for nobody else.
    ///
    /// # Errors
    /// [`Failure`].
    pub fn json(&self, uri: &Uri, key: &Key, pace: &Pace, task: &Task) -> Result<Vec<u8>, Failure> {
        match self.ask(uri, "application/json", Some(key), pace, task)? {
            Answer::Here(response) => self.read(*response, MAX_JSON, task, |_| Ok(())),
            Answer::Elsewhere(_) => Err(Failure::Lasting("TMDB's API is redirected".to_owned())),
        }
    }

    fn ask(
        &self,
        uri: &Uri,
        accept: &str,
        key: Option<&Key>,
        pace: &Pace,
        task: &Task,
    ) -> Result<Answer, Failure> {
        let host = host_of(uri);
        pace.wait(host, task)?;
        let mut request = self.agent.get(uri.clone()).header(ACCEPT, accept);
        if let Some(bearer) = key.and_then(Key::bearer) {
            request = request.header(AUTHORIZATION, bearer);
        }
        let response = request.call().map_err(|error| of_error(&error))?;
        let status = response.status();
        if status.is_redirection() {
            let location = text(response.headers(), LOCATION);
            let location = location
                .ok_or_else(|| Failure::Lasting("it is redirected, but not whereto".to_owned()))?;
            return joined(uri, location, self.reach)
                .map(Answer::Elsewhere)
                .map_err(|why| Failure::Refused(format!("it is redirected, and there: {why}")));
        }
        if key.is_some() && status == StatusCode::UNAUTHORIZED {
            return Err(Failure::Key);
        }
        if status == StatusCode::OK {
            return Ok(Answer::Here(Box::new(response)));
        }
        let after = text(response.headers(), RETRY_AFTER)
            .and_then(|text| retry_after::read(text, SystemTime::now()));
        let failure = of_status(status, after);
        if let (Failure::Passing { .. }, Some(wait)) = (&failure, after) {
            match wait > self.longest_hold {
                true => {
                    let note = format!("{host} asks to be left alone for {}", about(wait));
                    pace.give_up(host, note);
                }
                false => pace.hold(host, wait),
            }
        }
        Err(failure)
    }

    fn read_image(&self, response: Response<Body>, task: &Task) -> Result<Image, Failure> {
        let kind = text(response.headers(), CONTENT_TYPE).map(str::to_owned);
        if let Some(kind) = kind.filter(|kind| !may_be_image(kind)) {
            let shown: String = kind.chars().take(40).collect();
            let reason = format!("the server sends {shown}, no image");
            return Err(Failure::Unfit(FindingKind::Undecodable, reason));
        }
        let bytes = self.read(response, self.max_bytes, task, |head| {
            recognised(head).map(|_| ())
        })?;
        let extension = recognised(&bytes)?;
        match decode_bytes(&bytes, None) {
            Ok(_) => Ok(Image { bytes, extension }),
            // Cut off on its way, perhaps: the next time it may be whole.
            Err(ImageError::Truncated | ImageError::Empty) => {
                Err(Failure::passing("the image ends before its last line"))
            }
            Err(ImageError::Damaged(why)) => {
                Err(Failure::passing(format!("the image is damaged ({why})")))
            }
            Err(error) => Err(Failure::Unfit(error.kind(), error.to_string())),
        }
    }

    /// Reads a body of at most `most` bytes; `look` sees its beginning as soon as it is there.
    fn read(
        &self,
        response: Response<Body>,
        most: u64,
        task: &Task,
        look: impl Fn(&[u8]) -> Result<(), Failure>,
    ) -> Result<Vec<u8>, Failure> {
        let too_large = || {
            let reason = format!("it is larger than {} MiB", most >> 20);
            Failure::Unfit(FindingKind::FileTooLarge, reason)
        };
        let promised = text(response.headers(), CONTENT_LENGTH);
        let promised: u64 = promised.and_then(|text| text.parse().ok()).unwrap_or(0);
        if promised > most {
            return Err(too_large());
        }
        // What is promised is not believed: memory is taken as bytes come.
        let mut bytes = Vec::with_capacity(promised.min(64 << 10) as usize);
        let mut reader = response.into_body().into_reader();
        let (mut piece, mut looked) = ([0; 16 << 10], false);
        loop {
            let count = match reader.read(&mut piece) {
                Ok(0) => return Ok(bytes),
                Ok(count) => count,
                Err(error) => return Err(of_error(&ureq::Error::from(error))),
            };
            if task.is_cancelled() {
                return Err(Failure::Stopped);
            }
            bytes.extend_from_slice(&piece[..count]);
            if bytes.len() as u64 > most {
                return Err(too_large());
            }
            if !looked && bytes.len() >= HEAD {
                look(&bytes[..HEAD])?;
                looked = true;
            }
        }
    }
}

/// The host of an address, with its port where one is named.
pub fn host_of(uri: &Uri) -> &str {
    uri.authority().map_or("", |authority| authority.as_str())
}

fn text(headers: &HeaderMap, name: ureq::http::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

fn may_be_image(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default();
    let kind = kind.trim().to_ascii_lowercase();
    kind.starts_with("image/") || kind.ends_with("/octet-stream") || kind.is_empty()
}

/// The extension of the format that the bytes begin with.
fn recognised(bytes: &[u8]) -> Result<&'static str, Failure> {
    match recognise(bytes) {
        Content::Readable(format) => Ok(format.extensions_str().first().unwrap_or(&"img")),
        Content::Foreign(name) => Err(Failure::Unfit(
            FindingKind::UnsupportedFormat,
            format!("{name} images are not read"),
        )),
        Content::NoImage(_) if bytes.is_empty() => Err(Failure::passing("the answer is empty")),
        Content::NoImage(what) => Err(Failure::Unfit(
            FindingKind::Undecodable,
            format!("this is no image but {what}"),
        )),
    }
}

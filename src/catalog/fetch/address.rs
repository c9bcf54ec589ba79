//! Where a poster lies on the web: TMDB's path of it or a whole address.
//!
//! In: what a table says. Out: an address that may be asked, and the name under which its image
//! is kept; or words on why it is not asked.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ureq::http::Uri;

use super::reach::Reach;

/// Where TMDB keeps its images.
pub const IMAGE_BASE: &str = "https://image.tmdb.org/t/p";
/// The longest address that is read, in bytes.
const MAX_LENGTH: usize = 2048;
/// The folder of images whose address a table gave whole.
const WHOLE: &str = "web";

macro_rules! image_sizes {
    ($($(#[$doc:meta])* $variant:ident, $name:literal;)*) => {
        /// The sizes in which TMDB gives a poster; the number is its width in pixels.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum ImageSize { $($(#[$doc])* $variant,)* }

        impl ImageSize {
            /// Every size, the smallest first.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// As TMDB writes it: `w342`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

image_sizes! {
    /// 92 pixels: a stamp.
    W92, "w92";
    /// 154 pixels.
    W154, "w154";
    /// 185 pixels: what the network sees.
    W185, "w185";
    /// 342 pixels: sharp on a screen, about 30 KB each.
    #[default]
    W342, "w342";
    /// 500 pixels.
    W500, "w500";
    /// 780 pixels.
    W780, "w780";
    /// As it was handed in, up to several megabytes.
    Original, "original";
}

impl fmt::Display for ImageSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for ImageSize {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().find(|size| size.name() == name);
        found.copied().ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|size| size.name()).collect();
            format!("'{name}' is no size of TMDB's; use {}", names.join(", "))
        })
    }
}

/// A poster on the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// What is asked for.
    pub uri: Uri,
    /// Under which name its image is kept, without extension: `w342/kqjL17yufvn9OVLyXYpvtyrFfak`.
    pub name: String,
}

/// How addresses are read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Where TMDB's paths begin.
    base: String,
    size: ImageSize,
    reach: Reach,
}

impl Reading {
    /// TMDB's paths begin at `base`, and are asked for in `size`.
    ///
    /// # Errors
    /// Words on why `base` is no address that may be asked.
    pub fn new(base: &str, size: ImageSize, reach: Reach) -> Result<Self, String> {
        let base = base.trim_end_matches('/').to_owned();
        checked(&base, reach)?;
        Ok(Self { base, size, reach })
    }

    /// Reads what a table says: `/kqjL17yufvn9OVLyXYpvtyrFfak.jpg` or `https://…`.
    ///
    /// # Errors
    /// Words on why it is not asked.
    pub fn read(&self, text: &str) -> Result<Address, String> {
        let text = text.trim();
        if text.len() > MAX_LENGTH {
            return Err(format!("longer than {MAX_LENGTH} characters"));
        }
        if let Some(file) = text.strip_prefix('/') {
            let stem = tmdb_stem(file).ok_or("no path of a poster such as TMDB gives")?;
            let uri = checked(&format!("{}/{}/{file}", self.base, self.size), self.reach)?;
            let name = format!("{}/{stem}", self.size);
            return Ok(Address { uri, name });
        }
        let uri = checked(text, self.reach)?;
        let hash = blake3::hash(text.as_bytes()).to_hex();
        let name = format!("{WHOLE}/{}", &hash[..32]);
        Ok(Address { uri, name })
    }
}

/// `kqjL17yufvn9OVLyXYpvtyrFfak` of `kqjL17yufvn9OVLyXYpvtyrFfak.jpg`: it becomes a file's name,
/// and so must be a plain one.
fn tmdb_stem(file: &str) -> Option<&str> {
    let (stem, extension) = file.rsplit_once('.')?;
    let plain = |part: &str| {
        let letters = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        !part.is_empty() && part.len() <= 100 && part.bytes().all(letters)
    };
    (plain(stem) && plain(extension)).then_some(stem)
}

/// The address of the text, where requests may go there; what its name stands for is checked when
/// it is connected to.
///
/// # Errors
/// Words on why not.
pub fn checked(text: &str, reach: Reach) -> Result<Uri, String> {
    let uri: Uri = encoded(text)
        .parse()
        .map_err(|_| "no address on the web".to_owned())?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err("no address on the web".to_owned());
    };
    if authority.as_str().contains('@') {
        return Err("an address with a user's name in it".to_owned());
    }
    if authority.host().is_empty() {
        return Err("an address without a host".to_owned());
    }
    if !reach.allows_scheme(scheme) {
        return Err(format!(
            "{scheme} is not safe on the way; only https is asked"
        ));
    }
    Ok(uri)
}

/// Where an answer that stands at `base` sends to.
///
/// # Errors
/// Words on why nobody goes there.
pub fn joined(base: &Uri, location: &str, reach: Reach) -> Result<Uri, String> {
    if location.len() > MAX_LENGTH {
        return Err(format!("longer than {MAX_LENGTH} characters"));
    }
    let scheme = base.scheme_str().unwrap_or("https");
    let authority = base.authority().map_or("", |authority| authority.as_str());
    let is_scheme = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let whole = match location.split_once(':') {
        Some((start, _)) if !start.is_empty() && is_scheme(start) => location.to_owned(),
        _ if location.is_empty() => return Err("nowhere".to_owned()),
        _ if location.starts_with("//") => format!("{scheme}:{location}"),
        _ if location.starts_with('/') => format!("{scheme}://{authority}{location}"),
        _ if location.starts_with('?') => {
            format!("{scheme}://{authority}{}{location}", base.path())
        }
        _ => {
            let folder = base
                .path()
                .rsplit_once('/')
                .map_or("", |(folder, _)| folder);
            format!("{scheme}://{authority}{folder}/{location}")
        }
    };
    checked(&whole, reach)
}

/// `text` with what may not stand in an address written as `%20`.
fn encoded(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            whole.push(char::from(byte));
        } else {
            whole += &format!("%{byte:02X}");
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading() -> Reading {
        Reading::new(IMAGE_BASE, ImageSize::W185, Reach::Public).expect("TMDB may be asked")
    }

    #[test]
    fn both_kinds_of_address_are_read() {
        let tmdb = reading().read("/kqjL17yufvn9OVLyXYpvtyrFfak.jpg");
        let tmdb = tmdb.expect("TMDB's path");
        assert_eq!(
            tmdb.uri.to_string(),
            "https://image.tmdb.org/t/p/w185/kqjL17yufvn9OVLyXYpvtyrFfak.jpg"
        );
        assert_eq!(tmdb.name, "w185/kqjL17yufvn9OVLyXYpvtyrFfak");
        let text = " https://m.example.com/images/M/MV5@._V1_UX182_CR0,0,182,268_AL_.jpg ";
        let web = reading().read(text).expect("an address of IMDb's kind");
        assert_eq!(web.uri.to_string(), text.trim());
        assert!(web.name.starts_with("web/") && web.name.len() == 36);
        let spaced = reading().read("https://example.com/le père noël.jpg");
        let spaced = spaced.expect("written by hand");
        assert_eq!(spaced.uri.path(), "/le%20p%C3%A8re%20no%C3%ABl.jpg");
    }

    #[test]
    fn what_is_no_safe_address_is_refused() {
        for text in [
            "",
            "N/A",
            "http://example.com/a.jpg",
            "ftp://example.com/a.jpg",
            "file:///etc/passwd",
            "https://",
            "https:///a.jpg",
            "https://me:secret@example.com/a.jpg",
            "//example.com/a.jpg",
            "/covers/a.jpg",
            "/../a.jpg",
            "/..jpg",
            "/.jpg",
            "/a",
            "/a%2fb.jpg",
        ] {
            assert!(reading().read(text).is_err(), "{text}");
        }
        let endless = format!("https://example.com/{}", "a".repeat(MAX_LENGTH));
        assert!(reading().read(&endless).is_err());
        assert!(Reading::new("http://mirror/t/p", ImageSize::W92, Reach::Public).is_err());
    }

    #[test]
    fn redirects_lead_somewhere_safe_or_nowhere() {
        let base: Uri = "https://a.example/one/two.jpg?x=1"
            .parse()
            .expect("an address");
        for (location, expected) in [
            ("https://b.example/c.jpg", "https://b.example/c.jpg"),
            ("//b.example/c.jpg", "https://b.example/c.jpg"),
            ("/c.jpg", "https://a.example/c.jpg"),
            ("c.jpg", "https://a.example/one/c.jpg"),
            ("?y=2", "https://a.example/one/two.jpg?y=2"),
        ] {
            let uri = joined(&base, location, Reach::Public).map(|uri| uri.to_string());
            assert_eq!(uri.as_deref(), Ok(expected), "{location}");
        }
        for location in [
            "",
            "http://a.example/c.jpg",
            "file:///c",
            "javascript:alert(1)",
        ] {
            assert!(
                joined(&base, location, Reach::Public).is_err(),
                "{location}"
            );
        }
    }

    #[test]
    fn sizes_are_those_of_tmdb() {
        assert_eq!("w342".parse(), Ok(ImageSize::default()));
        assert_eq!(ImageSize::Original.to_string(), "original");
        let said = "w341".parse::<ImageSize>().expect_err("no such size");
        assert!(said.contains("w185, w342"), "{said}");
    }
}

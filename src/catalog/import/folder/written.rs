//! A path as a table writes it, perhaps on another computer: its parts.
//!
//! In: `C:\Posters\a.jpg`, `/mnt/nas/a.jpg`, `file:///home/a%20b.jpg`, `https://host/a.jpg?w=5`. Out:
//! the names of folders and file, the last one the file's.

/// The parts of a path or an address.
pub fn parts(text: &str) -> Vec<String> {
    let text = text.trim().trim_matches('"');
    let Some((scheme, rest)) = text.split_once("://") else {
        return split(text);
    };
    // Behind the host.
    let rest = rest.split_once('/').map_or("", |(_, path)| path);
    let rest = match scheme.eq_ignore_ascii_case("file") {
        true => rest,
        false => rest.split(['?', '#']).next().unwrap_or(rest),
    };
    split(&decoded(rest))
}

/// The same, read as an address that is written without its scheme; `None`: no sign of that.
pub fn decoded_parts(text: &str) -> Option<Vec<String>> {
    let plain = decoded(text);
    (plain != text).then(|| split(&plain))
}

fn split(text: &str) -> Vec<String> {
    let text = text.replace('\\', "/");
    let bytes = text.as_bytes();
    let has_drive = bytes.len() > 1 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':';
    let text = if has_drive && (bytes.len() == 2 || bytes[2] == b'/') {
        &text[2..]
    } else {
        &text
    };
    let mut parts: Vec<String> = Vec::new();
    for part in text.split('/') {
        match part {
            "" | "." | "~" => {}
            ".." => _ = parts.pop(),
            part => parts.push(part.to_owned()),
        }
    }
    parts
}

/// `%20` as what it stands for; as it is where that would be no text.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut left = text.as_bytes();
    while let Some((&byte, rest)) = left.split_first() {
        let sign = rest
            .get(..2)
            .filter(|_| byte == b'%')
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            .filter(|sign| *sign >= 0x20);
        bytes.push(sign.unwrap_or(byte));
        left = if sign.is_some() { &rest[2..] } else { rest };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_any_computer() {
        for (text, expected) in [
            ("a.jpg", "a.jpg"),
            ("./covers/a.jpg", "covers/a.jpg"),
            ("C:\\Posters\\Heat\\a.jpg", "Posters/Heat/a.jpg"),
            ("D:/Posters/a.jpg", "Posters/a.jpg"),
            ("\\\\nas\\films\\a.jpg", "nas/films/a.jpg"),
            ("covers\\..\\more\\a.jpg", "more/a.jpg"),
            ("/mnt/nas/a.jpg", "mnt/nas/a.jpg"),
            ("~/Pictures/a.jpg", "Pictures/a.jpg"),
            ("file:///home/me/a%20b.jpg", "home/me/a b.jpg"),
            ("https://host/t/p/w500/a.jpg?v=2#x", "t/p/w500/a.jpg"),
            ("100%.jpg", "100%.jpg"),
            ("M: the film.jpg", "M: the film.jpg"),
        ] {
            assert_eq!(parts(text).join("/"), expected, "{text}");
        }
        assert_eq!(
            decoded_parts("a%20b.jpg")
                .map(|parts| parts.concat())
                .as_deref(),
            Some("a b.jpg")
        );
        assert_eq!(decoded_parts("a b.jpg"), None);
    }
}

//! Numbers as people read them, for the window and the terminal alike.

use std::time::Duration;

use crate::jobs::Snapshot;

/// `7800` as people read it: `7,800`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `2 min left`.
pub fn time_left(left: Duration) -> String {
    match left.as_secs() {
        0 => "nearly done".to_owned(),
        seconds @ 1..=89 => format!("{seconds} s left"),
        seconds @ 90..=5399 => format!("{} min left", (seconds + 30) / 60),
        seconds => format!("{:.1} h left", seconds as f64 / 3600.0),
    }
}

/// How far work has come: `62 of 120 films, 2 min left`.
pub fn progress(snapshot: &Snapshot) -> String {
    let mut text = thousands(snapshot.done);
    if let Some(total) = snapshot.total {
        text += &format!(" of {}", thousands(total));
    }
    text += &format!(" {}", snapshot.unit);
    if let Some(left) = snapshot.time_left {
        text += &format!(", {}", time_left(left));
    }
    text
}

/// A probability in `0..=1` as people read it: `38 %`, and near the ends `0.4 %` or `99.7 %`,
/// where whole numbers would all be the same.
pub fn percent(probability: f32) -> String {
    let percent = probability * 100.0;
    if percent < 0.05 {
        "0 %".to_owned()
    } else if percent < 0.95 || (99.5..99.95).contains(&percent) {
        format!("{percent:.1} %")
    } else {
        format!("{percent:.0} %")
    }
}

/// `6.2 GB`: in powers of 1,000, as disks are sold.
pub fn bytes(bytes: u64) -> String {
    let units = ["bytes", "KB", "MB", "GB", "TB"];
    let mut value = bytes as f64;
    let mut unit = 0;
    while value >= 999.5 && unit + 1 < units.len() {
        value /= 1000.0;
        unit += 1;
    }
    if unit < 2 || value >= 9.95 {
        format!("{value:.0} {}", units[unit])
    } else {
        format!("{value:.1} {}", units[unit])
    }
}

/// How long something took: `4.2 s`, `12 min`, `1.5 h`.
pub fn lasted(seconds: f64) -> String {
    if seconds < 9.95 {
        format!("{seconds:.1} s")
    } else if seconds < 89.5 {
        format!("{seconds:.0} s")
    } else if seconds < 5370.0 {
        format!("{:.0} min", seconds / 60.0)
    } else {
        format!("{:.1} h", seconds / 3600.0)
    }
}

/// A while to come, as a person would guess it: `about 9 minutes`.
pub fn about(time: Duration) -> String {
    match time.as_secs() {
        0..=9 => "a few seconds".to_owned(),
        seconds @ 10..=89 => format!("about {} seconds", (seconds + 5) / 10 * 10),
        seconds @ 90..=5399 => format!("about {} minutes", (seconds + 30) / 60),
        seconds => format!("about {:.1} hours", seconds as f64 / 3600.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_as_people_read_them() {
        assert_eq!(
            [0, 999, 1000, 1_234_567].map(thousands),
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!(
            [0.0, 0.004, 0.38, 0.997, 1.0].map(percent),
            ["0 %", "0.4 %", "38 %", "99.7 %", "100 %"]
        );
        assert_eq!(
            [0, 999, 1_000, 6_240_000_000, 47_146_104].map(bytes),
            ["0 bytes", "999 bytes", "1 KB", "6.2 GB", "47 MB"]
        );
        assert_eq!(
            [0.42, 42.0, 720.0, 5400.0].map(lasted),
            ["0.4 s", "42 s", "12 min", "1.5 h"]
        );
        let guess = |seconds| about(Duration::from_secs(seconds));
        assert_eq!(
            [guess(3), guess(42), guess(540), guess(7200)],
            [
                "a few seconds",
                "about 40 seconds",
                "about 9 minutes",
                "about 2.0 hours"
            ]
        );
        let left = |seconds| time_left(Duration::from_secs(seconds));
        assert_eq!(
            [left(0), left(45), left(120), left(7200)],
            ["nearly done", "45 s left", "2 min left", "2.0 h left"]
        );
    }
}

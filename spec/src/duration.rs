//! Reads and writes durations as people write them.

use std::time::Duration;

const UNITS: [(&str, u64); 5] = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

/// Reads `90s`, `5m`, `1h30m` or `1500ms`; returns none for anything else, and if the duration is too long.
pub(crate) fn parse_duration(text: &str) -> Option<Duration> {
    let mut rest = text.trim();
    let mut total = None::<u64>;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let amount: u64 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let (_, unit) = UNITS.iter().find(|(name, _)| *name == &rest[..letters])?;
        total = Some(total.unwrap_or(0).checked_add(amount.checked_mul(*unit)?)?);
        rest = &rest[letters..];
    }
    total.map(Duration::from_millis)
}

/// Writes a duration as a catalog does: `1m30s`.
#[must_use]
pub fn format_duration(duration: Duration) -> String {
    let mut rest = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    let mut out = String::new();
    for (name, unit) in UNITS {
        if rest >= unit {
            out += &(rest / unit).to_string();
            out += name;
            rest %= unit;
        }
    }
    if out.is_empty() { "0s".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_back_as_they_are_written() {
        for text in ["90s", "5m", "1h30m", "1500ms", "2d", "0s"] {
            let duration = parse_duration(text).unwrap();
            assert_eq!(parse_duration(&format_duration(duration)), Some(duration), "{text}");
        }
        assert_eq!(format_duration(Duration::from_secs(90)), "1m30s");
    }

    #[test]
    fn number_without_unit_is_not_a_duration() {
        for text in
            ["", "60", "1.5s", "-1s", "5 m", "s", "1h30", "99999999999999999999s", "300000000000000000d"]
        {
            assert_eq!(parse_duration(text), None, "{text}");
        }
    }
}

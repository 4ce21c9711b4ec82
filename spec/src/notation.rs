//! Reads and writes durations and classes of statuses as people write them.

use std::time::Duration;

use errspec_data::Statuses;

/// A unit of durations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DurationUnit {
    /// The letters that a catalog writes, such as `h`.
    pub symbol: &'static str,
    /// The word in the singular, such as `hour`.
    pub name: &'static str,
    /// The length.
    pub milliseconds: u64,
}

/// The units of durations, the longest first.
pub const DURATION_UNITS: [DurationUnit; 5] = [
    DurationUnit { symbol: "d", name: "day", milliseconds: 86_400_000 },
    DurationUnit { symbol: "h", name: "hour", milliseconds: 3_600_000 },
    DurationUnit { symbol: "m", name: "minute", milliseconds: 60_000 },
    DurationUnit { symbol: "s", name: "second", milliseconds: 1_000 },
    DurationUnit { symbol: "ms", name: "millisecond", milliseconds: 1 },
];

/// Reads `90s`, `5m`, `1h30m` or `1500ms`; returns none for anything else, and if the duration is too long.
pub(crate) fn parse_duration(text: &str) -> Option<Duration> {
    let mut rest = text.trim();
    let mut total = None::<u64>;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let amount: u64 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let unit = DURATION_UNITS.iter().find(|unit| unit.symbol == &rest[..letters])?;
        total = Some(total.unwrap_or(0).checked_add(amount.checked_mul(unit.milliseconds)?)?);
        rest = &rest[letters..];
    }
    total.map(Duration::from_millis)
}

/// Writes a duration as a catalog does, such as `1m30s`.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use errspec_spec::notation::format_duration;
///
/// assert_eq!(format_duration(Duration::from_secs(90)), "1m30s");
/// ```
#[must_use]
pub fn format_duration(duration: Duration) -> String {
    let mut rest = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    let mut out = String::new();
    for DurationUnit { symbol, milliseconds, .. } in DURATION_UNITS {
        if rest >= milliseconds {
            out += &(rest / milliseconds).to_string();
            out += symbol;
            rest %= milliseconds;
        }
    }
    if out.is_empty() { "0s".to_owned() } else { out }
}

/// Returns the text of a class of statuses, such as `4xx`.
///
/// # Examples
///
/// ```
/// use errspec_spec::notation::{format_class, parse_class};
///
/// assert_eq!(format_class(4), "4xx");
/// assert_eq!(parse_class("4XX"), Some(4));
/// assert_eq!(parse_class("0xx"), None);
/// ```
#[must_use]
pub fn format_class(class: u8) -> String {
    Statuses::Class(class).head().map(|head| head.to_string()).unwrap_or_default()
}

/// Reads a class of statuses, from `1xx` to `9xx`, in small or capital letters.
#[must_use]
pub fn parse_class(text: &str) -> Option<u8> {
    let digit = text.strip_suffix("xx").or_else(|| text.strip_suffix("XX"))?;
    digit.parse().ok().filter(|class| digit.len() == 1 && (1..=9).contains(class))
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

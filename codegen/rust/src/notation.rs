//! Knows how people write classes of statuses and the units of durations.

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

/// Returns the text of a class of statuses, such as `4xx`.
///
/// # Examples
///
/// ```
/// use errspec_codegen::notation::{format_class, parse_class};
///
/// assert_eq!(format_class(4), "4xx");
/// assert_eq!(parse_class("4XX"), Some(4));
/// assert_eq!(parse_class("6xx"), None);
/// ```
#[must_use]
pub fn format_class(class: u8) -> String {
    Statuses::Class(class).head().map(|head| head.to_string()).unwrap_or_default()
}

/// Reads a class of statuses, from `1xx` to `5xx`, in small or capital letters.
#[must_use]
pub fn parse_class(text: &str) -> Option<u8> {
    let digit = text.strip_suffix("xx").or_else(|| text.strip_suffix("XX"))?;
    digit.parse().ok().filter(|class| digit.len() == 1 && (1..=5).contains(class))
}

//! Parses moments as servers write them: HTTP-dates (RFC 9110, section 5.6.7) and timestamps (RFC 3339).

use std::time::{Duration, SystemTime};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// From March 1 of the year 0 to January 1, 1970.
const DAYS_BEFORE_1970: u64 = 719_468;

/// Parses the three forms of an HTTP-date. A leap second is the second before it.
pub(super) fn parse_http_date(text: &str) -> Option<SystemTime> {
    let text = text.trim();
    httpdate::parse_http_date(text)
        .or_else(|_| httpdate::parse_http_date(&text.replacen(":60", ":59", 1)))
        .ok()
}

/// Parses a timestamp of RFC 3339, from 1970 on. A leap second is the second before it.
pub(super) fn parse_rfc3339(text: &str) -> Option<SystemTime> {
    let (date, rest) = (text.get(..10)?, text.get(10..)?);
    let time = rest.strip_prefix(['T', 't', ' '])?;
    let [year, month, day] = split_numbers(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = split_numbers(time.get(..8)?, ':', [2, 2, 2])?;
    let is_date = (1970..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1;
    if !is_date || day > count_days_of_month(year, month) || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let (fraction, offset) = split_fraction(time.get(8..)?)?;
    let seconds = count_days(year, month, day) * DAY + hour * HOUR + minute * MINUTE + second.min(59);
    let seconds = seconds.checked_add_signed(-parse_offset(offset)?)?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds) + fraction)
}

/// Parses numbers of fixed widths between separators.
fn split_numbers(text: &str, separator: char, widths: [usize; 3]) -> Option<[u64; 3]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; 3];
    for (number, width) in numbers.iter_mut().zip(widths) {
        let part = parts.next().filter(|part| part.len() == width)?;
        *number = part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten()?;
    }
    parts.next().is_none().then_some(numbers)
}

/// Splits a fraction of a second off, if there is one.
fn split_fraction(text: &str) -> Option<(Duration, &str)> {
    let Some(digits) = text.strip_prefix('.') else { return Some((Duration::ZERO, text)) };
    let end = digits.find(|c: char| !c.is_ascii_digit())?;
    let fraction: f64 =
        format!("0.{}", digits.get(..end).filter(|digits| !digits.is_empty())?).parse().ok()?;
    Some((Duration::try_from_secs_f64(fraction).ok()?, &digits[end..]))
}

/// Parses the offset from UTC, in seconds.
fn parse_offset(text: &str) -> Option<i64> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let sign = match text.bytes().next()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let number = |part: &str| (part.len() == 2).then(|| part.parse::<u8>().ok()).flatten();
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours < 24 && minutes < 60).then_some(sign * (i64::from(hours) * 3600 + i64::from(minutes) * 60))
}

fn count_days_of_month(year: u64, month: u64) -> u64 {
    let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    count_days(next_year, next_month, 1) - count_days(year, month, 1)
}

/// Counts the days from 1970-01-01 to a date of the Gregorian calendar.
///
/// Years are counted from March, so that the leap day is the last of its year.
fn count_days(year: u64, month: u64, day: u64) -> u64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days_before_month = (153 * month + 2) / 5;
    365 * year + year / 4 - year / 100 + year / 400 + days_before_month + day - 1 - DAYS_BEFORE_1970
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Option<u64> {
        Some(parse_rfc3339(text)?.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs())
    }

    #[test]
    fn timestamps() {
        assert_eq!(seconds("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(seconds("2000-02-29T12:00:00Z"), Some(951_825_600));
        assert_eq!(seconds("2023-11-14T22:13:20.999Z"), Some(1_700_000_000));
        assert_eq!(seconds("2023-11-15T00:13:20+02:00"), Some(1_700_000_000));
        assert_eq!(seconds("9999-12-31T23:59:59Z"), Some(253_402_300_799));
    }

    #[test]
    fn what_is_no_timestamp() {
        for text in [
            "",
            "2023-11-14",
            "2023-11-14T22:13:20",
            "2023-13-14T22:13:20Z",
            "2023-00-14T22:13:20Z",
            "2023-11-00T22:13:20Z",
            "2024-02-30T22:13:20Z",
            "2023-02-29T22:13:20Z",
            "2023-11-31T22:13:20Z",
            "2023-12-32T22:13:20Z",
            "2023-11-14T24:13:20Z",
            "2023-11-14T22:13:20.Z",
            "2023-11-14T22:13:20+2:00",
            "2023-11-14T22:13Z",
            "1969-12-31T23:59:59Z",
            "2023-11-14T22:13:20+24:00",
            "1970-01-01T00:00:00+01:00",
            "2023-11-14X22:13:20Z",
            "\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}T22:13:20Z",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before() {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let mut expected = 0;
        let years = if cfg!(miri) { 5 } else { 400 };
        for year in 1970..1970 + years {
            let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            for (month, length) in (1..).zip(lengths) {
                let length = if month == 2 && is_leap { 29 } else { length };
                for day in 1..=length {
                    assert_eq!(count_days(year, month, day), expected);
                    expected += 1;
                }
            }
        }
    }
}

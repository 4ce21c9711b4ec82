//! Reads how long a server asks to wait: `Retry-After` (RFC 9110, section 10.2.3), and what APIs have besides.
//!
//! One reader takes every form that servers send, wherever it is: numbers, durations such as `6m0s`, and moments, which
//! are reckoned from the `Date` of the response, since the clocks of a client and a server differ.

mod moment;

use std::time::{Duration, SystemTime};

use errspec_data::{Locator, ReadResponse, Unit, Value};
use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

use moment::{parse_http_date, parse_rfc3339};

/// Waits that are longer are mistakes, and would make a client wait for ever.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// An epoch above it counts milliseconds: as seconds it would be in the year 5138.
const LAST_EPOCH_SECOND: f64 = 1e11;

/// Finds the wait that a server asks for: the first locator that has one counts, and there the longest of several.
///
/// `Retry-After` is asked first, unless the catalog gives it a place among the others. `fields` are the header fields of
/// the response, `dated` those that have the `Date`, which for an item are those of the response that it is in.
pub(crate) fn find_wait<R: ReadResponse>(
    response: &R,
    fields: &HeaderMap,
    dated: &HeaderMap,
    locators: &[Locator<'_>],
) -> Option<Duration> {
    const FIRST: Locator<'static> = Locator::header("retry-after");
    let is_asked_first =
        fields.contains_key(RETRY_AFTER) && !locators.iter().any(|at| at.place() == FIRST.place());
    let asked = if is_asked_first { find_at(response, dated, &FIRST) } else { None };
    asked.or_else(|| locators.iter().find_map(|at| find_at(response, dated, at)))
}

/// Finds the longest wait at a locator.
fn find_at<R: ReadResponse>(response: &R, dated: &HeaderMap, at: &Locator<'_>) -> Option<Duration> {
    let mut longest = None;
    response.find_located(at, |value| {
        let wait = match value {
            Value::Text(text) => at.cut(text).and_then(|text| parse_list(text, at.unit(), dated)),
            Value::Number(digits) => {
                digits.parse().ok().and_then(|number| convert_number(number, at.unit(), dated))
            }
            _ => None,
        };
        longest = longest.max(wait);
        None::<()>
    });
    longest
}

/// Parses a wait, or the longest of several between commas.
fn parse_list(text: &str, unit: Unit, headers: &HeaderMap) -> Option<Duration> {
    if let Some(wait) = parse_wait(text, unit, headers) {
        return Some(wait);
    }
    let parts: Vec<_> = text.split(',').collect();
    let single = parts.iter().filter_map(|part| parse_wait(part, unit, headers));
    // A date has a comma of its own.
    let dates = parts.windows(2).filter_map(|parts| parse_wait(&parts.join(","), unit, headers));
    single.chain(dates).max()
}

/// Parses a number, a duration or a moment.
fn parse_wait(text: &str, unit: Unit, headers: &HeaderMap) -> Option<Duration> {
    let text = text.trim();
    if let Some(number) = parse_decimal(text) {
        return convert_number(number, unit, headers);
    }
    if let Some(seconds) = parse_duration_in_seconds(text) {
        return convert_seconds(seconds);
    }
    wait_until(parse_moment(text)?, headers)
}

/// Parses a moment: a timestamp of RFC 3339 or an HTTP-date.
#[must_use]
pub fn parse_moment(text: &str) -> Option<SystemTime> {
    parse_rfc3339(text).or_else(|| parse_http_date(text))
}

/// Parses digits with or without a fraction; a sign or an exponent is none.
fn parse_decimal(text: &str) -> Option<f64> {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    (is_digits(whole) && is_digits(fraction)).then(|| text.parse().ok()).flatten()
}

/// Parses durations such as `500ms`, `6m0s` and `3.5s` into seconds.
fn parse_duration_in_seconds(text: &str) -> Option<f64> {
    let (mut seconds, mut rest) = (0.0, text);
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, others) = rest.split_at(digits);
        let end = others.find(|c: char| c.is_ascii_digit()).unwrap_or(others.len());
        let (unit, others) = others.split_at(end);
        seconds += parse_decimal(number)? * seconds_in(unit.trim_end())?;
        rest = others.trim_start();
    }
    (!text.is_empty()).then_some(seconds)
}

fn seconds_in(unit: &str) -> Option<f64> {
    Some(match unit {
        "d" => 86_400.0,
        "h" => 3_600.0,
        "m" => 60.0,
        "s" => 1.0,
        "ms" => 1e-3,
        "us" | "\u{b5}s" | "\u{3bc}s" => 1e-6,
        "ns" => 1e-9,
        _ => return None,
    })
}

fn convert_number(number: f64, unit: Unit, headers: &HeaderMap) -> Option<Duration> {
    match unit {
        Unit::Seconds => convert_seconds(number),
        Unit::Milliseconds => convert_seconds(number / 1000.0),
        Unit::Epoch => {
            let seconds = if number > LAST_EPOCH_SECOND { number / 1000.0 } else { number };
            let since_epoch = Duration::try_from_secs_f64(seconds).ok()?;
            wait_until(SystemTime::UNIX_EPOCH.checked_add(since_epoch)?, headers)
        }
    }
}

fn convert_seconds(seconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(seconds).ok().filter(|wait| *wait <= LONGEST)
}

/// Returns the time until a moment; zero if it is past.
fn wait_until(moment: SystemTime, headers: &HeaderMap) -> Option<Duration> {
    let date = headers.get(DATE).and_then(|date| parse_http_date(date.to_str().ok()?));
    let wait = moment.duration_since(date.or_else(read_clock)?).unwrap_or_default();
    Some(wait).filter(|wait| *wait <= LONGEST)
}

/// Returns the time, where there is a clock.
fn read_clock() -> Option<SystemTime> {
    let has_clock = !cfg!(all(target_family = "wasm", target_os = "unknown"));
    has_clock.then(SystemTime::now)
}

/// Returns the time since 1970-01-01T00:00:00Z, where there is a clock.
pub(crate) fn read_time() -> Option<Duration> {
    read_clock()?.duration_since(SystemTime::UNIX_EPOCH).ok()
}

#[cfg(test)]
mod tests {
    use errspec_data::Place;

    use super::*;

    /// A response with header fields, and a value at each of the pointers `/0`, `/1`, …
    struct Values<'a>(&'a [Value<'a>], &'a HeaderMap);

    impl ReadResponse for Values<'_> {
        fn status(&self) -> Option<u16> {
            None
        }

        fn value(&self, place: Place<'_>, index: usize) -> Option<Value<'_>> {
            if let Place::Header(name) = place {
                return self.1.get_all(name).iter().nth(index)?.to_str().ok().map(Value::Text);
            }
            if index > 0 {
                return None;
            }
            self.0.get(place.pointer()?.as_str()[1..].parse::<usize>().ok()?).copied()
        }
    }

    const fn at(pointer: &'static str, unit: Unit) -> Locator<'static> {
        Locator::at(Place::body(pointer)).with_unit(unit)
    }

    fn wait(values: &[Value<'_>], headers: &HeaderMap, locators: &[Locator<'_>]) -> Option<Duration> {
        find_wait(&Values(values, headers), headers, headers, locators)
    }

    fn header(fields: &[&str]) -> Option<Duration> {
        let fields = fields.iter().map(|field| (RETRY_AFTER, field.parse().unwrap()));
        wait(&[], &fields.collect(), &[])
    }

    fn body(value: Value<'_>, unit: Unit) -> Option<Duration> {
        wait(&[value], &HeaderMap::new(), &[at("/0", unit)])
    }

    const MILLI: Duration = Duration::from_millis(1);

    #[test]
    fn retry_after_is_a_number_of_seconds() {
        assert_eq!(
            ["120", "0", " 7 "].map(|text| header(&[text])),
            [Some(120_000 * MILLI), Some(Duration::ZERO), Some(7000 * MILLI)]
        );
        assert_eq!(["-1", "1e3", "+1", "", "soon", ".5", "5."].map(|text| header(&[text])), [None; 7]);
        assert_eq!(header(&["18446744073709551616"]), None);
    }

    #[test]
    fn retry_after_is_a_date() {
        assert_eq!(header(&["Wed, 21 Oct 2015 07:28:00 GMT"]), Some(Duration::ZERO));
        let wait = header(&[&httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(100))]).unwrap();
        assert!((98..=100).contains(&wait.as_secs()));
        assert_eq!(header(&["Wed, 99 Oct 2015 07:28:00 GMT"]), None);
    }

    #[test]
    fn longest_of_several_fields_and_of_a_list_counts() {
        assert_eq!(header(&["soon", "5", "6"]), Some(6000 * MILLI));
        assert_eq!(header(&["2814, 2"]), Some(2_814_000 * MILLI));
        assert_eq!(header(&["soon, 2"]), Some(2000 * MILLI));
    }

    #[test]
    fn fractions_and_durations() {
        let texts = ["2.0", "0.249", "500ms", "6m0s", "3.5s", "1h30m", "1d", "20us", "1m 5s", "0s"];
        let waits = [2000, 249, 500, 360_000, 3500, 5_400_000, 86_400_000, 0, 65_000, 0];
        for (text, wait) in texts.into_iter().zip(waits) {
            let found = header(&[text]).map(|found| found.as_millis());
            assert_eq!(found, Some(wait), "{text}");
            assert_eq!(
                body(Value::Text(text), Unit::Seconds).map(|found| found.as_millis()),
                Some(wait),
                "{text}"
            );
        }
        assert_eq!(["6m0", "m", "6 0s", "-3s", "3x", "1.s"].map(|text| header(&[text])), [None; 6]);
        assert_eq!(body(Value::Text("1500"), Unit::Milliseconds), Some(1500 * MILLI));
        assert_eq!(body(Value::Text("2s"), Unit::Milliseconds), Some(2000 * MILLI));
    }

    #[test]
    fn waits_above_a_year_are_none() {
        assert_eq!(header(&["31536000"]), Some(LONGEST));
        assert_eq!(["31536001", "18446744073709551615", "366d"].map(|text| header(&[text])), [None; 3]);
        assert_eq!(header(&["Wed, 21 Oct 2115 07:28:00 GMT"]), None);
    }

    #[test]
    fn moments_are_reckoned_from_the_date_of_the_response() {
        let at_date = |fields: &[(http::HeaderName, &str)]| {
            let fields = fields.iter().map(|(name, text)| (name.clone(), text.parse().unwrap()));
            wait(&[], &fields.collect(), &[])
        };
        let date = (DATE, "Wed, 21 Oct 2015 07:28:00 GMT");
        for moment in [
            "Wed, 21 Oct 2015 07:28:30 GMT",
            "Wednesday, 21-Oct-15 07:28:30 GMT",
            "Wed Oct 21 07:28:30 2015",
            "2015-10-21T07:28:30Z",
            "2015-10-21T09:28:30+02:00",
            "2015-10-21t02:28:30.000-05:00",
            "2015-10-21 07:28:30z",
        ] {
            assert_eq!(at_date(&[date.clone(), (RETRY_AFTER, moment)]), Some(30_000 * MILLI), "{moment}");
        }
        let leap = (DATE, "Sat, 31 Dec 2016 23:59:00 GMT");
        for moment in ["Sat, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:60Z"] {
            let wait = at_date(&[leap.clone(), (RETRY_AFTER, moment)]).unwrap();
            assert!((59..=60).contains(&wait.as_secs()), "{moment}");
        }
        let listed = (RETRY_AFTER, "5, Wed, 21 Oct 2015 07:28:30 GMT, Wed, 21 Oct 2015 07:28:10 GMT");
        assert_eq!(at_date(&[date.clone(), listed]), Some(30_000 * MILLI));
        let past = (RETRY_AFTER, "Wed, 21 Oct 2015 07:00:00 GMT");
        assert_eq!(at_date(&[date, past]), Some(Duration::ZERO));
        let nonsense = (DATE, "yesterday");
        assert_eq!(at_date(&[nonsense, (RETRY_AFTER, "2015-10-21T07:28:30Z")]), Some(Duration::ZERO));
    }

    #[test]
    fn epochs_count_seconds_or_milliseconds() {
        let date: HeaderMap =
            [(DATE, "Tue, 14 Nov 2023 22:13:20 GMT".parse().unwrap())].into_iter().collect();
        let epoch = |value| wait(&[value], &date, &[at("/0", Unit::Epoch)]);
        assert_eq!(epoch(Value::Number("1700000030")), Some(30_000 * MILLI));
        assert_eq!(epoch(Value::Number("1700000030000")), Some(30_000 * MILLI));
        assert_eq!(epoch(Value::Text("1700000000.5")).map(|wait| wait.as_millis()), Some(500));
    }

    #[test]
    fn retry_after_among_the_locators_has_its_place_there() {
        let values = [Value::Number("2")];
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, "9".parse().unwrap());
        let locators = [at("/0", Unit::Seconds), Locator::header("retry-after")];
        assert_eq!(wait(&values, &headers, &locators), Some(2000 * MILLI));
        assert_eq!(wait(&values, &headers, &locators[1..]), Some(9000 * MILLI));
        headers.append("x-reset", "7s".parse().unwrap());
        headers.append("x-reset", "8s".parse().unwrap());
        assert_eq!(wait(&values, &headers, &[Locator::header("x-reset"), locators[1]]), Some(8000 * MILLI));
    }

    #[test]
    fn a_place_counts_in_its_unit() {
        assert_eq!(body(Value::Number("3"), Unit::Seconds), Some(3000 * MILLI));
        assert_eq!(body(Value::Number("1.5"), Unit::Seconds), Some(1500 * MILLI));
        assert_eq!(body(Value::Text(" 2.25 "), Unit::Seconds), Some(2250 * MILLI));
        assert_eq!(body(Value::Text("1234"), Unit::Milliseconds), Some(1234 * MILLI));
        assert_eq!(body(Value::Number("1000000"), Unit::Epoch), Some(Duration::ZERO));
        let soon = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs() + 100;
        assert!((98..=100).contains(&body(Value::Number(&soon.to_string()), Unit::Epoch).unwrap().as_secs()));
    }

    #[test]
    fn nonsense_is_no_wait() {
        for unit in [Unit::Seconds, Unit::Milliseconds, Unit::Epoch] {
            let texts = ["", "soon", "-1", "NaN", "inf", "-inf", "1e300"].map(Value::Text);
            let values = [
                Value::Number("-1"),
                Value::Number("-0.5"),
                Value::Number("1e300"),
                Value::Null,
                Value::Object,
            ];
            assert!(texts.into_iter().chain(values).all(|value| body(value, unit).is_none()));
        }
        assert_eq!(body(Value::Number("18446744073709551615"), Unit::Seconds), None);
        assert_eq!(body(Value::Number("18446744073709551615"), Unit::Epoch), None);
    }

    #[test]
    fn the_header_comes_before_the_places_and_the_first_place_that_is_a_wait_counts() {
        let values = [Value::Text("soon"), Value::Number("2")];
        let locators = [at("/0", Unit::Seconds), at("/1", Unit::Milliseconds)];
        let mut headers = HeaderMap::new();
        assert_eq!(wait(&values, &headers, &locators), Some(2 * MILLI));
        headers.insert(RETRY_AFTER, "9".parse().unwrap());
        assert_eq!(wait(&values, &headers, &locators), Some(9000 * MILLI));
    }
}

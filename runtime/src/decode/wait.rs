//! How long a server asks to wait: `Retry-After` of RFC 9110, section 10.2.3, and what APIs have besides.

use std::time::{Duration, SystemTime};

use http::header::RETRY_AFTER;

use super::answer::Answer;
use crate::catalog::{Locator, Unit};

/// The first wait that is one; `Retry-After` comes before what the catalog names.
pub(crate) fn asked(answer: &Answer<'_>, places: &[(Locator, Unit)]) -> Option<Duration> {
    let mut fields = answer.headers.get_all(&RETRY_AFTER).iter();
    fields
        .find_map(|value| retry_after(value.to_str().ok()?.trim()))
        .or_else(|| places.iter().find_map(|(at, unit)| wait(answer.number(at)?, *unit)))
}

/// Reads delta-seconds or an HTTP-date.
fn retry_after(text: &str) -> Option<Duration> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(Duration::from_secs);
    }
    httpdate::parse_http_date(text).ok().and_then(until)
}

fn wait(number: f64, unit: Unit) -> Option<Duration> {
    let seconds = if let Unit::Milliseconds = unit { number / 1000.0 } else { number };
    let duration = Duration::try_from_secs_f64(seconds).ok()?;
    match unit {
        Unit::Seconds | Unit::Milliseconds => Some(duration),
        Unit::Epoch => until(SystemTime::UNIX_EPOCH.checked_add(duration)?),
    }
}

/// The time from now until a moment; zero if it is past.
fn until(moment: SystemTime) -> Option<Duration> {
    Some(moment.duration_since(now()?).unwrap_or_default())
}

/// The time, where there is a clock.
fn now() -> Option<SystemTime> {
    let clock = !cfg!(all(target_family = "wasm", target_os = "unknown"));
    clock.then(SystemTime::now)
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;
    use crate::catalog::Place;
    use crate::decode::walk::{Slot, Value};
    use crate::testing::at;

    fn header(fields: &[&str]) -> Option<Duration> {
        let fields = fields.iter().map(|field| (RETRY_AFTER, field.parse().unwrap()));
        asked(&Answer { slots: &[], headers: &fields.collect::<HeaderMap>() }, &[])
    }

    fn body(value: Value<'_>, unit: Unit) -> Option<Duration> {
        let places = [(at(Place::Body(0, "/wait")), unit)];
        asked(&Answer { slots: &[Slot::InText(value)], headers: &HeaderMap::new() }, &places)
    }

    const MILLI: Duration = Duration::from_millis(1);

    #[test]
    fn retry_after_is_a_number_of_seconds() {
        assert_eq!(
            ["120", "0", " 7 "].map(|text| header(&[text])),
            [Some(120_000 * MILLI), Some(Duration::ZERO), Some(7000 * MILLI)]
        );
        assert_eq!(["-1", "1.5", "1e3", "+1", "", "soon"].map(|text| header(&[text])), [None; 6]);
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
    fn the_first_valid_field_counts() {
        assert_eq!(header(&["soon", "5", "6"]), Some(5000 * MILLI));
    }

    #[test]
    fn a_place_counts_in_its_unit() {
        assert_eq!(body(Value::Unsigned(3), Unit::Seconds), Some(3000 * MILLI));
        assert_eq!(body(Value::Float(1.5), Unit::Seconds), Some(1500 * MILLI));
        assert_eq!(body(Value::Text(" 2.25 "), Unit::Seconds), Some(2250 * MILLI));
        assert_eq!(body(Value::Text("1234"), Unit::Milliseconds), Some(1234 * MILLI));
        assert_eq!(body(Value::Unsigned(1_000_000), Unit::Epoch), Some(Duration::ZERO));
        let soon = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs() + 100;
        assert!((98..=100).contains(&body(Value::Unsigned(soon), Unit::Epoch).unwrap().as_secs()));
    }

    #[test]
    fn nonsense_is_no_wait() {
        for unit in [Unit::Seconds, Unit::Milliseconds, Unit::Epoch] {
            let texts = ["", "soon", "-1", "NaN", "inf", "-inf", "1e300"].map(Value::Text);
            let values =
                [Value::Signed(-1), Value::Float(-0.5), Value::Float(1e300), Value::Null, Value::Nested];
            assert!(texts.into_iter().chain(values).all(|value| body(value, unit).is_none()));
        }
        assert_eq!(body(Value::Unsigned(u64::MAX), Unit::Seconds), None);
        assert_eq!(body(Value::Unsigned(u64::MAX), Unit::Epoch), None);
    }

    #[test]
    fn the_header_comes_before_the_places_and_the_first_place_that_is_a_wait_counts() {
        let slots = [Slot::InText(Value::Text("soon")), Slot::InText(Value::Unsigned(2))];
        let places =
            [(at(Place::Body(0, "/a")), Unit::Seconds), (at(Place::Body(1, "/b")), Unit::Milliseconds)];
        let mut headers = HeaderMap::new();
        assert_eq!(asked(&Answer { slots: &slots, headers: &headers }, &places), Some(2 * MILLI));
        headers.insert(RETRY_AFTER, "9".parse().unwrap());
        assert_eq!(asked(&Answer { slots: &slots, headers: &headers }, &places), Some(9000 * MILLI));
    }
}

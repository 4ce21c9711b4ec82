//! How long a server asks to wait: `Retry-After` (RFC 9110, section 10.2.3), and what APIs have besides.

use std::time::{Duration, SystemTime};

use errspec_data::{Locator, ReadResponse, Unit, Value};
use http::HeaderMap;
use http::header::RETRY_AFTER;

/// Finds the first wait that is one; `Retry-After` comes before what the catalog names.
pub(crate) fn find_wait<R: ReadResponse>(
    response: &R,
    headers: &HeaderMap,
    locators: &[Locator<'_>],
) -> Option<Duration> {
    let mut fields = headers.get_all(&RETRY_AFTER).iter();
    fields
        .find_map(|value| parse_retry_after(value.to_str().ok()?.trim()))
        .or_else(|| locators.iter().find_map(|at| convert_wait(find_number(response, at)?, at.unit())))
}

/// Parses delay-seconds or an HTTP-date.
fn parse_retry_after(text: &str) -> Option<Duration> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(Duration::from_secs);
    }
    httpdate::parse_http_date(text).ok().and_then(wait_until)
}

/// Finds a number, or a string that is one.
fn find_number<R: ReadResponse>(response: &R, at: &Locator<'_>) -> Option<f64> {
    match response.value(at.place())? {
        Value::Text(text) => at.cut(text)?.trim().parse().ok(),
        Value::Number(digits) => digits.parse().ok(),
        _ => None,
    }
}

fn convert_wait(number: f64, unit: Unit) -> Option<Duration> {
    let seconds = if let Unit::Milliseconds = unit { number / 1000.0 } else { number };
    let duration = Duration::try_from_secs_f64(seconds).ok()?;
    match unit {
        Unit::Seconds | Unit::Milliseconds => Some(duration),
        Unit::Epoch => wait_until(SystemTime::UNIX_EPOCH.checked_add(duration)?),
    }
}

/// Returns the time from now until a moment; zero if it is past.
fn wait_until(moment: SystemTime) -> Option<Duration> {
    Some(moment.duration_since(read_clock()?).unwrap_or_default())
}

/// Returns the time, where there is a clock.
fn read_clock() -> Option<SystemTime> {
    let has_clock = !cfg!(all(target_family = "wasm", target_os = "unknown"));
    has_clock.then(SystemTime::now)
}

#[cfg(test)]
mod tests {
    use errspec_data::Place;

    use super::*;

    /// A response with a value at each of the pointers `/0`, `/1`, …
    struct Values<'a>(&'a [Value<'a>]);

    impl ReadResponse for Values<'_> {
        fn status(&self) -> Option<u16> {
            None
        }

        fn value(&self, place: Place<'_>) -> Option<Value<'_>> {
            self.0.get(place.pointer()?.as_str()[1..].parse::<usize>().ok()?).copied()
        }
    }

    const fn at(pointer: &'static str, unit: Unit) -> Locator<'static> {
        Locator::at(Place::body(pointer)).with_unit(unit)
    }

    fn header(fields: &[&str]) -> Option<Duration> {
        let fields = fields.iter().map(|field| (RETRY_AFTER, field.parse().unwrap()));
        find_wait(&Values(&[]), &fields.collect(), &[])
    }

    fn body(value: Value<'_>, unit: Unit) -> Option<Duration> {
        find_wait(&Values(&[value]), &HeaderMap::new(), &[at("/0", unit)])
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
                Value::Nested,
            ];
            assert!(texts.into_iter().chain(values).all(|value| body(value, unit).is_none()));
        }
        assert_eq!(body(Value::Number("18446744073709551615"), Unit::Seconds), None);
        assert_eq!(body(Value::Number("18446744073709551615"), Unit::Epoch), None);
    }

    #[test]
    fn the_header_comes_before_the_places_and_the_first_place_that_is_a_wait_counts() {
        let values = Values(&[Value::Text("soon"), Value::Number("2")]);
        let locators = [at("/0", Unit::Seconds), at("/1", Unit::Milliseconds)];
        let mut headers = HeaderMap::new();
        assert_eq!(find_wait(&values, &headers, &locators), Some(2 * MILLI));
        headers.insert(RETRY_AFTER, "9".parse().unwrap());
        assert_eq!(find_wait(&values, &headers, &locators), Some(9000 * MILLI));
    }
}

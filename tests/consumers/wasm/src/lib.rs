//! Decodes responses where there is neither a clock nor randomness.

use errspec::Idempotency;
use http::Response;

#[allow(missing_docs, reason = "generated")]
mod every {
    errspec::errors!("../../catalogs/everything.yaml");
}

/// Returns the milliseconds to wait after a response with this `Retry-After`, -1 if it should not be sent again.
fn find_wait(header_fields: &[(&str, &str)]) -> f64 {
    let mut response = Response::builder().status(429);
    for (name, value) in header_fields {
        response = response.header(*name, *value);
    }
    let Ok(response) = response.body("{\"code\":\"nobody lists it\"}") else { return f64::NAN };
    let error = every::EveryError::from(response);
    error.retry_delay(0, Idempotency::Idempotent).map_or(-1.0, |delay| delay.as_secs_f64() * 1000.0)
}

/// `Retry-After` in seconds.
#[unsafe(no_mangle)]
pub extern "C" fn wait_of_seconds() -> f64 {
    find_wait(&[("retry-after", "7")])
}

/// `Retry-After` as a date, next to the date of the response.
#[unsafe(no_mangle)]
pub extern "C" fn wait_of_dates() -> f64 {
    let date = ("date", "Sun, 22 Nov 2026 08:00:00 GMT");
    find_wait(&[date, ("retry-after", "Sun, 22 Nov 2026 08:00:09 GMT")])
}

/// `Retry-After` as a date, with nothing to reckon it from but a clock.
#[unsafe(no_mangle)]
pub extern "C" fn wait_of_a_date_alone() -> f64 {
    find_wait(&[("retry-after", "Sun, 22 Nov 2126 08:00:09 GMT")])
}

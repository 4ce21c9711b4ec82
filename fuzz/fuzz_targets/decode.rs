//! Any response → an error that keeps its status, header fields and body, without a panic.

#![no_main]

use bytes::Bytes;
use errspec::{ApiError, ErrorKind, Idempotency};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use libfuzzer_sys::fuzz_target;

mod every {
    errspec::errors!("../tests/catalogs/everything.yaml");
}
mod fielded {
    errspec::errors!("../tests/catalogs/fields.yaml");
}
mod parts {
    errspec::errors!("../tests/catalogs/documented/parts.yaml");
}
mod rails {
    errspec::errors!("../tests/catalogs/validation/rails.yaml");
}
mod syncer {
    errspec::errors!("../spec/social-syncer.yaml");
}

/// The fields that the catalogs look at, and one that they don't.
const FIELDS: [&str; 13] = [
    "x-error-code",
    "x-kind",
    "x-gateway",
    "x-code",
    "x-plan",
    "x-request-id",
    "retry-after",
    "content-type",
    "date",
    "x-mode",
    "x-should-retry",
    "x-ratelimit-reset",
    "x-ratelimit-remaining",
];

/// A status, header fields, each the number of its name and a value, and a body.
type Parts<'a> = (u16, Vec<(u8, &'a [u8])>, &'a [u8]);

fuzz_target!(|parts: Parts<'_>| {
    let (status, fields, body) = parts;
    let response = response(status, &fields, body);
    keeps::<every::EveryError>(&response);
    keeps::<fielded::FieldedError>(&response);
    keeps::<parts::PartsError>(&response);
    keeps::<rails::CartError>(&response);
    keeps::<syncer::SocialSyncerError>(&response);
});

fn response(status: u16, fields: &[(u8, &[u8])], body: &[u8]) -> Response<Bytes> {
    let mut response = Response::new(Bytes::copy_from_slice(body));
    *response.status_mut() = StatusCode::from_u16(100 + status % 900).unwrap_or_default();
    for (field, value) in fields {
        let name = HeaderName::from_static(FIELDS[usize::from(*field) % FIELDS.len()]);
        if let Ok(value) = HeaderValue::from_bytes(value) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

fn keeps<E: ApiError>(response: &Response<Bytes>) {
    let status = response.status();
    if E::check(response.clone()).is_ok() {
        assert!(!status.is_client_error() && !status.is_server_error());
    }
    let error = E::from_response(response.clone());
    assert_eq!(error.status(), status);
    assert_eq!(error.headers(), response.headers());
    assert_eq!(error.body(), response.body());
    assert!(!error.message().is_empty());
    if E::Kind::KNOWN.contains(&error.kind()) {
        // An entry without a code keeps the code that came.
        if error.kind().code().is_some() {
            assert!(error.kind().codes().any(|code| Some(code) == error.code()));
        }
    } else {
        assert_eq!(error.error_type(), "_OTHER");
        assert_ne!(error.code(), Some(""));
    }
    for retries in [0, 1, u32::MAX] {
        let _ = error.retry_delay(retries, Idempotency::Idempotent);
    }
    let _ = format!("{error} {error:?} {}", error.retry_hint());
    assert!(error.docs_url().is_none_or(|link| !link.is_empty()) && error.target() != Some(""));
    for failure in E::partial_failures(response).chain(error.details()) {
        assert_eq!(failure.error.headers(), response.headers());
        assert!(!failure.error.message().is_empty());
        let _ = format!("{failure:?}");
    }
}

//! Anything that is pasted into `explain` → a response that can be decoded, or a message, without a panic.

#![no_main]
#![expect(dead_code, reason = "a module of the command, by itself")]

use errspec::ApiError;
use libfuzzer_sys::fuzz_target;

mod diagnostic;

/// The module of the command; it knows nothing of the others but how failures are made.
#[path = "../../codegen/cli/src/command/explain/response.rs"]
mod response;

mod every {
    errspec::errors!("../tests/catalogs/everything.yaml");
}

fuzz_target!(|pasted: &[u8]| {
    let Ok(pasted) = response::parse_pasted(pasted) else { return };
    let mut response = http::Response::new(pasted.body);
    *response.status_mut() = pasted.status.unwrap_or_default();
    *response.headers_mut() = pasted.headers;
    let error = every::EveryError::from_response(response);
    assert!(!error.message().is_empty());
    let _ = format!("{error} {error:?}");
});

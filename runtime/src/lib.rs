//! Typed API errors, generated from an `errors.yaml` that says what an API can fail with.
//!
//! This crate is what applications depend on and what generated code calls: it decodes responses, knows when to
//! send a request again, and holds what all generated errors have in common.
//!
//! Three doors lead from a catalog to the same code:
//!
//! | door | in `Cargo.toml` | in the source |
//! |---|---|---|
//! | a macro | `errspec` with the feature `macros` | `errspec::errors!("errors.yaml");` |
//! | a build script | `errspec`, and `errspec-build` to build | `errspec::include_errors!("errors.yaml");` |
//! | checked in | `errspec` | `mod errors;`, written by `cargo errspec generate` |
//!
//! For `api: { name: SocialApi }` each of them gives an enum `SocialApiError` with a variant for every error, and
//! `SocialApiErrorKind` with the static facts:
//!
//! ```
//! # #[cfg(all(feature = "http", feature = "macros"))] {
//! mod social {
//!     errspec::errors!("../spec/errors.yaml");
//! }
//! use errspec::{Idempotency, Retry};
//! use social::SocialApiError;
//!
//! /// Sends an idempotent request until it succeeds, or no other try would help.
//! fn call(send: impl Fn() -> http::Response<Vec<u8>>) -> Result<Vec<u8>, SocialApiError> {
//!     let retry = Retry::new(Idempotency::Idempotent);
//!     match retry.run_blocking(std::thread::sleep, || SocialApiError::check(send())) {
//!         Ok(response) => Ok(response.into_body()),
//!         Err(failed) => match failed.error {
//!             SocialApiError::NotFound(_) => Ok(Vec::new()),
//!             error => Err(error),
//!         },
//!     }
//! }
//! # }
//! ```
//!
//! # Features
//!
//! - `http` (by default): the enums of errors and decoding, with the types of `http` 1 and `bytes` 1. Without it there
//!   are the enums of kinds alone, and no dependency but `errspec-data`.
//! - `axum-08`: the generated errors are answers of handlers (`IntoResponse`) of `axum` 0.8.
//! - `http-body-1`: `check_errors` for responses of hyper, tower, axum, tonic: any with a body of `http-body` 1.
//! - `reqwest-013`, `reqwest-012`: the same and `send_checked` for `reqwest` of that version, whose errors become a
//!   `CallError` by `?`.
//! - `reqwest-013-blocking`, `reqwest-012-blocking`: the same for `reqwest::blocking`.
//! - `json`: fields that the catalog calls `json`, which are any JSON, as `Value` of `serde_json` 1.
//! - `serde`: kinds, errors, hints and failures are `Serialize`.
//! - `utoipa-6`: an operation of `utoipa` 6 lists what it can answer: `responses(SocialApiError)`. It needs Rust 1.88.
//! - `xml`: bodies that are XML are read, where the catalog says that they may be.
//! - `macros`: `errors!` and `#[derive(errspec::ApiError)]`. It needs Rust 1.88; what is not said to needs 1.85.
//!
//! Each works without any other being named. ureq and other clients need none; `BODY_LIMIT` shows how.
//!
//! # In SDKs
//!
//! Types of this crate are in the signatures of an SDK that passes its errors on: `CallError`, `Retry`, the traits. It
//! re-exports the crate, as in `pub use errspec;`, so that its users name the same version of them.

#![forbid(unsafe_code)]
// On docs.rs, each item shows the feature that it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "http")]
mod adapter;
#[cfg(feature = "http")]
mod added;
#[cfg(feature = "http")]
mod call;
#[cfg(feature = "http")]
mod decode;
#[cfg(feature = "http")]
mod error;
#[cfg(feature = "http")]
mod field_value;
#[cfg(feature = "http")]
mod fields;
#[cfg(feature = "http")]
mod json_value;
mod kind;
#[cfg(feature = "http")]
mod located;
mod macros;
#[cfg(feature = "http")]
mod partial;
mod private;
#[cfg(feature = "http")]
mod response;
#[cfg(feature = "http")]
mod retry;
#[cfg(feature = "http")]
mod send;
#[cfg(all(feature = "http", feature = "serde"))]
mod serialize;
#[cfg(feature = "utoipa-6")]
mod utoipa_6;

#[doc(hidden)]
pub mod __private {
    pub use crate::private::*;
}

#[cfg(feature = "http-body-1")]
pub use adapter::CheckedBody;
#[cfg(feature = "http")]
pub use adapter::{CheckErrors, SendChecked, blocking};
#[cfg(feature = "http")]
pub use call::{BODY_LIMIT, CallError};
#[cfg(feature = "http")]
pub use error::ApiError;
pub use errspec_data::{Idempotency, Processed, TransportFailure};
#[cfg(all(feature = "http", feature = "macros"))]
pub use errspec_macros::ApiError;
#[cfg(feature = "http")]
pub use fields::ErrorFields;
pub use kind::{ErrorKind, UnknownKind};
#[cfg(feature = "http")]
pub use partial::{Failure, Failures};
#[cfg(feature = "http")]
pub use response::ErrorResponse;
#[cfg(feature = "http")]
pub use retry::{Retry, RetryCause, RetryError, RetryEvent};

/// Advice on sending a request again, as a catalog states it.
///
/// ```
/// use std::time::Duration;
///
/// use errspec::{Idempotency, RetryHint};
///
/// let hint = RetryHint::after(Duration::from_secs(5)).with_retries(1);
/// assert_eq!(hint.delay(0, Idempotency::Idempotent, None), Some(Duration::from_secs(5)));
/// assert_eq!(hint.delay(1, Idempotency::Idempotent, None), None);
/// ```
pub type RetryHint = errspec_data::RetryHint<'static>;

/// What to do after an error, as a catalog states it.
///
/// ```
/// use errspec::{RetryHint, Strategy};
///
/// assert_eq!(RetryHint::never().strategy(), Strategy::Never);
/// ```
pub type Strategy = errspec_data::Strategy<'static>;

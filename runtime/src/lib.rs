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
//! | a build script | `errspec`, and `errspec-build` to build | `errspec::include_errors!("errors");`, for `errors.yaml` |
//! | checked in | `errspec` | `mod errors;`, written by `cargo errspec generate` |
//!
//! For `api: { name: SocialApi }` each of them gives an enum `SocialApiError` with a variant for every error, and
//! `SocialApiErrorKind` with the static facts:
//!
//! ```ignore
//! mod social {
//!     errspec::errors!("errors.yaml");
//! }
//! use errspec::Idempotency;
//! use social::SocialApiError;
//!
//! match SocialApiError::check(response) {
//!     Ok(response) => Ok(response),
//!     Err(SocialApiError::InvalidToken(_)) => reconnect(account),
//!     Err(error) => match error.retry_delay(attempt, Idempotency::Safe) {
//!         Some(delay) => wait(delay),
//!         None => Err(error),
//!     },
//! }
//! ```
//!
//! # Features
//!
//! - `http` (by default): the enums of errors and decoding, with the types of `http` 1 and `bytes` 1. Without it there
//!   are the enums of kinds alone, and no dependency.
//! - `axum`: the generated errors are answers of handlers (`IntoResponse`) of `axum` 0.8.
//! - `http-body`: `check_errors` for responses of hyper, tower, axum, tonic: any with a body of `http-body` 1.
//! - `reqwest`: the same for those of `reqwest` 0.13, whose errors become a `CallError` by `?`.
//! - `reqwest-blocking`: the same for those of `reqwest::blocking`.
//! - `macros`: `errors!` and `#[derive(ApiError)]`. It needs Rust 1.88; everything else needs 1.85.
//!
//! Each works without any other being named. ureq and other clients need none; `BODY_LIMIT` shows how.

#![forbid(unsafe_code)]
// On docs.rs, each item shows the feature that it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "http-body")]
mod adapter;
#[cfg(feature = "http")]
mod call;
mod catalog;
#[cfg(feature = "http")]
mod decode;
#[cfg(feature = "http")]
mod error;
#[cfg(feature = "http")]
mod fields;
mod hint;
mod kind;
mod macros;
#[cfg(feature = "http")]
mod make;
#[cfg(feature = "http")]
mod partial;
#[cfg(feature = "http")]
mod reply;
#[cfg(test)]
mod testing;

#[cfg(feature = "reqwest-blocking")]
pub use adapter::blocking;
#[cfg(feature = "http-body")]
pub use adapter::{CheckErrors, CheckedBody};
#[cfg(feature = "http")]
pub use call::{BODY_LIMIT, CallError};
#[cfg(feature = "http")]
pub use error::ApiError;
#[cfg(all(feature = "http", feature = "macros"))]
pub use errspec_macros::ApiError;
pub use hint::{Idempotency, NoResponse, Processed, RetryHint, Strategy};
pub use kind::{ErrorKind, UnknownKind};
#[cfg(feature = "http")]
pub use partial::Failure;
#[cfg(feature = "http")]
pub use reply::Reply;

/// What generated code of this version names. Nobody else should.
#[doc(hidden)]
pub mod __v0_1 {
    pub use core::option::Option::{None, Some};
    pub use core::time::Duration;

    #[cfg(feature = "axum")]
    pub use axum_core::{body::Body as AxumBody, response::IntoResponse};
    #[cfg(feature = "http")]
    pub use bytes::Bytes;
    #[cfg(feature = "macros")]
    pub use errspec_macros::errors as __errors;
    #[cfg(feature = "http")]
    pub use http;
    #[cfg(feature = "http")]
    pub use serde_json::Value as Json;

    pub use crate::catalog::{
        Catalog, Condition, Envelope, Expected, Locator, Member, Partial, PerfectHash, Place, RetryTable,
        Unit,
    };
    #[cfg(feature = "http")]
    pub use crate::decode::{decode, is_failure};
    #[cfg(feature = "http")]
    pub use crate::fields::{Field, Fields};
    pub use crate::hint::{Hint, Idempotency, NoResponse, Processed, RetryHint, Strategy};
    #[cfg(feature = "http")]
    pub use crate::macros::subset::{lists, narrow};
    #[cfg(feature = "http")]
    pub use crate::make::make;
    #[cfg(feature = "http")]
    pub use crate::partial::failed_items;
    #[cfg(feature = "http")]
    pub use crate::{
        __errspec_axum as axum, __errspec_error as error, __errspec_fields as fields,
        __errspec_subset as subset, __errspec_take as take,
    };
    pub use crate::{__errspec_kind as kind, __errspec_with_http as with_http};
}

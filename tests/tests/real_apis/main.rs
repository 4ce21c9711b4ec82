//! What real APIs answer, in small: every form that was decoded wrongly once.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod bodies;
mod codes;
mod conditions;
mod messages;
mod retries;
mod successes;
mod waits;

use bytes::Bytes;
use errspec::__private::{FailedItems, decode_response, is_error};
use errspec::ErrorResponse;
use errspec_data::Catalog;
use errspec_tests::{catalog_around, lower_catalog};
use http::Response;

/// An API that answers with errors of a catalog.
#[derive(Clone, Copy)]
struct Api(&'static Catalog<'static>);

type Headers<'h> = &'h [(&'h str, &'h str)];

impl Api {
    /// The API of an envelope and entries, in YAML.
    fn new(envelope: &str, entries: &[&str]) -> Self {
        Self::from_yaml(&catalog_around(envelope, entries))
    }

    fn from_yaml(yaml: &str) -> Self {
        Self(lower_catalog(yaml))
    }

    fn decode(self, status: u16, headers: Headers<'_>, body: &str) -> ErrorResponse {
        decode_response(self.0, respond(status, headers, body))
    }

    /// The name of the kind that a response becomes.
    fn kind(self, status: u16, body: &str) -> &'static str {
        self.kind_of(&self.decode(status, &[], body))
    }

    fn kind_of(self, response: &ErrorResponse) -> &'static str {
        self.0.name(response.kind_number())
    }

    fn is_error(self, status: u16, body: &str) -> bool {
        let response = respond(status, &[], body);
        is_error(self.0, response.status(), response.headers(), response.body())
    }

    /// What failed inside a success: the targets, and the errors.
    fn find_failures(self, body: &str) -> Vec<(Option<String>, ErrorResponse)> {
        FailedItems::find(self.0, &respond(200, &[], body)).collect()
    }

    /// The targets of what failed inside a success, and the names of its kinds.
    fn list_failures(self, body: &str) -> Vec<(String, &'static str)> {
        let failures = self.find_failures(body).into_iter();
        failures.map(|(target, error)| (target.unwrap_or_default(), self.kind_of(&error))).collect()
    }
}

fn respond(status: u16, headers: Headers<'_>, body: &str) -> Response<Bytes> {
    let builder = Response::builder().status(status);
    let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(Bytes::copy_from_slice(body.as_bytes())).unwrap()
}

/// The code and the message that were found, each `-` if there is none of the server's own.
fn texts(error: &ErrorResponse) -> [&str; 2] {
    [error.code(), error.stated_message()].map(|text| text.unwrap_or("-"))
}

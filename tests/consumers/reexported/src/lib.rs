//! The runtime through another crate, with the names that generated code could trip over all taken.
#![deny(warnings)]
#![allow(dead_code)]

mod social {
    consumer_sdk::runtime::errors!("../../../spec/errors.yaml");

    struct Option;
    struct Result;
    struct Some;
    struct None;
    struct Ok;
    struct Err;
    struct Box;
    struct Vec;
    struct String;
    struct Catalog;
    struct Place;
    struct Duration;
    struct ErrorResponse;
    trait Into {}
    trait From {}
    trait Clone {}
    trait Default {}
    mod core {}
    mod std {}
    mod http {}
    mod errspec {}
}

#[test]
fn errors_are_decoded() {
    let response = http::Response::builder().status(404).body(r#"{"code":"not_found"}"#).unwrap();
    assert_eq!(social::SocialApiError::from(response).kind(), social::SocialApiErrorKind::NotFound);
}

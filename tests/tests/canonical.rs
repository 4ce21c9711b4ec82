//! The two canonical catalogs state what their APIs' pages state, and the reference's examples are catalogs.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::time::Duration;

use errspec_data::{Strategy, TransportFailure};
use errspec_spec::Spec;
use errspec_tests::spec;

const SOCIAL_API: &str = include_str!("../../spec/errors.yaml");
const SOCIAL_SYNCER: &str = include_str!("../../spec/social-syncer.yaml");
const FORMAT: &str = concat!(include_str!("../../spec/FORMAT.md"), include_str!("../../docs/outputs.md"));

fn rows<'a>(spec: &Spec<'a>) -> Vec<(u16, Option<&'a str>, &'a str)> {
    let data = spec.entries().iter().map(errspec_spec::CatalogEntry::data);
    data.map(|entry| (entry.statuses().first().unwrap_or_default(), entry.code_text(), entry.name()))
        .collect()
}

#[test]
fn social_api_has_every_row_of_its_table() {
    assert_eq!(
        rows(&spec(SOCIAL_API)),
        [
            (400, Some("missing_metadata"), "MissingMetadata"),
            (400, Some("unsupported_platform"), "UnsupportedPlatform"),
            (401, Some("unauthorized"), "Unauthorized"),
            (401, Some("invalid_token"), "InvalidToken"),
            (401, Some("invalid_credentials"), "InvalidCredentials"),
            (403, Some("unauthorized"), "OauthStateMismatch"),
            (404, Some("account_not_found"), "AccountNotFound"),
            (404, Some("not_found"), "NotFound"),
            (409, Some("account_already_linked"), "AccountAlreadyLinked"),
            (413, Some("storage_quota_exceeded"), "StorageQuotaExceeded"),
            (429, Some("rate_limit_exceeded"), "RateLimitExceeded"),
            (429, Some("platform_rate_limit"), "PlatformRateLimit"),
            (500, None, "InternalServerError"),
            (501, Some("not_supported"), "NotSupported"),
        ]
    );
}

#[test]
fn social_api_guides_through_each_case_that_its_page_discusses() {
    let spec = spec(SOCIAL_API);
    for code in [
        "invalid_token",
        "storage_quota_exceeded",
        "rate_limit_exceeded",
        "platform_rate_limit",
        "not_supported",
    ] {
        let entry = spec.entries().iter().find(|entry| entry.data().code_text() == Some(code)).unwrap();
        assert!(entry.data().guidance().is_some(), "{code}");
    }
}

#[test]
fn social_syncer_has_every_code_and_failures_inside_a_success() {
    let spec = spec(SOCIAL_SYNCER);
    assert_eq!(
        rows(&spec),
        [
            (400, Some("VALIDATION_ERROR"), "ValidationError"),
            (401, Some("AUTH_INVALID_KEY"), "AuthInvalidKey"),
            (404, Some("NOT_FOUND"), "NotFound"),
            (429, Some("RATE_LIMIT_EXCEEDED"), "RateLimitExceeded"),
            (500, Some("INTERNAL_ERROR"), "InternalError"),
        ]
    );
    let partial = spec.partial().unwrap();
    assert_eq!(partial.pointer().to_string(), "/platforms");
    assert_eq!(partial.failed()[0][0].place().to_string(), "/status");
    assert_eq!(partial.target()[0].place().to_string(), "/platform");
    assert_eq!(partial.message()[0].place().to_string(), "/error");
}

#[test]
fn social_syncer_waits_as_its_documented_client_does() {
    let spec = spec(SOCIAL_SYNCER);
    let strategy = |status| spec.retry().status_hint(status).unwrap().strategy();
    let wait = |strategy: Strategy<'_>| match strategy {
        Strategy::After { delay, .. } => delay,
        other => panic!("{other:?}"),
    };
    assert_eq!(wait(strategy(429)), Duration::from_secs(60));
    assert_eq!(wait(strategy(500)), Duration::from_secs(5));
    assert_eq!(wait(strategy(599)), Duration::from_secs(5));
    assert_eq!(strategy(400), Strategy::Never);
    let timeout = spec.retry().failure_hint(TransportFailure::Timeout).unwrap();
    assert_eq!(timeout.strategy(), Strategy::Once);
}

#[test]
fn catalogs_in_the_reference_are_valid() {
    let blocks: Vec<_> =
        FORMAT.split("```yaml\n").skip(1).filter_map(|rest| rest.split("\n```").next()).collect();
    let whole: Vec<_> = blocks.iter().filter(|block| block.starts_with("errspec: 1")).collect();
    assert!(whole.len() >= 3, "{}", whole.len());
    for block in whole {
        let _ = spec(block);
    }
}

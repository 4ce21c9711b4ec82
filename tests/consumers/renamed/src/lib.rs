//! The runtime under another name.
#![deny(warnings)]

pub mod social {
    api_errors::errors!("../../../spec/errors.yaml");
}
pub mod syncer {
    api_errors::include_errors!("social-syncer.yaml");
}

/// A subset, of which the generated errors are the rest.
#[derive(Debug, api_errors::ApiError)]
#[errspec("../../../spec/errors.yaml", crate = api_errors)]
pub enum PostError {
    InvalidToken(api_errors::ErrorResponse),
    #[errspec(other)]
    Other(social::SocialApiError),
}

/// A subset that brings the kinds itself.
#[derive(Debug, api_errors::ApiError)]
#[errspec("../../../tests/catalogs/fields.yaml")]
#[errspec(crate = ::api_errors)]
pub enum UploadError {
    StorageQuotaExceeded {
        limit_bytes: Option<u64>,
        reply: api_errors::ErrorResponse,
    },
    #[errspec(other)]
    Other(api_errors::ErrorResponse),
}

#[test]
fn subsets_are_decoded() {
    let response = http::Response::builder().status(401).body(r#"{"code":"invalid_token"}"#).unwrap();
    assert!(matches!(PostError::from(response), PostError::InvalidToken(_)));
    let body = r#"{"error":{"type":"storage_quota_exceeded","limit":1}}"#;
    let response = http::Response::builder().status(413).body(body).unwrap();
    let error = UploadError::from(response);
    assert!(matches!(error, UploadError::StorageQuotaExceeded { limit_bytes: Some(1), .. }));
}

#[test]
fn errors_are_decoded() {
    let response = http::Response::builder().status(404).body(r#"{"code":"not_found"}"#).unwrap();
    assert_eq!(social::SocialApiError::from(response).kind(), social::SocialApiErrorKind::NotFound);
    let response = http::Response::builder().status(404).body(r#"{"code":"NOT_FOUND"}"#).unwrap();
    assert_eq!(syncer::SocialSyncerError::from(response).kind(), syncer::SocialSyncerErrorKind::NotFound);
}

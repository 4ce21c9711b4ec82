//! The runtime under another name.
#![deny(warnings)]

pub mod social {
    api_errors::errors!("../../../spec/errors.yaml");
}
pub mod syncer {
    api_errors::include_errors!("social-syncer");
}

#[test]
fn errors_are_decoded() {
    let response = http::Response::builder().status(404).body(r#"{"code":"not_found"}"#).unwrap();
    assert_eq!(social::SocialApiError::from(response).kind(), social::SocialApiErrorKind::NotFound);
    let response = http::Response::builder().status(404).body(r#"{"code":"NOT_FOUND"}"#).unwrap();
    assert_eq!(syncer::SocialSyncerError::from(response).kind(), syncer::SocialSyncerErrorKind::NotFound);
}

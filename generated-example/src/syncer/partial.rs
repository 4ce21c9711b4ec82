//! From a post to the platforms that it did not go to, each with an error of the catalog.

use http::Response;
use serde_json::Value;

use super::SocialSyncerError;

/// The failed items of a post, found where `partial` in spec/social-syncer.yaml says they are.
pub(super) fn failures(post: &Value) -> Vec<(String, SocialSyncerError)> {
    let items = post["platforms"].as_array().into_iter().flatten();
    items.filter(|item| item["status"] == "failed").map(failure).collect()
}

/// An item is an error of the catalog like a whole response: by its code, and without one unrecognized.
fn failure(item: &Value) -> (String, SocialSyncerError) {
    let platform = item["platform"].as_str().unwrap_or_default();
    (platform.to_owned(), Response::new(item.to_string()).into())
}

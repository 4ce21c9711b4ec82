//! A client library of SocialSyncer: its calls as methods, and for each error what the API's documentation advises.

// The errors of the catalog, through the build script, and its reference as the documentation.
#[doc = include_str!(concat!(env!("OUT_DIR"), "/social-syncer.md"))]
mod catalog {
    errspec::include_errors!("social-syncer.yaml");
}

pub(crate) use catalog::{SocialSyncerError, SocialSyncerErrorKind};
use errspec::{CallError, Failure, Idempotency};
use http::Method;
use serde_json::json;

use crate::client::{Client, Request, make_missing_error, parse_json};

type Result<T> = std::result::Result<T, CallError<SocialSyncerError>>;

/// A post, as far as it matters here.
pub(crate) struct Post {
    pub(crate) id: String,
    /// The platforms that it did not go to, and why.
    pub(crate) failed: Vec<Failure<SocialSyncerError>>,
}

/// SocialSyncer. Its methods wait and send again what a wait mends: 429, 5xx, and once what got no answer.
pub(crate) struct SocialSyncer {
    pub(crate) client: Client,
}

impl SocialSyncer {
    /// Creates a post, and has the platforms that failed tried once more.
    pub(crate) async fn publish_post(
        &mut self,
        content: &str,
        platforms: &[&str],
        idempotency: Idempotency,
    ) -> Result<Post> {
        let post = self.create_post(content, platforms, idempotency).await?;
        if post.failed.is_empty() {
            return Ok(post);
        }
        self.client.report.add_step("goes on with what succeeded");
        for Failure { target, error, .. } in &post.failed {
            self.client.report.add_failed_item(target.as_deref().unwrap_or("?"), error);
        }
        // Another `create_post` would publish it twice where it succeeded.
        self.retry_post(&post.id).await
    }

    /// Creates a post. Sent twice it may be published twice; whether that is worth the risk, the caller decides.
    pub(crate) async fn create_post(
        &mut self,
        content: &str,
        platforms: &[&str],
        idempotency: Idempotency,
    ) -> Result<Post> {
        let post = json!({ "content": content, "platforms": platforms, "publishNow": true });
        self.request_post(Request::new(Method::POST, ["v1", "posts"]).with_json(&post), idempotency).await
    }

    /// Reads a post.
    pub(crate) async fn read_post(&mut self, id: &str) -> Result<Post> {
        self.request_post(Request::new(Method::GET, ["v1", "posts", id]), Idempotency::Idempotent).await
    }

    /// Has the platforms that failed tried once more. Those that succeed no longer count as failed, so that it does
    /// no harm twice.
    pub(crate) async fn retry_post(&mut self, id: &str) -> Result<Post> {
        self.request_post(Request::new(Method::POST, ["v1", "posts", id, "retry"]), Idempotency::Idempotent)
            .await
    }

    async fn request_post(&mut self, request: Request<'_>, idempotency: Idempotency) -> Result<Post> {
        let response = self.client.send_with_retries(request, idempotency).await?;
        let id = parse_json(&response)?["id"].as_str().ok_or_else(|| make_missing_error("id"))?.to_owned();
        Ok(Post { id, failed: SocialSyncerError::partial_failures(&response).collect() })
    }
}

//! A client library of SocialAPI: its calls as methods, and for each error what the API's documentation advises.

// The errors of the catalog, through the macro, and its reference as the documentation.
#[doc = include_str!(concat!(env!("OUT_DIR"), "/errors.md"))]
mod catalog {
    errspec::errors!("../spec/errors.yaml");
}

use bytes::Bytes;
pub(crate) use catalog::{SocialApiError, SocialApiErrorKind};
use errspec::{CallError, Idempotency};
use http::Method;
use serde_json::{Value, json};

use crate::client::{Client, Request, make_missing_error, parse_json};

type Result<T> = std::result::Result<T, CallError<SocialApiError>>;

/// How much of the media storage is in use.
pub(crate) struct Usage {
    pub(crate) used_bytes: u64,
    pub(crate) limit_bytes: u64,
}

/// SocialAPI. Its methods wait and send again what a wait mends: the platforms' rate limits.
pub(crate) struct SocialApi {
    pub(crate) client: Client,
}

impl SocialApi {
    /// Publishes a text. Sent twice it may be published twice.
    pub(crate) async fn create_post(&mut self, text: &str) -> Result<()> {
        let request = Request::new(Method::POST, ["v1", "posts"]).with_json(&json!({ "text": text }));
        self.client.send_with_retries(request, Idempotency::NotIdempotent).await.map(drop)
    }

    /// Stores media, each time anew. Where there is no room, shows how full the storage is.
    pub(crate) async fn upload_media(&mut self, media: Bytes) -> Result<()> {
        let request = Request::new(Method::POST, ["v1", "media"]).with_bytes(media);
        let result = self.client.send_with_retries(request, Idempotency::NotIdempotent).await;
        if let Err(CallError::Api(SocialApiError::StorageQuotaExceeded(_))) = &result {
            self.show_usage().await;
        }
        result.map(drop)
    }

    /// Deletes media.
    pub(crate) async fn delete_media(&mut self, id: &str) -> Result<()> {
        let request = Request::new(Method::DELETE, ["v1", "media", id]);
        self.client.send_with_retries(request, Idempotency::Idempotent).await.map(drop)
    }

    /// Asks how full the media storage is.
    pub(crate) async fn read_usage(&mut self) -> Result<Usage> {
        let request = Request::new(Method::GET, ["v1", "media", "storage"]);
        let usage = parse_json(&self.client.send_with_retries(request, Idempotency::Idempotent).await?)?;
        let number = |name: &str| usage[name].as_u64().ok_or_else(|| make_missing_error(name));
        Ok(Usage { used_bytes: number("used_bytes")?, limit_bytes: number("limit_bytes")? })
    }

    /// Connects an account on a platform.
    pub(crate) async fn connect_account(&mut self, platform: &str) -> Result<()> {
        let request = Request::new(Method::POST, ["v1", "connect", platform]);
        self.client.send_with_retries(request, Idempotency::NotIdempotent).await.map(drop)
    }

    /// Ends the OAuth flow. It is a GET, but its state is good for one time only.
    pub(crate) async fn end_oauth(&mut self, state: &str) -> Result<()> {
        let request = Request::new(Method::GET, ["v1", "oauth", "callback"]).with_query("state", state);
        self.client.send_with_retries(request, Idempotency::NotIdempotent).await.map(drop)
    }

    /// Reads the comments of an account; none if they can't be had, for now or ever.
    pub(crate) async fn read_comments(&mut self, account: &str) -> Result<Option<Vec<Value>>> {
        self.read_list(account, "comments").await
    }

    /// Reads the reviews of an account; none if they can't be had, for now or ever.
    pub(crate) async fn read_reviews(&mut self, account: &str) -> Result<Option<Vec<Value>>> {
        self.read_list(account, "reviews").await
    }

    async fn read_list(&mut self, account: &str, what: &str) -> Result<Option<Vec<Value>>> {
        let request = Request::new(Method::GET, ["v1", "accounts", account, what]);
        let error = match self.client.send_with_retries(request, Idempotency::Idempotent).await {
            Ok(response) => match parse_json(&response)? {
                Value::Array(list) => return Ok(Some(list)),
                _ => return Err(make_missing_error(what)),
            },
            Err(CallError::Api(error)) => error,
            Err(error) => return Err(error),
        };
        match (&error, error.retry_hint().action_id()) {
            (_, Some("reconnect_account")) => self.reconnect_account(account),
            (SocialApiError::NotSupported(_), _) => self.show_warning(error.message()),
            _ => return Err(error.into()),
        }
        Ok(None)
    }

    /// Sends the owner of the account through the OAuth flow once more.
    fn reconnect_account(&mut self, account: &str) {
        self.client.report.add_step(&format!("sends the owner of {account} to OAuth"));
    }

    fn show_warning(&mut self, message: &str) {
        self.client.report.add_step(&format!("warns \"{message}\""));
    }

    async fn show_usage(&mut self) {
        self.client.report.add_step("asks how full the storage is");
        // What went wrong is the upload, whether this goes well or not.
        if let Ok(Usage { used_bytes, limit_bytes }) = self.read_usage().await {
            self.client.report.add_step(&format!("shows {used_bytes} / {limit_bytes} bytes"));
        }
    }
}

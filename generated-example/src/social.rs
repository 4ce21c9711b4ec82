//! A client of SocialAPI: from each error to what the API's documentation has a client do about it.

/// The errors of the catalog, through the macro.
mod catalog {
    errspec::errors!("../spec/errors.yaml");
}

use std::error::Error;

use bytes::Bytes;
use catalog::{SocialApiError, SocialApiErrorKind as Kind};
use http::Response;

use crate::call::{Call, CallError, Client, json};
use crate::report::Report;

/// Makes a call for every error of the catalog.
pub(crate) async fn run(base: String) -> Result<Report, Box<dyn Error>> {
    let mut api = SocialApi { client: Client::new(base)? };
    for (becomes, call) in calls() {
        api.client.report.expect(becomes.name());
        match api.call(&call).await {
            Ok(Some(_)) => api.client.report.does("goes on"),
            Ok(None) => api.client.report.does("goes on without an answer"),
            Err(CallError::Api(error)) => api.client.report.raises(&error),
            Err(error) => return Err(error.into()),
        }
    }
    api.client.report.expect_all(Kind::ALL);
    Ok(api.client.report)
}

/// The calls, and what becomes of their first answers.
fn calls() -> [(Kind, Call); 14] {
    [
        (Kind::MissingMetadata, Call::post("/v1/posts", "{}").note("no text")),
        (Kind::UnsupportedPlatform, Call::post("/v1/connect/myspace", "")),
        (Kind::Unauthorized, Call::get("/v1/accounts").key("sk_revoked").note("revoked key")),
        (Kind::InvalidToken, Call::get("/v1/accounts/acc_2/comments")),
        (Kind::InvalidCredentials, Call::get("/v1/accounts/acc_3/comments")),
        (Kind::OauthStateMismatch, Call::get("/v1/oauth/callback?state=7")),
        (Kind::AccountNotFound, Call::get("/v1/accounts/acc_9/comments")),
        (Kind::NotFound, Call::get("/v1/nowhere")),
        (Kind::AccountAlreadyLinked, Call::post("/v1/connect/instagram", "")),
        (Kind::StorageQuotaExceeded, Call::post("/v1/media", "")),
        (Kind::RateLimitExceeded, Call::post("/v1/posts", r#"{ "text": "Hello" }"#)),
        (Kind::PlatformRateLimit, Call::get("/v1/accounts/acc_1/comments")),
        (Kind::InternalServerError, Call::get("/v1/accounts/acc_4/comments")),
        (Kind::NotSupported, Call::get("/v1/accounts/acc_1/reviews")),
    ]
}

struct SocialApi {
    client: Client,
}

impl SocialApi {
    /// Calls the API; none if there is nothing to go on with, and no reason to stop.
    async fn call(&mut self, call: &Call) -> Result<Option<Response<Bytes>>, CallError<SocialApiError>> {
        // What a wait mends is sent again in here: `platform_rate_limit`.
        let error = match self.client.call(call).await {
            Ok(response) => return Ok(Some(response)),
            Err(CallError::Api(error)) => error,
            Err(error) => return Err(error),
        };
        match error {
            SocialApiError::InvalidToken(_) => self.reconnect(call),
            SocialApiError::NotSupported(reply) => self.warn(reply.message()),
            SocialApiError::StorageQuotaExceeded(_) => {
                self.show_usage().await?;
                return Err(CallError::Api(error));
            }
            error => return Err(CallError::Api(error)),
        }
        Ok(None)
    }

    /// Sends the owner of the account through the OAuth flow once more.
    fn reconnect(&mut self, call: &Call) {
        let account = call.path.split('/').nth(3).unwrap_or_default();
        self.client.report.does(&format!("sends the owner of {account} to OAuth"));
    }

    fn warn(&mut self, message: &str) {
        self.client.report.does(&format!("warns \"{message}\""));
    }

    /// Shows how full the media storage is.
    async fn show_usage(&mut self) -> Result<(), CallError<SocialApiError>> {
        self.client.report.does("asks how full the storage is");
        let usage = json(&self.client.call(&Call::get("/v1/media/storage")).await?)?;
        let (used, limit) = (&usage["used_bytes"], &usage["limit_bytes"]);
        self.client.report.does(&format!("shows {used} / {limit} bytes"));
        Ok(())
    }
}

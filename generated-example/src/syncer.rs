//! A client of SocialSyncer: from each error to what the API's documentation has a client do about it.

mod partial;

/// The errors of the catalog, through the build script.
mod catalog {
    errspec::include_errors!("social-syncer");
}

use std::error::Error;

pub(crate) use catalog::{SocialSyncerError, SocialSyncerErrorKind};
use errspec::NoResponse;

use crate::call::{Call, CallError, Client, json};
use crate::report::{self, Report};

type Kind = SocialSyncerErrorKind;

/// Makes a call for every error of the catalog, and for what else can go wrong.
pub(crate) async fn run(base: String) -> Result<Report, Box<dyn Error>> {
    let mut api = SocialSyncer { client: Client::new(base)? };
    for (becomes, call) in calls() {
        api.client.report.expect(becomes);
        match api.call(&call).await {
            Ok(()) => {}
            Err(CallError::Api(error)) => api.client.report.raises(&error),
            Err(error) => return Err(error.into()),
        }
    }
    api.client.report.expect_all(Kind::ALL);
    Ok(api.client.report)
}

/// The calls, and what becomes of their first answers.
fn calls() -> [(&'static str, Call); 10] {
    let post = |platforms| Call::post("/v1/posts", platforms);
    [
        (Kind::ValidationError.name(), post(r#"{ "platforms": [] }"#).note("to no platform")),
        (Kind::AuthInvalidKey.name(), Call::get("/v1/posts/post_1").key("sk_revoked").note("revoked key")),
        (Kind::NotFound.name(), Call::get("/v1/posts/post_9")),
        (Kind::RateLimitExceeded.name(), post(r#"{ "platforms": ["x"] }"#).note("to x")),
        (Kind::RateLimitExceeded.name(), Call::get("/v1/posts/post_1")),
        (Kind::InternalError.name(), Call::get("/v1/posts/post_2")),
        (Kind::InternalError.name(), post(r#"{ "platforms": ["tiktok"] }"#).note("to tiktok")),
        (Kind::Unrecognized.name(), Call::get("/v1/posts/post_3")),
        (report::no_response(NoResponse::Timeout), Call::get("/v1/posts/post_4")),
        (report::SUCCESS, post(r#"{ "platforms": ["instagram", "tiktok"] }"#).note("to two platforms")),
    ]
}

struct SocialSyncer {
    client: Client,
}

impl SocialSyncer {
    /// Calls the API, and has what failed inside a success tried once more.
    async fn call(&mut self, call: &Call) -> Result<(), CallError<SocialSyncerError>> {
        // What a wait mends is sent again in here: 429, 5xx, and once what got no answer.
        let post = json(&self.client.call(call).await?)?;
        let failures = partial::failures(&post);
        let (Some(id), false) = (post["id"].as_str(), failures.is_empty()) else {
            self.client.report.does("goes on");
            return Ok(());
        };
        self.client.report.does("goes on with what succeeded");
        for (platform, error) in &failures {
            self.client.report.failed_inside(platform, error);
        }
        self.client.call(&Call::post(format!("/v1/posts/{id}/retry"), "")).await?;
        self.client.report.does("goes on with the rest");
        Ok(())
    }
}

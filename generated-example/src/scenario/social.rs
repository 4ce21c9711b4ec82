//! What is asked of SocialAPI: a call for every error of its catalog.

use std::error::Error;

use bytes::Bytes;
use errspec::CallError;

use super::Scenario;
use crate::client::Client;
use crate::report::Report;
use crate::service::KEY;
use crate::social::{SocialApi, SocialApiError, SocialApiErrorKind as Kind};

enum SocialCall {
    Comments(&'static str),
    Connect(&'static str),
    CreatePost(&'static str),
    DeleteMedia(&'static str),
    OauthCallback(&'static str),
    Reviews(&'static str),
    Storage,
    UploadMedia(&'static [u8]),
}

fn list_social_scenarios() -> [Scenario<SocialCall>; 14] {
    let becomes = |kind: Kind, call| Scenario::new(kind.name(), call);
    [
        becomes(Kind::MissingMetadata, SocialCall::CreatePost("")).with_note("no text"),
        becomes(Kind::UnsupportedPlatform, SocialCall::Connect("myspace")),
        becomes(Kind::Unauthorized, SocialCall::Storage).with_old_key(),
        becomes(Kind::InvalidToken, SocialCall::Comments("acc_2")),
        becomes(Kind::InvalidCredentials, SocialCall::Comments("acc_3")),
        becomes(Kind::OauthStateMismatch, SocialCall::OauthCallback("7")),
        becomes(Kind::AccountNotFound, SocialCall::Comments("acc_9")),
        becomes(Kind::NotFound, SocialCall::DeleteMedia("med_9")),
        becomes(Kind::AccountAlreadyLinked, SocialCall::Connect("instagram")),
        becomes(Kind::StorageQuotaExceeded, SocialCall::UploadMedia(b"a video")),
        becomes(Kind::RateLimitExceeded, SocialCall::CreatePost("Hello")),
        becomes(Kind::PlatformRateLimit, SocialCall::Comments("acc_1")),
        becomes(Kind::InternalServerError, SocialCall::Comments("acc_4")),
        becomes(Kind::NotSupported, SocialCall::Reviews("acc_1")),
    ]
}

/// Makes the calls, and tells what the caller does when they return.
pub(crate) async fn run_social(base: &str) -> Result<Report, Box<dyn Error>> {
    let mut api = SocialApi { client: Client::new(base, KEY)? };
    for scenario in list_social_scenarios() {
        scenario.prepare_client(&mut api.client);
        match scenario.call.send_to(&mut api).await {
            Ok(Some(())) => api.client.report.add_step("goes on"),
            Ok(None) => api.client.report.add_step("goes on without an answer"),
            Err(CallError::Api(error)) => api.client.report.add_raise(&error),
            Err(error) => return Err(error.into()),
        }
    }
    api.client.report.expect_kinds(Kind::KNOWN);
    Ok(api.client.report)
}

/// Deletes media at a service that somebody else has started, such as `cargo errspec mock`.
pub(crate) async fn delete_media_at(base: &str) -> Result<Report, Box<dyn Error>> {
    let mut api = SocialApi { client: Client::new(base, KEY)? };
    match api.delete_media("med_1").await {
        Ok(()) => api.client.report.add_step("goes on"),
        Err(CallError::Api(error)) => api.client.report.add_raise(&error),
        Err(error) => return Err(error.into()),
    }
    Ok(api.client.report)
}

impl SocialCall {
    /// Makes the call; none if there is nothing to go on with, and no reason to stop.
    async fn send_to(self, api: &mut SocialApi) -> Result<Option<()>, CallError<SocialApiError>> {
        match self {
            Self::Comments(account) => return Ok(api.read_comments(account).await?.map(drop)),
            Self::Connect(platform) => api.connect_account(platform).await?,
            Self::CreatePost(text) => api.create_post(text).await?,
            Self::DeleteMedia(id) => api.delete_media(id).await?,
            Self::OauthCallback(state) => api.end_oauth(state).await?,
            Self::Reviews(account) => return Ok(api.read_reviews(account).await?.map(drop)),
            Self::Storage => api.read_usage().await.map(drop)?,
            Self::UploadMedia(media) => api.upload_media(Bytes::from_static(media)).await?,
        }
        Ok(Some(()))
    }
}

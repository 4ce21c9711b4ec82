//! What is asked of SocialAPI: a call for every error of its catalog.

use std::error::Error;

use bytes::Bytes;
use errspec::CallError;

use super::Scenario;
use crate::client::Client;
use crate::report::Report;
use crate::service::KEY;
use crate::social::{SocialApi, SocialApiError, SocialApiErrorKind as Kind};

enum Call {
    Comments(&'static str),
    Connect(&'static str),
    CreatePost(&'static str),
    DeleteMedia(&'static str),
    OauthCallback(&'static str),
    Reviews(&'static str),
    Storage,
    UploadMedia(&'static [u8]),
}

fn scenarios() -> [Scenario<Call>; 14] {
    let becomes = |kind: Kind, call| Scenario::new(kind.name(), call);
    [
        becomes(Kind::MissingMetadata, Call::CreatePost("")).note("no text"),
        becomes(Kind::UnsupportedPlatform, Call::Connect("myspace")),
        becomes(Kind::Unauthorized, Call::Storage).with_old_key(),
        becomes(Kind::InvalidToken, Call::Comments("acc_2")),
        becomes(Kind::InvalidCredentials, Call::Comments("acc_3")),
        becomes(Kind::OauthStateMismatch, Call::OauthCallback("7")),
        becomes(Kind::AccountNotFound, Call::Comments("acc_9")),
        becomes(Kind::NotFound, Call::DeleteMedia("med_9")),
        becomes(Kind::AccountAlreadyLinked, Call::Connect("instagram")),
        becomes(Kind::StorageQuotaExceeded, Call::UploadMedia(b"a video")),
        becomes(Kind::RateLimitExceeded, Call::CreatePost("Hello")),
        becomes(Kind::PlatformRateLimit, Call::Comments("acc_1")),
        becomes(Kind::InternalServerError, Call::Comments("acc_4")),
        becomes(Kind::NotSupported, Call::Reviews("acc_1")),
    ]
}

/// Makes the calls, and tells what the caller does when they return.
pub(crate) async fn run(base: &str) -> Result<Report, Box<dyn Error>> {
    let mut api = SocialApi { client: Client::new(base, KEY)? };
    for scenario in scenarios() {
        scenario.begin(&mut api.client);
        match scenario.call.make(&mut api).await {
            Ok(Some(())) => api.client.report.does("goes on"),
            Ok(None) => api.client.report.does("goes on without an answer"),
            Err(CallError::Api(error)) => api.client.report.raises(&error),
            Err(error) => return Err(error.into()),
        }
    }
    api.client.report.expect_all(Kind::KNOWN);
    Ok(api.client.report)
}

impl Call {
    /// Makes the call; none if there is nothing to go on with, and no reason to stop.
    async fn make(self, api: &mut SocialApi) -> Result<Option<()>, CallError<SocialApiError>> {
        match self {
            Self::Comments(account) => return Ok(api.comments(account).await?.map(drop)),
            Self::Connect(platform) => api.connect(platform).await?,
            Self::CreatePost(text) => api.create_post(text).await?,
            Self::DeleteMedia(id) => api.delete_media(id).await?,
            Self::OauthCallback(state) => api.oauth_callback(state).await?,
            Self::Reviews(account) => return Ok(api.reviews(account).await?.map(drop)),
            Self::Storage => api.storage().await.map(drop)?,
            Self::UploadMedia(media) => api.upload_media(Bytes::from_static(media)).await?,
        }
        Ok(Some(()))
    }
}

//! What is asked of SocialSyncer: a call for every error of its catalog, and for what else can go wrong.

use std::error::Error;

use errspec::{CallError, Idempotency, TransportFailure};

use super::Scenario;
use crate::client::Client;
use crate::report::{self, Report};
use crate::service::KEY;
use crate::syncer::{SocialSyncer, SocialSyncerError, SocialSyncerErrorKind as Kind};

enum SyncerCall {
    Post(&'static str),
    Publish(&'static [&'static str], Idempotency),
}

fn list_syncer_scenarios() -> [Scenario<SyncerCall>; 11] {
    let becomes = |kind: Kind, call| Scenario::new(kind.name(), call);
    let once = |platforms| SyncerCall::Publish(platforms, Idempotency::NotIdempotent);
    let even_twice = |platforms| SyncerCall::Publish(platforms, Idempotency::Idempotent);
    [
        becomes(Kind::ValidationError, once(&[])).with_note("to no platform"),
        becomes(Kind::AuthInvalidKey, SyncerCall::Post("post_1")).with_old_key(),
        becomes(Kind::NotFound, SyncerCall::Post("post_9")),
        becomes(Kind::RateLimitExceeded, once(&["x"])).with_note("to x"),
        becomes(Kind::RateLimitExceeded, SyncerCall::Post("post_1")),
        becomes(Kind::InternalError, SyncerCall::Post("post_2")),
        becomes(Kind::InternalError, once(&["tiktok"])).with_note("once at most"),
        becomes(Kind::InternalError, even_twice(&["threads"])).with_note("even twice"),
        becomes(Kind::Unrecognized, SyncerCall::Post("post_3")),
        Scenario::new(report::name_failure(TransportFailure::Timeout), SyncerCall::Post("post_4")),
        Scenario::new(report::SUCCESS, once(&["instagram", "tiktok"])).with_note("to two platforms"),
    ]
}

/// Makes the calls, and tells what the caller does when they return.
pub(crate) async fn run_syncer(base: &str) -> Result<Report, Box<dyn Error>> {
    let mut api = SocialSyncer { client: Client::new(base, KEY)? };
    for scenario in list_syncer_scenarios() {
        scenario.prepare_client(&mut api.client);
        match scenario.call.send_to(&mut api).await {
            Ok(()) => api.client.report.add_step("goes on"),
            Err(CallError::Api(error)) => api.client.report.add_raise(&error),
            Err(error) => return Err(error.into()),
        }
    }
    api.client.report.expect_kinds(Kind::KNOWN);
    Ok(api.client.report)
}

impl SyncerCall {
    async fn send_to(self, api: &mut SocialSyncer) -> Result<(), CallError<SocialSyncerError>> {
        match self {
            Self::Post(id) => api.read_post(id).await.map(drop),
            Self::Publish(platforms, idempotency) => {
                api.publish_post("Hello", platforms, idempotency).await.map(drop)
            }
        }
    }
}

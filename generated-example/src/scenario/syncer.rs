//! What is asked of SocialSyncer: a call for every error of its catalog, and for what else can go wrong.

use std::error::Error;

use errspec::{CallError, Idempotency, TransportFailure};

use super::Scenario;
use crate::client::Client;
use crate::report::{self, Report};
use crate::service::KEY;
use crate::syncer::{SocialSyncer, SocialSyncerError, SocialSyncerErrorKind as Kind};

enum Call {
    Post(&'static str),
    Publish(&'static [&'static str], Idempotency),
}

fn scenarios() -> [Scenario<Call>; 11] {
    let becomes = |kind: Kind, call| Scenario::new(kind.name(), call);
    let once = |platforms| Call::Publish(platforms, Idempotency::NotIdempotent);
    let even_twice = |platforms| Call::Publish(platforms, Idempotency::Idempotent);
    [
        becomes(Kind::ValidationError, once(&[])).note("to no platform"),
        becomes(Kind::AuthInvalidKey, Call::Post("post_1")).with_old_key(),
        becomes(Kind::NotFound, Call::Post("post_9")),
        becomes(Kind::RateLimitExceeded, once(&["x"])).note("to x"),
        becomes(Kind::RateLimitExceeded, Call::Post("post_1")),
        becomes(Kind::InternalError, Call::Post("post_2")),
        becomes(Kind::InternalError, once(&["tiktok"])).note("once at most"),
        becomes(Kind::InternalError, even_twice(&["threads"])).note("even twice"),
        becomes(Kind::Unrecognized, Call::Post("post_3")),
        Scenario::new(report::failure(TransportFailure::Timeout), Call::Post("post_4")),
        Scenario::new(report::SUCCESS, once(&["instagram", "tiktok"])).note("to two platforms"),
    ]
}

/// Makes the calls, and tells what the caller does when they return.
pub(crate) async fn run(base: &str) -> Result<Report, Box<dyn Error>> {
    let mut api = SocialSyncer { client: Client::new(base, KEY)? };
    for scenario in scenarios() {
        scenario.begin(&mut api.client);
        match scenario.call.make(&mut api).await {
            Ok(()) => api.client.report.does("goes on"),
            Err(CallError::Api(error)) => api.client.report.raises(&error),
            Err(error) => return Err(error.into()),
        }
    }
    api.client.report.expect_all(Kind::KNOWN);
    Ok(api.client.report)
}

impl Call {
    async fn make(self, api: &mut SocialSyncer) -> Result<(), CallError<SocialSyncerError>> {
        match self {
            Self::Post(id) => api.post(id).await.map(drop),
            Self::Publish(platforms, idempotency) => {
                api.publish("Hello", platforms, idempotency).await.map(drop)
            }
        }
    }
}

//! Runs a service and a client of two APIs, and prints which error every answer becomes and what the client does.

mod client;
// One catalog, three ways into a crate. This one is checked in, written by `cargo errspec generate`; `social` uses
// the macro, `syncer` the build script.
#[rustfmt::skip]
mod errors;
mod report;
mod scenario;
mod service;
mod social;
mod syncer;

use std::error::Error;
use std::io::{Write, stderr, stdout};
use std::process::ExitCode;

use report::Report;

const INTRO: &str = "\
Two APIs, every error that they document: a service on this machine answers with it, and a client reacts to it.
What each answer becomes, and what to do about it, is in the catalogs in spec/. Waits are printed, not slept.";

const SOCIAL: &str =
    "SocialAPI: spec/errors.yaml; the client has it through the macro, the service as a checked-in file";

const SYNCER: &str = "SocialSyncer: spec/social-syncer.yaml; both have it through the build script";

const OUTRO: &str = "\
To see where this comes from, read spec/errors.yaml; to do it for an API of your own, README.md.";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let social_url = service::start_service(service::social::build_social_router()).await?;
    let syncer_url = service::start_service(service::syncer::build_syncer_router()).await?;
    let social = scenario::social::run_social(&social_url).await?;
    let syncer = scenario::syncer::run_syncer(&syncer_url).await?;
    writeln!(stdout(), "{INTRO}\n\n{SOCIAL}\n\n{social}\n{SYNCER}\n\n{syncer}\n{OUTRO}")?;
    let surprises: Vec<_> = [social, syncer].into_iter().flat_map(Report::into_surprises).collect();
    surprises.iter().try_for_each(|surprise| writeln!(stderr(), "error: {surprise}"))?;
    Ok(if surprises.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

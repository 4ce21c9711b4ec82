//! Runs a service and a client of two APIs, and prints which error every answer becomes and what the client does.

mod client;
// One catalog, three ways into a crate. This one is checked in, written by `cargo errspec generate`; `social` uses
// the macro, `syncer` the build script.
#[rustfmt::skip]
mod errors;
mod recording;
mod report;
mod scenario;
mod service;
mod social;
mod syncer;

use std::env;
use std::error::Error;
use std::fs::File;
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

const USAGE: &str = "\
usage: generated-example                  run both APIs and their clients
       generated-example --record FILE    the same, and record what SocialAPI answers
       generated-example URL              make one call of the SocialAPI client to a mock";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => run_both_apis(None).await,
        ["--record", path] => run_both_apis(Some(File::create(path)?)).await,
        [url] if url.starts_with("http://") => {
            write!(stdout(), "{}", scenario::social::delete_media_at(url).await?)?;
            Ok(ExitCode::SUCCESS)
        }
        _ => {
            writeln!(stderr(), "{USAGE}")?;
            Ok(ExitCode::from(2))
        }
    }
}

async fn run_both_apis(recording: Option<File>) -> Result<ExitCode, Box<dyn Error>> {
    let social_api = service::social::build_social_router();
    let social_api = match recording {
        Some(file) => recording::record_responses(social_api, file),
        None => social_api,
    };
    let social_url = service::start_service(social_api).await?;
    let syncer_url = service::start_service(service::syncer::build_syncer_router()).await?;
    let social = scenario::social::run_social(&social_url).await?;
    let syncer = scenario::syncer::run_syncer(&syncer_url).await?;
    writeln!(stdout(), "{INTRO}\n\n{SOCIAL}\n\n{social}\n{SYNCER}\n\n{syncer}\n{OUTRO}")?;
    let surprises: Vec<_> = [social, syncer].into_iter().flat_map(Report::into_surprises).collect();
    surprises.iter().try_for_each(|surprise| writeln!(stderr(), "error: {surprise}"))?;
    Ok(if surprises.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

//! Runs `mock`: a server that answers with any error of a catalog on demand.

mod answer;
mod asked;
mod index;
mod kinds;
mod play;
mod server;

use std::net::IpAddr;
use std::path::PathBuf;

use crate::catalog::{lower_catalog, read_catalog};
use crate::diagnostic::Diagnostic;
use crate::exit::ExitKind;
use crate::failure::{CommandFailure, CommandResult};
use crate::file::File;
use crate::terminal::{print_line, print_to_stderr};

use answer::MockService;
use kinds::MockCatalog;
use play::Play;

/// Answer with any error of a catalog, for tests of clients
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct MockArguments {
    /// Catalog of the API, - for standard input
    catalog: PathBuf,
    /// Port to listen on [default: a free one]
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Address to listen on [default: 127.0.0.1]
    #[arg(long, default_value = "127.0.0.1", hide_default_value = true)]
    host: IpAddr,
    /// What each client gets in turn, such as "busy*2, ok"
    #[arg(long, value_name = "ERRORS")]
    play: Option<String>,
}

const HELP: &str = "\
Any path answers; a variant, else a code, else a status says with what:
  curl -i -H 'Prefer: code=rate_limited' http://127.0.0.1:PORT/v1/posts
  curl -i 'http://127.0.0.1:PORT/v1/posts?__error=rate_limited&__retry_after=2'

Besides: status, message, target, request_id, retry_after (seconds), field.NAME,
detail=CODE@TARGET, failed=CODE@TARGET (inside a success), client (for --play).
GET / lists every error with the line of curl that makes it come.

Examples:
  cargo errspec mock errors.yaml --port 8080
  cargo errspec mock errors.yaml --play 'busy*2, ok'";

pub(crate) fn run_mock(arguments: &MockArguments) -> CommandResult {
    let spec = read_catalog(&File::input(&arguments.catalog)).map_err(CommandFailure::not_run)?;
    let catalog = MockCatalog::new(lower_catalog(&spec));
    let play = arguments.play.as_deref().map(|text| Play::parse(text, &catalog)).transpose();
    let play = play.map_err(|message| Diagnostic::failure(format!("`--play`: {message}")))?;
    let address = (arguments.host, arguments.port).into();
    let listening = |url: &str| {
        print_line(url)?;
        print_to_stderr(&format!("{url}/ lists the errors; Ctrl-C stops"));
        Ok(())
    };
    server::serve(address, MockService::new(catalog, play), listening)?;
    Ok(ExitKind::Clean)
}

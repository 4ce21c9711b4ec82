//! Runs `audit`: holds recorded traffic against a catalog, and drafts what the catalog doesn't list.

mod failure_sign;
mod finding;
pub(super) mod finding_kind;
mod inspection;
mod message;
mod received_text;
mod recording;
mod report;

use std::path::PathBuf;

use errspec::__private::decode_response;
use errspec_data::{Catalog, Statuses};
use errspec_import::TrafficDraft;
use errspec_spec::Spec;

use crate::catalog::{lower_catalog, read_catalog};
use crate::config;
use crate::diagnostic::Diagnostic;
use crate::exit::ExitKind;
use crate::failure::{CommandFailure, CommandResult};
use crate::file::File;
use crate::input::{FileKind, open_input};
use crate::manifest::Manifest;
use crate::progress::run_with_progress;
use crate::terminal::{count_things, print_generated};

use failure_sign::find_failure_sign;
use finding_kind::FindingKind;
use inspection::{ExchangeCounts, Inspection};
use recording::{RecordedExchange, RecordedResponse, read_recording};
use report::{AuditFormat, AuditReport};

/// Hold recorded traffic against a catalog: what isn't listed?
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct AuditArguments {
    /// HAR, lines of JSON, or what curl -i printed; - for standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Catalog to hold it against [default: configured]
    #[arg(long, value_name = "FILE")]
    catalog: Option<PathBuf>,
    /// Print entries for what isn't listed, or a catalog
    #[arg(long)]
    draft: bool,
    /// A kind that doesn't fail, such as unlisted-status
    #[arg(long, value_enum, value_name = "KIND", hide_possible_values = true)]
    allow: Vec<FindingKind>,
    /// Show headers and bodies, which may hold secrets
    #[arg(long)]
    show_bodies: bool,
    /// Print human, json, or github (annotations)
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", conflicts_with = "draft")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    format: AuditFormat,
    /// Cargo.toml of the workspace to look in
    #[arg(long, value_name = "PATH", conflicts_with = "catalog")]
    manifest_path: Option<PathBuf>,
}

const HELP: &str = "\
Examples:
  cargo errspec audit traffic.har
  jq -c '{status, headers, body}' access.json | cargo errspec audit -
  cargo errspec audit traffic.har --draft > errors.yaml   a first catalog

Exit codes: 0 clean, 1 something came that isn't listed, 2 could not run";

const RECORDING: FileKind = FileKind { what: "a recording", extensions: &["har", "ndjson", "jsonl", "txt"] };

pub(crate) fn run_audit(arguments: &AuditArguments) -> CommandResult {
    match run(arguments) {
        Err(failure) if arguments.format != AuditFormat::Human => {
            let failures = failure.into_diagnostics();
            Ok(arguments.format.print_failures(&failures)?)
        }
        result => result,
    }
}

fn run(arguments: &AuditArguments) -> CommandResult {
    let files: Vec<_> = arguments.files.iter().map(|path| File::input(path)).collect();
    reject_standard_input_twice(arguments)?;
    let Some(catalog) = find_catalog(arguments)? else { return draft_catalog(&files) };
    let spec = read_catalog(&catalog).map_err(CommandFailure::not_run)?;
    let inspection = Inspection::new(lower_catalog(&spec), &spec);
    let mut inspection = if arguments.show_bodies { inspection.show_bodies() } else { inspection };
    let mut broken = Vec::new();
    for file in &files {
        inspection.begin_file(file.shown());
        broken.extend(read_file(file, &mut |exchange| inspection.inspect_exchange(exchange))?);
    }
    require_responses(inspection.counts, &files, &broken)?;
    let draft = std::mem::take(&mut inspection.draft);
    let report = AuditReport::new(&catalog, &spec, &files, inspection, &arguments.allow, broken);
    if arguments.draft {
        print_generated(&write_entries(&spec, &report, draft))?;
        report.print_beside_draft();
        return Ok(report.exit_kind());
    }
    Ok(report.print(arguments.format)?)
}

fn reject_standard_input_twice(arguments: &AuditArguments) -> Result<(), Diagnostic> {
    let inputs = arguments.files.iter().chain(&arguments.catalog);
    if inputs.filter(|path| path.as_os_str() == "-").count() < 2 {
        return Ok(());
    }
    Err(Diagnostic::failure("standard input can be read once only").with_help("name a file"))
}

/// Finds the catalog that is named, or the only one that is configured; none if there is none, and a draft is wanted.
fn find_catalog(arguments: &AuditArguments) -> Result<Option<File>, CommandFailure> {
    const WITHOUT: &str = "cargo errspec audit traffic.har --catalog errors.yaml";
    const HELP: &str = "without a catalog, `cargo errspec audit traffic.har --draft` makes a first one";
    if let Some(path) = &arguments.catalog {
        return Ok(Some(File::input(path)));
    }
    let has_manifest = || Ok::<_, Diagnostic>(Manifest::find_nearest()?.is_some());
    if arguments.draft && arguments.manifest_path.is_none() && !has_manifest()? {
        return Ok(None);
    }
    let mut catalogs = config::load_configuration(arguments.manifest_path.as_deref(), WITHOUT)?.catalogs;
    match (catalogs.pop(), &catalogs[..]) {
        (Some(only), []) => Ok(Some(only.file)),
        (Some(_), _) => {
            let failure = Diagnostic::failure("several catalogs are configured");
            Err(failure.with_help(format!("name one: `{WITHOUT}`")).into())
        }
        (None, _) if arguments.draft => Ok(None),
        (None, _) => Err(config::describe_missing_catalog(WITHOUT).with_help(HELP).into()),
    }
}

/// Reads a recording, and returns why it couldn't be read to its end.
fn read_file(
    file: &File,
    on_exchange: &mut dyn FnMut(RecordedExchange),
) -> Result<Option<Diagnostic>, CommandFailure> {
    let shown = file.shown();
    let result = run_with_progress(&format!("reading {shown}"), || {
        let input = open_input(file, &RECORDING)?;
        Ok::<_, Diagnostic>(read_recording(input, on_exchange))
    })?;
    let describe =
        |reason| Diagnostic::failure(format!("`{shown}` can't be read, or not to its end: {reason}"));
    Ok(result.err().map(describe))
}

/// Fails if there was nothing to audit: a test that recorded nothing must not pass.
fn require_responses(
    counts: ExchangeCounts,
    files: &[File],
    broken: &[Diagnostic],
) -> Result<(), CommandFailure> {
    if counts.responses > 0 {
        return Ok(());
    }
    if !broken.is_empty() {
        return Err(broken.to_vec().into());
    }
    let names: Vec<_> = files.iter().map(|file| format!("`{}`", file.shown())).collect();
    let message = format!("there is no response in {}", names.join(", "));
    let help = "a line of JSON is `{ \"status\": 404, \"headers\": {}, \"body\": \"…\" }`";
    Err(Diagnostic::failure(message).with_help(help).into())
}

/// What reads `Retry-After` and nothing else.
static NO_ENTRIES: Catalog<'static> = Catalog::new("", &[]);

/// Prints a first catalog, drafted from the errors of recordings.
fn draft_catalog(files: &[File]) -> CommandResult {
    let mut draft = TrafficDraft::default();
    let mut counts = ExchangeCounts::default();
    for file in files {
        let broken = read_file(file, &mut |exchange| {
            if let Some(response) = counts.count(exchange) {
                add_to_draft(&mut draft, *response);
            }
        })?;
        if let Some(broken) = broken {
            return Err(broken.into());
        }
    }
    require_responses(counts, files, &[])?;
    let catalog = draft.into_catalog().map_err(|refusal| {
        let count = usize::try_from(counts.responses).unwrap_or(usize::MAX);
        Diagnostic::failure(format!("of {}, {refusal}", count_things(count, "response")))
    })?;
    let names: Vec<_> = files.iter().map(File::name).collect();
    print_generated(&catalog.write(None, &names.join(", ")))?;
    Ok(ExitKind::Clean)
}

/// Adds a response to the draft of a catalog, if it is an error, or looks like one.
fn add_to_draft(draft: &mut TrafficDraft, response: RecordedResponse) {
    let sign = find_failure_sign(&NO_ENTRIES, &response.body).filter(|_| response.status.is_success());
    if let Some(sign) = &sign {
        draft.add_remark(&format!("{sign} in a success; `failed_2xx` of the envelope makes it an error"));
    }
    if sign.is_some() || response.status.as_u16() >= 400 {
        let error = decode_response(&NO_ENTRIES, response.into_http_response());
        let body = String::from_utf8_lossy(error.body());
        draft.add_body(error.status().as_u16(), &body, error.retry_after());
    }
}

/// Writes entries for what isn't listed, and what else to change in a catalog.
fn write_entries(spec: &Spec<'_>, report: &AuditReport<'_>, draft: TrafficDraft) -> String {
    let names = spec.entries().iter().map(|entry| entry.data().name());
    let has_hint = |status: Option<u16>| {
        let statuses = status.map_or(Statuses::Any, Statuses::One);
        spec.retry().hint_in_force(None, statuses, status).is_some()
    };
    let entries = draft.write_entries(names, has_hint);
    let todos = report.list_other_todos().into_iter().map(|todo| format!("# TODO: {todo}\n"));
    todos.collect::<Vec<_>>().concat() + &entries
}

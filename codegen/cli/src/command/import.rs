//! Runs `import`: drafts a catalog from what an API already says about its errors.

mod format;
mod input;
mod target;

use std::path::{Path, PathBuf};

use errspec_data::Statuses;
use errspec_spec::{Arena, Problems, Spec};

use crate::diagnostic::Diagnostic;
use crate::exit::ExitKind;
use crate::failure::{CommandFailure, CommandResult};
use crate::file::File;
use crate::terminal::{count_things, print_generated, print_line, print_to_stderr, sanitize};

use format::ImportFormat;
use input::ImportInput;
use target::DraftTarget;

/// Draft a catalog from what an API already has
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct ImportArguments {
    /// openapi, markdown, csv or json
    #[arg(value_enum, hide_possible_values = true)]
    format: ImportFormat,
    /// File to read, - for standard input
    file: PathBuf,
    /// File to write, a new one [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file to write
    #[arg(long, requires = "output")]
    force: bool,
    /// What the API is called, such as `AcmeBilling`
    #[arg(long)]
    name: Option<String>,
}

const HELP: &str = "\
openapi   3.0 or 3.1, YAML or JSON: error responses, examples, lists of codes,
          or our `generate openapi`
markdown  tables, sections and lists of errors, or what is copied of them from
          a browser; csv is one table, with a line of headings
json      { code: { status, message } }, such a list, or our `generate json`
What isn't taken is a `# TODO` in the draft. What `init` wrote is replaced.

Examples:
  cargo errspec import markdown docs/errors.md --name Acme -o errors.yaml
  cargo errspec import openapi openapi.yaml";

pub(crate) fn run_import(arguments: &ImportArguments) -> CommandResult {
    let ImportArguments { format, file, output, force, name } = arguments;
    let name = name.as_deref();
    reject_bad_name(name)?;
    input::reject_url(file, *format)?;
    let output = output.as_deref().filter(|path| path.as_os_str() != "-").map(File::given);
    let target = output.as_ref().map(|output| DraftTarget::find(output, *force)).transpose()?;
    let input = ImportInput::read(file, *format)?;
    let draft = format.draft_catalog(&input.text);
    let draft = draft.map_err(|refusal| input.describe_refusal(*format, &refusal))?;
    let remarks = draft.remarks().count();
    write_draft(draft.write(name, &input.name()), *format, target.as_ref())?;
    if remarks > 0 {
        print_to_stderr(&describe_remarks(remarks));
    }
    Ok(ExitKind::Clean)
}

fn describe_remarks(count: usize) -> String {
    let remarks = count_things(count, "remark");
    let are = if count == 1 { "is a `# TODO` comment" } else { "are `# TODO` comments" };
    format!("note: {remarks} on what was not taken or is in doubt {are} in the draft")
}

fn reject_bad_name(name: Option<&str>) -> Result<(), Diagnostic> {
    let Some(name) = name.filter(|name| !errspec_spec::is_usable_name(name)) else { return Ok(()) };
    let like = errspec_spec::make_variant_name(Some(name), Statuses::Any);
    let like = like.unwrap_or_else(|| "AcmeBilling".to_owned());
    Err(Diagnostic::failure(format!("`{name}` can't be the name of an API"))
        .with_help(format!("write letters and digits in UpperCamelCase, such as `{like}`")))
}

/// Prints or writes the draft, once it is sure that it parses.
fn write_draft(
    text: String,
    format: ImportFormat,
    target: Option<&DraftTarget>,
) -> Result<(), CommandFailure> {
    let draft = File::given(target.map_or(Path::new("the draft"), |target| target.file().path()));
    let arena = Arena::new();
    let spec = Spec::parse(&arena, draft.shown(), text.as_bytes())
        .map_err(|problems| describe_invalid_draft(&draft, format, &problems))?;
    let Some(target) = target else { return Ok(print_generated(&text)?) };
    target.write(text)?;
    let file = target.file();
    let (shown, count) = (sanitize(file.shown()), count_things(spec.entries().len(), "error"));
    print_line(&format!("written {shown}: {count}"))?;
    Ok(print_line(&format!("next: `cargo errspec check {shown}` shows what is left to write"))?)
}

/// Returns why the draft is no catalog: it is too large, or was made from our own JSON, changed by hand.
fn describe_invalid_draft(draft: &File, format: ImportFormat, problems: &Problems) -> CommandFailure {
    let failure = Diagnostic::failure("no catalog can be made of this");
    let failure = match format {
        _ if problems.iter().any(|problem| problem.rule() == "limit") => {
            failure.with_help("import it in parts: an error is written once for each of its codes")
        }
        ImportFormat::Json | ImportFormat::Openapi => failure.with_help(
            "if it was generated and then changed by hand, generate it again; else please report it",
        ),
        ImportFormat::Markdown | ImportFormat::Csv => failure.with_help("please report it"),
    };
    let mut diagnostics = Diagnostic::from_problems(draft, problems);
    diagnostics.push(failure);
    diagnostics.into()
}

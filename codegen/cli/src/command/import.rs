//! `import`: what an API already says about its errors → a draft of a catalog.

use std::borrow::Cow;
use std::path::PathBuf;

use errspec_import::{Draft, Refusal};
use errspec_spec::errspec_data::Statuses;
use errspec_spec::{Arena, Problems, Spec};

use crate::file::File;
use crate::on_disk;
use crate::plan::Output;
use crate::report::{self, Failure, Failures, Outcome, counted};

mod input;

/// Draft a catalog from what an API already has
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// openapi, markdown, csv or json
    #[arg(value_enum, hide_possible_values = true)]
    format: Format,
    /// File to read, - for standard input
    file: PathBuf,
    /// File to write, a new one [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What the API is called, such as `AcmeBilling`
    #[arg(long)]
    name: Option<String>,
}

const HELP: &str = "\
openapi   3.0 or 3.1, YAML or JSON: error responses, examples, lists of codes,
          or our `generate openapi`
markdown  tables with headings like HTTP, Code, When it occurs, or such tables
          copied from a browser; csv is the same, with a line of headings
json      { code: { status, message } }, such a list, or our `generate json`

Examples:
  cargo errspec import markdown docs/errors.md --name Acme -o errors.yaml
  cargo errspec import openapi openapi.yaml";

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Openapi,
    Markdown,
    Csv,
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failures> {
    let Arguments { format, file, output, name } = arguments;
    let name = name.as_deref();
    if let Some(name) = name.filter(|name| !errspec_import::is_name(name)) {
        let failure = Failure::new(format!("`{name}` can't be the name of an API"));
        let like = errspec_spec::make_variant_name(Some(name), Statuses::Any);
        let like = like.unwrap_or_else(|| "AcmeBilling".to_owned());
        let help = format!("write letters and digits in UpperCamelCase, such as `{like}`");
        return Err(failure.help(help).into());
    }
    let output = output.as_deref().filter(|path| path.as_os_str() != "-").map(File::given);
    if let Some(output) = &output {
        on_disk::is_new(output, "write the draft into a new file, and move over what you want to keep")?;
    }
    let input = input::read(file, *format)?;
    let draft = format.draft(&input.text).map_err(|refusal| input.wrong(*format, &refusal))?;
    finish(draft.write(name, &input.source()), *format, output.as_ref())
}

impl Format {
    /// What is found in a text, or why nothing is.
    fn draft(self, text: &str) -> Result<Draft, Refusal> {
        match self {
            Self::Openapi => errspec_import::draft_from_openapi(text),
            Self::Markdown => errspec_import::draft_from_markdown(text),
            Self::Csv => errspec_import::draft_from_csv(text),
            Self::Json => errspec_import::draft_from_json(text),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Openapi => "openapi",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// Prints or writes the draft, once it is sure that it parses.
fn finish(text: String, format: Format, output: Option<&File>) -> Result<Outcome, Failures> {
    let shown = output.map_or("the draft", File::shown);
    let arena = Arena::new();
    let spec = Spec::parse(&arena, shown, text.as_bytes()).map_err(|problems| invalid(format, &problems))?;
    let Some(file) = output else { return Ok(report::text(&text)?) };
    let output = Output::new(Cow::Borrowed(file), text);
    on_disk::create(&output)?;
    let count = counted(spec.entries().len(), "error");
    Ok(report::line(&format!(
        "written {shown}: {count}\nnext: `cargo errspec check {shown}` shows what is left to write"
    ))?)
}

/// Why the draft is no catalog: what is too large says so, and our own JSON was changed by hand.
fn invalid(format: Format, problems: &Problems) -> Failure {
    let failure = Failure::new(format!("no catalog can be made of this:\n{problems}"));
    match format {
        _ if problems.iter().any(|problem| problem.rule() == "limit") => failure,
        Format::Json | Format::Openapi => failure
            .help("if it was generated and then changed by hand, generate it again; else please report it"),
        Format::Markdown | Format::Csv => failure.help("please report it"),
    }
}

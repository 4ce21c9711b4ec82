//! `import`: what an API already says about its errors → a draft of a catalog.

use std::borrow::Cow;
use std::io::Read;
use std::path::{Path, PathBuf};

use errspec_spec::Spec;

use crate::file::File;
use crate::on_disk;
use crate::plan::Output;
use crate::report::{self, Failure, Failures, Outcome, counted};

use draft::{Draft, Row};
use envelope::Envelope;
use table::Table;
use tree::Tree;

mod csv;
mod draft;
mod envelope;
mod json;
mod markdown;
mod neutral;
mod openapi;
mod pasted;
mod table;
mod tree;
mod yaml;

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
openapi   3.0 or 3.1, YAML or JSON: error responses, examples, lists of codes
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
    if let Some(name) = name.filter(|name| !draft::is_name(name)) {
        let failure = Failure::new(format!("`{name}` can't be the name of an API"));
        return Err(failure.help("write letters and digits in UpperCamelCase, such as `AcmeBilling`").into());
    }
    let output = output.as_deref().filter(|path| *path != "-").map(File::given);
    if let Some(output) = &output {
        on_disk::is_new(output, "write the draft into a new file, and move over what you want to keep")?;
    }
    let text = read(file)?;
    let catalog = format.catalog(&text, name, &source(file));
    finish(catalog.map_err(|message| wrong(*format, file, &text, &message))?, output.as_ref())
}

/// What a draft says that it was made of.
fn source(file: &Path) -> String {
    if file == "-" {
        return "what was pasted".to_owned();
    }
    File::given(file).name().chars().filter(|c| !c.is_control()).collect()
}

impl Format {
    /// The text of a catalog, or why there is none.
    fn catalog(self, text: &str, name: Option<&str>, source: &str) -> Result<String, String> {
        let draft = match self {
            Self::Openapi => openapi(text)?,
            Self::Markdown => {
                let rows = rows(&markdown::tables(text))?;
                Draft::of(rows, Envelope::on_page(&markdown::samples(text)))
            }
            Self::Csv => Draft::of(rows(&[csv::table(text)?])?, Envelope::Unknown),
            Self::Json => {
                let document =
                    serde_json::from_str(text).map_err(|error| format!("it is no JSON: {error}"))?;
                if neutral::is_neutral(&document) {
                    return Ok(neutral::catalog(&document, name));
                }
                let table = json::table(&document).ok_or("nothing in it lists errors by their codes")?;
                let title = document.text_of("name").map(str::to_owned);
                Draft { title, ..Draft::of(rows(&[table])?, Envelope::Unknown) }
            }
        };
        Ok(draft.write(name, source))
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

fn openapi(text: &str) -> Result<Draft, String> {
    let document: Tree = if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| format!("it is no JSON: {error}"))?
    } else {
        // The largest public documents have about a million nodes.
        let budget = serde_saphyr::budget! { max_nodes: 10_000_000, max_events: 20_000_000, max_depth: 200 };
        let options = serde_saphyr::options! { with_snippet: false, budget: budget };
        serde_saphyr::from_str_with_options(text, options)
            .map_err(|error| format!("it is no YAML: {error}"))?
    };
    match document.get("openapi").and_then(Tree::scalar) {
        Some(version) if version.starts_with("3.") => openapi::draft(&document),
        Some(version) => Err(format!("its version of OpenAPI is {version}, and 3.0 and 3.1 are known")),
        None if document.get("swagger").is_some() => {
            Err("it is Swagger 2.0; a converter, such as swagger2openapi, makes it OpenAPI 3".to_owned())
        }
        None if document.get("errspec").is_some() => Err("it is a catalog of errspec already".to_owned()),
        None => Err("it is no OpenAPI document: there is no `openapi` at its top".to_owned()),
    }
}

/// The errors in all tables that have any.
fn rows(tables: &[Table]) -> Result<Vec<Row>, String> {
    let fitting: Vec<_> = tables.iter().filter_map(Table::errors).collect();
    if fitting.is_empty() {
        let headings: Vec<_> =
            tables.iter().map(|table| format!("`{}`", table.headings.join("`, `"))).collect();
        return Err(match headings.as_slice() {
            [] => "there is no table in it".to_owned(),
            headings => {
                format!("no heading says where the codes or the statuses are: {}", headings.join("; "))
            }
        });
    }
    let rows: Vec<_> = fitting.into_iter().flatten().collect();
    let known = rows.iter().any(|row| row.code.is_some() || row.status != draft::Status::Unknown);
    known.then_some(rows).ok_or_else(|| "the table has no rows".to_owned())
}

fn read(path: &Path) -> Result<String, Failure> {
    let file = File::given(path);
    let mut bytes = Vec::new();
    let read = match path {
        path if path == "-" => std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes),
        path => std::fs::read(path),
    };
    let bytes = read.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Failure::new(format!("there is no file `{}`", file.shown())),
        _ if path.is_dir() => {
            Failure::new(format!("`{}` is a directory", file.shown())).help("name the file in it")
        }
        _ => Failure::new(format!("`{}` can't be read: {error}", file.shown())),
    })?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::new(format!("`{}` is not valid UTF-8", file.shown())).help("save the file as UTF-8")
    })?;
    Ok(text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n"))
}

/// Why nothing was imported, and what to type instead.
fn wrong(format: Format, path: &Path, text: &str, message: &str) -> Failure {
    let shown = File::given(path).shown().to_owned();
    let read = if path == "-" { "standard input".to_owned() } else { format!("`{shown}`") };
    let failure = Failure::new(format!("{read} can't be imported as {}: {message}", format.name()));
    match likely(path, text).filter(|likely| *likely != format) {
        Some(likely) => failure.help(format!("try `cargo errspec import {} {shown}`", likely.name())),
        None if matches!(format, Format::Markdown | Format::Csv) => failure
            .help("a table has headings such as `HTTP`, `Code` and `When it occurs`, and a row an error"),
        None if format == Format::Json => failure.help(
            "write `{ \"not_found\": { \"status\": 404, \"message\": \"…\" } }`, or a list of such objects",
        ),
        None => failure,
    }
}

/// The format that a file probably has.
fn likely(path: &Path, text: &str) -> Option<Format> {
    let is_openapi = text.lines().take(50).any(|line| {
        let key = line.trim_start().trim_start_matches('"');
        key.strip_prefix("openapi")
            .is_some_and(|rest| rest.trim_start_matches('"').trim_start().starts_with(':'))
    });
    match path.extension().and_then(|extension| extension.to_str()) {
        _ if is_openapi => Some(Format::Openapi),
        Some("md" | "markdown" | "txt") => Some(Format::Markdown),
        Some("csv" | "tsv") => Some(Format::Csv),
        Some("json") => Some(Format::Json),
        _ => None,
    }
}

/// Prints or writes the draft, once it is sure that it parses.
fn finish(text: String, output: Option<&File>) -> Result<Outcome, Failures> {
    let shown = output.map_or("the draft", File::shown);
    let spec = Spec::parse(shown, text.as_bytes()).map_err(|problems| {
        Failure::new(format!("no catalog can be made of this:\n{problems}")).help("please report it")
    })?;
    let Some(file) = output else { return Ok(report::text(&text)?) };
    let output = Output::new(Cow::Borrowed(file), text);
    on_disk::create(&output)?;
    let count = counted(spec.entries().len(), "error");
    Ok(report::line(&format!(
        "written {shown}: {count}\nnext: `cargo errspec check {shown}` shows what is left to write"
    ))?)
}

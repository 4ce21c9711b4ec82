//! Reads, checks and models an `errors.yaml`, the catalog of an API's errors.
//!
//! [`Spec::parse`] turns the bytes of a file into a [`Spec`], which is always valid, or into all [`Problems`] of the
//! file at once, each with its place, its source line and a suggestion. Texts and lists of a catalog are kept in an
//! [`Arena`] of the caller's. The format is described in `FORMAT.md`, beside this crate's sources.
//!
//! ```
//! use errspec_spec::{Arena, Spec};
//!
//! let yaml = b"
//! errspec: 1
//! api: { name: Acme }
//! envelope: { code: /code, message: /error }
//! errors:
//!   - { code: not_found, status: 404, meaning: The requested resource does not exist., retry: never }
//! ";
//! let arena = Arena::new();
//! let spec = Spec::parse(&arena, "errors.yaml", yaml)?;
//! assert_eq!(spec.entries()[0].data().name(), "NotFound");
//! # Ok::<(), errspec_spec::Problems>(())
//! ```

mod check;
mod entry;
mod foreign;
mod hostile;
mod lint;
mod lint_level;
mod lower;
mod name;
pub mod notation;
mod parse;
mod placeholder;
mod problem;
mod resolve;
mod span;
mod spec;
mod suggestion;
pub mod vocabulary;
mod yaml;

pub use bumpalo::Bump as Arena;

pub use entry::{CatalogEntry, Life, Notice};
pub use hostile::{is_hostile, make_single_line};
pub use lint_level::LintLevel;
pub use lower::lower;
pub use name::{is_usable_name, make_field_identifier, make_variant_name};
pub use placeholder::list_placeholders;
pub use problem::{Color, MAX_SHOWN_PROBLEMS, Problem, ProblemParts, Problems, Severity, SourceExcerpt};
pub use spec::{Api, Group, Spec, UrlTemplate};
pub use suggestion::find_nearest;

use check::{check_catalog, choose_names};
use foreign::explain_foreign_text;
use lint::run_lints;
use resolve::resolve_catalog;

impl<'a> Spec<'a> {
    /// Reads and checks the bytes of a catalog; `path` is the name under which problems report it.
    ///
    /// # Errors
    ///
    /// All problems of the file, in the order of their places.
    ///
    /// ```
    /// use errspec_spec::{Arena, Spec};
    ///
    /// let arena = Arena::new();
    /// let problems = Spec::parse(&arena, "errors.yaml", b"errspec: 2").unwrap_err();
    /// assert!(problems.iter().any(|problem| problem.message() == "unsupported format version `2`"));
    /// ```
    pub fn parse(arena: &'a Arena, path: &str, bytes: &[u8]) -> Result<Self, Problems> {
        let (text, mut problems) = yaml::decode_text(bytes);
        match resolve_text(arena, &text, &mut problems) {
            Some((spec, findings)) => Ok(Self { warnings: Problems::new(path, text, findings), ..spec }),
            None => Err(Problems::new(path, text, problems)),
        }
    }
}

/// Takes the text of a catalog through every phase. Returns none if there are problems, else what lints found beside the
/// catalog, which has no warnings yet.
fn resolve_text<'a>(
    arena: &'a Arena,
    text: &str,
    problems: &mut Vec<Problem>,
) -> Option<(Spec<'a>, Vec<Problem>)> {
    let document = yaml::parse_document(text, problems);
    let root = document.as_ref().map(|document| &*document.root);
    if let Some(problem) = explain_foreign_text(text, root) {
        // What else is wrong with it as a catalog would only distract.
        *problems = vec![problem];
        return None;
    }
    let document = document?;
    let parsed = parse::parse_parts(arena, text, &document, problems)?;
    let names = choose_names(arena, &parsed.entries);
    check_catalog(&parsed, &names, problems);
    if !problems.is_empty() {
        return None;
    }
    let spec = resolve_catalog(arena, &parsed, &names)?;
    // A constant condition, so that what only lints call is checked without the feature, and not compiled.
    let has_lints = cfg!(any(test, feature = "lints"));
    let findings = if has_lints { run_lints(&parsed, &spec, &lower(arena, &spec)) } else { Vec::new() };
    Some((spec, findings))
}

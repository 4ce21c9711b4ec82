//! Reads, checks and models an `errors.yaml`, the catalog of an API's errors.
//!
//! [`Spec::parse`] takes the bytes of a file to a [`Spec`], which is always valid, or to all [`Problems`] of the
//! file at once, each with its place, its source line and a way out. The format is described in `FORMAT.md`,
//! beside this crate's sources.
//!
//! ```
//! let yaml = b"
//! errspec: 1
//! api: { name: Acme }
//! envelope: { code: /code, message: /error }
//! errors:
//!   - { code: not_found, status: 404, meaning: The requested resource does not exist., retry: never }
//! ";
//! let spec = errspec_spec::Spec::parse("errors.yaml", yaml)?;
//! assert_eq!(spec.entries()[0].name(), "NotFound");
//! # Ok::<(), errspec_spec::Problems>(())
//! ```

mod check;
mod duration;
mod lint;
mod model;
mod name;
mod problem;
mod raw;
mod read;
pub mod vocabulary;

pub use duration::human;
pub use model::{
    Api, Condition, Entry, Envelope, Expected, Field, FieldType, Group, Hint, Life, LintLevel, Locator,
    Notice, Partial, Piece, Place, Pointer, Preset, Processed, RetryTable, Spec, Statuses, Strategy,
    Template, Unit, UrlTemplate,
};
pub use name::variant_name;
pub use problem::{Color, Problem, Problems, Severity};

impl Spec {
    /// Reads and checks the bytes of a catalog; `path` is the name under which problems report it.
    ///
    /// # Errors
    ///
    /// All problems of the file, in the order of their places.
    pub fn parse(path: &str, bytes: &[u8]) -> Result<Self, Problems> {
        let (text, mut problems) = raw::text(bytes);
        let read =
            raw::tree(&text, &mut problems).and_then(|root| read::catalog(&text, &root, &mut problems));
        let checked = read.map(|read| check::check(read, &mut problems));
        match checked {
            Some((spec, warnings)) if problems.is_empty() => {
                Ok(Self { warnings: Problems::new(path, text, warnings), ..spec })
            }
            _ => Err(Problems::new(path, text, problems)),
        }
    }
}

/// The known name that is most like what was written, if any is.
///
/// ```
/// assert_eq!(errspec_spec::nearest("mesage", ["code", "message"]), Some("message"));
/// ```
#[must_use]
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    let scored =
        known.into_iter().map(|known| (strsim::jaro_winkler(&written, &known.to_lowercase()), known));
    scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
}

/// Says what was probably meant by names that aren't known: by the first of them, since each takes a look at all that
/// are, and nobody reads thousands.
struct Meant<'a> {
    known: Vec<&'a str>,
    left: usize,
}

impl<'a> Meant<'a> {
    fn one_of(known: impl IntoIterator<Item = &'a str>) -> Self {
        Self { known: known.into_iter().collect(), left: 100 }
    }

    fn help(&mut self, written: &str, otherwise: impl FnOnce() -> String) -> String {
        let near = self.left.checked_sub(1).and_then(|left| {
            self.left = left;
            nearest(written, self.known.iter().copied())
        });
        near.map_or_else(otherwise, |near| format!("did you mean `{near}`?"))
    }
}

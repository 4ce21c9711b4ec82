//! Generates the errors of an API in a build script, into `OUT_DIR`, and tells cargo what to watch.
//!
//! In `build.rs`:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     errspec_build::run("../spec/errors.yaml")
//! }
//! ```
//!
//! and in the crate, by the file name of the catalog, `mod social { errspec::include_errors!("errors.yaml"); }`.
//!
//! A broken catalog fails the build: each of its problems is shown with its source line and what to write instead. When
//! a catalog changes, cargo runs the script again, and then the compiler; while none does, neither.
//!
//! # Features
//!
//! - `format`, on by default: the output is formatted, for people to read. Without it the build script compiles in
//!   two thirds of the time, and the output is one long line.
//! - `markdown`: `Build::markdown` writes the reference of a catalog, for rustdoc.

#[cfg(feature = "markdown")]
mod markdown;
mod source;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use errspec_codegen::RustOptions;
use errspec_spec::{Arena, Spec};

use crate::source::{OutputName, Source};

/// Generates the errors of one catalog, for `main` to return.
///
/// The path is relative to the directory of the crate's Cargo.toml. For `errors.yaml`, the output is
/// `OUT_DIR/errors.yaml.rs`.
///
/// ```no_run
/// fn main() -> std::process::ExitCode {
///     errspec_build::run("../spec/errors.yaml")
/// }
/// ```
#[must_use = "a failure has to be returned from `main`"]
pub fn run(path: impl AsRef<Path>) -> ExitCode {
    Build::new(path).run()
}

/// What to generate: one catalog or several, each into a file of its own.
///
/// ```no_run
/// use errspec_build::Build;
///
/// fn main() -> std::process::ExitCode {
///     Build::new("../spec/errors.yaml").also("../spec/social-syncer.yaml").run()
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is generated before `run`"]
pub struct Build {
    catalogs: Vec<PathBuf>,
    runtime: Option<String>,
    outputs: Vec<OutputName>,
}

impl Build {
    /// Generates from the catalog at a path, relative to the directory of the crate's Cargo.toml.
    ///
    /// ```no_run
    /// # use errspec_build::Build;
    /// # fn main() -> std::process::ExitCode {
    /// Build::new("errors.yaml").run() // include_errors!("errors.yaml")
    /// # }
    /// ```
    pub fn new(path: impl AsRef<Path>) -> Self {
        Self { catalogs: vec![path.as_ref().to_owned()], runtime: None, outputs: vec![OutputName::Rust] }
    }

    /// Generates from another catalog too. Their file names have to differ by more than case, since each makes a file
    /// of its name.
    ///
    /// ```no_run
    /// # use errspec_build::Build;
    /// # fn main() -> std::process::ExitCode {
    /// Build::new("spec/payments.yaml")
    ///     .also("spec/accounts.yaml") // include_errors!("accounts.yaml")
    ///     .run()
    /// # }
    /// ```
    pub fn also(mut self, path: impl AsRef<Path>) -> Self {
        self.catalogs.push(path.as_ref().to_owned());
        self
    }

    /// Sets the path at which generated code finds the crate `errspec`, for where Cargo.toml renames it or another
    /// crate re-exports it; `errspec` unless set.
    ///
    /// ```no_run
    /// # use errspec_build::Build;
    /// # fn main() -> std::process::ExitCode {
    /// Build::new("errors.yaml").runtime("my_sdk::errspec").run()
    /// # }
    /// ```
    pub fn runtime(mut self, path: impl Into<String>) -> Self {
        self.runtime = Some(path.into());
        self
    }

    /// Reads the catalogs and writes the outputs that changed. A failure is for `main` to return; what is wrong is on
    /// standard error then, all of it, and nothing was written.
    ///
    /// ```no_run
    /// # use errspec_build::Build;
    /// # fn main() -> std::process::ExitCode {
    /// Build::new("errors.yaml").run()
    /// # }
    /// ```
    #[must_use = "a failure has to be returned from `main`"]
    pub fn run(self) -> ExitCode {
        let Err(failures) = self.generate() else { return ExitCode::SUCCESS };
        let text = failures.join("\n\n");
        // There is nowhere left to report that this failed.
        let _ = writeln!(std::io::stderr(), "{text}");
        ExitCode::FAILURE
    }

    fn generate(&self) -> Result<(), Vec<String>> {
        let root = find_directory("CARGO_MANIFEST_DIR")?;
        let out = find_directory("OUT_DIR")?;
        let (sources, failures) = source::read_sources(&root, &self.catalogs, &self.outputs);
        // Before anything can fail: a catalog with a mistake has to be watched as well.
        source::watch_sources(&sources);
        self.write(&sources, failures, &out)
    }

    /// Writes all outputs, or none if anything failed before or fails here.
    fn write(&self, sources: &[Source], mut failures: Vec<String>, out: &Path) -> Result<(), Vec<String>> {
        // Each step reports what it can, so that one build shows all mistakes.
        let options = self.options().map_err(|failure| failures.push(failure)).unwrap_or_default();
        let outputs: Vec<_> = sources
            .iter()
            .filter_map(|source| {
                self.generate_outputs(source, &options).map_err(|failure| failures.push(failure)).ok()
            })
            .flatten()
            .collect();
        if !failures.is_empty() {
            return Err(failures);
        }
        outputs
            .iter()
            .try_for_each(|(name, text)| write_if_changed(&out.join(name), text))
            .map_err(|failure| vec![failure])
    }

    /// Generates the outputs of a catalog: the name and the text of each file.
    fn generate_outputs(
        &self,
        source: &Source,
        options: &RustOptions,
    ) -> Result<Vec<(String, String)>, String> {
        let arena = Arena::new();
        let spec =
            Spec::parse(&arena, &source.path, &source.bytes).map_err(|problems| problems.to_string())?;
        let outputs = self.outputs.iter().filter_map(|output| {
            let text = match output {
                OutputName::Rust => {
                    errspec_codegen::generate_rust(&arena, &spec, options).to_included_text(&source.file_name)
                }
                #[cfg(feature = "markdown")]
                OutputName::Markdown => markdown::render_reference(source, &spec),
            };
            Some((output.of_catalog(Path::new(&source.file_name))?, text))
        });
        Ok(outputs.collect())
    }

    fn options(&self) -> Result<RustOptions, String> {
        let Some(path) = &self.runtime else { return Ok(RustOptions::default()) };
        RustOptions::default().runtime_path(path).map_err(|error| format!("error: {error}"))
    }
}

/// Returns a directory that cargo names in a variable.
fn find_directory(variable: &str) -> Result<PathBuf, Vec<String>> {
    std::env::var_os(variable).map(PathBuf::from).ok_or_else(|| {
        vec![format!(
            "error: `{variable}` is not set\nhelp: call errspec-build from a build script that cargo runs"
        )]
    })
}

/// Writes a file unless it has this text, so that editors and cargo see no change where there is none.
fn write_if_changed(path: &Path, text: &str) -> Result<(), String> {
    if std::fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes()) {
        return Ok(());
    }
    std::fs::write(path, text)
        .map_err(|error| format!("error: `{}` can't be written: {error}", path.display()))
}

#[cfg(test)]
mod tests;

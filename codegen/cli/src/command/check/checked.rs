//! Checks one catalog, and holds what was found out about it and its outputs.

use errspec_spec::Spec;

use crate::catalog::read_catalog;
use crate::config::ConfiguredCatalog;
use crate::diagnostic::Diagnostic;
use crate::exit::ExitKind;
use crate::failure::CommandFailure;
use crate::file::File;
use crate::on_disk;
use crate::output::Output;
use crate::plan;
use crate::progress;

/// What was found out about one catalog.
pub(super) struct CheckedCatalog {
    /// The path as it was given.
    pub(super) file: String,
    /// The number of live errors; none where the catalog can't be used.
    pub(super) errors: Option<usize>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) outputs: Vec<(String, OutputState)>,
}

/// How an output is on disk.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum OutputState {
    Current,
    Missing,
    Stale,
    /// It could not be read.
    Unknown,
}

impl OutputState {
    /// Returns the name that machines read.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Missing => "missing",
            Self::Stale => "stale",
            Self::Unknown => "unknown",
        }
    }
}

impl CheckedCatalog {
    /// Checks a catalog alone.
    pub(super) fn check(file: &File) -> Self {
        Self::check_and(file, |_, _| {})
    }

    /// Checks a catalog, and compares its outputs if it is valid; `remedy` brings them up to date.
    pub(super) fn check_with_outputs(catalog: &ConfiguredCatalog, remedy: &str) -> Self {
        Self::check_and(&catalog.file, |checked, spec| checked.compare_outputs(catalog, spec, remedy))
    }

    fn check_and(file: &File, act: impl FnOnce(&mut Self, &Spec)) -> Self {
        let spec = match read_catalog(file) {
            Ok(spec) => spec,
            Err(failure) => return Self::unusable(file, failure),
        };
        let mut checked = Self {
            file: file.shown().to_owned(),
            errors: Some(spec.entries().len()),
            diagnostics: Diagnostic::from_problems(file, spec.warnings()),
            outputs: Vec::new(),
        };
        act(&mut checked, &spec);
        checked
    }

    /// Returns what was found out about a catalog that can't be used.
    pub(super) fn unusable(file: &File, failure: CommandFailure) -> Self {
        Self {
            file: file.shown().to_owned(),
            errors: None,
            diagnostics: failure.into_diagnostics(),
            outputs: Vec::new(),
        }
    }

    fn compare_outputs(&mut self, catalog: &ConfiguredCatalog, spec: &Spec, remedy: &str) {
        let what = format!("generating from {}", catalog.file.shown());
        let outputs = progress::run_with_progress(&what, || plan::generate_outputs(catalog, spec));
        for output in &outputs {
            let state = self.compare_output(output, &catalog.file, remedy);
            self.outputs.push((output.file.shown().to_owned(), state));
        }
        for page in plan::find_pages_to_delete(catalog, &outputs) {
            self.diagnostics.push(describe_left_over_page(&page, &catalog.file, remedy));
            self.outputs.push((page.shown().to_owned(), OutputState::Stale));
        }
    }

    fn compare_output(&mut self, output: &Output<'_>, catalog: &File, remedy: &str) -> OutputState {
        let what = format!("comparing {}", output.file.shown());
        match progress::run_with_progress(&what, || on_disk::compare_output(output)) {
            Ok(None) => OutputState::Current,
            Ok(Some(difference)) => {
                self.diagnostics.push(difference.to_diagnostic(catalog, remedy));
                if difference.is_missing() { OutputState::Missing } else { OutputState::Stale }
            }
            Err(failure) => {
                let could_read = failure.exit_kind() < ExitKind::NotRun;
                self.diagnostics.push(failure);
                if could_read { OutputState::Stale } else { OutputState::Unknown }
            }
        }
    }

    /// Returns how a command ends that checks nothing else.
    pub(super) fn exit_kind(&self) -> ExitKind {
        self.diagnostics.iter().map(Diagnostic::exit_kind).max().unwrap_or(ExitKind::Clean)
    }
}

fn describe_left_over_page(page: &File, catalog: &File, remedy: &str) -> Diagnostic {
    let (page, catalog) = (page.shown(), catalog.shown());
    let message = format!("`{page}` is the page of an error that `{catalog}` no longer has");
    Diagnostic::problem("left-over-output", message)
        .at_line(page, 1)
        .with_help(format!("{remedy}, which deletes it"))
}

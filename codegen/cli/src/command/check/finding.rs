//! What is wrong with a catalog, an output or a run → one shape for every format.

use errspec_spec::{Color, Problems, Severity};

use crate::file::File;
use crate::on_disk::Difference;
use crate::plan::Output;
use crate::report::{Failure, Outcome};

/// One thing that is wrong.
pub(in crate::command) struct Finding {
    /// None for what could not be done.
    pub(super) rule: Option<&'static str>,
    pub(super) message: String,
    pub(super) file: Option<String>,
    /// Line and column, from 1.
    pub(super) position: Option<(usize, usize)>,
    pub(super) help: Vec<String>,
    /// As people read it.
    pub(in crate::command) rendered: String,
    outcome: Outcome,
}

impl Finding {
    /// What is wrong with a catalog, or warned about.
    pub(in crate::command) fn problems(file: &File, problems: &Problems) -> Vec<Self> {
        let rendered = problems.iter().zip(problems.render(Color::Ansi));
        let findings = rendered.map(|(problem, rendered)| Self {
            rule: Some(problem.rule()),
            message: problem.message().to_owned(),
            file: Some(file.shown().to_owned()),
            position: Some(problems.position(problem)),
            help: problem.suggestions().to_vec(),
            rendered,
            outcome: match problem.severity() {
                Severity::Error => Outcome::Problems,
                Severity::Warning => Outcome::Clean,
            },
        });
        findings.collect()
    }

    /// How an output differs from what its catalog generates.
    pub(super) fn difference(
        output: &Output<'_>,
        difference: &Difference<'_>,
        catalog: &File,
        remedy: &str,
    ) -> Self {
        Self {
            rule: Some(difference.rule()),
            message: difference.message(catalog),
            file: Some(output.file.shown().to_owned()),
            position: Some((difference.line(), 1)),
            help: vec![difference.help(remedy)],
            rendered: difference.render(catalog, remedy),
            outcome: Outcome::Problems,
        }
    }

    /// What could not be done.
    pub(in crate::command) fn failure(failure: &Failure) -> Self {
        Self {
            rule: None,
            message: failure.message().to_owned(),
            file: failure.place().map(str::to_owned),
            position: None,
            help: failure.suggestion().map(str::to_owned).into_iter().collect(),
            rendered: failure.render(),
            outcome: Outcome::NotRun,
        }
    }

    /// What it alone makes of the run.
    pub(super) fn outcome(&self) -> Outcome {
        self.outcome
    }

    pub(super) fn is_warning(&self) -> bool {
        self.outcome == Outcome::Clean
    }

    /// How grave it is, as machines read it.
    pub(super) fn severity(&self) -> &'static str {
        if self.is_warning() { "warning" } else { "error" }
    }
}

//! What is wrong with a catalog, an output or a run → one shape for every format.

use errspec_spec::{Color, Problems, Severity};
use serde_json::{Value, json};

use crate::file::File;
use crate::on_disk::Difference;
use crate::output::Output;
use crate::report::{Failure, Outcome, title};

/// One thing that is wrong.
pub(crate) struct Finding {
    /// None where nothing is wrong with a file and yet something could not be done.
    pub(crate) rule: Option<&'static str>,
    pub(crate) message: String,
    pub(crate) file: Option<String>,
    /// Line and column, from 1.
    pub(crate) position: Option<(usize, usize)>,
    /// Other places in the file that it is about: line, column and what is there.
    pub(crate) related: Vec<(usize, usize, String)>,
    pub(crate) help: Vec<String>,
    /// As people read it.
    pub(crate) rendered: String,
    outcome: Outcome,
}

impl Finding {
    /// What is wrong with a catalog, or warned about.
    pub(crate) fn problems(file: &File, problems: &Problems) -> Vec<Self> {
        let rendered = problems.iter().zip(problems.render(Color::Ansi));
        let findings = rendered.map(|(problem, rendered)| Self {
            rule: Some(problem.rule()),
            message: problem.message().to_owned(),
            file: Some(file.shown().to_owned()),
            position: Some(problems.position(problem)),
            related: problems
                .related(problem)
                .map(|(line, column, text)| (line, column, text.to_owned()))
                .collect(),
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
    pub(crate) fn difference(
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
            related: Vec::new(),
            help: vec![difference.help(remedy)],
            rendered: difference.render(catalog, remedy),
            outcome: Outcome::Problems,
        }
    }

    /// A page of an error that its catalog no longer has.
    pub(crate) fn left_over(page: &File, catalog: &File, remedy: &str) -> Self {
        let (rule, shown) = ("left-over-output", page.shown());
        let message = format!("`{shown}` is the page of an error that `{}` no longer has", catalog.shown());
        let help = format!("{remedy}, which deletes it");
        let title = title(&format!("error[{rule}]"), &message);
        Self {
            rule: Some(rule),
            rendered: format!("{title}\n --> {shown}:1:1\n  = help: {help}"),
            message,
            file: Some(shown.to_owned()),
            position: Some((1, 1)),
            related: Vec::new(),
            help: vec![help],
            outcome: Outcome::Problems,
        }
    }

    /// What could not be done, or must be mended by hand first.
    pub(crate) fn failure(failure: &Failure) -> Self {
        let rule = failure.rule();
        Self {
            rule,
            message: failure.message().to_owned(),
            file: failure.place().map(str::to_owned),
            position: failure.line().map(|line| (line, 1)),
            related: Vec::new(),
            help: failure.suggestion().map(str::to_owned).into_iter().collect(),
            rendered: failure.render(),
            outcome: if rule.is_some() { Outcome::Problems } else { Outcome::NotRun },
        }
    }

    /// The same, of this file if no other place is known.
    pub(crate) fn of_file(self, file: &File) -> Self {
        Self { file: self.file.or_else(|| Some(file.shown().to_owned())), ..self }
    }

    /// What it alone makes of the run.
    pub(crate) fn outcome(&self) -> Outcome {
        self.outcome
    }

    pub(crate) fn is_warning(&self) -> bool {
        self.outcome == Outcome::Clean
    }

    /// How grave it is, as machines read it.
    pub(crate) fn severity(&self) -> &'static str {
        if self.is_warning() { "warning" } else { "error" }
    }

    /// One member of `problems` in what machines read.
    pub(crate) fn json(&self) -> Value {
        let related = self.related.iter();
        let related =
            related.map(|(line, column, text)| json!({ "line": line, "column": column, "message": text }));
        json!({
            "rule": self.rule,
            "severity": self.severity(),
            "message": self.message,
            "file": self.file,
            "line": self.position.map(|(line, _)| line),
            "column": self.position.map(|(_, column)| column),
            "related": related.collect::<Vec<_>>(),
            "help": self.help,
        })
    }
}

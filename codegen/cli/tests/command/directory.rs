//! A directory of its own for a test, and what the command does in it.

use std::fmt;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A catalog with one error.
pub(crate) const GOOD: &str = "\
errspec: 1
api: { name: Acme }
envelope: { code: /code, message: /error }
errors:
  - { code: gone, status: 410, meaning: It is gone., retry: never }
";

/// The same with two problems.
pub(crate) const BROKEN: &str = "\
errspec: 1
api: { name: Acme }
envelope: { code: /code, mesage: /error }
errors:
  - { code: gone, status: 410, meaning: It is gone., retry: nevr }
";

pub(crate) struct Directory {
    directory: TempDir,
}

impl Directory {
    /// Files and nothing else: no Cargo.toml.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let directory = Self { directory: tempfile::tempdir().unwrap() };
        for (path, text) in files {
            directory.write(path, text);
        }
        directory
    }

    /// A package with a catalog, `errors.yaml`, and these lines at the end of its Cargo.toml.
    pub(crate) fn package(configuration: &str) -> Self {
        let directory = Self::of(&[("errors.yaml", GOOD)]);
        directory.add_package(".", &format!("{configuration}\n[workspace]\n"));
        directory
    }

    /// A package with a catalog from which Rust and Markdown are made.
    pub(crate) fn with_outputs() -> Self {
        Self::package(
            "[[package.metadata.errspec.catalogs]]\n\
             path = \"errors.yaml\"\n\
             rust = \"src/errors.rs\"\n\
             markdown = \"docs/errors.md\"",
        )
    }

    pub(crate) fn add_package(&self, path: &str, configuration: &str) {
        let name = if path == "." { "app" } else { path };
        let manifest = format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n\n{configuration}\n");
        self.write(&format!("{path}/Cargo.toml"), manifest);
        self.write(&format!("{path}/src/lib.rs"), "");
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.directory.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    /// Replaces a part of a file that has to be there.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{text}");
        self.write(path, text.replace(from, to));
    }

    /// The files in a directory, hidden ones too.
    pub(crate) fn list(&self, path: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.path(path)).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs the command with arguments that stand between spaces.
    pub(crate) fn run(&self, arguments: &str) -> Run {
        self.finish(self.command().args(arguments.split_whitespace()))
    }

    /// The command in this directory, and an environment that asks for no colour nor for none.
    pub(crate) fn command(&self) -> Command {
        self.environment(Command::new(env!("CARGO_BIN_EXE_cargo-errspec")))
    }

    pub(crate) fn environment(&self, mut command: Command) -> Command {
        command.current_dir(self.directory.path());
        for variable in [
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "CARGO_TERM_COLOR",
            "CARGO_TERM_PROGRESS_WHEN",
            "GITHUB_WORKSPACE",
        ] {
            command.env_remove(variable);
        }
        command
    }

    /// What a command did; paths of this directory become `DIR`.
    pub(crate) fn finish(&self, command: &mut Command) -> Run {
        self.finished(command.output().unwrap())
    }

    /// What a command did with this on its standard input.
    pub(crate) fn finish_with(&self, command: &mut Command, input: &[u8]) -> Run {
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        // A command that doesn't read its input closes it.
        let _ = child.stdin.take().unwrap().write_all(input);
        self.finished(child.wait_with_output().unwrap())
    }

    fn finished(&self, Output { status, stdout, stderr }: Output) -> Run {
        let path = self.directory.path();
        let real = path.canonicalize().unwrap();
        let text = |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            text.replace(real.to_str().unwrap(), "DIR").replace(path.to_str().unwrap(), "DIR")
        };
        Run { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }
}

/// What a process printed, and how it ended.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, stdout, stderr } = self;
        let code = code.map_or_else(|| "by a signal".to_owned(), |code| code.to_string());
        let heading = if stderr.is_empty() { "" } else { "[stderr]\n" };
        write!(f, "{stdout}{heading}{stderr}[exit] {code}")
    }
}

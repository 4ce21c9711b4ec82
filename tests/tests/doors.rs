//! The doors as a user's crate has them: built by cargo, outside of this workspace.
//!
//! That the macro gives the same items as the other two doors is tested where its tokens can be seen, in
//! `codegen/macros/src/errors/tests.rs`.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const GOOD: &str = "\
errspec: 1
api: { name: Acme }
envelope: { code: /code, message: /error }
errors:
  - { code: gone, status: 410, meaning: It is gone., retry: never }
";

#[test]
fn build_script_writes_what_the_command_prints() {
    let catalogs = [
        "spec/errors.yaml",
        "spec/social-syncer.yaml",
        "tests/catalogs/everything.yaml",
        "tests/catalogs/hostile.yaml",
    ];
    let names = catalogs.map(|path| Path::new(path).file_name().unwrap().to_str().unwrap());
    let more: Vec<_> = names[1..].iter().map(|name| format!(".also({name:?})")).collect();
    let user = User::new("same-bytes", Door::BuildScript);
    user.write("build.rs", &build_script(&format!("Build::new({:?}){}.run()", names[0], more.concat())));
    user.write("src/lib.rs", "");
    for (path, name) in catalogs.iter().zip(names) {
        user.write(name, &std::fs::read_to_string(workspace().join(path)).unwrap());
    }
    let out = user.build().done().out_dir.unwrap();
    for (path, name) in catalogs.iter().zip(names) {
        let written = std::fs::read_to_string(out.join(format!("{name}.rs"))).unwrap();
        assert!(written == without_docs(&printed(path)), "{path}");
    }
}

/// What `cargo errspec generate rust` prints.
fn printed(path: &str) -> String {
    let command = ["run", "-q", "-p", "cargo-errspec", "--", "errspec", "generate", "rust", path];
    let output = cargo(workspace()).args(command).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Removes the documentation of a module, which a file that is included can't have.
fn without_docs(module: &str) -> String {
    let lines = module.split_inclusive('\n').filter(|line| !line.starts_with("//!"));
    lines.collect()
}

#[test]
fn nothing_is_built_while_nothing_changes() {
    for door in DOORS {
        let user = User::new("unchanged", door);
        assert!(!user.build().done().fresh, "{door:?}");
        assert!(user.build().done().fresh, "{door:?}");
    }
}

#[test]
fn changed_catalog_is_picked_up() {
    for door in DOORS {
        let user = User::new("changed", door);
        user.build().done();
        user.write("errors.yaml", &GOOD.replace("code: gone", "code: went"));
        let failed = user.build().failed();
        assert!(failed.contains("`Gone`"), "{failed}");
        user.write("src/lib.rs", &door.library().replace("Kind::Gone", "Kind::Went"));
        user.build().done();
    }
}

#[test]
fn broken_catalog_shows_every_problem_until_fixed() {
    for door in DOORS {
        let user = User::new("broken", door);
        let out = user.build().done().out_dir.map(|directory| directory.join("errors.yaml.rs"));
        let before = out.as_ref().map(|file| std::fs::read(file).unwrap());
        user.write("errors.yaml", &GOOD.replace("message", "mesage").replace("never", "nevr"));
        let failed = user.build().failed();
        for snippet in [
            "unknown key `mesage` in `envelope`\n\
             --> errors.yaml:3:26\n|\n\
             3 | envelope: { code: /code, mesage: /error }\n\
             |                          ^^^^^^\n|\n\
             = help: did you mean `message`?\n",
            "unknown retry hint `nevr`\n\
             --> errors.yaml:5:61\n|\n\
             5 |   - { code: gone, status: 410, meaning: It is gone., retry: nevr }\n\
             |                                                             ^^^^\n|\n\
             = help: did you mean `never`?\n",
        ] {
            assert!(without_indent(&failed).contains(snippet), "{snippet}\n{failed}");
        }
        assert!(!failed.contains("error: error"), "{failed}");
        assert_eq!(out.map(|file| std::fs::read(file).unwrap()), before);
        user.write("errors.yaml", GOOD);
        user.build().done();
    }
}

#[test]
fn missing_catalog_is_named_until_it_exists() {
    for door in DOORS {
        let user = User::new("missing", door);
        std::fs::rename(user.root.join("errors.yaml"), user.root.join("src/errors.yaml")).unwrap();
        let failed = user.build().failed();
        let path = user.root.join("errors.yaml");
        assert!(failed.contains(&format!("there is no file `{}`", path.display())), "{failed}");
        assert!(failed.contains("paths are relative to the directory of the crate's Cargo.toml"), "{failed}");
        std::fs::rename(user.root.join("src/errors.yaml"), path).unwrap();
        user.build().done();
    }
}

#[test]
fn fields_that_are_any_json_ask_for_their_feature() {
    for door in DOORS {
        let user = User::new("json", door);
        user.write("errors.yaml", &GOOD.replace("never }", "never, fields: { extra: json } }"));
        user.build().done();
        let manifest = std::fs::read_to_string(user.root.join("Cargo.toml")).unwrap();
        let lean = "/runtime', default-features = false, features = ['http', 'macros']";
        let manifest = manifest.replace(", features = ['macros']", "").replace("/runtime'", lean);
        user.write("Cargo.toml", &manifest);
        let failed = user.build().failed();
        assert!(failed.contains("need the feature `json` of errspec: `features = [\"json\"]`"), "{failed}");
        assert!(!failed.contains("error[E"), "{failed}");
    }
}

#[test]
fn macros_ask_for_their_feature() {
    const DERIVE: &str = "#[derive(Debug, errspec::ApiError)]\n#[errspec(\"errors.yaml\")]\n\
                          pub enum E { #[errspec(other)] Other(errspec::ErrorResponse) }\n";
    let user = User::new("macros", Door::Macro);
    let manifest = std::fs::read_to_string(user.root.join("Cargo.toml")).unwrap();
    user.write("Cargo.toml", &manifest.replace(", features = ['macros']", ""));
    user.write("src/lib.rs", "mod acme { errspec::errors!(\"errors.yaml\"); }\n");
    let failed = user.build().failed();
    assert!(failed.contains("needs the feature `macros` of errspec: `features = [\"macros\"]`"), "{failed}");
    let errors = failed.lines().filter(|line| line.starts_with("error"));
    assert_eq!(errors.count(), 2, "more than it and that of cargo: {failed}");
    // What names the derive by its path learns of the feature from the compiler itself.
    user.write("src/lib.rs", DERIVE);
    let failed = user.build().failed();
    assert!(failed.contains("the item is gated behind the `macros` feature"), "{failed}");
}

#[test]
fn deleted_catalog_fails_the_next_build() {
    for door in DOORS {
        let user = User::new("removed", door);
        user.build().done();
        std::fs::remove_file(user.root.join("errors.yaml")).unwrap();
        let failed = user.build().failed();
        assert!(failed.contains("there is no file `"), "{failed}");
    }
}

#[derive(Clone, Copy, Debug)]
enum Door {
    Macro,
    BuildScript,
}

const DOORS: [Door; 2] = [Door::Macro, Door::BuildScript];

impl Door {
    fn dependencies(self) -> String {
        let root = workspace().display();
        match self {
            Self::Macro => {
                format!("[dependencies]\nerrspec = {{ path = '{root}/runtime', features = ['macros'] }}")
            }
            Self::BuildScript => format!(
                "[dependencies]\nerrspec = {{ path = '{root}/runtime' }}\n\
                 [build-dependencies]\nerrspec-build = {{ path = '{root}/codegen/build' }}"
            ),
        }
    }

    fn library(self) -> String {
        let macro_call = match self {
            Self::Macro => "errors!(\"errors.yaml\")",
            Self::BuildScript => "include_errors!(\"errors.yaml\")",
        };
        let usage = "pub const GONE: acme::AcmeErrorKind = acme::AcmeErrorKind::Gone;";
        format!("pub mod acme {{\n    errspec::{macro_call};\n}}\n\n{usage}\n")
    }
}

fn build_script(call: &str) -> String {
    format!("fn main() -> std::process::ExitCode {{\n    errspec_build::{call}\n}}\n")
}

/// A crate that uses errspec.
///
/// It lies in the target directory, always at the same place, so that what cargo builds of it is replaced the next
/// time and doesn't pile up.
struct User {
    root: PathBuf,
    name: String,
}

impl User {
    fn new(test: &str, door: Door) -> Self {
        let name = format!("door-{test}-{door:?}").to_lowercase();
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&name);
        let _ = std::fs::remove_dir_all(&root);
        let user = Self { root, name };
        // The profile is that of this workspace, so that what both need is compiled once.
        let manifest = format!(
            "[package]\nname = {:?}\nedition = \"2024\"\n\n{}\n\n\
             [profile.dev]\ndebug = \"line-tables-only\"\n\n[workspace]\n",
            user.name,
            door.dependencies()
        );
        user.write("Cargo.toml", &manifest);
        user.write("Cargo.lock", &std::fs::read_to_string(workspace().join("Cargo.lock")).unwrap());
        user.write("errors.yaml", GOOD);
        user.write("src/lib.rs", &door.library());
        if matches!(door, Door::BuildScript) {
            user.write("build.rs", &build_script("run(\"errors.yaml\")"));
        }
        user
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn build(&self) -> Build {
        let mut command = cargo(&self.root);
        let output =
            command.args(["build", "--offline", "--message-format", "json-render-diagnostics"]).output();
        let output = output.unwrap();
        let stdout = String::from_utf8(output.stdout).unwrap();
        let messages: Vec<Value> = stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let about = |reason: &str| {
            messages.iter().find(|message| {
                message["reason"] == reason
                    && message["package_id"].as_str().unwrap().contains(&self.name)
                    && message["target"]["kind"][0] != "custom-build"
            })
        };
        Build {
            success: output.status.success(),
            fresh: about("compiler-artifact").is_some_and(|message| message["fresh"] == true),
            out_dir: about("build-script-executed")
                .map(|message| message["out_dir"].as_str().unwrap().into()),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// What cargo made of a crate.
struct Build {
    success: bool,
    /// Whether the crate was left as it was.
    fresh: bool,
    out_dir: Option<PathBuf>,
    stderr: String,
}

impl Build {
    fn done(self) -> Self {
        assert!(self.success, "{}", self.stderr);
        self
    }

    fn failed(self) -> String {
        assert!(!self.success, "this was built");
        self.stderr
    }
}

/// The text with every line at the left; doors show a snippet at different depths.
fn without_indent(text: &str) -> String {
    text.split_inclusive('\n').map(str::trim_start).collect()
}

/// Builds into this workspace's target directory.
fn cargo(directory: impl AsRef<Path>) -> Command {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(directory).env("CARGO_TARGET_DIR", target).env("CARGO_TERM_COLOR", "never");
    command
}

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

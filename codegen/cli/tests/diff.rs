//! `diff` as a process: two files, or a file and a revision of git.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::process::Command;

use tempfile::TempDir;

const OLD: &str = "\
errspec: 1
api: { name: Acme }
envelope: { code: /code, message: /error }
errors:
  - { code: gone, status: 410, meaning: It is gone., retry: never }
  - { code: busy, status: 503, meaning: It is busy., retry: after 5s }
  - { code: left, status: 404, meaning: It left., retired: {} }
";

struct Directory(TempDir);

impl Directory {
    /// An older and a newer catalog; the newer is the older with a part replaced.
    fn of(from: &str, to: &str) -> Self {
        let directory = Self(tempfile::tempdir().unwrap());
        directory.write("old.yaml", OLD);
        directory.write("new.yaml", &Self::edited(from, to));
        directory
    }

    /// A repository with a package whose catalog was edited since the last commit.
    fn repository(from: &str, to: &str) -> Self {
        let directory = Self(tempfile::tempdir().unwrap());
        std::fs::create_dir_all(directory.0.path().join("app/src")).unwrap();
        directory.write("app/src/lib.rs", "");
        directory.write("app/errors.yaml", OLD);
        let table = "[[package.metadata.errspec.catalogs]]\nspec = \"errors.yaml\"\n";
        let package = "[package]\nname = \"app\"\nedition = \"2024\"\n";
        directory.write("app/Cargo.toml", &format!("{package}{table}[workspace]\n"));
        directory.git("init -q");
        directory.commit();
        directory.git("tag v1");
        directory.write("app/errors.yaml", &Self::edited(from, to));
        directory
    }

    fn commit(&self) {
        self.git("add .");
        self.git("-c user.name=a -c user.email=a@b commit -q -m x");
    }

    /// Makes a path a link, whatever it was.
    #[cfg(unix)]
    fn link(&self, path: &str, to: &str) {
        let path = self.0.path().join(path);
        drop(std::fs::remove_file(&path));
        std::os::unix::fs::symlink(to, path).unwrap();
    }

    fn git(&self, arguments: &str) -> String {
        let mut git = Command::new("git");
        git.args(arguments.split(' ')).current_dir(self.0.path());
        let output = git.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn edited(from: &str, to: &str) -> String {
        assert!(OLD.contains(from));
        OLD.replace(from, to)
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::write(self.0.path().join(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.path().join(path)).unwrap()
    }

    fn run(&self, arguments: &str) -> String {
        self.run_in(".", arguments)
    }

    fn run_in(&self, path: &str, arguments: &str) -> String {
        self.run_with(&[], path, arguments)
    }

    fn run_with(&self, environment: &[(&str, &str)], path: &str, arguments: &str) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errspec"));
        command.arg("diff").args(arguments.split_whitespace()).current_dir(self.0.path().join(path));
        // What stands above the directory is not the repository that is meant.
        command.env("GIT_CEILING_DIRECTORIES", self.0.path().parent().unwrap());
        command.env_remove("CLICOLOR_FORCE").envs(environment.iter().copied());
        let output = command.output().unwrap();
        let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        let heading = if err.is_empty() { "" } else { "[stderr]\n" };
        format!("{out}{heading}{err}[exit] {}", output.status.code().unwrap())
    }
}

#[test]
fn changes_are_shown_with_what_they_mean() {
    let directory = Directory::of("410, meaning: It is gone.", "404, meaning: It has gone.");
    insta::assert_snapshot!(directory.run("old.yaml new.yaml"), @"
    old.yaml → new.yaml

    major status
      404 gone: `status`: `410` → `404`
      decoding  responses at the old status may become another error; what goes by the status changes
      sending   it may be sent with another status, which old clients and proxies go by

    patch texts
      404 gone: meaning
      decoding  people read other words
      sending   a message that is made of the template has other words

    2 changes: a major version is needed
    [stderr]
    error: this needs a major version, and `--allow` is minor
    help: keep what was published, or release a major version: `--allow major`
    [exit] 1
    ");
    insta::assert_snapshot!(directory.run("old.yaml new.yaml --allow major --format markdown"), @"
    ## `new.yaml`: major

    ### Major

    - **`404 gone`**: `status`: `410` → `404`
      - Decoding: responses at the old status may become another error; what goes by the status changes
      - Sending: it may be sent with another status, which old clients and proxies go by

    ### Patch

    - **`404 gone`**: meaning
      - Decoding: people read other words
      - Sending: a message that is made of the template has other words
    [exit] 0
    ");
    insta::assert_snapshot!(directory.run("old.yaml new.yaml --format json"), @r#"
    {
      "allow": "minor",
      "allowed": false,
      "bump": "major",
      "catalogs": [
        {
          "bump": "major",
          "changes": [
            {
              "bump": "major",
              "decoding": "responses at the old status may become another error; what goes by the status changes",
              "entry": {
                "code": "gone",
                "name": "Gone",
                "new_line": 5,
                "old_line": 5,
                "status": "404"
              },
              "forbidden": false,
              "kind": "status",
              "message": "`status`: `410` → `404`",
              "rule": "status-changed",
              "sending": "it may be sent with another status, which old clients and proxies go by"
            },
            {
              "bump": "patch",
              "decoding": "people read other words",
              "entry": {
                "code": "gone",
                "name": "Gone",
                "new_line": 5,
                "old_line": 5,
                "status": "404"
              },
              "forbidden": false,
              "kind": "texts",
              "message": "meaning",
              "rule": "texts-changed",
              "sending": "a message that is made of the template has other words"
            }
          ],
          "new": "new.yaml",
          "old": "old.yaml"
        }
      ],
      "format": 1,
      "outcome": "problems",
      "problems": []
    }
    [stderr]
    error: this needs a major version, and `--allow` is minor
    help: keep what was published, or release a major version: `--allow major`
    [exit] 1
    "#);
}

#[test]
fn what_is_allowed_passes() {
    let directory = Directory::of("after 5s", "after 9s");
    insta::assert_snapshot!(directory.run("old.yaml new.yaml --allow patch"), @"
    old.yaml → new.yaml

    patch retry
      503 busy: `after 5s` → `after 9s`
      decoding  clients that go by the hint wait otherwise, or try another number of times
      sending   `Retry-After` may say another time

    1 change: a patch version is needed
    [exit] 0
    ");
    insta::assert_snapshot!(directory.run("old.yaml new.yaml --allow none"), @"
    old.yaml → new.yaml

    patch retry
      503 busy: `after 5s` → `after 9s`
      decoding  clients that go by the hint wait otherwise, or try another number of times
      sending   `Retry-After` may say another time

    1 change: a patch version is needed
    [stderr]
    error: this needs a patch version, and `--allow` is none
    help: keep what was published, or release a patch version: `--allow patch`
    [exit] 1
    ");
    insta::assert_snapshot!(directory.run("old.yaml old.yaml --allow none"), @"
    old.yaml → old.yaml: no changes
    [exit] 0
    ");
}

#[test]
fn a_retired_code_is_not_used_again_whatever_is_allowed() {
    let directory = Directory::of("retired: {}", "retry: never");
    insta::assert_snapshot!(directory.run("old.yaml new.yaml --allow major"), @"
    old.yaml → new.yaml

    error reused
      404 left: code `left` is retired and used again
      decoding  old clients take it for what the code meant before
      sending   choose another code

    1 change: no version makes this right
    [stderr]
    error: a retired code is used again
    help: choose another code: old clients take this one for what it was
    [exit] 1
    ");
}

#[test]
fn a_revision_of_git_is_compared_with_the_file() {
    let directory = Directory::repository("after 5s", "never");
    insta::assert_snapshot!(directory.run("--base v1 app/errors.yaml"), @"
    v1:app/errors.yaml → app/errors.yaml

    major retry
      503 busy: `after 5s` → `never`
      decoding  clients that go by the hint stop sending the request again, or start to
      sending   more or fewer requests come again

    1 change: a major version is needed
    [stderr]
    error: this needs a major version, and `--allow` is minor
    help: keep what was published, or release a major version: `--allow major`
    [exit] 1
    ");
    insta::assert_snapshot!(directory.run_in("app", "--base HEAD --format json --allow major"), @r#"
    {
      "allow": "major",
      "allowed": true,
      "bump": "major",
      "catalogs": [
        {
          "bump": "major",
          "changes": [
            {
              "bump": "major",
              "decoding": "clients that go by the hint stop sending the request again, or start to",
              "entry": {
                "code": "busy",
                "name": "Busy",
                "new_line": 6,
                "old_line": 6,
                "status": "503"
              },
              "forbidden": false,
              "kind": "retry",
              "message": "`after 5s` → `never`",
              "rule": "retry-turned",
              "sending": "more or fewer requests come again"
            }
          ],
          "new": "errors.yaml",
          "old": "HEAD:errors.yaml"
        }
      ],
      "format": 1,
      "outcome": "clean",
      "problems": []
    }
    [exit] 0
    "#);
}

#[test]
fn a_catalog_that_was_renamed_is_compared_with_what_it_was() {
    let directory = Directory::repository("after 5s", "never");
    std::fs::create_dir(directory.0.path().join("spec")).unwrap();
    directory.git("mv app/errors.yaml spec/api.yaml");
    let compared = directory.run_in("spec", "--base v1 api.yaml");
    assert!(compared.starts_with("v1:app/errors.yaml → api.yaml\n\nmajor retry"), "{compared}");
}

#[test]
fn a_catalog_that_is_configured_and_new_is_a_part_of_the_result() {
    let directory = Directory::repository("errspec: 1", "errspec: 1");
    directory.write("app/other.yaml", OLD);
    let manifest = directory.read("app/Cargo.toml");
    let table = "[[package.metadata.errspec.catalogs]]\nspec = \"other.yaml\"\n";
    directory.write("app/Cargo.toml", &(manifest + table));
    insta::assert_snapshot!(directory.run_in("app", "--base HEAD"), @"
    HEAD:errors.yaml → errors.yaml: no changes

    other.yaml

    minor added
      the catalog is new
      decoding  its errors can be decoded
      sending   its errors can be sent

    1 change: a minor version is needed
    [exit] 0
    ");
    insta::assert_snapshot!(directory.run_in("app", "--base HEAD --format markdown"), @"
    ## `errors.yaml`: no changes

    ## `other.yaml`: minor

    ### Minor

    - the catalog is new
      - Decoding: its errors can be decoded
      - Sending: its errors can be sent
    [exit] 0
    ");
    insta::assert_snapshot!(directory.run_in("app", "--base HEAD --format json --allow patch"), @r#"
    {
      "allow": "patch",
      "allowed": false,
      "bump": "minor",
      "catalogs": [
        {
          "bump": "none",
          "changes": [],
          "new": "errors.yaml",
          "old": "HEAD:errors.yaml"
        },
        {
          "bump": "minor",
          "changes": [
            {
              "bump": "minor",
              "decoding": "its errors can be decoded",
              "entry": null,
              "forbidden": false,
              "kind": "added",
              "message": "the catalog is new",
              "rule": "catalog-added",
              "sending": "its errors can be sent"
            }
          ],
          "new": "other.yaml",
          "old": null
        }
      ],
      "format": 1,
      "outcome": "problems",
      "problems": []
    }
    [stderr]
    error: this needs a minor version, and `--allow` is patch
    help: keep what was published, or release a minor version: `--allow minor`
    [exit] 1
    "#);
    insta::assert_snapshot!(directory.run_in("app", "--base HEAD other.yaml"), @"
    [stderr]
    error: `other.yaml` isn't in `HEAD`
    help: all in it is new; to compare it with another file, name both
    [exit] 2
    ");
}

#[test]
fn a_catalog_that_is_no_longer_configured_is_gone() {
    let directory = Directory::repository("after 5s", "never");
    directory.write("app/other.yaml", &OLD.replace("gone", "lost"));
    let manifest = directory.read("app/Cargo.toml");
    directory.write("app/Cargo.toml", &manifest.replace("errors.yaml", "other.yaml"));
    insta::assert_snapshot!(directory.run_in("app", "--base HEAD"), @"
    other.yaml

    minor added
      the catalog is new
      decoding  its errors can be decoded
      sending   its errors can be sent

    1 change: a minor version is needed

    HEAD:app/errors.yaml

    major removed
      the catalog is no longer configured
      decoding  code that names its types doesn't compile
      sending   code that names its types doesn't compile

    1 change: a major version is needed
    [stderr]
    error: this needs a major version, and `--allow` is minor
    help: keep what was published, or release a major version: `--allow major`
    [exit] 1
    ");
}

#[test]
fn a_catalog_that_another_cargo_toml_configures_now_is_still_there() {
    let directory = Directory::repository("errspec: 1", "errspec: 1");
    std::fs::create_dir_all(directory.0.path().join("app/sub/src")).unwrap();
    directory.write("app/sub/src/lib.rs", "");
    let manifest = directory.read("app/Cargo.toml").replace("\"app\"", "\"sub\"");
    let (package, table) = manifest.split_once("[[").unwrap();
    let table = table.replace("errors.yaml", "../errors.yaml").replace("[workspace]", "");
    directory.write("app/sub/Cargo.toml", &format!("{package}[[{table}"));
    directory.write("app/Cargo.toml", "[workspace]\nmembers = [\"sub\"]\n");
    insta::assert_snapshot!(directory.run_in("app", "--base HEAD"), @"
    HEAD:errors.yaml → errors.yaml: no changes
    [exit] 0
    ");
}

#[test]
#[cfg(unix)]
fn behind_a_link_the_file_is_compared() {
    let directory = Directory::repository("after 5s", "after 9s");
    directory.link("link.yaml", "app/errors.yaml");
    let compared = directory.run("--base v1 link.yaml");
    assert!(compared.contains("\npatch retry\n  503 busy: `after 5s` → `after 9s`\n"), "{compared}");
}

#[test]
#[cfg(unix)]
fn a_file_that_became_a_link_is_compared_with_what_it_was() {
    let directory = Directory::repository("after 5s", "never");
    directory.git("mv app/errors.yaml app/new.yaml");
    // Git sees no renaming.
    directory.write("app/errors.yaml", "");
    directory.git("add .");
    directory.link("app/errors.yaml", "new.yaml");
    let compared = directory.run_in("app", "--base v1");
    assert!(compared.starts_with("v1:errors.yaml → errors.yaml\n\nmajor retry\n"), "{compared}");
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_elsewhere_is_compared_with_what_it_led_to() {
    let directory = Directory::repository("after 5s", "never");
    directory.write("other.yaml", OLD);
    directory.link("link.yaml", "other.yaml");
    directory.commit();
    directory.link("link.yaml", "app/errors.yaml");
    let compared = directory.run("--base HEAD link.yaml");
    assert!(compared.starts_with("HEAD:link.yaml → link.yaml\n\nmajor retry\n"), "{compared}");
}

#[test]
#[cfg(unix)]
fn a_link_to_a_directory_that_leads_elsewhere_is_compared_with_what_it_led_to() {
    let directory = Directory::repository("errspec: 1", "errspec: 1");
    directory.link("current", "app");
    std::fs::create_dir(directory.0.path().join("next")).unwrap();
    directory.write("next/errors.yaml", &OLD.replace("after 5s", "never"));
    directory.commit();
    directory.link("current", "next");
    let compared = directory.run("--base HEAD current/errors.yaml");
    assert!(compared.contains("\nmajor retry\n"), "{compared}");
    // What is behind a link is left by `..`, not the link.
    let compared = directory.run("--base HEAD current/../app/errors.yaml");
    assert!(compared.ends_with(": no changes\n[exit] 0"), "{compared}");
}

#[test]
#[cfg(unix)]
fn a_link_that_became_a_file_is_compared_with_what_it_led_to() {
    let directory = Directory::repository("errspec: 1", "errspec: 1");
    directory.link("link.yaml", "app/errors.yaml");
    directory.commit();
    std::fs::remove_file(directory.0.path().join("link.yaml")).unwrap();
    directory.write("link.yaml", &OLD.replace("after 5s", "never"));
    let compared = directory.run("--base HEAD link.yaml");
    assert!(compared.starts_with("HEAD:link.yaml → link.yaml\n\nmajor retry\n"), "{compared}");
}

#[test]
#[cfg(unix)]
fn a_link_that_led_out_of_the_repository_is_not_compared() {
    let directory = Directory::repository("errspec: 1", "errspec: 1");
    directory.link("link.yaml", "../elsewhere.yaml");
    directory.commit();
    directory.link("link.yaml", "app/errors.yaml");
    insta::assert_snapshot!(directory.run("--base HEAD link.yaml"), @"
    [stderr]
    error: git can't show `link.yaml`: it was a link that leads to nothing in the repository
    help: compare two files: `cargo errspec diff OLD NEW`
    [exit] 2
    ");
}

#[test]
fn an_object_that_the_clone_lacks_is_no_new_catalog() {
    let directory = Directory::repository("errspec: 1", "errspec: 1");
    let name = directory.git("rev-parse HEAD:app/errors.yaml");
    let (front, rest) = name.trim().split_at(2);
    std::fs::remove_file(directory.0.path().join(".git/objects").join(front).join(rest)).unwrap();
    insta::assert_snapshot!(directory.run("--base HEAD app/errors.yaml"), @"
    [stderr]
    error: git can't show `app/errors.yaml`: this clone lacks it
    help: compare two files: `cargo errspec diff OLD NEW`
    [exit] 2
    ");
}

#[test]
fn settings_of_git_change_nothing() {
    let directory = Directory::repository("errspec: 1", "errspec: 1");
    let manifest = directory.read("app/Cargo.toml");
    let (package, table) = manifest.split_once("[[").unwrap();
    let other = "[[package.metadata.errspec.catalogs]]\nspec = \"other.yaml\"\n";
    directory.write("app/Cargo.toml", &format!("{package}{other}[[{table}"));
    directory.commit();
    directory.git("mv app/errors.yaml app/moved.yaml");
    directory.write("app/Cargo.toml", &manifest.replace("errors.yaml", "moved.yaml"));
    let plain = directory.run_in("app", "--base HEAD");
    assert!(plain.starts_with("HEAD:app/errors.yaml → moved.yaml: no changes"), "{plain}");
    assert!(plain.contains("\nHEAD:app/other.yaml\n\nmajor removed\n"), "{plain}");
    for setting in ["color.ui always", "diff.relative true", "diff.renames false"] {
        directory.git(&format!("config {setting}"));
        assert_eq!(directory.run_in("app", "--base HEAD"), plain, "{setting}");
    }
}

#[test]
fn in_a_hook_the_repository_is_that_of_the_file() {
    let directory = Directory::repository("after 5s", "never");
    let git = directory.0.path().join(".git");
    let compared = directory.run_with(&[("GIT_DIR", git.to_str().unwrap())], "app", "--base HEAD");
    assert!(compared.starts_with("HEAD:errors.yaml → errors.yaml\n\nmajor retry\n"), "{compared}");
}

#[test]
fn the_last_catalog_that_is_no_longer_configured_is_gone() {
    let directory = Directory::repository("errspec: 1", "errspec: 1");
    let manifest = directory.read("app/Cargo.toml");
    let (package, _) = manifest.split_once("[[").unwrap();
    directory.write("app/Cargo.toml", &format!("{package}[workspace]\n"));
    insta::assert_snapshot!(directory.run_in("app", "--base HEAD"), @"
    HEAD:app/errors.yaml

    major removed
      the catalog is no longer configured
      decoding  code that names its types doesn't compile
      sending   code that names its types doesn't compile

    1 change: a major version is needed
    [stderr]
    error: this needs a major version, and `--allow` is minor
    help: keep what was published, or release a major version: `--allow major`
    [exit] 1
    ");
    directory.commit();
    insta::assert_snapshot!(directory.run_in("app", "--base HEAD"), @r#"
    [stderr]
    error: no catalog is configured in this workspace
    help: start with `cargo errspec init`, name a file, as in `cargo errspec diff --base main errors.yaml`, or configure it in Cargo.toml:

      [[package.metadata.errspec.catalogs]]
      spec = "errors.yaml"
      rust = "src/errors.rs"
    [exit] 2
   "#);
}

#[test]
fn a_version_is_read_from_standard_input() {
    let directory = Directory::of("after 5s", "after 9s");
    let compare = |arguments: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errspec"));
        let old = std::fs::File::open(directory.0.path().join("old.yaml")).unwrap();
        command.arg("diff").args(arguments.split(' ')).current_dir(directory.0.path()).stdin(old);
        let output = command.output().unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    assert!(compare("- new.yaml").starts_with("standard input → new.yaml\n\npatch retry\n"));
    assert!(compare("- -").starts_with("error: standard input can't be both catalogs\n"));
    assert!(compare("--base HEAD -").starts_with("error: standard input is in no revision\n"));
}

#[test]
fn what_keeps_it_from_running_is_in_the_json() {
    let directory = Directory::of("after 5s", "nevr");
    insta::assert_snapshot!(directory.run("old.yaml new.yaml --format json"), @r#"
    {
      "allow": "minor",
      "allowed": false,
      "bump": null,
      "catalogs": [],
      "format": 1,
      "outcome": "not-run",
      "problems": [
        {
          "column": 61,
          "file": "new.yaml",
          "help": [
            "did you mean `never`?"
          ],
          "line": 6,
          "message": "`nevr` is not a retry hint",
          "related": [],
          "rule": "invalid-value",
          "severity": "error"
        }
      ]
    }
    [exit] 2
    "#);
    let run = directory.run("old.yaml nwe.yaml --format json");
    assert!(
        run.contains("\"message\": \"there is no file `nwe.yaml`\"") && !run.contains("[stderr]"),
        "{run}"
    );
}

#[test]
fn what_a_terminal_would_obey_is_not_printed() {
    let directory =
        Directory::of("code: gone, status: 410", "code: \"\u{202E}gone\", name: Gone, status: 410");
    let compared = directory.run("old.yaml new.yaml");
    assert!(compared.contains('\u{FFFD}') && !compared.contains('\u{202E}'), "{compared}");
}

#[test]
fn a_version_with_problems_is_not_compared() {
    let directory = Directory::repository("after 5s", "nevr");
    insta::assert_snapshot!(directory.run("--base HEAD app/errors.yaml"), @"
    [stderr]
    error[invalid-value]: `nevr` is not a retry hint
     --> app/errors.yaml:6:61
      |
    6 |   - { code: busy, status: 503, meaning: It is busy., retry: nevr }
      |                                                             ^^^^
      |
      = help: did you mean `never`?
    [exit] 2
    ");
}

#[test]
fn wrong_uses_say_what_to_do() {
    let directory = Directory::of("after 5s", "never");
    insta::assert_snapshot!(directory.run(""), @"
    [stderr]
    error: there is nothing to compare
    help: name two catalogs, or a revision of git: `cargo errspec diff --base main errors.yaml`
    [exit] 2
    ");
    insta::assert_snapshot!(directory.run("old.yaml"), @"
    [stderr]
    error: there is nothing to compare it with
    help: name two catalogs, or a revision of git: `cargo errspec diff --base main errors.yaml`
    [exit] 2
    ");
    insta::assert_snapshot!(directory.run("old.yaml nwe.yaml"), @"
    [stderr]
    error: there is no file `nwe.yaml`
    [exit] 2
    ");
    insta::assert_snapshot!(directory.run("old.yaml new.yaml --base HEAD"), @"
    [stderr]
    error: `--base` stands for OLD, so there is one SPEC at most
    help: name two catalogs, or a revision of git: `cargo errspec diff --base main errors.yaml`
    [exit] 2
    ");
    insta::assert_snapshot!(directory.run("--base HEAD new.yaml"), @"
    [stderr]
    error: `new.yaml` is in no git repository
    help: compare two files: `cargo errspec diff OLD NEW`
    [exit] 2
    ");
    insta::assert_snapshot!(directory.run("old.yaml new.yaml --allow some"), @"
    [stderr]
    error: invalid value 'some' for '--allow <BUMP>'
      [possible values: none, patch, minor, major]

    For more information, try '--help'.
    [exit] 2
    ");
    let repository = Directory::repository("after 5s", "never");
    insta::assert_snapshot!(repository.run("--base v2 app/errors.yaml"), @"
    [stderr]
    error: git knows no revision `v2`
    help: a shallow clone lacks most of them: `git fetch --unshallow`, or `fetch-depth: 0` in CI
    [exit] 2
    ");
    insta::assert_snapshot!(repository.run("--base --help app/errors.yaml"), @"
    [stderr]
    error: a value is required for '--base <REV>' but none was supplied

    For more information, try '--help'.
    [exit] 2
    ");
    insta::assert_snapshot!(repository.run("--base -x app/errors.yaml"), @"
    [stderr]
    error: unexpected argument '-x' found

      tip: to pass '-x' as a value, use '-- -x'

    Usage: cargo errspec diff [OPTIONS] OLD NEW
           cargo errspec diff [OPTIONS] --base <REV> [SPEC]

    For more information, try '--help'.
    [exit] 2
    ");
}

//! `errspec.toml`: what configures catalogs where there is no Cargo.toml.

use crate::directory::{Directory, GOOD};

const CONFIGURATION: &str = "\
[[catalogs]]
path = \"errors.yaml\"
markdown = \"docs/errors.md\"
";

fn standalone(configuration: &str) -> Directory {
    Directory::of(&[("errors.yaml", GOOD), ("errspec.toml", configuration), ("below/x", "")])
}

#[test]
fn every_command_reads_it() {
    let directory = standalone(CONFIGURATION);
    insta::assert_snapshot!(directory.run("generate"), @"
    written docs/errors.md
    [exit] 0
    ");
    insta::assert_snapshot!(directory.run("check"), @"
    errors.yaml: 1 error, no problems, 1 output up to date
    [exit] 0
    ");
    assert_eq!(directory.run("explain gone").code, Some(0));
}

#[test]
fn paths_are_relative_to_it() {
    let directory = standalone(CONFIGURATION);
    let mut command = directory.command();
    insta::assert_snapshot!(directory.finish(command.arg("generate").current_dir(directory.path("below"))), @"
    written ../docs/errors.md
    [exit] 0
    ");
    assert_eq!(directory.list("docs"), ["errors.md"]);
    let run = directory.run("check --manifest-path errspec.toml");
    assert_eq!(run.stdout, "errors.yaml: 1 error, no problems, 1 output up to date\n");
}

#[test]
fn nothing_is_written_outside_of_its_directory_unasked() {
    let directory = Directory::of(&[("app/errors.yaml", GOOD)]);
    for path in ["../errors.md", "docs/../../errors.md", ".git/hooks/pre-commit"] {
        let configuration = CONFIGURATION.replace("docs/errors.md", path);
        directory.write("app/errspec.toml", configuration);
        let before = directory.list(".");
        for arguments in [&["generate"][..], &["generate", "--manifest-path", "errspec.toml"]] {
            let run =
                directory.finish(directory.command().args(arguments).current_dir(directory.path("app")));
            assert!(run.stderr.contains("is outside of the workspace"), "{path}: {run}");
            assert_eq!((run.code, directory.list(".")), (Some(2), before.clone()));
        }
    }
    directory.write("app/errspec.toml", CONFIGURATION);
    let mut named = directory.command();
    named.args(["generate", "--manifest-path", "errspec.toml"]).current_dir(directory.path("app"));
    insta::assert_snapshot!(directory.finish(&mut named), @"
    written docs/errors.md
    [exit] 0
    ");
}

#[test]
fn problems_are_shown_at_their_places() {
    let directory = standalone("catalog = 1\n[[catalogs]]\nmarkdwon = \"a.md\"\n");
    insta::assert_snapshot!(directory.run("check"), @r#"
    [stderr]
    error: unknown key `catalog` in `errspec.toml`
     --> errspec.toml:1:1
      |
    1 | catalog = 1
      | ^^^^^^^
      |
      = help: did you mean `catalogs`?

    error: unknown key `markdwon` in `[[catalogs]]`
     --> errspec.toml:3:1
      |
    3 | markdwon = "a.md"
      | ^^^^^^^^
      |
      = help: did you mean `markdown`?

    error: missing key `path` in `[[catalogs]]`
     --> errspec.toml:2:1
      |
    2 | [[catalogs]]
      | ^^^^^^^^^^^^
      |
      = help: add `path = "errors.yaml"`
    [exit] 2
    "#);
    insta::assert_snapshot!(standalone("[[catalogs").run("check"), @"
    [stderr]
    error: `errspec.toml` can't be read: TOML parse error at line 1, column 11
          |
        1 | [[catalogs
          |           ^
        unclosed array table, expected `]]`
     --> errspec.toml
    [exit] 2
    ");
    insta::assert_snapshot!(standalone("").run("check"), @r#"
    [stderr]
    error: no catalog is configured in this workspace
    help: start with `cargo errspec init`, name a file, as in `cargo errspec check errors.yaml`, or configure it in Cargo.toml (in an errspec.toml, the table is `[[catalogs]]`):

          [[package.metadata.errspec.catalogs]]
          path = "errors.yaml"
          rust = "src/errors.rs"
    [exit] 2
    "#);
    let over_itself = standalone(&CONFIGURATION.replace("docs/errors.md", "errspec.toml")).run("generate");
    assert!(
        over_itself.stderr.contains("the output `errspec.toml` is a configuration itself"),
        "{over_itself}"
    );
}

#[test]
fn it_is_not_ignored_beside_a_cargo_toml() {
    let directory = Directory::with_outputs();
    directory.write("errspec.toml", CONFIGURATION);
    insta::assert_snapshot!(directory.run("check"), @"
    [stderr]
    error: `errspec.toml` is beside a Cargo.toml, which configures the catalogs there
     --> errspec.toml
      = help: move each `[[catalogs]]` into Cargo.toml, as `[[package.metadata.errspec.catalogs]]`
    [exit] 2
    ");
}

#[test]
fn nearest_configuration_is_read() {
    let directory = Directory::with_outputs();
    directory.write("api/errspec.toml", CONFIGURATION);
    directory.write("api/errors.yaml", GOOD);
    let mut command = directory.command();
    let run = directory.finish(command.arg("check").current_dir(directory.path("api")));
    assert!(run.stderr.contains("docs/errors.md") && !run.stderr.contains("src/errors.rs"), "{run}");
}

//! `init`: what it writes, what it shows, and what it leaves alone.

use crate::directory::Directory;

mod doors;

/// A crate without anything of errspec.
fn plain() -> Directory {
    let directory = Directory::of(&[]);
    directory.add_package(".", "[dependencies]\n# mine\nserde   = \"1\" # too\n\n[workspace]");
    directory
}

#[test]
fn init_in_a_crate_shows_lines_and_next_command() {
    let directory = plain();
    insta::assert_snapshot!(directory.run("init"), @r#"
    written errors.yaml

    Add this to Cargo.toml, or let `cargo errspec init --write` do it:

      [dependencies]
      errspec = "0.1"

      [[package.metadata.errspec.catalogs]]
      path = "errors.yaml"
      rust = "src/errors.rs"
      markdown = "docs/errors.md"
      json-schema = "errors.schema.json"

    Next, `cargo errspec generate` writes src/errors.rs, docs/errors.md and errors.schema.json.
    Then add `#[rustfmt::skip] pub mod errors;` to your crate, and `cargo errspec check` to its CI.
    [exit] 0
    "#);
    assert_eq!(directory.list("."), ["Cargo.toml", "errors.yaml", "src"]);
    assert_eq!(directory.run("check errors.yaml").stdout, "errors.yaml: 5 errors, no problems\n");
}

#[test]
fn written_files_work() {
    let directory = plain();
    insta::assert_snapshot!(directory.run("init spec/api.yaml --write"), @"
    written spec/api.yaml
    written Cargo.toml

    Next, `cargo errspec generate` writes src/api.rs, docs/api.md and spec/errors.schema.json.
    Then add `#[rustfmt::skip] pub mod api;` to your crate, and `cargo errspec check` to its CI.
    [exit] 0
    ");
    insta::assert_snapshot!(directory.read("Cargo.toml"), @r#"
    [package]
    name = "app"
    edition = "2024"

    [dependencies]
    # mine
    serde   = "1" # too
    errspec = "0.1"

    [workspace]

    [[package.metadata.errspec.catalogs]]
    path = "spec/api.yaml"
    rust = "src/api.rs"
    markdown = "docs/api.md"
    json-schema = "spec/errors.schema.json"
    "#);
    insta::assert_snapshot!(directory.run("generate"), @"
    written src/api.rs
    written docs/api.md
    written spec/errors.schema.json
    [exit] 0
    ");
    assert_eq!(directory.run("check").code, Some(0));
}

#[test]
fn nothing_is_overwritten() {
    let directory = plain();
    directory.write("errors.yaml", "mine");
    directory.write("src/errors.rs", "mine");
    insta::assert_snapshot!(directory.run("init"), @"
    [stderr]
    error: `errors.yaml` exists, and nothing is overwritten
    help: see `cargo errspec check errors.yaml`, or add it to Cargo.toml with `--write`
    [exit] 2
    ");
    insta::assert_snapshot!(directory.run("init --write"), @"
    kept errors.yaml
    written Cargo.toml

    Next, `cargo errspec generate` writes src/errors_2.rs and docs/errors.md.
    Then add `#[rustfmt::skip] pub mod errors_2;` to your crate, and `cargo errspec check` to its CI.
    [exit] 0
    ");
    assert_eq!(directory.read("errors.yaml"), "mine");
    assert!(directory.read("Cargo.toml").contains("rust = \"src/errors_2.rs\""));
}

#[test]
fn existing_lines_are_not_added_again() {
    let directory = plain();
    directory.run("init --write");
    let manifest = directory.read("Cargo.toml");
    insta::assert_snapshot!(directory.run("init --write"), @"
    kept errors.yaml
    unchanged Cargo.toml

    Next, `cargo errspec generate` writes what Cargo.toml configures.
    [exit] 0
    ");
    assert_eq!(directory.read("Cargo.toml"), manifest);
}

#[test]
fn next_command_is_about_the_same_catalog() {
    let run = plain().run("init spec/api.yaml");
    assert!(run.stdout.contains("let `cargo errspec init spec/api.yaml --write` do it"), "{run}");
}

#[test]
fn invalid_module_name_is_replaced() {
    for (catalog, module) in [
        ("type.yaml", "type_"),
        ("lib.yaml", "lib_"),
        ("main.yaml", "main_"),
        ("2fa-api.yaml", "errors2fa_api"),
    ] {
        let run = plain().run(&format!("init {catalog}"));
        assert!(run.stdout.contains(&format!("rust = \"src/{module}.rs\"")), "{run}");
        assert!(run.stdout.contains(&format!("pub mod {module};")), "{run}");
    }
}

#[test]
fn catalog_that_is_configured_without_outputs_gets_them() {
    for configuration in [
        "[[package.metadata.errspec.catalogs]]\npath = \"errors.yaml\"",
        "metadata.errspec.catalogs = [{ path = \"errors.yaml\" }]",
    ] {
        let directory = Directory::package(configuration);
        let run = directory.run("init --write");
        assert!(run.stdout.contains("writes src/errors.rs and docs/errors.md."), "{run}");
        assert_eq!(directory.run("generate").stdout, "written src/errors.rs\nwritten docs/errors.md\n");
        assert_eq!(directory.read("Cargo.toml").matches("errors.yaml").count(), 1);
    }
}

#[test]
fn outputs_that_are_configured_stay() {
    let directory = Directory::package(
        "[[package.metadata.errspec.catalogs]]\npath = \"errors.yaml\"\njson = \"errors.json\"",
    );
    insta::assert_snapshot!(directory.run("init --write"), @"
    kept errors.yaml
    written Cargo.toml

    Next, `cargo errspec generate` writes what Cargo.toml configures.
    [exit] 0
    ");
    assert_eq!(directory.run("generate").stdout, "written errors.json\n");
}

#[test]
fn dependency_of_another_name_is_the_runtime() {
    let directory = Directory::of(&[]);
    let dependency = "[dependencies]\napi-errors = { package = \"errspec\", version = \"0.1\" }";
    directory.add_package(".", &format!("{dependency}\n[workspace]"));
    directory.run("init --write");
    let manifest = directory.read("Cargo.toml");
    assert!(
        manifest.contains("runtime = \"api_errors\"\n") && !manifest.contains("\nerrspec = "),
        "{manifest}"
    );
    directory.run("generate");
    assert!(directory.read("src/errors.rs").contains("::api_errors::"));
}

#[test]
fn catalogs_in_one_directory_share_the_schema() {
    let directory = plain();
    directory.run("init --write");
    directory.run("init other.yaml --write");
    assert_eq!(directory.read("Cargo.toml").matches("json-schema").count(), 1);
    assert_eq!(directory.run("generate").code, Some(0));
    assert_eq!(directory.run("check").code, Some(0));
}

#[test]
fn hyphen_stands_for_standard_output() {
    let directory = plain();
    let run = directory.run("init -");
    assert!(run.stdout.starts_with("# yaml-language-server: $schema=errors.schema.json\n"), "{run}");
    insta::assert_snapshot!(directory.run("init - --write"), @"
    [stderr]
    error: standard output can't be configured
    help: name a file
    [exit] 2
    ");
    assert_eq!(directory.list("."), ["Cargo.toml", "src"]);
}

#[test]
fn windows_line_ends_stay() {
    let directory = plain();
    directory.write("Cargo.toml", directory.read("Cargo.toml").replace('\n', "\r\n"));
    assert_eq!(directory.run("init --write").code, Some(0));
    let manifest = directory.read("Cargo.toml");
    assert_eq!(manifest.matches('\n').count(), manifest.matches("\r\n").count());
    assert_eq!(directory.run("generate").code, Some(0));
}

#[test]
fn init_in_a_subdirectory_uses_paths_of_the_crate() {
    let directory = plain();
    let mut command = directory.command();
    command.args(["init", "--write"]).current_dir(directory.path("src"));
    insta::assert_snapshot!(directory.finish(&mut command), @"
    written errors.yaml
    written ../Cargo.toml

    Next, `cargo errspec generate` writes src/errors.rs, docs/errors.md and src/errors.schema.json.
    Then add `#[rustfmt::skip] pub mod errors;` to your crate, and `cargo errspec check` to its CI.
    [exit] 0
    ");
    assert!(directory.read("Cargo.toml").contains("path = \"src/errors.yaml\""));
}

#[test]
fn init_without_a_crate_writes_a_catalog() {
    let directory = Directory::of(&[]);
    insta::assert_snapshot!(directory.run("init"), @"
    written errors.yaml

    Next, see what is made of it: `cargo errspec generate markdown errors.yaml`
    Editors complete it after `cargo errspec generate json-schema -o errors.schema.json`
    `cargo errspec init --write` lets an errspec.toml say what is made of it
    [exit] 0
    ");
    assert_eq!(directory.list("."), ["errors.yaml"]);
}

#[test]
fn init_without_a_crate_configures_errspec_toml() {
    let directory = Directory::of(&[]);
    insta::assert_snapshot!(directory.run("init --write"), @"
    written errors.yaml
    written errspec.toml

    Next, `cargo errspec generate` writes docs/errors.md and errors.schema.json.
    Then add `cargo errspec check` to your CI.
    [exit] 0
    ");
    insta::assert_snapshot!(directory.read("errspec.toml"), @r#"
    [[catalogs]]
    path = "errors.yaml"
    markdown = "docs/errors.md"
    json-schema = "errors.schema.json"
    "#);
    directory.run("init payments.yaml --write");
    assert_eq!(directory.run("generate").code, Some(0));
    assert_eq!(directory.run("check").code, Some(0));
    insta::assert_snapshot!(directory.run("init third.yaml"), @r#"
    written third.yaml

    Add this to errspec.toml, or let `cargo errspec init third.yaml --write` do it:

      [[catalogs]]
      path = "third.yaml"
      markdown = "docs/third.md"

    Next, `cargo errspec generate` writes docs/third.md.
    Then add `cargo errspec check` to your CI.
    [exit] 0
    "#);
}

#[test]
fn directory_needs_a_name_in_it() {
    insta::assert_snapshot!(Directory::of(&[("spec/a", "")]).run("init spec"), @"
    [stderr]
    error: `spec` is a directory
    help: name a file in it: `spec/errors.yaml`
    [exit] 2
    ");
}

#[test]
fn unchangeable_manifest_leaves_everything_unchanged() {
    for manifest in ["[package", "[workspace]\nmembers = []\n", "dependencies = 1\n[package]\nname = \"a\"\n"]
    {
        let directory = Directory::of(&[("Cargo.toml", manifest)]);
        let run = directory.run("init --write");
        assert!(run.stderr.starts_with("error: `Cargo.toml` can't be changed: "), "{run}");
        assert_eq!((run.code, directory.list(".").len()), (Some(2), 1));
    }
}

#[test]
fn configuration_in_another_style_is_not_changed() {
    let directory = Directory::package("metadata.errspec.catalogs = [{ path = \"errors.yaml\" }]");
    insta::assert_snapshot!(directory.run("init other.yaml --write"), @r#"
    [stderr]
    error: `Cargo.toml` can't be changed: `package.metadata.errspec` is written in a way that lines can't be added to
    help: add it by hand:

          [dependencies]
          errspec = "0.1"

          [[package.metadata.errspec.catalogs]]
          path = "other.yaml"
          rust = "src/other.rs"
          markdown = "docs/other.md"
          json-schema = "errors.schema.json"
    [exit] 2
    "#);
    assert_eq!(directory.list("."), ["Cargo.toml", "errors.yaml", "src"]);
}

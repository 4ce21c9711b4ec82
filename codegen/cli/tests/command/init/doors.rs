//! `init --door`: what a crate needs for the macro and for a build script.

use super::plain;
use crate::directory::Directory;

#[test]
fn doors_are_for_crates() {
    insta::assert_snapshot!(Directory::of(&[]).run("init --door macro"), @"
    [stderr]
    error: `--door` is for a crate, and there is none here
    help: run this in the directory of a crate, or without `--door`
    [exit] 2
    ");
}

#[test]
fn macro_door_shows_what_it_needs() {
    insta::assert_snapshot!(plain().run("init --door macro"), @r#"
    written errors.yaml

    Add this to Cargo.toml, or let `cargo errspec init --door macro --write` do it:

      [dependencies]
      errspec = { version = "0.1", features = ["macros"] }

      [[package.metadata.errspec.catalogs]]
      path = "errors.yaml"
      markdown = "docs/errors.md"
      json-schema = "errors.schema.json"

    Next, `cargo errspec generate` writes docs/errors.md and errors.schema.json.
    Then add `pub mod errors { errspec::errors!("errors.yaml"); }` to your crate, and `cargo errspec check` to its CI.
    [exit] 0
    "#);
}

#[test]
fn build_door_shows_what_it_needs() {
    insta::assert_snapshot!(plain().run("init spec/api.yaml --door build"), @r#"
    written spec/api.yaml

    Add this to Cargo.toml, or let `cargo errspec init spec/api.yaml --door build --write` do it:

      [dependencies]
      errspec = "0.1"

      [build-dependencies]
      errspec-build = "0.1"

      [[package.metadata.errspec.catalogs]]
      path = "spec/api.yaml"
      markdown = "docs/api.md"
      json-schema = "spec/errors.schema.json"

    and this as build.rs:

      fn main() -> std::process::ExitCode {
          errspec_build::run("spec/api.yaml")
      }

    Next, `cargo errspec generate` writes docs/api.md and spec/errors.schema.json.
    Then add `pub mod api { errspec::include_errors!("api.yaml"); }` to your crate, and `cargo errspec check` to its CI.
    [exit] 0
    "#);
}

#[test]
fn macro_door_is_written() {
    let directory = plain();
    insta::assert_snapshot!(directory.run("init --door macro --write"), @r#"
    written errors.yaml
    written Cargo.toml

    Next, `cargo errspec generate` writes docs/errors.md and errors.schema.json.
    Then add `pub mod errors { errspec::errors!("errors.yaml"); }` to your crate, and `cargo errspec check` to its CI.
    [exit] 0
    "#);
    insta::assert_snapshot!(directory.read("Cargo.toml"), @r#"
    [package]
    name = "app"
    edition = "2024"

    [dependencies]
    # mine
    serde   = "1" # too
    errspec = { version = "0.1", features = ["macros"] }

    [workspace]

    [[package.metadata.errspec.catalogs]]
    path = "errors.yaml"
    markdown = "docs/errors.md"
    json-schema = "errors.schema.json"
    "#);
    assert_eq!(
        directory.run("init --door macro --write").stdout.lines().nth(1),
        Some("unchanged Cargo.toml")
    );
}

#[test]
fn build_door_is_written() {
    let directory = plain();
    insta::assert_snapshot!(directory.run("init --door build --write"), @r#"
    written errors.yaml
    written Cargo.toml
    written build.rs

    Next, `cargo errspec generate` writes docs/errors.md and errors.schema.json.
    Then add `pub mod errors { errspec::include_errors!("errors.yaml"); }` to your crate, and `cargo errspec check` to its CI.
    [exit] 0
    "#);
    insta::assert_snapshot!(directory.read("build.rs"), @r#"
    fn main() -> std::process::ExitCode {
        errspec_build::run("errors.yaml")
    }
    "#);
    assert!(directory.read("Cargo.toml").contains("[build-dependencies]\nerrspec-build = \"0.1\"\n"));
    directory.write("build.rs", "fn main() {}");
    let run = directory.run("init --door build --write");
    assert!(
        run.stdout.contains("kept build.rs") && run.stdout.contains("return `errspec_build::run("),
        "{run}"
    );
    assert_eq!(directory.read("build.rs"), "fn main() {}");
}

#[test]
fn dependency_gets_the_feature_of_the_macro_door() {
    for (dependency, after) in [
        ("errspec = \"0.1\"", "errspec = { version = \"0.1\", features = [\"macros\"] }"),
        ("errspec = { path = \"x\" }", "errspec = { path = \"x\" , features = [\"macros\"] }"),
        ("my = { package = \"errspec\", features = [\"xml\"] }", "features = [\"xml\", \"macros\"] }"),
    ] {
        let directory = Directory::of(&[]);
        directory.add_package(".", &format!("[dependencies]\n{dependency}\n[workspace]"));
        let run = directory.run("init --door macro --write");
        let manifest = directory.read("Cargo.toml");
        assert!(manifest.contains(after), "{run}\n{manifest}");
    }
}

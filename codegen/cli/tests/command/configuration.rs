//! `[[package.metadata.errspec.catalogs]]`: what is read from it, and what is wrong with it.

use crate::directory::{Directory, GOOD};

#[test]
fn missing_cargo_toml_suggests_naming_a_file() {
    for (command, another) in [
        ("check", "check errors.yaml"),
        ("generate", "generate rust errors.yaml"),
        ("explain gone", "explain not_found --catalog errors.yaml"),
        ("diff --base main", "diff --base main errors.yaml"),
    ] {
        let run = Directory::of(&[]).run(command);
        assert!(
            run.stderr.starts_with("error: there is no Cargo.toml and no errspec.toml here or above"),
            "{run}"
        );
        assert!(run.stderr.contains(&format!("as in `cargo errspec {another}`")), "{run}");
        assert_eq!(run.code, Some(2));
    }
}

#[test]
fn invalid_cargo_toml_is_shown_at_its_place() {
    let run = Directory::of(&[("Cargo.toml", "[package]\nname = \"app\n")]).run("check");
    assert!(run.stderr.contains("Cargo.toml:2:"), "{run}");
    assert_eq!(run.code, Some(2));
}

#[test]
fn no_configuration_says_what_to_write() {
    insta::assert_snapshot!(Directory::package("").run("check"), @r#"
    [stderr]
    error: no catalog is configured in this workspace
    help: start with `cargo errspec init`, name a file, as in `cargo errspec check errors.yaml`, or configure it in Cargo.toml (in an errspec.toml, the table is `[[catalogs]]`):

          [[package.metadata.errspec.catalogs]]
          path = "errors.yaml"
          rust = "src/errors.rs"
    [exit] 2
    "#);
}

#[test]
fn catalog_without_outputs_can_be_checked_and_not_generated() {
    let directory = Directory::package("metadata.errspec.catalogs = [{ path = \"errors.yaml\" }]");
    insta::assert_snapshot!(directory.run("check"), @"
    errors.yaml: 1 error, no problems
    [exit] 0
    ");
    insta::assert_snapshot!(directory.run("generate"), @r#"
    [stderr]
    error: no output is configured
    help: name one under its catalog in Cargo.toml, such as `rust = "src/errors.rs"`
    [exit] 2
    "#);
}

#[test]
fn unknown_key_unlike_all_others_lists_the_known_ones() {
    let directory = Directory::package(
        "[[package.metadata.errspec.catalogs]]\npath = \"errors.yaml\"\noutput = \"errors.rs\"",
    );
    let stderr = directory.run("generate").stderr;
    assert!(stderr.contains("unknown key `output` in `[[package.metadata.errspec.catalogs]]`"), "{stderr}");
    assert!(stderr.contains("help: known: `path`, `runtime`, `rust`, "), "{stderr}");
}

#[test]
fn all_problems_are_reported_at_once() {
    let directory = Directory::package(
        "[package.metadata.errspec]\n\
         catalog = 1\n\
         catalogs = [\n\
           \"errors.yaml\",\n\
           { path = \"errors.yaml\", markdwon = \"docs/errors.md\" },\n\
           { path = 1, rust = true, runtime = \"a b\" },\n\
           { path = \"\" },\n\
           { rust = \"src/errors.rs\" },\n\
         ]",
    );
    insta::assert_snapshot!(directory.run("generate"), @r#"
    [stderr]
    error: unknown key `catalog` in `[package.metadata.errspec]`
     --> Cargo.toml:6:1
      |
    6 | catalog = 1
      | ^^^^^^^
      |
      = help: did you mean `catalogs`?

    error: a catalog is a table, not `"errors.yaml"`
     --> Cargo.toml:8:1
      |
    8 | "errors.yaml",
      | ^^^^^^^^^^^^^
      |
      = help: write `[[package.metadata.errspec.catalogs]]`

    error: unknown key `markdwon` in `[[package.metadata.errspec.catalogs]]`
     --> Cargo.toml:9:25
      |
    9 | { path = "errors.yaml", markdwon = "docs/errors.md" },
      |                         ^^^^^^^^
      |
      = help: did you mean `markdown`?

    error: `runtime`: `a b` is not the path of a crate or a module, as `my_sdk::errspec` is
      --> Cargo.toml:10:36
       |
    10 | { path = 1, rust = true, runtime = "a b" },
       |                                    ^^^^^

    error: `rust` is a path in quotes, not `true`
      --> Cargo.toml:10:20
       |
    10 | { path = 1, rust = true, runtime = "a b" },
       |                    ^^^^

    error: `path` is a path in quotes, not `1`
      --> Cargo.toml:10:10
       |
    10 | { path = 1, rust = true, runtime = "a b" },
       |          ^

    error: `path` is empty
      --> Cargo.toml:11:10
       |
    11 | { path = "" },
       |          ^^

    error: missing key `path` in `[[package.metadata.errspec.catalogs]]`
      --> Cargo.toml:12:1
       |
    12 | { rust = "src/errors.rs" },
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: add `path = "errors.yaml"`
    [exit] 2
    "#);
    assert_eq!(directory.list("src"), ["lib.rs"]);
}

#[test]
fn catalogs_as_single_table() {
    let directory = Directory::package("[package.metadata.errspec.catalogs]\npath = \"errors.yaml\"");
    insta::assert_snapshot!(directory.run("check"), @"
    [stderr]
    error: `package.metadata.errspec.catalogs` is not an array of tables
     --> Cargo.toml:5:1
      |
    5 | [package.metadata.errspec.catalogs]
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `[[package.metadata.errspec.catalogs]]`, one for each catalog
    [exit] 2
    ");
}

#[test]
fn path_that_is_another_one_on_another_system() {
    let directory = Directory::package(
        "[[package.metadata.errspec.catalogs]]\npath = 'errors.yaml'\nrust = 'src\\errors.rs'\njson = 'a:b.json'",
    );
    directory.write("errors.yaml", GOOD);
    insta::assert_snapshot!(directory.run("generate"), @r"
    [stderr]
    error: `rust` has a backslash, which separates names on Windows alone
     --> Cargo.toml:7:8
      |
    7 | rust = 'src\errors.rs'
      |        ^^^^^^^^^^^^^^^
      |
      = help: write `src/errors.rs`, which every system reads

    error: `json` has a colon, which no name of a file has on Windows
     --> Cargo.toml:8:8
      |
    8 | json = 'a:b.json'
      |        ^^^^^^^^^^
      |
      = help: choose a name without it
    [exit] 2
    ");
    let drive = "[[package.metadata.errspec.catalogs]]\npath = 'C:/errors.yaml'";
    assert!(
        Directory::package(drive).run("check").stderr.contains("`path` has a drive, which Windows alone has")
    );
}

#[test]
fn errspec_as_text() {
    insta::assert_snapshot!(Directory::package("metadata.errspec = \"errors.yaml\"").run("check"), @r#"
    [stderr]
    error: `package.metadata.errspec` is not a table
     --> Cargo.toml:5:20
      |
    5 | metadata.errspec = "errors.yaml"
      |                    ^^^^^^^^^^^^^
      |
      = help: write `[[package.metadata.errspec.catalogs]]`
    [exit] 2
    "#);
}

#[test]
fn two_outputs_at_one_path() {
    let directory = Directory::package(
        "metadata.errspec.catalogs = [\n\
           { path = \"errors.yaml\", rust = \"src/errors.rs\", markdown = \"./src/../src/errors.rs\" },\n\
         ]",
    );
    insta::assert_snapshot!(directory.run("generate"), @r#"
    [stderr]
    error: two outputs are `src/errors.rs`
     --> Cargo.toml:6:60
      |
    6 | { path = "errors.yaml", rust = "src/errors.rs", markdown = "./src/../src/errors.rs" },
      |                                                            ^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write each into a file of its own
    [exit] 2
    "#);
    assert_eq!(directory.list("src"), ["lib.rs"]);
}

#[test]
fn output_in_a_directory_of_pages() {
    let directory = Directory::package(
        "metadata.errspec.catalogs = [\n\
           { path = \"errors.yaml\", markdown-split = \"docs\", markdown = \"docs/README.md\" },\n\
           { path = \"other.yaml\", json = \"Cargo.toml\" },\n\
         ]",
    );
    insta::assert_snapshot!(directory.run("generate"), @r#"
    [stderr]
    error: the output `docs/README.md` is in `docs`
     --> Cargo.toml:6:61
      |
    6 | { path = "errors.yaml", markdown-split = "docs", markdown = "docs/README.md" },
      |                                                             ^^^^^^^^^^^^^^^^
      |
      = help: `docs` is for the pages of `markdown-split`: write it elsewhere

    error: the output `Cargo.toml` is a configuration itself
     --> Cargo.toml:7:31
      |
    7 | { path = "other.yaml", json = "Cargo.toml" },
      |                               ^^^^^^^^^^^^
      |
      = help: write the output into another file
    [exit] 2
    "#);
    assert!(!directory.path("docs").exists());
}

#[test]
fn catalog_as_output() {
    let directory = Directory::package(
        "metadata.errspec.catalogs = [{ path = \"errors.yaml\", rust = \"./errors.yaml\" }]",
    );
    insta::assert_snapshot!(directory.run("generate"), @r#"
    [stderr]
    error: the output `errors.yaml` is a catalog itself
     --> Cargo.toml:5:61
      |
    5 | metadata.errspec.catalogs = [{ path = "errors.yaml", rust = "./errors.yaml" }]
      |                                                             ^^^^^^^^^^^^^^^
      |
      = help: write the output into another file
    [exit] 2
    "#);
    assert_eq!(directory.read("errors.yaml"), GOOD);
}

#[test]
fn missing_catalog_is_shown_from_the_current_directory() {
    let directory = Directory::package("metadata.errspec.catalogs = [{ path = \"spec/errors.yaml\" }]");
    let mut check = directory.command();
    check.arg("check").current_dir(directory.path("src"));
    insta::assert_snapshot!(directory.finish(&mut check), @r#"
    [stderr]
    error: there is no file `../spec/errors.yaml`
     --> ../Cargo.toml:5:39
      |
    5 | metadata.errspec.catalogs = [{ path = "spec/errors.yaml" }]
      |                                       ^^^^^^^^^^^^^^^^^^
    [exit] 2
    "#);
}

#[test]
fn runtime_is_per_catalog() {
    let directory = Directory::package(
        "metadata.errspec.catalogs = [\n\
           { path = \"errors.yaml\", rust = \"src/errors.rs\", runtime = \"crate::sdk\" },\n\
         ]",
    );
    assert_eq!(directory.run("generate").code, Some(0));
    assert!(directory.read("src/errors.rs").contains("crate::sdk::__private::with_http!"));
}

/// Two packages, of which both make Rust of one catalog.
fn workspace() -> Directory {
    let directory = Directory::of(&[("spec/errors.yaml", GOOD)]);
    directory.write("Cargo.toml", "[workspace]\nmembers = [\"client\", \"service\"]\nresolver = \"3\"\n");
    for package in ["client", "service"] {
        let catalogs = "[{ path = \"../spec/errors.yaml\", rust = \"src/errors.rs\" }]";
        directory.add_package(package, &format!("metadata.errspec.catalogs = {catalogs}"));
    }
    directory
}

#[test]
fn workspace_is_found_from_every_directory_in_it() {
    let directory = workspace();
    insta::assert_snapshot!(directory.run("generate"), @"
    written client/src/errors.rs
    written service/src/errors.rs
    [exit] 0
    ");
    let mut from_member = directory.command();
    from_member.arg("generate").current_dir(directory.path("client/src"));
    insta::assert_snapshot!(directory.finish(&mut from_member), @"
    unchanged errors.rs
    unchanged ../../service/src/errors.rs
    [exit] 0
    ");
    insta::assert_snapshot!(directory.run("check"), @"
    spec/errors.yaml: 1 error, no problems, 2 outputs up to date
    [exit] 0
    ");
}

#[test]
fn workspace_without_packages_of_its_own_is_configured_too() {
    let directory = workspace();
    directory.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"client\", \"service\"]\nresolver = \"3\"\n\
         [[workspace.metadata.errspec.catalogs]]\npath = \"spec/errors.yaml\"\nmarkdown = \"errors.md\"\n",
    );
    insta::assert_snapshot!(directory.run("generate"), @"
    written errors.md
    written client/src/errors.rs
    written service/src/errors.rs
    [exit] 0
    ");
    directory.edit("Cargo.toml", "markdown", "markdwon");
    insta::assert_snapshot!(directory.run("check"), @r#"
    [stderr]
    error: unknown key `markdwon` in `[[workspace.metadata.errspec.catalogs]]`
     --> Cargo.toml:6:1
      |
    6 | markdwon = "errors.md"
      | ^^^^^^^^
      |
      = help: did you mean `markdown`?
    [exit] 2
    "#);
}

#[test]
fn workspace_can_be_elsewhere() {
    let directory = workspace();
    directory.write("elsewhere/readme.md", "");
    let mut check = directory.command();
    check.args(["check", "--manifest-path", "../Cargo.toml"]).current_dir(directory.path("elsewhere"));
    insta::assert_snapshot!(directory.finish(&mut check), @"
    [stderr]
    error[missing-output]: `../client/src/errors.rs`, generated from `../spec/errors.yaml`, doesn't exist
     --> ../client/src/errors.rs:1:1
      = help: run `cargo errspec generate --manifest-path ../Cargo.toml`

    error[missing-output]: `../service/src/errors.rs`, generated from `../spec/errors.yaml`, doesn't exist
     --> ../service/src/errors.rs:1:1
      = help: run `cargo errspec generate --manifest-path ../Cargo.toml`

    2 of 2 outputs of ../spec/errors.yaml out of date
    [exit] 1
    ");
}

#[test]
fn packages_that_write_one_file_clash() {
    let directory = workspace();
    directory.edit("service/Cargo.toml", "\"src/errors.rs\"", "\"../client/src/errors.rs\"");
    insta::assert_snapshot!(directory.run("generate"), @r#"
    [stderr]
    error: two outputs are `client/src/errors.rs`
     --> service/Cargo.toml:5:69
      |
    5 | metadata.errspec.catalogs = [{ path = "../spec/errors.yaml", rust = "../client/src/errors.rs" }]
      |                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write each into a file of its own
    [exit] 2
    "#);
}

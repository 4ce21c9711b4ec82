//! Pages that list what changed since an earlier version of their catalog, which is a file as well.

use crate::directory::{BROKEN, Directory, GOOD};

const CONFIGURATION: &str = "\
[[package.metadata.errspec.catalogs]]
path = \"errors.yaml\"
rust = \"src/errors.rs\"
markdown = \"docs/errors.md\"
markdown-split = \"docs/errors\"
markdown-previous = \"errors-1.0.yaml\"
";

/// A package whose catalog has one more error than its earlier version.
fn package() -> Directory {
    let directory = Directory::package(CONFIGURATION);
    directory.write("errors-1.0.yaml", GOOD);
    let added = "  - { code: late, status: 400, meaning: It is late., retry: never }\n";
    directory.write("errors.yaml", GOOD.to_owned() + added);
    directory
}

#[test]
fn pages_list_what_changed() {
    let directory = package();
    directory.run("generate");
    let named = directory.run("generate markdown errors.yaml --previous errors-1.0.yaml").stdout;
    assert_eq!(directory.read("docs/errors.md"), named);
    assert!(named.contains("\n- Added [400 `late`](#late).\n"), "{named}");
    assert!(directory.read("docs/errors/index.md").contains("\n- Added [400 `late`](late.md).\n"));
    let mut command = directory.command();
    command.args(["generate", "markdown", "errors.yaml", "--previous", "-"]);
    assert_eq!(directory.finish_with(&mut command, GOOD.as_bytes()).stdout, named);
}

#[test]
fn pages_are_stale_when_the_earlier_version_changes() {
    let directory = package();
    directory.run("generate");
    assert_eq!(directory.run("check").code, Some(0));
    directory.edit("errors-1.0.yaml", "It is gone.", "It went.");
    let run = directory.run("check");
    assert!(run.stderr.ends_with("\n2 of 5 outputs of errors.yaml out of date\n"), "{run}");
    directory.run("generate");
    assert_eq!(directory.run("check").code, Some(0));
}

#[test]
fn problems_of_the_earlier_version_are_at_its_lines() {
    let directory = package();
    directory.write("errors-1.0.yaml", BROKEN);
    for command in ["check", "generate", "generate markdown errors.yaml --previous errors-1.0.yaml"] {
        let run = directory.run(command);
        assert!(run.stderr.contains("\n --> errors-1.0.yaml:3:"), "{run}");
        assert!(run.stderr.contains("\n2 problems in errors-1.0.yaml\n"), "{run}");
        assert_eq!(run.code, Some(1), "{run}");
    }
    assert!(!directory.path("docs").exists());
}

#[test]
fn missing_earlier_version_is_reported_where_it_is_named() {
    let directory = package();
    std::fs::remove_file(directory.path("errors-1.0.yaml")).unwrap();
    insta::assert_snapshot!(directory.run("check"));
}

#[test]
fn both_catalogs_are_inputs() {
    let directory = package();
    directory.run("generate markdown errors.yaml --previous errors-1.0.yaml -o errors.md --depfile errors.d");
    assert_eq!(directory.read("errors.d"), "errors.md: errors.yaml errors-1.0.yaml\n");
    let run = directory.run("generate markdown errors.yaml --previous errors-1.0.yaml -o errors-1.0.yaml");
    assert!(run.stderr.starts_with("error: `errors-1.0.yaml` is a catalog itself\n"), "{run}");
    directory.edit("Cargo.toml", "docs/errors.md", "errors-1.0.yaml");
    let run = directory.run("generate");
    assert!(run.stderr.starts_with("error: the output `errors-1.0.yaml` is a catalog itself\n"), "{run}");
    assert_eq!(directory.read("errors-1.0.yaml"), GOOD);
}

//! `init`: what it writes, what it shows, and what it leaves alone.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]
#![allow(dead_code, reason = "the directory is shared with other tests")]

#[path = "command/directory.rs"]
mod directory;

use directory::Directory;

/// A crate without anything of errspec.
fn plain() -> Directory {
    let directory = Directory::of(&[]);
    directory.add_package(".", "[dependencies]\n# mine\nserde   = \"1\" # too\n\n[workspace]");
    directory
}

#[test]
fn in_a_crate_it_shows_the_lines_and_what_to_type_next() {
    let directory = plain();
    insta::assert_snapshot!(directory.run("init"), @"");
    assert_eq!(directory.list("."), ["Cargo.toml", "errors.yaml", "src"]);
    assert_eq!(directory.run("check errors.yaml").stdout, "errors.yaml: 5 errors, no problems\n");
}

#[test]
fn what_it_writes_works() {
    let directory = plain();
    insta::assert_snapshot!(directory.run("init spec/api.yaml --write"), @"");
    insta::assert_snapshot!(directory.read("Cargo.toml"), @"");
    insta::assert_snapshot!(directory.run("generate"), @"");
    assert_eq!(directory.run("check").code, Some(0));
}

#[test]
fn nothing_is_overwritten() {
    let directory = plain();
    directory.write("errors.yaml", "mine");
    directory.write("src/errors.rs", "mine");
    insta::assert_snapshot!(directory.run("init"), @"");
    insta::assert_snapshot!(directory.run("init --write"), @"");
    assert_eq!(directory.read("errors.yaml"), "mine");
    assert!(directory.read("Cargo.toml").contains("rust = \"src/errors_2.rs\""));
}

#[test]
fn lines_that_are_there_are_not_added_again() {
    let directory = plain();
    directory.run("init --write");
    let manifest = directory.read("Cargo.toml");
    insta::assert_snapshot!(directory.run("init --write"), @"");
    assert_eq!(directory.read("Cargo.toml"), manifest);
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
fn from_a_directory_below_paths_are_those_of_the_crate() {
    let directory = plain();
    let mut command = directory.command();
    command.args(["init", "--write"]).current_dir(directory.path("src"));
    insta::assert_snapshot!(directory.finish(&mut command), @"");
    assert!(directory.read("Cargo.toml").contains("spec = \"src/errors.yaml\""));
}

#[test]
fn without_a_crate_there_is_a_catalog_all_the_same() {
    let directory = Directory::of(&[]);
    insta::assert_snapshot!(directory.run("init"), @"");
    insta::assert_snapshot!(directory.run("init --write other.yaml"), @"");
    assert_eq!(directory.list("."), ["errors.yaml"]);
}

#[test]
fn a_directory_needs_a_name_in_it() {
    insta::assert_snapshot!(Directory::of(&[("spec/a", "")]).run("init spec"), @"");
}

#[test]
fn a_manifest_that_cannot_be_changed_leaves_everything_as_it_is() {
    for manifest in ["[package", "[workspace]\nmembers = []\n", "dependencies = 1\n[package]\nname = \"a\"\n"]
    {
        let directory = Directory::of(&[("Cargo.toml", manifest)]);
        let run = directory.run("init --write");
        assert!(run.stderr.starts_with("error: `Cargo.toml` can't be changed: "), "{run}");
        assert_eq!((run.code, directory.list(".").len()), (Some(2), 1));
    }
}

#[test]
fn configuration_in_another_style_is_left_to_people() {
    let directory = Directory::package("metadata.errspec.catalogs = [{ spec = \"errors.yaml\" }]");
    insta::assert_snapshot!(directory.run("init other.yaml --write"), @"");
    assert_eq!(directory.list("."), ["Cargo.toml", "errors.yaml", "src"]);
}

#[test]
fn help_has_an_example_and_fits() {
    for subcommand in ["init", "import", "completions", "man"] {
        let run = Directory::of(&[]).run(&format!("{subcommand} --help"));
        assert!(run.stdout.contains("Example"), "{run}");
        assert!(run.stdout.lines().count() <= 24, "{run}");
        assert!(run.stdout.lines().all(|line| line.chars().count() <= 80), "{run}");
    }
}

#[test]
fn shells_and_man_find_the_command() {
    let directory = Directory::of(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = directory.run(&format!("completions {shell}"));
        assert!(run.stdout.contains("cargo-errspec") && run.stdout.contains("import"), "{run}");
    }
    assert!(directory.run("man").stdout.contains(".TH cargo-errspec 1"));
    assert_eq!(directory.run("completions tcsh").code, Some(2));
}

//! Build scripts as cargo runs them: what is generated, what is said to cargo, and what fails.

use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::*;

const GOOD: &str = "\
errspec: 1
api: { name: Acme }
envelope: { code: /code, message: /error }
errors:
  - { code: gone, status: 410, meaning: It is gone., retry: never }
";

/// A crate with these files, each of them a right catalog.
fn directory(files: &[&str]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for file in files {
        let file = root.path().join(file);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, GOOD).unwrap();
    }
    std::fs::create_dir(root.path().join("out")).unwrap();
    root
}

/// What `run` does, apart from what cargo has to know.
fn generate(build: &Build, root: &TempDir) -> Result<(), String> {
    let (sources, failures) = source::read_sources(root.path(), &build.catalogs);
    let result = build.write(&sources, failures, &root.path().join("out"));
    result.map_err(|failures| failures.join("\n\n").replace(&root.path().display().to_string(), "DIR"))
}

fn outputs(root: &TempDir) -> Vec<String> {
    let entries = std::fs::read_dir(root.path().join("out")).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn each_catalog_makes_a_file_of_its_name() {
    let root = directory(&["spec/payments.yaml", "spec/accounts.yml"]);
    let build = Build::new("spec/payments.yaml").also("spec/accounts.yml");
    generate(&build, &root).unwrap();
    assert_eq!(outputs(&root), ["accounts.yml.rs", "payments.yaml.rs"]);
    let text = std::fs::read_to_string(root.path().join("out/accounts.yml.rs")).unwrap();
    assert!(text.lines().next().unwrap().ends_with("from accounts.yml. Do not edit."), "{text}");
}

#[test]
fn equal_file_names_say_that_they_would_be_one_file() {
    let root = directory(&["a/errors.yaml", "b/Errors.yaml"]);
    assert_eq!(
        generate(&Build::new("a/errors.yaml").also("b/Errors.yaml"), &root).unwrap_err(),
        "error: `a/errors.yaml` and `b/Errors.yaml` would both become `OUT_DIR/Errors.yaml.rs`\n\
         help: give them file names that differ by more than case"
    );
    assert!(outputs(&root).is_empty());
}

#[test]
fn one_catalog_twice_says_which_to_remove() {
    let root = directory(&["errors.yaml"]);
    assert_eq!(
        generate(&Build::new("errors.yaml").also("errors.yaml"), &root).unwrap_err(),
        "error: `errors.yaml` is named twice\nhelp: remove one of the two"
    );
}

#[test]
fn a_missing_file_names_the_one_with_the_other_extension() {
    let root = directory(&["errors.yaml"]);
    let (_, failures) = source::read_sources(root.path(), &["errors.yml".into()]);
    assert!(failures[0].ends_with("Cargo.toml; did you mean `errors.yaml`?"), "{failures:?}");
}

#[test]
fn a_missing_file_names_one_in_the_directories_around() {
    let root = directory(&["spec/errors.yaml", "app/Cargo.toml"]);
    let (_, failures) = source::read_sources(&root.path().join("app"), &["spec/errors.yaml".into()]);
    assert!(failures[0].starts_with("error: there is no file `"), "{failures:?}");
    assert!(failures[0].ends_with("Cargo.toml; did you mean `../spec/errors.yaml`?"), "{failures:?}");
}

#[test]
fn a_directory_is_no_catalog() {
    let root = directory(&["spec/errors.yaml"]);
    let error = generate(&Build::new("spec"), &root).unwrap_err();
    assert_eq!(error, "error: `DIR/spec` is a directory, not a catalog");
}

#[test]
fn everything_that_is_wrong_comes_at_once_and_nothing_is_written() {
    let root = directory(&["good.yaml", "broken.yaml"]);
    let broken = GOOD.replace("message", "mesage").replace("never", "nevr");
    std::fs::write(root.path().join("broken.yaml"), broken).unwrap();
    let build = Build::new("good.yaml").also("missing.yaml").also("broken.yaml").runtime("a b");
    let error = generate(&build, &root).unwrap_err();
    for expected in [
        "error: there is no file `DIR/missing.yaml`\nhelp: paths are relative",
        "\n\nerror: `a b` is not the path of a crate or a module",
        "\n\nerror[unknown-key]: unknown key `mesage` in `envelope`\n --> broken.yaml:3:26\n",
        "\n\nerror[invalid-value]: unknown retry hint `nevr`\n --> broken.yaml:5:61\n",
    ] {
        assert!(error.contains(expected), "{expected}\n{error}");
    }
    assert!(outputs(&root).is_empty());
}

#[test]
fn an_output_that_is_as_it_should_be_is_not_touched() {
    let root = directory(&["errors.yaml"]);
    generate(&Build::new("errors.yaml"), &root).unwrap();
    let output = root.path().join("out/errors.yaml.rs");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    std::fs::File::options().append(true).open(&output).unwrap().set_modified(long_ago).unwrap();
    generate(&Build::new("errors.yaml"), &root).unwrap();
    assert_eq!(output.metadata().unwrap().modified().unwrap(), long_ago);
}

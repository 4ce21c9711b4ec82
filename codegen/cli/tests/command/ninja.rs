//! Ninja runs the command for what changed, and for nothing else. Where there is no Ninja, there is nothing to test.

use std::fs;
use std::path::Path;
use std::process::Command;

const CATALOG: &str = "errspec: 1\napi: { name: Acme }\nenvelope: { code: /code }\nretry: { default: never }\n\
                       errors: [{ code: gone, meaning: It is gone. }]\n";
/// The catalog is an input that only the depfile names.
const BUILD: &str = "rule errspec
  command = $errspec generate $format $catalog -o $out --depfile $out.d
  depfile = $out.d
  restat = 1
build out/errors.json: errspec
  format = json
  catalog = 'my errors.yaml'
build out/with$ space.md: errspec
  format = markdown
  catalog = 'my errors.yaml'
";

/// What Ninja says, and how many outputs it made.
fn ninja(directory: &Path) -> String {
    let output = Command::new("ninja").args(["-v", "-d", "explain"]).current_dir(directory).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{text}");
    text
}

#[test]
fn unchanged_catalog_is_not_generated_from_again() {
    if Command::new("ninja").arg("--version").output().is_err() {
        eprintln!("skipped: ninja isn't installed");
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let catalog = directory.path().join("my errors.yaml");
    let build = format!("errspec = '{}'\n{BUILD}", env!("CARGO_BIN_EXE_cargo-errspec").replace('$', "$$"));
    fs::write(directory.path().join("build.ninja"), build).unwrap();
    fs::write(&catalog, CATALOG).unwrap();

    let first = ninja(directory.path());
    assert!(
        first.contains("written out/errors.json") && first.contains("written out/with space.md"),
        "{first}"
    );
    assert!(ninja(directory.path()).contains("no work to do"));

    // A comment changes the catalog, and nothing that is made of it.
    later(&catalog, &format!("# A comment.\n{CATALOG}"));
    let comment = ninja(directory.path());
    assert!(comment.contains("unchanged out/errors.json"), "{comment}");
    assert!(ninja(directory.path()).contains("no work to do"));

    later(&catalog, &CATALOG.replace("It is gone.", "It was deleted."));
    assert!(ninja(directory.path()).contains("written out/errors.json"));
    assert!(ninja(directory.path()).contains("no work to do"));
}

/// Make and Ninja run a command until its outputs are newer than its inputs.
#[test]
fn with_a_depfile_an_unchanged_output_is_newer_than_its_catalog() {
    let directory = tempfile::tempdir().unwrap();
    let path = |name: &str| directory.path().join(name);
    let generate = |depfile: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errspec"));
        command.args(["generate", "json", "errors.yaml", "-o", "out.json"]).args(depfile);
        let output = command.current_dir(directory.path()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let age = |name: &str| path(name).metadata().unwrap().modified().unwrap();
    fs::write(path("errors.yaml"), CATALOG).unwrap();
    generate(&[]);
    later(&path("errors.yaml"), CATALOG);
    assert_eq!(generate(&[]), "unchanged out.json\n");
    assert!(age("out.json") < age("errors.yaml"));
    assert_eq!(generate(&["--depfile", "out.d"]), "unchanged out.json\n");
    assert!(age("out.json") >= age("errors.yaml"));
}

/// Writes a file that Ninja sees to be newer: some file systems count in coarse steps.
fn later(path: &Path, text: &str) {
    std::thread::sleep(std::time::Duration::from_millis(50));
    fs::write(path, text).unwrap();
}

//! The outputs that a Cargo.toml configures: written by `generate`, compared by `check`.

use std::process::Stdio;
use std::time::{Duration, SystemTime};

use crate::directory::{BROKEN, Directory, GOOD};

#[test]
fn check_accepts_generated_outputs() {
    let directory = Directory::with_outputs();
    insta::assert_snapshot!(directory.run("generate"), @"
    written src/errors.rs
    written docs/errors.md
    [exit] 0
    ");
    insta::assert_snapshot!(directory.run("check"), @"
    errors.yaml: 1 error, no problems, 2 outputs up to date
    [exit] 0
    ");
    assert_eq!(directory.read("src/errors.rs"), directory.run("generate rust errors.yaml").stdout);
    assert_eq!(directory.read("docs/errors.md"), directory.run("generate markdown errors.yaml").stdout);
}

#[test]
fn no_temporary_files_are_left() {
    let directory = Directory::with_outputs();
    directory.run("generate");
    directory.edit("errors.yaml", "It is gone.", "It has gone.");
    directory.run("generate");
    assert_eq!(directory.list("."), ["Cargo.toml", "docs", "errors.yaml", "src"]);
    assert_eq!(directory.list("src"), ["errors.rs", "lib.rs"]);
    assert_eq!(directory.list("docs"), ["errors.md"]);
}

#[test]
fn unchanged_outputs_are_not_touched() {
    let directory = Directory::with_outputs();
    directory.run("generate");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let files = ["src/errors.rs", "docs/errors.md"].map(|path| directory.path(path));
    for file in &files {
        std::fs::File::options().append(true).open(file).unwrap().set_modified(long_ago).unwrap();
    }
    insta::assert_snapshot!(directory.run("generate"), @"
    unchanged src/errors.rs
    unchanged docs/errors.md
    [exit] 0
    ");
    directory.run("check");
    for file in &files {
        assert_eq!(file.metadata().unwrap().modified().unwrap(), long_ago);
    }
}

#[test]
fn missing_outputs_are_reported() {
    insta::assert_snapshot!(Directory::with_outputs().run("check"), @"
    [stderr]
    error[missing-output]: `src/errors.rs`, generated from `errors.yaml`, doesn't exist
     --> src/errors.rs:1:1
      = help: run `cargo errspec generate`

    error[missing-output]: `docs/errors.md`, generated from `errors.yaml`, doesn't exist
     --> docs/errors.md:1:1
      = help: run `cargo errspec generate`

    2 of 2 outputs of errors.yaml out of date
    [exit] 1
    ");
}

#[test]
fn line_that_was_edited_is_shown_as_a_diff() {
    let directory = Directory::with_outputs();
    directory.run("generate");
    directory.edit("docs/errors.md", "# Acme errors", "# Acme's errors");
    insta::assert_snapshot!(directory.run("check"), @"
    [stderr]
    error[stale-output]: `docs/errors.md` is not what `errors.yaml` generates
     --> docs/errors.md:1:1
      |
      | --- on disk
      | +++ generated
      | @@ -1,2 +1,2 @@
      | -# Acme's errors
      | +# Acme errors
      |
      |
      = help: run `cargo errspec generate`

    1 of 2 outputs of errors.yaml out of date
    [exit] 1
    ");
}

#[test]
fn changed_catalog_fails_check_until_generated() {
    let directory = Directory::with_outputs();
    directory.run("generate");
    directory.edit("errors.yaml", "It is gone.", "It has gone.");
    let run = directory.run("check");
    for expected in [
        "error[stale-output]: `src/errors.rs` is not what `errors.yaml` generates\n --> src/errors.rs:",
        "\n  | --- on disk\n  | +++ generated\n  | @@ ",
        "\n  | -    /// `410 gone`: It is gone.\n  | +    /// `410 gone`: It has gone.\n",
        "\n  = help: run `cargo errspec generate`\n",
        "\n2 of 2 outputs of errors.yaml out of date\n",
    ] {
        assert!(run.stderr.contains(expected), "{expected}\n{run}");
    }
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(directory.run("generate").code, Some(0));
    assert_eq!(directory.run("check").code, Some(0));
}

#[test]
fn remedy_names_the_cargo_toml_that_was_named() {
    let directory = Directory::with_outputs();
    let run = directory.run("check --manifest-path ./Cargo.toml");
    assert!(
        run.stderr.contains("help: run `cargo errspec generate --manifest-path ./Cargo.toml`\n"),
        "{run}"
    );
}

#[test]
fn long_difference_is_cut() {
    let directory = Directory::with_outputs();
    directory.run("generate");
    directory.write("docs/errors.md", format!("{}\n{}", "x".repeat(1000), "line\n".repeat(100)));
    let run = directory.run("check");
    assert!(run.stderr.lines().count() < 35, "{run}");
    assert!(run.stderr.contains("xxx…\n") && run.stderr.contains(" more lines\n"), "{run}");
}

#[test]
fn escapes_in_an_output_are_replaced() {
    let directory = Directory::with_outputs();
    directory.run("generate");
    directory.edit("docs/errors.md", "# Acme", "# \u{1b}[2JAcme");
    let run = directory.run("check");
    assert!(run.stderr.contains("-# \u{FFFD}[2JAcme errors") && !run.stderr.contains('\u{1b}'), "{run}");
}

#[test]
fn crlf_in_an_output_has_its_own_help() {
    let directory = Directory::with_outputs();
    directory.run("generate");
    directory.write("docs/errors.md", directory.read("docs/errors.md").replace('\n', "\r\n"));
    insta::assert_snapshot!(directory.run("check"), @"
    [stderr]
    error[line-ends]: `docs/errors.md` has CRLF line ends, and generated files have LF
     --> docs/errors.md:1:1
      = help: run `cargo errspec generate`, and keep git from converting them: `* text=auto eol=lf` in .gitattributes

    1 of 2 outputs of errors.yaml out of date
    [exit] 1
    ");
    insta::assert_snapshot!(directory.run("generate"), @"
    unchanged src/errors.rs
    written docs/errors.md
    [exit] 0
    ");
    assert!(!directory.read("docs/errors.md").contains('\r'));
}

#[test]
fn invalid_utf_8_in_an_output_is_replaced() {
    let directory = Directory::with_outputs();
    directory.run("generate");
    directory.write("src/errors.rs", b"\xFF\xFE");
    insta::assert_snapshot!(directory.run("check"), @"
    [stderr]
    error[stale-output]: `src/errors.rs` is not valid UTF-8, and not what `errors.yaml` generates
     --> src/errors.rs:1:1
      = help: run `cargo errspec generate`

    1 of 2 outputs of errors.yaml out of date
    [exit] 1
    ");
    directory.run("generate");
    assert_eq!(directory.run("check").code, Some(0));
}

#[test]
fn broken_catalog_leaves_all_outputs_unchanged() {
    let directory = Directory::package(
        "metadata.errspec.catalogs = [\n\
           { path = \"errors.yaml\", rust = \"src/errors.rs\" },\n\
           { path = \"broken.yaml\", rust = \"src/broken.rs\" },\n\
         ]",
    );
    directory.write("broken.yaml", BROKEN);
    insta::assert_snapshot!(directory.run("generate"), @"
    [stderr]
    error[unknown-key]: unknown key `mesage` in `envelope`
     --> broken.yaml:3:26
      |
    3 | envelope: { code: /code, mesage: /error }
      |                          ^^^^^^
      |
      = help: did you mean `message`?

    error[invalid-value]: unknown retry hint `nevr`
     --> broken.yaml:5:61
      |
    5 |   - { code: gone, status: 410, meaning: It is gone., retry: nevr }
      |                                                             ^^^^
      |
      = help: did you mean `never`?

    2 problems in broken.yaml

    nothing was written
    [exit] 1
    ");
    assert_eq!(directory.list("src"), ["lib.rs"]);
}

#[test]
fn check_compares_the_outputs_of_one_catalog_while_another_is_broken() {
    let directory = Directory::package(
        "metadata.errspec.catalogs = [{ path = \"broken.yaml\" }, { path = \"errors.yaml\", rust = \"e.rs\" }]",
    );
    directory.write("broken.yaml", BROKEN);
    let run = directory.run("check");
    assert!(run.stderr.contains("2 problems in broken.yaml\n"), "{run}");
    assert!(run.stderr.ends_with("1 of 1 output of errors.yaml out of date\n"), "{run}");
    assert_eq!(run.code, Some(1));
}

#[test]
fn unwritable_output_leaves_the_others_unchanged() {
    let directory = Directory::with_outputs();
    directory.write("docs/errors.md/page.md", "");
    insta::assert_snapshot!(directory.run("generate"), @"
    [stderr]
    error: `docs/errors.md` is a directory
    help: name the file in it
    [exit] 2
    ");
    insta::assert_snapshot!(directory.run("check"), @"
    [stderr]
    error[missing-output]: `src/errors.rs`, generated from `errors.yaml`, doesn't exist
     --> src/errors.rs:1:1
      = help: run `cargo errspec generate`

    error: `docs/errors.md` is a directory
    help: name the file in it

    1 of 2 outputs of errors.yaml out of date
    [exit] 2
    ");
    assert_eq!(directory.list("src"), ["lib.rs"]);
}

#[test]
fn half_written_output_is_replaced_whole() {
    let directory = Directory::with_outputs();
    directory.run("generate");
    let whole = directory.read("src/errors.rs");
    directory.write("src/errors.rs", &whole[..whole.len() / 2]);
    assert_eq!(directory.run("check").code, Some(1));
    assert_eq!(directory.run("generate").code, Some(0));
    assert_eq!(directory.read("src/errors.rs"), whole);
}

/// Who has the old file open reads it to its end: nothing was written into it.
#[test]
#[cfg(unix)]
fn output_is_replaced_and_never_half_there() {
    let directory = Directory::with_outputs();
    directory.run("generate");
    let old = directory.read("src/errors.rs");
    let reader = std::fs::File::open(directory.path("src/errors.rs")).unwrap();
    directory.edit("errors.yaml", "It is gone.", "It has gone.");
    directory.run("generate");
    assert_ne!(directory.read("src/errors.rs"), old);
    assert_eq!(std::io::read_to_string(reader).unwrap(), old);
}

#[test]
#[cfg(unix)]
fn permissions_and_links_survive() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let directory = Directory::with_outputs();
    directory.write("shared/errors.rs", "");
    let target = directory.path("shared/errors.rs");
    std::fs::set_permissions(&target, PermissionsExt::from_mode(0o640)).unwrap();
    symlink("../shared/errors.rs", directory.path("src/errors.rs")).unwrap();
    assert_eq!(directory.run("generate").code, Some(0));
    assert!(directory.path("src/errors.rs").is_symlink());
    assert_eq!(target.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(directory.run("check").code, Some(0));
}

#[test]
#[cfg(unix)]
fn dangling_link_is_written_through() {
    let directory = Directory::with_outputs();
    directory.write("shared/readme.md", "");
    std::os::unix::fs::symlink("../shared/errors.rs", directory.path("src/errors.rs")).unwrap();
    assert_eq!(directory.run("generate").code, Some(0));
    assert!(directory.path("src/errors.rs").is_symlink());
    assert_eq!(directory.read("src/errors.rs"), directory.read("shared/errors.rs"));
}

#[test]
fn concurrent_runs_do_not_interfere() {
    let directory = Directory::with_outputs();
    for round in 0..5 {
        directory.write("errors.yaml", GOOD.replace("It is gone.", &format!("Gone {round} times.")));
        let runs: Vec<_> = (0..4)
            .map(|_| directory.command().arg("generate").stdout(Stdio::null()).spawn().unwrap())
            .collect();
        for mut run in runs {
            assert!(run.wait().unwrap().success());
        }
        assert_eq!(directory.run("check").code, Some(0));
    }
    assert_eq!(directory.list("src"), ["errors.rs", "lib.rs"]);
}

/// A pipe takes its time.
#[test]
#[cfg(unix)]
fn progress_line_is_erased() {
    let directory = Directory::of(&[]);
    let pipe = directory.path("errors.yaml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let slow = |when| {
        let pipe = pipe.clone();
        let writer = std::thread::spawn(move || {
            let mut pipe = std::fs::File::options().write(true).open(pipe).unwrap();
            std::thread::sleep(Duration::from_millis(1500));
            std::io::Write::write_all(&mut pipe, GOOD.as_bytes()).unwrap();
        });
        let mut check = directory.command();
        check.args(["check", "errors.yaml"]).env("CARGO_TERM_PROGRESS_WHEN", when);
        let run = directory.finish(&mut check);
        writer.join().unwrap();
        assert_eq!(run.code, Some(0), "{run}");
        run.stderr
    };
    assert_eq!(slow("always"), "\r\x1b[Kreading errors.yaml …\r\x1b[K");
    // Standard error is no terminal here.
    assert_eq!(slow("auto"), "");
}

//! `check` of catalogs that are named; none of it needs a Cargo.toml.

use crate::directory::{BROKEN, Directory, GOOD};

#[test]
fn valid_catalog_is_summed_up() {
    insta::assert_snapshot!(Directory::of(&[("errors.yaml", GOOD)]).run("check errors.yaml"), @"
    errors.yaml: 1 error, no problems
    [exit] 0
    ");
}

#[test]
fn all_problems_are_shown_with_the_path_as_it_was_given() {
    let directory = Directory::of(&[("spec/errors.yaml", BROKEN)]);
    insta::assert_snapshot!(directory.run("check ./spec/../spec/errors.yaml"), @"
    [stderr]
    error[unknown-key]: unknown key `mesage` in `envelope`
     --> ./spec/../spec/errors.yaml:3:26
      |
    3 | envelope: { code: /code, mesage: /error }
      |                          ^^^^^^
      |
      = help: did you mean `message`?

    error[invalid-value]: unknown retry hint `nevr`
     --> ./spec/../spec/errors.yaml:5:61
      |
    5 |   - { code: gone, status: 410, meaning: It is gone., retry: nevr }
      |                                                             ^^^^
      |
      = help: did you mean `never`?

    2 problems in ./spec/../spec/errors.yaml
    [exit] 1
    ");
}

#[test]
fn every_catalog_is_checked_and_the_worst_makes_the_exit_code() {
    let directory = Directory::of(&[("a.yaml", GOOD), ("b.yaml", BROKEN), ("c.yaml", GOOD)]);
    insta::assert_snapshot!(directory.run("check a.yaml b.yaml nothing.yaml c.yaml"), @"
    a.yaml: 1 error, no problems
    c.yaml: 1 error, no problems
    [stderr]
    error[unknown-key]: unknown key `mesage` in `envelope`
     --> b.yaml:3:26
      |
    3 | envelope: { code: /code, mesage: /error }
      |                          ^^^^^^
      |
      = help: did you mean `message`?

    error[invalid-value]: unknown retry hint `nevr`
     --> b.yaml:5:61
      |
    5 |   - { code: gone, status: 410, meaning: It is gone., retry: nevr }
      |                                                             ^^^^
      |
      = help: did you mean `never`?

    2 problems in b.yaml

    error: there is no file `nothing.yaml`
    [exit] 2
    ");
    assert_eq!(directory.run("check a.yaml b.yaml").code, Some(1));
    assert_eq!(directory.run("check a.yaml c.yaml").code, Some(0));
}

#[test]
fn absolute_path_stays_absolute() {
    let directory = Directory::of(&[("errors.yaml", GOOD)]);
    let path = directory.path("errors.yaml");
    insta::assert_snapshot!(directory.run(&format!("check {}", path.display())), @"
    DIR/errors.yaml: 1 error, no problems
    [exit] 0
    ");
}

#[test]
fn missing_file_names_a_similar_one() {
    let directory = Directory::of(&[("spec/errors.yaml", GOOD), ("spec/readme.md", "")]);
    insta::assert_snapshot!(directory.run("check spec/eror.yml"), @"
    [stderr]
    error: there is no file `spec/eror.yml`
    help: did you mean `spec/errors.yaml`?
    [exit] 2
    ");
}

#[test]
fn missing_file_without_similar_one() {
    let directory = Directory::of(&[("payments.yaml", GOOD)]);
    insta::assert_snapshot!(directory.run("check errors.yaml"), @"
    [stderr]
    error: there is no file `errors.yaml`
    [exit] 2
    ");
}

#[test]
fn catalog_can_come_on_standard_input() {
    let directory = Directory::of(&[("broken.yaml", BROKEN), ("good.yaml", GOOD)]);
    let piped = |arguments: &[&str], file: &str| {
        let mut command = directory.command();
        command.args(arguments).stdin(std::fs::File::open(directory.path(file)).unwrap());
        directory.finish(&mut command)
    };
    let run = piped(&["check", "-"], "broken.yaml");
    assert!(run.stderr.contains(" --> standard input:3:26\n") && run.code == Some(1), "{run}");
    let run = piped(&["generate", "rust", "-"], "good.yaml");
    assert!(run.stdout.contains(" from standard input. Do not edit.\n"), "{run}");
}

#[test]
#[cfg(unix)]
fn devices_and_pipes_are_no_files() {
    let directory = Directory::of(&[]);
    assert!(std::process::Command::new("mkfifo").arg(directory.path("pipe")).status().unwrap().success());
    for arguments in
        ["check /dev/zero", "check pipe", "import csv pipe", "diff pipe pipe", "explain gone --catalog pipe"]
    {
        let run = directory.run(arguments);
        assert!(run.stderr.contains("can't be read: it is not a regular file"), "{arguments}: {run}");
        assert_eq!(run.code, Some(2));
    }
}

#[test]
#[cfg(unix)]
fn endless_input_is_too_long() {
    let directory = Directory::of(&[]);
    let mut check = directory.command();
    check.args(["check", "-"]).stdin(std::fs::File::open("/dev/zero").unwrap());
    let run = directory.finish(&mut check);
    assert!(run.stderr.contains("it is larger than 64 MiB"), "{run}");
}

#[test]
fn directory_names_the_catalog_in_it() {
    let directory = Directory::of(&[("spec/errors.yaml", GOOD), ("spec/service.yaml", GOOD)]);
    insta::assert_snapshot!(directory.run("check spec"), @"
    [stderr]
    error: `spec` is a directory, not a catalog
    help: did you mean `spec/errors.yaml`?
    [exit] 2
    ");
}

#[test]
fn directory_without_a_catalog() {
    let directory = Directory::of(&[("spec/readme.md", "")]);
    insta::assert_snapshot!(directory.run("check spec"), @"
    [stderr]
    error: `spec` is a directory, not a catalog
    [exit] 2
    ");
}

#[test]
#[cfg(unix)]
fn dangling_link() {
    let directory = Directory::of(&[]);
    std::os::unix::fs::symlink("nothing.yaml", directory.path("errors.yaml")).unwrap();
    insta::assert_snapshot!(directory.run("check errors.yaml"), @"
    [stderr]
    error: `errors.yaml` is a link to `nothing.yaml`, which doesn't exist
    [exit] 2
    ");
}

/// A link to itself, since permissions don't stop who runs tests as root.
#[test]
#[cfg(unix)]
fn unreadable_file_gives_the_systems_reason() {
    let directory = Directory::of(&[]);
    std::os::unix::fs::symlink("errors.yaml", directory.path("errors.yaml")).unwrap();
    let run = directory.run("check errors.yaml");
    assert!(run.stderr.starts_with("error: `errors.yaml` can't be read: "), "{run}");
    assert_eq!(run.code, Some(2));
}

#[test]
#[cfg(target_os = "linux")]
fn file_name_that_is_not_utf_8() {
    use std::os::unix::ffi::OsStrExt;
    let directory = Directory::of(&[]);
    let mut command = directory.command();
    command.arg("check").arg(std::ffi::OsStr::from_bytes(b"\xFF.yaml"));
    insta::assert_snapshot!(directory.finish(&mut command), @"
    [stderr]
    error: there is no file `�.yaml`
    [exit] 2
    ");
}

#[test]
fn empty_file_says_how_to_start() {
    insta::assert_snapshot!(Directory::of(&[("errors.yaml", "")]).run("check errors.yaml"), @"
    [stderr]
    error[yaml]: the file is empty
     --> errors.yaml:1:1
      |
    1 |
      | ^
      |
      = help: start with `errspec: 1`, then `api`, `envelope` and `errors`; `cargo errspec init -` prints an example

    1 problem in errors.yaml
    [exit] 1
    ");
}

#[test]
fn file_in_another_encoding_is_reported_at_its_place() {
    let directory = Directory::of(&[]);
    directory.write("errors.yaml", b"errspec: 1\napi: { name: Caf\xE9 }\n");
    insta::assert_snapshot!(directory.run("check errors.yaml"), @"
    [stderr]
    error[encoding]: invalid UTF-8
     --> errors.yaml:2:17
      |
    2 | api: { name: Caf� }
      |                 ^ the first invalid byte
      |
      = help: save the file as UTF-8

    1 problem in errors.yaml
    [exit] 1
    ");
}

#[test]
fn crlf_and_byte_order_mark_are_read() {
    let windows = |text: &str| format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    let directory = Directory::of(&[("good.yaml", &windows(GOOD)), ("broken.yaml", &windows(BROKEN))]);
    assert_eq!(directory.run("check good.yaml").stdout, "good.yaml: 1 error, no problems\n");
    let there = directory.run("check broken.yaml").to_string();
    directory.write("broken.yaml", BROKEN);
    assert_eq!(there, directory.run("check broken.yaml").to_string());
}

#[test]
fn broken_cargo_toml_beside_a_named_catalog_is_ignored() {
    let directory = Directory::of(&[("errors.yaml", GOOD), ("Cargo.toml", "[package")]);
    assert_eq!(directory.run("check errors.yaml").code, Some(0));
    assert_eq!(directory.run("generate rust errors.yaml").code, Some(0));
}

#[test]
#[cfg(unix)]
fn line_break_in_file_name_is_replaced() {
    let name = "a\nerror: b\u{1b}[2J.yaml";
    let directory = Directory::of(&[(name, GOOD)]);
    for (name, expected) in [
        (name, "a\u{FFFD}error: b\u{FFFD}[2J.yaml: 1 error, no problems\n"),
        ("c\nerror: d", "error: there is no file `c\n    error: d`\n"),
    ] {
        let run = directory.finish(directory.command().args(["check", name]));
        assert!((run.stdout + &run.stderr).starts_with(expected), "{expected}");
    }
}

#[test]
fn control_characters_of_a_catalog_are_replaced_in_colour() {
    let entry = r#"- { code: a, meaning: x, retry: never, group: "auth\e[2K" }"#;
    let groups = r#"groups: [{ id: "auth\e[2J", title: Auth }]"#;
    let yaml = GOOD.replace("errors:\n", &format!("{groups}\nerrors:\n  {entry} # \u{202E}\n"));
    let directory = Directory::of(&[("errors.yaml", &yaml)]);
    let mut command = directory.command();
    command.args(["check", "errors.yaml"]).env("CLICOLOR_FORCE", "1");
    let run = directory.finish(&mut command);
    assert!(run.stderr.contains("did you mean `auth\u{FFFD}[2J`?"), "{run}");
    assert!(run.stderr.contains('\u{1b}') && !run.stderr.contains("\u{1b}[2"), "{run}");
    assert!(!run.stderr.contains('\u{202E}'), "{run}");
}

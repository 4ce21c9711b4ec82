//! `diff OLD NEW`: what is shown, what passes, and what is said where nothing can be compared.

use super::{OLD, Versions};

#[test]
fn changes_are_shown_with_their_effect() {
    let versions = Versions::of("410, meaning: It is gone.", "404, meaning: It has gone.");
    insta::assert_snapshot!(versions.run("old.yaml new.yaml"), @"
    old.yaml → new.yaml

    major status
      404 gone: `status`: `410` → `404`
      decoding  responses at the old status may become another error; what depends on the status changes
      sending   it may be sent with another status, on which old clients and proxies depend

    patch texts
      404 gone: meaning
      decoding  people read another text
      sending   a message that is made from a meaning or a template has another text

    2 changes: a major version is needed
    [stderr]
    error[bump-not-allowed]: this needs a major version, and `--allow` is minor
    help: keep what was published, or release a major version: `--allow major`
    [exit] 1
    ");
    insta::assert_snapshot!(versions.run("old.yaml new.yaml --allow major --format markdown"), @"
    ## `new.yaml`: major

    ### Major

    - **`404 gone`**: `status`: `410` → `404`
      - Decoding: responses at the old status may become another error; what depends on the status changes
      - Sending: it may be sent with another status, on which old clients and proxies depend

    ### Patch

    - **`404 gone`**: meaning
      - Decoding: people read another text
      - Sending: a message that is made from a meaning or a template has another text

      ```diff
      @@ meaning @@
      - It is gone.
      + It has gone.
      ```
    [exit] 0
    ");
    insta::assert_snapshot!(versions.run("old.yaml new.yaml --format json"), @r#"
    {
      "allow": "minor",
      "allowed": false,
      "bump": "major",
      "catalogs": [
        {
          "bump": "major",
          "changes": [
            {
              "bump": "major",
              "decoding": "responses at the old status may become another error; what depends on the status changes",
              "entry": {
                "code": "gone",
                "name": "Gone",
                "new_line": 5,
                "old_line": 5,
                "status": "404"
              },
              "forbidden": false,
              "kind": "status",
              "message": "`status`: `410` → `404`",
              "rule": "status-changed",
              "sending": "it may be sent with another status, on which old clients and proxies depend",
              "texts": []
            },
            {
              "bump": "patch",
              "decoding": "people read another text",
              "entry": {
                "code": "gone",
                "name": "Gone",
                "new_line": 5,
                "old_line": 5,
                "status": "404"
              },
              "forbidden": false,
              "kind": "texts",
              "message": "meaning",
              "rule": "texts-changed",
              "sending": "a message that is made from a meaning or a template has another text",
              "texts": [
                {
                  "name": "meaning",
                  "new": "It has gone.",
                  "old": "It is gone."
                }
              ]
            }
          ],
          "new": "new.yaml",
          "old": "old.yaml"
        }
      ],
      "format": 1,
      "outcome": "problems",
      "problems": []
    }
    [stderr]
    error[bump-not-allowed]: this needs a major version, and `--allow` is minor
    help: keep what was published, or release a major version: `--allow major`
    [exit] 1
    "#);
}

#[test]
fn allowed_bump_passes() {
    let versions = Versions::of("after 5s", "after 9s");
    insta::assert_snapshot!(versions.run("old.yaml new.yaml --allow patch"), @"
    old.yaml → new.yaml

    patch retry
      503 busy: `after 5s` → `after 9s`
      decoding  clients that obey the hint wait for another time, or send another number of retries
      sending   `Retry-After` may say another time

    1 change: a patch version is needed
    [exit] 0
    ");
    insta::assert_snapshot!(versions.run("old.yaml new.yaml --allow none"), @"
    old.yaml → new.yaml

    patch retry
      503 busy: `after 5s` → `after 9s`
      decoding  clients that obey the hint wait for another time, or send another number of retries
      sending   `Retry-After` may say another time

    1 change: a patch version is needed
    [stderr]
    error[bump-not-allowed]: this needs a patch version, and `--allow` is none
    help: keep what was published, or release a patch version: `--allow patch`
    [exit] 1
    ");
    insta::assert_snapshot!(versions.run("old.yaml old.yaml --allow none"), @"
    old.yaml → old.yaml: no changes
    [exit] 0
    ");
}

#[test]
fn reused_retired_code_is_never_allowed() {
    let versions = Versions::of("retired: {}", "retry: never");
    insta::assert_snapshot!(versions.run("old.yaml new.yaml --allow major"), @"
    old.yaml → new.yaml

    error reused
      404 left: code `left` is retired and used again
      decoding  old clients take it for what the code meant before
      sending   choose another code

    1 change: no version makes this right
    [stderr]
    error[code-reused]: a retired code is used again
    help: choose another code: old clients take this one for what it was
    [exit] 1
    ");
}

#[test]
fn version_is_read_from_standard_input() {
    let versions = Versions::of("after 5s", "after 9s");
    let compare = |arguments: &str| {
        let mut command = versions.command(arguments);
        versions.0.finish_with(&mut command, OLD.as_bytes()).to_string()
    };
    assert!(compare("- new.yaml").starts_with("standard input → new.yaml\n\npatch retry\n"));
    assert!(compare("- -").starts_with("[stderr]\nerror: standard input can't be both catalogs\n"));
    assert!(compare("--base HEAD -").starts_with("[stderr]\nerror: standard input is in no revision\n"));
}

#[test]
fn failures_to_run_are_in_the_json() {
    let versions = Versions::of("after 5s", "nevr");
    insta::assert_snapshot!(versions.run("old.yaml new.yaml --format json"), @r#"
    {
      "allow": "minor",
      "allowed": false,
      "bump": null,
      "catalogs": [],
      "format": 1,
      "outcome": "not-run",
      "problems": [
        {
          "column": 61,
          "file": "new.yaml",
          "help": [
            "did you mean `never`?"
          ],
          "line": 6,
          "message": "unknown retry hint `nevr`",
          "related": [],
          "rule": "invalid-value",
          "severity": "error"
        }
      ]
    }
    [exit] 2
    "#);
    let run = versions.run("old.yaml nwe.yaml --format json");
    assert!(
        run.contains("\"message\": \"there is no file `nwe.yaml`\"") && !run.contains("[stderr]"),
        "{run}"
    );
}

#[test]
fn control_characters_are_replaced() {
    let versions = Versions::of("code: gone, status: 410", "code: \"\u{202E}gone\", name: Gone, status: 410");
    let compared = versions.run("old.yaml new.yaml");
    assert!(compared.contains('\u{FFFD}') && !compared.contains('\u{202E}'), "{compared}");
}

#[test]
fn version_with_problems_is_not_compared() {
    let versions = Versions::repository("after 5s", "nevr");
    insta::assert_snapshot!(versions.run("--base HEAD app/errors.yaml"), @"
    [stderr]
    error[invalid-value]: unknown retry hint `nevr`
     --> app/errors.yaml:6:61
      |
    6 |   - { code: busy, status: 503, meaning: It is busy., retry: nevr }
      |                                                             ^^^^
      |
      = help: did you mean `never`?

    1 problem in app/errors.yaml
    [exit] 2
    ");
}

#[test]
fn invalid_uses_say_what_to_do() {
    let versions = Versions::of("after 5s", "never");
    insta::assert_snapshot!(versions.run(""), @"
    [stderr]
    error: there is nothing to compare
    help: name two catalogs, or a revision of git: `cargo errspec diff --base main errors.yaml`
    [exit] 2
    ");
    insta::assert_snapshot!(versions.run("old.yaml"), @"
    [stderr]
    error: there is nothing to compare it with
    help: name two catalogs, or a revision of git: `cargo errspec diff --base main errors.yaml`
    [exit] 2
    ");
    insta::assert_snapshot!(versions.run("old.yaml nwe.yaml"), @"
    [stderr]
    error: there is no file `nwe.yaml`
    [exit] 2
    ");
    insta::assert_snapshot!(versions.run("old.yaml new.yaml --base HEAD"), @"
    [stderr]
    error: `--base` stands for OLD, so there is one CATALOG at most
    help: name two catalogs, or a revision of git: `cargo errspec diff --base main errors.yaml`
    [exit] 2
    ");
    insta::assert_snapshot!(versions.run("--base HEAD new.yaml"), @"
    [stderr]
    error: `new.yaml` is in no git repository
    help: compare two files: `cargo errspec diff OLD NEW`
    [exit] 2
    ");
    insta::assert_snapshot!(versions.run("old.yaml new.yaml --allow some"), @"
    [stderr]
    error: invalid value 'some' for '--allow <BUMP>'
      [possible values: none, patch, minor, major]

    For more information, try '--help'.
    [exit] 2
    ");
    let repository = Versions::repository("after 5s", "never");
    insta::assert_snapshot!(repository.run("--base v2 app/errors.yaml"), @"
    [stderr]
    error: git knows no revision `v2`
    help: a shallow clone lacks most of them: `git fetch --unshallow`, or `fetch-depth: 0` in CI
    [exit] 2
    ");
    insta::assert_snapshot!(repository.run("--base --help app/errors.yaml"), @"
    [stderr]
    error: a value is required for '--base <REV>' but none was supplied

    For more information, try '--help'.
    [exit] 2
    ");
    insta::assert_snapshot!(repository.run("--base -x app/errors.yaml"), @"
    [stderr]
    error: unexpected argument '-x' found

      tip: to pass '-x' as a value, use '-- -x'

    Usage: cargo errspec diff [OPTIONS] OLD NEW
           cargo errspec diff [OPTIONS] --base <REV> [CATALOG]

    For more information, try '--help'.
    [exit] 2
    ");
}

//! `explain WHAT`: codes, statuses, variants, and what errspec itself prints.

use super::{OTHER, catalogs, explain_in, run};
use crate::directory::Directory;

macro_rules! explained {
    ($($name:ident: $what:literal;)*) => {$(
        #[test]
        fn $name() {
            insta::with_settings!({ omit_expression => true }, {
                insta::assert_snapshot!(stringify!($name), run(concat!($what, " --catalog acme.yaml"), b""));
            });
        }
    )*};
}

explained! {
    code: "quota_exceeded";
    code_at_two_statuses: "denied";
    numeric_code: "1042";
    code_in_other_letter_case: "TOO_FAST";
    variant: "Broken";
    status_of_one_entry: "401";
    status_of_several_entries: "429";
    class: "4xx";
    status_of_a_class: "503";
    retired_code: "trial_over";
    unlisted_status: "404";
    misspelled_code: "to_fast";
    unlike_any_code: "zzz";
}

#[test]
fn printed_forms_are_accepted() {
    let run = |what: &str| {
        let directory = catalogs();
        let mut command = directory.command();
        directory.finish(command.args(["explain", what, "--catalog", "acme.yaml"])).to_string()
    };
    let page = run("Forbidden");
    assert!(page.starts_with("403 denied: AcmeErrorKind::Forbidden\n"), "{page}");
    for what in [
        "403 denied",
        "The key may not do this. (403 denied)",
        "AcmeErrorKind::Forbidden",
        "api::AcmeError::Forbidden(_)",
        "forbidden",
        "https://acme.example/errors#forbidden",
        "`Forbidden`",
        "403 denied: AcmeErrorKind::Forbidden",
    ] {
        assert_eq!(run(what), page, "{what}");
    }
    // A status that was rewritten leaves the code.
    assert_eq!(run("502 denied"), format!("`denied` is listed, but not at 502.\n\n{}", run("denied")));
    assert_eq!(run("502 1042"), run("1042"));
    assert!(run("502 429").contains("`502 429` is not a code"), "{}", run("502 429"));
    insta::assert_snapshot!(run("OtherErrorKind::Forbiden"), @"
    [stderr]
    error[nothing-fits]: `OtherErrorKind::Forbiden` is not a code, status, variant or rule in `acme.yaml`
    help: did you mean `Forbidden`?
    [exit] 1
    ");
}

#[test]
fn several_words_are_a_status_and_a_code() {
    for what in ["403 denied", "4xx denied", "503 1042"] {
        let (status, code) = what.split_once(' ').unwrap();
        let directory = catalogs();
        let mut command = directory.command();
        command.args(["explain", &format!("{status} {code}"), "--catalog", "acme.yaml"]);
        let page = directory.finish(&mut command).to_string();
        assert_eq!(run(&format!("{what} --catalog acme.yaml"), b""), page, "{what}");
    }
    assert!(run("400 413 --catalog fielded.yaml", b"").starts_with("400 413: "));
    for what in ["413 404", "too_fast denied", "denied 403", "404 -", "403 denied too_fast"] {
        let report = run(&format!("{what} --catalog acme.yaml"), b"");
        assert!(report.contains("ask for one at a time") && report.ends_with("[exit] 2"), "{report}");
    }
    insta::assert_snapshot!(run("413 404 --catalog acme.yaml", b""), @"
    [stderr]
    error: can't explain `413` `404` together
    help: ask for one at a time, or for a status and a code; a text with spaces needs quotes
    [exit] 2
    ");
}

#[test]
fn number_can_be_code_and_status() {
    insta::assert_snapshot!(run("413 --catalog fielded.yaml", b""), @r#"
    400 413: FieldedErrorKind::Numbered
    Its code is like a status.

      retry       No. The same request would fail again; change it first.
      catalog     fielded.yaml:11
      example     HTTP/1.1 400 Bad Request
                  Content-Type: application/json

                  {
                    "code": 413,
                    "error": "It is numbered."
                  }

    413 too_large: FieldedErrorKind::TooLarge
    The file is too large.

      retry       No. The same request would fail again; change it first.
      catalog     fielded.yaml:6
      example     HTTP/1.1 413 Payload Too Large
                  Content-Type: application/json

                  {
                    "code": "too_large",
                    "error": "At most 42 bytes.",
                    "limit": 42,
                    "plan": "…",
                    "key": "…"
                  }
    [exit] 0
    "#);
}

#[test]
fn list_says_which_catalog_a_row_is_from() {
    insta::assert_snapshot!(run("4xx --catalog fielded.yaml --catalog other.yaml", b""), @"
    status  code       variant   retry  catalog
    413     too_large  TooLarge  No     fielded.yaml
    400     413        Numbered  No     fielded.yaml
    418     denied     Denied    No     other.yaml

    3 errors at 4xx; for one of them: cargo errspec explain too_large --catalog fielded.yaml
    [exit] 0
    ");
}

#[test]
fn catalog_is_read_from_standard_input() {
    let page = run("denied --catalog -", OTHER.as_bytes());
    assert!(page.starts_with("418 denied: ") && page.contains("standard input:6\n"), "{page}");
    insta::assert_snapshot!(run("- --catalog -", b""), @"
    [stderr]
    error: standard input can't be the catalog and the response
    help: name the file of the catalog: `--catalog errors.yaml`
    [exit] 2
    ");
}

#[test]
fn guidance_is_broken_by_paragraphs() {
    let guidance = "    guidance: |
      # A heading
      It was broken by hand
      after a few words.

      - an item, and what
        goes on with it
      - an item\\
        of two lines

      1. a number

          code  as it is

      | a | b |
      |---|---|
";
    let entry = "  - code: x\n    meaning: M.\n    retry: never\n";
    let catalog =
        format!("errspec: 1\napi: {{ name: A }}\nenvelope: {{ code: /c }}\nerrors:\n{entry}{guidance}");
    let directory = Directory::of(&[("a.yaml", &catalog)]);
    insta::assert_snapshot!(explain_in(&directory, "x --catalog a.yaml", b""), @r#"
    x: AErrorKind::X
    M.

      retry       No. The same request would fail again; change it first.
      what to do  # A heading
                  It was broken by hand after a few words.

                  - an item, and what goes on with it
                  - an item\
                    of two lines

                  1. a number

                      code  as it is

                  | a | b |
                  |---|---|
      catalog     a.yaml:5
      example     HTTP/1.1 500 Internal Server Error
                  Content-Type: application/json

                  {
                    "c": "x"
                  }
    [exit] 0
    "#);
}

#[test]
fn catalogs_that_are_configured_are_searched() {
    let directory = Directory::package("metadata.errspec.catalogs = [{ path = \"errors.yaml\" }]");
    directory.write("errors.yaml", OTHER);
    insta::assert_snapshot!(explain_in(&directory, "denied", b""), @r#"
    418 denied: OtherErrorKind::Denied
    The other API denies.

      retry       No. The same request would fail again; change it first.
      catalog     errors.yaml:6
      example     HTTP/1.1 418 I'm a teapot
                  Content-Type: application/json

                  {
                    "code": "denied",
                    "ok": false
                  }
    [exit] 0
    "#);
}

#[test]
fn invalid_uses_say_what_to_do() {
    insta::assert_snapshot!(run("denied --catalog acme.yml", b""), @"
    [stderr]
    error: there is no file `acme.yml`
    help: did you mean `acme.yaml`?
    [exit] 2
    ");
    insta::assert_snapshot!(run("denied --catalog .", b""), @"
    [stderr]
    error: `.` is a directory, not a catalog
    [exit] 2
    ");
    insta::assert_snapshot!(run("", b""), @"
    [stderr]
    error: the following required arguments were not provided:
      <WHAT>...

    Usage: cargo errspec explain <WHAT>...

    For more information, try '--help'.
    [exit] 2
    ");
    let directory = Directory::of(&[("broken.yaml", "errspec: 1\nerrors: []\n")]);
    insta::assert_snapshot!(explain_in(&directory, "denied --catalog broken.yaml", b""), @"
    [stderr]
    error[missing-key]: missing key `api`
     --> broken.yaml:1:1
      |
    1 | errspec: 1
      | ^
      |
      = help: add `api: { name: Acme }`

    error[missing-key]: missing key `envelope`
     --> broken.yaml:1:1
      |
    1 | errspec: 1
      | ^
      |
      = help: add `envelope: { code: /code, message: /message }`

    error[invalid-value]: `errors` is empty
     --> broken.yaml:2:9
      |
    2 | errors: []
      |         ^^
      |
      = help: add an entry: `- { code: …, status: …, meaning: … }`

    3 problems in broken.yaml
    [exit] 2
    ");
    let outcome = explain_in(&directory, "denied", b"");
    assert!(outcome.ends_with("[exit] 2"), "{outcome}");
}

#[test]
fn lint_is_explained_with_and_without_a_catalog() {
    let directory = Directory::of(&[
        ("acme.yaml", "errspec: 2"),
        (
            "todo.yaml",
            "errspec: 1\napi: { name: Acme }\n\
        envelope: { code: /code }\nerrors: [{ code: todo, meaning: It is left to do., retry: never }]\n",
        ),
    ]);
    let run = directory.run("explain odd-code --catalog acme.yaml");
    assert!(run.stdout.starts_with("odd-code\nA code with quotes"), "{run}");
    // An entry of the same name goes first.
    let run = directory.run("explain todo --catalog todo.yaml");
    assert!(run.stdout.contains("It is left to do."), "{run}");
}

#[test]
fn rule_of_errors_is_explained_by_an_example() {
    insta::assert_snapshot!(run("missing-key", b""), @"
    missing-key
    A map without a key that it needs.

    Add the key; the help shows one with a value.

    before
      - { code: gone, status: 410, retry: never }

    after
      - { code: gone, status: 410, meaning: It was deleted., retry: never }
    [exit] 0
    ");
    assert_eq!(run("error[missing-key]", b""), run("missing-key", b""));
    assert!(run("not-generated", b"").contains("Run `cargo errspec generate`"));
}

#[test]
fn findings_of_audits_are_explained() {
    let page = include_str!("../../../../../docs/audit.md");
    let table = page.split_once("\n## Findings\n").and_then(|(_, rest)| rest.split_once("\n## ")).unwrap().0;
    let kinds: Vec<_> = table.lines().filter_map(|row| row.strip_prefix("| `")?.split('`').next()).collect();
    assert!(kinds.contains(&"unlisted-code"), "{kinds:?}");
    for kind in kinds.into_iter().chain(["unreadable-exchange"]) {
        let outcome = run(kind, b"");
        assert!(outcome.starts_with(&format!("{kind}\n")) && outcome.ends_with("[exit] 0"), "{outcome}");
    }
}

#[test]
fn rules_of_changes_are_explained() {
    insta::assert_snapshot!(run("code-removed", b""), @"
    code-removed
    A change of a catalog that needs a major version.

    For those who decode: responses with this code become unrecognized, or another error.
    For those who send: nothing: only the first code is sent.
    [exit] 0
    ");
    assert!(run("code-reused", b"").contains("A change of a catalog that no version allows."));
    assert!(run("lints-changed --format json", b"").contains("that needs no new version.\","));
    let page = include_str!("../../../../../docs/diff.md");
    let table = page.split_once("\n|---|---|---|---|---|\n").unwrap().1.split_once("\n\n").unwrap().0;
    let rules = table.lines().filter_map(|row| row.strip_prefix("| `")?.split('`').next());
    for rule in rules {
        assert!(run(rule, b"").starts_with(&format!("{rule}\n")), "{rule}");
    }
}

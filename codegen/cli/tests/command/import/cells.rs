//! `import markdown` and `import csv`: what is in the cells of tables, and what they can't mean.

use super::{errors, import_errors};
use crate::directory::Directory;

#[test]
fn unreadable_cells_keep_the_others() {
    let table = "| HTTP | Code | Meaning | Retry |\n|--|--|--|--|\n| any | a | A {x}. | maybe later |\n\
                 | 4XX | b | B. | Yes |\n| 1000 | c | C. | No |\n| 401, 40x | d | D. | Once |\n\
                 | 500–599 | | E. | Backoff from 5 seconds |\n| 500-502 | f | F. | After 1 minute 30 seconds |\n\
                 | 400-451 | g<br>h | G. | Action |\n| 404 | ~~i~~ | I. | |\n| varies | | J. | |\n";
    insta::assert_snapshot!(import_errors("markdown", table), @r#"
    # TODO: line 11: left out, as it has no code and no status: varies | J.
      # TODO: line 3: whether to send it again is said to be `maybe later`
      - code: a
        meaning: "A {x}."

      # TODO: line 4: list its statuses; `4xx` can't stand beside a code
      # TODO: `meaning` repeats the code (meaning-repeats-code); say in a sentence when the error occurs
      - code: b
        meaning: B.
        retry: { backoff: 1s, retries: 5 }

      # TODO: line 5: its status is said to be `1000`
      # TODO: `meaning` repeats the code (meaning-repeats-code); say in a sentence when the error occurs
      - code: c
        meaning: C.
        retry: never

      # TODO: line 6: its status is said to be `401, 40x`
      # TODO: `meaning` repeats the code (meaning-repeats-code); say in a sentence when the error occurs
      - code: d
        status: 401
        meaning: D.
        retry: once

      - status: 5xx
        meaning: E.
        retry: backoff 5s

      # TODO: `meaning` repeats the code (meaning-repeats-code); say in a sentence when the error occurs
      - code: f
        status: [500, 501, 502]
        meaning: F.
        retry: after 1m30s

      # TODO: line 9: its status is said to be `400-451`
      # TODO: `meaning` repeats the code (meaning-repeats-code); say in a sentence when the error occurs
      # TODO: `action` without `guidance` (action-without-guidance); say in `guidance` how it is done
      - code: g
        meaning: G.
        retry: { action: "TODO. Say what has to be done first." }

      # TODO: line 9: its status is said to be `400-451`
      # TODO: two entries have the same meaning (duplicate-meaning); say what tells them apart, or make them one entry
      # TODO: `action` without `guidance` (action-without-guidance); say in `guidance` how it is done
      - code: h
        meaning: G.
        retry: { action: "TODO. Say what has to be done first." }

      # TODO: `meaning` repeats the code (meaning-repeats-code); say in a sentence when the error occurs
      - code: i
        status: 404
        meaning: I.
    "#);
}

#[test]
fn placeholders_in_messages_are_named() {
    insta::assert_snapshot!(import_errors("csv", "code,message\na,No pet has the id %s.\nb,It is 100% sure.\n"), @"
    # TODO: line 2: `%s` is a placeholder in the meaning: write a sentence there, and `{name}` in `message`, with `name` among `fields`
    - code: a
      meaning: No pet has the id %s.

    - code: b
      meaning: It is 100% sure.
    ");
    insta::assert_snapshot!(import_errors("csv", "code,meaning,message\na,When.,No pet ${id}\n"), @r#"
    # TODO: `${{id}}` in `message` is sent as `${id}` (foreign-placeholder); write a field as `{name}`, and its name among `fields`
    - code: a
      meaning: When.
      message: "No pet ${{id}}"
    "#);
}

#[test]
fn message_beside_a_meaning_is_not_a_template() {
    insta::assert_snapshot!(import_errors("csv", "code,meaning,message\na,When.,Field {x} is missing\n"), @r#"
    # TODO: `{{x}}` in `message` is sent as `{x}` (foreign-placeholder); write a field as `{name}`, and its name among `fields`
    - code: a
      meaning: When.
      message: "Field {{x}} is missing"
    "#);
}

#[test]
fn cells_without_a_heading_are_kept() {
    insta::assert_snapshot!(import_errors("csv", "code,status,meaning\na,404,One, two\n"), @"
    # TODO: line 2: a cell without a heading says `two`
    - code: a
      status: 404
      meaning: One
    ");
}

#[test]
fn success_is_not_an_error_unless_it_has_a_code() {
    let table = "| HTTP | Code | Meaning |\n|--|--|--|\n| 200 | OK | Fine. |\n| 201 | | Made. |\n\
                 | 202 | accepted | Later. |\n| 200 | invalid_auth | The token is wrong. |\n";
    insta::assert_snapshot!(import_errors("markdown", table), @"
    # TODO: line 3: left out, as it is no error: 200 | OK | Fine.
    # TODO: line 4: left out, as it is no error: 201 | Made.
    # TODO: line 5: left out, as it is no error: 202 | accepted | Later.
      # TODO: response with status 200 is not an error (never-decoded); say in `failed_2xx` of the envelope which of these are errors, or correct the status
      - code: invalid_auth
        status: 200
        meaning: The token is wrong.
    ");
}

#[test]
fn codes_are_integers_where_most_of_them_are() {
    let directory = Directory::of(&[("errors.csv", "code,meaning\n01000,A.\n22000,B.\n0LP01,C.\n")]);
    insta::assert_snapshot!(errors(&directory.run("import csv errors.csv").stdout), @r#"
    - code: "01000"
      meaning: A.

    - code: "22000"
      meaning: B.

    - code: "0LP01"
      meaning: C.
    "#);
    directory.write("errors.csv", "code,meaning\n190,A.\n4,B.\nother,C.\n");
    insta::assert_snapshot!(errors(&directory.run("import csv errors.csv").stdout), @"
    - code: 190
      meaning: A.

    - code: 4
      meaning: B.

    - code: other
      meaning: C.
    ");
}

#[test]
fn code_that_is_still_sent_is_not_retired() {
    let page = "| Code | Meaning |\n|--|--|\n| gone | It is gone. |\n\n\
                | Code | What it meant | Why it is gone |\n|--|--|--|\n| gone | It was gone. | Never sent. |\n";
    insta::assert_snapshot!(import_errors("markdown", page), @"
    # TODO: line 7: `gone` is said to be sent, and to be sent no more: gone | It was gone. | Never sent.
      - code: gone
        meaning: It is gone.
    ");
}

#[test]
fn hostile_texts_stay_texts() {
    let table = "code,status,meaning\n\"no\",400,\"# a: [b] \"\"c\"\" \\ {d}\"\nnull,,\"- x\"\n0042,401,\" - [ ] !! \"\n\
                 ünï,402,\"a\tb\u{7}\nc\"\n-1,403,\nself,404,@\nUnrecognized,405,%\na b: c,,x\n";
    let directory = Directory::of(&[("errors.csv", table)]);
    directory.run("import csv errors.csv -o errors.yaml");
    insta::assert_snapshot!(errors(&directory.read("errors.yaml")), @r##"
    # TODO: line 3: left out, as it has no code and no status: - x
      - code: "no"
        status: 400
        meaning: "# a: [b] \"c\" \\ {d}"

      - code: "0042"
        status: 401
        meaning: "- [ ] !!"

      # TODO: give it a better name than `Unnamed3`
      - code: ünï
        status: 402
        name: Unnamed3
        meaning: a b c

      - code: "-1"
        status: 403
        meaning: TODO. Say in a sentence when this occurs.

      # TODO: two entries have the same meaning (duplicate-meaning); say what tells them apart, or make them one entry
      - code: self
        status: 404
        meaning: "@"

      # TODO: give it a better name than `Unnamed6`
      # TODO: two entries have the same meaning (duplicate-meaning); say what tells them apart, or make them one entry
      - code: Unrecognized
        status: 405
        name: Unnamed6
        meaning: "%"

      - code: "a b: c"
        meaning: x
    "##);
    assert_eq!(directory.run("check errors.yaml").code, Some(0));
}

#[test]
fn draft_that_is_too_large_says_how_to_go_on() {
    let codes: Vec<_> = (0..300).map(|number| format!("`code_{number}`")).collect();
    let page =
        format!("| Code | Meaning |\n|---|---|\n| {} | {} |\n", codes.join(", "), "word ".repeat(3_000));
    let directory = Directory::of(&[("page.md", page.as_str())]);
    let run = directory.run("import markdown page.md");
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run}");
    assert!(run.stderr.contains("the limit is 4 MiB"), "{run}");
    assert!(
        run.stderr.contains("import it in parts: an error is written once for each of its codes"),
        "{run}"
    );
}

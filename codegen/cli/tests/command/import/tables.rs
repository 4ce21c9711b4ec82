//! `import markdown` and `import csv`: tables, however they look.

use super::{errors, social, social_in_markdown};
use crate::directory::Directory;

#[test]
fn table_in_markdown() {
    let directory = Directory::of(&[("errors.md", &social_in_markdown())]);
    insta::assert_snapshot!(directory.run("import markdown errors.md --name SocialApi -o errors.yaml"), @"
    written errors.yaml: 14 errors
    next: `cargo errspec check errors.yaml` shows what is left to write
    [exit] 0
    ");
    insta::assert_snapshot!(directory.read("errors.yaml"), @"
    # yaml-language-server: $schema=errors.schema.json
    # A draft, made from errors.md. `cargo errspec check` shows what it couldn't know.
    errspec: 1

    api:
      name: SocialApi

    envelope:
      code: /code
      message: /error

    # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
    retry:
      default: never
      429: { after: 60s, retries: 5 }
      5xx: { backoff: 1s, retries: 5 }
      501: never
      505: never

    errors:
      - code: missing_metadata
        status: 400
        meaning: A required field is missing in the request body or query

      - code: unsupported_platform
        status: 400
        meaning: The platform value is not recognized

      - code: unauthorized
        status: 401
        meaning: API key is missing, invalid, or revoked

      - code: invalid_token
        status: 401
        meaning: The connected account’s OAuth token is expired or revoked

      - code: invalid_credentials
        status: 401
        meaning: The platform rejected the stored credentials

      - code: unauthorized
        status: 403
        name: Unauthorized403
        meaning: The OAuth state token belongs to a different API key

      - code: account_not_found
        status: 404
        meaning: The account ID does not belong to your workspace

      - code: not_found
        status: 404
        meaning: The requested resource does not exist

      - code: account_already_linked
        status: 409
        meaning: This social account is already connected

      - code: storage_quota_exceeded
        status: 413
        meaning: Media upload would exceed your plan’s storage limit

      - code: rate_limit_exceeded
        status: 429
        meaning: Your monthly post or interaction limit is exceeded

      - code: platform_rate_limit
        status: 429
        meaning: The upstream platform’s own rate limit was hit

      - status: 500
        meaning: Internal server error (contact support)

      - code: not_supported
        status: 501
        meaning: This operation is not supported on this platform
    ");
    assert_eq!(directory.run("check errors.yaml").stdout, "errors.yaml: 14 errors, 1 warning\n");
}

#[test]
fn same_table_however_it_comes() {
    let directory = Directory::of(&[("errors.md", &social_in_markdown())]);
    let expected = directory.run("import markdown errors.md").stdout;
    let code = |code: &str| if code == "-" { "–".to_owned() } else { format!("`{code}`") };
    for (format, text) in [
        ("markdown", social(|(status, code, when)| format!("{status}\t{code}\t{when}\n"))),
        ("markdown", social(|(status, code, when)| format!("{status}{code}{when}\n"))),
        ("csv", social(|(status, code, when)| format!("{status},{code},\"{when}\"\n"))),
        ("csv", social(|(status, code, when)| format!("{status};{code};{when}\n"))),
        ("markdown", social(|row| format!("|{}|{}|{}|\n", row.0, code(row.1), row.2))),
    ] {
        let headings = match text.chars().nth(3) {
            Some('\t') => "HTTP\tCode\tWhen it occurs\n",
            Some(',') => "Status Code,Error,Description\n",
            Some(';') => "http_status;error_code;meaning\n",
            _ if text.starts_with('|') => "|HTTP|Code|Meaning|\n|:-:|---|---|\n",
            _ => "HTTPCodeWhen it occurs\n",
        };
        for text in [format!("{headings}{text}"), format!("\u{FEFF}{headings}{text}").replace('\n', "\r\n")] {
            directory.write("it", &text);
            let draft = directory.run(&format!("import {format} it")).stdout;
            assert_eq!(errors(&draft), errors(&expected), "{text}");
        }
    }
}

#[test]
fn columns_in_any_order_and_several_tables() {
    let page = "| Description | Error code | Notes | HTTP status |\n|--|--|--|--|\n\
                | It is \\| gone. | `gone`, `lost` | Look elsewhere. | 410 Gone |\n\nNot errors:\n\n\
                | Plan | Price |\n|--|--|\n| Free | 0 |\n\n| Code | Meaning |\n|--|--|\n| 503 | We are down. |\n";
    let directory = Directory::of(&[("errors.md", page)]);
    insta::assert_snapshot!(errors(&directory.run("import markdown errors.md").stdout), @"
    # TODO: lines 7–9: left out a table that may be about something else: `Plan | Price`
    # TODO: line 5: a text isn't taken: Not errors:
      - code: gone
        status: 410
        meaning: It is | gone.
        guidance: Look elsewhere.

      # TODO: two entries have the same meaning (duplicate-meaning); say what tells them apart, or make them one entry
      - code: lost
        status: 410
        meaning: It is | gone.
        guidance: Look elsewhere.

      - status: 503
        meaning: We are down.
    ");
}

#[test]
fn unreadable_cells_keep_the_others() {
    let table = "| HTTP | Code | Meaning | Retry |\n|--|--|--|--|\n| any | a | A {x}. | maybe later |\n\
                 | 4XX | b | B. | Yes |\n| 1000 | c | C. | No |\n| 401, 40x | d | D. | Once |\n\
                 | 500–599 | | E. | Backoff from 5 seconds |\n| 500-502 | f | F. | After 1 minute 30 seconds |\n\
                 | 400-451 | g<br>h | G. | Action |\n| 404 | ~~i~~ | I. | |\n| varies | | J. | |\n";
    let directory = Directory::of(&[("errors.md", table)]);
    insta::assert_snapshot!(errors(&directory.run("import markdown errors.md").stdout), @r#"
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
fn message_beside_a_meaning_is_not_a_template() {
    let directory = Directory::of(&[("errors.csv", "code,meaning,message\na,When.,Field {x} is missing\n")]);
    insta::assert_snapshot!(errors(&directory.run("import csv errors.csv").stdout), @r#"
    - code: a
      meaning: When.
      message: "Field {{x}} is missing"
    "#);
}

#[test]
fn cells_without_a_heading_are_kept() {
    let directory = Directory::of(&[("errors.csv", "code,status,meaning\na,404,One, two\n")]);
    insta::assert_snapshot!(errors(&directory.run("import csv errors.csv").stdout), @"
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
    let directory = Directory::of(&[("errors.md", table)]);
    insta::assert_snapshot!(errors(&directory.run("import markdown errors.md").stdout), @"
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
fn tables_about_other_things_are_left_out() {
    let page = "| Field | Type | Description |\n|--|--|--|\n| id | string | Which one. |\n\n\
                | HTTP | Code | Meaning |\n|--|--|--|\n| | **Requests** | |\n| 404 | gone | It is gone. |\n\n\
                | Name | Description |\n|--|--|\n| X-Request | Which one. |\n\n\
                | HTTP | Name | Description |\n|--|--|--|\n| GET | read | Reads. |\n\n\
                <table><tr><td>x</td></tr></table>\n";
    let directory = Directory::of(&[("errors.md", page)]);
    insta::assert_snapshot!(errors(&directory.run("import markdown errors.md").stdout), @"
    # TODO: lines 1–3: left out a table that may be about something else: `Field | Type | Description`
    # TODO: lines 10–12: left out a table that may be about something else: `Name | Description`
    # TODO: lines 14–16: left out a table that may be about something else: `HTTP | Name | Description`
    # TODO: line 18: a table in HTML isn't read; open the page in a browser and import what you copy of it, or convert it: `pandoc -f html -t gfm PAGE | cargo errspec import markdown -`
      - code: gone
        status: 404
        meaning: It is gone.
        group: requests
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
fn own_page_is_imported_by_its_table() {
    let catalog = "
errspec: 1
api: { name: Acme }
envelope: { code: /code, message: /error }
retry: { default: never }
groups: [{ id: g, title: Requests }]
errors:
  - { code: busy, status: [429, 503], meaning: Too much., retry: after 90s, group: g }
  - { code: lost, meaning: It is lost., deprecated: {} }
  - { status: 5xx, meaning: It broke., retry: backoff 1s }
  - { code: locked, status: 423, meaning: It is locked., retry: { action: Unlock it. } }
  - { code: old, status: 410, meaning: It was old., retired: { since: 2, use: lost } }
";
    let directory = Directory::of(&[("errors.yaml", catalog)]);
    directory.run("generate markdown errors.yaml -o errors.md");
    insta::assert_snapshot!(errors(&directory.run("import markdown errors.md").stdout), @r#"
    # TODO: lines 10–14: left out a table that may be about something else: `Part | Where | Purpose`
    # TODO: line 3: the sections of a page by errspec aren't read; `import json` reads all of its neutral JSON
      - code: busy
        status: [429, 503]
        meaning: Too much.
        retry: after 1m30s
        group: requests

      - code: lost
        meaning: It is lost.
        retry: never
        deprecated: {}

      - status: 5xx
        meaning: It broke.
        retry: backoff 1s

      # TODO: `action` without `guidance` (action-without-guidance); say in `guidance` how it is done
      - code: locked
        status: 423
        meaning: It is locked.
        retry: { action: "TODO. Say what has to be done first." }

      - code: old
        status: 410
        meaning: It was old.
        retired: { note: "Retired in 2. Use `lost` instead." }
    "#);
}

#[test]
fn code_that_is_still_sent_is_not_retired() {
    let page = "| Code | Meaning |\n|--|--|\n| gone | It is gone. |\n\n\
                | Code | What it meant | Why it is gone |\n|--|--|--|\n| gone | It was gone. | Never sent. |\n";
    let directory = Directory::of(&[("errors.md", page)]);
    insta::assert_snapshot!(errors(&directory.run("import markdown errors.md").stdout), @"
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
fn table_on_standard_input() {
    let directory = Directory::of(&[]);
    let mut command = directory.command();
    let run =
        directory.finish_with(command.args(["import", "markdown", "-"]), social_in_markdown().as_bytes());
    assert!(run.stdout.contains("\n# A draft, made from standard input."), "{run}");
}

#[test]
fn sections_with_samples_are_errors_too() {
    let page = "Response\n{\n\"error\": \"Human\",\n\"code\": \"MACHINE\"\n} Codes\n404 — Not Found\n\
                It doesn't exist.\n{\n\"error\": \"Post not found\",\n\"code\": \"NOT_FOUND\"\n} 500 — Internal\nOops.\n\
                {\n\"error\": \"x\",\n\"code\": \"INTERNAL\"\n} Partial\n{ \"id\": \"1\", \"status\": \"partial\" }\n";
    let directory = Directory::of(&[("page.txt", page)]);
    insta::assert_snapshot!(directory.run("import markdown page.txt"), @"
    # yaml-language-server: $schema=errors.schema.json
    # A draft, made from page.txt. `cargo errspec check` shows what it couldn't know.
    errspec: 1

    api:
      name: Api # TODO: what the API is called; `Acme` becomes `AcmeError`

    envelope:
      code: /code
      message: /error

    # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
    retry:
      default: never
      429: { after: 60s, retries: 5 }
      5xx: { backoff: 1s, retries: 5 }
      501: never
      505: never

    errors:
    # TODO: line 16: a text isn't taken: } Partial
    # TODO: lines 9–10, 14–15, 17: samples of bodies tell where the code is, and what else they show isn't taken
      - code: NOT_FOUND
        status: 404
        meaning: It doesn't exist.

      - code: INTERNAL
        status: 500
        meaning: Oops.
    [stderr]
    note: 2 remarks on what was not taken or is in doubt are `# TODO` comments in the draft
    [exit] 0
    ");
}

//! `import`: every format, used as it is meant and wrongly.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]
#![allow(dead_code, reason = "the directory is shared with other tests")]
#![allow(clippy::too_many_lines, reason = "snapshots are long")]

#[path = "command/directory.rs"]
mod directory;

use std::io::Write;
use std::process::Stdio;

use directory::{Directory, GOOD};
use serde_json::{Value, json};

/// The table of SocialAPI's documentation: status, code, when it occurs.
const SOCIAL: [(&str, &str, &str); 14] = [
    ("400", "missing_metadata", "A required field is missing in the request body or query"),
    ("400", "unsupported_platform", "The platform value is not recognized"),
    ("401", "unauthorized", "API key is missing, invalid, or revoked"),
    ("401", "invalid_token", "The connected account’s OAuth token is expired or revoked"),
    ("401", "invalid_credentials", "The platform rejected the stored credentials"),
    ("403", "unauthorized", "The OAuth state token belongs to a different API key"),
    ("404", "account_not_found", "The account ID does not belong to your workspace"),
    ("404", "not_found", "The requested resource does not exist"),
    ("409", "account_already_linked", "This social account is already connected"),
    ("413", "storage_quota_exceeded", "Media upload would exceed your plan’s storage limit"),
    ("429", "rate_limit_exceeded", "Your monthly post or interaction limit is exceeded"),
    ("429", "platform_rate_limit", "The upstream platform’s own rate limit was hit"),
    ("500", "-", "Internal server error (contact support)"),
    ("501", "not_supported", "This operation is not supported on this platform"),
];

fn social(row: impl Fn(&(&str, &str, &str)) -> String) -> String {
    SOCIAL.iter().map(row).collect()
}

fn social_in_markdown() -> String {
    let rows = social(|(status, code, when)| format!("| {status} | {code} | {when} |\n"));
    format!(
        "# Errors\n\n```json\n{{\n  \"error\": \"human-readable message\",\n  \"code\": \"machine_readable_code\"\n}}\n\
         ```\n\n| HTTP | Code | When it occurs |\n| --- | --- | --- |\n{rows}"
    )
}

/// The part of a draft that holds its errors.
fn errors(draft: &str) -> &str {
    draft.split_once("\nerrors:\n").unwrap_or_else(|| panic!("{draft}")).1
}

#[test]
fn a_table_in_markdown() {
    let directory = Directory::of(&[("errors.md", &social_in_markdown())]);
    insta::assert_snapshot!(directory.run("import markdown errors.md --name SocialApi -o errors.yaml"), @"
    written errors.yaml: 14 errors
    next: `cargo errspec check errors.yaml` shows what is left to write
    [exit] 0
    ");
    insta::assert_snapshot!(directory.read("errors.yaml"), @"
    # A draft, made from errors.md. `cargo errspec check` shows what it couldn't know.
    errspec: 1

    api:
      name: SocialApi

    envelope:
      code: /code
      message: /error

    # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
    retry: { default: never, 429: after 60s, 5xx: backoff 1s, 501: never, 505: never }

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
fn the_same_table_however_it_comes() {
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
    - code: gone
      status: 410
      meaning: It is | gone.
      guidance: Look elsewhere.

    - code: lost
      status: 410
      meaning: It is | gone.
      guidance: Look elsewhere.

    - status: 503
      meaning: We are down.
    ");
}

#[test]
fn cells_that_say_something_else_cost_no_other() {
    let table = "| HTTP | Code | Meaning | Retry |\n|--|--|--|--|\n| any | a | A {x}. | maybe later |\n\
                 | 4XX | b | B. | Yes |\n| 999 | c | C. | No |\n| 401, 40x | d | D. | Once |\n\
                 | 500–599 | | E. | Backoff from 5 seconds |\n| 500-502 | f | F. | After 1 minute 30 seconds |\n\
                 | 400-451 | g<br>h | G. | Action |\n| 404 | ~~i~~ | I. | |\n| varies | | J. | |\n";
    let directory = Directory::of(&[("errors.md", table)]);
    insta::assert_snapshot!(errors(&directory.run("import markdown errors.md").stdout), @r#"
    # TODO: left out, as it has no code and no status: J.
    # TODO: its status is said to be `varies`
      # TODO: whether to send it again is said to be `maybe later`
      - code: a
        meaning: "A {x}."

      # TODO: list its statuses; `4xx` can't stand beside a code
      - code: b
        meaning: B.
        retry: backoff 1s

      # TODO: its status is said to be `999`
      - code: c
        meaning: C.
        retry: never

      # TODO: its status is said to be `401, 40x`
      - code: d
        status: 401
        meaning: D.
        retry: once

      - status: 5xx
        meaning: E.
        retry: backoff 5s

      - code: f
        status: [500, 501, 502]
        meaning: F.
        retry: after 1m30s

      # TODO: its status is said to be `400-451`
      - code: g
        meaning: G.
        retry: { action: "TODO. Say what has to be done first." }

      # TODO: its status is said to be `400-451`
      - code: h
        meaning: G.
        retry: { action: "TODO. Say what has to be done first." }

      - code: i
        status: 404
        meaning: I.
    "#);
}

#[test]
fn a_message_beside_a_meaning_is_no_template() {
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
    # TODO: a cell without a heading says `two`
    - code: a
      status: 404
      meaning: One
    ");
}

#[test]
fn what_succeeds_is_no_error_unless_it_has_a_code_of_its_own() {
    let table = "| HTTP | Code | Meaning |\n|--|--|--|\n| 200 | OK | Fine. |\n| 201 | | Made. |\n\
                 | 202 | accepted | Later. |\n| 200 | invalid_auth | The token is wrong. |\n";
    let directory = Directory::of(&[("errors.md", table)]);
    insta::assert_snapshot!(errors(&directory.run("import markdown errors.md").stdout), @"
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
    # TODO: left out, as nothing is said of it: Requests
    # TODO: left out a table that may be about something else: `Name | Description`
    # TODO: a table in HTML isn't read
      - code: gone
        status: 404
        meaning: It is gone.
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
fn our_own_page_gives_what_its_table_says() {
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
    # TODO: left out, as nothing is said of it: Requests
    # TODO: left out, as nothing is said of it: Further errors
      - code: busy
        status: [429, 503]
        meaning: Too much.
        retry: after 1m30s

      - code: lost
        meaning: It is lost.
        retry: never
        deprecated: {}

      - status: 5xx
        meaning: It broke.
        retry: backoff 1s

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
fn a_code_that_is_still_sent_is_not_retired() {
    let page = "| Code | Meaning |\n|--|--|\n| gone | It is gone. |\n\n\
                | Code | What it meant | Why it is gone |\n|--|--|--|\n| gone | It was gone. | Never sent. |\n";
    let directory = Directory::of(&[("errors.md", page)]);
    insta::assert_snapshot!(errors(&directory.run("import markdown errors.md").stdout), @"
    # TODO: `gone` is said to be sent, and to be sent no more
      - code: gone
        meaning: It is gone.
    ");
}

#[test]
fn hostile_texts_are_texts() {
    let table = "code,status,meaning\n\"no\",400,\"# a: [b] \"\"c\"\" \\ {d}\"\nnull,,\"- x\"\n0042,401,\" - [ ] !! \"\n\
                 ünï,402,\"a\tb\u{7}\nc\"\n-1,403,\nself,404,@\nUnrecognized,405,%\na b: c,,x\n";
    let directory = Directory::of(&[("errors.csv", table)]);
    directory.run("import csv errors.csv -o errors.yaml");
    insta::assert_snapshot!(errors(&directory.read("errors.yaml")), @r##"
    # TODO: left out, as it has no code and no status: - x
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

      - code: self
        status: 404
        meaning: "@"

      # TODO: give it a better name than `Unnamed6`
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
fn a_map_in_json() {
    let json = r#"{ "NOT_FOUND": { "code": 404, "message": "No such thing" }, "Z": "Because.", "A": 500, "1001": {} }"#;
    let directory = Directory::of(&[("errors.json", json)]);
    insta::assert_snapshot!(errors(&directory.run("import json errors.json").stdout), @r#"
    - code: NOT_FOUND
      status: 404
      meaning: No such thing

    - code: Z
      meaning: Because.

    - code: A
      status: 500
      meaning: TODO. Say in a sentence when this occurs.

    - code: "1001"
      meaning: TODO. Say in a sentence when this occurs.
    "#);
}

#[test]
fn a_list_in_json() {
    let json = r#"{ "name": "Acme billing", "errors": [
        { "code": "declined", "status": 402, "description": "The bank said no.", "retryable": false },
        { "code": "busy", "status": [429, 503], "description": "Too much.", "retryable": true },
        { "code": "busy", "status": 503, "description": "Too much for us." } ] }"#;
    let directory = Directory::of(&[("errors.json", json)]);
    insta::assert_snapshot!(directory.run("import json errors.json"), @"
    # A draft, made from errors.json. `cargo errspec check` shows what it couldn't know.
    errspec: 1

    api:
      name: AcmeBilling
      title: Acme billing

    # TODO: where a response keeps these, as JSON Pointers; this is a guess.
    envelope: { code: /code, message: /message }

    # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
    retry: { default: never, 429: after 60s, 5xx: backoff 1s, 501: never, 505: never }

    errors:
      - code: declined
        status: 402
        meaning: The bank said no.
        retry: never

      - code: busy
        status: [429, 503]
        meaning: Too much.
        retry: backoff 1s
        guidance: Too much for us.
    [exit] 0
    ");
}

#[test]
fn objects_that_name_their_members_differently() {
    let json = r#"[{ "code": "a", "status": 404, "description": "A." }, { "code": "b", "http_status": "400", "title": "B." },
        { "code": "1001", "status": "varies", "message": "C." }, { "code": 1002, "message": "D.", "retryable": true }]"#;
    let directory = Directory::of(&[("errors.json", json)]);
    insta::assert_snapshot!(errors(&directory.run("import json errors.json").stdout), @r#"
    - code: a
      status: 404
      meaning: A.

    - code: b
      status: 400
      meaning: B.

    # TODO: its status is said to be `varies`
    - code: "1001"
      meaning: C.

    - code: 1002
      meaning: D.
      retry: backoff 1s
    "#);
}

#[test]
fn a_key_beside_a_code_is_its_name() {
    let json =
        r#"{ "USER_GONE": { "code": 1404, "httpStatus": 404 }, "BUSY": { "code": "busy", "status": 429 } }"#;
    let directory = Directory::of(&[("errors.json", json)]);
    insta::assert_snapshot!(errors(&directory.run("import json errors.json").stdout), @"
    - code: 1404
      status: 404
      name: UserGone
      meaning: TODO. Say in a sentence when this occurs.

    - code: busy
      status: 429
      meaning: TODO. Say in a sentence when this occurs.
    ");
}

#[test]
fn our_own_json_is_written_as_people_write_it() {
    let catalog = "
errspec: 1
api: { name: Acme }
envelope: problem+json
retry: { default: never, 5xx: backoff 5s }
errors:
  - code: quota
    status: 429
    meaning: Too much.
    retry: { after: 2h, attempts: 3 }
    fields: { limit: unsigned }
";
    let directory = Directory::of(&[("errors.yaml", catalog)]);
    directory.run("generate json errors.yaml -o errors.json");
    insta::assert_snapshot!(directory.run("import json errors.json").stdout, @"
    errspec: 1

    api:
      name: Acme

    envelope: problem+json

    retry:
      5xx: backoff 5s
      default: never

    errors:
      - code: quota
        status: 429
        meaning: Too much.
        retry: { after: 2h, attempts: 3 }
        fields: { limit: unsigned }
    ");
}

#[test]
fn our_own_json_gives_the_catalog_that_it_was_made_from() {
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../spec/");
    let read = |name: &str| std::fs::read_to_string(format!("{specs}{name}")).unwrap();
    let catalogs = [read("errors.yaml"), read("social-syncer.yaml"), GOOD.to_owned(), RICH.to_owned()];
    for catalog in catalogs {
        let directory = Directory::of(&[("errors.yaml", &catalog)]);
        directory.run("generate json errors.yaml -o errors.json");
        let run = directory.run("import json errors.json -o again.yaml");
        assert_eq!(run.code, Some(0), "{run}");
        assert_eq!(directory.run("generate json again.yaml").stdout, directory.read("errors.json"));
    }
}

/// Something of everything.
const RICH: &str = r##"
errspec: 1
api: { name: Rich, title: "R: #1", description: "One.\n\nTwo.", version: 2.10, docs: "https://a.example/{code}" }
envelope:
  code: [header:x-code, { at: /__type, after: "#", before: ":" }]
  message: /m
  request_id: /r
  retry_after: [{ at: /ms, unit: ms }]
  failed_2xx: { /ok: false, /gone: null }
retry:
  default: never
  429: after 90s
  5xx: { backoff: 1500ms, max: 2m, attempts: 7 }
  timeout: once
  connect: { once: true, processed: no }
partial: { items: /items, failed: { /s: failed }, subject: /p, code: /c, message: /e }
groups: [{ id: g, title: G, description: "Of: g" }]
lints: { todo: deny }
errors:
  - code: "429"
    status: [401, 429]
    name: Text
    meaning: "a: b"
    retry: { action: "Do, it", id: do_it, throttled: true }
    guidance: "x\n\ny"
  - { code: 430, meaning: Number., group: g, docs: /here, since: 1.10, match: { /x: "no", /y: null } }
  - code: f
    status: 413
    meaning: Fields.
    message: "{a} of {{b}}"
    fields: { a: unsigned, b: { type: json, at: header:x-b, meaning: "B: b", sensitive: true } }
    deprecated: { since: 2, note: "N: n", use: Text }
  - { status: 5xx, meaning: Else. }
  - { code: old, meaning: Old., retired: { use: Text } }
"##;

const OPENAPI: &str = r##"
openapi: 3.1.0
info: { title: Pet Store, version: "1.2" }
paths:
  /pets/{id}:
    get:
      responses:
        200: { description: A pet. }
        404:
          description: The pet does not exist.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Error" }
              example: { error: { code: pet_not_found, message: No pet 7 }, request_id: r1 }
        "429": { $ref: "#/components/responses/Limited" }
        5XX: { description: Something failed. }
        default: { $ref: "#/components/responses/Any" }
    put:
      responses:
        "400":
          description: Bad.
          content:
            application/json:
              examples:
                a: { summary: The name is empty., value: { error: { code: empty_name, message: x } } }
                b: { value: { error: { code: 1234, message: The name is too long } } }
        "404": { $ref: "#/components/responses/Any" }
components:
  responses:
    Any:
      description: Whatever.
      content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } }
    Limited:
      description: Slow down.
      content:
        application/json:
          schema:
            allOf:
              - $ref: "#/components/schemas/Error"
              - properties: { error: { properties: { code: { const: slow_down } } } }
  schemas:
    Error:
      type: object
      properties:
        error:
          type: object
          properties:
            code:
              type: string
              enum: [pet_not_found, internal, teapot]
              x-enum-descriptions: [Gone., It broke.]
            message: { type: string }
            nested: { $ref: "#/components/schemas/Error" }
        request_id: { type: [string, "null"] }
"##;

#[test]
fn openapi_in_yaml() {
    let directory = Directory::of(&[("openapi.yaml", OPENAPI)]);
    insta::assert_snapshot!(directory.run("import openapi openapi.yaml"), @r#"
    # A draft, made from openapi.yaml. `cargo errspec check` shows what it couldn't know.
    errspec: 1

    api:
      name: PetStore
      title: Pet Store
      version: "1.2"

    envelope:
      code: /error/code
      message: /error/message
      request_id: /request_id

    # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
    retry: { default: never, 429: after 60s, 5xx: backoff 1s, 501: never, 505: never }

    errors:
      - code: empty_name
        status: 400
        meaning: The name is empty.

      - code: 1234
        status: 400
        meaning: The name is too long

      - code: pet_not_found
        status: 404
        meaning: The pet does not exist.

      - code: slow_down
        status: 429
        meaning: Slow down.

      - status: 5xx
        meaning: Something failed.

      - code: internal
        meaning: It broke.

      - code: teapot
        meaning: TODO. Say in a sentence when this occurs.
    [exit] 0
    "#);
}

#[test]
fn our_own_openapi_gives_the_catalog_that_it_was_made_from() {
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../spec/");
    let read = |name: &str| std::fs::read_to_string(format!("{specs}{name}")).unwrap();
    for catalog in [read("errors.yaml"), read("social-syncer.yaml"), GOOD.to_owned()] {
        let directory = Directory::of(&[("errors.yaml", &catalog)]);
        directory.run("generate openapi errors.yaml -o openapi.json");
        let run = directory.run("import openapi openapi.json -o again.yaml");
        assert_eq!(run.code, Some(0), "{run}");
        let diff = directory.run("diff errors.yaml again.yaml");
        assert_eq!(diff.stdout, "errors.yaml → again.yaml: no changes\n");
    }
}

#[test]
fn our_own_openapi_lacks_the_order_alone() {
    let directory = Directory::of(&[("errors.yaml", RICH)]);
    directory.run("generate openapi errors.yaml -o openapi.json");
    directory.run("import openapi openapi.json -o again.yaml");
    insta::assert_snapshot!(directory.run("diff errors.yaml again.yaml"), @"
    errors.yaml → again.yaml

    patch order
      entries stand in another order
      decoding  kinds sort otherwise, and `ALL` has another order
      sending   nothing: responses stay as they are

    1 change: a patch version is needed
    [exit] 0
    ");
}

#[test]
fn our_responses_in_a_document_of_others() {
    let catalog = GOOD.replace("retry: never }", "retry: never, fields: { was: string }, group: g }")
        + "groups: [{ id: g, title: G }]\n";
    let directory = Directory::of(&[("errors.yaml", &catalog)]);
    let mut document: Value =
        serde_json::from_str(&directory.run("generate openapi errors.yaml").stdout).unwrap();
    document.as_object_mut().unwrap().remove("x-errspec");
    document["paths"]["/"]["get"]["responses"] = json!({
        "410": { "$ref": "#/components/responses/410" },
        "404": { "description": "No such page." },
    });
    directory.write("openapi.json", document.to_string());
    insta::assert_snapshot!(directory.run("import openapi openapi.json"), @"
    # A draft, made from openapi.json. `cargo errspec check` shows what it couldn't know.
    errspec: 1

    api:
      name: AcmeErrors
      title: Acme errors
      version: unversioned

    envelope:
      code: /code
      message: /error

    # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
    retry: { default: never, 429: after 60s, 5xx: backoff 1s, 501: never, 505: never }

    errors:
      - code: gone
        status: 410
        meaning: It is gone.
        retry: never
        fields: { was: string }

      - status: 404
        meaning: No such page.
    [exit] 0
    ");
}

#[test]
fn openapi_of_components_and_webhooks() {
    let document = "
openapi: 3.1.0
info: { title: Hooks, version: 1.10 }
webhooks:
  made: { post: { responses: { 409: { description: It is there already. } } } }
components:
  responses:
    \"404\": { description: Nothing is there. }
    5XX: { description: It broke. }
    default: { description: Any., content: { application/json: { example: { code: odd, message: m } } } }
    TooManyRequests: { description: Too much. }
    Created: { description: It was made. }
";
    let directory = Directory::of(&[("openapi.yaml", document)]);
    insta::assert_snapshot!(directory.run("import openapi openapi.yaml"), @r#"
    # A draft, made from openapi.yaml. `cargo errspec check` shows what it couldn't know.
    errspec: 1

    api:
      name: Hooks
      title: Hooks
      version: "1.10"

    envelope:
      code: /code
      message: /message

    # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
    retry: { default: never, 429: after 60s, 5xx: backoff 1s, 501: never, 505: never }

    errors:
      - status: 404
        meaning: Nothing is there.

      - status: 409
        meaning: It is there already.

      - status: 429
        meaning: Too much.

      - status: 5xx
        meaning: It broke.

      - code: odd
        meaning: Any.
    [exit] 0
    "#);
}

#[test]
fn what_is_in_other_files_is_named() {
    let document = "
openapi: 3.0.0
paths:
  /a: { $ref: paths.yaml#/a }
  /b: { get: { responses: { 404: { $ref: responses.yaml#/NotFound } } } }
";
    let directory = Directory::of(&[("openapi.yaml", document)]);
    insta::assert_snapshot!(errors(&directory.run("import openapi openapi.yaml").stdout), @"
    # TODO: what is in other files (`paths.yaml#/a` and 1 more) isn't read
      - status: 404
        meaning: TODO. Say in a sentence when this occurs.
    ");
}

#[test]
fn openapi_in_json_with_problem_details() {
    let json = r#"{ "openapi": "3.0.3", "info": { "title": "Acme", "version": "1" }, "paths": { "/": { "get": { "responses": {
        "403": { "description": "Not enough credit.", "content": { "application/problem+json": { "schema": {
            "properties": { "type": { "type": "string", "enum": ["https://acme.example/credit"] },
                            "title": { "type": "string" }, "detail": { "type": "string" } } } } } } } } } } }"#;
    let directory = Directory::of(&[("openapi.json", json)]);
    insta::assert_snapshot!(directory.run("import openapi openapi.json"), @r#"
    # A draft, made from openapi.json. `cargo errspec check` shows what it couldn't know.
    errspec: 1

    api:
      name: Acme
      title: Acme
      version: "1"

    envelope: problem+json

    # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
    retry: { default: never, 429: after 60s, 5xx: backoff 1s, 501: never, 505: never }

    errors:
      - code: "https://acme.example/credit"
        status: 403
        meaning: Not enough credit.
    [exit] 0
    "#);
}

#[test]
fn references_in_a_circle_come_to_an_end() {
    let circle = OPENAPI.replace("description: Whatever.", "$ref: \"#/components/responses/Any\"");
    let directory = Directory::of(&[("openapi.yaml", &circle)]);
    assert_eq!(directory.run("import openapi openapi.yaml").code, Some(0));
}

#[test]
fn what_was_copied_comes_by_standard_input() {
    let directory = Directory::of(&[]);
    let mut command = directory.command();
    command.args(["import", "markdown", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(social_in_markdown().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("# A draft, made from standard input."));
}

#[test]
fn sections_with_samples_are_errors_too() {
    let page = "Response\n{\n\"error\": \"Human\",\n\"code\": \"MACHINE\"\n} Codes\n404 — Not Found\n\
                It doesn't exist.\n{\n\"error\": \"Post not found\",\n\"code\": \"NOT_FOUND\"\n} 500 — Internal\nOops.\n\
                {\n\"error\": \"x\",\n\"code\": \"INTERNAL\"\n} Partial\n{ \"id\": \"1\", \"status\": \"partial\" }\n";
    let directory = Directory::of(&[("page.txt", page)]);
    insta::assert_snapshot!(directory.run("import markdown page.txt"), @"
    # A draft, made from page.txt. `cargo errspec check` shows what it couldn't know.
    errspec: 1

    api:
      name: Api # TODO: what the API is called; `Acme` becomes `AcmeError`

    envelope:
      code: /code
      message: /error

    # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
    retry: { default: never, 429: after 60s, 5xx: backoff 1s, 501: never, 505: never }

    errors:
      - code: NOT_FOUND
        status: 404
        meaning: It doesn't exist.

      - code: INTERNAL
        status: 500
        meaning: Oops.
    [exit] 0
    ");
}

#[test]
fn used_wrongly_it_says_what_to_do() {
    let directory = Directory::of(&[
        ("errors.yaml", GOOD),
        ("openapi.yaml", OPENAPI),
        ("swagger.yaml", "swagger: '2.0'\n"),
        ("broken.yaml", "openapi: ["),
        ("none.yaml", "openapi: 3.0.0\npaths: {}\n"),
        ("prose.md", "# Errors\n\nThere are none.\n"),
        ("other.md", "| Plan | Price |\n|--|--|\n| Free | 0 |\n"),
        ("empty.md", "| HTTP | Code |\n|--|--|\n"),
        ("empty.csv", ""),
        ("list.json", "[1, 2]"),
        ("package.json", r#"{ "name": "x", "version": "1.0.0", "scripts": { "test": "true" } }"#),
        ("openapi.json", r#"{ "openapi": "3.0.0", "info": { "title": "T" }, "paths": {} }"#),
        ("swagger.json", r#"{ "swagger": "2.0", "info": { "title": "T" } }"#),
        ("newer.json", r#"{ "format": 2, "api": {}, "envelope": {}, "errors": [] }"#),
        ("edited.json", r#"{ "format": 1, "api": { "name": "a" }, "envelope": {}, "errors": [{}] }"#),
        ("twice.yaml", "openapi: 3.0.0\npaths: {}\npaths: {}\n"),
        ("two.yaml", "openapi: 3.0.0\n---\nopenapi: 3.0.0\n"),
        ("page.html", "<table><tr><th>HTTP</th></tr></table>"),
        ("fine.md", "| HTTP | Meaning |\n|--|--|\n| 200 | Fine. |\n"),
        ("errors.md", &social_in_markdown()),
    ]);
    directory.write("latin.csv", b"Code,Meaning\ngone,Caf\xE9\n");
    std::fs::create_dir(directory.path("spec")).unwrap();
    let runs = [
        "markdown error.md",
        "markdown spec",
        "openapi errors.yaml",
        "openapi swagger.yaml",
        "openapi broken.yaml",
        "openapi none.yaml",
        "csv openapi.yaml",
        "json errors.md",
        "json list.json",
        "json package.json",
        "json openapi.json",
        "json swagger.json",
        "json newer.json",
        "json edited.json",
        "openapi twice.yaml",
        "openapi two.yaml",
        "markdown page.html",
        "markdown fine.md",
        "markdown prose.md",
        "markdown other.md",
        "markdown empty.md",
        "csv empty.csv",
        "csv latin.csv",
        "markdown errors.md -o errors.yaml",
        "markdown errors.md --name acme-api",
        "markdown errors.md -o spec",
    ];
    let shown = runs.map(|run| format!("$ import {run}\n{}\n", directory.run(&format!("import {run}"))));
    insta::assert_snapshot!(shown.join("\n"), @r#"
    $ import markdown error.md
    [stderr]
    error: there is no file `error.md`
    help: did you mean `errors.md`?
    [exit] 2

    $ import markdown spec
    [stderr]
    error: `spec` is a directory, not a page
    [exit] 2

    $ import openapi errors.yaml
    [stderr]
    error: `errors.yaml` can't be imported as openapi: it is a catalog of errspec already
    [exit] 2

    $ import openapi swagger.yaml
    [stderr]
    error: `swagger.yaml` can't be imported as openapi: it is Swagger 2.0; a converter, such as swagger2openapi, makes it OpenAPI 3
    [exit] 2

    $ import openapi broken.yaml
    [stderr]
    error: `broken.yaml` can't be imported as openapi: it is no YAML: unclosed bracket '[' at line 1, column 10
    [exit] 2

    $ import openapi none.yaml
    [stderr]
    error: `none.yaml` can't be imported as openapi: the document has no error responses: none with a status from 400 and none with a code
    [exit] 2

    $ import csv openapi.yaml
    [stderr]
    error: `openapi.yaml` can't be imported as csv: no heading says where the codes or the statuses are: `openapi: 3.1.0`
    help: try `cargo errspec import openapi openapi.yaml`
    [exit] 2

    $ import json errors.md
    [stderr]
    error: `errors.md` can't be imported as json: it is no JSON: expected value at line 1 column 1
    help: try `cargo errspec import markdown errors.md`
    [exit] 2

    $ import json list.json
    [stderr]
    error: `list.json` can't be imported as json: nothing in it lists errors by their codes
    help: write `{ "not_found": { "status": 404, "message": "…" } }`, or a list of such objects
    [exit] 2

    $ import json package.json
    [stderr]
    error: `package.json` can't be imported as json: nothing in it lists errors by their codes
    help: write `{ "not_found": { "status": 404, "message": "…" } }`, or a list of such objects
    [exit] 2

    $ import json openapi.json
    [stderr]
    error: `openapi.json` can't be imported as json: it is an OpenAPI document
    help: try `cargo errspec import openapi openapi.json`
    [exit] 2

    $ import json swagger.json
    [stderr]
    error: `swagger.json` can't be imported as json: it is Swagger 2.0; a converter, such as swagger2openapi, makes it OpenAPI 3
    [exit] 2

    $ import json newer.json
    [stderr]
    error: `newer.json` can't be imported as json: it has format 2 of what `cargo errspec generate json` writes, and this version reads 1
    [exit] 2

    $ import json edited.json
    [stderr]
    error: no catalog can be made of this:
    error[missing-key]: the catalog lacks `envelope`
     --> the draft:1:1
      |
    1 | errspec: 1
      | ^
      |
      = help: add `envelope: { code: /code, message: /message }`

    error[invalid-value]: the API's name `a` is not UpperCamelCase
     --> the draft:4:9
      |
    4 |   name: a
      |         ^
      |
      = help: write `A`

    error[missing-key]: an entry has neither `code` nor `status`
     --> the draft:8:5
      |
    8 |   - name: Unnamed1
      |     ^
      |
      = help: add the `code` that the API sends, the `status`, or both

    error[missing-key]: status  without a code has no retry hint
     --> the draft:8:5
      |
    8 |   - name: Unnamed1
      |     ^
      |
      = help: add `retry:` to it, or `default:` to the `retry` at the top
    help: if it was generated and then changed by hand, generate it again; else please report it
    [exit] 2

    $ import openapi twice.yaml
    [stderr]
    error: `twice.yaml` can't be imported as openapi: the key `paths` is there twice, again in line 3
    [exit] 2

    $ import openapi two.yaml
    [stderr]
    error: `two.yaml` can't be imported as openapi: it is several documents, with `---` between them
    [exit] 2

    $ import markdown page.html
    [stderr]
    error: `page.html` can't be imported as markdown: its table is in HTML, which isn't read
    help: open the page in a browser, and import what you copy of it
    [exit] 2

    $ import markdown fine.md
    [stderr]
    error: `fine.md` can't be imported as markdown: nothing in it is an error
    [exit] 2

    $ import markdown prose.md
    [stderr]
    error: `prose.md` can't be imported as markdown: there is no table in it
    help: a table has headings such as `HTTP`, `Code` and `When it occurs`, and a row an error
    [exit] 2

    $ import markdown other.md
    [stderr]
    error: `other.md` can't be imported as markdown: no heading says where the codes or the statuses are: `Plan`, `Price`
    help: a table has headings such as `HTTP`, `Code` and `When it occurs`, and a row an error
    [exit] 2

    $ import markdown empty.md
    [stderr]
    error: `empty.md` can't be imported as markdown: the table has no rows
    help: a table has headings such as `HTTP`, `Code` and `When it occurs`, and a row an error
    [exit] 2

    $ import csv empty.csv
    [stderr]
    error: `empty.csv` can't be imported as csv: it is empty
    [exit] 2

    $ import csv latin.csv
    [stderr]
    error: `latin.csv` is not valid UTF-8
    help: save the file as UTF-8
    [exit] 2

    $ import markdown errors.md -o errors.yaml
    [stderr]
    error: `errors.yaml` exists, and nothing is overwritten
    help: write the draft into a new file, and move over what you want to keep
    [exit] 2

    $ import markdown errors.md --name acme-api
    [stderr]
    error: `acme-api` can't be the name of an API
    help: write letters and digits in UpperCamelCase, such as `AcmeApi`
    [exit] 2

    $ import markdown errors.md -o spec
    [stderr]
    error: `spec` is a directory
    help: name a file in it: `spec/errors.yaml`
    [exit] 2
    "#);
    assert_eq!(directory.read("errors.yaml"), GOOD);
}

#[test]
fn what_is_too_large_is_no_fault_of_ours() {
    let table = format!("code,meaning\na,{}\n", "x".repeat(4 << 20));
    let directory = Directory::of(&[("errors.csv", &table)]);
    let run = directory.run("import csv errors.csv");
    assert!(run.stderr.contains("the limit is 4 MiB") && !run.stderr.contains("report"), "{run}");
}

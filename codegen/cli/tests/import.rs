//! `import`: every format, used as it is meant and wrongly.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]
#![allow(dead_code, reason = "the directory is shared with other tests")]

#[path = "command/directory.rs"]
mod directory;

use std::io::Write;
use std::process::Stdio;

use directory::{Directory, GOOD};

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
    insta::assert_snapshot!(directory.run("import markdown errors.md --name SocialApi -o errors.yaml"), @"");
    insta::assert_snapshot!(directory.read("errors.yaml"), @"");
    assert_eq!(directory.run("check errors.yaml").stdout, "errors.yaml: 14 errors, no problems\n");
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
    insta::assert_snapshot!(errors(&directory.run("import markdown errors.md").stdout), @"");
}

#[test]
fn hostile_texts_are_texts() {
    let table = "code,status,meaning\n\"no\",400,\"# a: [b] \"\"c\"\" \\ {d}\"\nnull,,\"- x\"\n0042,401,\" - [ ] !! \"\n\
                 ünï,402,\"a\tb\u{7}\nc\"\n-1,403,\nself,404,@\nUnrecognized,405,%\na b: c,,x\n";
    let directory = Directory::of(&[("errors.csv", table)]);
    directory.run("import csv errors.csv -o errors.yaml");
    insta::assert_snapshot!(errors(&directory.read("errors.yaml")), @"");
    assert_eq!(directory.run("check errors.yaml").code, Some(0));
}

#[test]
fn a_map_in_json() {
    let json = r#"{ "NOT_FOUND": { "code": 404, "message": "No such thing" }, "Z": "Because.", "A": 500, "1001": {} }"#;
    let directory = Directory::of(&[("errors.json", json)]);
    insta::assert_snapshot!(errors(&directory.run("import json errors.json").stdout), @"");
}

#[test]
fn a_list_in_json() {
    let json = r#"{ "name": "Acme billing", "errors": [
        { "code": "declined", "status": 402, "description": "The bank said no.", "retryable": false },
        { "code": "busy", "status": [429, 503], "description": "Too much.", "retryable": true },
        { "code": "busy", "status": 503, "description": "Too much for us." } ] }"#;
    let directory = Directory::of(&[("errors.json", json)]);
    insta::assert_snapshot!(directory.run("import json errors.json"), @"");
}

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
    insta::assert_snapshot!(directory.run("import openapi openapi.yaml"), @"");
}

#[test]
fn openapi_in_json_with_problem_details() {
    let json = r##"{ "openapi": "3.0.3", "info": { "title": "Acme", "version": "1" }, "paths": { "/": { "get": { "responses": {
        "403": { "description": "Not enough credit.", "content": { "application/problem+json": { "schema": {
            "properties": { "type": { "type": "string", "enum": ["https://acme.example/credit"] },
                            "title": { "type": "string" }, "detail": { "type": "string" } } } } } } } } } } }"##;
    let directory = Directory::of(&[("openapi.json", json)]);
    insta::assert_snapshot!(directory.run("import openapi openapi.json"), @"");
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
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("# A draft, made from what was pasted."));
}

#[test]
fn sections_with_samples_are_errors_too() {
    let page = "Response\n{\n\"error\": \"Human\",\n\"code\": \"MACHINE\"\n} Codes\n404 — Not Found\n\
                It doesn't exist.\n{\n\"error\": \"Post not found\",\n\"code\": \"NOT_FOUND\"\n} 500 — Internal\nOops.\n\
                {\n\"error\": \"x\",\n\"code\": \"INTERNAL\"\n} Partial\n{ \"id\": \"1\", \"status\": \"partial\" }\n";
    let directory = Directory::of(&[("page.txt", page)]);
    insta::assert_snapshot!(directory.run("import markdown page.txt"), @"");
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
        ("errors.md", &social_in_markdown()),
    ]);
    directory.write("latin.csv", b"Code,Meaning\ngone,Caf\xE9\n");
    std::fs::create_dir(directory.path("spec")).unwrap();
    let runs = [
        "markdown nothing.md",
        "markdown spec",
        "openapi errors.yaml",
        "openapi swagger.yaml",
        "openapi broken.yaml",
        "openapi none.yaml",
        "csv openapi.yaml",
        "json errors.md",
        "json list.json",
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
    insta::assert_snapshot!(shown.join("\n"), @"");
    assert_eq!(directory.read("errors.yaml"), GOOD);
}

//! `import`: every format, used as it is meant and wrongly.

mod cells;
mod json;
mod openapi;
mod pages;
mod tables;
mod target;
mod wrongly;

use crate::directory::Directory;

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

/// The part of a draft that holds its errors.
fn errors(draft: &str) -> &str {
    draft.split_once("\nerrors:\n").unwrap_or_else(|| panic!("{draft}")).1
}

/// The entries of a draft, without the remarks above them.
fn entries(draft: &str) -> &str {
    let errors = errors(draft);
    errors.find("  - ").map_or("", |start| &errors[start..])
}

/// Imports a document, checks that the draft is a catalog, and returns the part that holds its errors.
fn import_errors(format: &str, text: &str) -> String {
    let directory = Directory::of(&[("document", text)]);
    let run = directory.run(&format!("import {format} document -o errors.yaml"));
    assert_eq!(run.code, Some(0), "{run}");
    assert_eq!(directory.run("check errors.yaml").code, Some(0));
    errors(&directory.read("errors.yaml")).to_owned()
}

/// The text of a file of this repository, by its path from `spec`.
fn read_in_spec(path: &str) -> String {
    std::fs::read_to_string(format!("{}/../../spec/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
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
  5xx: { backoff: 1500ms, max: 2m, retries: 7 }
  timeout: once
  connect: { once: true, processed: no }
partial: { items: /items, failed: { /s: failed }, target: /p, code: /c, message: /e }
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

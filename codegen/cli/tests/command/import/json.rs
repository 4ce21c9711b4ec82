//! `import json`: maps, lists, and our own neutral JSON.

use super::{RICH, import_errors, read_in_spec};
use crate::directory::{Directory, GOOD};

#[test]
fn map_in_json() {
    let json = r#"{ "NOT_FOUND": { "code": 404, "message": "No such thing" }, "Z": "Because.", "A": 500, "1001": {} }"#;
    insta::assert_snapshot!(import_errors("json", json), @r#"
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
fn list_in_json() {
    let json = r#"{ "name": "Acme billing", "errors": [
        { "code": "declined", "status": 402, "description": "The bank said no.", "retryable": false },
        { "code": "busy", "status": [429, 503], "description": "Too much.", "retryable": true },
        { "code": "busy", "status": 503, "description": "Too much for us." } ] }"#;
    let directory = Directory::of(&[("errors.json", json)]);
    insta::assert_snapshot!(directory.run("import json errors.json"), @"
    # yaml-language-server: $schema=errors.schema.json
    # A draft, made from errors.json. `cargo errspec check` shows what it couldn't know.
    errspec: 1

    api:
      name: AcmeBilling
      title: Acme billing

    # TODO: where a response keeps these, as JSON Pointers; this is a guess.
    envelope: { code: /code, message: /message }

    # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
    retry:
      default: never
      429: { after: 60s, retries: 5 }
      5xx: { backoff: 1s, retries: 5 }
      501: never
      505: never

    errors:
      - code: declined
        status: 402
        meaning: The bank said no.
        retry: never

      # TODO: `/errors/2`: merged, as it has the code and the status of this entry
      - code: busy
        status: [429, 503]
        meaning: Too much.
        causes:
          - Too much for us.
        retry: { backoff: 1s, retries: 5 }
    [stderr]
    note: 1 remark on what was not taken or is in doubt is a `# TODO` comment in the draft
    [exit] 0
    ");
}

#[test]
fn objects_that_name_their_members_differently() {
    let json = r#"[{ "code": "a", "status": 404, "description": "A." }, { "code": "b", "http_status": "400", "title": "B." },
        { "code": "1001", "status": "varies", "message": "C." }, { "code": 1002, "message": "D.", "retryable": true }]"#;
    insta::assert_snapshot!(import_errors("json", json), @r#"
    # TODO: `meaning` repeats the code (meaning-repeats-code); say in a sentence when the error occurs
    - code: a
      status: 404
      meaning: A.

    # TODO: `meaning` repeats the code (meaning-repeats-code); say in a sentence when the error occurs
    - code: b
      status: 400
      meaning: B.

    # TODO: `/2`: its status is said to be `varies`
    - code: "1001"
      meaning: C.

    - code: 1002
      meaning: D.
      retry: { backoff: 1s, retries: 5 }
    "#);
}

#[test]
fn key_beside_a_code_is_its_name() {
    let json =
        r#"{ "USER_GONE": { "code": 1404, "httpStatus": 404 }, "BUSY": { "code": "busy", "status": 429 } }"#;
    insta::assert_snapshot!(import_errors("json", json), @"
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
fn own_json_becomes_short_yaml() {
    let catalog = "
errspec: 1
api: { name: Acme }
envelope: problem+json
retry: { default: never, 5xx: backoff 5s }
errors:
  - code: quota
    status: 429
    meaning: Too much.
    retry: { after: 2h, retries: 3 }
    fields: { limit: unsigned }
";
    let directory = Directory::of(&[("errors.yaml", catalog)]);
    directory.run("generate json errors.yaml -o errors.json");
    insta::assert_snapshot!(directory.run("import json errors.json").stdout, @"
    # yaml-language-server: $schema=errors.schema.json
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
        retry: { after: 2h, retries: 3 }
        fields: { limit: unsigned }
    ");
}

#[test]
fn members_added_to_own_json_are_named() {
    let directory = Directory::of(&[("errors.yaml", GOOD)]);
    let generated = directory.run("generate json errors.yaml").stdout;
    let changed = generated.replacen("\"format\": 1", "\"owner\": \"us\", \"format\": 1", 1);
    let changed = changed.replacen("\"meaning\":", "\"severity\": 3, \"meaning\":", 1);
    let draft = import_errors("json", &changed);
    let remarks: Vec<_> = draft.lines().filter(|line| line.contains("TODO")).collect();
    assert_eq!(remarks, ["# TODO: `/owner` isn't read", "# TODO: `/errors/0/severity` isn't read"]);
}

const EXTENDED: &str = "\
errspec: 1
api: { name: Acme }
envelope: PRESET
errors: [{ code: gone, status: 410, meaning: It is gone., retry: never }]
";

/// Presets, as they are and with keys that replace or resemble their own.
const PRESETS: [&str; 6] = [
    "problem+json",
    "{ preset: problem+json, request_id: /id, format: xml }",
    "{ preset: problem+json, code: { at: /type, when: { /a: b } } }",
    "{ preset: problem+json, code: /type, message: [/title, /detail] }",
    "{ code: body, failed_2xx: { \"\": { not: null } }, details: { items: \"\", target: key } }",
    "{ code: /c, failed_2xx: [/e, { /a: [x, null, \"5\"] }], format: [xml, json] }",
];

#[test]
fn own_json_round_trips() {
    let parts = read_in_spec("../tests/catalogs/documented/parts.yaml");
    let catalogs = [
        read_in_spec("errors.yaml"),
        read_in_spec("social-syncer.yaml"),
        parts,
        GOOD.to_owned(),
        RICH.to_owned(),
    ];
    for catalog in catalogs.into_iter().chain(PRESETS.map(|envelope| EXTENDED.replace("PRESET", envelope))) {
        let directory = Directory::of(&[("errors.yaml", &catalog)]);
        directory.run("generate json errors.yaml -o errors.json");
        let run = directory.run("import json errors.json -o again.yaml");
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run}");
        assert_eq!(directory.run("generate json again.yaml").stdout, directory.read("errors.json"));
    }
}

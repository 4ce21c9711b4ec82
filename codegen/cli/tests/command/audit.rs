//! `audit`: what recorded traffic has that a catalog doesn't list.

use serde_json::{Value, json};

use crate::directory::{Directory, Run};

mod drafts;
mod hostile;

const CATALOG: &str = "\
errspec: 1
api: { name: Acme }
envelope:
  code: /code
  message: /error
  request_id: header:x-request-id
  should_retry: header:x-should-retry
  details: { items: /details, code: /code, message: /why, target: /field }
partial: { items: /results, failed: { /ok: false }, code: /code, message: /why, status: /status, target: /id }
retry: { 409: once, 429: after 60s, 5xx: backoff 1s, default: never }
errors:
  - { code: gone, status: 410, meaning: It is gone. }
  - { code: busy, status: 429, meaning: Too many requests. }
  - { code: too_large, status: 413, meaning: It is too large., fields: { limit: unsigned, plan: string } }
  - { code: bad_format, meaning: A value has the wrong format. }
  - { code: big, status: 400, match: { /size: big }, meaning: It is big. }
  - { status: 503, meaning: The service is down. }
  - { code: moved, status: 308, meaning: It moved., retired: { since: 2 } }
";

/// A line of JSON for a response.
fn line(status: u16, body: &Value) -> String {
    format!("{}\n", json!({ "status": status, "headers": {}, "body": body.to_string() }))
}

fn audit(traffic: &str, arguments: &str) -> Run {
    let directory = Directory::of(&[("errors.yaml", CATALOG), ("traffic.ndjson", traffic)]);
    directory.run(&format!("audit traffic.ndjson --catalog errors.yaml {arguments}"))
}

/// The kinds of what is found in a response, with what they are found in.
fn find(status: u16, body: &Value) -> Vec<String> {
    find_in(&line(status, body))
}

fn find_in(traffic: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(&audit(traffic, "--format json").stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    findings.map(|finding| format!("{} in {}", finding["kind"], finding["in"]).replace('"', "")).collect()
}

#[test]
fn traffic_that_fits_is_clean() {
    let traffic = [
        line(410, &json!({ "code": "gone" })),
        line(410, &json!({ "code": "gone", "details": [{ "code": "bad_format" }, { "why": "No." }] })),
        line(413, &json!({ "code": "too_large", "limit": 7, "plan": null })),
        line(503, &json!({})),
        line(200, &json!({ "results": [{ "ok": false, "code": "busy", "status": 429 }] })),
        line(200, &json!({ "error": null, "errors": [], "ok": true })),
        line(204, &Value::Null),
    ];
    insta::assert_snapshot!(audit(&traffic.concat(), ""), @r"
    traffic.ndjson: 7 responses, 4 errors, 1 with failed items; 5 of 6 entries of errors.yaml came
            2  Gone
            1  Busy
            1  TooLarge
            1  BadFormat
            1  ServiceUnavailable
        never  Big
    [exit] 0
    ");
}

#[test]
fn detail_without_a_status_is_not_judged_by_it() {
    let catalog = CATALOG.to_owned()
        + "  - { code: gone, status: 423, name: GoneForGood, meaning: It is gone for good. }\n";
    let details = json!([{ "code": "gone" }, { "code": "big" }]);
    let traffic = line(503, &json!({ "details": details }));
    let directory = Directory::of(&[("errors.yaml", &catalog), ("traffic", &traffic)]);
    let run = directory.run("audit traffic --catalog errors.yaml");
    assert!(!run.stderr.contains("`gone`") && run.stderr.contains("the code `big` of a detail"), "{run}");
}

#[test]
fn each_kind_of_finding() {
    for (status, body, expected) in [
        (400, json!({ "code": "new" }), "unlisted-code in response"),
        (503, json!({ "code": "new" }), "unlisted-code in response"),
        (400, json!({ "code": "moved" }), "retired-code in response"),
        (404, json!({ "code": "gone" }), "unlisted-status in response"),
        (503, json!({ "code": "gone" }), "unlisted-status in response"),
        (400, json!({ "code": "big" }), "unmatched-code in response"),
        (400, json!({ "reason": "new" }), "unrecognized-response in response"),
        (413, json!({ "code": "too_large", "limit": "7" }), "field-mismatch in response"),
        (413, json!({ "code": "too_large", "limit": -7 }), "field-mismatch in response"),
        (200, json!({ "code": "gone" }), "hidden-failure in response"),
        (200, json!({ "ok": false }), "hidden-failure in response"),
        (200, json!({ "errors": [{ "message": "No." }] }), "hidden-failure in response"),
        (410, json!({ "code": "gone", "details": [{ "code": "new" }] }), "unlisted-code in detail"),
        (410, json!({ "code": "gone", "details": [{ "x": "No." }] }), "unrecognized-response in detail"),
        (200, json!({ "results": [{ "ok": false, "code": "new" }] }), "unlisted-code in item"),
        (
            200,
            json!({ "results": [{ "ok": false, "code": "gone", "status": 404 }] }),
            "unlisted-status in item",
        ),
        (
            200,
            json!({ "results": [{ "ok": false, "code": "too_large", "limit": [] }] }),
            "field-mismatch in item",
        ),
    ] {
        assert_eq!(find(status, &body), [expected], "{status} {body}");
    }
}

#[test]
fn waits_and_verdicts_that_contradict_the_hint() {
    let with = |headers: Value, code: &str, status: u16| {
        let body = json!({ "code": code }).to_string();
        find_in(&format!("{}\n", json!({ "status": status, "headers": headers, "body": body })))
    };
    let expected = ["retry-mismatch in response"];
    assert_eq!(with(json!({ "retry-after": "30" }), "gone", 410), expected);
    assert_eq!(with(json!([["X-Should-Retry", "true"]]), "gone", 410), expected);
    assert_eq!(with(json!({ "x-should-retry": ["false"] }), "busy", 429), expected);
    assert_eq!(with(json!({ "retry-after": "90" }), "busy", 429), expected);
    assert_eq!(with(json!({ "retry-after": "1" }), "bad_format", 409), expected);
    let at = |moment: &str| json!({ "date": "Mon, 02 Nov 2026 08:30:00 GMT", "retry-after": moment });
    assert_eq!(with(at("Mon, 02 Nov 2026 09:30:00 GMT"), "busy", 429), expected);
    assert!(with(at("Mon, 02 Nov 2026 08:31:01 GMT"), "busy", 429).is_empty());
    for headers in [json!({ "retry-after": "30" }), json!({ "x-should-retry": "true" })] {
        assert!(with(headers, "busy", 429).is_empty());
    }
    assert!(with(json!({ "retry-after": "900" }), "", 503).is_empty());
    assert!(with(json!({ "retry-after": "0" }), "bad_format", 409).is_empty());
    assert!(with(json!({ "retry-after": "0" }), "gone", 410).is_empty());
}

#[test]
fn finding_says_how_often_when_and_where() {
    let body = |error: &str| json!({ "code": "new", "error": error }).to_string();
    let response = |status: u16, time: &str, error: &str| {
        let headers = json!({ "X-Request-Id": "r-1" });
        let url = "https://me:secret@acme.example/v1/pets?token=secret";
        format!(
            "{}\n",
            json!({ "status": status, "time": time, "method": "GET", "url": url, "headers": headers, "body": body(error) })
        )
    };
    let traffic = [
        response(400, "2026-11-02T10:00:00+02:00", "Two"),
        response(422, "2026-11-02T08:30:00Z", "Three"),
        response(400, "Mon, 02 Nov 2026 07:00:00 GMT", "One"),
    ];
    insta::assert_snapshot!(audit(&traffic.concat(), ""));
}

#[test]
fn annotations_are_on_the_lines_of_the_catalog() {
    let traffic = [line(404, &json!({ "code": "gone" })), line(400, &json!({ "code": "new" }))];
    insta::assert_snapshot!(audit(&traffic.concat(), "--format github"));
}

#[test]
fn allowed_kinds_do_not_fail() {
    let traffic = [line(404, &json!({ "code": "gone" })), line(200, &json!({ "ok": false }))].concat();
    assert_eq!(audit(&traffic, "").code, Some(1));
    let allowed = audit(&traffic, "--allow unlisted-status --allow unlisted-code");
    assert_eq!(allowed.code, Some(0));
    assert!(allowed.stderr.contains("warning[unlisted-status]"), "{allowed}");
}

#[test]
fn report_for_programs() {
    insta::assert_snapshot!(audit(&line(400, &json!({ "code": "new", "error": "No." })), "--format json"));
}

#[test]
fn several_recordings_and_standard_input() {
    let directory =
        Directory::of(&[("errors.yaml", CATALOG), ("a.ndjson", &line(410, &json!({ "code": "gone" })))]);
    let har = json!({ "log": { "entries": [{ "request": { "method": "PUT", "url": "https://acme.example" },
        "response": { "status": 400, "content": { "text": "eyJjb2RlIjoibmV3In0=", "encoding": "base64" } } }] } });
    let mut command = directory.command();
    command.args(["audit", "a.ndjson", "-", "--catalog", "errors.yaml"]);
    let run = directory.finish_with(&mut command, har.to_string().as_bytes());
    insta::assert_snapshot!(run);
}

#[test]
fn recording_of_a_browser() {
    let catalog = include_str!("../../../../spec/errors.yaml");
    let har = include_str!("audit/playwright.har");
    let directory = Directory::of(&[("errors.yaml", catalog), ("traffic.har", har)]);
    let run = directory.run("audit traffic.har --catalog errors.yaml");
    assert!(run.code == Some(1) && run.stderr.contains("no entry fits errors at 418"), "{run}");
    let counts = "3 responses, 3 errors, 1 request without a response; 2 of 14 entries";
    assert!(run.stderr.contains(counts) && !run.to_string().contains("s3cret"), "{run}");
}

#[test]
fn configured_catalog_is_taken() {
    let directory = Directory::package("[[package.metadata.errspec.catalogs]]\npath = \"errors.yaml\"");
    directory.write("traffic", line(410, &json!({ "code": "gone" })));
    let run = directory.run("audit traffic");
    assert!(run.code == Some(0) && run.stdout.contains("1 of 1 entry of errors.yaml came"), "{run}");
    directory.write("other.yaml", CATALOG);
    directory.edit(
        "Cargo.toml",
        "[workspace]",
        "[[package.metadata.errspec.catalogs]]\npath = \"other.yaml\"\n[workspace]",
    );
    let run = directory.run("audit traffic");
    assert!(run.code == Some(2) && run.stderr.contains("several catalogs are configured"), "{run}");
}

#[test]
fn what_cannot_be_audited() {
    for (traffic, problem) in [
        ("", "it is empty"),
        ("hello", "it is neither a HAR, nor lines of JSON, nor what `curl -i` prints"),
        ("{\"a\": 1}\n", "there is no response in `traffic.ndjson`"),
        ("{\"log\":{\"version\":\"1.2\"}}", "missing field `entries`"),
    ] {
        let run = audit(traffic, "");
        assert!(run.code == Some(2) && run.stderr.contains(problem), "{run}");
        let run = audit(traffic, "--format json");
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!((run.code, &report["outcome"]), (Some(2), &json!("not-run")), "{run}");
    }
    let directory = Directory::of(&[("errors.yaml", CATALOG)]);
    insta::assert_snapshot!(directory.run("audit errors.yml --catalog errors.yaml"));
    insta::assert_snapshot!(directory.run("audit - --catalog -"));
}

#[test]
fn recording_that_breaks_off_is_audited_up_to_there() {
    let har = r#"{"log":{"entries":[{"response":{"status":400,"content":{"text":"{\"code\":\"new\"}"}}},{"#;
    let run = audit(har, "");
    assert!(run.code == Some(2) && run.stderr.contains("error[unlisted-code]"), "{run}");
    assert!(run.stderr.contains("can't be read, or not to its end: EOF"), "{run}");
    let run = audit(har, "--draft");
    assert!(run.code == Some(2) && run.stdout.contains("code: new"), "{run}");
    assert!(run.stderr.contains("can't be read, or not to its end: EOF"), "{run}");
}

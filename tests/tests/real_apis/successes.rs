//! Successes that aren't, and failures inside of those that are.

use std::time::Duration;

use super::{Api, respond, texts};

#[test]
fn failure_is_told_by_what_the_code_is_not() {
    let api = Api::new("{ code: /code, failed_2xx: { /code: { not: [0, OK] } } }", &["code: 17, name: Slow"]);
    assert!(api.is_error(200, r#"{"code":17}"#) && api.is_error(200, r#"{"code":"17"}"#));
    assert!(!api.is_error(200, r#"{"code":0}"#) && !api.is_error(200, r#"{"code":"OK"}"#));
    // A download has no code, and is no failure.
    assert!(!api.is_error(200, "{}") && !api.is_error(200, "7,8,9"));
}

#[test]
fn failure_has_one_of_several_forms() {
    let failed = "[/fault, /items/*/fault, { /ok: false, /warning: null }]";
    let api = Api::new(&format!("{{ code: /code, failed_2xx: {failed} }}"), &["code: a"]);
    for body in [r#"{"fault":{}}"#, r#"{"items":[{},{"fault":1}]}"#, r#"{"ok":false}"#] {
        assert!(api.is_error(200, body), "{body}");
    }
    for body in [r#"{"fault":null}"#, r#"{"items":[]}"#, r#"{"ok":false,"warning":"w"}"#, ""] {
        assert!(!api.is_error(200, body), "{body}");
    }
}

#[test]
fn statuses_above_599_are_errors() {
    let api = Api::new("{ code: /code }", &["status: 783, name: BadToken", "status: 9xx, name: Denied"]);
    assert!([600, 783, 999].iter().all(|status| api.is_error(*status, "")));
    assert_eq!([783, 999, 600].map(|status| api.kind(status, "")), ["BadToken", "Denied", "Unrecognized"]);
}

#[test]
fn redirect_is_an_error_if_it_is_listed() {
    let entries = ["code: other_region, status: 301", "status: 308", "status: 410"];
    let api = Api::new("{ code: /code }", &entries);
    let errors = [301, 308, 302, 304].map(|status| api.is_error(status, ""));
    assert_eq!(errors, [true, true, false, false]);
    assert_eq!(api.kind(301, r#"{"code":"other_region"}"#), "OtherRegion");
}

const BATCH: &str = "
errspec: 1
api: { name: Batch }
envelope: { code: /error/code, message: /error/text }
retry: { default: never, 429: after 60s }
partial:
  items: /responses
  failed: { /status: { not: [200, 201] } }
  target: /id
  status: /status
  retry_after: /headers/Retry-After
  code: /body/error/code
  message: /body/error/text
errors:
  - { status: 404, meaning: It is gone. }
  - { code: busy, status: 429, meaning: It is busy. }
  - { code: busy, status: 423, name: Locked, meaning: It is locked. }
";

#[test]
fn item_is_decoded_by_its_own_status() {
    let api = Api::from_yaml(BATCH);
    let body = r#"{"responses":[
        {"id":"a","status":200,"body":{}},
        {"id":"b","status":423,"body":{"error":{"code":"busy"}}},
        {"id":3,"status":"429","headers":{"Retry-After":9},"body":{"error":{"code":"busy","text":"No"}}},
        {"id":"d","status":404}
    ]}"#;
    let expected = [("b", "Locked"), ("3", "Busy"), ("d", "NotFound")];
    assert_eq!(api.list_failures(body), expected.map(|(target, kind)| (target.to_owned(), kind)));
    let (_, busy) = &api.find_failures(body)[1];
    assert_eq!((busy.status().as_u16(), texts(busy)), (429, ["busy", "No"]));
    assert_eq!(busy.retry_after(), Some(Duration::from_secs(9)));
}

#[test]
fn item_without_the_value_of_a_negated_condition_has_not_failed() {
    assert!(Api::from_yaml(BATCH).list_failures(r#"{"responses":[{"id":"a"}]}"#).is_empty());
}

/// The failures in a body, of which these are the keys that say where they are.
fn list_failures(partial: &str, body: &str) -> Vec<(String, &'static str)> {
    let entry = "{ code: taken, status: 409, meaning: It is taken., retry: never }";
    let api = Api::from_yaml(&format!(
        "errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ code: /code }}\npartial: {partial}\nerrors: [{entry}]\n"
    ));
    api.list_failures(body)
}

#[test]
fn item_has_failed_where_it_has_a_fault() {
    let partial = "{ items: /items, failed: /fault, target: /id, code: /fault/code }";
    let body = r#"{"items":[{"id":1},{"id":2,"fault":{"code":"taken"}},{"id":3,"fault":null}]}"#;
    assert_eq!(list_failures(partial, body), [("2".to_owned(), "Taken")]);
}

#[test]
fn item_has_failed_in_one_of_several_ways() {
    let partial = "{ items: /items, failed: [/fault, { /ok: false }], target: /id, code: [/fault, /code] }";
    let body =
        r#"{"items":[{"id":1,"ok":true},{"id":2,"fault":"taken"},{"id":3,"ok":false,"code":"taken"}]}"#;
    assert_eq!(list_failures(partial, body), ["2", "3"].map(|id| (id.to_owned(), "Taken")));
}

#[test]
fn items_are_an_array_at_the_top() {
    let partial = "{ items: '', failed: { /done: false }, target: /id, code: /errors/*/code }";
    let body = r#"[{"id":1,"done":true},{"id":2,"done":false,"errors":[{"code":"odd"},{"code":"taken"}]}]"#;
    assert_eq!(list_failures(partial, body), [("2".to_owned(), "Taken")]);
}

#[test]
fn items_are_in_several_lists() {
    let partial = "{ items: /shards/*/rows, failed: /error, target: /id, code: /error }";
    let body =
        r#"{"shards":[{"rows":[{"id":1,"error":"taken"}]},{"rows":[{"id":2},{"id":3,"error":"odd"}]}]}"#;
    let expected = [("1", "Taken"), ("3", "Unrecognized")];
    assert_eq!(list_failures(partial, body), expected.map(|(target, kind)| (target.to_owned(), kind)));
}

#[test]
fn member_name_is_the_target_of_an_item() {
    let partial = "{ items: /results, failed: /error, target: key, code: /error }";
    let body = r#"{"results":{"alpha":{"error":"taken"},"beta":{}}}"#;
    assert_eq!(list_failures(partial, body), [("alpha".to_owned(), "Taken")]);
}

#[test]
fn failed_response_has_no_failures_inside() {
    let api = Api::from_yaml(BATCH);
    let response = respond(500, &[], r#"{"responses":[{"id":"a","status":404}]}"#);
    assert_eq!(errspec::__private::FailedItems::find(api.0, &response).count(), 0);
}

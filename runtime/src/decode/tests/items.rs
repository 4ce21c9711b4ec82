//! What the items of a response become: failures inside a success, and details of an error.

use super::*;
use crate::partial::FailedItems;

/// An item as text: its target, its kind and code, its message and its status.
fn show((target, response): (Option<String>, ErrorResponse)) -> String {
    let kind = response.0.catalog.name(response.kind_number());
    assert_eq!(response.target(), target.as_deref());
    let (target, code) = (target.as_deref().unwrap_or("-"), response.code().unwrap_or("-"));
    format!("{target}: {kind} {code} {} {}", response.message(), response.status().as_u16())
}

fn details(details: &str, body: &str) -> Vec<String> {
    let envelope = format!("{{ code: /code, message: /message, details: {details} }}");
    let entries = ["code: a, status: 400", "code: b", "status: 503", "code: c, match: { /kind: x }"];
    let response = decode_body(catalog(&envelope, &entries), 422, body);
    FailedItems::find_details(&response).map(show).collect()
}

const LIST: &str = "{ items: /errors, code: /code, message: /message, target: /field }";

#[test]
fn elements_of_an_array_are_details() {
    let body =
        r#"{"code":"a","errors":[{"code":"b","message":"B","field":"f"},{"code":"zzz"},{"code":"a"},{}]}"#;
    assert_eq!(
        details(LIST, body),
        [
            "f: Kind1 b B 422",
            "-: Unrecognized zzz Unprocessable Entity 422",
            "-: Kind0 a Meaning 0. 422",
            "-: Unrecognized - Unprocessable Entity 422",
        ]
    );
    assert!(details(LIST, r#"{"errors":[]}"#).is_empty() && details(LIST, r#"{"errors":"x"}"#).is_empty());
    assert_eq!(details(LIST, r#"{"errors":[{"code":"c","kind":"x"}]}"#), ["-: Kind3 c Meaning 3. 422"]);
}

#[test]
fn item_that_is_a_text_is_its_own_message() {
    assert_eq!(
        details("{ items: /errors }", r#"{"errors":["is \"taken\"",""]}"#),
        ["-: Unrecognized - is \"taken\" 422", "-: Unrecognized - Unprocessable Entity 422"]
    );
}

#[test]
fn key_is_the_name_of_the_member_or_of_the_list_around_it() {
    let body = r#"{"errors":{"email":["is taken","is odd"],"n\u0061me":["is long"]}}"#;
    assert_eq!(
        details("{ items: '/errors/*', target: key }", body),
        [
            "email: Unrecognized - is taken 422",
            "email: Unrecognized - is odd 422",
            "name: Unrecognized - is long 422",
        ]
    );
    let body = r#"{"errors":{"email":{"code":"b"},"name":"is long"}}"#;
    assert_eq!(
        details("{ items: /errors, target: key, code: /code }", body),
        ["email: Kind1 b Meaning 1. 422", "name: Unrecognized - is long 422"]
    );
    let body = r#"{"errors":[["a"],["b"]]}"#;
    let found = details("{ items: '/errors/*', target: key }", body);
    assert_eq!(found, ["-: Unrecognized - a 422", "-: Unrecognized - b 422"]);
    assert_eq!(details("{ items: '', target: key }", r#"["a"]"#), ["-: Unrecognized - a 422"]);
}

#[test]
fn of_equal_items_the_last_counts() {
    let body = r#"{"errors":{"x":"1","y":"2","x":"3"}}"#;
    assert_eq!(
        details("{ items: /errors, target: key }", body),
        ["y: Unrecognized - 2 422", "x: Unrecognized - 3 422"]
    );
}

#[test]
fn item_has_a_status_of_its_own() {
    let list = "{ items: /errors, code: /code, status: [/status, /http] }";
    let body = r#"{"errors":[{"status":503},{"http":"400","code":"a"},{"status":99,"http":1000},{"status":"+12"},{"status":"0503"}]}"#;
    assert_eq!(
        details(list, body),
        [
            "-: Kind2 - Meaning 2. 503",
            "-: Kind0 a Meaning 0. 400",
            "-: Unrecognized - Unprocessable Entity 422",
            "-: Unrecognized - Unprocessable Entity 422",
            "-: Unrecognized - Unprocessable Entity 422",
        ]
    );
}

#[test]
fn conditions_tell_which_details_count() {
    let list = "{ items: /errors, message: /m, failed: [{ /level: error }, /fatal] }";
    let body = r#"{"errors":[{"m":"1","level":"error"},{"m":"2","level":"warning"},{"m":"3","fatal":1}]}"#;
    assert_eq!(details(list, body), ["-: Unrecognized - 1 422", "-: Unrecognized - 3 422"]);
}

#[test]
fn what_was_read_before_a_break_counts() {
    let body = r#"{"errors":["a","b",{"x":"#;
    assert_eq!(details("{ items: /errors }", body), ["-: Unrecognized - a 422", "-: Unrecognized - b 422"]);
}

#[test]
fn item_has_no_header_fields_and_what_it_does_not_say_is_of_the_whole_response() {
    let envelope = "{ code: [header:x-code, /code], request_id: [/id, header:x-id], should_retry: header:x-retry, \
                    retry_after: /wait, details: { items: /errors, code: /code, retry_after: /after } }";
    let catalog = catalog(envelope, &["code: a, match: { header:x-code: null }", "code: a", "code: h"]);
    let headers = [
        ("x-code", "h"),
        ("x-id", "r"),
        ("x-retry", "true"),
        ("retry-after", "7"),
        ("date", "Wed, 21 Oct 2015 07:28:00 GMT"),
    ];
    let body =
        r#"{"errors":[{"code":"a"},{"code":"a","after":5,"id":"own"},{"after":"2015-10-21T07:28:30Z"}]}"#;
    let response = decode_response(catalog, respond(400, &headers, body));
    assert_eq!(response.code(), Some("h"));
    let items: Vec<_> = FailedItems::find_details(&response).map(|(_, error)| error).collect();
    assert_eq!(items.iter().map(ErrorResponse::kind_number).collect::<Vec<_>>(), [1, 1, 0]);
    let waits: Vec<_> = items.iter().map(|item| item.retry_after().unwrap().as_secs()).collect();
    assert_eq!(waits, [7, 5, 30]);
    let ids: Vec<_> = items.iter().map(|item| item.request_id().unwrap()).collect();
    assert_eq!(ids, ["r", "own", "r"]);
    assert!(items.iter().all(|item| item.retry_hint().is_retryable()));
    assert_eq!(items[0].headers(), response.headers());
    assert_eq!(items[0].body(), r#"{"code":"a"}"#);
}

#[test]
fn items_of_a_success_fail_one_by_one() {
    let yaml = "errspec: 1\napi: { name: Acme }\nenvelope: { code: /code }\nretry: { default: never }\n\
                partial: { items: '/platforms/*', failed: { /status: failed }, target: /name, code: /code }\n\
                errors:\n  - { name: Kind0, meaning: Meaning 0., code: a, status: 400 }\n";
    let catalog = lower(yaml);
    let body = r#"{"platforms":{"x":[{"name":1,"status":"failed","code":"a"},{"name":2}],"y":{"z":{"status":"failed"}}}}"#;
    let find = |status| {
        let response = respond(status, &[], body);
        FailedItems::find(catalog, &response).map(show).collect::<Vec<_>>()
    };
    assert_eq!(find(207), ["1: Kind0 a Meaning 0. 207", "-: Unrecognized - unrecognized error 207"]);
    assert!(find(400).is_empty());
}

#[test]
#[cfg_attr(miri, ignore = "its size is what it shows, and takes Miri hours")]
fn many_items_take_a_time_that_grows_with_their_number() {
    let body = format!(r#"{{"errors":[{}"last"]}}"#, r#"{"code":"b","m":["x"]},"#.repeat(100_000));
    let start = std::time::Instant::now();
    assert_eq!(details(LIST, &body).len(), 100_001);
    assert!(start.elapsed().as_secs() < 30);
}

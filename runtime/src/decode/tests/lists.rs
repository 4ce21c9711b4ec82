//! What responses become whose codes and messages are in lists, and in bodies that are text.

use super::*;

const LISTS: &str = "{ code: [/errors/*/code, /code], message: [/errors/*/message, /error] }";

/// The kind, the code and the message that a body becomes.
fn decode(envelope: &str, entries: &[&str], body: &str) -> (&'static str, String, String) {
    let catalog = catalog(envelope, entries);
    let response = decode_body(catalog, 400, body);
    let code = response.code().unwrap_or("-").to_owned();
    (catalog.name(response.kind_number()), code, response.message().to_owned())
}

fn in_lists(body: &str) -> (&'static str, String, String) {
    decode(LISTS, &["code: a, status: 400", "code: b, status: 404"], body)
}

fn expect(kind: &'static str, code: &str, message: &str) -> (&'static str, String, String) {
    (kind, code.to_owned(), message.to_owned())
}

#[test]
fn first_element_with_a_code_that_an_entry_fits_counts() {
    let body =
        r#"{"errors":[{"code":"x","message":"X"},{"code":"b","message":"B"},{"code":"a","message":"A"}]}"#;
    assert_eq!(in_lists(body), expect("Kind0", "a", "A"));
    let body = r#"{"errors":{"q":{"code":"x","message":"X"},"r":{"code":"b"}},"error":"whole"}"#;
    assert_eq!(in_lists(body), expect("Kind1", "b", "whole"));
}

#[test]
fn all_messages_are_joined_where_none_is_beside_the_code() {
    let body = r#"{"errors":[{"message":"X"},{"message":""},{"message":7},{"message":"Y"}],"code":"a"}"#;
    assert_eq!(in_lists(body), expect("Kind0", "a", "X; Y"));
    let body = r#"{"errors":[{"code":"a"},{"message":"X"}]}"#;
    assert_eq!(in_lists(body), expect("Kind0", "a", "X"));
    let body = r#"{"errors":[{"code":"x","message":"X"},{"message":"Y"}]}"#;
    assert_eq!(in_lists(body), expect("Unrecognized", "x", "X; Y"));
}

#[test]
fn messages_below_the_element_of_the_code_are_joined() {
    let envelope = "{ code: /errors/*/code, message: /errors/*/texts/* }";
    let body = r#"{"errors":[{"code":"x","texts":["X"]},{"code":"a","texts":["A","B"]}]}"#;
    assert_eq!(decode(envelope, &["code: a"], body), expect("Kind0", "a", "A; B"));
}

#[test]
fn messages_in_another_list_than_the_code_are_joined() {
    let envelope = "{ code: /errors/*/code, message: [/notes/*/text, /error] }";
    let body =
        r#"{"errors":[{"code":"x"},{"code":"a"}],"notes":[{"text":"A"},{"text":"B"}],"error":"whole"}"#;
    assert_eq!(decode(envelope, &["code: a"], body), expect("Kind0", "a", "A; B"));
}

#[test]
fn several_header_fields_are_no_lists() {
    let catalog = catalog("{ code: /code, message: header:x-message }", &["code: a"]);
    let headers = [("x-message", "one"), ("x-message", "two")];
    assert_eq!(decode_response(catalog, respond(400, &headers, "")).message(), "one");
}

#[test]
fn conditions_hold_if_they_do_for_one_of_several_values() {
    let holds = |condition: &str, body: &str| {
        let entry = format!("code: a, match: {{ {condition} }}");
        decode(FLAT, &[&entry], &format!(r#"{{"code":"a","e":{body}}}"#)).0 == "Kind0"
    };
    assert!(holds("/e/*/r: x", r#"[{"r":"y"},{"r":"x"}]"#) && !holds("/e/*/r: x", r#"[{"r":"y"}]"#));
    assert!(holds("/e/*/r: [x, z]", r#"[{"r":"y"},{"r":"z"}]"#));
    assert!(holds("/e/*/r: null", "[]") && holds("/e/*/r: null", r#"[{"r":1},{"r":null}]"#));
    assert!(!holds("/e/*/r: null", r#"[{"r":1},{}]"#));
    assert!(holds("/e/*/r: { not: x }", r#"[{"r":"y"}]"#) && holds("/e/*/r: { not: x }", "[]"));
    assert!(!holds("/e/*/r: { not: x }", r#"[{"r":"y"},{"r":"x"}]"#));
    assert!(holds("/e: { prefix: 'Bad ' }", r#""Bad Request""#) && !holds("/e: { prefix: '4' }", "42"));
    assert!(holds("/e: { contains: secondary }", r#""a secondary limit""#));
    assert!(holds("/e: { not: null }", "[]") && !holds("/e: { not: null }", "null"));
    // Each condition is judged alone, so that two may be held by different elements.
    assert!(holds("/e/*/r: x, /e/*/s: y", r#"[{"r":"x"},{"s":"y"}]"#));
}

#[test]
fn negated_conditions_need_a_value_to_fail_a_success() {
    let catalog = catalog("{ code: /code, failed_2xx: { /status: { not: ok } } }", &["code: a"]);
    let fails = |body: &str| is_error(catalog, StatusCode::OK, &HeaderMap::new(), body.as_bytes());
    assert!(fails(r#"{"status":"failed"}"#));
    assert!(!fails(r#"{"status":"ok"}"#) && !fails("{}") && !fails("a download"));
}

#[test]
fn one_of_several_alternatives_fails_a_success() {
    let envelope =
        "{ code: /code, failed_2xx: [{ /ok: false, /n: 1 }, /errors/0, { header:x-failed: '1' }] }";
    let catalog = catalog(envelope, &["code: a"]);
    let fails = |headers: &[(&'static str, &str)], body: &str| {
        let response = respond(200, headers, body.to_owned());
        is_error(catalog, response.status(), response.headers(), response.body())
    };
    assert!(fails(&[], r#"{"ok":false,"n":1}"#) && !fails(&[], r#"{"ok":false}"#));
    assert!(fails(&[], r#"{"errors":[{}]}"#) && !fails(&[], r#"{"errors":[]}"#));
    assert!(fails(&[("x-failed", "1")], ""));
}

#[test]
fn locator_finds_nothing_where_its_conditions_do_not_hold() {
    let envelope = "{ code: [{ at: /detail, when: { /type: code } }, /code], \
                    message: { at: /detail, when: { header:x-human: 'yes' } } }";
    let catalog = catalog(envelope, &["code: a", "code: b"]);
    let decode = |headers: &[(&'static str, &str)], body: &str| {
        let response = decode_response(catalog, respond(400, headers, body.to_owned()));
        (response.code().unwrap().to_owned(), response.message().to_owned())
    };
    let expect = |code: &str, message: &str| (code.to_owned(), message.to_owned());
    assert_eq!(decode(&[], r#"{"detail":"a","type":"code","code":"b"}"#), expect("a", "Meaning 0."));
    assert_eq!(decode(&[], r#"{"detail":"a","code":"b"}"#), expect("b", "Meaning 1."));
    let headers = [("x-human", "yes")];
    assert_eq!(decode(&headers, r#"{"detail":"Oops","code":"b"}"#), expect("b", "Oops"));
    // One value isn't both, whatever the conditions.
    assert_eq!(decode(&headers, r#"{"detail":"a","type":"code"}"#), expect("a", "Meaning 0."));
}

#[test]
fn value_between_marks_is_none_without_them() {
    let envelope = "{ code: { at: body, between: ['Error code: ', ' '] }, \
                    message: { at: body, between: ['text: ', null] } }";
    let decode = |body: &str| decode(envelope, &["code: e1, status: 400"], body);
    assert_eq!(decode("Error code: e1 text: Full. text: no"), expect("Kind0", "e1", "Full. text: no"));
    assert_eq!(decode("no Error code: e1"), expect("Unrecognized", "-", "no Error code: e1"));
}

#[test]
fn text_that_a_locator_reads_is_no_message_by_itself() {
    let decode = |body: &str| decode("{ code: body }", &["code: gone, status: 400"], body);
    assert_eq!(decode(" gone\n"), expect("Kind0", "gone", "Meaning 0."));
    // A code that nobody lists is the message as well.
    assert_eq!(decode("upstream error"), expect("Unrecognized", "upstream error", "upstream error"));
    for body in ["<html>gone</html>", r#""gone""#, "{}", ""] {
        assert_eq!(decode(body), expect("Unrecognized", "-", "Bad Request"), "{body}");
    }
}

#[test]
fn value_of_a_text_is_none_but_the_text() {
    let envelope = "{ code: '' }";
    assert_eq!(decode(envelope, &["code: 42"], "42").0, "Kind0");
    assert_eq!(decode(envelope, &["code: 42"], "42 is all").0, "Unrecognized");
}

#[test]
fn every_code_of_an_entry_counts_and_is_kept() {
    let entries = ["code: [a, b], status: 400", "code: b, status: 404"];
    let catalog = catalog(FLAT, &entries);
    let decode = |status, code: &str| {
        let response = decode_body(catalog, status, &format!(r#"{{"code":"{code}"}}"#));
        (catalog.name(response.kind_number()), response.code().unwrap().to_owned(), response.error_type())
    };
    assert_eq!(decode(400, "b"), ("Kind0", "b".to_owned(), "a"));
    assert_eq!(decode(400, "a"), ("Kind0", "a".to_owned(), "a"));
    assert_eq!(decode(404, "b"), ("Kind1", "b".to_owned(), "b"));
}

#[test]
fn statuses_go_to_999() {
    let catalog = catalog(FLAT, &["code: a, status: 999", "status: 7xx"]);
    assert_eq!(
        [999, 712, 800].map(|status| kind(catalog, status, "")),
        ["Unrecognized", "Kind1", "Unrecognized"]
    );
    assert_eq!(kind(catalog, 999, r#"{"code":"a"}"#), "Kind0");
}

#[test]
#[cfg_attr(miri, ignore = "its size is what it shows, and takes Miri hours")]
fn many_equal_codes_take_a_time_that_grows_with_their_number() {
    let body = format!(r#"{{"errors":[{}{{}}]}}"#, r#"{"code":"a","r":"y"},{"code":"b"},"#.repeat(50_000));
    let start = std::time::Instant::now();
    let entries = ["code: a, match: { '/errors/*/r': x }", "code: b, match: { '/errors/*/r': x }"];
    assert_eq!(decode(LISTS, &entries, &body).0, "Unrecognized");
    assert!(start.elapsed().as_secs() < 30);
}

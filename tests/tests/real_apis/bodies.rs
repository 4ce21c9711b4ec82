//! Bodies that aren't JSON, or that are less than they seem.

use super::{Api, texts};

#[test]
fn text_that_nothing_reads_is_the_message() {
    let api = Api::new("{ code: /code, message: /error }", &["status: 429"]);
    let error = api.decode(429, &[("content-type", "text/plain")], "  error code: 77\n");
    assert_eq!((api.kind_of(&error), texts(&error)), ("TooManyRequests", ["-", "error code: 77"]));
    let error = api.decode(429, &[], "Too fast!");
    assert_eq!(error.message(), "Too fast!");
}

#[test]
fn text_has_a_code_to_cut_out() {
    let api = Api::new(
        r#"{ code: { at: body, between: ["code: ", null] }, message: body }"#,
        &["code: 77, name: Edge, status: 429"],
    );
    let error = api.decode(429, &[], "error code: 77");
    assert_eq!((api.kind_of(&error), texts(&error)), ("Edge", ["77", "error code: 77"]));
}

#[test]
fn page_of_a_gateway_has_no_message() {
    let api = Api::new("{ code: /code, message: [/error, body] }", &["status: 502"]);
    for page in ["<html><body>Bad</body></html>", "<!DOCTYPE html><p>Bad", "\n <HTML>"] {
        let error = api.decode(502, &[], page);
        assert_eq!((api.kind_of(&error), texts(&error)), ("BadGateway", ["-", "-"]), "{page}");
    }
    let error = api.decode(502, &[("content-type", "text/html; charset=utf-8")], "Bad");
    assert_eq!(texts(&error), ["-", "-"]);
}

#[test]
fn long_text_is_no_message() {
    let api = Api::new("{ code: /code, message: body }", &["status: 500"]);
    for (length, is_read) in [(4096, true), (4097, false)] {
        let error = api.decode(500, &[], &"a".repeat(length));
        assert_eq!(error.message().len() == length, is_read, "{length}");
    }
}

#[test]
fn json_is_told_by_its_first_byte() {
    let api = Api::new("{ code: /code, message: [/error, body] }", &["status: 500"]);
    let error = api.decode(500, &[("content-type", "text/plain")], "\u{feff}\n{\"error\":\"Broken\"}");
    assert_eq!(error.message(), "Broken");
    // What was read before a break counts.
    assert_eq!(api.decode(500, &[], r#"{"error":"Broken","trace":["#).message(), "Broken");
}

#[test]
fn text_that_a_field_reads_is_no_message() {
    let field = r#"fields: { node: { type: string, at: { at: body, between: ["node ", ":"] } } }"#;
    let entry = format!(r#"status: 502, {field}, message: "node {{node}} is down""#);
    let api = Api::new("{ code: /code }", &[&entry]);
    assert_eq!(api.decode(502, &[], "node 7: unreachable").message(), "node 7 is down");
    assert_eq!(api.decode(502, &[], "unreachable").message(), "unreachable");
}

#[test]
fn blank_type_is_no_code_in_a_longer_list_of_the_preset() {
    let api = Api::new("{ preset: problem+json, code: [/code, /type] }", &["status: 404"]);
    assert_eq!(api.decode(404, &[], r#"{"type":"about:blank"}"#).code(), None);
    assert_eq!(
        api.decode(404, &[], r#"{"type":"https://acme.example/x"}"#).code(),
        Some("https://acme.example/x")
    );
}

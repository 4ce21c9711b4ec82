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

/// An API that answers in XML.
fn xml_api(envelope: &str) -> Api {
    Api::new(
        &format!("{{ format: xml, {envelope} }}"),
        &["code: slow, status: 503", "code: broken, status: 500"],
    )
}

#[test]
fn elements_are_members_from_the_root_on() {
    let api = xml_api("code: /Error/Code, message: /Error/Text, request_id: /Error/@id");
    let body = "\u{feff}<?xml version=\"1.0\"?>\n<Error id='r7'>\n <Code>slow</Code><Text> Wait &lt;9&gt; </Text>\n</Error>";
    let error = api.decode(503, &[], body);
    assert_eq!((api.kind_of(&error), error.code(), error.request_id()), ("Slow", Some("slow"), Some("r7")));
    assert_eq!(error.message().trim(), "Wait <9>");
}

#[test]
fn prefixes_and_namespaces_do_not_count() {
    let api = xml_api("code: /Envelope/Body/Fault/faultcode");
    let fault = "<s:Fault><faultcode xmlns='urn:y' a='b'>slow</faultcode></s:Fault>";
    let body = format!("<s:Envelope xmlns:s='urn:x'><s:Body>{fault}</s:Body></s:Envelope>");
    assert_eq!(api.kind(503, &body), "Slow");
}

#[test]
fn lone_element_is_an_array_of_one_where_an_array_is_asked_for() {
    let first = xml_api("code: /Errors/Error/0/Code");
    let every = xml_api("code: /Errors/Error/*/Code");
    let plain = xml_api("code: /Errors/Error/Code");
    let one = "<Errors><Error><Code>slow</Code></Error></Errors>";
    let two = "<Errors><Error><Code>odd</Code></Error><Error><Code>slow</Code></Error></Errors>";
    assert_eq!([first, every, plain].map(|api| api.kind(503, one)), ["Slow"; 3]);
    assert_eq!([first, every].map(|api| api.kind(503, two)), ["Unrecognized", "Slow"]);
}

#[test]
fn failed_success_may_be_xml() {
    let api = xml_api("code: /Error/Code, failed_2xx: /Error");
    assert!(api.is_error(200, "<Error><Code>broken</Code></Error>"));
    assert!(!api.is_error(200, "<List><Item/></List>") && !api.is_error(200, ""));
}

#[test]
fn page_is_no_xml() {
    let api = xml_api("code: /html/body, message: /html/body");
    for (content_type, page) in [
        ("application/xml", "<html><body>slow</body></html>"),
        ("application/xml", "<!doctype html><html><body>slow</body></html>"),
        ("text/html", "<HTML><body>slow</body></HTML>"),
    ] {
        let error = api.decode(503, &[("content-type", content_type)], page);
        assert_eq!((api.kind_of(&error), texts(&error)), ("Unrecognized", ["-", "-"]), "{page}");
    }
}

#[test]
fn one_api_may_answer_in_both() {
    let api = Api::new("{ format: [json, xml], code: [/Error/Code, /code] }", &["code: slow, status: 503"]);
    assert_eq!(api.kind(503, "<Error><Code>slow</Code></Error>"), "Slow");
    assert_eq!(api.kind(503, r#"{"code":"slow"}"#), "Slow");
    // Without the format, it is text.
    let api = Api::new("{ code: /Error/Code }", &["code: slow, status: 503"]);
    let body = "<Error><Code>slow</Code></Error>";
    let error = api.decode(503, &[], body);
    assert_eq!((api.kind_of(&error), texts(&error)), ("Unrecognized", ["-", body]));
}

#[test]
fn numbers_in_xml_are_texts_that_are_parsed() {
    let envelope = "{ format: xml, code: /E/Code, retry_after: /E/Wait, should_retry: /E/Again }";
    let api = Api::new(envelope, &["code: 7, name: Seven, status: 503"]);
    let error = api.decode(503, &[], "<E><Code>7</Code><Wait>1.5</Wait><Again>true</Again></E>");
    assert_eq!((api.kind_of(&error), error.retry_after().unwrap().as_millis()), ("Seven", 1500));
    assert!(error.retry_delay(0, errspec::Idempotency::NotIdempotent).is_some());
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

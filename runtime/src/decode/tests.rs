//! What responses become.

mod items;
mod lists;
mod parts;
#[cfg(feature = "xml")]
mod xml;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::time::Duration;

use errspec_data::Catalog;
use errspec_spec::{Arena, Spec};

use super::*;

/// The catalog of an API with this envelope and these entries; whatever they don't say is never retried.
fn catalog(envelope: &str, errors: &[&str]) -> &'static Catalog<'static> {
    let mut yaml = format!(
        "errspec: 1\napi: {{ name: Acme }}\nenvelope: {envelope}\nretry: {{ default: never }}\nerrors:\n"
    );
    for (number, error) in errors.iter().enumerate() {
        let _ = writeln!(yaml, "  - {{ name: Kind{number}, meaning: Meaning {number}., {error} }}");
    }
    lower(&yaml)
}

/// Reads a catalog, each once: that is most of what these tests take in Miri.
fn lower(yaml: &str) -> &'static Catalog<'static> {
    static KNOWN: Mutex<BTreeMap<String, &'static Catalog<'static>>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap();
    known.entry(yaml.to_owned()).or_insert_with(|| {
        let arena: &'static Arena = Box::leak(Box::new(Arena::new()));
        let spec =
            Spec::parse(arena, "errors.yaml", yaml.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
        Box::leak(Box::new(errspec_spec::lower(arena, &spec)))
    })
}

const FLAT: &str = "{ code: /code, message: /error }";

fn respond(status: u16, headers: &[(&'static str, &str)], body: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
    *response.headers_mut() = headers.collect();
    response
}

fn decode_body(catalog: &'static Catalog<'static>, status: u16, body: &str) -> ErrorResponse {
    decode_response(catalog, respond(status, &[], body.to_owned()))
}

/// The name of the kind that a response becomes.
fn kind(catalog: &'static Catalog<'static>, status: u16, body: &str) -> &'static str {
    catalog.name(decode_body(catalog, status, body).kind_number())
}

/// The code, the message and the request id of a response.
fn find(envelope: &str, headers: &[(&'static str, &str)], body: &str) -> [String; 3] {
    let catalog = catalog(envelope, &["code: known, status: 400"]);
    let response = decode_response(catalog, respond(404, headers, body.to_owned()));
    let found = [response.code(), Some(response.message()), response.request_id()];
    found.map(|text| text.unwrap_or("-").to_owned())
}

#[test]
fn known_code_is_its_entry_and_keeps_what_came() {
    let catalog = catalog(FLAT, &["code: a, status: 400", "code: b, status: 404"]);
    let response = decode_body(catalog, 404, r#"{"error":"No such post","code":"b"}"#);
    assert_eq!((response.kind_number(), response.status().as_u16()), (2, 404));
    let found = (response.code(), response.message(), response.request_id());
    assert_eq!(found, (Some("b"), "No such post", None));
    assert_eq!(response.body(), &br#"{"error":"No such post","code":"b"}"#[..]);
    assert_eq!(response.to_string(), "No such post (404 b)");
}

#[test]
fn one_code_at_two_statuses_is_two_kinds() {
    let catalog = catalog(FLAT, &["code: unauthorized, status: 401", "code: unauthorized, status: 403"]);
    let body = r#"{"code":"unauthorized"}"#;
    assert_eq!([401, 403, 400].map(|status| kind(catalog, status, body)), ["Kind0", "Kind1", "Unrecognized"]);
}

#[test]
fn status_beats_none_and_conditions_beat_both() {
    let entries = ["code: a, match: { /reason: full }", "code: a, status: 401", "code: a"];
    let catalog = catalog(FLAT, &entries);
    assert_eq!([401, 500].map(|status| kind(catalog, status, r#"{"code":"a"}"#)), ["Kind1", "Kind2"]);
    assert_eq!(kind(catalog, 401, r#"{"code":"a","reason":"full"}"#), "Kind0");
    assert_eq!(kind(catalog, 401, r#"{"code":"a","reason":"FULL"}"#), "Kind1");
}

#[test]
fn code_of_one_entry_beats_an_unexpected_status_if_its_conditions_hold() {
    let entries = ["code: a, status: 401", "code: b, status: 400, match: { /reason: full }"];
    let catalog = catalog(FLAT, &entries);
    assert_eq!(kind(catalog, 502, r#"{"code":"a"}"#), "Kind0");
    assert_eq!(kind(catalog, 502, r#"{"code":"b","reason":"full"}"#), "Kind1");
    assert_eq!(kind(catalog, 400, r#"{"code":"b"}"#), "Unrecognized");
}

#[test]
fn status_alone_decides_where_there_is_no_code() {
    let catalog = catalog(FLAT, &["status: [500, 502]", "status: 5xx", "code: a, status: 400"]);
    let kinds = [500, 502, 503, 404].map(|status| kind(catalog, status, "<html>"));
    assert_eq!(kinds, ["Kind0", "Kind0", "Kind1", "Unrecognized"]);
    assert_eq!(kind(catalog, 500, r#"{"code":null}"#), "Kind0");
}

#[test]
fn status_decides_where_nobody_lists_the_code() {
    let only_without = "status: 404, match: { /code: null }";
    let catalog = catalog(FLAT, &["status: 500", only_without, "code: a, status: 400"]);
    let response = decode_body(catalog, 500, r#"{"code":"other"}"#);
    assert_eq!((response.kind_number(), response.code()), (1, Some("other")));
    assert_eq!(response.error_type(), "Kind0");
    assert_eq!(kind(catalog, 404, r#"{"code":"other"}"#), "Unrecognized");
    assert_eq!(kind(catalog, 404, "{}"), "Kind1");
}

#[test]
fn first_candidate_that_an_entry_fits_is_the_code() {
    let envelope = "{ code: [/code, /error, header:x-code], message: /error }";
    let entries = ["code: coarse, status: 400", "code: fine, status: 402", "code: other"];
    let catalog = catalog(envelope, &entries);
    let decode = |status, headers: &[_], body: &str| {
        let response = decode_response(catalog, respond(status, headers, body.to_owned()));
        let [code, message] = [response.code(), Some(response.message())].map(|text| text.map(str::to_owned));
        (catalog.name(response.kind_number()), code.unwrap_or_default(), message.unwrap_or_default())
    };
    let text = |text: &str| text.to_owned();
    // The unlisted fine code doesn't hide the listed coarse one.
    let body = r#"{"code":"finest","error":"coarse"}"#;
    assert_eq!(decode(400, &[], body), ("Kind0", text("coarse"), text("Meaning 0.")));
    // A code at its own status comes before one at any other.
    let body = r#"{"code":"fine","error":"coarse"}"#;
    assert_eq!(decode(400, &[], body).0, "Kind0");
    assert_eq!(decode(502, &[], body), ("Kind1", text("fine"), text("coarse")));
    // Each of several header fields is a candidate.
    let headers = [("x-code", "nonsense"), ("x-code", "other")];
    assert_eq!(decode(502, &headers, "{}").0, "Kind2");
    // What nobody lists is code and message.
    let body = r#"{"error":"Something broke"}"#;
    assert_eq!(decode(404, &[], body), ("Unrecognized", text("Something broke"), text("Something broke")));
}

#[test]
fn of_entries_at_other_statuses_the_one_with_most_conditions_counts() {
    let entries = [
        "code: a, status: 400",
        "code: a, status: 401, match: { /x: 1 }",
        "code: b, status: 400",
        "code: b, status: 401",
    ];
    let catalog = catalog(FLAT, &entries);
    assert_eq!(kind(catalog, 502, r#"{"code":"a","x":1}"#), "Kind1");
    assert_eq!(kind(catalog, 502, r#"{"code":"a"}"#), "Kind0");
    assert_eq!(kind(catalog, 502, r#"{"code":"b"}"#), "Unrecognized");
}

#[test]
fn conditions_compare_as_text_that_came() {
    let reads = |expected: &str, reason: &str| {
        let conditional = format!("code: a, match: {{ /reason: {expected} }}");
        let catalog = catalog(FLAT, &[&conditional, "code: a"]);
        kind(catalog, 400, &format!(r#"{{"code":"a"{reason}}}"#)) == "Kind0"
    };
    for (expected, reason) in [
        ("7", "7"),
        ("7", r#""7""#),
        ("-7", "-7"),
        ("true", "true"),
        ("false", r#""false""#),
        ("1.50", "1.50"),
        ("1e3", "1e3"),
        ("''", r#""""#),
    ] {
        assert!(reads(expected, &format!(r#","reason":{reason}"#)), "{expected}");
        assert!(!reads("other", &format!(r#","reason":{reason}"#)), "{expected}");
    }
    assert!(!reads("1.5", r#","reason":1.50"#));
    assert!(!reads("'null'", r#","reason":null"#));
    assert!(!reads("''", r#","reason":{}"#));
    let [absent, null, object] = ["", r#","reason":null"#, r#","reason":{}"#];
    assert_eq!([absent, null, object].map(|reason| reads("null", reason)), [true, true, false]);
}

#[test]
fn condition_on_a_header_field_compares_its_text() {
    let catalog = catalog(FLAT, &["status: 4xx, match: { header:x-tier: Free }"]);
    let kind = |tier| decode_response(catalog, respond(400, &[("X-Tier", tier)], "")).kind_number();
    assert_eq!(["Free", "free"].map(kind), [1, 0]);
}

#[test]
fn code_is_a_string_or_an_integer() {
    let code = |text: &str| find(FLAT, &[], &format!(r#"{{"code":{text}}}"#))[0].clone();
    assert_eq!(
        [r#""a""#, r#""\u0061/""#, "429", "-32002", "123456789012345678901234567890"].map(code),
        ["a", "a/", "429", "-32002", "123456789012345678901234567890"]
    );
    assert_eq!(["1.5", r#""""#, "true", "null", "{}", "[1]", "1e99"].map(code), ["-"; 7]);
}

#[test]
fn code_known_as_text_is_known_as_an_integer() {
    let catalog = catalog(FLAT, &["code: -32002"]);
    assert_eq!(kind(catalog, 400, r#"{"code":-32002}"#), "Kind0");
    assert_eq!(kind(catalog, 400, r#"{"code":"-32002"}"#), "Kind0");
    assert_eq!(decode_body(catalog, 400, r#"{"code":-32002}"#).code(), Some("-32002"));
}

#[test]
fn first_locator_with_a_code_counts_and_its_place_is_no_message() {
    let both = "{ code: [header:x-error-code, /code, /error], message: [/code, /error] }";
    let body = r#"{"code":"c","error":"e"}"#;
    assert_eq!(find(both, &[("x-error-code", "h")], body)[..2], ["h", "c"]);
    assert_eq!(find(both, &[("x-error-code", "")], body)[..2], ["c", "c"]);
    assert_eq!(find(both, &[], r#"{"code":{},"error":"e"}"#)[..2], ["e", "e"]);
    assert_eq!(find(both, &[], r#"{"code":{},"error":"known"}"#)[..2], ["known", "Meaning 0."]);
}

#[test]
fn values_are_cut_at_the_first_occurrence_of_marks() {
    let envelope = "{ code: { at: /code, after: '#', before: ':' } }";
    let code = |text: &str| find(envelope, &[], &format!(r#"{{"code":"{text}"}}"#))[0].clone();
    assert_eq!(code("com.acme#Throttled:http://x"), "Throttled");
    assert_eq!(["a#b#c:d:e", "a", "a:b", "a#b"].map(code), ["b#c", "a", "a", "b"]);
    assert_eq!(["a#", "#:", ":a"].map(code), ["-"; 3]);
}

#[test]
fn about_blank_is_no_code() {
    let code = |text: &str| find("problem+json", &[], &format!(r#"{{"type":"{text}"}}"#))[0].clone();
    assert_eq!(["about:blank", "about:other"].map(code), ["-", "about:other"]);
}

#[test]
fn message_is_a_string_and_a_request_id_a_string_or_an_integer() {
    let envelope = "{ code: /code, message: /error, request_id: [header:x-request-id, /reason] }";
    let find = |headers, body| find(envelope, headers, body);
    assert_eq!(find(&[], r#"{"error":7,"reason":7}"#), ["-", "Not Found", "7"]);
    assert_eq!(find(&[], r#"{"error":"","reason":""}"#), ["-", "Not Found", "-"]);
    assert_eq!(find(&[("x-request-id", "r")], r#"{"error":"\"e\"","reason":"s"}"#), ["-", "\"e\"", "r"]);
}

#[test]
fn message_is_never_empty() {
    let catalog = catalog(FLAT, &["code: a, status: 400"]);
    let message = |status, body| decode_body(catalog, status, body).message().to_owned();
    assert_eq!(message(400, r#"{"code":"a"}"#), "Meaning 0.");
    assert_eq!(message(404, r#"{"code":"b"}"#), "Not Found");
    assert_eq!(message(599, ""), "unrecognized error");
}

#[test]
fn body_that_is_text_is_the_message() {
    let catalog = catalog(FLAT, &["code: a, status: 400", "status: 502, message: Nobody is there."]);
    let message = |status, body| decode_body(catalog, status, body).message().to_owned();
    assert_eq!(message(503, "upstream connect error\n"), "upstream connect error");
    assert_eq!(message(502, "no healthy upstream"), "no healthy upstream");
    assert_eq!(message(502, "<html>502</html>"), "Nobody is there.");
    assert_eq!(message(400, "{\"code\":\"a\"}"), "Meaning 0.");
}

#[test]
fn every_text_survives_whatever_is_around_it() {
    let catalog = catalog(FLAT, &["code: a, status: 400"]);
    for prefix in ["", "\u{feff}", " \n"] {
        let response = decode_body(catalog, 400, &format!(r#"{prefix}{{"error":"é😀","code":"b😀"}}"#));
        assert_eq!((response.message(), response.code()), ("é😀", Some("b😀")));
        let clone = response.clone();
        drop(response);
        assert_eq!((clone.message(), clone.code()), ("é😀", Some("b😀")));
    }
}

#[test]
fn body_that_is_not_utf8_is_read_as_far_as_it_is() {
    let catalog = catalog(FLAT, &["code: a, status: 400"]);
    let body = b"{\"error\":\"a\xffb\",\"code\":\"a\"}";
    let response = decode_response(catalog, respond(400, &[], &body[..]));
    assert_eq!((response.kind_number(), response.message()), (1, "a\u{fffd}b"));
    assert_eq!(response.body(), &body[..]);
}

#[test]
fn more_places_than_the_stack_has_slots() {
    let pointers: Vec<_> = (0..20).map(|number| format!("/m{number}")).collect();
    let catalog = catalog(&format!("{{ code: [{}] }}", pointers.join(", ")), &["code: a, status: 400"]);
    assert_eq!(kind(catalog, 400, r#"{"m0":{},"m19":"a"}"#), "Kind0");
}

#[test]
fn retry_after_is_kept() {
    let catalog = catalog(FLAT, &["code: a, status: 429"]);
    let response = decode_response(catalog, respond(429, &[("retry-after", "30")], ""));
    assert_eq!(response.retry_after(), Some(Duration::from_secs(30)));
}

#[test]
fn debug_shows_neither_body_nor_header_fields() {
    let catalog = catalog(FLAT, &["code: a, status: 400"]);
    let body = r#"{"code":"a","token":"secret"}"#;
    let response = decode_response(catalog, respond(400, &[("set-cookie", "secret")], body));
    assert_eq!(
        format!("{response:?}"),
        "ErrorResponse { status: 400, code: Some(\"a\"), message: \"Meaning 0.\", request_id: None, \
         body: 29 bytes }"
    );
}

#[test]
fn response_fails_by_its_status_or_by_what_the_catalog_says_of_a_2xx() {
    let plain = catalog(FLAT, &["code: a, status: 400"]);
    let slack = catalog("{ code: /code, failed_2xx: { /ok: false } }", &["code: a, status: 400"]);
    let present = catalog("{ code: /code, failed_2xx: /error }", &["code: a, status: 400"]);
    let fails = |catalog, status, body: &str| {
        is_error(catalog, StatusCode::from_u16(status).unwrap(), &HeaderMap::new(), body.as_bytes())
    };
    let redirect = catalog(FLAT, &["code: a, status: 308"]);
    assert!(fails(redirect, 308, "") && !fails(redirect, 304, ""));
    let plain = [100, 200, 304, 400, 599, 600, 999].map(|status| fails(plain, status, ""));
    assert_eq!(plain, [false, false, false, true, true, true, true]);
    let body = r#"{"ok":false}"#;
    assert_eq!([200, 299, 304].map(|status| fails(slack, status, body)), [true, true, false]);
    assert!(!fails(slack, 200, r#"{"ok":true}"#) && !fails(slack, 200, "") && fails(slack, 500, ""));
    assert!(fails(present, 200, r#"{"error":{}}"#) && !fails(present, 200, r#"{"error":null}"#));
}

#[test]
fn template_is_filled_in_if_all_its_fields_are_there() {
    let entry = "code: a, fields: { used: unsigned, plan: string }, message: '{used} of {plan} {{x}}'";
    let catalog = catalog(FLAT, &[entry]);
    let message = |body: &str| decode_body(catalog, 400, body).message().to_owned();
    assert_eq!(message(r#"{"code":"a","used":120,"plan":"free"}"#), "120 of free {x}");
    assert_eq!(message(r#"{"code":"a","used":-1,"plan":"free"}"#), "Meaning 0.");
    assert_eq!(message(r#"{"code":"a","used":120,"plan":"free","error":"full"}"#), "full");
}

#[test]
fn no_response_fails_to_decode() {
    let catalog = catalog(FLAT, &["code: a, status: 400", "status: 5xx"]);
    let body = br#"{"error":"\ud83d\ude00 \u00e9","code":-12.5e3,"reason":[{"x":null}],"code":"a"}"#;
    let mut state = 1_u64;
    let count = if cfg!(miri) { 100 } else { 20_000 };
    for _ in 0..count {
        let mut body = body.to_vec();
        for _ in 0..3 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let [at, byte, cut, ..] = (state >> 24).to_le_bytes().map(usize::from);
            let at = at % body.len();
            body[at] = u8::try_from(byte).unwrap();
            body.truncate(if cut < 40 { at + 1 } else { body.len() });
        }
        let status = 100 + u16::try_from(state >> 33).unwrap_or(0) % 900;
        let response = decode_response(catalog, respond(status, &[], body));
        assert!(usize::from(response.kind_number()) <= catalog.entries().len());
        assert!(!response.message().is_empty());
    }
}

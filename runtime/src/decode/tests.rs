//! What responses become.

use std::time::Duration;

use super::*;
use crate::catalog::{Condition, Expected, Locator, Member, Place};
use crate::testing::{Entry, FLAT, NO_RETRY, at, catalog, entry, leaf};

const CODE: Place = Place::Body(0, "/code");
const ERROR: Place = Place::Body(1, "/error");
const REASON: Place = Place::Body(2, "/reason");

/// `FLAT` with `/reason`.
const WITH_REASON: Envelope = Envelope {
    body: Member { key: "", slot: None, members: &[leaf("code", 0), leaf("error", 1), leaf("reason", 2)] },
    slots: 3,
    ..FLAT
};

fn respond(status: u16, headers: &[(&'static str, &str)], body: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
    *response.headers_mut() = headers.collect();
    response
}

fn decode_body(catalog: &'static Catalog, status: u16, body: &str) -> (u16, Reply) {
    decode(catalog, respond(status, &[], body.to_owned()))
}

fn kind(catalog: &'static Catalog, status: u16, body: &str) -> u16 {
    decode_body(catalog, status, body).0
}

fn envelope<const C: usize, const M: usize>(code: [Locator; C], message: [Locator; M]) -> Envelope {
    const REQUEST_ID: &[Locator] = &[at(Place::Header("x-request-id")), at(REASON)];
    let (code, message) = (Box::leak(Box::new(code)), Box::leak(Box::new(message)));
    Envelope { code, message, request_id: REQUEST_ID, ..WITH_REASON }
}

/// What the code, the message and the request id of a response are.
fn found(envelope: Envelope, headers: &[(&'static str, &str)], body: &str) -> [String; 3] {
    let catalog = catalog(&[entry("known", &[400])], envelope, NO_RETRY);
    let (_, reply) = decode(catalog, respond(404, headers, body.to_owned()));
    [reply.code(), Some(reply.message()), reply.request_id()].map(|text| text.unwrap_or("-").to_owned())
}

#[test]
fn a_known_code_is_its_entry_and_keeps_what_came() {
    let catalog = catalog(&[entry("a", &[400]), entry("b", &[404])], FLAT, NO_RETRY);
    let (kind, reply) = decode_body(catalog, 404, r#"{"error":"No such post","code":"b"}"#);
    assert_eq!((kind, reply.kind_index(), reply.status().as_u16()), (1, 1, 404));
    assert_eq!((reply.code(), reply.message(), reply.request_id()), (Some("b"), "No such post", None));
    assert_eq!(reply.body(), br#"{"error":"No such post","code":"b"}"#);
    assert_eq!(reply.to_string(), "No such post (404 b)");
}

#[test]
fn unauthorized_at_401_and_403_are_two_kinds() {
    let catalog = catalog(&[entry("unauthorized", &[401]), entry("unauthorized", &[403])], FLAT, NO_RETRY);
    let body = r#"{"code":"unauthorized"}"#;
    assert_eq!([401, 403, 400].map(|status| kind(catalog, status, body)), [0, 1, 2]);
}

#[test]
fn a_status_beats_none_and_conditions_beat_both() {
    const FULL: &[Condition] = &[Condition { place: REASON, expected: Expected::Text("full") }];
    let conditional = Entry { conditions: FULL, ..entry("a", &[]) };
    let catalog = catalog(&[conditional, entry("a", &[401]), entry("a", &[])], WITH_REASON, NO_RETRY);
    assert_eq!([401, 500].map(|status| kind(catalog, status, r#"{"code":"a"}"#)), [1, 2]);
    assert_eq!(kind(catalog, 401, r#"{"code":"a","reason":"full"}"#), 0);
    assert_eq!(kind(catalog, 401, r#"{"code":"a","reason":"FULL"}"#), 1);
}

#[test]
fn a_known_code_beats_an_unexpected_status_if_it_has_one_entry_whose_conditions_hold() {
    const FULL: &[Condition] = &[Condition { place: REASON, expected: Expected::Text("full") }];
    let conditional = Entry { conditions: FULL, ..entry("b", &[400]) };
    let catalog = catalog(&[entry("a", &[401]), conditional], WITH_REASON, NO_RETRY);
    assert_eq!(kind(catalog, 502, r#"{"code":"a"}"#), 0);
    assert_eq!(kind(catalog, 502, r#"{"code":"b","reason":"full"}"#), 1);
    assert_eq!(kind(catalog, 400, r#"{"code":"b"}"#), 2);
}

#[test]
fn only_without_a_code_the_status_alone_decides() {
    let catalog = catalog(&[entry("", &[500, 502]), entry("", &[5]), entry("a", &[400])], FLAT, NO_RETRY);
    assert_eq!([500, 502, 503, 404].map(|status| kind(catalog, status, "<html>")), [0, 0, 1, 3]);
    assert_eq!(kind(catalog, 500, r#"{"code":"other"}"#), 3);
    assert_eq!(kind(catalog, 500, r#"{"code":null}"#), 0);
}

#[test]
fn conditions_compare_as_text() {
    let reads = |expected, reason: &str| {
        let conditions = Box::leak(Box::new([Condition { place: REASON, expected }]));
        let conditional = Entry { conditions, ..entry("a", &[]) };
        let catalog = catalog(&[conditional, entry("b", &[])], WITH_REASON, NO_RETRY);
        kind(catalog, 400, &format!(r#"{{"code":"a"{reason}}}"#)) == 0
    };
    for (expected, reason) in [
        ("7", "7"),
        ("7", r#""7""#),
        ("-7", "-7"),
        ("0", "-0"),
        ("true", "true"),
        ("false", r#""false""#),
        ("1.5", "1.50"),
        ("1000.0", "1e3"),
        ("", r#""""#),
    ] {
        assert!(reads(Expected::Text(expected), &format!(r#","reason":{reason}"#)));
        assert!(!reads(Expected::Text("other"), &format!(r#","reason":{reason}"#)));
    }
    assert!(!reads(Expected::Text("null"), r#","reason":null"#));
    assert!(!reads(Expected::Text(""), r#","reason":{}"#));
    let [absent, null, object] = ["", r#","reason":null"#, r#","reason":{}"#];
    assert_eq!([absent, null, object].map(|reason| reads(Expected::Null, reason)), [true, true, false]);
    assert_eq!([absent, null, object].map(|reason| reads(Expected::Present, reason)), [false, false, true]);
}

#[test]
fn a_condition_on_a_header_compares_its_text() {
    const TIER: &[Condition] =
        &[Condition { place: Place::Header("x-tier"), expected: Expected::Text("Free") }];
    let catalog = catalog(&[Entry { conditions: TIER, ..entry("", &[4]) }], FLAT, NO_RETRY);
    assert_eq!(["Free", "free"].map(|tier| decode(catalog, respond(400, &[("X-Tier", tier)], "")).0), [0, 1]);
}

#[test]
fn a_code_is_a_string_or_an_integer() {
    let code = |text: &str| found(FLAT, &[], &format!(r#"{{"code":{text}}}"#))[0].clone();
    assert_eq!(
        [r#""a""#, r#""\u0061/""#, "429", "-32002", "-0"].map(code),
        ["a", "a/", "429", "-32002", "0"]
    );
    assert_eq!(["1.5", r#""""#, "true", "null", "{}", "[1]", "1e99"].map(code), ["-"; 7]);
}

#[test]
fn a_code_known_as_text_is_known_as_an_integer() {
    let catalog = catalog(&[entry("-32002", &[])], FLAT, NO_RETRY);
    assert_eq!(kind(catalog, 400, r#"{"code":-32002}"#), 0);
    assert_eq!(kind(catalog, 400, r#"{"code":"-32002"}"#), 0);
    assert_eq!(decode_body(catalog, 400, r#"{"code":-32002}"#).1.code(), Some("-32002"));
}

#[test]
fn the_first_locator_that_yields_a_code_wins_and_its_place_is_no_message() {
    const HEADER: Locator = at(Place::Header("x-error-code"));
    let both = || envelope([HEADER, at(CODE), at(ERROR)], [at(CODE), at(ERROR)]);
    let body = r#"{"code":"c","error":"e"}"#;
    assert_eq!(found(both(), &[("x-error-code", "h")], body)[..2], ["h", "c"]);
    assert_eq!(found(both(), &[("x-error-code", "")], body)[..2], ["c", "e"]);
    assert_eq!(found(both(), &[], r#"{"code":{},"error":"e"}"#)[..2], ["e", "Not Found"]);
}

#[test]
fn marks_are_cut_off_at_their_first_occurrence() {
    const AWS: Locator = Locator { after: Some("#"), before: Some(":"), ..at(CODE) };
    let code = |text: &str| found(envelope([AWS], []), &[], &format!(r#"{{"code":"{text}"}}"#))[0].clone();
    assert_eq!(code("com.acme#Throttled:http://x"), "Throttled");
    assert_eq!(["a#b#c:d:e", "a", "a:b", "a#b"].map(code), ["b#c", "a", "a", "b"]);
    assert_eq!(["a#", "#:", ":a"].map(code), ["-"; 3]);
}

#[test]
fn a_value_to_ignore_counts_as_none() {
    const TYPE: Locator = Locator { ignore: Some("about:blank"), ..at(CODE) };
    let code = |text: &str| found(envelope([TYPE, at(ERROR)], []), &[], text)[0].clone();
    assert_eq!(code(r#"{"code":"about:blank","error":"e"}"#), "e");
    assert_eq!(code(r#"{"code":"about:other","error":"e"}"#), "about:other");
}

#[test]
fn a_message_is_a_string_and_a_request_id_a_string_or_an_integer() {
    let found = |headers, body| found(envelope([at(CODE)], [at(ERROR)]), headers, body);
    assert_eq!(found(&[], r#"{"error":7,"reason":7}"#), ["-", "Not Found", "7"]);
    assert_eq!(found(&[], r#"{"error":"","reason":""}"#), ["-", "Not Found", "-"]);
    assert_eq!(found(&[("x-request-id", "r")], r#"{"error":"\"e\"","reason":"s"}"#), ["-", "\"e\"", "r"]);
}

#[test]
fn a_message_is_never_empty() {
    let catalog = catalog(&[entry("a", &[400])], FLAT, NO_RETRY);
    let message = |status, body| decode_body(catalog, status, body).1.message().to_owned();
    assert_eq!(message(400, r#"{"code":"a"}"#), "Meaning 0.");
    assert_eq!(message(404, r#"{"code":"b"}"#), "Not Found");
    assert_eq!(message(599, ""), "unrecognized error");
}

#[test]
fn every_text_survives_whatever_stands_around_it() {
    let catalog = catalog(&[entry("a", &[400])], FLAT, NO_RETRY);
    for prefix in ["", "\u{feff}", " \n"] {
        let body = format!(r#"{prefix}{{"error":"é😀","code":"b😀"}}"#);
        let (_, reply) = decode_body(catalog, 400, &body);
        assert_eq!((reply.message(), reply.code()), ("é😀", Some("b😀")));
        let clone = reply.clone();
        drop(reply);
        assert_eq!((clone.message(), clone.code()), ("é😀", Some("b😀")));
    }
}

#[test]
fn a_body_that_is_not_utf8_is_read_as_far_as_it_is() {
    let catalog = catalog(&[entry("a", &[400])], FLAT, NO_RETRY);
    let body = b"{\"error\":\"a\xffb\",\"code\":\"a\"}";
    let (kind, reply) = decode(catalog, respond(400, &[], &body[..]));
    assert_eq!((kind, reply.message(), reply.body()), (0, "a\u{fffd}b", &body[..]));
}

#[test]
fn more_slots_than_the_stack_has_are_allocated() {
    let members: Vec<_> = (0..20).map(|slot| leaf(format!("m{slot}").leak(), slot)).collect();
    let body = Member { key: "", slot: None, members: members.leak() };
    let envelope = Envelope { body, slots: 20, ..envelope([at(Place::Body(19, "/m19"))], []) };
    let catalog = catalog(&[entry("a", &[400])], envelope, NO_RETRY);
    assert_eq!(kind(catalog, 400, r#"{"m0":"b","m19":"a"}"#), 0);
}

#[test]
fn retry_after_is_kept() {
    let catalog = catalog(&[entry("a", &[429])], FLAT, NO_RETRY);
    let (_, reply) = decode(catalog, respond(429, &[("retry-after", "30")], ""));
    assert_eq!(reply.retry_after(), Some(Duration::from_secs(30)));
}

#[test]
fn a_reply_prints_neither_its_body_nor_its_header() {
    let catalog = catalog(&[entry("a", &[400])], FLAT, NO_RETRY);
    let body = r#"{"code":"a","token":"secret"}"#;
    let (_, reply) = decode(catalog, respond(400, &[("set-cookie", "secret")], body));
    let expected =
        r#"Reply { status: 400, code: Some("a"), message: "Meaning 0.", request_id: None, body: 29 bytes }"#;
    assert_eq!(format!("{reply:?}"), expected);
}

#[test]
fn a_response_fails_by_its_status_or_by_what_the_catalog_says_of_a_2xx() {
    const NOT_OK: &[Condition] = &[
        Condition { place: CODE, expected: Expected::Present },
        Condition { place: ERROR, expected: Expected::Text("false") },
    ];
    let plain = catalog(&[entry("a", &[400])], FLAT, NO_RETRY);
    let slack = catalog(&[entry("a", &[400])], Envelope { failed_2xx: NOT_OK, ..FLAT }, NO_RETRY);
    let fails = |catalog, status, body: &str| {
        is_failure(catalog, StatusCode::from_u16(status).unwrap(), &HeaderMap::new(), body.as_bytes())
    };
    assert_eq!(
        [100, 200, 304, 400, 599, 600].map(|status| fails(plain, status, "")),
        [false, false, false, true, true, false]
    );
    let body = r#"{"code":"a","error":false}"#;
    assert_eq!([200, 299, 304].map(|status| fails(slack, status, body)), [true, true, false]);
    assert!(!fails(slack, 200, r#"{"code":"a"}"#) && !fails(slack, 200, "") && fails(slack, 500, ""));
}

#[test]
fn no_response_fails_to_decode() {
    let catalog =
        catalog(&[entry("a", &[400]), entry("", &[5])], envelope([at(CODE)], [at(ERROR)]), NO_RETRY);
    let body = br#"{"error":"\ud83d\ude00 \u00e9","code":-12.5e3,"reason":[{"x":null}],"code":"a"}"#;
    let mut state = 1_u64;
    for _ in 0..20_000 {
        let mut body = body.to_vec();
        for _ in 0..3 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let [at, byte, cut, ..] = (state >> 24).to_le_bytes().map(usize::from);
            let at = at % body.len();
            body[at] = u8::try_from(byte).unwrap();
            body.truncate(if cut < 40 { at + 1 } else { body.len() });
        }
        let status = 100 + u16::try_from(state >> 33).unwrap_or(0) % 900;
        let (kind, reply) = decode(catalog, respond(status, &[], body));
        assert!(kind <= catalog.len() && !reply.message().is_empty());
    }
}

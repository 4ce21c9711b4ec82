//! What a service sends by a catalog, part by part, and what a client makes of it.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use errspec::__private::{Catalog, FailedItems, decode_response, is_error, make_response};
use errspec::ErrorResponse;
use errspec_tests::{catalog_around, lower_catalog};

fn read(envelope: &str, entries: &[&str]) -> &'static Catalog<'static> {
    lower_catalog(&catalog_around(envelope, entries))
}

fn make(catalog: &'static Catalog<'static>, kind: u16, message: &str) -> ErrorResponse {
    let fields = vec![None; catalog.entry(kind).unwrap().fields().len()];
    make_response(catalog, kind, Some(message.to_owned()), fields)
}

/// Sends an error, and returns its body and what a client reads of it.
fn send(catalog: &'static Catalog<'static>, error: ErrorResponse) -> (String, ErrorResponse) {
    let kind = error.kind_number();
    let sent = error.into_http_response();
    assert!(is_error(catalog, sent.status(), sent.headers(), sent.body()));
    let body = String::from_utf8(sent.body().to_vec()).unwrap();
    let back = decode_response(catalog, sent);
    assert_eq!(catalog.name(back.kind_number()), catalog.name(kind), "{body}");
    (body, back)
}

/// The body of an error of the first entry with one detail, which is an error of the last entry.
fn send_detail(details: &str, entries: &[&str]) -> String {
    let catalog = read(&format!("{{ code: /c, details: {{ items: /d, {details} }} }}"), entries);
    let last = u16::try_from(catalog.entries().len()).unwrap();
    let error = make(catalog, 1, "m").with_detail("t".into(), last, "n".into());
    let (body, back) = send(catalog, error);
    let found: Vec<_> = FailedItems::find_details(&back).collect();
    let [(target, detail)] = &found[..] else { panic!("{body}") };
    if !catalog.envelope().details().unwrap().code().is_empty() {
        assert_eq!(detail.kind_number(), last, "{body}");
    }
    if !catalog.envelope().details().unwrap().target().is_empty() {
        assert_eq!(target.as_deref(), Some("t"), "{body}");
    }
    body
}

const A: &str = "code: a, status: 400";

#[test]
fn detail_without_places_is_its_message() {
    assert_eq!(send_detail("target: key", &[A]), r#"{"c":"a","d":{"t":"n"}}"#);
    // What makes it a failure needs a place, so that it is no text.
    assert_eq!(send_detail("failed: { /bad: true }", &[A]), r#"{"c":"a","d":[{"bad":true}]}"#);
}

#[test]
fn nothing_is_where_the_condition_of_a_detail_asks_for_nothing() {
    let body = send_detail("failed: { /x: null, /bad: true }, message: [/x, /m]", &[A]);
    assert_eq!(body, r#"{"c":"a","d":[{"bad":true,"m":"n"}]}"#);
    let body = send_detail("code: /c, message: [/x/y, /m]", &[A, "code: b, match: { /x: null }"]);
    assert_eq!(body, r#"{"c":"a","d":[{"c":"b","m":"n"}]}"#);
}

#[test]
fn target_of_a_detail_does_not_take_the_place_of_its_code() {
    let body = send_detail("code: /x, target: [/x/z, /y]", &[A, "code: b"]);
    assert_eq!(body, r#"{"c":"a","d":[{"y":"t","x":"b"}]}"#);
    let body = send_detail("code: /x/y, target: [/x, /y], failed: { /z: 1 }", &[A, "code: b"]);
    assert_eq!(body, r#"{"c":"a","d":[{"y":"t","z":1,"x":{"y":"b"}}]}"#);
}

#[test]
fn where_any_value_makes_a_detail_fail_the_code_or_the_message_does() {
    let body = send_detail("failed: /x, code: /x, message: /m", &[A, "code: b"]);
    assert_eq!(body, r#"{"c":"a","d":[{"x":"b","m":"n"}]}"#);
    let body = send_detail("failed: { /m: { not: ok } }, message: /m", &[A]);
    assert_eq!(body, r#"{"c":"a","d":[{"m":"n"}]}"#);
    let body = send_detail("failed: /x, code: /c", &[A, "code: b"]);
    assert_eq!(body, r#"{"c":"a","d":[{"c":"b","x":true}]}"#);
}

#[test]
fn code_of_a_detail_is_put_between_the_marks_at_which_it_is_cut() {
    let body = send_detail(r#"code: { at: /x, between: ["(", ")"] }"#, &[A, "code: b"]);
    assert_eq!(body, r#"{"c":"a","d":[{"x":"(b)"}]}"#);
    let body = send_detail("code: /x", &[A, "code: 7"]);
    assert_eq!(body, r#"{"c":"a","d":[{"x":7}]}"#);
    let body = send_detail(r##"code: { at: /x, after: "#" }"##, &[A, "code: \"b#d\", name: B"]);
    assert_eq!(body, r##"{"c":"a","d":[{"x":"#b#d"}]}"##);
}

#[test]
fn conditions_of_a_detail_that_exclude_are_held_by_nothing() {
    let body = send_detail("code: /c, message: /m", &[A, "code: b, match: { /k: { not: x }, /l: y }"]);
    assert_eq!(body, r#"{"c":"a","d":[{"c":"b","l":"y","m":"n"}]}"#);
}

#[test]
fn status_of_a_detail_is_sent() {
    let body =
        send_detail("code: /c, status: /s", &[A, "code: b, status: 404", "code: b, name: B409, status: 409"]);
    assert_eq!(body, r#"{"c":"a","d":[{"c":"b","s":409}]}"#);
}

#[test]
fn detail_that_is_the_error_itself_has_its_status() {
    let list_kinds = |envelope: &str| {
        let locked = "code: b, name: B423, status: 423";
        let catalog = read(envelope, &["code: b, status: [409, 410]", locked]);
        let (body, back) = send(catalog, make(catalog, 1, "m").with_detail(String::new(), 2, "n".into()));
        let kinds: Vec<_> =
            FailedItems::find_details(&back).map(|(_, detail)| detail.kind_number()).collect();
        (body, kinds)
    };
    let (body, kinds) = list_kinds("{ code: /e/*/c, details: { items: /e, code: /c, status: /s } }");
    assert_eq!(body, r#"{"e":[{"c":"b","s":409},{"c":"b","s":423}]}"#);
    assert_eq!(kinds, [1, 2]);
    let (body, kinds) = list_kinds("{ code: /e/1/c, details: { items: /e, code: /c, status: /s } }");
    assert_eq!((&*body, &kinds[1..]), (r#"{"e":[null,{"c":"b","s":409},{"c":"b","s":423}]}"#, &[1, 2][..]));
    // Where the status is no part of the detail, or where it would be read as the code, it isn't sent.
    let (body, _) = list_kinds("{ code: /e/*/c, details: { items: /e, code: /c } }");
    assert_eq!(body, r#"{"e":[{"c":"b"},{"c":"b"}]}"#);
    let (body, _) = list_kinds("{ code: [/e/*/s, /e/*/c], details: { items: /e, code: /c, status: /s } }");
    assert!(!body.contains("409"), "{body}");
}

#[test]
fn only_the_innermost_list_is_keyed_by_the_target() {
    let catalog = read("{ code: /c, details: { items: /d/*/e/*/f, target: key } }", &[A]);
    let error = make(catalog, 1, "m").with_detail("t".into(), 0, "n".into());
    let (body, back) = send(catalog, error);
    assert_eq!(body, r#"{"c":"a","d":[{"e":{"t":{"f":["n"]}}}]}"#);
    assert_eq!(FailedItems::find_details(&back).count(), 1);
}

#[test]
fn detail_without_a_message_says_its_meaning() {
    let catalog = read("{ code: /c, details: { items: /d, message: /m } }", &[A]);
    let (body, _) = send(catalog, make(catalog, 1, "m").with_detail(String::new(), 1, String::new()));
    assert_eq!(body, r#"{"c":"a","d":[{"m":"It failed."}]}"#);
}

#[test]
fn conditions_of_the_place_of_a_code_hold() {
    let (body, _) = send_first("{ code: { at: /c, when: { /k: x } } }", &[A]);
    assert_eq!(body, r#"{"c":"a","k":"x"}"#);
    let (body, back) =
        send_first("{ code: { at: /c, when: { /m: null } }, message: [/m, /n] }", &["code: a, status: 400"]);
    assert_eq!((&*body, back.message()), (r#"{"c":"a","n":"m"}"#, "m"));
}

fn send_first(envelope: &str, entries: &[&str]) -> (String, ErrorResponse) {
    let catalog = read(envelope, entries);
    send(catalog, make(catalog, 1, "m"))
}

#[test]
fn conditions_that_ask_for_any_value_are_held_by_one() {
    let (body, _) = send_first("{ code: /c }", &["code: a, status: 400, match: { /k: { not: null } }"]);
    assert_eq!(body, r#"{"c":"a","k":true}"#);
    let (body, _) = send_first("{ code: /c, failed_2xx: { /m: { not: null } } }", &["code: a, status: 200"]);
    assert_eq!(body, r#"{"c":"a","m":true}"#);
    let (body, _) = send_first("{ code: /c, message: /m, failed_2xx: /m }", &["code: a, status: 200"]);
    assert_eq!(body, r#"{"c":"a","m":"m"}"#);
}

#[test]
fn place_that_must_be_empty_is_no_place_for_what_is_inside_of_it() {
    let (body, back) =
        send_first("{ code: /c, message: [/m/n, /mn] }", &["code: a, status: 400, match: { /m: null }"]);
    assert_eq!((&*body, back.message()), (r#"{"c":"a","mn":"m"}"#, "m"));
    let (body, _) =
        send_first("{ code: /c, message: [/m, /n], failed_2xx: { /m: null } }", &["code: a, status: 200"]);
    assert_eq!(body, r#"{"c":"a","n":"m"}"#);
}

#[test]
fn message_of_an_error_without_code_is_sent_where_an_unlisted_code_would_be() {
    let (body, back) = send_first("{ code: /error, message: /error }", &["status: 400"]);
    assert_eq!((&*body, back.message()), (r#"{"error":"m"}"#, "m"));
}

#[test]
fn code_and_message_are_two_cuts_of_one_text() {
    let code = r#"{ at: /m, before: ": " }"#;
    let whole = format!(r#"{{ code: {code}, message: {{ at: /m, after: ": " }} }}"#);
    let (body, back) = send_first(&whole, &[A]);
    assert_eq!((&*body, back.message()), (r#"{"m":"a: m"}"#, "m"));
    // The whole text is the message, whose mark is that of the code.
    let marked = format!(r#"{{ code: {code}, message: {{ at: /m, between: [": ", null] }} }}"#);
    let (body, back) = send_first(&marked, &[A]);
    assert_eq!((&*body, back.message()), (r#"{"m":"a: m"}"#, "m"));
}

#[test]
fn empty_template_gives_way_to_the_meaning() {
    let catalog =
        read("{ code: /c, message: /m }", &["code: a, status: 400, message: '{x}', fields: { x: string }"]);
    let made = make_response(catalog, 1, None, vec![Some("\"\"".into())]);
    assert_eq!(made.message(), "It failed.");
    assert_eq!(send(catalog, made).0, r#"{"c":"a","m":"It failed.","x":""}"#);
}

#[test]
fn wait_is_rounded_up() {
    let catalog = read("{ code: /c }", &["code: a, status: 429, retry: after 1001ms"]);
    let sent = make(catalog, 1, "m").into_http_response();
    assert_eq!(sent.headers()["retry-after"], "2");
}

#[test]
fn title_of_a_problem_with_a_type_is_its_meaning() {
    let catalog =
        read("{ preset: problem+json, message: /detail }", &["code: a, status: 400", "status: 404"]);
    assert!(send(catalog, make(catalog, 1, "m")).0.contains(r#""title":"It failed.""#));
    assert!(send(catalog, make(catalog, 2, "m")).0.contains(r#""title":"Not Found""#));
}

#[test]
fn what_cannot_come_back_is_not_sendable() {
    for (envelope, entry) in [
        ("{ code: /c, format: xml }", A),
        ("{ code: /c }", "code: a, status: 304"),
        ("{ code: /c }", "code: a, status: 400, match: { header:content-type: text/x }"),
        ("{ code: header:x-code }", "code: \"a\\u0007\", name: A, status: 400"),
        ("{ code: header:x-code }", "code: \" a\", name: A, status: 400"),
        ("{ code: /c }", "code: a, status: 200"),
    ] {
        assert!(!read(envelope, &[entry]).entry(1).unwrap().sending().is_sendable(), "{envelope} {entry}");
    }
    assert!(
        read("{ code: header:x-code }", &["code: a, status: 304"]).entry(1).unwrap().sending().is_sendable()
    );
}

#[test]
fn entry_without_status_is_sent_at_one_that_no_other_lists() {
    let catalog = read("{ code: /c }", &["code: a", "code: a, name: B, status: [500, 400]"]);
    assert_eq!(catalog.entry(1).unwrap().sending().status(), 401);
}

#[test]
fn code_that_is_cut_is_sent_between_its_marks() {
    let (body, _) = send_first(r#"{ code: { at: /c, between: ["(", ")"] } }"#, &[A]);
    assert_eq!(body, r#"{"c":"(a)"}"#);
}

#[test]
fn place_that_may_be_empty_or_hold_a_value_is_left_empty() {
    let entry = "code: a, status: 400, match: { /m: [null, x] }";
    let (body, back) = send_first("{ code: /c, message: [/m, /n] }", &[entry]);
    assert_eq!((&*body, back.message()), (r#"{"c":"a","n":"m"}"#, "m"));
    let body = send_detail("code: /c, message: [/m, /n]", &[A, "code: b, match: { /m: [null, x] }"]);
    assert_eq!(body, r#"{"c":"a","d":[{"c":"b","n":"n"}]}"#);
}

#[test]
fn element_in_which_a_code_would_be_read_is_no_place_for_a_field() {
    let envelope = "{ code: [/errors/*/code, /code], message: [/errors/0/code, /m] }";
    let field = "fields: { n: { type: integer, at: /errors/0/code } }";
    let catalog = read(envelope, &[&format!("status: 400, {field}"), "code: 5, status: 422"]);
    let error = make_response(catalog, 1, Some("m".into()), vec![Some("5".into())]);
    let (body, back) = send(catalog, error);
    assert_eq!((&*body, back.message()), (r#"{"m":"m"}"#, "m"));
}

#[test]
fn conditions_of_an_entry_come_before_those_of_the_place_of_its_message() {
    let envelope = "{ code: /c, message: { at: /m, when: { /x/y: a } } }";
    let catalog = read(envelope, &["code: a, status: 400, match: { /m: { prefix: m }, /x: b }"]);
    let (body, _) = send(catalog, make(catalog, 1, "much"));
    assert_eq!(body, r#"{"c":"a","m":"much","x":"b"}"#);
}

#[test]
fn entry_without_a_meaning_is_sent_without_a_message() {
    let catalog = lower_catalog(
        "errspec: 1\napi: { name: Acme }\nenvelope: { code: /c, message: /m }\nretry: { default: never }\nerrors:\n  \
         - { meaning: '', status: 4xx }\n  - { meaning: It failed., name: B, status: 400, match: { /m: null } }\n",
    );
    let sent = make_response(catalog, 1, None, Vec::new());
    assert_eq!(send(catalog, sent).1.status(), 401);
}

/// Sends the first of two entries, and returns the body that becomes it.
fn send_changed(
    envelope: &str,
    entries: &[&str],
    change: impl FnOnce(ErrorResponse) -> ErrorResponse,
) -> String {
    let catalog = read(envelope, entries);
    send(catalog, change(make(catalog, 1, "m"))).0
}

#[test]
fn details_that_would_make_it_another_error_are_not_sent() {
    let entries =
        ["code: a, status: 400, match: { '/errors/*/code': null }", "code: a, name: B, status: 400"];
    let envelope = "{ code: /c, message: /m, details: { items: /errors, code: /code } }";
    let body = send_changed(envelope, &entries, |error| error.with_detail("t".into(), 2, "n".into()));
    assert_eq!(body, r#"{"c":"a","m":"m"}"#);
}

#[test]
fn details_that_would_make_it_a_success_are_not_sent() {
    let envelope = "{ code: /c, message: /m, failed_2xx: { /errors/code: null, /c: a }, \
                    details: { items: /errors, target: key, code: /code } }";
    let entries = ["code: a, status: 200"];
    let body = send_changed(envelope, &entries, |error| error.with_detail("code".into(), 1, "n".into()));
    assert_eq!(body, r#"{"c":"a","m":"m"}"#);
}

#[test]
fn message_that_would_make_it_another_error_is_not_sent() {
    let entries =
        ["code: a, status: 400", "code: a, name: B, status: 400, match: { /m: { contains: full } }"];
    let body =
        send_changed("{ code: /c, message: /m }", &entries, |error| error.with_message("it is full".into()));
    assert_eq!(body, r#"{"c":"a","m":"It failed."}"#);
}

#[test]
fn target_is_sent_with_what_its_place_asks_for() {
    let envelope = "{ code: /c, message: /m, target: [{ at: /t, when: { /kind: field } }] }";
    let body = send_changed(envelope, &[A], |error| error.with_target("name".into()));
    assert_eq!(body, r#"{"c":"a","m":"m","t":"name","kind":"field"}"#);
}

#[test]
fn content_type_is_that_of_what_is_sent() {
    let is_sendable = |condition: &str| {
        let entry = format!("code: a, status: 400, match: {{ header:content-type: {condition} }}");
        read("{ code: /c }", &[&entry]).entries()[0].sending().is_sendable()
    };
    assert!(is_sendable("application/json"));
    assert!(is_sendable("{ contains: json }"));
    assert!(!is_sendable("null"));
    assert!(!is_sendable("text/html"));
}

#[test]
fn large_catalogs_are_planned_as_small_ones() {
    for (others, of_one_code) in [(0, 0), (5_000, 100), (100, 500)] {
        let others = (0..others).map(|number| format!("code: c{number}, status: 400"));
        let alike = (0..of_one_code).map(|number| {
            format!("code: c, name: N{number}, status: 400, match: {{ /k: v{number}, /l: w }}")
        });
        let unsendable = "code: c, name: X, status: 400, match: { header:content-type: x, /z: y }".to_owned();
        let entries: Vec<_> = others.chain(alike).chain([unsendable]).collect();
        let entries: Vec<_> = entries.iter().map(String::as_str).collect();
        let catalog = read("{ code: /code }", &entries);
        let unsendable = catalog.entries().iter().filter(|entry| !entry.sending().is_sendable());
        assert_eq!(unsendable.map(errspec_data::Entry::name).collect::<Vec<_>>(), ["X"]);
    }
}

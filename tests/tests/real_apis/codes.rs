//! Which of the codes that come is the code.

use super::{Api, texts};

#[test]
fn unlisted_fine_code_does_not_hide_a_listed_coarse_one() {
    let envelope = "{ code: [/error/inner/code, /error/code] }";
    let api = Api::new(envelope, &["code: bad_range, status: 416", "code: overlap, status: 416"]);
    let fine = r#"{"error":{"code":"bad_range","inner":{"code":"overlap"}}}"#;
    assert_eq!(api.kind(416, fine), "Overlap");
    let error = api.decode(416, &[], r#"{"error":{"code":"bad_range","inner":{"code":"brand_new"}}}"#);
    assert_eq!((api.kind_of(&error), error.code()), ("BadRange", Some("bad_range")));
}

#[test]
fn unlisted_code_is_kept_where_the_status_has_an_entry() {
    let api = Api::new("{ code: /reason }", &["status: 404", "code: no_device, status: 404"]);
    let error = api.decode(404, &[], r#"{"reason":"no_speaker"}"#);
    assert_eq!((api.kind_of(&error), error.code()), ("NotFound", Some("no_speaker")));
    assert_eq!(api.kind(404, r#"{"reason":"no_device"}"#), "NoDevice");
}

#[test]
fn entry_for_no_code_at_all_leaves_unlisted_codes_alone() {
    let api = Api::new("{ code: /reason }", &["status: 404, match: { /reason: null }"]);
    assert_eq!(api.kind(404, "{}"), "NotFound");
    assert_eq!(api.kind(404, r#"{"reason":"no_speaker"}"#), "Unrecognized");
}

#[test]
fn candidate_at_its_status_comes_before_one_at_another() {
    let envelope = "{ code: [/type, /code] }";
    let api = Api::new(envelope, &["code: card, status: 402", "code: expired, status: 410"]);
    let body = r#"{"type":"card","code":"expired"}"#;
    assert_eq!([402, 410, 500].map(|status| api.kind(status, body)), ["Card", "Expired", "Card"]);
}

#[test]
fn element_with_a_listed_code_is_the_one_that_matters() {
    let api = Api::new(
        "{ code: /issues/*/code, message: /issues/*/text, target: /issues/*/at }",
        &["code: required, status: 422"],
    );
    let hint = r#"{"code":"hint","text":"Looks fine"}"#;
    let required = r#"{"code":"required","text":"No name","at":"name"}"#;
    let error = api.decode(422, &[], &format!(r#"{{"issues":[{hint},{required}]}}"#));
    assert_eq!((api.kind_of(&error), texts(&error)), ("Required", ["required", "No name"]));
    assert_eq!(error.target(), Some("name"));
}

#[test]
fn members_of_an_object_are_a_list_as_well() {
    let api = Api::new("{ code: /errors/*/code }", &["code: taken, status: 409"]);
    assert_eq!(api.kind(409, r#"{"errors":{"name":{"code":"odd"},"slug":{"code":"taken"}}}"#), "Taken");
}

#[test]
fn code_can_stand_in_an_array_at_the_top() {
    let api = Api::new("{ code: /*/code, message: /*/text }", &["code: row_locked, status: 400"]);
    let error = api.decode(400, &[], r#"[{"text":"Held by a job","code":"row_locked"}]"#);
    assert_eq!((api.kind_of(&error), texts(&error)), ("RowLocked", ["row_locked", "Held by a job"]));
}

#[test]
fn one_text_is_cut_into_code_and_message() {
    let envelope = r#"{ code: [{ at: /text, before: ":" }, /error], message: { at: /text, after: ": " } }"#;
    let api = Api::new(envelope, &["code: E501", "code: denied"]);
    let error = api.decode(400, &[], r#"{"error":"denied","text":"E501: The redirect differs"}"#);
    assert_eq!((api.kind_of(&error), texts(&error)), ("E501", ["E501", "The redirect differs"]));
    // Nobody lists every number: the coarse code is told then.
    let error = api.decode(400, &[], r#"{"error":"denied","text":"E502: A second factor is needed"}"#);
    assert_eq!((api.kind_of(&error), texts(&error)), ("Denied", ["denied", "A second factor is needed"]));
}

#[test]
fn mark_that_is_absent_gives_no_code() {
    let envelope = r#"{ code: { at: header:www-authenticate, between: ['error="', '"'] } }"#;
    let api = Api::new(envelope, &["code: expired, status: 401", "status: 401"]);
    let code_of = |field| api.decode(401, &[("www-authenticate", field)], "").code().map(str::to_owned);
    assert_eq!(code_of(r#"Bearer realm="a", error="expired""#).as_deref(), Some("expired"));
    assert_eq!(code_of(r#"Bearer realm="a""#), None);
    assert_eq!(code_of(r#"Bearer error="expired"#), None);
}

#[test]
fn mark_to_the_end_needs_no_second_mark() {
    let envelope = "{ code: { at: header:www-authenticate, between: ['error=', null] } }";
    let api = Api::new(envelope, &["code: expired, status: 401"]);
    let error = api.decode(401, &[("www-authenticate", "Bearer error=expired")], "");
    assert_eq!(api.kind_of(&error), "Expired");
}

#[test]
fn every_header_field_of_a_name_is_asked() {
    let envelope = r#"{ code: { at: header:www-authenticate, between: ['error="', '"'] } }"#;
    let api = Api::new(envelope, &["code: expired, status: 401"]);
    let fields =
        [("www-authenticate", r#"Basic realm="a""#), ("www-authenticate", r#"Bearer error="expired""#)];
    assert_eq!(api.kind_of(&api.decode(401, &fields, "")), "Expired");
}

#[test]
fn two_ways_to_cut_are_two_candidates() {
    let envelope = r#"{ code: [{ at: /summary, before: "/." }, { at: /summary, before: "/" }] }"#;
    let api = Api::new(envelope, &["code: path/conflict, status: 409", "code: busy, status: 429"]);
    assert_eq!(api.kind(409, r#"{"summary":"path/conflict/.."}"#), "PathConflict");
    assert_eq!(api.kind(429, r#"{"summary":"busy/"}"#), "Busy");
}

#[test]
fn entry_has_several_codes() {
    let api = Api::new("{ code: /code }", &["code: [bad_nonce, 'urn:old:badNonce', -7], status: 400"]);
    for code in [r#""bad_nonce""#, r#""urn:old:badNonce""#, "-7", r#""-7""#] {
        assert_eq!(api.kind(400, &format!(r#"{{"code":{code}}}"#)), "BadNonce", "{code}");
    }
    let error = api.decode(400, &[], r#"{"code":-7}"#);
    assert_eq!(error.code(), Some("-7"));
}

#[test]
fn integer_of_any_size_is_a_code() {
    let api = Api::new(
        "{ code: /code }",
        &["code: 340282366920938463463374607431768211456, name: Huge, status: 400"],
    );
    assert_eq!(api.kind(400, r#"{"code":340282366920938463463374607431768211456}"#), "Huge");
}

//! What comes with an error besides its kind.

use errspec_data::Idempotency;

use super::*;

fn decode(envelope: &str, headers: &[(&'static str, &str)], body: &str) -> ErrorResponse {
    let entry = "code: a, status: 400, docs: 'https://docs.example/a'";
    decode_response(catalog(envelope, &[entry]), respond(400, headers, body.to_owned()))
}

#[test]
fn target_is_a_text_an_integer_or_scalars_that_are_joined() {
    let envelope = "{ code: /code, target: [/param, /errors/*/loc, { at: header:x-field, after: ':' }] }";
    let target = |body: &str| decode(envelope, &[("x-field", "f:h")], body).target().map(str::to_owned);
    let targets = [
        r#"{"param":"email"}"#,
        r#"{"param":7}"#,
        r#"{"param":["body","user",0,true,1.5]}"#,
        r#"{"param":["a\"",null,"b"]}"#,
        r#"{"errors":[{"loc":[]},{"loc":["query","q"]}]}"#,
        r#"{"param":["a"#,
    ];
    let expected = ["email", "7", "body.user.0.true.1.5", "a\".b", "query.q", "h"];
    assert_eq!(targets.map(target), expected.map(|target| Some(target.to_owned())));
    for body in [r#"{"param":[{}]}"#, r#"{"param":[["a"]]}"#, r#"{"param":null}"#, r#"{"param":1.5}"#, "{}"] {
        assert_eq!(target(body).as_deref(), Some("h"), "{body}");
    }
    assert_eq!(decode(envelope, &[], "{}").target(), None);
}

#[test]
fn documentation_is_the_link_that_came_else_that_of_the_entry() {
    let envelope = "{ code: /code, docs: [/doc_url, /links/*/href] }";
    let docs = |body: &str| decode(envelope, &[], body).docs_url().map(str::to_owned);
    assert_eq!(docs(r#"{"doc_url":"https://x.example/e"}"#).as_deref(), Some("https://x.example/e"));
    assert_eq!(docs(r#"{"doc_url":"HTTP://x.example"}"#).as_deref(), Some("HTTP://x.example"));
    let body = r#"{"code":"a","doc_url":"javascript:alert(1)","links":[{"href":"/e"},{"href":"http://y"}]}"#;
    assert_eq!(docs(body).as_deref(), Some("http://y"));
    for link in ["javascript://x", "https:x", "https://", "https://a b", "https://a\\u0007", "ftp://x", ""] {
        let body = format!(r#"{{"code":"a","doc_url":"{link}"}}"#);
        assert_eq!(docs(&body).as_deref(), Some("https://docs.example/a"), "{link}");
    }
    assert_eq!(docs("{}"), None);
}

#[test]
fn verdict_of_the_server_decides_on_retries() {
    let envelope = "{ code: /code, should_retry: [header:x-should-retry, /retry] }";
    let entries = ["code: n, retry: never", "code: b, retry: { backoff: 5s, retries: 2 }"];
    let catalog = catalog(envelope, &entries);
    let delays = |headers: &[(&'static str, &str)], body: &str| {
        let response = decode_response(catalog, respond(500, headers, body.to_owned()));
        assert_eq!(
            response.retry_hint().is_retryable(),
            response.retry_delay(0, Idempotency::Idempotent).is_some()
        );
        [0, 1, 2].map(|retries| response.retry_delay(retries, Idempotency::NotIdempotent).is_some())
    };
    let no = [("x-should-retry", "false")];
    let yes = [("x-should-retry", "true")];
    assert_eq!(delays(&yes, r#"{"code":"n"}"#), [true; 3]);
    assert_eq!(delays(&yes, r#"{"code":"b"}"#), [true, true, false]);
    assert_eq!(delays(&no, r#"{"code":"b","retry":true}"#), [false; 3]);
    assert_eq!(delays(&[], r#"{"code":"n","retry":true}"#), [true; 3]);
    assert_eq!(delays(&[("x-should-retry", "maybe")], r#"{"code":"n","retry":"true"}"#), [true; 3]);
    assert_eq!(delays(&[], r#"{"code":"n","retry":1}"#), [false; 3]);
}

#[test]
fn wait_is_the_longest_of_several_where_its_conditions_hold() {
    let envelope = "{ code: /code, retry_after: [{ at: header:x-reset, when: { header:x-remaining: 0 } }, \
                    { at: /errors/*/wait, unit: ms }] }";
    let wait = |headers: &[(&'static str, &str)], body: &str| decode(envelope, headers, body).retry_after();
    let body = r#"{"errors":[{"wait":10},{"wait":"30"},{"wait":20}]}"#;
    assert_eq!(wait(&[("x-reset", "9")], body), Some(Duration::from_millis(30)));
    assert_eq!(wait(&[("x-reset", "9"), ("x-remaining", "0")], body), Some(Duration::from_secs(9)));
    assert_eq!(
        wait(&[("retry-after", "1"), ("x-reset", "9"), ("x-remaining", "0")], body),
        Some(Duration::from_secs(1))
    );
}

#[test]
fn request_id_is_found_where_its_conditions_hold() {
    let envelope = "{ code: /code, request_id: [{ at: /id, when: { /kind: request } }, header:x-id] }";
    let id = |body: &str| decode(envelope, &[("x-id", "h")], body).request_id().map(str::to_owned);
    assert_eq!(id(r#"{"id":"i","kind":"request"}"#).as_deref(), Some("i"));
    assert_eq!(id(r#"{"id":"i"}"#).as_deref(), Some("h"));
}

#[test]
fn fields_count_where_their_conditions_hold() {
    let entry = "code: a, message: '{n}', fields: { n: { type: unsigned, at: { at: /errors/*/n, when: { /k: 1 } } } }";
    let catalog = catalog(FLAT, &[entry]);
    let message = |body: &str| decode_body(catalog, 400, body).message().to_owned();
    assert_eq!(message(r#"{"code":"a","k":1,"errors":[{"n":"no"},{"n":5}]}"#), "5");
    assert_eq!(message(r#"{"code":"a","k":2,"errors":[{"n":5}]}"#), "Meaning 0.");
}

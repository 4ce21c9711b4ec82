//! The responses that documentation shows are the ones that a service sends, and decode to the errors that they show.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests are tests")]

use bytes::Bytes;
use errspec::__private::{
    Catalog, Condition, FailedItems, Locator, decode_response, is_error, make_response,
};
use errspec::ErrorResponse;
use errspec_data::{Entry, Place, SAMPLE_REQUEST_ID};
use errspec_docs::{MarkdownOptions, render_markdown_pages, render_openapi, render_sample};
use errspec_spec::{Arena, Spec, lower};
use errspec_tests::any_catalog::{Choices, draw_bytes};
use errspec_tests::catalog_around;
use errspec_tests::documented::read_all_catalogs;
use http::Response;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use serde_json::Value;

fn lower_yaml(yaml: &[u8]) -> (Spec<'static>, &'static Catalog<'static>) {
    let arena: &'static Arena = Box::leak(Box::default());
    let spec = Spec::parse(arena, "errors.yaml", yaml).unwrap();
    let catalog = Box::leak(Box::new(lower(arena, &spec)));
    (spec, catalog)
}

/// Returns the last code block of a page, which is the example response.
fn find_sample(page: &str) -> String {
    let (mut sample, mut is_sample) = (String::new(), false);
    for event in Parser::new(page) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if &*language == "http" => {
                sample.clear();
                is_sample = true;
            }
            Event::End(TagEnd::CodeBlock) => is_sample = false,
            Event::Text(text) if is_sample => sample.push_str(&text),
            _ => {}
        }
    }
    sample
}

fn parse_response(sample: &str) -> Response<Bytes> {
    let (head, body) = sample.split_once("\n\n").unwrap_or((sample, ""));
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap();
    let mut response = Response::builder().status(status);
    for (name, value) in lines.map(|line| line.split_once(": ").expect(sample)) {
        response = response.header(name, value.as_bytes());
    }
    response.body(body.trim_end().to_owned().into()).unwrap()
}

fn parse_body(response: &Response<Bytes>) -> Value {
    serde_json::from_slice(response.body()).unwrap_or_default()
}

fn list_header_names(response: &Response<Bytes>) -> Vec<&str> {
    let mut names: Vec<_> = response.headers().keys().map(http::HeaderName::as_str).collect();
    names.sort_unstable();
    names
}

/// Returns the values that documentation shows for the fields of an entry, as JSON.
fn sample_values(entry: &Entry<'_>) -> Vec<Option<String>> {
    let samples = entry.fields().iter().map(|field| field.value_type().info().sample);
    let values = samples.map(|sample| match sample {
        errspec_data::Value::Text(text) => Value::from(text).to_string(),
        errspec_data::Value::Number(digits) => digits.to_owned(),
        errspec_data::Value::Boolean(value) => value.to_string(),
        errspec_data::Value::Object => "{}".to_owned(),
        other => panic!("no value is written as {other:?}"),
    });
    values.map(Some).collect()
}

/// Catalogs in which the parts of an error are at all kinds of places, each with all kinds of entries.
fn list_envelopes() -> Vec<String> {
    let mut catalogs = Vec::new();
    for code in [
        "preset: problem+json",
        "preset: problem+json, code: /code",
        "preset: problem+json, code: [/code, /type]",
        "code: /error/code, message: /error/message",
        // The first place can't hold every code.
        "code: [{ at: /error, before: ':' }, /code], message: [{ at: /error, after: ': ' }, /error]",
        "code: [header:x-code, /code], message: /message",
        "code: /errors/*/code, message: /errors/*/message",
    ] {
        for request_id in ["", ", request_id: header:x-request-id", ", request_id: /request_id"] {
            for details in ["", ", details: { items: /details, code: /code, message: /message, target: /at }"]
            {
                catalogs.push(catalog_around(
                    &format!("{{ {code}{request_id}{details} }}"),
                    &[
                        "code: a, status: [400, 422], docs: 'https://acme.example/a'",
                        "code: 'b:c', name: Bc, status: 404",
                        "code: [7, seven], status: 409, fields: { n: integer, j: json, s: string }",
                        "code: full, status: 413, message: '{n} left', fields: { n: { type: unsigned, at: /m/n } }",
                        "code: later, status: 503, retry: after 1500ms",
                        "code: anywhere",
                        "status: 5xx",
                        "status: 410, name: Gone",
                    ],
                ));
            }
        }
    }
    catalogs
}

/// Compares what is shown with what a service sends, and returns what it decodes to.
fn check_shown(
    catalog: &'static Catalog<'static>,
    shown: Response<Bytes>,
    sent: ErrorResponse,
) -> ErrorResponse {
    let kind = sent.kind_number();
    let sent = sent.with_request_id(SAMPLE_REQUEST_ID.to_owned()).into_http_response();
    assert_eq!(shown.status(), sent.status(), "{shown:?}");
    assert_eq!(shown.headers(), sent.headers(), "{shown:?}");
    assert_eq!(parse_body(&shown), parse_body(&sent), "{shown:?}");
    let decoded = decode_response(catalog, shown);
    assert_eq!(catalog.name(decoded.kind_number()), catalog.name(kind), "{decoded:?}");
    decoded
}

#[test]
fn sample_is_what_a_service_sends() {
    let written = read_all_catalogs().into_iter().map(|(_, spec, catalog)| (spec, catalog));
    let made = list_envelopes().into_iter().map(|yaml| lower_yaml(yaml.as_bytes()));
    let mut compared = 0;
    for (spec, catalog) in written.chain(made) {
        let pages = render_markdown_pages(&spec, &MarkdownOptions::default());
        for (kind, (_, page)) in (1..).zip(&pages[1..]) {
            let shown = parse_response(&find_sample(page));
            let sent = make_response(catalog, kind, None, sample_values(catalog.entry(kind).unwrap()));
            let decoded = check_shown(catalog, shown, sent);
            let has_id = !catalog.envelope().request_id().is_empty();
            assert_eq!(decoded.request_id(), has_id.then_some(SAMPLE_REQUEST_ID), "{decoded:?}");
            compared += 1;
        }
    }
    assert!(compared > 300, "{compared}");
}

/// What a service leaves out, as the response would be another error with it, isn't shown either.
#[test]
fn sample_of_a_random_catalog_is_what_a_service_sends() {
    let mut compared = 0;
    for seed in 0..1_000 {
        let yaml = Choices::new(&draw_bytes(seed, 2_000)).draw_catalog();
        let arena: &'static Arena = Box::leak(Box::default());
        let Ok(spec) = Spec::parse(arena, "errors.yaml", yaml.as_bytes()) else { continue };
        let catalog: &'static Catalog<'static> = Box::leak(Box::new(lower(arena, &spec)));
        // Pages show these samples, but for the characters that could do harm there.
        for ((kind, entry), documented) in (1..).zip(catalog.entries()).zip(spec.entries()) {
            if entry.sending().is_sendable() {
                let shown = parse_response(&render_sample(catalog, documented, None));
                let sent = make_response(catalog, kind, None, sample_values(entry));
                if yaml.contains("unit: epoch") {
                    // A moment depends on the clock.
                    let sent = sent.with_request_id(SAMPLE_REQUEST_ID.to_owned()).into_http_response();
                    assert_eq!(list_header_names(&shown), list_header_names(&sent), "{shown:?}");
                } else {
                    check_shown(catalog, shown, sent);
                }
                compared += 1;
            }
        }
    }
    assert!(compared > 2_000, "{compared}");
}

#[test]
fn sample_with_a_detail_is_what_a_service_sends() {
    for yaml in list_envelopes() {
        let (spec, catalog) = lower_yaml(yaml.as_bytes());
        if catalog.envelope().details().is_none() {
            continue;
        }
        let pages = render_markdown_pages(&spec, &MarkdownOptions::default());
        let (_, section) = pages[0].1.split_once("## Several errors in one response").unwrap();
        let shown = parse_response(&find_sample(section.split("\n## ").next().unwrap()));
        let error = decode_response(catalog, shown.clone());
        let details: Vec<_> = FailedItems::find_details(&error).collect();
        let [(target, detail)] = &details[..] else { panic!("{error:?}") };
        let kind = error.kind_number();
        let sent = make_response(catalog, kind, None, sample_values(catalog.entry(kind).unwrap()));
        let (target, message) = (target.clone().unwrap_or_default(), detail.message().to_owned());
        check_shown(catalog, shown, sent.with_detail(target, detail.kind_number(), message));
    }
}

#[test]
fn openapi_example_decodes_to_its_entry_at_each_listed_status() {
    let mut compared = 0;
    for (path, spec, catalog) in read_all_catalogs() {
        let document: Value = serde_json::from_str(&render_openapi(&spec)).unwrap();
        for (status, response) in document["components"]["responses"].as_object().unwrap() {
            let Ok(status) = status.parse::<u16>() else { continue };
            let media = response["content"].as_object().into_iter().flat_map(serde_json::Map::values);
            let examples = media.filter_map(|media| media["examples"].as_object()).flatten();
            for (name, example) in examples {
                let kind = catalog.parse_kind(name).unwrap();
                if !is_told_by_body(catalog, kind) {
                    continue;
                }
                let body = Bytes::from(example["value"].to_string());
                let sample = Response::builder().status(status).body(body).unwrap();
                let decoded = decode_response(catalog, sample).kind_number();
                assert_eq!(catalog.name(decoded), name, "{status} of {path}: {example}");
                compared += 1;
            }
        }
    }
    assert!(compared > 40, "{compared}");
}

/// Returns the target, the kind and the message of the item that a page shows as failed inside a success.
fn decode_failed_sample(
    spec: &Spec<'_>,
    catalog: &'static Catalog<'static>,
) -> (Option<String>, u16, String) {
    let pages = render_markdown_pages(spec, &MarkdownOptions::default());
    let (_, index) = &pages[0];
    let (_, section) = index.split_once("## Failures inside a success").expect(index);
    let response = parse_response(&find_sample(section.split("\n## ").next().unwrap()));
    let mut items: Vec<_> = FailedItems::find(catalog, &response).collect();
    assert_eq!(items.len(), 1, "{response:?}");
    let (target, error) = items.remove(0);
    (target, error.kind_number(), error.message().to_owned())
}

#[test]
fn failed_item_decodes_to_what_it_shows() {
    let mut compared = 0;
    for (path, spec, catalog) in read_all_catalogs() {
        if let Some(items) = catalog.partial() {
            let (target, kind, message) = decode_failed_sample(&spec, catalog);
            assert_eq!(target.is_some(), !items.target().is_empty(), "{path}");
            let shown =
                catalog.entry(kind).map_or("It failed", |entry| entry.message().unwrap_or(entry.meaning()));
            assert!(items.message().is_empty() || message == shown, "{path}: {message}");
            compared += 1;
        }
    }
    assert!(compared > 0);
}

#[test]
fn sample_in_xml_decodes_to_its_entry() {
    let yaml = "errspec: 1\napi: { name: Acme }\nretry: { default: never }\n\
                envelope: { code: /Error/Code, message: /Error/Message, format: xml,\n\
                details: { items: /Error/Detail, code: /@code, message: /Text } }\n\
                errors: [{ code: a<b, status: 422, meaning: M. & N. }, { code: c, meaning: C. }]\n";
    let (spec, catalog) = lower_yaml(yaml.as_bytes());
    let pages = render_markdown_pages(&spec, &MarkdownOptions::default());
    let decode = |page: &str| decode_response(catalog, parse_response(&find_sample(page)));
    let error = decode(&pages[1].1);
    assert_eq!((error.kind_number(), error.message()), (1, "M. & N."));
    let (_, section) = pages[0].1.split_once("## Several errors in one response").unwrap();
    let error = decode(section.split("\n## ").next().unwrap());
    let details: Vec<_> = FailedItems::find_details(&error).collect();
    let [(_, detail)] = &details[..] else { panic!("{error:?}") };
    assert_eq!((detail.kind_number(), detail.message()), (2, "C."));
}

#[test]
fn detail_decodes_to_what_it_shows() {
    for (details, errors, target, name) in [
        ("items: /errors, code: /code, message: /text", "{ code: b, meaning: N. }", None, "B"),
        ("items: /errors, code: /code, target: /at", "", Some("item_1"), "A"),
        ("items: /errors, code: /code, target: /at, status: /status", "", Some("item_1"), "A"),
        ("items: /errors, target: key", "", Some("item_1"), ""),
        ("items: /errors/*, target: key, code: /c", "{ code: b, meaning: N. }", Some("item_1"), "B"),
        ("items: /errors/*, target: key", "", Some("item_1"), ""),
        ("items: /e/*/f, target: /id, message: /m", "", Some("item_1"), ""),
        ("items: /errors, code: /code, failed: [{ /bad: { not: false } }, /x]", "", None, "A"),
    ] {
        let yaml = format!(
            "errspec: 1\napi: {{ name: Acme }}\nretry: {{ default: never }}\n\
             envelope: {{ code: /code, details: {{ {details} }} }}\n\
             errors: [{{ code: a, status: 422, meaning: M. }}, {errors}]\n"
        );
        let (spec, catalog) = lower_yaml(yaml.as_bytes());
        let pages = render_markdown_pages(&spec, &MarkdownOptions::default());
        let (_, section) = pages[0].1.split_once("## Several errors in one response").unwrap();
        let sample = find_sample(section.split("\n## ").next().unwrap());
        let error = decode_response(catalog, parse_response(&sample));
        assert_eq!(error.kind_number(), 1, "{sample}");
        let details: Vec<_> = FailedItems::find_details(&error).collect();
        let [(found, detail)] = &details[..] else { panic!("{sample}") };
        assert_eq!(found.as_deref(), target, "{sample}");
        let entry = catalog.entry(detail.kind_number());
        assert_eq!(entry.map_or("", |entry| entry.name()), name, "{sample}");
    }
}

#[test]
fn failed_item_shows_the_first_entry_that_it_can_be() {
    let twins = "{ code: a, status: 401, meaning: M. }, { code: a, status: 403, name: B, meaning: M. }";
    for (partial, errors, name) in [
        ("failed: { /ok: false }, code: /code", twins.to_owned(), ""),
        ("failed: { /ok: false }, code: /code", format!("{twins}, {{ code: c, meaning: M. }}"), "C"),
        ("failed: { /ok: false }, code: /code", "{ status: 404, meaning: M. }".to_owned(), ""),
        (
            "failed: { /ok: false }, code: { at: /code, after: '#' }",
            "{ code: 'a#b', meaning: M. }".to_owned(),
            "AB",
        ),
        ("failed: { /error: null }, message: /error", "{ code: a, meaning: M. }".to_owned(), ""),
        ("failed: { /error: null }, message: /error/text", "{ code: a, meaning: M. }".to_owned(), ""),
        (
            "failed: { /ok: 0 }, code: [/id, /code], target: /id, message: /code",
            "{ code: 7, meaning: M. }".to_owned(),
            "Code7",
        ),
        (
            "failed: { /ok: false }, code: /code",
            "{ code: a, status: 400, match: { 'header:x-a': b }, meaning: M. }, \
             { code: c, match: { /kind: d }, meaning: M. }"
                .to_owned(),
            "C",
        ),
    ] {
        let yaml = format!(
            "errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ code: /code }}\nretry: {{ default: never }}\n\
             partial: {{ items: /items, {partial} }}\nerrors: [{errors}]\n"
        );
        let (spec, catalog) = lower_yaml(yaml.as_bytes());
        let (_, kind, _) = decode_failed_sample(&spec, catalog);
        assert_eq!(catalog.entry(kind).map_or("", |entry| entry.name()), name, "{yaml}");
    }
}

/// Entries of the catalogs that can't be sent, as a client makes something else of every response: none so far.
const UNSENDABLE: [&str; 0] = [];

#[test]
fn every_entry_that_can_be_sent_comes_back() {
    let (mut unsendable, mut compared) = (Vec::new(), 0);
    for (path, _, catalog) in read_all_catalogs() {
        // A header field can't hold every text, and the whole body none beside a code.
        let places = catalog.envelope().message().iter().map(Locator::place);
        let has_message = places.filter_map(Place::pointer).any(|pointer| !pointer.as_str().is_empty());
        let is_message = |condition: &Condition<'_>| {
            catalog.envelope().message().iter().any(|at| at.place().is_same(&condition.place()))
        };
        for (kind, entry) in (1..).zip(catalog.entries()) {
            // A message that tells entries apart isn't free.
            let has_message = has_message && !entry.conditions().iter().any(is_message);
            if !entry.sending().is_sendable() {
                unsendable.push(entry.name());
                continue;
            }
            for message in ["A message", "a: b # c", "\"\\\n\t", "…"] {
                let made = make_response(catalog, kind, Some(message.to_owned()), Vec::new());
                assert_eq!((made.kind_number(), made.message()), (kind, message));
                let sent = made.into_http_response();
                let is_error = is_error(catalog, sent.status(), sent.headers(), sent.body());
                assert!(is_error, "{} of {path}: {sent:?}", entry.name());
                assert!(entry.statuses().contains(sent.status().as_u16()), "{} of {path}", entry.name());
                let text = format!("{} of {path}: {sent:?}", entry.name());
                let back = decode_response(catalog, sent);
                assert_eq!(back.kind_number(), kind, "{text}");
                assert!(!has_message || back.message() == message, "{}: {text}", back.message());
                compared += 1;
            }
        }
    }
    assert_eq!(unsendable, UNSENDABLE);
    assert!(compared > 200, "{compared}");
}

/// Returns whether no header field tells the entry from others, as an example in OpenAPI has none.
fn is_told_by_body(catalog: &Catalog<'_>, kind: u16) -> bool {
    let entry = catalog.entry(kind).unwrap();
    let code_at = catalog.envelope().code().get(usize::from(entry.sending().code_index()));
    let code_at = code_at.filter(|_| entry.code().is_some()).map(Locator::place);
    let mut places = entry.conditions().iter().map(Condition::place).chain(code_at);
    places.all(|place| place.pointer().is_some())
}

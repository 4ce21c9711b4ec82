//! What the items of a response cost: no more than a small multiple of what came.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use errspec::__private::{Catalog, FailedItems, decode_response};
use errspec_tests::{catalog_around, lower_catalog};
use http::Response;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Tests of one process count together, so that one runs at a time.
static ALONE: Mutex<()> = Mutex::new(());

fn wait_for_others() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

const SIZE: usize = 1_000_000;

/// Bodies of about a megabyte, from many small items to few large ones.
fn make_bodies() -> Vec<String> {
    let repeat = |item: &str| vec![item; SIZE / (item.len() + 1)].join(",");
    let mut names = String::new();
    for index in 0.. {
        let _ = write!(names, r#""{index:x}":1,"#);
        if names.len() > SIZE {
            break;
        }
    }
    vec![
        format!(r#"{{"errors":[{}]}}"#, repeat("1")),
        format!(r#"{{"errors":[{}]}}"#, repeat("[]")),
        format!(r#"{{"errors":[{}]}}"#, repeat(r#"{"code":"b","message":"It is odd"}"#)),
        format!(r#"{{"errors":{{{}}}}}"#, names.trim_end_matches(',')),
        format!(r#"{{"errors":{{{}}}}}"#, repeat(r#""":1"#)),
        format!(r#"{{"errors":["{}"]}}"#, "x".repeat(SIZE)),
        format!(r#"{{"errors":[{}"#, "[".repeat(SIZE)),
        format!(r#"{{"errors":["{}""#, "\\u0000".repeat(SIZE / 6)),
    ]
}

/// A debug build takes seconds to decode as many items as there are in a megabyte of XML.
const XML_SIZE: usize = SIZE / 4;

/// The same in XML, where an item is an element.
fn make_xml_bodies() -> Vec<String> {
    let around = |items: &str| format!("<e><errors>{items}</errors></e>");
    let repeat = |item: &str| around(&item.repeat(XML_SIZE / item.len()));
    vec![
        repeat("<a/>"),
        repeat("<a>1</a>"),
        repeat("<a><code>b</code><message>It is &quot;odd&quot;</message></a>"),
        around(&format!("<a>{}</a>", "x".repeat(XML_SIZE))),
        around(&format!("<a>{}</a>", "&#0;&amp;".repeat(XML_SIZE / 9))),
        around(&format!("<a>{}</a>", "x<!---->".repeat(XML_SIZE / 8))),
        around(&format!("<a><message>&amp;{}</message></a>", "x".repeat(XML_SIZE))),
        around(&format!("<a message='&amp;{}'/>", "x".repeat(XML_SIZE))),
        format!("<e><errors>{}", "<a>".repeat(XML_SIZE / 3)),
        format!("<e><errors><a/>{}", "<a>".repeat(XML_SIZE / 3)),
        format!("<e><errors>{}", "<a>1</a>".repeat(XML_SIZE / 8)),
    ]
}

/// Counts by how many times more memory is in use at most, while items are looked at one by one, than the response takes.
fn measure(size: usize, find: impl FnOnce() -> usize) -> (f64, usize) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let count = find();
    let grown = MEMORY.peak_usage().saturating_sub(before);
    #[expect(clippy::cast_precision_loss, reason = "sizes of a test")]
    (grown as f64 / size as f64, count)
}

fn respond(status: u16, body: &str) -> Response<Bytes> {
    let mut response = Response::builder().status(status);
    for index in 0..20 {
        response = response.header(format!("x-field-{index}"), "v".repeat(50));
    }
    response.body(body.to_owned().into()).unwrap()
}

fn make_catalog(part: &str) -> &'static Catalog<'static> {
    let yaml = catalog_around(&format!("{{ code: /code{part} }}"), &["code: a, status: 400", "code: b"]);
    lower_catalog(&yaml)
}

#[test]
fn details_of_a_large_body_take_little_memory() {
    let _alone = wait_for_others();
    for items in ["/errors", "'/errors/*'", "'/*/*'"] {
        let catalog =
            make_catalog(&format!(", details: {{ items: {items}, code: /code, message: /message }}"));
        for body in make_bodies() {
            let error = decode_response(catalog, respond(400, &body));
            let (times, _) = measure(body.len(), || FailedItems::find_details(&error).count());
            assert!(times <= 3.0, "{items} {times} {}", &body[..40]);
        }
    }
}

#[test]
fn failures_of_a_large_success_take_little_memory() {
    let _alone = wait_for_others();
    let yaml = catalog_around("{ code: /code }", &["code: a, status: 400"]);
    let yaml = format!(
        "{yaml}partial: {{ items: /errors, failed: {{ /none: null }}, target: key, message: /message }}\n"
    );
    let catalog = lower_catalog(&yaml);
    for body in make_bodies() {
        let response = respond(200, &body);
        let (times, _) = measure(body.len(), || FailedItems::find(catalog, &response).count());
        assert!(times <= 3.0, "{times} {}", &body[..40]);
    }
}

#[test]
fn items_of_large_xml_take_little_memory() {
    let _alone = wait_for_others();
    let parts = "code: /code, message: [/message, /@message]";
    for items in ["/e/errors/a", "'/*/*'"] {
        let envelope =
            format!("{{ code: /code, format: [json, xml], details: {{ items: {items}, {parts} }} }}");
        let yaml = catalog_around(&envelope, &["code: a, status: 400", "code: b"]);
        let yaml = format!("{yaml}partial: {{ items: {items}, failed: {{ /none: null }}, {parts} }}\n");
        let catalog = lower_catalog(&yaml);
        for body in make_xml_bodies() {
            let error = decode_response(catalog, respond(400, &body));
            let (times, _) = measure(body.len(), || FailedItems::find_details(&error).count());
            let success = respond(200, &body);
            let (success_times, _) = measure(body.len(), || FailedItems::find(catalog, &success).count());
            assert!(times.max(success_times) <= 4.0, "{items} {times} {success_times} {}", &body[..40]);
        }
    }
}

#[test]
fn header_fields_are_shared_by_all_items() {
    let _alone = wait_for_others();
    let catalog = make_catalog(", details: { items: /errors, code: /code, message: /message }");
    let item = format!(r#"{{"code":"b","message":"{}"}}"#, "m".repeat(200));
    let body = format!(r#"{{"errors":[{}]}}"#, vec![item.as_str(); 4_000].join(","));
    let error = decode_response(catalog, respond(400, &body));
    let (times, count) = measure(body.len(), || FailedItems::find_details(&error).collect::<Vec<_>>().len());
    assert!(count == 4_000 && times <= 4.0, "{times}");
    for (_, item) in FailedItems::find_details(&error).take(3) {
        assert_eq!(item.headers(), error.headers());
    }
}

/// What an item takes besides its part of the body, as `partial_failures` and `details` say.
#[test]
fn kept_items_are_small() {
    let _alone = wait_for_others();
    let catalog = make_catalog(", details: { items: /errors, code: /code, message: /message }");
    for item in ["1", "{}", r#"{"code":"b","message":"m"}"#] {
        let body = format!(r#"{{"errors":[{}]}}"#, vec![item; 10_000].join(","));
        let error = decode_response(catalog, respond(400, &body));
        let mut items = Vec::with_capacity(10_000);
        let before = MEMORY.current_usage();
        items.extend(FailedItems::find_details(&error));
        let each = (MEMORY.current_usage() - before) / items.len();
        assert!(each <= 300, "{item} {each}");
    }
}
